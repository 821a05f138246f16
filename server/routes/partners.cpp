// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/outgoing.h"
#include "server/outgoing/partners.h"
#include "server/routes/route.h"
#include <QJsonDocument>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

// What a partner tells about a delivery. It has no session: it signs what it says with the key it shares with us. Told again it is
// answered as the first time.
Answer partnerEvent(Desk &desk, const Request &request, const QStringList &parameters)
{
    const Partner *partner = desk.house.partners.of(parameters.first());
    if (!partner || partner->key.isEmpty())
        return problem(refuse(u"partner.unknown"));
    if (const Result<Done> signedBy = checkSignature(partner->key, request.body, request.header("onewindow-signature"), desk.now()); !signedBy)
        return problem(signedBy.refusal());
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    if (!body.isObject())
        return problem(refuse(u"wire.malformed", {{u"member"_s, u"body"_s}}));
    const QJsonObject event = body.object();
    const Result<QStringList> noted = office::Outbox(desk.office).noteEvent(partner->channel, event[u"delivery"_s].toString(), event);
    if (!noted)
        return problem(noted.refusal());
    desk.centre.noteMoved(*noted);
    return Response::json(200, {});
}

} // namespace

const QList<Route> &partnerRoutes()
{
    static const QList<Route> routes{
        {"POST", u"/v1/partners/{channel}/events"_s, {Lane::Write, smallBody}, partnerEvent},
    };
    return routes;
}

} // namespace server
