// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/httptransport.h"
#include "domain/jsontime.h"
#include "exchange/paths.h"
#include "exchange/problem.h"
#include "exchange/push.h"
#include "loopbackcentre.h"
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using app::Failure;
using app::HttpTransport;
using app::Reply;
using app::Transport;
using Kind = app::Failure::Kind;

namespace {

const QByteArray json("application/json");
const QByteArray ndjson("application/x-ndjson");
const QByteArray problem("application/problem+json");

/// Short enough that silence is noticed within the test, long enough for a busy machine.
HttpTransport::Deadlines impatient()
{
    return {.connectMs = 400, .signInConnectMs = 400, .firstByteMs = 400, .stallMs = 400, .totalMs = 1500};
}

std::unique_ptr<HttpTransport> transportTo(const QUrl &centre, const HttpTransport::Deadlines &deadlines = {}, const QString &caFile = {})
{
    HttpTransport::Options options;
    options.centre = centre;
    options.caFile = caFile;
    options.deadlines = deadlines;
    options.bodyBytesMax = 64 * 1024;
    return std::move(HttpTransport::make(options).value());
}

/// Takes the end of a call and counts how often it came.
template<class T>
struct Ear
{
    int times = 0;
    Reply<T> reply;
    QTestEventLoop loop;

    Transport::Ended<T> listen()
    {
        return [this](const Reply<T> &heard) {
            ++times;
            reply = heard;
            loop.exitLoop();
        };
    }
    bool wait()
    {
        if (times == 0)
            loop.enterLoopMSecs(6000);
        QCoreApplication::processEvents(); // a second end would come now
        return times == 1;
    }
};

exchange::Hello greeting()
{
    exchange::Hello hello;
    hello.serverTime = QDateTime(QDate(2026, 11, 3), QTime(1, 12, 44, 120), Qt::UTC);
    hello.epoch = u"e1"_s;
    hello.scopes = QStringList{u"ref"_s};
    return hello;
}

domain::ScopePage pageOf(const QString &scope, qint64 upto)
{
    domain::ScopePage page;
    page.scope = scope;
    page.head = page.upto = upto;
    page.epoch = u"e1"_s;
    page.rows.append({.kind = domain::ChangeRow::Kind::Put, .seq = upto, .id = u"a"_s, .documentKind = u"item"_s, .version = 1, .bodyText = "{}", .scopes = {scope}, .why = {}});
    return page;
}

domain::PushBatch batch()
{
    domain::Operation operation;
    operation.n = 1;
    operation.id = u"0197f1c2-6d1a-7a5b-8c3d-0123456789ab"_s;
    operation.type = u"case.note"_s;
    operation.doc = u"doc"_s;
    operation.made.wall = operation.made.estimate = QDateTime::fromMSecsSinceEpoch(1000, Qt::UTC);
    operation.body = {{u"note"_s, u"补正"_s}};
    return {3, u"e1"_s, {}, {operation}};
}

} // namespace

class HttpTransportStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesOnlySafeWays_data();
    void choosesOnlySafeWays();
    void refusesAnAuthorityItCannotRead();
    void sendsAPushAsTheCentreExpectsIt();
    void carriesTheTokenOnlyWhereItBelongs();
    void readsTheAnswers();
    void tellsTheCentresTime_data();
    void tellsTheCentresTime();
    void understandsEveryStatus_data();
    void understandsEveryStatus();
    void followsNoRedirect();
    void knowsAStrangersAnswer_data();
    void knowsAStrangersAnswer();
    void saysOfflineWhenNobodyListens();
    void saysOfflineWhenTheLineBreaks_data();
    void saysOfflineWhenTheLineBreaks();
    void givesUpOnSilence_data();
    void givesUpOnSilence();
    void givesUpOnATlsHandshakeThatNeverComes();
    void waitsAsLongAsALongPollMay();
    void trustsTheAuthorityItWasGiven();
    void trustsNobodyElse();
    void trustsNoCertificateOfAnotherPlace();
    void givesPagesAsTheyComplete();
    void givesOnePageATurn();
    void givesTheListOfScopesAtTheEnd();
    void keepsCompletePagesOfATornAnswer();
    void readsNoPageOfASignInPage();
    void refusesAnEndlessBody();
    void endsACancelledCallOnce();
    void endsAllCallsWhenAllAreCancelled();
    void givesNoMorePagesAfterACancel();
    void mayBeCancelledFromWithinAPage();
    void mayBeDestroyedFromWithinAnAnswer();
    void dropsItsCallsWhenDestroyed();
    void keepsPushingWhileALongPollWaits();
};

void HttpTransportStory::choosesOnlySafeWays_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("code");
    QTest::newRow("TLS") << u"https://centre.example"_s << QString();
    QTest::newRow("TLS, port, path") << u"https://10.1.2.3:8443/onewindow/"_s << QString();
    QTest::newRow("loopback") << u"http://127.0.0.1:8080"_s << QString();
    QTest::newRow("all of 127/8") << u"http://127.8.9.1"_s << QString();
    QTest::newRow("loopback by name") << u"http://LocalHost:8080"_s << QString();
    QTest::newRow("loopback of IPv6") << u"http://[::1]:8080"_s << QString();
    QTest::newRow("plain by name") << u"http://centre.example"_s << u"transport.plain-refused"_s;
    QTest::newRow("plain by address") << u"http://10.1.2.3"_s << u"transport.plain-refused"_s;
    QTest::newRow("plain, any address") << u"http://0.0.0.0"_s << u"transport.plain-refused"_s;
    QTest::newRow("a name that begins alike") << u"http://localhost.example.com"_s << u"transport.plain-refused"_s;
    QTest::newRow("a name that looks alike") << u"http://127.0.0.1.example.com"_s << u"transport.plain-refused"_s;
    QTest::newRow("nothing") << QString() << u"transport.address-malformed"_s;
    QTest::newRow("no host") << u"https://"_s << u"transport.address-malformed"_s;
    QTest::newRow("another scheme") << u"ftp://127.0.0.1"_s << u"transport.address-malformed"_s;
    QTest::newRow("a file") << u"file:///etc/passwd"_s << u"transport.address-malformed"_s;
    QTest::newRow("a password in it") << u"https://u:p@centre.example"_s << u"transport.address-malformed"_s;
    QTest::newRow("a query") << u"https://centre.example?x=1"_s << u"transport.address-malformed"_s;
}

void HttpTransportStory::choosesOnlySafeWays()
{
    QFETCH(QString, address);
    QFETCH(QString, code);
    HttpTransport::Options options;
    options.centre = QUrl(address);
    const auto made = HttpTransport::make(options);
    QCOMPARE(made.ok(), code.isEmpty());
    if (!made)
        QCOMPARE(made.refusal().code, code);
}

void HttpTransportStory::refusesAnAuthorityItCannotRead()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"authority.pem"_s);
    HttpTransport::Options options;
    options.centre = QUrl(u"https://centre.example"_s);
    options.caFile = file;
    QCOMPARE(HttpTransport::make(options).refusal(), domain::refuse(u"transport.ca-unreadable", {{u"file"_s, file}}));
    QFile nonsense(file);
    QVERIFY(nonsense.open(QIODevice::WriteOnly));
    nonsense.write("not a certificate");
    nonsense.close();
    QVERIFY(!HttpTransport::make(options).ok());
}

void HttpTransportStory::sendsAPushAsTheCentreExpectsIt()
{
    LoopbackCentre centre;
    centre.answer(LoopbackCentre::http(200, json, exchange::encodePushAnswer({u"e1"_s, 1, {}})));
    const auto transport = transportTo(centre.url(u"/onewindow/"_s));
    transport->setToken(u"t0ken"_s);
    Ear<domain::PushAnswer> ear;
    transport->push(u"a/b c"_s, batch(), ear.listen());
    QVERIFY(ear.wait());
    QVERIFY(ear.reply.ok());
    QCOMPARE(ear.reply.value->last, 1);

    QCOMPARE(centre.heard().size(), 1);
    const HeardRequest &request = centre.heard().first();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.path, QByteArray("/onewindow/v1/streams/a%2Fb%20c/operations"));
    QCOMPARE(request.headers["authorization"], QByteArray("Bearer t0ken"));
    QCOMPARE(request.headers["content-type"], json);
    QVERIFY(!request.headers.contains("cookie"));
    const auto received = exchange::decodePush(request.body);
    QVERIFY(received.ok());
    QCOMPARE(exchange::encodePush(*received), exchange::encodePush(batch()));
}

void HttpTransportStory::carriesTheTokenOnlyWhereItBelongs()
{
    LoopbackCentre centre;
    centre.answer(LoopbackCentre::http(503, problem, "{}"));
    const auto transport = transportTo(centre.url());
    transport->setToken(u"t0ken"_s);
    Ear<exchange::SignInAnswer> signIn, renew;
    Ear<exchange::Hello> hello;
    transport->signIn({}, signIn.listen());
    QVERIFY(signIn.wait());
    transport->renew({u"r3newal"_s}, renew.listen());
    QVERIFY(renew.wait());
    transport->hello(hello.listen());
    QVERIFY(hello.wait());
    QCOMPARE(centre.heard().size(), 3);
    QVERIFY(!centre.heard()[0].headers.contains("authorization"));
    QVERIFY(!centre.heard()[1].headers.contains("authorization"));
    QCOMPARE(centre.heard()[2].headers["authorization"], QByteArray("Bearer t0ken"));
    QCOMPARE(centre.heard()[2].method, QByteArray("GET"));
}

void HttpTransportStory::readsTheAnswers()
{
    const QDateTime time(QDate(2026, 11, 3), QTime(1, 0), Qt::UTC);
    const exchange::SignInAnswer signed_{.token = u"t"_s, .tokenExpires = time, .renewal = u"r"_s, .renewalExpires = time, .serverTime = time, .staffId = u"s"_s, .staffNumber = {}, .name = u"王芳"_s, .roles = {u"clerk"_s}, .place = {}, .placeName = {}, .counter = {}, .district = {}, .stream = {}, .scopes = {u"ref"_s}};
    const domain::NumberLease block{u"L1"_s, u"610116-2026"_s, 1, 200, 1, {}};
    LoopbackCentre centre;
    centre.onRequest([&](QTcpSocket *socket, const HeardRequest &request) {
        const QByteArray body = request.path.contains("sign-in")         ? exchange::encode(signed_)
                                : request.path.contains("number-leases") ? exchange::encode(block)
                                                                         : exchange::encode(greeting());
        socket->write(LoopbackCentre::http(200, json + "; charset=utf-8", body));
    });
    const auto transport = transportTo(centre.url());
    Ear<exchange::SignInAnswer> signIn, renew;
    Ear<exchange::Hello> hello;
    Ear<domain::NumberLease> lease;
    transport->signIn({u"u"_s, u"p"_s, u"d"_s, {}, {}, {}}, signIn.listen());
    transport->renew({u"r"_s}, renew.listen());
    transport->hello(hello.listen());
    transport->numberLease({u"id"_s, u"stream"_s, u"610116-2026"_s, 200}, lease.listen());
    QVERIFY(signIn.wait() && renew.wait() && hello.wait() && lease.wait());
    QCOMPARE(signIn.reply.value, signed_);
    QCOMPARE(renew.reply.value, signed_);
    QCOMPARE(hello.reply.value, greeting());
    QCOMPARE(lease.reply.value, block);
}

void HttpTransportStory::tellsTheCentresTime_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QString>("time");
    QTest::addColumn<qint64>("toleranceMs");
    QTest::newRow("exactly") << QByteArray("OneWindow-Time: 2026-11-03T01:12:44.120Z\r\nDate: Tue, 03 Nov 2026 01:12:44 GMT\r\n")
                             << u"2026-11-03T01:12:44.120Z"_s << qint64(0);
    QTest::newRow("by the second") << QByteArray("Date: Tue, 03 Nov 2026 01:12:44 GMT\r\n") << u"2026-11-03T01:12:44.500Z"_s << qint64(500);
    QTest::newRow("not at all") << QByteArray() << QString() << qint64(0);
    QTest::newRow("nonsense") << QByteArray("OneWindow-Time: noon\r\nDate: never\r\n") << QString() << qint64(0);
}

void HttpTransportStory::tellsTheCentresTime()
{
    QFETCH(QByteArray, headers);
    QFETCH(QString, time);
    QFETCH(qint64, toleranceMs);
    LoopbackCentre centre;
    centre.answer(LoopbackCentre::http(200, json, exchange::encode(greeting()), headers));
    const auto transport = transportTo(centre.url());
    Ear<exchange::Hello> ear;
    transport->hello(ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(domain::instantText(ear.reply.centreTime.time), time);
    QCOMPARE(ear.reply.centreTime.toleranceMs, toleranceMs);
}

void HttpTransportStory::understandsEveryStatus_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("retryAfter"); // -1: none
    const auto http = LoopbackCentre::http;
    const auto said = [](const char16_t *code) { return exchange::encodeProblem(domain::refuse(code), 400); };
    const auto row = [](const char *name, const QByteArray &answer, Kind kind, const QString &code, int retryAfter = -1) {
        QTest::newRow(name) << answer << int(kind) << code << retryAfter;
    };
    row("gap", http(409, problem, said(u"sync.gap"), {}), Kind::Refused, u"sync.gap"_s);
    row("token expired", http(401, problem, said(u"session.expired"), {}), Kind::Refused, u"session.expired"_s);
    row("token expired, with a challenge", http(401, problem, said(u"session.expired"), "WWW-Authenticate: Bearer\r\n"), Kind::Refused, u"session.expired"_s);
    row("not allowed", http(403, problem, said(u"sign-in.not-active"), {}), Kind::Refused, u"sign-in.not-active"_s);
    row("cursor expired", http(410, problem, said(u"sync.cursor-expired"), {}), Kind::Refused, u"sync.cursor-expired"_s);
    row("too large", http(413, problem, said(u"request.too-large"), {}), Kind::Refused, u"request.too-large"_s);
    row("too old", http(426, problem, said(u"wire.too-old"), {}), Kind::Refused, u"wire.too-old"_s);
    row("fault of the centre", http(500, problem, said(u"office.store-failed"), {}), Kind::Refused, u"office.store-failed"_s);
    row("disk of the centre full", http(507, problem, said(u"office.disk-full"), {}), Kind::Refused, u"office.disk-full"_s);
    row("overloaded", http(503, problem, said(u"office.store-busy"), "Retry-After: 7\r\n"), Kind::Busy, u"office.store-busy"_s, 7);
    row("too many", http(429, problem, said(u"request.rate"), "Retry-After: 120\r\n"), Kind::Busy, u"request.rate"_s, 120);
    row("wait till a date", http(503, "text/html", "<html>", "Date: Tue, 03 Nov 2026 01:12:44 GMT\r\nRetry-After: Tue, 03 Nov 2026 01:13:44 GMT\r\n"),
        Kind::Busy, u"net.busy"_s, 59); // "Date" is taken at its half second
    row("wait for ever", http(503, "text/html", "<html>", "Retry-After: 99999999999\r\n"), Kind::Busy, u"net.busy"_s, 24 * 3600);
    row("wait backwards", http(503, "text/html", "<html>", "Retry-After: -5\r\n"), Kind::Busy, u"net.busy"_s);
    row("wait for nonsense", http(503, "text/html", "<html>", "Retry-After: soon\r\n"), Kind::Busy, u"net.busy"_s);
    row("proxy without centre", http(502, "text/html", "<html>Bad Gateway", {}), Kind::Busy, u"net.busy"_s);
    row("proxy out of patience", http(504, "text/html", "<html>Gateway Timeout", {}), Kind::Busy, u"net.busy"_s);
    row("fault of a proxy", http(500, "text/html", "<html>oops", {}), Kind::Busy, u"net.busy"_s);
    row("somebody's 401", http(401, "text/html", "<html>Please sign in", {}), Kind::NotOurs, u"net.not-ours"_s);
    row("somebody's 403", http(403, "text/html", "<html>Blocked", {}), Kind::NotOurs, u"net.not-ours"_s);
    row("somebody's 404", http(404, "text/plain", "no such page", {}), Kind::NotOurs, u"net.not-ours"_s);
    row("network wants a sign-in", http(511, "text/html", "<html>", {}), Kind::Busy, u"net.busy"_s);
    row("proxy wants a password", http(407, "text/html", "<html>", "Proxy-Authenticate: Basic realm=x\r\n"), Kind::NotOurs, u"net.not-ours"_s);
}

void HttpTransportStory::understandsEveryStatus()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, kind);
    QFETCH(QString, code);
    QFETCH(int, retryAfter);
    LoopbackCentre centre;
    centre.answer(answer);
    const auto transport = transportTo(centre.url());
    Ear<domain::PushAnswer> push;
    transport->push(u"s"_s, batch(), push.listen());
    QVERIFY(push.wait());
    Ear<app::ChangesEnd> changes;
    transport->changes({}, [](const domain::ScopePage &) { QFAIL("no page was sent"); }, changes.listen());
    QVERIFY(changes.wait());
    for (const Failure &failure : {push.reply.failure, changes.reply.failure}) {
        QCOMPARE(int(failure.kind), kind);
        QCOMPARE(failure.refusal.code, code);
        QCOMPARE(failure.retryAfterSeconds.value_or(-1), retryAfter);
        QCOMPARE(failure.status, answer.mid(9, 3).toInt());
    }
}

void HttpTransportStory::followsNoRedirect()
{
    LoopbackCentre elsewhere;
    elsewhere.answer(LoopbackCentre::http(200, json, exchange::encode(greeting())));
    for (const int status : {301, 302, 303, 307, 308}) {
        LoopbackCentre centre;
        centre.answer(LoopbackCentre::http(status, "text/html", "<html>", "Location: " + elsewhere.url(u"/v1/hello"_s).toEncoded() + "\r\n"));
        const auto transport = transportTo(centre.url());
        Ear<exchange::Hello> ear;
        transport->hello(ear.listen());
        QVERIFY(ear.wait());
        QCOMPARE(ear.reply.failure.kind, Kind::NotOurs);
        QCOMPARE(ear.reply.failure.refusal, domain::refuse(u"net.not-ours", {{u"status"_s, status}, {u"html"_s, true}}));
    }
    QCOMPARE(elsewhere.connections(), 0);
}

void HttpTransportStory::knowsAStrangersAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<domain::Refusal>("refusal");
    const auto notOurs = [](bool html, int status = 200) { return domain::refuse(u"net.not-ours", {{u"status"_s, status}, {u"html"_s, html}}); };
    QTest::newRow("a sign-in page") << LoopbackCentre::http(200, "text/html; charset=utf-8", "<html>Welcome to our guest network") << notOurs(true);
    QTest::newRow("plain text") << LoopbackCentre::http(200, "text/plain", "ok") << notOurs(false);
    QTest::newRow("no type") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}") << notOurs(false);
    QTest::newRow("nothing") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << notOurs(false, 204);
    QTest::newRow("HTML that says it were JSON") << LoopbackCentre::http(200, json, "<html>Welcome") << domain::refuse(u"wire.not-json", {{u"html"_s, true}});
    QTest::newRow("other JSON") << LoopbackCentre::http(200, json, "{\"hello\":\"world\"}") << domain::refuse(u"wire.malformed", {{u"member"_s, u"proto"_s}});
}

void HttpTransportStory::knowsAStrangersAnswer()
{
    QFETCH(QByteArray, answer);
    QFETCH(domain::Refusal, refusal);
    LoopbackCentre centre;
    centre.answer(answer);
    const auto transport = transportTo(centre.url());
    Ear<exchange::Hello> ear;
    transport->hello(ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(ear.reply.failure.kind, Kind::NotOurs);
    QCOMPARE(ear.reply.failure.refusal, refusal);
    QVERIFY(ear.reply.failure.isLoss());
}

void HttpTransportStory::saysOfflineWhenNobodyListens()
{
    LoopbackCentre centre;
    const QUrl url = centre.url();
    centre.close();
    const auto transport = transportTo(url);
    Ear<exchange::Hello> ear;
    transport->hello(ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(ear.reply.failure.kind, Kind::Offline);
    QCOMPARE(ear.reply.failure.refusal.code, u"net.offline"_s);
}

void HttpTransportStory::saysOfflineWhenTheLineBreaks_data()
{
    QTest::addColumn<QByteArray>("heard");
    QTest::newRow("before the answer") << QByteArray();
    QTest::newRow("by somebody who talks no HTTP") << QByteArray("220 mail.example ESMTP Postfix\r\n");
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Ty");
    QTest::newRow("in the body") << LoopbackCentre::http(200, json, exchange::encode(greeting())).chopped(20);
    QTest::newRow("in a chunk") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"pro");
}

void HttpTransportStory::saysOfflineWhenTheLineBreaks()
{
    QFETCH(QByteArray, heard);
    LoopbackCentre centre;
    centre.onRequest([&](QTcpSocket *socket, const HeardRequest &) {
        socket->write(heard);
        socket->disconnectFromHost();
    });
    const auto transport = transportTo(centre.url());
    Ear<exchange::Hello> ear;
    transport->hello(ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(ear.reply.failure.kind, Kind::Offline);
}

void HttpTransportStory::givesUpOnSilence_data()
{
    QTest::addColumn<QByteArray>("heard");
    QTest::addColumn<int>("dripMs");
    QTest::addColumn<QString>("phase");
    QTest::newRow("no answer") << QByteArray() << 0 << u"answer"_s;
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Ty") << 0 << u"answer"_s;
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n{") << 0 << u"body"_s;
    QTest::newRow("a body in drips") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n{") << 50 << u"whole"_s;
}

void HttpTransportStory::givesUpOnSilence()
{
    QFETCH(QByteArray, heard);
    QFETCH(int, dripMs);
    QFETCH(QString, phase);
    LoopbackCentre centre;
    centre.onRequest([&](QTcpSocket *socket, const HeardRequest &) {
        socket->write(heard);
        if (dripMs > 0) {
            auto *drip = new QTimer(socket);
            connect(drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
            drip->start(dripMs);
        }
    });
    const auto transport = transportTo(centre.url(), impatient());
    Ear<exchange::Hello> ear;
    transport->hello(ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(ear.reply.failure.kind, Kind::TimedOut);
    QCOMPARE(ear.reply.failure.refusal, domain::refuse(u"net.timed-out", {{u"phase"_s, phase}}));
}

void HttpTransportStory::givesUpOnATlsHandshakeThatNeverComes()
{
    LoopbackCentre silent;
    QUrl url = silent.url();
    url.setScheme(u"https"_s);
    const auto transport = transportTo(url, impatient());
    Ear<exchange::Hello> ear;
    transport->hello(ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(ear.reply.failure.kind, Kind::TimedOut);
    QCOMPARE(ear.reply.failure.refusal, domain::refuse(u"net.timed-out", {{u"phase"_s, u"connect"_s}}));
}

void HttpTransportStory::waitsAsLongAsALongPollMay()
{
    LoopbackCentre centre;
    centre.onRequest([](QTcpSocket *socket, const HeardRequest &) {
        // Longer than any ordinary deadline of this test.
        QTimer::singleShot(900, socket, [socket] { socket->write(LoopbackCentre::http(200, ndjson, {})); });
    });
    const auto transport = transportTo(centre.url(), impatient());
    Ear<app::ChangesEnd> ear;
    exchange::ChangesRequest request;
    request.waitSeconds = 1;
    transport->changes(request, [](const domain::ScopePage &) {}, ear.listen());
    QVERIFY(ear.wait());
    QVERIFY(ear.reply.ok());
}

void HttpTransportStory::trustsTheAuthorityItWasGiven()
{
    const LoopbackIdentity identity = LoopbackIdentity::make("127.0.0.1");
    QTemporaryDir folder;
    identity.saveCertificate(folder.filePath(u"authority.pem"_s));
    LoopbackCentre centre(identity.serverSide());
    centre.answer(LoopbackCentre::http(200, json, exchange::encode(greeting())));
    const auto transport = transportTo(centre.url(), {}, folder.filePath(u"authority.pem"_s));
    Ear<exchange::Hello> ear;
    transport->hello(ear.listen());
    QVERIFY(ear.wait());
    QVERIFY(ear.reply.ok());
}

void HttpTransportStory::trustsNobodyElse()
{
    QTemporaryDir folder;
    LoopbackIdentity::make("127.0.0.1").saveCertificate(folder.filePath(u"another.pem"_s));
    LoopbackCentre centre(LoopbackIdentity::make("127.0.0.1").serverSide());
    for (const QString &authority : {QString(), folder.filePath(u"another.pem"_s)}) {
        const auto transport = transportTo(centre.url(), {}, authority);
        Ear<exchange::Hello> ear;
        transport->hello(ear.listen());
        QVERIFY(ear.wait());
        QCOMPARE(ear.reply.failure.kind, Kind::TlsFailed);
        QCOMPARE(ear.reply.failure.refusal.code, u"net.tls"_s);
        QVERIFY(!ear.reply.failure.refusal.facts[u"reason"_s].toString().isEmpty());
    }
    QVERIFY(centre.heard().isEmpty());
}

void HttpTransportStory::trustsNoCertificateOfAnotherPlace()
{
    const LoopbackIdentity identity = LoopbackIdentity::make("10.1.2.3");
    QTemporaryDir folder;
    identity.saveCertificate(folder.filePath(u"authority.pem"_s));
    LoopbackCentre centre(identity.serverSide());
    const auto transport = transportTo(centre.url(), {}, folder.filePath(u"authority.pem"_s));
    Ear<exchange::Hello> ear;
    transport->hello(ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(ear.reply.failure.kind, Kind::TlsFailed);
    QVERIFY(centre.heard().isEmpty());
}

void HttpTransportStory::givesPagesAsTheyComplete()
{
    const QByteArray first = exchange::encodePage(pageOf(u"ref"_s, 9)), second = exchange::encodePage(pageOf(u"d/610116"_s, 8));
    const QByteArray whole = first + second;
    LoopbackCentre centre;
    QTcpSocket *line = nullptr;
    centre.onRequest([&](QTcpSocket *socket, const HeardRequest &) {
        line = socket;
        const QByteArray answer = LoopbackCentre::http(200, ndjson, whole);
        socket->write(answer.chopped(second.size() - 10));
    });
    const auto transport = transportTo(centre.url());
    QStringList scopes;
    Ear<app::ChangesEnd> ear;
    transport->changes({}, [&](const domain::ScopePage &page) { scopes << page.scope; }, ear.listen());
    QVERIFY(QTest::qWaitFor([&] { return !scopes.isEmpty(); }));
    QCOMPARE(scopes, QStringList{u"ref"_s});
    QCOMPARE(ear.times, 0);
    line->write(second.last(second.size() - 10));
    QVERIFY(ear.wait());
    QVERIFY(ear.reply.ok());
    QCOMPARE(scopes, (QStringList{u"ref"_s, u"d/610116"_s}));
}

void HttpTransportStory::givesOnePageATurn()
{
    QByteArray body;
    for (int i = 0; i < 5; ++i)
        body += exchange::encodePage(pageOf(u"d/"_s + QString::number(i), 9));
    LoopbackCentre centre;
    centre.answer(LoopbackCentre::http(200, ndjson, body));
    const auto transport = transportTo(centre.url());
    int turn = 0;
    QList<int> turns;
    QTimer turns_;
    connect(&turns_, &QTimer::timeout, this, [&] { ++turn; });
    Ear<app::ChangesEnd> ear;
    bool within = false;
    transport->changes({}, [&](const domain::ScopePage &) {
        QVERIFY(!within);
        within = true;
        QMetaObject::invokeMethod(this, [&] { within = false; }, Qt::QueuedConnection);
        turns << turn;
    }, ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(turns.size(), 5);
}

void HttpTransportStory::givesTheListOfScopesAtTheEnd()
{
    const exchange::ScopeSetChange change{32, {u"d/610113"_s}, {}};
    LoopbackCentre centre;
    centre.answer(LoopbackCentre::http(200, ndjson, exchange::encodePage(pageOf(u"ref"_s, 9)) + exchange::encodeScopeSetChange(change)));
    const auto transport = transportTo(centre.url());
    Ear<app::ChangesEnd> ear;
    transport->changes({}, [](const domain::ScopePage &) {}, ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(ear.reply.value->scopeSetChange, change);
}

void HttpTransportStory::keepsCompletePagesOfATornAnswer()
{
    const QByteArray whole = exchange::encodePage(pageOf(u"ref"_s, 9)) + exchange::encodePage(pageOf(u"d/610116"_s, 8));
    // Cut by somebody who then says all were well: only our own check can tell.
    LoopbackCentre centre;
    centre.answer(LoopbackCentre::http(200, ndjson, whole.chopped(30)));
    const auto transport = transportTo(centre.url());
    QStringList scopes;
    Ear<app::ChangesEnd> ear;
    transport->changes({}, [&](const domain::ScopePage &page) { scopes << page.scope; }, ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(scopes, QStringList{u"ref"_s});
    QCOMPARE(ear.reply.failure.kind, Kind::Offline);
    QCOMPARE(ear.reply.failure.refusal.code, u"wire.torn"_s);
}

void HttpTransportStory::readsNoPageOfASignInPage()
{
    for (const QByteArray &type : {QByteArray("text/html"), ndjson}) {
        LoopbackCentre centre;
        centre.answer(LoopbackCentre::http(200, type, "<html>\nWelcome to our guest network\n</html>\n"));
        const auto transport = transportTo(centre.url());
        Ear<app::ChangesEnd> ear;
        transport->changes({}, [](const domain::ScopePage &) { QFAIL("no page was sent"); }, ear.listen());
        QVERIFY(ear.wait());
        QCOMPARE(ear.reply.failure.kind, Kind::NotOurs);
        QVERIFY(ear.reply.failure.refusal.facts[u"html"_s].toBool());
    }
}

void HttpTransportStory::refusesAnEndlessBody()
{
    LoopbackCentre centre;
    centre.onRequest([](QTcpSocket *socket, const HeardRequest &) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto more = [socket] {
            if (socket->state() == QAbstractSocket::ConnectedState)
                socket->write("2000\r\n" + QByteArray(0x2000, ' ') + "\r\n");
        };
        connect(socket, &QTcpSocket::bytesWritten, socket, more);
        more();
    });
    const auto transport = transportTo(centre.url());
    Ear<exchange::Hello> ear;
    transport->hello(ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(ear.reply.failure.kind, Kind::NotOurs);
    QCOMPARE(ear.reply.failure.refusal.code, u"wire.too-large"_s);
}

void HttpTransportStory::endsACancelledCallOnce()
{
    LoopbackCentre centre;
    const auto transport = transportTo(centre.url());
    Ear<exchange::Hello> ear;
    const Transport::CallId call = transport->hello(ear.listen());
    transport->cancel(call);
    transport->cancel(call);
    QCOMPARE(ear.times, 0); // never from within cancel()
    QVERIFY(ear.wait());
    QCOMPARE(ear.reply.failure.kind, Kind::Cancelled);
    QVERIFY(!ear.reply.failure.isLoss());
    transport->cancel(call);
    transport->cancel(999);
    QCoreApplication::processEvents();
    QCOMPARE(ear.times, 1);
}

void HttpTransportStory::endsAllCallsWhenAllAreCancelled()
{
    LoopbackCentre centre;
    const auto transport = transportTo(centre.url());
    Ear<exchange::Hello> hello;
    Ear<domain::PushAnswer> push;
    Ear<app::ChangesEnd> changes;
    transport->hello(hello.listen());
    transport->push(u"s"_s, batch(), push.listen());
    transport->changes({}, [](const domain::ScopePage &) {}, changes.listen());
    QVERIFY(QTest::qWaitFor([&] { return centre.heard().size() == 3; }));
    transport->cancelAll();
    QVERIFY(hello.wait() && push.wait() && changes.wait());
    QCOMPARE(hello.reply.failure.kind, Kind::Cancelled);
    QCOMPARE(push.reply.failure.kind, Kind::Cancelled);
    QCOMPARE(changes.reply.failure.kind, Kind::Cancelled);
}

void HttpTransportStory::givesNoMorePagesAfterACancel()
{
    LoopbackCentre centre;
    centre.answer(LoopbackCentre::http(200, ndjson, exchange::encodePage(pageOf(u"a"_s, 1)) + exchange::encodePage(pageOf(u"b"_s, 1))));
    const auto transport = transportTo(centre.url());
    int pages = 0;
    Ear<app::ChangesEnd> ear;
    Transport::CallId call = 0;
    call = transport->changes({}, [&](const domain::ScopePage &) {
        ++pages;
        QMetaObject::invokeMethod(transport.get(), [&] { transport->cancel(call); }, Qt::QueuedConnection);
    }, ear.listen());
    QVERIFY(ear.wait());
    QVERIFY(pages <= 2);
    QVERIFY(pages == 2 || ear.reply.failure.kind == Kind::Cancelled);
}

void HttpTransportStory::mayBeCancelledFromWithinAPage()
{
    LoopbackCentre centre;
    centre.answer(LoopbackCentre::http(200, ndjson, exchange::encodePage(pageOf(u"a"_s, 1)) + exchange::encodePage(pageOf(u"b"_s, 1))));
    const auto transport = transportTo(centre.url());
    int pages = 0;
    Ear<app::ChangesEnd> ear;
    Transport::CallId call = 0;
    call = transport->changes({}, [&](const domain::ScopePage &) {
        ++pages;
        transport->cancel(call);
    }, ear.listen());
    QVERIFY(ear.wait());
    QCOMPARE(pages, 1);
    QCOMPARE(ear.reply.failure.kind, Kind::Cancelled);
}

void HttpTransportStory::mayBeDestroyedFromWithinAnAnswer()
{
    LoopbackCentre centre;
    centre.answer(LoopbackCentre::http(200, json, exchange::encode(greeting())));
    auto transport = transportTo(centre.url());
    int times = 0;
    transport->hello([&](const Reply<exchange::Hello> &) {
        ++times;
        transport.reset();
    });
    QVERIFY(QTest::qWaitFor([&] { return times > 0; }));
    QCoreApplication::processEvents();
    QCOMPARE(times, 1);
}

void HttpTransportStory::dropsItsCallsWhenDestroyed()
{
    LoopbackCentre centre;
    auto transport = transportTo(centre.url());
    Ear<exchange::Hello> hello;
    Ear<domain::PushAnswer> push;
    transport->hello(hello.listen());
    transport->push(u"s"_s, batch(), push.listen());
    QVERIFY(QTest::qWaitFor([&] { return centre.heard().size() == 2; }));
    transport.reset();
    QCoreApplication::processEvents();
    QCOMPARE(hello.times + push.times, 0);
}

void HttpTransportStory::keepsPushingWhileALongPollWaits()
{
    LoopbackCentre centre;
    QTcpSocket *poll = nullptr;
    centre.onRequest([&](QTcpSocket *socket, const HeardRequest &request) {
        if (request.path == "/v1/changes")
            poll = socket;
        else
            socket->write(LoopbackCentre::http(200, json, exchange::encodePushAnswer({u"e1"_s, 1, {}})));
    });
    const auto transport = transportTo(centre.url());
    Ear<app::ChangesEnd> changes;
    exchange::ChangesRequest request;
    request.waitSeconds = 25;
    transport->changes(request, [](const domain::ScopePage &) {}, changes.listen());
    for (int i = 0; i < 5; ++i) {
        Ear<domain::PushAnswer> push;
        transport->push(u"s"_s, batch(), push.listen());
        QVERIFY(push.wait());
        QVERIFY(push.reply.ok());
    }
    QCOMPARE(changes.times, 0);
    QVERIFY(poll);
    poll->write(LoopbackCentre::http(200, ndjson, {}));
    QVERIFY(changes.wait());
    QVERIFY(changes.reply.ok());
    QCOMPARE(centre.connections(), 2);
}

QTEST_GUILESS_MAIN(HttpTransportStory)
#include "tst_httptransport.moc"
