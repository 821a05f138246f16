// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/attachments.h"
#include "office/archive.h"
#include "office/store.h"
#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QLoggingCategory>
#include <QStorageInfo>
#include <limits>
#include <unistd.h>

namespace office {
using namespace Qt::StringLiterals;
using domain::Attachment;
using domain::Done;
using domain::refuse;
using domain::Result;

Q_LOGGING_CATEGORY(attachmentLog, "onewindow.attachments")

namespace {

constexpr qint64 bytesReserved = 256 * 1024 * 1024; // work must go on when pictures can't
constexpr int daysKept = 7;                         // what nothing names and the centre does not have
constexpr int daysOpen = 30;                        // a case untouched for longer need not have its pictures here
constexpr int atOnce = 200;

/// Other programs read files only. With a key the copies for them lie in memory (/run/user/…, /dev/shm), never on a disk; empty:
/// there is no such place.
QString openedFolder(const Attachments::Options &options)
{
    if (options.key.isEmpty())
        return QString(options.folder + u"/open"_s);
    // One for each installation.
    const QByteArray which = QCryptographicHash::hash(options.folder.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    for (const QString &place : {qEnvironmentVariable("XDG_RUNTIME_DIR"), u"/dev/shm"_s}) {
        if (!place.isEmpty() && QStorageInfo(place).fileSystemType() == "tmpfs")
            return u"%1/onewindow-%2"_s.arg(place, QString::fromLatin1(which));
    }
    return {};
}

/// Nobody else may look into it, nor have laid it out for us.
bool makeOurs(const QString &folder)
{
    return !folder.isEmpty() && QDir().mkpath(folder) && QFileInfo(folder).ownerId() == ::getuid()
           && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void removeCopies(const QString &folder)
{
    if (!folder.isEmpty())
        QDir(folder).removeRecursively();
}

const QString askedSign = u"asked:"_s; // beside the references of documents: the centre wants it, whoever refers to it

} // namespace

Attachments::Attachments(Office &office, Options options, QObject *parent)
    : QObject(parent), m_office(office), m_options(std::move(options)), m_files(m_options.folder, {}, m_options.key), m_opened(openedFolder(m_options))
{
    removeCopies(m_opened);
}

Attachments::~Attachments()
{
    if (!m_options.key.isEmpty())
        removeCopies(m_opened);
}

std::optional<Blob> Attachments::row(const QString &sha256) const
{
    return m_office.read<std::optional<Blob>>([&] { return m_office.store().blobs.byName(sha256); });
}

void Attachments::setState(const QString &sha256, BlobState state)
{
    m_office.read<bool>([&] {
        m_office.store().blobs.setState(sha256, state);
        return true;
    });
    Q_EMIT changed(sha256);
}

qint64 Attachments::bytesFree() const
{
    return m_options.bytesFree ? m_options.bytesFree() : m_files.bytesFree();
}

bool Attachments::isDiskLow() const
{
    return bytesFree() < 2 * bytesReserved;
}

/// Refuses before the disk is so full that acts could not be saved.
Result<Done> Attachments::makeRoom(qint64 bytes) const
{
    const qint64 free = bytesFree();
    if (free - bytes < bytesReserved)
        return refuse(u"attachment.disk-low", {{u"freeMb"_s, std::max<qint64>(free, 0) >> 20}});
    return Done{};
}

Result<Attachment> Attachments::takeIn(const QString &filePath)
{
    const QString name = domain::shownName(QFileInfo(filePath).fileName());
    QFile source(filePath);
    if (!QFileInfo(filePath).isFile() || !source.open(QIODevice::ReadOnly))
        return refuse(u"attachment.unreadable", {{u"name"_s, name}});
    return takeInFrom(source, name);
}

Result<Attachment> Attachments::takeIn(QByteArray bytes, const QString &fileName)
{
    QBuffer source(&bytes);
    source.open(QIODevice::ReadOnly);
    return takeInFrom(source, domain::shownName(fileName));
}

Result<Attachment> Attachments::takeInFrom(QIODevice &source, const QString &name)
{
    if (source.size() == 0)
        return refuse(u"attachment.empty", {{u"name"_s, name}});
    if (source.size() > domain::attachmentBytesMax)
        return refuse(u"attachment.too-large", {{u"name"_s, name}, {u"mostMb"_s, domain::attachmentBytesMax >> 20}});
    constexpr qint64 beginBytes = 64;
    const QString media = domain::mediaOf(source.peek(beginBytes));
    if (media.isEmpty())
        return refuse(u"attachment.kind", {{u"name"_s, name}});
    const Result<Done> room = makeRoom(source.size());
    if (!room)
        return room.refusal();
    return m_office.guarded<Attachment>([&]() -> Result<Attachment> {
        const auto taken = m_files.takeIn(source, domain::attachmentBytesMax);
        if (!taken)
            return refuse(u"attachment.unreadable", {{u"name"_s, name}});
        Attachment file;
        file.sha256 = taken->sha256;
        file.name = name.isEmpty() ? QString(u"scan."_s + domain::endingOf(media)) : name;
        file.media = media;
        file.size = taken->size;
        const QDateTime now = m_office.now();
        // What is here already stays what it is; only what had been known from afar, or was damaged, is new here.
        storage::BlobStore &blobs = m_office.store().blobs;
        const auto known = blobs.byName(file.sha256);
        if (!known || known->state == BlobState::Damaged || known->state == BlobState::Awaited)
            blobs.put({file.sha256, BlobState::Unsent, file.size, file.media, file.name, 0, now, now});
        else if (known->state == BlobState::Remote)
            blobs.put({file.sha256, BlobState::Sent, file.size, file.media, file.name, file.size, known->at, now});
        else
            blobs.touch(file.sha256, now);
        return file;
    });
}

Result<Submitted> Attachments::attach(const QString &caseId, const QString &key, const QList<Attachment> &files, const Actor &actor)
{
    QJsonArray named;
    for (const Attachment &file : files)
        named << QJsonObject{{u"sha256"_s, file.sha256}, {u"name"_s, file.name}, {u"media"_s, file.media}, {u"size"_s, file.size}};
    // The centre gives a case's readers what a device that attached it there has shown to have: also what it has already.
    for (const Attachment &file : files) {
        const auto known = row(file.sha256);
        if (known && known->state == BlobState::Sent && m_files.has(file.sha256))
            setState(file.sha256, BlobState::Unsent);
    }
    const auto done = m_office.submit({u"material.attach"_s, caseId, {{u"key"_s, key}, {u"files"_s, named}}, actor});
    if (done)
        Q_EMIT waitingChanged();
    return done;
}

Result<Submitted> Attachments::detach(const QString &caseId, const Attachment &file, const QString &reason, const Actor &actor)
{
    return m_office.submit({u"material.detach"_s, caseId, {{u"key"_s, file.key}, {u"sha256"_s, file.sha256}, {u"reason"_s, reason.trimmed()}}, actor});
}

AttachmentStanding Attachments::standing(const QString &sha256) const
{
    using State = AttachmentStanding::State;
    if (const auto percent = m_fetching.constFind(sha256); percent != m_fetching.cend())
        return {State::Fetching, *percent, false};
    const auto blob = row(sha256);
    if (!blob)
        return {State::AtCentre, 0, false};
    switch (blob->state) {
    case BlobState::Unsent:
        return {blob->sent > 0 ? State::Sending : State::Waiting, int(blob->sent * 100 / std::max<qint64>(blob->size, 1)), true};
    case BlobState::Awaited:
        return {State::Awaited, 0, false};
    case BlobState::Damaged:
        return {State::Damaged, 0, false};
    default:
        return {State::AtCentre, 100, blob->state == BlobState::Sent};
    }
}

QString Attachments::openable(const QString &sha256)
{
    const auto blob = row(sha256);
    if (!blob || !m_files.has(sha256) || (blob->state != BlobState::Unsent && blob->state != BlobState::Sent))
        return {};
    if (!m_files.isSound(sha256)) {
        if (blob->state == BlobState::Sent) {
            m_files.remove(sha256); // the centre has a good one
            setState(sha256, BlobState::Remote);
        } else {
            setState(sha256, BlobState::Damaged);
            Q_EMIT damaged(sha256);
        }
        return {};
    }
    m_office.read<bool>([&] {
        m_office.store().blobs.touch(sha256, m_office.now());
        return true;
    });
    return m_files.path(sha256);
}

QString Attachments::copyToOpen(const Attachment &file)
{
    const QString path = openable(file.sha256);
    if (path.isEmpty() || !makeOurs(m_opened))
        return {};
    // The name shown is no path: programs need no more than the ending, and get the one of the contents.
    const QString copy = QString(m_opened + u'/' + file.sha256.left(12) + u'.' + domain::endingOf(file.media));
    QFile::remove(copy);
    QFile written(copy);
    const QByteArray bytes = m_files.read(file.sha256, 0, m_files.size(file.sha256).value_or(0));
    if (!written.open(QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner) || written.write(bytes) != bytes.size())
        return {};
    written.close();
    QFile::setPermissions(copy, QFile::ReadOwner);
    return copy;
}

void Attachments::takeBackCopies()
{
    removeCopies(m_opened);
}

Attachments::Waiting Attachments::waiting() const
{
    return m_office.read<Waiting>([&] {
        const storage::BlobStore::Total total = m_office.store().blobs.total(BlobState::Unsent);
        return Waiting{total.count, total.bytes};
    });
}

QList<Blob> Attachments::toSend(int limit) const
{
    return m_office.read<QList<Blob>>([&] {
        const Store &store = m_office.store();
        // The centre takes only what an act names, and hears of the acts first. What only a draft names waits for its act.
        const QSet<QString> untold = store.blobs.namesInPendingActs();
        QList<Blob> blobs;
        for (const Blob &blob : store.blobs.inState(BlobState::Unsent, limit + int(untold.size()) + atOnce)) {
            const bool told = !untold.contains(blob.sha256) && (!store.blobs.referrers(blob.sha256).isEmpty() || store.blobs.isNamedInReturned(blob.sha256));
            if (told && blobs.size() < limit)
                blobs << blob;
        }
        return blobs;
    });
}

bool Attachments::isFitToSend(const QString &sha256)
{
    if (m_files.isSound(sha256))
        return true;
    qCCritical(attachmentLog) << "damaged on this device's disk, not sent:" << sha256;
    setState(sha256, BlobState::Damaged);
    Q_EMIT damaged(sha256);
    Q_EMIT waitingChanged();
    return false;
}

QByteArray Attachments::piece(const QString &sha256, qint64 offset, qint64 length) const
{
    return m_files.read(sha256, offset, length);
}

void Attachments::noteSending(const QString &sha256, qint64 sentBytes)
{
    m_office.read<bool>([&] {
        m_office.store().blobs.setSent(sha256, sentBytes);
        return true;
    });
    Q_EMIT changed(sha256);
}

void Attachments::noteAtCentre(const QString &sha256)
{
    const auto blob = row(sha256);
    if (!blob) {
        const auto file = known(sha256);
        m_office.read<bool>([&] {
            m_office.store().blobs.put({sha256, BlobState::Remote, file ? file->size : 0, file ? file->media : QString(), file ? file->name : QString(), 0, m_office.now(), m_office.now()});
            return true;
        });
        Q_EMIT changed(sha256);
        return;
    }
    const bool here = m_files.has(sha256) && blob->state != BlobState::Damaged;
    const BlobState state = here ? BlobState::Sent : BlobState::Remote;
    if (blob->state == state)
        return;
    m_office.read<bool>([&] {
        m_office.store().blobs.unrefer(askedSign, sha256);
        return true;
    });
    if (blob->state == BlobState::Damaged)
        m_files.remove(sha256); // a good one can be had now
    setState(sha256, state);
    Q_EMIT waitingChanged();
}

void Attachments::noteAwaited(const QString &sha256)
{
    const auto blob = row(sha256);
    if (blob && blob->state != BlobState::Remote)
        return;
    const auto file = known(sha256);
    m_office.read<bool>([&] {
        m_office.store().blobs.put({sha256, BlobState::Awaited, file ? file->size : 0, file ? file->media : QString(), file ? file->name : QString(), 0, m_office.now(), m_office.now()});
        return true;
    });
    Q_EMIT changed(sha256);
}

bool Attachments::noteWanted(const QString &sha256)
{
    const auto blob = row(sha256);
    if (!blob || !m_files.has(sha256) || blob->state == BlobState::Damaged)
        return false;
    m_office.read<bool>([&] {
        storage::BlobStore &blobs = m_office.store().blobs;
        if (blobs.referrers(sha256).isEmpty())
            blobs.refer(askedSign, sha256);
        return true;
    });
    if (blob->state != BlobState::Unsent) {
        m_office.read<bool>([&] {
            m_office.store().blobs.setSent(sha256, 0);
            return true;
        });
        setState(sha256, BlobState::Unsent);
        Q_EMIT waitingChanged();
    }
    return true;
}

qint64 Attachments::fetchedBytes(const QString &sha256) const
{
    return m_files.partialSize(sha256);
}

void Attachments::noteFetching(const QString &sha256, int percent)
{
    m_fetching.insert(sha256, percent);
    Q_EMIT changed(sha256);
}

Result<qint64> Attachments::addFetched(const QString &sha256, qint64 offset, const QByteArray &bytes)
{
    const Result<Done> room = makeRoom(bytes.size());
    if (!room)
        return room.refusal();
    return m_office.guarded<qint64>([&]() -> Result<qint64> { return m_files.appendPartial(sha256, offset, bytes); });
}

Result<Done> Attachments::finishFetched(const QString &sha256, const Attachment &file)
{
    const Result<Done> done = m_office.guarded<Done>([&]() -> Result<Done> {
        if (!m_files.finishPartial(sha256, sha256))
            return refuse(u"blob.digest");
        const QDateTime now = m_office.now();
        m_office.store().blobs.put({sha256, BlobState::Sent, file.size, file.media, file.name, file.size, now, now});
        return Done{};
    });
    m_fetching.remove(sha256);
    Q_EMIT changed(sha256);
    return done;
}

void Attachments::dropFetched(const QString &sha256)
{
    m_fetching.remove(sha256);
    Q_EMIT changed(sha256);
}

QStringList Attachments::toPrefetch(const QDateTime &openSince, int limit) const
{
    return m_office.read<QStringList>([&] {
        const storage::BlobStore &blobs = m_office.store().blobs;
        const bool roomLeft = blobs.total(BlobState::Sent).bytes + domain::attachmentBytesMax < m_options.cacheBytesMax / 2 && !isDiskLow();
        return roomLeft ? blobs.absentOfOpenCases(openSince, limit) : QStringList();
    });
}

QStringList Attachments::awaited(int limit) const
{
    return m_office.read<QStringList>([&] {
        QStringList names;
        for (const Blob &blob : m_office.store().blobs.inState(BlobState::Awaited, limit))
            names << blob.sha256;
        return names;
    });
}

std::optional<Attachment> Attachments::known(const QString &sha256) const
{
    const Archive archive(m_office);
    for (const QString &doc : m_office.read<QStringList>([&] { return m_office.store().blobs.referrers(sha256); })) {
        const auto file = archive.caseFile(doc);
        if (!file)
            continue;
        for (const Attachment &attachment : file->attachments) {
            if (attachment.sha256 == sha256)
                return attachment;
        }
    }
    const auto blob = row(sha256);
    if (!blob || blob->media.isEmpty())
        return std::nullopt;
    Attachment file;
    file.sha256 = sha256;
    file.name = blob->name;
    file.media = blob->media;
    file.size = blob->size;
    return file;
}

QString Attachments::title(const QString &sha256) const
{
    const Archive archive(m_office);
    const auto file = known(sha256);
    const QString name = file ? file->name : sha256.left(8);
    for (const QString &doc : m_office.read<QStringList>([&] { return m_office.store().blobs.referrers(sha256); })) {
        if (const auto caseFile = archive.caseFile(doc))
            return QString(name + u" · "_s + caseFile->number);
    }
    return name;
}

/// Forgets one wholly. The row goes first: a row must never stand without its file.
bool Attachments::letGo(const Blob &blob)
{
    storage::BlobStore &blobs = m_office.store().blobs;
    if (blobs.isNamedInWork(blob.sha256))
        return false;
    blobs.unrefer(askedSign, blob.sha256);
    blobs.remove(blob.sha256);
    m_files.remove(blob.sha256);
    return true;
}

int Attachments::sweep()
{
    return m_office.read<int>([&] {
        storage::BlobStore &blobs = m_office.store().blobs;
        const QDateTime now = m_office.now(), old = now.addDays(-daysKept);
        int gone = m_files.sweepPartials(QDateTime::currentDateTimeUtc().addDays(-daysKept));
        for (const Blob &blob : blobs.unreferenced(BlobState::Sent, now, atOnce))
            gone += letGo(blob);
        for (const BlobState state : {BlobState::Unsent, BlobState::Damaged, BlobState::Remote, BlobState::Awaited}) {
            for (const Blob &blob : blobs.unreferenced(state, old, atOnce))
                gone += letGo(blob);
        }
        qint64 over = blobs.total(BlobState::Sent).bytes - m_options.cacheBytesMax;
        if (isDiskLow())
            over = std::max(over, blobs.total(BlobState::Sent).bytes / 2);
        for (const Blob &blob : over > 0 ? blobs.evictable(BlobState::Sent, now.addDays(-daysOpen), atOnce) : QList<Blob>()) {
            if (over <= 0)
                break;
            if (blobs.isNamedInWork(blob.sha256))
                continue;
            blobs.setState(blob.sha256, BlobState::Remote);
            m_files.remove(blob.sha256);
            over -= blob.size;
            ++gone;
        }
        return gone;
    });
}

QStringList Attachments::check() const
{
    return m_office.read<QStringList>([&] {
        const Store &store = m_office.store();
        QStringList wrong;
        for (const BlobState state : {BlobState::Unsent, BlobState::Sent}) {
            for (const Blob &blob : store.blobs.inState(state, std::numeric_limits<int>::max())) {
                if (!m_files.isSound(blob.sha256))
                    wrong << QString(toCode(state) + u" but not sound: "_s + blob.sha256);
            }
        }
        for (const JournalRow &row : store.journal.pending(store.settings.text(u"stream"_s), std::numeric_limits<int>::max())) {
            for (const QString &reference : row.operation.blobs) {
                if (!store.blobs.byName(domain::blobName(reference)))
                    wrong << QString(u"named by work, not known: "_s + reference);
            }
        }
        return wrong;
    });
}

QStringList Attachments::lost() const
{
    return m_office.read<QStringList>([&] {
        QStringList names;
        for (const Blob &blob : m_office.store().blobs.inState(BlobState::Damaged, std::numeric_limits<int>::max()))
            names << blob.sha256;
        return names;
    });
}

} // namespace office
