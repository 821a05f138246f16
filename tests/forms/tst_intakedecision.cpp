// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/theme.h"
#include "tests/forms/intakerig.h"

using namespace Qt::StringLiterals;
using domain::CaseState;

/// Deciding on the intake page: what the keys do, what is on disk, what is printed.
class IntakeDecisionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forms::Theme::apply(*qApp, forms::Theme::Mode::Light); }

    void whatIsLackingIsSaidAndGoneTo()
    {
        IntakeRig rig;
        rig.decide();
        QCOMPARE(rig.focusName(), u"applicant.number"_s);
        rig.makeKnown();
        rig.begin(rig.cardOf(), {}, {});
        rig.decide();
        QCOMPARE(rig.focusName(), u"item.search"_s);
        rig.type(u"jhdj"_s);
        rig.press(Qt::Key_Return);
        rig.press(Qt::Key_F7);
        rig.decide();
        QCOMPARE(rig.focusName(), u"question.marry.foreign"_s);
        QCOMPARE(rig.said.size(), 3);
        QCOMPARE(rig.hall.archive().count({}), 1);
    }

    void papersComeOutOnlyWhenTheCaseIsOnDisk()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, {});
        rig.type(u"22a"_s);
        rig.decide();
        QTRY_COMPARE(rig.printer.kinds(), QStringList(u"acceptance"_s));
        QVERIFY(rig.printer.alwaysAfterDisk);
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.state, CaseState::Accepted);
        QVERIFY(rig.lastSaid().startsWith(file.number));
        rig.said.last().action();
        QCOMPARE(rig.opened.last(), u"cases "_s + file.id);
        QVERIFY(rig.typed().isBlank());
        QCOMPARE(rig.focusName(), u"applicant.number"_s);
        QVERIFY(rig.drafts().isEmpty());
    }

    void aPrinterThatFailsLosesNothingAndPrintsAgain()
    {
        IntakeRig rig;
        rig.printer.empty = true;
        rig.begin(rig.cardOf(), u"jhdj"_s, {});
        rig.type(u"22a"_s);
        rig.decide();
        QTRY_COMPARE(rig.said.last().tone, forms::Tone::Problem);
        QCOMPARE(rig.newestCase().state, CaseState::Accepted);
        rig.printer.empty = false;
        rig.said.last().action();
        QTRY_COMPARE(rig.printer.papers.size(), 1);
        QCOMPARE(rig.said.last().tone, forms::Tone::Done);
        rig.desk.setPrinter(nullptr);
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.decide();
        QTRY_COMPARE(rig.said.last().tone, forms::Tone::Problem);
        QCOMPARE(rig.hall.archive().count({}), 2);
    }

    void aPreviewClosedWithoutPrintingSaysSoAndTheNextCaseIsPrinted()
    {
        IntakeRig rig;
        rig.printer.declined = true;
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.decide();
        QTRY_VERIFY(rig.said.last().action);
        QCOMPARE(rig.said.last().tone, forms::Tone::Info);
        rig.printer.declined = false;
        rig.said.last().action();
        QTRY_COMPARE(rig.printer.papers.size(), 1);
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.decide();
        QTRY_COMPARE(rig.printer.papers.size(), 2);
    }

    void refusalNeedsItsLegalReasonAndTheCompetentAuthority()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"12"_s); // foreigners marry elsewhere
        QCOMPARE(rig.verdict(), u"refuse"_s);
        rig.decide(); // opens the form, filled in with what the answers say
        QCOMPARE(rig.focusName(), u"refusal.competent"_s);
        rig.decide();
        QCOMPARE(rig.hall.archive().count({}), 1);
        rig.compose(u"陕西省民政厅"_s);
        rig.decide();
        QTRY_COMPARE(rig.printer.kinds(), QStringList(u"non-acceptance"_s));
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.state, CaseState::NotAccepted);
        QCOMPARE(file.refusalReason, u"not-competent"_s);
        QCOMPARE(file.competent, u"陕西省民政厅"_s);
        QVERIFY(file.refusalNote.contains(u"婚姻登记条例"_s));
    }

    void refusalCanBeThoughtOverWithoutLosingAnything()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(rig.focusName(), u"refusal.reasons"_s);
        rig.decide(); // no reason yet: asked for in words, and not by an error
        QCOMPARE(rig.focusName(), u"refusal.reasons"_s);
        QCOMPARE(rig.said.last().tone, forms::Tone::Info);
        rig.type(u"3"_s);
        QCOMPARE(rig.focusName(), u"refusal.note"_s);
        rig.press(Qt::Key_Escape);
        QCOMPARE(rig.focusName(), u"materials"_s);
        QCOMPARE(rig.verdict(), u"accept"_s);
        rig.decide();
        QCOMPARE(rig.newestCase().state, CaseState::Accepted);
    }

    void papersCanBeTakenInFirstAndDecidedLater()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22"_s);
        rig.type(u" "_s);
        rig.press(Qt::Key_F9);
        QTRY_COMPARE(rig.printer.kinds(), QStringList(u"receipt"_s));
        const domain::CaseFile received = rig.newestCase();
        QCOMPARE(received.state, CaseState::Received);
        QVERIFY(received.noticeDue.isValid());
        rig.page->activate(QString(u"case:"_s + received.id));
        QCOMPARE(rig.focusName(), u"materials"_s);
        QCOMPARE(rig.page->hand().materialsSettled(), 1);
        rig.press(Qt::Key_F9); // not twice
        QCOMPARE(rig.printer.papers.size(), 1);
        rig.type(u"a"_s);
        rig.decide();
        QCOMPARE(rig.newestCase().id, received.id);
        QCOMPARE(rig.newestCase().state, CaseState::Accepted);
        QCOMPARE(rig.newestCase().number, received.number);
    }

    void aDecidedCaseIsNotTakenUpAgain()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.page->activate(QString(u"case:"_s + rig.newestCase().id));
        QVERIFY(rig.typed().isBlank() && !rig.typed().resumed);
        QCOMPARE(rig.said.last().tone, forms::Tone::Warning);
        rig.page->activate(u"case:nonsense"_s);
        QCOMPARE(rig.said.last().tone, forms::Tone::Problem);
    }

    void whatTheCentreReturnedIsDoneAgain()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.decide();
        const domain::CaseFile file = rig.newestCase();
        const auto history = rig.hall.archive().history(file.id);
        QCOMPARE(history.size(), 1);
        domain::PushAnswer answer;
        answer.epoch = rig.hall.counterSync().epoch();
        const auto pending = rig.hall.counterSync().pendingOperations(500, 1 << 20);
        for (const domain::Operation &operation : pending) {
            domain::OperationResult result;
            result.n = operation.n;
            result.id = operation.id;
            result.outcome = operation.id == history.first().operation.id ? domain::Outcome::Rejected : domain::Outcome::Applied;
            if (result.outcome == domain::Outcome::Rejected)
                result.problem = domain::refuse(u"item.unknown", {{u"item"_s, u"marriage-reg"_s}});
            answer.results << result;
        }
        QVERIFY(rig.hall.counterSync().settle(answer).ok());
        QCOMPARE(rig.hall.archive().returnedCount(), 1);
        rig.page->activate(QString(u"redo:"_s + history.first().operation.id));
        QCOMPARE(rig.typed().applicant.name, u"张三"_s);
        QCOMPARE(rig.verdict(), u"accept"_s);
        rig.decide();
        QCOMPARE(rig.hall.archive().returnedCount(), 0);
        QVERIFY(rig.hall.archive().caseFile(file.id));
    }
};

QTEST_MAIN(IntakeDecisionTest)
#include "tst_intakedecision.moc"
