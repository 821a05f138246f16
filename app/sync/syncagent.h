// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/hellolane.h"
#include "app/sync/historylane.h"
#include "app/sync/leaselane.h"
#include "app/sync/pulllane.h"
#include "app/sync/pushlane.h"
#include "app/sync/repairlane.h"
#include "app/sync/sessionlane.h"
#include "app/sync/tidylane.h"
#include "forms/shared/desk.h"

namespace app {

/// Keeps this counter and the centre together (sync.md): sends pending operations in order, takes what others did, holds
/// receipt numbers in reserve, and always knows where it stands. Sending and taking go side by side; neither waits for the
/// other, and neither gives up. Everything happens in tick() and in the ends of calls: the owner calls tick() when
/// nextWakeupMs() has come, so tests move time by hand. What is done stands in the lanes, one for each kind of call; here
/// they are put together.
class SyncAgent : public QObject
{
    Q_OBJECT
public:
    using Options = SyncOptions;

    SyncAgent(office::Office &office, Transport &transport, Options options, QObject *parent = nullptr);
    ~SyncAgent() override;

    /// Somebody signed in at the centre. What still comes for an earlier sign-in is ignored.
    void begin(const exchange::SignInAnswer &answer);
    /// Somebody signed in here while the centre was away: tries to sign in there until it answers. `request` is asked
    /// for each attempt, so that the password lives in one place.
    void beginLater(std::function<exchange::SignInRequest()> request);
    /// The centre refused a sign-in because it has shut this device out. Its work is still sent.
    void noteRevoked();
    /// Nobody is signed in any more. Nothing pending is touched.
    void end();

    /// Does what is due.
    void tick();
    /// When tick() wants to be called next, by monotonicMs; nothing: only something from outside can change anything.
    std::optional<qint64> nextWakeupMs() const;
    const forms::SyncStatus &status() const { return m_status; }
    /// Leaves these scopes alone for a while: somebody else (the first download) has them in hand. An answer that is still
    /// under way for one of them is not taken.
    void setHeldBack(const QStringList &scopes);
    bool isSignedIn() const { return m_link.mode == Link::Mode::Signed; }
    /// The centre shut this device out, as it last said.
    bool isRevoked() const { return m_link.revoked; }
    /// Of a device that was shut out: nothing here is lacking at the centre any more, as far as anybody knows.
    bool hasHandedOver() const { return !m_link.countsStale && m_link.pending == 0 && !m_push.mustAsk(); }

public Q_SLOTS:
    /// The machine has a network again: tries at once, at most once a minute.
    void networkUp();

Q_SIGNALS:
    /// Something of status() changed.
    void statusChanged(const forms::SyncStatus &status);
    /// nextWakeupMs() changed.
    void wakeupChanged();
    /// Requests to the centre are answered from now on (the transport has a token), or are not any more.
    void sessionChanged(bool isSignedIn);
    /// The sign-in begun by beginLater() succeeded; the sync has begun.
    void signedIn(const exchange::SignInAnswer &answer);
    /// The centre does not accept the sign-in any more; somebody must sign in again. Work goes on off line.
    void signInNeeded(const domain::Refusal &refusal);
    /// The centre lacks these attachments ("sha256:…") and believes them here.
    void wanted(const QStringList &blobs);
    /// What the centre says to everybody at a counter.
    void noticesChanged(const QStringList &notices);

private:
    void refreshCounts();
    void publish();
    forms::SyncStatus presentStatus() const;

    Link m_link;
    SessionLane m_session;
    HelloLane m_hello;
    HistoryLane m_history;
    PushLane m_push;
    PullLane m_pull;
    LeaseLane m_lease;
    RepairLane m_repair;
    TidyLane m_tidy;

    bool m_ticking = false;
    forms::SyncStatus m_status;
    bool m_announcedSession = false;
    std::optional<qint64> m_announcedWakeupMs;
};

} // namespace app
