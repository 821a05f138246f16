// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the house: outgoing.sent, outgoing.failed, outgoing.retry, outgoing.drop, delivery.event.
#include "domain/jsontime.h"
#include "office/issuing.h"
#include "office/operationkinds.h"
#include "office/outgoing.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Outgoing;
using domain::OutgoingState;
using domain::refuse;
using domain::Result;

namespace {

Result<Outgoing> outgoingOf(const Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    if (!document || (document->kind != "message"_L1 && document->kind != "delivery"_L1))
        return refuse(u"outgoing.unknown");
    return Outgoing::fromJson(document->body);
}

Result<Done> save(Workspace &workspace, const Outgoing &outgoing)
{
    domain::Document document = *workspace.load(outgoing.id);
    document.body = outgoing.toJson();
    workspace.save(document);
    return Done{};
}

domain::Refusal inThisState(const Outgoing &outgoing)
{
    return refuse(u"outgoing.state", {{u"state"_s, toCode(outgoing.state)}});
}

} // namespace

// Whatever was decided about it meanwhile: once the partner has it, it has been sent.
Result<Done> noteSent(Workspace &workspace)
{
    Result<Outgoing> outgoing = outgoingOf(workspace);
    if (!outgoing)
        return outgoing.refusal();
    if (outgoing->sentAt.isValid())
        return inThisState(*outgoing);
    const QJsonObject &body = workspace.operation().body;
    outgoing->attempts = std::max(outgoing->attempts + 1, body[u"attempt"_s].toInt());
    outgoing->receipt = body[u"receipt"_s].toObject();
    outgoing->text = body[u"text"_s].toString();
    outgoing->sentAt = outgoing->updatedAt = workspace.now();
    outgoing->nextAt = {};
    outgoing->lastError = {};
    if (outgoing->state != OutgoingState::Delivered) // an event may have come before the answer
        outgoing->state = OutgoingState::Sent;
    onSent(workspace, *outgoing);
    return save(workspace, *outgoing);
}

Result<Done> noteFailed(Workspace &workspace)
{
    Result<Outgoing> outgoing = outgoingOf(workspace);
    if (!outgoing)
        return outgoing.refusal();
    const QJsonObject &body = workspace.operation().body;
    // The answer to an attempt that another server made again meanwhile, or that a person put an end to, says nothing any more.
    if (outgoing->state != OutgoingState::Queued || body[u"attempt"_s].toInt() != outgoing->attempts + 1)
        return inThisState(*outgoing);
    const domain::Refusal problem = domain::Refusal::fromJson(body[u"problem"_s].toObject());
    if (problem.code.isEmpty())
        return refuse(u"operation.malformed", {{u"member"_s, u"problem"_s}});
    domain::noteFailure(*outgoing, problem, body[u"permanent"_s].toBool(), workspace.now());
    return save(workspace, *outgoing);
}

Result<Done> retryOutgoing(Workspace &workspace)
{
    Result<Outgoing> outgoing = outgoingOf(workspace);
    if (!outgoing)
        return outgoing.refusal();
    if (outgoing->state != OutgoingState::Failed && outgoing->state != OutgoingState::Queued)
        return inThisState(*outgoing);
    const QJsonObject &body = workspace.operation().body;
    // The usual cause of a dead letter is a wrong number or address; it is put right here, not by a second letter.
    if (const QString to = body[u"to"_s].toString().trimmed(); !to.isEmpty())
        outgoing->to = to;
    outgoing->state = OutgoingState::Queued;
    outgoing->attempts = 0;
    outgoing->sentAt = {};
    outgoing->nextAt = outgoing->updatedAt = workspace.now();
    return save(workspace, *outgoing);
}

Result<Done> dropOutgoing(Workspace &workspace)
{
    Result<Outgoing> outgoing = outgoingOf(workspace);
    if (!outgoing)
        return outgoing.refusal();
    if (outgoing->state != OutgoingState::Failed && outgoing->state != OutgoingState::Queued)
        return inThisState(*outgoing);
    const QString reason = workspace.operation().body[u"reason"_s].toString().trimmed();
    if (reason.isEmpty())
        return refuse(u"reason.lacking");
    outgoing->state = OutgoingState::Dropped;
    outgoing->reason = reason;
    outgoing->nextAt = {};
    outgoing->updatedAt = workspace.now();
    return save(workspace, *outgoing);
}

// {event, state, at, text, facts}: as the partner told it, its signature already checked.
Result<Done> noteDeliveryEvent(Workspace &workspace)
{
    Result<Outgoing> outgoing = outgoingOf(workspace);
    if (!outgoing)
        return outgoing.refusal();
    const QJsonObject &body = workspace.operation().body;
    domain::OutgoingEvent event{body[u"event"_s].toString(), body[u"state"_s].toString(), domain::instantFromText(body[u"at"_s]),
                                body[u"text"_s].toString(), body[u"facts"_s].toObject()};
    static const QStringList states{u"moving"_s, u"delivered"_s, u"failed"_s, u"feedback"_s};
    if (event.id.isEmpty() || event.id.size() > 100)
        return refuse(u"operation.malformed", {{u"member"_s, u"event"_s}});
    if (!states.contains(event.state))
        return refuse(u"operation.malformed", {{u"member"_s, u"state"_s}});
    if (!event.at.isValid() || event.at > workspace.now())
        event.at = workspace.now(); // a partner's clock makes nothing happen tomorrow
    if (outgoing->knows(event.id))
        return refuse(u"outgoing.event-known", {{u"event"_s, event.id}});
    constexpr qsizetype eventsMax = 200;
    if (outgoing->events.size() >= eventsMax)
        return refuse(u"outgoing.events-too-many", {{u"most"_s, eventsMax}});
    const OutgoingState before = outgoing->state;
    domain::noteEvent(*outgoing, event, workspace.now());
    if (outgoing->state == OutgoingState::Delivered && before != OutgoingState::Delivered)
        onDelivered(workspace, *outgoing, event);
    return save(workspace, *outgoing);
}

} // namespace office
