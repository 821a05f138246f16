// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/identitynumber.h"

#include "domain/identity/checkcharacter.h"
#include "domain/identity/creditcode.h"
#include "domain/identity/numbertext.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<IdentityKind, QStringView> codes[] = {
    {IdentityKind::CitizenId, u"citizen-id"},          {IdentityKind::ResidencePermit, u"residence-permit"},
    {IdentityKind::HkMacauPermit, u"hk-macau-permit"}, {IdentityKind::TaiwanPermit, u"taiwan-permit"},
    {IdentityKind::ForeignerId, u"foreigner-id"},      {IdentityKind::Passport, u"passport"},
    {IdentityKind::CreditCode, u"credit-code"},
};

// The first two digits of GB/T 2260; unlike counties, provinces are not renumbered.
constexpr int provinces[] = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
                             44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};

bool isProvince(QStringView code)
{
    return std::ranges::binary_search(provinces, code.toInt());
}

bool isOfHongKongMacauTaiwan(QStringView number)
{
    return number.startsWith(u"81") || number.startsWith(u"82") || number.startsWith(u"83");
}

Refusal wrongLength(QStringView number, const QString &expected)
{
    return refuse(u"identity.length", {{u"length"_s, number.size()}, {u"expected"_s, expected}});
}

Refusal wrongCharacter(qsizetype index, QChar c)
{
    return refuse(u"identity.character", {{u"position"_s, index + 1}, {u"character"_s, QString(c)}});
}

Refusal wrongProvince(QStringView code)
{
    return refuse(u"identity.province", {{u"code"_s, code.toString()}});
}

/// The first character from `from` on that is no digit, as a refusal.
std::optional<Refusal> otherThanDigits(QStringView number, qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to; ++i)
        if (!isAsciiDigit(number[i]))
            return wrongCharacter(i, number[i]);
    return std::nullopt;
}

/// A date YYYYMMDD that exists and has come.
Result<QDate> birthDate(QStringView text, QDate today)
{
    const QDate date(text.first(4).toInt(), text.sliced(4, 2).toInt(), text.sliced(6, 2).toInt());
    if (!date.isValid() || text.startsWith(u"0"))
        return refuse(u"identity.birth-date", {{u"text"_s, text.toString()}});
    if (date > today)
        return refuse(u"identity.birth-in-future", {{u"date"_s, date.toString(Qt::ISODate)}});
    return date;
}

Sex sexOfSequence(QChar lastDigit)
{
    return (lastDigit.unicode() - u'0') % 2 == 1 ? Sex::Male : Sex::Female;
}

void warnOfAge(IdentityNumber &identity, QDate today)
{
    int years = today.year() - identity.birth.year();
    if (identity.birth.addYears(years) > today)
        --years;
    if (years > 130)
        identity.warnings.append(refuse(u"identity.age-over-130", {{u"years"_s, years}}));
}

/// Digits, then a digit or X, and the check character: what citizens, permit holders and foreigners have in common.
std::optional<Refusal> wrongForm(QStringView number)
{
    if (number.size() != 18)
        return wrongLength(number, u"18"_s);
    if (auto wrong = otherThanDigits(number, 0, 17))
        return wrong;
    if (!isAsciiDigit(number[17]) && number[17] != u'X')
        return wrongCharacter(17, number[17]);
    return std::nullopt;
}

/// Birth, sex and check of an 18-character number of a natural person.
Result<IdentityNumber> personOf(IdentityKind kind, QStringView number, QDate today)
{
    const auto birth = birthDate(number.sliced(6, 8), today);
    if (!birth)
        return birth.refusal();
    if (checkcharacter::ofCitizenNumber(number.first(17)) != number[17])
        return refuse(u"identity.checksum", {{u"position"_s, 18}});
    IdentityNumber person{kind, number.toString(), *birth, sexOfSequence(number[16]), {}};
    warnOfAge(person, today);
    return person;
}

Result<IdentityNumber> parseForeigner(QStringView number, QDate today);
Result<IdentityNumber> parseResidencePermit(QStringView number, QDate today);

/// A number of another kind given as a citizen's: says so where it is one, else that there is no such province.
Refusal notACitizen(QStringView number, QDate today)
{
    const auto otherKind = [](IdentityKind kind) {
        return refuse(u"identity.other-kind", {{u"kind"_s, toCode(kind)}});
    };
    if (parseResidencePermit(number, today))
        return otherKind(IdentityKind::ResidencePermit);
    if (parseForeigner(number, today))
        return otherKind(IdentityKind::ForeignerId);
    return wrongProvince(number.first(2));
}

/// 15 digits, issued until 1999 to people born in 1900 or later.
Result<IdentityNumber> parseFirstGeneration(QStringView number, QDate today)
{
    if (auto wrong = otherThanDigits(number, 0, 15))
        return *wrong;
    if (!isProvince(number.first(2)))
        return wrongProvince(number.first(2));
    const QString first17 = number.first(6) + u"19"_s + number.sliced(6);
    const QString whole = first17 + checkcharacter::ofCitizenNumber(first17);
    auto person = personOf(IdentityKind::CitizenId, whole, today);
    if (!person)
        return person;
    person->warnings.append(refuse(u"identity.first-generation", {{u"number"_s, whole}}));
    if (const QStringView sequence = number.last(3); sequence >= u"996")
        person->warnings.append(refuse(u"identity.manual-check", {{u"text"_s, sequence.toString()}}));
    return person;
}

Result<IdentityNumber> parseCitizen(QStringView number, QDate today, const QSet<QString> *knownAreas)
{
    const bool firstGeneration = number.size() == 15;
    if (!firstGeneration) {
        if (auto wrong = wrongForm(number))
            return *wrong;
        if (!isProvince(number.first(2)) || isOfHongKongMacauTaiwan(number))
            return notACitizen(number, today);
    }
    auto person =
        firstGeneration ? parseFirstGeneration(number, today) : personOf(IdentityKind::CitizenId, number, today);
    if (person && knownAreas && !knownAreas->contains(number.first(6).toString()))
        person->warnings.append(refuse(u"identity.area-unknown", {{u"code"_s, number.first(6).toString()}}));
    return person;
}

Result<IdentityNumber> parseResidencePermit(QStringView number, QDate today)
{
    if (auto wrong = wrongForm(number))
        return *wrong;
    if (!isOfHongKongMacauTaiwan(number))
        return wrongProvince(number.first(2));
    if (number.sliced(2, 4) != u"0000")
        return wrongProvince(number.first(6));
    return personOf(IdentityKind::ResidencePermit, number, today);
}

Result<IdentityNumber> parseHkMacauPermit(QStringView number)
{
    if (number[0] != u'H' && number[0] != u'M')
        return wrongCharacter(0, number[0]);
    if (number.size() != 9 && number.size() != 11)
        return wrongLength(number, u"9, 11"_s);
    if (auto wrong = otherThanDigits(number, 1, number.size()))
        return *wrong;
    return IdentityNumber{IdentityKind::HkMacauPermit, number.toString(), {}, Sex::Unknown, {}};
}

/// Cards have 8 digits; the booklets before 2015 had 10, some with a letter in brackets.
Result<IdentityNumber> parseTaiwanPermit(QStringView number)
{
    QString bare = number.toString();
    if (bare.size() == 13 && bare[10] == u'(' && bare[12] == u')')
        bare = bare.first(10) + bare[11];
    if (bare.size() != 8 && bare.size() != 10 && bare.size() != 11)
        return wrongLength(bare, u"8, 10, 11"_s);
    if (auto wrong = otherThanDigits(bare, 0, std::min<qsizetype>(bare.size(), 10)))
        return *wrong;
    if (bare.size() == 11 && !isAsciiUpper(bare[10]))
        return wrongCharacter(10, bare[10]);
    return IdentityNumber{IdentityKind::TaiwanPermit, bare, {}, Sex::Unknown, {}};
}

/// The version of 2017: nationality (3 letters), area (4), birth YYMMDD, sequence, check digit.
Result<IdentityNumber> parseForeigner2017(QStringView number, QDate today)
{
    for (qsizetype i = 0; i < 3; ++i)
        if (!isAsciiUpper(number[i]))
            return wrongCharacter(i, number[i]);
    if (auto wrong = otherThanDigits(number, 3, 15))
        return *wrong;
    if (!isProvince(number.sliced(3, 2)))
        return wrongProvince(number.sliced(3, 2));
    // Only the last two digits of the year are told. Nobody born after the last issue (2023-11-30) can hold such a
    // card.
    const QStringView digits = number.sliced(7, 6);
    const QDate latest = std::min(today, QDate(2023, 11, 30));
    auto birth = birthDate(QString(u"20" + digits.toString()), latest);
    if (!birth)
        birth = birthDate(QString(u"19" + digits.toString()), latest);
    if (!birth)
        return refuse(u"identity.birth-date", {{u"text"_s, digits.toString()}});
    IdentityNumber person{IdentityKind::ForeignerId, number.toString(), *birth, Sex::Unknown, {}};
    // The specification of this check digit is not published; that it is 7-3-1 is common knowledge only.
    if (checkcharacter::ofTravelDocument(number.first(14)) != number[14])
        person.warnings.append(refuse(u"identity.foreigner-check-unverified"));
    return person;
}

/// The version of 2023: 9, province (2), nationality (3), birth YYYYMMDD, sequence (3), check character.
Result<IdentityNumber> parseForeigner(QStringView number, QDate today)
{
    if (number.size() == 15)
        return parseForeigner2017(number, today);
    if (number.size() != 18)
        return wrongLength(number, u"18, 15"_s);
    if (auto wrong = wrongForm(number))
        return *wrong;
    if (number[0] != u'9')
        return wrongCharacter(0, number[0]);
    if (!isProvince(number.sliced(1, 2)))
        return wrongProvince(number.sliced(1, 2));
    if (number.sliced(14, 3) == u"000")
        return refuse(u"identity.sequence", {{u"text"_s, u"000"_s}});
    return personOf(IdentityKind::ForeignerId, number, today);
}

/// Chinese and foreign passports; beyond letters and digits nothing holds for all of them.
Result<IdentityNumber> parsePassport(QStringView number)
{
    if (number.size() < 5 || number.size() > 20)
        return wrongLength(number, u"5–20"_s);
    for (qsizetype i = 0; i < number.size(); ++i)
        if (!isAsciiDigit(number[i]) && !isAsciiUpper(number[i]))
            return wrongCharacter(i, number[i]);
    return IdentityNumber{IdentityKind::Passport, number.toString(), {}, Sex::Unknown, {}};
}

Result<IdentityNumber> parseNormalised(IdentityKind kind, QStringView number, QDate today,
                                       const QSet<QString> *knownAreas)
{
    switch (kind) {
    case IdentityKind::CitizenId:
        return parseCitizen(number, today, knownAreas);
    case IdentityKind::ResidencePermit:
        return parseResidencePermit(number, today);
    case IdentityKind::HkMacauPermit:
        return parseHkMacauPermit(number);
    case IdentityKind::TaiwanPermit:
        return parseTaiwanPermit(number);
    case IdentityKind::ForeignerId:
        return parseForeigner(number, today);
    case IdentityKind::Passport:
        return parsePassport(number);
    case IdentityKind::CreditCode:
        return parseCreditCode(number);
    }
    Q_UNREACHABLE();
}

/// The kinds an 18-character number may be of, the likelier first. A person's number has a century at characters 7 and
/// 8; a credit code has a province, or 10 for the whole country, at 3 and 4. One in 31 mistyped personal numbers
/// satisfies the check of credit codes, so what has no such place is not tried as one.
QList<IdentityKind> likelyKindsOf18(QStringView number)
{
    const IdentityKind person = number[0] == u'9'                 ? IdentityKind::ForeignerId
                                : isOfHongKongMacauTaiwan(number) ? IdentityKind::ResidencePermit
                                                                  : IdentityKind::CitizenId;
    const auto digits = std::count_if(number.begin(), number.begin() + 17, isAsciiDigit);
    const QStringView century = number.sliced(6, 2);
    const QStringView place = number.sliced(2, 2);
    const bool looksBorn = century == u"19" || century == u"20" || century == u"18";
    const bool looksRegistered = isProvince(place) || place == u"10";
    if (looksBorn && digits >= 15)
        return looksRegistered ? QList{person, IdentityKind::CreditCode} : QList{person};
    return {digits < 17 || looksRegistered ? IdentityKind::CreditCode : person};
}

QList<IdentityKind> likelyKinds(const QString &number)
{
    static const QRegularExpression foreigner2017(u"^[A-Z]{3}[0-9]{12}$"_s);
    static const QRegularExpression hkMacau(u"^[HM][0-9]{6,11}$"_s);
    static const QRegularExpression taiwan(u"^([0-9]{8}|[0-9]{10}([A-Z]|\\([A-Z]\\))?)$"_s);
    static const QRegularExpression passport(u"^([A-Z]{1,3}[0-9]{5,9}|[0-9]{9})$"_s);
    if (number.size() == 18)
        return likelyKindsOf18(number);
    if (number.size() == 15 && isAllDigits(number))
        return {IdentityKind::CitizenId, IdentityKind::CreditCode};
    if (foreigner2017.match(number).hasMatch())
        return {IdentityKind::ForeignerId};
    if (hkMacau.match(number).hasMatch())
        return {IdentityKind::HkMacauPermit};
    if (taiwan.match(number).hasMatch())
        return {IdentityKind::TaiwanPermit};
    if (passport.match(number).hasMatch())
        return {IdentityKind::Passport};
    return {};
}

/// Whether a number of no known form was most likely meant to have 18 characters, some left out or typed twice.
bool meansEighteen(QStringView number)
{
    const auto digits = std::count_if(number.begin(), number.end(), isAsciiDigit);
    return number.size() >= 12 && number.size() <= 24 && digits * 2 > number.size();
}

} // namespace

QString toCode(IdentityKind kind)
{
    const auto found = std::ranges::find(codes, kind, [](const auto &pair) { return pair.first; });
    Q_ASSERT(found != std::end(codes));
    return found->second.toString();
}

std::optional<IdentityKind> identityKindFromCode(QStringView code)
{
    const auto found = std::ranges::find(codes, code, [](const auto &pair) { return pair.second; });
    return found != std::end(codes) ? std::optional(found->first) : std::nullopt;
}

Result<IdentityNumber> parseIdentity(QStringView typed, QDate today, const QSet<QString> *knownAreas)
{
    Q_ASSERT(today.isValid());
    const QString number = normaliseNumber(typed);
    if (number.isEmpty())
        return refuse(u"identity.empty");
    std::optional<Refusal> likeliest;
    const QList<IdentityKind> kinds = likelyKinds(number);
    for (const IdentityKind kind : kinds) {
        auto identity = parseNormalised(kind, number, today, knownAreas);
        if (identity)
            return identity;
        if (!likeliest)
            likeliest = identity.refusal();
    }
    if (likeliest)
        return *likeliest;
    return meansEighteen(number) ? wrongLength(number, u"18"_s)
                                 : refuse(u"identity.unrecognised", {{u"length"_s, number.size()}});
}

Result<IdentityNumber> parseIdentityAs(IdentityKind kind, QStringView typed, QDate today,
                                       const QSet<QString> *knownAreas)
{
    Q_ASSERT(today.isValid());
    const QString number = normaliseNumber(typed);
    if (number.isEmpty())
        return refuse(u"identity.empty");
    return parseNormalised(kind, number, today, knownAreas);
}

QString maskedWithin(const QString &words)
{
    static const QRegularExpression numbers(u"(?<![0-9A-Za-z])(?:[1-9]\\d{5}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[0-9Xx]|1[3-9]\\d{9})(?![0-9A-Za-z])"_s);
    QString safe = words;
    for (auto found = numbers.globalMatch(words); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString number = match.captured();
        // A number of the right length is rather a person's than not, be it mistyped; the code of an organisation says itself what it is.
        if (number.size() == 18 && parseIdentityAs(IdentityKind::CreditCode, number, QDate(2000, 1, 1)))
            continue;
        safe.replace(match.capturedStart(), match.capturedLength(), masked(number));
    }
    return safe;
}

QJsonValue maskedWithin(const QJsonValue &value)
{
    if (value.isString())
        return maskedWithin(value.toString());
    if (value.isArray()) {
        QJsonArray safe;
        for (const QJsonValue &each : value.toArray())
            safe << maskedWithin(each);
        return safe;
    }
    if (!value.isObject())
        return value;
    QJsonObject safe = value.toObject();
    for (auto member = safe.begin(); member != safe.end(); ++member)
        member.value() = maskedWithin(QJsonValue(member.value()));
    return safe;
}

QString masked(QStringView number)
{
    const auto keep = [&](qsizetype first, qsizetype last) {
        return QString(number.first(first).toString() + QString(number.size() - first - last, u'*') +
                       number.last(last).toString());
    };
    const bool mobile = number.size() == 11 && number[0] == u'1' && isAllDigits(number);
    if (mobile)
        return keep(3, 4);
    if (number.size() >= 15)
        return keep(6, 4);
    if (number.size() >= 7)
        return keep(2, 3);
    return QString(number.size(), u'*');
}

} // namespace domain
