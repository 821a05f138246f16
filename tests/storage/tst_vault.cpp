// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/blobfiles.h"
#include "storage/database.h"
#include "storage/databasefile.h"
#include "storage/deskstores.h"
#include "storage/engine.h"
#include "storage/vault/shred.h"
#include "storage/vault/vault.h"
#include "storage/vault/vaultfile.h"
#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <csignal>
#include <optional>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace storage;
using namespace Qt::StringLiterals;

namespace {

const QByteArray key(32, 'k'), otherKey(32, 'o');
const QString secret = u"赵示例 610116199001010014"_s;

std::optional<Fault::Kind> faultOf(const std::function<void()> &act)
{
    try {
        act();
    } catch (const Fault &fault) {
        return fault.kind;
    }
    return std::nullopt;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void flip(const QString &path, qint64 at)
{
    QByteArray bytes = contents(path);
    QVERIFY(at < bytes.size());
    bytes[at] = char(bytes[at] ^ 0x20);
    overwrite(path, bytes);
}

void put(Database &database, int number, int size = 300)
{
    Transaction transaction(database);
    database.run(u"INSERT OR REPLACE INTO setting(name, value) VALUES(?, ?)"_s, {QString::number(number), QString(secret + QString(size, u'x'))});
    transaction.commit();
}

qint64 count(Database &database)
{
    return database.number(u"SELECT count(*) FROM setting"_s);
}

/// Reads every page that holds something.
QString integrity(Database &database)
{
    return database.row(u"PRAGMA integrity_check"_s)->text(0);
}

/// Does `work` with a store in a process of its own, which ends without a word while the store is open.
void inAProcessThatIsKilled(const QString &path, const std::function<void(Database &)> &work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        Database database(path, Database::Access::ReadWrite, key);
        work(database);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

} // namespace

/// Encrypted stores on a real disk. What a loss of power leaves of them is told in tests/simulation.
class TestVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        m_path = m_folder->filePath(u"office store 100%.db"_s); // as awkward as a path may be
    }

    void keepsWhatWasWritten();
    void startsInItsLogAndNeedsNoJournal();
    void leavesNothingToReadOnDisk();
    void refusesWhatIsNotItsKey();
    void opensNothingPlainAndNothingElse();
    void leavesAPlainStorePlain();
    void noticesEachByteThatIsNotWhatWasWritten_data();
    void noticesEachByteThatIsNotWhatWasWritten();
    void noticesBlocksThatChangedPlaces();
    void noticesABlockOfAnotherStore();
    void cannotNoticeAnOlderBlockOfItsOwn();
    void noticesACutFile();
    void endsItsLogAtAFrameThatIsNotGood();
    void doesNotTakeADamagedFrameForTheEndOfALogInUse();
    void keepsAllThatWasCommittedWhenItsProcessIsKilled();
    void finishesTheMakingOfAFileThatWasBrokenOff();
    void writesAgainWhatATransactionSpiltTwice();
    void readsOneStateWhileAnotherThreadWritesAndCheckpoints();
    void givesItsFileToAnotherConnectionByItsUri();
    void turnsAFileOfAnotherModeToItsLogWithoutAJournalOnDisk();
    void shrinksWithItsContents();
    void rollsBackWhenADiskIsFull();
    void takesOverAPlainStore();
    void takesOverAPlainStoreHoweverOftenItIsBrokenOff();
    void takesOverNothingThatIsInUse();
    void writesOverWhatItRemoves();
    void writesTheSameNeverTwiceTheSame();

    void sealsScansAndTheirNames();
    void givesAnyPieceOfASealedScan_data();
    void givesAnyPieceOfASealedScan();
    void goesOnWithASealedPieceAfterAKill();
    void takesBackAPieceThatDidNotFit();
    void opensNoScanThatIsNotWhatWasTakenIn();
    void sealsTheScansThatWereThere();

private:
    Database open(Database::Access access = Database::Access::ReadWrite) const { return Database(m_path, access, key); }
    void fill(int rows = 60) const
    {
        Database database = open();
        Transaction transaction(database);
        for (int number = 0; number < rows; ++number)
            put(database, number);
        transaction.commit();
    }
    QString log() const { return QString(m_path + u"-wal"_s); }

    std::optional<QTemporaryDir> m_folder;
    QString m_path;
};

void TestVault::keepsWhatWasWritten()
{
    fill();
    QVERIFY(isEncrypted(m_path));
    {
        Database database = open();
        QCOMPARE(count(database), 60);
        QVERIFY(database.row(u"SELECT value FROM setting WHERE name = '7'"_s)->text(0).startsWith(secret));
        QCOMPARE(integrity(database), u"ok"_s);
        database.checkpoint();
        QCOMPARE(integrity(database), u"ok"_s);
    }
    Database reader = open(Database::Access::ReadOnly);
    QCOMPARE(count(reader), 60);
    QVERIFY(faultOf([&] { reader.run(u"DELETE FROM setting"_s); }));
}

void TestVault::startsInItsLogAndNeedsNoJournal()
{
    Database database = open();
    QCOMPARE(database.row(u"PRAGMA journal_mode"_s)->text(0), u"wal"_s);
    QCOMPARE(database.number(u"PRAGMA synchronous"_s), 2);
    QVERIFY(!QFile::exists(QString(m_path + u"-journal"_s)));
    database.rows(u"PRAGMA mmap_size=268435456"_s);
    QCOMPARE(database.number(u"PRAGMA mmap_size"_s), 0); // pages on disk are not to be looked at as they are
}

void TestVault::leavesNothingToReadOnDisk()
{
    Database database = open();
    for (int number = 0; number < 50; ++number)
        put(database, number);
    database.checkpoint();
    put(database, 1000);
    {
        // A change that outgrows the cache, a sorting that outgrows it too, and a statement that is taken back.
        database.rows(u"PRAGMA cache_size=10"_s);
        Transaction transaction(database);
        for (int number = 0; number < 600; ++number)
            database.run(u"INSERT OR REPLACE INTO setting(name, value) VALUES(?, ?)"_s, {QString::number(number), QString(secret + QString(700, u'y'))});
        database.rows(u"SELECT value FROM setting ORDER BY substr(value, 5) || name"_s);
        // It has changed every page before its last row fails.
        QString why;
        try {
            database.run(u"UPDATE setting SET value = 'z' || value, name = CASE name WHEN '99' THEN '98' ELSE name END"_s);
        } catch (const Fault &fault) {
            why = QString::fromUtf8(fault.what());
        }
        QVERIFY2(why.contains("UNIQUE"_L1), qPrintable(why));
        QCOMPARE(database.number(u"SELECT count(*) FROM setting WHERE value LIKE 'z%'"_s), 0);
        transaction.commit();
    }
    int files = 0;
    for (const QFileInfo &file : QDir(m_folder->path()).entryInfoList(QDir::Files | QDir::Hidden)) {
        const QByteArray bytes = contents(file.filePath());
        for (const QByteArray &word : {secret.toUtf8(), secret.left(3).toUtf8(), QByteArray("610116199001010014"), QByteArray("CREATE TABLE"), QByteArray("setting"),
                                       QByteArray("SQLite format"), QByteArray("xxxxxxxx"), QByteArray("yyyyyyyy")})
            QVERIFY2(!bytes.contains(word), qPrintable(u"%1 in %2"_s.arg(QString::fromUtf8(word), file.fileName())));
        ++files;
    }
    QCOMPARE(files, 3); // the database, its log, and the log's index
}

void TestVault::refusesWhatIsNotItsKey()
{
    fill();
    const QByteArray before = contents(m_path);
    QCOMPARE(faultOf([&] { Database(m_path, Database::Access::ReadWrite, otherKey); }), std::optional(Fault::Kind::Locked));
    QCOMPARE(faultOf([&] { Database(m_path, Database::Access::ReadOnly, otherKey); }), std::optional(Fault::Kind::Locked));
    QCOMPARE(faultOf([&] { Database database(m_path); }), std::optional(Fault::Kind::Locked));
    QCOMPARE(faultOf([&] { Database(m_path, Database::Access::ReadWrite, "short"); }), std::optional(Fault::Kind::Failed));
    QCOMPARE(contents(m_path), before);
    Database database = open();
    QCOMPARE(faultOf([&] { Database(m_path, Database::Access::ReadWrite, otherKey); }), std::optional(Fault::Kind::Locked)); // while it is open with the right one
    QCOMPARE(count(database), 60);
}

void TestVault::opensNothingPlainAndNothingElse()
{
    {
        Database plain(m_path);
        put(plain, 1);
    }
    const QByteArray before = contents(m_path);
    QCOMPARE(faultOf([&] { open(); }), std::optional(Fault::Kind::Corrupt));
    QCOMPARE(contents(m_path), before);
    const QByteArray text = "a letter to somebody";
    overwrite(m_path, text);
    QCOMPARE(faultOf([&] { open(); }), std::optional(Fault::Kind::Corrupt));
    QCOMPARE(contents(m_path), text);
}

void TestVault::leavesAPlainStorePlain()
{
    Database plain(m_path);
    put(plain, 1);
    QVERIFY(!isEncrypted(m_path));
    QVERIFY(contents(m_path).startsWith("SQLite format 3"));
}

void TestVault::noticesEachByteThatIsNotWhatWasWritten_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<int>("kind");
    const auto in = [](qint64 block, int byte) { return vault::placeOf(block) + byte; };
    QTest::newRow("magic") << qint64(3) << int(Fault::Kind::Corrupt);
    QTest::newRow("rest of the head") << qint64(11) << int(Fault::Kind::Locked);
    QTest::newRow("salt") << qint64(vault::saltAt + 4) << int(Fault::Kind::Locked);
    QTest::newRow("check") << qint64(vault::checkAt + 15) << int(Fault::Kind::Locked);
    for (const qint64 block : {0, 1, 9}) {
        QTest::addRow("nonce of block %lld", block) << in(block, 2) << int(Fault::Kind::Corrupt);
        QTest::addRow("first byte of block %lld", block) << in(block, 12) << int(Fault::Kind::Corrupt);
        QTest::addRow("last byte of block %lld", block) << in(block, 12 + 4095) << int(Fault::Kind::Corrupt);
        QTest::addRow("tag of block %lld", block) << in(block, 12 + 4096 + 7) << int(Fault::Kind::Corrupt);
    }
}

void TestVault::noticesEachByteThatIsNotWhatWasWritten()
{
    QFETCH(qint64, at);
    QFETCH(int, kind);
    fill();
    flip(m_path, at);
    const auto reading = faultOf([&] {
        Database database = open(Database::Access::ReadOnly);
        integrity(database);
    });
    QVERIFY(reading);
    QCOMPARE(int(*reading), kind);
    QVERIFY(faultOf([&] {
        Database database = open();
        integrity(database);
    }));
}

void TestVault::noticesBlocksThatChangedPlaces()
{
    fill(400);
    QByteArray bytes = contents(m_path);
    const QByteArray one = bytes.mid(vault::placeOf(12), vault::blockRecord), other = bytes.mid(vault::placeOf(13), vault::blockRecord);
    bytes.replace(vault::placeOf(12), vault::blockRecord, other);
    bytes.replace(vault::placeOf(13), vault::blockRecord, one);
    overwrite(m_path, bytes);
    QCOMPARE(faultOf([&] {
                 Database database = open();
                 integrity(database);
             }),
             std::optional(Fault::Kind::Corrupt));
}

void TestVault::noticesABlockOfAnotherStore()
{
    fill(400);
    const QString another = m_folder->filePath(u"another.db"_s);
    {
        Database database(another, Database::Access::ReadWrite, key); // the very same key and contents
        Transaction transaction(database);
        for (int number = 0; number < 400; ++number)
            put(database, number);
        transaction.commit();
    }
    QByteArray bytes = contents(m_path);
    bytes.replace(vault::placeOf(12), vault::blockRecord, contents(another).mid(vault::placeOf(12), vault::blockRecord));
    overwrite(m_path, bytes);
    QCOMPARE(faultOf([&] {
                 Database database = open();
                 integrity(database);
             }),
             std::optional(Fault::Kind::Corrupt));
}

void TestVault::cannotNoticeAnOlderBlockOfItsOwn()
{
    // Said in docs/security.md: who has the disk twice can put back what stood there. What was done with it shows in the chain
    // of the stream at the next contact.
    fill(400);
    const QByteArray older = contents(m_path);
    fill(400);
    {
        Database database = open();
        database.run(u"UPDATE setting SET value = 'changed'"_s);
    }
    overwrite(m_path, older);
    Database database = open();
    QCOMPARE(integrity(database), u"ok"_s);
    QCOMPARE(database.number(u"SELECT count(*) FROM setting WHERE value = 'changed'"_s), 0);
}

void TestVault::noticesACutFile()
{
    fill(400);
    QFile file(m_path);
    QVERIFY(file.resize(vault::placeOf(12)));
    QCOMPARE(faultOf([&] {
                 Database database = open();
                 integrity(database);
             }),
             std::optional(Fault::Kind::Corrupt));
}

void TestVault::endsItsLogAtAFrameThatIsNotGood()
{
    // As in any log: what follows a torn frame is not there. Nobody can tell a frame torn by a power cut from one torn by hand.
    inAProcessThatIsKilled(m_path, [](Database &database) {
        database.checkpoint();
        for (int number = 0; number < 40; ++number)
            put(database, number);
    });
    const QByteArray whole = contents(log());
    QByteArray torn = whole;
    constexpr qint64 frame = 30; // each row of forty wrote one or more
    QVERIFY(whole.size() > vault::logHeadRecord + 60 * vault::frameRecord);
    torn[vault::logHeadRecord + frame * vault::frameRecord + 100] ^= 1;
    overwrite(log(), torn);
    QFile::remove(QString(m_path + u"-shm"_s));
    Database database = open();
    const qint64 left = count(database);
    QVERIFY2(left < 40, qPrintable(QString::number(left)));
    QCOMPARE(integrity(database), u"ok"_s);
    for (int number = 0; number < left; ++number)
        QCOMPARE(database.number(u"SELECT count(*) FROM setting WHERE name = ?"_s, {QString::number(number)}), 1);
    put(database, 1000);
    QCOMPARE(count(database), left + 1);
}

void TestVault::doesNotTakeADamagedFrameForTheEndOfALogInUse()
{
    Database database = open();
    database.checkpoint();
    for (int number = 0; number < 40; ++number)
        put(database, number);
    Database reader = open(Database::Access::ReadOnly); // its cache is empty yet
    QFile file(log());
    QVERIFY(file.open(QIODevice::ReadWrite));
    for (qint64 frame = 0; vault::logHeadRecord + frame * vault::frameRecord < file.size(); ++frame) {
        file.seek(vault::logHeadRecord + frame * vault::frameRecord + 200);
        file.write("x");
    }
    file.flush();
    QCOMPARE(faultOf([&] { reader.rows(u"SELECT value FROM setting"_s); }), std::optional(Fault::Kind::Corrupt));
    QCOMPARE(faultOf([&] { database.rows(u"PRAGMA wal_checkpoint(FULL)"_s); }), std::optional(Fault::Kind::Corrupt));
}

void TestVault::keepsAllThatWasCommittedWhenItsProcessIsKilled()
{
    for (int round = 0; round < 12; ++round) {
        inAProcessThatIsKilled(m_path, [&](Database &database) {
            for (int number = 0; number < 10 + round; ++number)
                put(database, round * 100 + number);
            if (round % 3 == 1)
                database.checkpoint();
            put(database, round * 100 + 99);
            new Transaction(database);
            database.run(u"DELETE FROM setting"_s);
        });
        Database database = open();
        QCOMPARE(integrity(database), u"ok"_s);
        QCOMPARE(database.number(u"SELECT count(*) FROM setting WHERE CAST(name AS INTEGER) / 100 = ?"_s, {round}), 11 + round);
    }
}

void TestVault::finishesTheMakingOfAFileThatWasBrokenOff()
{
    QByteArray whole;
    {
        vault::Writer::create(m_path, Secret(key));
        vault::Writer writer(m_path, Secret(key));
        writer.write(0, vault::emptyDatabase());
        whole = contents(m_path);
    }
    for (qsizetype size = 0; size <= whole.size(); size += size < 70 ? 3 : 997) {
        for (const bool isLengthened : {false, true}) { // the length of a file may come to disk before its contents
            const QByteArray left = whole.left(size);
            overwrite(m_path, isLengthened ? QByteArray(left + QByteArray(whole.size() - size, '\0')) : left);
            Database database = open();
            put(database, 1);
            QCOMPARE(count(database), 1);
        }
    }
    // The same length, but somebody's: not touched.
    overwrite(m_path, whole);
    QCOMPARE(faultOf([&] { Database(m_path, Database::Access::ReadWrite, otherKey); }), std::optional(Fault::Kind::Locked));
    QCOMPARE(contents(m_path), whole);
}

void TestVault::writesAgainWhatATransactionSpiltTwice()
{
    // Pages that a transaction has written to the log already are written over there, and their sums made again.
    Database database = open();
    database.rows(u"PRAGMA cache_size=10"_s);
    {
        Transaction transaction(database);
        for (int pass = 0; pass < 4; ++pass) {
            for (int number = 0; number < 300; ++number)
                database.run(u"INSERT OR REPLACE INTO setting(name, value) VALUES(?, ?)"_s, {QString::number(number), QString(QString::number(pass) + QString(600, u'x'))});
        }
        transaction.commit();
    }
    QCOMPARE(database.number(u"SELECT count(*) FROM setting WHERE value LIKE '3x%'"_s), 300);
    QVERIFY(QFile::copy(m_path, m_folder->filePath(u"copy.db"_s)));
    QVERIFY(QFile::copy(log(), m_folder->filePath(u"copy.db-wal"_s)));
    Database recovered(m_folder->filePath(u"copy.db"_s), Database::Access::ReadWrite, key);
    QCOMPARE(recovered.number(u"SELECT count(*) FROM setting WHERE value LIKE '3x%'"_s), 300);
    QCOMPARE(integrity(recovered), u"ok"_s);
}

void TestVault::readsOneStateWhileAnotherThreadWritesAndCheckpoints()
{
    {
        Database database = open();
        for (int number = 0; number < 20; ++number)
            put(database, number);
    }
    std::atomic<bool> stops = false;
    std::atomic<int> wrong = 0, reads = 0;
    QStringList faults;
    std::vector<std::thread> readers;
    std::mutex mutex;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&, i] {
            while (!stops) {
                const auto fault = faultOf([&] {
                    Database reader = open(Database::Access::ReadOnly); // opened anew each time, also while the first page is written
                    for (int n = 0; n < 20 + i; ++n) {
                        // All rows bear the number of one transaction.
                        const auto row = reader.row(u"SELECT count(DISTINCT value), count(*) FROM setting"_s);
                        wrong += row->integer(0) > 1 && row->integer(1) == 20 ? 1 : 0;
                        ++reads;
                    }
                });
                if (fault) {
                    const std::lock_guard lock(mutex);
                    faults << QString::number(int(*fault));
                }
            }
        });
    }
    const auto writing = faultOf([&] {
        Database database = open();
        for (int round = 0; round < 150; ++round) {
            Transaction transaction(database);
            database.run(u"UPDATE setting SET value = ?"_s, {QString(QString::number(round) + QString(2000, u'z'))});
            transaction.commit();
            if (round % 4 == 0)
                database.checkpoint();
        }
    });
    stops = true;
    for (std::thread &reader : readers)
        reader.join();
    QVERIFY(!writing);
    QCOMPARE(faults, QStringList());
    QVERIFY(reads > 0);
    Database database = open();
    QCOMPARE(integrity(database), u"ok"_s);
    QCOMPARE(database.number(u"SELECT count(DISTINCT value) FROM setting"_s), 1);
}

void TestVault::givesItsFileToAnotherConnectionByItsUri()
{
    fill();
    Database ours = open();
    QVERIFY(!ours.uri().contains(QString::fromLatin1(key)));
    Database other(m_folder->filePath(u"other.db"_s), Database::Access::ReadWrite, key);
    other.run(u"ATTACH DATABASE ? AS ours"_s, {ours.uri(u"mode=ro")});
    other.run(u"INSERT INTO main.setting SELECT * FROM ours.setting"_s);
    QVERIFY(faultOf([&] { other.run(u"DELETE FROM ours.setting"_s); }));
    other.run(u"DETACH DATABASE ours"_s);
    QCOMPARE(count(other), 60);
    const QString uri = [&] {
        const QString path = m_folder->filePath(u"third.db"_s);
        return Database(path, Database::Access::ReadWrite, key).uri();
    }();
    QCOMPARE(faultOf([&] { other.run(u"ATTACH DATABASE ? AS third"_s, {uri}); }), std::optional(Fault::Kind::Locked)); // its key is gone with it
}

void TestVault::turnsAFileOfAnotherModeToItsLogWithoutAJournalOnDisk()
{
    // As the centre makes them for a first download.
    const QString plain = m_folder->filePath(u"plain.db"_s);
    {
        Database database(plain);
        put(database, 1);
        database.rows(u"PRAGMA journal_mode=DELETE"_s);
    }
    vault::Writer::create(m_path, Secret(key));
    vault::Writer(m_path, Secret(key)).write(0, contents(plain));
    QFile::remove(plain);
    {
        Database reader = open(Database::Access::ReadOnly);
        QCOMPARE(reader.row(u"PRAGMA journal_mode"_s)->text(0), u"delete"_s);
        QCOMPARE(count(reader), 1);
    }
    QCOMPARE(::mkfifo(QFile::encodeName(QString(m_path + u"-journal"_s)).constData(), 0600), 0); // whoever opened it would wait for ever
    Database database = open();
    QCOMPARE(database.row(u"PRAGMA journal_mode"_s)->text(0), u"wal"_s);
    put(database, 2);
    QCOMPARE(count(database), 2);
}

void TestVault::shrinksWithItsContents()
{
    fill(2000);
    Database database = open();
    database.run(u"DELETE FROM setting"_s);
    database.run(u"VACUUM"_s);
    database.rows(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    QVERIFY(QFileInfo(m_path).size() < 2000 * 300);
    QCOMPARE((QFileInfo(m_path).size() - vault::headBytes) % vault::blockRecord, 0);
    QCOMPARE(integrity(database), u"ok"_s);
    put(database, 1);
    QCOMPARE(count(database), 1);
}

void TestVault::rollsBackWhenADiskIsFull()
{
    Database database = open();
    put(database, 1);
    const qint64 pages = database.number(u"PRAGMA page_count"_s);
    database.rows(QString(u"PRAGMA max_page_count="_s + QString::number(pages + 3)));
    QCOMPARE(faultOf([&] {
                 Transaction transaction(database);
                 for (int number = 2; number < 2000; ++number)
                     database.run(u"INSERT INTO setting(name, value) VALUES(?, ?)"_s, {QString::number(number), QString(400, u'x')});
             }),
             std::optional(Fault::Kind::DiskFull));
    QCOMPARE(count(database), 1);
    database.rows(u"PRAGMA max_page_count=1000000"_s);
    put(database, 2);
    QCOMPARE(integrity(database), u"ok"_s);
}

void TestVault::takesOverAPlainStore()
{
    {
        Database plain(m_path);
        Transaction transaction(plain);
        for (int number = 0; number < 300; ++number)
            put(plain, number);
        transaction.commit();
        plain.checkpoint();
        put(plain, 1000); // stands in the log alone
    }
    encryptFile(m_path, key);
    QVERIFY(isEncrypted(m_path));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{QFileInfo(m_path).fileName()});
    encryptFile(m_path, key); // all is done
    Database database = open();
    QCOMPARE(count(database), 301);
    QCOMPARE(integrity(database), u"ok"_s);
    QCOMPARE(faultOf([&] { Database plain(m_path); }), std::optional(Fault::Kind::Locked));
}

void TestVault::takesOverAPlainStoreHoweverOftenItIsBrokenOff()
{
    const QString left = QString(m_path + u".plain"_s), copy = QString(m_path + u".encrypting"_s);
    const auto plainBytes = [&] {
        Database plain(m_path);
        put(plain, 1);
        plain.rows(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        return contents(m_path);
    }();
    const auto begin = [&] {
        for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files))
            QFile::remove(m_folder->filePath(name));
        overwrite(m_path, plainBytes);
    };
    const auto isDone = [&] {
        encryptFile(m_path, key);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QFileInfo(m_path).fileName()});
        Database database = open();
        QCOMPARE(count(database), 1);
    };
    begin(); // the copy was begun
    overwrite(copy, QByteArray(5000, 'c'));
    isDone();
    begin(); // it had its second name, and was not yet replaced
    overwrite(copy, QByteArray(5000, 'c'));
    QCOMPARE(::link(QFile::encodeName(m_path).constData(), QFile::encodeName(left).constData()), 0);
    isDone();
    begin(); // it was replaced, the plain one not yet written over
    QVERIFY(QFile::copy(m_path, left));
    encryptFile(m_path, key);
    overwrite(left, plainBytes);
    overwrite(QString(m_path + u"-wal.plain"_s), QByteArray(5000, 'w'));
    isDone();
}

void TestVault::takesOverNothingThatIsInUse()
{
    Database plain(m_path);
    put(plain, 1);
    Database reader(m_path, Database::Access::ReadOnly);
    QCOMPARE(count(reader), 1);
    QCOMPARE(faultOf([&] { encryptFile(m_path, key); }), std::optional(Fault::Kind::Busy));
    put(plain, 2);
    QCOMPARE(count(plain), 2);
    QVERIFY(!isEncrypted(m_path));
}

void TestVault::writesOverWhatItRemoves()
{
    const QString path = m_folder->filePath(u"scan.pdf"_s), other = m_folder->filePath(u"kept.pdf"_s);
    overwrite(path, "secret " + QByteArray(3'000'000, 's'));
    QCOMPARE(::link(QFile::encodeName(path).constData(), QFile::encodeName(other).constData()), 0);
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    shred(path);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(contents(other), QByteArray(3'000'007, '\0'));
    shred(path); // nothing there
    const QString link = m_folder->filePath(u"link"_s);
    overwrite(other, "somebody else's");
    QVERIFY(QFile::link(other, link));
    shred(link);
    QVERIFY(!QFileInfo(link).isSymLink());
    QCOMPARE(contents(other), QByteArray("somebody else's"));
}

void TestVault::writesTheSameNeverTwiceTheSame()
{
    vault::Writer::create(m_path, Secret(key));
    vault::Writer writer(m_path, Secret(key));
    const QByteArray zeros(vault::blockBytes, '\0');
    QSet<QByteArray> records;
    for (int time = 0; time < 200; ++time) {
        writer.write(0, zeros);
        records << contents(m_path).mid(vault::headBytes, RecordCipher::nonceBytes) << contents(m_path).mid(vault::headBytes + RecordCipher::nonceBytes, vault::blockBytes);
        QCOMPARE(writer.read(0, vault::blockBytes), zeros);
    }
    QCOMPARE(records.size(), 400);
}

// ---- scans -----------------------------------------------------------------------------------------------------------

namespace {

QByteArray scanOf(qsizetype size)
{
    QByteArray bytes = "%PDF-1.4 " + secret.toUtf8() + ' ';
    while (bytes.size() < size)
        bytes.append(QByteArray::number(bytes.size())).append(' ');
    return bytes.left(size);
}

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString taken(BlobFiles &files, QByteArray bytes)
{
    QBuffer source(&bytes);
    source.open(QIODevice::ReadOnly);
    return files.takeIn(source, bytes.size())->sha256;
}

/// Path and bytes of every file of a folder and below.
QMap<QString, QByteArray> everything(const QString &folder)
{
    QMap<QString, QByteArray> all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        all.insert(files.filePath(), contents(files.filePath()));
    }
    return all;
}

} // namespace

void TestVault::sealsScansAndTheirNames()
{
    const QString folder = m_folder->filePath(u"blobs"_s);
    BlobFiles files(folder, {}, key);
    const QByteArray scan = scanOf(200'000);
    const QString name = taken(files, scan);
    QCOMPARE(name, hashOf(scan));
    QVERIFY(files.has(name) && files.isSound(name));
    QCOMPARE(files.size(name), std::optional<qint64>(scan.size()));
    QCOMPARE(files.appendPartial(name, 0, scan.left(1000)), 1000);
    const auto all = everything(folder);
    QCOMPARE(all.size(), 2);
    for (auto file = all.begin(); file != all.end(); ++file) {
        QVERIFY(!file.key().contains(name));
        QVERIFY(!file->contains("%PDF") && !file->contains("610116199001010014") && !file->contains(scan.mid(1000, 20)));
    }
    // The same scan under another key has another name.
    QVERIFY(BlobFiles(folder, {}, otherKey).path(name) != files.path(name));
    QVERIFY(!BlobFiles(folder, {}, otherKey).has(name));
    BlobFiles known(folder, {}, key, BlobFiles::Names::Plain);
    QCOMPARE(taken(known, scan), name);
    QCOMPARE(known.namesIn(name.left(2)), QStringList{name});
    QVERIFY(known.isSound(name));
}

void TestVault::givesAnyPieceOfASealedScan_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 100, 65'535, 65'536, 65'537, 300'000})
        QTest::addRow("%d bytes", size) << size;
}

void TestVault::givesAnyPieceOfASealedScan()
{
    QFETCH(int, size);
    BlobFiles files(m_folder->filePath(u"blobs"_s), {}, key);
    const QByteArray scan = scanOf(size);
    const QString name = taken(files, scan);
    for (const qint64 offset : {0, 1, 65'535, 65'536, 65'537, 131'072, size - 1, size, size + 5}) {
        for (const qint64 length : {0, 1, 100, 65'536, 70'000, size})
            QCOMPARE(files.read(name, offset, length), scan.mid(offset, length));
    }
    // In pieces of any size it becomes the same.
    for (const qint64 piece : {qint64(7'001), qint64(65'536), qint64(100'000)}) {
        const QString partial = u"%1-%2"_s.arg(name).arg(piece);
        for (qint64 offset = 0; offset < size; offset += piece) {
            QCOMPARE(files.partialSize(partial), offset);
            QCOMPARE(files.appendPartial(partial, offset, scan.mid(offset, piece)), std::min<qint64>(offset + piece, size));
            QCOMPARE(files.appendPartial(partial, offset + 3, "abc"), std::min<qint64>(offset + piece, size) == offset + 3 ? offset + 6 : std::min<qint64>(offset + piece, size));
            if (files.partialSize(partial) != std::min<qint64>(offset + piece, size))
                return; // a scan of so few bytes that three more fitted
        }
        files.remove(name);
        QVERIFY(files.finishPartial(partial, name));
        QVERIFY(files.isSound(name));
    }
}

void TestVault::goesOnWithASealedPieceAfterAKill()
{
    const QString folder = m_folder->filePath(u"blobs"_s);
    BlobFiles files(folder, {}, key);
    const QByteArray scan = scanOf(150'000);
    const QString name = hashOf(scan);
    QCOMPARE(files.appendPartial(name, 0, scan.left(100'000)), 100'000);
    const QString path = everything(folder).firstKey();
    const QByteArray whole = contents(path);
    // What a kill or a power cut can leave of it: the last chunk torn, the head torn.
    for (const qsizetype left : {whole.size() - 1, whole.size() - 20'000, qsizetype(64 + 65'536 + 28 + 5), qsizetype(64), qsizetype(30), qsizetype(0)}) {
        for (const bool isZeroed : {false, true}) {
            overwrite(path, isZeroed ? QByteArray(whole.left(left) + QByteArray(whole.size() - left, '\0')) : whole.left(left));
            bool isThere = false;
            for (int begun = 0; begun < 2 && !isThere; ++begun) { // torn further back than the last chunk, it is brought anew
                qint64 offset = files.partialSize(name);
                for (int tries = 0; offset < scan.size() && tries < 20; ++tries)
                    offset = files.appendPartial(name, offset, scan.mid(offset, 40'000));
                QCOMPARE(offset, scan.size());
                isThere = files.finishPartial(name, name);
            }
            QVERIFY(isThere);
            QVERIFY(files.isSound(name));
            files.remove(name);
        }
    }
}

void TestVault::takesBackAPieceThatDidNotFit()
{
    const QString folder = m_folder->filePath(u"blobs"_s);
    BlobFiles files(folder, {}, key);
    const QByteArray scan = scanOf(150'000);
    const QString name = hashOf(scan);
    QCOMPARE(files.appendPartial(name, 0, scan.left(70'000)), 70'000);
    const QString path = everything(folder).firstKey();
    const QByteArray before = contents(path);
    {
        struct rlimit limit, small;
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
        small = limit;
        small.rlim_cur = rlim_t(before.size() + 10'000);
        const auto old = ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &small);
        const auto fault = faultOf([&] { files.appendPartial(name, 70'000, scan.mid(70'000)); });
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::signal(SIGXFSZ, old);
        QCOMPARE(fault, std::optional(Fault::Kind::DiskFull));
    }
    QCOMPARE(contents(path), before);
    QCOMPARE(files.appendPartial(name, 70'000, scan.mid(70'000)), scan.size());
    QVERIFY(files.finishPartial(name, name));
}

void TestVault::opensNoScanThatIsNotWhatWasTakenIn()
{
    BlobFiles files(m_folder->filePath(u"blobs"_s), {}, key);
    const QByteArray scan = scanOf(200'000);
    const QString name = taken(files, scan), path = files.path(name);
    const QByteArray whole = contents(path);
    constexpr qsizetype record = 65'536 + 28;
    for (const qsizetype at : {qsizetype(2), qsizetype(10), qsizetype(20), qsizetype(50), qsizetype(64), qsizetype(100), qsizetype(64 + record - 3), qsizetype(64 + record + 40), whole.size() - 1}) {
        flip(path, at);
        QVERIFY(!files.isSound(name));
        QVERIFY(files.read(name, 0, scan.size()).isEmpty());
        overwrite(path, whole);
    }
    QByteArray swapped = whole;
    swapped.replace(64, record, whole.mid(64 + record, record)).replace(64 + record, record, whole.mid(64, record));
    for (const QByteArray &bad : {swapped, whole.left(64 + record), whole.left(64), QByteArray()}) {
        overwrite(path, bad);
        QVERIFY(!files.isSound(name)); // a cut one opens, but is not what its name says
    }
    overwrite(path, whole);
    QVERIFY(files.isSound(name));
}

void TestVault::sealsTheScansThatWereThere()
{
    const QString folder = m_folder->filePath(u"blobs"_s);
    QStringList names;
    QByteArrayList scans;
    {
        BlobFiles plain(folder);
        for (int i = 0; i < 5; ++i) {
            scans << scanOf(50'000 + i * 70'000);
            names << taken(plain, scans.last());
        }
        plain.appendPartial(names.first(), 0, scans.first().left(500));
    }
    overwrite(BlobFiles(folder).path(names.last()), "rotten before");
    BlobFiles files(folder, {}, key);
    taken(files, scans[1]); // broken off once: this one was sealed already, and the plain one stands there still
    files.sealAll();
    files.sealAll();
    for (int i = 0; i < 4; ++i) {
        QVERIFY(files.isSound(names[i]));
        QCOMPARE(files.read(names[i], 0, scans[i].size()), scans[i]);
    }
    QVERIFY(!files.has(names.last()));
    const auto all = everything(folder);
    QCOMPARE(all.size(), 4);
    for (const QByteArray &bytes : all)
        QVERIFY(bytes.startsWith("OWSEALED") && !bytes.contains("%PDF"));
    // With names as they were, over the plain files themselves.
    const QString other = m_folder->filePath(u"centre"_s);
    {
        BlobFiles plain(other);
        taken(plain, scans[0]);
    }
    QCOMPARE(::link(QFile::encodeName(BlobFiles(other).path(names[0])).constData(), QFile::encodeName(m_folder->filePath(u"seen"_s)).constData()), 0);
    BlobFiles sealed(other, {}, key, BlobFiles::Names::Plain);
    sealed.sealAll();
    QVERIFY(sealed.isSound(names[0]));
    QCOMPARE(contents(m_folder->filePath(u"seen"_s)), QByteArray(scans[0].size(), '\0'));
}

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
