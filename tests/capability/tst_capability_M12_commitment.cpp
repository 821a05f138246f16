// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/supplements/supplementspage.h"
#include "tests/forms/intakerig.h"
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using domain::MaterialMark;

/// M12 告知承诺, the applicant chooses it, what must be told is printed and signed, and before the decision it may be taken back.
class CommitmentCapability : public QObject
{
    Q_OBJECT

    static void beginFoodLicence(IntakeRig &rig)
    {
        rig.begin(rig.cardOf(), u"spjyxk"_s, u"11"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"1222a"_s);
        QCOMPARE(rig.verdict(), u"accept"_s);
    }

private Q_SLOTS:
    void acceptsOnCommitmentAndPrintsIt()
    {
        IntakeRig rig;
        beginFoodLicence(rig);
        rig.goToMaterial(u"health"_s);
        rig.type(u"c"_s);
        QCOMPARE(rig.verdict(), u"commit"_s);
        rig.decide();
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.route, domain::Route::Commitment);
        QCOMPARE(file.material(u"health")->mark, MaterialMark::Committed);
        QTRY_COMPARE(rig.printer.kinds(), (QStringList{u"acceptance"_s, u"commitment"_s}));
        const domain::Paper &paper = rig.printer.papers.last();
        QCOMPARE(paper.copies, 2);
        QVERIFY(QString::fromUtf8(QJsonDocument(paper.content).toJson()).contains(file.material(u"health")->name));
        QVERIFY(!paper.qrText.isEmpty());
    }

    // 安阳26条: before the decision. Then the material itself is due.
    void mayBeTakenBackBeforeTheDecision()
    {
        IntakeRig rig;
        beginFoodLicence(rig);
        rig.goToMaterial(u"health"_s);
        rig.type(u"c"_s);
        rig.decide();
        const QString id = rig.newestCase().id;
        forms::SupplementsPage page(rig.desk);
        page.resize(1234, 680);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.activate({});
        rig.press(Qt::Key_7, Qt::AltModifier); // what rests on a commitment
        rig.press(Qt::Key_W, Qt::AltModifier); // not without the applicant's reason
        QCOMPARE(rig.hall.archive().caseFile(id)->material(u"health")->mark, MaterialMark::Committed);
        QCOMPARE(rig.focusName(), u"duty.withdraw.words"_s);
        rig.compose(u"改交健康证明"_s);
        rig.press(Qt::Key_W, Qt::AltModifier);
        QVERIFY(rig.hall.sync());
        QCOMPARE(rig.hall.archive().returnedCount(), 0);
        const domain::CaseFile file = *rig.hall.archive().caseFile(id);
        QCOMPARE(file.material(u"health")->mark, MaterialMark::Tolerated);
        QCOMPARE(file.material(u"health")->due, QDate(2026, 12, 4)); // the ten days the catalogue gives for it
        QCOMPARE(file.route, domain::Route::Complete);
        QTRY_VERIFY(rig.printer.kinds().contains(u"correction"_s)); // told at once, in writing
    }

    void nobodyIsMadeToCommit()
    {
        IntakeRig rig;
        beginFoodLicence(rig);
        rig.goToMaterial(u"health"_s);
        rig.press(Qt::Key_Space); // lacking, and no word of a commitment
        QCOMPARE(rig.verdict(), u"notify"_s);
        QCOMPARE(rig.markOf(u"health"_s), MaterialMark::Lacking);
    }

    void onlyWhatTheCatalogueAllowsIsReplaced()
    {
        IntakeRig rig;
        beginFoodLicence(rig);
        const auto materials = rig.page->hand().decision().checklist.materials;
        for (const domain::MaterialRequirement &asked : materials) {
            rig.goToMaterial(asked.key);
            rig.type(u"c"_s);
            QCOMPARE(rig.markOf(asked.key) == MaterialMark::Committed, asked.commitmentReplaceable);
        }
    }

    void toleranceAndCommitmentGoTogether()
    {
        IntakeRig rig;
        beginFoodLicence(rig);
        rig.goToMaterial(u"health"_s);
        rig.type(u"c"_s);
        rig.goToMaterial(u"flow"_s);
        rig.type(u"t"_s);
        QCOMPARE(rig.verdict(), u"tolerate+commit"_s);
        rig.decide();
        QCOMPARE(rig.newestCase().route, domain::Route::ToleranceAndCommitment);
        QTRY_COMPARE(rig.printer.kinds(), (QStringList{u"acceptance"_s, u"tolerance-undertaking"_s, u"commitment"_s}));
    }
};

QTEST_MAIN(CommitmentCapability)
#include "tst_capability_M12_commitment.moc"
