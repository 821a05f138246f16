// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/forms/orderrig.h"

using namespace Qt::StringLiterals;
using domain::OrderState;

/// M47 办不成事反映窗口: the same work order with its own source and limits.
class UnsolvedCapability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWindowForItOpensTheFormWithItsSource()
    {
        OrderRig rig;
        rig.sitDown(u"1002"_s);
        rig.page->activate(u"new:unsolved"_s);
        QCOMPARE(rig.part<QComboBox>(u"orderFormSource"_s)->currentData().toString(), u"unsolved"_s);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"orderFormSource"_s);
    }

    void whatCouldNotBeDoneIsDoneAndLookedInto()
    {
        OrderRig rig(QDate(2026, 9, 29)); // a Tuesday; 1 to 7 October are off, 10 October is worked
        rig.sitDown(u"1002"_s);
        const QString id = rig.registerOrder(u"unsolved"_s, u"三次来办食品许可都说系统不行"_s, u"13900000007"_s);
        rig.act(id, Qt::Key_C, u"已电话了解，材料齐全"_s, u"reached"_s);
        rig.sitDown(u"1401"_s);
        QCOMPARE(rig.centres(id).source, domain::OrderSource::Unsolved);
        rig.act(id, Qt::Key_G, u"请当日联系申请人"_s, {}, u"市场监督管理局"_s);
        // five working days from 29 September: 30 September, 8, 9, 10, 12 October
        QCOMPARE(rig.detail()->order()->answerDue.date, QDate(2026, 10, 12));
        rig.sitDown(u"1201"_s);
        rig.act(id, Qt::Key_S, {}, u"simple"_s);
        rig.hall.setHallTime(QDate(2026, 9, 30), QTime(10, 0));
        rig.act(id, Qt::Key_A, u"已当场受理"_s);
        QCOMPARE(rig.detail()->order()->callBackDue.date, QDate(2026, 10, 10));
        QVERIFY(!rig.offered().contains(u"workorder.callback"_s)); // who answered does not call back
        rig.sitDown(u"1401"_s);
        for (int call = 0; call < 2; ++call) {
            rig.act(id, Qt::Key_B, {}, u"unreachable"_s);
            QCOMPARE(rig.detail()->order()->state, OrderState::Answered);
        }
        rig.act(id, Qt::Key_B, {}, u"solved"_s);
        rig.act(id, Qt::Key_E);
        rig.hall.sync();
        QCOMPARE(rig.centres(id).state, OrderState::Closed);
        QCOMPARE(rig.hall.counterSync().returnedCount(), 0);
    }

    void itIsRegisteredOffLineUnderItsFinalNumber()
    {
        OrderRig rig;
        rig.sitDown(u"1002"_s);
        const QString id = rig.registerOrder(u"unsolved"_s, u"办不了居住证"_s, u"13900000008"_s);
        const QString number = rig.detail()->order()->number;
        QVERIFY(!rig.hall.centre().document(id));
        rig.hall.sync();
        QCOMPARE(rig.centres(id).number, number);
    }
};

QTEST_MAIN(UnsolvedCapability)
#include "tst_capability_M47_unsolved.moc"
