// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/search/searchtext.h"
#include "storage/search/pinyin.h"
#include <QRegularExpression>
#include <QStringBuilder>
#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

// Beginnings of initials are terms in these lengths only; what is typed in between is looked up by the next shorter one and
// compared with the row. Beginnings of numbers are terms in every length, because receipt numbers run with time: all the
// newest begin alike, and the older ones typed would stand behind thousands that only nearly meet. Digits typed beyond the
// last length are few enough in the index to be looked up as a range.
constexpr std::initializer_list<qsizetype> initialLengths{1, 2, 3, 4, 6, 8, 10, 12};
constexpr qsizetype numberLengthMax = 13;
constexpr qsizetype endLength = 4, endLengthMax = 8;
constexpr std::size_t shortNameMax = 4;

bool isLatin(char32_t c)
{
    return c >= U'a' && c <= U'z';
}
bool isDigit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

qsizetype longestUpTo(std::initializer_list<qsizetype> lengths, qsizetype length)
{
    qsizetype longest = 0;
    for (const qsizetype one : lengths)
        longest = one <= length ? one : longest;
    return longest;
}

QString text(std::u32string_view points)
{
    return QString::fromUcs4(points.data(), qsizetype(points.size()));
}

/// A text of terms growing; they may repeat themselves, the index keeps each once.
struct Terms
{
    QChar kind;
    QString text;

    void add(QChar sort, QStringView term) { text += kind % sort % term % u' '; }
    void add(QChar sort, std::u32string_view points)
    {
        text += kind;
        text += sort;
        for (const char32_t point : points)
            text += QStringView(QChar::fromUcs4(point));
        text += u' ';
    }
};

QString reversedEnd(const QString &number)
{
    QString end = number.last(endLength);
    std::ranges::reverse(end);
    return end;
}

/// Whether `typed` stands in a name at `at`, character for character or by initials.
bool standsAt(std::u32string_view typed, std::size_t at, std::u32string_view name, std::u32string_view initials)
{
    if (at + typed.size() > std::min(name.size(), initials.size()))
        return false;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        if (typed[i] != name[at + i] && !(isLatin(typed[i]) && typed[i] == initials[at + i]))
            return false;
    }
    return true;
}

bool standsInside(std::u32string_view typed, const SearchText &text)
{
    for (const std::u32string &initials : text.initials()) {
        for (std::size_t at = 0; at + typed.size() <= text.name().size(); ++at) {
            if (standsAt(typed, at, text.name(), initials))
                return true;
        }
    }
    return false;
}

bool standsAtStart(std::u32string_view typed, const SearchText &text)
{
    const QList<qsizetype> starts = text.nameStarts();
    for (const std::u32string &initials : text.initials()) {
        for (const qsizetype at : starts) {
            if (std::u32string_view(initials).substr(std::size_t(at)).starts_with(typed))
                return true;
        }
    }
    return false;
}

QString quoted(const QString &term)
{
    return QString(u'"' + term + u'"');
}

/// Terms of sort `sort` that a text holding `points` has for sure: pairs of neighbours, and single characters without.
QStringList characterTerms(const QString &sort, std::u32string_view points)
{
    QStringList terms;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (isLatin(points[i]))
            continue;
        if (i + 1 < points.size() && !isLatin(points[i + 1]))
            terms << QString(sort + text(points.substr(i, 2)));
        else if (i == 0 || isLatin(points[i - 1]))
            terms << QString(sort + text(points.substr(i, 1)));
    }
    return terms;
}

} // namespace

const std::u32string &SearchText::name() const
{
    if (!m_name)
        m_name = bare(m_entry.name).toStdU32String();
    return *m_name;
}

const QList<std::u32string> &SearchText::initials() const
{
    if (m_initials.isEmpty()) {
        for (const QString &one : m_readings)
            m_initials << one.toStdU32String();
    }
    return m_initials;
}

QList<qsizetype> SearchText::nameStarts() const
{
    QList<qsizetype> starts;
    qsizetype at = 0;
    bool behindSeparator = true, behindLatin = false;
    for (const char32_t c : fold(m_entry.name).toUcs4()) {
        const bool kept = isKept(c);
        if (kept && (behindSeparator || (isLatin(c) && !behindLatin)))
            starts << at;
        behindSeparator = !kept;
        behindLatin = isLatin(c);
        at += kept;
    }
    return starts;
}

std::u32string SearchText::words() const
{
    return bare(m_entry.words).toStdU32String();
}

bool SearchText::hasInside() const
{
    return name().size() > shortNameMax;
}

QList<SearchText::NumberStart> SearchText::numberStarts() const
{
    constexpr qsizetype yearAndSerialMin = 9;
    QList<NumberStart> starts;
    for (const QString &number : m_entry.numbers) {
        const QStringList parts = number.split(u'-');
        QString rest;
        for (qsizetype i = parts.size() - 1; i >= 0; --i) {
            rest.prepend(bare(parts[i]));
            if (i == 0 && !rest.isEmpty())
                starts << NumberStart{rest, 1};
            if (i == 0 || rest.size() < endLength)
                continue;
            starts << NumberStart{rest, rest.size() < yearAndSerialMin ? 4 : 6};
            const qsizetype zeros = std::ranges::find_if(rest, [](QChar c) { return c != u'0'; }) - rest.cbegin();
            if (zeros > 0)
                starts << NumberStart{rest.sliced(zeros), 1};
        }
    }
    return starts;
}

QStringList SearchText::numberEnds() const
{
    QStringList ends;
    for (const QString &number : m_entry.numbers) {
        const QString whole = bare(number);
        if (whole.size() < endLength)
            continue;
        ends << whole;
        // The last four of a receipt number are those of the serial to one clerk, and end with the check character to another.
        if (whole.size() > endLength && number.lastIndexOf(u'-') == number.size() - 2)
            ends << whole.chopped(1);
    }
    return ends;
}

QString SearchText::terms() const
{
    Terms terms{kindLetter(m_entry.kind), {}};
    const std::u32string_view name = this->name();
    for (std::size_t i = 0; i < name.size(); ++i) {
        terms.add(u'c', name.substr(i, 1));
        if (i + 1 < name.size())
            terms.add(u'c', name.substr(i, 2));
    }
    const QList<qsizetype> starts = nameStarts();
    for (const std::u32string_view initials : this->initials()) {
        for (const qsizetype start : starts) {
            for (const qsizetype length : initialLengths) {
                if (start + length <= qsizetype(initials.size()))
                    terms.add(u'i', initials.substr(std::size_t(start), std::size_t(length)));
            }
        }
        for (std::size_t i = 0; hasInside() && i + 1 < initials.size(); ++i)
            terms.add(u'p', initials.substr(i, 2));
    }
    for (const NumberStart &start : numberStarts()) {
        for (qsizetype length = start.typedMin; length <= std::min(numberLengthMax, start.text.size()); ++length)
            terms.add(u'n', start.text.first(length));
        if (start.text.size() > numberLengthMax)
            terms.add(u'n', start.text);
    }
    for (const QString &end : numberEnds())
        terms.add(u'r', reversedEnd(end));
    const std::u32string words = this->words();
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        terms.add(u'x', std::u32string_view(words).substr(i, 2));
    return terms.text;
}

SearchQuery::SearchQuery(const QString &typed)
{
    static const QRegularExpression separators(u"[\\s,;、|]+"_s), longDigits(u"([0-9]{4,}x?)"_s);
    const auto isBeyondLatin = [](char32_t c) { return !isLatin(c) && !isDigit(c); };
    for (const QString &chunk : fold(typed).split(separators, Qt::SkipEmptyParts)) {
        QString text = bare(chunk);
        // "张三0014": a name and digits typed without a space. Short digits may be part of a firm's name.
        if (std::ranges::any_of(text.toStdU32String(), isBeyondLatin))
            text.replace(longDigits, u" \\1 "_s);
        for (const QString &part : text.split(u' ', Qt::SkipEmptyParts)) {
            Word word;
            word.text = part;
            word.points = part.toStdU32String();
            word.beyondLatin = std::ranges::any_of(word.points, isBeyondLatin);
            word.hasDigit = std::ranges::any_of(word.points, isDigit);
            word.hasLetter = std::ranges::any_of(word.points, isLatin);
            m_words << word;
        }
    }
}

bool SearchQuery::widensAt(int tier) const
{
    return std::ranges::any_of(m_words, [tier](const Word &word) {
        return tier == 1 ? word.mayEndNumber() : word.mayBeInside() || (word.isLiteral() && word.points.size() > 1);
    });
}

QString SearchQuery::condition(int tier, QStringView kind, const Choice &choice) const
{
    QStringList all;
    for (const Word &word : m_words)
        all << word.condition(tier, kindLetter(kind), choice);
    return all.join(u" AND ");
}

bool SearchQuery::meets(const SearchText &text, int tier) const
{
    return std::ranges::all_of(m_words, [&](const Word &word) { return word.meets(text, tier); });
}

bool SearchQuery::Word::mayEndNumber() const
{
    return hasDigit && !beyondLatin && text.size() >= endLength && text.size() <= endLengthMax;
}

QString SearchQuery::Word::condition(int tier, QChar kind, const Choice &choice) const
{
    const auto together = [&choice](const QStringList &terms) {
        QStringList chosen;
        for (const QString &term : choice(terms))
            chosen << quoted(term);
        return QString(u'(' + chosen.join(u" AND ") + u')');
    };
    const auto sort = [kind](QChar letter) { return QString(QString(kind) + letter); };
    QStringList ways;
    if (beyondLatin) {
        ways << together(characterTerms(sort(u'c'), points));
        if (tier == 2 && isLiteral() && points.size() > 1)
            ways << together(characterTerms(sort(u'x'), points));
    } else {
        ways << quoted(sort(u'i') + text.first(longestUpTo(initialLengths, text.size())));
        if (mayEndNumber())
            ways << quoted(sort(u'r') + reversedEnd(text));
        if (hasDigit && tier >= (mayEndNumber() ? 1 : 0))
            ways << (text.size() > numberLengthMax ? QString(quoted(sort(u'n') + text) + u'*') : quoted(sort(u'n') + text));
        if (tier == 2 && mayBeInside()) {
            QStringList pairs;
            for (qsizetype i = 0; i + 1 < text.size(); ++i)
                pairs << QString(sort(u'p') + text.sliced(i, 2));
            ways << together(pairs);
        }
    }
    return QString(u'(' + ways.join(u" OR ") + u')');
}

bool SearchQuery::Word::meets(const SearchText &of, int tier) const
{
    if (beyondLatin)
        return standsInside(points, of) ||
               (tier == 2 && isLiteral() && points.size() > 1 && of.words().find(points) != std::u32string::npos);
    const auto begins = [this](const SearchText::NumberStart &start) {
        return text.size() >= start.typedMin && start.text.startsWith(text);
    };
    const auto ends = [this](const QString &end) { return end.endsWith(text); };
    return (mayEndNumber() && std::ranges::any_of(of.numberEnds(), ends)) ||
           (hasDigit && tier >= (mayEndNumber() ? 1 : 0) && std::ranges::any_of(of.numberStarts(), begins)) ||
           standsAtStart(points, of) || (tier == 2 && mayBeInside() && of.hasInside() && standsInside(points, of));
}

} // namespace storage
