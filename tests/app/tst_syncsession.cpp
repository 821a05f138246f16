// SPDX-License-Identifier: GPL-3.0-or-later
#include "counterworld.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using State = forms::SyncStatus::State;

namespace {
constexpr qint64 second = 1000, minute = 60 * second, hour = 60 * minute;
} // namespace

/// Who is signed in, for how long, and what becomes of the work when nobody is.
class SyncSessionStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

// ---- who is signed in ------------------------------------------------------------------------------------------------

void SyncSessionStory::renewsItsTokenInTime()
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

void SyncSessionStory::renewsOnceWhenTheTokenIsRefused()
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

void SyncSessionStory::asksForASignInWhenTheRenewalIsRefused()
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

void SyncSessionStory::asksForASignInWhenANewTokenIsRefused()
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

void SyncSessionStory::asksForASignInWhenThePersonIsSentAway()
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

void SyncSessionStory::keepsTheRenewalThroughALoss()
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

void SyncSessionStory::isNotSyncedByARenewalAlone()
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

void SyncSessionStory::aGreetingThatFailsIsNoLoss()
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

void SyncSessionStory::worksWithACentreThatCannotGreet()
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

void SyncSessionStory::ignoresAnswersToAnEarlierSignIn()
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

void SyncSessionStory::signsInLaterWhenTheCentreAnswers()
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

void SyncSessionStory::asksAgainWhenTheLateSignInIsRefused()
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

void SyncSessionStory::restsWhenNobodyIsSignedIn()
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

QTEST_GUILESS_MAIN(SyncSessionStory)
#include "tst_syncsession.moc"
