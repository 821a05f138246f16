// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/leaselane.h"
#include "app/sync/historylane.h"
#include "exchange/paths.h"

namespace app {
using namespace Qt::StringLiterals;

void LeaseLane::count()
{
    if (isBusy())
        return;
    m_wish = m_numbers.wish();
    m_return = m_link.mode == Link::Mode::Signed ? m_numbers.returning() : std::nullopt;
}

std::optional<qint64> LeaseLane::dueMs() const
{
    const bool mayAsk = m_link.maySpeak() && m_link.greeted && !m_link.revoked && !m_link.history->isInDoubt();
    return mayAsk && (m_wish || m_return) && !isBusy() ? std::optional(notBeforeMs()) : std::nullopt;
}

void LeaseLane::begin()
{
    if (m_wish) {
        const exchange::NumberLeaseRequest request{m_wish->request, m_link.sync.stream(), m_wish->series, m_wish->count};
        start(patienceMs, [this, &request](auto ended) { return m_link.transport.numberLease(request, ended); }, &LeaseLane::taken);
        return;
    }
    WireRequest request;
    request.method = "POST";
    request.path = exchange::leaseReturnPath(m_return->lease);
    request.contentType = "application/json";
    request.body = exchange::encode(exchange::NumberLeaseReturn{m_return->next});
    start(patienceMs, [this, &request](auto ended) { return m_link.transport.request(request, {}, ended); }, &LeaseLane::returned);
}

void LeaseLane::taken(const Reply<domain::NumberLease> &reply)
{
    m_link.countsStale = true;
    if (!reply.ok()) {
        const bool isNotGiven = reply.failure.kind == Failure::Kind::Refused && reply.failure.refusal.code == "lease.series"_L1;
        if (!isNotGiven || m_wish->series == m_numbers.series())
            return failed(reply.failure);
        m_numbers.forgetWish(m_wish->series); // next year's: this centre gives it later
        return well();
    }
    // A block that is of no use would be asked for again and again.
    const domain::NumberLease &block = *reply.value;
    if (block.series != m_wish->series || block.remaining() < 1 || block.isExpired(m_link.office.now()))
        return failedHere(domain::refuse(u"sync.answer-strange"));
    m_numbers.add(block);
    well();
}

void LeaseLane::returned(const Reply<WireAnswer> &reply)
{
    m_link.countsStale = true;
    // A block the centre does not know as ours (any more) needs no giving back.
    const bool isSettled = reply.ok() || (reply.failure.kind == Failure::Kind::Refused && (reply.failure.status == 404 || reply.failure.status == 400));
    if (!isSettled)
        return failed(reply.failure);
    m_numbers.returned(m_return->lease);
    well();
}

} // namespace app
