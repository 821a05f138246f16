// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <optional>
#include <cstddef>
#include <utility>

namespace domain {

/// The words an enumeration has on disk and on the wire, stated once: value ⇄ code.
template<class Enum, std::size_t count>
struct Codes
{
    std::pair<Enum, QStringView> pairs[count];

    QString code(Enum value) const
    {
        for (const auto &[known, text] : pairs) {
            if (known == value)
                return text.toString();
        }
        Q_UNREACHABLE();
    }
    std::optional<Enum> value(QStringView code) const
    {
        for (const auto &[known, text] : pairs) {
            if (text == code)
                return known;
        }
        return std::nullopt;
    }
};

} // namespace domain
