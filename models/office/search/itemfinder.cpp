// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/search/itemfinder.h"
#include "storage/search/pinyin.h"
#include <algorithm>
#include <tuple>

namespace office {
using namespace Qt::StringLiterals;

namespace {

/// How well a word meets an item, best first. Within one, positions are told apart up to `positions`.
enum class Meets { Whole, Beginning, NameBeginning, Inside, InOrder, InOrderWithResults, Code, Department, Nowhere };
constexpr int positions = 64;

int rank(Meets how, qsizetype position = 0)
{
    return int(how) * positions + int(std::min<qsizetype>(position, positions - 1));
}

bool isLatin(char32_t c)
{
    return c >= U'a' && c <= U'z';
}

} // namespace

ItemFinder::Readable::Readable(const QString &text) : points(storage::bare(text).toStdU32String())
{
    letters.reserve(points.size());
    for (const char32_t point : points) {
        quint32 bits = 0;
        for (const QChar letter : storage::letters(point)) {
            if (isLatin(letter.unicode()))
                bits |= 1U << (letter.unicode() - u'a');
        }
        letters.push_back(bits);
    }
}

bool ItemFinder::Readable::meets(std::size_t at, char32_t typed) const
{
    return isLatin(typed) ? (letters[at] >> (typed - U'a')) & 1U : points[at] == typed;
}

bool ItemFinder::Readable::stands(const std::u32string &typed, std::size_t at) const
{
    if (at + typed.size() > points.size())
        return false;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        if (!meets(at + i, typed[i]))
            return false;
    }
    return true;
}

qsizetype ItemFinder::Readable::indexOf(const std::u32string &typed) const
{
    for (std::size_t at = 0; at + typed.size() <= points.size(); ++at) {
        if (stands(typed, at))
            return qsizetype(at);
    }
    return -1;
}

qsizetype ItemFinder::Readable::endInOrder(const std::u32string &typed) const
{
    std::size_t found = 0, at = 0;
    for (; at < points.size() && found < typed.size(); ++at)
        found += meets(at, typed[found]);
    return found == typed.size() ? qsizetype(at) : -1;
}

ItemFinder::ItemFinder(const QList<domain::Item> &items)
{
    m_entries.reserve(std::size_t(items.size()));
    for (const domain::Item &item : items) {
        QStringList codes;
        for (const QString &code : {item.basicCode, item.implCode, item.taskCode})
            codes << storage::bare(code);
        m_entries.push_back({Readable(item.shortName), Readable(item.name), Readable(QString(item.name + item.results.join(QString()))),
                             Readable(item.department), codes, item.zone, item.levels, item.applicantKinds});
    }
}

int ItemFinder::rankOf(const Entry &entry, const QString &word, const std::u32string &points)
{
    if (entry.shortName.stands(points, 0))
        return rank(points.size() == entry.shortName.points.size() ? Meets::Whole : Meets::Beginning);
    if (entry.name.stands(points, 0))
        return rank(Meets::NameBeginning);
    const qsizetype inShort = entry.shortName.indexOf(points), inName = entry.name.indexOf(points);
    if (inShort >= 0 || inName >= 0)
        return rank(Meets::Inside, inShort >= 0 ? inShort : inName);
    const qsizetype endInShort = entry.shortName.endInOrder(points), endInName = entry.name.endInOrder(points);
    if (endInShort >= 0 || endInName >= 0)
        return rank(Meets::InOrder, endInShort >= 0 ? endInShort : endInName);
    if (const qsizetype end = entry.nameAndResults.endInOrder(points); end >= 0)
        return rank(Meets::InOrderWithResults, end);
    if (std::ranges::any_of(entry.codes, [&](const QString &code) { return code.startsWith(word); }))
        return rank(Meets::Code);
    if (const qsizetype at = entry.department.indexOf(points); at >= 0)
        return rank(Meets::Department, at);
    return rank(Meets::Nowhere);
}

bool ItemFinder::passes(const Entry &entry, const ItemFilter &filter)
{
    return (filter.zone.isEmpty() || entry.zone == filter.zone) && (filter.level.isEmpty() || entry.levels.contains(filter.level)) &&
           (filter.applicantKind.isEmpty() || entry.applicantKinds.contains(filter.applicantKind));
}

QList<int> ItemFinder::find(const QString &typed, int limit, const ItemFilter &filter) const
{
    struct Word { QString text; std::u32string points; };
    QList<Word> words;
    for (const QString &part : storage::fold(typed).simplified().split(u' ', Qt::SkipEmptyParts)) {
        const QString text = storage::bare(part);
        if (!text.isEmpty())
            words << Word{text, text.toStdU32String()};
    }

    struct Hit
    {
        int rank;
        std::size_t length;
        int index;
        auto operator<=>(const Hit &) const = default;
    };
    std::vector<Hit> hits;
    for (int index = 0; index < int(m_entries.size()); ++index) {
        const Entry &entry = m_entries[std::size_t(index)];
        if (!passes(entry, filter))
            continue;
        int sum = 0;
        bool meetsAll = true;
        for (const Word &word : words) {
            const int one = rankOf(entry, word.text, word.points);
            meetsAll = meetsAll && one < rank(Meets::Nowhere);
            sum += one;
        }
        if (meetsAll)
            hits.push_back({sum, words.isEmpty() ? 0 : entry.name.points.size(), index});
    }
    const auto wanted = hits.begin() + std::min<std::ptrdiff_t>(std::max(limit, 0), std::ssize(hits));
    std::partial_sort(hits.begin(), wanted, hits.end());
    QList<int> found;
    for (auto hit = hits.begin(); hit != wanted; ++hit)
        found << hit->index;
    return found;
}

} // namespace office
