// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/guide/publishedlists.h"
#include "tables/csv.h"
#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

constexpr int dotsPerInch = 300;
constexpr double marginMm = 15;
constexpr double footMm = 8;

QString itemCode(const domain::Item &item)
{
    return item.implCode.isEmpty() ? item.basicCode : item.implCode;
}

void addTolerated(QList<QStringList> &rows, const domain::Item &item)
{
    for (const domain::MaterialRequirement &material : item.materials) {
        if (material.tolerable)
            rows << QStringList{QString::number(rows.size() + 1), item.name, itemCode(item), item.department, material.name, QString::number(material.toleranceDays), material.note};
    }
}

} // namespace

PublishedList PublishedList::of(Kind kind, const QList<domain::Item> &items, QDate day)
{
    PublishedList list;
    list.m_kind = kind;
    list.m_day = day;
    if (kind == Kind::Tolerance) {
        list.m_titles = {tr("No."), tr("Item"), tr("Code"), tr("Department"), tr("Material that may come later"), tr("Working days"), tr("Remark")};
        for (const domain::Item &item : items)
            addTolerated(list.m_rows, item);
        return list;
    }
    list.m_titles = {tr("No."), tr("Item"), tr("Code"), tr("Department"), tr("What may be replaced by a commitment"), tr("Remark")};
    const auto add = [&list](const domain::Item &item, const QString &what, const QString &remark) {
        list.m_rows << QStringList{QString::number(list.m_rows.size() + 1), item.name, itemCode(item), item.department, what, remark};
    };
    for (const domain::Item &item : items) {
        if (item.commitmentRoute)
            add(item, tr("The whole item"), item.commitmentNote);
        for (const domain::MaterialRequirement &material : item.materials) {
            if (material.commitmentReplaceable)
                add(item, material.name, material.note);
        }
    }
    return list;
}

QString PublishedList::title() const
{
    return m_kind == Kind::Tolerance ? tr("List of materials that may come later") : tr("List of notification and commitment");
}

QString PublishedList::fileName() const
{
    return QStringLiteral("%1-%2").arg(m_kind == Kind::Tolerance ? tr("tolerance-list") : tr("commitment-list"), m_day.toString(u"yyyyMMdd"_s));
}

QByteArray PublishedList::csv() const
{
    QByteArray text = tables::csvBegin();
    text += tables::csvLine(m_titles);
    for (const QStringList &row : m_rows)
        text += tables::csvLine(row);
    return text;
}

QByteArray PublishedList::pdf(const QString &hallName) const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(marginMm, marginMm, marginMm, marginMm), QPageLayout::Millimeter));
    writer.setTitle(title());
    QString html = u"<h2 align=\"center\">%1</h2><p align=\"right\">%2&nbsp;&nbsp;%3</p><table width=\"100%\" border=\"0.5\" cellspacing=\"0\" cellpadding=\"3\" "
                   "style=\"border-collapse: collapse\"><thead><tr>"_s.arg(title().toHtmlEscaped(), hallName.toHtmlEscaped(), m_day.toString(Qt::ISODate));
    for (const QString &name : m_titles)
        html += QString(u"<th bgcolor=\"#eeeeee\">"_s + name.toHtmlEscaped() + u"</th>"_s);
    html += u"</tr></thead>"_s;
    for (const QStringList &row : m_rows) {
        html += u"<tr>"_s;
        for (const QString &cell : row)
            html += QString(u"<td>"_s + cell.toHtmlEscaped() + u"</td>"_s);
        html += u"</tr>"_s;
    }
    html += u"</table>"_s;

    QPainter painter(&writer);
    QTextDocument text;
    text.documentLayout()->setPaintDevice(&writer);
    QFont font = painter.font();
    font.setPointSizeF(9);
    text.setDefaultFont(font);
    text.setDocumentMargin(0);
    const double foot = footMm / 25.4 * dotsPerInch;
    const QSizeF page(writer.width(), writer.height() - foot);
    text.setPageSize(page);
    text.setHtml(html);
    const int sheets = text.pageCount();
    for (int sheet = 0; sheet < sheets; ++sheet) {
        if (sheet > 0)
            writer.newPage();
        painter.save();
        painter.translate(0, -sheet * page.height());
        text.drawContents(&painter, QRectF(0, sheet * page.height(), page.width(), page.height()));
        painter.restore();
        painter.setFont(font);
        painter.drawText(QRectF(0, page.height(), page.width(), foot), Qt::AlignHCenter | Qt::AlignBottom, tr("Sheet %1 of %2").arg(sheet + 1).arg(sheets));
    }
    painter.end();
    return bytes;
}

} // namespace forms
