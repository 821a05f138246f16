// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/signinverifier.h"
#include "office/devicekey.h"
#include "office/store.h"

namespace office {
using domain::Done;
using domain::refuse;
using domain::Result;

Result<domain::Staff> SignInVerifier::verify(const QString &staffNumber, const QString &password) const
{
    return m_office.guarded<domain::Staff>([&]() -> Result<domain::Staff> {
        const auto verifier = m_office.store().verifiers.of(staffNumber);
        if (!verifier)
            return refuse(u"sign-in.never-here");
        if (!passwordFits(verifier->hash, password))
            return refuse(u"sign-in.wrong");
        return domain::Staff::fromJson(verifier->staff);
    });
}

Result<Done> SignInVerifier::remember(const QString &password, const domain::Staff &staff)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        // Hashing costs a tenth of a second, so it is done again only when the password or the person's data changed.
        const auto known = m_office.store().verifiers.of(staff.number);
        const QString hash = known && passwordFits(known->hash, password) ? known->hash : passwordHash(password);
        m_office.store().verifiers.put(staff.number, {hash, staff.toJson()}, m_office.now());
        return Done{};
    });
}

Result<Done> SignInVerifier::forget(const QString &staffNumber)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        m_office.store().verifiers.remove(staffNumber);
        return Done{};
    });
}

} // namespace office
