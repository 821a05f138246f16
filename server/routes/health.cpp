// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

Answer health(Desk &desk, const Request &, const QStringList &)
{
    // A server about to close says so first: the proxy then sends new requests elsewhere, and nobody meets a closed door.
    if (desk.house.leaving)
        return Response::json(503, {{u"status"_s, u"leaving"_s}});
    if (!desk.centre.heads())
        return Response::json(503, {{u"status"_s, u"no database"_s}});
    return Response::json(200, {{u"status"_s, u"ok"_s}});
}

// Answered by the listener before it comes here: that a lane is full or the database is away says nothing of the process.
Answer alive(Desk &, const Request &, const QStringList &)
{
    return Response::json(200, {{u"status"_s, u"alive"_s}});
}

} // namespace

const QList<Route> &healthRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/healthz"_s, {Lane::Read, 0}, health},
        {"GET", u"/livez"_s, {Lane::Read, 0, true}, alive},
    };
    return routes;
}

} // namespace server
