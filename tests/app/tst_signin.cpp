// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/signin.h"
#include "counterworld.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using app::SignIn;
using State = forms::SyncStatus::State;
using Kind = app::Failure::Kind;

namespace {

/// A counter somebody signs in at.
struct Desk
{
    CounterWorld world;
    SignIn signIn{world.hall.office(), world.wire, *world.agent};
    QSignalSpy signedIn{&signIn, &SignIn::signedIn};
    QSignalSpy refused{&signIn, &SignIn::refused};
    QSignalSpy needed{&signIn, &SignIn::signInNeeded};

    void tryWith(const QString &number, const QString &password)
    {
        signIn.begin(number, password, {}, u"3"_s);
        world.run(0);
    }
    SignIn::Way way() const { return signedIn.last()[1].value<SignIn::Way>(); }
    domain::Staff staff() const { return signedIn.last()[0].value<domain::Staff>(); }
    domain::Refusal refusal() const { return refused.last()[0].value<domain::Refusal>(); }
};

} // namespace

class SignInStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsInAtTheCentre();
    void saysNoWhenThePasswordIsWrong();
    void signsInHereWhenTheCentreIsAway_data();
    void signsInHereWhenTheCentreIsAway();
    void letsNobodyInWhoWasNeverHere();
    void letsNobodyInWithAWrongPassword();
    void doesNotForgetForASlipOfTheFinger();
    void signsInAtTheCentreLater();
    void forgetsAnOldPasswordWhenTheCentreHasANewOne();
    void forgetsWhomTheCentreSentAway();
    void doesNotForgetWhenOnlyTheSessionIsOver();
    void waitsWhenTheCentreSaysTooManyTries();
    void heedsTheLastTryAlone();
    void saysNothingAfterACancel();
    void letsAnotherPersonTakeOver();
    void signsOut();
};

void SignInStory::signsInAtTheCentre()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.signedIn.size(), 1);
    QCOMPARE(desk.refused.size(), 0);
    QCOMPARE(desk.way(), SignIn::Way::Centre);
    QCOMPARE(desk.staff().number, u"1001"_s);
    QCOMPARE(desk.staff().id, desk.world.hall.clerk().staffId);
    QVERIFY(!desk.staff().roles.isEmpty());
    QCOMPARE(desk.world.state(), State::Synced);
    QVERIFY(!desk.signIn.isUnderWay());
}

void SignInStory::saysNoWhenThePasswordIsWrong()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"wrong"_s);
    QCOMPARE(desk.signedIn.size(), 0);
    QCOMPARE(desk.refused.size(), 1);
    QCOMPARE(desk.refusal().code, u"sign-in.wrong"_s);
    QVERIFY(desk.world.wire.hellos.isEmpty());
}

void SignInStory::signsInHereWhenTheCentreIsAway_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::newRow("no network") << int(Kind::Offline) << 0;
    QTest::newRow("silence") << int(Kind::TimedOut) << 0;
    QTest::newRow("a stranger's page") << int(Kind::NotOurs) << 200;
    QTest::newRow("a stranger's certificate") << int(Kind::TlsFailed) << 0;
    QTest::newRow("a proxy without centre") << int(Kind::Busy) << 502;
    QTest::newRow("a fault of the centre") << int(Kind::Refused) << 500;
}

void SignInStory::signsInHereWhenTheCentreIsAway()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    desk.signIn.end();
    desk.world.wire.breakLink(FakeCentre::failure(Kind(kind), u"net.whatever"_s, status));
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.signedIn.size(), 2);
    QCOMPARE(desk.way(), SignIn::Way::Device);
    QCOMPARE(desk.staff().id, desk.world.hall.clerk().staffId);
    QCOMPARE(desk.staff().roles, desk.world.hall.clerk().roles);
    QVERIFY(desk.world.state() == State::Offline || kind == int(Kind::Refused));
    QVERIFY(desk.world.state() != State::Synced);
    desk.world.accept(); // work goes on
    QCOMPARE(desk.world.pending(), 1);
}

void SignInStory::letsNobodyInWhoWasNeverHere()
{
    Desk desk;
    desk.world.wire.breakLink();
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.signedIn.size(), 0);
    QCOMPARE(desk.refusal(), domain::refuse(u"sign-in.never-here", {{u"problem"_s, u"net.offline"_s}}));
}

void SignInStory::letsNobodyInWithAWrongPassword()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    desk.signIn.end();
    desk.world.wire.breakLink();
    desk.tryWith(u"1001"_s, u"Secret"_s);
    QCOMPARE(desk.signedIn.size(), 1);
    QCOMPARE(desk.refusal().code, u"sign-in.wrong"_s);
}

void SignInStory::doesNotForgetForASlipOfTheFinger()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    desk.signIn.end();
    desk.tryWith(u"1001"_s, u"secrte"_s);
    QCOMPARE(desk.refused.size(), 1);
    desk.world.wire.breakLink();
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.signedIn.size(), 2);
}

void SignInStory::signsInAtTheCentreLater()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    desk.signIn.end();
    desk.world.wire.breakLink();
    desk.tryWith(u"1001"_s, u"secret"_s);
    const QString id = desk.world.accept();
    desk.world.run(600'000);
    desk.world.wire.restore();
    desk.world.run(300'000);
    QVERIFY(desk.world.centreHas(id));
    QCOMPARE(desk.world.state(), State::Synced);
    QCOMPARE(desk.signedIn.size(), 2); // said once, when the person got in
    QCOMPARE(desk.needed.size(), 0);
}

void SignInStory::forgetsAnOldPasswordWhenTheCentreHasANewOne()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    desk.signIn.end();
    desk.world.wire.setPassword(u"new secret"_s);
    desk.world.wire.breakLink();
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.way(), SignIn::Way::Device); // nobody could know
    desk.world.wire.restore();
    desk.world.run(300'000);
    QCOMPARE(desk.needed.size(), 1);
    QCOMPARE(desk.world.state(), State::SignInNeeded);
    desk.world.wire.breakLink();
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.refusal().code, u"sign-in.never-here"_s);
}

void SignInStory::forgetsWhomTheCentreSentAway()
{
    for (const bool atWork : {true, false}) {
        Desk desk;
        desk.tryWith(u"1001"_s, u"secret"_s);
        const app::Failure sentAway = FakeCentre::refused(u"sign-in.not-active"_s, 403);
        if (atWork) {
            desk.world.wire.breakEndpoint(Endpoint::Push, sentAway);
            desk.world.accept();
            desk.world.run(0);
            QCOMPARE(desk.needed.size(), 1);
        } else {
            desk.signIn.end();
            desk.world.wire.breakEndpoint(Endpoint::SignIn, sentAway);
            desk.tryWith(u"1001"_s, u"secret"_s);
            QCOMPARE(desk.refusal().code, u"sign-in.not-active"_s);
        }
        desk.world.wire.breakLink();
        desk.tryWith(u"1001"_s, u"secret"_s);
        QCOMPARE(desk.signedIn.size(), 1);
        QCOMPARE(desk.refusal().code, u"sign-in.never-here"_s);
    }
}

void SignInStory::doesNotForgetWhenOnlyTheSessionIsOver()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    desk.world.wire.expireToken();
    desk.world.wire.breakEndpoint(Endpoint::Renew, FakeCentre::refused(u"session.expired"_s, 401));
    desk.world.run(60'000);
    QCOMPARE(desk.needed.size(), 1);
    desk.world.wire.breakLink();
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.signedIn.size(), 2);
    QCOMPARE(desk.way(), SignIn::Way::Device);
}

void SignInStory::waitsWhenTheCentreSaysTooManyTries()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    desk.signIn.end();
    desk.world.wire.breakEndpoint(Endpoint::SignIn, FakeCentre::failure(Kind::Busy, u"sign-in.locked"_s, 429, 60, {{u"seconds"_s, 60}}));
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.signedIn.size(), 1); // the centre answered: there is no way round its lock
    QCOMPARE(desk.refusal(), domain::refuse(u"sign-in.locked", {{u"seconds"_s, 60}}));
}

void SignInStory::heedsTheLastTryAlone()
{
    Desk desk;
    desk.world.wire.setHeedsCancel(false);
    desk.signIn.begin(u"1001"_s, u"wrong"_s, {}, u"3"_s);
    desk.signIn.begin(u"1001"_s, u"secret"_s, {}, u"3"_s);
    QVERIFY(desk.signIn.isUnderWay());
    desk.world.run(0);
    QCOMPARE(desk.signedIn.size(), 1);
    QCOMPARE(desk.refused.size(), 0);
}

void SignInStory::saysNothingAfterACancel()
{
    Desk desk;
    desk.signIn.begin(u"1001"_s, u"secret"_s, {}, u"3"_s);
    desk.signIn.cancel();
    desk.world.run(1000);
    QCOMPARE(desk.signedIn.size() + desk.refused.size(), 0);
    QVERIFY(!desk.signIn.isUnderWay());
}

void SignInStory::letsAnotherPersonTakeOver()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    desk.signIn.end();
    desk.world.wire.breakLink();
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.way(), SignIn::Way::Device);
    const QString id = desk.world.accept();
    // Somebody unknown here tries meanwhile: the one at work stays, with the own password and nobody else's.
    desk.tryWith(u"1002"_s, u"other"_s);
    QCOMPARE(desk.refused.size(), 1);
    desk.world.wire.restore();
    desk.world.run(300'000);
    QCOMPARE(desk.needed.size(), 0);
    QVERIFY(desk.world.centreHas(id));
    QCOMPARE(desk.world.state(), State::Synced);
}

void SignInStory::signsOut()
{
    Desk desk;
    desk.tryWith(u"1001"_s, u"secret"_s);
    desk.world.accept();
    desk.signIn.end();
    desk.world.run(60'000);
    QCOMPARE(desk.world.pending(), 1); // nothing is thrown away, nothing sent in nobody's name
    QCOMPARE(desk.world.state(), State::SignInNeeded);
    QVERIFY(desk.world.wire.pushes.isEmpty());
    desk.tryWith(u"1001"_s, u"secret"_s);
    QCOMPARE(desk.world.pending(), 0);
}

QTEST_GUILESS_MAIN(SignInStory)
#include "tst_signin.moc"
