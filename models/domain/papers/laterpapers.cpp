// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/papers/laterpapers.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "domain/papers/papervalues.h"
#include <algorithm>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

QJsonValue momentOf(const QDateTime &at, const PaperContext &context)
{
    return instantOf(at, context.now.offsetFromUtc());
}

/// The dates by which the case is to be decided, as its clock gives them now.
void addDues(QJsonObject &content, const PaperContext &context)
{
    const CaseFile &file = context.caseFile;
    content[u"legalDue"_s] = dateOf(file.legalDue);
    content[u"committedDue"_s] = dateOf(file.committedDue);
    content[u"hasProvisional"_s] = file.legalDue.provisional || file.committedDue.provisional;
}

QJsonObject materialOf(const CaseMaterial &material, int no, bool last, const WorkCalendar &calendar)
{
    return {{u"no"_s, no}, {u"last"_s, last}, {u"name"_s, material.name}, {u"form"_s, flagOf(material.form)}, {u"copies"_s, material.copies},
            {u"hasCopies"_s, material.copies > 0}, {u"mark"_s, flagOf(toCode(material.mark))}, {u"originalSeen"_s, material.originalSeen},
            {u"defect"_s, material.defect}, {u"due"_s, dateOf(material.due, material.due.isValid() && !calendar.covers(material.due))}};
}

template<class Predicate>
QJsonArray materialsOf(const PaperContext &context, Predicate wanted)
{
    QList<const CaseMaterial *> picked;
    for (const CaseMaterial &material : context.caseFile.materials) {
        if (wanted(material))
            picked << &material;
    }
    QJsonArray rows;
    for (const CaseMaterial *material : picked)
        rows.append(materialOf(*material, int(rows.size()) + 1, rows.size() + 1 == picked.size(), context.calendar));
    return rows;
}

void putList(QJsonObject &content, const QString &name, const QString &has, const QJsonArray &list)
{
    content[name] = list;
    content[has] = !list.isEmpty();
}

bool isHandedIn(const CaseMaterial &material)
{
    return material.mark == MaterialMark::Received || material.mark == MaterialMark::Defective;
}

} // namespace

void addSpecialProcedure(QJsonObject &content, const PaperContext &context)
{
    const CaseFile &file = context.caseFile;
    const Pause *last = nullptr;
    QString department = file.department;
    const auto consider = [&](const ClockRecord &clock, const QString &of) {
        for (const Pause &pause : clock.pauses) {
            if (pause.kind != "supplement"_L1 && (!last || pause.from >= last->from)) {
                last = &pause;
                department = of;
            }
        }
    };
    consider(file.clock, file.department);
    for (const Step &step : file.steps)
        consider(step.clock, step.department);
    const Pause pause = last ? *last : Pause{};
    // Where it came from: a procedure of the law is named by its code, one of the item by its own words.
    const bool isCode = std::ranges::all_of(pause.kind, [](QChar c) { return c.unicode() < 128; });
    content[u"procedure"_s] = QJsonObject{{u"kind"_s, flagOf(pause.kind)}, {u"name"_s, isCode ? QString() : pause.kind}, {u"days"_s, pause.plannedDays}, {u"hasDays"_s, pause.plannedDays > 0},
                                          {u"from"_s, momentOf(pause.from, context)}, {u"to"_s, momentOf(pause.to, context)}};
    content[u"acting"_s] = department;
    addDues(content, context);
}

void addExtension(QJsonObject &content, const PaperContext &context)
{
    const CaseFile &file = context.caseFile;
    const Extension extension = file.clock.extensions.isEmpty() ? Extension{} : file.clock.extensions.last();
    content[u"extension"_s] = QJsonObject{{u"days"_s, extension.days}, {u"hasDays"_s, extension.days > 0}, {u"reason"_s, extension.reason}, {u"at"_s, momentOf(extension.at, context)}};
    // 第42条第2款: of several departments the head of the government approves.
    content[u"isJoint"_s] = file.steps.size() > 1;
    addDues(content, context);
}

void addDecision(QJsonObject &content, const PaperContext &context)
{
    const CaseFile &file = context.caseFile;
    content[u"decidedAt"_s] = momentOf(file.decision.at, context);
    content[u"deciding"_s] = file.decision.department.isEmpty() ? file.department : file.decision.department;
    QJsonArray reasons;
    for (const QString &reason : file.decision.reasons)
        reasons.append(QJsonObject{{u"no"_s, reasons.size() + 1}, {u"words"_s, reason}, {u"last"_s, reasons.size() + 1 == file.decision.reasons.size()}});
    putList(content, u"reasons"_s, u"hasReasons"_s, reasons);
    content[u"onCommitment"_s] = file.route == Route::Commitment || file.route == Route::ToleranceAndCommitment;
    QJsonArray checks;
    for (const CommitmentCheck &check : file.checks)
        checks.append(QJsonObject{{u"name"_s, check.name}, {u"due"_s, dateOf(check.due)}});
    putList(content, u"checks"_s, u"hasChecks"_s, checks);
    putList(content, u"materials"_s, u"hasMaterials"_s, materialsOf(context, isHandedIn));
}

void addService(QJsonObject &content, const PaperContext &context)
{
    const CaseFile &file = context.caseFile;
    const Issue &issue = file.issue;
    addDecision(content, context);
    content[u"isGranted"_s] = file.decision.granted || !file.decision.isMade();
    content[u"decisionNumber"_s] = file.decision.number;
    content[u"serviceNumber"_s] = issue.serviceNumber;
    content[u"byCounter"_s] = issue.method == "counter"_L1;
    content[u"byMail"_s] = issue.method == "mail"_L1;
    content[u"waybill"_s] = issue.waybill;
    content[u"servedAt"_s] = momentOf(issue.at, context);
    content[u"receiver"_s] = QJsonObject{{u"name"_s, issue.collectorName}, {u"number"_s, issue.collectorNumber.isEmpty() ? QString() : masked(issue.collectorNumber)},
                                         {u"relation"_s, flagOf(issue.relation)}, {u"mandate"_s, issue.mandate}};
    content[u"signedOnScreen"_s] = !issue.signature.isEmpty();
}

void addEnd(QJsonObject &content, const PaperContext &context)
{
    const CaseFile &file = context.caseFile;
    addDecision(content, context);
    content[u"isGranted"_s] = file.decision.granted || !file.decision.isMade();
    content[u"decisionNumber"_s] = file.decision.number;
    content[u"readyAt"_s] = momentOf(file.issue.readyAt, context);
    content[u"issuedAt"_s] = momentOf(file.issue.at, context);
    content[u"isReturned"_s] = file.state == CaseState::Returned;
    const QJsonObject withdrawal = file.more.value(u"withdrawal"_s).toObject();
    content[u"endReason"_s] = withdrawal.value(u"reason"_s).toString();
    const QDateTime at = withdrawal.contains(u"at"_s) ? instantFromText(withdrawal.value(u"at"_s)) : file.clock.endedAt;
    content[u"endedAt"_s] = momentOf(at, context);
    // 视为撤回: what was owed and did not come.
    putList(content, u"owed"_s, u"hasOwed"_s, materialsOf(context, [](const CaseMaterial &m) { return m.mark == MaterialMark::Tolerated; }));
    addDues(content, context);
}

void addSupplement(QJsonObject &content, const PaperContext &context)
{
    const CaseFile &file = context.caseFile;
    const Supplement supplement = file.supplements.isEmpty() ? Supplement{} : file.supplements.last();
    // Not looked at yet, but here: the receipt must not call it owed.
    PaperContext received = context;
    for (CaseMaterial &material : received.caseFile.materials) {
        if (supplement.keys.contains(material.key) && material.mark == MaterialMark::Tolerated)
            material.mark = MaterialMark::Received;
    }
    const QJsonArray brought = materialsOf(received, [&](const CaseMaterial &m) { return supplement.keys.contains(m.key); });
    content[u"round"_s] = supplement.round;
    content[u"broughtAt"_s] = momentOf(supplement.at, context);
    putList(content, u"materials"_s, u"hasMaterials"_s, brought);
    content[u"materialCount"_s] = brought.size();
    putList(content, u"owed"_s, u"hasOwed"_s,
            materialsOf(context, [&](const CaseMaterial &m) { return m.mark == MaterialMark::Tolerated && !supplement.keys.contains(m.key); }));
    content[u"words"_s] = supplement.words;
    addDues(content, context);
}

void addWaybill(QJsonObject &content, const PaperContext &context)
{
    const CaseFile &file = context.caseFile;
    const Issue &issue = file.issue;
    content[u"waybill"_s] = issue.waybill;
    content[u"to"_s] = QJsonObject{{u"name"_s, issue.collectorName.isEmpty() ? file.applicant.name : issue.collectorName},
                                   {u"address"_s, issue.address.isEmpty() ? file.applicant.address : issue.address},
                                   {u"phone"_s, masked(issue.phone.isEmpty() ? file.applicant.phone : issue.phone)}};
    content[u"isGranted"_s] = file.decision.granted || !file.decision.isMade();
}

} // namespace domain
