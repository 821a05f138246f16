// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/forms/orderrig.h"

using namespace Qt::StringLiterals;
using domain::OrderState;

/// M55 走流程: what was found by walking the way of an applicant is put right by a work order and looked at again on the spot.
class ProcessWalkCapability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFindingIsPutRightAndLookedAtAgain()
    {
        OrderRig rig;
        rig.sitDown(u"1401"_s);
        const QString id = rig.registerOrder(u"process-walk"_s, u"自助区无人引导，取号机字太小"_s);
        QVERIFY(!id.isEmpty()); // there is nobody whose number would be needed
        QVERIFY(!rig.offered().contains(u"workorder.contact"_s));
        rig.act(id, Qt::Key_G, {}, {}, u"西安市长安区行政审批服务局"_s);
        QCOMPARE(rig.detail()->order()->signDue.date, QDate(2026, 11, 24));   // the district gives two days
        QCOMPARE(rig.detail()->order()->answerDue.date, QDate(2026, 12, 11)); // and fifteen
        rig.sitDown(u"1003"_s);
        rig.act(id, Qt::Key_S, {}, u"simple"_s);
        rig.act(id, Qt::Key_A, u"增设引导员，更换大字界面"_s);
        rig.act(id, Qt::Key_B, {}, u"rechecked"_s);
        QVERIFY2(rig.lastSaid().contains(u"somebody else"_s), qPrintable(rig.lastSaid())); // not by who put it right
        QCOMPARE(rig.detail()->order()->state, OrderState::Answered);
        rig.sitDown(u"1401"_s);
        rig.act(id, Qt::Key_B, u"现场复查已整改"_s, u"rechecked"_s);
        rig.act(id, Qt::Key_E);
        rig.hall.sync();
        QCOMPARE(rig.centres(id).state, OrderState::Closed);
        QCOMPARE(rig.centres(id).outcome, u"rechecked"_s);
        QCOMPARE(rig.hall.counterSync().returnedCount(), 0);
    }

    void anInspectionHasItsOwnLimits()
    {
        OrderRig rig;
        rig.sitDown(u"1401"_s);
        const QString id = rig.registerOrder(u"inspection"_s, u"3号窗口无人在岗十分钟"_s);
        rig.act(id, Qt::Key_G, {}, {}, u"西安市长安区行政审批服务局"_s);
        QCOMPARE(rig.detail()->order()->answerDue.date, QDate(2026, 12, 4)); // ten working days
    }
};

QTEST_MAIN(ProcessWalkCapability)
#include "tst_capability_M55_processwalk.moc"
