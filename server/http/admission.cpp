// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/admission.h"

namespace server {

bool Admission::enter(const QByteArray &address)
{
    const std::scoped_lock lock(m_mutex);
    if (m_connections >= m_limits.connectionsMax)
        return false;
    if (!address.isEmpty()) {
        int &count = m_connectionsOf[address];
        if (count >= m_limits.connectionsPerAddressMax)
            return false;
        ++count;
    }
    ++m_connections;
    return true;
}

void Admission::leave(const QByteArray &address)
{
    const std::scoped_lock lock(m_mutex);
    Q_ASSERT(m_connections > 0);
    --m_connections;
    if (address.isEmpty())
        return;
    const auto found = m_connectionsOf.find(address);
    Q_ASSERT(found != m_connectionsOf.end());
    if (--*found == 0)
        m_connectionsOf.erase(found);
}

int Admission::connections() const
{
    const std::scoped_lock lock(m_mutex);
    return m_connections;
}

} // namespace server
