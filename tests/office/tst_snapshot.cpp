// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/drafts.h"
#include "office/madeupcases.h"
#include "office/search/desksearch.h"
#include "office/snapshotadoption.h"
#include "office/snapshotbuilder.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include "storage/snapshotparts.h"
#include "support/hall.h"
#include "support/sealed.h"
#include <QDir>
#include <QLockFile>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::SnapshotManifest;
using office::SnapshotAdoption;
using office::SnapshotBuilder;
using office::SnapshotOffer;
using office::SnapshotShelf;
using support::Hall;

namespace {

const QString scope = u"d/610116"_s;

/// A window with a folder of its own that has read the reference data and nothing else.
struct Window
{
    explicit Window(Hall &hall, const QString &in = {}) : hall(hall)
    {
        path = in.isEmpty() ? folder.filePath(u"counter.db"_s) : in;
        open();
        if (!in.isEmpty())
            return; // as it was left
        sync->setScopes({u"ref"_s, scope}, u"610116"_s);
        sync->setEpoch(hall.centre().epoch());
        pull(u"ref"_s);
    }
    void open()
    {
        sync.reset();
        office.reset();
        auto opened = office::Office::open({path, office::Office::Side::Counter, hall.clock(), false, support::windowKey()});
        if (!opened)
            qFatal("can't open: %s", qPrintable(opened.refusal().code));
        office = std::move(opened.value());
        sync = std::make_unique<office::CounterSync>(*office);
    }
    void pull(const QString &of, int rows = 50)
    {
        for (bool more = true; more;) {
            const auto page = hall.centre().changes(of, sync->cursor(of), rows, 1 << 22);
            if (page.problem || !sync->applyPage(page))
                qFatal("can't pull");
            more = page.more;
        }
    }
    storage::Database &database() { return office->store().database; }

    Hall &hall;
    QTemporaryDir folder;
    QString path;
    std::unique_ptr<office::Office> office;
    std::unique_ptr<office::CounterSync> sync;
};

/// The documents of the scope as the centre said them, and what lists and search make of them.
QStringList digest(storage::Database &database, bool withColumns = true)
{
    QStringList lines;
    for (const auto &row : database.rows(u"SELECT d.id, d.kind, d.version, d.base, d.scopes FROM document d JOIN document_scope s ON s.doc = d.id"
                                         " WHERE s.scope = ? ORDER BY d.id"_s, {scope})) {
        // The order of members is no difference.
        const QByteArray body = QJsonDocument(QJsonDocument::fromJson(row.bytes(3)).object()).toJson(QJsonDocument::Compact);
        lines << QStringList{row.text(0), row.text(1), row.text(2), QString::fromUtf8(body), row.text(4)}.join(u'|');
    }
    if (!withColumns)
        return lines;
    for (const auto &row : database.rows(u"SELECT id, number, state, due, clerk, priority, updated_at, received_at, tolerance_due FROM casefile ORDER BY id"_s)) {
        QStringList columns;
        for (int i = 0; i < 9; ++i)
            columns << row.text(i);
        lines << columns.join(u'|');
    }
    for (const auto &row : database.rows(u"SELECT id, name, number FROM applicant ORDER BY id"_s))
        lines << QStringList{row.text(0), row.text(1), row.text(2)}.join(u'|');
    for (const auto &row : database.rows(u"SELECT id, kind, name, numbers, words FROM search_entry ORDER BY id"_s))
        lines << QStringList{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)}.join(u'|');
    return lines;
}

/// What is the window's own: every row of every table that the download does not bring.
QStringList own(storage::Database &database)
{
    QStringList lines;
    for (const QString &table : {u"setting"_s, u"draft"_s, u"lease"_s, u"verifier"_s, u"blob"_s, u"blob_reference"_s}) {
        for (const auto &row : database.rows(QString(u"SELECT * FROM "_s + table + u" ORDER BY 1"_s)))
            lines << QString(table + u' ' + row.text(0) + u' ' + row.text(1));
    }
    for (const auto &row : database.rows(u"SELECT seq, id, n, fate, overlay, body FROM journal ORDER BY seq"_s))
        lines << QStringList{u"journal"_s, row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)}.join(u' ');
    for (const auto &row : database.rows(u"SELECT doc, seq FROM journal_touch ORDER BY doc, seq"_s))
        lines << QStringList{u"touch"_s, row.text(0), row.text(1)}.join(u' ');
    for (const auto &row : database.rows(u"SELECT id, view FROM document WHERE view IS NOT NULL ORDER BY id"_s))
        lines << QStringList{u"view"_s, row.text(0), row.text(1)}.join(u' ');
    for (const auto &row : database.rows(u"SELECT count(*) FROM document_scope WHERE scope = 'ref'"_s))
        lines << QString(u"ref "_s + row.text(0));
    return lines;
}

} // namespace

/// The first download as a ready-made file: what the centre makes, what the window takes, and that nothing is lost on the way.
class SnapshotTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Hall> m_hall;
    int m_shelves = 0;

    QString newFolder() { return m_folder.filePath(u"shelf%1"_s.arg(++m_shelves)); }
    SnapshotBuilder::Options options(const QString &folder)
    {
        SnapshotBuilder::Options options;
        options.folder = folder;
        options.clock = m_hall->clock();
        options.rowsAtLeast = 10;
        options.tailAtLeast = 5;
        return options;
    }
    SnapshotManifest build(const QString &folder)
    {
        const auto made = SnapshotBuilder(m_hall->centreOffice(), options(folder)).build(scope);
        if (!made)
            qFatal("not made: %s", qPrintable(made.refusal().code));
        return *made;
    }
    /// The parts of a manifest unpacked into one file.
    QString unpacked(const QString &folder, const SnapshotManifest &manifest, const QString &into)
    {
        const QByteArray key = support::windowKey();
        storage::layOut(into, manifest.bytes, key);
        qint64 offset = 0;
        for (const domain::SnapshotPart &part : manifest.parts) {
            QFile came(QDir(SnapshotShelf(folder).partsFolder(scope)).filePath(QString::fromLatin1(part.sha256)));
            if (!came.open(QIODevice::ReadOnly))
                qFatal("no part");
            const QString kept = m_folder.filePath(u"part"_s);
            for (bool isBeginning = true; !came.atEnd(); isBeginning = false)
                storage::addToPart(kept, came.read(100'000), isBeginning, key);
            if (storage::partBytes(kept, key) != part.size)
                qFatal("a part is not kept");
            const auto good = SnapshotAdoption::unpack(kept, part, into, offset, key);
            if (!good || !*good)
                qFatal("can't unpack");
            offset += part.bytes;
        }
        return into;
    }
    /// Another window accepts a case at the centre.
    QString acceptElsewhere(const QString &number = u"610116199003070014"_s)
    {
        const auto done = m_hall->centreOffice().submit({u"case.accept"_s, {}, m_hall->application(u"flex-ss"_s, Hall::person(u"张三"_s, number), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}), m_hall->clerk()});
        if (!done)
            qFatal("not accepted: %s", qPrintable(done.refusal().code));
        return done->operation.doc;
    }
    /// Work of this window: pending on a case of its own, a draft, numbers.
    QString work(Window &window)
    {
        const domain::Staff *clerk = window.office->rules()->staffByNumber(u"1001"_s);
        const auto enrolled = m_hall->centre().enrol(window.office->stream(), window.office->deviceId(), window.office->devicePublicKey(), u"9"_s);
        const auto lease = m_hall->centre().leaseNumbers(domain::newId(m_hall->now()), window.office->stream(), window.sync->leaseSeries(), 50);
        if (!enrolled || !lease)
            qFatal("no numbers");
        window.sync->addLease(*lease);
        const auto done = window.office->submit({u"case.accept"_s, {}, m_hall->application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}),
                                                 {clerk->id, clerk->name, clerk->roles, clerk->place, u"9"_s}});
        if (!done)
            qFatal("not accepted here: %s", qPrintable(done.refusal().code));
        window.office->store().drafts.put({u"draft-1"_s, clerk->id, u"李四 · 食品经营"_s, {{u"typed"_s, u"much"_s}}, 1, m_hall->now()});
        return done->operation.doc;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_hall = std::make_unique<Hall>();
        QVERIFY(office::publishCentreKey(m_hall->centreOffice()).ok());
        QVERIFY(office::publishCentreKey(m_hall->centreOffice()).ok()); // once is enough
        const auto made = office::makeUpCases(m_hall->centreOffice().databasePath(), 60, 7, m_hall->now());
        QVERIFY2(made.ok(), made ? "" : qPrintable(made.refusal().code));
        m_hall->centreOffice().reloadRules();
    }

    void theFileBringsWhatReplicationWouldBring()
    {
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        QCOMPARE(manifest.seq, m_hall->centre().head(scope));
        acceptElsewhere(); // later than the file
        Window replicated(*m_hall), downloaded(*m_hall);
        replicated.pull(scope);
        SnapshotAdoption adoption(*downloaded.office);
        QVERIFY(adoption.isNew(scope));
        QVERIFY(adoption.check(manifest).ok());
        QCOMPARE(adoption.way(manifest), SnapshotAdoption::Way::File);
        QVERIFY(adoption.adopt(manifest, unpacked(folder, manifest, downloaded.folder.filePath(u"ready.db"_s))).ok());
        QVERIFY(!adoption.isNew(scope));
        QCOMPARE(downloaded.sync->cursor(scope).seq, manifest.seq);
        downloaded.pull(scope);
        QVERIFY(manifest.rows >= 60);
        QCOMPARE(digest(downloaded.database()), digest(replicated.database()));
        QCOMPARE(digest(downloaded.database(), false), digest(m_hall->centreOffice().store().database, false));
        QVERIFY(downloaded.office->rules()->staffByNumber(u"1001"_s));
        // Its indexes and its search are those of a window that made them itself.
        const auto layout = [](storage::Database &database) {
            QStringList lines;
            for (const auto &row : database.rows(u"SELECT type, name, sql FROM sqlite_master ORDER BY type, name"_s))
                lines << QString(row.text(0) + u' ' + row.text(1) + u' ' + row.text(2));
            return lines;
        };
        QCOMPARE(layout(downloaded.database()), layout(replicated.database()));
        QCOMPARE(office::DeskSearch(*downloaded.office).find(u"张三"_s, 10).size(), office::DeskSearch(*replicated.office).find(u"张三"_s, 10).size());
        QVERIFY(!office::DeskSearch(*downloaded.office).find(u"张"_s, 10).isEmpty());
        QCOMPARE(downloaded.database().row(u"PRAGMA integrity_check"_s)->text(0), u"ok"_s);
        QCOMPARE(downloaded.database().row(u"PRAGMA journal_mode"_s)->text(0), u"wal"_s);
    }

    void atWhateverHeadItIsMadeTheRestIsPulled()
    {
        const QString folder = newFolder();
        QList<SnapshotManifest> made;
        for (int i = 0; i < 3; ++i) {
            made << build(folder);
            acceptElsewhere();
            m_hall->setNow(m_hall->now().addSecs(60));
        }
        Window replicated(*m_hall);
        replicated.pull(scope);
        for (const SnapshotManifest &manifest : std::as_const(made)) {
            Window window(*m_hall);
            QVERIFY(SnapshotAdoption(*window.office).adopt(manifest, unpacked(folder, manifest, window.folder.filePath(u"ready.db"_s))).ok());
            window.pull(scope, 3);
            QCOMPARE(digest(window.database()), digest(replicated.database()));
        }
    }

    void nothingOfOursIsLost()
    {
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        Window window(*m_hall);
        const QString id = work(window);
        const QStringList before = own(window.database());
        const QByteArray key = window.office->devicePublicKey();
        QSignalSpy journal(window.office.get(), &office::Office::journalChanged);
        QVERIFY(SnapshotAdoption(*window.office).adopt(manifest, unpacked(folder, manifest, window.folder.filePath(u"ready.db"_s))).ok());
        QVERIFY(!journal.isEmpty());
        QCOMPARE(own(window.database()), before);
        QCOMPARE(window.sync->pendingCount(), 1);
        QVERIFY(office::Archive(*window.office).document(id).has_value());
        window.open();
        QCOMPARE(own(window.database()), before);
        QCOMPARE(window.office->devicePublicKey(), key);
        // And it goes on: another act takes the next number, and the centre takes both.
        const domain::Staff *clerk = window.office->rules()->staffByNumber(u"1001"_s);
        QVERIFY(window.office->submit({u"case.accept"_s, {}, m_hall->application(u"flex-ss"_s, Hall::firm(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}), {clerk->id, clerk->name, clerk->roles, clerk->place, u"9"_s}}).ok()
                || window.sync->pendingCount() == 1);
        domain::PushBatch batch;
        batch.epoch = window.sync->epoch();
        batch.operations = window.sync->pendingOperations(500, 1 << 20);
        const auto answer = m_hall->centre().push(window.office->stream(), batch);
        QVERIFY(answer.ok());
        QCOMPARE(answer->results.first().outcome, domain::Outcome::Applied);
        QVERIFY(window.sync->settle(*answer).ok());
        window.pull(scope);
        QCOMPARE(window.sync->pendingCount(), 0);
        QVERIFY(window.office->store().documents.base(id).has_value());
    }

    void workOnACaseOfTheFileLiesOnTopOfIt()
    {
        // A case that this window received, the centre knows, and the window has work on while the file comes.
        Window window(*m_hall);
        const QString id = work(window);
        domain::PushBatch batch;
        batch.epoch = window.sync->epoch();
        batch.operations = window.sync->pendingOperations(500, 1 << 20);
        const auto answer = m_hall->centre().push(window.office->stream(), batch);
        QVERIFY(answer.ok() && window.sync->settle(*answer).ok()); // acknowledged, not pulled: still an overlay
        QCOMPARE(window.office->store().journal.overlays().size(), 1);
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        QVERIFY(SnapshotAdoption(*window.office).adopt(manifest, unpacked(folder, manifest, window.folder.filePath(u"ready.db"_s))).ok());
        QVERIFY(window.office->store().journal.overlays().isEmpty()); // the file covers it
        QCOMPARE(window.database().number(u"SELECT count(*) FROM document WHERE view IS NOT NULL"_s), 0);
        QCOMPARE(office::Archive(*window.office).document(id)->body, m_hall->centre().document(id)->body);
    }

    void killedAtAnyMomentTheOldOrTheNewStoreIsThere()
    {
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        Window window(*m_hall);
        work(window);
        const QStringList before = own(window.database());
        const QString ready = unpacked(folder, manifest, window.folder.filePath(u"ready.db"_s));
        // What a kill would leave is what lies in the folder at that moment.
        QTemporaryDir left;
        int steps = 0, kept = 0;
        const auto keep = [&](const QString &) {
            constexpr int every = 7;
            if (steps++ % every != 0)
                return;
            const QString at = left.filePath(QString::number(kept++));
            QDir().mkpath(at);
            for (const QString &name : QDir(window.folder.path()).entryList(QDir::Files))
                QFile::copy(window.folder.filePath(name), QDir(at).filePath(name));
        };
        const int last = 1'000'000 / 7 * 7;
        QVERIFY(SnapshotAdoption(*window.office).adopt(manifest, ready, [&](const QString &step) {
            if (step == "replace"_L1)
                steps = last; // this one surely
            keep(step);
        }).ok());
        steps = last;
        keep({}); // and the end
        QVERIFY2(kept > 5, qPrintable(QString::number(kept)));
        for (int i = 0; i < kept; ++i) {
            Window after(*m_hall, left.filePath(QString::number(i) + u"/counter.db"_s));
            QCOMPARE(own(after.database()), before);
            QCOMPARE(SnapshotAdoption(*after.office).isNew(scope), i < kept - 1);
            QCOMPARE(after.database().row(u"PRAGMA integrity_check"_s)->text(0), u"ok"_s);
        }
    }

    void whateverStatementFailsTheOldStoreGoesOn()
    {
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        Window window(*m_hall);
        work(window);
        const QStringList before = own(window.database());
        int failing = 0, total = 0;
        for (bool done = false; !done; failing += failing < 12 ? 1 : 9) {
            const QString ready = unpacked(folder, manifest, window.folder.filePath(u"ready.db"_s));
            int step = 0;
            const auto adopted = SnapshotAdoption(*window.office).adopt(manifest, ready, [&](const QString &) {
                if (step++ == failing)
                    throw storage::Fault(storage::Fault::Kind::DiskFull, u"no room"_s);
            });
            done = adopted.ok();
            total = step;
            if (done)
                break;
            QCOMPARE(adopted.refusal().code, u"office.disk-full"_s);
            QCOMPARE(own(window.database()), before);
            QVERIFY(SnapshotAdoption(*window.office).isNew(scope));
            QFile::remove(ready);
            QFile::remove(QString(ready + u"-wal"_s));
            QFile::remove(QString(ready + u"-shm"_s));
        }
        QVERIFY(total > 20);
        QCOMPARE(own(window.database()), before);
        QVERIFY(!SnapshotAdoption(*window.office).isNew(scope));
    }

    void aStoreStillReadBySomebodyIsNotReplaced()
    {
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        Window window(*m_hall);
        work(window);
        const QStringList before = own(window.database());
        storage::Database reader(window.path, storage::Database::Access::ReadOnly, support::windowKey());
        QVERIFY(!reader.rows(u"SELECT count(*) FROM document"_s).isEmpty());
        const auto adopted = SnapshotAdoption(*window.office).adopt(manifest, unpacked(folder, manifest, window.folder.filePath(u"ready.db"_s)));
        QVERIFY(!adopted.ok());
        QCOMPARE(adopted.refusal().code, u"office.store-busy"_s);
        QCOMPARE(own(window.database()), before);
    }

    void byRowsItComesToTheSame()
    {
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        Window window(*m_hall), replicated(*m_hall);
        const QString id = work(window);
        const QString ready = unpacked(folder, manifest, window.folder.filePath(u"ready.db"_s));
        const auto view = office::Archive(*window.office).document(id)->body;
        // A document that had left the scope before the file was made, and was here from an earlier reading.
        window.office->store().documents.putBase({u"left-long-ago"_s, u"case"_s, 3, {scope}, {{u"id"_s, u"left-long-ago"_s}}});
        qint64 place = 0;
        int slices = 0;
        for (bool more = true; more; ++slices) {
            QVERIFY(SnapshotAdoption(*window.office).isNew(scope)); // to the very end
            const auto taken = SnapshotAdoption(*window.office).takeRows(manifest, ready, place, 20);
            QVERIFY2(taken.ok(), taken ? "" : qPrintable(taken.refusal().code));
            more = *taken;
            if (slices == 1)
                window.open(); // a restart in between
        }
        QVERIFY(slices > 2);
        QVERIFY(!SnapshotAdoption(*window.office).isNew(scope));
        QCOMPARE(window.sync->pendingCount(), 1);
        QCOMPARE(office::Archive(*window.office).document(id)->body, view);
        replicated.pull(scope);
        window.pull(scope);
        QCOMPARE(digest(window.database(), false).filter(u"left-long-ago"_s), QStringList());
        // Our own pending case apart, it is the same.
        QStringList here = digest(window.database(), false);
        here.removeIf([&](const QString &line) { return line.startsWith(id) || line.contains(u"|0||"_s); });
        QCOMPARE(here, digest(replicated.database(), false));
    }

    void onlyTheCentresSignatureCounts()
    {
        const QString folder = newFolder();
        SnapshotManifest manifest = build(folder);
        Window window(*m_hall);
        SnapshotAdoption adoption(*window.office);
        QVERIFY(adoption.check(manifest).ok());
        SnapshotManifest forged = manifest;
        forged.rows += 1;
        QCOMPARE(adoption.check(forged).refusal().code, u"snapshot.forged"_s);
        forged = manifest;
        forged.signer = m_hall->office().deviceId(); // a window's key is no centre's
        QCOMPARE(adoption.check(forged).refusal().code, u"snapshot.forged"_s);
        // It crosses the wire unharmed, and nothing that can't be one file is taken.
        QVERIFY(*SnapshotManifest::fromJson(manifest.toJson()) == manifest);
        forged = manifest;
        forged.parts[0].sha256 = "../../etc/passwd";
        QCOMPARE(SnapshotManifest::fromJson(forged.toJson()).refusal().code, u"snapshot.malformed"_s);
        forged = manifest;
        forged.bytes += 1;
        QCOMPARE(SnapshotManifest::fromJson(forged.toJson()).refusal().code, u"snapshot.malformed"_s);
        forged = manifest;
        forged.parts[0].size = domain::snapshotPartMax + 1;
        QVERIFY(!SnapshotManifest::fromJson(forged.toJson()).ok());
    }

    void aDamagedPartIsToldAndTouchesNothing()
    {
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        const QString part = QDir(SnapshotShelf(folder).partsFolder(scope)).filePath(QString::fromLatin1(manifest.parts[0].sha256));
        QFile file(part);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
        const QString damaged = m_folder.filePath(u"damaged"_s), into = m_folder.filePath(u"into"_s);
        for (const QByteArray &content : {bytes, bytes.first(100), QByteArray()}) {
            QFile copy(damaged), target(into);
            QVERIFY(copy.open(QIODevice::WriteOnly | QIODevice::Truncate) && copy.write(content) == content.size());
            copy.close();
            QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Truncate) && target.resize(manifest.bytes));
            target.close();
            const auto good = SnapshotAdoption::unpack(damaged, manifest.parts[0], into, 0);
            QVERIFY(good.ok() && !*good);
            QVERIFY(target.open(QIODevice::ReadOnly));
            QCOMPARE(target.read(4096), QByteArray(4096, '\0'));
        }
    }

    void largeFilesAreCutIntoPartsThatFit()
    {
        // 24 MB that hardly pack: at least three parts.
        const QString path = m_folder.filePath(u"large"_s), folder = m_folder.filePath(u"large-parts"_s), into = m_folder.filePath(u"large-again"_s);
        QDir().mkpath(folder);
        QByteArray content(24'000'001, Qt::Uninitialized);
        QRandomGenerator random(5);
        random.generate(reinterpret_cast<quint32 *>(content.data()), reinterpret_cast<quint32 *>(content.data()) + content.size() / 4);
        content.back() = 'x';
        QFile file(path), again(into);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        const auto parts = storage::packFile(path, folder, [] { return true; });
        QVERIFY(parts.size() >= 3);
        QVERIFY(again.open(QIODevice::WriteOnly) && again.resize(content.size()));
        again.close();
        qint64 offset = content.size();
        for (qsizetype i = parts.size() - 1; i >= 0; --i) { // in any order
            QVERIFY(parts[i].size <= domain::snapshotPartMax);
            offset -= parts[i].bytes;
            QVERIFY(storage::unpackPart(QDir(folder).filePath(QString::fromLatin1(parts[i].sha256)), parts[i], into, offset));
        }
        QCOMPARE(offset, 0);
        QVERIFY(again.open(QIODevice::ReadOnly));
        QVERIFY(again.readAll() == content);
        QVERIFY_THROWS_EXCEPTION(storage::Fault, storage::packFile(path, folder, [] { return false; }));
    }

    void itIsMadeAnewWhenTheTailIsLongOrANightHasCome()
    {
        const QString folder = newFolder();
        SnapshotBuilder builder(m_hall->centreOffice(), options(folder));
        QVERIFY(builder.isDue(scope));
        QVERIFY(!builder.isDue(u"ref"_s));
        QVERIFY(!builder.isDue(u"d/610199"_s));
        const SnapshotManifest first = build(folder);
        QVERIFY(!builder.isDue(scope)); // nothing new
        acceptElsewhere();
        QVERIFY(!builder.isDue(scope)); // too little
        const QDateTime now = m_hall->now();
        m_hall->setHallTime(QDate(2026, 11, 22), QTime(2, 30));
        QVERIFY(builder.isDue(scope)); // by night
        m_hall->setHallTime(QDate(2026, 11, 22), QTime(10, 30));
        QVERIFY(!builder.isDue(scope));
        m_hall->setNow(now);
        SnapshotBuilder::Options eager = options(folder);
        eager.tailAtLeast = 1;
        eager.tailPercent = 0;
        QVERIFY(SnapshotBuilder(m_hall->centreOffice(), eager).isDue(scope));
        SnapshotBuilder::Options lazy = options(newFolder());
        lazy.rowsAtLeast = 5000;
        QVERIFY(!SnapshotBuilder(m_hall->centreOffice(), lazy).isDue(scope)); // a small scope comes as quickly by pages
        QCOMPARE(SnapshotBuilder(m_hall->centreOffice(), lazy).build(scope).refusal().code, u"snapshot.small"_s);
        QCOMPARE(SnapshotOffer(m_hall->centreOffice(), folder).newest(scope, 99)->seq, first.seq);
    }

    void threeGenerationsAreKeptAndTheirPartsAlone()
    {
        const QString folder = newFolder();
        QList<SnapshotManifest> made;
        for (int i = 0; i < 5; ++i) {
            made << build(folder);
            acceptElsewhere();
        }
        const SnapshotShelf shelf(folder);
        const auto kept = shelf.manifests(scope);
        QCOMPARE(kept.size(), 3);
        QCOMPARE(kept.first().seq, made.last().seq);
        QSet<QString> named;
        for (const SnapshotManifest &manifest : kept) {
            for (const domain::SnapshotPart &part : manifest.parts)
                named << QString::fromLatin1(part.sha256);
        }
        const QStringList lying = QDir(shelf.partsFolder(scope)).entryList(QDir::Files);
        QCOMPARE(QSet<QString>(lying.begin(), lying.end()), named);
        const SnapshotOffer offer(m_hall->centreOffice(), folder);
        QVERIFY(QFile::exists(*offer.partFile(scope, kept.last().parts[0].sha256)));
        QCOMPARE(offer.partFile(scope, made.first().parts[0].sha256).refusal().code, u"snapshot.none"_s);
        QVERIFY(!offer.partFile(scope, "../lock").ok());
        QVERIFY(!offer.partFile(u"d/610113"_s, kept.first().parts[0].sha256).ok()); // another scope's folder is another
        QCOMPARE(offer.newest(scope, kept.first().schema - 1).refusal().code, u"snapshot.none"_s);
        QVERIFY(QDir(shelf.folderOf(scope)).entryList({u"making-*"_s}, QDir::Dirs).isEmpty());
    }

    void whatWasMadeBeforeAnErasureIsWithdrawn()
    {
        const QString folder = newFolder();
        const QString id = acceptElsewhere();
        const SnapshotManifest before = build(folder);
        const SnapshotOffer offer(m_hall->centreOffice(), folder);
        QVERIFY(offer.newest(scope, 99).ok());
        {
            office::Store &store = m_hall->centreOffice().store();
            storage::Transaction transaction(store.database);
            store.feed.put(scope, store.feed.bump(scope), 0, id, domain::ChangeRow::Kind::Erase, 2);
            store.database.run(u"DELETE FROM document WHERE id = ?"_s, {id});
            transaction.commit();
        }
        QCOMPARE(offer.newest(scope, 99).refusal().code, u"snapshot.none"_s);
        QVERIFY(!offer.partFile(scope, before.parts[0].sha256).ok());
        SnapshotBuilder builder(m_hall->centreOffice(), options(folder));
        QVERIFY(builder.isDue(scope));
        QCOMPARE(builder.work(), 1);
        QCOMPARE(SnapshotShelf(folder).manifests(scope).size(), 1); // the bytes are gone too
        QCOMPARE(QDir(SnapshotShelf(folder).partsFolder(scope)).entryList(QDir::Files).size(), offer.newest(scope, 99)->parts.size());
        Window window(*m_hall);
        const SnapshotManifest after = *offer.newest(scope, 99);
        QVERIFY(SnapshotAdoption(*window.office).adopt(after, unpacked(folder, after, window.folder.filePath(u"ready.db"_s))).ok());
        QVERIFY(!window.office->store().documents.base(id).has_value());
        QFile raw(window.path);
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QVERIFY(!raw.readAll().contains(id.toUtf8()));
    }

    void whatTheFeedDoesNotReachBackToIsWithdrawn()
    {
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        acceptElsewhere();
        storage::Database &database = m_hall->centreOffice().store().database;
        const SnapshotOffer offer(m_hall->centreOffice(), folder);
        database.run(u"UPDATE scope SET floor = ? WHERE name = ?"_s, {manifest.seq, scope});
        QVERIFY(offer.newest(scope, 99).ok());
        database.run(u"UPDATE scope SET floor = ? WHERE name = ?"_s, {manifest.seq + 1, scope});
        QCOMPARE(offer.newest(scope, 99).refusal().code, u"snapshot.none"_s);
        database.run(u"UPDATE scope SET floor = 0 WHERE name = ?"_s, {scope});
    }

    void twoServersDoNotMakeTheSame()
    {
        const QString folder = newFolder();
        const SnapshotShelf shelf(folder);
        QVERIFY(QDir().mkpath(shelf.folderOf(scope)));
        QLockFile other(QDir(shelf.folderOf(scope)).filePath(u"lock"_s));
        QVERIFY(other.tryLock());
        SnapshotBuilder builder(m_hall->centreOffice(), options(folder));
        QCOMPARE(builder.build(scope).refusal().code, u"snapshot.elsewhere"_s);
        QCOMPARE(builder.work(), 0);
        other.unlock();
        QCOMPARE(builder.work(), 1);
        SnapshotBuilder::Options stopped = options(newFolder());
        stopped.goOn = [] { return false; };
        QCOMPARE(SnapshotBuilder(m_hall->centreOffice(), stopped).build(scope).refusal().code, u"snapshot.stopped"_s);
        QVERIFY(SnapshotShelf(stopped.folder).manifests(scope).isEmpty());
    }

    void whatMovesWhileItIsReadIsReadAgain()
    {
        // Between the pages cases come and go: the file is right at the head it ends at.
        const QString folder = newFolder();
        SnapshotBuilder::Options moving = options(folder);
        int moves = 0;
        moving.goOn = [&] {
            if (moves++ < 1)
                acceptElsewhere();
            return true;
        };
        const auto made = SnapshotBuilder(m_hall->centreOffice(), moving).build(scope);
        QVERIFY(made.ok());
        Window window(*m_hall), replicated(*m_hall);
        replicated.pull(scope);
        QVERIFY(SnapshotAdoption(*window.office).adopt(*made, unpacked(folder, *made, window.folder.filePath(u"ready.db"_s))).ok());
        window.pull(scope);
        QCOMPARE(digest(window.database()), digest(replicated.database()));
    }

    void whoHasTheScopeAlreadyTakesNoFile()
    {
        const QString folder = newFolder();
        const SnapshotManifest manifest = build(folder);
        Window window(*m_hall);
        window.pull(scope);
        SnapshotAdoption adoption(*window.office);
        QVERIFY(!adoption.isNew(scope));
        QCOMPARE(adoption.way(manifest), SnapshotAdoption::Way::None);
    }
};

QTEST_GUILESS_MAIN(SnapshotTest)
#include "tst_snapshot.moc"
