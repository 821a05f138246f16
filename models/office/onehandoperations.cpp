// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "domain/staff/certificate.h"
#include "office/casework.h"
#include "office/opencase.h"
#include "office/operationkinds.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

// 首席服务员审核合一 (M07): who accepted decides on the spot, where the district allows it for the item. It is an exception to
// 受审分离, so it stands in the case itself by whom and when, besides the journal.
Result<Done> finishCase(Workspace &workspace)
{
    Result<domain::CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const Result<CaseRules> rules = rulesFor(workspace, *file);
    if (!rules)
        return rules.refusal();
    const domain::Staff *actor = workspace.rules().staff(workspace.operation().actor);
    if (!actor)
        return refuse(u"operation.actor-unknown");
    if (const Result<Done> may = domain::mayFinish(rules->handling, *actor); !may)
        return may.refusal();
    if (file->clerk != actor->id)
        return refuse(u"onehand.other-clerk", {{u"clerk"_s, file->clerkName}});
    for (const domain::Step &step : std::as_const(file->steps)) {
        if (step.state == domain::StepState::Taken || step.state == domain::StepState::Objected)
            return refuse(u"step.taken");
    }
    for (domain::Step &step : file->steps) {
        if (step.isDecided())
            continue;
        if (!step.clock.hasBegun())
            step.clock.startedAt = workspace.now();
        step.state = domain::StepState::Agreed;
        step.opinion = u"首席服务员审核合一"_s;
        step.decidedAt = workspace.now();
        step.clock.endedAt = workspace.now();
    }
    file->more[u"oneHand"_s] = QJsonObject{{u"staff"_s, actor->id}, {u"name"_s, actor->name}, {u"at"_s, domain::instantText(workspace.now())}};
    return settle(workspace, *file, *rules, true, {});
}

} // namespace office
