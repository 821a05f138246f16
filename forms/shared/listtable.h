// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTableView>
#include <functional>

namespace forms {

/// The table of a list page: whole rows, rows as high as the theme says, all by keyboard. Home and End go to the first and
/// last row, Ctrl+C copies the selected rows (or all shown of a small list) with their titles, Tab leaves the table.
class ListTable : public QTableView
{
    Q_OBJECT
public:
    explicit ListTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// What Ctrl+C puts on the clipboard for the selected rows.
    void setCopying(std::function<QString(const QModelIndexList &rows)> copying) { m_copying = std::move(copying); }
    /// Ctrl+C copies the cells of the selected rows as they are shown.
    void copyCells();
    void copySelection() const;
    /// Chooses a row and scrolls to it.
    void chooseRow(int row);
    int chosenRow() const { return currentIndex().row(); }
    /// Shows this in the middle while there are no rows.
    void setEmptyText(const QString &text);

Q_SIGNALS:
    /// Another row became the current one; -1: none.
    void rowChosen(int row);
    /// Enter or a double click.
    void rowOpened(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fitRows();

    std::function<QString(const QModelIndexList &)> m_copying;
    QString m_emptyText;
};

} // namespace forms
