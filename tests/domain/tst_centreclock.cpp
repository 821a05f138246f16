// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sync/centreclock.h"
#include <QtTest>

using domain::CentreClock;
using domain::ClockWatch;

/// The centre's clock, as far as answers tell it; and our own, when somebody sets it.
class CentreClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingBeforeTheFirstAnswer()
    {
        QVERIFY(!CentreClock().best());
    }

    void believesTheAnswerWithTheShortestWay()
    {
        CentreClock clock;
        clock.note(900, 2'000, 0); // a slow line, 900 ms off
        clock.note(20, 15, 1'000);
        clock.note(-700, 1'500, 2'000);
        QCOMPARE(clock.best()->aheadMs, 20);
        QVERIFY(clock.best()->uncertainMs < 100);
    }

    void forgetsWhatIsLongAgo()
    {
        CentreClock clock;
        clock.note(0, 10, 0);
        for (int i = 1; i <= 8; ++i)
            clock.note(100, 200, i * 1'000);
        QCOMPARE(clock.best()->aheadMs, 100);
    }

    void trustsAnOldAnswerLess()
    {
        CentreClock clock;
        clock.note(0, 10, 0);
        clock.note(50, 100, 3'600'000); // in an hour a quartz is 180 ms off
        QCOMPARE(clock.best()->aheadMs, 50);
    }

    void believesTheNewestWhenBothCannotBeTrue()
    {
        CentreClock clock;
        clock.note(0, 10, 0);
        clock.note(600'000, 400, 1'000); // the centre's clock was set
        QCOMPARE(clock.best()->aheadMs, 600'000);
    }

    void followsOurOwnClockWhenItIsSet()
    {
        CentreClock clock;
        clock.note(0, 10, 0);
        clock.shift(60'000);
        QCOMPARE(clock.best()->aheadMs, -60'000);
        clock.note(-60'000, 5, 1'000);
        QCOMPARE(clock.best()->aheadMs, -60'000);
    }

    void noticesAClockThatIsSetAndNotOneThatDrifts()
    {
        ClockWatch watch;
        QCOMPARE(watch.look(1'000'000, 5), 0);
        qint64 wall = 1'000'000, even = 5;
        for (int i = 0; i < 100; ++i)
            QCOMPARE(watch.look(wall += 60'100, even += 60'000), 0);
        QCOMPARE(watch.look(wall + 3'600'000, even), 3'600'000);
        QCOMPARE(watch.look(wall + 3'600'000, even), 0);
        QCOMPARE(watch.look(wall, even), -3'600'000);
    }
};

QTEST_GUILESS_MAIN(CentreClockTest)
#include "tst_centreclock.moc"
