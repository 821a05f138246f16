// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/lane.h"

namespace app {

/// Who is signed in at the centre: keeps the token fresh, signs in later when the centre was away.
class SessionLane : public Lane
{
public:
    struct Told
    {
        std::function<void(const exchange::SignInAnswer &)> signedIn;   ///< the sign-in begun by beginLater() succeeded
        std::function<void(const domain::Refusal &)> signInNeeded;
    };
    SessionLane(Link &link, Told told) : Lane(link), m_told(std::move(told)) {}

    void beginSession(const exchange::SignInAnswer &answer);
    void beginLater(std::function<exchange::SignInRequest()> request);
    /// Somebody must sign in (again): the centre does not accept what it was shown.
    void needSignIn(const domain::Refusal &refusal);
    void end();
    bool isSignInNeeded() const { return m_signInNeeded; }
    const QString &signInProblem() const { return m_signInProblem; }

    std::optional<qint64> dueMs() const override;
    void begin() override;
    void forget() override;

private:
    void adopt(const exchange::SignInAnswer &answer);
    void lateSignInTaken(const Reply<exchange::SignInAnswer> &reply);
    void renewalTaken(const Reply<exchange::SignInAnswer> &reply);

    const Told m_told;
    bool m_signInNeeded = false;
    QString m_signInProblem;
    std::function<exchange::SignInRequest()> m_lateSignIn;
    QString m_renewal;
    qint64 m_renewAtMs = 0;
};

} // namespace app
