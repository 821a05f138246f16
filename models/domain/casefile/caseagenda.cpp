// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/caseagenda.h"

namespace domain {
using namespace Qt::StringLiterals;

Agenda agendaOf(const CaseFile &file, const Region &region, const WorkCalendar &calendar, const OfficeHours &hours)
{
    Q_UNUSED(region)
    Q_UNUSED(calendar)
    Agenda agenda;
    if (file.state == CaseState::Received && file.noticeDue.isValid())
        agenda << AgendaEntry{u"notice"_s, u"case.deem"_s, endOf(file.noticeDue, hours).addMSecs(1)}; // after its last moment
    return agenda;
}

} // namespace domain
