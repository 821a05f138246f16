// SPDX-License-Identifier: GPL-3.0-or-later
#include "counterworld.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using State = forms::SyncStatus::State;
using Kind = app::Failure::Kind;

namespace {
constexpr qint64 second = 1000, minute = 60 * second, hour = 60 * minute;

/// The longest time without the beginning of a push, between two moments.
qint64 longestGap(const QList<FakeCentre::Pushed> &pushes, qint64 from, qint64 to)
{
    qint64 longest = 0, last = from;
    for (const FakeCentre::Pushed &push : pushes) {
        if (push.atMs < from)
            continue;
        longest = std::max(longest, push.atMs - last);
        last = push.atMs;
    }
    return std::max(longest, to - last);
}
} // namespace

/// The agent's ordinary day, and that sending and taking never wait for each other.
class SyncAgentStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // the ordinary day
    void greetsThenTakesThenListens();
    void sendsNewWorkAtOnce();
    void takesWhatOthersDidAtOnce();
    void sendsManyOperationsInPortions();
    void keepsAskingWhileThereIsMore();
    void takesSmallPagesWhileSomebodyWorks();
    void tellsWhatTheCentreSaysToAll();
    void holdsReceiptNumbersInReserve();
    void learnsTheCentresClock();
    void doesNotTireACentreThatHoldsNoPolls();

    // one side never waits for the other
    void sendsWhileTakingFails();
    void takesWhileSendingFails_data();
    void takesWhileSendingFails();
    void goesOnAfterARefusedOperation();
    void goesOnAfterAParkedOperation();
};

// ---- the ordinary day ------------------------------------------------------------------------------------------------

void SyncAgentStory::greetsThenTakesThenListens()
{
    CounterWorld world;
    const QString id = world.acceptElsewhere();
    QCOMPARE(world.state(), State::Starting);
    world.settle();
    QCOMPARE(world.wire.hellos.size(), 1);
    QVERIFY(world.wire.pulls.size() >= 2);
    QCOMPARE(world.wire.pulls.first().wait, 0);
    QCOMPARE(world.wire.pulls.last().wait, 25);
    QVERIFY(world.wire.isPolling());
    QVERIFY(world.counterHas(id));
    QCOMPARE(world.state(), State::Synced);
    QCOMPARE(world.problem(), QString());
    QCOMPARE(world.agent->status().lastContact, world.hall.now());
    const qsizetype pulls = world.wire.pulls.size();
    world.run(10 * minute);
    QVERIFY(world.wire.pulls.size() <= pulls + 24 + 1); // one in 25 seconds
    QVERIFY(world.agent->status().lastContact.secsTo(world.hall.now()) <= 25);
    QCOMPARE(world.states, (QList{State::Starting, State::Synced}));
}

void SyncAgentStory::sendsNewWorkAtOnce()
{
    CounterWorld world;
    world.settle();
    world.run(10 * second);
    const QString id = world.accept();
    QVERIFY(world.wire.pushes.isEmpty()); // the clerk's own act does not wait for the network
    QCOMPARE(world.state(), State::Sending); // but what is shown is true at once
    QCOMPARE(world.agent->status().pending, 1);
    world.run(0);
    QCOMPARE(world.wire.pushes.size(), 1);
    QCOMPARE(world.wire.pushes.first().atMs, world.nowMs());
    QVERIFY(world.centreHas(id));
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.state(), State::Synced);
    QVERIFY(world.states.contains(State::Sending));
    // What the centre made of it has come back: the overlay is gone.
    QVERIFY(world.hall.office().store().journal.overlays().isEmpty());
}

void SyncAgentStory::takesWhatOthersDidAtOnce()
{
    CounterWorld world;
    world.settle();
    world.run(10 * second);
    const QString id = world.acceptElsewhere();
    world.run(0);
    QVERIFY(world.counterHas(id));
}

void SyncAgentStory::sendsManyOperationsInPortions()
{
    CounterWorld world;
    world.wire.alterHello([](exchange::Hello &hello) { hello.limits.pushOperationsMax = 3; });
    for (int i = 0; i < 8; ++i)
        world.accept();
    world.settle();
    QCOMPARE(world.wire.pushes.size(), 3);
    QCOMPARE(world.wire.pushes[0].numbers, (QList<qint64>{1, 2, 3}));
    QCOMPARE(world.wire.pushes[2].numbers, (QList<qint64>{7, 8}));
    QCOMPARE(world.pending(), 0);
}

void SyncAgentStory::keepsAskingWhileThereIsMore()
{
    CounterWorld world;
    QStringList ids;
    for (int i = 0; i < 7; ++i)
        ids << world.acceptElsewhere();
    world.wire.setRowsPerPage(2);
    world.settle();
    for (const QString &id : ids)
        QVERIFY(world.counterHas(id));
    QCOMPARE(world.states, (QList{State::Starting, State::Synced}));
}

void SyncAgentStory::takesSmallPagesWhileSomebodyWorks()
{
    CounterWorld world;
    QVERIFY(world.hall.counterSync().restart(u"ref"_s).ok());
    world.hall.office().store().database.run(u"DELETE FROM document_scope WHERE scope = 'ref'"_s); // as on a new disk
    world.settle();
    QCOMPARE(world.wire.pulls.first().maxBytes, exchange::changesBytesMax);
    QVERIFY(world.wire.pulls.last().maxBytes <= 128 * 1024);
}

void SyncAgentStory::tellsWhatTheCentreSaysToAll()
{
    CounterWorld world;
    QSignalSpy spy(world.agent.get(), &app::SyncAgent::noticesChanged);
    world.wire.alterHello([](exchange::Hello &hello) { hello.notices = QStringList{u"今晚停机"_s}; });
    world.settle();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toStringList(), QStringList{u"今晚停机"_s});
    world.run(hour); // said once, though heard every quarter of an hour
    QCOMPARE(spy.size(), 1);
    QVERIFY(world.wire.hellos.size() >= 4);
}

void SyncAgentStory::holdsReceiptNumbersInReserve()
{
    CounterWorld world;
    QVERIFY(world.hall.counterSync().leaseWanted());
    world.settle();
    QVERIFY(!world.hall.counterSync().leaseWanted());
    QVERIFY(!world.wire.leases.isEmpty());
    QCOMPARE(world.wire.leases.first().series, u"610116-2026"_s);
    QCOMPARE(world.wire.leases.first().stream, world.hall.office().stream());
    QSet<QString> requests;
    for (const exchange::NumberLeaseRequest &request : world.wire.leases)
        requests << request.request;
    QCOMPARE(requests.size(), world.wire.leases.size());
}

void SyncAgentStory::learnsTheCentresClock()
{
    CounterWorld world;
    world.wire.setClockAheadMs(hour);
    world.settle();
    QVERIFY(std::abs(world.hall.now().addMSecs(hour).msecsTo(world.hall.office().now())) <= second);
}

void SyncAgentStory::doesNotTireACentreThatHoldsNoPolls()
{
    CounterWorld world;
    world.wire.setHoldsPolls(false);
    world.settle();
    world.run(minute);
    QVERIFY(world.wire.pulls.size() <= 63);
    QCOMPARE(world.state(), State::Synced);
}

// ---- one side never waits for the other ------------------------------------------------------------------------------

void SyncAgentStory::sendsWhileTakingFails()
{
    CounterWorld world;
    world.wire.breakEndpoint(Endpoint::Changes, FakeCentre::refused(u"office.store-failed"_s, 500));
    world.settle();
    for (int i = 0; i < 5; ++i) {
        const QString id = world.accept();
        world.run(0);
        QVERIFY(world.centreHas(id));
        world.run(minute);
    }
    QCOMPARE(world.state(), State::Starting); // nothing was heard: "synced" would be a lie
    QCOMPARE(world.problem(), u"office.store-failed"_s);
    world.wire.mend(Endpoint::Changes);
    world.run(minute);
    QCOMPARE(world.state(), State::Synced);
}

void SyncAgentStory::takesWhileSendingFails_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("fault at the centre") << int(Kind::Refused) << 500 << u"office.store-failed"_s;
    QTest::newRow("full disk at the centre") << int(Kind::Refused) << 507 << u"office.disk-full"_s;
    QTest::newRow("not allowed") << int(Kind::Refused) << 403 << u"device.quarantined"_s;
    QTest::newRow("too large") << int(Kind::Refused) << 413 << u"request.too-large"_s;
    QTest::newRow("a body it can't read") << int(Kind::Refused) << 400 << u"wire.malformed"_s;
    QTest::newRow("busy") << int(Kind::Busy) << 503 << u"office.store-busy"_s;
    QTest::newRow("lost") << int(Kind::Offline) << 0 << u"net.offline"_s;
    QTest::newRow("silent") << int(Kind::TimedOut) << 0 << u"net.timed-out"_s;
    QTest::newRow("a stranger") << int(Kind::NotOurs) << 200 << u"net.not-ours"_s;
}

void SyncAgentStory::takesWhileSendingFails()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QString, code);
    CounterWorld world;
    world.wire.breakEndpoint(Endpoint::Push, FakeCentre::failure(Kind(kind), code, status));
    world.settle();
    world.accept();
    const qint64 from = world.nowMs();
    for (int i = 0; i < 4; ++i) {
        world.run(minute);
        const QString id = world.acceptElsewhere();
        world.run(0);
        QVERIFY(world.counterHas(id));
        QCOMPARE(world.state(), State::Sending); // the centre is there: not off line
        QCOMPARE(world.problem(), code);
    }
    world.run(hour);
    // With the centre in reach a push begins within a minute, whatever fails; but not in a circle.
    QVERIFY(longestGap(world.wire.pushes, from, world.nowMs()) <= minute);
    QVERIFY(world.wire.pushes.size() < 400);
    QCOMPARE(world.pending(), 1);
    world.wire.mend(Endpoint::Push);
    world.run(minute);
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.state(), State::Synced);
    QCOMPARE(world.problem(), QString());
}

void SyncAgentStory::goesOnAfterARefusedOperation()
{
    CounterWorld world;
    world.wire.alterPushAnswer([](domain::PushAnswer &answer) {
        for (domain::OperationResult &result : answer.results) {
            if (result.n == 2) {
                result.outcome = domain::Outcome::Rejected;
                result.problem = domain::refuse(u"case.already-dispatched", {{u"by"_s, u"u77"_s}});
            }
        }
    });
    for (int i = 0; i < 3; ++i)
        world.accept();
    world.settle();
    world.accept();
    world.run(0);
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.agent->status().returned, 1);
    QCOMPARE(world.hall.archive().returned().first().problem.code, u"case.already-dispatched"_s);
    QCOMPARE(world.wire.pushes.last().numbers, QList<qint64>{4});
    QCOMPARE(world.state(), State::Synced);
}

void SyncAgentStory::goesOnAfterAParkedOperation()
{
    CounterWorld world;
    bool isOldCentre = true;
    world.wire.alterPushAnswer([&](domain::PushAnswer &answer) {
        for (domain::OperationResult &result : answer.results) {
            if (isOldCentre && (result.n == 1 || result.n == 3))
                result.outcome = domain::Outcome::Parked;
        }
    });
    for (int i = 0; i < 4; ++i)
        world.accept();
    world.settle();
    world.accept();
    world.run(second);
    QCOMPARE(world.wire.pushes.last().numbers, QList<qint64>{5});
    QCOMPARE(world.pending(), 2); // kept until the centre has done them
    QCOMPARE(world.agent->status().pending, 2);
    QCOMPARE(world.state(), State::Sending);
    const qsizetype pushes = world.wire.pushes.size();
    world.run(10 * minute);
    QCOMPARE(world.wire.pushes.size(), pushes); // not asked in a circle
    isOldCentre = false; // it was brought up to date
    world.run(20 * minute);
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.state(), State::Synced);
}

QTEST_GUILESS_MAIN(SyncAgentStory)
#include "tst_syncagent.moc"
