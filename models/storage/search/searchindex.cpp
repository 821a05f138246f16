// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/search/searchindex.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

void SearchIndex::add(qint64 key, const QString &terms)
{
    m_database.run(m_database.isPostgres() ? u"INSERT INTO search_index(rowid, terms) VALUES(?, array_to_tsvector(string_to_array(?, ' ')))"_s
                                           : u"INSERT INTO search_index(rowid, terms) VALUES(?,?)"_s,
                   {key, terms.simplified()});
}

void SearchIndex::takeOut(qint64 key, const QString &terms)
{
    if (m_database.isPostgres())
        m_database.run(u"DELETE FROM search_index WHERE rowid = ?"_s, {key});
    else
        m_database.run(u"INSERT INTO search_index(search_index, rowid, terms) VALUES('delete', ?, ?)"_s, {key, terms});
}

void SearchIndex::merge(qint64 pages)
{
    if (!m_database.isPostgres())
        m_database.run(u"INSERT INTO search_index(search_index, rank) VALUES('merge', ?)"_s, {pages});
}

bool SearchIndex::rest()
{
    if (m_database.isPostgres())
        return false;
    constexpr qint64 pages = 64;
    const qint64 before = m_database.number(u"SELECT total_changes()"_s);
    merge(pages);
    return m_database.number(u"SELECT total_changes()"_s) - before > 1; // one change is the command itself
}

QString SearchIndex::meets() const
{
    return m_database.isPostgres() ? u"search_index.terms @@ CAST(? AS tsquery)"_s : u"search_index MATCH ?"_s;
}

QString SearchIndex::value(const QString &condition) const
{
    if (!m_database.isPostgres())
        return condition;
    // Terms are letters and digits in quotation marks, so nothing of these stands within one.
    QString theirs = condition;
    return theirs.replace(u'"', u'\'').replace(u" AND "_s, u" & "_s).replace(u" OR "_s, u" | "_s).replace(u"'*"_s, u"':*"_s);
}

qint64 SearchIndex::sharedKey(qint64 at) const
{
    if (!m_database.isPostgres())
        return 0;
    constexpr qint64 perMillisecond = 1 << 20;
    const auto now = m_database.row(u"SELECT nextval('search_key'), CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"_s);
    return (at > 0 ? at : now->integer(1)) * perMillisecond + now->integer(0) % perMillisecond;
}

} // namespace storage
