// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <QStringView>

namespace domain {

/// Full-width letters, digits and signs as their half-width form; the ideographic space as a space.
QString halfWidth(QStringView typed);

/// A number as people type, paste or scan it, made uniform: half width, upper case (x → X), without spaces, invisible
/// characters, hyphens and middle dots.
QString normaliseNumber(QStringView typed);

/// Whether the character is one of 0 to 9; other scripts' digits are not.
constexpr bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Whether the character is one of A to Z.
constexpr bool isAsciiUpper(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

/// Whether all characters are 0 to 9; true of an empty text.
bool isAllDigits(QStringView text);

} // namespace domain
