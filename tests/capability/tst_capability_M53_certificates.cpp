// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/secondclerk.h"
#include "office/signinverifier.h"
#include "tests/forms/intakerig.h"

using namespace Qt::StringLiterals;

/// M53 持证上岗: who is not certified for a group of items needs a certified colleague to confirm the acceptance.
class CertificatesCapability : public QObject
{
    Q_OBJECT

    /// 李娜, not certified for real estate, takes a mortgage registration.
    static void begin(IntakeRig &rig)
    {
        const office::Actor staff = rig.hall.staff(u"1002"_s);
        rig.desk.setSession({staff.staffId, staff.staffName, staff.roles.first(), staff.roles, rig.hall.place().id, rig.hall.place().name, staff.counter, u"3号窗口"_s});
        rig.openPage();
        office::SignInVerifier verifier(rig.hall.office());
        for (const QString &number : {u"1001"_s, u"1002"_s})
            QVERIFY(verifier.remember(u"changan-2026"_s, *rig.hall.office().rules()->staffByNumber(number)).ok());
        rig.begin(rig.cardOf(), u"dyqdj"_s, {});
        const domain::Item *item = rig.page->hand().item();
        QVERIFY(item);
        QCOMPARE(item->id, u"mortgage-reg"_s);
        for (int question = 0; question < 12 && rig.verdict() == u"incomplete"_s; ++question)
            rig.type(u"2"_s);
        rig.type(u"a"_s);
        QCOMPARE(rig.verdict(), u"accept"_s);
    }
    static void confirmAs(IntakeRig &rig, const QString &number, const QString &password)
    {
        QVERIFY(!rig.part<forms::SecondClerk>(u"secondClerk"_s)->isHidden());
        rig.compose(number);
        rig.press(Qt::Key_Return);
        rig.compose(password);
        rig.press(Qt::Key_Return);
    }

private Q_SLOTS:
    void aCertifiedColleagueConfirmsAtTheSameWindow()
    {
        IntakeRig rig;
        begin(rig);
        rig.decide();
        QCOMPARE(rig.hall.archive().count({}), 0); // nothing is accepted yet, and nothing lost
        confirmAs(rig, u"1001"_s, u"changan-2026"_s);
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.state, domain::CaseState::Accepted);
        QCOMPARE(file.clerkName, u"李娜"_s);
        QCOMPARE(file.more[u"confirmedBy"_s][u"name"_s].toString(), u"王敏"_s);
        QVERIFY(rig.hall.sync());
        QCOMPARE(rig.hall.archive().returnedCount(), 0);
        QCOMPARE(rig.hall.centre().document(file.id)->body[u"confirmedBy"_s][u"name"_s].toString(), u"王敏"_s);
    }

    void aWrongPasswordConfirmsNothing()
    {
        IntakeRig rig;
        begin(rig);
        rig.decide();
        confirmAs(rig, u"1001"_s, u"geraten"_s);
        QCOMPARE(rig.hall.archive().count({}), 0);
        QVERIFY(!rig.part<forms::SecondClerk>(u"secondClerk"_s)->isHidden());
    }

    void nobodyConfirmsForThemselves()
    {
        IntakeRig rig;
        begin(rig);
        rig.decide();
        confirmAs(rig, u"1002"_s, u"changan-2026"_s);
        QCOMPARE(rig.hall.archive().count({}), 0);
    }

    void theCentreAsksForItToo()
    {
        IntakeRig rig;
        begin(rig);
        rig.decide();
        confirmAs(rig, u"1001"_s, u"changan-2026"_s);
        // A window that leaves the confirmation out: the same act without it is refused at the centre.
        const auto act = rig.hall.archive().history(rig.newestCase().id).first().operation;
        QJsonObject body = act.body;
        body.remove(u"confirmer"_s);
        const auto refused = rig.hall.centreOffice().consider({act.type, domain::newId(rig.hall.now()), body, rig.hall.staff(u"1002"_s)});
        QCOMPARE(refused.refusal().code, u"certificate.lacking"_s);
        QCOMPARE(refused.refusal().facts[u"group"_s].toString(), u"real-estate"_s);
    }
};

QTEST_MAIN(CertificatesCapability)
#include "tst_capability_M53_certificates.moc"
