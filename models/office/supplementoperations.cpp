// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/applicant/standing.h"
#include "domain/casefile/supplements.h"
#include "domain/jsontime.h"
#include "office/assignment.h"
#include "office/casework.h"
#include "office/opencase.h"
#include "office/operationkinds.h"
#include "office/outgoing.h"
#include "office/workspace.h"
#include <QJsonArray>

namespace office {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using domain::Done;
using domain::refuse;
using domain::Result;
using domain::Step;

namespace {

QString namesOf(const QList<domain::CaseMaterial> &materials)
{
    QStringList names;
    for (const domain::CaseMaterial &material : materials)
        names << material.name;
    return names.join(u'、');
}

/// The case a supplement may be brought for: accepted, or ended by a lapse the centre declared before it heard of the supplement.
Result<CaseFile> caseToSupplement(const Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    if (!document || document->kind != "case"_L1)
        return refuse(u"case.unknown");
    Result<CaseFile> file = CaseFile::fromJson(document->body);
    if (!file)
        return file;
    if (file->state != CaseState::Accepted && !domain::lapsed(*file).isSo())
        return refuse(u"case.state", {{u"state"_s, toCode(file->state)}});
    return file;
}

void changeStanding(Workspace &workspace, const CaseFile &file, const std::function<void(domain::Standing &)> &change)
{
    std::optional<domain::Document> applicant = workspace.load(file.applicant.id);
    if (!applicant)
        return; // its applicant was taken away by law
    domain::Standing standing = domain::Standing::of(applicant->body);
    change(standing);
    standing.write(applicant->body);
    workspace.save(*applicant);
}

void pauseForSupplement(CaseFile &file, int days, const QDateTime &now)
{
    const domain::Pause pause{u"supplement"_s, now, days, {}, {}};
    for (Step &step : file.steps) {
        if (step.clock.hasBegun() && !step.clock.hasEnded() && !step.clock.isPaused())
            step.clock.pauses << pause;
    }
    if (file.clock.hasBegun() && !file.clock.isPaused())
        file.clock.pauses << pause;
}

/// The clocks go on that stood for a supplement; that of the case only when no department has another reason.
void resumeAfterSupplement(CaseFile &file, const QDateTime &now)
{
    bool standing = false;
    for (Step &step : file.steps) {
        if (const domain::Pause *open = step.clock.openPause(); open && open->kind == "supplement"_L1)
            step.clock.pauses.last().to = now;
        standing = standing || step.clock.isPaused();
    }
    if (!standing && file.clock.isPaused())
        file.clock.pauses.last().to = now;
}

} // namespace

// 容缺后补, 通办: any counter of the district takes what is still owed. What was handed in in time off line counts, also when the
// centre has meanwhile ended the case for want of it.
Result<Done> receiveSupplement(Workspace &workspace)
{
    Result<CaseFile> file = caseToSupplement(workspace);
    if (!file)
        return file.refusal();
    const Result<CaseRules> rules = rulesFor(workspace, *file);
    if (!rules)
        return rules.refusal();
    const domain::Place *here = workspace.place();
    if (!here)
        return refuse(u"place.unknown");
    if (here->district != rules->place->district)
        return refuse(u"supplement.elsewhere", {{u"place"_s, rules->place->name}});
    if (domain::lapsed(*file).isSo()) {
        domain::undoLapse(*file);
        changeStanding(workspace, *file, [&](domain::Standing &standing) { standing.forgetLapse(file->id, rules->region.lapsesUntilBlocked, rules->region.toleranceBlockedMonths); });
    }
    domain::Supplement supplement;
    supplement.at = workspace.now();
    supplement.place = here->id;
    supplement.counter = workspace.operation().counter;
    for (const QJsonValue &key : workspace.operation().body[u"keys"_s].toArray())
        supplement.keys << key.toString();
    const Result<Done> taken = domain::receiveSupplement(*file, supplement, here->hours);
    if (!taken)
        return taken;
    file->papers[u"supplement-receipt"_s] = file->papers[u"supplement-receipt"_s].toInt() + 1;
    computeDues(*file, *rules, workspace.now());
    putBack(workspace, *file);
    return Done{};
}

Result<Done> judgeSupplement(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const Result<CaseRules> rules = rulesFor(workspace, *file);
    if (!rules)
        return rules.refusal();
    const QJsonObject &body = workspace.operation().body;
    const bool adequate = body[u"adequate"_s].toBool();
    const Result<Done> judged = domain::judgeSupplement(*file, body[u"round"_s].toInt(), adequate, body[u"words"_s].toString().trimmed(), *rules->item, rules->calendar, workspace.now());
    if (!judged)
        return judged;
    if (adequate) {
        if (domain::owed(*file).isEmpty() && !domain::unjudged(*file))
            resumeAfterSupplement(*file, workspace.now());
    } else {
        const QDate due = file->toleranceDue();
        if (rules->region.pauseOnSupplement)
            pauseForSupplement(*file, std::max(1, rules->calendar.workdaysBetween(domain::hallTime(workspace.now()).date(), due)), workspace.now());
        file->papers[u"correction"_s] = file->papers[u"correction"_s].toInt() + 1;
        postMessage(workspace, *file, u"supplement.inadequate"_s, {{u"due"_s, dayInWords(due)}});
    }
    computeDues(*file, *rules, workspace.now());
    putBack(workspace, *file);
    return Done{};
}

Result<Done> remindSupplement(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const QString entry = workspace.operation().body[u"entry"_s].toString();
    const QDate due = domain::supplementDayOf(entry);
    const QList<domain::CaseMaterial> missing = due.isValid() ? domain::owed(*file, due) : QList<domain::CaseMaterial>();
    if (missing.isEmpty() || domain::wasTold(*file, entry))
        return refuse(u"supplement.nothing");
    domain::noteTold(*file, entry);
    postMessage(workspace, *file, entry.startsWith("half:"_L1) ? u"supplement.half"_s : u"supplement.soon"_s, {{u"due"_s, dayInWords(due)}, {u"materials"_s, namesOf(missing)}});
    putBack(workspace, *file);
    return Done{};
}

// 安阳24条 视为撤回申请 · 滨州11条 不予审批 · 洋县办法 按退办件处理: which of them holds is the region's own rule.
Result<Done> lapseTolerance(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const Result<CaseRules> rules = rulesFor(workspace, *file);
    if (!rules)
        return rules.refusal();
    const QDate due = domain::supplementDayOf(workspace.operation().body[u"entry"_s].toString());
    const QList<domain::CaseMaterial> missing = due.isValid() ? domain::owed(*file, due) : QList<domain::CaseMaterial>();
    if (missing.isEmpty())
        return refuse(u"supplement.nothing");
    if (!domain::isOverdue({due, {}, false}, domain::hallTime(workspace.now()), rules->place->hours))
        return refuse(u"supplement.time-runs", {{u"due"_s, due.toString(Qt::ISODate)}});
    domain::Lapsed lapse{workspace.now(), due, {}, toCode(rules->region.lapse)};
    for (const domain::CaseMaterial &material : missing)
        lapse.keys << material.key;
    domain::noteLapse(*file, lapse);
    // Only who was taken at their word broke it; what a department asked for later was never promised.
    if (file->route == domain::Route::Tolerance || file->route == domain::Route::ToleranceAndCommitment) {
        changeStanding(workspace, *file, [&](domain::Standing &standing) {
            standing.countLapse(file->id, domain::hallTime(workspace.now()).date(), rules->region.lapsesUntilBlocked, rules->region.toleranceBlockedMonths);
        });
    }
    postMessage(workspace, *file, u"tolerance.lapsed"_s);
    if (rules->region.lapse == domain::Region::Lapse::Reject)
        return settle(workspace, *file, *rules, false, {u"未在承诺的期限（%1）内补齐材料：%2"_s.arg(dayInWords(due), namesOf(missing))});
    close(*file, rules->region.lapse == domain::Region::Lapse::Withdraw ? CaseState::Withdrawn : CaseState::Returned, workspace.now());
    putBack(workspace, *file);
    return Done{};
}

} // namespace office
