// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/requestrates.h"
#include <algorithm>
#include <cmath>

namespace server {

int RequestRates::secondsToWait(const QByteArray &who, Time now)
{
    if (m_rate.perSecondMax <= 0)
        return 0;
    const std::scoped_lock lock(m_mutex);
    forgetRested(now);
    auto found = m_allowanceOf.find(who);
    if (found == m_allowanceOf.end())
        found = m_allowanceOf.insert(who, {double(m_rate.burstMax), now});
    *found = {allowed(*found, now), std::max(found->filled, now)};
    if (found->requests < 1)
        return std::max(1, int(std::ceil((1 - found->requests) / m_rate.perSecondMax)));
    found->requests -= 1;
    return 0;
}

double RequestRates::allowed(const Allowance &allowance, Time now) const
{
    // A clock that was set back earns nothing, and takes nothing away.
    const double seconds = std::max(0.0, std::chrono::duration<double>(now - allowance.filled).count());
    return std::min<double>(m_rate.burstMax, allowance.requests + seconds * m_rate.perSecondMax);
}

// A name whose allowance is full again is as good as unknown; forgetting it keeps the table as small as the number of those
// who are busy just now. The threshold doubles with what is left, so sweeping costs O(1) a request.
void RequestRates::forgetRested(Time now)
{
    if (m_allowanceOf.size() < m_sweepAt)
        return;
    m_allowanceOf.removeIf([&](const auto &entry) { return allowed(entry.value(), now) >= m_rate.burstMax; });
    m_sweepAt = std::max<qsizetype>(1024, m_allowanceOf.size() * 2);
}

} // namespace server
