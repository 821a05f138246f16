// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/calendar/workcalendar.h"
#include "domain/casefile/casefile.h"
#include "domain/catalogue/checklist.h"

namespace domain {

/// What the window may do with an application now.
enum class Verdict {
    Incomplete,          ///< something must be entered first: applicant, item, answers
    Accept,
    AcceptWithTolerance,
    AcceptOnCommitment,
    AcceptWithToleranceOnCommitment,
    Notify,              ///< one-time notice: something is lacking or wrong that can't be tolerated or replaced
    Refuse,              ///< not accepted: no licence needed, or another authority is competent
};
std::optional<Verdict> verdictFromCode(QStringView code);
QString toCode(Verdict verdict); ///< "incomplete","accept","tolerate","commit","tolerate+commit","notify","refuse"

/// One reason within a decision, as a code and facts: "material.lacking" {key,name}, "material.tolerated" {key,name,due},
/// "answer.lacking" {id,question} … Its sentence is made in forms/shared/refusaltext.cpp.
using Reason = Refusal;

/// The result of decide(): the verdict, why, and what follows from it.
struct Decision
{
    Verdict verdict = Verdict::Incomplete;
    QList<Reason> reasons;          ///< why this and not something better; blocking ones first
    QList<Reason> hints;            ///< not in the way, worth knowing (empty form fields, provisional dates …)
    Checklist checklist;
    QList<CaseMaterial> materials;  ///< the marks given, brought into line with the checklist, tolerance dates filled in
    DueDate legalDue, committedDue; ///< if accepted now
    DueDate noticeDue;              ///< if only received now
    QStringList papers;             ///< paper kinds that will be printed
    bool accepts() const;
    Route route() const;
};

/// What the clerk has put in so far.
struct Application
{
    ApplicantCard applicant;
    AgentCard agent;
    QJsonObject answers;
    QJsonObject fields;
    QList<CaseMaterial> marks;   ///< by key; a material without a mark is lacking
    QDateTime receivedAt;        ///< local time of the hall
    std::optional<int> noticeDays;  ///< region's override of the days for a one-time notice
    bool toleranceBlocked = false;  ///< applicant may not use tolerance (earlier lapses)
    bool commitmentBlocked = false; ///< applicant may not use commitment (earlier breach, not repaired)
};

/// The one decision function (行政许可法第32条; 容缺: published list, secondary materials only; 告知承诺: only where the
/// catalogue allows it and the applicant chooses it). Pure; the same at the window and at the centre. It explains itself.
Decision decide(const Item &item, const Application &application, const WorkCalendar &calendar, const OfficeHours &hours);

/// Legal reasons for 不予受理 and what each requires: code, legal basis text key, whether the competent authority must be named.
struct RefusalReason { QString code; QString basis; bool needsCompetent; };
const QList<RefusalReason> &refusalReasons(); ///< "no-licence-needed" (32条1项), "not-competent" (32条2项), "not-eligible", "forbidden-reapply" (78、79条)

} // namespace domain
