// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/store.h"
#include "support/deskclient.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using support::DeskClient;
using support::Hall;

/// What the centre answers, route by route.
class RouterTest : public QObject
{
    Q_OBJECT

    static QJsonObject flexAnswers() { return {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}; }

private Q_SLOTS:
    void signsInAndTellsWhoAndWhat()
    {
        Hall hall;
        DeskClient client(hall);
        const auto answer = client.signIn();
        QCOMPARE(answer.name, u"王敏"_s);
        QCOMPARE(answer.scopes, (QStringList{u"ref"_s, u"d/610116"_s}));
        const auto hello = exchange::decodeHello(client.send("GET", exchange::helloPath.toString()).body);
        QVERIFY(hello.ok());
        QCOMPARE(hello->numberSeries, QStringList{u"610116-2026"_s});
        QVERIFY(!hello->epoch.isEmpty());
    }

    void guessingPasswordsIsSlowedDown()
    {
        Hall hall;
        DeskClient client(hall);
        const exchange::SignInRequest wrong{u"1001"_s, u"guess"_s, hall.office().deviceId(), hall.office().devicePublicKey(), {}, {}};
        for (int i = 0; i < 5; ++i)
            QCOMPARE(client.send("POST", u"/v1/sign-in"_s, exchange::encode(wrong)).status, 401);
        const server::Response locked = client.send("POST", u"/v1/sign-in"_s, exchange::encode(wrong));
        QCOMPARE(locked.status, 429);
        QCOMPARE(DeskClient::codeOf(locked), u"sign-in.locked"_s);
        QVERIFY(locked.headers.contains("Retry-After"));
        hall.setNow(hall.now().addSecs(31));
        client.signIn();
    }

    void oneDeviceDoesNotCrowdOutTheOthers()
    {
        Hall hall;
        DeskClient client(hall);
        client.signIn();
        int served = 0;
        while (served < 5'000 && client.send("GET", u"/v1/hello"_s).status == 200)
            ++served;
        QCOMPARE(served, 1'000);
        const server::Response tooMany = client.send("GET", u"/v1/hello"_s);
        QCOMPARE(tooMany.status, 429);
        QCOMPARE(DeskClient::codeOf(tooMany), u"request.too-many"_s);
        QCOMPARE(tooMany.headers.value("Retry-After"), "1");
        QCOMPARE(client.send("GET", u"/healthz"_s).status, 200);
        hall.setNow(hall.now().addSecs(1));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.send("GET", u"/v1/hello"_s).status, 200);
        QCOMPARE(client.send("GET", u"/v1/hello"_s).status, 429);
    }

    void everyRouteWantsAToken()
    {
        Hall hall;
        DeskClient client(hall);
        for (const auto &[method, pattern] : server::Router::routes()) {
            if (pattern == exchange::healthPath || pattern == u"/livez"_s || pattern.startsWith(exchange::signInPath) || pattern == exchange::enrolPath)
                continue;
            // What anybody may ask, and partners, who sign what they say instead.
            if (pattern.startsWith(u"/v1/public/"_s) || pattern.startsWith(u"/v1/partners/"_s))
                continue;
            // The last word of a device that was shut out: it has no token any more, but its key.
            if (pattern == u"/v1/devices/{device}:wiped"_s)
                continue;
            QString path = pattern;
            path.replace(u"{stream}"_s, hall.office().stream()).replace(u"{id}"_s, u"x"_s).replace(u"{lease}"_s, u"x"_s).replace(u"{scope}"_s, u"ref"_s).replace(u"{operation}"_s, u"x"_s).replace(u"{sha256}"_s, QString(64, u'0'));
            const server::Response response = client.send(method, path, "{}");
            QCOMPARE(response.status, 401);
            QCOMPARE(DeskClient::codeOf(response), u"session.lacking"_s);
        }
    }

    void tokensExpireAndAreRenewed()
    {
        Hall hall;
        DeskClient client(hall);
        const auto answer = client.signIn();
        hall.setNow(answer.tokenExpires.addSecs(1));
        QCOMPARE(DeskClient::codeOf(client.send("GET", u"/v1/hello"_s)), u"session.expired"_s);
        const auto renewed = exchange::decodeSignInAnswer(client.send("POST", u"/v1/sign-in:renew"_s, exchange::encode(exchange::RenewRequest{answer.renewal})).body);
        QVERIFY(renewed.ok());
        client.setToken(renewed->token);
        QCOMPARE(client.send("GET", u"/v1/hello"_s).status, 200);
        client.setToken(answer.renewal); // a renewal opens no other door
        QCOMPARE(client.send("GET", u"/v1/hello"_s).status, 401);
        QString forged = renewed->token;
        forged[10] = forged[10] == u'a' ? u'b' : u'a';
        client.setToken(forged);
        QCOMPARE(DeskClient::codeOf(client.send("GET", u"/v1/hello"_s)), u"session.invalid"_s);
    }

    void takesAPushTwiceAndAnswersTheSame()
    {
        Hall hall;
        DeskClient client(hall);
        client.signIn();
        QVERIFY(hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), flexAnswers())).ok());
        const QByteArray first = client.push().body, second = client.push().body;
        QCOMPARE(second, first);
        const auto answer = exchange::decodePushAnswer(first);
        QVERIFY(answer.ok());
        QCOMPARE(answer->results.first().outcome, domain::Outcome::Applied);
        const auto stored = exchange::decodePushAnswer(client.send("GET", u"/v1/streams/%1/operations?after=0"_s.arg(hall.office().stream())).body);
        QVERIFY(stored.ok());
        QCOMPARE(stored->results.size(), 1);
    }

    void anotherDevicesStreamIsClosed()
    {
        Hall hall;
        DeskClient client(hall);
        client.signIn();
        QCOMPARE(DeskClient::codeOf(client.send("GET", u"/v1/streams/centre/operations"_s)), u"device.other-stream"_s);
    }

    void changesWaitUntilThereIsNews()
    {
        Hall hall;
        DeskClient client(hall);
        client.signIn();
        exchange::ChangesRequest asked;
        asked.waitSeconds = 25;
        asked.scopes = {{u"ref"_s, hall.counterSync().cursor(u"ref"_s)}, {u"d/610113"_s, {}}};
        server::Request request;
        request.method = "POST";
        request.path = "/v1/changes";
        request.headers.insert("authorization", "Bearer " + client.token().toLatin1());
        request.body = exchange::encodeChangesRequest(asked);
        client.prove(request);
        // A scope that is not the caller's is refused at once, the others are answered.
        const auto answered = std::get<server::Response>(client.router().answer(request));
        QVERIFY(answered.body.contains("sync.forbidden"));
        asked.scopes.removeLast();
        request.body = exchange::encodeChangesRequest(asked);
        client.prove(request);
        const server::Answer waiting = client.router().answer(request);
        QVERIFY(std::holds_alternative<server::Postpone>(waiting));
        QCOMPARE(std::get<server::Postpone>(waiting).scopes, QStringList{u"ref"_s});
        request.mayWait = false;
        request.again = true; // as the listener gives it once more
        QCOMPARE(std::get<server::Response>(client.router().answer(request)).status, 200);
    }

    void badBodiesGetAClearNo_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::newRow("no JSON") << u"/v1/changes"_s << QByteArray("<html>hello") << u"wire.not-json"_s;
        QTest::newRow("wrong shape") << u"/v1/changes"_s << QByteArray(R"({"proto":3})") << u"wire.malformed"_s;
        QTest::newRow("newer protocol") << u"/v1/changes"_s << QByteArray(R"({"proto":99,"scopes":[]})") << u"wire.too-new"_s;
        QTest::newRow("no series") << u"/v1/number-leases"_s << QByteArray("{}") << u"wire.malformed"_s;
    }

    void badBodiesGetAClearNo()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        Hall hall;
        DeskClient client(hall);
        client.signIn();
        const server::Response response = client.send("POST", path, body);
        QVERIFY(response.status >= 400 && response.status < 500);
        QCOMPARE(DeskClient::codeOf(response), code);
    }

    void documentsOutsideTheScopesDoNotExist()
    {
        Hall hall;
        DeskClient client(hall);
        client.signIn();
        const QString own = hall.clerk().staffId;
        QCOMPARE(client.send("GET", exchange::documentPath(own)).status, 200);
        hall.centreOffice().store().documents.putBase({u"elsewhere"_s, u"case"_s, 1, {u"d/610113"_s}, {{u"id"_s, u"elsewhere"_s}}});
        QCOMPARE(client.send("GET", exchange::documentPath(u"elsewhere"_s)).status, 404);
        QCOMPARE(client.send("GET", exchange::documentPath(u"nothing"_s)).status, 404);
    }

    void unknownPathsAndMethods()
    {
        Hall hall;
        DeskClient client(hall);
        QCOMPARE(client.send("GET", u"/v2/hello"_s).status, 404);
        QCOMPARE(client.send("DELETE", u"/v1/hello"_s).status, 405);
        QCOMPARE(client.send("GET", u"/healthz"_s).status, 200);
    }

    void leasesTheSameBlockToTheSameRequest()
    {
        Hall hall;
        DeskClient client(hall);
        client.signIn();
        const exchange::NumberLeaseRequest asked{domain::newId(hall.now()), hall.office().stream(), u"610116-2026"_s, 50};
        const auto first = exchange::decodeNumberLease(client.send("POST", u"/v1/number-leases"_s, exchange::encode(asked)).body);
        const auto again = exchange::decodeNumberLease(client.send("POST", u"/v1/number-leases"_s, exchange::encode(asked)).body);
        QVERIFY(first.ok() && again.ok());
        QCOMPARE(*again, *first);
        QCOMPARE(first->size(), 50);
        exchange::NumberLeaseRequest foreign = asked;
        foreign.request = domain::newId(hall.now());
        foreign.series = u"610113-2026"_s;
        QCOMPARE(DeskClient::codeOf(client.send("POST", u"/v1/number-leases"_s, exchange::encode(foreign))), u"lease.series"_s);
        const server::Response returned = client.send("POST", exchange::leaseReturnPath(first->id), exchange::encode(exchange::NumberLeaseReturn{first->from + 10}));
        QCOMPARE(returned.status, 200);
    }
};

QTEST_GUILESS_MAIN(RouterTest)
#include "tst_router.moc"
