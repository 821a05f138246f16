// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/facttable.h"
#include "forms/shared/theme.h"
#include "tables/csv.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTimer>

namespace forms {

namespace {
constexpr int nameWidth = 120;
constexpr int rowHeightMin = 24;
}

FactTable::FactTable(const QStringList &titles, QWidget *parent) : QTableWidget(0, titles.isEmpty() ? 2 : int(titles.size()), parent)
{
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
        auto *item = new QTableWidgetItem(cells.value(column));
        item->setToolTip(cells.value(column));
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
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    } else if (!event->text().isEmpty() && event->text().front().isPrint()) {
        event->ignore();
    } else {
        QTableWidget::keyPressEvent(event);
    }
}

} // namespace forms
