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

    // the line
    void sendsAgainWhatWasLost_data();
    void sendsAgainWhatWasLost();
    void takesNothingTwiceAndLosesNothingOfATornPage();
    void noticesLossAndRecoversByItself();
    void sendsAtOnceWhenAnyCallGetsThrough();
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

    // who is signed in
    void renewsItsTokenInTime();
    void renewsOnceWhenTheTokenIsRefused();
    void asksForASignInWhenTheRenewalIsRefused();
    void asksForASignInWhenANewTokenIsRefused();
    void asksForASignInWhenThePersonIsSentAway();
    void keepsTheRenewalThroughALoss();
    void isNotSyncedByARenewalAlone();
    void aGreetingThatFailsIsNoLoss();
    void worksWithACentreThatCannotGreet();
    void ignoresAnswersToAnEarlierSignIn();
    void signsInLaterWhenTheCentreAnswers();
    void asksAgainWhenTheLateSignInIsRefused();
    void restsWhenNobodyIsSignedIn();

    // when the centre has changed
    void sendsAgainWhatTheCentreForgot();
    void beginsANewStreamWhenTheJournalDoesNotReachBack();
    void beginsANewStreamWhenItsOwnForked();
    void makesNoMoreStreamsWhenTheNewOneIsRefusedToo();
    void readsAllAnewInANewHistory();
    void readsAScopeAnewWhoseCursorExpired();
    void leavesOutAScopeItMayNotSee();
    void takesTheListOfScopesFromTheHello();
    void onlySendsWhenItIsTooOld_data();
    void onlySendsWhenItIsTooOld();
    void believesNoStrangeAnswers_data();
    void believesNoStrangeAnswers();
    void believesNoPagesThatGoBackwards();
    void asksForTheSameNumbersWhenTheAnswerIsLost();
    void doesNotCollectUselessNumbers();

    void mayBeDestroyedWithCallsUnderWay();
    void convergesAfterAnyStorm_data();
    void convergesAfterAnyStorm();
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
    QVERIFY(world.hall.counterSync().restart(u"ref"_s).ok()); // as on a new disk
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

// ---- the line --------------------------------------------------------------------------------------------------------

void SyncAgentStory::sendsAgainWhatWasLost_data()
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

void SyncAgentStory::sendsAgainWhatWasLost()
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

void SyncAgentStory::takesNothingTwiceAndLosesNothingOfATornPage()
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

void SyncAgentStory::noticesLossAndRecoversByItself()
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

void SyncAgentStory::sendsAtOnceWhenAnyCallGetsThrough()
{
    for (quint32 seed = 1; seed <= 3; ++seed) {
        CounterWorld world(seed);
        world.settle();
        world.accept();
        world.wire.breakLink();
        world.run(hour);
        world.wire.restore();
        for (int i = 0; i < 300 && world.state() == State::Offline; ++i)
            world.run(second);
        QCOMPARE(world.state(), State::Synced);
        QCOMPARE(world.pending(), 0); // in the same second, not after a pause of its own
    }
}

void SyncAgentStory::isOfflineBehindAStrangersPage()
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

void SyncAgentStory::neverCallsItselfSyncedBeforeItHasListenedAgain()
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

void SyncAgentStory::pausesLongerButNeverTooLong()
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

void SyncAgentStory::pausesDifferentlyAtEveryCounter()
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

void SyncAgentStory::triesAtOnceForNewWorkButOnceAMinute()
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

void SyncAgentStory::triesAtOnceWhenTheNetworkIsBack()
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

void SyncAgentStory::waitsAsLongAsItIsTold()
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

void SyncAgentStory::isNotToldToWaitForEver()
{
    CounterWorld world;
    world.wire.goWrong(Endpoint::Hello, {{When::Before, FakeCentre::failure(Kind::Busy, u"net.busy"_s, 503, 86400)}});
    world.settle();
    world.accept();
    world.run(15 * minute);
    QCOMPARE(world.pending(), 0);
}

void SyncAgentStory::givesUpCallsThatNeverEnd()
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

void SyncAgentStory::sendsLessOverAThinLine()
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

void SyncAgentStory::findsTheOneOperationTheCentreCannotRead()
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
    world.settle();
    world.run(10 * minute);
    QCOMPARE(world.pending(), 3); // all before it got through
    QCOMPARE(world.wire.pushes.last().numbers, QList<qint64>{6});
    QCOMPARE(world.state(), State::Sending);
    QCOMPARE(world.problem(), u"wire.malformed"_s);
    world.wire.refusePush({});
    world.run(minute);
    QCOMPARE(world.pending(), 0);
}

void SyncAgentStory::workSurvivesAnyClock()
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

// ---- who is signed in ------------------------------------------------------------------------------------------------

void SyncAgentStory::renewsItsTokenInTime()
{
    CounterWorld world;
    world.settle();
    world.run(hour);
    QVERIFY(world.wire.renewals.size() >= 4);
    QVERIFY(world.wire.renewals.first() <= 15 * minute);
    QVERIFY(world.wire.renewals.first() >= 10 * minute);
    QVERIFY(world.wire.renewals.size() <= 6);
    QVERIFY(world.signInNeeded.isEmpty());
    QCOMPARE(world.states, (QList{State::Starting, State::Synced}));
}

void SyncAgentStory::renewsOnceWhenTheTokenIsRefused()
{
    CounterWorld world;
    world.settle();
    world.wire.expireToken();
    world.acceptElsewhere();
    const QString id = world.accept(); // two calls learn of it at once
    world.states.clear();
    world.run(0);
    QCOMPARE(world.wire.renewals.size(), 1);
    QVERIFY(world.centreHas(id));
    QCOMPARE(world.state(), State::Synced);
    QVERIFY(!world.states.contains(State::SignInNeeded));
    QVERIFY(!world.states.contains(State::Offline));
}

void SyncAgentStory::asksForASignInWhenTheRenewalIsRefused()
{
    CounterWorld world;
    world.settle();
    world.wire.expireToken();
    world.wire.breakEndpoint(Endpoint::Renew, FakeCentre::refused(u"session.expired"_s, 401));
    const QString id = world.accept();
    world.run(0);
    QCOMPARE(world.state(), State::SignInNeeded);
    QCOMPARE(world.signInNeeded, QStringList{u"session.expired"_s});
    QCOMPARE(world.problem(), u"session.expired"_s);
    const qsizetype calls = world.wire.pulls.size() + world.wire.pushes.size() + world.wire.renewals.size();
    // Work goes on, and is counted.
    world.accept();
    world.run(hour);
    QCOMPARE(world.agent->status().pending, 2);
    QCOMPARE(world.state(), State::SignInNeeded);
    QCOMPARE(world.wire.pulls.size() + world.wire.pushes.size() + world.wire.renewals.size(), calls);
    world.settle();
    QCOMPARE(world.state(), State::Synced);
    QVERIFY(world.centreHas(id));
}

void SyncAgentStory::asksForASignInWhenANewTokenIsRefused()
{
    CounterWorld world;
    world.settle();
    world.wire.breakEndpoint(Endpoint::Push, FakeCentre::refused(u"session.invalid"_s, 401));
    world.wire.breakEndpoint(Endpoint::Changes, FakeCentre::refused(u"session.invalid"_s, 401));
    world.accept();
    world.run(minute);
    QCOMPARE(world.state(), State::SignInNeeded);
    QCOMPARE(world.wire.renewals.size(), 1);
}

void SyncAgentStory::asksForASignInWhenThePersonIsSentAway()
{
    CounterWorld world;
    world.settle();
    world.wire.breakEndpoint(Endpoint::Push, FakeCentre::refused(u"sign-in.not-active"_s, 403));
    world.accept();
    world.run(0);
    QCOMPARE(world.state(), State::SignInNeeded);
    QCOMPARE(world.signInNeeded, QStringList{u"sign-in.not-active"_s});
    QCOMPARE(world.pending(), 1);
}

void SyncAgentStory::keepsTheRenewalThroughALoss()
{
    CounterWorld world;
    world.settle();
    world.wire.breakLink();
    world.run(2 * hour); // the token is long expired
    QCOMPARE(world.state(), State::Offline);
    const QString id = world.accept();
    world.wire.expireToken();
    world.wire.restore();
    world.run(5 * minute);
    QVERIFY(world.signInNeeded.isEmpty());
    QVERIFY(world.centreHas(id));
    QCOMPARE(world.state(), State::Synced);
}

void SyncAgentStory::isNotSyncedByARenewalAlone()
{
    CounterWorld world;
    world.settle();
    world.wire.expireToken();
    world.wire.breakEndpoint(Endpoint::Renew, FakeCentre::offline());
    world.acceptElsewhere();
    world.run(minute);
    QCOMPARE(world.state(), State::Offline);
    world.states.clear();
    world.wire.mend(Endpoint::Renew);
    world.wire.breakEndpoint(Endpoint::Changes, FakeCentre::refused(u"office.store-failed"_s, 500));
    world.run(5 * minute);
    QVERIFY(!world.states.contains(State::Synced));
    QCOMPARE(world.state(), State::Starting);
}

void SyncAgentStory::aGreetingThatFailsIsNoLoss()
{
    CounterWorld world;
    world.settle();
    world.wire.breakEndpoint(Endpoint::Hello, FakeCentre::offline());
    world.states.clear();
    world.run(hour);
    QVERIFY(world.wire.hellos.size() > 1);
    QVERIFY(world.wire.hellos.size() < 200);
    QCOMPARE(world.states, QList{State::Synced}); // all the time, as the pull knows
    QCOMPARE(world.state(), State::Synced);
}

void SyncAgentStory::worksWithACentreThatCannotGreet()
{
    CounterWorld world;
    world.wire.breakEndpoint(Endpoint::Hello, FakeCentre::refused(u"office.store-failed"_s, 500));
    world.settle();
    const QString mine = world.accept(), other = world.acceptElsewhere();
    world.run(minute);
    QVERIFY(world.centreHas(mine));
    QVERIFY(world.counterHas(other));
    QCOMPARE(world.state(), State::Synced);
    QCOMPARE(world.problem(), u"office.store-failed"_s);
}

void SyncAgentStory::ignoresAnswersToAnEarlierSignIn()
{
    CounterWorld world;
    world.settle();
    world.wire.setHeedsCancel(false);
    world.wire.alterPushAnswer([](domain::PushAnswer &answer) { answer.results[0].outcome = domain::Outcome::Rejected; answer.results[0].problem = domain::refuse(u"x"); });
    world.accept();
    world.agent->tick(); // the push is under way …
    QCOMPARE(world.wire.pushes.size(), 1);
    const exchange::SignInAnswer next = world.wire.session();
    world.agent->begin(next); // … when somebody else sits down
    QVERIFY(world.wire.step()); // the long poll or the push of before
    while (world.wire.pushes.size() == 1 && world.wire.step()) {}
    QCOMPARE(world.pending(), 1); // the old answer changed nothing
    QCOMPARE(world.hall.archive().returnedCount(), 0);
    world.wire.alterPushAnswer([](domain::PushAnswer &) {});
    world.run(minute);
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.hall.archive().returnedCount(), 0);
    QCOMPARE(world.state(), State::Synced);
}

void SyncAgentStory::signsInLaterWhenTheCentreAnswers()
{
    CounterWorld world;
    QSignalSpy signedIn(world.agent.get(), &app::SyncAgent::signedIn);
    world.wire.breakLink();
    world.agent->beginLater([] { return exchange::SignInRequest{u"1001"_s, u"secret"_s, u"d"_s, {}, {}, {}}; });
    QCOMPARE(world.state(), State::Offline);
    const QString id = world.accept();
    world.run(hour);
    QCOMPARE(world.state(), State::Offline);
    QVERIFY(world.wire.signIns.size() > 5 && world.wire.signIns.size() < 60);
    QVERIFY(world.wire.hellos.isEmpty());
    world.wire.restore();
    world.run(5 * minute);
    QCOMPARE(signedIn.size(), 1);
    QVERIFY(world.centreHas(id));
    QCOMPARE(world.state(), State::Synced);
}

void SyncAgentStory::asksAgainWhenTheLateSignInIsRefused()
{
    CounterWorld world;
    world.agent->beginLater([] { return exchange::SignInRequest{u"1001"_s, u"old password"_s, u"d"_s, {}, {}, {}}; });
    world.accept();
    world.run(minute);
    QCOMPARE(world.wire.signIns.size(), 1); // guessing again would lock the person out
    QCOMPARE(world.state(), State::SignInNeeded);
    QCOMPARE(world.signInNeeded, QStringList{u"sign-in.wrong"_s});
    QCOMPARE(world.pending(), 1);
}

void SyncAgentStory::restsWhenNobodyIsSignedIn()
{
    CounterWorld world;
    world.settle();
    world.agent->end();
    world.run(0);
    const qsizetype calls = world.wire.pulls.size() + world.wire.hellos.size();
    world.accept();
    world.run(hour);
    QCOMPARE(world.wire.pulls.size() + world.wire.hellos.size(), calls);
    QCOMPARE(world.wire.pushes.size(), 0);
    QCOMPARE(world.wire.waiting(), 0);
    QCOMPARE(world.state(), State::SignInNeeded);
    QCOMPARE(world.agent->status().pending, 1);
    QVERIFY(!world.agent->nextWakeupMs());
}

// ---- when the centre has changed -------------------------------------------------------------------------------------

void SyncAgentStory::sendsAgainWhatTheCentreForgot()
{
    CounterWorld world;
    for (int i = 0; i < 4; ++i)
        world.accept();
    world.settle();
    world.wire.pushes.clear();
    world.wire.goWrong(Endpoint::Push, {{When::Before, FakeCentre::refused(u"sync.gap"_s, 409, {{u"expected"_s, 3}})}});
    world.accept();
    world.run(0);
    QCOMPARE(world.wire.pushes.size(), 2);
    QCOMPARE(world.wire.pushes[0].numbers, QList<qint64>{5});
    QCOMPARE(world.wire.pushes[1].numbers, (QList<qint64>{3, 4, 5}));
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.hall.archive().returnedCount(), 0);
    QCOMPARE(world.state(), State::Synced);
    // In portions, too.
    world.wire.alterHello([](exchange::Hello &hello) { hello.limits.pushOperationsMax = 2; });
    world.run(16 * minute);
    world.wire.pushes.clear();
    world.wire.goWrong(Endpoint::Push, {{When::Before, FakeCentre::refused(u"sync.gap"_s, 409, {{u"expected"_s, 1}})}});
    world.accept();
    world.run(0);
    QCOMPARE(world.wire.pushes.size(), 4);
    QCOMPARE(world.wire.pushes[1].numbers, (QList<qint64>{1, 2}));
    QCOMPARE(world.wire.pushes[3].numbers, (QList<qint64>{5, 6}));
    QCOMPARE(world.pending(), 0);
}

void SyncAgentStory::beginsANewStreamWhenTheJournalDoesNotReachBack()
{
    CounterWorld world;
    world.settle();
    const QString before = world.hall.office().stream();
    // Numbers from before this journal: nothing here has them.
    world.accept();
    world.wire.goWrong(Endpoint::Push, {{When::Before, FakeCentre::refused(u"sync.gap"_s, 409, {{u"expected"_s, 0}})}});
    world.run(minute);
    QCOMPARE(world.hall.office().stream(), before); // a gap that is none is not acted upon
    QCOMPARE(world.pending(), 0);
}

void SyncAgentStory::beginsANewStreamWhenItsOwnForked()
{
    for (const QString &code : {u"sync.stream-forked"_s, u"device.other-stream"_s}) {
        CounterWorld world;
        world.accept();
        world.settle();
        const QString before = world.hall.office().stream();
        const QString first = world.accept(), second_ = world.accept();
        world.wire.goWrong(Endpoint::Push, {{When::Before, FakeCentre::refused(code, 409, {{u"n"_s, 2}})}});
        world.run(0);
        const QString after = world.hall.office().stream();
        QVERIFY(after != before);
        QCOMPARE(world.wire.pushes.last().stream, after);
        QCOMPARE(world.wire.pushes.last().numbers, (QList<qint64>{1, 2}));
        QCOMPARE(world.pending(), 0);
        QVERIFY(world.wire.leases.last().stream == after); // numbers are lent to a stream
    }
}

void SyncAgentStory::makesNoMoreStreamsWhenTheNewOneIsRefusedToo()
{
    CounterWorld world;
    world.settle();
    world.wire.breakEndpoint(Endpoint::Push, FakeCentre::refused(u"sync.stream-forked"_s, 409));
    world.accept();
    world.run(hour);
    QSet<QString> streams;
    for (const FakeCentre::Pushed &push : world.wire.pushes)
        streams << push.stream;
    QCOMPARE(streams.size(), 2);
    QVERIFY(world.wire.pushes.size() < 400);
    QCOMPARE(world.pending(), 1);
    QCOMPARE(world.problem(), u"sync.stream-forked"_s);
}

void SyncAgentStory::readsAllAnewInANewHistory()
{
    CounterWorld world;
    world.settle();
    const QString id = world.publish(u"9001"_s);
    world.run(0);
    QVERIFY(world.hall.counterSync().cursor(u"ref"_s).seq > 0);
    // From now on the centre speaks of another history.
    QHash<QString, int> fromTheBeginning;
    world.wire.alterHello([](exchange::Hello &hello) { hello.epoch = u"e-new"_s; });
    world.wire.alterPage([&](domain::ScopePage &page) {
        if (page.problem)
            page.problem = domain::refuse(u"sync.epoch-changed", {{u"epoch"_s, u"e-new"_s}});
        else if (page.rows.size() > 50)
            ++fromTheBeginning[page.scope];
        page.epoch = u"e-new"_s;
    });
    world.publish(u"9002"_s);
    world.run(0);
    QVERIFY(world.state() != State::Synced);
    // The real centre would refuse a cursor of the new history; here one of it is enough.
    world.run(minute);
    QCOMPARE(world.hall.counterSync().epoch(), u"e-new"_s);
    QVERIFY(fromTheBeginning[u"ref"_s] >= 1);
    QVERIFY(world.counterHas(id));
}

void SyncAgentStory::readsAScopeAnewWhoseCursorExpired()
{
    CounterWorld world;
    world.settle();
    bool isExpired = true;
    int rows = 0;
    world.wire.alterPage([&](domain::ScopePage &page) {
        if (page.scope == u"ref" && isExpired) {
            isExpired = false;
            page.rows.clear();
            page.problem = domain::refuse(u"sync.cursor-expired", {{u"floor"_s, 12}});
        } else if (page.scope == u"ref") {
            rows = std::max(rows, int(page.rows.size()));
        }
    });
    const QString id = world.publish(u"9001"_s);
    world.run(minute);
    QVERIFY(rows > 50); // all of it
    QVERIFY(world.counterHas(id));
    QCOMPARE(world.state(), State::Synced);
}

void SyncAgentStory::leavesOutAScopeItMayNotSee()
{
    CounterWorld world;
    world.settle();
    world.wire.alterPage([](domain::ScopePage &page) {
        if (page.scope == u"d/610116") {
            page.rows.clear();
            page.problem = domain::refuse(u"sync.forbidden");
        }
    });
    const QString id = world.publish(u"9001"_s);
    world.wire.pulls.clear();
    world.run(5 * minute);
    QVERIFY(world.counterHas(id)); // the other scope goes on
    QCOMPARE(world.wire.pulls.last().scopes, QStringList{u"ref"_s});
    QVERIFY(world.wire.pulls.size() < 20);
    QVERIFY(world.wire.hellos.size() >= 2); // it asked what it may see now
    QVERIFY(world.wire.hellos.size() < 5);
}

void SyncAgentStory::takesTheListOfScopesFromTheHello()
{
    CounterWorld world;
    world.settle();
    QVERIFY(world.hall.counterSync().scopes().contains(u"d/610116"_s));
    world.wire.alterHello([](exchange::Hello &hello) {
        hello.scopes = QStringList{u"ref"_s};
        hello.scopeSet = 2;
    });
    world.wire.alterChangesEnd([told = false](app::ChangesEnd &end) mutable {
        if (!std::exchange(told, true))
            end.scopeSetChange = exchange::ScopeSetChange{2, {}, {u"d/610116"_s}};
    });
    world.publish(u"9001"_s);
    world.run(0);
    QCOMPARE(world.hall.counterSync().scopes(), QStringList{u"ref"_s});
    QCOMPARE(world.hall.counterSync().district(), u"610116"_s);
    QCOMPARE(world.wire.pulls.last().scopes, QStringList{u"ref"_s});
}

void SyncAgentStory::onlySendsWhenItIsTooOld_data()
{
    QTest::addColumn<int>("protocolFrom");
    QTest::addColumn<QString>("minimumClient");
    QTest::addColumn<bool>("refusesPulls");
    QTest::addColumn<bool>("isTooOld");
    QTest::newRow("the centre's oldest protocol is newer") << 4 << QString() << false << true;
    QTest::newRow("the centre wants a newer client") << 1 << u"0.2.0"_s << false << true;
    QTest::newRow("the centre refuses the pull") << 1 << QString() << true << true;
    QTest::newRow("just new enough") << 3 << u"0.1.0"_s << false << false;
    QTest::newRow("new enough") << 1 << u"0.0.9"_s << false << false;
}

void SyncAgentStory::onlySendsWhenItIsTooOld()
{
    QFETCH(int, protocolFrom);
    QFETCH(QString, minimumClient);
    QFETCH(bool, refusesPulls);
    QFETCH(bool, isTooOld);
    CounterWorld world;
    world.wire.alterHello([&](exchange::Hello &hello) {
        hello.protocolFrom = protocolFrom;
        hello.protocolTo = 5;
        hello.minimumClient = minimumClient;
    });
    if (refusesPulls)
        world.wire.breakEndpoint(Endpoint::Changes, FakeCentre::refused(u"wire.too-old"_s, 426));
    world.settle();
    const QString id = world.accept();
    world.run(minute);
    QVERIFY(world.centreHas(id));
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.state(), isTooOld ? State::TooOld : State::Synced);
    if (isTooOld)
        QVERIFY(world.wire.pulls.size() <= (refusesPulls ? 2 : 0));
}

void SyncAgentStory::believesNoStrangeAnswers_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("of an operation that was not sent") << 0;
    QTest::newRow("of another operation under the same number") << 1;
    QTest::newRow("of nothing") << 2;
}

void SyncAgentStory::believesNoStrangeAnswers()
{
    QFETCH(int, what);
    CounterWorld world;
    world.settle();
    bool isStrange = true;
    world.wire.alterPushAnswer([&](domain::PushAnswer &answer) {
        if (!isStrange)
            return;
        if (what == 0)
            answer.results[0].n = 99;
        else if (what == 1)
            answer.results[0].id = domain::idFor(u"another"_s);
        else
            answer.results.clear();
    });
    world.accept();
    world.run(10 * minute);
    QCOMPARE(world.pending(), 1);
    QCOMPARE(world.problem(), u"sync.answer-strange"_s);
    QVERIFY(world.wire.pushes.size() < 60);
    isStrange = false;
    world.run(minute);
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.problem(), QString());
}

void SyncAgentStory::believesNoPagesThatGoBackwards()
{
    CounterWorld world;
    world.settle();
    const domain::Cursor before = world.hall.counterSync().cursor(u"ref"_s);
    bool isStrange = true;
    world.wire.alterPage([&](domain::ScopePage &page) {
        if (isStrange && page.scope == u"ref") {
            page.rows.clear();
            page.upto = 1;
        }
    });
    const QString id = world.publish(u"9001"_s);
    world.run(5 * minute);
    QCOMPARE(world.hall.counterSync().cursor(u"ref"_s).seq, before.seq);
    QCOMPARE(world.problem(), u"sync.answer-strange"_s);
    QVERIFY(world.state() != State::Synced);
    isStrange = false;
    world.run(minute);
    QVERIFY(world.counterHas(id));
    QCOMPARE(world.state(), State::Synced);
}

void SyncAgentStory::asksForTheSameNumbersWhenTheAnswerIsLost()
{
    CounterWorld world;
    world.wire.goWrong(Endpoint::Lease, {{When::After, FakeCentre::offline()}, {When::Before, FakeCentre::offline()}});
    world.settle();
    world.run(5 * minute);
    QVERIFY(world.wire.leases.size() >= 3);
    QCOMPARE(world.wire.leases[1].request, world.wire.leases[0].request);
    QCOMPARE(world.wire.leases[2].request, world.wire.leases[0].request);
    QVERIFY(!world.hall.counterSync().leaseWanted());
    QCOMPARE(world.state(), State::Synced);
}

void SyncAgentStory::doesNotCollectUselessNumbers()
{
    CounterWorld world;
    world.wire.alterLease([](domain::NumberLease &lease) { lease.series = u"610113-2020"_s; });
    world.settle();
    world.run(10 * minute);
    QVERIFY(world.wire.leases.size() < 60);
    QCOMPARE(world.problem(), u"sync.answer-strange"_s);
    const QString id = world.accept();
    world.run(0);
    QVERIFY(world.centreHas(id));
}

// ---- and all together ------------------------------------------------------------------------------------------------

void SyncAgentStory::mayBeDestroyedWithCallsUnderWay()
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

void SyncAgentStory::convergesAfterAnyStorm_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void SyncAgentStory::convergesAfterAnyStorm()
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

QTEST_GUILESS_MAIN(SyncAgentStory)
#include "tst_syncagent.moc"
