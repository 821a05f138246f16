// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/forms/intakerig.h"
#include <QPushButton>

using namespace Qt::StringLiterals;
using domain::CaseState;

/// M07 首席服务员: a certified clerk accepts, decides and prints in one go, for items the district allows it for; the exception to
/// the separation of accepting and deciding stands in the case and in the journal.
class OneHandCapability : public QObject
{
    Q_OBJECT

    static void sitDown(IntakeRig &rig, const QString &number)
    {
        const office::Actor staff = rig.hall.staff(number);
        rig.desk.setSession({staff.staffId, staff.staffName, staff.roles.first(), staff.roles, rig.hall.place().id, rig.hall.place().name, staff.counter, u"3号窗口"_s});
        rig.openPage();
    }
    /// 就业登记 for a person: an item of the spot, nothing lacking.
    static void begin(IntakeRig &rig)
    {
        rig.begin(rig.cardOf(), u"lhjy"_s, u"22"_s);
        rig.type(u"a"_s);
    }

private Q_SLOTS:
    void acceptsDecidesAndPrintsInOneGo()
    {
        IntakeRig rig;
        sitDown(rig, u"1003"_s);
        begin(rig);
        QCOMPARE(rig.verdict(), u"accept"_s);
        QVERIFY(rig.part<QPushButton>(u"finish"_s)->isVisible());
        rig.press(Qt::Key_Return, Qt::ControlModifier | Qt::AltModifier);
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.state, CaseState::Granted);
        QVERIFY(file.decision.granted);
        QCOMPARE(file.more[u"oneHand"_s][u"name"_s].toString(), u"赵强"_s);
        QTRY_VERIFY(rig.printer.kinds().contains(u"acceptance"_s));
        QVERIFY(rig.printer.kinds().contains(u"decision-grant"_s));
        QStringList done;
        for (const office::JournalRow &row : rig.hall.archive().history(file.id))
            done << row.operation.type;
        QVERIFY2(done.contains(u"case.finish"_s), qPrintable(done.join(u' ')));
        QVERIFY(rig.hall.sync());
        QCOMPARE(rig.hall.archive().returnedCount(), 0);
        QCOMPARE(domain::CaseFile::fromJson(rig.hall.centre().document(file.id)->body)->state, CaseState::Granted);
    }

    void nobodyElseMay()
    {
        IntakeRig rig; // 王敏, no chief service clerk
        begin(rig);
        QVERIFY(!rig.part<QPushButton>(u"finish"_s)->isVisible());
        rig.press(Qt::Key_Return, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(rig.hall.archive().count({}), 0);
        rig.decide();
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.state, CaseState::Accepted);
        // A window that lies: the centre looks the certificate up itself.
        const auto tried = rig.hall.submit(u"case.finish"_s, {}, file.id);
        QCOMPARE(tried.refusal().code, u"onehand.certificate"_s);
    }

    void notForItemsThatGoToTheirDepartment()
    {
        IntakeRig rig;
        sitDown(rig, u"1003"_s);
        rig.begin(rig.cardOf(), u"spjyxk"_s, u"11"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"1222a"_s);
        QCOMPARE(rig.verdict(), u"accept"_s);
        QVERIFY(!rig.part<QPushButton>(u"finish"_s)->isVisible());
        rig.decide();
        const domain::CaseFile file = rig.newestCase();
        const office::Actor chief = rig.hall.staff(u"1003"_s);
        QCOMPARE(rig.hall.office().submit({u"case.finish"_s, file.id, {}, chief}).refusal().code, u"onehand.item"_s);
    }
};

QTEST_MAIN(OneHandCapability)
#include "tst_capability_M07_onehand.moc"
