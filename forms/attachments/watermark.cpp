// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/watermark.h"
#include <QFontMetrics>
#include <QPainter>
#include <QtMath>

namespace forms {

namespace {

constexpr double slantDegrees = -24;
constexpr QColor darkInk{0, 0, 0, 56}, lightInk{255, 255, 255, 72};

} // namespace

void drawWatermark(QPainter &painter, const QRect &room, const QString &mark)
{
    if (mark.isEmpty() || room.isEmpty())
        return;
    painter.save();
    painter.setClipRect(room);
    const QFontMetrics metrics(painter.font());
    const int width = metrics.horizontalAdvance(mark) + 4 * metrics.height(), height = 5 * metrics.height();
    const int reach = int(std::hypot(room.width(), room.height()));
    painter.translate(room.center());
    painter.rotate(slantDegrees);
    int line = 0;
    for (int y = -reach / 2; y <= reach / 2; y += height, ++line) {
        for (int x = -reach / 2 - (line % 2 ? width / 2 : 0); x <= reach / 2; x += width) {
            // Twice, so that it is read on white paper and on a dark photograph.
            painter.setPen(lightInk);
            painter.drawText(x + 1, y + 1, mark);
            painter.setPen(darkInk);
            painter.drawText(x, y, mark);
        }
    }
    painter.restore();
}

QImage stampedCopy(const QImage &picture, const QString &mark, const QString &stamp)
{
    QImage copy = picture.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&copy);
    QFont font = painter.font();
    // As large on a photograph of a card as on a scanned sheet.
    font.setPixelSize(qMax(10, copy.width() / 45));
    painter.setFont(font);
    drawWatermark(painter, copy.rect(), mark);
    font.setPixelSize(qMax(11, copy.width() / 32));
    font.setBold(true);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const int margin = metrics.height() / 2;
    QRect words = metrics.boundingRect(QRect(0, 0, copy.width() - 4 * margin, copy.height()), Qt::AlignCenter | Qt::TextWordWrap, stamp);
    QRect frame = words.adjusted(-margin, -margin / 2, margin, margin / 2);
    frame.moveCenter(QPoint(copy.width() / 2, copy.height() - frame.height() / 2 - margin));
    painter.fillRect(frame, QColor(255, 255, 255, 200));
    painter.setPen(QPen(QColor(192, 0, 0), qMax(1, margin / 6)));
    painter.drawRect(frame);
    painter.drawText(frame, Qt::AlignCenter | Qt::TextWordWrap, stamp);
    return copy;
}

} // namespace forms
