// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/firstdownload.h"
#include "exchange/snapshotpaths.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QPointer>
#include <QSaveFile>
#include <QStorageInfo>
#include <algorithm>
#include <numeric>

namespace app {
using namespace Qt::StringLiterals;
using domain::Refusal;
using domain::Result;
using domain::SnapshotManifest;
using forms::DownloadStatus;
using office::SnapshotAdoption;

Q_LOGGING_CATEGORY(downloadLog, "onewindow.sync.download")

namespace {

constexpr qint64 secondMs = 1'000;
// The transport has its own, shorter deadlines. This one holds even if a transport never speaks again.
constexpr qint64 patienceMs = 200 * secondMs;
constexpr qint64 pauseMaxMs = 60 * secondMs;
constexpr qint64 roomPauseMs = 10 * secondMs;
constexpr qint64 referencePauseMs = secondMs;
constexpr qint64 manifestBytesMax = 4 * 1024 * 1024;
// What is asked at once grows with a quick line and shrinks with a thin one, which would never see the end of a whole part.
constexpr qint64 sliceMin = 64 * 1024, sliceFirst = 1024 * 1024;
constexpr qint64 quickMs = 2 * secondMs;
constexpr qint64 speedWindowMs = 10 * secondMs, speedWindowMinMs = secondMs;
constexpr qint64 publishEveryMs = 200;
constexpr int triesMax = 3;
// By rows it goes in portions a typing clerk does not feel.
constexpr int rowsAtOnce = 300;

const QString manifestName = u"manifest.json"_s;

} // namespace

FirstDownload::FirstDownload(office::Office &office, Transport &transport, Options options, QObject *parent)
    : QObject(parent), m_office(office), m_sync(office), m_adoption(office), m_transport(transport), m_options(std::move(options)),
      m_random(m_options.seed), m_sliceBytes(sliceFirst)
{
    constexpr int threads = 2;
    m_threads.setMaxThreadCount(threads);
    connect(&office, &office::Office::rulesChanged, this, [this] {
        if (m_phase == Phase::Idle)
            m_notBeforeMs = 0; // the reference data are here, and with them the centre's key
        announceWakeup();
    });
    refresh();
    sweep();
}

FirstDownload::~FirstDownload()
{
    ++m_serial;
    giveUp(m_asking);
    for (Line &line : m_lines)
        giveUp(line);
    m_threads.waitForDone();
}

// ---- what to do ------------------------------------------------------------------------------------------------------

void FirstDownload::setSignedIn(bool isSignedIn)
{
    if (m_signedIn == isSignedIn)
        return;
    m_signedIn = isSignedIn;
    m_stopped = false; // whoever signs in anew did not stop it
    if (!isSignedIn) {
        giveUp(m_asking);
        if (m_phase == Phase::Asking)
            m_phase = Phase::Idle;
        for (Line &line : m_lines)
            giveUp(line);
    } else {
        m_notBeforeMs = 0;
        m_backoff.reset();
    }
    refresh();
    tick();
}

void FirstDownload::refresh()
{
    QStringList held;
    for (const QString &scope : m_sync.scopes()) {
        if (scope != domain::referenceScope && !m_released.contains(scope) && m_adoption.isNew(scope))
            held << scope;
    }
    if (!m_manifest.scope.isEmpty() && !held.contains(m_manifest.scope))
        forget();
    if (held == m_held)
        return;
    m_held = held;
    Q_EMIT heldBackChanged(m_held);
    publish(true);
}

/// The scope to get next; empty when there is none, or nothing can be done about it yet.
QString FirstDownload::wanted() const
{
    // The reference data come first: cases are shown by them, and they hold the key the centre signs with.
    return m_held.isEmpty() || m_sync.cursor(domain::referenceScope.toString()).epoch.isEmpty() ? QString() : m_held.first();
}

/// Leaves a scope to the pull.
void FirstDownload::release(const QString &scope, const QString &why)
{
    qCInfo(downloadLog) << scope << "is left to the pull:" << why;
    m_released.insert(scope);
    QDir(folderOf(scope)).removeRecursively();
    forget();
    refresh();
}

void FirstDownload::forget()
{
    ++m_serial;
    giveUp(m_asking);
    for (Line &line : m_lines)
        giveUp(line);
    m_phase = Phase::Idle;
    m_manifest = {};
    m_parts.clear();
    m_have.clear();
    m_arrivals.clear();
    m_toFree = m_place = m_rowsTaken = 0;
    m_isAway = false;
    m_problem.clear();
}

/// The way to the centre failed: again later, by itself.
void FirstDownload::fail(const Failure &failure)
{
    m_problem = failure.refusal.code;
    m_isAway = true;
    const qint64 pauseMs = failure.retryAfterSeconds ? std::clamp<qint64>(*failure.retryAfterSeconds * secondMs, secondMs, 15 * pauseMaxMs)
                                                     : m_backoff.nextMs(m_random, pauseMaxMs);
    m_notBeforeMs = std::max(m_notBeforeMs, nowMs() + pauseMs);
}

/// Something here failed, mostly the disk: from the parts on disk again, after a while.
void FirstDownload::failHere(const Refusal &refusal)
{
    qCWarning(downloadLog) << "the first download is held up:" << refusal.code << refusal.facts;
    forget();
    m_problem = refusal.code;
    m_notBeforeMs = nowMs() + roomPauseMs;
}

// ---- time ------------------------------------------------------------------------------------------------------------

std::optional<qint64> FirstDownload::nextWakeupMs() const
{
    std::optional<qint64> next;
    const auto consider = [&next](qint64 due) {
        if (!next || due < *next)
            next = due;
    };
    if (m_asking.isBusy())
        consider(m_asking.deadlineMs);
    for (const Line &line : m_lines) {
        if (line.isBusy())
            consider(line.deadlineMs);
    }
    if (m_phase == Phase::Adopting)
        consider(m_notBeforeMs); // all is here: there is nothing to stop any more
    if (m_stopped)
        return next;
    if (m_phase == Phase::Idle && m_signedIn && !m_held.isEmpty())
        consider(m_notBeforeMs);
    const bool hasLine = std::any_of(m_lines.begin(), m_lines.end(), [](const Line &line) { return !line.isBusy(); });
    if (m_phase == Phase::Fetching && m_signedIn && hasLine && m_parts.contains(PartState::Lacking))
        consider(m_notBeforeMs);
    return next;
}

void FirstDownload::tick()
{
    if (m_ticking)
        return;
    m_ticking = true;
    for (Line *line : {&m_asking, &m_lines[0], &m_lines[1]}) {
        if (!line->isBusy() || nowMs() < line->deadlineMs)
            continue;
        giveUp(*line);
        if (line == &m_asking)
            m_phase = Phase::Idle;
        fail({Failure::Kind::TimedOut, 0, domain::refuse(u"net.timed-out", {{u"phase"_s, u"whole"_s}}), {}});
    }
    const bool mayGoOn = !m_stopped && !isPausing();
    if (m_phase == Phase::Idle && mayGoOn && m_signedIn && !m_held.isEmpty()) {
        const QString scope = wanted();
        if (scope.isEmpty()) {
            m_notBeforeMs = nowMs() + referencePauseMs;
        } else if (const auto kept = keptManifest(scope)) {
            takeManifest(*kept);
        } else {
            ask(scope);
        }
    } else if (m_phase == Phase::Fetching && mayGoOn && m_signedIn) {
        fetch();
    } else if (m_phase == Phase::Adopting && !isPausing()) {
        adopt();
    }
    m_ticking = false;
    publish();
    announceWakeup();
}

void FirstDownload::announceWakeup()
{
    const std::optional<qint64> wakeup = nextWakeupMs();
    if (m_ticking || wakeup == m_announcedWakeupMs)
        return;
    m_announcedWakeupMs = wakeup;
    Q_EMIT wakeupChanged();
}

void FirstDownload::stop()
{
    m_stopped = true;
    giveUp(m_asking);
    if (m_phase == Phase::Asking)
        m_phase = Phase::Idle;
    for (Line &line : m_lines)
        giveUp(line);
    m_arrivals.clear();
    publish(true);
    announceWakeup();
}

void FirstDownload::resume()
{
    m_stopped = false;
    m_notBeforeMs = 0;
    m_backoff.reset();
    tick();
    publish(true);
}

void FirstDownload::inBackground(std::function<void()> work, std::function<void()> done)
{
    const QPointer<FirstDownload> self(this);
    const auto guarded = [self, serial = m_serial, done = std::move(done)] {
        if (!self || self->m_serial != serial)
            return;
        done();
        if (self)
            self->tick();
    };
    if (m_options.background) {
        m_options.background(std::move(work), guarded);
        return;
    }
    m_threads.start([this, work = std::move(work), guarded] {
        work();
        QMetaObject::invokeMethod(this, guarded, Qt::QueuedConnection); // the destructor waits for the threads
    });
}

void FirstDownload::giveUp(Line &line)
{
    if (!line.isBusy())
        return;
    if (line.part >= 0 && line.part < m_parts.size() && m_parts[line.part] == PartState::Fetching)
        m_parts[line.part] = PartState::Lacking;
    const Transport::CallId call = line.call;
    line = {};
    m_transport.cancel(call);
}

// ---- the manifest ----------------------------------------------------------------------------------------------------

void FirstDownload::ask(const QString &scope)
{
    m_phase = Phase::Asking;
    m_manifest = {};
    m_manifest.scope = scope;
    const quint64 ticket = ++m_tickets;
    m_asking = {ticket, 0, -1, 0, 0, nowMs(), nowMs() + patienceMs};
    WireRequest request;
    request.method = "GET";
    request.path = exchange::snapshotPath(scope, SnapshotAdoption::schemaMax());
    request.answerBytesMax = manifestBytesMax;
    const QPointer<FirstDownload> self(this);
    m_asking.call = m_transport.request(request, {}, [self, ticket](const Reply<WireAnswer> &reply) {
        if (!self || self->m_asking.ticket != ticket)
            return;
        self->m_asking = {};
        self->m_phase = Phase::Idle;
        self->manifestTaken(reply);
        if (self)
            self->tick();
    });
}

void FirstDownload::manifestTaken(const Reply<WireAnswer> &reply)
{
    const QString scope = m_manifest.scope;
    if (!reply.ok()) {
        const Failure &failure = reply.failure;
        if (failure.kind == Failure::Kind::Cancelled)
            return;
        // Whatever else the centre says to it, the pull asks the same again and is told why.
        if (failure.kind == Failure::Kind::Refused && failure.status != 401)
            return release(scope, failure.refusal.code);
        return fail(failure);
    }
    m_backoff.reset();
    m_isAway = false;
    const auto manifest = SnapshotManifest::fromJson(reply.value->body);
    if (!manifest)
        return release(scope, manifest.refusal().code);
    if (manifest->scope != scope)
        return release(scope, u"snapshot.malformed"_s);
    takeManifest(*manifest);
}

/// False when it is of no use, or of none yet.
bool FirstDownload::takeManifest(const SnapshotManifest &manifest)
{
    const QString epoch = m_sync.epoch();
    const auto good = m_adoption.check(manifest);
    const bool isStrange = !epoch.isEmpty() && epoch != manifest.epoch;
    if (!good || isStrange) {
        const QString why = good ? u"sync.epoch-changed"_s : good.refusal().code;
        QFile::remove(QDir(folderOf(manifest.scope)).filePath(manifestName));
        // The reference data may still be on their way, and with them the centre's key.
        if (++m_staleManifests > triesMax)
            release(manifest.scope, why);
        else
            m_notBeforeMs = nowMs() + 2 * referencePauseMs;
        return false;
    }
    if (m_adoption.way(manifest) == SnapshotAdoption::Way::None) {
        release(manifest.scope, u"snapshot.not-needed"_s);
        return false;
    }
    begin(manifest);
    return true;
}

std::optional<SnapshotManifest> FirstDownload::keptManifest(const QString &scope) const
{
    QFile file(QDir(folderOf(scope)).filePath(manifestName));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto manifest = SnapshotManifest::fromJson(file.readAll());
    return manifest && manifest->scope == scope ? std::optional(*manifest) : std::nullopt;
}

/// What is left of scopes that are not new any more.
void FirstDownload::sweep()
{
    QSet<QString> wanted;
    for (const QString &scope : std::as_const(m_held))
        wanted << QFileInfo(folderOf(scope)).fileName();
    for (const QString &name : QDir(m_options.folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!wanted.contains(name))
            QDir(QDir(m_options.folder).filePath(name)).removeRecursively();
    }
}

void FirstDownload::begin(const SnapshotManifest &manifest)
{
    forget();
    m_manifest = manifest;
    QDir folder(folderOf(manifest.scope));
    // A name of its own each time: a thread may still be unpacking into the one of before.
    m_readyMade = folder.filePath(u"store-%1.db"_s.arg(m_serial));
    const auto failed = [&] { failHere(domain::refuse(u"office.store-failed", {{u"detail"_s, folder.path()}})); };
    QSaveFile kept(folder.filePath(manifestName));
    const QByteArray text = manifest.toJson();
    if (!folder.mkpath(u"."_s) || !kept.open(QIODevice::WriteOnly) || kept.write(text) != text.size() || !kept.commit())
        return failed();
    QSet<QString> ours{manifestName};
    for (const domain::SnapshotPart &part : manifest.parts)
        ours << QString::fromLatin1(part.sha256);
    for (const QString &name : folder.entryList(QDir::Files)) {
        if (!ours.contains(name))
            folder.remove(name); // of an older manifest, or a store that was not finished
    }
    for (qsizetype i = 0; i < manifest.parts.size(); ++i) {
        const qint64 size = m_adoption.partBytes(partPath(i));
        const bool isWrong = size > manifest.parts[i].size;
        if (isWrong)
            QFile::remove(partPath(i));
        m_have << (isWrong ? 0 : size);
        m_parts << PartState::Lacking;
    }
    if (!hasRoom()) {
        m_notBeforeMs = nowMs() + roomPauseMs;
        return;
    }
    if (!m_adoption.layOut(m_readyMade, manifest.bytes))
        return failed();
    m_phase = Phase::Fetching;
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        if (m_have[i] == manifest.parts[i].size)
            checkPart(i); // what came before the restart is believed as little as anything else
    }
    publish(true);
}

bool FirstDownload::hasRoom()
{
    const qint64 have = std::accumulate(m_have.begin(), m_have.end(), qint64(0));
    const qint64 needed = m_manifest.size() - have + m_manifest.bytes + m_options.reserveBytes;
    m_toFree = std::max<qint64>(needed - bytesFree(), 0);
    return m_toFree == 0;
}

// ---- the parts -------------------------------------------------------------------------------------------------------

void FirstDownload::fetch()
{
    for (Line &line : m_lines) {
        if (!line.isBusy())
            fetchNext(line);
    }
}

void FirstDownload::fetchNext(Line &line)
{
    const qsizetype index = m_parts.indexOf(PartState::Lacking);
    if (index < 0)
        return;
    const domain::SnapshotPart &part = m_manifest.parts[index];
    m_parts[index] = PartState::Fetching;
    const qint64 from = m_have[index], asked = std::min(m_sliceBytes, part.size - from);
    const quint64 ticket = ++m_tickets;
    line = {ticket, 0, index, asked, 0, nowMs(), nowMs() + patienceMs};
    WireRequest request;
    request.method = "GET";
    request.path = exchange::snapshotPartPath(m_manifest.scope, part.sha256);
    if (asked < part.size) {
        request.headers = {{"Range", "bytes=" + QByteArray::number(from) + '-' + QByteArray::number(from + asked - 1)},
                           {"If-Range", '"' + part.sha256 + '"'}};
    }
    request.answerBytesMax = domain::snapshotPartMax;
    const QPointer<FirstDownload> self(this);
    const auto progress = [self, &line, ticket](qint64 done, qint64) {
        if (!self || line.ticket != ticket)
            return;
        const qint64 now = std::min(done, line.asked);
        self->note(now - line.done);
        line.done = now;
        self->publish();
    };
    line.call = m_transport.request(request, progress, [self, &line, ticket](const Reply<WireAnswer> &reply) {
        if (!self || line.ticket != ticket)
            return;
        self->sliceTaken(line, reply);
        if (self)
            self->tick();
    });
}

void FirstDownload::sliceTaken(Line &line, const Reply<WireAnswer> &reply)
{
    const Line was = std::exchange(line, {});
    m_parts[was.part] = PartState::Lacking;
    if (!reply.ok()) {
        const Failure &failure = reply.failure;
        if (failure.kind == Failure::Kind::Cancelled)
            return;
        if (failure.kind == Failure::Kind::TimedOut)
            m_sliceBytes = std::max(m_sliceBytes / 2, sliceMin);
        if (failure.kind != Failure::Kind::Refused || failure.status == 401)
            return fail(failure);
        if (failure.status == 416) {
            QFile::remove(partPath(was.part));
            m_have[was.part] = 0;
            return fail(failure);
        }
        if (failure.status != 404 || ++m_staleManifests > triesMax)
            return release(m_manifest.scope, failure.refusal.code);
        // The centre made a newer one and took this away: what came of it is of no use any more.
        QFile::remove(QDir(folderOf(m_manifest.scope)).filePath(manifestName));
        return forget();
    }
    note(was.asked - was.done);
    m_backoff.reset();
    m_isAway = false;
    m_problem.clear();
    if (!store(was, *reply.value))
        return;
    if (nowMs() - was.begunMs < quickMs && was.asked == m_sliceBytes)
        m_sliceBytes = std::min(m_sliceBytes * 2, domain::snapshotPartMax);
    if (m_have[was.part] == m_manifest.parts[was.part].size)
        checkPart(was.part);
}

/// Writes what came of a part behind what is there. False when nothing could be done with it.
bool FirstDownload::store(const Line &line, const WireAnswer &answer)
{
    const domain::SnapshotPart &part = m_manifest.parts[line.part];
    const bool isWhole = answer.status != 206;
    if (answer.body.size() != (isWhole ? part.size : line.asked)) {
        fail({Failure::Kind::NotOurs, answer.status, domain::refuse(u"sync.answer-strange"), {}});
        return false;
    }
    if (!m_adoption.addToPart(partPath(line.part), answer.body, isWhole)) {
        failHere(domain::refuse(u"office.disk-full"));
        return false;
    }
    m_have[line.part] = isWhole ? part.size : m_have[line.part] + line.asked;
    return true;
}

void FirstDownload::checkPart(qsizetype index)
{
    m_parts[index] = PartState::Checking;
    const domain::SnapshotPart part = m_manifest.parts[index];
    qint64 offset = 0;
    for (qsizetype i = 0; i < index; ++i)
        offset += m_manifest.parts[i].bytes;
    const auto good = std::make_shared<std::optional<Result<bool>>>();
    inBackground([good, part, offset, file = partPath(index), into = m_readyMade, key = m_office.storeKey()] { *good = SnapshotAdoption::unpack(file, part, into, offset, key); },
                 [this, good, index] { partChecked(index, **good); });
}

void FirstDownload::partChecked(qsizetype index, const Result<bool> &good)
{
    if (!good)
        return failHere(good.refusal());
    if (!*good) {
        qCWarning(downloadLog) << "a part came damaged";
        QFile::remove(partPath(index));
        m_have[index] = 0;
        m_parts[index] = PartState::Lacking;
        if (++m_badParts > triesMax)
            release(m_manifest.scope, u"snapshot.damaged"_s);
        return;
    }
    m_parts[index] = PartState::Unpacked;
    if (m_parts.count(PartState::Unpacked) == m_parts.size())
        settle();
}

void FirstDownload::settle()
{
    m_phase = Phase::Settling;
    publish(true);
    const auto settled = std::make_shared<std::optional<Result<domain::Done>>>();
    inBackground([settled, file = m_readyMade] { *settled = SnapshotAdoption::settle(file); },
                 [this, settled] {
                     if (!**settled)
                         return failHere((*settled)->refusal());
                     m_phase = Phase::Adopting;
                     m_notBeforeMs = 0;
                 });
}

void FirstDownload::adopt()
{
    const SnapshotAdoption::Way way = m_rowsTaken > 0 ? SnapshotAdoption::Way::Rows : m_adoption.way(m_manifest);
    if (way == SnapshotAdoption::Way::None)
        return release(m_manifest.scope, u"snapshot.not-needed"_s);
    const auto failed = [this](const Refusal &refusal) {
        if (++m_failedAdoptions > triesMax)
            release(m_manifest.scope, refusal.code);
        else
            failHere(refusal); // and from the parts again
    };
    if (way == SnapshotAdoption::Way::File) {
        const auto done = m_adoption.adopt(m_manifest, m_readyMade);
        return done ? adopted() : failed(done.refusal());
    }
    const auto more = m_adoption.takeRows(m_manifest, m_readyMade, m_place, rowsAtOnce);
    if (!more)
        return failed(more.refusal());
    m_rowsTaken += rowsAtOnce;
    if (!*more)
        adopted();
}

void FirstDownload::adopted()
{
    const QString scope = m_manifest.scope;
    qCInfo(downloadLog) << scope << "is here," << m_manifest.rows << "documents";
    QDir(folderOf(scope)).removeRecursively();
    forget();
    m_badParts = m_failedAdoptions = m_staleManifests = 0;
    refresh();
    Q_EMIT finished(scope);
}

// ---- status ----------------------------------------------------------------------------------------------------------

qint64 FirstDownload::received() const
{
    qint64 bytes = std::accumulate(m_have.begin(), m_have.end(), qint64(0));
    for (const Line &line : m_lines)
        bytes += line.isBusy() ? line.done : 0;
    return bytes;
}

void FirstDownload::note(qint64 bytes)
{
    if (bytes <= 0)
        return;
    m_arrivals.enqueue({nowMs(), bytes});
    while (m_arrivals.size() > 1 && nowMs() - m_arrivals.head().first > speedWindowMs)
        m_arrivals.dequeue();
}

/// Bytes a second, over the last seconds; 0 while that would be a guess.
qint64 FirstDownload::speed() const
{
    if (m_arrivals.size() < 2)
        return 0;
    const qint64 spanMs = nowMs() - m_arrivals.head().first;
    // The first one counts from where it ended: what it took to come is not known.
    const qint64 bytes = std::accumulate(m_arrivals.begin() + 1, m_arrivals.end(), qint64(0), [](qint64 sum, const auto &arrival) { return sum + arrival.second; });
    return spanMs < speedWindowMinMs ? 0 : bytes * secondMs / spanMs;
}

DownloadStatus FirstDownload::present() const
{
    using State = DownloadStatus::State;
    DownloadStatus status;
    status.problem = m_problem;
    if (m_held.isEmpty() || m_manifest.parts.isEmpty())
        return m_problem.isEmpty() || m_held.isEmpty() ? DownloadStatus() : status;
    status.scope = m_manifest.scope;
    status.total = m_manifest.size();
    status.received = std::min(received(), status.total);
    if (m_toFree > 0) {
        status.state = State::NoRoom;
        status.toFree = m_toFree;
    } else if (m_phase == Phase::Settling || m_phase == Phase::Adopting) {
        status.state = State::Preparing;
        status.prepared = int(std::min<qint64>(m_manifest.rows > 0 ? m_rowsTaken * 100 / m_manifest.rows : 0, 100));
    } else if (m_stopped) {
        status.state = State::Stopped;
    } else if (!m_signedIn || (m_isAway && isPausing())) {
        status.state = State::Waiting;
    } else {
        status.state = State::Fetching;
        status.bytesPerSecond = speed();
        if (status.bytesPerSecond > 0)
            status.secondsLeft = (status.total - status.received + status.bytesPerSecond - 1) / status.bytesPerSecond;
    }
    return status;
}

void FirstDownload::publish(bool soon)
{
    const DownloadStatus now = present();
    if (now == m_status)
        return;
    // Bytes come in thousands of pieces: a few pictures a second are enough for the eye.
    const bool isOnlyMore = now.state == m_status.state && now.scope == m_status.scope && now.problem == m_status.problem;
    if (isOnlyMore && !soon && nowMs() - m_publishedMs < publishEveryMs)
        return;
    m_publishedMs = nowMs();
    m_status = now;
    Q_EMIT statusChanged(m_status);
}

// ---- where things lie ------------------------------------------------------------------------------------------------

QString FirstDownload::folderOf(const QString &scope) const
{
    const QByteArray name = QCryptographicHash::hash(scope.toUtf8(), QCryptographicHash::Sha256).toHex().first(32);
    return QDir(m_options.folder).filePath(QString::fromLatin1(name));
}

QString FirstDownload::partPath(qsizetype part) const
{
    return QDir(folderOf(m_manifest.scope)).filePath(QString::fromLatin1(m_manifest.parts[part].sha256));
}

qint64 FirstDownload::bytesFree() const
{
    return m_options.bytesFree ? m_options.bytesFree() : QStorageInfo(folderOf(m_manifest.scope)).bytesAvailable();
}

} // namespace app
