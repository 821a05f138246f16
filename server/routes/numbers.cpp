// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/session.h"
#include "office/numbers.h"
#include "office/papernumbers.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

Answer leaseNumbers(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeNumberLeaseRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    const domain::Place *place = desk.office.rules()->place(who.staff.place);
    const auto rules = desk.office.rules();
    if (!place || !(office::leasableSeries(*place, desk.now()) + office::leasablePaperSeries(*rules, place->district, desk.now())).contains(asked->series))
        return problem(refuse(u"lease.series", {{u"series"_s, asked->series}}));
    const Result<Done> own = desk.ownStream(asked->stream, who);
    if (!own)
        return problem(own.refusal());
    const auto lease = desk.centre.leaseNumbers(asked->request, asked->stream, asked->series, int(asked->count));
    if (!lease)
        return problem(lease.refusal());
    // Known outside the database before the device has them: no copy of it that is put back gives them to another.
    if (const Result<Done> noted = desk.noteProgress(); !noted)
        return problem(noted.refusal());
    return ok(exchange::encode(*lease));
}

Answer returnLease(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    const auto asked = exchange::decodeNumberLeaseReturn(request.body);
    if (!asked)
        return problem(asked.refusal());
    const Result<Done> returned = desk.centre.returnLease(parameters.first(), who.pass.device, asked->next);
    return returned ? Answer(Response::json(200, {})) : Answer(problem(returned.refusal()));
}

} // namespace

const QList<Route> &numberRoutes()
{
    static const QList<Route> routes{
        {"POST", u"/v1/number-leases"_s, {Lane::Write, smallBody}, leaseNumbers},
        {"POST", u"/v1/number-leases/{lease}:return"_s, {Lane::Write, smallBody}, returnLease},
    };
    return routes;
}

} // namespace server
