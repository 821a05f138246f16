// SPDX-License-Identifier: GPL-3.0-or-later
// One case from the counter to the call back, at one window where one after the other sits down, with the centre, the courier and
// the public page. Every day a clock ends is compared with a table worked out by hand from the State Council's notice for 2026
// (国庆: 1 to 7 October off, Saturday 10 October worked; 中秋: Friday 25 to Sunday 27 September off).
#include "domain/jsontime.h"
#include "domain/licence/licence.h"
#include "domain/workorder/workorder.h"
#include "office/counterscopes.h"
#include "office/outgoing.h"
#include "office/ratings.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include "support/partnersimulator.h"
#include "support/postroom.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using support::Hall;

class LifeOfACase : public QObject
{
    Q_OBJECT

    std::unique_ptr<Hall> m_hall;
    QString m_id;

    Hall &hall() { return *m_hall; }
    CaseFile file() { return *hall().archive().caseFile(m_id); }
    void on(int month, int day, int hour) { hall().setHallTime(QDate(2026, month, day), QTime(hour, 0)); }
    /// Somebody sits down at the window and does one thing; the centre hears of it and agrees.
    void does(const QString &number, const QString &type, QJsonObject body, const QString &doc)
    {
        sitsDown(number);
        const auto done = hall().submitAs(number, type, doc, body);
        QVERIFY2(done.ok(), qPrintable(type + u' ' + (done ? QString() : done.refusal().code)));
        QVERIFY(hall().sync());
        QCOMPARE(hall().archive().returnedCount(), 0);
    }
    void sitsDown(const QString &number)
    {
        const domain::Staff *staff = hall().office().rules()->staffByNumber(number);
        hall().counterSync().setScopes(hall().centre().scopesOf(*staff), u"610116"_s);
        while (*office::CounterScopes(hall().office()).dropSome()) { }
        hall().pull();
    }
    QList<QDateTime> agendaOf(const QString &doc, const QString &act)
    {
        QList<QDateTime> times;
        for (const auto &due : hall().centreOffice().store().agenda.due(QDateTime(QDate(2027, 1, 1), QTime(), Qt::UTC), 1000)) {
            if (due.doc == doc && due.entry.act == act)
                times << domain::hallTime(due.entry.at);
        }
        return times;
    }

private Q_SLOTS:
    void fromTheCounterToTheCallBack()
    {
        const QString clerk = u"1001"_s, market = u"1201"_s, fire = u"1202"_s, supervisor = u"1401"_s, issuer = u"1301"_s;
        m_hall = std::make_unique<Hall>(QDate(2026, 9, 22)); // Tuesday, 10:00
        QVERIFY(office::publishCentreKey(hall().centreOffice()));
        hall().pull();
        support::PartnerSimulator courier, regulator;
        support::PostRoom room(hall());
        room.house.partners.put(courier.partner(u"courier"_s));
        room.house.partners.put(regulator.partner(u"regulator"_s));

        // Accepted with one material to come: 操作流程文件, five working days.
        QJsonObject body = hall().application(u"food-license"_s, Hall::firm(), {{u"food.subject"_s, u"catering"_s}, {u"food.projects"_s, QJsonArray{u"hot"_s}},
                                                                                 {u"premises.owned"_s, true}, {u"food.central"_s, false}, {u"food.online"_s, false}, {u"agent.present"_s, false}});
        Hall::mark(body, u"flow"_s, domain::MaterialMark::Tolerated);
        const auto accepted = hall().submit(u"tolerance.accept"_s, body);
        QVERIFY(accepted.ok());
        m_id = accepted->document().id;
        QVERIFY(hall().sync());
        // Working days after 22 September: 23 24 | 28 29 30 | 8 9 10 October | 12 13 14 15 16 | 19 20 …
        QCOMPARE(file().material(u"flow")->due, QDate(2026, 9, 30));       // the 5th
        QCOMPARE(file().step(u"fire")->due.date, QDate(2026, 9, 30));      // the 5th
        QCOMPARE(file().step(u"market")->due.date, QDate(2026, 10, 9));    // the 7th
        QCOMPARE(file().committedDue.date, QDate(2026, 10, 9));            // the 7th
        QCOMPARE(file().legalDue.date, QDate(2026, 10, 13));               // the 10th
        QCOMPARE(agendaOf(m_id, u"tolerance.lapse"_s).value(0).date(), QDate(2026, 9, 30)); // when the hall closes
        QCOMPARE(agendaOf(m_id, u"supplement.remind"_s).last().date(), QDate(2026, 9, 28)); // two working days before

        // Two departments at once; the fire brigade is through in three days.
        on(9, 24, 9);
        does(fire, u"step.take"_s, {{u"step"_s, u"fire"_s}}, m_id);
        on(9, 28, 10);
        does(fire, u"step.decide"_s, {{u"step"_s, u"fire"_s}, {u"agreed"_s, true}, {u"opinion"_s, u"符合消防安全要求"_s}}, m_id);
        does(market, u"step.take"_s, {{u"step"_s, u"market"_s}}, m_id);

        // 现场核查 over the National Day: eight working days planned (29 30 | 8 9 10 12 13 14), three of the limit used (23 24 28).
        on(9, 28, 15);
        does(market, u"step.pause"_s, {{u"step"_s, u"market"_s}, {u"kind"_s, u"现场核查"_s}, {u"days"_s, 8}}, m_id);
        QCOMPARE(file().committedDue.date, QDate(2026, 10, 20)); // 14 and four more: 15 16 19 20
        QVERIFY(file().committedDue.provisional);
        QCOMPARE(file().step(u"fire")->due.date, QDate(2026, 9, 30));

        // The clock reminds; then the supplement comes, a day before its last.
        on(9, 28, 16);
        QVERIFY(hall().centre().doAgenda().ok());
        hall().pull();
        QCOMPARE(office::Outbox(hall().centreOffice()).list({}, 100).isEmpty(), false);
        on(9, 29, 11);
        does(clerk, u"supplement.receive"_s, {{u"keys"_s, QJsonArray{u"flow"_s}}}, m_id);
        does(clerk, u"supplement.judge"_s, {{u"round"_s, 1}, {u"adequate"_s, true}}, m_id);
        QCOMPARE(file().material(u"flow")->mark, domain::MaterialMark::Received);
        QVERIFY(agendaOf(m_id, u"tolerance.lapse"_s).isEmpty());

        // The inspection is over on the worked Saturday: 29 30 | 8 9 10 were not counted; 12 13 14 15 are days 4 to 7, 20 the 10th.
        on(10, 10, 10);
        does(market, u"step.resume"_s, {{u"step"_s, u"market"_s}}, m_id);
        QCOMPARE(file().committedDue.date, QDate(2026, 10, 15));
        QVERIFY(!file().committedDue.provisional);
        QCOMPARE(file().step(u"market")->due.date, QDate(2026, 10, 15));
        QCOMPARE(file().legalDue.date, QDate(2026, 10, 20));

        // Granted in time; the licence is there the same moment, for five years.
        on(10, 14, 16);
        does(market, u"case.decide"_s, {{u"granted"_s, true}, {u"opinion"_s, u"现场核查合格"_s}}, m_id);
        QCOMPARE(file().state, CaseState::Granted);
        const auto licence = domain::Licence::fromJson(hall().centre().document(file().licence)->body);
        QVERIFY(licence.ok());
        QCOMPARE(licence->validFrom, QDate(2026, 10, 14));
        QCOMPARE(licence->validTo, QDate(2031, 10, 13));
        QCOMPARE(agendaOf(m_id, u"issue.remind"_s).first().date(), QDate(2026, 10, 28)); // not collected after ten working days
        room.round();
        QCOMPARE(regulator.taken().size(), 1); // 审管联动

        // Mailed, and brought two days later.
        on(10, 15, 9);
        does(issuer, u"result.mail"_s, {{u"name"_s, u"张三"_s}, {u"phone"_s, u"13800000014"_s}, {u"address"_s, u"西安市长安区郭杜街道示例路2号"_s}}, m_id);
        room.round();
        QCOMPARE(courier.taken().size(), 1);
        on(10, 16, 14);
        const auto told = courier.tell(file().issue.delivery, u"delivered"_s, hall().now(), u"本人签收"_s, {{u"signedBy"_s, u"张三"_s}});
        QCOMPARE(room.ask("POST", u"/v1/partners/courier/events"_s, told.body, told.signature).status, 200);
        QCOMPARE(file().state, CaseState::Issued);
        QVERIFY(!file().issue.waybill.isEmpty());

        // Rated 不满意 on Friday: a work order at once, contact by Monday, put right within five working days.
        on(10, 16, 15);
        const auto services = office::Ratings(hall().office()).services(hall().staff(clerk).staffId, QDateTime(QDate(2026, 9, 1), QTime(), Qt::UTC));
        QVERIFY(!services.isEmpty());
        QVERIFY(office::Ratings(hall().office()).give(services.first(), {2, {}, {}, u"等得太久"_s}, hall().clerk()).ok());
        QVERIFY(hall().sync());
        sitsDown(supervisor);
        const auto orders = hall().centreOffice().store().documents.ofKind(u"workorder"_s);
        QCOMPARE(orders.size(), 1);
        const QString orderId = orders.first().id;
        const auto order = [&] { return *domain::WorkOrder::fromJson(hall().centre().document(orderId)->body); };
        QCOMPARE(order().source, domain::OrderSource::Rating);
        QCOMPARE(order().contactDue.date, QDate(2026, 10, 19)); // one working day: Monday
        QCOMPARE(order().answerDue.date, QDate(2026, 10, 23));  // five: 19 20 21 22 23

        on(10, 19, 9);
        does(supervisor, u"workorder.contact"_s, {{u"reached"_s, true}, {u"words"_s, u"已致歉并了解情况"_s}}, orderId);
        does(supervisor, u"workorder.assign"_s, {{u"department"_s, u"市场监督管理局"_s}}, orderId);
        QCOMPARE(order().signDue.date, QDate(2026, 10, 20));
        does(market, u"workorder.sign"_s, {}, orderId);
        on(10, 21, 11);
        does(market, u"workorder.answer"_s, {{u"words"_s, u"已优化现场核查排期"_s}}, orderId);
        QCOMPARE(order().callBackDue.date, QDate(2026, 10, 26)); // three: 22 23 26
        on(10, 22, 10);
        does(supervisor, u"workorder.callback"_s, {{u"outcome"_s, u"solved"_s}, {u"words"_s, u"表示满意"_s}}, orderId);
        does(supervisor, u"workorder.close"_s, {}, orderId);
        QCOMPARE(order().state, domain::OrderState::Closed);
        QVERIFY(!order().wasLate());

        // Nothing is left to do, and nobody forgot anything.
        QCOMPARE(hall().archive().pendingCount(), 0);
        QVERIFY(agendaOf(m_id, u"issue.remind"_s).isEmpty());
        QCOMPARE(hall().centre().document(m_id)->body, hall().archive().document(m_id)->body);
    }
};

QTEST_GUILESS_MAIN(LifeOfACase)
#include "tst_lifeofacase.moc"
