// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/crc32.h"
#include "exchange/jsontext.h"
#include "exchange/paths.h"
#include "exchange/session.h"
#include "golden.h"
#include <QJsonArray>
#include <functional>

using namespace Qt::StringLiterals;
using namespace exchange;

namespace {

/// Reads a text and writes what was understood; the refusal's code when it was not.
using Echo = std::function<QByteArray(const QByteArray &)>;

template<class Value>
Echo echo(domain::Result<Value> (*decode)(QByteArrayView))
{
    return [decode](const QByteArray &text) {
        const auto value = decode(text);
        return value ? encode(*value) : QByteArray("! ") + value.refusal().code.toUtf8() + ' '
                           + value.refusal().facts[u"member"_s].toString().toUtf8();
    };
}

struct Message
{
    QString fixture;
    Echo echo;
    QStringList optional;
};

QList<Message> messages()
{
    return {{u"sign-in-request.json"_s, echo(decodeSignInRequest), {u"device_key"_s, u"place"_s, u"counter"_s}},
            {u"sign-in-answer.json"_s, echo(decodeSignInAnswer), {u"number"_s, u"place"_s, u"place_name"_s, u"counter"_s, u"district"_s, u"stream"_s, u"unlock_key"_s, u"offline_hours"_s}},
            {u"renew-request.json"_s, echo(decodeRenewRequest), {}},
            {u"hello.json"_s, echo(decodeHello), {u"limits"_s, u"scope_set"_s, u"number_series"_s, u"minimum_client"_s, u"notices"_s}},
            {u"number-lease-request.json"_s, echo(decodeNumberLeaseRequest), {}},
            {u"number-lease.json"_s, echo(decodeNumberLease), {u"next"_s, u"expires"_s}},
            {u"number-lease-return.json"_s, echo(decodeNumberLeaseReturn), {}},
            {u"document.json"_s, echo(decodeDocument), {}}};
}

} // namespace

class SessionStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReadsEveryMessageAsAgreed_data();
    void writesAndReadsEveryMessageAsAgreed();
    void namesEveryMemberThatIsLackingOrWrong_data() { writesAndReadsEveryMessageAsAgreed_data(); }
    void namesEveryMemberThatIsLackingOrWrong();
    void ignoresMembersOfANewerCentre_data() { writesAndReadsEveryMessageAsAgreed_data(); }
    void ignoresMembersOfANewerCentre();
    void refusesEveryTornMessage_data() { writesAndReadsEveryMessageAsAgreed_data(); }
    void refusesEveryTornMessage();
    void readsTheWholeAnswerOfASignIn();
    void readsTheWholeGreeting();
    void namesMembersWithinMembers();
    void refusesLeasesThatHoldNothing_data();
    void refusesLeasesThatHoldNothing();
    void refusesInstantsWithoutATimeZone();
    void encodesIdsInPaths();
    void checkSumIsTheOneOfZlib();
    void splitsOnlySoundObjects_data();
    void splitsOnlySoundObjects();
    void quotesEveryCharacter();
};

void SessionStory::writesAndReadsEveryMessageAsAgreed_data()
{
    QTest::addColumn<int>("index");
    const QList<Message> all = messages();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(qPrintable(all[i].fixture)) << i;
}

void SessionStory::writesAndReadsEveryMessageAsAgreed()
{
    QFETCH(int, index);
    const Message message = messages()[index];
    const QByteArray text = golden::compact(message.fixture);
    QVERIFY(text.size() > 2);
    QCOMPARE(message.echo(text), text);
}

void SessionStory::namesEveryMemberThatIsLackingOrWrong()
{
    QFETCH(int, index);
    const Message message = messages()[index];
    const QJsonObject object = golden::object(message.fixture);
    for (const QString &member : object.keys()) {
        const QByteArray complaint = "! wire.malformed " + member.toUtf8();
        const QByteArray lacking = message.echo(golden::without(object, member));
        if (message.optional.contains(member))
            QVERIFY2(!lacking.startsWith('!'), lacking.constData());
        else
            QCOMPARE(lacking, complaint);
        // Another type than its own: an object where there is none, else a text.
        const QJsonValue wrong = object[member].isObject() ? QJsonValue(u"x"_s) : QJsonValue(QJsonObject{{u"x"_s, 1}});
        QCOMPARE(message.echo(golden::with(object, member, wrong)), complaint);
    }
}

void SessionStory::ignoresMembersOfANewerCentre()
{
    QFETCH(int, index);
    const Message message = messages()[index];
    QCOMPARE(message.echo(golden::with(golden::object(message.fixture), u"newer"_s, QJsonArray{1})), golden::compact(message.fixture));
}

void SessionStory::refusesEveryTornMessage()
{
    QFETCH(int, index);
    const Message message = messages()[index];
    const QByteArray text = golden::compact(message.fixture);
    for (qsizetype size = 0; size < text.size(); ++size)
        QVERIFY(message.echo(text.first(size)).startsWith("! wire.not-json"));
}

void SessionStory::readsTheWholeAnswerOfASignIn()
{
    const auto answer = decodeSignInAnswer(golden::bytes(u"sign-in-answer.json"_s));
    QVERIFY(answer.ok());
    const QDateTime written(QDate(2026, 11, 3), QTime(1, 12, 44, 120), Qt::UTC);
    const SignInAnswer expected{.token = u"t0ken"_s,
                                .tokenExpires = written.addSecs(900),
                                .renewal = u"r3newal"_s,
                                .renewalExpires = written.addSecs(12 * 3600),
                                .serverTime = written,
                                .staffId = u"staff-312"_s,
                                .staffNumber = u"u312"_s,
                                .name = u"王芳"_s,
                                .roles = {u"clerk"_s, u"issuer"_s},
                                .place = u"p-610116"_s,
                                .placeName = u"长安区政务服务中心"_s,
                                .counter = u"3"_s,
                                .district = u"610116"_s,
                                .stream = u"7Q3F"_s,
                                .scopes = {u"d/610116"_s, u"ref"_s}};
    QCOMPARE(*answer, expected);
}

void SessionStory::readsTheWholeGreeting()
{
    const auto hello = decodeHello(golden::bytes(u"hello.json"_s));
    QVERIFY(hello.ok());
    QCOMPARE(hello->protocolFrom, 1);
    QCOMPARE(hello->protocolTo, 3);
    QCOMPARE(hello->limits, (Limits{200, 524288, 1048576, 20}));
    QCOMPARE(hello->notices, QStringList{u"今晚 22:00 停机维护"_s});
    // Without limits the agreed ones hold.
    QCOMPARE(decodeHello(golden::without(golden::object(u"hello.json"_s), u"limits"_s))->limits, Limits());
}

void SessionStory::namesMembersWithinMembers()
{
    const QJsonObject hello = golden::object(u"hello.json"_s);
    const auto member = [](const QByteArray &text) { return decodeHello(text).refusal().facts[u"member"_s].toString(); };
    QCOMPARE(member(golden::with(hello, u"proto"_s, QJsonObject{{u"from"_s, 4}, {u"to"_s, 3}})), u"proto.to"_s);
    QCOMPARE(member(golden::with(hello, u"limits"_s, QJsonObject{{u"push_bytes"_s, 1}})), u"limits.push_bytes"_s);
    QCOMPARE(member(golden::with(hello, u"scopes"_s, QJsonArray{u"ref"_s, 7})), u"scopes[1]"_s);
}

void SessionStory::refusesLeasesThatHoldNothing_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("turned round") << u"to"_s << QJsonValue(481000);
    QTest::newRow("from zero") << u"from"_s << QJsonValue(0);
    QTest::newRow("next before it") << u"next"_s << QJsonValue(1);
    QTest::newRow("next behind it") << u"next"_s << QJsonValue(481702);
    QTest::newRow("no id") << u"id"_s << QJsonValue(QString());
    QTest::newRow("no series") << u"series"_s << QJsonValue(QString());
}

void SessionStory::refusesLeasesThatHoldNothing()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    const auto lease = decodeNumberLease(golden::with(golden::object(u"number-lease.json"_s), member, value));
    QVERIFY(!lease.ok());
    QCOMPARE(lease.refusal().code, u"wire.malformed"_s);
}

void SessionStory::refusesInstantsWithoutATimeZone()
{
    const QJsonObject answer = golden::object(u"sign-in-answer.json"_s);
    const auto read = [&](const QString &time) { return decodeSignInAnswer(golden::with(answer, u"server_time"_s, time)); };
    QVERIFY(!read(u"2026-11-03T01:12:44.120"_s).ok());
    QVERIFY(!read(u"yesterday"_s).ok());
    QCOMPARE(read(u"2026-11-03T09:12:44.120+08:00"_s)->serverTime, QDateTime(QDate(2026, 11, 3), QTime(1, 12, 44, 120), Qt::UTC));
}

void SessionStory::encodesIdsInPaths()
{
    QCOMPARE(operationsPath(u"7Q3F"_s), u"/v1/streams/7Q3F/operations"_s);
    QCOMPARE(documentPath(u"a/../b?c#d 长"_s), u"/v1/documents/a%2F..%2Fb%3Fc%23d%20%E9%95%BF"_s);
    QCOMPARE(leaseReturnPath(u"L-9912"_s), u"/v1/number-leases/L-9912:return"_s);
}

void SessionStory::checkSumIsTheOneOfZlib()
{
    Crc32 crc;
    QCOMPARE(crc.text(), QByteArray("00000000"));
    crc.add("12345");
    crc.add("6789");
    QCOMPARE(crc.text(), QByteArray("cbf43926"));
}

void SessionStory::splitsOnlySoundObjects_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("sound");
    const QByteArrayList sound{"{}", " { \"a\" : [ 1 , -2.5e+3 , true , false , null , \"x\" , { } , [ ] ] } ", "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u12aF\"}",
                               "{\"a\":0,\"b\":-0,\"c\":0.5,\"d\":1E9}", "{\"a\":\"长安\"}"};
    const QByteArrayList unsound{"", "[]", "1", "{", "}", "{}{}", "{} x", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":01}", "{\"a\":1.}",
                                 "{\"a\":.5}", "{\"a\":+1}", "{\"a\":1e}", "{\"a\":-}", "{\"a\":tru}", "{\"a\":True}", "{\"a\":NaN}", "{\"a\":[1,]}", "{\"a\":[1}",
                                 "{\"a\":\"x}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\t\"}", "{\"a\":'x'}", "{\"a\":\"\\",
                                 "{\"a\":\"\xff\"}", "{\"a\":1 2}", "{\"a\" 1}", "{\"a\":1\"b\":2}"};
    for (const QByteArray &text : sound)
        QTest::newRow(text.constData()) << text << true;
    for (const QByteArray &text : unsound)
        QTest::newRow(text.isEmpty() ? "nothing" : text.constData()) << text << false;
    const auto nested = [](int depth) { return QByteArray("{\"a\":" + QByteArray(depth, '[') + QByteArray(depth, ']') + "}"); };
    QTest::newRow("deep") << nested(511) << true;
    QTest::newRow("too deep") << nested(512) << false;
    QTest::newRow("endlessly deep") << QByteArray("{\"a\":" + QByteArray(1'000'000, '[')) << false;
}

void SessionStory::splitsOnlySoundObjects()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, sound);
    QCOMPARE(splitObject(text).has_value(), sound);
}

void SessionStory::quotesEveryCharacter()
{
    for (int c = 0; c < 0x300; ++c) {
        const QString text = u"长"_s + QChar(c) + u"安"_s;
        QByteArray json("[");
        appendQuoted(json, text);
        json += ']';
        QCOMPARE(QJsonDocument::fromJson(json)[0].toString(), text);
    }
}

QTEST_GUILESS_MAIN(SessionStory)
#include "tst_session.moc"
