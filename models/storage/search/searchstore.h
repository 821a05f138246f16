// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/search/searchindex.h"
#include "storage/search/searchtext.h"
#include <QHash>
#include <optional>

namespace storage {

class Database;
class Row;

using SearchFound = SearchEntry;

/// Finds cases and applicants by what a clerk types, letter by letter: name, initials, number, last four, several at once
/// ("张 0014"). A million entries answer within milliseconds, whatever is typed.
///
/// Entries are rows whose key rises with their recency, and the index (FTS5 over terms of our own, see SearchText) knows
/// them by that key: the newest hits come first out of every list of the index, and no list is read further than needed.
class SearchStore
{
public:
    explicit SearchStore(Database &database) : m_database(database), m_index(database) {}

    /// Adds an entry, or replaces the one with its id. Nothing is written when nothing changed.
    void put(const SearchEntry &entry) { put(QList<SearchEntry>{entry}); }
    /// The same for many, several times as quick as one by one. One transaction for thousands is the caller's.
    void put(const QList<SearchEntry> &entries);
    void remove(const QString &id);
    /// Joins pieces of the index that changes left behind, some 10 ms of work: for moments when nobody waits. True while there
    /// is more to do.
    bool rest();

    /// At most `limit` entries that meet every word of `typed`, those met by its beginning or end before those met
    /// elsewhere (see SearchQuery), newest first; of one kind, or of all. Where thousands of newer entries nearly meet it
    /// (a common surname and a rare letter typed behind it), older ones may be left out.
    QList<SearchFound> find(const QString &typed, int limit, QStringView kind = {}) const;

private:
    struct Entered;
    struct Hits;
    std::optional<Entered> stored(const QString &id) const;
    qint64 keyFor(const SearchEntry &entry) const;
    void takeOut(const Entered &row);
    void putIn(const SearchEntry &entry);
    void findIn(int tier, const SearchQuery &query, QStringView kind, Hits &hits) const;
    QList<Row> candidates(const QString &condition, qint64 below, int count) const;
    QStringList rarest(const QStringList &terms) const;
    qint64 rarity(const QString &term) const;

    Database &m_database;
    SearchIndex m_index;
    mutable QHash<QString, qint64> m_rarities; ///< by term, as they were when first asked for
};

} // namespace storage
