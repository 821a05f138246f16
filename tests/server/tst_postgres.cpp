// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/changes.h"
#include "exchange/paths.h"
#include "exchange/proof.h"
#include "exchange/session.h"
#include "listenerclient.h"
#include "office/devicekey.h"
#include "office/founding.h"
#include "office/store.h"
#include "storage/engine.h"
#include "storage/migrations.h"
#include "support/hall.h"
#include "support/postgres.h"
#include "support/proven.h"
#include "support/pushwindow.h"
#include <QElapsedTimer>
#include <QJsonArray>
#include <QProcess>
#include <QtTest>
#include <latch>
#include <thread>

using namespace Qt::StringLiterals;
using domain::Outcome;
using office::Centre;
using office::Office;
using storage::Database;
using storage::Fault;
using storage::Transaction;
using support::Hall;
using support::PostgresDatabase;
using support::PushWindow;

namespace {

std::optional<Fault::Kind> faultOf(const std::function<void()> &act)
{
    try {
        act();
    } catch (const Fault &fault) {
        return fault.kind;
    }
    return std::nullopt;
}

/// Runs the work in several threads that begin together.
void atOnce(int threads, const std::function<void(int)> &work)
{
    std::latch ready(threads);
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
        all.emplace_back([&, i] {
            ready.arrive_and_wait();
            work(i);
        });
    for (std::thread &thread : all)
        thread.join();
}

/// A further server at the same centre: an office on a connection of its own.
struct OtherServer
{
    explicit OtherServer(Hall &hall)
        : office(std::move(Office::open({hall.centreOffice().databasePath(), Office::Side::Centre, hall.clock(), false}).value())), centre(*office)
    {
    }
    std::unique_ptr<Office> office;
    Centre centre;
};

/// A real server process on the shared database.
class ServerProcess
{
public:
    explicit ServerProcess(const QString &database, const QStringList &more = {})
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(ONEWINDOW_BINARY_DIR "/onewindow-server"),
                        QStringList{u"--data"_s, m_folder.path(), u"--database"_s, database, u"--listen"_s, u"127.0.0.1:0"_s, u"--demo"_s, u"--port-file"_s,
                                    m_folder.filePath(u"port"_s)}
                            + more);
    }
    ~ServerProcess() { end(); }
    quint16 port()
    {
        while (m_port == 0 && m_process.state() != QProcess::NotRunning) {
            QTest::qWait(20);
            QFile file(m_folder.filePath(u"port"_s));
            if (file.open(QIODevice::ReadOnly))
                m_port = file.readAll().toUShort();
        }
        return m_port;
    }
    void terminate() { m_process.terminate(); }
    /// The exit code, or -1 when it did not end in time.
    int end()
    {
        m_process.terminate();
        return m_process.waitForFinished(15000) && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

QByteArray get(QStringView path)
{
    return "GET " + path.toUtf8() + " HTTP/1.1\r\nHost: centre\r\n\r\n";
}

/// The device whose clerk asks.
const office::DeviceKey &deviceKey()
{
    static const auto key = office::DeviceKey::fromSeed(QByteArray(32, 'k'));
    return *key;
}

QByteArray post(QStringView path, const QByteArray &token, const QByteArray &body)
{
    const QByteArray proof = support::proofOf("POST", path.toUtf8(), body, token, QDateTime::currentDateTimeUtc(), [](const QByteArray &message) { return deviceKey().sign(message); });
    return "POST " + path.toUtf8() + " HTTP/1.1\r\nHost: centre\r\nContent-Type: application/json\r\nAuthorization: Bearer " + token + "\r\n" + exchange::proofHeader + ": "
           + proof + "\r\nContent-Length: "
           + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// Signs a clerk in at a server; gives the token.
QByteArray signIn(quint16 port, const QDateTime &now)
{
    exchange::SignInRequest request;
    request.user = u"1001"_s;
    request.password = u"changan-2026"_s;
    request.device = domain::newId(now);
    request.devicePublicKey = deviceKey().publicKey();
    RawClient client(port);
    const Reply reply = client.ask(post(exchange::signInPath, {}, exchange::encode(request)));
    const auto answer = exchange::decodeSignInAnswer(reply.body);
    if (!answer)
        qFatal("not signed in: %d %s", reply.status, reply.body.constData());
    return answer->token.toLatin1();
}

/// Asks for the changes of reference data after a cursor and holds on for news.
QByteArray longPoll(const QByteArray &token, const domain::Cursor &since, int waitSeconds)
{
    exchange::ChangesRequest request;
    request.waitSeconds = waitSeconds;
    request.scopes << exchange::ScopeCursor{u"ref"_s, since};
    return post(exchange::changesPath, token, exchange::encodeChangesRequest(request));
}

/// What a restart of the server does to whoever is connected.
void cutConnectionsOf(const QString &url)
{
    Database(url).rows(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"_s);
}

} // namespace

/// The store on a real PostgreSQL server, with several connections as several servers have them.
class PostgresTest : public QObject
{
    Q_OBJECT

    static QJsonObject flex(Hall &hall, const QString &name = u"张三"_s, const QString &number = u"610116199003070014"_s)
    {
        return hall.application(u"flex-ss"_s, Hall::person(name, number), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}});
    }
    static const domain::Staff &clerk(Hall &hall) { return *hall.centreOffice().rules()->staffByNumber(u"1001"_s); }
    static int printsOf(const domain::Document &document) { return document.body[u"papers"_s].toObject()[u"guide"_s].toInt(); }

private Q_SLOTS:
    void severalServersFindAnEmptyDatabaseAtOnce()
    {
        PostgresDatabase fresh;
        std::atomic<int> opened = 0;
        atOnce(8, [&](int) { opened += !faultOf([&] { Database database(fresh.url()); }); });
        QCOMPARE(opened.load(), 8);
        Database database(fresh.url());
        QCOMPARE(database.rows(u"SELECT version FROM schema_version"_s).size(), 1);
        QCOMPARE(database.number(u"SELECT version FROM schema_version"_s), storage::newestSchema());
    }

    void severalServersFindAnOldDatabaseAtOnce()
    {
        PostgresDatabase old;
        {
            Database database(old.url());
            const QStringList ofStep4{u"number_series"_s, u"enrolment"_s, u"device_contact"_s, u"blob"_s, u"blob_reference"_s};
            const QStringList ofStep5{u"agenda"_s, u"work"_s, u"outgoing"_s, u"workorder"_s, u"rating"_s, u"licence"_s, u"assignment"_s, u"duty"_s,
                                      u"case_calendar"_s, u"responsibility"_s, u"journal_amendment"_s, u"journal_chain"_s, u"journal_checkpoint"_s, u"sign_in_try"_s, u"sign_in_known"_s, u"sign_in_secret"_s};
            for (const QString &table : ofStep4 + ofStep5)
                database.run(QString(u"DROP TABLE "_s + table));
            for (const QString &column : {u"place"_s, u"link_n"_s, u"digest"_s, u"link"_s})
                database.run(QString(u"ALTER TABLE journal DROP COLUMN "_s + column));
            database.run(u"ALTER TABLE cursor DROP COLUMN complete"_s);
            database.run(u"ALTER TABLE casefile DROP COLUMN paused"_s);
            database.run(u"DROP INDEX journal_uncovered"_s);
            database.run(u"DROP INDEX journal_actor"_s);
            database.run(u"UPDATE schema_version SET version = 3"_s);
            database.run(u"INSERT INTO number_lease(id, series, low, high, stream, given_at, expires) VALUES('n', '610116-2026', 1, 200, 's', 0, 0)"_s);
        }
        std::atomic<int> opened = 0;
        atOnce(6, [&](int) { opened += !faultOf([&] { Database database(old.url()); }); });
        QCOMPARE(opened.load(), 6);
        Database database(old.url());
        QCOMPARE(database.number(u"SELECT version FROM schema_version"_s), storage::newestSchema());
        QCOMPARE(database.number(u"SELECT last FROM number_series"_s), 200);
    }

    void refusesADatabaseFromALaterVersion()
    {
        PostgresDatabase later;
        Database(later.url()).run(u"UPDATE schema_version SET version = version + 1"_s);
        QCOMPARE(faultOf([&] { Database database(later.url()); }), std::optional(Fault::Kind::TooNew));
    }

    void keepsValuesAsTheyAre()
    {
        PostgresDatabase fresh;
        Database database(fresh.url());
        database.run(u"CREATE TABLE t(a TEXT, b BYTEA, c BIGINT, d TEXT, e TEXT NOT NULL)"_s);
        const QString text = u"张三 𠮷 'x\" ; -- ? \\"_s;
        const QByteArray bytes("\0\x01\xff", 3);
        QCOMPARE(database.run(u"INSERT INTO t VALUES(?,?,?,?,?)"_s, {text, bytes, std::numeric_limits<qint64>::max(), QVariant(), QString()}), 1);
        const storage::Row row = *database.row(u"SELECT a, b, c, d, e, 'a?b' FROM t"_s);
        QCOMPARE(row.text(0), text);
        QCOMPARE(row.bytes(1), bytes);
        QCOMPARE(row.integer(2), std::numeric_limits<qint64>::max());
        QVERIFY(row.isNull(3));
        QVERIFY(!row.isNull(4));
        QCOMPARE(row.text(5), u"a?b"_s);
        database.run(u"UPDATE t SET b = ?, d = ?"_s, {QByteArray(), QString(u"a"_s + QChar(0) + u"b"_s)});
        QCOMPARE(database.row(u"SELECT d FROM t WHERE b IS NOT NULL"_s)->text(0), u"ab"_s); // no NUL in a text
    }

    void tellsFaultsApart()
    {
        PostgresDatabase fresh;
        Database database(fresh.url());
        database.run(u"INSERT INTO setting(name, value) VALUES('one', '1')"_s);
        QCOMPARE(faultOf([&] { database.run(u"INSERT INTO nowhere VALUES(1)"_s); }), std::optional(Fault::Kind::Failed));
        QCOMPARE(faultOf([&] { database.run(u"INSERT INTO setting(name, value) VALUES('one', '1')"_s); }), std::optional(Fault::Kind::Conflict));
        Database reader(fresh.url(), Database::Access::ReadOnly);
        QCOMPARE(reader.number(u"SELECT count(*) FROM setting"_s), 1);
        QVERIFY(faultOf([&] { reader.run(u"DELETE FROM setting"_s); }));
        QCOMPARE(reader.number(u"SELECT count(*) FROM setting"_s), 1);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(faultOf([&] { Database nobody(u"postgresql://onewindow@127.0.0.1:1/onewindow"_s); }), std::optional(Fault::Kind::Busy));
        QVERIFY(timer.elapsed() < 6000);
    }

    void keepsTheOuterWhenTheInnerIsGivenUp()
    {
        PostgresDatabase fresh;
        Database database(fresh.url());
        {
            Transaction outer(database);
            database.run(u"INSERT INTO setting(name, value) VALUES('outer', '1')"_s);
            {
                Transaction inner(database);
                QVERIFY(faultOf([&] { database.run(u"INSERT INTO setting(name, value) VALUES('outer', '1')"_s); }));
            }
            {
                Transaction inner(database);
                database.run(u"INSERT INTO setting(name, value) VALUES('inner', '1')"_s);
                inner.commit();
            }
            outer.commit();
        }
        QCOMPARE(Database(fresh.url()).number(u"SELECT count(*) FROM setting"_s), 2);
    }

    void ofTwoWritersOfAVersionOneIsTold()
    {
        PostgresDatabase fresh;
        Database one(fresh.url()), other(fresh.url());
        const auto version = [](qint64 number) { return domain::Document{u"d"_s, u"case"_s, number, {u"d/610116"_s}, {}}; };
        storage::DocumentStore(one).putNext(version(1), {});
        std::optional<Fault::Kind> told;
        std::thread waiting;
        {
            Transaction first(one);
            storage::DocumentStore(one).putNext(version(2), version(1));
            waiting = std::thread([&] { told = faultOf([&] { storage::DocumentStore(other).putNext(version(2), version(1)); }); });
            QTRY_VERIFY(Database(fresh.url()).number(u"SELECT count(*) FROM pg_locks WHERE NOT granted"_s) > 0);
            first.commit();
        }
        waiting.join();
        QCOMPARE(told, std::optional(Fault::Kind::Conflict));
    }

    void aNameIsLockedUntilTheTransactionEnds()
    {
        PostgresDatabase fresh;
        Database one(fresh.url()), other(fresh.url());
        QVERIFY(one.tryHold(u"task"_s));
        QVERIFY(!other.tryHold(u"task"_s));
        QVERIFY(other.tryHold(u"other task"_s));
        one.release(u"task"_s);
        QVERIFY(other.tryHold(u"task"_s));
        std::atomic<bool> entered = false;
        std::thread waiting;
        {
            Transaction first(one);
            one.lock(u"stream:1"_s);
            waiting = std::thread([&] {
                Transaction second(other);
                other.lock(u"stream:1"_s);
                entered = true;
            });
            QTRY_VERIFY(Database(fresh.url()).number(u"SELECT count(*) FROM pg_locks WHERE NOT granted"_s) > 0);
            QVERIFY(!entered);
        }
        waiting.join();
        QVERIFY(entered);
    }

    void aConnectionThatBrokeHeals()
    {
        PostgresDatabase fresh;
        Database database(fresh.url());
        database.run(u"INSERT INTO setting(name, value) VALUES('one', '1')"_s);
        cutConnectionsOf(fresh.url());
        QCOMPARE(database.number(u"SELECT count(*) FROM setting"_s), 1); // it broke while it lay idle: nobody notices
        cutConnectionsOf(fresh.url());
        {
            Transaction transaction(database);
            database.run(u"INSERT INTO setting(name, value) VALUES('two', '2')"_s);
            transaction.commit();
        }
        const auto broken = faultOf([&] {
            Transaction transaction(database);
            database.run(u"INSERT INTO setting(name, value) VALUES('three', '3')"_s);
            cutConnectionsOf(fresh.url());
            database.run(u"INSERT INTO setting(name, value) VALUES('four', '4')"_s);
            transaction.commit();
        });
        QCOMPARE(broken, std::optional(Fault::Kind::Busy));
        QVERIFY(!database.inTransaction());
        QCOMPARE(database.number(u"SELECT count(*) FROM setting"_s), 2);
    }

    void ofSeveralHostsThePrimaryIsTaken()
    {
        PostgresDatabase fresh;
        Database(fresh.url()).run(u"INSERT INTO setting(name, value) VALUES('one', '1')"_s);
        QString several = fresh.url();
        several.replace(u"@127.0.0.1:"_s, u"@127.0.0.1:1,127.0.0.1:"_s); // nobody is at the first
        for (const QString &url : {several, QString(several + u"?target_session_attrs=read-write"_s)}) {
            for (const auto access : {Database::Access::ReadWrite, Database::Access::ReadOnly})
                QCOMPARE(Database(url, access).number(u"SELECT count(*) FROM setting"_s), 1);
        }
        // A host that only reads, as a standby does, is none to be with.
        Database(fresh.url()).run(QString(u"ALTER DATABASE "_s + fresh.name() + u" SET default_transaction_read_only = on"_s));
        QCOMPARE(faultOf([&] { Database database(several); }), std::optional(Fault::Kind::Busy));
    }

    void findsWhatSqliteFinds()
    {
        PostgresDatabase fresh;
        Database theirs(fresh.url()), ours(u":memory:"_s);
        storage::SearchStore on(theirs), here(ours);
        const QStringList surnames{u"张"_s, u"王"_s, u"李"_s, u"赵"_s}, given{u"伟"_s, u"伟明"_s, u"芳"_s, u"秀英"_s};
        QList<storage::SearchEntry> entries;
        for (int i = 0; i < 200; ++i) {
            storage::SearchEntry entry{u"id%1"_s.arg(i), i % 3 ? u"case"_s : u"applicant"_s, surnames[i % 4] + given[i / 4 % 4],
                                       {u"610116-2026-%1-1"_s.arg(i * 37, 7, 10, QChar(u'0')), u"61011619900307%1"_s.arg(1000 + i)}, u"食品经营许可"_s,
                                       1795140000000 + i * 60000};
            if (i % 10 == 0)
                entry.name = u"西安示例餐饮有限公司"_s;
            entries << entry;
        }
        on.put(entries);
        here.put(entries);
        on.remove(u"id7"_s);
        here.remove(u"id7"_s);
        entries[8].name = u"欧阳娜"_s;
        on.put(entries[8]);
        here.put(entries[8]);
        for (const QString &typed : {u"张伟"_s, u"zw"_s, u"ouyang"_s, u"oyn"_s, u"欧阳"_s, u"1012"_s, u"0037"_s, u"610116"_s, u"61011619900307100"_s, u"餐饮"_s,
                                     u"张 1012"_s, u"xasl"_s, u"食品"_s, u"slcy"_s, u"\" | '"_s, u"17"_s, u"李秀英"_s}) {
            QStringList found, expected;
            for (const auto &entry : on.find(typed, 20))
                found << entry.id;
            for (const auto &entry : here.find(typed, 20))
                expected << entry.id;
            QCOMPARE(found, expected);
        }
        QVERIFY(!on.find(u"zw"_s, 20).isEmpty());
        QVERIFY(!on.rest());
    }

    void severalServersFoundOneDistrict()
    {
        PostgresDatabase fresh;
        const auto clock = [] { return QDateTime(QDate(2026, 1, 4), QTime(2, 0), Qt::UTC); };
        std::atomic<int> founded = 0;
        QStringList epochs(3);
        atOnce(3, [&](int i) {
            const auto opened = Office::open({fresh.url(), Office::Side::Centre, clock, false});
            founded += opened.ok() && office::foundIfEmpty(**opened, office::Founding::demo()).ok();
            epochs[i] = Centre(**opened).epoch();
        });
        QCOMPARE(founded.load(), 3);
        epochs.removeDuplicates();
        QCOMPARE(epochs.size(), 1);
        const auto opened = Office::open({fresh.url(), Office::Side::Centre, clock, false});
        QCOMPARE((*opened)->rules()->places().size(), 1);
        QCOMPARE((*opened)->store().database.number(u"SELECT max(version) FROM document"_s), 1);
    }

    void writersOfOneDocumentLoseNothing()
    {
        Hall hall;
        PushWindow first(hall.centre(), clerk(hall), hall.now());
        const QString doc = domain::newId(hall.now());
        const auto received = hall.centre().push(first.stream(), first.batch({first.act(u"case.receive"_s, doc, flex(hall), first.provisionalNumber())}));
        QVERIFY(received.ok());
        QCOMPARE(received->results[0].outcome, Outcome::Applied);
        constexpr int writers = 8, pushes = 25;
        std::atomic<int> applied = 0;
        atOnce(writers, [&](int) {
            OtherServer server(hall);
            PushWindow window(server.centre, clerk(hall), hall.now());
            for (int i = 0; i < pushes; ++i) {
                const auto answer = server.centre.push(window.stream(), window.batch({window.act(u"paper.print"_s, doc, {{u"paper"_s, u"guide"_s}})}));
                if (!answer)
                    qWarning() << answer.refusal().code << answer.refusal().facts;
                applied += answer.ok() && answer->results[0].outcome == Outcome::Applied;
            }
        });
        QCOMPARE(applied.load(), writers * pushes);
        const auto document = hall.centre().document(doc);
        QCOMPARE(document->version, 1 + writers * pushes);
        QCOMPARE(printsOf(*document), writers * pushes);
    }

    void writersThatCrossEachOtherAreAllDone()
    {
        Hall hall;
        PushWindow first(hall.centre(), clerk(hall), hall.now());
        const QStringList docs{domain::newId(hall.now()), domain::newId(hall.now())};
        for (const QString &doc : docs)
            QVERIFY(hall.centre().push(first.stream(), first.batch({first.act(u"case.receive"_s, doc, flex(hall), first.provisionalNumber())})).ok());
        constexpr int pushes = 10;
        std::atomic<int> applied = 0;
        atOnce(4, [&](int i) {
            OtherServer server(hall);
            PushWindow window(server.centre, clerk(hall), hall.now());
            for (int n = 0; n < pushes; ++n) {
                const QJsonObject body{{u"paper"_s, u"guide"_s}};
                const auto a = window.act(u"paper.print"_s, docs[i % 2], body), b = window.act(u"paper.print"_s, docs[1 - i % 2], body);
                const auto answer = server.centre.push(window.stream(), window.batch({a, b}));
                applied += answer.ok() ? int(answer->results.size()) : 0;
            }
        });
        QCOMPARE(applied.load(), 4 * pushes * 2);
        for (const QString &doc : docs)
            QCOMPARE(printsOf(*hall.centre().document(doc)), 4 * pushes);
    }

    void noNumberIsGivenTwice()
    {
        Hall hall;
        constexpr int writers = 6, cases = 8;
        QList<QStringList> numbers(writers);
        QList<QList<domain::NumberLease>> leases(writers);
        atOnce(writers, [&](int i) {
            OtherServer server(hall);
            PushWindow window(server.centre, clerk(hall), hall.now());
            for (int n = 0; n < cases; ++n) {
                const QString doc = domain::newId(hall.now());
                const auto answer = server.centre.push(window.stream(), window.batch({window.act(u"case.receive"_s, doc, flex(hall), window.provisionalNumber())}));
                if (answer && answer->results[0].outcome == Outcome::Applied)
                    numbers[i] << answer->results[0].number;
                else
                    qWarning() << (answer ? answer->results[0].problem.code : answer.refusal().code);
                const auto lease = server.centre.leaseNumbers(domain::newId(hall.now()), window.stream(), u"610116-2026"_s, 10);
                if (lease)
                    leases[i] << *lease;
            }
        });
        QStringList all;
        for (const QStringList &some : numbers)
            all += some;
        QCOMPARE(all.size(), writers * cases);
        QSet<qint64> given;
        for (const QString &number : all)
            given << domain::parseReceiptNumber(number)->serial;
        for (const auto &some : leases) {
            QCOMPARE(some.size(), cases);
            for (const domain::NumberLease &lease : some) {
                for (qint64 n = lease.from; n <= lease.to; ++n)
                    given << n;
            }
        }
        QCOMPARE(given.size(), writers * cases * 11);
    }

    void theSamePushThroughTwoServersIsOneEffect()
    {
        Hall hall;
        PushWindow window(hall.centre(), clerk(hall), hall.now());
        const QString doc = domain::newId(hall.now());
        QVERIFY(hall.centre().push(window.stream(), window.batch({window.act(u"case.receive"_s, doc, flex(hall), window.provisionalNumber())})).ok());
        for (int round = 0; round < 5; ++round) {
            const auto batch = window.batch({window.act(u"paper.print"_s, doc, {{u"paper"_s, u"guide"_s}})});
            QList<QJsonObject> told(4);
            atOnce(4, [&](int i) {
                OtherServer server(hall);
                const auto answer = server.centre.push(window.stream(), batch);
                if (answer)
                    told[i] = {{u"v"_s, answer->results[0].docVersion}, {u"at"_s, answer->results[0].at[u"d/610116"_s]}};
            });
            for (const QJsonObject &one : told)
                QCOMPARE(one, told.first());
            QCOMPARE(told.first()[u"v"_s].toInteger(), 2 + round);
        }
        QCOMPARE(printsOf(*hall.centre().document(doc)), 5);
    }

    void theSameActThroughTwoStreamsIsOneEffect()
    {
        Hall hall;
        const QString doc = domain::newId(hall.now()), act = domain::newId(hall.now());
        QList<std::optional<Outcome>> told(4);
        std::latch enrolled(4);
        atOnce(4, [&](int i) {
            OtherServer server(hall);
            PushWindow window(server.centre, clerk(hall), hall.now());
            const auto batch = window.batch({window.act(u"case.receive"_s, doc, flex(hall), window.provisionalNumber(), act)});
            enrolled.arrive_and_wait();
            const auto answer = server.centre.push(window.stream(), batch);
            if (answer)
                told[i] = answer->results[0].outcome;
        });
        QCOMPARE(told.count(std::optional(Outcome::Applied)), 1);
        QCOMPARE(told.count(std::optional(Outcome::Duplicate)), 3);
        QCOMPARE(hall.centre().document(doc)->version, 1);
        QCOMPARE(hall.centreOffice().store().database.number(u"SELECT count(*) FROM receipt"_s), 1); // the others' numbers were given up with them
    }

    void aTransactionInWhichAnotherWasQuickerIsDoneAgain()
    {
        Hall hall;
        PushWindow window(hall.centre(), clerk(hall), hall.now());
        const QString doc = domain::newId(hall.now());
        int quicker = 3;
        hall.centreOffice().store().database.setStatementHook([&](const QString &sql) {
            if (sql.startsWith("INSERT INTO feed"_L1) && quicker-- > 0)
                throw Fault(Fault::Kind::Conflict, sql);
        });
        const auto batch = window.batch({window.act(u"case.receive"_s, doc, flex(hall), window.provisionalNumber())});
        QVERIFY(hall.centre().push(window.stream(), batch).ok());
        QCOMPARE(hall.centre().document(doc)->version, 1);
        quicker = 1000; // but not for ever
        const auto next = window.batch({window.act(u"paper.print"_s, doc, {{u"paper"_s, u"guide"_s}})});
        QCOMPARE(hall.centre().push(window.stream(), next).refusal().code, u"office.store-busy"_s);
        QCOMPARE(quicker, 1000 - 8);
    }

    void aTaskIsDoneByOneServerAtATime()
    {
        Hall hall;
        QVERIFY(hall.submit(u"case.receive"_s, flex(hall)).ok());
        QVERIFY(hall.sync());
        hall.setNow(hall.now().addDays(30));
        std::atomic<int> deemed = 0;
        atOnce(4, [&](int) {
            OtherServer server(hall);
            const auto done = server.centre.doAgenda();
            deemed += done ? *done : 0;
        });
        QCOMPARE(deemed.load(), 1);
        QCOMPARE(hall.centreOffice().store().database.number(u"SELECT count(*) FROM journal WHERE type = 'case.deem'"_s), 1);
    }

    void aServerShutDownCostsOnePushAndNoMore()
    {
        Hall hall;
        OtherServer server(hall);
        PushWindow window(server.centre, clerk(hall), hall.now());
        const QString doc = domain::newId(hall.now());
        const auto batch = window.batch({window.act(u"case.receive"_s, doc, flex(hall), window.provisionalNumber())});
        bool cut = false;
        server.office->store().database.setStatementHook([&](const QString &sql) {
            if (!cut && sql.startsWith("INSERT INTO feed"_L1)) {
                cut = true;
                cutConnectionsOf(hall.centreOffice().databasePath());
            }
        });
        const auto refused = server.centre.push(window.stream(), batch);
        QVERIFY(cut);
        QCOMPARE(refused.refusal().code, u"office.store-busy"_s);
        const auto done = server.centre.push(window.stream(), batch);
        QVERIFY(done.ok());
        QCOMPARE(done->results[0].outcome, Outcome::Applied);
        QCOMPARE(hall.centre().document(doc)->version, 1);
    }

    void serversOfOneDatabaseHearOfEachOther()
    {
        PostgresDatabase fresh;
        ServerProcess one(fresh.url()), other(fresh.url(), {u"--leave-after"_s, u"1"_s}); // both found it empty
        QVERIFY(one.port() > 0 && other.port() > 0);
        const auto clock = [] { return QDateTime::currentDateTimeUtc(); };
        const auto third = Office::open({fresh.url(), Office::Side::Centre, clock, false});
        QCOMPARE((*third)->rules()->places().size(), 1);
        const QByteArray token = signIn(one.port(), clock()); // a token of one is good at the other
        const auto cursor = [&] { return domain::Cursor{Centre(**third).epoch(), Centre(**third).head(u"ref"_s)}; };

        // A write anywhere wakes who waits at any of them.
        RawClient waiting(other.port());
        for (int round = 0; round < 5; ++round) {
            QVERIFY(waiting.send(longPoll(token, cursor(), 20)));
            QVERIFY(waiting.isSilent(150));
            const domain::Staff clerk = *(*third)->rules()->staffByNumber(u"1001"_s);
            QVERIFY((*third)->submit({u"staff.define"_s, clerk.id, clerk.toJson(), {u"centre"_s, {}, {u"centre"_s}, {}, {}}}).ok());
            QElapsedTimer timer;
            timer.start();
            const Reply news = waiting.receive();
            QCOMPARE(news.status, 200);
            QVERIFY(news.body.contains(clerk.id.toUtf8()));
            qInfo("woken after %lld ms", timer.elapsed());
            QVERIFY(timer.elapsed() < 500); // 50 ms on an idle machine
        }

        // It says that it leaves before it goes, goes on serving meanwhile, and leaves nobody without an answer.
        QCOMPARE(RawClient(other.port()).ask(get(exchange::healthPath)).status, 200);
        QVERIFY(waiting.send(longPoll(token, cursor(), 20)));
        QVERIFY(waiting.isSilent(150));
        other.terminate();
        QTRY_COMPARE(RawClient(other.port()).ask(get(exchange::healthPath)).status, 503);
        QCOMPARE(RawClient(other.port()).ask(longPoll(token, {}, 0)).status, 200);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(waiting.receive().status, 200);
        QVERIFY(timer.elapsed() < 4000);
        QVERIFY(waiting.isClosed());
        QCOMPARE(other.end(), 0);
        QVERIFY(!RawClient(other.port()).connected());
        QCOMPARE(RawClient(one.port()).ask(get(exchange::healthPath)).status, 200);
        QCOMPARE(one.end(), 0);
    }

    void saysWhenTheDatabaseIsAway()
    {
        const auto fresh = std::make_unique<PostgresDatabase>();
        ServerProcess server(fresh->url());
        QVERIFY(server.port() > 0);
        QCOMPARE(RawClient(server.port()).ask(get(exchange::healthPath)).status, 200);
        Database admin(support::postgresServer());
        const QString name = fresh->name();
        admin.run(QString(u"ALTER DATABASE "_s + name + u" WITH ALLOW_CONNECTIONS false"_s));
        admin.rows(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?"_s, {name});
        QTRY_COMPARE(RawClient(server.port()).ask(get(exchange::healthPath)).status, 503);
        admin.run(QString(u"ALTER DATABASE "_s + name + u" WITH ALLOW_CONNECTIONS true"_s));
        // It heals by itself; thread by thread, so the first good answer may be followed by another thread's bad one.
        const bool healed = QTest::qWaitFor([&] { return RawClient(server.port()).ask(get(exchange::healthPath)).status == 200; }, 60000);
        QVERIFY(healed);
        QCOMPARE(server.end(), 0);
    }
};

int main(int argc, char **argv)
{
    if (const int code = support::underPostgres(argc, argv); code >= 0)
        return code;
    QCoreApplication application(argc, argv);
    PostgresTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_postgres.moc"
