// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/backoff.h"
#include "app/sync/installation.h"
#include "app/sync/syncagent.h"
#include <QRandomGenerator>

namespace app {

/// What a device owes its own safety while somebody works at it: gives the centre a key to the store, prolongs the time off line at
/// each contact and ends it, changes the device's key when that has grown old, and destroys everything when the centre has
/// shut the device out, once what is unsent was taken. As with the agent, everything happens in tick() and in the ends of calls.
class DeviceCare : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        std::function<QDateTime()> clock;    ///< UTC
        std::function<qint64()> monotonicMs;
        quint32 seed = 1;
        int keyDaysMax = 90;                 ///< an older device key is changed
        int warnHours = 24;                  ///< so long before the end of the time off line it is said
    };
    DeviceCare(Installation &installation, office::Office &office, Transport &transport, SyncAgent &agent, Options options, QObject *parent = nullptr);

    /// Somebody signed in at the centre, which gave this answer.
    void noteSignIn(const exchange::SignInAnswer &answer);
    /// Who works here; empty: nobody.
    void setPresent(const QString &staffNumber);

    void tick();
    std::optional<qint64> nextWakeupMs() const;
    /// The centre shut this device out. What is unsent is still sent, then all is destroyed.
    bool isShutOut() const { return m_shutOut; }

Q_SIGNALS:
    /// Without the centre the store can be opened only until then; invalid: there is no hurry.
    void leaseEndsSoon(const QDateTime &end);
    /// It can't any more: nobody gets in here before the centre answers.
    void leaseOver();
    /// The device was shut out: from now on nothing is shown here any more.
    void shutOut();
    /// Everything is sent and the keys are destroyed: the office must be closed, then Installation::destroyRest().
    void destroyed();
    void wakeupChanged();

private:
    void lookAtContact();
    void lookAtLease();
    void lookAtRevocation();
    void bringUnlockKey();
    void changeKey();
    void sayLastWord();
    void keyTaken(const Reply<WireAnswer> &reply);
    void takeNextKey();
    void failed(const Failure &failure);
    void done();
    bool mayCall() const { return m_call == 0 && m_options.monotonicMs() >= m_notBeforeMs; }

    Installation &m_installation;
    office::Office &m_office;
    Transport &m_transport;
    SyncAgent &m_agent;
    const Options m_options;
    QRandomGenerator m_random;
    Backoff m_backoff;
    QString m_present;
    int m_offlineHours = office::offlineHoursDefault;
    QDateTime m_keptContact;
    std::optional<QDateTime> m_saidEnd;
    bool m_saidOver = false, m_unlockKeyLacking = false, m_shutOut = false, m_keysGone = false, m_isDestroyed = false;
    int m_lastWords = 0;
    Transport::CallId m_call = 0;
    qint64 m_notBeforeMs = 0;
    std::shared_ptr<const bool> m_pulse = std::make_shared<const bool>(true);
};

} // namespace app
