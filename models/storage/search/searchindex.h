// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace storage {

class Database;

/// The index of search terms, in the engine's own kind: FTS5 in SQLite, a tsvector under a GIN index in PostgreSQL. Rows are
/// known by the key of their entry; conditions are SearchQuery's, in FTS5's words.
class SearchIndex
{
public:
    explicit SearchIndex(Database &database) : m_database(database) {}

    void add(qint64 key, const QString &terms);
    /// `terms` are those the row was added with.
    void takeOut(qint64 key, const QString &terms);
    /// Joins pieces that changes left behind; PostgreSQL does so by itself.
    void merge(qint64 pages);
    /// merge() for moments when nobody waits; true while there is more to do.
    bool rest();

    /// SQL that a row of search_index meets a condition, which is its one value.
    QString meets() const;
    /// The condition as that value.
    QString value(const QString &condition) const;
    /// A key never given before that rises with `at`, for an engine with many writers; 0: now. Nothing where one writer
    /// can look for a free one.
    qint64 sharedKey(qint64 at) const;

private:
    Database &m_database;
};

} // namespace storage
