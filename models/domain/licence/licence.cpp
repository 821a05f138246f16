// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/licence/licence.h"
#include "domain/codes.h"
#include "domain/jsontime.h"
#include "domain/operation/operation.h"
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr Codes<LicenceState, 3> states{{{LicenceState::Valid, u"valid"}, {LicenceState::Revoked, u"revoked"}, {LicenceState::Expired, u"expired"}}};

/// Crockford's letters: no I, L, O, U.
constexpr char16_t letters[] = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr qsizetype codeLength = 26, earlierCodeLength = 16; // licences handed out by the first version keep theirs

bool isCodeLength(qsizetype length) { return length == codeLength || length == earlierCodeLength; }

const QStringList knownMembers{u"id"_s,     u"number"_s, u"code"_s,      u"name"_s,      u"item"_s,    u"case"_s,  u"holder"_s, u"agency"_s,
                               u"place"_s,  u"grantedAt"_s, u"validFrom"_s, u"validTo"_s, u"state"_s, u"revokedAt"_s, u"reason"_s, u"updatedAt"_s};

/// "610116-2026-0000017-1" → "61011620260000017".
QString digitsOf(const QString &caseNumber)
{
    QString digits = caseNumber.section(u'-', 0, -2);
    return digits.remove(u'-');
}

} // namespace

QString toCode(LicenceState state)
{
    return states.code(state);
}

std::optional<LicenceState> licenceStateFromCode(QStringView code)
{
    return states.value(code);
}

LicenceState Licence::stateOn(QDate day) const
{
    return state == LicenceState::Valid && validTo.isValid() && day > validTo ? LicenceState::Expired : state;
}

QJsonObject Licence::toJson() const
{
    QJsonObject json = more;
    json[u"id"_s] = id;
    json[u"number"_s] = number;
    json[u"code"_s] = code;
    json[u"name"_s] = name;
    json[u"item"_s] = QJsonObject{{u"id"_s, itemId}, {u"name"_s, itemName}};
    json[u"case"_s] = QJsonObject{{u"id"_s, caseId}, {u"number"_s, caseNumber}};
    json[u"holder"_s] = holder.toJson();
    json[u"agency"_s] = agency;
    json[u"place"_s] = place;
    json[u"grantedAt"_s] = instantText(grantedAt);
    json[u"validFrom"_s] = validFrom.toString(Qt::ISODate);
    if (validTo.isValid())
        json[u"validTo"_s] = validTo.toString(Qt::ISODate);
    json[u"state"_s] = toCode(state);
    if (revokedAt.isValid())
        json[u"revokedAt"_s] = instantText(revokedAt);
    if (!reason.isEmpty())
        json[u"reason"_s] = reason;
    json[u"updatedAt"_s] = instantText(updatedAt);
    return json;
}

Result<Licence> Licence::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QStringView member) { return refuse(u"licence.malformed", {{u"member"_s, member.toString()}}); };
    Licence licence;
    licence.id = json[u"id"_s].toString();
    if (licence.id.isEmpty())
        return malformed(u"id");
    licence.code = json[u"code"_s].toString();
    if (!isCodeLength(licence.code.size()))
        return malformed(u"code");
    const auto state = licenceStateFromCode(json[u"state"_s].toString());
    if (!state)
        return malformed(u"state");
    licence.state = *state;
    licence.number = json[u"number"_s].toString();
    licence.name = json[u"name"_s].toString();
    licence.itemId = json[u"item"_s][u"id"_s].toString();
    licence.itemName = json[u"item"_s][u"name"_s].toString();
    licence.caseId = json[u"case"_s][u"id"_s].toString();
    licence.caseNumber = json[u"case"_s][u"number"_s].toString();
    licence.holder = ApplicantCard::fromJson(json[u"holder"_s].toObject());
    licence.agency = json[u"agency"_s].toString();
    licence.place = json[u"place"_s].toString();
    licence.grantedAt = instantFromText(json[u"grantedAt"_s]);
    licence.validFrom = QDate::fromString(json[u"validFrom"_s].toString(), Qt::ISODate);
    licence.validTo = QDate::fromString(json[u"validTo"_s].toString(), Qt::ISODate);
    licence.revokedAt = instantFromText(json[u"revokedAt"_s]);
    licence.reason = json[u"reason"_s].toString();
    licence.updatedAt = instantFromText(json[u"updatedAt"_s]);
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!knownMembers.contains(it.key()))
            licence.more.insert(it.key(), it.value());
    }
    return licence;
}

std::optional<Licence> licenceFor(const CaseFile &file, const Handling &handling, const Place &place, const QDateTime &now)
{
    if (handling.licence.name.isEmpty())
        return {};
    Licence licence;
    licence.id = idFor(QString(u"licence:"_s + file.id));
    licence.number = digitsOf(file.number);
    licence.code = licenceCode(licence.id, place.sealKey);
    licence.name = handling.licence.name;
    licence.itemId = file.itemId;
    licence.itemName = file.itemName;
    licence.caseId = file.id;
    licence.caseNumber = file.number;
    licence.holder = file.applicant;
    licence.agency = place.sealAgency;
    licence.place = place.id;
    licence.grantedAt = now;
    licence.validFrom = hallTime(now).date();
    if (handling.licence.years > 0) {
        const QDate returns = licence.validFrom.addYears(handling.licence.years);
        const bool isShortened = returns.day() != licence.validFrom.day(); // 02-29 of a year that has none
        licence.validTo = isShortened ? returns : returns.addDays(-1);
    }
    licence.updatedAt = now;
    return licence;
}

QString licenceCode(const QString &licenceId, const QByteArray &districtKey)
{
    const QByteArray mac = QMessageAuthenticationCode::hash(QByteArray("licence-code:" + licenceId.toUtf8()), districtKey, QCryptographicHash::Sha256);
    QString code;
    quint32 bits = 0;
    int held = 0;
    for (qsizetype i = 0; code.size() < codeLength; ++i) {
        bits = (bits << 8) | uchar(mac[i]);
        for (held += 8; held >= 5 && code.size() < codeLength; held -= 5)
            code += letters[(bits >> (held - 5)) & 31];
    }
    return code.first(codeLength); // the last byte may give one letter more
}

QString shownLicenceCode(const QString &code)
{
    QStringList groups;
    for (qsizetype i = 0; i < code.size(); i += 4)
        groups << code.mid(i, 4);
    return groups.join(u'-');
}

QString readLicenceCode(QStringView typed)
{
    const QStringView last = typed.mid(typed.lastIndexOf(u'/') + 1);
    QString code;
    for (const QChar each : last.toString().normalized(QString::NormalizationForm_KC).toUpper()) {
        const QChar letter = each == u'O' ? QChar(u'0') : each == u'I' || each == u'L' ? QChar(u'1') : each;
        if (QStringView(letters).contains(letter))
            code += letter;
        else if (letter != u'-' && !letter.isSpace())
            return {};
    }
    return isCodeLength(code.size()) ? code : QString();
}

Agenda agendaOf(const Licence &licence)
{
    if (licence.state != LicenceState::Valid || !licence.validTo.isValid())
        return {};
    return {{u"expiry"_s, u"licence.expire"_s, QDateTime(licence.validTo.addDays(1), QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600).toUTC()}};
}

} // namespace domain
