// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <QStringList>

namespace storage {

/// What a text is, where that decides how its characters are read: 单 is s at the head of a person's name, d elsewhere.
enum class Reading { Text, Person };

/// The form in which texts are compared: NFKC (so half width), lower case. "ＡＢＣ　公司" → "abc 公司".
QString fold(QStringView text);
/// Whether bare() keeps a character: a letter or digit.
bool isKept(char32_t character);
/// fold() without anything but letters and digits: "食品经营许可(新办)" → "食品经营许可新办".
QString bare(QStringView text);

/// The letters a character can be typed by, the usual one first: 长 → "cz", 公 → "g", a → "a". A character whose reading
/// is not known stands for itself.
QString letters(char32_t character);

/// First letters of the pinyin of every character, of bare(): "公共场所" → "ggcs", "ABC公司" → "abcgs". One code point for
/// each code point of bare(text). Readings are ICU's (Han-Latin), corrected where an office reads otherwise: 长安, 银行,
/// 重新, and surnames such as 曾, 解, 尉迟.
QString initials(QStringView text, Reading reading = Reading::Text);
/// All the initials a text can be typed by, initials() first, at most `readingsMax`: 张乐 → "zl", "zy".
QStringList readings(QStringView text, Reading reading = Reading::Text);
constexpr int readingsMax = 4;

/// Overlapping pairs of neighbouring code points of bare(text): "张伟明" → "张伟", "伟明". None for a single one.
QStringList bigrams(QStringView text);

} // namespace storage
