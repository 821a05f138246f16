// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/changes.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

constexpr int rowsPerPage = 2000;

Answer changes(Desk &desk, const Request &request, const QStringList &)
{
    const Result<Caller> who = desk.caller(request);
    if (!who)
        return problem(who.refusal());
    const auto asked = exchange::decodeChangesRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    QByteArray body;
    QStringList watched;
    bool news = false;
    for (const exchange::ScopeCursor &scope : asked->scopes) {
        domain::ScopePage page;
        if (who->scopes.contains(scope.scope)) {
            page = desk.centre.changes(scope.scope, scope.since, rowsPerPage, asked->maxBytes);
            watched << scope.scope;
        } else {
            page.scope = scope.scope;
            page.problem = refuse(u"sync.forbidden");
        }
        news = news || page.problem || !page.rows.isEmpty();
        body += exchange::encodePage(page);
    }
    if (!news && asked->waitSeconds > 0 && request.mayWait && !watched.isEmpty())
        return Postpone{watched, asked->waitSeconds};
    return Response::text(200, QByteArray(exchange::changesType.data(), exchange::changesType.size()), body);
}

} // namespace

const QList<Route> &changeRoutes()
{
    static const QList<Route> routes{
        {"POST", u"/v1/changes"_s, {Lane::Read, smallBody}, changes},
    };
    return routes;
}

} // namespace server
