// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/departments.h"
#include "domain/jsontime.h"
#include "office/assignment.h"
#include "office/outgoing.h"
#include "office/store.h"
#include "support/hall.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using domain::StepState;
using support::Hall;

namespace {
const QString market = u"1201"_s, marketToo = u"1203"_s, fire = u"1202"_s, several = u"1205"_s, supervisor = u"1401"_s;
}

/// What happens behind the counter, from the acceptance to the decision (后台分类审批), on the district's own handling.
class Approval : public QObject
{
    Q_OBJECT

    /// A food licence: market supervision leads, the fire brigade is asked at the same time.
    static QString foodLicence(Hall &hall, domain::MaterialMark flow = domain::MaterialMark::Received)
    {
        QJsonObject body = hall.application(u"food-license"_s, Hall::firm(), {{u"food.subject"_s, u"catering"_s}, {u"food.projects"_s, QJsonArray{u"hot"_s}}, {u"premises.owned"_s, true},
                                                                               {u"food.central"_s, false}, {u"food.online"_s, false}, {u"agent.present"_s, false}});
        Hall::mark(body, u"flow"_s, flow);
        const auto done = hall.submit(flow == domain::MaterialMark::Tolerated ? u"tolerance.accept"_s : u"case.accept"_s, body);
        return done ? done->document().id : QString();
    }
    static CaseFile fileOf(Hall &hall, const QString &id) { return *hall.archive().caseFile(id); }
    /// "" when it was done, else the refusal's code.
    static QString act(Hall &hall, const QString &number, const QString &type, const QString &id, const QJsonObject &body)
    {
        const auto done = hall.submitAs(number, type, id, body);
        return done ? QString() : done.refusal().code;
    }
    static QJsonObject step(const QString &key, QJsonObject more = {})
    {
        more[u"step"_s] = key;
        return more;
    }

    /// What the applicant was told by message, oldest first.
    static QStringList told(Hall &hall, const QString &id)
    {
        QStringList codes;
        for (const domain::Outgoing &message : office::Outbox(hall.office()).about(id))
            codes << message.code;
        return codes;
    }

private Q_SLOTS:
    void anAcceptedCaseLiesInEachDepartmentsQueue()
    {
        Hall hall;
        const QString id = foodLicence(hall);
        const CaseFile file = fileOf(hall, id);
        QCOMPARE(file.steps.size(), 2);
        QCOMPARE(file.step(u"market")->state, StepState::Open);
        QCOMPARE(file.step(u"fire")->state, StepState::Open);
        QCOMPARE(file.step(u"market")->due.date, QDate(2026, 12, 1)); // 7 working days after Friday 20 November
        QCOMPARE(file.step(u"fire")->due.date, QDate(2026, 11, 27));  // its own 5
        const storage::WorkStore &work = hall.office().store().work;
        QCOMPARE(work.count({{u"消防救援大队"_s}, {}, {}}), 1);
        QCOMPARE(work.queue({{u"消防救援大队"_s, u"市场监督管理局"_s}, {}, {}}, 10).first().step, u"fire"_s); // the most urgent first
        QCOMPARE(work.count({{u"税务局"_s}, {}, {}}), 0);
    }

    void onlyTheDepartmentsOwnPeopleWorkOnItAndOneAtATime()
    {
        Hall hall;
        hall.signIn(market);
        const QString id = foodLicence(hall);
        QCOMPARE(act(hall, fire, u"step.take"_s, id, step(u"market"_s)), u"step.not-yours"_s);
        QCOMPARE(act(hall, u"1001"_s, u"step.take"_s, id, step(u"market"_s)), u"operation.not-allowed"_s);
        QCOMPARE(act(hall, market, u"step.take"_s, id, step(u"market"_s)), QString());
        QCOMPARE(act(hall, marketToo, u"step.take"_s, id, step(u"market"_s)), u"step.state"_s);
        QCOMPARE(act(hall, marketToo, u"step.decide"_s, id, step(u"market"_s, {{u"agreed"_s, true}})), u"step.taken"_s);
        QCOMPARE(hall.office().store().work.holderOf(id, u"market"_s), hall.staff(market).staffId);
        QCOMPARE(act(hall, market, u"step.handover"_s, id, step(u"market"_s, {{u"to"_s, hall.staff(fire).staffId}, {u"reason"_s, u"出差"_s}})), u"step.no-such-colleague"_s);
        QCOMPARE(act(hall, market, u"step.handover"_s, id, step(u"market"_s, {{u"to"_s, hall.staff(marketToo).staffId}, {u"reason"_s, u"出差"_s}})), QString());
        QCOMPARE(hall.office().store().work.holderOf(id, u"market"_s), hall.staff(marketToo).staffId);
        QCOMPARE(act(hall, marketToo, u"step.release"_s, id, step(u"market"_s)), QString());
        QCOMPARE(fileOf(hall, id).step(u"market")->state, StepState::Open);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
        QCOMPARE(hall.centre().document(id)->body, hall.archive().document(id)->body);
    }

    /// 受审分离: neither the case nor anything else a clerk's window may pull says who decides.
    void theFrontDeskNeverLearnsWhoDecides()
    {
        Hall hall;
        hall.signIn(market);
        const QString id = foodLicence(hall);
        QCOMPARE(act(hall, market, u"step.take"_s, id, step(u"market"_s)), QString());
        QVERIFY(hall.sync());
        const QString person = hall.staff(market).staffId;
        const auto tells = [&](const QString &scope) {
            const domain::ScopePage page = hall.centre().changes(scope, {}, 1000, 1 << 22);
            return std::any_of(page.rows.begin(), page.rows.end(), [&](const domain::ChangeRow &row) { return row.bodyText.contains(person.toUtf8()); });
        };
        QVERIFY(tells(u"a/610116"_s));
        QVERIFY(!tells(u"d/610116"_s));
        const domain::Staff &clerk = *hall.office().rules()->staffByNumber(u"1001"_s);
        QVERIFY(!hall.centre().scopesOf(clerk).contains(u"a/610116"_s));
    }

    void theLeadDecidesWhenAllHaveSpoken()
    {
        Hall hall;
        hall.signIn(market);
        const QString id = foodLicence(hall);
        QCOMPARE(act(hall, market, u"step.take"_s, id, step(u"market"_s)), QString());
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, true}}), u"case.opinions-lacking"_s);
        QCOMPARE(act(hall, fire, u"case.decide"_s, id, {{u"granted"_s, true}}), u"step.not-yours"_s);
        QCOMPARE(act(hall, fire, u"step.take"_s, id, step(u"fire"_s)), QString());
        QCOMPARE(act(hall, fire, u"step.decide"_s, id, step(u"fire"_s, {{u"agreed"_s, true}})), QString());
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, true}, {u"opinion"_s, u"符合条件"_s}}), QString());
        const CaseFile file = fileOf(hall, id);
        QCOMPARE(file.state, CaseState::Granted);
        QVERIFY(file.decision.granted);
        QCOMPARE(file.step(u"market")->state, StepState::Agreed);
        QVERIFY(file.clock.hasEnded());
        QCOMPARE(hall.office().store().work.count({{u"消防救援大队"_s, u"市场监督管理局"_s}, {}, {}}), 0);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
        QCOMPARE(hall.centre().document(id)->body, hall.archive().document(id)->body);
    }

    void oneObjectionIsEnoughToRefuseAndReasonsAreTold()
    {
        Hall hall;
        hall.signIn(market);
        const QString id = foodLicence(hall);
        QCOMPARE(act(hall, fire, u"step.take"_s, id, step(u"fire"_s)), QString());
        QCOMPARE(act(hall, fire, u"step.decide"_s, id, step(u"fire"_s, {{u"agreed"_s, false}})), u"reason.lacking"_s);
        QCOMPARE(act(hall, fire, u"step.decide"_s, id, step(u"fire"_s, {{u"agreed"_s, false}, {u"opinion"_s, u"疏散通道不足"_s}})), QString());
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, false}}), u"reason.lacking"_s);
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, true}}), u"case.objected"_s);
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, false}, {u"reasons"_s, QJsonArray{u"疏散通道不足(消防法第15条)"_s}}}), QString());
        const CaseFile file = fileOf(hall, id);
        QCOMPARE(file.state, CaseState::Refused);
        QCOMPARE(file.decision.reasons, QStringList{u"疏散通道不足(消防法第15条)"_s});
    }

    void departmentsInOrderBeginWhenTheOneBeforeAgreed()
    {
        Hall hall;
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"outdoor-ad"_s, Hall::firm(), {{u"agent.present"_s, false}, {u"ad.kind"_s, hall.item(u"outdoor-ad"_s).situations.first().options.first().value}, {u"premises.owned"_s, true}}));
        QVERIFY(done.ok());
        const QString id = done->document().id;
        QCOMPARE(fileOf(hall, id).step(u"city")->state, StepState::Waiting);
        QCOMPARE(act(hall, several, u"step.take"_s, id, step(u"city"_s)), u"step.state"_s);
        QCOMPARE(act(hall, several, u"step.take"_s, id, step(u"planning"_s)), QString());
        hall.setHallTime(QDate(2026, 11, 24), QTime(11, 0));
        QCOMPARE(act(hall, several, u"step.decide"_s, id, step(u"planning"_s, {{u"agreed"_s, true}})), QString());
        QCOMPARE(fileOf(hall, id).step(u"city")->state, StepState::Open);
        QCOMPARE(fileOf(hall, id).step(u"city")->openedAt, hall.now());
    }

    /// 行政许可法 第45条: what an inspection takes is told, and not counted.
    void aSpecialProcedureStopsTheClocks()
    {
        Hall hall(QDate(2026, 9, 25));
        const QString id = foodLicence(hall);
        const QDate before = fileOf(hall, id).committedDue.date;
        QCOMPARE(before, QDate(2026, 10, 12)); // 09-28 29 30, National Day, 10-08 09, Saturday 10-10 worked, 10-12
        QCOMPARE(act(hall, market, u"step.take"_s, id, step(u"market"_s)), QString());
        hall.setHallTime(QDate(2026, 9, 28), QTime(10, 0));
        QCOMPARE(act(hall, market, u"step.pause"_s, id, step(u"market"_s, {{u"kind"_s, u"喝茶"_s}, {u"days"_s, 5}})), u"step.no-such-procedure"_s);
        QCOMPARE(act(hall, market, u"step.pause"_s, id, step(u"market"_s, {{u"kind"_s, u"现场核查"_s}, {u"days"_s, 5}})), QString());
        QVERIFY(fileOf(hall, id).clock.isPaused());
        QVERIFY(fileOf(hall, id).committedDue.provisional);
        QCOMPARE(fileOf(hall, id).step(u"fire")->due.date, QDate(2026, 10, 9)); // the others go on
        QCOMPARE(told(hall, id).last(), u"case.paused"_s);
        hall.setHallTime(QDate(2026, 10, 9), QTime(10, 0));
        QCOMPARE(act(hall, market, u"step.resume"_s, id, step(u"market"_s)), QString());
        // 09-28 counted; 09-29 … 10-09 not; six more: 10-10 12 13 14 15 16.
        QCOMPARE(fileOf(hall, id).committedDue.date, QDate(2026, 10, 16));
        QVERIFY(!fileOf(hall, id).committedDue.provisional);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
    }

    /// 第42条: once, by whoever may approve it, ten working days at most, fifteen where several act together.
    void moreTimeNeedsApprovalAndAReason()
    {
        Hall hall;
        const QString id = foodLicence(hall);
        QCOMPARE(act(hall, market, u"case.extend"_s, id, {{u"days"_s, 5}, {u"reason"_s, u"案情复杂"_s}}), u"operation.not-allowed"_s);
        QCOMPARE(act(hall, supervisor, u"case.extend"_s, id, {{u"days"_s, 5}}), u"reason.lacking"_s);
        QCOMPARE(act(hall, supervisor, u"case.extend"_s, id, {{u"days"_s, 16}, {u"reason"_s, u"案情复杂"_s}}), u"step.days"_s);
        QCOMPARE(act(hall, supervisor, u"case.extend"_s, id, {{u"days"_s, 5}, {u"reason"_s, u"案情复杂"_s}}), QString());
        QCOMPARE(told(hall, id).last(), u"case.extended"_s);
        QCOMPARE(fileOf(hall, id).committedDue.date, QDate(2026, 12, 8));
        QCOMPARE(act(hall, supervisor, u"case.extend"_s, id, {{u"days"_s, 5}, {u"reason"_s, u"案情复杂"_s}}), u"case.extended-already"_s);
    }

    void nothingIsGrantedBeforeEverythingIsThere()
    {
        Hall hall;
        const QString id = foodLicence(hall, domain::MaterialMark::Tolerated);
        QCOMPARE(act(hall, fire, u"step.take"_s, id, step(u"fire"_s)), QString());
        QCOMPARE(act(hall, fire, u"step.decide"_s, id, step(u"fire"_s, {{u"agreed"_s, true}})), QString());
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, true}}), u"case.tolerated-open"_s);
    }

    void theDepartmentAsksForWhatItFindsWanting()
    {
        Hall hall;
        const QString id = foodLicence(hall);
        QCOMPARE(act(hall, market, u"step.take"_s, id, step(u"market"_s)), QString());
        QCOMPARE(act(hall, market, u"step.return"_s, id, step(u"market"_s, {{u"keys"_s, QJsonArray{u"layout"_s}}, {u"days"_s, 5}})), u"reason.lacking"_s);
        QCOMPARE(act(hall, market, u"step.return"_s, id, step(u"market"_s, {{u"keys"_s, QJsonArray{u"layout"_s}}, {u"days"_s, 5}, {u"words"_s, u"图纸比例不清"_s}})), QString());
        const CaseFile file = fileOf(hall, id);
        QCOMPARE(file.material(u"layout")->due, QDate(2026, 11, 27));
        QCOMPARE(file.notices.last().defects.size(), 1);
        QVERIFY(file.clock.isPaused()); // this district stops the clock for it
    }

    void anApplicationMayBeWithdrawnUntilItIsDecided()
    {
        Hall hall;
        const QString id = foodLicence(hall);
        QCOMPARE(act(hall, u"1001"_s, u"case.withdraw"_s, id, {}), u"reason.lacking"_s);
        QCOMPARE(act(hall, u"1001"_s, u"case.withdraw"_s, id, {{u"reason"_s, u"不办了"_s}}), QString());
        QCOMPARE(fileOf(hall, id).state, CaseState::Withdrawn);
        QCOMPARE(hall.office().store().work.count({{u"消防救援大队"_s, u"市场监督管理局"_s}, {}, {}}), 0);
        QCOMPARE(act(hall, market, u"step.take"_s, id, step(u"market"_s)), u"case.state"_s);
    }

    void twoApproversOffLineGetOneStep()
    {
        Hall hall;
        hall.signIn(market);
        const QString id = foodLicence(hall);
        QVERIFY(hall.sync());
        // A colleague at another desk took it first.
        QVERIFY(hall.centreOffice().submit({u"step.take"_s, id, step(u"market"_s), hall.staff(marketToo)}).ok());
        QCOMPARE(act(hall, market, u"step.take"_s, id, step(u"market"_s)), QString());
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 1);
        QCOMPARE(hall.office().store().work.holderOf(id, u"market"_s), hall.staff(marketToo).staffId);
    }
};

QTEST_GUILESS_MAIN(Approval)
#include "tst_approval.moc"
