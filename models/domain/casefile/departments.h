// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "domain/region/region.h"

namespace domain {

/// 后台分类审批: one step for each part the district's handling names, all waiting. A part without a limit of its own has the
/// committed limit of the case.
QList<Step> stepsFor(const Handling &handling, const TimeLimit &committed);

/// Opens every waiting step whose predecessors have agreed; its clock begins at `now`.
void openReadySteps(CaseFile &file, const WorkCalendar &calendar, const OfficeHours &hours, const QDateTime &now);

/// Works out every due date of the case anew from its clocks: of each step, and of the case itself by its two limits.
void computeDues(CaseFile &file, const TimeLimit &legal, const TimeLimit &committed, const WorkCalendar &calendar,
                 const OfficeHours &hours, const QDateTime &now);

/// Working days by which a limit may be extended (行政许可法 第42条): by one authority, and where several act together.
inline constexpr int extensionDaysMax = 10, jointExtensionDaysMax = 15;
/// The procedures whose time is not counted for this item: those its guide names, and those of 行政许可法 第45条.
QStringList specialProcedures(const Item &item);

/// What the departments have said together (行政许可法 第26条2款: one department collects the opinions and decides).
enum class Joined {
    Pending,  ///< somebody has not spoken yet, and nobody objects
    Agreed,   ///< all agree: the lead may grant
    Objected, ///< one objects: the lead may refuse without waiting for the others
};
Joined joined(const CaseFile &file);

/// Why a case that all departments agreed to can't be granted yet: case.tolerated-open {materials} while something tolerated
/// is still to come (no result before everything is there).
Result<Done> mayGrant(const CaseFile &file);

} // namespace domain
