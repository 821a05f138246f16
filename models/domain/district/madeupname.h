// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/district/dice.h"
#include "domain/identity/identitynumber.h"
#include <QDate>
#include <QString>

namespace domain {

/// A surname, as frequent as it is in the country: 王, 李, 张 for every fifth, now and then a compound one (欧阳), and
/// one in two thousand that is outside the Basic Multilingual Plane (𠮷), because real counters meet it and fonts fail.
QString madeUpSurname(Dice &dice);
/// A given name such as people of that sex born in that year have: one or two characters.
QString madeUpGivenName(Dice &dice, Sex sex, int birthYear);
/// A full name. One in five hundred is a name with a middle dot, as people of some nationalities have.
QString madeUpName(Dice &dice, Sex sex, int birthYear);

/// What a made-up firm does.
struct MadeUpTrade
{
    QStringView word;  ///< within the name of a company, 建筑工程
    QStringView shop;  ///< behind the name of an individual business, 餐饮店
    QStringView scope; ///< business scope (经营范围)
};
const MadeUpTrade &madeUpTrade(Dice &dice);
/// The two characters by which a firm is told from others, 恒泰.
QString madeUpFirmWord(Dice &dice);

} // namespace domain
