// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/expirystore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

int ExpiryStore::dropDrafts(const QDateTime &untouchedSince)
{
    return int(m_database.run(u"DELETE FROM draft WHERE updated_at < ?"_s, {instant(untouchedSince)}));
}

} // namespace storage
