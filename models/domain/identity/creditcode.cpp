// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/creditcode.h"

#include "domain/identity/checkcharacter.h"
#include "domain/identity/numbertext.h"

namespace domain {
using namespace Qt::StringLiterals;

namespace {

struct Authority
{
    char16_t code;
    QStringView categories;
};

// GB 32100-2015 table 1 with amendment 1; under 5 (civil affairs) also 4 and 5, 村民委员会 and 居民委员会.
constexpr Authority authorities[] = {
    {u'1', u"1239"}, {u'2', u"19"}, {u'3', u"123459"}, {u'4', u"19"}, {u'5', u"123459"}, {u'6', u"129"},
    {u'7', u"129"},  {u'8', u"19"}, {u'9', u"123"},    {u'A', u"19"}, {u'N', u"1239"},   {u'Y', u"1"},
};

const Authority *authorityOf(QChar code)
{
    for (const Authority &authority : authorities)
        if (code == authority.code)
            return &authority;
    return nullptr;
}

Refusal wrongCharacter(qsizetype index, QChar c)
{
    return refuse(u"creditcode.character", {{u"position"_s, index + 1}, {u"character"_s, QString(c)}});
}

Refusal wrongCheck(qsizetype position)
{
    return refuse(u"creditcode.checksum", {{u"position"_s, position}});
}

Result<IdentityNumber> parseRegistrationNumber(QStringView number)
{
    if (checkcharacter::ofRegistrationNumber(number.first(14)) != number[14])
        return wrongCheck(15);
    return IdentityNumber{
        IdentityKind::CreditCode, number.toString(), {}, Sex::Unknown, {refuse(u"creditcode.old-registration")}};
}

} // namespace

Result<IdentityNumber> parseCreditCode(QStringView number)
{
    if (number.size() == 15 && isAllDigits(number))
        return parseRegistrationNumber(number);
    if (number.size() != 18)
        return refuse(u"creditcode.length", {{u"length"_s, number.size()}, {u"expected"_s, u"18"_s}});
    for (qsizetype i = 0; i < number.size(); ++i) {
        const bool inArea = i >= 2 && i < 8;
        if (inArea ? !isAsciiDigit(number[i]) : !checkcharacter::creditCodeCharacters.contains(number[i]))
            return wrongCharacter(i, number[i]);
    }
    const Authority *authority = authorityOf(number[0]);
    if (!authority)
        return refuse(u"creditcode.authority", {{u"code"_s, number.first(1).toString()}});
    if (checkcharacter::ofCreditCode(number.first(17)) != number[17])
        return wrongCheck(18);

    IdentityNumber code{IdentityKind::CreditCode, number.toString(), {}, Sex::Unknown, {}};
    // Later notices add categories, and some real codes of the self-employed fail the inner check: warn, never refuse.
    if (!authority->categories.contains(number[1]))
        code.warnings.append(refuse(u"creditcode.category", {{u"code"_s, number.first(2).toString()}}));
    if (checkcharacter::ofOrganisationCode(number.sliced(8, 8)) != number[16])
        code.warnings.append(refuse(u"creditcode.inner-check"));
    return code;
}

} // namespace domain
