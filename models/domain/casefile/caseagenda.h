// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/agenda.h"
#include "domain/casefile/casefile.h"
#include "domain/region/region.h"

namespace domain {

/// What the clock will do to a case: count it as accepted when the time for a notice is over ("case.deem"), and what tolerance,
/// commitment and issuing ask for.
Agenda agendaOf(const CaseFile &file, const Region &region, const WorkCalendar &calendar, const OfficeHours &hours);

} // namespace domain
