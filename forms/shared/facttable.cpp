// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/facttable.h"
#include "domain/identity/identitynumber.h"
#include "forms/shared/theme.h"
#include "tables/csv.h"
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QTimer>
#include <cmath>

namespace forms {

namespace {
constexpr int nameWidth = 120;
constexpr int rowHeightMin = 24;
constexpr int paddingX = 8, paddingY = 5;

/// Draws a cell whole: it wraps between words and, where a number or code is longer than the line, anywhere.
class WrappingDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem cell = option;
        initStyleOption(&cell, index);
        const QString text = std::exchange(cell.text, QString()).replace(u'\n', QChar::LineSeparator);
        const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
        const bool selected = option.state & QStyle::State_Selected;
        if (!selected && cell.backgroundBrush.style() != Qt::NoBrush)
            painter->fillRect(option.rect, cell.backgroundBrush);
        else
            style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);
        painter->save();
        painter->setPen(cell.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
        QTextLayout lines(text, cell.font);
        const double height = lay(lines, option.rect.width() - 2 * paddingX);
        lines.draw(painter, QPointF(option.rect.left() + paddingX, option.rect.top() + qMax(double(paddingY), (option.rect.height() - height) / 2)));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem cell = option;
        initStyleOption(&cell, index);
        const auto *table = qobject_cast<const QTableView *>(option.widget);
        QTextLayout lines(cell.text.replace(u'\n', QChar::LineSeparator), cell.font);
        const int width = table ? table->columnWidth(index.column()) : option.rect.width();
        return {width, int(std::ceil(lay(lines, width - 2 * paddingX))) + 2 * paddingY};
    }

private:
    static double lay(QTextLayout &layout, double width)
    {
        QTextOption how;
        how.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(how);
        double height = 0;
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(qMax(1.0, width));
            line.setPosition({0, height});
            height += line.height();
        }
        layout.endLayout();
        return height;
    }
};
}

FactTable::FactTable(const QStringList &titles, QWidget *parent) : QTableWidget(0, titles.isEmpty() ? 2 : int(titles.size()), parent)
{
    setItemDelegate(new WrappingDelegate(this));
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(true);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(rowHeightMin);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (titles.isEmpty()) {
        horizontalHeader()->hide();
        horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
        horizontalHeader()->setStretchLastSection(true);
        setColumnWidth(0, int(nameWidth * Theme::fontPt() / Theme::fontPtDefault));
    } else {
        setHorizontalHeaderLabels(titles);
        horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    }
    // Columns get their width after the rows are in; how high a row has to be is known only then.
    auto *settle = new QTimer(this);
    settle->setSingleShot(true);
    settle->setInterval(0);
    connect(settle, &QTimer::timeout, this, &FactTable::fit);
    connect(horizontalHeader(), &QHeaderView::sectionResized, settle, qOverload<>(&QTimer::start));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        paintMarks();
        fit();
    });
}

void FactTable::clearFacts()
{
    setRowCount(0);
    m_marked.clear();
}

void FactTable::add(const QStringList &cells)
{
    const int row = rowCount();
    insertRow(row);
    for (int column = 0; column < columnCount(); ++column) {
        // Whatever somebody wrote into a reason or a note: numbers of persons are not read off here.
        const QString shown = domain::maskedWithin(cells.value(column));
        auto *item = new QTableWidgetItem(shown);
        item->setToolTip(shown);
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        if (column == 0 && horizontalHeader()->isHidden())
            item->setForeground(Theme::colours().muted);
        setItem(row, column, item);
    }
}

void FactTable::markLast()
{
    m_marked << rowCount() - 1;
    paintMarks();
}

void FactTable::paintMarks()
{
    for (int row = 0; row < rowCount(); ++row) {
        const bool marked = m_marked.contains(row);
        for (int column = 0; column < columnCount(); ++column) {
            QTableWidgetItem *cell = item(row, column);
            if (marked) {
                cell->setBackground(Theme::colours().warnBg);
                cell->setForeground(Theme::colours().warnText);
                QFont bold = font();
                bold.setBold(true);
                cell->setFont(bold);
            } else if (column == 0 && horizontalHeader()->isHidden()) {
                cell->setForeground(Theme::colours().muted);
            }
        }
    }
}

void FactTable::fit()
{
    resizeRowsToContents();
}

void FactTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QStringList lines;
        for (const QModelIndex &index : selectionModel()->selectedRows()) {
            QStringList cells;
            for (int column = 0; column < columnCount(); ++column)
                cells << item(index.row(), column)->text();
            lines << tables::tsvLine(cells);
        }
        QApplication::clipboard()->setText(lines.join(u'\n'));
    } else if (!event->text().isEmpty() && event->text().front().isPrint()) {
        event->ignore();
    } else {
        QTableWidget::keyPressEvent(event);
    }
}

} // namespace forms
