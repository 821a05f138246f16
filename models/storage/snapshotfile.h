// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include <QSet>
#include <QStringList>

namespace storage {

class Database;

/// The making of a ready-made database of one scope, in a window's own layout (the migrations make it). Documents come in the
/// order of the feed; one that moved on while it was read comes again. Indexes are built last.
class SnapshotFile
{
public:
    /// `database` is new and empty and nobody else's.
    explicit SnapshotFile(Database &database);
    /// A document as the feed gave it; its columns and search entry are the caller's to write.
    void put(const domain::ChangeRow &row);
    /// A document left the scope. False when it was not here, or still is because of another row.
    bool leave(const QString &id);
    /// Ends it at this cursor: indexes, cursor, everything checked. Gives the number of documents.
    qint64 finish(const QString &scope, const domain::Cursor &cursor);
    /// Writes it compactly, without a log, to a new file.
    void writeTo(const QString &path);

private:
    Database &m_database;
    QStringList m_indexes;
};

/// How many documents a scope has now and how many rows came after `seq`, as far as the feed knows; counted no further than
/// `most`, so that asking costs little.
qint64 scopeRows(Database &centre, const QString &scope, qint64 most);
qint64 scopeTail(Database &centre, const QString &scope, qint64 seq, qint64 most);
/// Whether what was made at `seq` must not be given out any more: something was erased in the scope since, or the feed does not
/// reach back so far.
bool isOutlived(Database &centre, const QString &scope, qint64 seq);
/// Every scope that has a feed.
QStringList feedScopes(Database &centre);
/// The schema this program makes.
int snapshotSchema();

/// Brings what is a window's own from its database into a ready-made one: journal, drafts, numbers, settings, attachments,
/// cursors, documents of other scopes, and everything pending. `held` are the scopes the window holds. Within a transaction of
/// `readyMade`, which was opened by a URI and keeps `window` attached until releaseWindow(). Gives the ids of the documents
/// whose columns and search entries are to be written.
QStringList takeOver(Database &readyMade, const QString &scope, const QStringList &held);
void attachWindow(Database &readyMade, const QString &window);
void releaseWindow(Database &readyMade);
/// Empties the write-ahead log into the file; false when somebody else reads it.
bool emptyLog(Database &database);

/// What a window has of a scope.
struct ScopeHolding
{
    domain::Cursor cursor;
    bool isComplete = false; ///< it was read to the end once
    qint64 documents = 0;    ///< of the centre's documents in the scope; only when counted
    qint64 others = 0;       ///< documents besides; only when counted
};
ScopeHolding scopeHolding(Database &store, const QString &scope, bool counted);

/// Documents of a ready-made file in the order they stand there, for taking them over one by one: rows after `place`, at
/// most `limit`; `place` becomes that of the last.
QList<domain::ChangeRow> readyMadeRows(Database &readyMade, qint64 &place, int limit);
qint64 documentCount(Database &readyMade);
/// The cursor the ready-made file ends at.
domain::Cursor readyMadeCursor(Database &readyMade, const QString &scope);
/// Of these documents those the store has in the same or a newer version.
QSet<QString> knownVersions(Database &store, const QList<domain::ChangeRow> &rows);
/// Documents the store has from the centre in a scope and the ready-made file has not.
QStringList absentFrom(Database &store, Database &readyMade, const QString &scope);

} // namespace storage
