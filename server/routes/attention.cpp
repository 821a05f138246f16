// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/permissions.h"
#include "exchange/supervision.h"
#include "office/centreoversight.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

constexpr int entriesMax = 200, entriesUsual = 50;

Answer attention(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const qint64 before = request.queryValue(u"before").value_or(u"0"_s).toLongLong();
    const int limit = std::clamp(request.queryValue(u"limit").value_or(QString::number(entriesUsual)).toInt(), 1, entriesMax);
    const auto found = office::CentreOversight(desk.office).refused(who.scopes, before, limit);
    exchange::AttentionPage page;
    page.before = found.before;
    for (const auto &refused : found.rows) {
        domain::OperationResult result = domain::resultFromStored(refused.row.result);
        result.n = refused.row.operation.n;
        result.id = refused.row.operation.id;
        page.entries << exchange::AttentionEntry{refused.row.seq, refused.row.stream, refused.device, refused.row.operation, result, refused.row.settledAt};
    }
    return ok(exchange::encode(page));
}

Answer closeAttention(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    const auto asked = exchange::decodeAttentionClosing(request.body);
    if (!asked)
        return problem(asked.refusal());
    const office::Actor supervisor{who.staff.id, who.staff.name, who.staff.roles, who.staff.place, who.pass.counter};
    const auto closed = office::CentreOversight(desk.office).close(parameters.first(), who.scopes, supervisor, asked->how, asked->reason);
    return closed ? Answer(Response::json(200, {})) : Answer(problem(closed.refusal()));
}

Answer erasures(Desk &desk, const Caller &who, const Request &, const QStringList &)
{
    QList<exchange::Erasure> list;
    for (const auto &erased : office::CentreOversight(desk.office).erasures(who.scopes)) {
        exchange::Erasure erasure{erased.doc, erased.scope, erased.seq, erased.at, erased.reason, {}};
        for (const auto &behind : erased.open)
            erasure.open << exchange::Erasure::Device{behind.device, behind.name, behind.seq, behind.lastContact, behind.revoked};
        list << erasure;
    }
    return ok(exchange::encode(list));
}

} // namespace

const QList<Route> &attentionRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/v1/attention"_s, {Lane::Read, 0}, attention, false, domain::Permissions::table().requestRoles(u"attention"_s)},
        {"POST", u"/v1/attention/{operation}:close"_s, {Lane::Write, smallBody}, closeAttention, false, domain::Permissions::table().requestRoles(u"attention"_s)},
        {"GET", u"/v1/erasures"_s, {Lane::Read, 0}, erasures, false, domain::Permissions::table().requestRoles(u"erasures"_s)},
    };
    return routes;
}

} // namespace server
