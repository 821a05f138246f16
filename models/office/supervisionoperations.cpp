// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/supervision/supervision.h"
#include "domain/jsontime.h"
#include "office/assignment.h"
#include "office/casework.h"
#include "office/opencase.h"
#include "office/operationkinds.h"
#include "office/workspace.h"
#include <algorithm>

namespace office {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::Done;
using domain::refuse;
using domain::Result;

Result<Done> askForReply(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const QJsonObject &body = workspace.operation().body;
    const Result<Done> asked = domain::ask(*file, body[u"step"_s].toString(), body[u"words"_s].toString().trimmed(), body[u"replyDays"_s].toInt(), workspace.rules().calendar(), workspace.now());
    if (!asked)
        return asked;
    putBack(workspace, *file);
    return Done{};
}

// The department answers for its own part, the front desk for the case as a whole.
Result<Done> replyToSupervision(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const int number = workspace.operation().body[u"number"_s].toInt();
    const QList<domain::Enquiry> all = domain::enquiries(*file);
    const auto asked = std::find_if(all.begin(), all.end(), [&](const domain::Enquiry &one) { return one.number == number; });
    const domain::Staff *actor = workspace.rules().staff(workspace.operation().actor);
    if (asked != all.end() && actor && !asked->step.isEmpty() && !decidesFor(workspace, *actor, asked->department))
        return refuse(u"step.not-yours", {{u"department"_s, asked->department}});
    const Result<Done> replied = domain::reply(*file, number, workspace.operation().body[u"words"_s].toString().trimmed(), workspace.now());
    if (!replied)
        return replied;
    putBack(workspace, *file);
    return Done{};
}

Result<Done> escalateSupervision(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const Result<Done> escalated = domain::escalate(*file, domain::enquiryOf(workspace.operation().body[u"entry"_s].toString()), workspace.now());
    if (!escalated)
        return escalated;
    putBack(workspace, *file);
    return Done{};
}

// The State Council's notice for a year came, or was changed: what was provisional becomes sure. It is written only where a date
// moves, so that the journal says which promises changed and by which calendar.
Result<Done> recomputeCase(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const Result<CaseRules> rules = rulesFor(workspace, *file);
    if (!rules)
        return rules.refusal();
    const auto dates = [](const CaseFile &file) {
        QJsonObject all{{u"notice"_s, file.noticeDue.toJson()}, {u"legal"_s, file.legalDue.toJson()}, {u"committed"_s, file.committedDue.toJson()}};
        for (const domain::Step &step : file.steps)
            all[QString(u"step:"_s + step.key)] = step.due.toJson();
        return all;
    };
    const QJsonObject before = dates(*file);
    const domain::WorkCalendar &calendar = workspace.rules().calendar();
    if (file->state == domain::CaseState::Received) {
        const int days = rules->place->noticeDays >= 0 ? rules->place->noticeDays : domain::noticeDaysOf(rules->item->acceptanceRule);
        file->noticeDue = domain::noticeDueDate(file->receivedAt, days, calendar, rules->place->hours);
    }
    computeDues(*file, *rules, workspace.now());
    const QJsonObject after = dates(*file);
    if (after == before)
        return refuse(u"case.dates-stay");
    QJsonArray moved = file->more[u"recomputed"_s].toArray();
    moved << QJsonObject{{u"at"_s, domain::instantText(workspace.now())}, {u"calendar"_s, calendar.version()}, {u"before"_s, before}};
    file->more[u"recomputed"_s] = moved;
    putBack(workspace, *file);
    return Done{};
}

} // namespace office
