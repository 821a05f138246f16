// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/agenda.h"
#include "domain/casefile/casefile.h"
#include "domain/catalogue/item.h"

namespace domain {

/// 容缺后补: what still has to come, and until when. Materials a department asked for in the course of its review (补正) go the
/// same way.

/// Keys of materials that have been brought and not looked at yet: nobody is reminded of them, and they do not lapse.
QStringList keysInHand(const CaseFile &file);
/// Materials still to come by this day; all of them when the day is invalid. In the order of the material list.
QList<CaseMaterial> owed(const CaseFile &file, QDate due = {});
/// The supplement nobody has looked at yet; nothing when there is none.
const Supplement *unjudged(const CaseFile &file);

/// Takes what was brought. Refusals: supplement.nothing; supplement.not-owed {key}; supplement.late {due}: its time was over.
Result<Done> receiveSupplement(CaseFile &file, const Supplement &supplement, const OfficeHours &hours);

/// How many working days an inadequate supplement has to be put right: what the catalogue gives for the material, else five.
int supplementDays(const Item &item, QStringView key);
/// Judges a supplement by its round. What is adequate counts as received. What is not is told once more, in writing, with new
/// days (洋县办法: once again, everything); after that notice its last day stays. Refusals: supplement.unknown {round},
/// supplement.judged, reason.lacking when it is inadequate without a word.
Result<Done> judgeSupplement(CaseFile &file, int round, bool adequate, const QString &words, const Item &item, const WorkCalendar &calendar, const QDateTime &now);

/// Reminders at half time and two working days before each last day, once each, in the morning; and the lapse when it is over.
/// Entries: "half:2026-12-04", "soon:2026-12-04" of supplement.remind, "lapse:2026-12-04" of tolerance.lapse.
Agenda supplementAgenda(const CaseFile &file, const WorkCalendar &calendar, const OfficeHours &hours);
/// The day an entry of supplementAgenda speaks of; invalid for other entries.
QDate supplementDayOf(QStringView entry);

/// What the clock already told of this case: it is told once. Kept with the case under "told".
bool wasTold(const CaseFile &file, const QString &entry);
void noteTold(CaseFile &file, const QString &entry);

/// 容缺逾期: what ended the case, kept under "lapse".
struct Lapsed
{
    QDateTime at;       ///< UTC; invalid: has not lapsed
    QDate due;          ///< the day that passed
    QStringList keys;   ///< what had not come
    QString rule;       ///< toCode(Region::Lapse)
    bool isSo() const { return at.isValid(); }
};
Lapsed lapsed(const CaseFile &file);
void noteLapse(CaseFile &file, const Lapsed &lapse);
/// Undoes a lapse: something was handed in in time at a counter the centre had not heard of yet. Clocks go on as if nothing had
/// been.
void undoLapse(CaseFile &file);

} // namespace domain
