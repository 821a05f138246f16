// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/materiallist.h"
#include "domain/casefile/casefile.h"
#include "forms/attachments/filetaker.h"
#include "forms/intake/materialmodel.h"
#include "forms/shared/keys.h"
#include "forms/shared/theme.h"
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

namespace forms {
using domain::MaterialMark;

namespace {

constexpr int side = 8;       // px at the left and right of a row
constexpr int between = 8;    // px between the parts of a row
constexpr int pillPadding = 8;
constexpr int wrapped = Qt::TextWordWrap;

QFont smallFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(Theme::smallPt(Theme::fontPt()));
    return small;
}

/// Where the parts of a row lie.
struct Parts
{
    QRect tick, name, form, status;

    Parts(const QRect &row, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const QFontMetrics metrics(option.font), small(smallFont(option.font));
        const int tickSide = Theme::iconSize() - 2;
        const QString words = index.data(MaterialModel::StatusRole).toString();
        const int statusWidth = qMin(small.horizontalAdvance(words) + 2 * pillPadding + 2, row.width() / 2);
        const int formWidth = metrics.horizontalAdvance(index.data(MaterialModel::FormRole).toString());
        const int line = metrics.height();
        const int middle = row.top() + row.height() / 2;
        tick = QRect(row.left() + side, middle - tickSide / 2, tickSide, tickSide);
        status = QRect(row.right() - side - statusWidth + 1, middle - (small.height() + 6) / 2, statusWidth, small.height() + 6);
        form = QRect(status.left() - between - formWidth, middle - line / 2, formWidth, line);
        const int nameLeft = tick.right() + 1 + between;
        name = QRect(nameLeft, row.top() + 6, qMax(80, form.left() - between - nameLeft), row.height() - 12);
    }
};

struct ToneColours { QColor ground, text; };

ToneColours coloursOf(const QString &tone)
{
    const Colours &c = Theme::colours();
    if (tone == QLatin1String("ok"))
        return {c.okBg, c.okText};
    if (tone == QLatin1String("warn"))
        return {c.warnBg, c.warnText};
    if (tone == QLatin1String("bad"))
        return {c.badBg, c.badText};
    return {c.infoBg, c.infoText};
}

void paintTick(QPainter *painter, const QRect &box, MaterialMark mark)
{
    const Colours &c = Theme::colours();
    const bool received = mark == MaterialMark::Received;
    painter->setPen(QPen(received ? c.accent : c.muted, 1.2));
    painter->setBrush(received ? c.accent : c.surface);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    const QRectF inside = QRectF(box).adjusted(box.width() * 0.22, box.height() * 0.22, -box.width() * 0.22, -box.height() * 0.22);
    painter->setPen(QPen(received ? c.onAccent : c.text, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (received) {
        painter->drawPolyline(QPolygonF{{inside.left(), inside.center().y()}, {inside.center().x() - 1, inside.bottom()}, {inside.right(), inside.top()}});
    } else if (mark == MaterialMark::Defective) {
        painter->drawLine(inside.topLeft(), inside.bottomRight());
        painter->drawLine(inside.topRight(), inside.bottomLeft());
    } else if (mark != MaterialMark::Lacking) {
        painter->drawLine(QPointF(inside.left(), inside.center().y()), QPointF(inside.right(), inside.center().y()));
    }
}

} // namespace

QSize MaterialDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    const Parts parts(QRect(0, 0, width, Theme::rowHeight()), option, index);
    const QFontMetrics metrics(option.font);
    const int height = metrics.boundingRect(QRect(0, 0, parts.name.width(), QWIDGETSIZE_MAX), wrapped, index.data().toString()).height();
    return {width, qMax(Theme::rowHeight(), height + 14)};
}

void MaterialDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &c = Theme::colours();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool current = option.state & QStyle::State_Selected;
    const bool hasKeyboard = current && (option.state & QStyle::State_Active) && option.widget && option.widget->hasFocus();
    if (current)
        painter->fillRect(option.rect, c.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, c.hover);
    if (hasKeyboard)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), c.focus);
    painter->setPen(c.border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    const Parts parts(option.rect, option, index);
    paintTick(painter, parts.tick, MaterialMark(index.data(MaterialModel::MarkRole).toInt()));
    painter->setFont(option.font);
    painter->setPen(current ? c.selectedText : c.text);
    painter->drawText(parts.name, wrapped | Qt::AlignVCenter | Qt::AlignLeft, index.data().toString());
    painter->setPen(current ? c.selectedText : c.muted);
    painter->drawText(parts.form, Qt::AlignVCenter | Qt::AlignRight, index.data(MaterialModel::FormRole).toString());

    const QString tone = index.data(MaterialModel::ToneRole).toString();
    painter->setFont(smallFont(option.font));
    const QString words = painter->fontMetrics().elidedText(index.data(MaterialModel::StatusRole).toString(), Qt::ElideRight, parts.status.width() - 4);
    if (!tone.isEmpty()) {
        const ToneColours colours = coloursOf(tone);
        // On the chosen row the ground alone might not stand out.
        painter->setPen(current ? QPen(colours.text, 1) : QPen(Qt::NoPen));
        painter->setBrush(colours.ground);
        painter->drawRoundedRect(QRectF(parts.status).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter->setPen(colours.text);
    }
    painter->drawText(parts.status, Qt::AlignCenter, words);
    painter->restore();
}

MaterialList::MaterialList(QWidget *parent) : QListView(parent)
{
    setItemDelegate(new MaterialDelegate(this));
    setResizeMode(QListView::Adjust);
    setWordWrap(true); // else only a change of height lays the rows out again
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMouseTracking(true);
    setAcceptDrops(true);
    describeKeys(this, {{QStringLiteral("Space"), tr("Material received")},
                        {QStringLiteral("A"), tr("All materials received")},
                        {QStringLiteral("T"), tr("Tolerate the material (supplement later)")},
                        {QStringLiteral("C"), tr("Replace the material by a commitment")},
                        {QStringLiteral("X"), tr("Material defective")},
                        {QStringLiteral("O"), tr("Original seen")},
                        {QStringLiteral("S"), tr("Add scans or files to this material")},
                        {QStringLiteral("Del"), tr("Take the scan added last away again")},
                        {QStringLiteral("W"), tr("What if the supplement comes a day later")}});
}

void MaterialList::keyPressEvent(QKeyEvent *event)
{
    static const QHash<int, Key> keys{{Qt::Key_Space, Key::Received}, {Qt::Key_T, Key::Tolerated}, {Qt::Key_C, Key::Committed},
                                      {Qt::Key_X, Key::Defective},    {Qt::Key_A, Key::AllReceived}, {Qt::Key_O, Key::OriginalSeen},
                                      {Qt::Key_S, Key::Scan},         {Qt::Key_W, Key::NextDay},  {Qt::Key_Delete, Key::RemoveScan}};
    const bool plain = !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    const auto key = keys.constFind(event->key());
    if (plain && key != keys.constEnd()) {
        if (model() && model()->rowCount() > 0)
            Q_EMIT pressed(*key);
    } else if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT finished();
    } else if (plain && !event->text().isEmpty() && event->text().front().isPrint()) {
        event->ignore(); // no searching by letters: they are acts here
    } else {
        QListView::keyPressEvent(event);
    }
}

void MaterialList::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid() && event->pos().x() < side + Theme::iconSize() + between)
        Q_EMIT pressed(Key::Received);
}

void MaterialList::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MaterialList::dragMoveEvent(QDragMoveEvent *event)
{
    const QModelIndex row = indexAt(event->position().toPoint());
    if (!row.isValid())
        return event->ignore();
    setCurrentIndex(row);
    event->acceptProposedAction();
}

void MaterialList::dropEvent(QDropEvent *event)
{
    const QModelIndex row = indexAt(event->position().toPoint());
    if (!row.isValid())
        return event->ignore();
    setCurrentIndex(row);
    event->acceptProposedAction();
    Q_EMIT filesDropped(droppedFiles(*event->mimeData()));
}

void MaterialList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT currentRowChanged(current.row());
}

void MaterialList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
}

} // namespace forms
