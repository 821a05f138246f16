// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "exchange/changes.h"
#include "exchange/paths.h"
#include "exchange/problem.h"
#include "exchange/push.h"
#include "exchange/session.h"
#include "office/founding.h"
#include "office/store.h"
#include "server/router.h"
#include "support/hall.h"
#include "support/proven.h"
#include <QJsonDocument>

namespace support {

/// The centre's API as a window sees it, without a network: requests go straight into the router.
class DeskClient
{
public:
    static constexpr QStringView password = u"changan-2026";

    explicit DeskClient(Hall &hall) : m_hall(hall)
    {
        m_house.clock = hall.clock();
        m_house.databasePath = hall.centreOffice().databasePath(); // files lie beside it
        const auto set = hall.centre().setPassword(QStringLiteral("1001"), password.toString());
        Q_ASSERT(set.ok());
        auto office = office::Office::open({hall.centreOffice().store().database.path(), office::Office::Side::Centre, hall.clock(), false});
        Q_ASSERT(office.ok());
        m_router = std::make_unique<server::Router>(m_house, server::Lane::Write, std::move(office.value()));
    }

    server::Response send(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        server::Request request;
        request.method = method;
        const qsizetype mark = path.indexOf(u'?');
        request.path = path.left(mark).toUtf8();
        request.query = mark < 0 ? QByteArray() : path.mid(mark + 1).toUtf8();
        request.body = body;
        request.mayWait = false;
        if (!m_token.isEmpty())
            request.headers.insert("authorization", "Bearer " + m_token.toLatin1());
        prove(request);
        return std::get<server::Response>(m_router->answer(request));
    }

    exchange::SignInAnswer signIn()
    {
        const exchange::SignInRequest request{QStringLiteral("1001"), password.toString(), m_hall.office().deviceId(), m_hall.office().devicePublicKey(), {}, QStringLiteral("3")};
        const auto answer = exchange::decodeSignInAnswer(send("POST", exchange::signInPath.toString(), exchange::encode(request)).body);
        Q_ASSERT(answer.ok());
        m_token = answer->token;
        return *answer;
    }

    /// Sends what is pending through the API.
    server::Response push()
    {
        domain::PushBatch batch;
        batch.operations = m_hall.counterSync().pendingOperations(500, 1 << 20);
        if (!batch.operations.isEmpty())
            batch.previousHash = m_hall.counterSync().chainHashBefore(batch.operations.first().n);
        return send("POST", exchange::operationsPath(m_hall.office().stream()), exchange::encodePush(batch));
    }

    server::Router &router() { return *m_router; }
    /// Signs a request of one's own as the window at hand.
    void prove(server::Request &request) const
    {
        support::prove(request, m_hall.now(), [this](const QByteArray &message) { return m_hall.office().signature(message); });
    }
    void setToken(const QString &token) { m_token = token; }
    QString token() const { return m_token; }
    static QString codeOf(const server::Response &response)
    {
        const auto problem = exchange::decodeProblem(response.body);
        return problem ? problem->code : QString();
    }

private:
    Hall &m_hall;
    server::CentreHouse m_house;
    std::unique_ptr<server::Router> m_router;
    QString m_token;
};

} // namespace support
