// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/responsibilitystore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

void ResponsibilityStore::put(const QString &doc, const domain::Responsibility &held)
{
    const domain::Handover *offer = held.offer();
    m_database.run(u"INSERT INTO responsibility(doc, holder, offered) VALUES(?,?,?)"
                   " ON CONFLICT(doc) DO UPDATE SET holder = excluded.holder, offered = excluded.offered"_s,
                   {doc, held.holder(), offer ? offer->to : QString()});
}

void ResponsibilityStore::remove(const QString &doc)
{
    m_database.run(u"DELETE FROM responsibility WHERE doc = ?"_s, {doc});
}

} // namespace storage
