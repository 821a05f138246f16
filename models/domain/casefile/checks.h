// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/agenda.h"
#include "domain/casefile/casefile.h"
#include "domain/region/region.h"

namespace domain {

/// 告知承诺 after the decision (安阳27条, 山东29条, 上海27条: facts that differ are put right within a time; whoever does not, or
/// never met the conditions, loses the licence).

/// The checks a grant brings with it: one for each material a commitment replaces, or one ("*") for the licence
/// as a whole where the commitment was given for that. Due within the days the district, else the
/// item, else the region says. None when nothing was committed.
QList<CommitmentCheck> checksFor(const CaseFile &file, const Item &item, const Handling &handling, const Region &region, const WorkCalendar &calendar, const QDateTime &granted);

/// What was found: "kept", "differs" (put right by `correctBy`), "corrected", "breached".
/// Refusals: check.unknown {key}; check.state {state}: it is settled, or cannot follow; check.finding; check.correct-by: no day, or
/// a past one; reason.lacking for anything but kept and corrected.
Result<Done> recordCheck(CaseFile &file, const QString &key, const QString &finding, QDate correctBy, const QString &note, const QDateTime &now);

/// Five working days before a check is due, and when it, or the time to put things right, is over.
/// Entries "check:<key>:<day>" of check.remind and "check.over:<key>:<day>" of check.overdue.
Agenda checkAgenda(const CaseFile &file, const WorkCalendar &calendar, const OfficeHours &hours);
/// The check an entry of checkAgenda speaks of; nothing for other entries, or when the check has moved on since.
const CommitmentCheck *checkOf(const CaseFile &file, QStringView entry);
/// The day somebody must do something about a check: look, or look again; invalid when it is settled.
QDate dayOf(const CommitmentCheck &check);
bool isSettled(const CommitmentCheck &check);

} // namespace domain
