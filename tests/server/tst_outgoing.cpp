// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/licences.h"
#include "office/outgoing.h"
#include "server/outgoing/httpclient.h"
#include "support/decided.h"
#include "support/deskclient.h"
#include "support/partnersimulator.h"
#include "support/postroom.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Outgoing;
using domain::OutgoingState;
using support::Hall;
using support::PartnerSimulator;
using support::PostRoom;
using Mood = PartnerSimulator::Mood;

namespace {

/// A granted food licence: a message to the firm and a word to its authority are queued.
struct Granted
{
    Hall hall;
    QString caseId;
    Granted() : caseId(support::acceptFood(hall)) { support::decideAtCentre(hall, caseId); }

    QList<Outgoing> about() { return office::Outbox(hall.office()).about(caseId); }
    Outgoing of(const QString &channel)
    {
        for (const Outgoing &outgoing : about()) {
            if (outgoing.channel == channel)
                return outgoing;
        }
        qFatal("nothing goes by %s", qPrintable(channel));
    }
    domain::CaseFile file() { return *hall.archive().caseFile(caseId); }
    void mail()
    {
        const auto done = hall.submit(u"result.mail"_s, {{u"name"_s, u"张三"_s}, {u"phone"_s, u"13800000014"_s}, {u"address"_s, u"西安市长安区示例路1号"_s}}, caseId);
        if (!done)
            qFatal("not mailed: %s", qPrintable(done.refusal().code));
        hall.sync();
    }
    void later(int seconds) { hall.setNow(hall.now().addSecs(seconds)); }
};

} // namespace

/// What leaves the house: sent, tried again, given up to a person; and what comes back.
class OutgoingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesIntoFilesWhereNoPartnerIsNamed()
    {
        Granted granted;
        PostRoom room(granted.hall);
        QCOMPARE(room.round(), 2);
        const Outgoing message = granted.of(u"sms"_s);
        QCOMPARE(message.state, OutgoingState::Sent);
        QVERIFY(message.text.contains(u"已办结"_s));
        QVERIFY(message.text.contains(granted.file().number));
        QFile file(room.folder() + u"/sms.jsonl"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        QCOMPARE(line[u"id"_s].toString(), message.id);
        QCOMPARE(line[u"text"_s].toString(), message.text);
        QVERIFY(!(file.permissions() & (QFile::ReadOther | QFile::ReadGroup)));
        QCOMPARE(room.round(), 0); // once
    }

    void aPartnerIsToldWithASignatureAndTheReceiptIsKept()
    {
        Granted granted;
        PartnerSimulator authority;
        PostRoom room(granted.hall);
        room.house.partners.put(authority.partner(u"regulator"_s));
        room.round();
        QVERIFY(authority.alwaysSigned());
        QCOMPARE(authority.taken().size(), 1);
        const QJsonObject told = authority.taken().first();
        QCOMPARE(told[u"to"_s].toString(), u"SJ-SP"_s);
        QCOMPARE(told[u"code"_s].toString(), u"licence.granted"_s);
        QCOMPARE(told[u"facts"_s][u"theirCode"_s].toString(), u"JG-SP-01"_s);
        QCOMPARE(told[u"facts"_s][u"holder"_s][u"name"_s].toString(), Hall::firm().name);
        const Outgoing delivery = granted.of(u"regulator"_s);
        QCOMPARE(delivery.state, OutgoingState::Sent);
        QCOMPARE(delivery.receipt[u"reference"_s].toString(), delivery.id.left(8));
    }

    void whatIsUnderWayIsNotSentTwice()
    {
        Granted granted;
        PartnerSimulator authority;
        PostRoom room(granted.hall);
        room.house.partners.put(authority.partner(u"regulator"_s));
        QCOMPARE(room.send(), 2);
        QCOMPARE(room.send(), 0); // sent, and not yet on record
        room.record();
        QCOMPARE(room.send(), 0);
        QCOMPARE(authority.taken().size(), 1);
    }

    void aBusyPartnerIsTriedAgainAndTheOthersDoNotWait()
    {
        Granted granted;
        PartnerSimulator authority;
        authority.be(Mood::Busy);
        PostRoom room(granted.hall);
        room.house.partners.put(authority.partner(u"regulator"_s));
        QCOMPARE(room.round(), 2);
        QCOMPARE(granted.of(u"sms"_s).state, OutgoingState::Sent);
        Outgoing delivery = granted.of(u"regulator"_s);
        QCOMPARE(delivery.state, OutgoingState::Queued);
        QCOMPARE(delivery.attempts, 1);
        QCOMPARE(delivery.lastError.code, u"outgoing.answer"_s);
        QCOMPARE(room.round(), 0); // not before its time
        authority.be(Mood::Well);
        granted.later(90);
        QCOMPARE(room.round(), 1);
        delivery = granted.of(u"regulator"_s);
        QCOMPARE(delivery.state, OutgoingState::Sent);
        QVERIFY(delivery.lastError.code.isEmpty());
        QCOMPARE(authority.taken().first()[u"id"_s].toString(), delivery.id);
    }

    void aSilentPartnerHoldsNothingUpBeyondItsDeadline()
    {
        Granted granted;
        PartnerSimulator authority;
        authority.be(Mood::Silent);
        PostRoom room(granted.hall);
        room.house.partners.put(authority.partner(u"regulator"_s, 1));
        QElapsedTimer timer;
        timer.start();
        room.round();
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(granted.of(u"regulator"_s).lastError.code, u"outgoing.timeout"_s);
        QCOMPARE(granted.of(u"sms"_s).state, OutgoingState::Sent);
    }

    void nobodyThereIsNoFaultOfWhatIsSent()
    {
        Granted granted;
        PostRoom room(granted.hall);
        server::Partner nobody;
        nobody.channel = u"regulator"_s;
        nobody.url = QUrl(u"http://127.0.0.1:1/"_s);
        room.house.partners.put(nobody);
        room.round();
        QCOMPARE(granted.of(u"regulator"_s).lastError.code, u"outgoing.unreachable"_s);
        nobody.url = QUrl(u"http://192.0.2.1/"_s); // secrets go over TLS, or stay
        nobody.channel = u"sms"_s;
        const auto answer = server::HttpClient({}).post(nobody.url, {}, {});
        QCOMPARE(answer.refusal().code, u"outgoing.address"_s);
    }

    void whatAPartnerNeverWantsWaitsForAPerson()
    {
        Granted granted;
        PartnerSimulator authority;
        authority.be(Mood::Unwilling);
        PostRoom room(granted.hall);
        room.house.partners.put(authority.partner(u"regulator"_s));
        room.round();
        Outgoing delivery = granted.of(u"regulator"_s);
        QCOMPARE(delivery.state, OutgoingState::Failed);
        QCOMPARE(delivery.lastError.facts[u"status"_s].toInt(), 422);
        QCOMPARE(office::Outbox(granted.hall.office()).count({u"failed"_s}), 1);
        granted.later(86'400);
        QCOMPARE(room.round(), 0);

        // Who may, and what it takes.
        QCOMPARE(granted.hall.submit(u"outgoing.retry"_s, {}, delivery.id).refusal().code, u"operation.not-allowed"_s);
        QCOMPARE(granted.hall.submitAs(u"1401"_s, u"outgoing.drop"_s, delivery.id, {}).refusal().code, u"reason.lacking"_s);
        authority.be(Mood::Well);
        QVERIFY(granted.hall.submitAs(u"1401"_s, u"outgoing.retry"_s, delivery.id, {{u"to"_s, u"SJ-SP2"_s}}).ok());
        granted.hall.sync();
        QCOMPARE(room.round(), 1);
        QCOMPARE(authority.taken().first()[u"to"_s].toString(), u"SJ-SP2"_s);
        QCOMPARE(granted.of(u"regulator"_s).state, OutgoingState::Sent);
        QCOMPARE(granted.hall.submitAs(u"1401"_s, u"outgoing.drop"_s, delivery.id, {{u"reason"_s, u"x"_s}}).refusal().code, u"outgoing.state"_s);
    }

    void inTheEndItIsGivenUp()
    {
        Granted granted;
        PartnerSimulator gateway;
        gateway.be(Mood::Busy);
        PostRoom room(granted.hall);
        room.house.partners.put(gateway.partner(u"sms"_s));
        for (int i = 0; i < 40 && granted.of(u"sms"_s).state == OutgoingState::Queued; ++i) {
            room.round();
            granted.later(4 * 3600 + 3600);
        }
        QCOMPARE(granted.of(u"sms"_s).state, OutgoingState::Failed);
        QCOMPARE(gateway.attempts(), domain::attemptsMax(u"sms"));
    }

    void aCourierBringsTheResultAndSaysSo()
    {
        Granted granted;
        granted.mail();
        PartnerSimulator courier;
        PostRoom room(granted.hall);
        room.house.partners.put(courier.partner(u"courier"_s));
        room.round();
        const Outgoing delivery = granted.of(u"courier"_s);
        QCOMPARE(granted.file().issue.waybill, courier.waybillOf(delivery.id));
        QVERIFY(!courier.taken().first()[u"facts"_s].toObject().contains(u"item"_s)); // whom to bring it to, not what it is
        QCOMPARE(granted.file().state, domain::CaseState::Granted);
        room.round();
        QVERIFY(QFile::exists(room.folder() + u"/sms.jsonl"_s)); // the applicant is told the waybill

        granted.later(3600);
        const auto moving = courier.tell(delivery.id, u"moving"_s, granted.hall.now(), u"已揽收"_s);
        QCOMPARE(room.ask("POST", u"/v1/partners/courier/events"_s, moving.body, moving.signature).status, 200);
        QCOMPARE(room.ask("POST", u"/v1/partners/courier/events"_s, moving.body, moving.signature).status, 200); // told again
        QCOMPARE(granted.of(u"courier"_s).events.size(), 1);
        granted.later(86'400);
        const auto delivered = courier.tell(delivery.id, u"delivered"_s, granted.hall.now(), u"已签收"_s, {{u"signedBy"_s, u"张三"_s}});
        QCOMPARE(room.ask("POST", u"/v1/partners/courier/events"_s, delivered.body, delivered.signature).status, 200);
        QCOMPARE(granted.of(u"courier"_s).state, OutgoingState::Delivered);
        QCOMPARE(granted.file().state, domain::CaseState::Issued);
        QCOMPARE(granted.file().issue.collectorName, u"张三"_s);
        QCOMPARE(granted.file().issue.at, granted.hall.now());
    }

    void believesNobodyWithoutTheKey_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<QString>("spoiled");
        QTest::addColumn<int>("status");
        QTest::newRow("no signature") << u"courier"_s << u"none"_s << 401;
        QTest::newRow("another key") << u"courier"_s << u"key"_s << 401;
        QTest::newRow("another body") << u"courier"_s << u"body"_s << 401;
        QTest::newRow("an hour old") << u"courier"_s << u"old"_s << 401;
        QTest::newRow("nobody's channel") << u"pigeon"_s << QString() << 404;
        QTest::newRow("another partner's delivery") << u"regulator"_s << QString() << 403;
    }
    void believesNobodyWithoutTheKey()
    {
        QFETCH(QString, channel);
        QFETCH(QString, spoiled);
        QFETCH(int, status);
        Granted granted;
        granted.mail();
        PartnerSimulator courier, other("another-key-altogether");
        PostRoom room(granted.hall);
        room.house.partners.put(courier.partner(u"courier"_s));
        room.house.partners.put(courier.partner(u"regulator"_s));
        room.round();
        const QString id = granted.of(u"courier"_s).id;
        auto told = (spoiled == "key"_L1 ? other : courier).tell(id, u"delivered"_s, granted.hall.now());
        if (spoiled == "none"_L1)
            told.signature.clear();
        if (spoiled == "body"_L1)
            told.body.replace("delivered", "failed");
        if (spoiled == "old"_L1)
            granted.later(3600);
        QCOMPARE(room.ask("POST", u"/v1/partners/%1/events"_s.arg(channel), told.body, told.signature).status, status);
        QCOMPARE(granted.file().state, domain::CaseState::Granted);
    }

    void readsWhomChannelsLeadTo()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"partners.json"_s);
        const auto read = [&](const QByteArray &text) {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                qFatal("no file");
            file.close();
            return server::Partners::read(path);
        };
        QVERIFY(server::Partners::read(path).ok());
        const auto partners = read("{\"channels\": {\"sms\": {\"url\": \"https://sms.example.cn/send\", \"bearer\": \"t\", \"timeoutSeconds\": 3}}}");
        QVERIFY(partners.ok());
        QCOMPARE(partners->of(u"sms"_s)->timeoutSeconds, 3);
        QVERIFY(!partners->of(u"courier"_s));
        QCOMPARE(read("{").refusal().code, u"partners.unreadable"_s);
        QCOMPARE(read("{\"channels\": {\"sms\": {\"key\": \"short\"}}}").refusal().facts[u"member"_s].toString(), u"key"_s);
        QCOMPARE(read("{\"channels\": {\"sms\": {\"timeoutSeconds\": 600}}}").refusal().facts[u"member"_s].toString(), u"timeoutSeconds"_s);
    }

    void anybodyMayAskWhetherALicenceIsOne()
    {
        Granted granted;
        PostRoom room(granted.hall);
        const domain::Licence licence = *office::Licences(granted.hall.office()).licence(granted.file().licence);
        const auto asked = room.ask("GET", u"/v1/public/licences/"_s + domain::shownLicenceCode(licence.code).toLower());
        QCOMPARE(asked.status, 200);
        const QJsonObject told = QJsonDocument::fromJson(asked.body).object();
        QCOMPARE(told[u"name"_s].toString(), u"食品经营许可证"_s);
        QCOMPARE(told[u"state"_s].toString(), u"valid"_s);
        QCOMPARE(told[u"validTo"_s].toString(), u"2031-11-19"_s);
        QCOMPARE(told[u"number"_s].toString(), licence.number);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(room.ask("GET", u"/v1/public/licences/0123456789ABCDE%1"_s.arg(i)).status, 404);
        const auto slowed = room.ask("GET", u"/v1/public/licences/"_s + licence.code);
        QCOMPARE(slowed.status, 429);
        QVERIFY(slowed.headers.value("Retry-After").toInt() > 0);
        QCOMPARE(room.ask("GET", u"/v1/public/licences/"_s + licence.code, {}, {}, "10.9.9.9").status, 200); // others don't suffer
        granted.later(61);
        QCOMPARE(room.ask("GET", u"/v1/public/licences/"_s + licence.code).status, 200);
    }

    void aLicenceEndsByItself()
    {
        Granted granted;
        PostRoom room(granted.hall);
        const office::Licences licences(granted.hall.office());
        granted.hall.setHallTime(QDate(2031, 11, 19), QTime(23, 59));
        room.record();
        QCOMPARE(licences.licence(granted.file().licence)->state, domain::LicenceState::Valid);
        granted.hall.setHallTime(QDate(2031, 11, 20), QTime(0, 1));
        room.record();
        QCOMPARE(licences.licence(granted.file().licence)->state, domain::LicenceState::Expired);
    }

    void whatIsNotCollectedIsRemindedOf()
    {
        Granted granted;
        PostRoom room(granted.hall);
        room.round();
        granted.hall.setHallTime(QDate(2026, 12, 4), QTime(8, 59)); // the tenth working day
        room.record();
        QCOMPARE(granted.file().issue.reminders, 0);
        granted.hall.setHallTime(QDate(2026, 12, 4), QTime(9, 1));
        room.record();
        room.record();
        QCOMPARE(granted.file().issue.reminders, 1);
        QCOMPARE(granted.of(u"sms"_s).code, u"result.ready"_s);
        QCOMPARE(granted.about().last().code, u"result.remind"_s);
        granted.hall.setHallTime(QDate(2026, 12, 18), QTime(9, 1));
        room.record();
        QCOMPARE(granted.file().issue.reminders, 2);
    }
};

QTEST_GUILESS_MAIN(OutgoingTest)
#include "tst_outgoing.moc"
