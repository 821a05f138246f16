// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/numbertext.h"

#include <algorithm>

namespace domain {

namespace {

bool isSeparator(QChar c)
{
    if (c.isSpace() || c.category() == QChar::Other_Format || c.category() == QChar::Other_Control)
        return true;
    if (c.category() == QChar::Punctuation_Dash)
        return true;
    constexpr QStringView others = u"\u2212\u00B7\u2022\u2027\u2219\u22C5\u30FB\uFF65"; // minus and the middle dots
    return others.contains(c);
}

} // namespace

QString halfWidth(QStringView typed)
{
    QString result;
    result.reserve(typed.size());
    for (const QChar c : typed) {
        if (c >= u'\uFF01' && c <= u'\uFF5E')
            result += QChar(c.unicode() - 0xFEE0);
        else
            result += c == u'\u3000' ? QChar(u' ') : c;
    }
    return result;
}

QString normaliseNumber(QStringView typed)
{
    QString result = halfWidth(typed);
    result.removeIf(isSeparator);
    return result.toUpper();
}

bool isAllDigits(QStringView text)
{
    return std::all_of(text.begin(), text.end(), isAsciiDigit);
}

} // namespace domain
