// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/journal.h"
#include "office/journalaudit.h"
#include "server/routes/route.h"
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

namespace server {
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(journalLog, "onewindow.server.journal")

void tendJournal(Desk &desk)
{
    constexpr qint64 everyMs = 60'000;
    const qint64 now = desk.now().toMSecsSinceEpoch();
    if (now - desk.house.journalTendedAt < everyMs)
        return;
    desk.house.journalTendedAt = now;
    const auto sealed = office::JournalAudit(desk.office).sealDue(checkpointFileFor(desk.house.ledgerFile));
    if (!sealed)
        qCCritical(journalLog) << "the journal's checkpoints are not up to date:" << sealed.refusal().code << sealed.refusal().facts;
}

QString checkpointFileFor(const QString &ledgerFile)
{
    return ledgerFile.isEmpty() ? QString() : QFileInfo(ledgerFile).dir().filePath(u"journal.checkpoints"_s);
}

} // namespace server
