// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documentstore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {
domain::Document documentFrom(const Row &row)
{
    return {row.text(0), row.text(1), row.integer(2), row.text(3).split(u' ', Qt::SkipEmptyParts), jsonFrom(row, 4)};
}
const QString columns = u"SELECT id, kind, version, scopes, "_s;
} // namespace

std::optional<domain::Document> DocumentStore::load(const QString &id) const
{
    const auto row = m_database.row(columns % u"coalesce(view, base) FROM document WHERE id = ?"_s, {id});
    return row ? std::optional(documentFrom(*row)) : std::nullopt;
}

std::optional<domain::Document> DocumentStore::base(const QString &id) const
{
    const auto row = m_database.row(columns % u"base FROM document WHERE id = ? AND base IS NOT NULL"_s, {id});
    return row ? std::optional(documentFrom(*row)) : std::nullopt;
}

QList<domain::Document> DocumentStore::ofKind(const QString &kind) const
{
    QList<domain::Document> all;
    for (const Row &row : m_database.rows(columns % u"coalesce(view, base) FROM document WHERE kind = ? ORDER BY id"_s, {kind}))
        all << documentFrom(row);
    return all;
}

void DocumentStore::putBase(const domain::Document &document)
{
    m_database.run(u"INSERT INTO document(id, kind, version, base, scopes) VALUES(?, ?, ?, ?, ?)"
                   " ON CONFLICT(id) DO UPDATE SET version = excluded.version, base = excluded.base, scopes = excluded.scopes"_s,
                   {document.id, document.kind, document.version, jsonText(document.body), document.scopes.join(u' ')});
    putScopes(document);
}

void DocumentStore::putNext(const domain::Document &document, const std::optional<domain::Document> &before)
{
    const qint64 written = m_database.run(u"INSERT INTO document(id, kind, version, base, scopes) VALUES(?, ?, ?, ?, ?)"
                                          " ON CONFLICT(id) DO UPDATE SET version = excluded.version, base = excluded.base,"
                                          " scopes = excluded.scopes WHERE document.version = ?"_s,
                                          {document.id, document.kind, document.version, jsonText(document.body), document.scopes.join(u' '),
                                           before ? before->version : 0});
    if (written == 0)
        throw Fault(Fault::Kind::Conflict, u"document %1 is no longer at version %2"_s.arg(document.id).arg(before ? before->version : 0));
    if (!before || before->scopes != document.scopes)
        putScopes(document);
}

void DocumentStore::hold(QStringList ids)
{
    // SQLite has one writer and no FOR UPDATE.
    if (!m_database.isPostgres())
        return;
    ids.sort();
    ids.removeDuplicates();
    for (const QString &id : std::as_const(ids))
        m_database.rows(u"SELECT 1 FROM document WHERE id = ? FOR UPDATE"_s, {id});
}

void DocumentStore::putView(const domain::Document &document)
{
    m_database.run(u"INSERT INTO document(id, kind, version, view, scopes) VALUES(?, ?, 0, ?, ?)"
                   " ON CONFLICT(id) DO UPDATE SET view = excluded.view,"
                   " scopes = CASE WHEN document.base IS NULL THEN excluded.scopes ELSE document.scopes END"_s,
                   {document.id, document.kind, jsonText(document.body), document.scopes.join(u' ')});
    if (m_database.number(u"SELECT count(*) FROM document WHERE id = ? AND base IS NOT NULL"_s, {document.id}) == 0)
        putScopes(document);
}

bool DocumentStore::dropView(const QString &id)
{
    m_database.run(u"UPDATE document SET view = NULL WHERE id = ?"_s, {id});
    if (m_database.number(u"SELECT count(*) FROM document WHERE id = ? AND base IS NOT NULL"_s, {id}) > 0)
        return true;
    remove(id);
    return false;
}

bool DocumentStore::leave(const QString &id, const QString &scope)
{
    m_database.run(u"DELETE FROM document_scope WHERE doc = ? AND scope = ?"_s, {id, scope});
    if (m_database.number(u"SELECT count(*) FROM document_scope WHERE doc = ?"_s, {id}) > 0)
        return true;
    // Work of ours that is still pending keeps its own view; only the centre's word goes.
    m_database.run(u"UPDATE document SET base = NULL WHERE id = ?"_s, {id});
    if (m_database.number(u"SELECT count(*) FROM document WHERE id = ? AND view IS NOT NULL"_s, {id}) > 0)
        return true;
    remove(id);
    return false;
}

QStringList DocumentStore::idsInScope(const QString &scope) const
{
    QStringList ids;
    for (const Row &row : m_database.rows(u"SELECT doc FROM document_scope WHERE scope = ?"_s, {scope}))
        ids << row.text(0);
    return ids;
}

void DocumentStore::putScopes(const domain::Document &document)
{
    m_database.run(u"DELETE FROM document_scope WHERE doc = ?"_s, {document.id});
    for (const QString &scope : document.scopes)
        m_database.run(u"INSERT INTO document_scope(doc, scope) VALUES(?, ?)"_s, {document.id, scope});
}

void DocumentStore::remove(const QString &id)
{
    m_database.run(u"DELETE FROM document WHERE id = ?"_s, {id});
    m_database.run(u"DELETE FROM document_scope WHERE doc = ?"_s, {id});
}

} // namespace storage
