// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timelimit/timelimit.h"
#include "domain/jsontime.h"
#include "support/deskclient.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using support::DeskClient;
using support::Hall;

/// M15 限时办结, as far as the counter goes: both limits of every case by the State Council's calendar, and acceptance by
/// lapse of time (行政许可法第32条), through the window's office and the centre's API.
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
