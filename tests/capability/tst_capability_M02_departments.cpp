// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/approval/approvalpage.h"
#include "forms/approval/stepform.h"
#include "forms/cases/casedetail.h"
#include "forms/cases/casespage.h"
#include "forms/shared/chip.h"
#include "forms/shared/facttable.h"
#include "forms/shared/listtable.h"
#include "tests/forms/pagerig.h"
#include "tests/forms/focusables.h"
#include "tables/worktablemodel.h"
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using domain::CaseState;
using domain::StepState;
using tables::WorkTableModel;

/// M02 后台分类(并联)审批: one case, a step for each department, in parallel; each with its clock; the lead decides; the counter
/// sees how far it is, by department.
class DepartmentsCapability : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<forms::ApprovalPage> m_page;

    /// Somebody of a department sits down before the page 审批.
    void sitDown(const QString &number)
    {
        m_page.reset();
        m_rig->hall.signIn(number);
        m_rig->signIn(number);
        m_page = std::make_unique<forms::ApprovalPage>(m_rig->desk);
        m_page->resize(1198, 660);
        m_page->show();
        m_page->activate({});
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    template<class Part>
    Part *part(const QString &name) const { return m_page->findChild<Part *>(name); }
    forms::ListTable *table() const { return part<forms::ListTable>(u"approvalTable"_s); }
    int rows() const { return table()->model()->rowCount(); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(QApplication::focusWidget(), key, modifiers); }
    void type(const QString &text)
    {
        // As an input method commits it: letters alone would be keys of the page.
        QInputMethodEvent event;
        event.setCommitString(text);
        QApplication::sendEvent(QApplication::focusWidget(), &event);
    }
    QString acceptFood()
    {
        return m_rig->done(u"case.accept"_s, m_rig->hall.application(u"food-license"_s, support::Hall::firm(), PageRig::foodAnswers()));
    }
    domain::CaseFile file(const QString &id) { return *m_rig->hall.archive().caseFile(id); }
    domain::CaseFile atTheCentre(const QString &id) { return *domain::CaseFile::fromJson(m_rig->hall.centre().document(id)->body); }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<PageRig>(); }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
    }

    void eachDepartmentFindsItsPartAndTheLeadGrants()
    {
        const QString id = acceptFood();
        QVERIFY(m_rig->hall.sync());

        sitDown(u"1202"_s); // the fire brigade
        QCOMPARE(rows(), 1);
        QCOMPARE(cell(0, WorkTableModel::Department), u"消防救援大队"_s);
        QCOMPARE(cell(0, WorkTableModel::State), u"In the queue"_s);
        QCOMPARE(cell(0, WorkTableModel::Due), u"11-27"_s); // its own five working days
        press(Qt::Key_T, Qt::AltModifier);
        QCOMPARE(file(id).step(u"fire")->state, StepState::Taken);
        QCOMPARE(QApplication::focusWidget(), part<QPlainTextEdit>(u"step.opinion"_s));
        type(u"疏散条件符合要求"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(file(id).step(u"fire")->state, StepState::Agreed);
        QCOMPARE(file(id).step(u"fire")->opinion, u"疏散条件符合要求"_s);
        QCOMPARE(rows(), 0);
        QVERIFY(m_rig->hall.sync());

        sitDown(u"1201"_s); // market supervision, which leads
        QCOMPARE(rows(), 1);
        QVERIFY(part<QLabel>(u"step.others"_s)->text().contains(u"疏散条件符合要求"_s));
        press(Qt::Key_T, Qt::AltModifier);
        QVERIFY(part<QPushButton>(u"step.agree"_s)->text().startsWith(u"Grant"_s));
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(file(id).state, CaseState::Granted);
        QVERIFY(m_rig->said.last().contains(u"issue desk"_s));
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(atTheCentre(id).state, CaseState::Granted);
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);
    }

    void theLeadWaitsForTheOthers()
    {
        const QString id = acceptFood();
        sitDown(u"1201"_s);
        press(Qt::Key_T, Qt::AltModifier);
        // Its own word it may give; the case is not decided by it.
        QVERIFY(part<QPushButton>(u"step.agree"_s)->text().startsWith(u"Agree"_s));
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(file(id).step(u"market")->state, StepState::Agreed);
        QCOMPARE(file(id).state, CaseState::Accepted);
    }

    void whoObjectsSaysWhyAndTheApplicantIsToldIt()
    {
        const QString id = acceptFood();
        sitDown(u"1202"_s);
        press(Qt::Key_T, Qt::AltModifier);
        press(Qt::Key_N, Qt::AltModifier);
        QCOMPARE(file(id).step(u"fire")->state, StepState::Taken);
        QVERIFY(m_rig->said.last().contains(u"why"_s));
        type(u"疏散通道宽度不足"_s);
        press(Qt::Key_N, Qt::AltModifier);
        QCOMPARE(file(id).step(u"fire")->state, StepState::Objected);
        sitDown(u"1201"_s);
        press(Qt::Key_T, Qt::AltModifier);
        QVERIFY(!part<QPushButton>(u"step.agree"_s)->isEnabled());
        type(u"疏散通道宽度不足, 不符合《消防法》第十五条"_s);
        press(Qt::Key_N, Qt::AltModifier);
        QCOMPARE(file(id).state, CaseState::Refused);
        QCOMPARE(file(id).decision.reasons, QStringList{u"疏散通道宽度不足, 不符合《消防法》第十五条"_s});
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(atTheCentre(id).state, CaseState::Refused);
    }

    void aSpecialProcedureIsBegunAndEndedByKeys()
    {
        const QString id = acceptFood();
        sitDown(u"1201"_s);
        press(Qt::Key_T, Qt::AltModifier);
        press(Qt::Key_S, Qt::AltModifier);
        auto *choice = part<QComboBox>(u"step.choice"_s);
        QCOMPARE(QApplication::focusWidget(), choice);
        QCOMPARE(choice->currentText(), u"现场核查"_s);
        press(Qt::Key_Escape);
        QVERIFY(!file(id).clock.isPaused()); // Esc loses nothing and does nothing
        press(Qt::Key_S, Qt::AltModifier);
        QTest::mouseClick(part<QPushButton>(u"step.confirm"_s), Qt::LeftButton);
        QVERIFY(file(id).clock.isPaused());
        QTRY_VERIFY(!m_rig->printer.papers.isEmpty());
        QCOMPARE(m_rig->printer.papers.last().kind, u"special-procedure"_s); // told in writing
        QVERIFY(part<QLabel>(u"step.others"_s)->text().contains(u"现场核查"_s));
        m_rig->hall.setHallTime(QDate(2026, 11, 24), QTime(10, 0));
        press(Qt::Key_S, Qt::AltModifier);
        QVERIFY(!file(id).clock.isPaused());
        QCOMPARE(file(id).committedDue.date, QDate(2026, 12, 3)); // two working days were not counted
    }

    void moreTimeIsTheSupervisorsToGive()
    {
        const QString id = acceptFood();
        sitDown(u"1202"_s);
        press(Qt::Key_X, Qt::AltModifier);
        QVERIFY(!part<QPushButton>(u"step.confirm"_s)->isVisible());
        sitDown(u"1401"_s);
        QVERIFY(!part<QPushButton>(u"step.take"_s)->isVisible()); // who supervises does not decide
        press(Qt::Key_X, Qt::AltModifier);
        type(u"案情复杂"_s);
        press(Qt::Key_Return);
        QCOMPARE(file(id).clock.extensions.size(), 1);
        QCOMPARE(file(id).clock.extensions.first().days, 10);
        QTRY_VERIFY(!m_rig->printer.papers.isEmpty());
        QCOMPARE(m_rig->printer.papers.last().kind, u"extension"_s);
    }

    void theCounterTakesAWithdrawal()
    {
        const QString id = acceptFood();
        forms::CasesPage cases(m_rig->desk);
        cases.resize(1198, 660);
        cases.show();
        cases.activate(id);
        QVERIFY(QTest::qWaitForWindowActive(&cases));
        press(Qt::Key_W, Qt::ControlModifier);
        press(Qt::Key_Return); // without a reason nothing happens
        QCOMPARE(file(id).state, CaseState::Accepted);
        type(u"申请人不再经营"_s);
        press(Qt::Key_Return);
        QCOMPARE(file(id).state, CaseState::Withdrawn);
        QTRY_VERIFY(!m_rig->printer.papers.isEmpty());
        QCOMPARE(m_rig->printer.papers.last().kind, u"withdrawal"_s);
    }

    void whatIsUrgentStandsFirstAndOverdueIsCounted()
    {
        acceptFood();
        m_rig->hall.setHallTime(QDate(2026, 12, 2), QTime(10, 0));
        const QString second = m_rig->done(u"case.accept"_s, m_rig->hall.application(u"food-license"_s, support::Hall::firm(u"西安第二餐饮有限公司"_s), PageRig::foodAnswers()));
        Q_UNUSED(second)
        sitDown(u"1202"_s);
        QCOMPARE(rows(), 2);
        QCOMPARE(cell(0, WorkTableModel::LampColumn), u"Overdue"_s);
        QCOMPARE(part<forms::Chip>(u"approvalChip.red"_s)->count(), 1);
        press(Qt::Key_3, Qt::AltModifier);
        QCOMPARE(rows(), 1);
        press(Qt::Key_2, Qt::AltModifier);
        QCOMPARE(rows(), 0);
    }

    void theCounterSeesTheProgressByDepartmentAndNobodysName()
    {
        const QString id = acceptFood();
        sitDown(u"1202"_s);
        press(Qt::Key_T, Qt::AltModifier);
        QVERIFY(m_rig->hall.sync());
        m_page.reset();
        m_rig->hall.signIn(u"1001"_s);
        m_rig->signIn(u"1001"_s);
        forms::CasesPage cases(m_rig->desk);
        cases.resize(1198, 660);
        cases.show();
        cases.activate(id);
        const auto *facts = cases.findChild<forms::FactTable *>(u"caseProgress"_s);
        QStringList shown;
        for (int row = 0; row < facts->rowCount(); ++row) {
            for (int column = 0; column < facts->columnCount(); ++column)
                shown << facts->item(row, column)->text();
        }
        const QString text = shown.join(u'|');
        QVERIFY2(text.contains(u"消防救援大队|Being decided"_s), qPrintable(text));
        QVERIFY2(text.contains(u"市场监督管理局 (leads)|In the queue"_s), qPrintable(text));
        QVERIFY(!text.contains(u"钱消防"_s));
    }

    void everythingHasANameForThoseWhoCantSee()
    {
        acceptFood();
        sitDown(u"1201"_s);
        press(Qt::Key_T, Qt::AltModifier);
        QCOMPARE(unnamedFocusables(*m_page), QStringList());
    }
};

QTEST_MAIN(DepartmentsCapability)
#include "tst_capability_M02_departments.moc"
