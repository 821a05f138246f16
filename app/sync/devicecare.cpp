// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/devicecare.h"
#include "exchange/devices.h"
#include "exchange/paths.h"
#include "office/keychange.h"
#include "office/secretfile.h"

namespace app {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Result;

namespace {

constexpr qint64 lookEveryMs = minuteMs, pauseMaxMs = 5 * minuteMs;
constexpr qint64 contactWorthSeconds = 600; // a time off line of days need not be known to the minute
constexpr int lastWordsMax = 3;             // what is gone is gone, heard of or not

WireRequest post(QStringView path, const QByteArray &body, bool authorised)
{
    return {.method = "POST", .path = path.toString(), .headers = {}, .contentType = "application/json", .body = body, .authorised = authorised};
}

} // namespace

DeviceCare::DeviceCare(Installation &installation, office::Office &office, Transport &transport, SyncAgent &agent, Options options, QObject *parent)
    : QObject(parent), m_installation(installation), m_office(office), m_transport(transport), m_agent(agent), m_options(std::move(options)), m_random(m_options.seed)
{
    connect(&agent, &SyncAgent::statusChanged, this, &DeviceCare::tick);
    connect(&agent, &SyncAgent::sessionChanged, this, &DeviceCare::tick);
    connect(&agent, &SyncAgent::signInNeeded, this, [this](const domain::Refusal &refusal) {
        if (refusal.code == "device.other-key"_L1 && m_installation.identity()->hasNextKey())
            takeNextKey();
        tick();
    });
}

void DeviceCare::noteSignIn(const exchange::SignInAnswer &answer)
{
    m_offlineHours = answer.offlineHours > 0 ? answer.offlineHours : office::offlineHoursDefault;
    m_unlockKeyLacking = !m_installation.keyring().centreHas(answer.unlockKey);
    m_keptContact = {};
    tick();
}

void DeviceCare::setPresent(const QString &staffNumber)
{
    m_present = staffNumber;
    m_saidEnd.reset();
    m_saidOver = false;
    tick();
}

std::optional<qint64> DeviceCare::nextWakeupMs() const
{
    if (m_isDestroyed)
        return std::nullopt;
    const qint64 now = m_options.monotonicMs();
    return m_call == 0 && m_notBeforeMs > now ? std::min(m_notBeforeMs, now + lookEveryMs) : now + lookEveryMs;
}

void DeviceCare::tick()
{
    lookAtRevocation();
    if (m_shutOut || m_isDestroyed)
        return;
    lookAtContact();
    lookAtLease();
    if (!m_agent.isSignedIn() || !mayCall())
        return;
    if (m_unlockKeyLacking)
        bringUnlockKey();
    else
        changeKey();
}

void DeviceCare::lookAtContact()
{
    const QDateTime contact = m_agent.status().lastContact;
    if (!m_agent.isSignedIn() || !contact.isValid() || (m_keptContact.isValid() && m_keptContact.secsTo(contact) < contactWorthSeconds))
        return;
    office::Keyring &ring = m_installation.keyring();
    const QDateTime now = m_office.now();
    const Result<Done> noted = ring.noteContact(now);
    const Result<Done> prolonged = m_present.isEmpty() ? Result<Done>(Done{}) : ring.prolong(m_present, now.addSecs(qint64(m_offlineHours) * 3600));
    if (noted && prolonged)
        m_keptContact = contact;
    else
        qCWarning(syncLog) << "the contact can't be kept:" << (noted ? prolonged : noted).refusal().code;
}

/// Off line only: who is in touch with the centre has all the time there is, whatever the clock was set to.
void DeviceCare::lookAtLease()
{
    office::Keyring &ring = m_installation.keyring();
    const QDateTime end = m_present.isEmpty() ? QDateTime() : ring.leaseEnd(m_present);
    const bool isOffline = m_agent.status().state == forms::SyncStatus::State::Offline;
    const qint64 left = end.isValid() ? ring.now().secsTo(end) : 0;
    const QDateTime said = isOffline && end.isValid() && left <= qint64(m_options.warnHours) * 3600 ? end : QDateTime();
    if (said != m_saidEnd.value_or(QDateTime())) {
        m_saidEnd = said;
        Q_EMIT leaseEndsSoon(said);
    }
    if (!isOffline) {
        m_saidOver = false;
        return;
    }
    if (const Result<int> ended = ring.expire(); !ended)
        qCWarning(syncLog) << "a way to the store that has ended can't be removed:" << ended.refusal().code;
    if (end.isValid() && left <= 0 && !m_saidOver) {
        m_saidOver = true;
        Q_EMIT leaseOver();
    }
}

void DeviceCare::lookAtRevocation()
{
    if (!m_agent.isRevoked() || m_isDestroyed) {
        if (m_shutOut && !m_keysGone)
            m_shutOut = false; // let in again before the end
        return;
    }
    if (!m_shutOut) {
        m_shutOut = true;
        Q_EMIT shutOut();
    }
    // What nobody could ever open again need not be waited for.
    const bool isSent = m_agent.hasHandedOver() || !m_installation.keyring().hasLease();
    if (!m_keysGone && isSent) {
        if (const Result<Done> destroyed = m_installation.destroyKeys(); !destroyed) {
            qCCritical(syncLog) << "the keys can't be destroyed:" << destroyed.refusal().code << destroyed.refusal().facts;
            return;
        }
        m_keysGone = true;
    }
    if (m_keysGone && mayCall())
        sayLastWord();
}

void DeviceCare::bringUnlockKey()
{
    Result<QByteArray> key = m_installation.keyring().addCentre();
    if (!key)
        return failed({Failure::Kind::Refused, 0, key.refusal(), {}});
    const std::weak_ptr<const bool> alive = m_pulse;
    m_call = m_transport.request(post(exchange::unlockKeyPath, exchange::encode(exchange::UnlockKey{*key}), true), {}, [this, alive](const Reply<WireAnswer> &reply) {
        if (alive.expired())
            return;
        m_call = 0;
        if (!reply.ok())
            return failed(reply.failure);
        if (const Result<Done> settled = m_installation.keyring().settleCentre(); !settled)
            qCWarning(syncLog) << "the centre's new key can't be settled:" << settled.refusal().code;
        m_unlockKeyLacking = false;
        done();
    });
    office::forgetKey(*key);
}

void DeviceCare::changeKey()
{
    office::DeviceIdentity &identity = *m_installation.identity();
    const bool isOld = identity.keySince().daysTo(m_office.now()) >= m_options.keyDaysMax;
    if ((!isOld || m_agent.status().pending > 0) && !identity.hasNextKey())
        return;
    const Result<QByteArray> next = identity.nextKey(m_office.now());
    if (!next)
        return failed({Failure::Kind::Refused, 0, next.refusal(), {}});
    const exchange::KeyRotation rotation{*next, identity.key().sign(exchange::rotationProof(identity.id(), *next))};
    const std::weak_ptr<const bool> alive = m_pulse;
    m_call = m_transport.request(post(exchange::rotateKeyPath, exchange::encode(rotation), true), {}, [this, alive](const Reply<WireAnswer> &reply) {
        if (!alive.expired())
            keyTaken(reply);
    });
}

void DeviceCare::keyTaken(const Reply<WireAnswer> &reply)
{
    m_call = 0;
    if (!reply.ok())
        return failed(reply.failure);
    const auto answer = exchange::decodeSignInAnswer(reply.value->body);
    if (!answer)
        return failed({Failure::Kind::NotOurs, reply.value->status, answer.refusal(), {}});
    takeNextKey();
    m_agent.begin(*answer); // tokens name the key
    done();
}

void DeviceCare::takeNextKey()
{
    if (const Result<Done> taken = m_installation.identity()->takeNextKey(); !taken)
        qCWarning(syncLog) << "the new key of this device can't be kept:" << taken.refusal().code; // the next start asks again
    if (const Result<int> again = office::signPendingAgain(m_office); !again)
        qCWarning(syncLog) << "what waits to be sent can't be signed by the new key:" << again.refusal().code;
    qCInfo(syncLog) << "this device signs by a new key";
}

void DeviceCare::sayLastWord()
{
    if (m_lastWords >= lastWordsMax) {
        m_isDestroyed = true;
        Q_EMIT destroyed();
        return;
    }
    ++m_lastWords;
    const std::weak_ptr<const bool> alive = m_pulse;
    m_call = m_transport.request(post(exchange::wipedPath(m_installation.identity()->id()), "{}", false), {}, [this, alive](const Reply<WireAnswer> &reply) {
        if (alive.expired())
            return;
        m_call = 0;
        if (reply.ok() || (reply.failure.kind == Failure::Kind::Refused))
            m_lastWords = lastWordsMax;
        if (!reply.ok())
            return failed(reply.failure);
        done();
        tick();
    });
}

void DeviceCare::failed(const Failure &failure)
{
    qCWarning(syncLog) << "what this device owes the centre must wait:" << failure.refusal.code;
    m_notBeforeMs = m_options.monotonicMs() + m_backoff.nextMs(m_random, pauseMaxMs);
    Q_EMIT wakeupChanged();
}

void DeviceCare::done()
{
    m_backoff.reset();
    m_notBeforeMs = 0;
    Q_EMIT wakeupChanged();
}

} // namespace app
