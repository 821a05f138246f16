// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/listtable.h"
#include "forms/shared/theme.h"
#include "tables/csv.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace forms {

namespace {
constexpr int columnWidthMin = 40;
constexpr int emptyTextWidthMax = 420;
} // namespace

ListTable::ListTable(QWidget *parent) : QTableView(parent)
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(columnWidthMin);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(&Theme::instance(), &Theme::changed, this, &ListTable::fitRows);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) { Q_EMIT rowOpened(index.row()); });
    fitRows();
}

void ListTable::fitRows()
{
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight());
}

void ListTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    // The words in the middle come and go with the rows.
    const auto repaint = [this] { viewport()->update(); };
    connect(model, &QAbstractItemModel::modelReset, this, repaint);
    connect(model, &QAbstractItemModel::rowsInserted, this, repaint);
    connect(model, &QAbstractItemModel::rowsRemoved, this, repaint);
}

void ListTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void ListTable::copyCells()
{
    setCopying([this](const QModelIndexList &rows) {
        QStringList lines;
        for (const QModelIndex &index : rows) {
            QStringList cells;
            for (int column = 0; column < model()->columnCount(); ++column)
                cells << index.siblingAtColumn(column).data().toString();
            lines << tables::tsvLine(cells);
        }
        return lines.join(u'\n');
    });
}

void ListTable::copySelection() const
{
    if (m_copying && selectionModel() && selectionModel()->hasSelection())
        QGuiApplication::clipboard()->setText(m_copying(selectionModel()->selectedRows()));
}

void ListTable::chooseRow(int row)
{
    if (row < 0 || row >= model()->rowCount())
        return;
    int column = 0;
    while (column < model()->columnCount() - 1 && isColumnHidden(column))
        ++column;
    const QModelIndex index = model()->index(row, column);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

void ListTable::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier));
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (plain && event->key() == Qt::Key_Home) {
        chooseRow(0);
    } else if (plain && event->key() == Qt::Key_End) {
        chooseRow(model()->rowCount() - 1);
    } else if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        if (currentIndex().isValid())
            Q_EMIT rowOpened(currentIndex().row());
    } else if (!event->text().isEmpty() && event->text().front().isPrint()) {
        // Letters are keys of the page, not a search in the first column.
        event->ignore();
    } else {
        QTableView::keyPressEvent(event);
    }
}

void ListTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT rowChosen(current.isValid() ? current.row() : -1);
}

void ListTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_emptyText.isEmpty() || !model() || model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(Theme::colours().muted);
    QRect place = viewport()->rect().adjusted(Theme::gap, Theme::gap, -Theme::gap, -Theme::gap);
    if (place.width() > emptyTextWidthMax)
        place.adjust((place.width() - emptyTextWidthMax) / 2, 0, -(place.width() - emptyTextWidthMax) / 2, 0);
    painter.drawText(place, Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

} // namespace forms
