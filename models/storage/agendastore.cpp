// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/agendastore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

void AgendaStore::put(const QString &doc, const domain::Agenda &agenda)
{
    m_database.run(u"DELETE FROM agenda WHERE doc = ?"_s, {doc});
    for (const domain::AgendaEntry &entry : agenda)
        m_database.run(u"INSERT INTO agenda(doc, entry, act, at) VALUES(?, ?, ?, ?)"_s, {doc, entry.entry, entry.act, instant(entry.at)});
}

void AgendaStore::add(const QString &doc, const domain::AgendaEntry &entry)
{
    m_database.run(u"INSERT INTO agenda(doc, entry, act, at) VALUES(?, ?, ?, ?) ON CONFLICT(doc, entry) DO UPDATE SET act = excluded.act, at = excluded.at"_s,
                   {doc, entry.entry, entry.act, instant(entry.at)});
}

QList<AgendaStore::Due> AgendaStore::due(const QDateTime &now, int limit) const
{
    QList<Due> list;
    for (const Row &row : m_database.rows(u"SELECT doc, entry, act, at FROM agenda WHERE at <= ? ORDER BY at, doc, entry LIMIT ?"_s, {instant(now), limit}))
        list << Due{row.text(0), {row.text(1), row.text(2), instantFrom(row, 3)}};
    return list;
}

bool AgendaStore::stands(const Due &due) const
{
    return m_database.number(u"SELECT count(*) FROM agenda WHERE doc = ? AND entry = ? AND at = ?"_s, {due.doc, due.entry.entry, instant(due.entry.at)}) > 0;
}

void AgendaStore::postpone(const Due &due, const QDateTime &until)
{
    m_database.run(u"UPDATE agenda SET at = ? WHERE doc = ? AND entry = ?"_s, {instant(until), due.doc, due.entry.entry});
}

} // namespace storage
