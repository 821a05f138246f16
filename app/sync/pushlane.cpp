// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/pushlane.h"
#include "app/sync/historylane.h"

namespace app {
using namespace Qt::StringLiterals;
using domain::Operation;
using domain::Refusal;

namespace {

constexpr qint64 silenceMaxMs = minuteMs;
constexpr qint64 envelopeBytes = 64 * 1024;
constexpr qint64 bytesMin = 4 * 1024;

} // namespace

PushLane::PushLane(Link &link) : Lane(link), m_history(link.office), m_offerFrom(m_history.offerFrom()), m_bytes(exchange::pushBytesMax - envelopeBytes), m_operations(exchange::pushOperationsMax) {}

void PushLane::forget()
{
    Lane::forget();
    m_parked.clear();
}

void PushLane::historyChanged()
{
    giveUp();
    m_parked.clear();
    m_offerFrom = m_history.offerFrom();
}

std::optional<qint64> PushLane::gapFrom() const
{
    return m_lastGap > 0 ? std::optional(m_lastGap) : std::nullopt;
}

bool PushLane::maySend() const
{
    // A device that was shut out brings its work all the same; what it signed says enough.
    return m_link.revoked || (m_link.maySpeak() && m_link.greeted && !m_link.history->isInDoubt());
}

void PushLane::greeted()
{
    m_bytes = std::clamp(m_bytes, bytesMin, std::max(m_link.limits.pushBytesMax - envelopeBytes, bytesMin));
    m_operations = std::clamp(m_operations, 1, std::min(m_link.limits.pushOperationsMax, exchange::pushOperationsMax));
    m_parked.clear();
}

void PushLane::count()
{
    if (!m_link.revoked)
        m_heardShutOut = false;
    m_mustAsk = m_link.revoked && !m_heardShutOut && m_history.standing().answered > 0;
    m_sendable = m_link.pending > m_parked.size() || m_offerFrom.has_value() || m_mustAsk;
}

std::optional<qint64> PushLane::dueMs() const
{
    return maySend() && m_sendable && !isBusy() ? std::optional(notBeforeMs()) : std::nullopt;
}

std::optional<qint64> PushLane::watchMs() const
{
    return m_unsentSinceMs ? std::optional(*m_unsentSinceMs + silenceMaxMs) : std::nullopt;
}

void PushLane::watch()
{
    const bool isUnsent = maySend() && m_sendable && !isBusy() && !m_link.isOffline() && !isToldToWait();
    if (!isUnsent) {
        m_unsentSinceMs.reset();
    } else if (!m_unsentSinceMs) {
        m_unsentSinceMs = m_link.nowMs();
    } else if (m_link.nowMs() - *m_unsentSinceMs >= silenceMaxMs) {
        qCWarning(syncLog) << "operations waited a minute with the centre in reach";
        postpone(m_link.nowMs());
    }
}

void PushLane::begin()
{
    QList<Operation> operations = nextOperations();
    // Shut out, with nothing to bring: what was answered last is told again, to hear whether the centre has forgotten it.
    if (operations.isEmpty() && m_mustAsk && m_link.pending == 0 && m_link.history->goOnShutOut(m_history.standing().answered))
        operations = nextOperations();
    if (operations.isEmpty()) {
        m_sendable = false; // all that is pending is parked; the next hello asks again
        return;
    }
    m_batch = {};
    m_batch.protocol = m_link.protocol;
    m_batch.epoch = m_link.sync.epoch();
    m_batch.previousHash = m_link.sync.chainHashBefore(operations.first().n);
    m_batch.operations = operations;
    start(patienceMs, [this](auto ended) { return m_link.transport.push(m_link.sync.stream(), m_batch, ended); }, &PushLane::taken);
    m_unsentSinceMs.reset();
}

QList<Operation> PushLane::nextOperations() const
{
    if (m_offerFrom) {
        const QList<Operation> again = m_history.operationsFrom(*m_offerFrom, m_operations, m_bytes);
        if (!again.isEmpty())
            return again;
    }
    // What was parked and is asked about again leaves holes: of a push all numbers follow each other.
    QList<Operation> run;
    const bool skips = !m_parked.isEmpty();
    for (const Operation &operation : m_link.sync.pendingOperations(m_operations + int(m_parked.size()), skips ? exchange::pushBytesMax * 4 : m_bytes)) {
        if (m_parked.contains(operation.n) && run.isEmpty())
            continue;
        if (!run.isEmpty() && operation.n != run.last().n + 1)
            break;
        run.append(operation);
    }
    return trimmed(run);
}

/// The number of the first operation that is to be sent.
std::optional<qint64> PushLane::firstUnsent() const
{
    for (const Operation &operation : m_link.sync.pendingOperations(int(m_parked.size()) + 1, m_parked.isEmpty() ? 1 : exchange::pushBytesMax * 4)) {
        if (!m_parked.contains(operation.n))
            return operation.n;
    }
    return std::nullopt;
}

QList<Operation> PushLane::trimmed(const QList<Operation> &operations) const
{
    QList<Operation> kept;
    qint64 bytes = 0;
    for (const Operation &operation : operations) {
        bytes += operation.canonical().size();
        if (!kept.isEmpty() && (bytes > m_bytes || kept.size() >= m_operations))
            break;
        kept.append(operation);
    }
    return kept;
}

void PushLane::taken(const Reply<domain::PushAnswer> &reply)
{
    m_link.countsStale = true;
    if (!reply.ok())
        return refused(reply.failure);
    if (const auto trouble = settle(*reply.value))
        return failedHere(*trouble);
    well();
    m_heardShutOut = m_link.revoked;
    m_lastGap = 0;
    m_link.history->streamWorks();
    m_bytes = std::clamp(m_bytes * 2, bytesMin, std::max(m_link.limits.pushBytesMax - envelopeBytes, bytesMin));
    m_operations = std::min({m_operations * 2, m_link.limits.pushOperationsMax, exchange::pushOperationsMax});
    m_link.wanted(reply.value->wanted);
    if (!m_link.isOurHistory(reply.value->epoch))
        m_link.history->doubt(reply.value->epoch);
}

/// Nothing when all is well, else why the answer is of no use.
std::optional<Refusal> PushLane::settle(domain::PushAnswer answer)
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
    if (const auto settled = m_link.sync.settle(answer); !settled)
        return settled.refusal();
    for (const domain::OperationResult &result : answer.results) {
        if (result.outcome == domain::Outcome::Parked)
            m_parked.insert(result.n);
    }
    const qint64 last = answer.results.last().n;
    const std::optional<qint64> next = firstUnsent();
    if (m_offerFrom) {
        m_history.offered(last);
        m_offerFrom = m_history.offerFrom();
        return m_offerFrom && *m_offerFrom <= last ? std::optional(strange) : std::nullopt;
    }
    // Whatever is pending now must be new, or the same would be sent for ever.
    return next && *next >= first && *next <= last ? std::optional(strange) : std::nullopt;
}

void PushLane::refused(const Failure &failure)
{
    const QString &code = failure.refusal.code;
    const bool isRefused = failure.kind == Failure::Kind::Refused;
    if (isRefused && code == "sync.gap"_L1)
        return closeGap(failure);
    if (isRefused && (code == "sync.stream-forked"_L1 || code == "device.other-stream"_L1))
        return leaveStream(failure);
    if (countUnreadable(failure) && m_link.history->mayLeaveStream())
        return giveBack(failure);
    // A line too thin for so much, or one operation the centre can't even read: less at once finds a way, or the culprit.
    const bool isTooMuch = failure.kind == Failure::Kind::TimedOut || failure.status == 413;
    if (isTooMuch)
        m_bytes = std::max(m_bytes / 2, bytesMin);
    if (isTooMuch || (isRefused && code.startsWith("wire."_L1)))
        m_operations = int(std::max<qsizetype>(std::min<qsizetype>(m_operations, m_batch.operations.size()) / 2, 1));
    failed(failure);
    if (isRefused && code == "sync.epoch-changed"_L1)
        m_link.history->doubt(failure.refusal.facts[u"epoch"_s].toString());
    if (isRefused && failure.status == 426)
        m_link.tooOld = true;
}

void PushLane::closeGap(const Failure &failure)
{
    m_link.contact();
    // The centre has forgotten what it had answered: it was restored from an older copy. Our journal still has it.
    const qint64 expected = failure.refusal.facts[u"expected"_s].toInteger();
    // A device that was shut out meanwhile may have met with it before, and could not be told what was forgotten.
    const bool isNew = expected >= 1 && expected < m_batch.operations.first().n && (expected != m_lastGap || m_link.revoked);
    m_lastGap = expected;
    if (isNew && !m_link.revoked)
        return m_link.history->doubt();
    if (!isNew || !m_link.history->goOnShutOut(expected))
        failed(failure);
}

/// Counts how often in a row the centre could not read the same member of the one act that was sent; whether that is often enough
/// to believe it: what is spoilt on its way is spoilt otherwise each time.
bool PushLane::countUnreadable(const Failure &failure)
{
    constexpr int saidEnough = 3;
    const QString member = failure.refusal.facts[u"member"_s].toString();
    const bool isOfTheAct = failure.kind == Failure::Kind::Refused && failure.refusal.code == "wire.malformed"_L1 && member.startsWith("operations["_L1);
    if (!isOfTheAct || m_batch.operations.size() > 1 || m_offerFrom)
        return false;
    const QString complaint = m_batch.operations.first().id % u' ' % member;
    m_saidUnreadable = complaint == m_unreadable ? m_saidUnreadable + 1 : 1;
    m_unreadable = complaint;
    return m_saidUnreadable >= saidEnough;
}

/// One act nobody can read must not hold up the rest: it goes back to its clerk like any other the centre refuses. Its number can't be
/// used up there, so what waits behind it goes on in another stream.
void PushLane::giveBack(const Failure &failure)
{
    const Operation &culprit = m_batch.operations.first();
    domain::OperationResult result;
    result.n = culprit.n;
    result.id = culprit.id;
    result.outcome = domain::Outcome::Rejected;
    result.problem = domain::refuse(u"operation.malformed", failure.refusal.facts);
    if (const auto settled = m_link.sync.settle({m_batch.epoch, culprit.n, {result}, {}}); !settled)
        return failedHere(settled.refusal());
    m_link.countsStale = true;
    leaveStream(failure);
}

void PushLane::leaveStream(const Failure &failure)
{
    m_link.contact();
    const bool left = m_link.revoked ? m_link.history->goOnShutOut({}) : m_link.history->leaveStream(failure.refusal.code);
    if (!left)
        failed(failure);
}

} // namespace app
