// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/session.h"
#include "exchange/supervision.h"
#include "office/search/desksearch.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

Answer document(Desk &desk, const Caller &who, const Request &, const QStringList &parameters)
{
    const auto document = desk.centre.document(parameters.first());
    // A document outside the caller's scopes is answered as if it did not exist.
    const bool visible = document && who.maySee(*document);
    return visible ? ok(exchange::encode(*document)) : problem(refuse(u"document.unknown"));
}

// What is outside the scopes at hand can be looked up, never more than the caller may see; nothing of it is kept at the window.
Answer search(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    constexpr int foundMax = 50, foundUsual = 12, tries = 8; // other districts' hits fall away
    const QString typed = request.queryValue(u"q").value_or(QString()).trimmed();
    if (typed.isEmpty())
        return problem(refuse(u"wire.malformed", {{u"member"_s, u"q"_s}}));
    const int limit = std::clamp(request.queryValue(u"limit").value_or(QString::number(foundUsual)).toInt(), 1, foundMax);
    QList<exchange::Found> found;
    for (const office::DeskHit &hit : office::DeskSearch(desk.office).find(typed, limit * tries)) {
        const auto document = desk.centre.document(hit.id);
        if (document && who.maySee(*document) && found.size() < limit)
            found << exchange::Found{hit.id, hit.kind, hit.title, hit.subtitle};
    }
    return ok(exchange::encode(found));
}

} // namespace

const QList<Route> &documentRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/v1/documents/{id}"_s, {Lane::Read, 0}, document},
        {"GET", u"/v1/search"_s, {Lane::Read, 0}, search},
    };
    return routes;
}

} // namespace server
