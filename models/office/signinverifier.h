// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/staff/staff.h"
#include "office/office.h"

namespace office {

/// Signing in while the centre is away: possible for those who signed in at this device before.
class SignInVerifier
{
public:
    explicit SignInVerifier(Office &office) : m_office(office) {}
    /// The member of staff when number and password are those of the last sign-in at the centre. Takes about a tenth
    /// of a second (argon2id). Refusals: sign-in.never-here, sign-in.wrong.
    domain::Result<domain::Staff> verify(const QString &staffNumber, const QString &password) const;
    /// Keeps what the next sign-in without the centre needs; called after each one at the centre.
    domain::Result<domain::Done> remember(const QString &password, const domain::Staff &staff);
    /// The centre says this person may not sign in any more.
    domain::Result<domain::Done> forget(const QString &staffNumber);

private:
    Office &m_office;
};

} // namespace office
