// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/issuing/signaturepad.h"
#include "forms/shared/theme.h"
#include <QImage>
#include <QMouseEvent>
#include <QPainter>

namespace forms {

SignaturePad::SignaturePad(QWidget *parent) : QWidget(parent)
{
    setMinimumHeight(72);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::CrossCursor);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SignaturePad::clear()
{
    m_lines.clear();
    update();
    Q_EMIT changed();
}

QImage SignaturePad::picture() const
{
    constexpr int factor = 2;
    QImage image(size() * factor, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(factor, factor);
    painter.setPen(QPen(Qt::black, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    draw(painter, m_lines);
    return image;
}

void SignaturePad::draw(QPainter &painter, const QList<QPolygonF> &lines)
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QPolygonF &line : lines) {
        if (line.size() == 1)
            painter.drawPoint(line.first());
        else
            painter.drawPolyline(line);
    }
}

void SignaturePad::paintEvent(QPaintEvent *)
{
    const Colours &colours = Theme::colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.fieldBorder);
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (m_lines.isEmpty()) {
        painter.setPen(colours.muted);
        painter.drawText(rect(), Qt::AlignCenter, tr("Signature of the collector"));
        return;
    }
    painter.setPen(QPen(colours.text, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    draw(painter, m_lines);
}

void SignaturePad::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_lines << QPolygonF{event->position()};
    update();
}

void SignaturePad::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_lines.isEmpty())
        return;
    m_lines.last() << event->position();
    update();
}

void SignaturePad::mouseReleaseEvent(QMouseEvent *)
{
    Q_EMIT changed();
}

} // namespace forms
