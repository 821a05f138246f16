// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/agenda.h"
#include "domain/casefile/casefile.h"
#include "domain/region/region.h"
#include "domain/staff/staff.h"

namespace domain {

/// How a licence stands.
enum class LicenceState { Valid, Revoked, Expired };
QString toCode(LicenceState state); ///< "valid", "revoked", "expired"
std::optional<LicenceState> licenceStateFromCode(QStringView code);

/// 电子证照: what a grant gives, the same moment (国令716号 第10条). The document of kind "licence". What is printed and handed out is
/// a picture of it.
struct Licence
{
    QString id;            ///< idFor("licence:" + case id): one grant, one licence
    QString number;        ///< printed on it; from the receipt number, so that two windows off line never make the same one
    QString code;          ///< verification code, 16 characters; see licenceCode()
    QString name;          ///< 食品经营许可证
    QString itemId, itemName;
    QString caseId, caseNumber;
    ApplicantCard holder;
    QString agency;        ///< who issues it
    QString place;         ///< hall
    QDateTime grantedAt;   ///< UTC
    QDate validFrom;
    QDate validTo;         ///< last day; invalid: without end
    LicenceState state = LicenceState::Valid;
    QDateTime revokedAt;   ///< UTC
    QString reason;        ///< why it was revoked
    QDateTime updatedAt;
    QJsonObject more;      ///< members this version does not know

    /// How it stands on a day: one whose time is over is not valid, whether that was noted yet or not.
    LicenceState stateOn(QDate day) const;
    QJsonObject toJson() const;
    /// Refusals: licence.malformed {member}.
    static Result<Licence> fromJson(const QJsonObject &json);
};

/// The licence a granted case gives; nothing when a grant of this item gives only the decision. `now` is the legal time of the
/// grant. A licence of n years ends the day before the n-th return of its first day (民法典 第201、202条: the day of the event
/// is not counted; where the month is shorter, on its last).
std::optional<Licence> licenceFor(const CaseFile &file, const Handling &handling, const Place &place, const QDateTime &now);
/// 130 bits of an HMAC-SHA-256 with the district's key, in 26 letters and digits that are not mistaken for each other
/// ("7K2M9QXD4RTB1HVN7K2M9QXD4R"). Who has the licence can show it; nobody can guess one.
QString licenceCode(const QString &licenceId, const QByteArray &districtKey);
/// As it is printed: groups of four.
QString shownLicenceCode(const QString &code);
/// What somebody typed or scanned, an address with the code at its end too, made into the form it is kept in; empty when it can
/// be none.
QString readLicenceCode(QStringView typed);
/// When it ends by itself.
Agenda agendaOf(const Licence &licence);

} // namespace domain
