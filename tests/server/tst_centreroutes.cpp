// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "exchange/devices.h"
#include "exchange/healing.h"
#include "exchange/members.h"
#include "exchange/supervision.h"
#include "office/devicekey.h"
#include "office/store.h"
#include "server/http/compression.h"
#include "support/deskclient.h"
#include "support/proven.h"
#include <QTemporaryDir>
#include <QtTest>
#include <zstd.h>

using namespace Qt::StringLiterals;
using support::DeskClient;
using support::Hall;

namespace {

const office::Actor centreActor{u"centre"_s, {}, {u"centre"_s}, {}, {}};

QJsonObject flex(Hall &hall)
{
    return hall.application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}});
}

/// The centre's API with the house at hand: its settings can be changed, and who asks is said in one word.
struct Caller
{
    explicit Caller(Hall &hall, const QString &staff = u"1001"_s) : hall(hall), tokens(hall.centre().tokenKey())
    {
        house.clock = hall.clock();
        house.databasePath = hall.centreOffice().databasePath();
        house.filesFolder = folder.path();
        auto office = office::Office::open({house.databasePath, office::Office::Side::Centre, hall.clock(), false});
        router = std::make_unique<server::Router>(house, server::Lane::Write, std::move(office.value()));
        be(staff);
    }
    void be(const QString &staff)
    {
        const domain::Staff *person = hall.centreOffice().rules()->staffByNumber(staff);
        token = tokens.mint({server::Pass::Use::Access, person->id, hall.office().deviceId(), hall.office().devicePublicKey(), u"3"_s, hall.now().addSecs(900), hall.now()}).toLatin1();
    }
    server::Answer ask(const QByteArray &method, const QString &path, const QByteArray &body = {}, const QMap<QByteArray, QByteArray> &headers = {}, bool mayWait = false)
    {
        server::Request request;
        request.method = method;
        const qsizetype mark = path.indexOf(u'?');
        request.path = path.left(mark).toUtf8();
        request.query = mark < 0 ? QByteArray() : path.mid(mark + 1).toUtf8();
        request.body = body;
        request.headers = headers;
        request.mayWait = mayWait;
        if (!token.isEmpty())
            request.headers.insert("authorization", "Bearer " + token);
        if (proves)
            support::prove(request, hall.now(), sign);
        return router->answer(request);
    }
    server::Response send(const QByteArray &method, const QString &path, const QByteArray &body = {}, const QMap<QByteArray, QByteArray> &headers = {})
    {
        return std::get<server::Response>(ask(method, path, body, headers));
    }
    domain::PushBatch pending() const
    {
        domain::PushBatch batch;
        batch.protocol = exchange::protocolMax;
        batch.operations = hall.counterSync().pendingOperations(500, 1 << 20);
        if (!batch.operations.isEmpty())
            batch.previousHash = hall.counterSync().chainHashBefore(batch.operations.first().n);
        return batch;
    }
    QString stream() const { return hall.office().stream(); }

    Hall &hall;
    std::function<QByteArray(const QByteArray &)> sign = [this](const QByteArray &message) { return hall.office().signature(message); };
    bool proves = true;
    QTemporaryDir folder;
    server::CentreHouse house;
    server::Tokens tokens;
    std::unique_ptr<server::Router> router;
    QByteArray token;
};

QString codeOf(const server::Response &response)
{
    return DeskClient::codeOf(response);
}

exchange::ChangesRequest asking(Hall &hall, const QStringList &scopes)
{
    exchange::ChangesRequest request;
    for (const QString &scope : scopes)
        request.scopes << exchange::ScopeCursor{scope, hall.counterSync().cursor(scope)};
    return request;
}

struct Read { QList<domain::ScopePage> pages; std::optional<exchange::ScopeSetChange> change; QStringList wanted; };

Read readChanges(const server::Response &response)
{
    exchange::ChangesReader reader;
    const bool sound = reader.feed(response.body).ok() && reader.finish().ok();
    Q_ASSERT(sound);
    return {reader.takePages(), reader.takeScopeSetChange(), reader.takeWanted()};
}

} // namespace

/// What the centre answers about its history, its devices and its refusals, route by route.
class CentreRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereAStreamStands()
    {
        Hall hall;
        Caller caller(hall);
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        QVERIFY(hall.sync());
        const QByteArray asked = exchange::encode(exchange::ReconcileRequest{exchange::protocolMax, 3, {{1, hall.counterSync().chainHashBefore(2)}}});
        const auto answer = exchange::decodeReconcileAnswer(caller.send("POST", exchange::reconcilePath(caller.stream()), asked).body);
        QVERIFY(answer.ok());
        QCOMPARE(answer->epoch, hall.centre().epoch());
        QCOMPARE(answer->last, 1);
        QCOMPARE(answer->from, 2);
        QCOMPARE(answer->forgotten, 2);
        QCOMPARE(answer->lastHash, hall.counterSync().chainHashBefore(2));
        const QByteArray forked = exchange::encode(exchange::ReconcileRequest{exchange::protocolMax, 1, {{1, QByteArray(32, 'x')}}});
        const auto told = caller.send("POST", exchange::reconcilePath(caller.stream()), forked);
        QCOMPARE(told.status, 409);
        QCOMPARE(codeOf(told), u"sync.stream-forked"_s);
    }

    void givesDigestsOnlyAtTheHead()
    {
        Hall hall;
        Caller caller(hall);
        const qint64 head = hall.centre().head(u"ref"_s);
        const auto digest = exchange::decodeScopeDigest(caller.send("GET", exchange::digestPath(u"ref"_s, head)).body);
        QVERIFY(digest.ok());
        QCOMPARE(digest->at, head);
        const QString person = hall.clerk().staffId;
        const int bucket = domain::StateDigest::bucketOf(person);
        const auto documents = exchange::decodeScopeBucket(caller.send("GET", exchange::digestPath(u"ref"_s, head, bucket)).body);
        QVERIFY(documents.ok());
        QVERIFY(documents->documents.contains({person, hall.centre().document(person)->version}));
        domain::StateDigest only;
        for (const auto &held : documents->documents)
            only.toggle(held.id, held.version);
        QCOMPARE(only.bucket(bucket), digest->digest.bucket(bucket));
        const auto moved = caller.send("GET", exchange::digestPath(u"ref"_s, head - 1));
        QCOMPARE(moved.status, 409);
        QCOMPARE(codeOf(moved), u"sync.moved"_s);
        QCOMPARE(exchange::decodeProblem(moved.body)->facts[u"head"_s].toInteger(), head);
        QCOMPARE(codeOf(caller.send("GET", exchange::digestPath(u"d/610113"_s, 0))), u"sync.forbidden"_s);
        QCOMPARE(codeOf(caller.send("GET", u"/v1/scopes/ref/digest"_s)), u"wire.malformed"_s);
        QCOMPARE(codeOf(caller.send("GET", exchange::digestPath(u"ref"_s, head, 256))), u"wire.malformed"_s);
    }

    void greetsWithEverythingAWindowMustKnow()
    {
        Hall hall;
        Caller caller(hall);
        caller.house.minimumClient = u"0.2.0"_s;
        caller.house.notices = QStringList{u"今晚停机"_s};
        const auto hello = [&] { return *exchange::decodeHello(caller.send("GET", u"/v1/hello"_s).body); };
        QCOMPARE(hello().protocolFrom, exchange::protocolMin);
        QCOMPARE(hello().protocolTo, exchange::protocolMax);
        QCOMPARE(hello().minimumClient, u"0.2.0"_s);
        QCOMPARE(hello().notices, QStringList{u"今晚停机"_s});
        QCOMPARE(hello().scopeSet, domain::scopeSetOf({u"ref"_s, u"d/610116"_s}));
        QCOMPARE(hello().numberSeries, QStringList{u"610116-2026"_s});
        hall.setHallTime(QDate(2026, 12, 1), QTime(0, 30));
        caller.be(u"1001"_s);
        QCOMPARE(hello().numberSeries, (QStringList{u"610116-2026"_s, u"610116-2027"_s}));
        const exchange::NumberLeaseRequest asked{domain::newId(hall.now()), caller.stream(), u"610116-2027"_s, 10};
        QVERIFY(exchange::decodeNumberLease(caller.send("POST", u"/v1/number-leases"_s, exchange::encode(asked)).body).ok());
    }

    void tellsWhenTheListOfScopesIsAnotherOne()
    {
        Hall hall;
        Caller caller(hall);
        const auto ask = [&](qint64 set, const QStringList &scopes) {
            exchange::ChangesRequest request = asking(hall, scopes);
            request.scopeSet = set;
            request.waitSeconds = 25;
            return caller.ask("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(request), {}, true);
        };
        const qint64 now = domain::scopeSetOf({u"ref"_s, u"d/610116"_s});
        QVERIFY(std::holds_alternative<server::Postpone>(ask(now, {u"ref"_s, u"d/610116"_s})));
        QVERIFY(std::holds_alternative<server::Postpone>(ask(0, {u"ref"_s}))); // it did not say
        const Read told = readChanges(std::get<server::Response>(ask(7, {u"ref"_s, u"d/610113"_s})));
        QVERIFY(told.change.has_value());
        QCOMPARE(told.change->set, now);
        QCOMPARE(told.change->add, QStringList{u"d/610116"_s});
        QCOMPARE(told.change->drop, QStringList{u"d/610113"_s});
    }

    void answersThePreferredScopesFirst()
    {
        Hall hall;
        Caller caller(hall);
        exchange::ChangesRequest request = asking(hall, {u"ref"_s, u"d/610116"_s});
        request.priority = QStringList{u"d/610116"_s};
        const Read read = readChanges(caller.send("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(request)));
        QCOMPARE(read.pages[0].scope, u"d/610116"_s);
        QCOMPARE(read.pages[1].scope, u"ref"_s);
    }

    void notesHowFarADeviceHasRead()
    {
        Hall hall;
        Caller caller(hall);
        exchange::ChangesRequest request = asking(hall, {u"ref"_s});
        request.scopes[0].since.epoch = u"e-other"_s; // says nothing about this history
        caller.send("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(request));
        caller.router->rest();
        auto &contacts = hall.centreOffice().store().contacts;
        QVERIFY(!contacts.of(hall.office().deviceId(), u"ref"_s));
        caller.send("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(asking(hall, {u"ref"_s})));
        caller.router->rest();
        QCOMPARE(contacts.of(hall.office().deviceId(), u"ref"_s)->seq, hall.counterSync().cursor(u"ref"_s).seq);
    }

    void aRevokedDeviceIsToldNothingButHeard()
    {
        Hall hall;
        Caller caller(hall);
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        QVERIFY(hall.centreOffice().submit({u"device.revoke"_s, hall.office().deviceId(), {{u"reason"_s, u"失窃"_s}}, centreActor}).ok());
        for (const QString &path : {u"/v1/hello"_s, u"/v1/search?q=x"_s, exchange::documentPath(u"x"_s), u"/v1/events"_s}) {
            QCOMPARE(caller.send("GET", path).status, 403);
            QCOMPARE(codeOf(caller.send("GET", path)), u"device.revoked"_s);
        }
        QCOMPARE(codeOf(caller.send("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(asking(hall, {u"ref"_s})))), u"device.revoked"_s);
        const QByteArray renewal = exchange::encode(exchange::RenewRequest{caller.tokens.mint({server::Pass::Use::Renewal, hall.clerk().staffId, hall.office().deviceId(), {}, {}, hall.now().addSecs(900), hall.now()})});
        QCOMPARE(codeOf(caller.send("POST", u"/v1/sign-in:renew"_s, renewal)), u"device.revoked"_s);
        const QByteArray push = exchange::encodePush(caller.pending());
        for (const QByteArray &token : {caller.token, QByteArray(), QByteArray("forged.token")}) {
            caller.token = token;
            const auto answer = exchange::decodePushAnswer(caller.send("POST", exchange::operationsPath(caller.stream()), push).body);
            QVERIFY(answer.ok());
            QCOMPARE(answer->results[0].problem.code, u"device.revoked"_s);
            QVERIFY(answer->results[0].handedOver);
        }
    }

    void nobodyElsePushesWithoutAToken()
    {
        Hall hall;
        Caller caller(hall);
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        const QByteArray push = exchange::encodePush(caller.pending());
        caller.token.clear();
        const auto refused = caller.send("POST", exchange::operationsPath(caller.stream()), push);
        QCOMPARE(refused.status, 401);
        QCOMPARE(codeOf(refused), u"session.lacking"_s);
        QVERIFY(!hall.centre().document(caller.pending().operations[0].doc));
    }

    void supervisorsSeeAndCloseWhatWasRefused()
    {
        Hall hall;
        Caller caller(hall);
        QJsonObject staff = hall.centreOffice().rules()->staff(hall.clerk().staffId)->toJson();
        staff[u"active"_s] = false;
        QVERIFY(hall.centreOffice().submit({u"staff.define"_s, hall.clerk().staffId, staff, centreActor}).ok());
        hall.setNow(hall.now().addSecs(60));
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        QVERIFY(hall.push().ok());
        caller.be(u"1002"_s);
        QCOMPARE(caller.send("GET", u"/v1/attention"_s).status, 403);
        QCOMPARE(codeOf(caller.send("GET", u"/v1/attention"_s)), u"role.lacking"_s);
        caller.be(u"1401"_s);
        const auto page = exchange::decodeAttentionPage(caller.send("GET", u"/v1/attention"_s).body);
        QVERIFY(page.ok());
        QCOMPARE(page->entries.size(), 1);
        QCOMPARE(page->entries[0].operation.toJson(), accepted->operation.toJson());
        QCOMPARE(page->entries[0].result.problem.code, u"operation.actor-unknown"_s);
        QVERIFY(!page->before);
        const QString path = exchange::attentionClosePath(accepted->operation.id);
        QCOMPARE(codeOf(caller.send("POST", path, exchange::encode(exchange::AttentionClosing{u"dropped"_s, {}}))), u"returned.reason-lacking"_s);
        QCOMPARE(caller.send("POST", path, exchange::encode(exchange::AttentionClosing{u"dropped"_s, u"离职"_s})).status, 200);
        QVERIFY(exchange::decodeAttentionPage(caller.send("GET", u"/v1/attention"_s).body)->entries.isEmpty());
        QCOMPARE(caller.send("POST", exchange::attentionClosePath(u"nothing"_s), exchange::encode(exchange::AttentionClosing{u"dropped"_s, u"x"_s})).status, 404);
    }

    void administratorsSeeWhichDevicesHaveNotReadAnErasure()
    {
        Hall hall;
        Caller caller(hall);
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        QVERIFY(hall.sync());
        caller.send("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(asking(hall, {u"d/610116"_s})));
        caller.router->rest();
        QVERIFY(hall.centreOffice().submit({u"document.erase"_s, accepted->operation.doc, {{u"reason"_s, u"法院判决"_s}}, hall.staff(u"1501"_s)}).ok());
        QCOMPARE(codeOf(caller.send("GET", u"/v1/erasures"_s)), u"role.lacking"_s);
        caller.be(u"1502"_s);
        const auto open = exchange::decodeErasures(caller.send("GET", u"/v1/erasures"_s).body);
        QVERIFY(open.ok());
        QCOMPARE(open->size(), 1);
        QCOMPARE(open->first().open.size(), 1);
        hall.pull();
        QVERIFY(!hall.archive().document(accepted->operation.doc));
        caller.send("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(asking(hall, {u"d/610116"_s})));
        caller.router->rest();
        QVERIFY(exchange::decodeErasures(caller.send("GET", u"/v1/erasures"_s).body)->first().open.isEmpty());
    }

    void devicesComeInByCode()
    {
        Hall hall;
        Caller caller(hall);
        caller.house.openEnrolment = false;
        const QByteArray wanted = exchange::encode(exchange::EnrolmentCodeRequest{hall.place().id});
        QCOMPARE(codeOf(caller.send("POST", u"/v1/devices/enrolment-codes"_s, wanted)), u"role.lacking"_s);
        caller.be(u"1501"_s);
        const auto code = exchange::decodeEnrolmentCode(caller.send("POST", u"/v1/devices/enrolment-codes"_s, wanted).body);
        QVERIFY(code.ok());
        QTemporaryDir folder;
        const auto device = std::move(office::Office::open({folder.filePath(u"new.db"_s), office::Office::Side::Counter, hall.clock(), false}).value());
        const auto key = office::DeviceKey::of(device->store().settings);
        caller.token.clear();
        exchange::EnrolRequest request{code->code.toLower(), device->deviceId(), device->devicePublicKey(), device->stream(), u"5号窗口"_s, {}};
        request.proof = key->sign("something else");
        QCOMPARE(codeOf(caller.send("POST", u"/v1/devices:enroll"_s, exchange::encode(request))), u"operation.signature"_s);
        request.proof = key->sign(exchange::enrolmentProof(request.code, request.device));
        const auto enrolled = exchange::decodeEnrolAnswer(caller.send("POST", u"/v1/devices:enroll"_s, exchange::encode(request)).body);
        QVERIFY(enrolled.ok());
        QCOMPARE(enrolled->stream, device->stream());
        // A device without a code may do nothing, not even begin a stream.
        const auto stranger = office::DeviceKey::fromSeed(QByteArray(32, 's'));
        caller.sign = [&stranger](const QByteArray &message) { return stranger->sign(message); };
        caller.token = caller.tokens.mint({server::Pass::Use::Access, hall.clerk().staffId, domain::newId(hall.now()), stranger->publicKey(), u"3"_s, hall.now().addSecs(900)}).toLatin1();
        const exchange::NumberLeaseRequest lease{domain::newId(hall.now()), domain::newId(hall.now()), u"610116-2026"_s, 10};
        const auto refused = caller.send("POST", u"/v1/number-leases"_s, exchange::encode(lease));
        QCOMPARE(refused.status, 403);
        QCOMPARE(codeOf(refused), u"device.unknown"_s);
    }

    void whoGuessesAtCodesIsMadeToWait()
    {
        Hall hall;
        Caller caller(hall);
        const auto key = office::DeviceKey::fromSeed(QByteArray(32, 's'));
        caller.token.clear();
        const auto tried = [&](const QString &code) {
            exchange::EnrolRequest request{code, domain::newId(hall.now()), key->publicKey(), {}, u"5号窗口"_s, {}};
            request.proof = key->sign(exchange::enrolmentProof(request.code, request.device));
            return caller.send("POST", u"/v1/devices:enroll"_s, exchange::encode(request));
        };
        for (int n = 0; n < 5; ++n)
            QCOMPARE(codeOf(tried(u"AAAA-BBBB-CCCC"_s)), u"enrolment.code"_s);
        const auto waiting = tried(u"AAAA-BBBB-CCCC"_s);
        QCOMPARE(codeOf(waiting), u"public.too-many"_s);
        QCOMPARE(waiting.headers.value("Retry-After"), QByteArray("60"));
        hall.setNow(hall.now().addSecs(60));
        QCOMPARE(codeOf(tried(u"AAAA-BBBB-CCCC"_s)), u"enrolment.code"_s);
    }

    void aKeyIsChangedByTheOldOne()
    {
        Hall hall;
        Caller caller(hall);
        const QByteArray next(32, 'n');
        const auto key = office::DeviceKey::of(hall.office().store().settings);
        const exchange::KeyRotation wrong{next, key->sign("x")};
        QCOMPARE(codeOf(caller.send("POST", u"/v1/devices/self/keys:rotate"_s, exchange::encode(wrong))), u"operation.signature"_s);
        const exchange::KeyRotation rotation{next, key->sign(exchange::rotationProof(hall.office().deviceId(), next))};
        const auto answer = exchange::decodeSignInAnswer(caller.send("POST", u"/v1/devices/self/keys:rotate"_s, exchange::encode(rotation)).body);
        QVERIFY(answer.ok());
        QCOMPARE(caller.tokens.check(answer->token.toLatin1(), server::Pass::Use::Access, hall.now())->deviceKey, next);
        // Until it has the new token it goes on with the old one.
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        QVERIFY(exchange::decodePushAnswer(caller.send("POST", exchange::operationsPath(caller.stream()), exchange::encodePush(caller.pending())).body).ok());
    }

    void findsWhatTheCallerMaySee()
    {
        Hall hall;
        Caller caller(hall);
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        QVERIFY(hall.sync());
        const auto found = exchange::decodeFound(caller.send("GET", u"/v1/search?q=%E5%BC%A0%E4%B8%89"_s).body);
        QVERIFY(found.ok());
        QCOMPARE(found->size(), 2);
        for (const exchange::Found &line : *found)
            QVERIFY2(!line.detail.contains(u"610116199003070014"), "numbers are masked");
        // The same in a district that is not the caller's is not there.
        auto &documents = hall.centreOffice().store().documents;
        domain::Document elsewhere = *documents.base(accepted->operation.doc);
        elsewhere.scopes = QStringList{u"d/610113"_s};
        documents.putBase(elsewhere);
        QCOMPARE(exchange::decodeFound(caller.send("GET", u"/v1/search?q=%E5%BC%A0%E4%B8%89"_s).body)->size(), 1);
        QCOMPARE(codeOf(caller.send("GET", u"/v1/search"_s)), u"wire.malformed"_s);
    }

    void hintsComeOneAtATime()
    {
        Hall hall;
        Caller caller(hall);
        const server::Response first = caller.send("GET", u"/v1/events"_s);
        QCOMPARE(first.contentType, QByteArray("text/event-stream"));
        QVERIFY(first.body.startsWith("retry: "));
        const QByteArray id = first.body.mid(first.body.indexOf("id: ") + 4).split('\n').first();
        QVERIFY(id.contains("d/610116=") && id.contains("ref="));
        QVERIFY(std::holds_alternative<server::Postpone>(caller.ask("GET", u"/v1/events"_s, {}, {{"last-event-id", id}}, true)));
        QCOMPARE(caller.send("GET", u"/v1/events"_s, {}, {{"last-event-id", id}}).body, QByteArray("retry: 1000\n\n"));
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        QVERIFY(hall.sync());
        const server::Response moved = caller.send("GET", u"/v1/events"_s, {}, {{"last-event-id", id}});
        QVERIFY(moved.body.contains("data: {\"d/610116\":1}\n\n"));
        QVERIFY(!caller.send("GET", u"/v1/events"_s, {}, {{"last-event-id", "nonsense =3 ref"}}).body.isEmpty());
    }

    void namesTheMethodsThatAreOffered()
    {
        Hall hall;
        Caller caller(hall);
        const server::Response refused = caller.send("DELETE", exchange::operationsPath(caller.stream()));
        QCOMPARE(refused.status, 405);
        QCOMPARE(refused.headers["Allow"], QByteArray("POST, GET, HEAD"));
        QVERIFY(!caller.send("GET", u"/v2"_s).headers.contains("Allow"));
    }

    void compressesWhatIsWorthIt()
    {
        Hall hall;
        Caller caller(hall);
        exchange::ChangesRequest request;
        request.scopes << exchange::ScopeCursor{u"ref"_s, {}};
        const QByteArray asked = exchange::encodeChangesRequest(request);
        const auto ask = [&](const QByteArray &accepts) { return caller.send("POST", u"/v1/changes"_s, asked, {{"accept-encoding", accepts}}); };
        const server::Response plain = ask({});
        QVERIFY(!plain.headers.contains("Content-Encoding"));
        QCOMPARE(plain.headers["Vary"], QByteArray("Accept-Encoding"));
        const server::Response zstd = ask("gzip, deflate, zstd");
        QCOMPARE(zstd.headers["Content-Encoding"], QByteArray("zstd"));
        QByteArray unpacked(plain.body.size(), '\0');
        QCOMPARE(qsizetype(ZSTD_decompress(unpacked.data(), size_t(unpacked.size()), zstd.body.constData(), size_t(zstd.body.size()))), plain.body.size());
        QCOMPARE(unpacked, plain.body);
        QVERIFY(zstd.body.size() * 3 < plain.body.size());
        const server::Response gzip = ask("gzip;q=0.5, zstd;q=0");
        QCOMPARE(gzip.headers["Content-Encoding"], QByteArray("gzip"));
        QTemporaryDir folder;
        QFile file(folder.filePath(u"x.gz"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(gzip.body) == gzip.body.size());
        file.close();
        QProcess gunzip;
        gunzip.start(u"gzip"_s, {u"-dc"_s, file.fileName()});
        QVERIFY(gunzip.waitForFinished());
        QCOMPARE(gunzip.exitCode(), 0);
        QCOMPARE(gunzip.readAllStandardOutput(), plain.body);
        // Neither what is small, nor what carries tokens.
        QVERIFY(!caller.send("GET", u"/healthz"_s, {}, {{"accept-encoding", "gzip"}}).headers.contains("Content-Encoding"));
        QVERIFY(server::contentCoding("br, identity").isEmpty());
        QVERIFY(server::contentCoding("gzip;q=0").isEmpty());
    }

    void anOlderWindowPushesAndPullsOrOnlyPushes()
    {
        Hall hall;
        Caller caller(hall);
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        for (const int protocol : {exchange::protocolMin, 1}) {
            domain::PushBatch batch = caller.pending();
            batch.protocol = protocol;
            const auto answer = exchange::decodePushAnswer(caller.send("POST", exchange::operationsPath(caller.stream()), exchange::encodePush(batch)).body);
            QVERIFY(answer.ok());
            QCOMPARE(answer->results[0].outcome, domain::Outcome::Applied);
            exchange::ChangesRequest request = asking(hall, {u"ref"_s});
            request.protocol = protocol;
            const server::Response pulled = caller.send("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(request));
            QCOMPARE(pulled.status, protocol >= exchange::protocolMin ? 200 : 426);
        }
        // The very bytes of the version before.
        QFile fixture(QStringLiteral(ONEWINDOW_SOURCE_DIR "/tests/exchange/fixtures/v3/push.json"));
        QVERIFY(fixture.open(QIODevice::ReadOnly));
        const server::Response gap = caller.send("POST", exchange::operationsPath(caller.stream()), fixture.readAll());
        QCOMPARE(codeOf(gap), u"sync.epoch-changed"_s); // understood, and of another epoch
    }

    void aNewerWindowLosesNothing()
    {
        Hall hall;
        Caller caller(hall);
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        domain::PushBatch batch = caller.pending();
        batch.protocol = exchange::protocolMax + 1;
        // An act nobody here knows yet, and a member nobody here knows in one that is known.
        batch.operations[0].more[u"mood"_s] = QJsonObject{{u"x"_s, 1}};
        hall.office().sign(batch.operations[0]);
        domain::Operation newer = batch.operations[0];
        newer.n = 2;
        newer.id = domain::newId(hall.now());
        newer.type = u"case.sing"_s;
        newer.doc = domain::newId(hall.now());
        hall.office().sign(newer);
        batch.operations << newer;
        QJsonObject message = QJsonDocument::fromJson(exchange::encodePush(batch)).object();
        message[u"weather"_s] = u"rain"_s;
        const auto answer = exchange::decodePushAnswer(caller.send("POST", exchange::operationsPath(caller.stream()), QJsonDocument(message).toJson()).body);
        QVERIFY(answer.ok());
        QCOMPARE(answer->results[0].outcome, domain::Outcome::Applied);
        QCOMPARE(answer->results[1].outcome, domain::Outcome::Parked);
        QCOMPARE(answer->last, 2);
        const auto row = hall.centreOffice().store().journal.byId(accepted->operation.id);
        QCOMPARE(row->operation.toJson(), batch.operations[0].toJson());
        exchange::ChangesRequest request = asking(hall, {u"ref"_s});
        request.protocol = exchange::protocolMax + 1;
        const server::Response pulled = caller.send("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(request));
        QCOMPARE(pulled.status, 426);
        QCOMPARE(codeOf(pulled), u"wire.too-new"_s);
    }

    void aPutBackDatabaseIsNoticedWhileServing()
    {
        Hall hall;
        Caller caller(hall);
        caller.house.ledgerFile = caller.folder.filePath(u"centre.ledger"_s);
        caller.router->rest();
        QVERIFY(QFile::exists(caller.house.ledgerFile));
        const QString before = hall.centre().epoch();
        QFile ledger(caller.house.ledgerFile);
        QVERIFY(ledger.open(QIODevice::ReadOnly));
        QByteArray text = ledger.readAll();
        ledger.close();
        const qint64 head = hall.centre().head(u"ref"_s);
        text.replace(QByteArray("\"ref\":" + QByteArray::number(head)), QByteArray("\"ref\":" + QByteArray::number(head + 1))); // it knew more than there is
        QVERIFY(ledger.open(QIODevice::WriteOnly | QIODevice::Truncate) && ledger.write(text) == text.size());
        ledger.close();
        caller.router->rest();
        QVERIFY(hall.centre().epoch() != before);
        const Read read = readChanges(caller.send("POST", u"/v1/changes"_s, exchange::encodeChangesRequest(asking(hall, {u"ref"_s}))));
        QCOMPARE(read.pages[0].problem->code, u"sync.epoch-changed"_s);
    }

    void aLeaseIsInTheLedgerBeforeItIsGiven()
    {
        Hall hall;
        Caller caller(hall);
        caller.house.ledgerFile = caller.folder.filePath(u"centre.ledger"_s);
        const exchange::NumberLeaseRequest asked{domain::newId(hall.now()), caller.stream(), u"610116-2026"_s, 10};
        const auto lease = exchange::decodeNumberLease(caller.send("POST", u"/v1/number-leases"_s, exchange::encode(asked)).body);
        QVERIFY(lease.ok());
        QFile ledger(caller.house.ledgerFile);
        QVERIFY(ledger.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(ledger.readAll())[u"serials"_s][u"610116-2026"_s].toInteger(), lease->to);
    }
};

QTEST_GUILESS_MAIN(CentreRoutes)
#include "tst_centreroutes.moc"
