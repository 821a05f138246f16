// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/history.h"
#include "server/routes/route.h"
#include <QLoggingCategory>

namespace server {

Q_LOGGING_CATEGORY(historyLog, "onewindow.server.history")

void tendHistory(Desk &desk)
{
    const auto complain = [](const domain::Refusal &refusal) { qCCritical(historyLog) << "the history could not be tended:" << refusal.code << refusal.facts; };
    if (const auto tended = desk.healing.tend(); !tended)
        complain(tended.refusal());
    if (desk.house.ledgerFile.isEmpty())
        return;
    if (const auto checked = desk.healing.checkLedger(desk.house.ledgerFile); !checked)
        complain(checked.refusal());
}

} // namespace server
