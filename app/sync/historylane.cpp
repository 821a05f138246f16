// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/historylane.h"
#include "app/sync/pulllane.h"
#include "app/sync/pushlane.h"
#include "app/sync/repairlane.h"
#include "exchange/paths.h"

namespace app {
using namespace Qt::StringLiterals;

namespace {
constexpr qint64 forkEveryMs = 10 * minuteMs;
}

void HistoryLane::forget()
{
    Lane::forget();
    m_isWanted = true;
    m_isInDoubt = false;
}

std::optional<qint64> HistoryLane::dueMs() const
{
    const bool isDue = (m_isWanted || m_isInDoubt) && m_link.maySpeak() && m_link.greeted && !isBusy();
    return isDue ? std::optional(notBeforeMs()) : std::nullopt;
}

void HistoryLane::doubt(const QString &epoch)
{
    if (!epoch.isEmpty())
        m_epoch = epoch;
    m_link.pull->doubt();
    if (m_isInDoubt)
        return;
    m_isInDoubt = true;
    qCWarning(syncLog) << "the centre tells another history than before" << epoch;
    // A centre that contradicts itself must not keep us busy with nothing else.
    if (m_clearedAtMs)
        postpone(std::max(notBeforeMs(), *m_clearedAtMs + minuteMs));
}

void HistoryLane::begin()
{
    exchange::ReconcileRequest request;
    request.protocol = m_link.protocol;
    request.lastAppliedN = m_history.standing().answered;
    WireRequest wire;
    wire.method = "POST";
    wire.path = exchange::reconcilePath(m_link.sync.stream());
    wire.contentType = "application/json";
    wire.body = exchange::encode(request);
    start(patienceMs, [this, &wire](auto ended) { return m_link.transport.request(wire, {}, ended); }, &HistoryLane::taken);
}

void HistoryLane::taken(const Reply<WireAnswer> &reply)
{
    if (!reply.ok())
        return refused(reply.failure);
    const auto answer = exchange::decodeReconcileAnswer(reply.value->body);
    if (!answer)
        return failedHere(answer.refusal());
    well();
    clearUp(*answer);
}

void HistoryLane::refused(const Failure &failure)
{
    const bool isRefused = failure.kind == Failure::Kind::Refused;
    const QString &code = failure.refusal.code;
    if (isRefused && (code == "device.other-stream"_L1 || code == "sync.stream-forked"_L1)) {
        m_link.contact();
        if (m_isInDoubt)
            beginHistory(m_epoch, {}, true);
        else
            leaveStream(code);
        return;
    }
    // A stream the centre has never heard of, or a centre that does not know the question: then what it says to a push
    // tells as much.
    const bool isNoAnswer = isRefused && (code == "sync.stream-unknown"_L1 || failure.status == 404 || failure.status == 405);
    if (!isNoAnswer)
        return failed(failure);
    m_link.contact();
    if (code == "sync.stream-unknown"_L1) {
        exchange::ReconcileAnswer nothing;
        nothing.epoch = m_epoch.isEmpty() ? m_link.sync.epoch() : m_epoch;
        return clearUp(nothing);
    }
    m_isWanted = false;
    if (m_isInDoubt)
        beginHistory(m_epoch.isEmpty() ? m_link.sync.epoch() : m_epoch, m_link.push->gapFrom(), false);
}

void HistoryLane::clearUp(const exchange::ReconcileAnswer &answer)
{
    m_isWanted = false;
    const office::CounterHistory::Standing ours = m_history.standing();
    const bool isForked = answer.last > ours.last || m_history.isForked(answer.last, answer.lastHash);
    const bool isForgetful = answer.last < ours.answered;
    const QString known = m_link.sync.epoch();
    if (m_isInDoubt || isForgetful || (!known.isEmpty() && known != answer.epoch)) {
        qCWarning(syncLog) << "a new history:" << known << "→" << answer.epoch << "known of ours:" << answer.last << "of" << ours.answered;
        beginHistory(answer.epoch, isForgetful && !isForked ? std::optional(answer.last + 1) : std::nullopt, isForked);
        return;
    }
    if (known.isEmpty())
        m_link.sync.setEpoch(answer.epoch);
    if (isForked)
        leaveStream(u"sync.stream-forked"_s);
}

bool HistoryLane::goOnShutOut(std::optional<qint64> from)
{
    if (!from && !mayLeaveStream())
        return false;
    return beginHistory(m_link.sync.epoch(), from, !from);
}

bool HistoryLane::beginHistory(const QString &epoch, std::optional<qint64> from, bool isForked)
{
    if (from && m_history.operationsFrom(*from, 1, 1).isEmpty()) {
        isForked = true; // our journal does not reach back so far
        from.reset();
    }
    const bool leavesStream = isForked && mayLeaveStream();
    if (const auto begun = m_history.begin(epoch, from, leavesStream); !begun) {
        failedHere(begun.refusal());
        return false;
    }
    if (leavesStream)
        m_forkedAtMs = m_link.nowMs();
    m_isInDoubt = m_isWanted = false;
    m_epoch.clear();
    m_clearedAtMs = m_link.nowMs();
    m_link.push->historyChanged();
    m_link.countsStale = true;
    m_link.pull->retryNow();
    m_link.push->retryNow();
    m_link.pull->askSoon();
    m_link.repair->compareSoon(); // what others had done and nobody offers again is told as gone by nobody
    return true;
}

bool HistoryLane::mayLeaveStream() const
{
    // A new stream was refused too: no use in making ever more of them. But the reason may pass.
    return !m_forkedAtMs || m_link.nowMs() - *m_forkedAtMs >= forkEveryMs;
}

bool HistoryLane::leaveStream(const QString &why)
{
    if (!mayLeaveStream())
        return false;
    qCWarning(syncLog) << "leaving the stream:" << why;
    if (const auto renumbered = m_history.renumber(domain::newId(m_link.options.clock())); !renumbered) {
        failedHere(renumbered.refusal());
        return false;
    }
    m_forkedAtMs = m_link.nowMs();
    m_isWanted = false;
    m_link.push->historyChanged();
    m_link.countsStale = true;
    return true;
}

} // namespace app
