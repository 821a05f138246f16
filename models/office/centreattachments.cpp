// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centreattachments.h"
#include "domain/casefile/attachment.h"
#include "office/office.h"
#include "office/store.h"
#include <QCryptographicHash>
#include <QJsonArray>
#include <QLoggingCategory>
#include <QMessageAuthenticationCode>
#include <QScopeGuard>
#include <limits>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;
using storage::Blob;
using storage::BlobState;

Q_LOGGING_CATEGORY(blobLog, "onewindow.attachments")

namespace {

constexpr int daysKept = 7;                      // pieces, and what nothing refers to
constexpr qint64 bytesReserved = 512 * 1024 * 1024; // the database needs room more than a scan does
constexpr int partsOfFiles = 256;
constexpr int turnSeconds = 10;
constexpr int atOnce = 500;

// Signs beside the references of documents:
//   from:<device>/<doc>  this device attached it to that document and is asked for it
//   proof:<doc>          a device that attached it there has brought it: the document's readers may have it
//   ask:<device>/        the file is gone; this device is believed to have it
//   has:<device>         this device once brought it
//   returned:<operation> a refused act names it
QString fromSign(const QString &device, const QString &doc)
{
    return QString(u"from:"_s + device + u'/' + doc);
}
QString askSign(const QString &device)
{
    return QString(u"ask:"_s + device + u'/');
}
QString proofSign(const QString &doc)
{
    return QString(u"proof:"_s + doc);
}
QString hasSign(const QString &device)
{
    return QString(u"has:"_s + device);
}

bool isAsked(const QStringList &referrers, const QString &device)
{
    return std::any_of(referrers.begin(), referrers.end(), [&](const QString &referrer) {
        return referrer.startsWith(fromSign(device, {})) || referrer == askSign(device);
    });
}

/// Whether any device is asked for it.
bool isAskedOfAnybody(const QStringList &referrers)
{
    return std::any_of(referrers.begin(), referrers.end(), [](const QString &referrer) { return referrer.startsWith("from:"_L1) || referrer.startsWith("ask:"_L1); });
}

/// Documents among the referrers whose readers may have it.
QStringList provenDocuments(const QStringList &referrers)
{
    QStringList documents;
    for (const QString &referrer : referrers) {
        if (!referrer.contains(u':') && referrers.contains(proofSign(referrer)))
            documents << referrer;
    }
    return documents;
}

QStringList documentsOf(QStringList referrers)
{
    referrers.removeIf([](const QString &referrer) { return referrer.contains(u':'); });
    return referrers;
}

const QString arrivedMark = u".arrived"_s, goneMark = u".gone"_s;

} // namespace

CentreAttachments::CentreAttachments(Office &office, const QString &filesFolder, const QByteArray &key)
    : m_office(office), m_files(QString(filesFolder + u"/blobs"_s), QString(filesFolder + u"/partial"_s), key, storage::BlobFiles::Names::Plain), m_seals(!key.isEmpty())
{
}

namespace {

const QString keyMark = u"files-key"_s;

/// What tells one key from another and nothing of either.
QString markOf(const QByteArray &key)
{
    return key.isEmpty() ? QString() : QString::fromLatin1(QMessageAuthenticationCode::hash("onewindow mark of the files' key", key, QCryptographicHash::Sha256).toHex());
}

} // namespace

Result<Done> CentreAttachments::adoptKey(Office &office, const QByteArray &key)
{
    return office.guarded<Done>([&]() -> Result<Done> {
        const QString known = office.store().settings.text(keyMark);
        if (known.isEmpty() && !key.isEmpty())
            office.store().settings.set(keyMark, markOf(key));
        if (known.isEmpty() || known == markOf(key))
            return Done{};
        return refuse(key.isEmpty() ? u"key.lacking" : u"key.wrong");
    });
}

Result<Done> CentreAttachments::replaceKey(Office &office, const QByteArray &key)
{
    return office.guarded<Done>([&]() -> Result<Done> {
        office.store().settings.set(keyMark, markOf(key));
        return Done{};
    });
}

void CentreAttachments::expect(Store &store, const domain::Operation &operation, const QString &device, bool refused, const QDateTime &now)
{
    if (operation.type != "material.attach"_L1 || operation.blobs.size() > domain::actAttachmentsMax)
        return;
    for (const QJsonValue &value : operation.body[u"files"_s].toArray()) {
        const auto file = domain::Attachment::fromJson(value.toObject());
        if (!file || !operation.blobs.contains(domain::blobReference(file->sha256)))
            continue;
        const auto known = store.blobs.byName(file->sha256);
        if (!known)
            store.blobs.put({file->sha256, BlobState::Wanted, file->size, file->media, file->name, 0, now, now});
        else if (known->state == BlobState::Lost)
            store.blobs.setState(file->sha256, BlobState::Wanted);
        const QStringList referrers = store.blobs.referrers(file->sha256);
        const bool brought = known && known->state == BlobState::Held && referrers.contains(hasSign(device));
        store.blobs.refer(brought ? proofSign(operation.doc) : fromSign(device, operation.doc), file->sha256);
        if (refused)
            store.blobs.refer(QString(u"returned:"_s + operation.id), file->sha256);
    }
}

QStringList CentreAttachments::wantedFrom(const QString &device, int max) const
{
    return m_office.read<QStringList>([&] {
        const storage::BlobStore &blobs = m_office.store().blobs;
        QStringList wanted;
        for (const auto &[sign, sha256] : blobs.referencesOf(fromSign(device, {}), max) + blobs.referencesOf(askSign(device), max)) {
            const QString reference = domain::blobReference(sha256);
            if (wanted.size() < max && !wanted.contains(reference))
                wanted << reference;
        }
        return wanted;
    });
}

bool CentreAttachments::maySee(const QStringList &documents, const QStringList &scopes) const
{
    return std::any_of(documents.begin(), documents.end(), [&](const QString &id) {
        const auto document = m_office.store().documents.base(id);
        return document && std::any_of(document->scopes.begin(), document->scopes.end(), [&](const QString &scope) { return scopes.contains(scope); });
    });
}

QString CentreAttachments::partialName(const QString &sha256, const QString &device) const
{
    // A piece of each device's own: nobody spoils another's, and two who bring the same meet only when both are whole.
    const QByteArray owner = QCryptographicHash::hash(device.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return QString(sha256 + u'-' + QString::fromLatin1(owner));
}

BlobStanding CentreAttachments::standing(const QString &sha256, const QString &device, const QStringList &scopes) const
{
    return m_office.read<BlobStanding>([&]() -> BlobStanding {
        const storage::BlobStore &blobs = m_office.store().blobs;
        const QStringList referrers = blobs.referrers(sha256);
        using State = BlobStanding::State;
        if (isAsked(referrers, device))
            return {sha256, State::Wanted, m_files.partialSize(partialName(sha256, device))};
        if (!maySee(documentsOf(referrers), scopes))
            return {sha256, State::Unknown, 0};
        if (const auto size = m_files.size(sha256); size && maySee(provenDocuments(referrers), scopes))
            return {sha256, State::Held, *size};
        const auto known = blobs.byName(sha256);
        return {sha256, known && known->state == BlobState::Lost ? State::Lost : State::Awaited, 0};
    });
}

Result<QList<BlobStanding>> CentreAttachments::have(const QStringList &sha256, const QStringList &lacking, const QString &device, const QStringList &scopes)
{
    const Result<Done> noted = m_office.retried<Done>([&]() -> Result<Done> {
        Store &store = m_office.store();
        QStringList arrived;
        for (const QString &name : sha256) {
            const QString sign = QString(partialName(name, device) + arrivedMark);
            if (m_files.isSigned(sign))
                arrived << sign;
        }
        if (arrived.isEmpty() && lacking.isEmpty())
            return Done{};
        storage::Transaction transaction(store.database);
        for (const QString &sign : std::as_const(arrived))
            takeDown(sign);
        for (const QString &name : lacking) {
            const QStringList referrers = store.blobs.referrers(name);
            if (!isAsked(referrers, device))
                continue;
            for (const QString &referrer : referrers) {
                if (referrer.startsWith(fromSign(device, {})) || referrer == askSign(device) || referrer == hasSign(device))
                    store.blobs.unrefer(referrer, name);
            }
            if (!m_files.has(name) && !isAskedOfAnybody(store.blobs.referrers(name))) {
                qCWarning(blobLog) << "lost, nobody has it any more:" << name;
                store.blobs.setState(name, BlobState::Lost);
            }
        }
        transaction.commit();
        for (const QString &sign : std::as_const(arrived))
            m_files.unsign(sign);
        return Done{};
    });
    if (!noted)
        return noted.refusal();
    QList<BlobStanding> standings;
    for (const QString &name : sha256)
        standings << standing(name, device, scopes);
    return standings;
}

Result<qint64> CentreAttachments::take(const QString &sha256, const QString &device, const QStringList &scopes, qint64 offset, qint64 length, const QByteArray &bytes)
{
    if (length > domain::attachmentBytesMax)
        return refuse(u"blob.too-large", {{u"mostMb"_s, domain::attachmentBytesMax >> 20}});
    if (offset < 0 || length <= 0 || offset + bytes.size() > length || (bytes.isEmpty() && offset < length))
        return refuse(u"blob.malformed");
    return m_office.guarded<qint64>([&]() -> Result<qint64> {
        const BlobStanding now = standing(sha256, device, scopes);
        const QString partial = partialName(sha256, device);
        if (now.state == BlobStanding::State::Held || m_files.isSigned(QString(partial + arrivedMark)))
            return length; // an answer that got lost
        if (now.state != BlobStanding::State::Wanted)
            return refuse(u"blob.unknown");
        if (m_files.bytesFree() - bytes.size() < bytesReserved)
            return refuse(u"office.disk-full");
        const qint64 end = m_files.appendPartial(partial, offset, bytes);
        if (end < 0)
            return refuse(u"blob.busy");
        // The same piece again, its answer having been lost, ends where the piece ends.
        if (end != offset + bytes.size())
            return refuse(u"blob.offset", {{u"offset"_s, end}});
        if (end < length)
            return end;
        if (!m_files.finishPartial(partial, sha256))
            return refuse(u"blob.digest");
        m_files.sign(QString(partial + arrivedMark));
        return end;
    });
}

Result<qint64> CentreAttachments::takeWhole(const QString &sha256, const QString &device, const QStringList &scopes, const QByteArray &bytes)
{
    m_files.dropPartial(partialName(sha256, device));
    return take(sha256, device, scopes, 0, bytes.size(), bytes);
}

Result<CentreAttachments::Piece> CentreAttachments::read(const QString &sha256, const QStringList &scopes, qint64 offset, qint64 length) const
{
    return m_office.guarded<Piece>([&]() -> Result<Piece> {
        const storage::BlobStore &blobs = m_office.store().blobs;
        const QStringList referrers = blobs.referrers(sha256);
        if (!maySee(documentsOf(referrers), scopes))
            return refuse(u"blob.unknown");
        const auto size = m_files.size(sha256);
        if (!size || !maySee(provenDocuments(referrers), scopes))
            return refuse(u"blob.awaited");
        // Read wholly once for each download: what does not hash to its name is not given out, and asked for again.
        if (offset == 0 && !m_files.isSound(sha256)) {
            qCCritical(blobLog) << "damaged on the centre's disk:" << sha256;
            const_cast<storage::BlobFiles &>(m_files).sign(QString(sha256 + goneMark));
            return refuse(u"blob.awaited");
        }
        const auto known = blobs.byName(sha256);
        return Piece{*size, known ? known->media : QString(), m_files.read(sha256, offset, length)};
    });
}

bool CentreAttachments::areAllHeld(const QString &doc) const
{
    return m_office.read<bool>([&] {
        const QStringList names = m_office.store().blobs.referredBy(doc);
        return std::all_of(names.begin(), names.end(), [&](const QString &name) { return m_files.has(name); });
    });
}

/// Writes down what a sign says; within a transaction.
void CentreAttachments::takeDown(const QString &sign)
{
    Store &store = m_office.store();
    const QString sha256 = sign.left(64);
    if (sign.endsWith(goneMark)) {
        m_files.remove(sha256);
        askAround(sha256);
        return;
    }
    const auto size = m_files.size(sha256);
    auto blob = store.blobs.byName(sha256);
    if (!size || !blob)
        return;
    blob->state = BlobState::Held;
    blob->size = *size;
    blob->usedAt = m_office.now();
    store.blobs.put(*blob);
    for (const QString &referrer : store.blobs.referrers(sha256)) {
        const bool claim = referrer.startsWith("from:"_L1), question = referrer.startsWith("ask:"_L1);
        if (!claim && !question)
            continue;
        const QString device = referrer.section(u':', 1).section(u'/', 0, 0);
        const bool brought = sign == QString(partialName(sha256, device) + arrivedMark);
        if (brought || question) // a question is answered by whoever comes first, a claim is proven only by its own device
            store.blobs.unrefer(referrer, sha256);
        if (brought)
            store.blobs.refer(hasSign(device), sha256);
        if (brought && claim)
            store.blobs.refer(proofSign(referrer.section(u'/', 1)), sha256);
    }
}

void CentreAttachments::forget(const QString &device)
{
    Store &store = m_office.store();
    for (const QString &beginning : {fromSign(device, {}), askSign(device)}) {
        for (const auto &[sign, sha256] : store.blobs.referencesOf(beginning, std::numeric_limits<int>::max())) {
            store.blobs.unrefer(sign, sha256);
            if (!m_files.has(sha256) && !isAskedOfAnybody(store.blobs.referrers(sha256)))
                store.blobs.setState(sha256, BlobState::Lost);
        }
    }
}

/// The file is gone: asks everybody who may have it, those who brought it and those who read its documents.
void CentreAttachments::askAround(const QString &sha256)
{
    Store &store = m_office.store();
    const QStringList referrers = store.blobs.referrers(sha256);
    QStringList devices, scopes;
    for (const QString &referrer : referrers) {
        if (referrer.startsWith("has:"_L1))
            devices << referrer.section(u':', 1);
        else if (const auto document = referrer.contains(u':') ? std::nullopt : store.documents.base(referrer))
            scopes += document->scopes;
    }
    for (const QString &device : store.blobs.devicesReading(scopes)) {
        if (!devices.contains(device))
            devices << device;
    }
    for (const QString &device : std::as_const(devices))
        store.blobs.refer(askSign(device), sha256);
    const bool hopeless = devices.isEmpty() && !isAskedOfAnybody(referrers);
    store.blobs.setState(sha256, hopeless ? BlobState::Lost : BlobState::Wanted);
    qCWarning(blobLog) << "not on the centre's disk any more:" << sha256 << "asked of" << devices.size();
}

/// Looks after the files whose hash begins with these two digits; reads one of them, another in each round, or all.
void CentreAttachments::inspect(int part, qint64 round, bool readAll)
{
    Store &store = m_office.store();
    const QString digits = QString::number(part, 16).rightJustified(2, u'0');
    const QStringList files = m_files.namesIn(digits);
    const QList<Blob> rows = store.blobs.beginningWith(digits);
    QSet<QString> known;
    for (const Blob &blob : rows) {
        known << blob.sha256;
        const bool here = files.contains(blob.sha256);
        if (blob.state == BlobState::Held && !here) {
            askAround(blob.sha256);
        } else if (blob.state == BlobState::Lost && here && m_files.isSound(blob.sha256)) {
            store.blobs.setState(blob.sha256, BlobState::Held); // put back by hand
        }
    }
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (!readAll && i != round % files.size())
            continue;
        if (known.contains(files[i]) && !m_files.isSound(files[i])) {
            qCCritical(blobLog) << "damaged on the centre's disk:" << files[i];
            m_files.remove(files[i]);
            askAround(files[i]);
        }
    }
    const QDateTime old = m_office.now().addDays(-daysKept);
    for (const QString &name : files) {
        if (!known.contains(name) && domain::isBlobName(name) && m_files.lastModified(name) < old)
            m_files.remove(name);
    }
}

void CentreAttachments::sweep()
{
    Store &store = m_office.store();
    const QDateTime old = m_office.now().addDays(-daysKept);
    m_files.sweepPartials(old);
    for (const BlobState state : {BlobState::Held, BlobState::Wanted, BlobState::Lost}) {
        for (const Blob &blob : store.blobs.unreferenced(state, old, atOnce)) {
            const QStringList signs = store.blobs.referrers(blob.sha256);
            const bool isReturned = std::any_of(signs.begin(), signs.end(), [&](const QString &sign) {
                const auto row = sign.startsWith("returned:"_L1) ? store.journal.byId(sign.section(u':', 1)) : std::nullopt;
                return row && row->closed.isEmpty();
            });
            if (isReturned)
                continue;
            for (const QString &sign : signs)
                store.blobs.unrefer(sign, blob.sha256);
            store.blobs.remove(blob.sha256);
            m_files.remove(blob.sha256);
        }
    }
}

void CentreAttachments::tend()
{
    storage::Database &database = m_office.store().database;
    const QString task = u"task:attachments"_s;
    if (!m_office.read<bool>([&] { return database.tryHold(task); }))
        return;
    const auto released = qScopeGuard([&] { m_office.read<bool>([&] { return database.release(task), true; }); });
    const QStringList signs = m_files.signs();
    const Result<Done> done = m_office.retried<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(database);
        for (const QString &sign : signs)
            takeDown(sign);
        const qint64 turn = m_office.now().toSecsSinceEpoch() / turnSeconds;
        inspect(int(turn % partsOfFiles), turn / partsOfFiles, false);
        sweep();
        transaction.commit();
        return Done{};
    });
    if (!done) {
        qCWarning(blobLog) << "attachments can't be looked after:" << done.refusal().code;
        return;
    }
    for (const QString &sign : signs)
        m_files.unsign(sign);
    sealOld();
}

/// What was written before there was a key, a few files at a time: nobody at a window shall feel it.
void CentreAttachments::sealOld()
{
    constexpr int sealedAtOnce = 20;
    if (!m_seals)
        return;
    const int part = int(m_office.now().toSecsSinceEpoch() / turnSeconds % partsOfFiles);
    m_office.read<int>([&] { return m_files.sealSome(QString::number(part, 16).rightJustified(2, u'0'), sealedAtOnce); });
}

void CentreAttachments::tendAll()
{
    const Result<Done> done = m_office.retried<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(m_office.store().database);
        for (int part = 0; part < partsOfFiles; ++part)
            inspect(part, 0, true);
        transaction.commit();
        return Done{};
    });
    if (!done)
        qCWarning(blobLog) << "attachments can't be looked after:" << done.refusal().code;
    tend();
}

QStringList CentreAttachments::check() const
{
    return m_office.read<QStringList>([&] {
        QStringList wrong;
        for (const Blob &blob : m_office.store().blobs.inState(BlobState::Held, std::numeric_limits<int>::max())) {
            if (!m_files.isSound(blob.sha256))
                wrong << QString(u"held but not sound: "_s + blob.sha256);
        }
        return wrong;
    });
}

QStringList CentreAttachments::outstanding() const
{
    return m_office.read<QStringList>([&] {
        QStringList names;
        for (const Blob &blob : m_office.store().blobs.inState(BlobState::Wanted, std::numeric_limits<int>::max())) {
            if (!m_files.has(blob.sha256))
                names << blob.sha256;
        }
        return names;
    });
}

QStringList CentreAttachments::lost() const
{
    return m_office.read<QStringList>([&] {
        QStringList names;
        for (const Blob &blob : m_office.store().blobs.inState(BlobState::Lost, std::numeric_limits<int>::max()))
            names << blob.sha256;
        return names;
    });
}

} // namespace office
