// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/leaselane.h"

namespace app {
using namespace Qt::StringLiterals;

void LeaseLane::forget()
{
    Lane::forget();
    m_request.clear();
}

void LeaseLane::count()
{
    m_count = m_link.sync.leaseWanted();
}

std::optional<qint64> LeaseLane::dueMs() const
{
    return m_link.maySpeak() && m_link.greeted && m_count && !isBusy() ? std::optional(notBeforeMs()) : std::nullopt;
}

void LeaseLane::begin()
{
    if (m_request.isEmpty())
        m_request = domain::newId(m_link.options.clock()); // the same until it is answered: a lost answer costs no numbers
    m_series = m_link.sync.leaseSeries();
    const exchange::NumberLeaseRequest request{m_request, m_link.sync.stream(), m_series, *m_count};
    start(patienceMs, [this, &request](auto ended) { return m_link.transport.numberLease(request, ended); }, &LeaseLane::taken);
}

void LeaseLane::taken(const Reply<domain::NumberLease> &reply)
{
    m_link.countsStale = true;
    if (!reply.ok())
        return failed(reply.failure);
    m_request.clear();
    // A block that is of no use would be asked for again and again.
    const domain::NumberLease &block = *reply.value;
    if (block.series != m_series || block.remaining() < 1 || block.isExpired(m_link.office.now()))
        return failedHere(domain::refuse(u"sync.answer-strange"));
    m_link.sync.addLease(block);
    well();
}

} // namespace app
