// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QListView>
#include <QStyledItemDelegate>

namespace forms {

/// Draws one material: tick, name (wrapped, never cut), form and copies, state as a word on a ground.
class MaterialDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The list of materials. Its single-letter keys act only here, and no input method is awake in it.
class MaterialList : public QListView
{
    Q_OBJECT
public:
    enum class Key { Received, Tolerated, Committed, Defective, AllReceived, OriginalSeen, Scan, RemoveScan, NextDay };

    explicit MaterialList(QWidget *parent = nullptr);

Q_SIGNALS:
    void pressed(forms::MaterialList::Key key);
    /// Enter: on to the decision.
    void finished();
    void currentRowChanged(int row);
    /// Files were dropped on the row, which is current now.
    void filesDropped(const QStringList &paths);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
};

} // namespace forms
