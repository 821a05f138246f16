// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <algorithm>
#include <optional>

namespace server {

/// Which bytes of a file are asked for.
struct ByteRange
{
    qint64 first = 0, last = 0; ///< both included
    qint64 size() const { return last - first + 1; }
};

/// What one "bytes=a-b", "bytes=a-" or "bytes=-n" (RFC 9110 §14) asks of a file of `size` bytes. Nothing: the whole file, since
/// there is no such field or it is one nobody need follow; a range of size 0: it lies beyond the end (416).
inline std::optional<ByteRange> byteRange(const QByteArray &field, qint64 size)
{
    const QByteArray text = field.trimmed();
    if (!text.startsWith("bytes=") || text.contains(','))
        return std::nullopt;
    const qsizetype dash = text.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const QByteArray from = text.mid(6, dash - 6).trimmed(), to = text.mid(dash + 1).trimmed();
    bool isNumber = true, isNumberToo = true;
    const qint64 a = from.isEmpty() ? -1 : from.toLongLong(&isNumber), b = to.isEmpty() ? -1 : to.toLongLong(&isNumberToo);
    if (!isNumber || !isNumberToo || (from.isEmpty() && to.isEmpty()) || (!from.isEmpty() && a < 0) || (!to.isEmpty() && b < 0))
        return std::nullopt;
    constexpr ByteRange none{0, -1};
    if (from.isEmpty())
        return b == 0 || size == 0 ? none : ByteRange{std::max<qint64>(size - b, 0), size - 1};
    if (!to.isEmpty() && b < a)
        return std::nullopt;
    if (a >= size)
        return none;
    return ByteRange{a, to.isEmpty() ? size - 1 : std::min(b, size - 1)};
}

} // namespace server
