// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/centre.h"
#include "server/access/tokens.h"
#include "server/http/message.h"

namespace server {

/// What all routers of one server share. Thread-safe.
struct CentreHouse
{
    QString databasePath;
    std::function<QDateTime()> clock;            ///< UTC
    std::function<void(const QStringList &)> headsMoved; ///< wakes long polls
    SignInGuard guard;
};

/// What the centre answers to a request: a pure step from request to response over the office behind it. One per worker
/// thread, with its own connection: the one of the writing lane writes, the others only read.
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
    /// A request whose sender is known.
    struct Caller
    {
        Pass pass;
        domain::Staff staff;
        QStringList scopes;
    };
    struct Route;
    static const QList<Route> &table();
    static const Route *match(QByteArrayView method, const QStringList &segments, QStringList *parameters, bool *otherMethod);

    Answer signIn(const Request &request, const QStringList &parameters);
    Answer renew(const Request &request, const QStringList &parameters);
    Answer hello(const Request &request, const QStringList &parameters);
    Answer push(const Request &request, const QStringList &parameters);
    Answer outcomes(const Request &request, const QStringList &parameters);
    Answer changes(const Request &request, const QStringList &parameters);
    Answer leaseNumbers(const Request &request, const QStringList &parameters);
    Answer returnLease(const Request &request, const QStringList &parameters);
    Answer document(const Request &request, const QStringList &parameters);
    Answer health(const Request &request, const QStringList &parameters);

    domain::Result<Caller> caller(const Request &request) const;
    Response signedIn(const domain::Staff &staff, const Pass &pass) const;
    /// The stream belongs to the caller's device; a new one is made known.
    domain::Result<domain::Done> ownStream(const QString &stream, const Caller &caller);
    void refreshRules();
    void announce();
    QDateTime now() const { return m_house.clock(); }

    CentreHouse &m_house;
    Lane m_lane;
    std::unique_ptr<office::Office> m_office;
    office::Centre m_centre;
    Tokens m_tokens;
    qint64 m_rulesHead = -1;
};

} // namespace server
