// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/tableeditor.h"
#include "domain/identity/identitynumber.h"
#include "forms/shared/keys.h"
#include <QHeaderView>
#include <QJsonObject>
#include <QKeyEvent>
#include <QSignalBlocker>

namespace forms {
namespace {

constexpr int rowsInSight = 4;
constexpr int columnWidthPx = 96; // px, at least

/// A cell that shows persons' numbers only while it is being typed in.
class NumberCell : public QTableWidgetItem
{
public:
    using QTableWidgetItem::QTableWidgetItem;
    QTableWidgetItem *clone() const override { return new NumberCell(*this); }
    QVariant data(int role) const override
    {
        return role == Qt::DisplayRole ? domain::maskedWithin(typed()) : QTableWidgetItem::data(role);
    }
    QString typed() const { return QTableWidgetItem::data(Qt::EditRole).toString(); }
};

} // namespace

TableEditor::TableEditor(const QStringList &columns, QWidget *parent) : QTableWidget(1, int(columns.size()), parent), m_columns(columns)
{
    setHorizontalHeaderLabels(columns);
    verticalHeader()->hide();
    setTabKeyNavigation(false);
    setItemPrototype(new NumberCell);
    // Not the edit key: F2 begins a new case on this page.
    setEditTriggers(QAbstractItemView::AnyKeyPressed | QAbstractItemView::DoubleClicked);
    horizontalHeader()->setMinimumSectionSize(48);
    horizontalHeader()->setDefaultSectionSize(columnWidthPx);
    horizontalHeader()->setStretchLastSection(true);
    describeKeys(this, {{QStringLiteral("Ctrl+Del"), tr("Delete the row")}});
    connect(this, &QTableWidget::itemChanged, this, [this] {
        if (!isRowEmpty(rowCount() - 1)) {
            setRowCount(rowCount() + 1);
            fit();
        }
        Q_EMIT edited();
    });
    fit();
}

bool TableEditor::isRowEmpty(int row) const
{
    for (int column = 0; column < columnCount(); ++column) {
        const QTableWidgetItem *cell = item(row, column);
        if (cell && !cell->text().trimmed().isEmpty())
            return false;
    }
    return true;
}

QJsonArray TableEditor::rows() const
{
    QJsonArray rows;
    for (int row = 0; row < rowCount(); ++row) {
        if (isRowEmpty(row))
            continue;
        QJsonObject cells;
        for (int column = 0; column < columnCount(); ++column) {
            const QTableWidgetItem *cell = item(row, column);
            cells[m_columns[column]] = cell ? cell->data(Qt::EditRole).toString().trimmed() : QString();
        }
        rows << cells;
    }
    return rows;
}

void TableEditor::setRows(const QJsonArray &rows)
{
    if (rows == this->rows())
        return;
    const QSignalBlocker quiet(this);
    clearContents();
    setRowCount(int(rows.size()) + 1);
    for (int row = 0; row < rows.size(); ++row) {
        const QJsonObject cells = rows[row].toObject();
        for (int column = 0; column < columnCount(); ++column)
            setItem(row, column, new NumberCell(cells[m_columns[column]].toString()));
    }
    fit();
}

void TableEditor::setReadOnly(bool readOnly)
{
    setEditTriggers(readOnly ? QAbstractItemView::NoEditTriggers : QAbstractItemView::AnyKeyPressed | QAbstractItemView::DoubleClicked);
}

void TableEditor::fit()
{
    const int rows = qMin(rowCount(), rowsInSight);
    setFixedHeight(horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth() + 14);
}

void TableEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && event->modifiers() == Qt::ControlModifier && currentRow() >= 0 && rowCount() > 1) {
        removeRow(currentRow());
        fit();
        Q_EMIT edited();
        return;
    }
    QTableWidget::keyPressEvent(event);
}

void TableEditor::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableWidget::closeEditor(editor, hint);
    if (hint != QAbstractItemDelegate::SubmitModelCache)
        return;
    const bool lastColumn = currentColumn() + 1 == columnCount();
    setCurrentCell(currentRow() + (lastColumn ? 1 : 0), lastColumn ? 0 : currentColumn() + 1);
}

} // namespace forms
