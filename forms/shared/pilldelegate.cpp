// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/pilldelegate.h"
#include "forms/shared/theme.h"
#include <QApplication>
#include <QPainter>

namespace forms {

namespace {

constexpr int insetX = 8, insetY = 3;

struct Ground
{
    QColor background, text;
};

Ground groundOf(const char *tone)
{
    const Colours &colours = Theme::colours();
    switch (tone[0]) {
    case 'o':
        return {colours.okBg, colours.okText};
    case 'w':
        return {colours.warnBg, colours.warnText};
    case 'b':
        return {colours.badBg, colours.badText};
    case 'i':
        return {colours.infoBg, colours.infoText};
    default:
        return {colours.neutralBg, colours.neutralText};
    }
}

} // namespace

PillDelegate::PillDelegate(std::function<const char *(const QModelIndex &)> tone, QObject *parent)
    : QStyledItemDelegate(parent), m_tone(std::move(tone))
{
}

void PillDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text;
    cell.text.clear();
    const QWidget *widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &cell, painter, widget);
    if (text.isEmpty())
        return;
    const Ground ground = groundOf(m_tone(index));
    const int width = qMin(option.rect.width() - insetX, option.fontMetrics.horizontalAdvance(text) + 2 * insetX);
    const QRect pill(option.rect.left() + insetX / 2, option.rect.top() + insetY, width, option.rect.height() - 2 * insetY);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground.background);
    painter->drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0);
    painter->setPen(ground.text);
    painter->setFont(option.font);
    painter->drawText(pill, Qt::AlignCenter, option.fontMetrics.elidedText(text, Qt::ElideRight, pill.width() - insetX));
    painter->restore();
}

QSize PillDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize plain = QStyledItemDelegate::sizeHint(option, index);
    return {plain.width() + 2 * insetX, plain.height()};
}

} // namespace forms
