// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/search/searchtext.h"
#include "storage/search/pinyin.h"
#include <QRegularExpression>
#include <QSet>
#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

// Beginnings are terms in these lengths only; what is typed in between is looked up by the next shorter one and compared
// with the row. Digits typed beyond the last length are few enough in the index to be looked up as a range.
constexpr std::initializer_list<qsizetype> initialLengths{1, 2, 3, 4, 6, 8};
constexpr std::initializer_list<qsizetype> numberLengths{4, 6, 8, 10, 12};
constexpr qsizetype wholeNumberLengthMin = 14;
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

QString reversedEnd(const QString &number)
{
    QString end = number.last(endLength);
    std::ranges::reverse(end);
    return end;
}

/// Where in bare(name) a word begins.
QList<qsizetype> startsIn(const QString &name)
{
    QList<qsizetype> starts;
    qsizetype at = 0;
    bool behindSeparator = true, behindLatin = false;
    for (const uint c : fold(name).toUcs4()) {
        const bool kept = !bare(QString::fromUcs4(reinterpret_cast<const char32_t *>(&c), 1)).isEmpty();
        if (kept && (behindSeparator || (isLatin(c) && !behindLatin)))
            starts << at;
        behindSeparator = !kept;
        behindLatin = isLatin(c);
        at += kept;
    }
    return starts;
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

/// Whether initials inside the name are in the index: for firms; names of persons are short enough to be typed from the
/// start.
bool hasInside(const SearchText &text)
{
    return text.name().size() > shortNameMax;
}

bool standsAtStart(std::u32string_view typed, const SearchText &text)
{
    for (const std::u32string &initials : text.initials()) {
        for (const qsizetype at : text.nameStarts()) {
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
QStringList characterTerms(QChar sort, std::u32string_view points)
{
    QStringList terms;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (isLatin(points[i]))
            continue;
        if (i + 1 < points.size() && !isLatin(points[i + 1]))
            terms << quoted(sort + text(points.substr(i, 2)));
        else if (i == 0 || isLatin(points[i - 1]))
            terms << quoted(sort + text(points.substr(i, 1)));
    }
    return terms;
}

} // namespace

SearchText::SearchText(const QString &name, const QStringList &initials, const QStringList &numbers, const QString &words)
    : m_name(bare(name).toStdU32String()), m_nameStarts(startsIn(name)), m_words(bare(words).toStdU32String())
{
    for (const QString &one : initials)
        m_initials << one.toStdU32String();
    for (const QString &number : numbers)
        addNumber(number);
}

void SearchText::addNumber(const QString &number)
{
    const QStringList parts = number.split(u'-');
    const QString whole = bare(number);
    if (whole.isEmpty())
        return;
    m_numberStarts << whole;
    m_numberEnds << whole;
    QString rest;
    for (qsizetype i = parts.size() - 1; i > 0; --i) {
        rest.prepend(bare(parts[i]));
        if (rest.size() < endLength)
            continue;
        m_numberStarts << rest;
        const qsizetype zeros = std::ranges::find_if(rest, [](QChar c) { return c != u'0'; }) - rest.cbegin();
        if (zeros > 0 && zeros < rest.size())
            m_numberStarts << rest.sliced(zeros);
    }
    // The last four of a receipt number are those of the serial to one clerk, and end with the check character to another.
    if (parts.size() > 1 && bare(parts.last()).size() == 1 && whole.size() > 1)
        m_numberEnds << whole.chopped(1);
}

QStringList SearchText::terms() const
{
    QSet<QString> terms;
    const auto add = [&terms](QChar sort, const QString &term) { terms.insert(QString(sort + term)); };
    const std::u32string_view name = m_name, words = m_words;
    for (std::size_t i = 0; i < name.size(); ++i) {
        add(u'c', text(name.substr(i, 1)));
        if (i + 1 < name.size())
            add(u'c', text(name.substr(i, 2)));
    }
    for (const std::u32string_view initials : m_initials) {
        for (const qsizetype start : m_nameStarts) {
            for (const qsizetype length : initialLengths) {
                if (start + length <= qsizetype(initials.size()))
                    add(u'i', text(initials.substr(std::size_t(start), std::size_t(length))));
            }
        }
        for (std::size_t i = 0; hasInside(*this) && i + 1 < initials.size(); ++i)
            add(u'p', text(initials.substr(i, 2)));
    }
    for (const QString &start : m_numberStarts) {
        for (const qsizetype length : numberLengths) {
            if (length <= start.size())
                add(u'n', start.first(length));
        }
        if (start.size() >= wholeNumberLengthMin)
            add(u'n', start);
    }
    for (const QString &end : m_numberEnds) {
        if (end.size() >= endLength)
            add(u'r', reversedEnd(end));
    }
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        add(u'x', text(words.substr(i, 2)));
    return terms.values();
}

QString kindTerm(QStringView kind)
{
    return QString(u'k' + bare(kind));
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

QString SearchQuery::condition(int tier) const
{
    QStringList all;
    for (const Word &word : m_words) {
        bool unindexed = false;
        const QStringList ways = word.conditions(tier, &unindexed);
        if (!unindexed)
            all << QString(u'(' + ways.join(u" OR ") + u')');
    }
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

QStringList SearchQuery::Word::conditions(int tier, bool *unindexed) const
{
    const auto together = [](const QStringList &terms) { return QString(u'(' + terms.join(u" AND ") + u')'); };
    QStringList ways;
    if (beyondLatin) {
        ways << together(characterTerms(u'c', points));
        if (tier == 2 && isLiteral() && points.size() > 1)
            ways << together(characterTerms(u'x', points));
        return ways;
    }
    ways << quoted(u'i' + text.first(longestUpTo(initialLengths, text.size())));
    if (mayEndNumber())
        ways << quoted(u'r' + reversedEnd(text));
    if (hasDigit && tier >= (mayEndNumber() ? 1 : 0)) {
        const qsizetype length = longestUpTo(numberLengths, text.size());
        *unindexed = length == 0;
        ways << (text.size() < wholeNumberLengthMin ? quoted(u'n' + text.first(length)) : QString(quoted(u'n' + text) + u'*'));
    }
    if (tier == 2 && mayBeInside()) {
        QStringList pairs;
        for (qsizetype i = 0; i + 1 < text.size(); ++i)
            pairs << quoted(u'p' + text.sliced(i, 2));
        ways << together(pairs);
    }
    return ways;
}

bool SearchQuery::Word::meets(const SearchText &of, int tier) const
{
    if (beyondLatin)
        return standsInside(points, of) ||
               (tier == 2 && isLiteral() && points.size() > 1 && of.words().find(points) != std::u32string::npos);
    const auto begins = [this](const QString &start) { return start.startsWith(text); };
    const auto ends = [this](const QString &end) { return end.endsWith(text); };
    return standsAtStart(points, of) || (mayEndNumber() && std::ranges::any_of(of.numberEnds(), ends)) ||
           (hasDigit && tier >= (mayEndNumber() ? 1 : 0) && std::ranges::any_of(of.numberStarts(), begins)) ||
           (tier == 2 && mayBeInside() && hasInside(of) && standsInside(points, of));
}

} // namespace storage
