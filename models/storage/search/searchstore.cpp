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
constexpr int missesMax = 2048;
constexpr int batchMax = 1024;

/// Chinese names of persons are no longer than four characters unless they have a middle dot; hardly any firm's is so short.
bool looksLikePerson(const QString &name)
{
    constexpr qsizetype lengthMax = 4;
    return name.contains(u'·') || bare(name).toUcs4().size() <= lengthMax;
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
    SearchText text() const { return {entry, initials}; }

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

} // namespace

void SearchStore::put(const QList<SearchEntry> &entries)
{
    std::optional<Transaction> own; // a savepoint within the caller's would cost the index a segment of its own
    if (!m_database.inTransaction())
        own.emplace(m_database);

    QHash<QString, const SearchEntry *> last;
    for (const SearchEntry &entry : entries)
        last.insert(entry.id, &entry);
    QList<const SearchEntry *> fresh;
    QList<Entered> stale;
    for (const SearchEntry *entry : std::as_const(last)) {
        if (const auto old = stored(entry->id)) {
            if (isSame(old->entry, *entry))
                continue;
            stale << *old;
        }
        fresh << entry;
    }
    if (fresh.isEmpty())
        return;
    // The index collects in memory while keys rise; each step back would write out what it has.
    std::ranges::sort(stale, {}, &Entered::key);
    std::ranges::sort(fresh, {}, [](const SearchEntry *entry) {
        return entry->sortKey > 0 ? entry->sortKey : std::numeric_limits<qint64>::max();
    });
    for (const Entered &row : stale)
        takeOut(row);
    for (const SearchEntry *entry : fresh)
        putIn(*entry);
    // Every change leaves a piece of the index of its own. Merging a little after each keeps their number small even if
    // nobody ever calls rest(), and no clerk waits for a large merge.
    constexpr qint64 pagesAtLeast = 4;
    m_index.merge(pagesAtLeast + fresh.size() / 2);
    if (own)
        own->commit();
}

bool SearchStore::rest()
{
    return m_index.rest();
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
    m_index.takeOut(row.key, row.text().terms());
    m_database.run(u"DELETE FROM search_entry WHERE key=?"_s, {row.key});
}

void SearchStore::putIn(const SearchEntry &entry)
{
    Q_ASSERT(std::ranges::find(searchKinds, entry.kind) != std::end(searchKinds));
    const qint64 key = keyFor(entry);
    const QStringList initials = readings(entry.name, looksLikePerson(entry.name) ? Reading::Person : Reading::Text);
    m_database.run(u"INSERT INTO search_entry(key, id, kind, name, initials, numbers, words, at) VALUES(?,?,?,?,?,?,?,?)"_s,
                   {key, entry.id, entry.kind, entry.name, initials.join(u' '), entry.numbers.join(u'\n'), entry.words,
                    entry.sortKey});
    m_index.add(key, SearchText(entry, initials).terms());
}

/// Keys rise with the second of the entry. Where a second is full (thousands imported at one stroke), the entry goes
/// behind what follows it, in ever wider stretches.
qint64 SearchStore::keyFor(const SearchEntry &entry) const
{
    if (const qint64 key = m_index.sharedKey(entry.sortKey); key > 0)
        return key;
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
    QStringList ofEachKind;
    for (const QStringView one : searchKinds) {
        if (kind.isEmpty() || one == kind)
            ofEachKind << query.condition(tier, one, [this](const QStringList &terms) { return rarest(terms); });
    }
    if (ofEachKind.isEmpty())
        return;
    const QString condition = ofEachKind.join(u" OR ");
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
            if (!query.meets(row.text(), tier)) {
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

/// A long name of a firm is a dozen terms, most of them in every second firm's; the three rarest say as much and are read
/// far quicker.
QStringList SearchStore::rarest(const QStringList &terms) const
{
    constexpr qsizetype enough = 3;
    QStringList sorted = terms;
    sorted.removeDuplicates();
    if (sorted.size() <= enough)
        return sorted;
    std::ranges::sort(sorted, {}, [this](const QString &term) { return rarity(term); });
    return sorted.first(enough);
}

/// Where the 64th newest entry with the term stands: the lower its key, the rarer the term.
qint64 SearchStore::rarity(const QString &term) const
{
    constexpr qsizetype knownMax = 4096;
    if (const auto known = m_rarities.constFind(term); known != m_rarities.cend())
        return *known;
    if (m_rarities.size() >= knownMax)
        m_rarities.clear();
    const qint64 key = m_database.number(u"SELECT rowid FROM search_index WHERE "_s % m_index.meets() % u" ORDER BY rowid DESC LIMIT 1 OFFSET 63"_s,
                                         {m_index.value(QString(u'"' + term + u'"'))});
    return *m_rarities.insert(term, key);
}

/// The newest rows below a key that may fit.
QList<Row> SearchStore::candidates(const QString &condition, qint64 below, int count) const
{
    return m_database.rows(u"SELECT "_s + Entered::columns + u" FROM search_index CROSS JOIN search_entry"
                           " WHERE search_entry.key = search_index.rowid AND "_s % m_index.meets() % u" AND search_index.rowid < ?"
                           " ORDER BY search_index.rowid DESC LIMIT ?"_s,
                           {m_index.value(condition), below, count});
}

} // namespace storage
