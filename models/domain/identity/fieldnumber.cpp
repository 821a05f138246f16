// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/fieldnumber.h"

#include "domain/identity/checkcharacter.h"
#include "domain/identity/numbertext.h"

namespace domain {
using namespace Qt::StringLiterals;

namespace {

/// The digits typed, if there are between `min` and `max` of them and nothing else. Codes are "<subject>.empty" and so
/// on.
Result<QString> digits(QStringView typed, const QString &subject, qsizetype min, qsizetype max)
{
    const QString number = normaliseNumber(typed);
    if (number.isEmpty())
        return refuse(QString(subject + u".empty"));
    for (qsizetype i = 0; i < number.size(); ++i)
        if (!isAsciiDigit(number[i]))
            return refuse(QString(subject + u".character"),
                          {{u"position"_s, i + 1}, {u"character"_s, QString(number[i])}});
    const QString expected =
        min == max ? QString::number(min) : QString(QString::number(min) + u'–' + QString::number(max));
    if (number.size() < min || number.size() > max)
        return refuse(QString(subject + u".length"), {{u"length"_s, number.size()}, {u"expected"_s, expected}});
    return number;
}

} // namespace

Result<QString> parsePostcode(QStringView typed)
{
    return digits(typed, u"postcode"_s, 6, 6);
}

Result<BankCard> parseBankCard(QStringView typed)
{
    const auto number = digits(typed, u"bankcard"_s, 16, 19);
    if (!number)
        return number.refusal();
    BankCard card{*number, {}};
    if (!checkcharacter::satisfiesLuhn(card.number))
        card.warnings.append(refuse(u"bankcard.checksum"));
    return card;
}

} // namespace domain
