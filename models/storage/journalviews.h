// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/journalstore.h"

namespace storage {

class Database;

/// What one person did here, newest first, before row `beforeSeq` (0: from the newest).
QList<JournalRow> journalOfActor(Database &database, const QString &actor, qint64 beforeSeq, int limit);

/// How much of somebody's work is not settled.
struct Unsettled
{
    QString actor;
    int pending = 0, returned = 0;
};
/// By person, those with most first; nobody who has nothing.
QList<Unsettled> unsettledByActor(Database &database);

} // namespace storage
