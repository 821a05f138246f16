// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include <QList>
#include <QString>
#include <string>
#include <vector>

namespace office {

/// Which items come into question where someone looks. Empty members leave everything in.
struct ItemFilter
{
    QString zone;          ///< 专区 of the counter, "企业开办专区"
    QString level;         ///< of the place, "district", "street", "community"
    QString applicantKind; ///< "natural" or "legal"
};

/// Finds items of the catalogue while a clerk types: characters, initials or both mixed ("gs变更"), code or department,
/// several words in any order. Everything is in memory; two thousand items answer in a fraction of a millisecond.
class ItemFinder
{
public:
    explicit ItemFinder(const QList<domain::Item> &items);

    /// Positions in the list given to the constructor of at most `limit` items that meet every word, best first:
    /// the whole short name · its beginning · beginning of the name · inside of either · all characters in order · in
    /// order in the name and what one gets ("gsyyzz": 公司设立登记 → 营业执照) · beginning of a code · inside of the
    /// department. Of equals the shorter name, then the order of the catalogue. With nothing typed, all that pass the
    /// filter, in the order of the catalogue.
    QList<int> find(const QString &typed, int limit, const ItemFilter &filter = {}) const;

private:
    /// A text, each character with the letters it may be typed by (bit 0: a).
    struct Readable
    {
        std::u32string points;
        std::vector<quint32> letters;

        explicit Readable(const QString &text);
        bool meets(std::size_t at, char32_t typed) const;
        bool stands(const std::u32string &typed, std::size_t at) const;
        /// Where `typed` stands in it, -1: nowhere.
        qsizetype indexOf(const std::u32string &typed) const;
        /// Behind the last of the characters typed when all stand in it in order, -1: they don't.
        qsizetype endInOrder(const std::u32string &typed) const;
    };
    struct Entry
    {
        Readable shortName, name, nameAndResults, department;
        QStringList codes;
        QString zone;
        QStringList levels, applicantKinds;
    };
    static int rankOf(const Entry &entry, const QString &word, const std::u32string &points);
    static bool passes(const Entry &entry, const ItemFilter &filter);

    std::vector<Entry> m_entries;
};

} // namespace office
