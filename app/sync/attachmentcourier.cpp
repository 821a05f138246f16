// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/attachmentcourier.h"
#include "domain/jsontime.h"
#include <QLoggingCategory>
#include <QPointer>

namespace app {
using namespace Qt::StringLiterals;
using domain::Refusal;
using office::Blob;

Q_LOGGING_CATEGORY(courierLog, "onewindow.courier")

namespace {

constexpr qint64 secondMs = 1'000;
constexpr qint64 minuteMs = 60 * secondMs;
// The transport has its own, shorter deadlines. This one holds even if a transport never speaks again.
constexpr qint64 patienceMs = 200 * secondMs;
constexpr qint64 pauseMaxMs = 5 * minuteMs;
constexpr int retryAfterSecondsMax = 15 * 60;
constexpr qint64 yieldMaxMs = 30 * secondMs;
constexpr qint64 askEveryMs = 15 * minuteMs;
constexpr qint64 confirmPauseMs = secondMs;
constexpr int confirmAtOnce = 20;
constexpr qint64 postponeMs = 10 * minuteMs;
constexpr qint64 sweepEveryMs = 60 * minuteMs;
constexpr qint64 prefetchEveryMs = 10 * minuteMs;
constexpr qint64 prefetchAfterMs = 20 * secondMs;
constexpr int prefetchAtOnce = 20;
constexpr int queueMax = 100;
constexpr int awaitedAtOnce = 30;
constexpr int mismatchesMax = 2;
// A piece should take a second or a few: shorter costs round trips, longer is lost whole when the line breaks.
constexpr qint64 pieceQuickMs = secondMs, pieceSlowMs = 5 * secondMs;

void appendOnce(QStringList &list, const QString &text)
{
    if (!list.contains(text))
        list << text;
}

/// "bytes 0-99/1234" → 0 and 1234.
std::optional<std::pair<qint64, qint64>> contentRange(const QByteArray &text)
{
    if (!text.startsWith("bytes "))
        return std::nullopt;
    bool hasFrom = false, hasTotal = false;
    const qint64 from = text.mid(6, text.indexOf('-') - 6).toLongLong(&hasFrom);
    const qint64 total = text.mid(text.indexOf('/') + 1).toLongLong(&hasTotal);
    return hasFrom && hasTotal && from >= 0 && total > 0 ? std::optional(std::pair(from, total)) : std::nullopt;
}

} // namespace

AttachmentCourier::AttachmentCourier(office::Office &office, office::Attachments &attachments, Transport &transport, Options options, QObject *parent)
    : QObject(parent), m_office(office), m_attachments(attachments), m_transport(transport), m_options(std::move(options)), m_random(m_options.seed),
      m_sweepAtMs(m_options.monotonicMs() + minuteMs)
{
    // These come from within acts of the clerk: the work itself waits for the next turn.
    connect(&attachments, &office::Attachments::waitingChanged, this, [this] {
        m_queueStale = true;
        publish();
    });
    connect(&attachments, &office::Attachments::wantedHere, this, &AttachmentCourier::fetch);
    connect(&attachments, &office::Attachments::lookedAt, this, [this](const QStringList &sha256) {
        for (const QString &name : sha256)
            appendOnce(m_toAsk, name);
        publish();
    });
    connect(&transport, &Transport::networkUp, this, &AttachmentCourier::networkUp);
    refresh();
    publish();
}

AttachmentCourier::~AttachmentCourier()
{
    giveUpAll();
}

// ---- what others say ------------------------------------------------------------------------------------------------

void AttachmentCourier::setSignedIn(bool isSignedIn)
{
    if (isSignedIn == m_signedIn)
        return;
    giveUpAll();
    m_signedIn = isSignedIn;
    m_problem.clear();
    m_backoff.reset();
    m_notBeforeMs = nowMs();
    m_offsets.clear();
    m_postponed.clear();
    m_toPrefetch.clear();
    m_prefetched = 0;
    // What the centre wants it says with its greeting too; the counters of a province coming back need not all ask at once.
    m_askAtMs = nowMs() + minuteMs + m_random.bounded(minuteMs);
    m_prefetchAtMs = nowMs() + prefetchAfterMs;
    m_queueStale = true;
    tick();
}

void AttachmentCourier::setPendingOperations(int count)
{
    if (count == m_pendingOperations)
        return;
    m_pendingOperations = count;
    m_pendingSinceMs = nowMs();
    m_queueStale = true; // what was told to the centre may be sent now
    publish();
}

void AttachmentCourier::follow(const forms::SyncStatus &status)
{
    setPendingOperations(status.pending);
    const bool isOffline = status.state == forms::SyncStatus::State::Offline;
    if (std::exchange(m_isOffline, isOffline) && !isOffline)
        networkUp();
}

void AttachmentCourier::takeWanted(const QStringList &blobs)
{
    for (const QString &reference : blobs) {
        const QString sha256 = domain::blobName(reference);
        if (sha256.isEmpty() || isUnderWay(sha256) || m_toConfirm.contains(sha256))
            continue;
        if (!m_attachments.noteWanted(sha256))
            appendOnce(m_lacking, sha256);
        m_postponed.remove(sha256);
    }
    publish();
}

void AttachmentCourier::networkUp()
{
    m_backoff.reset(); // what fails from now on failed for another reason
    m_notBeforeMs = std::min(m_notBeforeMs, nowMs());
    tick();
}

void AttachmentCourier::fetch(const QString &sha256)
{
    if (isUnderWay(sha256)) {
        for (Line &line : m_lines)
            line.wantedBySomebody = line.wantedBySomebody || (line.sha256 == sha256 && line.way == Way::Down);
        return;
    }
    if (!m_signedIn) {
        Q_EMIT fetchFailed(sha256, domain::refuse(u"net.offline"));
        return;
    }
    m_toPrefetch.removeAll(sha256);
    appendOnce(m_toFetch, sha256);
    m_notBeforeMs = std::min(m_notBeforeMs, nowMs()); // somebody waits: worth a try at once
    publish();
}

// ---- calls ----------------------------------------------------------------------------------------------------------

template<class Taken>
void AttachmentCourier::send(quint64 &ticket, Transport::CallId &call, qint64 &deadlineMs, const WireRequest &request, Taken taken)
{
    const quint64 mine = ++m_tickets;
    ticket = mine;
    deadlineMs = nowMs() + patienceMs;
    const QPointer<AttachmentCourier> self(this);
    call = m_transport.request(request, {}, [self, &ticket, mine, taken](const Reply<WireAnswer> &reply) {
        if (!self || ticket != mine)
            return;
        ticket = 0;
        taken(reply);
        if (self)
            self->tick();
    });
}

void AttachmentCourier::giveUpAll()
{
    if (std::exchange(m_askTicket, 0) != 0)
        m_transport.cancel(m_askCall);
    for (Line &line : m_lines) {
        if (std::exchange(line.ticket, 0) != 0)
            m_transport.cancel(line.call);
        if (!line.isFree() && line.way == Way::Down) {
            if (line.wantedBySomebody)
                Q_EMIT fetchFailed(line.sha256, domain::refuse(u"net.cancelled"));
            m_attachments.dropFetched(line.sha256);
        }
        line = {};
    }
    m_toFetch.clear();
    m_doneBytes = m_totalBytes = 0;
}

void AttachmentCourier::giveUpOverdue()
{
    const Failure silence{Failure::Kind::TimedOut, 0, domain::refuse(u"net.timed-out", {{u"phase"_s, u"whole"_s}}), {}};
    if (m_askTicket != 0 && nowMs() >= m_askDeadlineMs) {
        m_askTicket = 0;
        m_transport.cancel(m_askCall);
        failed(silence);
    }
    for (Line &line : m_lines) {
        if (line.ticket == 0 || nowMs() < line.deadlineMs)
            continue;
        qCWarning(courierLog) << "a call never ended";
        line.ticket = 0;
        m_transport.cancel(line.call);
        failed(silence);
    }
}

void AttachmentCourier::well()
{
    m_backoff.reset();
    m_problem.clear();
}

void AttachmentCourier::failed(const Failure &failure)
{
    m_problem = failure.refusal.code;
    if (failure.kind == Failure::Kind::TimedOut)
        m_pieceBytes = exchange::blobPieceBytesMin;
    const qint64 pauseMs = failure.retryAfterSeconds ? std::clamp(*failure.retryAfterSeconds, 1, retryAfterSecondsMax) * secondMs
                                                     : m_backoff.nextMs(m_random, pauseMaxMs);
    m_notBeforeMs = nowMs() + pauseMs;
    // Somebody who waits is told when the centre is out of reach; a centre that is merely busy is waited for.
    if (failure.kind == Failure::Kind::Busy)
        return;
    for (Line &line : m_lines) {
        if (!line.isFree() && line.ticket == 0 && line.way == Way::Down && line.wantedBySomebody)
            fetchRefused(line, failure.refusal);
    }
    for (const QString &sha256 : std::exchange(m_toFetch, {}))
        Q_EMIT fetchFailed(sha256, failure.refusal);
}

// ---- what is due ----------------------------------------------------------------------------------------------------

bool AttachmentCourier::isYielding() const
{
    return m_pendingOperations > 0 && nowMs() < m_pendingSinceMs + yieldMaxMs;
}

qint64 AttachmentCourier::yieldEndMs() const
{
    return m_pendingOperations > 0 ? m_pendingSinceMs + yieldMaxMs : 0;
}

bool AttachmentCourier::isPostponed(const QString &sha256) const
{
    return nowMs() < m_postponed.value(sha256, std::numeric_limits<qint64>::min());
}

bool AttachmentCourier::isUnderWay(const QString &sha256) const
{
    return std::any_of(m_lines.begin(), m_lines.end(), [&](const Line &line) { return line.sha256 == sha256; });
}

QStringList AttachmentCourier::unaskedUploads() const
{
    QStringList names;
    for (const Blob &blob : m_queue) {
        if (!m_offsets.contains(blob.sha256) && !m_toConfirm.contains(blob.sha256) && !isPostponed(blob.sha256) && !isUnderWay(blob.sha256))
            names << blob.sha256;
    }
    return names;
}

const Blob *AttachmentCourier::nextUpload() const
{
    for (const Blob &blob : m_queue) {
        if (m_offsets.contains(blob.sha256) && !isUnderWay(blob.sha256))
            return &blob;
    }
    return nullptr;
}

std::optional<qint64> AttachmentCourier::askDueMs() const
{
    if (!m_signedIn || m_askTicket != 0)
        return std::nullopt;
    qint64 due = m_askAtMs;
    if (!m_toAsk.isEmpty() || !m_lacking.isEmpty())
        due = nowMs();
    if (!m_toConfirm.isEmpty())
        due = std::min(due, m_toConfirm.size() >= confirmAtOnce || !nextUpload() ? nowMs() : m_confirmAtMs);
    if (!unaskedUploads().isEmpty())
        due = std::min(due, std::max(nowMs(), yieldEndMs()));
    for (const Blob &blob : m_queue) {
        if (isPostponed(blob.sha256))
            due = std::min(due, m_postponed.value(blob.sha256));
    }
    return std::max(due, m_notBeforeMs);
}

bool AttachmentCourier::mayGoOn(const Line &line) const
{
    return (line.way == Way::Down && line.wantedBySomebody) || !isYielding();
}

std::optional<qint64> AttachmentCourier::linesDueMs() const
{
    if (!m_signedIn)
        return std::nullopt;
    std::optional<qint64> due;
    const auto consider = [&](bool mayYield) {
        const qint64 at = std::max({m_notBeforeMs, mayYield ? yieldEndMs() : 0, nowMs()});
        due = due ? std::min(*due, at) : at;
    };
    for (const Line &line : m_lines) {
        if (line.ticket != 0)
            continue;
        if (!line.isFree())
            consider(line.way == Way::Up || !line.wantedBySomebody);
        else if (!m_toFetch.isEmpty())
            consider(false);
        else if (nextUpload() || !m_toPrefetch.isEmpty())
            consider(true);
    }
    return due;
}

std::optional<qint64> AttachmentCourier::nextWakeupMs() const
{
    qint64 next = m_sweepAtMs;
    if (m_signedIn)
        next = std::min(next, m_queueStale ? nowMs() : m_prefetchAtMs);
    for (const auto &due : {askDueMs(), linesDueMs()}) {
        if (due)
            next = std::min(next, *due);
    }
    if (m_askTicket != 0)
        next = std::min(next, m_askDeadlineMs);
    for (const Line &line : m_lines) {
        if (line.ticket != 0)
            next = std::min(next, line.deadlineMs);
    }
    return next;
}

void AttachmentCourier::tick()
{
    if (m_ticking)
        return;
    m_ticking = true;
    giveUpOverdue();
    housekeeping();
    if (m_queueStale)
        refresh();
    if (const auto due = askDueMs(); due && *due <= nowMs())
        ask();
    fill();
    m_ticking = false;
    publish();
}

void AttachmentCourier::refresh()
{
    m_queueStale = false;
    m_queue = m_attachments.toSend(queueMax);
    m_waiting = m_attachments.waiting();
}

void AttachmentCourier::housekeeping()
{
    if (nowMs() >= m_sweepAtMs) {
        m_sweepAtMs = nowMs() + sweepEveryMs;
        m_attachments.sweep();
    }
    if (m_signedIn && nowMs() >= m_prefetchAtMs) {
        m_prefetchAtMs = nowMs() + prefetchEveryMs;
        const QDateTime today(domain::hallTime(m_office.now()).date(), QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600);
        if (m_prefetched < m_options.prefetchBytesMax)
            m_toPrefetch = m_attachments.toPrefetch(today.toUTC(), prefetchAtOnce);
    }
}

// ---- asking ---------------------------------------------------------------------------------------------------------

void AttachmentCourier::ask()
{
    exchange::BlobsAsked question;
    QStringList names = m_toAsk + m_toConfirm + unaskedUploads();
    if (nowMs() >= m_askAtMs)
        names += m_attachments.awaited(awaitedAtOnce);
    names.removeDuplicates();
    question.sha256 = names.mid(0, exchange::blobsAskedMax);
    question.lacking = m_lacking.mid(0, exchange::blobsAskedMax);
    m_askAtMs = nowMs() + askEveryMs;
    const WireRequest request{.method = "POST", .path = exchange::blobsHavePath.toString(), .headers = {}, .contentType = "application/json", .body = exchange::encode(question)};
    send(m_askTicket, m_askCall, m_askDeadlineMs, request, [this, question](const Reply<WireAnswer> &reply) { asked(question, reply); });
}

void AttachmentCourier::asked(const exchange::BlobsAsked &question, const Reply<WireAnswer> &reply)
{
    if (!reply.ok())
        return failed(reply.failure);
    const auto told = exchange::decodeBlobsTold(reply.value->body);
    if (!told)
        return failed({Failure::Kind::NotOurs, reply.value->status, told.refusal(), {}});
    well();
    for (const QString &sha256 : question.sha256) {
        m_toAsk.removeAll(sha256);
        m_toConfirm.removeAll(sha256);
    }
    for (const QString &sha256 : question.lacking)
        m_lacking.removeAll(sha256);
    for (const exchange::BlobTold &blob : told->blobs) {
        if (question.sha256.contains(blob.sha256))
            hear(blob);
    }
    for (const QString &sha256 : question.sha256) {
        if (!m_offsets.contains(sha256))
            postpone(sha256); // asked again in a while, whatever the answer was; nothing when it is not to be sent
    }
    takeWanted(told->wanted);
    m_queueStale = true;
}

void AttachmentCourier::hear(const exchange::BlobTold &told)
{
    if (isUnderWay(told.sha256))
        return; // what is being carried just now is told better by the carrying
    m_offsets.remove(told.sha256);
    if (told.state == "wanted"_L1) {
        if (m_attachments.noteWanted(told.sha256))
            m_offsets.insert(told.sha256, told.offset);
        else
            appendOnce(m_lacking, told.sha256);
    } else if (told.state == "held"_L1) {
        m_attachments.noteAtCentre(told.sha256);
    } else if (told.state == "awaited"_L1 || told.state == "lost"_L1) {
        m_attachments.noteAwaited(told.sha256);
    }
}

void AttachmentCourier::postpone(const QString &sha256)
{
    m_postponed.insert(sha256, nowMs() + postponeMs);
}

// ---- carrying -------------------------------------------------------------------------------------------------------

void AttachmentCourier::fill()
{
    if (!m_signedIn || nowMs() < m_notBeforeMs)
        return;
    for (Line &line : m_lines) {
        if (line.ticket != 0)
            continue;
        if (line.isFree())
            begin(line);
        else if (mayGoOn(line))
            line.way == Way::Up ? sendPiece(line) : fetchPiece(line);
    }
}

void AttachmentCourier::begin(Line &line)
{
    if (!m_toFetch.isEmpty())
        return beginDownload(line, m_toFetch.takeFirst(), true);
    if (isYielding() || beginUpload(line) || m_toPrefetch.isEmpty())
        return;
    beginDownload(line, m_toPrefetch.takeFirst(), false);
}

bool AttachmentCourier::beginUpload(Line &line)
{
    while (const Blob *found = nextUpload()) {
        const Blob blob = *found;
        if (!m_attachments.isFitToSend(blob.sha256)) {
            // The act stands without it; the centre is told, so that it asks whoever else may have it.
            appendOnce(m_lacking, blob.sha256);
            m_offsets.remove(blob.sha256);
            m_queue.removeIf([&](const Blob &other) { return other.sha256 == blob.sha256; });
            continue;
        }
        line = {};
        line.sha256 = blob.sha256;
        line.name = blob.name;
        line.size = blob.size;
        line.offset = std::min(m_offsets.take(blob.sha256), blob.size);
        m_totalBytes += line.size - line.offset;
        sendPiece(line);
        return true;
    }
    return false;
}

void AttachmentCourier::sendPiece(Line &line)
{
    line.asked = std::min(m_pieceBytes, line.size - line.offset);
    line.begunMs = nowMs();
    WireRequest request;
    request.path = exchange::blobPath(line.sha256);
    request.body = m_attachments.piece(line.sha256, line.offset, line.asked);
    request.answerBytesMax = 64 * 1024;
    if (line.offset == 0 && line.asked == line.size) {
        request.method = "PUT";
        request.contentType = exchange::blobWholeType;
        request.headers.insert(exchange::reprDigestHeader, exchange::reprDigest(line.sha256));
    } else {
        request.method = "PATCH";
        request.contentType = exchange::blobPieceType;
        request.headers.insert(exchange::uploadOffsetHeader, QByteArray::number(line.offset));
        request.headers.insert(exchange::uploadLengthHeader, QByteArray::number(line.size));
    }
    send(line.ticket, line.call, line.deadlineMs, request, [this, &line](const Reply<WireAnswer> &reply) { pieceSent(line, reply); });
}

void AttachmentCourier::pieceSent(Line &line, const Reply<WireAnswer> &reply)
{
    if (!reply.ok())
        return uploadRefused(line, reply.failure);
    well();
    adapt(nowMs() - line.begunMs);
    line.offset += line.asked;
    m_doneBytes += line.asked;
    m_attachments.noteSending(line.sha256, line.offset);
    if (line.offset < line.size)
        return;
    if (m_toConfirm.isEmpty())
        m_confirmAtMs = nowMs() + confirmPauseMs;
    appendOnce(m_toConfirm, line.sha256);
    endLine(line);
}

void AttachmentCourier::uploadRefused(Line &line, const Failure &failure)
{
    const QString &code = failure.refusal.code;
    if (failure.kind != Failure::Kind::Refused || !code.startsWith("blob."_L1))
        return failed(failure); // the line stays, and goes on from here after the pause
    if (++line.mismatches <= mismatchesMax && code == "blob.offset"_L1) {
        line.offset = std::clamp<qint64>(failure.refusal.facts[u"offset"_s].toInteger(), 0, line.size);
        return;
    }
    const bool fit = code != "blob.digest"_L1 || m_attachments.isFitToSend(line.sha256);
    if (fit && line.mismatches <= mismatchesMax && code == "blob.digest"_L1) {
        line.offset = 0; // spoilt on the way
        return;
    }
    if (!fit)
        appendOnce(m_lacking, line.sha256);
    qCWarning(courierLog) << "not taken:" << line.sha256 << code;
    m_attachments.noteSending(line.sha256, 0);
    postpone(line.sha256);
    endLine(line);
}

void AttachmentCourier::adapt(qint64 ms)
{
    if (ms < pieceQuickMs)
        m_pieceBytes = std::min(m_pieceBytes * 2, exchange::blobPieceBytesMax);
    else if (ms > pieceSlowMs)
        m_pieceBytes = std::max(m_pieceBytes / 2, exchange::blobPieceBytesMin);
}

void AttachmentCourier::beginDownload(Line &line, const QString &sha256, bool wantedBySomebody)
{
    if (!m_attachments.openable(sha256).isEmpty()) {
        Q_EMIT fetched(sha256);
        return;
    }
    const auto known = m_attachments.known(sha256);
    line = {};
    line.way = Way::Down;
    line.sha256 = sha256;
    line.name = known ? known->name : QString();
    line.size = known ? known->size : 0;
    line.offset = m_attachments.fetchedBytes(sha256);
    line.wantedBySomebody = wantedBySomebody;
    if (line.size > 0 && line.offset > line.size) {
        m_attachments.files().dropPartial(sha256);
        line.offset = 0;
    }
    m_totalBytes += std::max<qint64>(line.size - line.offset, 0);
    m_attachments.noteFetching(sha256, 0);
    fetchPiece(line);
}

void AttachmentCourier::fetchPiece(Line &line)
{
    if (line.size > 0 && line.offset == line.size)
        return finishFetch(line, {});
    line.asked = m_pieceBytes;
    line.begunMs = nowMs();
    WireRequest request;
    request.method = "GET";
    request.path = exchange::blobPath(line.sha256);
    request.headers.insert("Range", "bytes=" + QByteArray::number(line.offset) + '-' + QByteArray::number(line.offset + line.asked - 1));
    request.answerBytesMax = domain::attachmentBytesMax + 1;
    send(line.ticket, line.call, line.deadlineMs, request, [this, &line](const Reply<WireAnswer> &reply) { pieceCame(line, reply); });
}

void AttachmentCourier::pieceCame(Line &line, const Reply<WireAnswer> &reply)
{
    if (!reply.ok()) {
        const Failure &failure = reply.failure;
        if (failure.kind != Failure::Kind::Refused)
            return failed(failure);
        if (failure.status == 416 && line.mismatches++ < mismatchesMax) {
            m_attachments.files().dropPartial(line.sha256);
            line.offset = 0;
            return;
        }
        if (failure.refusal.code == "blob.awaited"_L1)
            m_attachments.noteAwaited(line.sha256);
        return fetchRefused(line, failure.refusal);
    }
    const WireAnswer &answer = *reply.value;
    const auto range = answer.status == 206 ? contentRange(answer.headers.value("content-range")) : std::pair(qint64(0), qint64(answer.body.size()));
    if (!range || answer.body.isEmpty() || range->second > domain::attachmentBytesMax)
        return failed({Failure::Kind::NotOurs, answer.status, domain::refuse(u"sync.answer-strange"), {}});
    well();
    adapt(nowMs() - line.begunMs);
    if (range->first != line.offset) {
        m_attachments.files().dropPartial(line.sha256); // the whole although a part was asked for
        line.offset = 0;
        if (range->first != 0)
            return;
    }
    const auto added = m_attachments.addFetched(line.sha256, line.offset, answer.body);
    if (!added)
        return fetchRefused(line, added.refusal());
    m_doneBytes += answer.body.size();
    line.size = range->second;
    line.offset = *added;
    m_attachments.noteFetching(line.sha256, int(line.offset * 100 / line.size));
    if (line.offset >= line.size)
        finishFetch(line, QString::fromLatin1(answer.headers.value("content-type")));
}

void AttachmentCourier::finishFetch(Line &line, const QString &media)
{
    domain::Attachment file = m_attachments.known(line.sha256).value_or(domain::Attachment());
    file.size = line.size;
    if (file.media.isEmpty())
        file.media = media;
    const auto finished = m_attachments.finishFetched(line.sha256, file);
    if (!finished) {
        // Spoilt or cut on the way: nothing was replaced by it, and it begins anew.
        if (finished.refusal().code == "blob.digest"_L1 && line.mismatches++ < mismatchesMax) {
            line.offset = 0;
            return;
        }
        return fetchRefused(line, finished.refusal());
    }
    const QString sha256 = line.sha256;
    if (!line.wantedBySomebody)
        m_prefetched += line.size;
    endLine(line);
    Q_EMIT fetched(sha256);
}

void AttachmentCourier::fetchRefused(Line &line, const Refusal &refusal)
{
    const QString sha256 = line.sha256;
    const bool wanted = line.wantedBySomebody;
    endLine(line);
    m_attachments.dropFetched(sha256);
    if (wanted)
        Q_EMIT fetchFailed(sha256, refusal);
}

void AttachmentCourier::endLine(Line &line)
{
    line = {};
    m_queueStale = true;
}

// ---- status ---------------------------------------------------------------------------------------------------------

forms::TransferStatus AttachmentCourier::present() const
{
    forms::TransferStatus status;
    status.waiting = m_waiting.count;
    status.waitingBytes = m_waiting.bytes;
    status.problem = m_signedIn && !isYielding() ? m_problem : QString(); // who lets acts go first has no trouble of its own
    for (const Line &line : m_lines) {
        if (line.isFree() || !status.current.isEmpty())
            continue;
        status.current = line.name;
        status.fetching = line.way == Way::Down;
        status.done = m_doneBytes;
        status.total = std::max(m_totalBytes, m_doneBytes + 1);
    }
    return status;
}

void AttachmentCourier::publish()
{
    if (m_ticking)
        return; // at its end
    const bool moving = std::any_of(m_lines.begin(), m_lines.end(), [](const Line &line) { return !line.isFree(); });
    if (!moving && !nextUpload() && m_toFetch.isEmpty())
        m_doneBytes = m_totalBytes = 0;
    if (m_queueStale && !m_signedIn)
        refresh();
    const forms::TransferStatus now = present();
    if (!(now == m_status)) {
        m_status = now;
        Q_EMIT statusChanged(m_status);
    }
    const std::optional<qint64> wakeup = nextWakeupMs();
    if (wakeup != m_announcedWakeupMs) {
        m_announcedWakeupMs = wakeup;
        Q_EMIT wakeupChanged();
    }
}

} // namespace app
