// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/holdingstore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

void HoldingStore::put(const domain::ChangeRow &row, bool keepView)
{
    static const QString upsert = u"INSERT INTO document(id, kind, version, base, scopes) VALUES(?, ?, ?, ?, ?)"
                                  " ON CONFLICT(id) DO UPDATE SET version = excluded.version, base = excluded.base, scopes = excluded.scopes"_s;
    static const QString upsertWhole = upsert % u", view = NULL"_s;
    const QString scopes = row.scopes.join(u' ');
    const auto before = m_database.row(u"SELECT scopes FROM document WHERE id = ?"_s, {row.id});
    m_database.run(keepView ? upsert : upsertWhole, {row.id, row.documentKind, row.version, QString::fromUtf8(row.bodyText), scopes});
    if (before && before->text(0) != scopes)
        m_database.run(u"DELETE FROM document_scope WHERE doc = ?"_s, {row.id});
    for (const QString &scope : row.scopes)
        m_database.run(u"INSERT INTO document_scope(doc, scope) VALUES(?, ?) ON CONFLICT DO NOTHING"_s, {row.id, scope});
}

std::optional<qint64> HoldingStore::versionOf(const QString &doc) const
{
    const auto row = m_database.row(u"SELECT version FROM document WHERE id = ? AND base IS NOT NULL AND version > 0"_s, {doc});
    return row ? std::optional(row->integer(0)) : std::nullopt;
}

void HoldingStore::leave(const QString &doc, const QString &scope)
{
    m_database.run(u"DELETE FROM document_scope WHERE doc = ? AND scope = ?"_s, {doc, scope});
}

bool HoldingStore::isIn(const QString &doc, const QStringList &scopes) const
{
    return std::any_of(scopes.begin(), scopes.end(), [&](const QString &scope) {
        return m_database.number(u"SELECT count(*) FROM document_scope WHERE doc = ? AND scope = ?"_s, {doc, scope}) > 0;
    });
}

void HoldingStore::freeze(const QString &doc)
{
    m_database.run(u"UPDATE document SET version = 0 WHERE id = ?"_s, {doc});
}

bool HoldingStore::isFrozen(const QString &doc) const
{
    return m_database.number(u"SELECT count(*) FROM document WHERE id = ? AND base IS NOT NULL AND version = 0"_s, {doc}) > 0;
}

void HoldingStore::remove(const QString &doc)
{
    m_database.run(u"DELETE FROM document WHERE id = ?"_s, {doc});
    m_database.run(u"DELETE FROM document_scope WHERE doc = ?"_s, {doc});
}

QStringList HoldingStore::idsInScope(const QString &scope, int limit) const
{
    QStringList ids;
    for (const Row &row : m_database.rows(u"SELECT doc FROM document_scope WHERE scope = ? ORDER BY doc LIMIT ?"_s, {scope, limit}))
        ids << row.text(0);
    return ids;
}

QList<domain::HeldVersion> HoldingStore::held(const QString &scope, const QString &afterId, int limit) const
{
    QList<domain::HeldVersion> held;
    // A row for each document of the scope, so that the caller sees the end by their number; version 0 counts for nothing.
    for (const Row &row : m_database.rows(u"SELECT s.doc, CASE WHEN d.base IS NULL THEN 0 ELSE d.version END FROM document_scope s"
                                          " JOIN document d ON d.id = s.doc WHERE s.scope = ? AND s.doc > ? ORDER BY s.doc LIMIT ?"_s,
                                          {scope, afterId, limit}))
        held << domain::HeldVersion{row.text(0), row.integer(1)};
    return held;
}

bool HoldingStore::hasOverlays() const
{
    return m_database.number(u"SELECT count(*) FROM (SELECT 1 FROM journal WHERE overlay = 1 LIMIT 1) AS one"_s) > 0;
}

bool HoldingStore::isOverlaid(const QString &doc) const
{
    return m_database.row(u"SELECT 1 FROM journal_touch t JOIN journal j ON j.seq = t.seq WHERE t.doc = ? AND j.overlay = 1 LIMIT 1"_s, {doc}).has_value();
}

QList<HoldingStore::Uncovered> HoldingStore::uncovered(qint64 afterSeq, int limit) const
{
    QList<Uncovered> all;
    for (const Row &row : m_database.rows(u"SELECT seq, id, doc, result FROM journal WHERE overlay = 1 AND fate = 'accepted' AND seq > ? ORDER BY seq LIMIT ?"_s,
                                          {afterSeq, limit}))
        all << Uncovered{row.integer(0), row.text(1), row.text(2), jsonFrom(row, 3)};
    return all;
}

QStringList HoldingStore::unheard() const
{
    QStringList docs;
    for (const Row &row : m_database.rows(u"SELECT DISTINCT t.doc FROM journal j JOIN journal_touch t ON t.seq = j.seq WHERE j.result LIKE '%\"inBase\":true%'"_s))
        docs << row.text(0);
    return docs;
}

qint64 HoldingStore::answered(const QString &stream) const
{
    return m_database.number(u"SELECT n FROM journal WHERE stream = ? AND fate <> 'pending' ORDER BY n DESC LIMIT 1"_s, {stream});
}

std::optional<domain::NumberLease> HoldingStore::leaseOutside(const QStringList &series, const QString &stream) const
{
    for (const Row &row : m_database.rows(u"SELECT id, series, low, high, next, expires FROM lease WHERE stream = ? AND next <= high ORDER BY id"_s, {stream})) {
        if (!series.contains(row.text(1)))
            return domain::NumberLease{row.text(0), row.text(1), row.integer(2), row.integer(3), row.integer(4), instantFrom(row, 5)};
    }
    return std::nullopt;
}

bool HoldingStore::isComplete(const QString &scope) const
{
    return m_database.number(u"SELECT count(*) FROM cursor WHERE scope = ? AND complete = 1"_s, {scope}) > 0;
}

void HoldingStore::setComplete(const QString &scope, bool isComplete)
{
    m_database.run(u"UPDATE cursor SET complete = ? WHERE scope = ?"_s, {isComplete ? 1 : 0, scope});
}

bool HoldingStore::scrubSearch(bool isFirst)
{
    // What is removed stays in the pieces of the index it stood in until they are merged with what removed it.
    constexpr int pages = 200;
    const qint64 before = m_database.number(u"SELECT total_changes()"_s);
    m_database.run(u"INSERT INTO search_index(search_index, rank) VALUES('merge', ?)"_s, {isFirst ? -pages : pages});
    return m_database.number(u"SELECT total_changes()"_s) - before > 1; // one change is the command itself
}

} // namespace storage
