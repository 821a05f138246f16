// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QPolygonF>
#include <QWidget>

namespace forms {

/// Where somebody signs, by pen, finger or mouse. What is drawn is kept as lines and becomes a picture only when it is asked for.
class SignaturePad : public QWidget
{
    Q_OBJECT
public:
    explicit SignaturePad(QWidget *parent = nullptr);
    bool isEmpty() const { return m_lines.isEmpty(); }
    void clear();
    /// Black on white, twice the size of the pad.
    QImage picture() const;
    QSize sizeHint() const override { return {320, 88}; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    static void draw(QPainter &painter, const QList<QPolygonF> &lines);
    QList<QPolygonF> m_lines;
};

} // namespace forms
