// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLayout>

namespace forms {

/// Lays widgets out like words: left to right, on to the next line where the width ends. For chips and answers.
class FlowLayout : public QLayout
{
    Q_OBJECT
public:
    /// `spacingPx` between neighbours and between lines.
    explicit FlowLayout(QWidget *parent = nullptr, int spacingPx = 8);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool place) const;

    QList<QLayoutItem *> m_items;
};

} // namespace forms
