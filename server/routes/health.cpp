// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

Answer health(Desk &, const Request &, const QStringList &)
{
    return Response::json(200, {{u"status"_s, u"ok"_s}});
}

} // namespace

const QList<Route> &healthRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/healthz"_s, {Lane::Read, 0}, health},
    };
    return routes;
}

} // namespace server
