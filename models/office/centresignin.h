// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/access/signinpolicy.h"
#include "domain/staff/staff.h"
#include "office/factortoken.h"
#include "office/office.h"
#include "office/signinguard.h"

namespace office {

/// Signing in at the centre: password by policy, second factor, lock-out. Two halves, because hashing takes a tenth of a second
/// and must not hold up those who write: check() reads only, finish() writes and has the last word.
class CentreSignIn
{
public:
    /// `judge` may be missing: then there are no tokens.
    explicit CentreSignIn(Office &office, const FactorTokenJudge *judge = nullptr) : m_office(office), m_judge(judge) {}

    struct Asked
    {
        QString staffNumber, password, code, newPassword;
        SignInGuard::Try where;
    };
    /// What the slow half found out.
    struct Checked
    {
        bool fits = false;
        QString hash;                          ///< the password's as it was then
        QString newHash;                       ///< of the new one; empty: none asked for, or refused
        std::optional<domain::Refusal> problem; ///< what is wrong with the new one
    };
    /// Hashes and compares. As slow for a number nobody has as for a wrong password. Refusals: sign-in.locked {seconds}; those of the store.
    domain::Result<Checked> check(const Asked &asked) const;

    struct SignedIn
    {
        domain::Staff staff;
        QStringList recoveryCodes; ///< just made, shown once
        QByteArray factorSecret;   ///< for signing in without the centre at this device
    };
    /// Refusals: sign-in.locked {seconds}, sign-in.wrong (number or password), sign-in.not-active; sign-in.code-needed
    /// {challenge}, sign-in.code-wrong; sign-in.change-password {why: initial, expired; the policy}, sign-in.initial-expired, password.…;
    /// sign-in.factor-enrol {secret, uri}: a second factor is to be set up, and the next try brings its first code.
    domain::Result<SignedIn> finish(const Asked &asked, const Checked &checked);

    /// What an administrator gives somebody who has none, or forgot it: good once, for the time the policy says. With `factor` the
    /// second factor is set up anew too. Refusals: staff.unknown, and those of mayAct (password.reset).
    domain::Result<QString> reset(const QString &staffNumber, bool factor, const Actor &admin);
    /// Whether a session of somebody who signed in then may go on: not when the password was changed or given anew since.
    bool mayRenew(const domain::Staff &staff, const QDateTime &signedInAt) const;

private:
    domain::SignInPolicy policyOf(const domain::Staff &staff) const;
    /// Whether a USB key's certificate stands in for a code. Without a judge there is no such thing, whatever was typed.
    bool isByToken(const Asked &asked) const;
    domain::Result<QByteArray> checkFactor(const Asked &asked, QJsonObject &secret) const;
    domain::Result<domain::Done> takeNewPassword(const Asked &asked, const Checked &checked, const domain::SignInPolicy &policy, QJsonObject &secret);
    domain::Result<SignedIn> enrolFactor(const Asked &asked, const domain::Staff &staff, QJsonObject &secret) const;
    std::optional<QByteArray> unsealed(const QJsonValue &sealed) const;
    QString sealed(const QByteArray &plain) const;
    Office &m_office;
    const FactorTokenJudge *m_judge;
};

} // namespace office
