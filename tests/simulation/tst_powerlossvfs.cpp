// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/powerlossvfs.h"
#include "storage/database.h"
#include <QTest>

using namespace simulation;
using namespace Qt::StringLiterals;
using storage::Database;
using storage::Fault;
using storage::Transaction;

/// The simulated disk itself: what is on it after which accident.
class PowerLossVfsTest : public QObject
{
    Q_OBJECT

private:
    Disk *m_disk = nullptr;
    int m_process = 0;
    QByteArray m_key; ///< empty: plain

    QString path() const { return m_disk->path(u"a.db"_s); }

    std::unique_ptr<Database> open(Database::Access access = Database::Access::ReadWrite)
    {
        PowerLossVfs::instance().setProcess(m_process);
        return std::make_unique<Database>(path(), access, m_key);
    }

    void put(Database &database, int number)
    {
        Transaction transaction(database);
        database.run(u"INSERT OR REPLACE INTO setting(name, value) VALUES(?, ?)"_s, {QString::number(number), QString(300, u'x')});
        transaction.commit();
    }

    qint64 count(Database &database) { return database.number(u"SELECT count(*) FROM setting"_s); }

private Q_SLOTS:
    void init()
    {
        m_key.clear();
        PowerLossVfs::instance().setSeed(7);
        m_disk = &PowerLossVfs::instance().disk(u"d"_s);
        m_process = PowerLossVfs::instance().newProcess();
    }

    void keepsWhatWasCommittedOverAnyLossOfPower_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("plain") << QByteArray();
        QTest::newRow("encrypted") << QByteArray(32, 'k');
    }

    void keepsWhatWasCommittedOverAnyLossOfPower()
    {
        QFETCH(QByteArray, key);
        m_key = key;
        // At every call of a series of commits the power fails once; what had returned from commit is there afterwards,
        // and of what had not either all or nothing.
        const auto prepared = [this] {
            open();
            return m_disk->image();
        }();
        for (int attempt = 1; attempt < 400; ++attempt) {
            m_disk = &PowerLossVfs::instance().disk(u"d"_s);
            m_disk->restore(prepared);
            m_process = PowerLossVfs::instance().newProcess();
            int committed = 0;
            {
                const auto database = open();
                m_disk->dieAfter(m_process, attempt, true, Chance(quint64(attempt)));
                try {
                    for (int number = 1; number <= 40; ++number) {
                        put(*database, number);
                        committed = number;
                        if (number % 10 == 0)
                            database->checkpoint();
                    }
                } catch (const Fault &) {
                }
                if (!m_disk->isDead(m_process)) {
                    Chance chance{quint64(attempt)};
                    m_disk->losePower(chance);
                }
            }
            m_process = PowerLossVfs::instance().newProcess();
            const auto again = open();
            QCOMPARE(again->row(u"PRAGMA integrity_check"_s)->text(0), u"ok"_s);
            const qint64 there = count(*again);
            QVERIFY2(there == committed || there == committed + 1, qPrintable(u"attempt %1: %2 committed, %3 there"_s.arg(attempt).arg(committed).arg(there)));
        }
    }

    void makesANewStoreOverAnyLossOfPower_data() { keepsWhatWasCommittedOverAnyLossOfPower_data(); }

    void makesANewStoreOverAnyLossOfPower()
    {
        QFETCH(QByteArray, key);
        m_key = key;
        bool wasWhole = false;
        for (int attempt = 1; !wasWhole && attempt < 2000; attempt += attempt < 60 ? 1 : 7) {
            m_disk = &PowerLossVfs::instance().disk(u"d"_s);
            bool isCommitted = false;
            for (const int seed : {1, 2, 3}) { // the making is broken off three times over
                m_process = PowerLossVfs::instance().newProcess();
                m_disk->dieAfter(m_process, attempt, true, Chance(quint64(attempt * 10 + seed)));
                try {
                    const auto database = open();
                    put(*database, 1);
                    isCommitted = true;
                    wasWhole = !m_disk->isDead(m_process);
                    Chance chance{quint64(attempt * 10 + seed)};
                    m_disk->losePower(chance); // nothing was closed in order
                } catch (const Fault &) {
                }
                m_disk->calm();
            }
            m_process = PowerLossVfs::instance().newProcess();
            const auto database = open();
            QVERIFY2(!isCommitted || count(*database) == 1, qPrintable(QString::number(attempt)));
            put(*database, 2);
            QCOMPARE(database->row(u"PRAGMA integrity_check"_s)->text(0), u"ok"_s);
        }
        QVERIFY(wasWhole);
    }

    void keepsTheFirstCommitOfANewStore_data() { keepsWhatWasCommittedOverAnyLossOfPower_data(); }

    void keepsTheFirstCommitOfANewStore()
    {
        QFETCH(QByteArray, key);
        m_key = key;
        for (quint64 seed = 1; seed <= 60; ++seed) {
            m_disk = &PowerLossVfs::instance().disk(u"d"_s);
            m_process = PowerLossVfs::instance().newProcess();
            {
                const auto database = open();
                put(*database, 1);
                Chance chance{seed};
                m_disk->losePower(chance); // nothing was closed in order
            }
            m_process = PowerLossVfs::instance().newProcess();
            const auto database = open();
            QCOMPARE(count(*database), 1);
        }
    }

    void losesWhatWasNotSynced()
    {
        const auto database = open();
        put(*database, 1);
        database->run(u"PRAGMA synchronous=OFF"_s);
        put(*database, 2);
        bool lost = false;
        const DiskImage before = m_disk->image();
        Chance chance(1);
        m_disk->losePower(chance);
        for (const auto &[name, bytes] : m_disk->image())
            lost = lost || bytes != before.at(name);
        QVERIFY(lost);
    }

    void losesTheEntryOfAFileThatTheDirectoryNeverHeardOf()
    {
        int gone = 0;
        for (int attempt = 0; attempt < 40; ++attempt) {
            Disk &disk = PowerLossVfs::instance().disk(u"e"_s);
            PowerLossVfs::instance().setProcess(PowerLossVfs::instance().newProcess());
            {
                storage::Database database(disk.path(u"new.db"_s));
                Chance chance{quint64(attempt)};
                disk.losePower(chance);
            }
            gone += disk.image().empty() ? 1 : 0;
        }
        QCOMPARE(gone, 0); // the log was synced and its directory with it
    }

    void leavesAKilledProcessesWritesAndFreesItsLocks()
    {
        const auto other = open();
        m_process = PowerLossVfs::instance().newProcess();
        const auto killed = open();
        put(*killed, 1);
        m_disk->dieAfter(m_process, 12, false, Chance(3));
        const auto work = [&] {
            for (int i = 2; i < 20; ++i)
                put(*killed, i);
        };
        QVERIFY_THROWS_EXCEPTION(Fault, work());
        const qint64 there = count(*other);
        QVERIFY(there >= 1);
        put(*other, 99);
        QCOMPARE(count(*other), there + 1);
    }

    void failsAsADiskDoes_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("kind");
        QTest::newRow("full") << int(DiskFault::Full) << int(Fault::Kind::DiskFull);
        QTest::newRow("error") << int(DiskFault::Error) << int(Fault::Kind::Failed);
        QTest::newRow("busy") << int(DiskFault::Busy) << int(Fault::Kind::Busy);
        QTest::newRow("read-only") << int(DiskFault::ReadOnly) << int(Fault::Kind::Failed);
    }

    void failsAsADiskDoes()
    {
        QFETCH(int, fault);
        QFETCH(int, kind);
        const auto database = open();
        put(*database, 1);
        m_disk->failAfter(0, std::numeric_limits<int>::max(), DiskFault(fault));
        try {
            put(*database, 2);
            QFAIL("nothing failed");
        } catch (const Fault &met) {
            QCOMPARE(int(met.kind), kind);
        }
        m_disk->calm();
        QCOMPARE(count(*database), 1);
        put(*database, 2);
        QCOMPARE(count(*database), 2);
    }

    void letsOneReadWhileAnotherWrites()
    {
        const auto writer = open();
        put(*writer, 1);
        const int writing = m_process;
        m_process = PowerLossVfs::instance().newProcess();
        const auto reader = open(Database::Access::ReadOnly);
        QList<qint64> seen;
        m_disk->interleaveAfter(writing, 3, [&] { seen << count(*reader); });
        put(*writer, 2);
        QCOMPARE(seen, QList<qint64>{1});
        QCOMPARE(count(*reader), 2);
    }

    void bringsYesterdaysImageBack()
    {
        DiskImage yesterday;
        {
            const auto database = open();
            put(*database, 1);
            yesterday = m_disk->image();
            put(*database, 2);
        }
        m_disk->restore(yesterday);
        QCOMPARE(count(*open()), 1);
    }

    void refusesAFileWithARottenHead()
    {
        {
            const auto database = open();
            put(*database, 1);
        }
        QVERIFY(m_disk->flipBit("a.db", 3, 2));
        try {
            open();
            QFAIL("a rotten file was opened");
        } catch (const Fault &met) {
            QCOMPARE(int(met.kind), int(Fault::Kind::Corrupt));
        }
    }
};

QTEST_GUILESS_MAIN(PowerLossVfsTest)
#include "tst_powerlossvfs.moc"
