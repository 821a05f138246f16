// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/syncagent.h"
#include "office/signinverifier.h"

namespace app {

/// Somebody sits down at the counter: at the centre when it answers, else by what this device remembers of the last
/// sign-in there. After a sign-in without the centre the password is kept, in memory alone, until the agent has signed in
/// with it at the centre; then, or on any refusal, it is wiped.
class SignIn : public QObject
{
    Q_OBJECT
public:
    /// How somebody got in.
    enum class Way { Centre, Device };

    SignIn(office::Office &office, Transport &transport, SyncAgent &agent, QObject *parent = nullptr);
    ~SignIn() override;

    /// Tries to sign in; ends by signedIn() or refused(). A try under way is given up. `place` may be empty.
    void begin(const QString &staffNumber, const QString &password, const QString &place, const QString &counter);
    /// Gives the try under way up; nothing is said about it any more.
    void cancel();
    /// Signs out: nobody works here any more, the password is forgotten.
    void end();
    bool isUnderWay() const { return m_call != 0; }

Q_SIGNALS:
    void signedIn(const domain::Staff &staff, app::SignIn::Way way);
    /// sign-in.wrong, sign-in.not-active, sign-in.locked {seconds}; sign-in.never-here {problem}: the centre is away
    /// (problem says how) and does not know this person from an earlier sign-in at this device.
    void refused(const domain::Refusal &refusal);
    /// The centre, when it answered at last or was asked again, does not accept the sign-in (any more).
    void signInNeeded(const domain::Refusal &refusal);

private:
    void answered(const Reply<exchange::SignInAnswer> &reply);
    void tryDevice(const Failure &failure);
    void remember(const exchange::SignInRequest &request, const exchange::SignInAnswer &answer);
    void forget(const QString &staffNumber);

    office::SignInVerifier m_verifier;
    office::Office &m_office;
    Transport &m_transport;
    SyncAgent &m_agent;
    Transport::CallId m_call = 0;
    quint64 m_attempt = 0;
    exchange::SignInRequest m_trying; ///< under way, with the password
    exchange::SignInRequest m_late;   ///< signed in here without the centre; with the password until the centre has it
    QString m_atWork;                 ///< staff number of the one signed in last
};

} // namespace app
