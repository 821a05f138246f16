// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace storage {

/// First letter of a Chinese character's pinyin as ICU reads it; 0 where ICU has none. A table, because ICU needs 160 ms
/// before its first answer, and because window and centre must agree whatever ICU they have.
char usualLetter(char32_t character);

} // namespace storage
