// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/approval/approvalpage.h"
#include "forms/leave/leavepage.h"
#include "forms/pagerig.h"
#include "support/deskclient.h"
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTableWidget>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::StepState;

namespace {
const QString market = u"1201"_s, fire = u"1202"_s, supervisor = u"1401"_s;
}

/// M54 请假替岗: an approver goes on leave, names a deputy with days and reason, sees what is handed over; the deputy decides in
/// those days and on no other; the centre judges it so too.
class DelegationCapability : public QObject
{
    Q_OBJECT

    PageRig *m_rig = nullptr;
    std::unique_ptr<forms::LeavePage> m_page;

    void sit(const QString &who)
    {
        m_page.reset();
        m_rig->hall.signIn(who);
        m_rig->signIn(who);
        m_page = std::make_unique<forms::LeavePage>(m_rig->desk);
        m_page->resize(1234, 680);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->activate({});
    }
    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("no part is called %s", qPrintable(name));
        return found;
    }
    QString act(const QString &who, const QString &type, const QString &id, const QJsonObject &body)
    {
        const auto done = m_rig->hall.submitAs(who, type, id, body);
        return done ? QString() : done.refusal().code;
    }
    void goOnLeave(QDate begins, QDate ends)
    {
        auto *deputy = part<QComboBox>(u"leave.deputy"_s);
        deputy->setCurrentIndex(deputy->findData(m_rig->hall.staff(market).staffId));
        part<QDateEdit>(u"leave.begins"_s)->setDate(begins);
        part<QDateEdit>(u"leave.ends"_s)->setDate(ends);
        part<QLineEdit>(u"leave.reason"_s)->setFocus();
        QTest::keyClicks(part<QLineEdit>(u"leave.reason"_s), u"annual leave"_s);
        QTest::keyClick(m_page->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    }
    StepState fireAtCentre(const QString &id)
    {
        support::DeskClient client(m_rig->hall);
        client.signIn();
        return CaseFile::fromJson(exchange::decodeDocument(client.send("GET", exchange::documentPath(id)).body)->body)->step(u"fire")->state;
    }

private Q_SLOTS:
    void init() { m_rig = new PageRig; }
    void cleanup()
    {
        m_page.reset();
        delete m_rig;
    }

    void theDeputyDecidesInThoseDays()
    {
        const QString id = m_rig->done(u"case.accept"_s, m_rig->hall.application(u"food-license"_s, support::Hall::firm(), PageRig::foodAnswers()));
        QVERIFY(m_rig->hall.sync());
        sit(fire);
        QCOMPARE(act(fire, u"step.take"_s, id, {{u"step"_s, u"fire"_s}}), QString());
        QCOMPARE(part<QComboBox>(u"leave.who"_s)->count(), 1); // only for oneself
        goOnLeave(QDate(2026, 11, 23), QDate(2026, 11, 25));
        QVERIFY2(m_rig->said.last().contains(u"2026-11-25"_s), qPrintable(m_rig->said.last()));
        // The list of what is handed over: the case in hand.
        QCOMPARE(part<QTableWidget>(u"leave.handed"_s)->rowCount(), 1);
        QCOMPARE(part<QTableWidget>(u"leave.handed"_s)->item(0, 1)->text(), m_rig->hall.archive().caseFile(id)->number);
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);

        const QJsonObject decision{{u"step"_s, u"fire"_s}, {u"agreed"_s, true}, {u"opinion"_s, u"符合消防要求"_s}};
        QCOMPARE(act(market, u"step.decide"_s, id, decision), u"step.not-yours"_s); // Friday: not yet
        m_rig->hall.setHallTime(QDate(2026, 11, 24), QTime(9, 0));
        QCOMPARE(act(market, u"step.decide"_s, id, decision), QString());
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);
        QCOMPARE(fireAtCentre(id), StepState::Agreed);
        const auto rules = m_rig->hall.office().rules();
        const domain::Staff &deputy = *rules->staffByNumber(market);
        QVERIFY(rules->departmentsOf(deputy, QDate(2026, 11, 25)).contains(u"消防救援大队"_s));
        QVERIFY(!rules->departmentsOf(deputy, QDate(2026, 11, 26)).contains(u"消防救援大队"_s));
    }

    void theDeputysQueueShowsTheColleaguesWork()
    {
        const QString id = m_rig->done(u"case.accept"_s, m_rig->hall.application(u"food-license"_s, support::Hall::firm(), PageRig::foodAnswers()));
        QVERIFY(m_rig->hall.sync());
        const auto parts = [&] {
            forms::ApprovalPage queue(m_rig->desk);
            const auto *table = queue.findChild<QTableView *>(u"approvalTable"_s);
            return table ? table->model()->rowCount() : -1;
        };
        sit(market);
        QCOMPARE(parts(), 1); // its own part of the case
        sit(fire);
        goOnLeave(QDate(2026, 11, 23), QDate(2026, 11, 25));
        QVERIFY(m_rig->hall.sync());
        sit(market);
        QCOMPARE(parts(), 1);
        m_rig->hall.setHallTime(QDate(2026, 11, 23), QTime(9, 0));
        QCOMPARE(parts(), 2);
        m_rig->hall.setHallTime(QDate(2026, 11, 26), QTime(9, 0));
        QCOMPARE(parts(), 1);
    }

    void whoIsBackEarlierEndsIt()
    {
        sit(fire);
        goOnLeave(QDate(2026, 11, 20), QDate(2026, 11, 27));
        QVERIFY(m_rig->hall.sync());
        const auto departments = [this] { return m_rig->hall.office().rules()->departmentsOf(*m_rig->hall.office().rules()->staffByNumber(market), QDate(2026, 11, 20)); };
        QVERIFY(departments().contains(u"消防救援大队"_s));
        m_page->activate({});
        QTest::keyClick(m_page.get(), Qt::Key_E, Qt::AltModifier);
        QVERIFY(m_rig->hall.sync());
        QVERIFY(!departments().contains(u"消防救援大队"_s));
    }

    void aSupervisorMayNameOneForSomebodyIll()
    {
        sit(supervisor);
        auto *who = part<QComboBox>(u"leave.who"_s);
        who->setCurrentIndex(who->findData(m_rig->hall.staff(fire).staffId));
        goOnLeave(QDate(2026, 11, 20), QDate(2026, 11, 27));
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);
        QCOMPARE(m_rig->hall.office().rules()->delegations().size(), 1);
    }

    void aReasonIsAskedFor()
    {
        sit(fire);
        QTest::keyClick(m_page.get(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_page->focusWidget()->objectName(), u"leave.reason"_s);
        QVERIFY(m_rig->hall.office().rules()->delegations().isEmpty());
    }
};

QTEST_MAIN(DelegationCapability)
#include "tst_capability_M54_delegation.moc"
