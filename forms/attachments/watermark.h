// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QImage>
#include <QString>

class QPainter;

namespace forms {

/// Draws who looks and when, again and again and slanting, over a picture of somebody's papers: a photograph of the screen says
/// whose screen it was.
void drawWatermark(QPainter &painter, const QRect &room, const QString &mark);
/// A copy that may leave the desk: the picture with the watermark, and at its foot in a frame what it was made for
/// (仅供办理××事项使用).
QImage stampedCopy(const QImage &picture, const QString &mark, const QString &stamp);

} // namespace forms
