// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/centrestores.h"
#include "storage/database.h"
#include "storage/deskstores.h"
#include "storage/documentstore.h"
#include "storage/engine.h"
#include "storage/interruption.h"
#include "storage/migrations.h"
#include "storage/vault/vault.h"
#include "support/sealed.h"
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <optional>

using namespace storage;
using namespace Qt::StringLiterals;

namespace {

/// Runs the statements of a saved store on a fresh file.
void restore(const QString &saved, const QString &path, const QString &more = {})
{
    QFile file(saved);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(saved));
    openSqlite(path, Database::Access::ReadWrite)->executeOnce(QString(QString::fromUtf8(file.readAll()) + more));
    if (!support::windowKey().isEmpty())
        encryptFile(path, support::windowKey());
}

QString savedStore(int schema)
{
    return QStringLiteral(ONEWINDOW_SOURCE_DIR "/tests/storage/fixtures/schema%1.sql").arg(schema);
}

std::optional<Fault::Kind> faultOf(const std::function<void()> &act)
{
    try {
        act();
    } catch (const Fault &fault) {
        return fault.kind;
    }
    return std::nullopt;
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void makesTheNewestSchema();
    void bringsEverySavedStoreUpToDate_data();
    void bringsEverySavedStoreUpToDate();
    void losesNothingWhenAStepFails();
    void refusesAStoreFromALaterVersion();
    void refusesAFileThatIsNoStore();
    void refusesAFolderThatIsNotThere();
    void keepsValuesAsTheyAre();
    void keepsEmptyTextApartFromNull();
    void keepsInstantsToTheMillisecond();
    void tellsWhatIsWrongWithAStatement();
    void rollsBackWhatWasNotCommitted();
    void keepsTheOuterWhenTheInnerIsGivenUp();
    void givesUpTheInnerWithTheOuter();
    void rollsBackWhicheverStatementFails();
    void losesNothingOnAFullDisk();
    void showsOthersOnlyWhatIsCommitted();
    void readsOneStateThroughoutATransactionOfAnother();
    void refusesToWriteThroughAReadOnlyConnection();
    void refusesASecondWriterAfterItsPatience();
    void givesUpAStatementNobodyWaitsFor();
    void leavesNoReadOpenThatKeepsTheLogFromBeingReset();
    void survivesWithoutBeingClosed();
    void makesRoomInItsLogAndReadsItAfterAPowerCut();
    void opensAFileByItsUri();
    void writesAVersionOnlyOverTheOneBefore();
    void leasesEachNumberOnce();
    void keepsTheValueThatWasFirst();

private:
    Database open(const QString &name = u"office.db"_s) const { return Database(m_folder->filePath(name), Database::Access::ReadWrite, support::windowKey()); }
    std::optional<QTemporaryDir> m_folder;
};

void TestDatabase::init()
{
    m_folder.emplace();
}

void TestDatabase::makesTheNewestSchema()
{
    Database database = open();
    QCOMPARE(database.number(u"PRAGMA user_version"_s), newestSchema());
    QCOMPARE(database.row(u"PRAGMA journal_mode"_s)->text(0), u"wal"_s);
    QCOMPARE(database.number(u"PRAGMA synchronous"_s), 2); // FULL: a receipt is printed only when the record is on disk
    QCOMPARE(database.number(u"PRAGMA foreign_keys"_s), 1);
    QVERIFY(!database.inTransaction());
    Database again = open(); // an up-to-date store is left as it is
    QCOMPARE(again.number(u"PRAGMA user_version"_s), newestSchema());
}

void TestDatabase::bringsEverySavedStoreUpToDate_data()
{
    QTest::addColumn<int>("schema");
    for (int schema = 1; schema < newestSchema(); ++schema)
        QTest::addRow("schema %d", schema) << schema;
}

void TestDatabase::bringsEverySavedStoreUpToDate()
{
    QFETCH(int, schema);
    restore(savedStore(schema), m_folder->filePath(u"office.db"_s));
    Database fresh = open(u"fresh.db"_s);
    Database database = open();
    QCOMPARE(database.number(u"PRAGMA user_version"_s), newestSchema());
    const auto schemaOf = [](Database &of) {
        QStringList all;
        for (const Row &row : of.rows(u"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"_s))
            all << row.text(0);
        return all;
    };
    QCOMPARE(schemaOf(database), schemaOf(fresh));

    QCOMPARE(database.row(u"SELECT base FROM document WHERE version=3"_s)->text(0),
             u"{\"id\":\"0192f3c4-8a21-7fff-9abc-fedcba987654\",\"state\":\"accepted\"}"_s);
    QCOMPARE(database.row(u"SELECT number FROM casefile WHERE applicant_name='张三'"_s)->text(0), u"610116-2026-0000017-1"_s);
    QCOMPARE(database.row(u"SELECT hash FROM journal WHERE fate='pending'"_s)->bytes(0), QByteArray::fromHex("00ff"));
    QCOMPARE(database.row(u"SELECT title FROM draft WHERE tray=1"_s)->text(0), u"李四 · 居住证申领"_s);
    QCOMPARE(database.number(u"SELECT next FROM lease"_s), 18);
    if (schema >= 3) {
        QCOMPARE(database.number(u"SELECT last FROM number_series WHERE series = '610116-2026'"_s), 400);
        QCOMPARE(database.number(u"SELECT last FROM number_series WHERE series = '610116-2025'"_s), 17);
        QCOMPARE(database.number(u"SELECT complete FROM cursor WHERE seq = 7"_s), 1);
    }
    QCOMPARE(database.row(u"PRAGMA integrity_check"_s)->text(0), u"ok"_s);
}

void TestDatabase::losesNothingWhenAStepFails()
{
    restore(savedStore(1), m_folder->filePath(u"office.db"_s),
            u"CREATE VIEW search_index AS SELECT 1"_s); // stands in the way of the second statement of step 2
    QCOMPARE(faultOf([this] { open(); }), std::optional(Fault::Kind::Failed));
    restore(savedStore(1), m_folder->filePath(u"other.db"_s)); // the connection is free again
    Database reader(m_folder->filePath(u"office.db"_s), Database::Access::ReadOnly, support::windowKey());
    QCOMPARE(reader.number(u"PRAGMA user_version"_s), 1);
    QCOMPARE(reader.number(u"SELECT count(*) FROM sqlite_schema WHERE name='search_entry'"_s), 0);
    QCOMPARE(reader.number(u"SELECT count(*) FROM draft"_s), 1);
}

void TestDatabase::refusesAStoreFromALaterVersion()
{
    {
        Database database = open();
        database.run(u"PRAGMA user_version=%1"_s.arg(newestSchema() + 1));
        database.run(u"INSERT INTO setting(name, value) VALUES('kept', 'yes')"_s);
    }
    QCOMPARE(faultOf([this] { open(); }), std::optional(Fault::Kind::TooNew));
    Database reader(m_folder->filePath(u"office.db"_s), Database::Access::ReadOnly, support::windowKey());
    QCOMPARE(reader.row(u"SELECT value FROM setting WHERE name='kept'"_s)->text(0), u"yes"_s);
    QCOMPARE(reader.number(u"PRAGMA user_version"_s), newestSchema() + 1);
}

void TestDatabase::refusesAFileThatIsNoStore()
{
    QFile file(m_folder->filePath(u"office.db"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray content = QByteArray("这不是数据库。").repeated(1000);
    file.write(content);
    file.close();
    QCOMPARE(faultOf([this] { open(); }), std::optional(Fault::Kind::Corrupt));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void TestDatabase::refusesAFolderThatIsNotThere()
{
    QCOMPARE(faultOf([this] { open(u"nowhere/office.db"_s); }), std::optional(Fault::Kind::Failed));
    QCOMPARE(faultOf([this] { Database(m_folder->filePath(u"nothing.db"_s), Database::Access::ReadOnly, support::windowKey()); }), std::optional(Fault::Kind::Failed));
}

void TestDatabase::keepsValuesAsTheyAre()
{
    Database database = open();
    database.run(u"CREATE TABLE t(a, b, c, d)"_s);
    const QString text = u"张三 𠮷 'x\" ; --"_s;
    const QByteArray bytes("\0\x01\xff", 3);
    QCOMPARE(database.run(u"INSERT INTO t VALUES(?,?,?,?)"_s, {text, bytes, std::numeric_limits<qint64>::max(), QVariant()}), 1);
    const Row row = *database.row(u"SELECT a, b, c, d FROM t"_s);
    QCOMPARE(row.text(0), text);
    QCOMPARE(row.bytes(1), bytes);
    QCOMPARE(row.integer(2), std::numeric_limits<qint64>::max());
    QVERIFY(row.isNull(3));
    QVERIFY(!database.row(u"SELECT a FROM t WHERE a='nobody'"_s));
    QCOMPARE(database.number(u"SELECT d FROM t"_s, {}, 7), 7);
    QCOMPARE(database.number(u"SELECT c FROM t WHERE a='nobody'"_s, {}, 7), 7);
    QCOMPARE(database.run(u"DELETE FROM t"_s), 1);
}

void TestDatabase::keepsEmptyTextApartFromNull()
{
    Database database = open();
    database.run(u"CREATE TABLE t(a TEXT NOT NULL, b TEXT)"_s);
    database.run(u"INSERT INTO t VALUES(?,?)"_s, {QString(), QVariant()}); // a QString nobody set is an empty text
    QCOMPARE(database.number(u"SELECT count(*) FROM t WHERE a='' AND b IS NULL"_s), 1);
}

void TestDatabase::keepsInstantsToTheMillisecond()
{
    Database database = open();
    const QDateTime time(QDate(2026, 11, 21), QTime(9, 0, 0, 123), Qt::UTC);
    database.run(u"CREATE TABLE t(a, b, c)"_s);
    database.run(u"INSERT INTO t VALUES(?,?,?)"_s, {instant(time), instant(QDateTime()), jsonText({{u"a"_s, u"张"_s}})});
    const Row row = *database.row(u"SELECT a, b, c FROM t"_s);
    QCOMPARE(instantFrom(row, 0), time);
    QCOMPARE(instantFrom(row, 0).timeSpec(), Qt::UTC);
    QVERIFY(!instantFrom(row, 1).isValid());
    QCOMPARE(row.text(2), u"{\"a\":\"张\"}"_s);
    QCOMPARE(jsonFrom(row, 2), (QJsonObject{{u"a"_s, u"张"_s}}));
}

void TestDatabase::tellsWhatIsWrongWithAStatement()
{
    Database database = open();
    try {
        database.run(u"INSERT INTO nowhere VALUES(1)"_s);
        QFAIL("nothing was thrown");
    } catch (const Fault &fault) {
        QCOMPARE(fault.kind, Fault::Kind::Failed);
        QVERIFY2(QByteArray(fault.what()).contains("nowhere"), fault.what());
    }
    database.run(u"INSERT INTO setting(name, value) VALUES('one', 1)"_s);
    QCOMPARE(faultOf([&] { database.run(u"INSERT INTO setting(name, value) VALUES(?, 1)"_s, {u"one"_s}); }), std::optional(Fault::Kind::Failed));
    database.run(u"INSERT INTO setting(name, value) VALUES(?, 1)"_s, {u"two"_s}); // the statement that failed works again
    QCOMPARE(database.number(u"SELECT count(*) FROM setting"_s), 2);
}

void TestDatabase::rollsBackWhatWasNotCommitted()
{
    Database database = open();
    {
        Transaction transaction(database);
        QVERIFY(database.inTransaction());
        database.run(u"INSERT INTO setting(name, value) VALUES('one', 1)"_s);
    }
    QVERIFY(!database.inTransaction());
    QCOMPARE(database.number(u"SELECT count(*) FROM setting"_s), 0);
    try {
        Transaction transaction(database);
        database.run(u"INSERT INTO setting(name, value) VALUES('one', 1)"_s);
        throw std::runtime_error("made to fail");
    } catch (const std::runtime_error &) {
    }
    QCOMPARE(database.number(u"SELECT count(*) FROM setting"_s), 0);
    Transaction transaction(database);
    database.run(u"INSERT INTO setting(name, value) VALUES('one', 1)"_s);
    transaction.commit();
    QCOMPARE(open().number(u"SELECT count(*) FROM setting"_s), 1);
}

void TestDatabase::keepsTheOuterWhenTheInnerIsGivenUp()
{
    Database database = open();
    Transaction outer(database);
    database.run(u"INSERT INTO setting(name, value) VALUES('outer', 1)"_s);
    {
        Transaction inner(database);
        database.run(u"INSERT INTO setting(name, value) VALUES('inner', 1)"_s);
        {
            Transaction innermost(database);
            database.run(u"INSERT INTO setting(name, value) VALUES('innermost', 1)"_s);
            innermost.commit();
        }
    }
    {
        Transaction inner(database);
        database.run(u"INSERT INTO setting(name, value) VALUES('second', 1)"_s);
        inner.commit();
    }
    outer.commit();
    const QList<Row> rows = open().rows(u"SELECT name FROM setting ORDER BY name"_s);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].text(0), u"outer"_s);
    QCOMPARE(rows[1].text(0), u"second"_s);
}

void TestDatabase::givesUpTheInnerWithTheOuter()
{
    Database database = open();
    {
        Transaction outer(database);
        Transaction inner(database);
        database.run(u"INSERT INTO setting(name, value) VALUES('inner', 1)"_s);
        inner.commit();
    }
    QCOMPARE(database.number(u"SELECT count(*) FROM setting"_s), 0);
    QVERIFY(!database.inTransaction());
}

void TestDatabase::rollsBackWhicheverStatementFails()
{
    Database database = open();
    database.run(u"INSERT INTO setting(name, value) VALUES('before', 1)"_s);
    const auto change = [&database] {
        Transaction outer(database);
        database.run(u"UPDATE setting SET value='changed'"_s);
        database.run(u"INSERT INTO setting(name, value) VALUES('one', 1)"_s);
        Transaction inner(database);
        database.run(u"INSERT INTO setting(name, value) VALUES('two', 1)"_s);
        inner.commit();
        outer.commit();
    };
    constexpr int statements = 7; // BEGIN, UPDATE, INSERT, SAVEPOINT, INSERT, RELEASE, COMMIT
    for (int failing = 1; failing <= statements; ++failing) {
        int statement = 0;
        database.setStatementHook([&](const QString &) {
            if (++statement == failing)
                throw Fault(Fault::Kind::DiskFull, u"made to fail"_s);
        });
        QCOMPARE(faultOf(change), std::optional(Fault::Kind::DiskFull));
        database.setStatementHook({});
        QVERIFY(!database.inTransaction());
        const QList<Row> rows = database.rows(u"SELECT name, value FROM setting"_s);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0].text(1), u"1"_s);
    }
    QCOMPARE(faultOf(change), std::nullopt);
    QCOMPARE(database.number(u"SELECT count(*) FROM setting WHERE value IN ('changed', '1')"_s), 3);
}

void TestDatabase::losesNothingOnAFullDisk()
{
    Database database = open();
    database.run(u"INSERT INTO setting(name, value) VALUES('before', ?)"_s, {QString(1000, u'x')});
    database.run(u"PRAGMA max_page_count=%1"_s.arg(database.number(u"PRAGMA page_count"_s) + 5));
    const auto fill = [&database] {
        Transaction transaction(database);
        for (int i = 0; i < 100; ++i)
            database.run(u"INSERT INTO setting(name, value) VALUES(?, ?)"_s, {i, QString(3000, u'y')});
        transaction.commit();
    };
    QCOMPARE(faultOf(fill), std::optional(Fault::Kind::DiskFull));
    QVERIFY(!database.inTransaction());
    QCOMPARE(database.number(u"SELECT count(*) FROM setting"_s), 1);
    QCOMPARE(open().row(u"PRAGMA integrity_check"_s)->text(0), u"ok"_s);
    database.run(u"PRAGMA max_page_count=100000"_s); // somebody made room
    QCOMPARE(faultOf(fill), std::nullopt);
    QCOMPARE(database.number(u"SELECT count(*) FROM setting"_s), 101);
}

void TestDatabase::showsOthersOnlyWhatIsCommitted()
{
    Database database = open(), other = open();
    Transaction transaction(database);
    database.run(u"INSERT INTO setting(name, value) VALUES('one', 1)"_s);
    QCOMPARE(other.number(u"SELECT count(*) FROM setting"_s), 0);
    transaction.commit();
    QCOMPARE(other.number(u"SELECT count(*) FROM setting"_s), 1);
}

void TestDatabase::readsOneStateThroughoutATransactionOfAnother()
{
    Database database = open();
    Database reader(database.path(), Database::Access::ReadOnly, support::windowKey());
    database.run(u"INSERT INTO setting(name, value) SELECT value, 1 FROM json_each(?)"_s, {u"[1,2,3,4,5,6,7,8,9]"_s});
    Transaction transaction(database);
    database.run(u"DELETE FROM setting"_s);
    QCOMPARE(reader.rows(u"SELECT name FROM setting"_s).size(), 9);
    transaction.commit();
    QCOMPARE(reader.rows(u"SELECT name FROM setting"_s).size(), 0);
}

void TestDatabase::refusesToWriteThroughAReadOnlyConnection()
{
    open().run(u"INSERT INTO setting(name, value) VALUES('one', 1)"_s);
    Database reader(m_folder->filePath(u"office.db"_s), Database::Access::ReadOnly, support::windowKey());
    QCOMPARE(reader.number(u"SELECT count(*) FROM setting"_s), 1);
    QCOMPARE(faultOf([&] { reader.run(u"DELETE FROM setting"_s); }), std::optional(Fault::Kind::Failed));
    QCOMPARE(reader.number(u"SELECT count(*) FROM setting"_s), 1);
}

void TestDatabase::refusesASecondWriterAfterItsPatience()
{
    Database first = open(), second = open();
    second.run(u"PRAGMA busy_timeout=20"_s);
    Transaction writing(first);
    QCOMPARE(faultOf([&] { Transaction(second).commit(); }), std::optional(Fault::Kind::Busy));
    QVERIFY(!second.inTransaction());
    writing.commit();
    QCOMPARE(faultOf([&] { Transaction(second).commit(); }), std::nullopt);
}

void TestDatabase::givesUpAStatementNobodyWaitsFor()
{
    Database database = open();
    const QString endless = u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT count(*) FROM n"_s;
    int asked = 0;
    {
        const storage::Interruption interruption([&asked] { return ++asked < 3; });
        try {
            database.number(endless, {qint64(1'000'000'000'000)});
            QFAIL("it went on to its end");
        } catch (const Fault &fault) {
            QCOMPARE(fault.kind, Fault::Kind::Busy);
        }
        QCOMPARE(asked, 3);
    }
    // Nobody else is interrupted, and the connection is well.
    QCOMPARE(database.number(endless, {100'000}), 100'000);
    QCOMPARE(asked, 3);
}

void TestDatabase::leavesNoReadOpenThatKeepsTheLogFromBeingReset()
{
    Database database = open();
    Database reader(database.path(), Database::Access::ReadOnly, support::windowKey());
    database.run(u"INSERT INTO setting(name, value) SELECT value, 1 FROM json_each(?)"_s, {u"[1,2,3,4,5,6,7,8,9]"_s});
    reader.row(u"SELECT name FROM setting"_s); // one of nine rows
    database.number(u"SELECT value FROM setting"_s);
    const Row outcome = *database.row(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    QCOMPARE(outcome.integer(0), 0); // nobody was in the way
    QCOMPARE(QFile(QString(database.path() + u"-wal"_s)).size(), 0);
}

void TestDatabase::survivesWithoutBeingClosed()
{
    Database database = open();
    Transaction transaction(database);
    database.run(u"INSERT INTO setting(name, value) VALUES('one', 1)"_s);
    transaction.commit();
    // What a power cut leaves: the files as they are now.
    for (const QString &suffix : {QString(), u"-wal"_s})
        QVERIFY(QFile::copy(QString(database.path() + suffix), QString(m_folder->filePath(u"after.db"_s) + suffix)));
    QCOMPARE(open(u"after.db"_s).number(u"SELECT count(*) FROM setting"_s), 1);
}

void TestDatabase::makesRoomInItsLogAndReadsItAfterAPowerCut()
{
    Database database = open();
    const QFile log(QString(database.path() + u"-wal"_s));
    database.run(u"INSERT INTO setting(name, value) VALUES('before', 1)"_s);
    database.checkpoint();
    const qint64 room = log.size();
    QVERIFY(room > 32'000'000);
    database.run(u"INSERT INTO setting(name, value) VALUES('after', hex(randomblob(1000000)))"_s);
    QCOMPARE(log.size(), room); // a commit does not lengthen it
    // The zeros behind the last commit are nothing to whoever finds the files so.
    for (const QString &suffix : {QString(), u"-wal"_s})
        QVERIFY(QFile::copy(QString(database.path() + suffix), QString(m_folder->filePath(u"cut.db"_s) + suffix)));
    Database found = open(u"cut.db"_s);
    QCOMPARE(found.number(u"SELECT count(*) FROM setting WHERE name IN ('before', 'after')"_s), 2);
    QCOMPARE(found.row(u"PRAGMA integrity_check"_s)->text(0), u"ok"_s);
}

void TestDatabase::opensAFileByItsUri()
{
    Database(m_folder->filePath(u"plain.db"_s)).run(u"INSERT INTO setting(name, value) VALUES('one', 1)"_s);
    const QString uri = QString(u"file:"_s + m_folder->filePath(u"plain.db"_s));
    QCOMPARE(Database(uri).number(u"SELECT count(*) FROM setting"_s), 1);
    QCOMPARE(Database(QString(uri + u"?vfs=unix"_s), Database::Access::ReadOnly).number(u"SELECT count(*) FROM setting"_s), 1);
    QCOMPARE(faultOf([&] { Database(QString(uri + u"?vfs=nowhere"_s)); }), std::optional(Fault::Kind::Failed));
}

void TestDatabase::writesAVersionOnlyOverTheOneBefore()
{
    Database database = open();
    DocumentStore documents(database);
    const auto version = [](qint64 number) { return domain::Document{u"d"_s, u"case"_s, number, {u"d/610116"_s}, {{u"v"_s, number}}}; };
    QCOMPARE(faultOf([&] { documents.putNext(version(1), {}); }), std::nullopt);
    QCOMPARE(faultOf([&] { documents.putNext(version(1), {}); }), std::optional(Fault::Kind::Conflict)); // two made it at once
    QCOMPARE(faultOf([&] { documents.putNext(version(2), version(1)); }), std::nullopt);
    QCOMPARE(faultOf([&] { documents.putNext(version(2), version(1)); }), std::optional(Fault::Kind::Conflict));
    QCOMPARE(documents.base(u"d"_s)->version, 2);
    QCOMPARE(documents.idsInScope(u"d/610116"_s), QStringList{u"d"_s});
    domain::Document moved = version(3);
    moved.scopes = QStringList{u"d/610113"_s};
    documents.putNext(moved, version(2));
    QVERIFY(documents.idsInScope(u"d/610116"_s).isEmpty());
    documents.putBase(version(7)); // a window takes what it is told
    documents.putBase(version(4));
    QCOMPARE(documents.base(u"d"_s)->version, 4);
}

void TestDatabase::leasesEachNumberOnce()
{
    Database database = open();
    ReceiptStore receipts(database);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(1795140000000, Qt::UTC);
    const auto lease = [&](const QString &id, const QString &series, int count) { return receipts.lease(id, series, u"s"_s, count, now, now); };
    const auto first = lease(u"a"_s, u"610116-2026"_s, 200), second = lease(u"b"_s, u"610116-2026"_s, 1), other = lease(u"c"_s, u"610116-2027"_s, 5);
    QCOMPARE(first.from, 1);
    QCOMPARE(first.to, 200);
    QCOMPARE(first.next, 1);
    QCOMPARE(second.from, 201);
    QCOMPARE(second.to, 201);
    QCOMPARE(other.from, 1);
    {
        Transaction given(database);
        lease(u"d"_s, u"610116-2026"_s, 50); // given up: its numbers are still to be had
    }
    QCOMPARE(lease(u"e"_s, u"610116-2026"_s, 2).from, 202);
}

void TestDatabase::keepsTheValueThatWasFirst()
{
    Database database = open();
    SettingStore settings(database);
    QCOMPARE(settings.keep(u"epoch"_s, u"e-1"_s), u"e-1"_s);
    QCOMPARE(settings.keep(u"epoch"_s, u"e-2"_s), u"e-1"_s);
    settings.set(u"epoch"_s, u"e-3"_s);
    QCOMPARE(settings.text(u"epoch"_s), u"e-3"_s);
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
