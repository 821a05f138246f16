// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/snapshotbuilder.h"
#include "domain/jsontime.h"
#include "domain/sync/sync.h"
#include "office/devicekey.h"
#include "office/projection.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include "storage/interruption.h"
#include "storage/snapshotfile.h"
#include "storage/snapshotparts.h"
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLockFile>
#include <QLoggingCategory>
#include <QTemporaryDir>

namespace office {
using namespace Qt::StringLiterals;
using domain::refuse;
using domain::Result;
using domain::SnapshotManifest;

Q_LOGGING_CATEGORY(builderLog, "onewindow.office.snapshot.builder")

namespace {

constexpr int rowsAtOnce = 5000;
constexpr qint64 bytesAtOnce = 64 * 1024 * 1024;
constexpr int nightFrom = 1, nightTo = 5; // o'clock in the hall

/// Whether a night has come since then.
bool isStaleByNight(const QDateTime &madeAt, const QDateTime &now)
{
    const QDateTime hall = domain::hallTime(now);
    const bool isNight = hall.time().hour() >= nightFrom && hall.time().hour() < nightTo;
    constexpr qint64 hourSeconds = 3600;
    return isNight && madeAt.secsTo(now) > 12 * hourSeconds;
}

/// Takes the rows of one page; gives the documents whose columns are to be written.
QList<domain::Document> take(storage::SnapshotFile &file, Store &made, const QList<domain::ChangeRow> &rows)
{
    QList<domain::Document> documents;
    for (const domain::ChangeRow &row : rows) {
        if (row.kind == domain::ChangeRow::Kind::Put) {
            file.put(row);
            documents << domain::Document{row.id, row.documentKind, row.version, row.scopes, QJsonDocument::fromJson(row.bodyText).object()};
        } else if (file.leave(row.id)) {
            unproject(made, row.id);
        }
    }
    return documents;
}

} // namespace

int SnapshotBuilder::work()
{
    int made = 0;
    const QStringList scopes = m_office.read<QStringList>([this] { return storage::feedScopes(m_office.store().database); });
    for (const QString &scope : scopes) {
        if (!m_options.goOn())
            break;
        tidy(scope);
        if (!isDue(scope))
            continue;
        QElapsedTimer timer;
        timer.start();
        const auto built = build(scope);
        if (built) {
            ++made;
            qCInfo(builderLog) << "made a first download of" << scope << "at" << built->seq << ":" << built->rows << "documents,"
                               << built->size() << "bytes," << timer.elapsed() << "ms";
        } else if (built.refusal().code != "snapshot.stopped"_L1 && built.refusal().code != "snapshot.elsewhere"_L1) {
            qCWarning(builderLog) << "no first download of" << scope << ":" << built.refusal().code << built.refusal().facts;
        }
    }
    return made;
}

bool SnapshotBuilder::isDue(const QString &scope) const
{
    if (scope == domain::referenceScope)
        return false; // every window has it before anything else: it is what the others are read with
    const auto offered = SnapshotOffer(m_office, m_options.folder).newest(scope, storage::snapshotSchema());
    const bool isOurs = offered && offered->schema == storage::snapshotSchema();
    return m_office.read<bool>([&] {
        storage::Database &database = m_office.store().database;
        if (!isOurs)
            return storage::scopeRows(database, scope, m_options.rowsAtLeast) >= m_options.rowsAtLeast;
        const qint64 much = std::max(m_options.tailAtLeast, offered->rows * m_options.tailPercent / 100 + 1);
        const qint64 tail = storage::scopeTail(database, scope, offered->seq, much);
        return tail >= much || (tail > 0 && isStaleByNight(offered->madeAt, m_options.clock()));
    });
}

void SnapshotBuilder::tidy(const QString &scope) const
{
    const SnapshotShelf shelf(m_options.folder);
    const QList<SnapshotManifest> all = shelf.manifests(scope);
    if (all.isEmpty())
        return;
    QLockFile lock(QDir(shelf.folderOf(scope)).filePath(u"lock"_s));
    if (!lock.tryLock())
        return; // another server is making one: its parts have no manifest yet
    const QString epoch = m_office.read<QString>([this] { return m_office.store().settings.text(u"epoch"_s); });
    if (epoch.isEmpty())
        return;
    QList<SnapshotManifest> kept;
    for (const SnapshotManifest &manifest : all) {
        const bool isOutlived = m_office.read<bool>([&] { return storage::isOutlived(m_office.store().database, scope, manifest.seq); });
        if (manifest.epoch == epoch && !isOutlived && kept.size() < m_options.generations)
            kept << manifest;
    }
    if (kept.size() != all.size())
        shelf.keepOnly(scope, kept);
}

Result<SnapshotManifest> SnapshotBuilder::build(const QString &scope)
{
    const SnapshotShelf shelf(m_options.folder);
    const QDir folder(shelf.folderOf(scope));
    if (!folder.mkpath(u"parts"_s))
        return refuse(u"office.store-failed", {{u"detail"_s, folder.path()}});
    QLockFile lock(folder.filePath(u"lock"_s));
    constexpr int staleMs = 30 * 60 * 1000; // of a server on another machine that died at it
    lock.setStaleLockTime(staleMs);
    if (!lock.tryLock())
        return refuse(u"snapshot.elsewhere");
    for (const QString &left : folder.entryList({u"making-*"_s}, QDir::Dirs))
        QDir(folder.filePath(left)).removeRecursively();
    QTemporaryDir work(folder.filePath(u"making-XXXXXX"_s));
    if (!work.isValid())
        return refuse(u"office.store-failed", {{u"detail"_s, work.errorString()}});
    const storage::Interruption interruption(m_options.goOn);
    Result<SnapshotManifest> made = m_office.guarded<SnapshotManifest>([&] { return make(scope, work.path()); });
    if (!m_options.goOn())
        return refuse(u"snapshot.stopped");
    if (!made)
        return made;
    const auto added = shelf.add(*made);
    if (!added)
        return added.refusal();
    lock.unlock();
    tidy(scope);
    return made;
}

Result<SnapshotManifest> SnapshotBuilder::make(const QString &scope, const QString &workFolder)
{
    const SnapshotShelf shelf(m_options.folder);
    m_office.reloadRules(); // the columns of cases are worked out by them
    const auto rules = m_office.rules();
    SnapshotManifest manifest;
    manifest.scope = scope;
    manifest.epoch = m_office.store().settings.text(u"epoch"_s);
    manifest.schema = storage::snapshotSchema();
    manifest.madeAt = m_options.clock();
    manifest.signer = centreDevice();
    const QString finished = QDir(workFolder).filePath(u"finished.db"_s);
    {
        Store made(QDir(workFolder).filePath(u"making.db"_s), storage::Database::Access::ReadWrite);
        storage::SnapshotFile file(made.database);
        for (bool more = true; more;) {
            if (!m_options.goOn())
                return refuse(u"snapshot.stopped");
            const domain::ScopePage page = m_office.store().feed.page(scope, manifest.seq, rowsAtOnce, bytesAtOnce);
            storage::Transaction transaction(made.database);
            project(made, *rules, take(file, made, page.rows));
            transaction.commit();
            manifest.seq = page.upto;
            more = page.more;
        }
        manifest.rows = file.finish(scope, {manifest.epoch, manifest.seq});
        if (manifest.rows < m_options.rowsAtLeast)
            return refuse(u"snapshot.small");
        file.writeTo(finished);
    }
    manifest.bytes = QFileInfo(finished).size();
    manifest.parts = storage::packFile(finished, shelf.partsFolder(scope), m_options.goOn);
    manifest.signature = DeviceKey::of(m_office.store().settings)->sign(manifest.canonical());
    return manifest;
}

} // namespace office
