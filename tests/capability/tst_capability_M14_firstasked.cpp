// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/responsibility/responsibility.h"
#include "forms/cases/casespage.h"
#include "forms/shared/facttable.h"
#include "forms/shared/handoverbar.h"
#include "office/centreclocks.h"
#include "tests/forms/orderrig.h"
#include <QPushButton>

using namespace Qt::StringLiterals;
using domain::OrderState;
using domain::Responsibility;

/// M14 首问负责: whoever is asked first answers for an enquiry or a case until a colleague has taken it over.
class FirstAskedCapability : public QObject
{
    Q_OBJECT

    static Responsibility held(OrderRig &rig, const QString &id) { return Responsibility::of(rig.hall.centre().document(id)->body); }
    static QString idOf(OrderRig &rig, const QString &number) { return rig.hall.staff(number).staffId; }
    /// Opens the strip by its key in the list and names a colleague.
    static void handOver(OrderRig &rig, const QString &id, const QString &to, const QString &words = {})
    {
        rig.page->activate(id);
        rig.press(Qt::Key_H);
        choose(*rig.page, to);
        rig.part<QLineEdit>(u"handover.words"_s)->setFocus();
        if (!words.isEmpty())
            rig.compose(words);
        rig.press(Qt::Key_Return);
        rig.hall.sync();
    }
    static void choose(QWidget &page, const QString &staffNumber)
    {
        auto *who = page.findChild<QComboBox *>(u"handover.who"_s);
        QVERIFY(who->isVisible());
        who->setCurrentIndex(who->findText(staffNumber, Qt::MatchStartsWith));
        QVERIFY(who->currentIndex() >= 0);
    }
    static QString factOf(const QWidget &page, const QString &table, const QString &name)
    {
        const auto *facts = page.findChild<forms::FactTable *>(table);
        for (int row = 0; row < facts->rowCount(); ++row) {
            if (facts->item(row, 0) && facts->item(row, 0)->text() == name)
                return facts->item(row, 1)->text();
        }
        return {};
    }

private Q_SLOTS:
    void whoeverWasAskedAnswersUntilAColleagueHasTakenItOver()
    {
        OrderRig rig; // Friday 20 November 2026
        rig.sitDown(u"1001"_s);
        const QString id = rig.registerOrder(u"enquiry"_s, u"外地户口能否办居住证"_s, u"13900000011"_s);
        rig.hall.sync();
        QCOMPARE(rig.centres(id).state, OrderState::SignedFor);
        QCOMPARE(rig.centres(id).answerDue.date, QDate(2026, 11, 23)); // one working day
        QCOMPARE(held(rig, id).holder(), idOf(rig, u"1001"_s));
        QVERIFY(factOf(*rig.page, u"orderFacts"_s, u"Answers for it"_s).startsWith(u"王敏"_s));

        handOver(rig, id, u"1002"_s, u"请查户籍科口径"_s);
        QCOMPARE(held(rig, id).holder(), idOf(rig, u"1001"_s)); // offered is not taken
        QVERIFY(rig.offered().contains(u"workorder.answer"_s));

        rig.sitDown(u"1002"_s);
        rig.page->activate(id);
        QVERIFY(rig.table()->model()->rowCount() > 0); // it waits for the colleague too
        QVERIFY(!rig.offered().contains(u"workorder.answer"_s));
        const auto tooEarly = rig.hall.submitAs(u"1002"_s, u"workorder.answer"_s, id, {{u"words"_s, u"可以"_s}});
        QCOMPARE(tooEarly.refusal().code, u"responsibility.not-holder"_s);
        rig.press(Qt::Key_H);
        rig.press(Qt::Key_Return); // take over
        rig.hall.sync();
        QCOMPARE(held(rig, id).holder(), idOf(rig, u"1002"_s));
        QCOMPARE(held(rig, id).firstName, u"王敏"_s); // who was asked first stays known

        rig.act(id, Qt::Key_A, u"连续居住半年以上可以申领"_s);
        rig.hall.sync();
        QCOMPARE(rig.centres(id).state, OrderState::Closed);
        QCOMPARE(rig.hall.counterSync().returnedCount(), 0);
    }

    void whatIsAnsweredOnTheSpotIsOver()
    {
        OrderRig rig;
        rig.sitDown(u"1001"_s);
        rig.table()->setFocus();
        rig.press(Qt::Key_N);
        auto *sources = rig.part<QComboBox>(u"orderFormSource"_s);
        sources->setCurrentIndex(sources->findData(u"enquiry"_s));
        rig.part<QPlainTextEdit>(u"orderFormWords"_s)->setFocus();
        rig.compose(u"周六上班吗"_s);
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(rig.lastSaid().contains(u"phone"_s, Qt::CaseInsensitive)); // not answered: somebody must be reached
        rig.part<QPlainTextEdit>(u"orderFormAnswer"_s)->setFocus();
        rig.compose(u"周六上午值班"_s);
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        const QString id = rig.detail()->orderId();
        rig.hall.sync();
        QCOMPARE(rig.centres(id).state, OrderState::Closed);
        QCOMPARE(rig.centres(id).answer, u"周六上午值班"_s);
        QVERIFY(rig.offered().isEmpty());
    }

    void whoDoesNotTakeItSaysWhyAndItStays()
    {
        OrderRig rig;
        rig.sitDown(u"1001"_s);
        const QString id = rig.registerOrder(u"enquiry"_s, u"公积金能否提前还贷"_s, u"13900000012"_s);
        handOver(rig, id, u"1002"_s);
        rig.sitDown(u"1002"_s);
        rig.page->activate(id);
        rig.press(Qt::Key_H);
        rig.part<QPushButton>(u"handover.decline"_s)->click();
        QVERIFY(rig.part<forms::HandoverBar>(u"handoverBar"_s)->isVisible()); // without a reason it is not left
        rig.part<QLineEdit>(u"handover.words"_s)->setFocus();
        rig.compose(u"应由公积金窗口答复"_s);
        rig.part<QPushButton>(u"handover.decline"_s)->click();
        rig.hall.sync();
        QCOMPARE(held(rig, id).holder(), idOf(rig, u"1001"_s));
        QVERIFY(!held(rig, id).offer());
        QCOMPARE(held(rig, id).handovers.last().declined, u"应由公积金窗口答复"_s);
        // Nobody can take what is not offered.
        QCOMPARE(rig.hall.submitAs(u"1002"_s, u"responsibility.take"_s, id, {}).refusal().code, u"responsibility.no-offer"_s);
    }

    void aCaseIsItsClerksUntilAColleagueTakesIt()
    {
        OrderRig rig;
        const QString id = rig.accept();
        rig.hall.sync();
        QCOMPARE(held(rig, id).holder(), idOf(rig, u"1001"_s));
        {
            forms::CasesPage page(rig.desk);
            page.resize(1198, 660);
            page.show();
            page.activate(id);
            QVERIFY(QTest::qWaitForWindowActive(&page));
            QVERIFY(factOf(page, u"caseOverview"_s, u"Answers for it"_s).startsWith(u"王敏"_s));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_H, Qt::ControlModifier);
            choose(page, u"1002"_s);
            auto *words = page.findChild<QLineEdit *>(u"handover.words"_s);
            words->setFocus();
            QTest::keyClick(words, Qt::Key_Return);
        }
        rig.hall.sync();
        QVERIFY(held(rig, id).offer());
        QCOMPARE(held(rig, id).holder(), idOf(rig, u"1001"_s));

        rig.sitDown(u"1002"_s);
        forms::CasesPage page(rig.desk);
        page.resize(1198, 660);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QTest::keyClick(&page, Qt::Key_0, Qt::AltModifier); // what I answer for, or am asked to
        auto *table = page.findChild<forms::ListTable *>(u"casesTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->chooseRow(0);
        QTest::keyClick(table, Qt::Key_H, Qt::ControlModifier);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        rig.hall.sync();
        QCOMPARE(held(rig, id).holder(), idOf(rig, u"1002"_s));
        QCOMPARE(rig.hall.archive().caseFile(id)->clerkName, u"王敏"_s); // who took the papers is another matter
        office::CaseFilter hers;
        hers.responsible = idOf(rig, u"1001"_s);
        QCOMPARE(rig.hall.archive().count(hers), 0);
        QCOMPARE(rig.hall.counterSync().returnedCount(), 0);
    }

    void aSupervisorGivesAwayWhatAColleagueOnLeaveHolds()
    {
        OrderRig rig;
        rig.sitDown(u"1001"_s);
        const QString id = rig.registerOrder(u"enquiry"_s, u"新生儿参保怎么办"_s, u"13900000013"_s);
        QCOMPARE(rig.hall.submitAs(u"1002"_s, u"responsibility.offer"_s, id, {{u"to"_s, idOf(rig, u"1002"_s)}}).refusal().code, u"responsibility.not-holder"_s);
        rig.sitDown(u"1401"_s);
        QCOMPARE(rig.hall.submitAs(u"1401"_s, u"responsibility.offer"_s, id, {{u"to"_s, idOf(rig, u"1002"_s)}}).refusal().code, u"responsibility.words-lacking"_s);
        handOver(rig, id, u"1002"_s, u"王敏休假"_s);
        QCOMPARE(held(rig, id).holder(), idOf(rig, u"1002"_s));
        QVERIFY(!held(rig, id).offer());
    }

    void anEnquiryNobodyAnswersIsToldToTheSupervisors()
    {
        OrderRig rig;
        rig.sitDown(u"1001"_s);
        const QString id = rig.registerOrder(u"enquiry"_s, u"残疾人补贴何时发放"_s, u"13900000014"_s);
        rig.hall.sync();
        rig.hall.setHallTime(QDate(2026, 11, 24), QTime(9, 0));
        QVERIFY(*rig.hall.centre().doAgenda() > 0);
        QVERIFY(rig.centres(id).wasLate());
        QCOMPARE(held(rig, id).holder(), idOf(rig, u"1001"_s)); // late, and still hers
    }
};

QTEST_MAIN(FirstAskedCapability)
#include "tst_capability_M14_firstasked.moc"
