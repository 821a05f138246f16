// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/deadlines.h"
#include "office/centre.h"
#include <QLoggingCategory>

namespace server {

Q_LOGGING_CATEGORY(tasksLog, "onewindow.server.tasks")

void runDeadlines(office::Centre &centre)
{
    const domain::Result<int> deemed = centre.deemLapsed();
    if (!deemed)
        qCCritical(tasksLog) << "deemed acceptance failed:" << deemed.refusal().code << deemed.refusal().facts;
    else if (*deemed > 0)
        qCInfo(tasksLog) << *deemed << "applications count as accepted, for want of a notice in time";
}

} // namespace server
