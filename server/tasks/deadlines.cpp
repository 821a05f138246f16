// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/deadlines.h"
#include "office/centre.h"
#include "office/centreclocks.h"
#include <QLoggingCategory>

namespace server {

Q_LOGGING_CATEGORY(tasksLog, "onewindow.server.tasks")

void runDeadlines(office::Centre &centre)
{
    const domain::Result<int> done = centre.doAgenda();
    if (!done)
        qCCritical(tasksLog) << "what is due could not be done:" << done.refusal().code << done.refusal().facts;
    else if (*done > 0)
        qCInfo(tasksLog) << *done << "acts done by the clock";
    const domain::Result<QStringList> moved = office::CentreClocks(centre.office()).recompute();
    if (!moved)
        qCCritical(tasksLog) << "dates could not be worked out anew:" << moved.refusal().code << moved.refusal().facts;
    else
        centre.noteMoved(*moved);
}

} // namespace server
