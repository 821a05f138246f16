// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrations.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {

// Step n stands at index n-1 and is never changed after a release. One schema for window and centre: the same office
// runs on both, each side leaves the other's tables empty.
const QList<QStringList> &steps()
{
    static const QList<QStringList> all{
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
            u"CREATE VIRTUAL TABLE search_index USING fts5(terms, content='', columnsize=0, detail=none, tokenize='ascii')"_s,
            u"INSERT INTO search_index(search_index, rank) VALUES('automerge', 0)"_s,
            u"INSERT INTO search_index(search_index, rank) VALUES('crisismerge', 64)"_s,
            u"INSERT INTO search_index(search_index, rank) VALUES('hashsize', 16000000)"_s,
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
        },
    };
    return all;
}

} // namespace

int newestSchema()
{
    return int(steps().size());
}

void migrate(Database &database)
{
    const int have = int(database.number(u"PRAGMA user_version"_s));
    if (have > newestSchema()) {
        throw Fault(Fault::Kind::TooNew, u"%1 has schema %2, this program knows %3"_s.arg(database.path()).arg(have).arg(newestSchema()));
    }
    for (int step = have; step < newestSchema(); ++step) {
        Transaction transaction(database);
        for (const QString &statement : steps()[step])
            database.run(statement);
        database.run(u"PRAGMA user_version=%1"_s.arg(step + 1));
        transaction.commit();
    }
}

} // namespace storage
