// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/lane.h"
#include "app/sync/pulllane.h"
#include "app/sync/sessionlane.h"

namespace app {
using namespace Qt::StringLiterals;
using domain::Refusal;

namespace {

constexpr qint64 pauseOfflineMaxMs = 5 * minuteMs;
constexpr qint64 pauseOnlineMaxMs = 45 * secondMs; // with the centre in reach a push begins within a minute, whatever failed
constexpr int retryAfterSecondsMax = 15 * 60;

} // namespace

Lane::Lane(Link &link) : m_link(link)
{
    link.lanes << this;
}

void Lane::forget()
{
    giveUp();
    m_tokenSerial = 0;
    m_deadlineMs = m_notBeforeMs = 0;
    m_backoff.reset();
    m_failing = m_lost = m_toldToWait = false;
    m_problem.clear();
}

void Lane::giveUp()
{
    if (!isBusy())
        return;
    m_ticket = 0;
    m_link.transport.cancel(m_call);
}

void Lane::giveUpOverdue()
{
    if (!isBusy() || m_link.nowMs() < m_deadlineMs)
        return;
    qCWarning(syncLog) << "a call never ended";
    giveUp();
    failed({Failure::Kind::TimedOut, 0, domain::refuse(u"net.timed-out", {{u"phase"_s, u"whole"_s}}), {}});
}

void Lane::retryNow()
{
    if (m_failing && !m_toldToWait)
        m_notBeforeMs = m_link.nowMs();
}

void Lane::linkIsBack()
{
    if (!m_lost)
        return;
    m_lost = m_failing = false;
    m_problem.clear();
    m_backoff.reset(); // what fails next failed for another reason
    if (!m_toldToWait)
        m_notBeforeMs = 0;
}

void Lane::well()
{
    m_backoff.reset();
    m_notBeforeMs = 0;
    m_failing = m_lost = false;
    m_problem.clear();
    if (m_tokenSerial == m_link.tokenSerial)
        m_link.tokenProven = true;
    m_link.contact();
}

void Lane::failed(const Failure &failure)
{
    if (failure.kind == Failure::Kind::Refused) {
        if (failure.status != 0)
            m_link.contact();
        if (failure.status == 401)
            return denied(failure.refusal);
        if (failure.refusal.code == "sign-in.not-active"_L1)
            return m_link.session->needSignIn(failure.refusal);
        if (failure.refusal.code == "device.revoked"_L1)
            m_link.revoked = m_link.countsStale = true;
    }
    m_failing = true;
    m_lost = failure.kind != Failure::Kind::Refused;
    m_problem = failure.refusal.code;
    if (m_lost)
        m_link.lost(*this);
    m_toldToWait = failure.retryAfterSeconds.has_value();
    const qint64 pauseMs = m_toldToWait ? std::clamp(*failure.retryAfterSeconds, 1, retryAfterSecondsMax) * secondMs
                                        : m_backoff.nextMs(m_link.random, m_link.isOffline() ? pauseOfflineMaxMs : pauseOnlineMaxMs);
    m_notBeforeMs = m_link.nowMs() + pauseMs;
}

void Lane::denied(const Refusal &refusal)
{
    // Several calls may learn it of the same token; one renewal is enough.
    if (m_tokenSerial != m_link.tokenSerial || m_link.renewWanted)
        return;
    if (!m_link.tokenProven)
        return m_link.session->needSignIn(refusal); // a brand-new token that nobody accepts: another would not help
    m_link.renewWanted = true;
}

} // namespace app
