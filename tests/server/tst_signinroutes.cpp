// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/totp.h"
#include "exchange/devices.h"
#include "support/deskclient.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Totp;
using support::DeskClient;
using support::Hall;

namespace {

/// A server as it really is: one worker hashes on a connection that only reads, another writes.
class TwoLanes
{
public:
    explicit TwoLanes(Hall &hall, DeskClient &client) : m_hall(hall), m_client(client)
    {
        m_house.clock = hall.clock();
        m_house.databasePath = hall.centreOffice().databasePath();
        const auto lane = [&](server::Lane which) {
            auto office = office::Office::open({m_house.databasePath, office::Office::Side::Centre, hall.clock(), which != server::Lane::Write});
            Q_ASSERT(office.ok());
            return std::make_unique<server::Router>(m_house, which, std::move(office.value()));
        };
        m_writing = lane(server::Lane::Write);
        m_hashing = lane(server::Lane::SignIn);
    }

    server::Response signIn(const exchange::SignInRequest &asked)
    {
        server::Request request;
        request.method = "POST";
        request.path = exchange::signInPath.toUtf8();
        request.body = exchange::encode(asked);
        request.peer = request.network = "10.0.0.7";
        m_client.prove(request);
        const server::Answer half = m_hashing->answer(request);
        if (const auto *response = std::get_if<server::Response>(&half))
            return *response;
        const auto *onward = std::get_if<server::Onward>(&half);
        Q_ASSERT(onward && onward->lane == server::Lane::Write);
        ++passedOn;
        request.carried = onward->carried;
        return std::get<server::Response>(m_writing->answer(request));
    }
    server::Response post(const QString &path, const QByteArray &body, const QString &token)
    {
        server::Request request;
        request.method = "POST";
        request.path = path.toUtf8();
        request.body = body;
        request.headers.insert("authorization", "Bearer " + token.toLatin1());
        m_client.prove(request);
        return std::get<server::Response>(m_writing->answer(request));
    }
    exchange::SignInRequest asked(const QString &number, const QString &password) const
    {
        return {number, password, m_hall.office().deviceId(), m_hall.office().devicePublicKey(), {}, u"3"_s};
    }
    int passedOn = 0;

private:
    Hall &m_hall;
    DeskClient &m_client;
    server::CentreHouse m_house;
    std::unique_ptr<server::Router> m_writing, m_hashing;
};

const QString password = DeskClient::password.toString();

QJsonObject factsOf(const server::Response &response)
{
    return QJsonDocument::fromJson(response.body).object()[u"facts"_s].toObject();
}

} // namespace

/// Signing in over the centre's API: hashing on one lane, writing on another, several servers on one database.
class SignInRoutes : public QObject
{
    Q_OBJECT

    std::unique_ptr<Hall> m_hall;
    std::unique_ptr<DeskClient> m_client;

private Q_SLOTS:
    void init()
    {
        m_client.reset();
        m_hall = std::make_unique<Hall>();
        m_client = std::make_unique<DeskClient>(*m_hall);
    }

    void hashesOnOneLaneAndWritesOnTheOther()
    {
        TwoLanes server(*m_hall, *m_client);
        const auto response = server.signIn(server.asked(u"1001"_s, password));
        QCOMPARE(response.status, 200);
        QCOMPARE(server.passedOn, 1);
        const auto answer = exchange::decodeSignInAnswer(response.body);
        QVERIFY(answer.ok());
        QCOMPARE(answer->name, u"王敏"_s);
        QVERIFY(answer->recoveryCodes.isEmpty());
        QVERIFY(!response.body.contains("recovery_codes"));
        QCOMPARE(DeskClient::codeOf(server.signIn(server.asked(u"1001"_s, u"wrong"_s))), u"sign-in.wrong"_s);
    }

    void whatTheFirstHalfFoundCantBeSentFromOutside()
    {
        TwoLanes server(*m_hall, *m_client);
        exchange::SignInRequest asked = server.asked(u"1001"_s, u"wrong"_s);
        QJsonObject body = QJsonDocument::fromJson(exchange::encode(asked)).object();
        body[u"carried"_s] = QJsonObject{{u"fits"_s, true}};
        body[u"fits"_s] = true;
        server::Request request;
        request.method = "POST";
        request.path = exchange::signInPath.toUtf8();
        request.body = QJsonDocument(body).toJson();
        m_client->prove(request);
        QCOMPARE(DeskClient::codeOf(std::get<server::Response>(m_client->router().answer(request))), u"sign-in.wrong"_s);
    }

    void allServersOfADatabaseCountTogether()
    {
        TwoLanes one(*m_hall, *m_client), other(*m_hall, *m_client);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(DeskClient::codeOf((i % 2 ? one : other).signIn(one.asked(u"1001"_s, u"wrong"_s))), u"sign-in.wrong"_s);
        for (TwoLanes *server : {&one, &other}) {
            const auto response = server->signIn(server->asked(u"1001"_s, password));
            QCOMPARE(response.status, 429);
            QCOMPARE(DeskClient::codeOf(response), u"sign-in.locked"_s);
            QVERIFY(response.headers.contains("Retry-After"));
        }
        m_hall->setNow(m_hall->now().addSecs(31));
        QCOMPARE(one.signIn(one.asked(u"1001"_s, password)).status, 200);
    }

    void anAdministratorGivesAPasswordToBeginWith()
    {
        TwoLanes server(*m_hall, *m_client);
        QVERIFY(m_hall->centre().setPassword(u"1501"_s, password).ok());
        auto response = server.signIn(server.asked(u"1501"_s, password));
        QCOMPARE(DeskClient::codeOf(response), u"sign-in.factor-enrol"_s); // administrators have a second factor
        QCOMPARE(response.status, 401);
        const QByteArray secret = *Totp::fromBase32(factsOf(response)[u"secret"_s].toString());
        exchange::SignInRequest asked = server.asked(u"1501"_s, password);
        asked.code = Totp::code(secret, Totp::stepAt(m_hall->now()));
        response = server.signIn(asked);
        QCOMPARE(response.status, 200);
        const auto admin = exchange::decodeSignInAnswer(response.body);
        QCOMPARE(admin->recoveryCodes.size(), 8);
        QCOMPARE(admin->factorSecret, secret);

        const auto clerk = exchange::decodeSignInAnswer(server.signIn(server.asked(u"1001"_s, password)).body);
        const QByteArray plain = exchange::encode(exchange::PasswordReset{});
        QCOMPARE(server.post(u"/v1/staff/1002/password:reset"_s, plain, clerk->token).status, 403);
        response = server.post(u"/v1/staff/1002/password:reset"_s, plain, admin->token);
        QCOMPARE(response.status, 200);
        const auto initial = exchange::decodeInitialPassword(response.body);
        QVERIFY(initial.ok());
        asked = server.asked(u"1002"_s, initial->password);
        response = server.signIn(asked);
        QCOMPARE(response.status, 403);
        QCOMPARE(DeskClient::codeOf(response), u"sign-in.change-password"_s);
        asked.newPassword = u"Kd7-ruhig-am"_s;
        QCOMPARE(server.signIn(asked).status, 200);
        QCOMPARE(server.signIn(server.asked(u"1002"_s, u"Kd7-ruhig-am"_s)).status, 200);
    }

    void aSessionEndsWithThePasswordItBeganWith()
    {
        TwoLanes server(*m_hall, *m_client);
        const auto before = exchange::decodeSignInAnswer(server.signIn(server.asked(u"1001"_s, password)).body);
        QVERIFY(before.ok());
        const auto renewed = [&](const QString &renewal) { return m_client->send("POST", exchange::renewPath.toString(), exchange::encode(exchange::RenewRequest{renewal})); };
        m_client->setToken({});
        m_hall->setNow(m_hall->now().addSecs(60));
        QCOMPARE(renewed(before->renewal).status, 200);
        exchange::SignInRequest asked = server.asked(u"1001"_s, password);
        asked.newPassword = u"Am-Berg-9-wohnt"_s;
        const auto after = server.signIn(asked);
        QCOMPARE(after.status, 200);
        QCOMPARE(DeskClient::codeOf(renewed(before->renewal)), u"session.expired"_s);
        QCOMPARE(renewed(exchange::decodeSignInAnswer(after.body)->renewal).status, 200);
        // Nor does another key make it a new one.
        const QByteArray next(32, 'n');
        const auto rotated = server.post(u"/v1/devices/self/keys:rotate"_s, exchange::encode(exchange::KeyRotation{next, QByteArray(64, 'x')}), before->token);
        QCOMPARE(DeskClient::codeOf(rotated), u"session.expired"_s);
    }

    void aSessionEndsHoweverOftenItIsRenewed()
    {
        TwoLanes server(*m_hall, *m_client);
        auto session = exchange::decodeSignInAnswer(server.signIn(server.asked(u"1001"_s, password)).body);
        QVERIFY(session.ok());
        const QDateTime end = m_hall->now().addSecs(12 * 3600);
        m_client->setToken({});
        const auto renewed = [&] { return m_client->send("POST", exchange::renewPath.toString(), exchange::encode(exchange::RenewRequest{session->renewal})); };
        for (int hours = 0; hours < 11; ++hours) {
            m_hall->setNow(m_hall->now().addSecs(3600));
            session = exchange::decodeSignInAnswer(renewed().body);
            QVERIFY(session.ok());
            QCOMPARE(session->renewalExpires, end);
        }
        m_hall->setNow(end.addSecs(-60));
        session = exchange::decodeSignInAnswer(renewed().body);
        QVERIFY(session.ok());
        QCOMPARE(session->tokenExpires, end);
        m_hall->setNow(end);
        QCOMPARE(DeskClient::codeOf(renewed()), u"session.expired"_s);
    }
};

QTEST_GUILESS_MAIN(SignInRoutes)
#include "tst_signinroutes.moc"
