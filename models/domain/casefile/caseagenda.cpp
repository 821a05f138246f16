// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/caseagenda.h"
#include "domain/casefile/checks.h"
#include "domain/casefile/supplements.h"
#include "domain/jsontime.h"
#include "domain/supervision/supervision.h"

namespace domain {
using namespace Qt::StringLiterals;

Agenda agendaOf(const CaseFile &file, const Region &region, const WorkCalendar &calendar, const OfficeHours &hours)
{
    Q_UNUSED(region)
    Q_UNUSED(calendar)
    Agenda agenda;
    if (file.state == CaseState::Received && file.noticeDue.isValid())
        agenda << AgendaEntry{u"notice"_s, u"case.deem"_s, endOf(file.noticeDue, hours).addMSecs(1)}; // after its last moment
    // 逾期未领: reminded of some times; after that it stays in the list of the issue desk.
    constexpr int remindersMax = 6;
    const bool waits = (file.state == CaseState::Granted || file.state == CaseState::Refused) && file.issue.readyAt.isValid() && !file.issue.isDone();
    if (waits && file.issue.method != "mail"_L1 && file.issue.reminders < remindersMax) {
        const QDateTime last = file.issue.remindedAt.isValid() ? file.issue.remindedAt : file.issue.readyAt;
        const QDate day = calendar.addWorkdays(hallTime(last).date(), region.collectRemindDays);
        if (day.isValid())
            agenda << AgendaEntry{u"collect"_s, u"issue.remind"_s, QDateTime(day, hours.opens, Qt::OffsetFromUTC, 8 * 3600).toUTC()};
    }
    return agenda + supplementAgenda(file, calendar, hours) + checkAgenda(file, calendar, hours) + supervisionAgenda(file, hours);
}

} // namespace domain
