// SPDX-License-Identifier: GPL-3.0-or-later
#include "counterworld.h"
#include "support/centrecopy.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using State = forms::SyncStatus::State;
using When = Mishap::When;

namespace {
constexpr qint64 second = 1000, minute = 60 * second, hour = 60 * minute;
} // namespace

/// A centre that is not what it was, and answers that cannot be true.
class SyncCentreStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

// ---- when the centre has changed -------------------------------------------------------------------------------------

void SyncCentreStory::sendsAgainWhatTheCentreForgot()
{
    CounterWorld world;
    world.accept();
    world.accept();
    world.settle();
    support::CentreCopy copy(world.hall);
    world.accept();
    world.accept();
    world.run(0);
    copy.putBack(false);
    world.wire.pushes.clear();
    world.accept();
    world.run(0);
    QCOMPARE(world.wire.pushes.size(), 2);
    QCOMPARE(world.wire.pushes[0].numbers, QList<qint64>{5});
    QCOMPARE(world.wire.pushes[1].numbers, (QList<qint64>{3, 4, 5}));
    QCOMPARE(world.pending(), 0);
    QCOMPARE(world.hall.archive().returnedCount(), 0);
    world.run(minute);
    QCOMPARE(world.state(), State::Synced);
    // In portions, too.
    world.wire.alterHello([](exchange::Hello &hello) { hello.limits.pushOperationsMax = 2; });
    world.run(16 * minute);
    copy.putBack(false);
    world.wire.pushes.clear();
    world.accept();
    world.run(5 * minute);
    QCOMPARE(world.wire.pushes[0].numbers, QList<qint64>{6});
    QCOMPARE(world.wire.pushes[1].numbers, (QList<qint64>{3, 4}));
    QCOMPARE(world.wire.pushes[2].numbers, (QList<qint64>{5, 6}));
    QCOMPARE(world.pending(), 0);
}

void SyncCentreStory::beginsANewStreamWhenTheJournalDoesNotReachBack()
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

void SyncCentreStory::beginsANewStreamWhenItsOwnForked()
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

void SyncCentreStory::makesNoMoreStreamsWhenTheNewOneIsRefusedToo()
{
    CounterWorld world;
    world.settle();
    world.wire.breakEndpoint(Endpoint::Push, FakeCentre::refused(u"sync.stream-forked"_s, 409));
    world.accept();
    world.run(hour);
    QSet<QString> streams;
    for (const FakeCentre::Pushed &push : world.wire.pushes)
        streams << push.stream;
    QVERIFY(streams.size() <= 8); // one in ten minutes: the reason may pass
    QVERIFY(world.wire.pushes.size() < 400);
    QCOMPARE(world.pending(), 1);
    QCOMPARE(world.problem(), u"sync.stream-forked"_s);
}

void SyncCentreStory::readsAllAnewInANewHistory()
{
    CounterWorld world;
    world.settle();
    const QString id = world.publish(u"9001"_s);
    world.run(0);
    QVERIFY(world.hall.counterSync().cursor(u"ref"_s).seq > 0);
    QHash<QString, int> fromTheBeginning;
    world.wire.alterPage([&](domain::ScopePage &page) {
        if (page.rows.size() > 50)
            ++fromTheBeginning[page.scope];
    });
    const auto begun = office::CentreHealing(world.hall.centreOffice()).beginEpoch(u"restored"_s);
    QVERIFY(begun.ok());
    world.publish(u"9002"_s);
    world.run(minute);
    QCOMPARE(world.hall.counterSync().epoch(), *begun);
    QCOMPARE(fromTheBeginning[u"ref"_s], 1);
    QVERIFY(world.counterHas(id));
    QCOMPARE(world.state(), State::Synced);
}

void SyncCentreStory::readsAScopeAnewWhoseCursorExpired()
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
            rows += int(page.rows.size());
        }
    });
    const QString id = world.publish(u"9001"_s);
    world.run(minute);
    QVERIFY(rows > 50); // all of it
    QVERIFY(world.counterHas(id));
    QCOMPARE(world.state(), State::Synced);
}

void SyncCentreStory::leavesOutAScopeItMayNotSee()
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

void SyncCentreStory::takesTheListOfScopesFromTheHello()
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

void SyncCentreStory::onlySendsWhenItIsTooOld_data()
{
    QTest::addColumn<int>("protocolFrom");
    QTest::addColumn<QString>("minimumClient");
    QTest::addColumn<bool>("refusesPulls");
    QTest::addColumn<bool>("isTooOld");
    QTest::newRow("the centre's oldest protocol is newer") << exchange::protocolMax + 1 << QString() << false << true;
    QTest::newRow("the centre wants a newer client") << 1 << u"0.2.0"_s << false << true;
    QTest::newRow("the centre refuses the pull") << 1 << QString() << true << true;
    QTest::newRow("just new enough") << 3 << u"0.1.0"_s << false << false;
    QTest::newRow("new enough") << 1 << u"0.0.9"_s << false << false;
}

void SyncCentreStory::onlySendsWhenItIsTooOld()
{
    QFETCH(int, protocolFrom);
    QFETCH(QString, minimumClient);
    QFETCH(bool, refusesPulls);
    QFETCH(bool, isTooOld);
    CounterWorld world;
    world.wire.alterHello([&](exchange::Hello &hello) {
        hello.protocolFrom = protocolFrom;
        hello.protocolTo = exchange::protocolMax + 2;
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

void SyncCentreStory::believesNoStrangeAnswers_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("of an operation that was not sent") << 0;
    QTest::newRow("of another operation under the same number") << 1;
    QTest::newRow("of nothing") << 2;
}

void SyncCentreStory::believesNoStrangeAnswers()
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

void SyncCentreStory::believesNoPagesThatGoBackwards()
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

void SyncCentreStory::asksForTheSameNumbersWhenTheAnswerIsLost()
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

void SyncCentreStory::doesNotCollectUselessNumbers()
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

QTEST_GUILESS_MAIN(SyncCentreStory)
#include "tst_synccentre.moc"
