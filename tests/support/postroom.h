// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/router.h"
#include "server/tasks/outgoingtask.h"
#include "support/hall.h"
#include <QTemporaryDir>

namespace support {

/// The centre's way out of the house: rounds of sending and what became of them, moved by the test; and its door for partners.
class PostRoom
{
public:
    explicit PostRoom(Hall &hall) : m_hall(hall)
    {
        house.clock = hall.clock();
        house.databasePath = hall.centreOffice().databasePath();
        house.filesFolder = m_folder.path();
        auto office = office::Office::open({house.databasePath, office::Office::Side::Centre, hall.clock(), false});
        m_router = std::make_unique<server::Router>(house, server::Lane::Write, std::move(office.value()));
        m_round = std::make_unique<server::OutgoingRound>(
            house.outgoing,
            [this](const QString &channel) -> std::unique_ptr<server::Channel> {
                return server::channelFor(channel, house.partners, folder(), house.clock);
            },
            server::messageWords());
    }

    QString folder() const { return m_folder.filePath(QStringLiteral("outgoing")); }
    /// Sends what is due; gives how many were tried.
    int send() { return m_round->work(m_hall.centreOffice()); }
    /// Puts on record what became of them, and the window hears of it.
    void record()
    {
        m_router->rest();
        m_hall.pull();
    }
    int round()
    {
        const int tried = send();
        record();
        return tried;
    }
    server::Response ask(const QByteArray &method, const QString &path, const QByteArray &body = {}, const QByteArray &signature = {}, const QByteArray &peer = "10.1.2.3")
    {
        server::Request request;
        request.method = method;
        request.path = path.toUtf8();
        request.body = body;
        request.peer = request.network = peer;
        if (!signature.isEmpty())
            request.headers.insert("onewindow-signature", signature);
        const server::Response response = std::get<server::Response>(m_router->answer(request));
        m_hall.pull();
        return response;
    }

    server::CentreHouse house;

private:
    Hall &m_hall;
    QTemporaryDir m_folder;
    std::unique_ptr<server::Router> m_router;
    std::unique_ptr<server::OutgoingRound> m_round;
};

} // namespace support
