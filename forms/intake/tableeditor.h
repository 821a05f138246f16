// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonArray>
#include <QTableWidget>

namespace forms {

/// A small table of a form (family members, shareholders …): type into a cell, Enter goes to the next one, a new row comes by
/// itself, Ctrl+Delete takes a row away. Tab leaves the table.
class TableEditor : public QTableWidget
{
    Q_OBJECT
public:
    explicit TableEditor(const QStringList &columns, QWidget *parent = nullptr);

    /// Rows with something in them, each an object by column.
    QJsonArray rows() const;
    void setRows(const QJsonArray &rows);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void edited();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;

private:
    bool isRowEmpty(int row) const;
    void fit();

    QStringList m_columns;
};

} // namespace forms
