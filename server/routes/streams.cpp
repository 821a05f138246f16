// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/healing.h"
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
    const bool isShutOut = !who && (who.refusal().code == "device.revoked"_L1 || who.refusal().code.startsWith("session."_L1));
    if (!who && !(isShutOut && desk.centre.mayBeOfShutOut(parameters.first())))
        return problem(who.refusal());
    const Result<domain::PushBatch> batch = exchange::decodePush(request.body);
    if (!who) {
        // A device that was shut out still brings its work; what it signed says enough. Nobody else comes in this way.
        const auto answer = batch ? desk.centre.push(parameters.first(), *batch, {}, office::Centre::Door::Signature) : Result<domain::PushAnswer>(batch.refusal());
        if (answer) {
            desk.noteRefused(*answer);
            return ok(exchange::encodePushAnswer(*answer));
        }
        // What stands in the way of its own stream it may know; everything else is nobody's business.
        const bool isItsOwn = answer.refusal().code.startsWith("sync."_L1) && answer.refusal().code != "sync.stream-unknown"_L1;
        return problem(isItsOwn ? answer.refusal() : who.refusal());
    }
    if (!batch)
        return problem(batch.refusal());
    const Result<Done> own = desk.ownStream(parameters.first(), *who);
    if (!own)
        return problem(own.refusal());
    Result<domain::PushAnswer> answer = desk.centre.push(parameters.first(), *batch, who->staff);
    if (!answer)
        return problem(answer.refusal());
    desk.noteRefused(*answer);
    answer->wanted = desk.wanted(who->pass.device);
    return ok(exchange::encodePushAnswer(*answer));
}

Answer reconcile(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    const auto asked = exchange::decodeReconcileRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    const auto standing = desk.healing.reconcile(parameters.first(), who.pass.device, asked->lastAppliedN, asked->hashes);
    if (!standing)
        return problem(standing.refusal());
    return ok(exchange::encode(exchange::ReconcileAnswer{standing->epoch, standing->last, standing->lastHash, standing->from, standing->forgotten}));
}

Answer outcomes(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    if (!desk.centre.streamIsOf(parameters.first(), who.pass.device))
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
        {"POST", u"/v1/streams/{stream}:reconcile"_s, {Lane::Read, smallBody}, reconcile},
    };
    return routes;
}

} // namespace server
