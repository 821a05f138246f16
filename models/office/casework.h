// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/departments.h"
#include "domain/staff/staff.h"

namespace office {

class Workspace;

/// What an act upon an accepted case goes by.
struct CaseRules
{
    const domain::Item *item = nullptr;
    const domain::Place *place = nullptr;
    domain::TimeLimit legal, committed; ///< for the answers of this case
    domain::Region region;
    domain::Handling handling;
    domain::WorkCalendar calendar;
};
/// Refusals: item.unknown {item, version}, place.unknown.
domain::Result<CaseRules> rulesFor(const Workspace &workspace, const domain::CaseFile &file);

/// A case just accepted goes to its departments: clocks begin with the acceptance.
void openSteps(const Workspace &workspace, domain::CaseFile &file, const domain::Item &item, const domain::Place &place);
/// Works out every due date anew from the clocks.
void computeDues(domain::CaseFile &file, const CaseRules &rules, const QDateTime &now);
/// Ends a case undecided, or with its decision: no clock runs any more.
void close(domain::CaseFile &file, domain::CaseState state, const QDateTime &now);
/// Decides a case, puts it back, and does all that follows from the decision. Refusals: case.tolerated-open {materials}.
domain::Result<domain::Done> settle(Workspace &workspace, domain::CaseFile &file, const CaseRules &rules, bool granted, const QStringList &reasons);

} // namespace office
