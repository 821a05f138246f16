// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/parkedacts.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

QStringList parkedActs(Database &database)
{
    QStringList ids;
    for (const Row &row : database.rows(u"SELECT id FROM journal WHERE fate = 'accepted' AND result LIKE '%\"outcome\":\"parked\"%' ORDER BY seq"_s))
        ids << row.text(0);
    return ids;
}

} // namespace storage
