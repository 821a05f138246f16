// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/outgoing/outgoingpage.h"
#include "issuingrig.h"
#include "office/outgoing.h"
#include "support/partnersimulator.h"
#include "support/postroom.h"

using namespace Qt::StringLiterals;
using support::PartnerSimulator;

/// M57 审管联动 双向推送: the authority that supervises hears of a decision at once, and is heard.
class RegulatorCapability : public QObject
{
    Q_OBJECT

    static domain::Outgoing pushOf(IssuingRig &rig, const QString &id)
    {
        for (const domain::Outgoing &outgoing : office::Outbox(rig.hall.office()).about(id)) {
            if (outgoing.channel == "regulator"_L1)
                return outgoing;
        }
        return {};
    }

private Q_SLOTS:
    void hearsOfTheGrantAndAnswers()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        PartnerSimulator authority;
        support::PostRoom room(rig.hall);
        room.house.partners.put(authority.partner(u"regulator"_s));
        room.round();
        QCOMPARE(authority.taken().size(), 1);
        QVERIFY(authority.alwaysSigned());
        const QJsonObject told = authority.taken().first();
        QCOMPARE(told[u"code"_s].toString(), u"licence.granted"_s);
        const QJsonObject facts = told[u"facts"_s].toObject();
        QCOMPARE(facts[u"theirCode"_s].toString(), u"JG-SP-01"_s); // by the mapping list of the district
        QCOMPARE(facts[u"licence"_s][u"validTo"_s].toString(), u"2031-11-19"_s);
        QCOMPARE(facts[u"holder"_s][u"idNumber"_s].toString(), support::Hall::firm().idNumber);
        QCOMPARE(facts[u"number"_s].toString(), rig.hall.archive().caseFile(id)->number);

        const QString delivery = pushOf(rig, id).id;
        const auto feedback = authority.tell(delivery, u"feedback"_s, rig.hall.now(), u"已纳入监管，首次检查 2026-12-15"_s, {{u"result"_s, u"accepted"_s}});
        QCOMPARE(room.ask("POST", u"/v1/partners/regulator/events"_s, feedback.body, feedback.signature).status, 200);
        QCOMPARE(rig.hall.centreOffice().rules()->place(rig.hall.place().id)->id, rig.hall.place().id);
        rig.signIn(u"1401"_s);
        forms::OutgoingPage page(rig.desk);
        page.resize(1198, 660);
        page.show();
        page.activate(delivery);
        const auto *shown = page.findChild<forms::FactTable *>(u"outgoingFacts"_s);
        QStringList words;
        for (int row = 0; row < shown->rowCount(); ++row)
            words << shown->item(row, 1)->text();
        QVERIFY(words.contains(u"已纳入监管，首次检查 2026-12-15"_s));
        QVERIFY(words.contains(u"区市场监督管理局食品经营监管科"_s));
    }

    void isToldAgainUntilItHasHeard()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        PartnerSimulator authority;
        authority.be(PartnerSimulator::Mood::Busy);
        support::PostRoom room(rig.hall);
        room.house.partners.put(authority.partner(u"regulator"_s));
        room.round();
        QCOMPARE(pushOf(rig, id).attempts, 1);
        authority.be(PartnerSimulator::Mood::LockedOut); // our key is wrong: no fault of what is told
        rig.hall.setNow(rig.hall.now().addSecs(120));
        room.round();
        QCOMPARE(pushOf(rig, id).state, domain::OutgoingState::Queued);
        authority.be(PartnerSimulator::Mood::Well);
        rig.hall.setNow(rig.hall.now().addSecs(600));
        room.round();
        QCOMPARE(pushOf(rig, id).state, domain::OutgoingState::Sent);
        QCOMPARE(authority.taken().size(), 1);
    }

    void anItemWithoutAnAuthorityTellsNobody()
    {
        IssuingRig rig;
        const auto done = rig.hall.submit(u"case.accept"_s, rig.hall.application(u"flex-ss"_s, support::Hall::person(), PageRig::flexAnswers()));
        QVERIFY(done.ok());
        QVERIFY(pushOf(rig, done->document().id).id.isEmpty());
    }

    void aRefusalConcernsNobodyElse()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id, false);
        QVERIFY(pushOf(rig, id).id.isEmpty());
    }
};

QTEST_MAIN(RegulatorCapability)
#include "tst_capability_M57_regulator.moc"
