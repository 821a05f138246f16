// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/signinverifier.h"
#include "domain/access/signinpolicy.h"
#include "domain/access/totp.h"
#include "office/devicekey.h"
#include "office/passwordseal.h"
#include "office/signinguard.h"
#include "office/store.h"
#include "storage/signinstore.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;
using storage::SignInStore;

namespace {
const QString factor = u"factor"_s, lastStep = u"step"_s;
}

Result<domain::Staff> SignInVerifier::verify(const QString &staffNumber, const QString &password, const QString &code)
{
    return judge(staffNumber, password, code, Asked::Everything);
}

Result<domain::Staff> SignInVerifier::recognise(const QString &staffNumber, const QString &password)
{
    return judge(staffNumber, password, {}, Asked::PasswordOnly);
}

Result<domain::Staff> SignInVerifier::judge(const QString &staffNumber, const QString &password, const QString &code, Asked asked)
{
    return m_office.guarded<domain::Staff>([&]() -> Result<domain::Staff> {
        storage::Transaction transaction(m_office.store().database);
        SignInGuard guard(m_office);
        const SignInGuard::Try tried{staffNumber, m_office.deviceId(), {}};
        const QDateTime now = m_office.now();
        if (const int wait = guard.waitSeconds(tried, now); wait > 0)
            return refuse(u"sign-in.locked", {{u"seconds"_s, wait}});
        const auto decide = [&]() -> Result<domain::Staff> {
            const auto verifier = m_office.store().verifiers.of(staffNumber);
            if (!verifier)
                return refuse(u"sign-in.never-here");
            if (!passwordFits(verifier->hash, password))
                return refuse(u"sign-in.wrong");
            Result<domain::Staff> staff = domain::Staff::fromJson(verifier->staff);
            // What the centre has told of them since counts: rights come and go, and people leave.
            const domain::Staff *known = staff ? m_office.rules()->staff(staff->id) : nullptr;
            if (known && !known->active)
                return refuse(u"sign-in.not-active");
            if (staff && asked == Asked::Everything) {
                if (const Result<Done> shown = checkFactor(*staff, password, code); !shown)
                    return shown.refusal();
            }
            return staff;
        };
        const Result<domain::Staff> decided = decide();
        if (decided)
            guard.noteSuccess(tried, now);
        else if (decided.refusal().code == "sign-in.wrong"_L1 || decided.refusal().code == "sign-in.code-wrong"_L1)
            guard.noteFailure(tried, now);
        transaction.commit();
        return decided;
    });
}

Result<Done> SignInVerifier::checkFactor(const domain::Staff &staff, const QString &password, const QString &code)
{
    SignInStore store(m_office.store().database);
    QJsonObject secret = store.secret(staff.number);
    if (!secret.contains(factor)) {
        const domain::Place *place = m_office.rules()->place(staff.place);
        const auto policy = domain::SignInPolicy::of(m_office.rules()->region(place ? place->district : QString()));
        return policy.needsSecondFactor(staff.roles) ? Result<Done>(refuse(u"sign-in.factor-away")) : Result<Done>(Done{});
    }
    if (code.isEmpty())
        return refuse(u"sign-in.code-needed");
    const auto shared = openWithPassword(password, QByteArray::fromBase64(secret.value(factor).toString().toLatin1()));
    const auto step = shared ? domain::Totp::match(*shared, code, m_office.now(), secret.value(lastStep).toInteger()) : std::nullopt;
    if (!step)
        return refuse(u"sign-in.code-wrong");
    secret[lastStep] = *step;
    store.putSecret(staff.number, secret);
    return Done{};
}

Result<Done> SignInVerifier::remember(const QString &password, const domain::Staff &staff, const QByteArray &factorSecret)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(m_office.store().database);
        // Hashing costs a tenth of a second, so it is done again only when the password or the person's data changed.
        const auto known = m_office.store().verifiers.of(staff.number);
        const QString hash = known && passwordFits(known->hash, password) ? known->hash : passwordHash(password);
        m_office.store().verifiers.put(staff.number, {hash, staff.toJson()}, m_office.now());
        SignInStore store(m_office.store().database);
        QJsonObject secret = store.secret(staff.number);
        if (factorSecret.isEmpty()) {
            secret.remove(factor);
        } else {
            secret[factor] = QString::fromLatin1(sealWithPassword(password, factorSecret).toBase64());
            secret[lastStep] = domain::Totp::stepAt(m_office.now()); // the code just shown at the centre is used up here too
        }
        store.putSecret(staff.number, secret);
        SignInGuard(m_office).noteSuccess({staff.number, m_office.deviceId(), {}}, m_office.now());
        transaction.commit();
        return Done{};
    });
}

Result<Done> SignInVerifier::forget(const QString &staffNumber)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(m_office.store().database);
        m_office.store().verifiers.remove(staffNumber);
        SignInStore(m_office.store().database).putSecret(staffNumber, {});
        transaction.commit();
        return Done{};
    });
}

} // namespace office
