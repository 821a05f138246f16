// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/madeuplife.h"
#include "domain/casefile/departments.h"
#include "office/archive.h"
#include <QJsonArray>

namespace office {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using domain::Done;
using domain::Result;

namespace {

/// Of so many cases one …
constexpr int undecidedEvery = 4, refusedEvery = 9, uncollectedEvery = 3, complaintEvery = 60;
constexpr qint64 secondsToDecide = 7 * 3600;

Actor actorOf(const domain::Staff &staff)
{
    return {staff.id, staff.name, staff.roles, staff.place, {}};
}

const domain::Staff *approverOf(const QList<domain::Staff> &people, const QString &department)
{
    const auto found = std::find_if(people.begin(), people.end(), [&](const domain::Staff &one) { return one.active && one.departments.contains(department); });
    return found == people.end() ? nullptr : &*found;
}

Result<Done> act(Office &office, const QString &type, const QString &doc, const QJsonObject &body, const domain::Staff &staff)
{
    const auto done = office.submit({type, doc, body, actorOf(staff)});
    return done ? Result<Done>(Done{}) : Result<Done>(done.refusal());
}

/// Every department speaks, the lead decides; a case one of whose departments has nobody here stays in its queue.
Result<Done> decide(Office &office, CaseFile file, bool granted)
{
    const QList<domain::Staff> people = office.rules()->staff();
    const domain::Staff *lead = nullptr;
    for (const domain::Step &step : file.steps) {
        const domain::Staff *approver = approverOf(people, step.department);
        if (!approver)
            return Done{};
        if (step.lead)
            lead = approver;
    }
    for (bool moved = lead; moved;) {
        moved = false;
        for (const domain::Step &step : file.steps) {
            if (step.lead || step.state != domain::StepState::Open)
                continue;
            const domain::Staff &approver = *approverOf(people, step.department);
            for (const auto &[type, body] : {std::pair(u"step.take"_s, QJsonObject{{u"step"_s, step.key}}),
                                             std::pair(u"step.decide"_s, QJsonObject{{u"step"_s, step.key}, {u"agreed"_s, true}, {u"opinion"_s, u"同意"_s}})}) {
                if (const Result<Done> done = act(office, type, file.id, body, approver); !done)
                    return done;
            }
            moved = true;
        }
        file = *Archive(office).caseFile(file.id);
    }
    return lead ? act(office, u"case.decide"_s, file.id,
                      {{u"granted"_s, granted}, {u"opinion"_s, u"符合法定条件"_s}, {u"reasons"_s, granted ? QJsonArray() : QJsonArray{u"经营场所不符合《食品安全法》第三十三条的要求"_s}}}, *lead)
                : Result<Done>(Done{});
}

Result<Done> complain(Office &office, const CaseFile &file, qint64 n)
{
    const domain::Staff *clerk = office.rules()->staffByNumber(u"1001"_s);
    if (!clerk)
        return Done{};
    static const QStringList sources{u"12345"_s, u"unsolved"_s, u"inspection"_s, u"process-walk"_s};
    static const QStringList words{u"来电反映办理时间过长"_s, u"多次到窗口未能办成"_s, u"窗口未公示最新办事指南"_s, u"走流程发现表单重复填写"_s};
    const int kind = int(n / complaintEvery % sources.size());
    QJsonObject body{{u"source"_s, sources[kind]}, {u"words"_s, words[kind]}, {u"itemName"_s, file.itemName}, {u"caseNumber"_s, file.number}};
    if (kind < 2) {
        body[u"personName"_s] = file.applicant.name;
        body[u"personPhone"_s] = file.applicant.phone;
    }
    return act(office, u"workorder.register"_s, {}, body, *clerk);
}

} // namespace

Result<Done> liveOn(Office &office, const QString &caseId, qint64 n, QDateTime &moment, const QDateTime &until)
{
    const auto file = Archive(office).caseFile(caseId);
    if (!file || file->state != CaseState::Accepted)
        return Done{};
    if (n % complaintEvery == complaintEvery - 1) {
        if (const Result<Done> complained = complain(office, *file, n); !complained)
            return complained;
    }
    moment = std::min(until, moment.addSecs(secondsToDecide));
    if (n % undecidedEvery == 0 || !domain::mayGrant(*file))
        return Done{};
    if (const Result<Done> decided = decide(office, *file, n % refusedEvery != 0); !decided)
        return decided;
    const auto now = Archive(office).caseFile(caseId);
    const domain::Staff *clerk = office.rules()->staffByNumber(u"1001"_s);
    if (!clerk || !now->decision.isMade() || n % uncollectedEvery == 0 || now->applicant.kind != "natural"_L1)
        return Done{};
    return act(office, u"result.collect"_s, caseId,
               {{u"collector"_s, QJsonObject{{u"name"_s, now->applicant.name}, {u"idNumber"_s, now->applicant.idNumber}, {u"relation"_s, u"self"_s}}}}, *clerk);
}

} // namespace office
