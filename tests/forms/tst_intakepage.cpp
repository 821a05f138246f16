// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/numberfield.h"
#include "forms/shared/theme.h"
#include "tests/forms/focusables.h"
#include "tests/forms/intakerig.h"
#include <QLineEdit>
#include <QListWidget>
#include <QScopeGuard>
#include <QStackedWidget>

using namespace Qt::StringLiterals;
using domain::MaterialMark;

/// The intake page before a clerk: who types what, and what happens.
class IntakePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forms::Theme::apply(*qApp, forms::Theme::Mode::Light); }

    // Item and questions

    void theItemIsFoundByInitialsCharactersAndCode_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("initials") << u"jhdj"_s;
        QTest::newRow("characters") << u"结婚"_s;
        QTest::newRow("code") << u"000711003000"_s;
    }
    void theItemIsFoundByInitialsCharactersAndCode()
    {
        QFETCH(QString, typed);
        IntakeRig rig;
        rig.press(Qt::Key_F4);
        rig.compose(typed);
        // An input method commits like typing; the list is there without another key.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
        rig.press(Qt::Key_Return);
        if (rig.typed().itemId.isEmpty())
            rig.press(Qt::Key_Return);
        QCOMPARE(rig.typed().itemId, u"marriage-reg"_s);
        QCOMPARE(rig.focusName(), u"question.marry.foreign"_s);
    }

    void arrowsChooseAmongTheItemsFound()
    {
        IntakeRig rig;
        rig.press(Qt::Key_F4);
        rig.type(u"gs"_s);
        auto *found = rig.page->findChild<QListWidget *>(u"item.found"_s);
        QVERIFY(found && found->count() > 1);
        const QString second = found->item(1)->text();
        rig.press(Qt::Key_Down);
        rig.press(Qt::Key_Return);
        QVERIFY(second.startsWith(rig.page->hand().item()->shortName));
        QVERIFY(!found->isVisible());
    }

    void answersGoOnToTheNextQuestionAndThenToTheMaterials()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"spjyxk"_s, {});
        rig.type(u"1"_s);
        QCOMPARE(rig.focusName(), u"question.food.projects"_s);
        rig.type(u"131"_s); // hot, raw, hot taken back
        QCOMPARE(rig.typed().answers[u"food.projects"_s].toArray(), QJsonArray{u"raw"_s});
        rig.press(Qt::Key_Return);
        rig.type(u"2222"_s);
        QCOMPARE(rig.focusName(), u"materials"_s);
        QVERIFY(rig.page->hand().decision().checklist.unanswered.isEmpty());
    }

    void aQuestionAnsweredOutOfTurnGoesOnFromThere()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"spjyxk"_s, {});
        rig.part(u"question.food.projects"_s)->setFocus();
        rig.type(u"1"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.focusName(), u"question.premises.owned"_s);
        rig.type(u"222"_s); // to the last one, then back to the one left out
        QCOMPARE(rig.focusName(), u"question.food.subject"_s);
    }

    void arrowsAndSpaceReachEveryAnswer()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, {});
        rig.press(Qt::Key_Right);
        rig.press(Qt::Key_Right);
        rig.press(Qt::Key_Space);
        QCOMPARE(rig.typed().answers[u"marry.foreign"_s], QJsonValue(false));
        QCOMPARE(rig.focusName(), u"question.marry.past"_s);
    }

    void theNumberAnswersWhatKindOfApplicantItIs()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), {}, {});
        rig.compose(u"用水报装"_s);
        rig.press(Qt::Key_Return);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.typed().itemId, u"water-install"_s);
        QCOMPARE(rig.page->hand().decision().checklist.answers[u"applicant.kind"_s].toString(), u"natural"_s);
        QCOMPARE(rig.focusName(), u"question.agent.present"_s); // the one question left
    }

    void f1OpensTheGuideOfTheItem()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, {});
        rig.press(Qt::Key_F1);
        QCOMPARE(rig.opened, QStringList(u"guide marriage-reg"_s));
    }

    // Materials

    void lettersActOnlyInTheListOfMaterials()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22"_s);
        rig.part<QLineEdit>(u"applicant.name"_s)->setFocus();
        rig.type(u"atcxo"_s);
        QCOMPARE(rig.page->hand().materialsSettled(), 0);
        QCOMPARE(rig.verdict(), u"notify"_s);
    }

    void eachKeyGivesItsMarkAndTakesItAway()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"spjyxk"_s, {});
        rig.type(u"11"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"2222"_s);
        rig.goToMaterial(u"foodmgr"_s);
        const auto mark = [&] { return rig.markOf(u"foodmgr"_s); };
        rig.press(Qt::Key_Space);
        QCOMPARE(mark(), MaterialMark::Received);
        rig.press(Qt::Key_Space);
        QCOMPARE(mark(), MaterialMark::Lacking);
        rig.type(u"t"_s);
        QCOMPARE(mark(), MaterialMark::Tolerated);
        rig.type(u"c"_s);
        QCOMPARE(mark(), MaterialMark::Committed);
        rig.type(u"c"_s);
        QCOMPARE(mark(), MaterialMark::Lacking);
        rig.type(u"o"_s);
        QCOMPARE(mark(), MaterialMark::Received);
        QVERIFY(rig.typed().mark(u"foodmgr")->originalSeen);
        rig.type(u"x3"_s); // illegible
        QCOMPARE(mark(), MaterialMark::Defective);
        QVERIFY(!rig.typed().mark(u"foodmgr")->defect.isEmpty());
        QCOMPARE(rig.focusName(), u"materials"_s);
        rig.type(u"x"_s);
        rig.press(Qt::Key_Tab);
        rig.compose(u"印章模糊"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.typed().mark(u"foodmgr")->defect.right(4), u"印章模糊"_s);
        rig.type(u"x"_s);
        rig.press(Qt::Key_Escape);
        QCOMPARE(mark(), MaterialMark::Defective);
        QCOMPARE(rig.focusName(), u"materials"_s);
    }

    void whatMayNotBeToleratedIsSaid()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"spjyxk"_s, {});
        rig.goToMaterial(u"f_food"_s);
        const int before = int(rig.said.size());
        rig.type(u"t"_s);
        rig.type(u"c"_s);
        QCOMPARE(rig.said.size(), before + 2);
        QVERIFY(rig.said[before].text.contains(u"食品经营许可申请书"_s));
        QCOMPARE(rig.markOf(u"f_food"_s), MaterialMark::Lacking);
    }

    void allReceivedTakesTheRequiredFirstAndTheOptionalWhenAskedAgain()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"spjyxk"_s, {});
        rig.type(u"11"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"2222"_s);
        rig.type(u"a"_s);
        QCOMPARE(rig.verdict(), u"accept"_s);
        QCOMPARE(rig.markOf(u"lease"_s), MaterialMark::Lacking);
        rig.type(u"a"_s);
        QCOMPARE(rig.markOf(u"lease"_s), MaterialMark::Received);
    }

    void goingBackToTheFirstItemFindsItsTicks()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        QCOMPARE(rig.verdict(), u"accept"_s);
        rig.press(Qt::Key_F4);
        rig.type(u"spjyxk"_s);
        rig.press(Qt::Key_Return);
        rig.press(Qt::Key_F4);
        rig.type(u"jhdj"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.verdict(), u"accept"_s);
    }

    void addingAScanWhereItCannotBeDoneIsSaid()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, {});
        rig.press(Qt::Key_F7);
        const int before = int(rig.said.size());
        rig.type(u"s"_s);
        QCOMPARE(rig.said.size(), before + 1);
    }

    // Form

    void theFormIsPassedByUntilItIsWanted()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22"_s);
        QVERIFY(!rig.page->findChild<QWidget *>(u"field.male.name"_s));
        rig.press(Qt::Key_F6);
        QCOMPARE(rig.focusName(), u"field.male.name"_s);
        rig.compose(u"张三"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"610116199003070014"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.focusName(), u"field.male.mobile"_s);
        QCOMPARE(rig.part<QLineEdit>(u"field.male.idNo"_s)->text(), u"610116********0014"_s);
        rig.press(Qt::Key_F6);
        QCOMPARE(rig.focusName(), u"materials"_s);
        QCOMPARE(rig.page->hand().fieldsFilled(), 2);
    }

    void aWrongFieldIsSaidUnderItAndStopsTheDecision()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.press(Qt::Key_F6);
        rig.press(Qt::Key_Tab);
        QCOMPARE(rig.focusName(), u"field.male.idNo"_s);
        rig.type(u"610116199003070015"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.verdict(), u"incomplete"_s);
        rig.decide();
        QCOMPARE(rig.hall.archive().count({}), 1);
        QVERIFY(rig.part(u"field.male.idNo"_s)->property("problem").toBool());
    }

    void aFactToldInTheFormIsNotAskedAgain()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(u"李四"_s, u"61011619880101002X"_s), {}, {});
        rig.press(Qt::Key_F4);
        rig.compose(u"居住证申领"_s);
        rig.press(Qt::Key_Return);
        rig.press(Qt::Key_Return);
        rig.press(Qt::Key_F6);
        auto *phone = rig.part<QLineEdit>(u"field.applicant.mobile"_s);
        phone->setFocus();
        rig.type(u"13900000002"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.typed().applicant.phone, u"13900000002"_s);
        QCOMPARE(rig.part<forms::NumberField>(u"applicant.phone"_s)->number(), u"13900000002"_s);
    }

    // Coming and going

    void comingBackToThePageFindsTheKeyboardWhereItWas()
    {
        IntakeRig rig;
        QStackedWidget window;
        auto *elsewhere = new QLineEdit;
        window.addWidget(elsewhere);
        window.addWidget(rig.page.get());
        const auto apart = qScopeGuard([&] { rig.page->setParent(nullptr); });
        window.setCurrentWidget(rig.page.get());
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        rig.makeKnown();
        rig.part(u"applicant.number"_s)->setFocus();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22"_s);
        QCOMPARE(rig.focusName(), u"materials"_s);
        window.setCurrentWidget(elsewhere);
        elsewhere->setFocus();
        window.setCurrentWidget(rig.page.get());
        rig.page->activate({}); // F2 on another page
        QCOMPARE(rig.focusName(), u"materials"_s);
        QCOMPARE(rig.typed().applicant.name, u"张三"_s);
        QCoreApplication::processEvents();
        rig.page->activate({}); // F2 once more, by the window's own shortcut
        QVERIFY(rig.typed().isBlank());
        QCOMPARE(rig.page->drafts().tray().size(), 1);
    }

    // Look and names

    void everythingThatTakesTheKeyboardHasAName()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22"_s);
        rig.press(Qt::Key_F6);
        rig.press(Qt::Key_F7);
        rig.type(u"x"_s);
        rig.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(unnamedFocusables(*rig.page), QStringList());
    }
};

QTEST_MAIN(IntakePageTest)
#include "tst_intakepage.moc"
