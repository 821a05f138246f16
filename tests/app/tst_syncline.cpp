// SPDX-License-Identifier: GPL-3.0-or-later
#include "counterworld.h"
#include <QRandomGenerator>
#include <QtTest>

using namespace Qt::StringLiterals;
using State = forms::SyncStatus::State;
using Kind = app::Failure::Kind;
using When = Mishap::When;

namespace {
constexpr qint64 second = 1000, minute = 60 * second, hour = 60 * minute;
} // namespace

/// Whatever the line does: nothing is lost, nothing comes twice, nobody tires anybody.
class SyncLineStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // the line
    void sendsAgainWhatWasLost_data();
    void sendsAgainWhatWasLost();
    void takesNothingTwiceAndLosesNothingOfATornPage();
    void noticesLossAndRecoversByItself();
    void sendsAtOnceWhenAnyCallGetsThrough();
    void whatFailsAsTheLineComesBackIsTriedAgainSoon();
    void isOfflineBehindAStrangersPage();
    void neverCallsItselfSyncedBeforeItHasListenedAgain();
    void pausesLongerButNeverTooLong();
    void pausesDifferentlyAtEveryCounter();
    void triesAtOnceForNewWorkButOnceAMinute();
    void triesAtOnceWhenTheNetworkIsBack();
    void waitsAsLongAsItIsTold();
    void isNotToldToWaitForEver();
    void givesUpCallsThatNeverEnd();
    void sendsLessOverAThinLine();
    void findsTheOneOperationTheCentreCannotRead();
    void workSurvivesAnyClock();

    // storms
    void mayBeDestroyedWithCallsUnderWay();
    void convergesAfterAnyStorm_data();
    void convergesAfterAnyStorm();
};

// ---- the line --------------------------------------------------------------------------------------------------------

static void workThroughAnHourWithoutTheCentre(CounterWorld &world)
{
    world.settle();
    world.accept();
    world.wire.breakLink();
    world.run(hour);
    world.wire.restore();
}

static void waitForTheLine(CounterWorld &world)
{
    for (int i = 0; i < 300 && world.state() == State::Offline; ++i)
        world.run(second);
}

void SyncLineStory::sendsAgainWhatWasLost_data()
{
    QTest::addColumn<QList<int>>("whens");
    QTest::addColumn<int>("kind");
    for (const auto &[name, kind] : {std::pair("broken off", Kind::Offline), std::pair("silence", Kind::TimedOut), std::pair("502", Kind::Busy)}) {
        QTest::addRow("%s before the centre has it", name) << QList{int(When::Before)} << int(kind);
        QTest::addRow("%s after the centre has it", name) << QList{int(When::After)} << int(kind);
        QTest::addRow("%s three times", name) << QList{int(When::Before), int(When::After), int(When::Before)} << int(kind);
    }
    QTest::newRow("the request comes twice") << QList{int(When::Twice)} << int(Kind::Offline);
    QTest::newRow("no word ever") << QList{int(When::Never)} << int(Kind::Offline);
}

void SyncLineStory::sendsAgainWhatWasLost()
{
    QFETCH(QList<int>, whens);
    QFETCH(int, kind);
    CounterWorld world;
    world.settle();
    for (const int when : whens)
        world.wire.goWrong(Endpoint::Push, {{When(when), FakeCentre::failure(Kind(kind), u"net.lost"_s)}});
    const QString first = world.accept(), second_ = world.accept();
    world.run(10 * minute);
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.hall.archive().returnedCount(), 0);
    for (const QString &id : {first, second_}) {
        QVERIFY(world.centreHas(id));
        QCOMPARE(world.hall.centre().document(id)->version, 1); // once
        QCOMPARE(world.hall.archive().document(id)->version, 1);
    }
    QCOMPARE(world.state(), State::Synced);
}

void SyncLineStory::takesNothingTwiceAndLosesNothingOfATornPage()
{
    CounterWorld world;
    world.settle();
    world.wire.goWrong(Endpoint::Changes, {{When::After, FakeCentre::failure(Kind::Offline, u"wire.torn"_s)},
                                           {When::Before, FakeCentre::offline()}});
    const QString id = world.acceptElsewhere();
    world.run(0);
    QVERIFY(!world.counterHas(id));
    QCOMPARE(world.state(), State::Offline);
    world.run(minute);
    QVERIFY(world.counterHas(id));
    QCOMPARE(world.state(), State::Synced);
}

void SyncLineStory::noticesLossAndRecoversByItself()
{
    CounterWorld world;
    world.settle();
    world.run(minute);
    const QDateTime lastHeard = world.agent->status().lastContact;
    world.wire.breakLink();
    world.run(0);
    QCOMPARE(world.state(), State::Offline);
    const forms::SyncStatus lost = world.agent->status();
    QCOMPARE(lost.offlineSince, world.hall.now());
    QCOMPARE(lost.lastContact, lastHeard);
    QCOMPARE(lost.problem, u"net.offline"_s);
    QStringList ids;
    for (int i = 0; i < 7; ++i) {
        ids << world.accept();
        world.run(10 * minute);
    }
    QCOMPARE(world.agent->status().pending, 7);
    QCOMPARE(world.agent->status().offlineSince, lost.offlineSince);
    QCOMPARE(world.agent->status().lastContact, lastHeard);
    QCOMPARE(world.state(), State::Offline);
    const QString other = world.acceptElsewhere();
    world.wire.restore();
    world.run(5 * minute);
    QCOMPARE(world.state(), State::Synced);
    QVERIFY(!world.agent->status().offlineSince.isValid());
    QCOMPARE(world.problem(), QString());
    for (const QString &id : ids)
        QVERIFY(world.centreHas(id));
    QVERIFY(world.counterHas(other));
}

void SyncLineStory::sendsAtOnceWhenAnyCallGetsThrough()
{
    for (quint32 seed = 1; seed <= 3; ++seed) {
        CounterWorld world(seed);
        workThroughAnHourWithoutTheCentre(world);
        waitForTheLine(world);
        QCOMPARE(world.state(), State::Synced);
        QCOMPARE(world.pending(), 0); // in the same second, not after a pause of its own
    }
}

void SyncLineStory::whatFailsAsTheLineComesBackIsTriedAgainSoon()
{
    for (quint32 seed = 1; seed <= 5; ++seed) {
        CounterWorld world(seed);
        workThroughAnHourWithoutTheCentre(world);
        world.wire.goWrong(Endpoint::Push, {{When::Before, FakeCentre::offline()}}); // it was under way when the cable was plugged in
        waitForTheLine(world);
        world.run(4 * second); // not the pause of somebody who failed for an hour
        QCOMPARE(world.pending(), 0);
        QCOMPARE(world.state(), State::Synced);
    }
}

void SyncLineStory::isOfflineBehindAStrangersPage()
{
    CounterWorld world;
    world.wire.breakLink(FakeCentre::failure(Kind::NotOurs, u"net.not-ours"_s, 200, {}, {{u"html"_s, true}}));
    world.settle();
    world.accept();
    world.run(minute);
    QCOMPARE(world.state(), State::Offline);
    QCOMPARE(world.problem(), u"net.not-ours"_s);
    QCOMPARE(world.pending(), 1);
    world.wire.restore();
    world.run(5 * minute);
    QCOMPARE(world.state(), State::Synced);
}

void SyncLineStory::neverCallsItselfSyncedBeforeItHasListenedAgain()
{
    CounterWorld world;
    world.settle();
    world.wire.breakLink();
    world.run(0);
    world.wire.restore();
    // The push gets through at once, while the pull is still refused.
    world.wire.breakEndpoint(Endpoint::Changes, FakeCentre::refused(u"office.store-failed"_s, 500));
    world.states.clear();
    world.accept();
    world.run(5 * minute);
    QCOMPARE(world.pending(), 0);
    QVERIFY(!world.states.contains(State::Synced));
}

void SyncLineStory::pausesLongerButNeverTooLong()
{
    CounterWorld world;
    world.wire.breakLink();
    world.settle();
    world.run(4 * hour);
    const QList<qint64> &hellos = world.wire.hellos;
    qint64 longest = 0;
    for (qsizetype i = 1; i < hellos.size(); ++i) {
        const qint64 gap = hellos[i] - hellos[i - 1];
        QVERIFY(gap >= second);
        longest = std::max(longest, gap);
    }
    QVERIFY(longest <= 5 * minute);
    QVERIFY(longest > 2 * minute);
    QVERIFY(hellos.size() < 200); // a long loss is a quiet one
    QVERIFY(hellos.size() > 48);
    QVERIFY(world.wire.pushes.isEmpty() && world.wire.pulls.isEmpty()); // one question is enough to find out
}

void SyncLineStory::pausesDifferentlyAtEveryCounter()
{
    QSet<qint64> secondTries;
    for (quint32 seed = 1; seed <= 12; ++seed) {
        QRandomGenerator random(seed);
        app::Backoff backoff;
        qint64 sum = 0;
        for (int i = 0; i < 3; ++i)
            sum += backoff.nextMs(random, 5 * minute);
        secondTries << sum;
    }
    QVERIFY(secondTries.size() > 10);
}

void SyncLineStory::triesAtOnceForNewWorkButOnceAMinute()
{
    CounterWorld world;
    world.settle();
    world.wire.breakLink();
    world.run(hour);
    const auto attempts = [&] { return world.wire.pulls.size() + world.wire.pushes.size(); };
    qsizetype before = attempts();
    world.accept();
    world.run(0);
    QVERIFY(attempts() > before);
    before = attempts();
    world.accept();
    world.run(0);
    QCOMPARE(attempts(), before);
    world.wire.restore();
    world.run(minute);
    world.accept();
    world.run(0);
    QCOMPARE(world.pending(), 0);
}

void SyncLineStory::triesAtOnceWhenTheNetworkIsBack()
{
    CounterWorld world;
    world.settle();
    world.accept();
    world.wire.breakLink();
    world.run(hour);
    world.wire.restore();
    Q_EMIT world.wire.networkUp();
    world.run(0);
    QCOMPARE(world.state(), State::Synced);
    QCOMPARE(world.pending(), 0);
    // A long poll over the old network is asked anew as well, but a flapping network does not make a storm.
    world.run(2 * minute);
    const qsizetype pulls = world.wire.pulls.size();
    for (int i = 0; i < 20; ++i) {
        Q_EMIT world.wire.networkUp();
        world.run(second);
    }
    QVERIFY(world.wire.pulls.size() >= pulls + 2);
    QVERIFY(world.wire.pulls.size() <= pulls + 4);
}

void SyncLineStory::waitsAsLongAsItIsTold()
{
    CounterWorld world;
    world.settle();
    world.run(hour);
    world.wire.goWrong(Endpoint::Push, {{When::Before, FakeCentre::failure(Kind::Busy, u"office.store-busy"_s, 503, 120)}});
    world.accept();
    world.run(0);
    QCOMPARE(world.wire.pushes.size(), 1);
    for (int i = 0; i < 11; ++i) {
        world.accept();
        Q_EMIT world.wire.networkUp();
        world.run(10 * second);
    }
    QCOMPARE(world.wire.pushes.size(), 1);
    world.run(10 * second);
    QCOMPARE(world.wire.pushes.size(), 2);
    QCOMPARE(world.wire.pushes[1].atMs - world.wire.pushes[0].atMs, 120 * second);
    QCOMPARE(world.pending(), 0);
}

void SyncLineStory::isNotToldToWaitForEver()
{
    CounterWorld world;
    world.wire.goWrong(Endpoint::Hello, {{When::Before, FakeCentre::failure(Kind::Busy, u"net.busy"_s, 503, 86400)}});
    world.settle();
    world.accept();
    world.run(15 * minute);
    QCOMPARE(world.pending(), 0);
}

void SyncLineStory::givesUpCallsThatNeverEnd()
{
    CounterWorld world;
    const Mishap never{When::Never, {}};
    world.wire.goWrong(Endpoint::Hello, {never});
    world.settle();
    world.accept();
    world.run(minute);
    QCOMPARE(world.state(), State::Starting);
    world.run(10 * minute);
    QCOMPARE(world.state(), State::Synced);
    world.wire.goWrong(Endpoint::Push, {never, never});
    world.wire.goWrong(Endpoint::Changes, {never});
    world.accept();
    world.run(15 * minute);
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.state(), State::Synced);
}

void SyncLineStory::sendsLessOverAThinLine()
{
    CounterWorld world;
    for (int i = 0; i < 16; ++i)
        world.accept();
    world.wire.goWrong(Endpoint::Push, {{When::Before, FakeCentre::failure(Kind::TimedOut, u"net.timed-out"_s)},
                                        {When::Before, FakeCentre::failure(Kind::TimedOut, u"net.timed-out"_s)},
                                        {When::Before, FakeCentre::refused(u"request.too-large"_s, 413)}});
    world.settle();
    world.run(5 * minute);
    QCOMPARE(world.wire.pushes[0].numbers.size(), 16);
    QCOMPARE(world.wire.pushes[1].numbers.size(), 8);
    QCOMPARE(world.wire.pushes[2].numbers.size(), 4);
    QCOMPARE(world.wire.pushes[3].numbers.size(), 2);
    QCOMPARE(world.wire.pushes[4].numbers.size(), 4); // better again
    QCOMPARE(world.pending(), 0);
}

void SyncLineStory::findsTheOneOperationTheCentreCannotRead()
{
    CounterWorld world;
    for (int i = 0; i < 8; ++i)
        world.accept();
    world.wire.refusePush([](const domain::PushBatch &batch) -> std::optional<app::Failure> {
        const auto isCulprit = [](const domain::Operation &operation) { return operation.n == 6; };
        if (std::any_of(batch.operations.begin(), batch.operations.end(), isCulprit))
            return FakeCentre::refused(u"wire.malformed"_s, 400, {{u"member"_s, u"operations[5].body"_s}});
        return std::nullopt;
    });
    const QString stream = world.hall.office().stream();
    world.settle();
    world.run(10 * minute);
    QCOMPARE(world.pending(), 0); // it held up nothing, before or behind it
    QCOMPARE(world.hall.archive().returnedCount(), 1);
    QCOMPARE(world.hall.archive().returned().first().problem.code, u"operation.malformed"_s);
    QVERIFY(world.hall.office().stream() != stream);
    QCOMPARE(world.wire.pushes.last().numbers.last(), 2);
    QCOMPARE(world.state(), State::Synced);
}

void SyncLineStory::workSurvivesAnyClock()
{
    CounterWorld world;
    world.settle();
    for (const qint64 error : {qint64(10) * 365 * 24 * hour, qint64(-10) * 365 * 24 * hour, qint64(0)}) {
        world.setClockErrorMs(error);
        const QString mine = world.accept();
        const QString other = world.acceptElsewhere();
        world.run(minute);
        QVERIFY(world.centreHas(mine));
        QVERIFY(world.counterHas(other));
        QCOMPARE(world.state(), State::Synced);
        world.wire.breakLink();
        world.run(10 * minute);
        QCOMPARE(world.state(), State::Offline);
        world.wire.restore();
        world.run(5 * minute);
        QCOMPARE(world.state(), State::Synced);
    }
}

// ---- storms ----------------------------------------------------------------------------------------------------------

void SyncLineStory::mayBeDestroyedWithCallsUnderWay()
{
    CounterWorld world;
    world.signIn();
    world.accept();
    world.run(0);
    world.wire.setHeedsCancel(false);
    world.accept();
    world.agent->tick();
    QVERIFY(world.wire.waiting() > 0);
    world.agent.reset();
    world.acceptElsewhere();
    while (world.wire.step()) {}
    QCOMPARE(world.pending(), 1);
}

void SyncLineStory::convergesAfterAnyStorm_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void SyncLineStory::convergesAfterAnyStorm()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    CounterWorld world(seed);
    world.settle();
    QStringList mine, others;
    const QList<Endpoint> endpoints{Endpoint::Hello, Endpoint::Push, Endpoint::Push, Endpoint::Changes, Endpoint::Changes, Endpoint::Lease, Endpoint::Renew};
    const QList<app::Failure> failures{FakeCentre::offline(), FakeCentre::failure(Kind::TimedOut, u"net.timed-out"_s),
                                       FakeCentre::failure(Kind::Busy, u"net.busy"_s, 502), FakeCentre::failure(Kind::Busy, u"net.busy"_s, 503, 7),
                                       FakeCentre::failure(Kind::NotOurs, u"net.not-ours"_s, 200), FakeCentre::refused(u"office.store-failed"_s, 500)};
    for (int turn = 0; turn < 60; ++turn) {
        switch (random.bounded(7)) {
        case 0: mine << world.accept(); break;
        case 1: others << world.acceptElsewhere(); break;
        case 2: world.wire.breakLink(failures[random.bounded(failures.size())]); break;
        case 3: world.wire.restore(); break;
        case 4: world.wire.expireToken(); break;
        default:
            world.wire.goWrong(endpoints[random.bounded(endpoints.size())],
                               {{When(random.bounded(4)), failures[random.bounded(failures.size())]}});
        }
        world.run(random.bounded(int(40 * second)));
        if (world.state() == State::SignInNeeded)
            world.signIn();
    }
    world.wire.restore();
    world.run(40 * minute); // what goes wrong in turn is used up, calls that never end are given up
    if (world.state() == State::SignInNeeded)
        world.settle();
    world.run(10 * minute);

    QCOMPARE(world.state(), State::Synced);
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.hall.archive().returnedCount(), 0);
    for (const QString &id : mine) {
        const auto centres = world.hall.centre().document(id);
        QVERIFY(centres);
        QCOMPARE(centres->version, 1); // once
        QCOMPARE(world.hall.archive().document(id)->body, centres->body);
    }
    for (const QString &id : others)
        QVERIFY(world.counterHas(id));
    QVERIFY(world.hall.office().store().journal.overlays().isEmpty());
    // In order, without a hole: every push continues or repeats what went before.
    qint64 highest = 0;
    for (const FakeCentre::Pushed &push : world.wire.pushes) {
        QVERIFY(push.numbers.first() <= highest + 1);
        highest = std::max(highest, push.numbers.last());
    }
    QCOMPARE(highest, qint64(mine.size()));
}

QTEST_GUILESS_MAIN(SyncLineStory)
#include "tst_syncline.moc"
