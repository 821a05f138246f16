// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/routes/route.h"

namespace server {

/// What the centre answers to a request: a pure step from request to response over the office behind it. One per worker
/// thread, with its own connection: the one of the writing lane writes, the others only read. What there is to ask stands
/// in routes/, a file a subject.
class Router : public Service
{
public:
    Router(CentreHouse &house, Lane lane, std::unique_ptr<office::Office> office);
    Answer answer(const Request &request) override;
    void rest() override;

    /// Lane and size limit of each route, for the listener.
    static RouteTraits traits(QByteArrayView method, QByteArrayView path);
    /// Method and path pattern of every route ("/v1/streams/{stream}/operations"), for tests and docs/openapi.yaml.
    static QList<std::pair<QByteArray, QString>> routes();

private:
    static const QList<Route> &table();
    static const Route *match(QByteArrayView method, const QStringList &segments, QStringList *parameters, QByteArrayList *otherMethods);
    static Response notOffered(QByteArrayList methods);
    void refreshRules();
    void announce();
    void writeDownContacts();

    CentreHouse &m_house;
    Lane m_lane;
    std::unique_ptr<office::Office> m_office;
    office::Centre m_centre;
    Tokens m_tokens;
    office::CentreHealing m_healing;
    Desk m_desk;
    void doParked();

    qint64 m_rulesHead = -1;
    qsizetype m_kindsDone = 0; ///< so many kinds of acts were known when what had been parked was done
};

} // namespace server
