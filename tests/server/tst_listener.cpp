// SPDX-License-Identifier: GPL-3.0-or-later
#include "listenerclient.h"
#include "server/http/listener.h"
#include "server/http/workers.h"
#include "server/limitsfile.h"
#include "server/logbook.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <malloc.h>
#include <set>

using namespace server;
using namespace std::chrono_literals;

namespace {

/// What the services of these stories share: heads that move, and a gate that can be held shut.
struct Office
{
    std::mutex mutex;
    QHash<QString, int> heads;
    std::set<Qt::HANDLE> writers;
    std::set<Qt::HANDLE> readers;
    QSemaphore atGate;               // one for each request that has come to the gate
    QSemaphore gate;
    QSemaphore rests;                // one for each time the writer looked at the clock
    std::function<void()> interruption;      // happens once, after a long poll has looked and before it is laid aside
    std::atomic<int> answered{0};

    std::function<void()> takeInterruption()
    {
        const std::scoped_lock lock(mutex);
        return std::exchange(interruption, {});
    }
    int head(const QString &scope)
    {
        const std::scoped_lock lock(mutex);
        return heads.value(scope);
    }
};

QJsonObject object(const QByteArray &body) { return QJsonDocument::fromJson(body).object(); }

class OfficeService : public Service
{
public:
    OfficeService(Office &office, Lane lane) : m_office(office), m_lane(lane) {}

    Answer answer(const Request &request) override
    {
        noteThread();
        ++m_office.answered;
        if (request.method != "GET" && request.method != "POST")
            return Response::problem(405, QStringLiteral("request.method"), QStringLiteral("Method not known here"));
        if (request.path == "/echo")
            return Response::text(200, "application/octet-stream", request.body);
        if (request.path == "/seen")
            return Response::json(200, seen(request));
        if (request.path == "/wait")
            return wait(request);
        if (request.path == "/gate" || request.path == "/write") {
            m_office.atGate.release();
            m_office.gate.acquire();
            return Response::text(200, "text/plain", "through");
        }
        if (request.path == "/large")
            return Response::text(200, "text/plain", QByteArray(8 << 20, 'x'));
        if (request.path == "/nothing")
            return Response{204, {}, {}, {}};
        if (request.path == "/inject")
            return Response{200, {{"Location", "/x\r\nSet-Cookie: stolen=1"}, {"ETag", "1"}}, "text/plain", "done"};
        if (request.path == "/fault")
            throw std::runtime_error("the disk is on fire");
        if (request.path == "/never")
            return Postpone{{}, 0};
        return Response::problem(404, QStringLiteral("request.route"), QStringLiteral("No such route"));
    }

    void rest() override
    {
        if (m_lane != Lane::Write)
            return;
        m_office.rests.release();
        if (std::exchange(m_isFirstRest, false))
            throw std::runtime_error("the clock stopped");
    }

private:
    void noteThread()
    {
        const std::scoped_lock lock(m_office.mutex);
        if (m_lane == Lane::Write)
            m_office.writers.insert(QThread::currentThreadId());
        if (m_lane == Lane::Read)
            m_office.readers.insert(QThread::currentThreadId());
    }

    static QJsonObject seen(const Request &request)
    {
        QJsonObject headers;
        for (auto it = request.headers.begin(); it != request.headers.end(); ++it)
            headers.insert(QString::fromLatin1(it.key()), QString::fromLatin1(it.value()));
        return {{QStringLiteral("method"), QString::fromLatin1(request.method)}, {QStringLiteral("path"), QString::fromLatin1(request.path)},
                {QStringLiteral("query"), QString::fromLatin1(request.query)}, {QStringLiteral("target"), QString::fromLatin1(request.target)},
                {QStringLiteral("peer"), QString::fromLatin1(request.peer)}, {QStringLiteral("secure"), request.secure},
                {QStringLiteral("body"), QString::fromUtf8(request.body)}, {QStringLiteral("headers"), headers}};
    }

    /// GET /wait?scope=…&since=n&seconds=s: answers as soon as the scope's head is beyond n.
    Answer wait(const Request &request)
    {
        const QString scope = request.queryValue(u"scope").value_or(QString());
        const int head = m_office.head(scope);
        if (head <= request.queryValue(u"since").value_or(QString()).toInt() && request.mayWait) {
            if (auto meanwhile = m_office.takeInterruption())
                meanwhile();
            return Postpone{{scope}, request.queryValue(u"seconds").value_or(QStringLiteral("25")).toInt()};
        }
        return Response::json(200, {{QStringLiteral("head"), head}, {QStringLiteral("waited"), request.mayWait}});
    }

    Office &m_office;
    const Lane m_lane;
    bool m_isFirstRest = true;
};

QByteArray get(const QByteArray &target, const QByteArray &fields = {}) { return "GET " + target + " HTTP/1.1\r\nHost: centre\r\n" + fields + "\r\n"; }
QByteArray post(const QByteArray &target, const QByteArray &body, const QByteArray &fields = {})
{
    return "POST " + target + " HTTP/1.1\r\nHost: centre\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body;
}

/// How much more memory may be held after 64 MB were offered. The address sanitizer keeps shadows and borders of its own.
#if defined(__SANITIZE_ADDRESS__)
constexpr qint64 residentMost = 32 << 20;
#else
constexpr qint64 residentMost = 4 << 20;
#endif

/// Memory of this process in RAM now, without what earlier stories have left free.
qint64 residentBytes()
{
    ::malloc_trim(0);
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

} // namespace

class TestListener : public QObject
{
    Q_OBJECT

private:
    Listener::Options options() const { return {}; }
    void open(Listener::Options options = {})
    {
        m_office = std::make_unique<Office>();
        m_listener = std::make_unique<Listener>(std::move(options), serving());
        const auto started = m_listener->start();
        QVERIFY2(started.ok(), started ? "" : qPrintable(started.refusal().code));
    }
    Serving serving()
    {
        return {[](QByteArrayView, QByteArrayView path) -> RouteTraits {
                    if (path == QByteArrayView("/write"))
                        return {Lane::Write, 1'000};
                    if (path == QByteArrayView("/echo"))
                        return {Lane::Read, 4 << 20, false, QStringLiteral("/echo")};
                    if (path == QByteArrayView("/alive"))
                        return {Lane::Write, 0, true, QStringLiteral("/alive")};
                    return {Lane::Read, 1'000, false, QString::fromLatin1(path)};
                },
                [this](Lane lane) { return std::make_unique<OfficeService>(*m_office, lane); }};
    }
    void moveHead(const QString &scope)
    {
        {
            const std::scoped_lock lock(m_office->mutex);
            ++m_office->heads[scope];
        }
        m_listener->headsMoved({scope});
    }
    quint16 port() const { return m_listener->port(); }
    Listener::Options tlsOptions() const
    {
        Listener::Options options;
        options.certificateFile = m_folder.filePath(QStringLiteral("one.crt"));
        options.keyFile = m_folder.filePath(QStringLiteral("one.key"));
        return options;
    }
    std::unique_ptr<RawClient> client(bool secure) const
    {
        if (secure)
            return std::make_unique<TlsClient>(port());
        return std::make_unique<RawClient>(port());
    }
    static QString reasonOf(Listener::Options options)
    {
        Office office;
        Listener listener(std::move(options), {[](QByteArrayView, QByteArrayView) { return RouteTraits(); }, [&](Lane lane) { return std::make_unique<OfficeService>(office, lane); }});
        const auto started = listener.start();
        return started ? QString() : started.refusal().code;
    }

    std::unique_ptr<Office> m_office;
    std::unique_ptr<Listener> m_listener;
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        makeCertificate(m_folder.filePath(QStringLiteral("one.crt")), m_folder.filePath(QStringLiteral("one.key")), "one");
        makeCertificate(m_folder.filePath(QStringLiteral("two.crt")), m_folder.filePath(QStringLiteral("two.key")), "two");
        makeCertificate(m_folder.filePath(QStringLiteral("locked.crt")), m_folder.filePath(QStringLiteral("locked.key")), "locked", "secret");
    }
    void cleanup()
    {
        if (m_office)
            m_office->gate.release(10'000);      // nobody is left at a gate when a story ends early
        m_listener.reset();
    }

    // ------------------------------------------------------------------------------------------------- opening
    void opensOnAFreePort()
    {
        open();
        QVERIFY(port() > 0);
        QCOMPARE(RawClient(port()).ask(get("/echo")).status, 200);
    }

    void refusesPlainHttpBeyondThisMachine_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("code");
        QTest::newRow("every address") << QStringLiteral("0.0.0.0") << QStringLiteral("listener.plain-refused");
        QTest::newRow("every IPv6 address") << QStringLiteral("::") << QStringLiteral("listener.plain-refused");
        QTest::newRow("another loopback address") << QStringLiteral("127.0.0.9") << QString();
        QTest::newRow("an IPv4 address inside IPv6") << QStringLiteral("::ffff:10.0.0.1") << QStringLiteral("listener.plain-refused");
        QTest::newRow("a name") << QStringLiteral("centre.example") << QStringLiteral("listener.address-unusable");
        QTest::newRow("an address of somebody else, unbound") << QStringLiteral("192.0.2.1") << QStringLiteral("listener.plain-refused");
    }
    void refusesPlainHttpBeyondThisMachine()
    {
        QFETCH(QString, address);
        Listener::Options options;
        options.address = address;
        QTEST(reasonOf(options), "code");
    }

    void opensEverywhereWithACertificate()
    {
        auto options = tlsOptions();
        options.address = QStringLiteral("0.0.0.0");
        open(options);
        TlsClient client(port());
        QCOMPARE(client.ask(get("/echo")).status, 200);
    }

    void refusesAPortThatIsTaken()
    {
        open();
        Listener::Options options;
        options.port = port();
        QCOMPARE(reasonOf(options), QStringLiteral("listener.address-unusable"));
    }

    void refusesACertificateItCannotUse_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::newRow("no such certificate") << QStringLiteral("none.crt") << QStringLiteral("one.key");
        QTest::newRow("no such key") << QStringLiteral("one.crt") << QStringLiteral("none.key");
        QTest::newRow("the key of another") << QStringLiteral("one.crt") << QStringLiteral("two.key");
        QTest::newRow("a key with a passphrase") << QStringLiteral("locked.crt") << QStringLiteral("locked.key");
        QTest::newRow("a key instead of a certificate") << QStringLiteral("one.key") << QStringLiteral("one.key");
    }
    void refusesACertificateItCannotUse()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        Listener::Options options;
        options.certificateFile = m_folder.filePath(certificate);
        options.keyFile = m_folder.filePath(key);
        QCOMPARE(reasonOf(options), QStringLiteral("listener.certificate-unusable"));
    }

    void refusesToOpenWithoutItsServices()
    {
        Listener listener({}, {[](QByteArrayView, QByteArrayView) { return RouteTraits(); }, [](Lane) -> std::unique_ptr<Service> { throw std::runtime_error("no store"); }});
        const auto started = listener.start();
        QVERIFY(!started.ok());
        QCOMPARE(started.refusal().code, QStringLiteral("listener.service-failed"));
        QCOMPARE(started.refusal().facts[u"reason"].toString(), QStringLiteral("no store"));
    }

    // ------------------------------------------------------------------------------------------ answers, requests
    void readsTokensPathsAndParameters()
    {
        Request request;
        request.headers = {{"authorization", "bearer  abc.def "}};
        request.path = "/v1/scopes/d%2F610116//snapshot/";
        request.query = "name=%E5%BC%A0+%E4%BC%9F&flag&plus=1%2B1&name=second";
        QCOMPARE(request.bearerToken(), "abc.def");
        QCOMPARE(request.segments(), (QStringList{QStringLiteral("v1"), QStringLiteral("scopes"), QStringLiteral("d/610116"), QStringLiteral("snapshot")}));
        QCOMPARE(request.queryValue(u"name"), QStringLiteral("张 伟"));
        QCOMPARE(request.queryValue(u"plus"), QStringLiteral("1+1"));
        QCOMPARE(request.queryValue(u"flag"), QString());
        QVERIFY(request.queryValue(u"flag").has_value());
        QVERIFY(!request.queryValue(u"none").has_value());
        request.headers["authorization"] = "Basic abc";
        QVERIFY(request.bearerToken().isEmpty());
    }

    void describesAProblemByItsCode()
    {
        const Response response = Response::problem(409, QStringLiteral("stream.gap"), QStringLiteral("Gap"), {}, {{QStringLiteral("expected"), 7}});
        const QJsonObject body = object(response.body);
        QCOMPARE(response.contentType, "application/problem+json");
        QCOMPARE(body[u"type"].toString(), QStringLiteral("urn:onewindow:problem:stream.gap"));
        QCOMPARE(body[u"code"].toString(), QStringLiteral("stream.gap"));
        QCOMPARE(body[u"status"].toInt(), 409);
        QCOMPARE(body[u"expected"].toInt(), 7);
        QVERIFY(!body.contains(u"detail"));
    }

    void fillsAnAllowanceAgainWithTime()
    {
        RequestRates rates({2, 4});
        const RequestRates::Time start{};
        for (int i = 0; i < 4; ++i)
            QCOMPARE(rates.secondsToWait("a", start), 0);
        QCOMPARE(rates.secondsToWait("a", start), 1);
        QCOMPARE(rates.secondsToWait("b", start), 0);
        QCOMPARE(rates.secondsToWait("a", start + 499ms), 1);
        QCOMPARE(rates.secondsToWait("a", start + 500ms), 0);
        QCOMPARE(rates.secondsToWait("a", start + 600ms), 1);
        for (int i = 0; i < 4; ++i)
            QCOMPARE(rates.secondsToWait("a", start + 1h), 0);      // a long pause earns the burst, not more
        QCOMPARE(rates.secondsToWait("a", start + 1h), 1);
        for (int i = 0; i < 5'000; ++i)
            QCOMPARE(rates.secondsToWait(QByteArray::number(i), start + 1h), 0);
        QCOMPARE(rates.secondsToWait("a", start + 1h), 1);      // who is busy is not forgotten among many
    }

    void answersWithSafeHeadersAndWithoutItsName()
    {
        open();
        const auto reply = RawClient(port()).ask(post("/echo", "hello"));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, "hello");
        QCOMPARE(reply.headers.value("cache-control"), "no-store");
        QCOMPARE(reply.headers.value("x-content-type-options"), "nosniff");
        QCOMPARE(reply.headers.value("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
        QCOMPARE(reply.headers.value("referrer-policy"), "no-referrer");
        QVERIFY(reply.headers.value("x-request-id").size() == 16);
        QVERIFY(reply.headers.value("date").endsWith(" GMT"));
        for (const char *telling : {"server", "x-powered-by", "via", "strict-transport-security"}) // the last would mean nothing without TLS
            QVERIFY2(!reply.headers.contains(telling), telling);
        QVERIFY(!reply.headers.contains("connection"));
    }

    void givesTheServiceTheWholeRequest()
    {
        open();
        const auto reply = RawClient(port()).ask(post("/seen?a=%E9%95%BF", "body", "Cookie: a=1\r\nX-Twice: 1\r\nCookie: b=2\r\nx-twice: 2\r\n"));
        const QJsonObject seen = object(reply.body);
        QCOMPARE(seen[u"method"].toString(), QStringLiteral("POST"));
        QCOMPARE(seen[u"path"].toString(), QStringLiteral("/seen"));
        QCOMPARE(seen[u"query"].toString(), QStringLiteral("a=%E9%95%BF"));
        QCOMPARE(seen[u"body"].toString(), QStringLiteral("body"));
        QCOMPARE(seen[u"peer"].toString(), QStringLiteral("127.0.0.1"));
        QCOMPARE(seen[u"secure"].toBool(), false);
        QCOMPARE(seen[u"headers"][u"cookie"].toString(), QStringLiteral("a=1; b=2"));
        QCOMPARE(seen[u"headers"][u"x-twice"].toString(), QStringLiteral("1, 2"));
    }

    void readsARequestCutAnywhere()
    {
        open();
        const QByteArray whole = "POST /echo HTTP/1.1\r\nHost: centre\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nfour\r\n1\r\n!\r\n0\r\nX-Trailer: 1\r\n\r\n";
        RawClient client(port());
        for (qsizetype cut = 1; cut < whole.size(); ++cut) {
            QVERIFY(client.send(whole.left(cut)));
            const auto reply = client.ask(whole.mid(cut));
            QVERIFY2(reply.status == 200 && reply.body == "four!", qPrintable(QString::number(cut)));
        }
        for (const char byte : whole)
            QVERIFY(client.send(QByteArray(1, byte)));
        QCOMPARE(client.receive().body, "four!");
    }

    void understandsWhatIsRareButRight_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("absolute form") << QByteArray("GET http://other.example/seen?x HTTP/1.1\r\nHost: centre\r\n\r\n") << QByteArray("/seen");
        QTest::newRow("empty lines before") << QByteArray("\r\n\r\nGET /seen HTTP/1.1\r\nHost: centre\r\n\r\n") << QByteArray("/seen");
        QTest::newRow("HTTP/1.0 without Host") << QByteArray("GET /seen HTTP/1.0\r\n\r\n") << QByteArray("/seen");
        QTest::newRow("empty Host") << QByteArray("GET /seen HTTP/1.1\r\nHost:\r\n\r\n") << QByteArray("/seen");
        QTest::newRow("identity coding") << QByteArray("GET /seen HTTP/1.1\r\nHost: c\r\nContent-Encoding: identity\r\n\r\n") << QByteArray("/seen");
        QTest::newRow("Chunked in capitals") << QByteArray("POST /seen HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n") << QByteArray("/seen");
        QTest::newRow("an escaped slash stays") << QByteArray("GET /%73een HTTP/1.1\r\nHost: c\r\n\r\n") << QByteArray();
    }
    void understandsWhatIsRareButRight()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, path);
        open();
        const auto reply = RawClient(port()).ask(request);
        QCOMPARE(reply.status, path.isEmpty() ? 404 : 200);
        QCOMPARE(object(reply.body)[u"path"].toString(), QString::fromLatin1(path));
    }

    void refusesWhatCouldBeReadInTwoWays_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &fields, int status) {
            QTest::newRow(name) << QByteArray("POST /echo HTTP/1.1\r\n" + fields + "\r\n0\r\n\r\n") << status;
        };
        const QByteArray host = "Host: centre\r\n";
        row("no Host", "Content-Length: 5\r\n", 400);
        row("two Hosts", host + host + "Content-Length: 5\r\n", 400);
        row("length, then chunked", host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400);
        row("a folded line", host + "Transfer-Encoding:\r\n chunked\r\n", 400);
        row("a folded line in the middle", host + "X: y\r\n\tContent-Length: 5\r\n", 400);
        row("chunked, then length", host + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400);
        row("gzip, then length", host + "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", 400);
        row("chunked in HTTP/1.0", {}, 400);
        row("gzip, chunked", host + "Transfer-Encoding: gzip, chunked\r\n", 501);
        row("chunked twice", host + "Transfer-Encoding: chunked, chunked\r\n", 501);
        row("chunked in two fields", host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400);
        row("identity", host + "Transfer-Encoding: identity\r\n", 501);
        row("xchunked", host + "Transfer-Encoding: xchunked\r\n", 501);
        row("chunked with a tab in front", host + "Transfer-Encoding:\x0b" "chunked\r\n", 400);
        row("chunked;q=1", host + "Transfer-Encoding: chunked;q=1\r\n", 501);
        row("a space before the colon", host + "Transfer-Encoding : chunked\r\n", 400);
        row("two different lengths", host + "Content-Length: 5\r\nContent-Length: 6\r\n", 400);
        row("the same length twice", host + "Content-Length: 5\r\nContent-Length: 5\r\n", 400);
        row("a list of lengths", host + "Content-Length: 5, 5\r\n", 400);
        row("a signed length", host + "Content-Length: +5\r\n", 400);
        row("a negative length", host + "Content-Length: -5\r\n", 400);
        row("a hexadecimal length", host + "Content-Length: 0x5\r\n", 400);
        row("an empty length", host + "Content-Length:\r\n", 400);
        row("a length beyond 64 bits", host + "Content-Length: 99999999999999999999\r\n", 400);
        row("an unknown expectation", host + "Content-Length: 5\r\nExpect: the-moon\r\n", 417);
        row("a compressed body", host + "Content-Length: 5\r\nContent-Encoding: gzip\r\n", 415);
        row("a NUL in a field", host + QByteArray("X: a\0b\r\nContent-Length: 5\r\n", 25), 400);
        const auto raw = [](const char *name, const QByteArray &bytes, int status) { QTest::newRow(name) << bytes << status; };
        raw("not HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 this is a TLS greeting\r\n\r\n", 400);
        raw("lines without CR", "GET /seen HTTP/1.1\nHost: centre\n\n", 505);
        raw("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
        raw("HTTP/0.9", "GET /seen\r\n\r\n", 400);
        raw("a relative target", "GET seen HTTP/1.1\r\nHost: c\r\n\r\n", 400);
        raw("a tunnel", "CONNECT other.example:443 HTTP/1.1\r\nHost: c\r\n\r\n", 400);
        raw("another scheme", "GET ftp://other.example/seen HTTP/1.1\r\nHost: c\r\n\r\n", 400);
        raw("a fragment", "GET /seen#x HTTP/1.1\r\nHost: c\r\n\r\n", 400);
        raw("half a percent sign", "GET /seen%2 HTTP/1.1\r\nHost: c\r\n\r\n", 400);
        raw("an escaped NUL", "GET /seen%00 HTTP/1.1\r\nHost: c\r\n\r\n", 400);
        raw("raw UTF-8", "GET /\xe9\x95\xbf HTTP/1.1\r\nHost: c\r\n\r\n", 400);
        const QByteArray chunked = "POST /echo HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n";
        raw("a chunk size that is none", chunked + "zz\r\n", 400);
        raw("a chunk size beyond 64 bits", chunked + "fffffffffffffffff\r\n", 400);
        raw("a chunk longer than said", chunked + "2\r\nabcd\r\n0\r\n\r\n", 400);
        raw("a chunk over the limit", chunked + "400001\r\n", 413);
        raw("chunks over the limit", chunked + "400000\r\n" + QByteArray(0x400000, 'x') + "\r\n1\r\n", 413);
        raw("an endless chunk extension", chunked + "1;" + QByteArray(40'000, 'x'), 400);
    }
    void refusesWhatCouldBeReadInTwoWays()
    {
        QFETCH(QByteArray, request);
        if (qstrcmp(QTest::currentDataTag(), "chunked in HTTP/1.0") == 0)
            request = "POST /echo HTTP/1.0\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        open();
        RawClient client(port());
        QVERIFY(client.send(request));
        const auto reply = client.receive();
        QTEST(reply.status, "status");
        QCOMPARE(reply.headers.value("content-type"), "application/problem+json");
        QCOMPARE(reply.headers.value("connection"), "close");
        QVERIFY2(client.isClosed(), "what follows on this connection could be anything");
        QCOMPARE(m_office->answered, 0);
    }

    void survivesRubbish()
    {
        open();
        const QByteArray sound = post("/echo?q=1", "hello", "Transfer-Encoding: chunked\r\n") + get("/seen");
        for (int seed = 0; seed < 300; ++seed) {
            QByteArray broken = sound;
            for (int i = 0; i < 1 + seed % 5; ++i)
                broken[(seed * 7919 + i * 104729) % broken.size()] = char((seed * 31 + i * 17) & 0xff);
            RawClient client(port());
            QVERIFY(client.send(broken));
            client.endSending();
        }
        QTRY_COMPARE(m_listener->load().connections, 0);
        QCOMPARE(RawClient(port()).ask(get("/seen")).status, 200);
    }

    void leavesTheMethodToTheService()
    {
        open();
        RawClient client(port());
        QCOMPARE(client.ask("BREW /seen HTTP/1.1\r\nHost: c\r\n\r\n").status, 405);
        QCOMPARE(client.ask("OPTIONS * HTTP/1.1\r\nHost: c\r\n\r\n").status, 405);
    }

    void letsNobodyWriteIntoAnAnswer()
    {
        open();
        RawClient client(port());
        QTest::ignoreMessage(QtCriticalMsg, "The field Location was left out of an answer, as it breaks the line");
        const auto reply = client.ask(get("/inject"));
        QCOMPARE(reply.status, 200);
        QVERIFY(!reply.headers.contains("set-cookie"));
        QVERIFY(!reply.headers.contains("location"));
        QCOMPARE(reply.headers.value("etag"), "1");
        QCOMPARE(reply.body, "done");
    }

    void answersHeadAsGetWithoutTheBody()
    {
        open();
        RawClient client(port());
        QVERIFY(client.send("HEAD /large HTTP/1.1\r\nHost: c\r\n\r\n"));
        const auto reply = client.receive(true);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers.value("content-length"), QByteArray::number(8 << 20));
        QCOMPARE(client.ask(post("/echo", "next")).body, "next");
    }

    void answersWithoutABodyWhereThereIsNone()
    {
        open();
        RawClient client(port());
        const auto reply = client.ask(get("/nothing"));
        QCOMPARE(reply.status, 204);
        QVERIFY(!reply.headers.contains("content-length"));
        QCOMPARE(client.ask(post("/echo", "next")).body, "next");
    }

    void answersPipelinedRequestsInOrder()
    {
        open();
        RawClient client(port());
        QByteArray all = post("/write", "");
        for (int i = 0; i < 200; ++i)
            all += post("/echo", QByteArray::number(i));
        QVERIFY(client.send(all));
        QVERIFY(m_office->atGate.tryAcquire(1, 5'000));
        QVERIFY2(client.isSilent(20), "a faster lane must not overtake");
        m_office->gate.release();
        QCOMPARE(client.receive().body, "through");
        for (int i = 0; i < 200; ++i)
            QCOMPARE(client.receive().body, QByteArray::number(i));
    }

    void closesWhenAsked()
    {
        open();
        RawClient client(port());
        const auto reply = client.ask(get("/seen", "Connection: close\r\n"));
        QCOMPARE(reply.headers.value("connection"), "close");
        QVERIFY(client.isClosed());
        RawClient old(port());
        QCOMPARE(old.ask("GET /seen HTTP/1.0\r\nHost: c\r\n\r\n").status, 200);
        QVERIFY(old.isClosed());
    }

    void answersAClientThatHasEndedSending()
    {
        open();
        RawClient client(port());
        QVERIFY(client.send(get("/gate")));
        client.endSending();
        QVERIFY(m_office->atGate.tryAcquire(1, 5'000));
        m_office->gate.release();
        QCOMPARE(client.receive().body, "through");
        QVERIFY(client.isClosed());
    }

    void deliversLargeAnswersWhole()
    {
        open();
        RawClient client(port());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(get("/large")).body.size(), 8 << 20);
    }

    void takesLargeBodiesWhole()
    {
        open();
        QByteArray body(4 << 20, '\0');
        for (qsizetype i = 0; i < body.size(); ++i)
            body[i] = char(i * 31 / 7);
        RawClient client(port());
        QVERIFY(client.ask(post("/echo", body)).body == body);
        QTRY_COMPARE(m_listener->load().bodyBytes, 0);
    }

    void saysContinueOnlyWhenTheBodyIsWelcome()
    {
        open();
        RawClient client(port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: c\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"));
        QCOMPARE(client.receive().status, 100);
        QCOMPARE(client.ask("hello").body, "hello");

        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: c\r\nContent-Length: 5000000\r\nExpect: 100-continue\r\n\r\n"));
        QCOMPARE(client.receive().status, 413);
        QVERIFY(client.isClosed());
    }

    // --------------------------------------------------------------------------------------------------- limits
    void refusesAHugeBodyBeforeReadingIt()
    {
        open();
        RawClient client(port());
        const qint64 before = residentBytes();
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: c\r\nContent-Length: 1073741824\r\n\r\n"));
        const auto reply = client.receive();
        QCOMPARE(reply.status, 413);
        QCOMPARE(object(reply.body)[u"code"].toString(), QStringLiteral("request.body-too-large"));
        QVERIFY(residentBytes() - before < 4 << 20);
    }

    void letsAnUnwantedUploaderReadItsRefusal()
    {
        open();
        RawClient client(port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: c\r\nContent-Length: 1073741824\r\n\r\n"));
        const QByteArray part(1 << 20, 'x');
        for (int i = 0; i < 6; ++i)
            QVERIFY2(client.send(part), "a reset would have thrown the answer away");
        QCOMPARE(client.receive().status, 413);
    }

    void endsAnEndlessHeader_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<int>("status");
        QTest::newRow("one line") << QByteArray("GET /seen HTTP/1.1\r\nHost: c\r\nX: ") << QByteArray(4096, 'x') << 431;
        QTest::newRow("many lines") << QByteArray("GET /seen HTTP/1.1\r\nHost: c\r\n") << QByteArray("X: 1\r\n").repeated(700) << 431;
        QTest::newRow("the target") << QByteArray("GET /") << QByteArray(4096, 'x') << 414;
        QTest::newRow("the method") << QByteArray() << QByteArray(4096, 'G') << 414;
    }
    void endsAnEndlessHeader()
    {
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, more);
        open();
        const qint64 before = residentBytes();
        RawClient client(port());
        bool taken = client.send(start);
        for (qint64 sent = 0; taken && sent < 64 << 20; sent += more.size())
            taken = client.send(more);
        QVERIFY2(residentBytes() - before < residentMost, "an endless header must not be kept");

        RawClient polite(port());
        QVERIFY(polite.send(start));
        for (int i = 0; i < 5; ++i)
            polite.send(more);
        QTEST(polite.receive().status, "status");
        QVERIFY(polite.isClosed());
    }

    void countsAllFieldsTogether()
    {
        open();
        QByteArray fields;
        for (int i = 0; i < 1'000; ++i)
            fields += "X-" + QByteArray::number(i) + ": 0123456789\r\n";
        QCOMPARE(RawClient(port()).ask(get("/seen", fields)).status, 431);
        QCOMPARE(RawClient(port()).ask(get("/seen", fields.left(fields.indexOf("X-500:")))).status, 200);

        // In two parts of which neither is too much in itself.
        const QByteArray tooMuch = get("/seen", fields.left(fields.lastIndexOf("X-", 17'000)));
        RawClient client(port());
        QVERIFY(client.send(tooMuch.left(1'900)));
        QVERIFY(client.isSilent(50));
        QCOMPARE(client.ask(tooMuch.mid(1'900)).status, 431);
    }

    void refusesALongTarget()
    {
        open();
        RawClient client(port());
        QCOMPARE(client.ask(get("/seen?" + QByteArray(8 * 1024 - 6, 'x'))).status, 200);
        QCOMPARE(client.ask(get("/seen?" + QByteArray(8 * 1024 - 5, 'x'))).status, 414);
    }

    void boundsTheBodiesOfAllTogether()
    {
        Listener::Options options;
        options.limits.bodyBytesTotalMax = 100'000;
        open(options);
        RawClient first(port());
        QVERIFY(first.send("POST /echo HTTP/1.1\r\nHost: c\r\nContent-Length: 60001\r\n\r\n" + QByteArray(60'000, 'x')));
        QTRY_COMPARE(m_listener->load().bodyBytes, 60'000);
        const auto refused = RawClient(port()).ask(post("/echo", QByteArray(60'000, 'x')));
        QCOMPARE(refused.status, 503);
        QVERIFY(refused.headers.value("retry-after").toInt() >= 1);
        QCOMPARE(first.ask("x").body.size(), 60'001);
        QTRY_COMPARE(m_listener->load().bodyBytes, 0);
        QCOMPARE(RawClient(port()).ask(post("/echo", QByteArray(60'000, 'x'))).status, 200);
        QTRY_COMPARE(m_listener->load().bodyBytes, 0);
    }

    void endsASlowHeaderAtItsDeadline()
    {
        Listener::Options options;
        options.limits.headerTime = 150ms;
        open(options);
        RawClient client(port());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(client.send("GET /seen HTTP/1.1\r\n"));
        while (client.isSilent(20)) {
            QVERIFY2(timer.elapsed() < 2'000, "more bytes must not win more time");
            QVERIFY(client.send("X: y\r\n"));
        }
        QCOMPARE(client.receive().status, 408);
        QVERIFY(client.isClosed());
        RawClient mute(port());
        QVERIFY(mute.isClosed(1'000));
    }

    void endsABodyThatComesTooSlowly()
    {
        Listener::Options options;
        options.limits.transferGrace = 100ms;
        open(options);
        RawClient client(port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: c\r\nContent-Length: 100000\r\n\r\nx"));
        QCOMPARE(client.receive().status, 408);
        QVERIFY(client.isClosed());
    }

    void givesALargeBodyTheTimeItsRateEarns()
    {
        Listener::Options options;
        options.limits.transferGrace = 50ms;
        options.limits.transferBytesPerSecondMin = 10'000;
        open(options);
        RawClient client(port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: c\r\nContent-Length: 3001\r\n\r\n" + QByteArray(3'000, 'x')));
        QVERIFY2(client.isSilent(200), "3,000 bytes earn 300 ms");
        QCOMPARE(client.ask("x").status, 200);
    }

    void endsAClientThatDoesNotTakeItsAnswer()
    {
        Listener::Options options;
        options.limits.transferGrace = 100ms;
        options.limits.transferBytesPerSecondMin = 1 << 30;
        QSemaphore undelivered;
        options.log = [&](const Listener::AccessRecord &record) { record.delivered ? void() : undelivered.release(); };
        open(options);
        RawClient client(port());
        for (int i = 0; i < 8; ++i)
            QVERIFY(client.send(get("/large")));
        QVERIFY(undelivered.tryAcquire(1, 5'000));
        QTRY_COMPARE(m_listener->load().connections, 0);
    }

    void closesAnIdleConnection()
    {
        Listener::Options options;
        options.limits.idleTime = 100ms;
        open(options);
        RawClient client(port());
        QCOMPARE(client.ask(get("/seen")).status, 200);
        QVERIFY(client.isClosed(2'000));
    }

    void turnsAwayOneConnectionTooMany()
    {
        Listener::Options options;
        options.limits.admission.connectionsMax = 2;
        open(options);
        auto first = std::make_unique<RawClient>(port());
        RawClient second(port());
        QCOMPARE(first->ask(get("/seen")).status, 200);
        QCOMPARE(second.ask(get("/seen")).status, 200);
        RawClient third(port());
        const auto refused = third.receive();
        QCOMPARE(refused.status, 503);
        QVERIFY(refused.headers.value("retry-after").toInt() >= 1);
        QVERIFY(third.isClosed());
        first.reset();
        QTRY_COMPARE(m_listener->load().connections, 1);
        QCOMPARE(RawClient(port()).ask(get("/seen")).status, 200);
    }

    void turnsAwayOneAddressThatTakesTooMuch()
    {
        Listener::Options options;
        options.limits.admission.connectionsPerAddressMax = 1;
        open(options);
        RawClient first(port());
        QCOMPARE(first.ask(get("/seen")).status, 200);
        QCOMPARE(RawClient(port()).receive().status, 503);
        QCOMPARE(RawClient(port(), "127.0.0.2").ask(get("/seen")).status, 200);
    }

    void limitsTheRequestsOfOneAddress()
    {
        Listener::Options options;
        options.limits.addressRate = {0.2, 3};
        open(options);
        RawClient client(port());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(get("/seen")).status, 200);
        const auto refused = client.ask(get("/seen"));
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.headers.value("retry-after"), "5");
        QCOMPARE(client.ask(get("/seen")).status, 429);      // the connection stays
        QCOMPARE(RawClient(port(), "127.0.0.2").ask(get("/seen")).status, 200);
    }

    void believesATrustedProxyOnly()
    {
        Listener::Options options;
        options.limits.addressRate = {0.001, 1};
        options.limits.admission.connectionsPerAddressMax = 1;
        options.proxies = {"127.0.0.9"};
        open(options);
        const QByteArray claim = "X-Forwarded-For: 203.0.113.5, 198.51.100.7\r\nX-Forwarded-Proto: https\r\n";
        RawClient liar(port());
        const QJsonObject lied = object(liar.ask(get("/seen", claim)).body);
        QCOMPARE(lied[u"peer"].toString(), QStringLiteral("127.0.0.1"));
        QCOMPARE(lied[u"secure"].toBool(), false);

        RawClient proxy(port(), "127.0.0.9");
        RawClient again(port(), "127.0.0.9");      // no limit of connections for the proxy itself
        const QJsonObject told = object(proxy.ask(get("/seen", claim)).body);
        QCOMPARE(told[u"peer"].toString(), QStringLiteral("198.51.100.7"));
        QCOMPARE(told[u"secure"].toBool(), true);
        QCOMPARE(again.ask(get("/seen", claim)).status, 429);
        QCOMPARE(again.ask(get("/seen", "X-Forwarded-For: 198.51.100.8\r\n")).status, 200);
        QCOMPARE(object(again.ask(get("/seen", "X-Forwarded-For: nonsense\r\n")).body)[u"peer"].toString(), QStringLiteral("127.0.0.9"));
    }

    // ---------------------------------------------------------------------------------------------------- lanes
    void writesOnOneThreadAndReadsBeside()
    {
        open();
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<RawClient>(port()));
            QVERIFY(clients.back()->send(i < 4 ? get("/gate") : post("/write", "")));
        }
        QVERIFY2(m_office->atGate.tryAcquire(5, 5'000), "four readers and one writer are at work together");
        QVERIFY2(!m_office->atGate.tryAcquire(1, 30), "but not two writers");
        m_office->gate.release(10);
        for (const auto &client : clients)
            QCOMPARE(client->receive().status, 200);
        QCOMPARE(m_office->writers.size(), 1u);
        QCOMPARE(m_office->readers.size(), 4u);
        QVERIFY(!m_office->readers.contains(*m_office->writers.begin()));
    }

    void saysBusyWhenALaneIsFull()
    {
        Listener::Options options;
        options.limits.writeQueueMax = 2;
        open(options);
        std::vector<std::unique_ptr<RawClient>> waiting;
        const auto write = [&] {
            waiting.push_back(std::make_unique<RawClient>(port()));
            return waiting.back()->send(post("/write", "x"));
        };
        QVERIFY(write());
        QVERIFY(m_office->atGate.tryAcquire(1, 5'000));
        QVERIFY(write() && write());
        QTRY_COMPARE(m_listener->load().queued, 2);

        RawClient client(port());
        const auto busy = client.ask(post("/write", "x"));
        QCOMPARE(busy.status, 503);
        const int retry = busy.headers.value("retry-after").toInt();
        QVERIFY(retry >= 1 && retry <= 3);
        QCOMPARE(object(busy.body)[u"code"].toString(), QStringLiteral("server.busy"));
        QCOMPARE(client.ask(get("/seen")).status, 200);      // reading goes on, on the same connection
        m_office->gate.release(3);
        for (const auto &each : waiting)
            QCOMPARE(each->receive().status, 200);
    }

    void fillsAQueueAgainstItsSenderOnly()
    {
        Listener::Options options;
        options.limits.writeQueueMax = 4;
        open(options);
        std::vector<std::unique_ptr<RawClient>> greedy;
        const auto write = [&] {
            greedy.push_back(std::make_unique<RawClient>(port(), "127.0.0.2"));
            return greedy.back()->send(post("/write", "x"));
        };
        QVERIFY(write());
        QVERIFY(m_office->atGate.tryAcquire(1, 5'000));
        for (int i = 0; i < 4; ++i) {
            QVERIFY(write());
            QTRY_COMPARE(m_listener->load().queued, i + 1);
        }
        QCOMPARE(RawClient(port(), "127.0.0.2").ask(post("/write", "x")).status, 503);
        RawClient modest(port(), "127.0.0.3");
        QVERIFY(modest.send(post("/write", "x")));
        const auto turnedAway = greedy.back()->receive();      // the last of who has most
        QCOMPARE(turnedAway.status, 503);
        QVERIFY(turnedAway.headers.value("retry-after").toInt() >= 1);
        QCOMPARE(m_listener->load().queued, 4);
        m_office->gate.release(5);
        QCOMPARE(modest.receive().status, 200);
        greedy.pop_back();
        for (const auto &each : greedy)
            QCOMPARE(each->receive().status, 200);
    }

    void readsNoGigabyteOfWhomItHasRefused()
    {
        open();
        RawClient client(port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: centre\r\nContent-Length: 1073741824\r\n\r\n"));
        const QByteArray block(1 << 20, 'x');
        int sent = 0;
        while (sent < 64 && client.send(block))
            ++sent;
        QVERIFY2(sent < 32, qPrintable(QString::number(sent)));
    }

    void saysThatItLivesThoughItsLanesAreFull()
    {
        Listener::Options options;
        options.limits.writeQueueMax = 1;
        open(options);
        std::vector<std::unique_ptr<RawClient>> waiting;
        for (int i = 0; i < 2; ++i) {
            waiting.push_back(std::make_unique<RawClient>(port()));
            QVERIFY(waiting.back()->send(post("/write", "x")));
            if (i == 0)
                QVERIFY(m_office->atGate.tryAcquire(1, 5'000));
        }
        QTRY_COMPARE(m_listener->load().queued, 1);
        RawClient client(port());
        QCOMPARE(client.ask(post("/write", "x")).status, 503);
        QCOMPARE(client.ask(get("/alive")).status, 200);
        m_office->gate.release(2);
        for (const auto &each : waiting)
            QCOMPARE(each->receive().status, 200);
    }

    void givesTheWriterTimeBetweenRequests()
    {
        Listener::Options options;
        options.limits.restInterval = 20ms;
        QTest::ignoreMessage(QtCriticalMsg, "work between requests ended in a fault: the clock stopped");
        open(options);
        QVERIFY(m_office->rests.tryAcquire(3, 5'000));
        QCOMPARE(RawClient(port()).ask(get("/seen")).status, 200);
    }

    void survivesAFaultInAService()
    {
        open();
        RawClient client(port());
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("request [0-9a-f]{16} ended in a fault: the disk is on fire")));
        const auto reply = client.ask(get("/fault"));
        QCOMPARE(reply.status, 500);
        QVERIFY2(!reply.body.contains("disk"), "the client is not told our insides");
        QCOMPARE(client.ask(get("/seen")).status, 200);
    }

    void answersEvenWhenAServiceNeverDecides()
    {
        open();
        QTest::ignoreMessage(QtCriticalMsg, "/never was postponed though it must not wait any more");
        QCOMPARE(RawClient(port()).ask(get("/never")).status, 500);
    }

    // ------------------------------------------------------------------------------------------------ long polls
    void wakesALongPollWhenItsScopeMoves()
    {
        open();
        RawClient client(port());
        QVERIFY(client.send(get("/wait?scope=d/610116")));
        QTRY_COMPARE(m_listener->load().postponed, 1);
        const int before = m_office->answered;
        moveHead(QStringLiteral("d/610113"));
        QVERIFY(client.isSilent(30));
        QCOMPARE(m_office->answered, before);      // another district's news costs nothing here
        moveHead(QStringLiteral("d/610116"));
        const QJsonObject body = object(client.receive().body);
        QCOMPARE(body[u"head"].toInt(), 1);
        QCOMPARE(body[u"waited"].toBool(), true);
        QCOMPARE(m_listener->load().postponed, 0);
        QCOMPARE(client.ask(get("/seen")).status, 200);
    }

    void answersALongPollAtItsDeadline()
    {
        open();
        RawClient client(port());
        QElapsedTimer timer;
        timer.start();
        const QJsonObject body = object(client.ask(get("/wait?scope=ref&seconds=1")).body);
        QVERIFY(timer.elapsed() >= 1'000 && timer.elapsed() < 2'000);
        QCOMPARE(body[u"waited"].toBool(), false);
        QCOMPARE(object(client.ask(get("/wait?scope=ref&seconds=0")).body)[u"waited"].toBool(), false);
        QCOMPARE(object(client.ask(get("/wait?scope=ref&seconds=-7")).body)[u"waited"].toBool(), false);
    }

    void neverWaitsLongerThanTheListenerAllows()
    {
        Listener::Options options;
        options.limits.waitSecondsMax = 0;
        open(options);
        QCOMPARE(object(RawClient(port()).ask(get("/wait?scope=ref&seconds=3600")).body)[u"waited"].toBool(), false);
    }

    void goesOnWaitingWhenTheMoveWasNotForIt()
    {
        open();
        RawClient client(port());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(client.send(get("/wait?scope=ref&since=5&seconds=1")));
        QTRY_COMPARE(m_listener->load().postponed, 1);
        const int before = m_office->answered;
        QVERIFY(client.isSilent(500));
        moveHead(QStringLiteral("ref"));
        QTRY_COMPARE(m_office->answered, before + 1);      // looked again, and there is nothing beyond 5
        QCOMPARE(object(client.receive().body)[u"waited"].toBool(), false);
        QVERIFY2(timer.elapsed() < 1'450, "looking again does not start the time anew");
    }

    void losesNoMoveBetweenLookingAndWaiting()
    {
        open();
        m_office->interruption = [this] { moveHead(QStringLiteral("ref")); };
        RawClient client(port());
        QElapsedTimer timer;
        timer.start();
        const QJsonObject body = object(client.ask(get("/wait?scope=ref&seconds=20")).body);
        QCOMPARE(body[u"head"].toInt(), 1);
        QVERIFY(timer.elapsed() < 2'000);
    }

    void freesALongPollWhoseClientIsGone()
    {
        open();
        auto client = std::make_unique<RawClient>(port());
        QVERIFY(client->send(post("/wait?scope=ref", QByteArray(900, 'x'))));
        QTRY_COMPARE(m_listener->load().postponed, 1);
        QCOMPARE(m_listener->load().bodyBytes, 900);
        client.reset();
        QTRY_COMPARE(m_listener->load().connections, 0);
        QCOMPARE(m_listener->load().postponed, 0);
        QCOMPARE(m_listener->load().bodyBytes, 0);
        moveHead(QStringLiteral("ref"));
        QCOMPARE(RawClient(port()).ask(get("/seen")).status, 200);
    }

    void keepsARequestPipelinedBehindALongPoll()
    {
        open();
        RawClient client(port());
        QVERIFY(client.send(get("/wait?scope=ref")));
        QTRY_COMPARE(m_listener->load().postponed, 1);
        QVERIFY(client.send(post("/echo", "behind") + post("/echo", "further behind")));
        QVERIFY(client.isSilent(30));
        moveHead(QStringLiteral("ref"));
        QCOMPARE(object(client.receive().body)[u"head"].toInt(), 1);
        QCOMPARE(client.receive().body, "behind");
        QCOMPARE(client.receive().body, "further behind");
    }

    void keepsLongPollsInLittleMemory_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::addColumn<int>("count");
        QTest::addColumn<qint64>("bytesEachMax");
        QTest::newRow("plain") << false << 2'000 << qint64(16'000);
        QTest::newRow("TLS, with the client's side") << true << 500 << qint64(60'000);
    }
    void keepsLongPollsInLittleMemory()
    {
        QFETCH(bool, secure);
        QFETCH(int, count);
        Listener::Options options = secure ? tlsOptions() : Listener::Options();
        options.limits.admission.connectionsMax = 8'000;      // also lets this process have both ends
        options.limits.admission.connectionsPerAddressMax = 8'000;
        options.limits.readQueueMax = 500;
        options.limits.readThreads = 2;
        open(options);
        const qint64 before = residentBytes();
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < count; ++i) {
            clients.push_back(client(secure));
            QVERIFY(clients.back()->send(get("/wait?scope=ref", "Authorization: Bearer 0123456789abcdef0123456789abcdef\r\nAccept: application/x-ndjson\r\n")));
            if (i % 500 == 499)
                QTRY_COMPARE(m_listener->load().postponed, i + 1);      // never more than the queue takes
        }
        const qint64 bytesEach = (residentBytes() - before) / count;
        QFETCH(qint64, bytesEachMax);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        bytesEachMax *= 10;      // the sanitizers' own shadow
#endif
        QVERIFY(bytesEach < bytesEachMax);
        const auto other = client(secure);
        QCOMPARE(other->ask(get("/seen")).status, 200);      // no thread is held
        moveHead(QStringLiteral("ref"));
        for (const auto &client : clients)
            QVERIFY2(client->receive().status == 200, "a herd of woken clients is not refused");
    }

    // ------------------------------------------------------------------------------------------------- draining
    void deliversWhatHasBegunWhenItDrains()
    {
        open();
        RawClient idle(port());
        QCOMPARE(idle.ask(get("/seen")).status, 200);
        RawClient working(port());
        QVERIFY(working.send(post("/write", "x")));
        QVERIFY(m_office->atGate.tryAcquire(1, 5'000));
        RawClient waiting(port());
        QVERIFY(waiting.send(get("/wait?scope=ref&seconds=50")));
        QTRY_COMPARE(m_listener->load().postponed, 1);
        RawClient uploading(port());
        QVERIFY(uploading.send("POST /echo HTTP/1.1\r\nHost: c\r\nContent-Length: 2\r\n\r\na"));
        QTRY_COMPARE(m_listener->load().bodyBytes, 2);

        QElapsedTimer timer;
        timer.start();
        std::thread draining([this] { m_listener->drain(20); });
        QVERIFY2(idle.isClosed(), "who has nothing under way goes at once");
        const QJsonObject waited = object(waiting.receive().body);
        QCOMPARE(waited[u"waited"].toBool(), false);
        QVERIFY(waiting.isClosed());
        QVERIFY2(!RawClient(port()).connected(), "nobody new comes in");
        const auto uploaded = uploading.ask("b");
        QCOMPARE(uploaded.body, "ab");
        QCOMPARE(uploaded.headers.value("connection"), "close");
        m_office->gate.release();
        QCOMPARE(working.receive().body, "through");
        QVERIFY(working.isClosed());
        uploading.hangUp();
        waiting.hangUp();
        working.hangUp();
        idle.hangUp();
        draining.join();
        QVERIFY(timer.elapsed() < 5'000);
        QCOMPARE(m_listener->load().connections, 0);
    }

    void laysNothingAsideOnceItDrains()
    {
        open();
        RawClient idle(port());
        QCOMPARE(idle.ask(get("/seen")).status, 200);
        std::thread draining;
        m_office->interruption = [&] {
            draining = std::thread([this] { m_listener->drain(20); });
            idle.isClosed();      // then the draining is under way
        };
        RawClient client(port());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(object(client.ask(get("/wait?scope=ref&seconds=20")).body)[u"waited"].toBool(true), false);
        client.hangUp();
        idle.hangUp();
        draining.join();
        QVERIFY(timer.elapsed() < 5'000);
    }

    void drainsNoLongerThanItMay()
    {
        open();
        RawClient working(port());
        QVERIFY(working.send(post("/write", "x")));
        QVERIFY(m_office->atGate.tryAcquire(1, 5'000));
        QElapsedTimer timer;
        timer.start();
        m_listener->drain(0);
        m_listener->drain(10);      // again is harmless
        QVERIFY(timer.elapsed() < 2'000);
        m_office->gate.release();
        m_listener.reset();
        QVERIFY(working.isClosed());
    }

    void closesWithEverythingOpen()
    {
        open();
        RawClient half(port());
        QVERIFY(half.send("GET /se"));
        RawClient waiting(port());
        QVERIFY(waiting.send(get("/wait?scope=ref")));
        QTRY_COMPARE(m_listener->load().postponed, 1);
        m_listener.reset();
        QVERIFY(half.isClosed());
        QVERIFY(waiting.isClosed());
    }

    // ------------------------------------------------------------------------------------------------------ TLS
    void speaksModernTlsOnly()
    {
        open(tlsOptions());
        TlsClient client(port(), "http/1.1");
        QVERIFY(client.shaken());
        QCOMPARE(client.version(), "TLSv1.3");
        QCOMPARE(client.protocol(), "http/1.1");
        const auto reply = client.ask(get("/seen"));
        QCOMPARE(object(reply.body)[u"secure"].toBool(), true);
        QCOMPARE(reply.headers.value("strict-transport-security"), "max-age=31536000");
        QCOMPARE(TlsClient(port(), {}, TLS1_2_VERSION).ask(get("/seen")).status, 200);
        QVERIFY(!TlsClient(port(), {}, TLS1_1_VERSION).shaken());
        QVERIFY2(!TlsClient(port(), "h2").shaken(), "HTTP/2 is not spoken here");
        RawClient plain(port());
        QVERIFY(plain.send(get("/seen")));
        while (plain.receive().status) { }
        QVERIFY(plain.isClosed());
        QTRY_VERIFY(m_listener->load().connections <= 1);
    }

    void saysGoodbyeOverTls()
    {
        open(tlsOptions());
        TlsClient client(port());
        const auto reply = client.ask(get("/large", "Connection: close\r\n"));
        QCOMPARE(reply.body.size(), 8 << 20);
        QVERIFY(client.isClosed());
        QVERIFY(client.wasToldGoodbye());
    }

    void refusesAHugeBodyOverTls()
    {
        open(tlsOptions());
        TlsClient client(port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: c\r\nContent-Length: 1073741824\r\n\r\n" + QByteArray(100'000, 'x')));
        QCOMPARE(client.receive().status, 413);
    }

    void holdsLongPollsOverTls()
    {
        open(tlsOptions());
        TlsClient client(port());
        QVERIFY(client.send(get("/wait?scope=ref", "Connection: close\r\n")));
        QTRY_COMPARE(m_listener->load().postponed, 1);
        moveHead(QStringLiteral("ref"));
        QCOMPARE(object(client.receive().body)[u"head"].toInt(), 1);
        QVERIFY(client.isClosed());
        QVERIFY(client.wasToldGoodbye());

        auto leaving = std::make_unique<TlsClient>(port());
        QVERIFY(leaving->send(get("/wait?scope=ref&since=9")));
        QTRY_COMPARE(m_listener->load().postponed, 1);
        leaving.reset();
        QTRY_COMPARE(m_listener->load().postponed, 0);
    }

    void survivesAClientThatLeavesBeforeItsAnswer()
    {
        open(tlsOptions());
        TlsClient client(port());
        QCOMPARE(client.ask(get("/seen")).status, 200);      // nothing is left unread, so leaving is no reset
        QVERIFY(client.send(get("/gate") + get("/large") + get("/large")));
        QVERIFY(m_office->atGate.tryAcquire(1, 5'000));
        client.hangUp();
        m_office->gate.release();      // the system raises SIGPIPE for the second write to a closed socket
        QTRY_COMPARE(m_listener->load().connections, 0);
        QCOMPARE(TlsClient(port()).ask(get("/seen")).status, 200);
    }

    void endsASlowHandshake()
    {
        auto options = tlsOptions();
        options.limits.headerTime = 100ms;
        open(options);
        RawClient mute(port());
        QVERIFY(mute.isClosed(2'000));
    }

    void exchangesItsCertificateWhileOpen()
    {
        auto options = tlsOptions();
        options.certificateFile = m_folder.filePath(QStringLiteral("live.crt"));
        options.keyFile = m_folder.filePath(QStringLiteral("live.key"));
        const auto install = [&](const QString &certificate, const QString &key) {
            QFile::remove(options.certificateFile);
            QFile::remove(options.keyFile);
            QVERIFY(QFile::copy(m_folder.filePath(certificate), options.certificateFile));
            QVERIFY(QFile::copy(m_folder.filePath(key), options.keyFile));
        };
        install(QStringLiteral("one.crt"), QStringLiteral("one.key"));
        open(options);
        TlsClient early(port());
        QCOMPARE(early.commonName(), "one");

        install(QStringLiteral("two.crt"), QStringLiteral("two.key"));
        m_listener->reloadCertificate();
        QCOMPARE(TlsClient(port()).commonName(), "two");
        QCOMPARE(early.ask(get("/seen")).status, 200);      // who is in stays in

        install(QStringLiteral("one.crt"), QStringLiteral("two.key"));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("The certificate in force is kept; .*live.key is unusable: .*")));
        m_listener->reloadCertificate();
        QCOMPARE(TlsClient(port()).commonName(), "two");
    }

    void noticesARenewedCertificateByItself()
    {
        auto options = tlsOptions();
        options.certificateFile = m_folder.filePath(QStringLiteral("renewed.crt"));
        options.keyFile = m_folder.filePath(QStringLiteral("renewed.key"));
        const auto install = [&](const QString &from, const QString &to) {
            QFile::remove(to);
            QVERIFY(QFile::copy(m_folder.filePath(from), to));
        };
        install(QStringLiteral("one.crt"), options.certificateFile);
        install(QStringLiteral("one.key"), options.keyFile);
        open(options);
        TlsClient early(port());
        m_listener->reloadCertificate(Listener::Reload::IfChanged);      // nothing has changed, and nothing is said
        install(QStringLiteral("two.crt"), options.certificateFile);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("The certificate in force is kept; .*renewed.key is unusable: .*")));
        m_listener->reloadCertificate(Listener::Reload::IfChanged);      // its key has yet to come
        m_listener->reloadCertificate(Listener::Reload::IfChanged);      // said once is enough
        QCOMPARE(TlsClient(port()).commonName(), "one");
        install(QStringLiteral("two.key"), options.keyFile);
        m_listener->reloadCertificate(Listener::Reload::IfChanged);
        QCOMPARE(TlsClient(port()).commonName(), "two");
        QCOMPARE(early.ask(get("/seen")).status, 200);
    }

    void givesNoTicketsAndTakesNoWeakCipher()
    {
        open(tlsOptions());
        for (const char *weak : {"AES128-SHA", "AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA256"})
            QVERIFY2(!TlsClient(port(), {}, TLS1_2_VERSION, weak).shaken(), weak);
        for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
            TlsClient client(port(), {}, version);
            QCOMPARE(client.ask(get("/seen")).status, 200);
            QVERIFY(!client.hasTicket());
        }
    }

    // ---------------------------------------------------------------------------------------------------- the log
    void recordsEachRequestWithoutWhatIsPrivate()
    {
        std::mutex mutex;
        QList<Listener::AccessRecord> log;
        Listener::Options options;
        options.log = [&](const Listener::AccessRecord &record) {
            const std::scoped_lock lock(mutex);
            log.append(record);
        };
        open(options);
        RawClient client(port());
        QCOMPARE(client.ask(post("/echo?name=%E5%BC%A0", "hello")).status, 200);
        QCOMPARE(client.ask(post("/seen", QByteArray(2'000, 'x'))).status, 413);
        QVERIFY(client.isClosed());
        QTRY_COMPARE((std::scoped_lock(mutex), log.size()), 2);
        QCOMPARE(log[0].method, "POST");
        QCOMPARE(log[0].route, QStringLiteral("/echo"));
        QCOMPARE(log[0].id.size(), 16);
        QVERIFY(log[0].id != log[1].id);
        QCOMPARE(log[0].codes, QStringList());
        QCOMPARE(log[1].codes, QStringList{QStringLiteral("request.body-too-large")});
        QCOMPARE(log[0].peer, "127.0.0.1");
        QCOMPARE(log[0].status, 200);
        QCOMPARE(log[0].bytesIn, 5);
        QCOMPARE(log[0].bytesOut, 5);
        QVERIFY(log[0].delivered);
        QVERIFY(log[0].microseconds > 0 && log[0].microseconds < 5'000'000);
        QVERIFY(qAbs(log[0].at.msecsTo(QDateTime::currentDateTimeUtc())) < 10'000);
        QCOMPARE(log[1].status, 413);
    }

    void writesDownWhatMattersForSecurityAndNobodysName()
    {
        QList<QJsonObject> lines;
        const auto sink = [&](const QByteArray &line) { lines << object(line); };
        Listener::AccessRecord good;
        good.at = QDateTime(QDate(2026, 11, 22), QTime(1, 2, 3), Qt::UTC);
        good.id = "0123456789abcdef";
        good.peer = "10.1.2.3";
        good.method = "GET";
        good.route = QStringLiteral("/v1/documents/{id}");
        good.status = 200;
        good.device = QStringLiteral("0197f1c2-0000-7000-8000-000000000001");
        good.delivered = true;
        Logbook quiet(false, sink);
        quiet.note(good);
        QCOMPARE(lines.size(), 0);
        Logbook logbook(true, sink);
        logbook.note(good);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0][u"kind"].toString(), QStringLiteral("access"));
        QCOMPARE(lines[0][u"net"].toString(), QStringLiteral("10.1.2.0/24"));
        QCOMPARE(lines[0][u"route"].toString(), good.route);
        QCOMPARE(lines[0][u"device"].toString().size(), 16);
        QVERIFY(!QJsonDocument(lines[0]).toJson().contains(good.device.toUtf8()));
        QVERIFY(!lines[0].contains(u"peer"));

        Listener::AccessRecord forged = good;
        forged.peer = "2001:db8:1:2::3";
        forged.method = "张";
        forged.status = 401;
        forged.codes = {QStringLiteral("session.invalid")};
        quiet.note(forged);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1][u"kind"].toString(), QStringLiteral("security"));
        QCOMPARE(lines[1][u"peer"].toString(), QStringLiteral("2001:db8:1:2::3"));
        QCOMPARE(lines[1][u"method"].toString(), QStringLiteral("other"));
        QCOMPARE(lines[1][u"codes"][0].toString(), QStringLiteral("session.invalid"));
        forged.codes = {QStringLiteral("session.expired")};      // every quarter of an hour, at every window
        quiet.note(forged);
        QCOMPARE(lines.size(), 2);
    }

    void doesNotLetAnAttackFillTheDisk()
    {
        int lines = 0, suppressed = 0;
        Logbook logbook(false, [&](const QByteArray &line) {
            ++lines;
            suppressed += object(line)[u"suppressed"].toInt();
        });
        Listener::AccessRecord forged;
        forged.codes = {QStringLiteral("session.invalid")};
        constexpr int attempts = 20'000;
        QElapsedTimer spent;
        spent.start();
        for (int i = 0; i < attempts; ++i)
            logbook.note(forged);
        QVERIFY(lines >= 1'000 && lines <= 1'001 + int(spent.elapsed() / 10));
        QVERIFY(lines + suppressed <= attempts);
    }

    void readsLimitsFromAFile()
    {
        const QString file = m_folder.filePath(QStringLiteral("limits.json"));
        const auto read = [&](const QByteArray &text) {
            QFile out(file);
            return out.open(QIODevice::WriteOnly) && out.write(text) == text.size();
        };
        CentreProgram::Options options;
        QVERIFY(read(R"({"connectionsPerAddress": 7, "requestsPerSecondPerDevice": 3, "burstPerDevice": 9, "headerSeconds": 4})"));
        QVERIFY(readLimits(file, options).ok());
        QCOMPARE(options.listener.limits.admission.connectionsPerAddressMax, 7);
        QCOMPARE(options.deviceRate.perSecondMax, 3.0);
        QCOMPARE(options.deviceRate.burstMax, 9);
        QCOMPARE(options.listener.limits.headerTime, Listener::Limits::Duration(4s));
        QCOMPARE(options.listener.limits.admission.connectionsMax, Listener::Limits().admission.connectionsMax);
        for (const char *wrong : {"", "[]", R"({"conections": 7})", R"({"connections": 0})", R"({"connections": -1})", R"({"connections": "many"})", R"({"connections": 1e12})"}) {
            QVERIFY(read(wrong));
            QVERIFY2(!readLimits(file, options).ok(), wrong);
        }
        CentreProgram::Options example, usual;
        QVERIFY(readLimits(QStringLiteral(ONEWINDOW_SOURCE_DIR "/packaging/limits.json"), example).ok()); // what is shipped says what holds without it
        QCOMPARE(example.listener.limits.admission.connectionsMax, usual.listener.limits.admission.connectionsMax);
        QCOMPARE(example.listener.limits.addressRate.perSecondMax, usual.listener.limits.addressRate.perSecondMax);
        QCOMPARE(example.deviceRate.burstMax, usual.deviceRate.burstMax);
        QCOMPARE(example.listener.limits.bodyBytesTotalMax, usual.listener.limits.bodyBytesTotalMax);
    }
};

QTEST_GUILESS_MAIN(TestListener)
#include "tst_listener.moc"
