// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/asio.h"
#include <QByteArray>

namespace server {

/// An address as people write it; IPv4 inside IPv6 ("::ffff:10.1.2.3") is IPv4.
inline net::ip::address plainAddress(const net::ip::address &address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6());
    return address;
}

inline QByteArray addressText(const net::ip::address &address) { return QByteArray::fromStdString(address.to_string()); }

/// Whose allowance a client uses: an IPv6 host commands a whole /64, so that is what counts as one address.
inline QByteArray admissionKey(const net::ip::address &address)
{
    if (address.is_v4())
        return addressText(address);
    const auto raw = address.to_v6().to_bytes();
    return QByteArray(reinterpret_cast<const char *>(raw.data()), 8);
}

} // namespace server
