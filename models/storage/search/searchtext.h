// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <string>

namespace storage {

/// Something that can be found at the desk by what a clerk types.
struct SearchEntry
{
    QString id;          ///< of the document
    QString kind;        ///< one of searchKinds
    QString name;        ///< of the person, firm or department
    QStringList numbers; ///< receipt, identity, credit code, phone; empty ones keep their place
    QString words;       ///< more text it is found by: the item's name
    qint64 sortKey = 0;  ///< newest first: milliseconds since 1970 UTC; 0: as recent as the newest when it is put
};

/// What of an entry is compared with what is typed. Everything here follows from what the row of the entry keeps, so that
/// its terms can be taken out of the index again whatever later versions know about readings. Most rows are looked at for
/// one of their members only, so each is made when it is asked for.
class SearchText
{
public:
    /// A number, or the part of it behind a dash, may be typed from here once so many characters are typed.
    struct NumberStart { QString text; qsizetype typedMin; };

    /// `initials` are readings() of the name. Both must outlive this.
    SearchText(const SearchEntry &entry, const QStringList &initials) : m_entry(entry), m_readings(initials) {}

    /// The terms of the index, parted by spaces. The first letter of each is the kind of the entry (kindLetter), so that a
    /// kind is searched as if it were alone; the second its sort: c characters of the name, i beginnings of initials, p pairs
    /// within initials, n beginnings of numbers, r last four of a number reversed, x pairs of the other words.
    QString terms() const;

    /// bare() of the name.
    const std::u32string &name() const;
    const QList<std::u32string> &initials() const;
    /// Where a word of the name begins: at 0, behind a dot or bracket, at Latin letters.
    QList<qsizetype> nameStarts() const;
    /// bare() of the other words.
    std::u32string words() const;
    /// Of every number: whole from one character on, behind a dash from four or six on, without leading zeros from one on.
    QList<NumberStart> numberStarts() const;
    /// Of every number all it may end with: whole, and without a check character behind a dash.
    QStringList numberEnds() const;
    /// Whether initials inside the name are looked for: in firms'; those of persons are short enough to be typed from the
    /// start.
    bool hasInside() const;

private:
    const SearchEntry &m_entry;
    const QStringList &m_readings;
    mutable std::optional<std::u32string> m_name;
    mutable QList<std::u32string> m_initials;
};

/// Kinds of entries there are.
constexpr QStringView searchKinds[] = {u"applicant", u"case", u"workorder"};
/// The letter of a kind in the index.
constexpr QChar kindLetter(QStringView kind)
{
    return kind.front();
}

/// What a clerk typed, as a condition: every word of it must be met, in one of the ways of its tier. Hits of a lower tier
/// stand before those of a higher one:
///   0 characters anywhere in the name · beginning of its initials · the last four to eight digits of a number ·
///     beginning of a number, unless the same digits may be its end;
///   1 beginning of a number of four to eight digits;
///   2 initials inside a name of more than four characters · characters in the other words (the item's name).
class SearchQuery
{
public:
    static constexpr int tiers = 3;

    explicit SearchQuery(const QString &typed);

    bool isEmpty() const { return m_words.isEmpty(); }
    /// Whether a word can be met in this tier in a way it can't in the tier before.
    bool widensAt(int tier) const;
    /// Leaves of several terms a text must have the few that are most worth asking for.
    using Choice = std::function<QStringList(const QStringList &terms)>;
    /// The condition for the index, for one kind; it lets through all that meets(), and a little more.
    QString condition(int tier, QStringView kind, const Choice &choice) const;
    bool meets(const SearchText &text, int tier) const;

private:
    struct Word
    {
        std::u32string points;
        QString text;
        bool beyondLatin = false; ///< has characters other than a-z and 0-9
        bool hasDigit = false;
        bool hasLetter = false;   ///< a-z

        bool mayEndNumber() const;
        bool isLiteral() const { return beyondLatin && !hasLetter; }
        bool mayBeInside() const { return !beyondLatin && !hasDigit && points.size() > 1; }
        QString condition(int tier, QChar kind, const Choice &choice) const;
        bool meets(const SearchText &text, int tier) const;
    };
    QList<Word> m_words;
};

} // namespace storage
