// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>
#include <QStringList>
#include <string>

namespace storage {

/// Something that can be found at the desk by what a clerk types.
struct SearchEntry
{
    QString id;          ///< of the document
    QString kind;        ///< "case", "applicant"
    QString name;        ///< of the person or firm
    QStringList numbers; ///< receipt, identity, credit code, phone; empty ones keep their place
    QString words;       ///< more text it is found by: the item's name
    qint64 sortKey = 0;  ///< newest first: milliseconds since 1970 UTC; 0: as recent as the newest when it is put
};

/// What of an entry is compared with what is typed. Everything here follows from what the row of the entry keeps, so that
/// its terms can be taken out of the index again whatever later versions know about readings.
class SearchText
{
public:
    SearchText() = default;
    /// `initials` are readings() of the name.
    SearchText(const QString &name, const QStringList &initials, const QStringList &numbers, const QString &words);

    /// The terms of the index. The first letter of each is its sort: c characters of the name, i beginnings of initials,
    /// p pairs within initials, n beginnings of numbers, r last four of a number reversed, x pairs of the other words.
    QStringList terms() const;

    const std::u32string &name() const { return m_name; }
    const QList<std::u32string> &initials() const { return m_initials; }
    const QList<qsizetype> &nameStarts() const { return m_nameStarts; }
    const std::u32string &words() const { return m_words; }
    /// Of every number all it may be typed from: whole, and from each part behind a dash with and without its zeros.
    const QStringList &numberStarts() const { return m_numberStarts; }
    /// Of every number all it may end with: whole, and without a check character behind a dash.
    const QStringList &numberEnds() const { return m_numberEnds; }

private:
    void addNumber(const QString &number);

    std::u32string m_name;
    QList<std::u32string> m_initials;
    QList<qsizetype> m_nameStarts; ///< where a word of the name begins: 0, behind a dot or bracket, at Latin letters
    std::u32string m_words;
    QStringList m_numberStarts, m_numberEnds;
};

/// The term that stands for the kind of an entry.
QString kindTerm(QStringView kind);

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
    /// The condition for the index; it lets through all that meets(), and a little more. Empty: the index can't help
    /// (one to three digits).
    QString condition(int tier) const;
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
        QStringList conditions(int tier, bool *unindexed) const;
        bool meets(const SearchText &text, int tier) const;
    };
    QList<Word> m_words;
};

} // namespace storage
