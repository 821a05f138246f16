// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/numberfield.h"
#include "forms/shared/theme.h"
#include "office/drafts.h"
#include "tests/forms/intakerig.h"

using namespace Qt::StringLiterals;

/// Whatever happens to the program or the clerk, nothing typed is lost, and nobody else sees it.
class IntakeDraftsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forms::Theme::apply(*qApp, forms::Theme::Mode::Light); }

    void aFieldIsOnDiskAsSoonAsItIsLeft()
    {
        IntakeRig rig;
        rig.type(u"610116199003070014"_s);
        rig.press(Qt::Key_Return);
        rig.compose(u"张三"_s);
        rig.press(Qt::Key_Tab);
        QCOMPARE(rig.drafts().size(), 1);
        QCOMPARE(forms::IntakeCase::fromJson(rig.drafts().first().content).applicant.name, u"张三"_s);
    }

    void whatIsTypedIsOnDiskWithinASecond()
    {
        IntakeRig rig;
        rig.type(u"610116199003070014"_s);
        rig.press(Qt::Key_Return);
        rig.compose(u"张"_s);
        QElapsedTimer waited;
        waited.start();
        QTRY_COMPARE_WITH_TIMEOUT(forms::IntakeCase::fromJson(rig.drafts().first().content).applicant.name, u"张"_s, 1000);
        QVERIFY(waited.elapsed() <= 1000);
    }

    void theNextStartTakesUpWhereItWasLeft()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"2"_s);
        rig.hall.setNow(rig.hall.now().addSecs(66));
        rig.page.reset();
        rig.openPage();
        QCOMPARE(rig.typed().applicant.name, u"张三"_s);
        QCOMPARE(rig.typed().itemId, u"marriage-reg"_s);
        QCOMPARE(rig.typed().answers[u"marry.foreign"_s], QJsonValue(false));
        QVERIFY(rig.page->hand().known());
    }

    void aDraftOfADecidedCaseIsNeverDecidedAgain()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        const office::Draft draft = rig.drafts().first();
        rig.decide();
        QCOMPARE(rig.hall.archive().count({}), 2);
        // The power failed between the act and the clearing up.
        rig.page.reset();
        QVERIFY(office::Drafts(rig.hall.office()).put(draft).ok());
        rig.openPage();
        QVERIFY(rig.typed().isBlank());
        QVERIFY(rig.drafts().isEmpty());
        QCOMPARE(rig.hall.archive().count({}), 2);
    }

    void escapeNeverLosesAnything()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        const QJsonObject before = rig.typed().toJson();
        for (const QString &name : {u"materials"_s, u"applicant.number"_s, u"applicant.name"_s, u"item.search"_s, u"question.marry.past"_s, u"decide"_s}) {
            rig.part(name)->setFocus();
            rig.press(Qt::Key_Escape);
        }
        QCOMPARE(rig.typed().toJson(), before);
    }

    void anotherClerkSeesNothingOfTheOneBefore()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.ctrl(Qt::Key_H);
        rig.begin(rig.cardOf(u"李四"_s, u"61011619880101002X"_s), {}, {});
        const forms::Session first = rig.desk.session();
        forms::Session second = first;
        second.staffId = u"somebody-else"_s;
        rig.desk.setSession(second);
        QVERIFY(rig.typed().isBlank());
        QVERIFY(rig.page->drafts().tray().isEmpty());
        QVERIFY(rig.part<forms::NumberField>(u"applicant.number"_s)->number().isEmpty());
        QVERIFY(rig.part<QLineEdit>(u"applicant.name"_s)->text().isEmpty());
        rig.desk.setSession(first);
        QCOMPARE(rig.typed().applicant.name, u"李四"_s);
        QCOMPARE(rig.page->drafts().tray().size(), 1);
    }
};

QTEST_MAIN(IntakeDraftsTest)
#include "tst_intakedrafts.moc"
