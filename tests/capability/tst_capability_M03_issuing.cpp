// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/issuing/signaturepad.h"
#include "issuingrig.h"
#include "support/postroom.h"
#include "tests/forms/focusables.h"

using namespace Qt::StringLiterals;

/// M03 综合窗口出件: one window hands out the results of all departments.
class IssuingCapability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheResultByWhateverTheApplicantBrings_data()
    {
        QTest::addColumn<QString>("brought");
        for (const char *brought : {"receipt", "number", "credit code", "name", "nothing of ours"})
            QTest::newRow(brought) << QString::fromLatin1(brought);
    }
    void findsTheResultByWhateverTheApplicantBrings()
    {
        QFETCH(QString, brought);
        IssuingRig rig;
        const QString other = rig.accept(u"李四"_s); // still with its department
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        rig.open();
        QCOMPARE(rig.rows(), 1);
        const domain::CaseFile file = *rig.hall.archive().caseFile(id);
        if (brought == "receipt"_L1) {
            rig.search(*rig.hall.office().receiptSeal(rig.hall.archive().document(id)->body));
        } else if (brought == "number"_L1) {
            rig.search(file.number.toLower().remove(u'-'));
        } else if (brought == "credit code"_L1) {
            rig.search(file.applicant.idNumber);
        } else if (brought == "name"_L1) {
            rig.search(u"示例餐饮"_s);
        } else {
            rig.search(rig.hall.archive().caseFile(other)->id);
            QCOMPARE(rig.rows(), 0);
            QVERIFY(rig.lastSaid().contains(rig.hall.archive().caseFile(other)->number)); // and how far it is
            return;
        }
        QCOMPARE(rig.rows(), 1);
        QCOMPARE(rig.cell(0, 0), file.number);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"collectorName"_s); // ready for who collects
        QVERIFY(rig.facts().filter(u"食品经营许可证"_s).size() == 1);
    }

    void handsOutToTheRightPersonOnly()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        rig.open(rig.hall.archive().caseFile(id)->number);

        rig.type(u"collectorName"_s, u"张三"_s);
        rig.type(u"collectorNumber"_s, u"610116199003070015"_s);
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(rig.hall.archive().caseFile(id)->state, domain::CaseState::Granted);
        QVERIFY(!rig.lastSaid().isEmpty());
        QVERIFY(rig.part<QLineEdit>(u"collectorNumber"_s)->hasFocus());

        rig.type(u"collectorNumber"_s, u"610116199003070014"_s);
        rig.click(u"relation.agent"_s);
        rig.press(Qt::Key_Return, Qt::ControlModifier); // an agent without a mandate
        QCOMPARE(rig.hall.archive().caseFile(id)->state, domain::CaseState::Granted);
        QVERIFY(rig.part<QLineEdit>(u"collectorMandate"_s)->hasFocus());

        rig.type(u"collectorMandate"_s, u"授权委托书 2026-11-20"_s);
        rig.sign();
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        const domain::CaseFile here = *rig.hall.archive().caseFile(id);
        QCOMPARE(here.state, domain::CaseState::Issued);
        QCOMPARE(here.issue.at, rig.hall.now());
        QCOMPARE(rig.rows(), 0);

        QVERIFY(rig.hall.sync());
        const domain::CaseFile there = rig.atCentre(id);
        QCOMPARE(there.state, domain::CaseState::Issued);
        QCOMPARE(there.issue.method, u"counter"_s);
        QCOMPARE(there.issue.collectorName, u"张三"_s);
        QCOMPARE(there.issue.collectorNumber, u"610116199003070014"_s);
        QCOMPARE(there.issue.relation, u"agent"_s);
        QVERIFY(domain::isBlobName(there.issue.signature));
        QVERIFY(QFile::exists(rig.attachments.openable(there.issue.signature)));
        QVERIFY(there.blobs().contains(there.issue.signature));
    }

    void whatIsTypedSurvivesNewsFromTheCentre()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        rig.open();
        rig.type(u"collectorName"_s, u"张三"_s);
        rig.sign();
        auto *name = rig.part<QLineEdit>(u"collectorName"_s);
        name->setFocus();
        const QString other = support::acceptFood(rig.hall); // a second result comes in while the first is handed out
        support::decideAtCentre(rig.hall, other);
        QTRY_COMPARE(rig.rows(), 2);
        QCOMPARE(name->text(), u"张三"_s);
        QVERIFY(name->hasFocus());
        QVERIFY(!rig.part<forms::SignaturePad>(u"signaturePad"_s)->isEmpty());
        auto *table = rig.part<forms::ListTable>(u"issuingTable"_s);
        table->chooseRow(1 - table->currentIndex().row()); // but never goes over to another's
        QVERIFY(name->text().isEmpty());
        QVERIFY(rig.part<forms::SignaturePad>(u"signaturePad"_s)->isEmpty());
    }

    void theServiceRecordIsPrintedOnceItIsOnDisk()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        rig.open(rig.hall.archive().caseFile(id)->number);
        rig.type(u"collectorName"_s, u"张三"_s);
        rig.type(u"collectorNumber"_s, u"610116199003070014"_s);
        QVERIFY(rig.part<QLineEdit>(u"collectorMandate"_s)->isVisible()); // a name the case does not know is an agent's …
        rig.click(u"relation.representative"_s); // … unless the clerk knows better
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(rig.hall.archive().caseFile(id)->issue.relation, u"representative"_s);
        QTRY_COMPARE(rig.printer.papers.size(), 1);
        QCOMPARE(rig.printer.papers.first().kind, u"service-record"_s);
        QCOMPARE(rig.printer.papers.first().copyNumber, 0); // no reprint
        QCOMPARE(rig.hall.archive().caseFile(id)->papers[u"service-record"_s].toInt(), 1);
    }

    void aRefusalIsServedTheSameWay()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id, false);
        rig.open();
        QCOMPARE(rig.rows(), 1);
        rig.click(u"relation.representative"_s);
        rig.type(u"collectorName"_s, u"张三"_s);
        rig.type(u"collectorNumber"_s, u"610116199003070014"_s);
        rig.press(Qt::Key_Return, Qt::ControlModifier);
        const domain::CaseFile file = *rig.hall.archive().caseFile(id);
        QCOMPARE(file.state, domain::CaseState::Refused); // served, and still a refusal
        QVERIFY(file.issue.isDone());
        QVERIFY(file.licence.isEmpty());
        QCOMPARE(rig.rows(), 0);
        QCOMPARE(rig.hall.submit(u"result.collect"_s, {}, id).refusal().code, u"result.done"_s);
    }

    void whatNobodyFetchesIsRemindedOfAndListed()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        support::PostRoom room(rig.hall);
        rig.open();
        QTest::keyClick(rig.page.get(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(rig.rows(), 0);
        rig.hall.setHallTime(QDate(2026, 12, 4), QTime(9, 30)); // ten working days later
        room.record();
        QTRY_COMPARE(rig.rows(), 1);
        QVERIFY(rig.cell(0, 4).contains(u'1')); // reminded once
        QCOMPARE(rig.atCentre(id).issue.reminders, 1);
    }

    void everyControlHasAName()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        rig.open();
        QCOMPARE(unnamedFocusables(*rig.page), QStringList());
    }
};

QTEST_MAIN(IssuingCapability)
#include "tst_capability_M03_issuing.moc"
