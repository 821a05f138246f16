// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/supplements.h"
#include "forms/supplements/supplementspage.h"
#include "office/store.h"
#include "support/deskclient.h"
#include "tests/forms/intakerig.h"
#include <QLineEdit>
#include <QListWidget>
#include <QTableView>

using namespace Qt::StringLiterals;
using domain::MaterialMark;

/// M11 容缺受理: per material essential or tolerable, undertaking printed, due date per material; the supplement at any counter,
/// reminders, the lapse by the region's rule, and no result before everything is there.
class ToleranceCapability : public QObject
{
    Q_OBJECT

    /// A food licence with everything there: canteen-free sales, own premises, no agent.
    static void beginFoodLicence(IntakeRig &rig)
    {
        rig.begin(rig.cardOf(), u"spjyxk"_s, u"11"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"1222a"_s);
        QCOMPARE(rig.verdict(), u"accept"_s);
    }
    static void tolerate(IntakeRig &rig, const QString &key)
    {
        rig.goToMaterial(key);
        rig.type(u"t"_s);
    }

    /// Accepted on Friday 20 November with two materials to come: on 27 November and on 4 December.
    static QString tolerated(IntakeRig &rig)
    {
        beginFoodLicence(rig);
        tolerate(rig, u"foodmgr"_s);
        tolerate(rig, u"flow"_s);
        rig.decide();
        return rig.newestCase().id;
    }
    /// The page 补正容缺 at the same window.
    static std::unique_ptr<forms::SupplementsPage> supplements(IntakeRig &rig)
    {
        auto page = std::make_unique<forms::SupplementsPage>(rig.desk);
        page->resize(1234, 680);
        page->show();
        page->activateWindow();
        [&] { QVERIFY(QTest::qWaitForWindowActive(page.get())); }();
        page->activate({});
        QCoreApplication::processEvents();
        return page;
    }
    static int rowOf(const QListWidget &list, const QString &key)
    {
        for (int row = 0; row < list.count(); ++row) {
            if (list.item(row)->data(Qt::UserRole).toString() == key)
                return row;
        }
        return -1;
    }

private Q_SLOTS:
    void acceptsWithADueDateForEachMaterial()
    {
        IntakeRig rig;
        beginFoodLicence(rig);
        tolerate(rig, u"foodmgr"_s); // 10 working days
        tolerate(rig, u"flow"_s);    // 5 working days
        QCOMPARE(rig.verdict(), u"tolerate"_s);
        rig.decide();
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.state, domain::CaseState::Accepted);
        QCOMPARE(file.route, domain::Route::Tolerance);
        QCOMPARE(file.material(u"foodmgr")->due, QDate(2026, 12, 4));
        QCOMPARE(file.material(u"flow")->due, QDate(2026, 11, 27));
        QCOMPARE(file.toleranceDue(), QDate(2026, 11, 27));
        QTRY_COMPARE(rig.printer.kinds(), (QStringList{u"acceptance"_s, u"tolerance-undertaking"_s}));
        QCOMPARE(rig.printer.papers.last().copies, 2);
        QCOMPARE(rig.hall.archive().history(file.id).first().operation.type, u"tolerance.accept"_s);
    }

    void aMainMaterialIsNeverTolerated_data()
    {
        QTest::addColumn<QString>("key");
        for (const char *key : {"f_food", "bizlic", "layout"})
            QTest::newRow(key) << QString::fromLatin1(key);
    }
    void aMainMaterialIsNeverTolerated()
    {
        QFETCH(QString, key);
        IntakeRig rig;
        beginFoodLicence(rig);
        rig.goToMaterial(key);
        rig.press(Qt::Key_Space); // not there after all
        rig.type(u"t"_s);
        QCOMPARE(rig.markOf(key), MaterialMark::Lacking);
        QCOMPARE(rig.verdict(), u"notify"_s);
        QVERIFY(rig.lastSaid().contains(rig.hall.item(u"food-license"_s).material(key)->name));
    }

    void theListOfWhatIsToleratedFollowsTheCatalogue()
    {
        IntakeRig rig;
        beginFoodLicence(rig);
        const auto materials = rig.page->hand().decision().checklist.materials;
        for (const domain::MaterialRequirement &asked : materials) {
            tolerate(rig, asked.key);
            QCOMPARE(rig.markOf(asked.key) == MaterialMark::Tolerated, asked.tolerable && !asked.main);
            if (asked.tolerable && !asked.main)
                rig.press(Qt::Key_Space);
        }
    }

    void theSupplementIsTakenWithTwoKeysAndJudged()
    {
        IntakeRig rig;
        const QString id = tolerated(rig);
        rig.hall.setHallTime(QDate(2026, 11, 25), QTime(11, 0));
        const auto page = supplements(rig);
        auto *table = page->findChild<QTableView *>(u"supplementsTable"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"Soon due"_s);
        auto *brought = page->findChild<QListWidget *>(u"duty.brought"_s);
        QCOMPARE(brought->count(), 2);
        rig.press(Qt::Key_Return); // to what is owed
        QVERIFY(brought->hasFocus());
        brought->setCurrentRow(rowOf(*brought, u"flow"_s));
        rig.press(Qt::Key_Space);
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        domain::CaseFile file = *rig.hall.archive().caseFile(id);
        QCOMPARE(file.supplements.size(), 1);
        QCOMPARE(file.supplements.first().keys, QStringList(u"flow"_s));
        QCOMPARE(file.supplements.first().counter, u"3"_s);
        QTRY_VERIFY(rig.printer.kinds().contains(u"supplement-receipt"_s));
        rig.press(Qt::Key_Y, Qt::AltModifier);
        file = *rig.hall.archive().caseFile(id);
        QCOMPARE(file.material(u"flow")->mark, MaterialMark::Received);
        QCOMPARE(file.toleranceDue(), QDate(2026, 12, 4)); // the other one
        QVERIFY(rig.hall.sync());
        QCOMPARE(rig.hall.archive().returnedCount(), 0);
        QCOMPARE(domain::CaseFile::fromJson(rig.hall.centreOffice().store().documents.load(id)->body)->supplements.size(), 1);
    }

    void anInadequateSupplementIsToldOnceMore()
    {
        IntakeRig rig;
        const QString id = tolerated(rig);
        const auto page = supplements(rig);
        auto *brought = page->findChild<QListWidget *>(u"duty.brought"_s);
        rig.press(Qt::Key_Return);
        brought->setCurrentRow(rowOf(*brought, u"flow"_s));
        rig.press(Qt::Key_Space);
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        rig.press(Qt::Key_N, Qt::AltModifier); // without a word it is not done
        QCOMPARE(rig.hall.archive().caseFile(id)->notices.size(), 0);
        QCOMPARE(rig.focusName(), u"duty.judge.words"_s);
        rig.compose(u"未标注加工区域"_s);
        rig.press(Qt::Key_N, Qt::AltModifier);
        const domain::CaseFile file = *rig.hall.archive().caseFile(id);
        QCOMPARE(file.notices.size(), 1);
        QCOMPARE(file.material(u"flow")->mark, MaterialMark::Tolerated);
        QCOMPARE(file.material(u"flow")->due, QDate(2026, 11, 27));
        QTRY_VERIFY(rig.printer.kinds().contains(u"correction"_s));
    }

    void remindedTwiceAndThenOverByTheRuleOfTheRegion()
    {
        IntakeRig rig;
        const QString id = tolerated(rig);
        QVERIFY(rig.hall.sync());
        support::DeskClient client(rig.hall);
        QList<qsizetype> reminders;
        for (const QDate day : {QDate(2026, 11, 23), QDate(2026, 11, 24), QDate(2026, 11, 25), QDate(2026, 11, 26)}) {
            rig.hall.setHallTime(day, QTime(12, 0));
            client.router().rest();
            reminders << rig.hall.centreOffice().store().documents.load(id)->body[u"told"_s].toArray().size();
        }
        QCOMPARE(reminders, (QList<qsizetype>{0, 1, 2, 2})); // half time on the 24th, two days before the 27th on the 25th
        rig.hall.setHallTime(QDate(2026, 11, 27), QTime(17, 1));
        client.router().rest();
        rig.hall.pull();
        const domain::CaseFile file = *rig.hall.archive().caseFile(id);
        QCOMPARE(file.state, domain::CaseState::Withdrawn); // 视为撤回: the rule of this district
        QCOMPARE(domain::lapsed(file).keys, QStringList(u"flow"_s));
        rig.hall.setHallTime(QDate(2026, 11, 30), QTime(9, 0));
        const auto page = supplements(rig);
        QCOMPARE(page->findChild<QTableView *>(u"supplementsTable"_s)->model()->rowCount(), 0);
    }

    void whoLapsesTwiceIsNotToleratedForAYear()
    {
        IntakeRig rig;
        support::DeskClient client(rig.hall);
        for (const QDate day : {QDate(2026, 11, 23), QDate(2026, 12, 7)}) {
            rig.hall.setHallTime(day, QTime(9, 0));
            tolerated(rig);
            QVERIFY(rig.hall.sync());
            rig.hall.setHallTime(day.addDays(14), QTime(18, 0));
            client.router().rest();
            rig.hall.pull();
        }
        rig.hall.setHallTime(QDate(2026, 12, 22), QTime(9, 0));
        beginFoodLicence(rig);
        tolerate(rig, u"flow"_s);
        QCOMPARE(rig.markOf(u"flow"_s), MaterialMark::Received);
        QVERIFY(!rig.lastSaid().isEmpty());
    }

    void anApplicantWhoLapsedBeforeIsNotTolerated()
    {
        IntakeRig rig;
        rig.makeKnown();
        auto applicant = rig.hall.archive().document(rig.hall.person().id);
        QVERIFY(applicant);
        applicant->body[u"blocked"_s] = QJsonObject{{u"tolerance"_s, true}};
        rig.hall.office().store().documents.putView(*applicant); // as the centre will say it when it counts lapses
        beginFoodLicence(rig);
        tolerate(rig, u"flow"_s);
        QCOMPARE(rig.markOf(u"flow"_s), MaterialMark::Received);
        QVERIFY(!rig.lastSaid().isEmpty());
    }
};

QTEST_MAIN(ToleranceCapability)
#include "tst_capability_M11_tolerance.moc"
