// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/signin.h"
#include <QLoggingCategory>
#include <QPointer>

namespace app {
using namespace Qt::StringLiterals;
using domain::Refusal;

Q_LOGGING_CATEGORY(signInLog, "onewindow.signin")

namespace {

bool isVerdict(const Refusal &refusal)
{
    return refusal.code.startsWith("sign-in."_L1) || refusal.code.startsWith("device."_L1) || refusal.code.startsWith("proof."_L1);
}

/// The person is not let in any more, with that password at least. Who is only asked for a code or a new password stays known.
bool isAboutThePerson(const Refusal &refusal)
{
    return refusal.code == "sign-in.wrong"_L1 || refusal.code == "sign-in.not-active"_L1;
}

domain::Staff staffOf(const exchange::SignInAnswer &answer, const QString &numberTyped)
{
    domain::Staff staff;
    staff.id = answer.staffId;
    staff.number = answer.staffNumber.isEmpty() ? numberTyped : answer.staffNumber;
    staff.name = answer.name;
    staff.roles = answer.roles;
    staff.place = answer.place;
    return staff;
}

void wipe(exchange::SignInRequest &request)
{
    for (QString *secret : {&request.password, &request.newPassword, &request.code}) {
        secret->fill(u'\0'); // what others hold of it is theirs to wipe
        secret->clear();
    }
}

} // namespace

SignIn::SignIn(office::Office &office, Transport &transport, SyncAgent &agent, office::Keyring *keyring, QObject *parent)
    : QObject(parent), m_verifier(office), m_office(office), m_transport(transport), m_agent(agent), m_keyring(keyring)
{
    connect(&agent, &SyncAgent::signedIn, this, [this](const exchange::SignInAnswer &answer) {
        remember(m_late, answer);
        wipe(m_late);
        Q_EMIT answeredByCentre(answer);
    });
    connect(&agent, &SyncAgent::signInNeeded, this, [this](const Refusal &refusal) {
        // Whom the centre sent away, or whose password it changed, must not get in here with the old one.
        if (isAboutThePerson(refusal))
            forget(m_atWork);
        wipe(m_late);
        Q_EMIT signInNeeded(refusal);
    });
}

SignIn::~SignIn()
{
    cancel();
    wipe(m_late);
}

void SignIn::begin(const QString &staffNumber, const QString &password, const QString &place, const QString &counter, const QString &code, const QString &newPassword)
{
    cancel();
    m_trying = {staffNumber, password, m_office.deviceId(), m_office.devicePublicKey(), place, counter, code, newPassword};
    const QPointer<SignIn> self(this);
    const quint64 attempt = ++m_attempt;
    m_call = m_transport.signIn(m_trying, [self, attempt](const Reply<exchange::SignInAnswer> &reply) {
        if (!self || self->m_attempt != attempt)
            return;
        self->m_call = 0;
        self->answered(reply);
    });
}

domain::Result<domain::Done> SignIn::unlock(const QString &staffNumber, const QString &password)
{
    const auto staff = m_verifier.recognise(staffNumber, password);
    return staff ? domain::Result<domain::Done>(domain::Done{}) : domain::Result<domain::Done>(staff.refusal());
}

void SignIn::enter(const exchange::SignInRequest &request, const exchange::SignInAnswer &answer)
{
    cancel();
    m_trying = request;
    Reply<exchange::SignInAnswer> reply;
    reply.value = answer;
    answered(reply);
}

void SignIn::enterHere(const exchange::SignInRequest &request)
{
    cancel();
    m_trying = request;
    tryDevice({Failure::Kind::Offline, 0, domain::refuse(u"net.offline"), {}});
}

void SignIn::answered(const Reply<exchange::SignInAnswer> &reply)
{
    if (reply.ok()) {
        const exchange::SignInAnswer answer = *reply.value;
        const domain::Staff staff = staffOf(answer, m_trying.user);
        remember(m_trying, answer);
        wipe(m_trying);
        wipe(m_late);
        m_atWork = staff.number;
        m_agent.begin(answer);
        Q_EMIT signedIn(staff, Way::Centre);
        Q_EMIT answeredByCentre(answer);
    } else if (isVerdict(reply.failure.refusal)) {
        // A wrong password says nothing against the one that is remembered; it may be a slip of the finger.
        if (reply.failure.refusal.code == "sign-in.not-active"_L1)
            forget(m_trying.user);
        wipe(m_trying);
        if (reply.failure.refusal.code == "device.revoked"_L1)
            m_agent.noteRevoked(); // nobody works here any more, but what was done here is still sent
        Q_EMIT refused(reply.failure.refusal);
    } else {
        tryDevice(reply.failure);
    }
}

void SignIn::tryDevice(const Failure &failure)
{
    if (!m_trying.newPassword.isEmpty()) { // what the centre does not know of is no password
        wipe(m_trying);
        Q_EMIT refused(domain::refuse(u"sign-in.change-away", {{u"problem"_s, failure.refusal.code}}));
        return;
    }
    const QDateTime leaseEnd = m_keyring ? m_keyring->leaseEnd(m_trying.user) : QDateTime();
    const bool isOver = leaseEnd.isValid() && leaseEnd <= m_keyring->now();
    const auto staff = isOver ? domain::Result<domain::Staff>(domain::refuse(u"sign-in.lease-over")) : m_verifier.verify(m_trying.user, m_trying.password, m_trying.code);
    if (!staff) {
        Refusal refusal = staff.refusal();
        refusal.facts[u"problem"_s] = failure.refusal.code;
        wipe(m_trying);
        Q_EMIT refused(refusal);
        return;
    }
    wipe(m_late);
    m_late = std::exchange(m_trying, {});
    m_late.code.clear(); // used up, or too old by then
    m_atWork = staff->number;
    const QPointer<SignIn> self(this);
    m_agent.beginLater([self] { return self ? self->m_late : exchange::SignInRequest(); });
    Q_EMIT signedIn(*staff, Way::Device);
}

/// The centre took the password: what the next sign-in without it needs is kept.
void SignIn::remember(const exchange::SignInRequest &request, const exchange::SignInAnswer &answer)
{
    if (request.password.isEmpty())
        return;
    if (const auto remembered = m_verifier.remember(request.passwordInForce(), staffOf(answer, request.user), answer.factorSecret); !remembered)
        qCWarning(signInLog) << "a sign-in can't be remembered:" << remembered.refusal().code; // the sign-in itself is good
    if (!m_keyring || !m_keyring->isOpen())
        return;
    const int hours = answer.offlineHours > 0 ? answer.offlineHours : office::offlineHoursDefault;
    const QString number = staffOf(answer, request.user).number;
    if (const auto put = m_keyring->putPassphrase(number, request.passwordInForce(), answer.serverTime.addSecs(qint64(hours) * 3600)); !put)
        qCWarning(signInLog) << "no way to the store can be kept for the time off line:" << put.refusal().code;
}

void SignIn::forget(const QString &staffNumber)
{
    if (staffNumber.isEmpty())
        return;
    if (const auto forgotten = m_verifier.forget(staffNumber); !forgotten)
        qCWarning(signInLog) << "a sign-in can't be forgotten:" << forgotten.refusal().code;
    if (m_keyring) {
        if (const auto removed = m_keyring->removePassphrase(staffNumber); !removed)
            qCWarning(signInLog) << "a way to the store can't be removed:" << removed.refusal().code;
    }
}

void SignIn::cancel()
{
    ++m_attempt;
    wipe(m_trying);
    if (m_call != 0)
        m_transport.cancel(std::exchange(m_call, 0));
}

void SignIn::end()
{
    cancel();
    wipe(m_late);
    m_atWork.clear();
    m_agent.end();
}

} // namespace app
