// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrations.h"
#include "storage/database.h"
#include <QRegularExpression>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

/// One statement of a step; for one engine only where the other has nothing alike.
struct Definition
{
    enum class Engine { Both, Sqlite, Postgres };
    Definition(const QString &sql) : sql(sql) {}
    Definition(Engine engine, const QString &sql) : sql(sql), engine(engine) {}
    QString sql;
    Engine engine = Engine::Both;
};

// Step n stands at index n-1 and is never changed after a release. One schema for window and centre: the same office
// runs on both, each side leaves the other's tables empty. Written in SQLite's words; see inPostgres().
const QList<QList<Definition>> &steps()
{
    using enum Definition::Engine;
    static const QList<QList<Definition>> all{
        {
            // What the centre last said (base) and what it becomes with our pending operations (view; NULL: the same).
            u"CREATE TABLE document(id TEXT PRIMARY KEY, kind TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 0,"
            " base TEXT, view TEXT, scopes TEXT NOT NULL)"_s,
            u"CREATE INDEX document_kind ON document(kind)"_s,
            u"CREATE INDEX document_overlaid ON document(id) WHERE view IS NOT NULL"_s,
            u"CREATE TABLE document_scope(doc TEXT NOT NULL, scope TEXT NOT NULL, PRIMARY KEY(scope, doc)) WITHOUT ROWID"_s,
            u"CREATE INDEX document_scope_doc ON document_scope(doc)"_s,

            // Filtered and sorted members of documents as real columns, rewritten with every change of the document.
            u"CREATE TABLE casefile(id TEXT PRIMARY KEY, number TEXT NOT NULL, item TEXT NOT NULL, item_name TEXT NOT NULL,"
            " applicant TEXT NOT NULL, applicant_name TEXT NOT NULL, state TEXT NOT NULL, route TEXT NOT NULL,"
            " place TEXT NOT NULL, counter TEXT NOT NULL, clerk TEXT NOT NULL, received_at INTEGER, accepted_at INTEGER,"
            " due TEXT NOT NULL, tolerance_due TEXT NOT NULL, notice_due INTEGER, priority INTEGER NOT NULL, updated_at INTEGER NOT NULL)"_s,
            u"CREATE INDEX casefile_updated ON casefile(updated_at DESC, id)"_s,
            u"CREATE INDEX casefile_number ON casefile(number)"_s,
            u"CREATE INDEX casefile_applicant ON casefile(applicant, received_at DESC)"_s,
            u"CREATE INDEX casefile_clerk ON casefile(clerk, updated_at DESC, id)"_s,
            u"CREATE INDEX casefile_due ON casefile(due, id) WHERE state = 'accepted'"_s,
            u"CREATE INDEX casefile_tolerance ON casefile(tolerance_due, id) WHERE tolerance_due <> ''"_s,
            u"CREATE INDEX casefile_notice ON casefile(notice_due) WHERE state = 'received'"_s,
            u"CREATE INDEX casefile_received ON casefile(received_at DESC, id)"_s,
            u"CREATE INDEX casefile_priority ON casefile(updated_at DESC, id) WHERE priority = 1"_s,
            u"CREATE TABLE applicant(id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, id_kind TEXT NOT NULL,"
            " number TEXT NOT NULL, phone TEXT NOT NULL)"_s,
            u"CREATE INDEX applicant_number ON applicant(number)"_s,

            // Audit trail and outbox are one row, written in the transaction of its effect, kept after the answer.
            u"CREATE TABLE journal(seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, stream TEXT NOT NULL,"
            " n INTEGER NOT NULL, type TEXT NOT NULL, doc TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL,"
            " body TEXT NOT NULL, hash BLOB NOT NULL, fate TEXT NOT NULL, result TEXT, overlay INTEGER NOT NULL DEFAULT 0,"
            " settled_at INTEGER, closed TEXT)"_s,
            u"CREATE UNIQUE INDEX journal_stream ON journal(stream, n)"_s,
            u"CREATE INDEX journal_doc ON journal(doc, seq)"_s,
            u"CREATE INDEX journal_pending ON journal(n) WHERE fate = 'pending'"_s,
            u"CREATE INDEX journal_overlay ON journal(n) WHERE overlay = 1"_s,
            u"CREATE INDEX journal_returned ON journal(seq) WHERE fate = 'refused' AND closed IS NULL"_s,
            u"CREATE TABLE journal_touch(doc TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(doc, seq)) WITHOUT ROWID"_s,
            u"CREATE INDEX journal_touch_seq ON journal_touch(seq)"_s,

            // The desk.
            u"CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL)"_s,
            u"CREATE TABLE draft(id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL,"
            " tray INTEGER NOT NULL DEFAULT 0, updated_at INTEGER NOT NULL)"_s,
            u"CREATE INDEX draft_owner ON draft(owner, updated_at)"_s,
            u"CREATE TABLE lease(id TEXT PRIMARY KEY, series TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,"
            " next INTEGER NOT NULL, expires INTEGER, stream TEXT NOT NULL)"_s,
            u"CREATE TABLE cursor(scope TEXT PRIMARY KEY, epoch TEXT NOT NULL, seq INTEGER NOT NULL)"_s,
            u"CREATE TABLE verifier(staff_number TEXT PRIMARY KEY, hash TEXT NOT NULL, staff TEXT NOT NULL, updated_at INTEGER NOT NULL)"_s,

            // The centre.
            u"CREATE TABLE scope(name TEXT PRIMARY KEY, head INTEGER NOT NULL DEFAULT 0, floor INTEGER NOT NULL DEFAULT 0)"_s,
            u"CREATE TABLE feed(scope TEXT NOT NULL, seq INTEGER NOT NULL, ord INTEGER NOT NULL, doc TEXT NOT NULL,"
            " op TEXT NOT NULL, version INTEGER NOT NULL, hint TEXT, PRIMARY KEY(scope, seq, ord), UNIQUE(scope, doc))"_s,
            {Postgres, u"ALTER TABLE scope SET (fillfactor = 20)"_s}, // one row rewritten by every transaction
            u"CREATE TABLE stream(id TEXT PRIMARY KEY, device TEXT NOT NULL, last INTEGER NOT NULL DEFAULT 0, last_hash BLOB NOT NULL)"_s,
            u"CREATE TABLE receipt(number TEXT PRIMARY KEY, series TEXT NOT NULL, doc TEXT NOT NULL, used_at INTEGER NOT NULL)"_s,
            u"CREATE TABLE number_lease(id TEXT PRIMARY KEY, series TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,"
            " stream TEXT NOT NULL, given_at INTEGER NOT NULL, expires INTEGER NOT NULL, returned_from INTEGER)"_s,
            u"CREATE INDEX number_lease_series ON number_lease(series, high)"_s,
            u"CREATE TABLE credential(staff_number TEXT PRIMARY KEY, staff TEXT NOT NULL, hash TEXT NOT NULL,"
            " failures INTEGER NOT NULL DEFAULT 0, locked_until INTEGER)"_s,
        },
        {
            // Search: entries under keys that rise with their recency, and an index of terms we make ourselves (letters and
            // digits only, so the plainest tokenizer keeps them whole). The index merges when search says so, never by
            // itself in the middle of a clerk's act.
            u"CREATE TABLE search_entry(key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,"
            " initials TEXT NOT NULL, numbers TEXT NOT NULL, words TEXT NOT NULL, at INTEGER NOT NULL)"_s,
            {Sqlite, u"CREATE VIRTUAL TABLE search_index USING fts5(terms, content='', columnsize=0, detail=none, tokenize='ascii')"_s},
            {Sqlite, u"INSERT INTO search_index(search_index, rank) VALUES('automerge', 0)"_s},
            {Sqlite, u"INSERT INTO search_index(search_index, rank) VALUES('crisismerge', 64)"_s},
            {Sqlite, u"INSERT INTO search_index(search_index, rank) VALUES('hashsize', 16000000)"_s},
            {Postgres, u"CREATE TABLE search_index(rowid INTEGER PRIMARY KEY, terms TSVECTOR NOT NULL)"_s},
            {Postgres, u"CREATE INDEX search_index_terms ON search_index USING gin(terms)"_s},
            {Postgres, u"CREATE SEQUENCE search_key"_s},
        },
        {
            // The lists by state page along their own index.
            u"CREATE INDEX casefile_state ON casefile(state, updated_at DESC, id)"_s,
        },
        {
            // The highest number leased of each series: one row to wait for, however many lease at once.
            u"CREATE TABLE number_series(series TEXT PRIMARY KEY, last INTEGER NOT NULL)"_s,
            u"INSERT INTO number_series(series, last) SELECT series, max(high) FROM number_lease GROUP BY series"_s,

            // One-time codes for new devices (hashes of them), and how far each device has surely read.
            u"CREATE TABLE enrolment(code TEXT PRIMARY KEY, place TEXT NOT NULL, made_by TEXT NOT NULL, made_at INTEGER NOT NULL,"
            " expires INTEGER NOT NULL, device TEXT NOT NULL DEFAULT '')"_s,
            u"CREATE TABLE device_contact(device TEXT NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,"
            " PRIMARY KEY(device, scope))"_s,

            // Attachments: the bytes are files named by their hash; here stands what is known of them and who refers to them.
            u"CREATE TABLE blob(sha256 TEXT PRIMARY KEY, state TEXT NOT NULL, size INTEGER NOT NULL, media TEXT NOT NULL,"
            " name TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL, used_at INTEGER NOT NULL)"_s,
            u"CREATE INDEX blob_state ON blob(state, size)"_s,
            u"CREATE TABLE blob_reference(doc TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY(doc, sha256))"_s,
            u"CREATE INDEX blob_reference_sha256 ON blob_reference(sha256)"_s,

            // 0 while the first download of that scope is unfinished.
            u"ALTER TABLE cursor ADD COLUMN complete INTEGER NOT NULL DEFAULT 1"_s,

            // What the centre accepted and has not told us yet: with a full outbox the few among the many.
            u"CREATE INDEX journal_uncovered ON journal(seq) WHERE overlay = 1 AND fate = 'accepted'"_s,
        },
        {
            // What the clock will do to documents (domain/agenda.h), rewritten with every change of the document.
            u"CREATE TABLE agenda(doc TEXT NOT NULL, entry TEXT NOT NULL, act TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(doc, entry)) WITHOUT ROWID"_s,
            u"CREATE INDEX agenda_at ON agenda(at)"_s,
            u"INSERT INTO agenda(doc, entry, act, at) SELECT id, 'notice', 'case.deem', notice_due + 1 FROM casefile"
            " WHERE state = 'received' AND notice_due IS NOT NULL"_s,

            // The departments' queues: one row a step that is open or taken; and who took it, known at approvers' desks only.
            u"CREATE TABLE work(doc TEXT NOT NULL, step TEXT NOT NULL, department TEXT NOT NULL, place TEXT NOT NULL, state TEXT NOT NULL,"
            " due TEXT NOT NULL, paused INTEGER NOT NULL, opened_at INTEGER NOT NULL, PRIMARY KEY(doc, step)) WITHOUT ROWID"_s,
            u"CREATE INDEX work_queue ON work(department, due, doc)"_s,

            // Messages and deliveries (domain/outgoing), by state and by when they are to be tried.
            u"CREATE TABLE outgoing(id TEXT PRIMARY KEY, kind TEXT NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL, next_at INTEGER,"
            " about TEXT NOT NULL, updated_at INTEGER NOT NULL)"_s,
            u"CREATE INDEX outgoing_due ON outgoing(channel, next_at) WHERE state = 'queued'"_s,
            u"CREATE INDEX outgoing_state ON outgoing(state, updated_at DESC, id)"_s,
            u"CREATE INDEX outgoing_about ON outgoing(about)"_s,

            // 工单, the most urgent clock in front; ratings, at supervisors' windows and at the centre only.
            u"CREATE TABLE workorder(id TEXT PRIMARY KEY, number TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, department TEXT NOT NULL,"
            " subject TEXT NOT NULL, clock TEXT NOT NULL, clock_from INTEGER NOT NULL, due TEXT NOT NULL, late INTEGER NOT NULL, is_open INTEGER NOT NULL,"
            " registered_at INTEGER NOT NULL, updated_at INTEGER NOT NULL)"_s,
            u"CREATE INDEX workorder_open ON workorder(due, id) WHERE is_open = 1"_s,
            u"CREATE INDEX workorder_source ON workorder(source, due, id) WHERE is_open = 1"_s,
            u"CREATE INDEX workorder_changed ON workorder(updated_at DESC, id)"_s,
            u"CREATE TABLE rating(id TEXT PRIMARY KEY, level INTEGER NOT NULL, stage TEXT NOT NULL, channel TEXT NOT NULL, item_name TEXT NOT NULL,"
            " department TEXT NOT NULL, clerk TEXT NOT NULL, counter TEXT NOT NULL, work_order TEXT NOT NULL, given_at INTEGER NOT NULL, excluded INTEGER NOT NULL)"_s,
            u"CREATE INDEX rating_given ON rating(given_at DESC, id)"_s,

            // Licences, by what they are looked up by.
            u"CREATE TABLE licence(id TEXT PRIMARY KEY, code TEXT NOT NULL, number TEXT NOT NULL, holder TEXT NOT NULL, item TEXT NOT NULL,"
            " state TEXT NOT NULL, valid_to TEXT NOT NULL, granted_at INTEGER NOT NULL)"_s,
            u"CREATE INDEX licence_code ON licence(code)"_s,
            u"CREATE INDEX licence_number ON licence(number)"_s,
            u"CREATE INDEX licence_holder ON licence(holder, granted_at DESC)"_s,
            u"CREATE TABLE assignment(id TEXT PRIMARY KEY, doc TEXT NOT NULL, step TEXT NOT NULL, holder TEXT NOT NULL)"_s,
            u"CREATE INDEX assignment_holder ON assignment(holder)"_s,
            u"CREATE UNIQUE INDEX assignment_step ON assignment(doc, step)"_s,

            // What is owed to cases, by kind and day (domain/casefile/duties.h); and the calendar by which open cases were promised.
            u"CREATE TABLE duty(doc TEXT NOT NULL, kind TEXT NOT NULL, due TEXT NOT NULL, PRIMARY KEY(doc, kind)) WITHOUT ROWID"_s,
            u"CREATE INDEX duty_due ON duty(kind, due, doc)"_s,
            u"INSERT INTO duty(doc, kind, due) SELECT id, 'owed', tolerance_due FROM casefile WHERE state = 'accepted' AND tolerance_due <> ''"_s,
            u"ALTER TABLE casefile ADD COLUMN paused INTEGER NOT NULL DEFAULT 0"_s, // its clock stands
            u"CREATE TABLE responsibility(doc TEXT PRIMARY KEY, holder TEXT NOT NULL, offered TEXT NOT NULL) WITHOUT ROWID"_s,
            u"CREATE INDEX responsibility_holder ON responsibility(holder)"_s,
            u"CREATE INDEX responsibility_offered ON responsibility(offered)"_s,
            u"CREATE TABLE case_calendar(doc TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID"_s,
            u"CREATE INDEX case_calendar_version ON case_calendar(version, doc)"_s,
            u"INSERT INTO case_calendar(doc, version) SELECT id, '' FROM casefile WHERE state IN ('received', 'accepted')"_s,

            // The centre's journal is chained, a chain a place (storage/journalchain.h): rows carry their links themselves; what is
            // changed in a row later by right is a link of its own; the end of each chain, and its signed checkpoints.
            u"ALTER TABLE journal ADD COLUMN place TEXT NOT NULL DEFAULT ''"_s,
            u"ALTER TABLE journal ADD COLUMN link_n INTEGER"_s,
            u"ALTER TABLE journal ADD COLUMN digest BLOB"_s,
            u"ALTER TABLE journal ADD COLUMN link BLOB"_s,
            u"CREATE TABLE journal_amendment(place TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, seq INTEGER NOT NULL,"
            " digest BLOB NOT NULL, link BLOB NOT NULL, PRIMARY KEY(place, n)) WITHOUT ROWID"_s,
            u"CREATE INDEX journal_amendment_seq ON journal_amendment(seq)"_s,
            u"CREATE TABLE journal_chain(place TEXT PRIMARY KEY, n INTEGER NOT NULL, link BLOB NOT NULL, hash TEXT NOT NULL)"_s,
            {Postgres, u"ALTER TABLE journal_chain SET (fillfactor = 20)"_s}, // one row rewritten by every transaction
            u"CREATE TABLE journal_checkpoint(place TEXT NOT NULL, n INTEGER NOT NULL, link BLOB NOT NULL, hash TEXT NOT NULL, epoch TEXT NOT NULL,"
            " at INTEGER NOT NULL, key BLOB NOT NULL, signature BLOB NOT NULL, PRIMARY KEY(place, n)) WITHOUT ROWID"_s,
            // Signing in: wrong tries, where somebody has been before, and what is kept of a password's age and a second factor.
            u"CREATE TABLE sign_in_try(subject TEXT PRIMARY KEY, failures INTEGER NOT NULL, last_at INTEGER NOT NULL, locked_until INTEGER)"_s,
            u"CREATE TABLE sign_in_known(staff_number TEXT NOT NULL, device TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(staff_number, device)) WITHOUT ROWID"_s,
            u"CREATE INDEX journal_actor ON journal(actor, seq)"_s, // what somebody did here, for their own eyes
            u"CREATE TABLE sign_in_secret(staff_number TEXT PRIMARY KEY, content TEXT NOT NULL)"_s,
        },
    };
    return all;
}

/// The same definition in PostgreSQL's words. Texts compare byte by byte, as they do in SQLite.
QString inPostgres(QString sql)
{
    static const QList<std::pair<QRegularExpression, QString>> words{
        {QRegularExpression(u"\\bINTEGER PRIMARY KEY AUTOINCREMENT\\b"_s), u"BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"_s},
        {QRegularExpression(u"\\bINTEGER\\b"_s), u"BIGINT"_s},
        {QRegularExpression(u"\\bBLOB\\b"_s), u"BYTEA"_s},
        {QRegularExpression(u"\\bTEXT\\b"_s), u"TEXT COLLATE \"C\""_s},
        {QRegularExpression(u" WITHOUT ROWID"_s), QString()}};
    for (const auto &[word, theirs] : words)
        sql.replace(word, theirs);
    return sql;
}

// Which step a database has reached: SQLite has a place for that in its file, PostgreSQL gets a table.
int versionOf(Database &database)
{
    if (!database.isPostgres())
        return int(database.number(u"PRAGMA user_version"_s));
    if (database.number(u"SELECT count(*) FROM pg_tables WHERE tablename = 'schema_version' AND schemaname = current_schema()"_s) == 0)
        return 0;
    return int(database.number(u"SELECT version FROM schema_version"_s));
}

void setVersion(Database &database, int version)
{
    if (!database.isPostgres()) {
        database.run(u"PRAGMA user_version=%1"_s.arg(version));
        return;
    }
    if (version == 1)
        database.run(u"CREATE TABLE schema_version(version BIGINT NOT NULL)"_s);
    if (database.run(u"UPDATE schema_version SET version = ?"_s, {version}) == 0)
        database.run(u"INSERT INTO schema_version(version) VALUES(?)"_s, {version});
}

} // namespace

int newestSchema()
{
    return int(steps().size());
}

void migrate(Database &database)
{
    for (int have = versionOf(database); have != newestSchema();) {
        Transaction transaction(database);
        // Several servers may start at once: one makes the step, the others find it made. It may take its time.
        if (database.isPostgres())
            database.rows(u"SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)"_s);
        database.lock(u"migration"_s);
        have = versionOf(database);
        if (have > newestSchema())
            throw Fault(Fault::Kind::TooNew, u"the database has schema %1, this program knows %2"_s.arg(have).arg(newestSchema()));
        if (have == newestSchema())
            return;
        for (const Definition &definition : steps()[have]) {
            if (definition.engine == Definition::Engine::Both || (definition.engine == Definition::Engine::Postgres) == database.isPostgres())
                database.run(database.isPostgres() ? inPostgres(definition.sql) : definition.sql);
        }
        setVersion(database, ++have);
        transaction.commit();
    }
}

} // namespace storage
