// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/numbering/papernumber.h"
#include "domain/numbering/receiptnumber.h"
#include <algorithm>

namespace domain {
using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype seriesHead = 11; // "610116-2026"
constexpr qsizetype wordMax = 16;

bool isWord(QStringView word)
{
    return !word.isEmpty() && word.size() <= wordMax && std::ranges::all_of(word, [](QChar c) { return c.isLetter(); });
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}
} // namespace

QString PaperNumber::text() const
{
    return u"%1〔%2〕%3号"_s.arg(word).arg(year).arg(n);
}

QString PaperNumber::series() const
{
    return paperSeries(district, year, word);
}

QJsonObject PaperNumber::toJson() const
{
    return {{u"district"_s, district}, {u"word"_s, word}, {u"year"_s, year}, {u"n"_s, n}};
}

std::optional<PaperNumber> PaperNumber::fromJson(const QJsonObject &json)
{
    const PaperNumber number{json[u"district"_s].toString(), json[u"word"_s].toString(), json[u"year"_s].toInt(), json[u"n"_s].toInteger()};
    const bool isOne = isPaperSeries(number.series()) && number.n > 0 && number.n <= receiptSerialMax;
    return isOne ? std::optional(number) : std::nullopt;
}

QString paperSeries(const QString &district, int year, const QString &word)
{
    return u"%1-%2/%3"_s.arg(district, QString::number(year), word);
}

bool isPaperSeries(QStringView series)
{
    return series.size() > seriesHead + 1 && isDigits(series.first(6)) && series[6] == u'-' && isDigits(series.sliced(7, 4)) && series[seriesHead] == u'/'
           && isWord(series.sliced(seriesHead + 1));
}

QString registerText(const QString &series, qint64 n)
{
    return isPaperSeries(series) ? QString(series + u'#' + QString::number(n)) : formatReceiptNumber(series, n);
}

} // namespace domain
