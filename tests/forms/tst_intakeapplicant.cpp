// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/numberfield.h"
#include "forms/shared/theme.h"
#include "tests/forms/intakerig.h"
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

using namespace Qt::StringLiterals;

/// Column 1 of the intake page: who applies, typed or read from a card.
class IntakeApplicantTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forms::Theme::apply(*qApp, forms::Theme::Mode::Light); }

    void aNewApplicantIsTypedFieldByField()
    {
        IntakeRig rig;
        QCOMPARE(rig.focusName(), u"applicant.number"_s);
        rig.type(u"610116199003070014"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.focusName(), u"applicant.name"_s);
        rig.compose(u"张三"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"138 0000 0014"_s);
        rig.press(Qt::Key_Return);
        rig.compose(u"韦曲街道1号"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.focusName(), u"item.search"_s);
        QCOMPARE(rig.typed().applicant.name, u"张三"_s);
        QCOMPARE(rig.typed().applicant.phone, u"13800000014"_s);
        QCOMPARE(rig.typed().sex, u"male"_s);
        QCOMPARE(rig.part<QLabel>(u"applicant.person"_s)->text().section(u' ', -1), u"1990-03-07"_s);
    }

    void aReturningApplicantIsFilledInWithoutAnotherKey()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.type(u"610116199003070014"_s);
        QCOMPARE(rig.focusName(), u"item.search"_s);
        QCOMPARE(rig.typed().applicant.name, u"张三"_s);
        QCOMPARE(rig.part<forms::NumberField>(u"applicant.phone"_s)->number(), u"13800000014"_s);
        QCOMPARE(rig.part<QListWidget>(u"applicant.earlier"_s)->count(), 1);
    }

    void aWrongNumberIsSaidInWordsAndNeverDecidedUpon()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22"_s);
        rig.type(u"a"_s);
        QCOMPARE(rig.verdict(), u"accept"_s);
        rig.part<QLineEdit>(u"applicant.number"_s)->setFocus();
        rig.press(Qt::Key_End);
        rig.press(Qt::Key_Backspace);
        rig.type(u"5"_s);
        QVERIFY(rig.part<QLabel>(u"applicant.numberProblem"_s)->isVisible());
        QVERIFY(!rig.part<QLabel>(u"applicant.numberProblem"_s)->text().isEmpty());
        rig.decide();
        QCOMPARE(rig.hall.archive().count({}), 1);
        QCOMPARE(rig.focusName(), u"applicant.number"_s);
    }

    void aNumberBeingTypedIsTakenBeforeDeciding()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22"_s);
        rig.type(u"a"_s);
        rig.part<QLineEdit>(u"applicant.number"_s)->setFocus();
        rig.press(Qt::Key_End);
        rig.press(Qt::Key_Backspace); // 17 characters stand there now: not 张三 any more
        rig.decide();
        QCOMPARE(rig.hall.archive().count({}), 1);
        QVERIFY(rig.printer.papers.isEmpty());
    }

    void aNumberIsMaskedUnlessItIsBeingTyped()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), {}, {});
        auto *number = rig.part<QLineEdit>(u"applicant.number"_s);
        QCOMPARE(number->text(), u"610116********0014"_s);
        number->setFocus();
        QCOMPARE(number->text(), u"610116199003070014"_s);
        rig.part<QLineEdit>(u"applicant.name"_s)->setFocus();
        QCOMPARE(number->text(), u"610116********0014"_s);
        QCOMPARE(rig.typed().applicant.idNumber, u"610116199003070014"_s);
    }

    void anOrganisationIsRecognisedByItsCode()
    {
        IntakeRig rig;
        rig.type(u"91350100M000100Y43"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.typed().applicant.kind, u"legal"_s);
        rig.compose(u"西安示例餐饮有限公司"_s);
        QCOMPARE(rig.part<QLineEdit>(u"applicant.number"_s)->text(), u"91350100M000100Y43"_s); // public: not masked
    }

    void anotherApplicantClearsWhatWasKnownOfTheOneBefore()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22"_s);
        rig.reader.card = rig.cardOf(u"李四"_s, u"61011619880101002X"_s);
        rig.press(Qt::Key_F3);
        QCOMPARE(rig.typed().applicant.name, u"李四"_s);
        QVERIFY(rig.typed().applicant.phone.isEmpty());
        QCOMPARE(rig.typed().itemId, u"marriage-reg"_s); // the work itself stays
        QVERIFY(rig.said.last().action);
        rig.said.last().action();
        QCOMPARE(rig.typed().applicant.name, u"张三"_s);
        QCOMPARE(rig.typed().applicant.phone, u"13800000014"_s);
    }

    void withoutAReaderOrACardItSaysWhatToDo()
    {
        IntakeRig rig;
        rig.press(Qt::Key_F3); // no card lies on it
        QCOMPARE(rig.said.size(), 1);
        QVERIFY(rig.said.last().action);
        rig.desk.setReader(nullptr);
        rig.press(Qt::Key_F3);
        QCOMPARE(rig.said.size(), 2);
    }

    void aForgedCardStopsTheCase()
    {
        IntakeRig rig;
        domain::CardText card = rig.cardOf();
        card.birth = card.birth.addDays(1);
        rig.begin(card, {}, {});
        QVERIFY(!rig.typed().applicant.isValid());
        QCOMPARE(rig.said.last().tone, forms::Tone::Problem);
    }

    void enterOnAnEarlierCaseShowsIt()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.type(u"610116199003070014"_s);
        auto *earlier = rig.part<QListWidget>(u"applicant.earlier"_s);
        earlier->setFocus();
        earlier->setCurrentRow(0);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.opened, QStringList(u"cases "_s + rig.newestCase().id));
    }

    void theAgentIsAskedForOnlyWhenThereIsOne()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"spjyxk"_s, {});
        QVERIFY(!rig.part(u"agent.name"_s)->isVisible());
        rig.type(u"21"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"121"_s); // own premises, not on line, an agent
        QCOMPARE(rig.focusName(), u"agent.name"_s);
        rig.reader.card = rig.cardOf(u"李四"_s, u"61011619880101002X"_s);
        rig.press(Qt::Key_F3); // the keyboard is with the agent: the card is theirs
        QCOMPARE(rig.typed().agent.name, u"李四"_s);
        QCOMPARE(rig.typed().applicant.name, u"张三"_s);
        QCOMPARE(rig.part<QLineEdit>(u"agent.number"_s)->text(), u"610116********002X"_s);
        rig.type(u"13900000002"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.focusName(), u"materials"_s);
        QCOMPARE(rig.page->hand().fieldValue([&] {
            for (const domain::FormField &field : rig.page->hand().decision().checklist.fields) {
                if (field.semantic == u"agent.name")
                    return field;
            }
            return domain::FormField();
        }()).toString(), u"李四"_s);
    }
};

QTEST_MAIN(IntakeApplicantTest)
#include "tst_intakeapplicant.moc"
