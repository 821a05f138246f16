// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/outgoing/outgoingpage.h"
#include "issuingrig.h"
#include "office/outgoing.h"
#include "office/ratings.h"
#include "support/partnersimulator.h"
#include "support/postroom.h"

using namespace Qt::StringLiterals;
using support::PartnerSimulator;

/// M33 免费邮寄: the courier is ordered from the desk, its waybill comes back by itself, its receipt ends the case.
class MailCapability : public QObject
{
    Q_OBJECT

    struct Mailed
    {
        IssuingRig rig;
        QString id;
        PartnerSimulator courier;
        support::PostRoom room{rig.hall};
        Mailed()
        {
            id = support::acceptFood(rig.hall);
            support::decideAtCentre(rig.hall, id);
            room.house.partners.put(courier.partner(u"courier"_s));
            rig.open();
            rig.part<forms::ListTable>(u"issuingTable"_s)->setFocus();
            rig.press(Qt::Key_M);
            rig.type(u"mailAddress"_s, u"西安市长安区郭杜街道示例路2号"_s);
            rig.press(Qt::Key_Return, Qt::ControlModifier);
            rig.hall.sync();
        }
        domain::CaseFile file() { return *rig.hall.archive().caseFile(id); }
        domain::Outgoing delivery() { return *office::Outbox(rig.hall.office()).outgoing(file().issue.delivery); }
        int tell(const QString &state, const QString &text, const QJsonObject &facts = {})
        {
            const auto told = courier.tell(file().issue.delivery, state, rig.hall.now(), text, facts);
            return room.ask("POST", u"/v1/partners/courier/events"_s, told.body, told.signature).status;
        }
    };

private Q_SLOTS:
    void theCourierBringsItAndTheCaseEnds()
    {
        Mailed mailed;
        QCOMPARE(mailed.file().issue.method, u"mail"_s);
        QCOMPARE(mailed.rig.rows(), 0); // it waits no more at the desk
        mailed.room.round();
        QCOMPARE(mailed.courier.taken().size(), 1);
        const QString waybill = mailed.courier.waybillOf(mailed.delivery().id);
        QCOMPARE(mailed.rig.atCentre(mailed.id).issue.waybill, waybill);
        mailed.rig.search(waybill);
        QCOMPARE(mailed.rig.rows(), 1);
        QVERIFY(mailed.rig.cell(0, 4).contains(waybill));
        mailed.rig.click(u"issuingWaybill"_s);
        QTRY_COMPARE(mailed.rig.printer.papers.size(), 1);
        QCOMPARE(mailed.rig.printer.papers.first().kind, u"waybill"_s);
        QCOMPARE(mailed.rig.printer.papers.first().qrText, waybill);
        QCOMPARE(mailed.file().papers[u"waybill"_s].toInt(), 1);

        mailed.rig.hall.setNow(mailed.rig.hall.now().addSecs(3600));
        QCOMPARE(mailed.tell(u"moving"_s, u"已揽收"_s), 200);
        QTRY_VERIFY(mailed.rig.facts().contains(u"已揽收"_s));
        mailed.rig.hall.setNow(mailed.rig.hall.now().addDays(1));
        QCOMPARE(mailed.tell(u"delivered"_s, u"本人签收"_s, {{u"signedBy"_s, u"张三"_s}}), 200);
        const domain::CaseFile there = mailed.rig.atCentre(mailed.id);
        QCOMPARE(there.state, domain::CaseState::Issued);
        QCOMPARE(there.issue.collectorName, u"张三"_s);
        QCOMPARE(there.issue.at, mailed.rig.hall.now());

        // Who was served at no counter is asked how it was; the code opens the ordering of this mail.
        const QList<domain::Outgoing> told = office::Outbox(mailed.rig.hall.centreOffice()).about(mailed.id);
        const auto invited = std::find_if(told.begin(), told.end(), [](const domain::Outgoing &one) { return one.code == "rating.invite"_L1; });
        QVERIFY(invited != told.end());
        const QString address = invited->facts[u"address"_s].toString();
        QVERIFY(address.startsWith(mailed.rig.hall.place().publicAddress + u"/v1/public/ratings/"_s));
        const auto opened = office::Ratings(mailed.rig.hall.centreOffice()).open(address.section(u'/', -1));
        QVERIFY(opened);
        QCOMPARE(opened->service.stage, u"mail"_s);
        QCOMPARE(opened->service.caseId, mailed.id);
    }

    void whatIsOnItsWayIsNotHandedOutToo()
    {
        Mailed mailed;
        const QJsonObject body{{u"collector"_s, QJsonObject{{u"name"_s, u"张三"_s}, {u"idNumber"_s, u"610116199003070014"_s}, {u"relation"_s, u"representative"_s}}}};
        mailed.room.round();
        QCOMPARE(mailed.rig.hall.submit(u"result.collect"_s, body, mailed.id).refusal().code, u"result.on-its-way"_s);
        // Refused at the door, it comes back: then it may.
        QCOMPARE(mailed.tell(u"failed"_s, u"收件人拒收，已退回"_s), 200);
        QCOMPARE(mailed.delivery().state, domain::OutgoingState::Failed);
        QVERIFY(mailed.rig.hall.submit(u"result.collect"_s, body, mailed.id).ok());
        QVERIFY(mailed.rig.hall.sync());
        QCOMPARE(mailed.rig.atCentre(mailed.id).state, domain::CaseState::Issued);
    }

    void anOrderNotYetSentIsTakenBack()
    {
        Mailed mailed;
        const QString delivery = mailed.file().issue.delivery;
        const QJsonObject body{{u"collector"_s, QJsonObject{{u"name"_s, u"张三"_s}, {u"idNumber"_s, u"610116199003070014"_s}, {u"relation"_s, u"representative"_s}}}};
        QVERIFY(mailed.rig.hall.submit(u"result.collect"_s, body, mailed.id).ok());
        mailed.rig.hall.sync();
        mailed.room.round();
        QVERIFY(mailed.courier.taken().isEmpty());
        QCOMPARE(office::Outbox(mailed.rig.hall.office()).outgoing(delivery)->state, domain::OutgoingState::Dropped);
    }

    void aCourierThatRefusesIsAPersonsBusiness()
    {
        Mailed mailed;
        mailed.courier.be(PartnerSimulator::Mood::Unwilling);
        mailed.room.round();
        mailed.rig.signIn(u"1401"_s);
        forms::OutgoingPage page(mailed.rig.desk);
        page.resize(1198, 660);
        page.show();
        page.activate({});
        QVERIFY(QTest::qWaitForWindowActive(&page));
        auto *table = page.findChild<forms::ListTable *>(u"outgoingTable"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        QVERIFY(page.findChild<QLabel *>(u"outgoingWhy"_s)->text().contains(u"422"_s));
        mailed.courier.be(PartnerSimulator::Mood::Well);
        QTest::keyClick(table, Qt::Key_R);
        QCOMPARE(table->model()->rowCount(), 0);
        mailed.rig.hall.sync();
        mailed.room.round();
        QCOMPARE(mailed.delivery().state, domain::OutgoingState::Sent);
        QVERIFY(!mailed.rig.atCentre(mailed.id).issue.waybill.isEmpty());
    }
};

QTEST_MAIN(MailCapability)
#include "tst_capability_M33_mail.moc"
