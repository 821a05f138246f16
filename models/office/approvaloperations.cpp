// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/checks.h"
#include "domain/casefile/departments.h"
#include "domain/catalogue/checklist.h"
#include "domain/jsontime.h"
#include "office/assignment.h"
#include "office/casework.h"
#include "office/granting.h"
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
using domain::StepState;

namespace {

/// A step somebody works on, with everything an act upon it needs.
struct Work
{
    CaseFile file;
    Step *step = nullptr;
    CaseRules rules;
    Assignment assignment;
};

QString wordsOf(const Workspace &workspace, const QString &member)
{
    return workspace.operation().body[member].toString().trimmed();
}

/// The step the act names. Refusals: case.unknown, case.state, step.unknown, step.state {stepState}.
Result<Work> workFor(const Workspace &workspace, const QList<StepState> &states)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const Result<CaseRules> rules = rulesFor(workspace, *file);
    if (!rules)
        return rules.refusal();
    Work work{*file, nullptr, *rules, {}};
    const QString key = workspace.operation().body[u"step"_s].toString();
    const Step *step = std::as_const(work.file).step(key);
    if (!step)
        return refuse(u"step.unknown", {{u"step"_s, key}});
    if (!states.contains(step->state))
        return refuse(u"step.state", {{u"stepState"_s, toCode(step->state)}});
    work.assignment = Assignment::of(workspace, work.file.id, key);
    return work;
}

/// The same, held by who acts: nobody works on what another has in hand. Refusals: step.taken.
Result<Work> workInHand(const Workspace &workspace)
{
    Result<Work> work = workFor(workspace, {StepState::Taken});
    if (work && !actsFor(workspace, workspace.operation().actor, work->assignment.holder))
        return refuse(u"step.taken");
    return work;
}

/// The step of a copied Work: a pointer into the copy's own case.
Step &stepOf(Work &work, const Workspace &workspace)
{
    return *work.file.step(workspace.operation().body[u"step"_s].toString());
}

void finish(Workspace &workspace, Work &work)
{
    computeDues(work.file, work.rules, workspace.now());
    putBack(workspace, work.file);
}

/// The clock of the case stands while that of one of its steps does (行政许可法 第45条).
void followSteps(CaseFile &file, const QDateTime &now)
{
    const domain::Pause *longest = nullptr;
    for (const Step &step : std::as_const(file.steps)) {
        const domain::Pause *open = step.clock.openPause();
        if (open && (!longest || open->plannedDays > longest->plannedDays))
            longest = open;
    }
    if (longest && !file.clock.isPaused())
        file.clock.pauses << domain::Pause{longest->kind, now, longest->plannedDays, {}, longest->notice};
    else if (longest)
        file.clock.pauses.last().plannedDays = std::max(file.clock.pauses.last().plannedDays, longest->plannedDays);
    else if (file.clock.isPaused())
        file.clock.pauses.last().to = now;
}

void endClocks(CaseFile &file, const QDateTime &now)
{
    for (Step &step : file.steps) {
        if (!step.clock.hasBegun() || step.clock.hasEnded())
            continue;
        if (step.clock.isPaused())
            step.clock.pauses.last().to = now;
        step.clock.endedAt = now;
    }
    followSteps(file, now);
    file.clock.endedAt = now;
}

void speak(Step &step, bool agreed, const QString &opinion, const QDateTime &now)
{
    step.state = agreed ? StepState::Agreed : StepState::Objected;
    step.opinion = opinion;
    step.decidedAt = now;
    if (step.clock.isPaused())
        step.clock.pauses.last().to = now;
    step.clock.endedAt = now;
}

QStringList reasonsOf(const Workspace &workspace)
{
    QStringList reasons;
    for (const QJsonValue &reason : workspace.operation().body[u"reasons"_s].toArray()) {
        if (const QString words = reason.toString().trimmed(); !words.isEmpty())
            reasons << words;
    }
    return reasons;
}

} // namespace

Result<Done> takeStep(Workspace &workspace)
{
    Result<Work> work = workFor(workspace, {StepState::Open});
    if (!work)
        return work.refusal();
    stepOf(*work, workspace).state = StepState::Taken;
    work->assignment.pass(workspace.operation().actor, workspace.now(), {});
    work->assignment.save(workspace, work->rules.place->district);
    finish(workspace, *work);
    return Done{};
}

Result<Done> releaseStep(Workspace &workspace)
{
    Result<Work> work = workInHand(workspace);
    if (!work)
        return work.refusal();
    stepOf(*work, workspace).state = StepState::Open;
    work->assignment.pass({}, workspace.now(), wordsOf(workspace, u"reason"_s));
    work->assignment.save(workspace, work->rules.place->district);
    finish(workspace, *work);
    return Done{};
}

// 移交: whoever has it, or a supervisor in that person's absence, gives it to a colleague of the same department.
Result<Done> handOverStep(Workspace &workspace)
{
    Result<Work> work = workFor(workspace, {StepState::Open, StepState::Taken});
    if (!work)
        return work.refusal();
    const domain::Staff *actor = workspace.rules().staff(workspace.operation().actor);
    if (!actor || (!actor->roles.contains("supervisor"_L1) && !actsFor(workspace, actor->id, work->assignment.holder)))
        return refuse(u"step.taken");
    const domain::Staff *to = workspace.rules().staff(workspace.operation().body[u"to"_s].toString());
    Step &step = stepOf(*work, workspace);
    if (!to || !to->active || !decidesFor(workspace, *to, step.department))
        return refuse(u"step.no-such-colleague", {{u"department"_s, step.department}});
    if (wordsOf(workspace, u"reason"_s).isEmpty())
        return refuse(u"reason.lacking");
    step.state = StepState::Taken;
    work->assignment.pass(to->id, workspace.now(), wordsOf(workspace, u"reason"_s));
    work->assignment.save(workspace, work->rules.place->district);
    finish(workspace, *work);
    return Done{};
}

Result<Done> decideStep(Workspace &workspace)
{
    Result<Work> work = workInHand(workspace);
    if (!work)
        return work.refusal();
    const bool agreed = workspace.operation().body[u"agreed"_s].toBool();
    const QString opinion = wordsOf(workspace, u"opinion"_s);
    // 行政许可法 第38条: who says no says why.
    if (!agreed && opinion.isEmpty())
        return refuse(u"reason.lacking");
    speak(stepOf(*work, workspace), agreed, opinion, workspace.now());
    domain::openReadySteps(work->file, workspace.rules().calendar(), work->rules.place->hours, workspace.now());
    followSteps(work->file, workspace.now());
    finish(workspace, *work);
    return Done{};
}

// 行政许可法 第45条: the time of a hearing, an inspection, an expert review … is not counted, and is told in writing.
Result<Done> pauseStep(Workspace &workspace)
{
    Result<Work> work = workInHand(workspace);
    if (!work)
        return work.refusal();
    const QString kind = wordsOf(workspace, u"kind"_s);
    const int days = workspace.operation().body[u"days"_s].toInt();
    constexpr int daysMax = 250; // a working year: more is not a procedure but a standstill
    Step &step = stepOf(*work, workspace);
    if (!domain::specialProcedures(*work->rules.item).contains(kind))
        return refuse(u"step.no-such-procedure", {{u"kind"_s, kind}});
    if (days < 1 || days > daysMax)
        return refuse(u"step.days", {{u"most"_s, daysMax}});
    if (step.clock.isPaused())
        return refuse(u"step.paused");
    step.clock.pauses << domain::Pause{kind, workspace.now(), days, {}, {}};
    followSteps(work->file, workspace.now());
    finish(workspace, *work);
    postMessage(workspace, work->file, u"case.paused"_s, {{u"days"_s, QString::number(days)}});
    return Done{};
}

Result<Done> resumeStep(Workspace &workspace)
{
    Result<Work> work = workInHand(workspace);
    if (!work)
        return work.refusal();
    Step &step = stepOf(*work, workspace);
    if (!step.clock.isPaused())
        return refuse(u"step.not-paused");
    step.clock.pauses.last().to = workspace.now();
    followSteps(work->file, workspace.now());
    finish(workspace, *work);
    return Done{};
}

// What the department finds wanting is asked of the applicant once, with a day; the supplement comes as a tolerated one does.
Result<Done> returnStep(Workspace &workspace)
{
    Result<Work> work = workInHand(workspace);
    if (!work)
        return work.refusal();
    const QString words = wordsOf(workspace, u"words"_s);
    const int days = workspace.operation().body[u"days"_s].toInt();
    constexpr int daysMax = 60;
    if (words.isEmpty())
        return refuse(u"reason.lacking");
    if (days < 1 || days > daysMax)
        return refuse(u"step.days", {{u"most"_s, daysMax}});
    const QDate due = workspace.rules().calendar().addWorkdays(domain::hallTime(workspace.now()).date(), days);
    QJsonArray defects;
    for (const QJsonValue &key : workspace.operation().body[u"keys"_s].toArray()) {
        const auto material = std::find_if(work->file.materials.begin(), work->file.materials.end(), [&](const auto &one) { return one.key == key.toString(); });
        if (material == work->file.materials.end())
            return refuse(u"material.unknown", {{u"key"_s, key}});
        material->mark = domain::MaterialMark::Tolerated;
        material->defect = words;
        material->due = due;
        defects << QJsonObject{{u"key"_s, material->key}, {u"name"_s, material->name}, {u"code"_s, u"material.defective"_s}, {u"reason"_s, words}};
    }
    if (defects.isEmpty())
        return refuse(u"material.lacking-choice");
    work->file.notices << domain::CorrectionNotice{int(work->file.notices.size()) + 1, workspace.now(), defects, {}};
    if (work->rules.region.pauseOnSupplement && !stepOf(*work, workspace).clock.isPaused()) {
        stepOf(*work, workspace).clock.pauses << domain::Pause{u"supplement"_s, workspace.now(), days, {}, {}};
        followSteps(work->file, workspace.now());
    }
    finish(workspace, *work);
    return Done{};
}

// 行政许可法 第26、37、38条: the lead department collects the opinions and decides, by its own word if that is still to come.
Result<Done> decideCase(Workspace &workspace)
{
    Result<CaseFile> opened = openCase(workspace);
    if (!opened)
        return opened.refusal();
    CaseFile &file = *opened;
    const Result<CaseRules> rules = rulesFor(workspace, file);
    if (!rules)
        return rules.refusal();
    const auto lead = std::find_if(file.steps.begin(), file.steps.end(), [](const Step &step) { return step.lead; });
    if (lead == file.steps.end())
        return refuse(u"step.unknown", {{u"step"_s, QString()}});
    const bool granted = workspace.operation().body[u"granted"_s].toBool();
    const QStringList reasons = reasonsOf(workspace);
    if (!granted && reasons.isEmpty())
        return refuse(u"reason.lacking");
    if (!lead->isDecided()) {
        if (lead->state == StepState::Waiting)
            return refuse(u"step.state", {{u"stepState"_s, toCode(lead->state)}});
        if (lead->state == StepState::Taken && !actsFor(workspace, workspace.operation().actor, Assignment::of(workspace, file.id, lead->key).holder))
            return refuse(u"step.taken");
        speak(*lead, granted, granted ? wordsOf(workspace, u"opinion"_s) : reasons.join(u'\n'), workspace.now());
    }
    const domain::Joined said = domain::joined(file);
    if (granted && said != domain::Joined::Agreed)
        return refuse(said == domain::Joined::Objected ? u"case.objected"_s : u"case.opinions-lacking"_s);
    if (!granted && said != domain::Joined::Objected)
        return refuse(u"case.not-objected");
    return settle(workspace, file, *rules, granted, reasons);
}

// 行政许可法 第42条: once, with the approval of whoever may give it, and the reason told to the applicant.
Result<Done> extendCase(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const Result<CaseRules> rules = rulesFor(workspace, *file);
    if (!rules)
        return rules.refusal();
    const int days = workspace.operation().body[u"days"_s].toInt();
    const int most = file->steps.size() > 1 ? domain::jointExtensionDaysMax : domain::extensionDaysMax;
    if (wordsOf(workspace, u"reason"_s).isEmpty())
        return refuse(u"reason.lacking");
    if (!file->clock.extensions.isEmpty())
        return refuse(u"case.extended-already");
    if (days < 1 || days > most)
        return refuse(u"step.days", {{u"most"_s, most}});
    const domain::Extension extension{days, workspace.now(), wordsOf(workspace, u"reason"_s), u"supervisor"_s};
    file->clock.extensions << extension;
    for (Step &step : file->steps) {
        if (!step.isDecided() && step.clock.hasBegun())
            step.clock.extensions << extension;
    }
    computeDues(*file, *rules, workspace.now());
    putBack(workspace, *file);
    postMessage(workspace, *file, u"case.extended"_s, {{u"due"_s, dayInWords(file->committedDue.date)}});
    return Done{};
}

// Before the decision an application may be withdrawn by whoever made it.
Result<Done> withdrawCase(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    if (wordsOf(workspace, u"reason"_s).isEmpty())
        return refuse(u"reason.lacking");
    close(*file, CaseState::Withdrawn, workspace.now());
    file->more[u"withdrawal"_s] = QJsonObject{{u"reason"_s, wordsOf(workspace, u"reason"_s)}, {u"at"_s, domain::instantText(workspace.now())}};
    putBack(workspace, *file);
    return Done{};
}

void close(CaseFile &file, CaseState state, const QDateTime &now)
{
    file.state = state;
    file.noticeDue = {};
    endClocks(file, now);
}

Result<Done> settle(Workspace &workspace, CaseFile &file, const CaseRules &rules, bool granted, const QStringList &reasons)
{
    if (const Result<Done> whole = granted ? domain::mayGrant(file) : Result<Done>(Done{}); !whole)
        return whole.refusal();
    const auto lead = std::find_if(file.steps.begin(), file.steps.end(), [](const Step &step) { return step.lead; });
    file.decision = {granted, workspace.now(), {}, lead == file.steps.end() ? rules.item->department : lead->department, reasons};
    close(file, granted ? CaseState::Granted : CaseState::Refused, workspace.now());
    if (granted)
        file.checks = domain::checksFor(file, *rules.item, rules.handling, rules.region, rules.calendar, workspace.now());
    granted ? onGranted(workspace, file) : onRefused(workspace, file);
    putBack(workspace, file);
    return Done{};
}

void openSteps(const Workspace &workspace, CaseFile &file, const domain::Item &item, const domain::Place &place)
{
    const domain::Checklist list = domain::checklistFor(item, file.applicant.kind, file.answers);
    file.steps = domain::stepsFor(workspace.rules().handling(place.district, item), list.committedLimit);
    file.clock = {};
    file.clock.startedAt = file.acceptedAt;
    file.clock.calendar = workspace.rules().calendar().version();
    domain::openReadySteps(file, workspace.rules().calendar(), place.hours, file.acceptedAt);
}

Result<CaseRules> rulesFor(const Workspace &workspace, const CaseFile &file)
{
    CaseRules rules;
    rules.item = workspace.rules().item(file.itemId, file.itemVersion);
    rules.place = workspace.rules().place(file.place);
    if (!rules.item)
        return refuse(u"item.unknown", {{u"item"_s, file.itemId}, {u"version"_s, file.itemVersion}});
    if (!rules.place)
        return refuse(u"place.unknown");
    const domain::Checklist list = domain::checklistFor(*rules.item, file.applicant.kind, file.answers);
    rules.legal = list.legalLimit;
    rules.committed = list.committedLimit;
    rules.region = workspace.rules().region(rules.place->district);
    rules.handling = workspace.rules().handling(rules.place->district, *rules.item);
    rules.calendar = workspace.rules().calendar();
    return rules;
}

void computeDues(CaseFile &file, const CaseRules &rules, const QDateTime &now)
{
    domain::computeDues(file, rules.legal, rules.committed, rules.calendar, rules.place->hours, now);
}

} // namespace office
