// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/devices.h"
#include "exchange/proof.h"
#include "office/numbers.h"
#include "office/centredevices.h"
#include "office/devicekey.h"
#include "support/deskclient.h"
#include <QElapsedTimer>
#include <QtTest>

using namespace Qt::StringLiterals;
using support::DeskClient;
using support::Hall;

namespace {

/// One server of the centre and whoever asks it something, with whatever key, token and clock.
struct Server
{
    explicit Server(Hall &hall) : hall(hall)
    {
        house.clock = hall.clock();
        house.databasePath = hall.centreOffice().databasePath();
        house.filesFolder = folder.path();
        start();
        sign = own();
    }
    void start()
    {
        router.reset();
        auto office = office::Office::open({house.databasePath, office::Office::Side::Centre, hall.clock(), false});
        router = std::make_unique<server::Router>(house, server::Lane::Write, std::move(office.value()));
    }
    std::function<QByteArray(const QByteArray &)> own() const
    {
        return [this](const QByteArray &message) { return hall.office().signature(message); };
    }
    server::Request request(const QByteArray &method, const QString &path, const QByteArray &body = {}, const QByteArray &with = {}) const
    {
        server::Request request;
        request.method = method;
        request.target = path.toUtf8();
        const qsizetype mark = path.indexOf(u'?');
        request.path = path.left(mark).toUtf8();
        request.query = mark < 0 ? QByteArray() : path.mid(mark + 1).toUtf8();
        request.body = body;
        request.mayWait = false;
        if (!with.isEmpty())
            request.headers.insert("authorization", "Bearer " + with);
        support::prove(request, hall.now().addMSecs(skewMs), sign);
        return request;
    }
    server::Response answer(const server::Request &request) { return std::get<server::Response>(router->answer(request)); }
    server::Response ask(const QByteArray &method, const QString &path, const QByteArray &body = {}) { return answer(request(method, path, body, token)); }
    exchange::SignInRequest person(const QString &number = u"1001"_s) const
    {
        return {number, DeskClient::password.toString(), hall.office().deviceId(), hall.office().devicePublicKey(), {}, u"3"_s};
    }
    server::Response signIn(const exchange::SignInRequest &who) { return answer(request("POST", exchange::signInPath.toString(), exchange::encode(who))); }
    exchange::SignInAnswer signedIn(const QString &number = u"1001"_s)
    {
        const auto set = hall.centre().setPassword(number, DeskClient::password.toString());
        Q_ASSERT(set.ok());
        const auto got = exchange::decodeSignInAnswer(signIn(person(number)).body);
        Q_ASSERT(got.ok());
        token = got->token.toLatin1();
        return *got;
    }

    Hall &hall;
    QTemporaryDir folder;
    server::CentreHouse house;
    std::unique_ptr<server::Router> router;
    std::function<QByteArray(const QByteArray &)> sign;
    QByteArray token;
    qint64 skewMs = 0;
};

QString codeOf(const server::Response &response)
{
    return response.status == 200 ? u"well"_s : DeskClient::codeOf(response);
}

const QString hello = u"/v1/hello"_s;

} // namespace

/// A request is believed when it comes from the device its token was given to, as it was sent, and once.
class ProofsStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatTheDeviceSigned()
    {
        Hall hall;
        Server server(hall);
        server.signedIn();
        QCOMPARE(codeOf(server.ask("GET", hello)), u"well"_s);
        QCOMPARE(codeOf(server.ask("GET", u"/v1/search?q=%E5%BC%A0%E4%B8%89&limit=5"_s)), u"well"_s);
    }

    void aStolenTokenIsOfNoUseWithoutTheKey()
    {
        Hall hall;
        Server server(hall);
        const exchange::SignInAnswer session = server.signedIn();
        const auto thief = office::DeviceKey::fromSeed(QByteArray(32, 't'));
        server.sign = [&thief](const QByteArray &message) { return thief->sign(message); };
        QCOMPARE(codeOf(server.ask("GET", hello)), u"proof.wrong"_s);
        auto bare = server.request("GET", hello, {}, server.token);
        bare.headers.remove("onewindow-proof");
        QCOMPARE(codeOf(server.answer(bare)), u"proof.lacking"_s);
        // Nor is what renews it.
        const auto renewal = server.request("POST", exchange::renewPath.toString(), exchange::encode(exchange::RenewRequest{session.renewal}));
        QCOMPARE(codeOf(server.answer(renewal)), u"proof.wrong"_s);
        server.sign = server.own();
        QCOMPARE(codeOf(server.answer(server.request("POST", exchange::renewPath.toString(), exchange::encode(exchange::RenewRequest{session.renewal})))), u"well"_s);
    }

    void refusesWhatWasAltered_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"method", "path", "query", "body", "token", "time", "nonce", "signature", "version", "nothing"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void refusesWhatWasAltered()
    {
        QFETCH(const QString, what);
        Hall hall;
        Server server(hall);
        server.signedIn();
        const QByteArray other = server.token;
        server.signedIn();
        const exchange::NumberLeaseRequest lease{domain::newId(hall.now()), hall.office().stream(), u"610116-2026"_s, 10};
        server::Request request = server.request("POST", u"/v1/number-leases?a=1"_s, exchange::encode(lease), server.token);
        QByteArray &proof = request.headers["onewindow-proof"];
        const QByteArrayList parts = proof.split('.');
        if (what == "method"_L1) {
            request = server.request("GET", u"/v1/streams/"_s + hall.office().stream() + u"/operations"_s, {}, server.token);
            request.method = "POST";
        } else if (what == "path"_L1) {
            request = server.request("GET", u"/v1/documents/a"_s, {}, server.token);
            request.target = request.path = "/v1/documents/b";
        } else if (what == "query"_L1) {
            request.target = "/v1/number-leases?a=2";
            request.query = "a=2";
        } else if (what == "body"_L1) {
            request.body.replace("\"count\":10", "\"count\":99");
        } else if (what == "token"_L1) {
            request.headers["authorization"] = "Bearer " + other;
        } else if (what == "time"_L1) {
            proof = QByteArrayList{parts[0], QByteArray::number(parts[1].toLongLong() + 1), parts[2], parts[3]}.join('.');
        } else if (what == "nonce"_L1) {
            proof = QByteArrayList{parts[0], parts[1], QByteArray(21, 'A') + 'A', parts[3]}.join('.');
        } else if (what == "signature"_L1) {
            proof[proof.size() - 3] = proof[proof.size() - 3] == 'A' ? 'B' : 'A';
        } else if (what == "version"_L1) {
            proof.replace(0, 2, "v2");
        }
        QCOMPARE(codeOf(server.answer(request)), what == "nothing"_L1 || (what == "token"_L1 && other == server.token) ? u"well"_s : u"proof.wrong"_s);
    }

    void refusesWhatWasSeenBefore()
    {
        Hall hall;
        Server server(hall);
        server.signedIn();
        const server::Request request = server.request("GET", hello, {}, server.token);
        QCOMPARE(codeOf(server.answer(request)), u"well"_s);
        QCOMPARE(codeOf(server.answer(request)), u"proof.replayed"_s);
        // A long poll that the listener gives once more is not one.
        server::Request again = request;
        again.again = true;
        QCOMPARE(codeOf(server.answer(again)), u"well"_s);
        // Nor is it taken later, when it was forgotten.
        hall.setNow(hall.now().addSecs(121));
        QCOMPARE(codeOf(server.answer(request)), u"proof.stale"_s);
    }

    void refusesWhatWasShownBeforeAServerStarted()
    {
        Hall hall;
        Server first(hall), second(hall);
        first.signedIn();
        const server::Request request = first.request("GET", hello, {}, first.token);
        QCOMPARE(codeOf(first.answer(request)), u"well"_s);
        hall.setNow(hall.now().addSecs(5));
        second.house.proofs.begin(hall.now());
        QCOMPARE(codeOf(second.answer(request)), u"proof.stale"_s);
    }

    void tellsAWrongClockTheTime()
    {
        Hall hall;
        Server server(hall);
        server.signedIn();
        for (const qint64 skewMs : {qint64(-121'000), qint64(121'000), qint64(86'400'000) * 365}) {
            server.skewMs = skewMs;
            const auto refused = server.ask("GET", hello);
            QCOMPARE(codeOf(refused), u"proof.stale"_s);
            QCOMPARE(refused.status, 401);
            const QDateTime told = QDateTime::fromString(exchange::decodeProblem(refused.body)->facts[u"time"_s].toString(), Qt::ISODateWithMs);
            QCOMPARE(told, hall.now());
            server.skewMs = 0;
            QCOMPARE(codeOf(server.ask("GET", hello)), u"well"_s);
        }
        server.skewMs = 119'000; // near enough
        QCOMPARE(codeOf(server.ask("GET", hello)), u"well"_s);
    }

    void goesOnWhenTheServersOwnClockWasSetBack()
    {
        Hall hall;
        Server server(hall);
        server.house.proofs.begin(hall.now());
        server.signedIn();
        hall.setNow(hall.now().addSecs(-30));
        QCOMPARE(codeOf(server.ask("GET", hello)), u"well"_s);
        hall.setNow(hall.now().addDays(-40));
        QCOMPARE(codeOf(server.ask("GET", hello)), u"well"_s);
    }

    void severalServersTakeTheSameTokenEachWithAProofOfItsOwn()
    {
        Hall hall;
        Server first(hall), second(hall);
        first.signedIn();
        second.token = first.token;
        QCOMPARE(codeOf(first.ask("GET", hello)), u"well"_s);
        QCOMPARE(codeOf(second.ask("GET", hello)), u"well"_s);
        QCOMPARE(codeOf(first.ask("GET", hello)), u"well"_s);
    }

    void guessesNoPasswordWithoutADevice()
    {
        Hall hall;
        Server server(hall);
        server.signedIn();
        exchange::SignInRequest stranger = server.person();
        stranger.device = domain::newId(hall.now());
        QCOMPARE(codeOf(server.signIn(stranger)), u"device.unknown"_s);
        exchange::SignInRequest pretender = server.person();
        const auto other = office::DeviceKey::fromSeed(QByteArray(32, 'o'));
        pretender.devicePublicKey = other->publicKey();
        QCOMPARE(codeOf(server.signIn(pretender)), u"device.other-key"_s);
        pretender.devicePublicKey = hall.office().devicePublicKey(); // the right name, without its key
        server.sign = [&other](const QByteArray &message) { return other->sign(message); };
        QCOMPARE(codeOf(server.signIn(pretender)), u"proof.wrong"_s);
        server.house.openEnrolment = true; // a demonstration
        stranger.devicePublicKey = other->publicKey();
        const server::Response entered = server.signIn(stranger);
        QCOMPARE(codeOf(entered), u"well"_s);
        // Of five terminals with the name of their hall nobody would find the one that was stolen.
        server.token = exchange::decodeSignInAnswer(entered.body)->token.toLatin1();
        const QString series = office::leasableSeries(hall.place(), hall.now()).first();
        QCOMPARE(codeOf(server.ask("POST", exchange::numberLeasesPath.toString(),
                                   exchange::encode(exchange::NumberLeaseRequest{domain::newId(hall.now()), domain::newId(hall.now()), series, 10}))), u"well"_s);
        const auto known = hall.centreOffice().store().documents.base(stranger.device);
        QVERIFY(known);
        QCOMPARE(known->body[u"name"_s].toString(), u"3号窗口 · 王敏 · 长安区政务服务中心"_s);
    }

    void tellsNobodyButTheDeviceThatItWasShutOut()
    {
        Hall hall;
        Server server(hall);
        server.signedIn();
        QVERIFY(hall.centreOffice().submit({u"device.revoke"_s, hall.office().deviceId(), {{u"reason"_s, u"遗失"_s}}, {u"centre"_s, {}, {u"centre"_s}, {}, {}}}).ok());
        server.start();
        QCOMPARE(codeOf(server.signIn(server.person())), u"device.revoked"_s);
        const auto other = office::DeviceKey::fromSeed(QByteArray(32, 'o'));
        server.sign = [&other](const QByteArray &message) { return other->sign(message); };
        QCOMPARE(codeOf(server.signIn(server.person())), u"proof.wrong"_s);
    }

    void remembersNoMoreThanItsPlace()
    {
        // Ten seconds of a flood, again and again: what was forgotten is not believed any more.
        server::Proofs proofs;
        const auto key = office::DeviceKey::fromSeed(QByteArray(32, 'k'));
        QDateTime now(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC);
        const auto prove = [&](const QDateTime &at) {
            server::Request request;
            request.method = "GET";
            request.target = request.path = "/v1/hello";
            support::prove(request, at, [&key](const QByteArray &message) { return key->sign(message); });
            return request;
        };
        for (int i = 0; i < 200; ++i) {
            now = now.addSecs(5);
            QVERIFY(proofs.check(prove(now), {}, key->publicKey(), now).ok());
        }
        QVERIFY2(proofs.remembered() <= 27, qPrintable(QString::number(proofs.remembered()))); // two minutes and a step of them
        constexpr int rounds = 2000;
        QList<server::Request> requests;
        for (int i = 0; i < rounds; ++i)
            requests << prove(now);
        QElapsedTimer timer;
        timer.start();
        for (const server::Request &request : std::as_const(requests))
            QVERIFY(proofs.check(request, {}, key->publicKey(), now).ok());
        qInfo("a proof is checked in %.1f us", double(timer.nsecsElapsed()) / rounds / 1000);
    }

    // ---- what a device gives the centre to keep

    void givesTheUnlockKeyBackToWhoSignsInThere()
    {
        Hall hall;
        Server server(hall);
        QVERIFY(server.signedIn().unlockKey.isEmpty());
        const QByteArray key(32, 'u');
        QCOMPARE(codeOf(server.ask("POST", exchange::unlockKeyPath.toString(), exchange::encode(exchange::UnlockKey{key}))), u"well"_s);
        const exchange::SignInAnswer colleague = server.signedIn(u"1002"_s);
        QCOMPARE(colleague.unlockKey, key);
        QCOMPARE(colleague.offlineHours, 72);
        const QString kept = hall.centreOffice().store().settings.text(u"unlock/"_s + hall.office().deviceId());
        QVERIFY(!kept.isEmpty() && !QByteArray::fromBase64(kept.toLatin1()).contains(key));
    }

    void givesItToNobodyOfAnotherDistrict()
    {
        Hall hall;
        Server server(hall);
        const auto code = office::CentreDevices(hall.centreOffice(), hall.centre()).makeCode(hall.place().id, u"x"_s);
        QTemporaryDir folder;
        const auto device = std::move(office::Office::open({folder.filePath(u"new.db"_s), office::Office::Side::Counter, hall.clock(), false}).value());
        server.sign = [&device](const QByteArray &message) { return device->signature(message); };
        exchange::EnrolRequest enrol{code->text, device->deviceId(), device->devicePublicKey(), device->stream(), {}, {}};
        enrol.proof = device->signature(exchange::enrolmentProof(enrol.code, enrol.device));
        QCOMPARE(codeOf(server.answer(server.request("POST", exchange::enrolPath.toString(), exchange::encode(enrol)))), u"well"_s);
        // 1002 has gone to work in the next district.
        const QString elsewhere = domain::idFor(u"place:610113"_s), abroad = u"1002"_s;
        QJsonObject place = hall.place().toJson();
        place[u"id"_s] = elsewhere;
        place[u"code"_s] = place[u"district"_s] = u"610113"_s;
        domain::Staff mover = *hall.centreOffice().rules()->staffByNumber(abroad);
        mover.place = elsewhere;
        const office::Actor centre{u"centre"_s, {}, {u"centre"_s}, {}, {}};
        QVERIFY(hall.centreOffice().submit({u"place.define"_s, elsewhere, place, centre}).ok());
        QVERIFY(hall.centreOffice().submit({u"staff.define"_s, mover.id, mover.toJson(), centre}).ok());
        const auto signIn = [&](const QString &number) {
            const auto set = hall.centre().setPassword(number, DeskClient::password.toString());
            Q_ASSERT(set.ok());
            exchange::SignInRequest who = server.person(number);
            who.device = device->deviceId();
            who.devicePublicKey = device->devicePublicKey();
            const auto got = exchange::decodeSignInAnswer(server.signIn(who).body);
            Q_ASSERT(got.ok());
            server.token = got->token.toLatin1();
            return got->unlockKey;
        };
        QCOMPARE(signIn(u"1001"_s), QByteArray());
        QCOMPARE(codeOf(server.ask("POST", exchange::unlockKeyPath.toString(), exchange::encode(exchange::UnlockKey{QByteArray(32, 'u')}))), u"well"_s);
        QCOMPARE(signIn(u"1003"_s), QByteArray(32, 'u'));
        QCOMPARE(signIn(abroad), QByteArray());
    }

    void hearsTheLastWordOfADeviceThatWasShutOut()
    {
        Hall hall;
        Server server(hall);
        server.signedIn();
        QCOMPARE(codeOf(server.ask("POST", exchange::unlockKeyPath.toString(), exchange::encode(exchange::UnlockKey{QByteArray(32, 'u')}))), u"well"_s);
        const QString device = hall.office().deviceId();
        const auto lastWord = [&] { return codeOf(server.answer(server.request("POST", exchange::wipedPath(device)))); };
        QCOMPARE(lastWord(), u"device.not-revoked"_s);
        QVERIFY(hall.centreOffice().submit({u"device.revoke"_s, device, {{u"reason"_s, u"遗失"_s}}, {u"centre"_s, {}, {u"centre"_s}, {}, {}}}).ok());
        server.start();
        const auto thief = office::DeviceKey::fromSeed(QByteArray(32, 't'));
        server.sign = [&thief](const QByteArray &message) { return thief->sign(message); };
        QCOMPARE(lastWord(), u"proof.wrong"_s);
        server.sign = server.own();
        QCOMPARE(lastWord(), u"well"_s);
        QCOMPARE(lastWord(), u"well"_s); // its answer was lost
        const auto document = hall.centreOffice().store().documents.base(device);
        QVERIFY(!document->body[u"revoked"_s][u"wiped"_s].toString().isEmpty());
        QVERIFY(hall.centreOffice().store().settings.text(u"unlock/"_s + device).isEmpty());
    }
};

QTEST_GUILESS_MAIN(ProofsStory)
#include "tst_proofs.moc"
