// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/session.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

Answer document(Desk &desk, const Request &request, const QStringList &parameters)
{
    const Result<Caller> who = desk.caller(request);
    if (!who)
        return problem(who.refusal());
    const auto document = desk.centre.document(parameters.first());
    // A document outside the caller's scopes is answered as if it did not exist.
    const bool visible = document && who->maySee(*document);
    return visible ? ok(exchange::encode(*document)) : problem(refuse(u"document.unknown"));
}

} // namespace

const QList<Route> &documentRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/v1/documents/{id}"_s, {Lane::Read, 0}, document},
    };
    return routes;
}

} // namespace server
