// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/store.h"
#include "tests/forms/intakerig.h"

using namespace Qt::StringLiterals;
using domain::MaterialMark;

/// M11 容缺受理, up to acceptance: per material essential or tolerable, undertaking printed, due date per material.
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
