// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QChar>
#include <QStringView>

/// The check characters of the numbers used at a counter. Each takes the part before its check character and expects
/// it to hold only characters the number allows.
namespace domain::checkcharacter {

/// ISO/IEC 7064 MOD 11-2 (GB/T 17710) of 17 digits: citizen numbers (GB 11643-1999), residence permits of Hong Kong,
/// Macao and Taiwan residents, foreigners' numbers of 2023.
QChar ofCitizenNumber(QStringView first17);

/// GB 32100-2015 of the first 17 characters of a unified social credit code.
QChar ofCreditCode(QStringView first17);

/// GB 11714 of the first 8 characters of an organisation code.
QChar ofOrganisationCode(QStringView first8);

/// The 7-3-1 weighting of machine-readable documents (ICAO 9303), letters counting from A = 10.
QChar ofTravelDocument(QStringView text);

/// MOD 11,10 (GB/T 17710) of the first 14 digits of a business registration number of old (GS 15-2006).
QChar ofRegistrationNumber(QStringView first14);

/// Whether a card number satisfies Luhn's formula (ISO/IEC 7812-1).
bool satisfiesLuhn(QStringView digits);

/// The 31 characters of credit codes: no I, O, S, V, Z. The position of a character is its value.
inline constexpr QStringView creditCodeCharacters = u"0123456789ABCDEFGHJKLMNPQRTUWXY";

} // namespace domain::checkcharacter
