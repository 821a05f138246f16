// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/snapshotadoption.h"
#include "domain/sync/sync.h"
#include "office/countersync.h"
#include "office/devicekey.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include "storage/databasefile.h"
#include "storage/snapshotfile.h"
#include "storage/snapshotparts.h"
#include <QLoggingCategory>
#include <QUrl>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;
using domain::SnapshotManifest;

Q_LOGGING_CATEGORY(adoptionLog, "onewindow.office.snapshot.adoption")

namespace {

/// More than this besides the scope, and copying it takes longer than a clerk waits without a word.
constexpr qint64 othersMax = 20'000;
constexpr qint64 knownAtMost = 200;

/// Opened by a URI, a database can have another one attached.
QString uriOf(const QString &path)
{
    return u"file:"_s + QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

domain::Refusal refusalOf(const storage::Fault &fault)
{
    qCWarning(adoptionLog) << "ready-made file:" << fault.what();
    if (fault.kind == storage::Fault::Kind::DiskFull)
        return refuse(u"office.disk-full");
    return refuse(u"office.store-failed", {{u"detail"_s, QString::fromUtf8(fault.what())}});
}

} // namespace

bool SnapshotAdoption::isNew(const QString &scope) const
{
    return m_office.read<bool>([&] { return !storage::scopeHolding(m_office.store().database, scope, false).isComplete; });
}

SnapshotAdoption::Way SnapshotAdoption::way(const SnapshotManifest &manifest) const
{
    return m_office.read<Way>([&] {
        const storage::ScopeHolding holding = storage::scopeHolding(m_office.store().database, manifest.scope, true);
        const bool isOurs = holding.cursor.epoch == manifest.epoch;
        const bool hasMuch = holding.documents > std::max(knownAtMost, manifest.rows / 10);
        if (holding.isComplete || (isOurs && holding.cursor.seq >= manifest.seq))
            return Way::None;
        if (hasMuch)
            return isOurs && holding.cursor.seq == 0 ? Way::Rows : Way::None; // begun by rows, and then came a restart
        if (!storage::isPlainFile(m_office.databasePath()) || holding.others > othersMax)
            return Way::Rows;
        return Way::File;
    }, Way::None);
}

int SnapshotAdoption::schemaMax()
{
    return storage::snapshotSchema();
}

Result<Done> SnapshotAdoption::check(const SnapshotManifest &manifest) const
{
    const Device *centre = m_office.rules()->device(centreDevice());
    if (!centre || manifest.signer != centreDevice() || !DeviceKey::verify(centre->publicKey, manifest.canonical(), manifest.signature))
        return refuse(u"snapshot.forged");
    if (manifest.schema > schemaMax())
        return refuse(u"snapshot.too-new", {{u"schema"_s, manifest.schema}});
    return Done{};
}

qint64 SnapshotAdoption::partBytes(const QString &partFile) const
{
    return storage::partBytes(partFile, m_office.storeKey());
}

Result<Done> SnapshotAdoption::addToPart(const QString &partFile, const QByteArray &bytes, bool isBeginning) const
{
    try {
        storage::addToPart(partFile, bytes, isBeginning, m_office.storeKey());
        return Done{};
    } catch (const storage::Fault &fault) {
        return refusalOf(fault);
    }
}

Result<Done> SnapshotAdoption::layOut(const QString &readyMade, qint64 bytes) const
{
    try {
        storage::layOut(readyMade, bytes, m_office.storeKey());
        return Done{};
    } catch (const storage::Fault &fault) {
        return refusalOf(fault);
    }
}

Result<bool> SnapshotAdoption::unpack(const QString &partFile, const domain::SnapshotPart &part, const QString &readyMade, qint64 offset, const QByteArray &key)
{
    try {
        return storage::unpackPart(partFile, part, readyMade, offset, key);
    } catch (const storage::Fault &fault) {
        return refusalOf(fault);
    }
}

Result<Done> SnapshotAdoption::settle(const QString &readyMade)
{
    try {
        storage::syncFile(readyMade);
        return Done{};
    } catch (const storage::Fault &fault) {
        return refusalOf(fault);
    }
}

Result<Done> SnapshotAdoption::adopt(const SnapshotManifest &manifest, const QString &readyMade, const std::function<void(const QString &)> &step)
{
    const QStringList held = CounterSync(m_office).scopes();
    QStringList touched;
    const auto brought = m_office.guarded<Done>([&]() -> Result<Done> {
        const QByteArray &key = m_office.storeKey();
        storage::Database database(key.isEmpty() ? uriOf(readyMade) : readyMade, storage::Database::Access::ReadWrite, key); // and brings an older schema up to date
        database.setStatementHook(step);
        const domain::Cursor cursor = storage::readyMadeCursor(database, manifest.scope);
        if (cursor.epoch != manifest.epoch || cursor.seq != manifest.seq)
            return refuse(u"snapshot.malformed", {{u"member"_s, u"seq"_s}});
        if (storage::documentCount(database) != manifest.rows)
            return refuse(u"snapshot.malformed", {{u"member"_s, u"rows"_s}});
        storage::attachWindow(database, m_office.store().database.uri(u"mode=ro"));
        storage::Transaction transaction(database);
        touched = storage::takeOver(database, manifest.scope, held);
        transaction.commit();
        storage::releaseWindow(database);
        return Done{};
    });
    if (!brought)
        return brought;
    const auto settled = m_office.guarded<Done>([&]() -> Result<Done> {
        auto office = Office::open({readyMade, Office::Side::Counter, [this] { return m_office.now(); }, false, m_office.storeKey()});
        if (!office)
            return office.refusal();
        storage::Database &database = (*office)->store().database;
        database.setStatementHook(step);
        const auto renewed = CounterSync(**office).renew(touched);
        if (!renewed)
            return renewed;
        return storage::emptyLog(database) ? Result<Done>(Done{}) : Result<Done>(refuse(u"office.store-busy"));
    });
    if (!settled)
        return settled;
    if (step) {
        const auto last = m_office.guarded<Done>([&]() -> Result<Done> {
            step(u"replace"_s);
            return Done{};
        });
        if (!last)
            return last;
    }
    return m_office.replaceFile(readyMade);
}

Result<bool> SnapshotAdoption::takeRows(const SnapshotManifest &manifest, const QString &readyMade, qint64 &place, int rowsMax)
{
    return m_office.guarded<bool>([&]() -> Result<bool> {
        storage::Database database(readyMade, storage::Database::Access::ReadOnly, m_office.storeKey());
        const domain::Cursor cursor = storage::readyMadeCursor(database, manifest.scope);
        if (cursor.epoch != manifest.epoch || cursor.seq != manifest.seq)
            return refuse(u"snapshot.malformed", {{u"member"_s, u"seq"_s}});
        domain::ScopePage page;
        page.scope = manifest.scope;
        page.epoch = manifest.epoch;
        page.rows = storage::readyMadeRows(database, place, rowsMax);
        const bool more = page.more = page.rows.size() == rowsMax;
        // What is newer here stays; and until the last row is here the scope has not been read to anywhere.
        const QSet<QString> known = storage::knownVersions(m_office.store().database, page.rows);
        page.rows.removeIf([&](const domain::ChangeRow &row) { return known.contains(row.id); });
        if (!more) {
            page.upto = manifest.seq;
            for (const QString &id : storage::absentFrom(m_office.store().database, database, manifest.scope)) {
                domain::ChangeRow gone;
                gone.kind = domain::ChangeRow::Kind::Leave;
                gone.id = id;
                page.rows << gone;
            }
        }
        const auto applied = CounterSync(m_office).applyPage(page);
        if (!applied)
            return applied.refusal();
        return more;
    });
}

} // namespace office
