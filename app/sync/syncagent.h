// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/backoff.h"
#include "app/sync/transport.h"
#include "forms/shared/desk.h"
#include "office/countersync.h"
#include <QSet>

namespace app {

/// Keeps this counter and the centre together (sync.md): sends pending operations in order, takes what others did, holds
/// receipt numbers in reserve, and always knows where it stands. Sending and taking go side by side; neither waits for the
/// other, and neither gives up. Everything happens in tick() and in the ends of calls: the owner calls tick() when
/// nextWakeupMs() has come, so tests move time by hand.
class SyncAgent : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        std::function<QDateTime()> clock;    ///< this machine's clock (UTC); only shown and compared with the centre's
        std::function<qint64()> monotonicMs; ///< never goes back; every wait is measured by it
        quint32 seed = 1;                    ///< of the jitter: different at every counter
        QString clientVersion;               ///< "0.1.0", compared with the oldest the centre still serves
    };

    SyncAgent(office::Office &office, Transport &transport, Options options, QObject *parent = nullptr);
    ~SyncAgent() override;

    /// Somebody signed in at the centre. What still comes for an earlier sign-in is ignored.
    void begin(const exchange::SignInAnswer &answer);
    /// Somebody signed in here while the centre was away: tries to sign in there until it answers. `request` is asked
    /// for each attempt, so that the password lives in one place.
    void beginLater(std::function<exchange::SignInRequest()> request);
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
    bool isSignedIn() const { return m_mode == Mode::Signed; }

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
    /// What the centre says to everybody at a counter.
    void noticesChanged(const QStringList &notices);

private:
    /// One kind of call, made again and again: at most one is under way.
    struct Lane
    {
        quint64 ticket = 0; ///< of the call under way; 0: none. An end with another ticket is of a call given up
        Transport::CallId call = 0;
        int tokenSerial = 0;
        qint64 deadlineMs = 0;
        qint64 notBeforeMs = 0;
        Backoff backoff;
        bool failing = false;
        bool lost = false;       ///< failing because the centre was not reached
        bool toldToWait = false; ///< the centre itself named notBeforeMs
        QString problem;

        bool isBusy() const { return ticket != 0; }
    };
    enum class Mode { Away, Later, Signed };

    template<class T, class Call>
    void start(Lane &lane, qint64 patienceMs, Call call, void (SyncAgent::*taken)(const Reply<T> &));
    void giveUp(Lane &lane);
    void giveUpOverdue();
    void well(Lane &lane);
    void failed(Lane &lane, const Failure &failure);
    void denied(const Lane &lane, const domain::Refusal &refusal);
    void contact();
    void linkLost(const Lane &lane);
    bool retryAtOnce();
    std::array<Lane *, 5> lanes() { return {&m_session, &m_hello, &m_pull, &m_push, &m_lease}; }
    std::array<const Lane *, 5> lanes() const { return {&m_session, &m_hello, &m_pull, &m_push, &m_lease}; }
    bool isOffline() const { return m_offlineSince.isValid(); }

    // When each lane wants to start; nothing: it does not, or is busy.
    bool maySpeak() const { return m_mode == Mode::Signed && !m_renewWanted; }
    std::optional<qint64> sessionDueMs() const;
    std::optional<qint64> helloDueMs() const;
    std::optional<qint64> pushDueMs() const;
    std::optional<qint64> pullDueMs() const;
    std::optional<qint64> leaseDueMs() const;

    void adopt(const exchange::SignInAnswer &answer);
    void signIn();
    void renew();
    void lateSignInTaken(const Reply<exchange::SignInAnswer> &reply);
    void renewalTaken(const Reply<exchange::SignInAnswer> &reply);
    void needSignIn(const domain::Refusal &refusal);
    void forgetSession();

    void greet();
    void helloTaken(const Reply<exchange::Hello> &reply);
    void greetAgain();
    void takeScopes(const QStringList &scopes);
    bool isOurHistory(const QString &epoch);
    void restartScopes();

    void push();
    void pushTaken(const Reply<domain::PushAnswer> &reply);
    void pushRefused(const Failure &failure);
    std::optional<domain::Refusal> settle(domain::PushAnswer answer);
    void closeGap(const Failure &failure);
    void leaveStream(const Failure &failure);
    QList<domain::Operation> nextOperations() const;
    std::optional<qint64> firstUnsent() const;
    QList<domain::Operation> operationsFrom(qint64 n) const;
    QList<domain::Operation> trimmed(const QList<domain::Operation> &operations) const;
    void watchPush();

    void pull();
    void pageTaken(quint64 ticket, const domain::ScopePage &page);
    std::optional<domain::Refusal> apply(const domain::ScopePage &page);
    void pullTaken(const Reply<ChangesEnd> &reply);
    void pullSoon();

    void lease();
    void leaseTaken(const Reply<domain::NumberLease> &reply);

    void refreshCounts();
    void publish();
    forms::SyncStatus presentStatus() const;
    qint64 nowMs() const { return m_options.monotonicMs(); }

    office::Office &m_office;
    office::CounterSync m_sync;
    Transport &m_transport;
    const Options m_options;
    QRandomGenerator m_random;
    quint64 m_tickets = 0;
    bool m_ticking = false;

    Lane m_session, m_hello, m_pull, m_push, m_lease;

    // the session
    Mode m_mode = Mode::Away;
    bool m_signInNeeded = false;
    QString m_signInProblem;
    std::function<exchange::SignInRequest()> m_lateSignIn;
    QString m_renewal;
    qint64 m_renewAtMs = 0;
    bool m_renewWanted = false; ///< the token was refused: nothing else is sent before there is a new one
    int m_tokenSerial = 0;
    bool m_tokenProven = false; ///< the token was accepted at least once

    // the link
    QDateTime m_lastContact, m_offlineSince;
    qint64 m_lastInstantRetryMs;

    // hello
    bool m_greeted = false;
    qint64 m_helloAtMs = 0;
    bool m_tooOld = false;
    exchange::Limits m_limits;
    qint64 m_scopeSet = 0;
    QString m_district;
    QStringList m_notices;

    // sending
    domain::PushBatch m_batch;         ///< under way
    qint64 m_pushBytes;
    int m_pushOperations;
    QSet<qint64> m_parked;             ///< numbers the centre keeps for after its upgrade: not asked again before the next hello
    std::optional<qint64> m_resendFrom; ///< the centre has forgotten from here on
    qint64 m_lastGap = 0;
    bool m_forked = false;             ///< a new stream was begun and has not worked yet
    std::optional<qint64> m_unsentSinceMs;

    // taking
    QHash<QString, domain::Cursor> m_asked;
    QSet<QString> m_unanswered;
    QSet<QString> m_forbidden;
    QSet<QString> m_heldBack;
    std::optional<domain::Refusal> m_pullTrouble;
    bool m_pullNow = true;             ///< ask without waiting: where we stand is not known
    bool m_pullHadNews = false;
    bool m_pullMore = false;
    bool m_pullWaits = false;
    qint64 m_pullBegunMs = 0;
    bool m_caughtUp = false;

    // numbers
    QString m_leaseRequest, m_leaseSeries;

    // what the store counted
    bool m_countsStale = true;
    int m_pending = 0, m_returned = 0;
    std::optional<int> m_leaseCount;
    bool m_sendable = false;

    forms::SyncStatus m_status;
    bool m_announcedSession = false;
    std::optional<qint64> m_announcedWakeupMs;
};

} // namespace app
