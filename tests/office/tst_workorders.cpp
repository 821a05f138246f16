// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "domain/workorder/workorder.h"
#include "office/counterscopes.h"
#include "office/outgoing.h"
#include "office/ratings.h"
#include "office/search/desksearch.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include "support/hall.h"
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using domain::OrderState;
using domain::WorkOrder;
using support::Hall;

/// 工单 and 好差评 as operations: who may do what when, which clock runs, and who is told nothing.
class WorkOrdersTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Hall> m_hall;

    domain::Result<office::Submitted> act(const QString &staff, const QString &type, const QString &doc, const QJsonObject &body = {})
    {
        return m_hall->office().submit({type, doc, body, m_hall->staff(staff)});
    }
    void does(const QString &staff, const QString &type, const QString &doc, const QJsonObject &body = {}) { QCOMPARE(outcome(staff, type, doc, body), QString()); }
    /// Empty when it was done, else the refusal.
    QString outcome(const QString &staff, const QString &type, const QString &doc, const QJsonObject &body = {})
    {
        const auto done = act(staff, type, doc, body);
        return done ? QString() : done.refusal().code;
    }
    WorkOrder order(const QString &id) { return *WorkOrder::fromJson(m_hall->archive().document(id)->body); }
    WorkOrder centres(const QString &id) { return *WorkOrder::fromJson(m_hall->centre().document(id)->body); }
    QString hotline()
    {
        const auto done = act(u"1001"_s, u"workorder.register"_s, {},
                              {{u"source"_s, u"12345"_s}, {u"words"_s, u"小区门口无证烧烤"_s}, {u"personName"_s, u"李四"_s}, {u"personPhone"_s, u"13900000001"_s}});
        Q_ASSERT(done.ok());
        return done->operation.doc;
    }
    /// A complete case accepted by 王敏; gives its service.
    office::Service serve()
    {
        const QJsonObject answers{{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}};
        const auto done = m_hall->submit(u"case.accept"_s, m_hall->application(u"flex-ss"_s, Hall::person(), answers));
        Q_ASSERT(done.ok());
        return office::Ratings(m_hall->office()).services(m_hall->clerk().staffId, m_hall->now().addSecs(-60)).first();
    }
    void rate(const office::Service &service, int level)
    {
        office::Evaluation evaluation;
        evaluation.level = level;
        evaluation.options = {u"slow"_s};
        const auto given = office::Ratings(m_hall->office()).give(service, evaluation, m_hall->clerk());
        QVERIFY2(given.ok(), qPrintable(given ? QString() : given.refusal().code));
    }
    domain::Rating ratingOf(const office::Service &service)
    {
        return *domain::Rating::fromJson(m_hall->centre().document(domain::idFor(QString(u"rating:"_s + service.id)))->body);
    }
    /// From now on a supervisor sits at this window, or a clerk again.
    void sitDown(bool supervisor)
    {
        QStringList scopes{u"ref"_s, u"d/610116"_s};
        if (supervisor)
            scopes << u"r/610116"_s;
        m_hall->counterSync().setScopes(scopes, u"610116"_s);
        while (*office::CounterScopes(m_hall->office()).dropSome()) { }
        m_hall->pull();
    }

private Q_SLOTS:
    void init()
    {
        m_hall = std::make_unique<Hall>();
        QVERIFY(office::publishCentreKey(m_hall->centreOffice()).ok());
        m_hall->pull();
    }

    void goesFromRegistrationToTheEnd()
    {
        const QString id = hotline();
        QCOMPARE(order(id).state, OrderState::Registered);
        QVERIFY2(order(id).number.startsWith(u"W610116-2026-"_s), qPrintable(order(id).number));
        QCOMPARE(order(id).assignDue.date, QDate(2026, 11, 23)); // Friday the 20th, one working day
        QCOMPARE(outcome(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"区市场监管局"_s}}), QString());
        QCOMPARE(order(id).answerDue.date, QDate(2026, 11, 27));
        QCOMPARE(outcome(u"1201"_s, u"workorder.sign"_s, id), QString());
        QCOMPARE(outcome(u"1201"_s, u"workorder.answer"_s, id, {{u"words"_s, u"已取缔"_s}}), QString());
        QCOMPARE(order(id).callBackDue.date, QDate(2026, 11, 24)); // the district gives 12345 two days
        QCOMPARE(outcome(u"1003"_s, u"workorder.callback"_s, id, {{u"outcome"_s, u"solved"_s}}), QString());
        QCOMPARE(outcome(u"1003"_s, u"workorder.close"_s, id), QString());
        QVERIFY(m_hall->sync());
        QCOMPARE(m_hall->counterSync().returnedCount(), 0);
        QCOMPARE(centres(id).state, OrderState::Closed);
        QCOMPARE(centres(id).toJson(), order(id).toJson()); // the centre came to the very same
        QVERIFY(!centres(id).wasLate());
        QCOMPARE(centres(id).steps.size(), 6);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QString>("staff");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("refusal");
        const QJsonObject words{{u"words"_s, u"好"_s}};
        QTest::newRow("a clerk gives out") << QStringList{} << u"1001"_s << u"workorder.assign"_s << QJsonObject{{u"department"_s, u"甲"_s}} << u"operation.not-allowed"_s;
        QTest::newRow("to nobody") << QStringList{} << u"1401"_s << u"workorder.assign"_s << words << u"workorder.department-lacking"_s;
        QTest::newRow("answered before it was signed for") << QStringList{u"assign"_s} << u"1201"_s << u"workorder.answer"_s << words << u"workorder.state"_s;
        QTest::newRow("answered with nothing") << QStringList{u"assign"_s, u"sign"_s} << u"1201"_s << u"workorder.answer"_s << QJsonObject() << u"workorder.words-lacking"_s;
        QTest::newRow("complex without a word why") << QStringList{u"assign"_s} << u"1201"_s << u"workorder.sign"_s << QJsonObject{{u"complex"_s, true}} << u"workorder.complex-reason-lacking"_s;
        QTest::newRow("passed on without a word why") << QStringList{u"assign"_s, u"sign"_s} << u"1401"_s << u"workorder.assign"_s << QJsonObject{{u"department"_s, u"乙"_s}} << u"workorder.reason-lacking"_s;
        QTest::newRow("called back by who answered") << QStringList{u"assign"_s, u"sign"_s, u"ownAnswer"_s} << u"1003"_s << u"workorder.callback"_s << QJsonObject{{u"outcome"_s, u"solved"_s}} << u"workorder.same-hand"_s;
        QTest::newRow("looked at where one can call") << QStringList{u"assign"_s, u"sign"_s, u"answer"_s} << u"1003"_s << u"workorder.callback"_s << QJsonObject{{u"outcome"_s, u"rechecked"_s}} << u"workorder.outcome"_s;
        QTest::newRow("closed without a call") << QStringList{u"assign"_s, u"sign"_s, u"answer"_s} << u"1401"_s << u"workorder.close"_s << QJsonObject() << u"workorder.state"_s;
        QTest::newRow("an appeal against a person who called") << QStringList{u"assign"_s} << u"1201"_s << u"workorder.appeal"_s << QJsonObject{{u"ground"_s, u"malicious"_s}, {u"words"_s, u"x"_s}} << u"workorder.no-appeal"_s;
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(QStringList, before);
        QFETCH(QString, staff);
        QFETCH(QString, type);
        QFETCH(QJsonObject, body);
        QFETCH(QString, refusal);
        const QString id = hotline();
        for (const QString &step : std::as_const(before)) {
            if (step == u"assign"_s)
                QCOMPARE(outcome(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"区市场监管局"_s}}), QString());
            else if (step == u"sign"_s)
                QCOMPARE(outcome(u"1201"_s, u"workorder.sign"_s, id), QString());
            else
                QCOMPARE(outcome(step == u"ownAnswer"_s ? u"1003"_s : u"1201"_s, u"workorder.answer"_s, id, {{u"words"_s, u"已办"_s}}), QString());
        }
        const OrderState state = order(id).state;
        QCOMPARE(outcome(staff, type, id, body), refusal);
        QCOMPARE(order(id).state, state);
    }

    void unsolvedItBeginsAgain()
    {
        const QString id = hotline();
        does(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"区市场监管局"_s}});
        does(u"1201"_s, u"workorder.sign"_s, id);
        does(u"1201"_s, u"workorder.answer"_s, id, {{u"words"_s, u"已处理"_s}});
        m_hall->setHallTime(QDate(2026, 11, 24), QTime(10, 0));
        QCOMPARE(outcome(u"1401"_s, u"workorder.callback"_s, id, {{u"outcome"_s, u"unsolved"_s}, {u"words"_s, u"还在"_s}}), QString());
        QCOMPARE(order(id).state, OrderState::Reopened);
        QCOMPARE(order(id).round, 2);
        QCOMPARE(order(id).assignDue.date, QDate(2026, 11, 25));
        does(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"区城管局"_s}});
        QCOMPARE(order(id).answerDue.date, QDate(2026, 12, 1));
    }

    void threeCallsNobodyTakesEndTheCallBack()
    {
        const QString id = hotline();
        does(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"区市场监管局"_s}});
        does(u"1201"_s, u"workorder.sign"_s, id);
        does(u"1201"_s, u"workorder.answer"_s, id, {{u"words"_s, u"已处理"_s}});
        for (int call = 1; call <= 3; ++call) {
            QCOMPARE(order(id).state, OrderState::Answered);
            QCOMPARE(outcome(u"1401"_s, u"workorder.callback"_s, id, {{u"outcome"_s, u"unreachable"_s}}), QString());
        }
        QCOMPARE(order(id).state, OrderState::CalledBack);
        QCOMPARE(order(id).outcome, u"unreachable"_s);
    }

    void passedOnTheAnswerIsDueAsBefore()
    {
        const QString id = hotline();
        does(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"区市场监管局"_s}});
        m_hall->setHallTime(QDate(2026, 11, 23), QTime(10, 0));
        does(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"区城管局"_s}, {u"words"_s, u"不属本部门"_s}});
        QCOMPARE(order(id).answerDue.date, QDate(2026, 11, 27));
        QCOMPARE(order(id).signDue.date, QDate(2026, 11, 24));
        does(u"1201"_s, u"workorder.sign"_s, id, {{u"complex"_s, true}, {u"words"_s, u"涉及三个部门"_s}});
        QCOMPARE(order(id).answerDue.date, QDate(2026, 12, 14)); // fifteen working days from when it was passed on
    }

    void theClockTellsOfEachStepThatIsLateOnce()
    {
        const QString id = hotline();
        QVERIFY(m_hall->sync());
        m_hall->setHallTime(QDate(2026, 11, 23), QTime(16, 59));
        QCOMPARE(*m_hall->centre().doAgenda(), 0);
        m_hall->setHallTime(QDate(2026, 11, 23), QTime(17, 1));
        QCOMPARE(*m_hall->centre().doAgenda(), 1);
        QCOMPARE(*m_hall->centre().doAgenda(), 0);
        m_hall->pull();
        QCOMPARE(order(id).escalated, QStringList{u"assign#1"_s});
        QVERIFY(order(id).wasLate());
        QCOMPARE(order(id).steps.last().by, QString());
        const auto told = office::Outbox(m_hall->office()).about(id);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().code, u"workorder.overdue"_s);
        QCOMPARE(told.first().facts[u"step"_s].toString(), u"派单"_s);
        does(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"区市场监管局"_s}});
        QVERIFY(order(id).steps.last().late);
        const auto heard = office::Outbox(m_hall->office()).about(id); // the person hears until when
        QVERIFY(std::any_of(heard.begin(), heard.end(), [](const auto &message) { return message.code == u"workorder.contact"_s && message.to == u"13900000001"_s; }));
        QCOMPARE(domain::lampOf(order(id), m_hall->now(), m_hall->office().rules()->calendar(), m_hall->place().hours), domain::Lamp::Green);
    }

    void whatALaterVersionSaysIsKept()
    {
        const QString id = hotline();
        QJsonObject body = m_hall->archive().document(id)->body;
        body[u"mood"_s] = u"angry"_s;
        QCOMPARE(WorkOrder::fromJson(body)->toJson(), body);
        rate(serve(), 3);
        QVERIFY(m_hall->sync());
        const auto row = m_hall->centreOffice().store().ratings.page({}, 0, 1).first();
        QJsonObject rating = m_hall->centre().document(row.id)->body;
        rating[u"mood"_s] = u"calm"_s;
        QCOMPARE(domain::Rating::fromJson(rating)->toJson(), rating);
        body[u"source"_s] = u"letter"_s;
        QCOMPARE(WorkOrder::fromJson(body).refusal().facts[u"member"_s].toString(), u"source"_s);
        rating[u"level"_s] = 6;
        QCOMPARE(domain::Rating::fromJson(rating).refusal().facts[u"member"_s].toString(), u"level"_s);
    }

    void twoWindowsThatSignDontOverwriteEachOther()
    {
        const QString id = hotline();
        does(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"区市场监管局"_s}});
        QVERIFY(m_hall->sync());
        does(u"1201"_s, u"workorder.sign"_s, id); // off line; meanwhile the centre hears it from elsewhere
        const auto elsewhere = m_hall->centreOffice().submit({u"workorder.sign"_s, id, {{u"complex"_s, true}, {u"words"_s, u"涉及三个部门"_s}}, m_hall->staff(u"1003"_s)});
        QVERIFY(elsewhere.ok());
        QVERIFY(m_hall->sync());
        QCOMPARE(m_hall->counterSync().returnedCount(), 1);
        QVERIFY(centres(id).complex);
        QCOMPARE(order(id).toJson(), centres(id).toJson());
    }

    void isFoundByNumberAndPhone()
    {
        const QString id = hotline();
        const QString number = order(id).number;
        for (const QString &typed : {number, number.right(6), u"13900000001"_s, u"烧烤"_s}) {
            const auto hits = office::DeskSearch(m_hall->office()).find(typed, 12);
            QVERIFY2(std::any_of(hits.begin(), hits.end(), [&](const auto &hit) { return hit.id == id && hit.kind == u"workorder"_s; }), qPrintable(typed));
        }
    }

    void aRatingIsUnreadableAtTheWindow()
    {
        const office::Service service = serve();
        rate(service, 1);
        const auto rows = m_hall->archive().journal(0, 1);
        QCOMPARE(rows.first().operation.type, u"rating.give"_s);
        const QByteArray body = QJsonDocument(rows.first().operation.toJson()).toJson();
        QVERIFY(!body.contains("slow") && !body.contains(service.id.toUtf8()) && !body.contains(service.caseId.toUtf8()));
        QVERIFY(m_hall->sync());
        QCOMPARE(m_hall->counterSync().returnedCount(), 0);
        const domain::Rating rating = ratingOf(service);
        QCOMPARE(rating.level, 1);
        QCOMPARE(rating.clerk, m_hall->clerk().staffId);
        QCOMPARE(rating.personName, u"张三"_s);
        // Nothing of it came back: neither rating nor order nor count.
        QVERIFY(!m_hall->archive().document(rating.id));
        QVERIFY(!m_hall->archive().document(rating.workOrder));
        QCOMPARE(m_hall->office().store().orders.count({}), 0);
        QCOMPARE(m_hall->office().store().ratings.count({}), 0);
        QVERIFY(m_hall->centre().document(rating.workOrder));
        QVERIFY(office::Outbox(m_hall->office()).list({}, 10).isEmpty());
    }

    void oneServiceHasOneRating()
    {
        const office::Service service = serve();
        rate(service, 5);
        rate(service, 1);
        QVERIFY(m_hall->sync());
        QCOMPARE(m_hall->counterSync().returnedCount(), 0);
        QCOMPARE(ratingOf(service).level, 5);
        QCOMPARE(m_hall->centreOffice().store().ratings.count({}), 1);
        QCOMPARE(m_hall->centreOffice().store().orders.count({}), 0);
        const office::Ratings centre(m_hall->centreOffice());
        QCOMPARE(centre.byLevel({}), (QList<qint64>{0, 0, 0, 0, 1}));
        QCOMPARE(centre.byDepartment({}).size(), 1);
        QCOMPARE(centre.byDepartment({}).first().ratings, 1);
        QCOMPARE(centre.byDepartment({}).first().bad, 0);
    }

    void aBadRatingIsRectifiedByThoseWhoDontKnowWhoRated()
    {
        const office::Service service = serve();
        rate(service, 2);
        QVERIFY(m_hall->sync());
        const QString id = ratingOf(service).workOrder;
        QCOMPARE(centres(id).source, domain::OrderSource::Rating);
        QCOMPARE(centres(id).contactDue.date, QDate(2026, 11, 23));
        QCOMPARE(centres(id).answerDue.date, QDate(2026, 11, 27));
        sitDown(true);
        QCOMPARE(outcome(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"窗口管理科"_s}}), u"workorder.contact-first"_s);
        QCOMPARE(outcome(u"1003"_s, u"workorder.contact"_s, id, {{u"words"_s, u"我来"_s}}), u"operation.not-allowed"_s);
        QCOMPARE(outcome(u"1401"_s, u"workorder.contact"_s, id, {{u"words"_s, u"张三说排队两小时"_s}}), QString());
        QCOMPARE(outcome(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"窗口管理科"_s}, {u"words"_s, u"缩短等候"_s}}), QString());
        QVERIFY(m_hall->sync());
        QCOMPARE(m_hall->counterSync().returnedCount(), 0);
        sitDown(false);
        const QByteArray seen = QJsonDocument(m_hall->archive().document(id)->body).toJson();
        for (const QString &secret : {u"张三"_s, service.id, service.caseId, ratingOf(service).id, m_hall->clerk().staffId, service.caseNumber})
            QVERIFY2(!seen.contains(secret.toUtf8()), qPrintable(secret));
        QVERIFY(!m_hall->archive().document(ratingOf(service).id));
        QCOMPARE(outcome(u"1001"_s, u"workorder.sign"_s, id), QString());
        QCOMPARE(outcome(u"1001"_s, u"workorder.answer"_s, id, {{u"words"_s, u"增开两个窗口"_s}}), QString());
        QCOMPARE(outcome(u"1003"_s, u"workorder.callback"_s, id, {{u"outcome"_s, u"solved"_s}}), u"operation.not-allowed"_s);
        QCOMPARE(outcome(u"1401"_s, u"workorder.callback"_s, id, {{u"outcome"_s, u"solved"_s}}), QString());
        QCOMPARE(outcome(u"1401"_s, u"workorder.close"_s, id), QString());
        QVERIFY(m_hall->sync());
        QCOMPARE(m_hall->counterSync().returnedCount(), 0);
        QCOMPARE(centres(id).state, OrderState::Closed);
        QCOMPARE(ratingOf(service).contacts.size(), 1);
    }

    void anAppealUpheldTakesTheRatingOutOfTheFigures()
    {
        const office::Service service = serve();
        rate(service, 1);
        QVERIFY(m_hall->sync());
        const QString id = ratingOf(service).workOrder;
        sitDown(true);
        does(u"1401"_s, u"workorder.contact"_s, id, {{u"words"_s, u"按错了"_s}});
        does(u"1401"_s, u"workorder.assign"_s, id, {{u"department"_s, u"窗口管理科"_s}});
        QCOMPARE(outcome(u"1003"_s, u"workorder.appeal"_s, id, {{u"ground"_s, u"mis-click"_s}, {u"words"_s, u"申请人表示误点"_s}}), QString());
        QCOMPARE(outcome(u"1003"_s, u"workorder.judge"_s, id, {{u"upheld"_s, true}, {u"words"_s, u"是"_s}}), u"operation.not-allowed"_s);
        QCOMPARE(outcome(u"1401"_s, u"workorder.judge"_s, id, {{u"upheld"_s, true}, {u"words"_s, u"回访属实"_s}}), QString());
        QVERIFY(m_hall->sync());
        QCOMPARE(m_hall->counterSync().returnedCount(), 0);
        QCOMPARE(centres(id).state, OrderState::Excluded);
        QVERIFY(ratingOf(service).excluded);
        office::RatingFilter counted;
        counted.countedOnly = true;
        QCOMPARE(m_hall->centreOffice().store().ratings.count(counted), 0);
        QCOMPARE(m_hall->centreOffice().store().ratings.count({}), 1);
    }

    void aClerkIsToldOfAMonthOnlyWhenItSaysNothingOfAPerson_data()
    {
        QTest::addColumn<int>("ratings");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("four") << 4 << false;
        QTest::newRow("five") << 5 << true;
    }
    void aClerkIsToldOfAMonthOnlyWhenItSaysNothingOfAPerson()
    {
        QFETCH(int, ratings);
        QFETCH(bool, isTold);
        for (int i = 0; i < ratings; ++i) {
            m_hall->setNow(m_hall->now().addSecs(120));
            rate(serve(), 5);
        }
        QVERIFY(m_hall->sync());
        const auto months = [this] { return office::Ratings(m_hall->office()).months(m_hall->clerk().staffId, 6); };
        QVERIFY(months().isEmpty());
        m_hall->setHallTime(QDate(2026, 12, 2), QTime(9, 0));
        QCOMPARE(*m_hall->centre().doAgenda(), 1);
        m_hall->pull();
        QCOMPARE(months().size(), isTold ? 1 : 0);
        if (isTold)
            QCOMPARE(months().first().counts.last(), 5);
    }

    void aTokenOpensItsServiceForThirtyDays()
    {
        const office::Service service = serve();
        const QString token = domain::ratingToken(service.id, m_hall->place().sealKey);
        office::Ratings centre(m_hall->centreOffice());
        QCOMPARE(centre.open(token).refusal().code, u"rating.unknown"_s); // the window has not sent it yet
        QVERIFY(m_hall->sync());
        QCOMPARE(centre.open(token)->service.caseId, service.caseId);
        QString other = token;
        other[30] = other[30] == u'A' ? u'B' : u'A';
        QCOMPARE(centre.open(other).refusal().code, u"rating.unknown"_s);
        office::Evaluation evaluation;
        QCOMPARE(centre.giveBy(token, evaluation).refusal().code, u"rating.level"_s);
        evaluation.level = 1;
        QVERIFY(centre.giveBy(token, evaluation).ok());
        evaluation.level = 5;
        QCOMPARE(centre.giveBy(token, evaluation).refusal().code, u"rating.given"_s);
        QCOMPARE(ratingOf(service).level, 1);
        QCOMPARE(ratingOf(service).clerk, m_hall->clerk().staffId);
        QVERIFY(centre.supplementBy(token, u"后来解决了"_s).ok());
        QCOMPARE(centre.supplementBy(token, u"再说一句"_s).refusal().code, u"rating.supplemented"_s);
        m_hall->setHallTime(QDate(2026, 12, 20), QTime(23, 0));
        QVERIFY(centre.open(token).ok());
        m_hall->setHallTime(QDate(2026, 12, 21), QTime(0, 1));
        QCOMPARE(centre.open(token).refusal().code, u"rating.over"_s);
    }
};

QTEST_GUILESS_MAIN(WorkOrdersTest)
#include "tst_workorders.moc"
