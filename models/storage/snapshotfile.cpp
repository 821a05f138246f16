// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/snapshotfile.h"
#include "storage/database.h"
#include "storage/migrations.h"

namespace storage {
using namespace Qt::StringLiterals;

SnapshotFile::SnapshotFile(Database &database) : m_database(database)
{
    // Nobody reads it before it is finished, and a crash throws it away: no log, no waiting for the disk.
    m_database.rows(u"PRAGMA journal_mode=DELETE"_s);
    m_database.rows(u"PRAGMA journal_mode=OFF"_s);
    m_database.run(u"PRAGMA synchronous=OFF"_s);
    m_database.rows(u"PRAGMA cache_size=-128000"_s);
    for (const Row &row : m_database.rows(u"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"_s)) {
        m_indexes << row.text(1);
        m_database.run(QString(u"DROP INDEX "_s + row.text(0)));
    }
}

void SnapshotFile::put(const domain::ChangeRow &row)
{
    const auto known = m_database.row(u"SELECT scopes FROM document WHERE id = ?"_s, {row.id});
    const QString scopes = row.scopes.join(u' ');
    m_database.run(u"INSERT INTO document(id, kind, version, base, scopes) VALUES(?, ?, ?, ?, ?)"
                   " ON CONFLICT(id) DO UPDATE SET version = excluded.version, base = excluded.base, scopes = excluded.scopes"_s,
                   {row.id, row.documentKind, row.version, QVariant::fromValue(Utf8{row.bodyText}), scopes});
    if (known) {
        for (const QString &scope : known->text(0).split(u' ', Qt::SkipEmptyParts))
            m_database.run(u"DELETE FROM document_scope WHERE scope = ? AND doc = ?"_s, {scope, row.id});
    }
    for (const QString &scope : row.scopes)
        m_database.run(u"INSERT INTO document_scope(doc, scope) VALUES(?, ?)"_s, {row.id, scope});
}

bool SnapshotFile::leave(const QString &id)
{
    const auto known = m_database.row(u"SELECT scopes FROM document WHERE id = ?"_s, {id});
    if (!known)
        return false;
    for (const QString &scope : known->text(0).split(u' ', Qt::SkipEmptyParts))
        m_database.run(u"DELETE FROM document_scope WHERE scope = ? AND doc = ?"_s, {scope, id});
    m_database.run(u"DELETE FROM document WHERE id = ?"_s, {id});
    return true;
}

qint64 SnapshotFile::finish(const QString &scope, const domain::Cursor &cursor)
{
    for (const QString &index : std::as_const(m_indexes))
        m_database.run(index);
    m_database.run(u"INSERT INTO search_index(search_index) VALUES('optimize')"_s);
    m_database.run(u"INSERT INTO cursor(scope, epoch, seq, complete) VALUES(?, ?, ?, 1)"_s, {scope, cursor.epoch, cursor.seq});
    return documentCount(m_database);
}

void SnapshotFile::writeTo(const QString &path)
{
    m_database.run(u"VACUUM INTO ?"_s, {path});
    Database made(path, Database::Access::ReadOnly);
    // Not the quick one: SQLite 3.40 finds NULLs in document_scope with it that are not there.
    const auto verdict = made.row(u"PRAGMA integrity_check(1)"_s);
    if (!verdict || verdict->text(0) != "ok"_L1)
        throw Fault(Fault::Kind::Corrupt, QString(u"the ready-made file is damaged: "_s + (verdict ? verdict->text(0) : QString())));
}

qint64 scopeRows(Database &centre, const QString &scope, qint64 most)
{
    return centre.number(u"SELECT count(*) FROM (SELECT 1 FROM feed WHERE scope = ? AND op = 'p' LIMIT ?) AS counted"_s, {scope, most});
}

qint64 scopeTail(Database &centre, const QString &scope, qint64 seq, qint64 most)
{
    return centre.number(u"SELECT count(*) FROM (SELECT 1 FROM feed WHERE scope = ? AND seq > ? LIMIT ?) AS counted"_s, {scope, seq, most});
}

bool isOutlived(Database &centre, const QString &scope, qint64 seq)
{
    return centre.number(u"SELECT floor FROM scope WHERE name = ?"_s, {scope}) > seq
           || centre.number(u"SELECT count(*) FROM feed WHERE scope = ? AND seq > ? AND op = 'e'"_s, {scope, seq}) > 0;
}

QStringList feedScopes(Database &centre)
{
    QStringList scopes;
    for (const Row &row : centre.rows(u"SELECT name FROM scope ORDER BY name"_s))
        scopes << row.text(0);
    return scopes;
}

int snapshotSchema()
{
    return newestSchema();
}

void attachWindow(Database &readyMade, const QString &window)
{
    readyMade.run(u"ATTACH DATABASE ? AS ours"_s, {window});
}

void releaseWindow(Database &readyMade)
{
    readyMade.run(u"DETACH DATABASE ours"_s);
}

bool emptyLog(Database &database)
{
    const auto row = database.row(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    return row && row->integer(0) == 0;
}

namespace {

/// Tables a window has for itself, whatever they are: everything but the documents and what is worked out of them.
QStringList ownTables(Database &database)
{
    QStringList tables;
    for (const Row &row : database.rows(u"SELECT name FROM ours.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                        " AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
                                        " AND name NOT IN ('document', 'document_scope', 'casefile', 'applicant', 'agenda', 'work', 'assignment', 'outgoing', 'licence',"
                                        " 'workorder', 'rating', 'duty', 'case_calendar') ORDER BY name"_s))
        tables << row.text(0);
    return tables;
}

QString columnsOf(Database &database, const QString &table)
{
    QStringList columns;
    for (const Row &row : database.rows(u"SELECT name FROM pragma_table_info(?, 'ours')"_s, {table}))
        columns << QString(u'"' + row.text(0) + u'"');
    return columns.join(u", ");
}

} // namespace

QStringList takeOver(Database &readyMade, const QString &scope, const QStringList &held)
{
    for (const QString &table : ownTables(readyMade)) {
        const QString columns = columnsOf(readyMade, table);
        const QString copy = u"INSERT OR REPLACE INTO main.\"%1\"(%2) SELECT %2 FROM ours.\"%1\""_s.arg(table, columns);
        if (table == "cursor"_L1)
            readyMade.run(QString(copy + u" WHERE scope <> ?"_s), {scope});
        else
            readyMade.run(copy);
    }

    // What stays of our documents: pending work, and what another scope of ours holds.
    readyMade.run(u"CREATE TEMP TABLE other_scope(name TEXT PRIMARY KEY)"_s);
    for (const QString &other : held) {
        if (other != scope)
            readyMade.run(u"INSERT OR IGNORE INTO temp.other_scope(name) VALUES(?)"_s, {other});
    }
    readyMade.run(u"CREATE TEMP TABLE elsewhere AS SELECT DISTINCT doc FROM ours.document_scope"
                  " WHERE scope IN (SELECT name FROM temp.other_scope)"_s);
    readyMade.run(u"CREATE TEMP TABLE newer AS SELECT o.id FROM ours.document o JOIN main.document d ON d.id = o.id"
                  " WHERE o.base IS NOT NULL AND o.version > d.version"_s);
    readyMade.run(u"CREATE TEMP TABLE kept AS SELECT id FROM ours.document WHERE view IS NOT NULL"
                  " UNION SELECT doc FROM temp.elsewhere UNION SELECT id FROM temp.newer"_s);

    readyMade.run(u"CREATE TEMP TABLE lacking AS SELECT id FROM temp.kept WHERE id NOT IN (SELECT id FROM main.document)"_s);
    // A document of this scope alone that the ready-made file has not has left it: our own work on it stays, and frozen
    // beneath it what the centre said last (see HoldingStore).
    readyMade.run(u"INSERT INTO main.document(id, kind, version, base, view, scopes)"
                  " SELECT id, kind, CASE WHEN id IN (SELECT doc FROM temp.elsewhere) THEN version ELSE 0 END, base, view, scopes"
                  " FROM ours.document WHERE id IN (SELECT id FROM temp.lacking)"_s);
    readyMade.run(u"UPDATE main.document SET version = o.version, base = o.base, scopes = o.scopes FROM ours.document o"
                  " WHERE o.id = main.document.id AND o.id IN (SELECT id FROM temp.newer)"_s);
    readyMade.run(u"UPDATE main.document SET view = o.view FROM ours.document o WHERE o.id = main.document.id AND o.view IS NOT NULL"_s);
    readyMade.run(u"DELETE FROM main.document_scope WHERE doc IN (SELECT id FROM temp.newer)"_s);
    readyMade.run(u"INSERT OR IGNORE INTO main.document_scope(doc, scope) SELECT doc, scope FROM ours.document_scope"
                  " WHERE doc IN (SELECT id FROM temp.newer) OR (doc IN (SELECT id FROM temp.lacking)"
                  " AND (scope <> ? OR doc IN (SELECT id FROM ours.document WHERE base IS NULL)))"_s, {scope});

    QStringList touched;
    for (const Row &row : readyMade.rows(u"SELECT id FROM main.document WHERE id IN (SELECT id FROM temp.kept)"
                                         " AND (view IS NOT NULL OR kind NOT IN ('item', 'calendar', 'place', 'staff', 'device', 'region', 'handling'))"_s))
        touched << row.text(0);
    for (const QString &table : {u"other_scope"_s, u"elsewhere"_s, u"newer"_s, u"kept"_s, u"lacking"_s})
        readyMade.run(QString(u"DROP TABLE temp."_s + table));
    return touched;
}

ScopeHolding scopeHolding(Database &store, const QString &scope, bool counted)
{
    ScopeHolding holding;
    if (const auto row = store.row(u"SELECT epoch, seq, complete FROM cursor WHERE scope = ?"_s, {scope})) {
        holding.cursor = {row->text(0), row->integer(1)};
        holding.isComplete = row->integer(2) == 1 && holding.cursor.seq > 0;
    }
    if (counted) {
        holding.documents = store.number(u"SELECT count(*) FROM document_scope s JOIN document d ON d.id = s.doc"
                                         " WHERE s.scope = ? AND d.base IS NOT NULL"_s, {scope});
        holding.others = store.number(u"SELECT count(*) FROM document"_s) - holding.documents;
    }
    return holding;
}

QList<domain::ChangeRow> readyMadeRows(Database &readyMade, qint64 &place, int limit)
{
    QList<domain::ChangeRow> rows;
    for (const Row &row : readyMade.rows(u"SELECT rowid, id, kind, version, base, scopes FROM document WHERE rowid > ? ORDER BY rowid LIMIT ?"_s,
                                         {place, limit})) {
        place = row.integer(0);
        domain::ChangeRow change;
        change.kind = domain::ChangeRow::Kind::Put;
        change.id = row.text(1);
        change.documentKind = row.text(2);
        change.version = row.integer(3);
        change.bodyText = row.bytes(4);
        change.scopes = row.text(5).split(u' ', Qt::SkipEmptyParts);
        rows << change;
    }
    return rows;
}

qint64 documentCount(Database &readyMade)
{
    return readyMade.number(u"SELECT count(*) FROM document"_s);
}

domain::Cursor readyMadeCursor(Database &readyMade, const QString &scope)
{
    const auto row = readyMade.row(u"SELECT epoch, seq FROM cursor WHERE scope = ? AND complete = 1"_s, {scope});
    return row ? domain::Cursor{row->text(0), row->integer(1)} : domain::Cursor{};
}

QSet<QString> knownVersions(Database &store, const QList<domain::ChangeRow> &rows)
{
    QSet<QString> known;
    for (const domain::ChangeRow &row : rows) {
        if (store.number(u"SELECT count(*) FROM document WHERE id = ? AND base IS NOT NULL AND version >= ?"_s, {row.id, row.version}) > 0)
            known << row.id;
    }
    return known;
}

QStringList absentFrom(Database &store, Database &readyMade, const QString &scope)
{
    QStringList absent;
    for (const Row &row : store.rows(u"SELECT s.doc FROM document_scope s JOIN document d ON d.id = s.doc WHERE s.scope = ? AND d.base IS NOT NULL"_s, {scope})) {
        if (readyMade.number(u"SELECT count(*) FROM document WHERE id = ?"_s, {row.text(0)}) == 0)
            absent << row.text(0);
    }
    return absent;
}

} // namespace storage
