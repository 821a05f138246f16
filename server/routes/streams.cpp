// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/push.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

Answer push(Desk &desk, const Request &request, const QStringList &parameters)
{
    const Result<Caller> who = desk.caller(request);
    if (!who)
        return problem(who.refusal());
    const Result<domain::PushBatch> batch = exchange::decodePush(request.body);
    if (!batch)
        return problem(batch.refusal());
    const Result<Done> own = desk.ownStream(parameters.first(), *who);
    if (!own)
        return problem(own.refusal());
    const Result<domain::PushAnswer> answer = desk.centre.push(parameters.first(), *batch, who->staff);
    return answer ? ok(exchange::encodePushAnswer(*answer)) : problem(answer.refusal());
}

Answer outcomes(Desk &desk, const Request &request, const QStringList &parameters)
{
    const Result<Caller> who = desk.caller(request);
    if (!who)
        return problem(who.refusal());
    if (!desk.centre.streamIsOf(parameters.first(), who->pass.device))
        return problem(refuse(u"device.other-stream"));
    const qint64 after = request.queryValue(u"after").value_or(u"0"_s).toLongLong();
    const Result<domain::PushAnswer> answer = desk.centre.outcomes(parameters.first(), after, exchange::pushOperationsMax);
    return answer ? ok(exchange::encodePushAnswer(*answer)) : problem(answer.refusal());
}

} // namespace

const QList<Route> &streamRoutes()
{
    static const QList<Route> routes{
        {"POST", u"/v1/streams/{stream}/operations"_s, {Lane::Write, exchange::pushBytesMax + smallBody}, push},
        {"GET", u"/v1/streams/{stream}/operations"_s, {Lane::Read, 0}, outcomes},
    };
    return routes;
}

} // namespace server
