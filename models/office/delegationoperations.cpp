// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/staff/delegation.h"
#include "domain/jsontime.h"
#include "office/operationkinds.h"
#include "office/workspace.h"
#include <algorithm>

namespace office {
using namespace Qt::StringLiterals;
using domain::Delegation;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {
constexpr int daysMax = 366;
} // namespace

// 请假替岗: the deputy must be somebody who may decide, and be there in those days.
Result<Done> defineDelegation(Workspace &workspace)
{
    const domain::Operation &operation = workspace.operation();
    QJsonObject body = operation.body;
    body[u"id"_s] = operation.doc;
    const Result<Delegation> delegation = Delegation::fromJson(body);
    if (!delegation)
        return delegation.refusal();
    const QDate today = domain::hallTime(workspace.now()).date();
    if (delegation->ends < today || delegation->ends < delegation->begins || delegation->begins.daysTo(delegation->ends) > daysMax)
        return refuse(u"delegation.days");
    if (delegation->reason.trimmed().isEmpty())
        return refuse(u"reason.lacking");
    const domain::Staff *from = workspace.rules().staff(delegation->from), *to = workspace.rules().staff(delegation->to);
    if (!from || !to || !to->active || !to->roles.contains("approver"_L1))
        return refuse(u"delegation.no-such-colleague");
    const QList<Delegation> others = workspace.rules().delegations();
    const bool away = std::any_of(others.begin(), others.end(), [&](const Delegation &other) {
        return other.id != delegation->id && other.from == delegation->to && other.begins <= delegation->ends && delegation->begins <= other.ends;
    });
    if (away)
        return refuse(u"delegation.away", {{u"name"_s, to->name}});
    if (workspace.load(operation.doc))
        return refuse(u"operation.malformed", {{u"member"_s, u"doc"_s}});
    workspace.save({operation.doc, u"delegation"_s, 0, {domain::referenceScope.toString()}, delegation->toJson()});
    return Done{};
}

Result<Done> endDelegation(Workspace &workspace)
{
    std::optional<domain::Document> document = workspace.load(workspace.operation().doc);
    if (!document || document->kind != "delegation"_L1)
        return refuse(u"delegation.unknown");
    Result<Delegation> delegation = Delegation::fromJson(document->body);
    if (!delegation)
        return delegation.refusal();
    const QDate yesterday = domain::hallTime(workspace.now()).date().addDays(-1);
    if (delegation->ends <= yesterday)
        return refuse(u"delegation.over");
    delegation->ends = yesterday; // from now on, not from tomorrow
    document->body = delegation->toJson();
    workspace.save(*document);
    return Done{};
}

} // namespace office
