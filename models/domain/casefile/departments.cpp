// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/departments.h"

namespace domain {
using namespace Qt::StringLiterals;

QList<Step> stepsFor(const Handling &handling, const TimeLimit &committed)
{
    QList<Step> steps;
    for (const Handling::Part &part : handling.parts) {
        Step step;
        step.key = part.key;
        step.department = part.department;
        step.after = part.after;
        step.lead = part.lead;
        step.limit = part.limit.value_or(committed);
        steps << step;
    }
    return steps;
}

void openReadySteps(CaseFile &file, const WorkCalendar &calendar, const OfficeHours &hours, const QDateTime &now)
{
    const auto agreed = [&](const QString &key) {
        const Step *before = std::as_const(file).step(key);
        return before && before->state == StepState::Agreed;
    };
    for (Step &step : file.steps) {
        if (step.state != StepState::Waiting || !std::all_of(step.after.begin(), step.after.end(), agreed))
            continue;
        step.state = StepState::Open;
        step.openedAt = now;
        step.clock.startedAt = now;
        step.due = dueDate(step.clock, step.limit, calendar, hours, now);
    }
}

void computeDues(CaseFile &file, const TimeLimit &legal, const TimeLimit &committed, const WorkCalendar &calendar,
                 const OfficeHours &hours, const QDateTime &now)
{
    for (Step &step : file.steps) {
        if (step.clock.hasBegun() && !step.clock.hasEnded())
            step.due = dueDate(step.clock, step.limit, calendar, hours, now);
    }
    if (!file.clock.hasBegun() || file.clock.hasEnded())
        return;
    file.clock.calendar = calendar.version();
    file.legalDue = dueDate(file.clock, legal, calendar, hours, now);
    file.committedDue = dueDate(file.clock, committed, calendar, hours, now);
}

QStringList specialProcedures(const Item &item)
{
    static const QStringList ofLaw{u"听证"_s, u"招标"_s, u"拍卖"_s, u"检验"_s, u"检测"_s, u"检疫"_s, u"鉴定"_s, u"专家评审"_s};
    QStringList all = item.specialProcedures + ofLaw;
    all.removeDuplicates();
    return all;
}

Joined joined(const CaseFile &file)
{
    const auto is = [](StepState state) { return [state](const Step &step) { return step.state == state; }; };
    if (std::any_of(file.steps.begin(), file.steps.end(), is(StepState::Objected)))
        return Joined::Objected;
    return !file.steps.isEmpty() && std::all_of(file.steps.begin(), file.steps.end(), is(StepState::Agreed)) ? Joined::Agreed : Joined::Pending;
}

Result<Done> mayGrant(const CaseFile &file)
{
    QJsonArray open;
    for (const CaseMaterial &material : file.materials) {
        if (material.mark == MaterialMark::Tolerated)
            open << material.name;
    }
    return open.isEmpty() ? Result<Done>(Done{}) : Result<Done>(refuse(u"case.tolerated-open", {{u"materials"_s, open}}));
}

} // namespace domain
