// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/staff/staff.h"
#include "office/office.h"

namespace office {

/// Signing in while the centre is away: possible for those who signed in at this device before. Wrong tries are counted as at
/// the centre, also over a restart.
class SignInVerifier
{
public:
    explicit SignInVerifier(Office &office) : m_office(office) {}
    /// The member of staff when number, password and, where the centre asked for one, the second factor are those of the last
    /// sign-in there. Takes about a tenth of a second (argon2id), a second one with a second factor. Refusals: sign-in.locked {seconds},
    /// sign-in.never-here, sign-in.wrong, sign-in.code-needed, sign-in.code-wrong; sign-in.factor-away: their second factor can be
    /// checked at the centre only.
    domain::Result<domain::Staff> verify(const QString &staffNumber, const QString &password, const QString &code = {});
    /// By the password alone: whoever sits here already comes back to the locked terminal, or a colleague confirms something at it.
    /// Refusals as verify(), without codes.
    domain::Result<domain::Staff> recognise(const QString &staffNumber, const QString &password);
    /// Keeps what the next sign-in without the centre needs; called after each one at the centre. `factorSecret` is what the centre
    /// gives a device whose person has just shown a code; it can be read with the password only.
    domain::Result<domain::Done> remember(const QString &password, const domain::Staff &staff, const QByteArray &factorSecret = {});
    /// The centre says this person may not sign in any more.
    domain::Result<domain::Done> forget(const QString &staffNumber);

private:
    enum class Asked { Everything, PasswordOnly };
    domain::Result<domain::Staff> judge(const QString &staffNumber, const QString &password, const QString &code, Asked asked);
    domain::Result<domain::Done> checkFactor(const domain::Staff &staff, const QString &password, const QString &code);
    Office &m_office;
};

} // namespace office
