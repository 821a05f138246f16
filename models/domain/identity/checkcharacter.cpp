// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/checkcharacter.h"

#include "domain/identity/numbertext.h"

namespace domain::checkcharacter {

namespace {

/// Digits as they are, A = 10 … Z = 35.
int valueOf(QChar c)
{
    return isAsciiDigit(c) ? c.unicode() - u'0' : c.unicode() - u'A' + 10;
}

QChar digit(int value)
{
    return QChar(u'0' + value);
}

} // namespace

QChar ofCitizenNumber(QStringView first17)
{
    Q_ASSERT(first17.size() == 17);
    int weight = 2; // 2^(18 - position) mod 11, from the last digit forwards
    int sum = 0;
    for (qsizetype i = 16; i >= 0; --i) {
        sum += valueOf(first17[i]) * weight;
        weight = weight * 2 % 11;
    }
    const int value = (12 - sum % 11) % 11;
    return value == 10 ? QChar(u'X') : digit(value);
}

QChar ofCreditCode(QStringView first17)
{
    Q_ASSERT(first17.size() == 17);
    int weight = 1; // 3^(position - 1) mod 31
    int sum = 0;
    for (const QChar c : first17) {
        sum += int(creditCodeCharacters.indexOf(c)) * weight;
        weight = weight * 3 % 31;
    }
    return creditCodeCharacters[(31 - sum % 31) % 31];
}

QChar ofOrganisationCode(QStringView first8)
{
    Q_ASSERT(first8.size() == 8);
    constexpr int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (qsizetype i = 0; i < 8; ++i)
        sum += valueOf(first8[i]) * weights[i];
    const int value = (11 - sum % 11) % 11;
    return value == 10 ? QChar(u'X') : digit(value);
}

QChar ofTravelDocument(QStringView text)
{
    constexpr int weights[] = {7, 3, 1};
    int sum = 0;
    for (qsizetype i = 0; i < text.size(); ++i)
        sum += valueOf(text[i]) * weights[i % 3];
    return digit(sum % 10);
}

QChar ofRegistrationNumber(QStringView first14)
{
    Q_ASSERT(first14.size() == 14);
    int product = 10;
    for (const QChar c : first14) {
        const int sum = (product + valueOf(c)) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return digit((11 - product) % 10);
}

bool satisfiesLuhn(QStringView digits)
{
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const bool doubled = (digits.size() - i) % 2 == 0;
        const int value = valueOf(digits[i]) * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

} // namespace domain::checkcharacter
