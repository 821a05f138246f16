// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/syncagent.h"
#include "exchange/push.h"
#include "exchange/version.h"
#include "office/archive.h"
#include <QLoggingCategory>
#include <QPointer>
#include <QVersionNumber>

namespace app {
using namespace Qt::StringLiterals;
using domain::Operation;
using domain::Refusal;

Q_LOGGING_CATEGORY(syncLog, "onewindow.sync")

namespace {

constexpr qint64 secondMs = 1'000;
constexpr qint64 minuteMs = 60 * secondMs;
// The transport has its own, shorter deadlines. This one holds even if a transport never speaks again.
constexpr qint64 patienceMs = 200 * secondMs;
constexpr qint64 pauseOfflineMaxMs = 5 * minuteMs;
constexpr qint64 pauseOnlineMaxMs = 45 * secondMs; // with the centre in reach a push begins within a minute, whatever failed
constexpr qint64 pushSilenceMaxMs = minuteMs;
constexpr qint64 instantRetryEveryMs = minuteMs;
constexpr qint64 helloEveryMs = 15 * minuteMs;
constexpr int retryAfterSecondsMax = 15 * 60;
// A page is applied in one go while a clerk types: small ones keep the keyboard quick (300 rows take some 75 ms). Nobody
// can work before the first download, so that one comes in large ones.
constexpr qint64 pageBytes = 128 * 1024;
constexpr qint64 envelopeBytes = 64 * 1024;
constexpr qint64 pushBytesMin = 4 * 1024;
constexpr int documentSchema = 1;

Failure localFailure(const Refusal &refusal)
{
    return {Failure::Kind::Refused, 0, refusal, {}};
}

bool isOlder(const QString &version, const QString &minimum)
{
    return !minimum.isEmpty() && QVersionNumber::fromString(version) < QVersionNumber::fromString(minimum);
}

} // namespace

SyncAgent::SyncAgent(office::Office &office, Transport &transport, Options options, QObject *parent)
    : QObject(parent), m_office(office), m_sync(office), m_transport(transport), m_options(std::move(options)), m_random(m_options.seed),
      m_lastInstantRetryMs(m_options.monotonicMs() - instantRetryEveryMs), m_pushBytes(exchange::pushBytesMax - envelopeBytes),
      m_pushOperations(exchange::pushOperationsMax)
{
    connect(&office, &office::Office::journalChanged, this, [this] {
        // Only counted here, so that the status is true at once: this signal comes from within the clerk's own act, and
        // the sending must wait for the next turn.
        m_countsStale = true;
        publish();
    });
    connect(&transport, &Transport::networkUp, this, &SyncAgent::networkUp);
    publish();
}

SyncAgent::~SyncAgent()
{
    for (Lane *lane : lanes())
        giveUp(*lane);
}

// ---- calls -----------------------------------------------------------------------------------------------------------

template<class T, class Call>
void SyncAgent::start(Lane &lane, qint64 patience, Call call, void (SyncAgent::*taken)(const Reply<T> &))
{
    Q_ASSERT(!lane.isBusy());
    const quint64 ticket = ++m_tickets;
    lane.ticket = ticket;
    lane.tokenSerial = m_tokenSerial;
    lane.deadlineMs = nowMs() + patience;
    lane.toldToWait = false;
    const QDateTime sentAt = m_options.clock();
    const QPointer<SyncAgent> self(this);
    lane.call = call([self, &lane, ticket, sentAt, taken](const Reply<T> &reply) {
        if (!self || lane.ticket != ticket)
            return;
        lane.ticket = 0;
        const CentreTime &centre = reply.centreTime;
        // What a clock that is true within a tolerance tells is like the word of one that is further away.
        if (centre.time.isValid() && !(&lane == &self->m_pull && self->m_pullWaits))
            self->m_sync.noteContact(centre.time, sentAt.addMSecs(-centre.toleranceMs), self->m_options.clock().addMSecs(centre.toleranceMs));
        (self.data()->*taken)(reply);
        if (self)
            self->tick();
    });
}

void SyncAgent::giveUp(Lane &lane)
{
    if (!lane.isBusy())
        return;
    lane.ticket = 0;
    m_transport.cancel(lane.call);
}

void SyncAgent::giveUpOverdue()
{
    for (Lane *lane : lanes()) {
        if (lane->isBusy() && nowMs() >= lane->deadlineMs) {
            qCWarning(syncLog) << "a call never ended";
            giveUp(*lane);
            failed(*lane, {Failure::Kind::TimedOut, 0, domain::refuse(u"net.timed-out", {{u"phase"_s, u"whole"_s}}), {}});
        }
    }
}

void SyncAgent::well(Lane &lane)
{
    lane.backoff.reset();
    lane.notBeforeMs = 0;
    lane.failing = lane.lost = false;
    lane.problem.clear();
    if (lane.tokenSerial == m_tokenSerial)
        m_tokenProven = true;
    contact();
}

void SyncAgent::failed(Lane &lane, const Failure &failure)
{
    if (failure.kind == Failure::Kind::Refused) {
        if (failure.status != 0)
            contact();
        if (failure.status == 401)
            return denied(lane, failure.refusal);
        if (failure.refusal.code == "sign-in.not-active"_L1)
            return needSignIn(failure.refusal);
    }
    lane.failing = true;
    lane.lost = failure.kind != Failure::Kind::Refused;
    lane.problem = failure.refusal.code;
    if (lane.lost)
        linkLost(lane);
    lane.toldToWait = failure.retryAfterSeconds.has_value();
    const qint64 pauseMs = lane.toldToWait ? std::clamp(*failure.retryAfterSeconds, 1, retryAfterSecondsMax) * secondMs
                                           : lane.backoff.nextMs(m_random, isOffline() ? pauseOfflineMaxMs : pauseOnlineMaxMs);
    lane.notBeforeMs = nowMs() + pauseMs;
}

void SyncAgent::denied(const Lane &lane, const Refusal &refusal)
{
    // Several calls may learn it of the same token; one renewal is enough.
    if (lane.tokenSerial != m_tokenSerial || m_renewWanted)
        return;
    if (!m_tokenProven)
        return needSignIn(refusal); // a brand-new token that nobody accepts: another would not help
    m_renewWanted = true;
}

void SyncAgent::contact()
{
    m_lastContact = m_options.clock().toUTC();
    if (!isOffline())
        return;
    m_offlineSince = {};
    for (Lane *lane : lanes()) {
        if (!lane->lost)
            continue;
        lane->lost = lane->failing = false;
        lane->problem.clear();
        if (!lane->toldToWait)
            lane->notBeforeMs = 0;
    }
}

void SyncAgent::linkLost(const Lane &lane)
{
    // Any other call may have a trouble of its own. The pull finds out, at once: it is what the status stands on, as long
    // as there can be one.
    const bool canPull = maySpeak() && m_greeted && !m_tooOld;
    if (canPull && &lane != &m_pull)
        return pullSoon();
    m_caughtUp = false;
    m_pullNow = true;
    if (!isOffline())
        m_offlineSince = m_options.clock().toUTC();
}

void SyncAgent::networkUp()
{
    // A long poll over the network of before may wait for an answer that can't come any more.
    if (retryAtOnce())
        pullSoon();
    tick();
}

/// Ends the pauses after failures, but not more than once a minute; false when it was too soon.
bool SyncAgent::retryAtOnce()
{
    if (nowMs() - m_lastInstantRetryMs < instantRetryEveryMs)
        return false;
    m_lastInstantRetryMs = nowMs();
    for (Lane *lane : lanes()) {
        if (lane->failing && !lane->toldToWait)
            lane->notBeforeMs = nowMs();
    }
    return true;
}

// ---- time ------------------------------------------------------------------------------------------------------------

std::optional<qint64> SyncAgent::sessionDueMs() const
{
    if (m_session.isBusy() || m_mode == Mode::Away)
        return std::nullopt;
    const bool isUrgent = m_mode == Mode::Later || m_renewWanted;
    return isUrgent ? m_session.notBeforeMs : std::max(m_renewAtMs, m_session.notBeforeMs);
}

std::optional<qint64> SyncAgent::helloDueMs() const
{
    return maySpeak() && !m_hello.isBusy() ? std::optional(std::max(m_helloAtMs, m_hello.notBeforeMs)) : std::nullopt;
}

std::optional<qint64> SyncAgent::pushDueMs() const
{
    return maySpeak() && m_greeted && m_sendable && !m_push.isBusy() ? std::optional(m_push.notBeforeMs) : std::nullopt;
}

std::optional<qint64> SyncAgent::pullDueMs() const
{
    return maySpeak() && m_greeted && !m_tooOld && !m_pull.isBusy() ? std::optional(m_pull.notBeforeMs) : std::nullopt;
}

std::optional<qint64> SyncAgent::leaseDueMs() const
{
    return maySpeak() && m_greeted && m_leaseCount && !m_lease.isBusy() ? std::optional(m_lease.notBeforeMs) : std::nullopt;
}

std::optional<qint64> SyncAgent::nextWakeupMs() const
{
    if (m_countsStale)
        return nowMs();
    std::optional<qint64> next;
    const auto consider = [&next](std::optional<qint64> due) {
        if (due && (!next || *due < *next))
            next = due;
    };
    for (const auto &due : {sessionDueMs(), helloDueMs(), pushDueMs(), pullDueMs(), leaseDueMs()})
        consider(due);
    for (const Lane *lane : lanes())
        consider(lane->isBusy() ? std::optional(lane->deadlineMs) : std::nullopt);
    if (m_unsentSinceMs)
        consider(*m_unsentSinceMs + pushSilenceMaxMs);
    return next;
}

void SyncAgent::tick()
{
    if (m_ticking)
        return;
    m_ticking = true;
    refreshCounts();
    giveUpOverdue();
    const auto isDue = [this](std::optional<qint64> due) { return due && *due <= nowMs(); };
    if (isDue(sessionDueMs()))
        m_mode == Mode::Later ? signIn() : renew();
    if (isDue(helloDueMs()))
        greet();
    watchPush();
    if (isDue(pushDueMs()))
        push();
    if (isDue(pullDueMs()))
        pull();
    if (isDue(leaseDueMs()))
        lease();
    m_ticking = false;
    publish();
}

void SyncAgent::watchPush()
{
    const bool isUnsent = maySpeak() && m_greeted && m_sendable && !m_push.isBusy() && !isOffline() && !m_push.toldToWait;
    if (!isUnsent) {
        m_unsentSinceMs.reset();
    } else if (!m_unsentSinceMs) {
        m_unsentSinceMs = nowMs();
    } else if (nowMs() - *m_unsentSinceMs >= pushSilenceMaxMs) {
        qCWarning(syncLog) << "operations waited a minute with the centre in reach";
        m_push.notBeforeMs = nowMs();
    }
}

// ---- session ---------------------------------------------------------------------------------------------------------

void SyncAgent::forgetSession()
{
    for (Lane *lane : lanes()) {
        giveUp(*lane);
        *lane = {};
    }
    m_mode = Mode::Away;
    m_lateSignIn = {};
    m_renewal.clear();
    m_renewWanted = m_tokenProven = false;
    ++m_tokenSerial;
    m_transport.setToken({});
    m_signInNeeded = false;
    m_signInProblem.clear();
    m_offlineSince = {};
    m_greeted = m_tooOld = m_caughtUp = false;
    m_pullNow = true;
    m_helloAtMs = nowMs();
    m_forbidden.clear();
    m_parked.clear();
    m_resendFrom.reset();
    m_leaseRequest.clear();
    m_countsStale = true;
}

void SyncAgent::begin(const exchange::SignInAnswer &answer)
{
    forgetSession();
    m_mode = Mode::Signed;
    adopt(answer);
    contact();
    tick();
}

void SyncAgent::beginLater(std::function<exchange::SignInRequest()> request)
{
    forgetSession();
    m_mode = Mode::Later;
    m_lateSignIn = std::move(request);
    // It has just been tried in vain: that is why it is later.
    failed(m_session, {Failure::Kind::Offline, 0, domain::refuse(u"net.offline"), {}});
    tick();
}

void SyncAgent::end()
{
    forgetSession();
    m_signInNeeded = true;
    tick();
}

void SyncAgent::adopt(const exchange::SignInAnswer &answer)
{
    m_transport.setToken(answer.token);
    ++m_tokenSerial;
    m_tokenProven = m_renewWanted = false;
    m_renewal = answer.renewal;
    // Lifetimes are differences of the centre's own times: a wrong clock here does not matter.
    const qint64 lifetimeMs = std::max<qint64>(answer.serverTime.msecsTo(answer.tokenExpires), 30 * secondMs);
    m_renewAtMs = nowMs() + lifetimeMs * 4 / 5;
    if (!answer.district.isEmpty())
        m_district = answer.district;
    if (!answer.scopes.isEmpty())
        takeScopes(answer.scopes);
}

void SyncAgent::signIn()
{
    start(m_session, patienceMs, [this](auto ended) { return m_transport.signIn(m_lateSignIn(), ended); }, &SyncAgent::lateSignInTaken);
}

void SyncAgent::renew()
{
    start(m_session, patienceMs, [this](auto ended) { return m_transport.renew({m_renewal}, ended); }, &SyncAgent::renewalTaken);
}

void SyncAgent::lateSignInTaken(const Reply<exchange::SignInAnswer> &reply)
{
    if (reply.ok()) {
        const exchange::SignInAnswer answer = *reply.value;
        begin(answer);
        Q_EMIT signedIn(answer);
    } else if (reply.failure.kind == Failure::Kind::Refused && reply.failure.refusal.code.startsWith("sign-in."_L1)) {
        contact();
        needSignIn(reply.failure.refusal);
    } else {
        failed(m_session, reply.failure);
    }
}

void SyncAgent::renewalTaken(const Reply<exchange::SignInAnswer> &reply)
{
    if (reply.ok()) {
        adopt(*reply.value);
        well(m_session);
        return;
    }
    const int status = reply.failure.status;
    const bool isFinal = reply.failure.kind == Failure::Kind::Refused && (status == 400 || status == 401 || status == 403);
    if (isFinal) {
        contact();
        needSignIn(reply.failure.refusal);
    } else {
        failed(m_session, reply.failure);
    }
}

void SyncAgent::needSignIn(const Refusal &refusal)
{
    forgetSession();
    m_signInNeeded = true;
    m_signInProblem = refusal.code;
    publish();
    Q_EMIT signInNeeded(refusal);
}

// ---- hello -----------------------------------------------------------------------------------------------------------

void SyncAgent::greet()
{
    start(m_hello, patienceMs, [this](auto ended) { return m_transport.hello(ended); }, &SyncAgent::helloTaken);
}

void SyncAgent::greetAgain()
{
    m_helloAtMs = nowMs();
    m_greeted = false;
}

void SyncAgent::helloTaken(const Reply<exchange::Hello> &reply)
{
    if (!reply.ok()) {
        failed(m_hello, reply.failure);
        // A centre that can't greet may still take work.
        if (reply.failure.kind == Failure::Kind::Refused && maySpeak())
            m_greeted = true;
        return;
    }
    const exchange::Hello &hello = *reply.value;
    if (hello.protocolTo < exchange::protocolMin)
        return failed(m_hello, {Failure::Kind::NotOurs, 200, domain::refuse(u"wire.centre-too-old", {{u"protocol"_s, hello.protocolTo}}), {}});
    well(m_hello);
    m_greeted = true;
    m_helloAtMs = nowMs() + helloEveryMs;
    m_tooOld = hello.protocolFrom > exchange::protocolMax || isOlder(m_options.clientVersion, hello.minimumClient);
    m_limits = hello.limits;
    m_pushBytes = std::clamp(m_pushBytes, pushBytesMin, std::max(m_limits.pushBytesMax - envelopeBytes, pushBytesMin));
    m_pushOperations = std::clamp(m_pushOperations, 1, std::min(m_limits.pushOperationsMax, exchange::pushOperationsMax));
    m_scopeSet = hello.scopeSet;
    m_parked.clear();
    const QString known = m_sync.epoch();
    if (known != hello.epoch) {
        if (!known.isEmpty()) {
            qCWarning(syncLog) << "the centre began a new history:" << known << "→" << hello.epoch;
            restartScopes();
        }
        m_sync.setEpoch(hello.epoch);
    }
    takeScopes(hello.scopes);
    if (m_tooOld)
        giveUp(m_pull);
    if (hello.notices != m_notices) {
        m_notices = hello.notices;
        Q_EMIT noticesChanged(m_notices);
    }
    m_countsStale = true;
}

void SyncAgent::takeScopes(const QStringList &scopes)
{
    const QString district = m_district.isEmpty() ? m_sync.district() : m_district;
    if (scopes == m_sync.scopes() && district == m_sync.district())
        return;
    m_sync.setScopes(scopes, district);
    m_forbidden.clear();
    m_countsStale = true; // the district names the series of receipt numbers
    pullSoon();
}

/// Whether an answer speaks of the history we know; the first one heard is it.
bool SyncAgent::isOurHistory(const QString &epoch)
{
    const QString known = m_sync.epoch();
    if (known.isEmpty())
        m_sync.setEpoch(epoch);
    return known.isEmpty() || known == epoch;
}

void SyncAgent::restartScopes()
{
    for (const QString &scope : m_sync.scopes()) {
        if (const auto restarted = m_sync.restart(scope); !restarted)
            qCWarning(syncLog) << "can't restart" << scope << restarted.refusal().code; // the centre will ask for it again
    }
    pullSoon();
}

// ---- sending ---------------------------------------------------------------------------------------------------------

void SyncAgent::push()
{
    const QList<Operation> operations = nextOperations();
    if (operations.isEmpty()) {
        m_sendable = false; // all that is pending is parked; the next hello asks again
        return;
    }
    m_batch = {exchange::protocolMax, m_sync.epoch(), m_sync.chainHashBefore(operations.first().n), operations};
    start(m_push, patienceMs, [this](auto ended) { return m_transport.push(m_sync.stream(), m_batch, ended); }, &SyncAgent::pushTaken);
    m_unsentSinceMs.reset();
}

QList<Operation> SyncAgent::nextOperations() const
{
    if (m_resendFrom) {
        const QList<Operation> again = operationsFrom(*m_resendFrom);
        if (!again.isEmpty())
            return again;
    }
    if (m_parked.isEmpty())
        return m_sync.pendingOperations(m_pushOperations, m_pushBytes);
    QList<Operation> run;
    for (const Operation &operation : m_sync.pendingOperations(m_pushOperations + int(m_parked.size()), exchange::pushBytesMax * 4)) {
        if (m_parked.contains(operation.n) && run.isEmpty())
            continue;
        if (!run.isEmpty() && operation.n != run.last().n + 1)
            break;
        run.append(operation);
    }
    return trimmed(run);
}

/// The number of the first operation that is to be sent.
std::optional<qint64> SyncAgent::firstUnsent() const
{
    for (const Operation &operation : m_sync.pendingOperations(int(m_parked.size()) + 1, m_parked.isEmpty() ? 1 : exchange::pushBytesMax * 4)) {
        if (!m_parked.contains(operation.n))
            return operation.n;
    }
    return std::nullopt;
}

QList<Operation> SyncAgent::trimmed(const QList<Operation> &operations) const
{
    QList<Operation> kept;
    qint64 bytes = 0;
    for (const Operation &operation : operations) {
        bytes += operation.canonical().size();
        if (!kept.isEmpty() && (bytes > m_pushBytes || kept.size() >= m_pushOperations))
            break;
        kept.append(operation);
    }
    return kept;
}

QList<Operation> SyncAgent::operationsFrom(qint64 n) const
{
    constexpr int rowsAtOnce = 200;
    const office::Archive archive(m_office);
    const QString stream = m_sync.stream();
    QList<Operation> found;
    qint64 before = 0;
    bool isOver = false;
    while (!isOver) {
        const QList<office::JournalRow> rows = archive.journal(before, rowsAtOnce);
        isOver = rows.size() < rowsAtOnce;
        for (const office::JournalRow &row : rows) {
            before = row.seq;
            if (row.stream != stream)
                continue;
            if (row.operation.n < n) {
                isOver = true;
                break;
            }
            found.prepend(row.operation);
        }
    }
    return found.isEmpty() || found.first().n != n ? QList<Operation>() : trimmed(found);
}

void SyncAgent::pushTaken(const Reply<domain::PushAnswer> &reply)
{
    m_countsStale = true;
    if (!reply.ok())
        return pushRefused(reply.failure);
    if (const auto trouble = settle(*reply.value))
        return failed(m_push, localFailure(*trouble));
    well(m_push);
    m_lastGap = 0;
    m_forked = false;
    m_pushBytes = std::clamp(m_pushBytes * 2, pushBytesMin, std::max(m_limits.pushBytesMax - envelopeBytes, pushBytesMin));
    m_pushOperations = std::min({m_pushOperations * 2, m_limits.pushOperationsMax, exchange::pushOperationsMax});
    if (!isOurHistory(reply.value->epoch))
        greetAgain();
}

/// Nothing when all is well, else why the answer is of no use.
std::optional<Refusal> SyncAgent::settle(domain::PushAnswer answer)
{
    const qint64 first = m_batch.operations.first().n;
    const Refusal strange = domain::refuse(u"sync.answer-strange");
    for (domain::OperationResult &result : answer.results) {
        const qint64 place = result.n - first;
        if (place < 0 || place >= m_batch.operations.size())
            return strange;
        const QString &id = m_batch.operations[place].id;
        if (!result.id.isEmpty() && result.id != id)
            return strange;
        result.id = id;
    }
    if (answer.results.isEmpty())
        return strange;
    if (const auto settled = m_sync.settle(answer); !settled)
        return settled.refusal();
    for (const domain::OperationResult &result : answer.results) {
        if (result.outcome == domain::Outcome::Parked)
            m_parked.insert(result.n);
    }
    const qint64 last = answer.results.last().n;
    const std::optional<qint64> next = firstUnsent();
    if (m_resendFrom) {
        m_resendFrom = next && *next > last + 1 ? std::optional(last + 1) : std::nullopt;
        return std::nullopt;
    }
    // Whatever is pending now must be new, or the same would be sent for ever.
    return next && *next >= first && *next <= last ? std::optional(strange) : std::nullopt;
}

void SyncAgent::pushRefused(const Failure &failure)
{
    const QString &code = failure.refusal.code;
    const bool isRefused = failure.kind == Failure::Kind::Refused;
    if (isRefused && code == "sync.gap"_L1)
        return closeGap(failure);
    if (isRefused && (code == "sync.stream-forked"_L1 || code == "device.other-stream"_L1))
        return leaveStream(failure);
    // A line too thin for so much, or one operation the centre can't even read: less at once finds a way, or the culprit.
    const bool isTooMuch = failure.kind == Failure::Kind::TimedOut || failure.status == 413;
    if (isTooMuch)
        m_pushBytes = std::max(m_pushBytes / 2, pushBytesMin);
    if (isTooMuch || (isRefused && code.startsWith("wire."_L1)))
        m_pushOperations = int(std::max<qsizetype>(std::min<qsizetype>(m_pushOperations, m_batch.operations.size()) / 2, 1));
    failed(m_push, failure);
    if (isRefused && code == "sync.epoch-changed"_L1)
        greetAgain();
    if (isRefused && failure.status == 426)
        m_tooOld = true;
}

void SyncAgent::closeGap(const Failure &failure)
{
    contact();
    // The centre has forgotten what it had answered: it was restored from an older copy. Our journal still has it.
    const qint64 expected = failure.refusal.facts[u"expected"_s].toInteger();
    const bool isNew = expected >= 1 && expected < m_batch.operations.first().n && expected != m_lastGap;
    m_lastGap = expected;
    if (!isNew)
        return failed(m_push, failure);
    if (operationsFrom(expected).isEmpty())
        return leaveStream(failure);
    m_resendFrom = expected;
}

void SyncAgent::leaveStream(const Failure &failure)
{
    contact();
    if (m_forked)
        return failed(m_push, failure); // a new stream was refused too: no use in making ever more of them
    const QString stream = domain::newId(m_options.clock());
    qCWarning(syncLog) << "leaving the stream:" << failure.refusal.code;
    if (const auto renumbered = m_sync.renumber(stream); !renumbered)
        return failed(m_push, localFailure(renumbered.refusal()));
    m_forked = true;
    m_parked.clear();
    m_resendFrom.reset();
    m_leaseRequest.clear();
    m_countsStale = true;
}

// ---- taking ----------------------------------------------------------------------------------------------------------

void SyncAgent::setHeldBack(const QStringList &scopes)
{
    const QSet<QString> held(scopes.begin(), scopes.end());
    if (held == m_heldBack)
        return;
    m_heldBack = held;
    if (!m_pull.isBusy() && !m_pull.failing)
        m_pull.notBeforeMs = 0;
    pullSoon();
    publish();
}

/// Asks anew and without waiting, in place of the long poll under way.
void SyncAgent::pullSoon()
{
    m_pullNow = true;
    if (m_pull.isBusy() && m_pullWaits) {
        giveUp(m_pull);
        m_pull.notBeforeMs = nowMs();
    }
}

void SyncAgent::pull()
{
    exchange::ChangesRequest request;
    request.schema = documentSchema;
    request.scopeSet = m_scopeSet;
    request.waitSeconds = m_pullNow ? 0 : std::min(m_limits.waitSecondsMax, exchange::changesWaitSecondsMax);
    m_asked.clear();
    m_unanswered.clear();
    for (const QString &scope : m_sync.scopes()) {
        if (m_forbidden.contains(scope) || m_heldBack.contains(scope))
            continue;
        m_asked.insert(scope, m_sync.cursor(scope));
        m_unanswered.insert(scope);
        request.scopes.append({scope, m_asked[scope]});
    }
    const bool isFirst = std::any_of(m_asked.begin(), m_asked.end(), [](const domain::Cursor &since) { return since.epoch.isEmpty(); });
    request.maxBytes = std::min(isFirst ? exchange::changesBytesMax : pageBytes, m_limits.changesBytesMax);
    if (request.scopes.isEmpty()) {
        if (!m_heldBack.isEmpty()) {
            m_pull.notBeforeMs = nowMs() + minuteMs; // setHeldBack() is the end of this wait
            return;
        }
        return failed(m_pull, localFailure(domain::refuse(u"sync.forbidden")));
    }
    m_pullTrouble.reset();
    m_pullHadNews = m_pullMore = false;
    m_pullWaits = request.waitSeconds > 0;
    m_pullBegunMs = nowMs();
    m_pullNow = false;
    start(m_pull, patienceMs + request.waitSeconds * secondMs,
          [this, &request](auto ended) {
              const QPointer<SyncAgent> self(this);
              const quint64 ticket = m_pull.ticket;
              return m_transport.changes(request,
                                         [self, ticket](const domain::ScopePage &page) {
                                             if (self)
                                                 self->pageTaken(ticket, page);
                                         },
                                         ended);
          },
          &SyncAgent::pullTaken);
}

void SyncAgent::pageTaken(quint64 ticket, const domain::ScopePage &page)
{
    if (m_pull.ticket != ticket)
        return;
    m_pull.deadlineMs = nowMs() + patienceMs;
    contact();
    if (const auto trouble = apply(page); trouble && !m_pullTrouble)
        m_pullTrouble = trouble;
    publish();
}

/// Nothing when the page is taken, else why not.
std::optional<Refusal> SyncAgent::apply(const domain::ScopePage &page)
{
    const Refusal strange = domain::refuse(u"sync.answer-strange");
    if (!m_unanswered.remove(page.scope))
        return strange;
    if (m_heldBack.contains(page.scope))
        return std::nullopt; // in other hands since it was asked for
    if (page.problem) {
        const QString &code = page.problem->code;
        if (code == "sync.forbidden"_L1)
            m_forbidden.insert(page.scope); // the others go on; the next hello tells what is still ours
        else if (const auto restarted = m_sync.restart(page.scope); !restarted)
            return restarted.refusal();
        if (code != "sync.cursor-expired"_L1)
            m_helloAtMs = nowMs();
        return page.problem;
    }
    if (!isOurHistory(page.epoch)) {
        greetAgain();
        return domain::refuse(u"sync.epoch-changed", {{u"epoch"_s, page.epoch}});
    }
    const domain::Cursor asked = m_asked.value(page.scope);
    const bool isStill = page.epoch == asked.epoch && page.upto == asked.seq;
    if ((page.epoch == asked.epoch && page.upto < asked.seq) || (isStill && page.more))
        return strange;
    m_pullMore = m_pullMore || page.more;
    if (isStill && page.rows.isEmpty())
        return std::nullopt; // nothing new: not worth a write to the disk
    if (const auto applied = m_sync.applyPage(page); !applied)
        return applied.refusal();
    m_pullHadNews = true;
    m_countsStale = true;
    return std::nullopt;
}

void SyncAgent::pullTaken(const Reply<ChangesEnd> &reply)
{
    if (!reply.ok()) {
        const QString &code = reply.failure.refusal.code;
        m_pullNow = true; // where we stand is not known any more
        failed(m_pull, reply.failure);
        m_caughtUp = m_caughtUp && !m_pull.failing;
        if (m_mode != Mode::Signed || reply.failure.kind != Failure::Kind::Refused)
            return;
        if (reply.failure.status == 426 || code == "wire.too-old"_L1)
            m_tooOld = true;
        if (code == "sync.epoch-changed"_L1 || code == "sync.ahead"_L1 || code == "sync.cursor-expired"_L1) {
            restartScopes();
            greetAgain();
        }
        return;
    }
    if (const auto &change = reply.value->scopeSetChange) {
        m_scopeSet = change->set;
        m_helloAtMs = nowMs(); // the list itself is the hello's to tell
    }
    if (!m_unanswered.isEmpty() && !m_pullHadNews && !m_pullTrouble)
        m_pullTrouble = domain::refuse(u"sync.answer-strange");
    if (m_pullTrouble) {
        m_pullNow = true;
        m_caughtUp = false;
        contact();
        return failed(m_pull, localFailure(*std::exchange(m_pullTrouble, std::nullopt)));
    }
    well(m_pull);
    if (m_pullMore || !m_unanswered.isEmpty())
        m_pullNow = true;
    else
        m_caughtUp = true;
    // A centre that does not hold a long poll must not make us ask in a circle.
    if (m_pullWaits && !m_pullHadNews && nowMs() - m_pullBegunMs < secondMs)
        m_pull.notBeforeMs = nowMs() + secondMs;
}

// ---- numbers ---------------------------------------------------------------------------------------------------------

void SyncAgent::lease()
{
    if (m_leaseRequest.isEmpty())
        m_leaseRequest = domain::newId(m_options.clock()); // the same until it is answered: a lost answer costs no numbers
    m_leaseSeries = m_sync.leaseSeries();
    const exchange::NumberLeaseRequest request{m_leaseRequest, m_sync.stream(), m_leaseSeries, *m_leaseCount};
    start(m_lease, patienceMs, [this, &request](auto ended) { return m_transport.numberLease(request, ended); }, &SyncAgent::leaseTaken);
}

void SyncAgent::leaseTaken(const Reply<domain::NumberLease> &reply)
{
    m_countsStale = true;
    if (!reply.ok())
        return failed(m_lease, reply.failure);
    m_leaseRequest.clear();
    // A block that is of no use would be asked for again and again.
    const domain::NumberLease &block = *reply.value;
    if (block.series != m_leaseSeries || block.remaining() < 1 || block.isExpired(m_office.now()))
        return failed(m_lease, localFailure(domain::refuse(u"sync.answer-strange")));
    m_sync.addLease(block);
    well(m_lease);
}

// ---- status ----------------------------------------------------------------------------------------------------------

void SyncAgent::refreshCounts()
{
    if (!m_countsStale)
        return;
    m_countsStale = false;
    const int before = m_pending;
    m_pending = m_sync.pendingCount();
    m_returned = m_sync.returnedCount();
    m_leaseCount = m_sync.leaseWanted();
    m_sendable = m_pending > m_parked.size() || m_resendFrom.has_value();
    const auto all = lanes();
    if (m_pending > before && std::any_of(all.begin(), all.end(), [](const Lane *lane) { return lane->failing; }))
        retryAtOnce(); // somebody works: a good moment to look for the centre
}

forms::SyncStatus SyncAgent::presentStatus() const
{
    using State = forms::SyncStatus::State;
    forms::SyncStatus status;
    status.lastContact = m_lastContact;
    status.offlineSince = m_offlineSince;
    status.pending = m_pending;
    status.returned = m_returned;
    if (m_signInNeeded) {
        status.state = State::SignInNeeded;
        status.problem = m_signInProblem;
        return status;
    }
    for (const Lane *lane : lanes()) {
        if (status.problem.isEmpty())
            status.problem = lane->problem;
    }
    if (m_mode == Mode::Away)
        status.state = State::Starting;
    else if (isOffline())
        status.state = State::Offline;
    else if (m_tooOld)
        status.state = State::TooOld;
    else if (!m_caughtUp)
        status.state = State::Starting;
    else
        status.state = m_pending > 0 ? State::Sending : State::Synced;
    return status;
}

void SyncAgent::publish()
{
    if (m_ticking)
        return; // at its end
    refreshCounts();
    const forms::SyncStatus now = presentStatus();
    const forms::SyncStatus &was = m_status;
    const bool isSame = now.state == was.state && now.lastContact == was.lastContact && now.offlineSince == was.offlineSince
                        && now.pending == was.pending && now.returned == was.returned && now.problem == was.problem;
    if (!isSame) {
        m_status = now;
        Q_EMIT statusChanged(m_status);
    }
    if (isSignedIn() != m_announcedSession) {
        m_announcedSession = isSignedIn();
        Q_EMIT sessionChanged(m_announcedSession);
    }
    const std::optional<qint64> wakeup = nextWakeupMs();
    if (wakeup != m_announcedWakeupMs) {
        m_announcedWakeupMs = wakeup;
        Q_EMIT wakeupChanged();
    }
}

} // namespace app
