// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/syncagent.h"

namespace app {

namespace {

constexpr qint64 clockSkewMaxMs = 2 * minuteMs;

} // namespace

SyncAgent::SyncAgent(office::Office &office, Transport &transport, Options options, QObject *parent)
    : QObject(parent), m_link(office, transport, std::move(options)),
      m_session(m_link, {[this](const exchange::SignInAnswer &answer) {
                             tick();
                             Q_EMIT signedIn(answer);
                         },
                         [this](const domain::Refusal &refusal) {
                             publish();
                             Q_EMIT signInNeeded(refusal);
                         }}),
      m_hello(m_link, [this](const QStringList &notices) { Q_EMIT noticesChanged(notices); }),
      m_history(m_link), m_push(m_link), m_pull(m_link), m_lease(m_link), m_repair(m_link), m_tidy(m_link)
{
    m_link.session = &m_session;
    m_link.hello = &m_hello;
    m_link.push = &m_push;
    m_link.pull = &m_pull;
    m_link.lease = &m_lease;
    m_link.history = &m_history;
    m_link.repair = &m_repair;
    m_link.ended = [this] { tick(); };
    m_link.shown = [this] { publish(); };
    m_link.wanted = [this](const QStringList &blobs) {
        if (!blobs.isEmpty())
            Q_EMIT wanted(blobs);
    };
    m_link.watchClock();
    connect(&office, &office::Office::journalChanged, this, [this] {
        // Only counted here, so that the status is true at once: this signal comes from within the clerk's own act, and
        // the sending must wait for the next turn.
        m_link.countsStale = true;
        publish();
    });
    connect(&transport, &Transport::networkUp, this, &SyncAgent::networkUp);
    publish();
}

SyncAgent::~SyncAgent()
{
    for (Lane *lane : std::as_const(m_link.lanes))
        lane->giveUp();
    office::CounterScopes(m_link.office).endRun();
}

void SyncAgent::begin(const exchange::SignInAnswer &answer)
{
    m_session.beginSession(answer);
    tick();
}

void SyncAgent::beginLater(std::function<exchange::SignInRequest()> request)
{
    m_session.beginLater(std::move(request));
    tick();
}

void SyncAgent::noteRevoked()
{
    m_link.revoked = m_link.countsStale = true;
    tick();
}

void SyncAgent::end()
{
    m_session.end();
    tick();
}

void SyncAgent::setHeldBack(const QStringList &scopes)
{
    m_pull.setHeldBack(scopes);
    publish();
}

void SyncAgent::networkUp()
{
    // A long poll over the network of before may wait for an answer that can't come any more.
    if (m_link.retryAtOnce())
        m_pull.askSoon();
    tick();
}

std::optional<qint64> SyncAgent::nextWakeupMs() const
{
    if (m_link.countsStale)
        return m_link.nowMs();
    std::optional<qint64> next = m_push.watchMs();
    for (const Lane *lane : m_link.lanes) {
        if (const std::optional<qint64> wakeup = lane->wakeupMs(); wakeup && (!next || *wakeup < *next))
            next = wakeup;
    }
    return next;
}

void SyncAgent::tick()
{
    if (m_ticking)
        return;
    m_ticking = true;
    m_link.watchClock();
    refreshCounts();
    for (Lane *lane : std::as_const(m_link.lanes))
        lane->giveUpOverdue();
    m_push.watch();
    for (Lane *lane : std::as_const(m_link.lanes)) {
        if (const std::optional<qint64> due = lane->dueMs(); due && *due <= m_link.nowMs())
            lane->begin();
    }
    m_ticking = false;
    publish();
}

void SyncAgent::refreshCounts()
{
    if (!m_link.countsStale)
        return;
    m_link.countsStale = false;
    const int before = m_link.pending;
    m_link.pending = m_link.sync.pendingCount();
    m_link.returned = m_link.sync.returnedCount();
    m_push.count();
    m_lease.count();
    m_tidy.count();
    const QList<Lane *> &all = m_link.lanes;
    if (m_link.pending > before && std::any_of(all.begin(), all.end(), [](const Lane *lane) { return lane->isFailing(); }))
        m_link.retryAtOnce(); // somebody works: a good moment to look for the centre
}

forms::SyncStatus SyncAgent::presentStatus() const
{
    using State = forms::SyncStatus::State;
    forms::SyncStatus status;
    status.lastContact = m_link.lastContact();
    status.offlineSince = m_link.offlineSince();
    status.pending = m_link.pending;
    status.returned = m_link.returned;
    status.clockAheadMs = std::abs(m_link.office.clockOffsetMs()) > clockSkewMaxMs ? -m_link.office.clockOffsetMs() : 0;
    if (m_session.isSignInNeeded()) {
        status.state = State::SignInNeeded;
        status.problem = m_session.signInProblem();
        return status;
    }
    for (const Lane *lane : m_link.lanes) {
        if (status.problem.isEmpty())
            status.problem = lane->problem();
    }
    if (m_link.mode == Link::Mode::Away)
        status.state = State::Starting;
    else if (m_link.isOffline())
        status.state = State::Offline;
    else if (m_link.tooOld)
        status.state = State::TooOld;
    else if (!m_pull.isCaughtUp())
        status.state = State::Starting;
    else
        status.state = m_link.pending > 0 ? State::Sending : State::Synced;
    return status;
}

void SyncAgent::publish()
{
    if (m_ticking)
        return; // at its end
    refreshCounts();
    const forms::SyncStatus now = presentStatus();
    const forms::SyncStatus &was = m_status;
    const bool isSame = now.state == was.state && now.lastContact == was.lastContact && now.offlineSince == was.offlineSince
                        && now.pending == was.pending && now.returned == was.returned && now.problem == was.problem && now.clockAheadMs == was.clockAheadMs;
    if (!isSame) {
        m_status = now;
        Q_EMIT statusChanged(m_status);
    }
    if (isSignedIn() != m_announcedSession) {
        m_announcedSession = isSignedIn();
        Q_EMIT sessionChanged(m_announcedSession);
    }
    const std::optional<qint64> wakeup = nextWakeupMs();
    if (wakeup != m_announcedWakeupMs) {
        m_announcedWakeupMs = wakeup;
        Q_EMIT wakeupChanged();
    }
}

} // namespace app
