// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/syncagent.h"
#include "office/keyring.h"
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

    /// With a keyring, whoever signs in at the centre gets a way to the store's data key for the time off line, and nobody signs
    /// in here without the centre whose time is over.
    SignIn(office::Office &office, Transport &transport, SyncAgent &agent, office::Keyring *keyring = nullptr, QObject *parent = nullptr);
    ~SignIn() override;

    /// Tries to sign in; ends by signedIn() or refused(). A try under way is given up. `place` may be empty; `code` is the second
    /// factor; with `newPassword` the password is changed on the way.
    void begin(const QString &staffNumber, const QString &password, const QString &place, const QString &counter, const QString &code = {}, const QString &newPassword = {});
    /// Whoever sits here comes back to the locked terminal by their password alone; nothing else changes. Refusals: sign-in.wrong,
    /// sign-in.locked {seconds}, sign-in.never-here: this needs a sign-in at the centre.
    domain::Result<domain::Done> unlock(const QString &staffNumber, const QString &password);
    /// Goes on where the front door was opened: by the centre's answer, or without it by this device alone. Ends as begin() does.
    void enter(const exchange::SignInRequest &request, const exchange::SignInAnswer &answer);
    void enterHere(const exchange::SignInRequest &request);
    /// Gives the try under way up; nothing is said about it any more.
    void cancel();
    /// Signs out: nobody works here any more, the password is forgotten.
    void end();
    bool isUnderWay() const { return m_call != 0; }

Q_SIGNALS:
    void signedIn(const domain::Staff &staff, app::SignIn::Way way);
    /// The centre took a sign-in, now or after somebody had begun without it.
    void answeredByCentre(const exchange::SignInAnswer &answer);
    /// sign-in.wrong, sign-in.not-active, sign-in.locked {seconds}; sign-in.never-here {problem}: the centre is away
    /// (problem says how) and does not know this person from an earlier sign-in at this device; sign-in.lease-over {problem}: this person's
    /// time without the centre is over; device.*, proof.*: the centre does not accept this device.
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
    office::Keyring *m_keyring;
    Transport::CallId m_call = 0;
    quint64 m_attempt = 0;
    exchange::SignInRequest m_trying; ///< under way, with the password
    exchange::SignInRequest m_late;   ///< signed in here without the centre; with the password until the centre has it
    QString m_atWork;                 ///< staff number of the one signed in last
};

} // namespace app
