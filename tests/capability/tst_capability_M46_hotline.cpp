// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/forms/orderrig.h"
#include "tests/forms/focusables.h"
#include <QLabel>

using namespace Qt::StringLiterals;
using domain::OrderState;

/// M46 12345 工单: receive, sign for, answer, call back, each with a clock of its own.
class HotlineCapability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromTheCallToTheEnd()
    {
        OrderRig rig;
        rig.sitDown(u"1001"_s);
        const QString id = rig.registerOrder(u"12345"_s, u"小区门口无证烧烤油烟扰民"_s, u"13900000001"_s);
        QVERIFY(!id.isEmpty());
        QVERIFY(rig.lastSaid().contains(rig.detail()->order()->number));
        QVERIFY(rig.offered().contains(u"workorder.contact"_s) && !rig.offered().contains(u"workorder.assign"_s)); // a clerk gives nothing out

        rig.sitDown(u"1401"_s); // Friday
        QCOMPARE(rig.centres(id).state, OrderState::Registered);
        QCOMPARE(rig.centres(id).assignDue.date, QDate(2026, 11, 23));
        rig.act(id, Qt::Key_G, {}, {}, u"市场监督管理局"_s);

        rig.sitDown(u"1201"_s);
        rig.hall.setHallTime(QDate(2026, 11, 23), QTime(9, 30));
        QCOMPARE(rig.centres(id).signDue.date, QDate(2026, 11, 23));
        QCOMPARE(rig.centres(id).answerDue.date, QDate(2026, 11, 27));
        rig.act(id, Qt::Key_S, {}, u"simple"_s);
        rig.hall.setHallTime(QDate(2026, 11, 25), QTime(15, 0));
        rig.act(id, Qt::Key_A, u"已取缔，罚款两千元"_s);

        rig.sitDown(u"1003"_s);
        QCOMPARE(rig.centres(id).callBackDue.date, QDate(2026, 11, 27)); // the district gives two days
        rig.act(id, Qt::Key_B, u"来电人表示满意"_s, u"solved"_s);
        rig.act(id, Qt::Key_E);
        rig.hall.sync();
        const domain::WorkOrder order = rig.centres(id);
        QCOMPARE(order.state, OrderState::Closed);
        QVERIFY(!order.wasLate());
        QStringList acts;
        for (const domain::OrderStep &step : order.steps)
            acts << step.act;
        QCOMPARE(acts, (QStringList{u"register"_s, u"assign"_s, u"sign"_s, u"answer"_s, u"callback"_s, u"close"_s}));
        QCOMPARE(rig.hall.counterSync().returnedCount(), 0);
    }

    void lateItIsRedAndTheSupervisorIsTold()
    {
        OrderRig rig;
        rig.sitDown(u"1401"_s);
        const QString id = rig.registerOrder(u"12345"_s, u"路灯不亮"_s, u"13900000002"_s);
        rig.hall.sync();
        rig.hall.setHallTime(QDate(2026, 11, 23), QTime(17, 1));
        QCOMPARE(*rig.hall.centre().doAgenda(), 1);
        rig.sitDown(u"1401"_s);
        rig.press(Qt::Key_9, Qt::AltModifier); // the chip of what is overdue
        QCOMPARE(rig.table()->model()->rowCount(), 1);
        QCOMPARE(rig.table()->model()->index(0, tables::OrderTableModel::LampColumn).data(tables::OrderTableModel::LampRole).toString(), u"red"_s);
        QCOMPARE(rig.detail()->orderId(), id);
        QCOMPARE(rig.detail()->order()->escalated, QStringList{u"assign#1"_s});
    }

    void unsolvedItIsGivenOutAgain()
    {
        OrderRig rig;
        rig.sitDown(u"1401"_s);
        const QString id = rig.registerOrder(u"12345"_s, u"井盖缺失"_s, u"13900000003"_s);
        rig.act(id, Qt::Key_G, {}, {}, u"住房和城乡建设局"_s);
        rig.sitDown(u"1201"_s);
        rig.act(id, Qt::Key_S, u"需产权单位配合"_s, u"complex"_s);
        QCOMPARE(rig.detail()->order()->answerDue.date, QDate(2026, 12, 11));
        rig.act(id, Qt::Key_A, u"已通知"_s);
        rig.sitDown(u"1401"_s);
        rig.act(id, Qt::Key_B, u"仍未修复"_s, u"unsolved"_s);
        QCOMPARE(rig.detail()->order()->state, OrderState::Reopened);
        QCOMPARE(rig.detail()->order()->round, 2);
        QVERIFY(rig.offered().contains(u"workorder.assign"_s));
    }

    void whatIsTypedIsNotLostToARefusal()
    {
        OrderRig rig;
        rig.sitDown(u"1001"_s);
        rig.registerOrder(u"12345"_s, u"没有电话的来电"_s);
        QVERIFY(rig.detail()->orderId().isEmpty());
        QCOMPARE(rig.part<QPlainTextEdit>(u"orderFormWords"_s)->toPlainText(), u"没有电话的来电"_s);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"orderFormPhone"_s);
        rig.compose(u"13900000004"_s);
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!rig.detail()->orderId().isEmpty());
        QCOMPARE(unnamedFocusables(*rig.page).join(u" "_s), QString());
    }

    void newsInBetweenLeaveWhatIsTyped()
    {
        OrderRig rig;
        rig.sitDown(u"1401"_s);
        const QString id = rig.registerOrder(u"12345"_s, u"噪声扰民"_s, u"13900000009"_s);
        rig.hall.sync();
        rig.page->activate(id);
        rig.press(Qt::Key_G);
        rig.part<QComboBox>(u"orderDepartment"_s)->setEditText(u"生态环境局"_s);
        rig.part<QPlainTextEdit>(u"orderWords"_s)->setFocus();
        rig.compose(u"夜间施工"_s);
        const auto elsewhere = rig.hall.centreOffice().submit({u"workorder.contact"_s, id, {{u"words"_s, u"已联系"_s}}, rig.hall.staff(u"1003"_s)});
        QVERIFY(elsewhere.ok());
        rig.hall.pull();
        QTRY_COMPARE(rig.detail()->order()->steps.size(), 2);
        QVERIFY(rig.detail()->isTyping());
        QCOMPARE(rig.part<QPlainTextEdit>(u"orderWords"_s)->toPlainText(), u"夜间施工"_s);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"orderWords"_s);
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(rig.detail()->order()->department, u"生态环境局"_s);
    }

    void theBadgeIsWhatWaitsForWhoSitsHere()
    {
        OrderRig rig;
        rig.sitDown(u"1401"_s);
        int badge = -1;
        QObject::connect(rig.page.get(), &forms::Page::badgeChanged, &rig, [&](int count) { badge = count; });
        rig.registerOrder(u"12345"_s, u"一"_s, u"13900000005"_s);
        rig.registerOrder(u"12345"_s, u"二"_s, u"13900000006"_s);
        QTRY_COMPARE(badge, 2);
    }
};

QTEST_MAIN(HotlineCapability)
#include "tst_capability_M46_hotline.moc"
