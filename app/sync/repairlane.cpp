// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/repairlane.h"
#include "app/sync/historylane.h"
#include "app/sync/pulllane.h"
#include "exchange/paths.h"

namespace app {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 everySeconds = 6 * 3600;
constexpr qint64 lookEveryMs = 10 * minuteMs;
constexpr int fetchOneByOneMax = 500; // beyond that reading the scope again is quicker

} // namespace

RepairLane::RepairLane(Link &link) : Lane(link), m_scopes(link.office), m_isUrgent(m_scopes.beginRun())
{
    // Twenty thousand counters come back at the same moment; they don't all compare at the same moment.
    m_dueMs = link.nowMs() + link.random.bounded(minuteMs);
}

void RepairLane::forget()
{
    Lane::forget();
    m_stage = Stage::Rest;
    m_dueMs = m_link.nowMs() + m_link.random.bounded(minuteMs);
}

void RepairLane::compareSoon()
{
    m_scopes.forgetCompared();
    forget(); // what is being compared just now began before
}

std::optional<qint64> RepairLane::dueMs() const
{
    const bool mayAsk = m_link.maySpeak() && m_link.greeted && !m_link.tooOld && !m_link.revoked && !m_link.history->isInDoubt() && m_link.pull->isCaughtUp();
    if (!mayAsk || isBusy())
        return std::nullopt;
    return std::max(m_stage == Stage::Rest ? m_dueMs : 0, notBeforeMs());
}

void RepairLane::begin()
{
    if (m_stage == Stage::Rest)
        nextScope();
    switch (m_stage) {
    case Stage::Rest:
        break;
    case Stage::AskDigest:
        m_walk = m_scopes.walk(m_walk.scope);
        ask(exchange::digestPath(m_walk.scope, m_walk.at.seq), &RepairLane::digestTaken);
        break;
    case Stage::Walk:
        walkOn();
        break;
    case Stage::AskBucket:
        ask(exchange::digestPath(m_walk.scope, m_walk.at.seq, m_buckets.first()), &RepairLane::bucketTaken);
        break;
    case Stage::Fetch:
        ask(exchange::documentPath(m_fetch.first()), &RepairLane::documentTaken);
        break;
    }
}

void RepairLane::ask(const QString &path, void (RepairLane::*taken)(const Reply<WireAnswer> &))
{
    WireRequest request;
    request.method = "GET";
    request.path = path;
    start(patienceMs, [this, &request](auto ended) { return m_link.transport.request(request, {}, ended); }, taken);
}

void RepairLane::nextScope()
{
    const QDateTime now = m_link.office.now();
    for (const QString &scope : m_link.sync.scopes()) {
        if (!m_link.pull->isTaking(scope))
            continue;
        const QDateTime last = m_scopes.comparedAt(scope);
        const bool isDue = !last.isValid() || std::abs(last.secsTo(now)) >= everySeconds || (m_isUrgent && !m_urgentDone.contains(scope));
        if (!isDue)
            continue;
        m_walk = m_scopes.walk(scope);
        m_stage = Stage::AskDigest;
        m_moves = 0;
        m_repaired = 0;
        return;
    }
    m_isUrgent = false;
    m_dueMs = m_link.nowMs() + lookEveryMs + m_link.random.bounded(minuteMs);
}

/// Whether there is an answer to work with; else what is to be done is done.
bool RepairLane::isAnswered(const Reply<WireAnswer> &reply)
{
    if (reply.ok()) {
        well();
        return true;
    }
    const Failure &failure = reply.failure;
    const QString &code = failure.refusal.code;
    // A centre whose disk fails has compared nothing; one that does not know the question never will.
    const bool isNoAnswer = failure.kind != Failure::Kind::Refused || failure.status >= 500;
    if (isNoAnswer || failure.status == 401 || code == "sign-in.not-active"_L1 || code == "device.revoked"_L1) {
        failed(failure);
        return false;
    }
    m_link.contact();
    if (code == "sync.moved"_L1) {
        // Somebody works there: once more when we have caught up.
        m_stage = Stage::AskDigest;
        m_link.pull->askSoon();
        postpone(m_link.nowMs() + std::min<qint64>(secondMs << std::min<qint64>(m_moves++, 6), minuteMs));
    } else if (m_stage == Stage::Fetch && failure.status == 404) {
        m_fetch.removeFirst(); // gone meanwhile: the feed will say so
        if (m_fetch.isEmpty())
            nextBucket();
    } else {
        finish(); // a centre that does not know the question
    }
    return false;
}

void RepairLane::digestTaken(const Reply<WireAnswer> &reply)
{
    if (!isAnswered(reply))
        return;
    const auto digest = exchange::decodeScopeDigest(reply.value->body);
    if (!digest || digest->scope != m_walk.scope || digest->at != m_walk.at.seq || digest->epoch != m_walk.at.epoch)
        return restart();
    m_centres = digest->digest;
    m_buckets.clear();
    m_stage = Stage::Walk;
}

void RepairLane::walkOn()
{
    if (!m_scopes.goOn(m_walk))
        return restart(); // a page came in between
    if (!m_walk.isOver)
        return;
    if (!m_walk.found.isEmpty()) {
        m_stage = Stage::AskBucket;
        return;
    }
    m_buckets = m_walk.digest.differences(m_centres);
    if (m_buckets.isEmpty())
        return finish();
    qCWarning(syncLog) << m_walk.scope << "differs from the centre in" << m_buckets.size() << "of" << domain::StateDigest::bucketCount << "parts";
    m_walk = m_scopes.walk(m_walk.scope, m_buckets);
}

void RepairLane::bucketTaken(const Reply<WireAnswer> &reply)
{
    if (!isAnswered(reply))
        return;
    const auto bucket = exchange::decodeScopeBucket(reply.value->body);
    if (!bucket || bucket->scope != m_walk.scope || bucket->at != m_walk.at.seq || bucket->epoch != m_walk.at.epoch || bucket->bucket != m_buckets.first())
        return restart();
    const office::CounterScopes::Repair repair = office::CounterScopes::compare(m_walk.found.value(bucket->bucket), bucket->documents);
    qCWarning(syncLog) << m_walk.scope << "part" << bucket->bucket << "lacks" << repair.fetch << "has too much" << repair.remove;
    if (!repair.remove.isEmpty()) {
        if (const auto removed = m_scopes.remove(m_walk.scope, repair.remove); !removed)
            return failedHere(removed.refusal());
    }
    m_repaired += int(repair.fetch.size() + repair.remove.size());
    m_fetch += repair.fetch;
    nextBucket();
}

void RepairLane::nextBucket()
{
    if (m_stage == Stage::AskBucket)
        m_buckets.removeFirst();
    if (m_fetch.size() > fetchOneByOneMax) {
        if (const auto restarted = m_link.sync.restart(m_walk.scope); !restarted)
            return failedHere(restarted.refusal());
        m_link.pull->askSoon();
        return finish();
    }
    // All lists first: they are of one moment, and the documents are not.
    m_stage = !m_buckets.isEmpty() ? Stage::AskBucket : Stage::Fetch;
    if (m_buckets.isEmpty() && m_fetch.isEmpty())
        finish();
}

void RepairLane::documentTaken(const Reply<WireAnswer> &reply)
{
    if (!isAnswered(reply))
        return;
    const auto document = exchange::decodeDocument(reply.value->body);
    const QString id = m_fetch.takeFirst();
    if (document && document->id == id) {
        if (const auto put = m_scopes.put(*document); !put)
            return failedHere(put.refusal());
    }
    if (m_fetch.isEmpty())
        finish();
}

void RepairLane::restart()
{
    m_stage = Stage::AskDigest;
    m_fetch.clear();
    postpone(m_link.nowMs() + std::min<qint64>(secondMs << std::min<qint64>(m_moves++, 6), minuteMs));
}

void RepairLane::finish()
{
    if (m_repaired > 0)
        qCWarning(syncLog) << m_walk.scope << "was put right:" << m_repaired << "documents";
    m_scopes.noteCompared(m_walk.scope);
    m_urgentDone << m_walk.scope;
    m_stage = Stage::Rest;
    m_fetch.clear();
    m_dueMs = m_link.nowMs();
    m_link.countsStale = true;
}

} // namespace app
