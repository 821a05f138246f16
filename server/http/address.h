// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/asio.h"
#include <boost/asio/ip/network_v6.hpp>
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

/// Whose allowance a client uses, as text ("10.1.2.3", "2001:db8:1:2::/64"): an IPv6 host commands a whole /64, so that is what counts as one address.
inline QByteArray admissionKey(const net::ip::address &address)
{
    if (address.is_v4())
        return addressText(address);
    return QByteArray::fromStdString(net::ip::network_v6(address.to_v6(), 64).canonical().to_string());
}

} // namespace server
