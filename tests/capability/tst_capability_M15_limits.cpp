// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timelimit/timelimit.h"
#include "domain/jsontime.h"
#include "support/deskclient.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using support::DeskClient;
using support::Hall;

/// M15 限时办结: both limits of every case by the State Council's calendar, acceptance by lapse of time (行政许可法第32条), pauses for
/// special procedures (第45条) and extension (第42条), and what a new calendar does, through the window's office and the centre's API.
class CapabilityM15 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothLimitsCountWorkingDays_data()
    {
        QTest::addColumn<QDate>("accepted");
        QTest::addColumn<QString>("item");
        QTest::addColumn<QJsonObject>("answers");
        QTest::addColumn<QDate>("committed");
        QTest::addColumn<QDate>("legal");
        const QJsonObject food{{u"food.subject"_s, u"sales"_s}, {u"food.projects"_s, QJsonArray{u"bulk"_s}}, {u"premises.owned"_s, true}, {u"food.online"_s, false}, {u"agent.present"_s, false}};
        const QJsonObject nurse{{u"nurse.op"_s, u"change"_s}, {u"agent.present"_s, false}};
        // Worked out by hand from the notices of 2026: before Spring Festival Sat 14 February is worked, 15–23 are off.
        QTest::newRow("over Spring Festival") << QDate(2026, 2, 13) << u"food-license"_s << food << QDate(2026, 3, 2) << QDate(2026, 3, 5);
        // National Day: 1–7 October off, Sat 10 October worked.
        QTest::newRow("over National Day") << QDate(2026, 9, 30) << u"food-license"_s << food << QDate(2026, 10, 15) << QDate(2026, 10, 20);
        QTest::newRow("an ordinary week") << QDate(2026, 11, 20) << u"food-license"_s << food << QDate(2026, 12, 1) << QDate(2026, 12, 4);
    }

    void bothLimitsCountWorkingDays()
    {
        QFETCH(QDate, accepted);
        QFETCH(QString, item);
        QFETCH(QJsonObject, answers);
        QFETCH(QDate, committed);
        QFETCH(QDate, legal);
        Hall hall(accepted);
        const auto done = hall.submit(u"case.accept"_s, hall.application(item, Hall::firm(), answers));
        QVERIFY2(done.ok(), done.ok() ? "" : QJsonDocument(done.refusal().toJson()).toJson().constData());
        DeskClient client(hall);
        client.signIn();
        QCOMPARE(client.push().status, 200);
        const auto document = exchange::decodeDocument(client.send("GET", exchange::documentPath(done->operation.doc)).body);
        QVERIFY(document.ok());
        const CaseFile atCentre = *CaseFile::fromJson(document->body);
        QCOMPARE(atCentre.committedDue.date, committed);
        QCOMPARE(atCentre.legalDue.date, legal);
        QVERIFY(!atCentre.legalDue.provisional);
    }

    void datesBeyondTheLastNoticeAreProvisional()
    {
        Hall hall(QDate(2026, 12, 21));
        const QJsonObject food{{u"food.subject"_s, u"sales"_s}, {u"food.projects"_s, QJsonArray{u"bulk"_s}}, {u"premises.owned"_s, true}, {u"food.online"_s, false}, {u"agent.present"_s, false}};
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"food-license"_s, Hall::firm(), food));
        QVERIFY(done.ok());
        QVERIFY(CaseFile::fromJson(done->document().body)->legalDue.provisional);
    }

    // Every date worked out by hand from the notice of 2026: 1–7 October off, Saturday 10 October worked.
    void aSpecialProcedureOverNationalDayAndAnExtension()
    {
        Hall hall(QDate(2026, 9, 24)); // Thursday; Friday 25 is Mid-Autumn, off to Sunday 27
        hall.signIn(u"1201"_s);
        for (const QString &number : {u"1201"_s, u"1401"_s}) // what they do at this terminal the clerk's session sends
            QVERIFY(hall.centre().noteHand(hall.staff(number).staffId, hall.office().deviceId()).ok());
        const QJsonObject food{{u"food.subject"_s, u"catering"_s}, {u"food.projects"_s, QJsonArray{u"hot"_s}}, {u"premises.owned"_s, true}, {u"food.central"_s, false}, {u"food.online"_s, false}, {u"agent.present"_s, false}};
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"food-license"_s, Hall::firm(), food));
        QVERIFY(done.ok());
        const QString id = done->operation.doc;
        const auto file = [&] { return *hall.archive().caseFile(id); };
        const auto act = [&](const QString &who, const QString &type, const QJsonObject &body) {
            const auto acted = hall.submitAs(who, type, id, body);
            return acted ? QString() : acted.refusal().code;
        };
        // Seven days: 28, 29, 30 September, 8, 9, 10 and 12 October; ten: 13, 14, 15 October too.
        QCOMPARE(file().committedDue.date, QDate(2026, 10, 12));
        QCOMPARE(file().legalDue.date, QDate(2026, 10, 15));
        QCOMPARE(act(u"1201"_s, u"step.take"_s, {{u"step"_s, u"market"_s}}), QString());
        // From Tuesday 29 September (still day 2) eight working days are planned: 30, 8, 9, 10, 12, 13, 14, 15 October.
        hall.setHallTime(QDate(2026, 9, 29), QTime(10, 0));
        QCOMPARE(act(u"1201"_s, u"step.pause"_s, {{u"step"_s, u"market"_s}, {u"kind"_s, u"专家评审"_s}, {u"days"_s, 8}}), QString());
        QVERIFY(file().legalDue.provisional);
        QCOMPARE(file().committedDue.date, QDate(2026, 10, 22)); // day 3 on the 16th, then 19 … 22
        QCOMPARE(file().legalDue.date, QDate(2026, 10, 27));
        QCOMPARE(file().step(u"market")->due.date, QDate(2026, 10, 22));
        QCOMPARE(file().step(u"fire")->due.date, QDate(2026, 10, 9)); // the others go on
        // It is over sooner, on Monday 12 October; that day does not count either.
        hall.setHallTime(QDate(2026, 10, 12), QTime(16, 0));
        QCOMPARE(act(u"1201"_s, u"step.resume"_s, {{u"step"_s, u"market"_s}}), QString());
        QVERIFY(!file().legalDue.provisional);
        QCOMPARE(file().committedDue.date, QDate(2026, 10, 19)); // 13, 14, 15, 16, 19
        QCOMPARE(file().legalDue.date, QDate(2026, 10, 22));
        // Ten days more, with approval, once.
        QCOMPARE(act(u"1401"_s, u"case.extend"_s, {{u"days"_s, 10}, {u"reason"_s, u"案情复杂"_s}}), QString());
        QCOMPARE(file().legalDue.date, QDate(2026, 11, 5));
        QCOMPARE(act(u"1401"_s, u"case.extend"_s, {{u"days"_s, 5}, {u"reason"_s, u"再延"_s}}), u"case.extended-already"_s);
        DeskClient client(hall);
        client.signIn();
        QCOMPARE(client.push().status, 200);
        const CaseFile atCentre = *CaseFile::fromJson(exchange::decodeDocument(client.send("GET", exchange::documentPath(id)).body)->body);
        QCOMPARE(atCentre.legalDue.date, QDate(2026, 11, 5));
        QCOMPARE(atCentre.clock.pauses.size(), 1);
    }

    void aNewCalendarComesAndProvisionalDatesAreWorkedOutAnew()
    {
        Hall hall(QDate(2026, 12, 28));
        const QJsonObject food{{u"food.subject"_s, u"sales"_s}, {u"food.projects"_s, QJsonArray{u"bulk"_s}}, {u"premises.owned"_s, true}, {u"food.online"_s, false}, {u"agent.present"_s, false}};
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"food-license"_s, Hall::firm(), food));
        QVERIFY(done.ok());
        const QString id = done->operation.doc;
        DeskClient client(hall);
        client.signIn();
        QCOMPARE(client.push().status, 200);
        // 29, 30, 31 December, then 1 January counts like any Friday while its notice is not known: 4, 5, 6.
        QCOMPARE(hall.archive().caseFile(id)->committedDue.date, QDate(2027, 1, 6));
        QVERIFY(hall.archive().caseFile(id)->committedDue.provisional);
        const QJsonObject notice{{u"year"_s, 2027}, {u"days"_s, QJsonArray{QJsonObject{{u"date"_s, u"2027-01-01"_s}, {u"name"_s, u"元旦"_s}, {u"isOffDay"_s, true}}}}};
        QVERIFY(hall.centreOffice().submit({u"calendar.publish"_s, domain::idFor(u"calendar:2027"_s), notice, {u"centre"_s, {}, {u"centre"_s}, {}, {}}}).ok());
        DeskClient later(hall); // as another server of the centre, which reads the rules as they are now
        later.router().rest();
        hall.pull();
        const CaseFile file = *hall.archive().caseFile(id);
        QCOMPARE(file.committedDue.date, QDate(2027, 1, 7));
        QVERIFY(!file.committedDue.provisional);
        QCOMPARE(office::Archive(hall.centreOffice()).history(id).size(), 2); // the acceptance, and that its dates moved
    }

    void whatNobodyAnsweredIsAcceptedAsFromTheDayOfReceipt()
    {
        Hall hall(QDate(2026, 9, 28));
        const QJsonObject food{{u"food.subject"_s, u"sales"_s}, {u"food.projects"_s, QJsonArray{u"bulk"_s}}, {u"premises.owned"_s, true}, {u"food.online"_s, false}, {u"agent.present"_s, false}};
        const auto received = hall.submit(u"case.receive"_s, hall.application(u"food-license"_s, Hall::firm(), food));
        QVERIFY(received.ok());
        const QString id = received->operation.doc;
        // Monday 28 September; 29, 30, then 8, 9 October and Saturday 10 (worked): the fifth working day.
        QCOMPARE(CaseFile::fromJson(received->document().body)->noticeDue.date, QDate(2026, 10, 10));
        DeskClient client(hall);
        client.signIn();
        QCOMPARE(client.push().status, 200);
        const auto stateAt = [&](QDate day, QTime time) {
            hall.setHallTime(day, time);
            client.router().rest(); // the centre's clockwork
            client.signIn();
            return *CaseFile::fromJson(exchange::decodeDocument(client.send("GET", exchange::documentPath(id)).body)->body);
        };
        QCOMPARE(stateAt(QDate(2026, 10, 10), QTime(16, 59)).state, domain::CaseState::Received);
        const CaseFile deemed = stateAt(QDate(2026, 10, 10), QTime(17, 1));
        QCOMPARE(deemed.state, domain::CaseState::Accepted);
        QCOMPARE(deemed.route, domain::Route::Deemed);
        QCOMPARE(domain::hallTime(deemed.acceptedAt).date(), QDate(2026, 9, 28));
        // Ten working days after 28 September: 29, 30, 8, 9, 10, 12 … 16 October.
        QCOMPARE(deemed.legalDue.date, QDate(2026, 10, 16));
        hall.pull();
        QCOMPARE(hall.archive().caseFile(id)->route, domain::Route::Deemed); // and the window sees it
    }
};

QTEST_GUILESS_MAIN(CapabilityM15)
#include "tst_capability_M15_limits.moc"
