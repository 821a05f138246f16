// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/transport.h"
#include "domain/sync/centreclock.h"
#include "exchange/healing.h"
#include "exchange/push.h"
#include "office/countersync.h"
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <memory>

namespace app {

Q_DECLARE_LOGGING_CATEGORY(syncLog)

class Lane;
class SessionLane;
class HelloLane;
class PushLane;
class PullLane;
class LeaseLane;
class HistoryLane;
class RepairLane;

inline constexpr qint64 secondMs = 1'000;
inline constexpr qint64 minuteMs = 60 * secondMs;

struct SyncOptions
{
    std::function<QDateTime()> clock;    ///< this machine's clock (UTC); only shown and compared with the centre's
    std::function<qint64()> monotonicMs; ///< never goes back; every wait is measured by it
    quint32 seed = 1;                    ///< of the jitter: different at every counter
    QString clientVersion;               ///< "0.1.0", compared with the oldest the centre still serves
};

/// What the lanes of a counter share: the office and the way to the centre, who is signed in, whether the centre is in
/// reach, what it said in its greeting. The lanes know each other through it.
class Link
{
public:
    enum class Mode { Away, Later, Signed };

    Link(office::Office &office, Transport &transport, SyncOptions options);

    office::Office &office;
    office::CounterSync sync;
    Transport &transport;
    const SyncOptions options;
    QRandomGenerator random;

    // The lanes; set by the agent, which owns them.
    QList<Lane *> lanes; ///< in the order in which they begin
    SessionLane *session = nullptr;
    HelloLane *hello = nullptr;
    PushLane *push = nullptr;
    PullLane *pull = nullptr;
    LeaseLane *lease = nullptr;
    HistoryLane *history = nullptr;
    RepairLane *repair = nullptr;

    // The session.
    Mode mode = Mode::Away;
    bool renewWanted = false; ///< the token was refused: nothing else is sent before there is a new one
    int tokenSerial = 0;
    bool tokenProven = false; ///< the token was accepted at least once
    bool revoked = false;     ///< the centre has shut this device out: it takes our work, and gives nothing

    // The greeting.
    bool greeted = false;
    bool tooOld = false;
    int protocol = exchange::protocolMax; ///< the newest both sides speak
    exchange::Limits limits;
    qint64 scopeSet = 0;

    // What the store holds, counted anew when stale.
    bool countsStale = true;
    int pending = 0, returned = 0;

    qint64 nowMs() const { return options.monotonicMs(); }
    bool maySpeak() const { return mode == Mode::Signed && !renewWanted; }
    bool isOffline() const { return m_offlineSince.isValid(); }
    const QDateTime &lastContact() const { return m_lastContact; }
    const QDateTime &offlineSince() const { return m_offlineSince; }

    /// The centre answered.
    void contact();
    /// This lane could not reach it.
    void lost(const Lane &lane);
    /// Ends the pauses after failures, but not more than once a minute; false when it was too soon.
    bool retryAtOnce();
    /// The centre's clock as an answer told it; `measures`: the answer came as soon as it was asked for.
    void noteTime(const CentreTime &centre, const QDateTime &sentAt, qint64 sentMs, bool measures);
    /// Looks whether this machine's clock was set; the estimate of the centre's time stays what it was.
    void watchClock();
    /// Whether an answer speaks of the history we know; the first one heard is it.
    bool isOurHistory(const QString &epoch);
    void takeScopes(const QStringList &scopes);
    void setDistrict(const QString &district) { m_district = district; }
    /// Nobody is signed in any more.
    void forgetSession();

    quint64 nextTicket() { return ++m_tickets; }
    /// Expires with this object: calls may end later than it.
    std::weak_ptr<const bool> pulse() const { return m_pulse; }
    /// A call ended and was dealt with; set by the agent.
    std::function<void()> ended;
    /// Something that is shown may have changed; set by the agent.
    std::function<void()> shown;
    /// The centre lacks these attachments ("sha256:…") and believes them here; set by the agent.
    std::function<void(const QStringList &blobs)> wanted;

private:
    std::shared_ptr<const bool> m_pulse = std::make_shared<const bool>(true);
    quint64 m_tickets = 0;
    QDateTime m_lastContact, m_offlineSince;
    qint64 m_lastInstantRetryMs;
    QString m_district;
    domain::CentreClock m_clock;
    domain::ClockWatch m_watch;
};

} // namespace app
