// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/applicant/standing.h"
#include "domain/casefile/checks.h"
#include "domain/casefile/supplements.h"
#include "domain/jsontime.h"
#include "domain/supervision/supervision.h"
#include "office/centreclocks.h"
#include "office/outgoing.h"
#include "office/store.h"
#include "support/hall.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using domain::MaterialMark;
using domain::Standing;
using support::Hall;

namespace {
const QString market = u"1201"_s, marketToo = u"1203"_s, fire = u"1202"_s, supervisor = u"1401"_s;

QJsonObject foodAnswers()
{
    return {{u"food.subject"_s, u"catering"_s}, {u"food.projects"_s, QJsonArray{u"hot"_s}}, {u"premises.owned"_s, true}, {u"food.central"_s, false}, {u"food.online"_s, false}, {u"agent.present"_s, false}};
}
}

/// What is owed to a case after its acceptance, at window and centre: supplements, checks of commitments, answers to the
/// supervisor, and what a colleague on leave has in hand.
class Duties : public QObject
{
    Q_OBJECT

    static QString foodLicence(Hall &hall, const QHash<QString, MaterialMark> &marks, const domain::ApplicantCard &applicant = Hall::firm())
    {
        QJsonObject body = hall.application(u"food-license"_s, applicant, foodAnswers());
        bool committed = false;
        for (auto mark = marks.begin(); mark != marks.end(); ++mark) {
            Hall::mark(body, mark.key(), *mark);
            committed = committed || *mark == MaterialMark::Committed;
        }
        const auto done = hall.submit(committed ? u"commitment.accept"_s : u"tolerance.accept"_s, body);
        if (!done)
            qWarning() << done.refusal().code << done.refusal().facts;
        return done ? done->document().id : QString();
    }
    /// One tolerated material, due on 27 November 2026 (5 working days after Friday 20).
    static QString tolerated(Hall &hall, const domain::ApplicantCard &applicant = Hall::firm()) { return foodLicence(hall, {{u"flow"_s, MaterialMark::Tolerated}}, applicant); }
    static CaseFile fileOf(Hall &hall, const QString &id) { return *hall.archive().caseFile(id); }
    static CaseFile atCentre(Hall &hall, const QString &id) { return *CaseFile::fromJson(hall.centreOffice().store().documents.load(id)->body); }
    static Standing standingAtCentre(Hall &hall, const domain::ApplicantCard &card) { return Standing::of(hall.centreOffice().store().documents.load(card.id)->body); }
    static QString act(Hall &hall, const QString &number, const QString &type, const QString &id, const QJsonObject &body = {})
    {
        const auto done = hall.submitAs(number, type, id, body);
        return done ? QString() : done.refusal().code;
    }
    static QString receive(Hall &hall, const QString &id, const QStringList &keys) { return act(hall, u"1002"_s, u"supplement.receive"_s, id, {{u"keys"_s, QJsonArray::fromStringList(keys)}}); }
    static QString judge(Hall &hall, const QString &id, int round, bool adequate, const QString &words = {})
    {
        return act(hall, u"1001"_s, u"supplement.judge"_s, id, {{u"round"_s, round}, {u"adequate"_s, adequate}, {u"words"_s, words}});
    }
    /// The clock of the centre at that time; the window hears of it.
    static int clockAt(Hall &hall, QDate day, QTime time = QTime(17, 1))
    {
        hall.setHallTime(day, time);
        const int done = *hall.centre().doAgenda();
        hall.pull();
        return done;
    }
    static QStringList messagesOf(Hall &hall, const QString &id)
    {
        QStringList codes;
        for (const domain::Outgoing &message : office::Outbox(hall.centreOffice()).about(id)) {
            if (message.channel == "sms"_L1 && !message.code.startsWith("case."_L1))
                codes << message.code;
        }
        return codes;
    }
    static void setRegion(Hall &hall, const std::function<void(domain::Region &)> &change)
    {
        domain::Region region = hall.centreOffice().rules()->region(u"610116"_s);
        region.district = u"610116"_s;
        change(region);
        const QString id = hall.centreOffice().store().documents.ofKind(u"region"_s).first().id;
        const auto done = hall.centreOffice().submit({u"region.define"_s, id, region.toJson(), {u"centre"_s, {}, {u"centre"_s}, {}, {}}});
        QVERIFY2(done.ok(), done ? "" : qPrintable(done.refusal().code));
        hall.pull();
    }
    static void grant(Hall &hall, const QString &id)
    {
        for (const auto &[who, step] : {std::pair(market, u"market"_s), std::pair(fire, u"fire"_s)}) {
            QCOMPARE(act(hall, who, u"step.take"_s, id, {{u"step"_s, step}}), QString());
            QCOMPARE(act(hall, who, u"step.decide"_s, id, {{u"step"_s, step}, {u"agreed"_s, true}, {u"opinion"_s, u"同意"_s}}), QString());
        }
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, true}, {u"opinion"_s, u"准予"_s}}), QString());
        QVERIFY(hall.sync());
        QCOMPARE(atCentre(hall, id).state, CaseState::Granted);
    }

private Q_SLOTS:
    void aSupplementIsTakenAtAnyCounterAndJudged()
    {
        Hall hall;
        const QString id = tolerated(hall);
        QCOMPARE(hall.office().store().duties.count({{domain::Duty::Kind::Owed}, {}, QDate(2026, 11, 27)}), 1);
        QCOMPARE(receive(hall, id, {u"bizlic"_s}), u"supplement.not-owed"_s);
        QCOMPARE(receive(hall, id, {}), u"supplement.nothing"_s);
        QCOMPARE(receive(hall, id, {u"flow"_s}), QString());
        QCOMPARE(receive(hall, id, {u"flow"_s}), u"supplement.not-owed"_s); // it is in hand
        CaseFile file = fileOf(hall, id);
        QCOMPARE(file.supplements.size(), 1);
        QCOMPARE(file.papers[u"supplement-receipt"_s].toInt(), 1);
        QCOMPARE(hall.office().store().duties.count({{domain::Duty::Kind::Owed}, {}, {}}), 0);
        QCOMPARE(hall.office().store().duties.count({{domain::Duty::Kind::Judge}, {}, {}}), 1);
        QCOMPARE(judge(hall, id, 2, true), u"supplement.unknown"_s);
        QCOMPARE(judge(hall, id, 1, true), QString());
        QCOMPARE(judge(hall, id, 1, true), u"supplement.judged"_s);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
        file = atCentre(hall, id);
        QCOMPARE(file.material(u"flow")->mark, MaterialMark::Received);
        QVERIFY(!file.toleranceDue().isValid());
    }

    void whatIsWrongIsToldOnceMoreWithNewDays()
    {
        Hall hall;
        const QString id = tolerated(hall);
        hall.setHallTime(QDate(2026, 11, 26), QTime(10, 0));
        QCOMPARE(receive(hall, id, {u"flow"_s}), QString());
        QCOMPARE(judge(hall, id, 1, false), u"reason.lacking"_s);
        QCOMPARE(judge(hall, id, 1, false, u"流程图未标注加工区域"_s), QString());
        CaseFile file = fileOf(hall, id);
        QCOMPARE(file.material(u"flow")->due, QDate(2026, 12, 3)); // five working days after Thursday 26
        QCOMPARE(file.notices.size(), 1);
        QCOMPARE(file.papers[u"correction"_s].toInt(), 1);
        // The second time it is not told again: the last day stays.
        hall.setHallTime(QDate(2026, 12, 1), QTime(10, 0));
        QCOMPARE(receive(hall, id, {u"flow"_s}), QString());
        QCOMPARE(judge(hall, id, 2, false, u"仍未标注"_s), QString());
        QCOMPARE(fileOf(hall, id).material(u"flow")->due, QDate(2026, 12, 3));
        QVERIFY(hall.sync());
        QVERIFY(messagesOf(hall, id).contains(u"supplement.inadequate"_s));
        QCOMPARE(hall.archive().returnedCount(), 0);
    }

    void theClockStandsWhileAnInadequateSupplementIsPutRight()
    {
        Hall hall;
        setRegion(hall, [](domain::Region &region) { region.pauseOnSupplement = true; });
        const QString id = tolerated(hall);
        const QDate before = fileOf(hall, id).committedDue.date;
        hall.setHallTime(QDate(2026, 11, 23), QTime(10, 0));
        QCOMPARE(receive(hall, id, {u"flow"_s}), QString());
        QCOMPARE(judge(hall, id, 1, false, u"不清晰"_s), QString());
        QVERIFY(fileOf(hall, id).clock.isPaused());
        QVERIFY(fileOf(hall, id).committedDue.provisional);
        hall.setHallTime(QDate(2026, 11, 25), QTime(10, 0));
        QCOMPARE(receive(hall, id, {u"flow"_s}), QString());
        QCOMPARE(judge(hall, id, 2, true), QString());
        const CaseFile file = fileOf(hall, id);
        QVERIFY(!file.clock.isPaused());
        // Tuesday 24 and Wednesday 25 did not count.
        QCOMPARE(file.committedDue.date, hall.office().rules()->calendar().addWorkdays(before, 2));
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
    }

    void reminds()
    {
        Hall hall;
        const QString id = foodLicence(hall, {{u"foodmgr"_s, MaterialMark::Tolerated}}); // 10 working days: 4 December
        QVERIFY(hall.sync());
        QCOMPARE(clockAt(hall, QDate(2026, 11, 26)), 0);
        QCOMPARE(clockAt(hall, QDate(2026, 11, 27), QTime(9, 1)), 1); // half time, in the morning
        QCOMPARE(messagesOf(hall, id), QStringList(u"supplement.half"_s));
        QCOMPARE(clockAt(hall, QDate(2026, 12, 1)), 0); // once
        QCOMPARE(clockAt(hall, QDate(2026, 12, 2), QTime(9, 1)), 1);
        QCOMPARE(messagesOf(hall, id), (QStringList{u"supplement.half"_s, u"supplement.soon"_s}));
        QCOMPARE(clockAt(hall, QDate(2026, 12, 4), QTime(16, 59)), 0);
        QCOMPARE(atCentre(hall, id).state, CaseState::Accepted);
    }

    void lapsesByTheRuleOfTheRegion_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("state");
        QTest::newRow("counts as withdrawn") << u"withdraw"_s << u"withdrawn"_s;
        QTest::newRow("refused") << u"reject"_s << u"refused"_s;
        QTest::newRow("returned") << u"return"_s << u"returned"_s;
    }
    void lapsesByTheRuleOfTheRegion()
    {
        QFETCH(QString, rule);
        QFETCH(QString, state);
        Hall hall;
        setRegion(hall, [&](domain::Region &region) {
            region.lapse = rule == u"reject"_s ? domain::Region::Lapse::Reject : rule == u"return"_s ? domain::Region::Lapse::Return : domain::Region::Lapse::Withdraw;
        });
        const QString id = tolerated(hall);
        QVERIFY(hall.sync());
        clockAt(hall, QDate(2026, 11, 27), QTime(17, 0));
        QCOMPARE(atCentre(hall, id).state, CaseState::Accepted); // until the hall closes
        clockAt(hall, QDate(2026, 11, 27), QTime(17, 1));
        const CaseFile file = atCentre(hall, id);
        QCOMPARE(toCode(file.state), state);
        QCOMPARE(domain::lapsed(file).keys, QStringList(u"flow"_s));
        QCOMPARE(file.decision.isMade(), rule == u"reject"_s);
        QVERIFY(messagesOf(hall, id).contains(u"tolerance.lapsed"_s));
        QCOMPARE(standingAtCentre(hall, Hall::firm()).lapses.size(), 1);
        QVERIFY(file.clock.hasEnded());
    }

    void whoLapsesTwiceIsNotToleratedForAYear()
    {
        Hall hall;
        QString id = tolerated(hall);
        QVERIFY(hall.sync());
        clockAt(hall, QDate(2026, 11, 27));
        QVERIFY(!standingAtCentre(hall, Hall::firm()).mayNotTolerate(QDate(2026, 11, 28)));
        hall.setHallTime(QDate(2026, 11, 30), QTime(10, 0));
        id = tolerated(hall);
        QVERIFY(hall.sync());
        clockAt(hall, QDate(2026, 12, 7));
        const Standing standing = standingAtCentre(hall, Hall::firm());
        QVERIFY(standing.mayNotTolerate(QDate(2027, 12, 7)));
        QVERIFY(!standing.mayNotTolerate(QDate(2027, 12, 8)));
        hall.setHallTime(QDate(2026, 12, 8), QTime(10, 0));
        QVERIFY(tolerated(hall).isEmpty());
        // Repaired, it may again.
        QVERIFY(hall.push().ok());
        QCOMPARE(act(hall, u"1001"_s, u"credit.repair"_s, Hall::firm().id, {{u"what"_s, u"tolerance"_s}, {u"reason"_s, u"已补齐"_s}}), u"operation.not-allowed"_s);
        QCOMPARE(act(hall, supervisor, u"credit.repair"_s, Hall::firm().id, {{u"what"_s, u"tolerance"_s}, {u"reason"_s, u"已补齐"_s}}), QString());
        QVERIFY(!tolerated(hall).isEmpty());
    }

    // The window was off line: the applicant had come in time, and the centre could not know.
    void aSupplementBroughtInTimeUndoesTheLapse()
    {
        Hall hall;
        const QString id = tolerated(hall);
        QVERIFY(hall.sync());
        hall.setHallTime(QDate(2026, 11, 27), QTime(16, 0));
        QCOMPARE(receive(hall, id, {u"flow"_s}), QString()); // not sent yet
        hall.setHallTime(QDate(2026, 11, 27), QTime(17, 1));
        QVERIFY(*hall.centre().doAgenda() > 0);
        QCOMPARE(atCentre(hall, id).state, CaseState::Withdrawn);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
        const CaseFile file = atCentre(hall, id);
        QCOMPARE(file.state, CaseState::Accepted);
        QCOMPARE(file.supplements.size(), 1);
        QVERIFY(!domain::lapsed(file).isSo());
        QVERIFY(!file.clock.hasEnded());
        QCOMPARE(standingAtCentre(hall, Hall::firm()).lapses.size(), 0);
        QCOMPARE(fileOf(hall, id).toJson()[u"supplements"_s], file.toJson()[u"supplements"_s]);
    }

    void afterTheTimeNothingIsTaken()
    {
        Hall hall;
        const QString id = tolerated(hall);
        QVERIFY(hall.sync());
        hall.setHallTime(QDate(2026, 11, 27), QTime(17, 1));
        QCOMPARE(receive(hall, id, {u"flow"_s}), u"supplement.late"_s);
        clockAt(hall, QDate(2026, 11, 28));
        QCOMPARE(receive(hall, id, {u"flow"_s}), u"supplement.late"_s);
    }

    void noResultBeforeEverythingIsThere()
    {
        Hall hall;
        hall.signIn(market);
        const QString id = tolerated(hall);
        for (const auto &[who, step] : {std::pair(market, u"market"_s), std::pair(fire, u"fire"_s)}) {
            QCOMPARE(act(hall, who, u"step.take"_s, id, {{u"step"_s, step}}), QString());
            QCOMPARE(act(hall, who, u"step.decide"_s, id, {{u"step"_s, step}, {u"agreed"_s, true}, {u"opinion"_s, u"同意"_s}}), QString());
        }
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, true}}), u"case.tolerated-open"_s);
        QCOMPARE(receive(hall, id, {u"flow"_s}), QString());
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, true}}), u"case.tolerated-open"_s); // nobody has looked at it
        QCOMPARE(judge(hall, id, 1, true), QString());
        QCOMPARE(act(hall, market, u"case.decide"_s, id, {{u"granted"_s, true}}), QString());
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
        QCOMPARE(atCentre(hall, id).state, CaseState::Granted);
    }

    void aCommitmentIsTakenBackBeforeTheDecision()
    {
        Hall hall;
        const QString id = foodLicence(hall, {{u"health"_s, MaterialMark::Committed}});
        QCOMPARE(act(hall, u"1001"_s, u"commitment.withdraw"_s, id, {{u"reason"_s, u"改为提交原件"_s}}), QString());
        const CaseFile file = fileOf(hall, id);
        QCOMPARE(file.material(u"health")->mark, MaterialMark::Tolerated);
        QCOMPARE(file.material(u"health")->due, QDate(2026, 12, 4)); // the ten days the catalogue gives for it
        QCOMPARE(file.route, domain::Route::Complete);
        QCOMPARE(act(hall, u"1001"_s, u"commitment.withdraw"_s, id, {{u"reason"_s, u"又改"_s}}), u"commitment.none"_s);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
    }

    void aGrantOnCommitmentIsChecked()
    {
        Hall hall;
        hall.signIn(market);
        const QString id = foodLicence(hall, {{u"health"_s, MaterialMark::Committed}});
        grant(hall, id);
        CaseFile file = atCentre(hall, id);
        QCOMPARE(file.checks.size(), 1);
        QVERIFY(file.checks.first().due > QDate(2026, 11, 20));
        const QDate due = file.checks.first().due;
        QCOMPARE(act(hall, u"1001"_s, u"check.record"_s, id, {{u"key"_s, u"health"_s}, {u"finding"_s, u"kept"_s}}), u"operation.not-allowed"_s);
        QCOMPARE(act(hall, market, u"check.record"_s, id, {{u"key"_s, u"health"_s}, {u"finding"_s, u"corrected"_s}}), u"check.state"_s);
        QCOMPARE(act(hall, market, u"check.record"_s, id, {{u"key"_s, u"health"_s}, {u"finding"_s, u"differs"_s}, {u"correctBy"_s, u"2026-11-20"_s}, {u"note"_s, u"缺一人"_s}}), u"check.correct-by"_s);
        // Reminded five working days before, and marked when nobody looked.
        QVERIFY(clockAt(hall, due.addDays(-1), QTime(10, 0)) >= 1);
        QVERIFY(messagesOf(hall, id).contains(u"check.soon"_s));
        clockAt(hall, due, QTime(18, 0));
        QVERIFY(atCentre(hall, id).more[u"told"_s].toArray().contains(QString(u"check.over:health:"_s + due.toString(Qt::ISODate))));
        hall.setHallTime(due.addDays(1), QTime(10, 0));
        const QString correctBy = due.addDays(15).toString(Qt::ISODate);
        QCOMPARE(act(hall, market, u"check.record"_s, id, {{u"key"_s, u"health"_s}, {u"finding"_s, u"differs"_s}, {u"correctBy"_s, correctBy}, {u"note"_s, u"一人健康证过期"_s}}), QString());
        QVERIFY(hall.sync());
        QVERIFY(messagesOf(hall, id).contains(u"check.correct"_s));
        QCOMPARE(hall.office().store().duties.list({{domain::Duty::Kind::Check}, {}, {}}, 10).first().due, due.addDays(15));
        QCOMPARE(act(hall, market, u"check.record"_s, id, {{u"key"_s, u"health"_s}, {u"finding"_s, u"corrected"_s}}), QString());
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
        QCOMPARE(atCentre(hall, id).checks.first().state, domain::CheckState::Corrected);
        QCOMPARE(hall.office().store().duties.count({{domain::Duty::Kind::Check}, {}, {}}), 0);
    }

    void aBreachRevokesTheGrantAndTheTrust()
    {
        Hall hall;
        hall.signIn(market);
        const QString id = foodLicence(hall, {{u"health"_s, MaterialMark::Committed}});
        grant(hall, id);
        QCOMPARE(act(hall, market, u"check.record"_s, id, {{u"key"_s, u"health"_s}, {u"finding"_s, u"breached"_s}}), u"reason.lacking"_s);
        QCOMPARE(act(hall, market, u"check.record"_s, id, {{u"key"_s, u"health"_s}, {u"finding"_s, u"breached"_s}, {u"note"_s, u"从业人员均无健康证明"_s}}), QString());
        QVERIFY(hall.sync());
        const CaseFile file = atCentre(hall, id);
        QCOMPARE(file.state, CaseState::Revoked);
        const auto licence = hall.centreOffice().store().documents.load(file.licence);
        QVERIFY(licence);
        QCOMPARE(licence->body[u"state"_s].toString(), u"revoked"_s);
        QVERIFY(standingAtCentre(hall, Hall::firm()).commitmentBlocked);
        QVERIFY(messagesOf(hall, id).contains(u"licence.revoked"_s));
        QVERIFY(foodLicence(hall, {{u"health"_s, MaterialMark::Committed}}).isEmpty());
        QCOMPARE(act(hall, supervisor, u"credit.repair"_s, Hall::firm().id, {{u"what"_s, u"commitment"_s}, {u"reason"_s, u"信用修复决定书"_s}}), QString());
        QVERIFY(!foodLicence(hall, {{u"health"_s, MaterialMark::Committed}}).isEmpty());
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
    }

    void theSupervisorWantsAnAnswerByADay()
    {
        Hall hall;
        hall.signIn(supervisor);
        const QString id = tolerated(hall);
        const QJsonObject question{{u"step"_s, u"fire"_s}, {u"words"_s, u"为何未派人？"_s}, {u"replyDays"_s, 2}};
        QCOMPARE(act(hall, u"1001"_s, u"supervision.ask"_s, id, question), u"operation.not-allowed"_s);
        QCOMPARE(act(hall, supervisor, u"supervision.ask"_s, id, question), QString());
        QCOMPARE(act(hall, supervisor, u"supervision.ask"_s, id, question), u"supervision.asked"_s);
        QVERIFY(hall.sync());
        QCOMPARE(domain::enquiries(fileOf(hall, id)).first().replyBy, QDate(2026, 11, 24));
        QCOMPARE(act(hall, market, u"supervision.reply"_s, id, {{u"number"_s, 1}, {u"words"_s, u"不归我"_s}}), u"step.not-yours"_s);
        QCOMPARE(clockAt(hall, QDate(2026, 11, 24), QTime(17, 0)), 1); // only the supplement's reminder
        QCOMPARE(clockAt(hall, QDate(2026, 11, 24), QTime(17, 1)), 1);
        QVERIFY(domain::enquiries(fileOf(hall, id)).first().escalatedAt.isValid());
        QCOMPARE(act(hall, fire, u"supervision.reply"_s, id, {{u"number"_s, 1}, {u"words"_s, u"明日现场检查"_s}}), QString());
        QCOMPARE(act(hall, fire, u"supervision.reply"_s, id, {{u"number"_s, 1}, {u"words"_s, u"再答"_s}}), u"supervision.answered"_s);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
        QCOMPARE(domain::enquiries(atCentre(hall, id)).first().reply, u"明日现场检查"_s);
    }

    void aDeputyWorksForAColleagueOnLeave()
    {
        Hall hall;
        hall.signIn(market);
        const QString id = tolerated(hall);
        QCOMPARE(act(hall, fire, u"step.take"_s, id, {{u"step"_s, u"fire"_s}}), QString());
        const QString away = hall.staff(fire).staffId, deputy = hall.staff(market).staffId;
        const auto leave = [&](const QString &begins, const QString &ends) { return QJsonObject{{u"from"_s, away}, {u"to"_s, deputy}, {u"begins"_s, begins}, {u"ends"_s, ends}, {u"reason"_s, u"年休假"_s}}; };
        QCOMPARE(act(hall, marketToo, u"delegation.define"_s, {}, leave(u"2026-11-23"_s, u"2026-11-27"_s)), u"delegation.not-yours"_s);
        QCOMPARE(act(hall, fire, u"delegation.define"_s, {}, leave(u"2026-11-27"_s, u"2026-11-23"_s)), u"delegation.days"_s);
        QCOMPARE(act(hall, fire, u"delegation.define"_s, {}, leave(u"2026-11-23"_s, u"2026-11-27"_s)), QString());
        QVERIFY(hall.sync());
        const QJsonObject decision{{u"step"_s, u"fire"_s}, {u"agreed"_s, true}, {u"opinion"_s, u"同意"_s}};
        QCOMPARE(act(hall, market, u"step.decide"_s, id, decision), u"step.not-yours"_s); // not before Monday
        hall.setHallTime(QDate(2026, 11, 23), QTime(10, 0));
        QVERIFY(hall.office().rules()->departmentsOf(*hall.office().rules()->staffByNumber(market), QDate(2026, 11, 23)).contains(u"消防救援大队"_s));
        QCOMPARE(act(hall, marketToo, u"step.decide"_s, id, decision), u"step.not-yours"_s);
        QCOMPARE(act(hall, market, u"step.decide"_s, id, decision), QString());
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
        QCOMPARE(atCentre(hall, id).step(u"fire")->state, domain::StepState::Agreed);
        // Back early.
        const QString delegation = hall.office().store().documents.ofKind(u"delegation"_s).first().id;
        QCOMPARE(act(hall, fire, u"delegation.end"_s, delegation), QString());
        QVERIFY(hall.sync());
        QVERIFY(!hall.office().rules()->departmentsOf(*hall.office().rules()->staffByNumber(market), QDate(2026, 11, 23)).contains(u"消防救援大队"_s));
    }

    void aNewCalendarMovesTheDatesOfOpenCases()
    {
        Hall hall(QDate(2026, 12, 28));
        const QString id = tolerated(hall);
        QVERIFY(hall.sync());
        QVERIFY(fileOf(hall, id).committedDue.provisional);
        const QDate before = fileOf(hall, id).committedDue.date;
        QVERIFY(office::CentreClocks(hall.centreOffice()).recompute()->isEmpty());
        // New Year 2027: Friday 1 January off, and the Monday behind it too.
        const QJsonObject notice{{u"year"_s, 2027}, {u"days"_s, QJsonArray{QJsonObject{{u"date"_s, u"2027-01-01"_s}, {u"name"_s, u"元旦"_s}, {u"isOffDay"_s, true}},
                                                                            QJsonObject{{u"date"_s, u"2027-01-04"_s}, {u"name"_s, u"元旦"_s}, {u"isOffDay"_s, true}}}}};
        QVERIFY(hall.centreOffice().submit({u"calendar.publish"_s, domain::idFor(u"calendar:2027"_s), notice, {u"centre"_s, {}, {u"centre"_s}, {}, {}}}).ok());
        hall.pull(); // the window has the calendar first: it must not change dates by itself
        QCOMPARE(fileOf(hall, id).committedDue.date, before);
        QCOMPARE(*office::CentreClocks(hall.centreOffice()).recompute(), QStringList(u"d/610116"_s));
        QVERIFY(office::CentreClocks(hall.centreOffice()).recompute()->isEmpty()); // once
        hall.pull();
        const CaseFile file = fileOf(hall, id);
        QCOMPARE(file.committedDue.date, hall.office().rules()->calendar().addWorkdays(QDate(2026, 12, 28), 7));
        QVERIFY(file.committedDue.date > before);
        QVERIFY(!file.committedDue.provisional);
        QCOMPARE(file.step(u"market")->due.date, file.committedDue.date);
        const auto rows = office::Archive(hall.centreOffice()).history(id);
        QCOMPARE(rows.last().operation.type, u"case.recompute"_s);
        QCOMPARE(file.more[u"recomputed"_s].toArray().first()[u"before"_s][u"committed"_s][u"date"_s].toString(), before.toString(Qt::ISODate));
        QCOMPARE(file.clock.calendar, hall.office().rules()->calendar().version());
    }
};

QTEST_GUILESS_MAIN(Duties)
#include "tst_duties.moc"
