// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/csv.h"
#include <algorithm>

namespace tables {
using namespace Qt::StringLiterals;

namespace {

/// Digits a spreadsheet program keeps of a number.
constexpr qsizetype exactDigits = 15;

bool looksLikeFormula(const QString &cell)
{
    static const QString beginnings = u"=+-@\t\r＝＋－＠"_s;
    return !cell.isEmpty() && beginnings.contains(cell.front());
}

bool wouldBeRounded(const QString &cell)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    return cell.size() > exactDigits && std::all_of(cell.begin(), cell.end(), isDigit);
}

QString csvCell(const QString &cell)
{
    QString text = cell;
    if (looksLikeFormula(text) || wouldBeRounded(text))
        text.prepend(u'\'');
    const bool quoted = std::any_of(text.begin(), text.end(), [](QChar c) { return c == u',' || c == u'"' || c == u'\n' || c == u'\r'; });
    if (!quoted)
        return text;
    text.replace(u'"', u"\"\""_s);
    return QString(u'"' + text + u'"');
}

} // namespace

QByteArray csvBegin()
{
    return QByteArrayLiteral("\xEF\xBB\xBF");
}

QByteArray csvLine(const QStringList &cells)
{
    QStringList written;
    written.reserve(cells.size());
    for (const QString &cell : cells)
        written << csvCell(cell);
    return QString(written.join(u',') + u"\r\n"_s).toUtf8();
}

QString tsvLine(const QStringList &cells)
{
    QStringList written;
    for (QString cell : cells)
        written << cell.replace(u'\t', u' ').replace(u'\n', u' ');
    return written.join(u'\t');
}

} // namespace tables
