// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStyledItemDelegate>
#include <functional>

namespace forms {

/// Draws the words of a column as pills: a word on a coloured ground, the same as Pill draws.
class PillDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `tone` gives ok, warn, bad, info or neutral for a cell.
    PillDelegate(std::function<const char *(const QModelIndex &index)> tone, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    std::function<const char *(const QModelIndex &)> m_tone;
};

} // namespace forms
