// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <array>

namespace exchange {

/// CRC-32 as zlib, gzip and PNG have it (reflected polynomial 0xEDB88320). "123456789" gives cbf43926. Finds every burst
/// of damage up to 32 bits; it is no protection against intent, which is the business of TLS.
class Crc32
{
public:
    void add(QByteArrayView bytes)
    {
        for (const char byte : bytes)
            m_state = table[(m_state ^ uchar(byte)) & 0xff] ^ (m_state >> 8);
    }
    quint32 value() const { return ~m_state; }
    /// Eight small hexadecimal digits.
    QByteArray text() const { return QByteArray::number(value(), 16).rightJustified(8, '0'); }

private:
    static constexpr std::array<quint32, 256> table = [] {
        std::array<quint32, 256> entries{};
        for (quint32 byte = 0; byte < 256; ++byte) {
            quint32 entry = byte;
            for (int bit = 0; bit < 8; ++bit)
                entry = (entry & 1) ? 0xEDB88320u ^ (entry >> 1) : entry >> 1;
            entries[byte] = entry;
        }
        return entries;
    }();

    quint32 m_state = ~0u;
};

} // namespace exchange
