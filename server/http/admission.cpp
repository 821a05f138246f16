// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/admission.h"
#include <algorithm>
#include <cmath>

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

int Admission::secondsToWait(const QByteArray &address, Time now)
{
    if (m_limits.requestsPerSecondMax <= 0)
        return 0;
    const std::scoped_lock lock(m_mutex);
    forgetRested(now);
    auto found = m_allowanceOf.find(address);
    if (found == m_allowanceOf.end())
        found = m_allowanceOf.insert(address, {double(m_limits.requestsBurstMax), now});
    *found = {allowed(*found, now), now};
    if (found->requests < 1)
        return std::max(1, int(std::ceil((1 - found->requests) / m_limits.requestsPerSecondMax)));
    found->requests -= 1;
    return 0;
}

int Admission::connections() const
{
    const std::scoped_lock lock(m_mutex);
    return m_connections;
}

double Admission::allowed(const Allowance &allowance, Time now) const
{
    const double seconds = std::chrono::duration<double>(now - allowance.filled).count();
    return std::min<double>(m_limits.requestsBurstMax, allowance.requests + seconds * m_limits.requestsPerSecondMax);
}

// An address whose allowance is full again is as good as unknown; forgetting it keeps the table as small as the
// number of addresses that are busy just now. The threshold doubles with what is left, so sweeping costs O(1) a request.
void Admission::forgetRested(Time now)
{
    if (m_allowanceOf.size() < m_sweepAt)
        return;
    m_allowanceOf.removeIf([&](const auto &entry) { return allowed(entry.value(), now) >= m_limits.requestsBurstMax; });
    m_sweepAt = std::max<qsizetype>(1024, m_allowanceOf.size() * 2);
}

} // namespace server
