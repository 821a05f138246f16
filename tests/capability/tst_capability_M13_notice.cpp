// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/supplements/supplementspage.h"
#include "tests/forms/intakerig.h"
#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;
using domain::MaterialMark;

/// M13 一次性告知: one key prints everything that lacks with its reason; a second notice names only what is wrong with the
/// supplement, otherwise a supervisor says why.
class NoticeCapability : public QObject
{
    Q_OBJECT

    /// The application form is illegible, the layout plan lacks, everything else is there.
    static void giveFirstNotice(IntakeRig &rig)
    {
        rig.begin(rig.cardOf(), u"spjyxk"_s, u"11"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"1222a"_s);
        rig.goToMaterial(u"layout"_s);
        rig.press(Qt::Key_Space);
        rig.goToMaterial(u"f_food"_s);
        rig.type(u"x3"_s);
        QCOMPARE(rig.verdict(), u"notify"_s);
        rig.press(Qt::Key_F8);
        QTRY_COMPARE(rig.printer.kinds(), QStringList(u"correction"_s));
    }

private Q_SLOTS:
    void oneKeyTellsEverythingWithItsReason()
    {
        IntakeRig rig;
        giveFirstNotice(rig);
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.state, domain::CaseState::Correction);
        QCOMPARE(file.notices.size(), 1);
        QStringList keys;
        for (const QJsonValue &defect : file.notices.first().defects)
            keys << defect[u"key"_s].toString();
        keys.sort();
        QCOMPARE(keys, (QStringList{u"f_food"_s, u"layout"_s}));
        QVERIFY(!file.material(u"f_food")->defect.isEmpty());
        QCOMPARE(file.material(u"layout")->noticedInRound, 1);
    }

    void whenNothingLacksThereIsNothingToGiveNoticeOf()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.press(Qt::Key_F8);
        QCOMPARE(rig.hall.archive().count({}), 0);
        QVERIFY(!rig.lastSaid().isEmpty());
    }

    void theSupplementIsTickedAndTheCaseAccepted()
    {
        IntakeRig rig;
        giveFirstNotice(rig);
        const QString id = rig.newestCase().id;
        rig.hall.setHallTime(QDate(2026, 11, 24), QTime(11, 0));
        rig.page->activate(QString(u"case:"_s + id));
        QCOMPARE(rig.page->hand().materialsSettled(), int(rig.page->hand().decision().materials.size()) - 3); // two noticed, one optional
        rig.goToMaterial(u"layout"_s);
        rig.press(Qt::Key_Space);
        rig.goToMaterial(u"f_food"_s);
        rig.press(Qt::Key_Space);
        rig.decide();
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.id, id);
        QCOMPARE(file.state, domain::CaseState::Accepted);
        QCOMPARE(file.committedDue.date, QDate(2026, 12, 3)); // the clock begins with the supplement
    }

    void whatWaitsForItsCorrectionIsInTheListAndGoesOnFromThere()
    {
        IntakeRig rig;
        giveFirstNotice(rig);
        const QString id = rig.newestCase().id;
        forms::SupplementsPage page(rig.desk);
        page.resize(1234, 680);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.activate({});
        rig.press(Qt::Key_2, Qt::AltModifier);
        auto *table = page.findChild<QTableView *>(u"supplementsTable"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 2).data().toString(), u"Correction to come"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.opened.last(), QString(u"intake case:"_s + id));
    }

    void aSecondNoticeAboutTheSupplementNeedsNoReason()
    {
        IntakeRig rig;
        giveFirstNotice(rig);
        rig.page->activate(QString(u"case:"_s + rig.newestCase().id));
        rig.goToMaterial(u"layout"_s);
        rig.type(u"x2"_s); // brought, but out of date
        rig.goToMaterial(u"f_food"_s);
        rig.press(Qt::Key_Space);
        rig.press(Qt::Key_F8);
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.notices.size(), 2);
        QVERIFY(file.notices.last().supervisorReason.isEmpty());
    }

    void whatWasOverlookedNeedsASupervisorsReason()
    {
        IntakeRig rig;
        giveFirstNotice(rig);
        const QString id = rig.newestCase().id;
        rig.page->activate(QString(u"case:"_s + id));
        rig.goToMaterial(u"bizlic"_s);
        rig.type(u"x2"_s); // was there the first time and not found wrong
        rig.press(Qt::Key_F8);
        QCOMPARE(rig.hall.archive().caseFile(id)->notices.size(), 1);
        QCOMPARE(rig.focusName(), u"supervisor.words"_s);
        rig.compose(u"营业执照在两次到窗之间过期"_s);
        rig.press(Qt::Key_Return);
        const auto file = rig.hall.archive().caseFile(id);
        QCOMPARE(file->notices.size(), 2);
        QCOMPARE(file->notices.last().supervisorReason, u"营业执照在两次到窗之间过期"_s);
    }
};

QTEST_MAIN(NoticeCapability)
#include "tst_capability_M13_notice.moc"
