// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/search/searchstore.h"
#include "storage/database.h"
#include "storage/search/pinyin.h"
#include <QHash>
#include <QSet>
#include <algorithm>
#include <limits>
#include <optional>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 keysPerSecond = 64;
/// Rows looked at in vain for one answer. Only where the index lets through much that does not fit does it come to that.
constexpr int missesMax = 4096;
constexpr int batchMax = 1024;

/// Chinese names of persons are no longer than four characters unless they have a middle dot; hardly any firm's is so short.
bool looksLikePerson(const QString &name)
{
    constexpr qsizetype lengthMax = 4;
    return name.contains(u'·') || bare(name).toUcs4().size() <= lengthMax;
}

QStringList readingsOf(const QString &name)
{
    return readings(name, looksLikePerson(name) ? Reading::Person : Reading::Text);
}

} // namespace

/// One row of search_entry.
struct SearchStore::Entered
{
    static constexpr auto columns = "key, id, kind, name, initials, numbers, words, at"_L1;

    explicit Entered(const Row &row)
        : key(row.integer(0)), initials(row.text(4).split(u' ')),
          entry{row.text(1), row.text(2), row.text(3), row.text(5).split(u'\n'), row.text(6), row.integer(7)}
    {
    }
    SearchText text() const { return {entry.name, initials, entry.numbers, entry.words}; }

    qint64 key;
    QStringList initials;
    SearchEntry entry;
};

/// What find() has so far.
struct SearchStore::Hits
{
    QList<SearchFound> found;
    QSet<qint64> keys;
    int limit;
    int missesLeft;
    bool wanted() const { return found.size() < limit && missesLeft > 0; }
};

namespace {

bool isSame(const SearchEntry &a, const SearchEntry &b)
{
    return a.kind == b.kind && a.name == b.name && a.numbers.join(u'\n') == b.numbers.join(u'\n') && a.words == b.words &&
           a.sortKey == b.sortKey;
}

QString termsText(const SearchText &text, const QString &kind)
{
    return QString(text.terms().join(u' ') + u' ' + kindTerm(kind));
}

} // namespace

void SearchStore::put(const QList<SearchEntry> &entries)
{
    std::optional<Transaction> own; // a savepoint within the caller's would cost the index a segment of its own
    if (!m_database.inTransaction())
        own.emplace(m_database);

    QHash<QString, const SearchEntry *> last;
    for (const SearchEntry &entry : entries)
        last.insert(entry.id, &entry);
    struct Fresh { const SearchEntry *entry; QStringList initials; };
    QList<Fresh> fresh;
    QList<Entered> stale;
    for (const SearchEntry *entry : std::as_const(last)) {
        const QStringList initials = readingsOf(entry->name);
        if (const auto old = stored(entry->id)) {
            if (isSame(old->entry, *entry) && old->initials == initials)
                continue;
            stale << *old;
        }
        fresh << Fresh{entry, initials};
    }
    if (fresh.isEmpty())
        return;
    // The index collects in memory while keys rise; each step back would write out what it has.
    std::ranges::sort(stale, {}, &Entered::key);
    std::ranges::sort(fresh, {}, [](const Fresh &one) {
        return one.entry->sortKey > 0 ? one.entry->sortKey : std::numeric_limits<qint64>::max();
    });
    for (const Entered &row : stale)
        takeOut(row);
    for (const Fresh &one : fresh)
        putIn(*one.entry, one.initials);
    // Merging the pieces of the index by little after every change keeps any single change from having to wait for a
    // large merge.
    constexpr qint64 pagesAtLeast = 16;
    m_database.run(u"INSERT INTO search_index(search_index, rank) VALUES('merge', ?)"_s, {pagesAtLeast + fresh.size() / 2});
    if (own)
        own->commit();
}

void SearchStore::remove(const QString &id)
{
    const auto row = stored(id);
    if (!row)
        return;
    std::optional<Transaction> own;
    if (!m_database.inTransaction())
        own.emplace(m_database);
    takeOut(*row);
    if (own)
        own->commit();
}

std::optional<SearchStore::Entered> SearchStore::stored(const QString &id) const
{
    const auto row = m_database.row(u"SELECT "_s + Entered::columns + u" FROM search_entry WHERE id=?"_s, {id});
    return row ? std::optional(Entered(*row)) : std::nullopt;
}

void SearchStore::takeOut(const Entered &row)
{
    m_database.run(u"INSERT INTO search_index(search_index, rowid, terms) VALUES('delete', ?, ?)"_s,
                   {row.key, termsText(row.text(), row.entry.kind)});
    m_database.run(u"DELETE FROM search_entry WHERE key=?"_s, {row.key});
}

void SearchStore::putIn(const SearchEntry &entry, const QStringList &initials)
{
    const qint64 key = keyFor(entry);
    m_database.run(u"INSERT INTO search_entry(key, id, kind, name, initials, numbers, words, at) VALUES(?,?,?,?,?,?,?,?)"_s,
                   {key, entry.id, entry.kind, entry.name, initials.join(u' '), entry.numbers.join(u'\n'), entry.words,
                    entry.sortKey});
    m_database.run(u"INSERT INTO search_index(rowid, terms) VALUES(?,?)"_s,
                   {key, termsText(SearchText(entry.name, initials, entry.numbers, entry.words), entry.kind)});
}

/// Keys rise with the second of the entry. Where a second is full (thousands imported at one stroke), the entry goes
/// behind what follows it, in ever wider stretches.
qint64 SearchStore::keyFor(const SearchEntry &entry) const
{
    if (entry.sortKey <= 0)
        return m_database.number(u"SELECT max(key) FROM search_entry"_s) + 1;
    const qint64 first = entry.sortKey / 1000 * keysPerSecond;
    for (qint64 stretch = keysPerSecond;; stretch *= keysPerSecond) {
        const qint64 newest = m_database.number(u"SELECT max(key) FROM search_entry WHERE key >= ? AND key < ?"_s,
                                                {first, first + stretch}, first - 1);
        if (newest < first + stretch - 1)
            return newest + 1;
    }
}

QList<SearchFound> SearchStore::find(const QString &typed, int limit, QStringView kind) const
{
    const SearchQuery query(typed);
    Hits hits{{}, {}, limit, missesMax};
    for (int tier = 0; tier < SearchQuery::tiers && !query.isEmpty(); ++tier) {
        if (tier == 0 || query.widensAt(tier))
            findIn(tier, query, kind, hits);
    }
    return hits.found;
}

void SearchStore::findIn(int tier, const SearchQuery &query, QStringView kind, Hits &hits) const
{
    QString condition = query.condition(tier);
    if (!condition.isEmpty() && !kind.isEmpty())
        condition += QString(u" AND " + kindTerm(kind));
    qint64 below = std::numeric_limits<qint64>::max();
    for (int batch = hits.limit; hits.wanted(); batch = std::min(batch * 4, batchMax)) {
        const QList<Row> rows = candidates(condition, below, batch);
        for (const Row &plain : rows) {
            const Entered row(plain);
            below = row.key;
            if (!hits.wanted())
                return;
            if (hits.keys.contains(row.key))
                continue;
            if ((!kind.isEmpty() && row.entry.kind != kind) || !query.meets(row.text(), tier)) {
                --hits.missesLeft;
                continue;
            }
            hits.keys.insert(row.key);
            hits.found << row.entry;
        }
        if (rows.size() < batch)
            break;
    }
}

/// The newest rows below a key that may fit.
QList<Row> SearchStore::candidates(const QString &condition, qint64 below, int count) const
{
    if (condition.isEmpty())
        return m_database.rows(u"SELECT "_s + Entered::columns + u" FROM search_entry WHERE key < ? ORDER BY key DESC LIMIT ?"_s,
                               {below, count});
    return m_database.rows(u"SELECT "_s + Entered::columns + u" FROM search_index CROSS JOIN search_entry ON search_entry.key ="
                           " search_index.rowid WHERE search_index MATCH ? AND search_index.rowid < ?"
                           " ORDER BY search_index.rowid DESC LIMIT ?"_s,
                           {condition, below, count});
}

} // namespace storage
