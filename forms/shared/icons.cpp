// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/icons.h"
#include "forms/shared/theme.h"
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace forms {
namespace {

QString pathOf(QStringView name)
{
    return QLatin1String(":/icons/") + name + QLatin1String(".svg");
}

QColor colourOf(Ink ink)
{
    const Colours &c = Theme::colours();
    switch (ink) {
    case Ink::Text:
        return c.text;
    case Ink::Muted:
        return c.muted;
    case Ink::Accent:
        return c.accent;
    case Ink::OnAccent:
        return c.onAccent;
    case Ink::Info:
        return c.infoText;
    case Ink::Ok:
        return c.okText;
    case Ink::Warn:
        return c.warnText;
    case Ink::Bad:
        return c.badText;
    case Ink::Neutral:
        return c.neutralText;
    case Ink::Side:
        return c.sideText;
    }
    Q_UNREACHABLE();
}

QPixmap rendered(const QString &name, const QColor &colour, const QSize &pixels)
{
    const QString key =
        QStringLiteral("onewindow-icon/%1/%2/%3x%4").arg(name, colour.name()).arg(pixels.width()).arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(pathOf(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "icon", qPrintable(name));
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

/// Draws a stroke icon in a colour of the theme in force when it is painted.
class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(QString name, Ink ink, Ink inkOn) : m_name(std::move(name)), m_ink(ink), m_inkOn(inkOn) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, rendered(m_name, colour(mode, state), (QSizeF(rect.size()) * ratio).toSize()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return rendered(m_name, colour(mode, state), size);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        Q_UNUSED(scale) // the size is in device pixels already
        return rendered(m_name, colour(mode, state), size);
    }
    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    QColor colour(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled)
            return Theme::colours().disabled;
        return colourOf(state == QIcon::On ? m_inkOn : m_ink);
    }

    QString m_name;
    Ink m_ink, m_inkOn;
};

} // namespace

QIcon icon(QStringView name, Ink ink)
{
    return icon(name, ink, ink);
}

QIcon icon(QStringView name, Ink ink, Ink inkOn)
{
    Q_ASSERT_X(hasIcon(name), "icon", qPrintable(name.toString()));
    return QIcon(new ThemedIconEngine(name.toString(), ink, inkOn));
}

QPixmap iconPixmap(QStringView name, Ink ink, int sidePx, qreal devicePixelRatio)
{
    const int side = qRound(sidePx * devicePixelRatio);
    QPixmap pixmap = rendered(name.toString(), colourOf(ink), {side, side});
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

bool hasIcon(QStringView name)
{
    Theme::instance(); // carries the resources in
    return QFile::exists(pathOf(name));
}

} // namespace forms
