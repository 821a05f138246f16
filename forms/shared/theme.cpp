// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/theme.h"
#include <QApplication>
#include <QFile>
#include <QFontMetricsF>
#include <QPalette>
#include <QPixmapCache>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleFactory>
#include <QVariant>
#include <QWidget>
#include <cmath>

// The macro must stand outside any namespace.
static void initialiseDeskResources()
{
    Q_INIT_RESOURCE(desk);
}

namespace forms {
namespace {

Colours light()
{
    Colours c;
    c.window = 0xf3f5f8, c.surface = 0xffffff, c.sunken = 0xf6f8fa;
    c.border = 0xdde3ea, c.fieldBorder = 0xc3ccd6;
    c.text = 0x17202b, c.muted = 0x566372, c.disabled = 0x98a3af;
    c.accent = 0x0b66c8, c.accentHover = 0x0a5ab2, c.accentPressed = 0x084a94;
    c.onAccent = 0xffffff, c.focus = 0x0b66c8;
    c.hover = 0xf0f4f9, c.selected = 0xe3eefb, c.selectedText = 0x17202b;
    c.infoBg = 0xe6f0fb, c.infoText = 0x0a56a8, c.okBg = 0xe2f4e7, c.okText = 0x11682f;
    c.warnBg = 0xfff0d4, c.warnText = 0x865000, c.badBg = 0xfde7e5, c.badText = 0xb0221b;
    c.neutralBg = 0xebeff3, c.neutralText = 0x465361;
    c.side = 0x17304c, c.sideText = 0xdfe8f2, c.sideHover = 0x22405f, c.sideBadge = 0xd7e5f5, c.sideBadgeText = 0x17304c;
    return c;
}

Colours dark()
{
    Colours c;
    c.window = 0x13171c, c.surface = 0x1c222a, c.sunken = 0x181d24;
    c.border = 0x313a45, c.fieldBorder = 0x4a5664;
    c.text = 0xe9edf2, c.muted = 0xa0abb8, c.disabled = 0x65707d;
    c.accent = 0x58a9f8, c.accentHover = 0x75b8fa, c.accentPressed = 0x3f93e6;
    c.onAccent = 0x0a1624, c.focus = 0x58a9f8;
    c.hover = 0x232b35, c.selected = 0x1b3654, c.selectedText = 0xe9edf2;
    c.infoBg = 0x17324f, c.infoText = 0x86c0fb, c.okBg = 0x15331f, c.okText = 0x72d394;
    c.warnBg = 0x3b2d10, c.warnText = 0xf1c163, c.badBg = 0x43201f, c.badText = 0xffa39b;
    c.neutralBg = 0x2a323c, c.neutralText = 0xc1cad4;
    c.side = 0x0e1a29, c.sideText = 0xcfd9e4, c.sideHover = 0x1a2b40, c.sideBadge = 0x2d4766, c.sideBadgeText = 0xe9f1fa;
    c.lightGlyphs = true, c.lightGlyphsOnAccent = false;
    return c;
}

Colours highContrast()
{
    const QColor black(Qt::black), white(Qt::white), yellow(QRgb(0xffd60a));
    Colours c;
    c.window = black, c.surface = black, c.sunken = black;
    c.border = white, c.fieldBorder = white;
    c.text = white, c.muted = white, c.disabled = 0xa6a6a6;
    c.accent = yellow, c.accentHover = 0xffe55c, c.accentPressed = 0xe6c000;
    c.onAccent = black, c.focus = 0x00e5ff;
    c.hover = 0x333333, c.selected = yellow, c.selectedText = black;
    c.infoBg = 0x00264d, c.infoText = 0xb8dcff, c.okBg = 0x00391a, c.okText = 0xb0ffc8;
    c.warnBg = 0x4d3800, c.warnText = 0xffe49a, c.badBg = 0x5c0a05, c.badText = 0xffbfb8;
    c.neutralBg = 0x262626, c.neutralText = white;
    c.side = black, c.sideText = white, c.sideHover = 0x333333, c.sideBadge = white, c.sideBadgeText = black;
    c.lightGlyphs = true, c.lightGlyphsOnAccent = false;
    return c;
}

struct ColourToken
{
    const char *name;
    QColor Colours::*member;
};

constexpr ColourToken colourTokens[] = {
    {"window", &Colours::window}, {"surface", &Colours::surface}, {"sunken", &Colours::sunken},
    {"border", &Colours::border}, {"field-border", &Colours::fieldBorder},
    {"text", &Colours::text}, {"muted", &Colours::muted}, {"disabled", &Colours::disabled},
    {"accent", &Colours::accent}, {"accent-hover", &Colours::accentHover}, {"accent-pressed", &Colours::accentPressed},
    {"on-accent", &Colours::onAccent}, {"focus", &Colours::focus},
    {"hover", &Colours::hover}, {"selected", &Colours::selected}, {"selected-text", &Colours::selectedText},
    {"info-bg", &Colours::infoBg}, {"info-text", &Colours::infoText}, {"ok-bg", &Colours::okBg}, {"ok-text", &Colours::okText},
    {"warn-bg", &Colours::warnBg}, {"warn-text", &Colours::warnText}, {"bad-bg", &Colours::badBg}, {"bad-text", &Colours::badText},
    {"neutral-bg", &Colours::neutralBg}, {"neutral-text", &Colours::neutralText},
    {"side", &Colours::side}, {"side-text", &Colours::sideText}, {"side-hover", &Colours::sideHover},
    {"side-badge", &Colours::sideBadge}, {"side-badge-text", &Colours::sideBadgeText},
};

QFont fontOf(double fontPt)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"), QStringLiteral("Microsoft YaHei"),
                      QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("WenQuanYi Zen Hei"), QStringLiteral("Noto Sans"),
                      QStringLiteral("DejaVu Sans")});
    font.setPointSizeF(fontPt);
    return font;
}

int lineHeight(double fontPt)
{
    return int(std::ceil(QFontMetricsF(fontOf(fontPt)).height()));
}

/// Pixels that grow with the font: `px` is the size at the default font.
int scaled(int px, double fontPt)
{
    return int(std::lround(px * fontPt / Theme::fontPtDefault));
}

QHash<QString, QString> tokensOf(const Colours &colours, double fontPt)
{
    QHash<QString, QString> tokens;
    for (const ColourToken &token : colourTokens)
        tokens.insert(QLatin1String(token.name), (colours.*token.member).name());
    const auto points = [](double pt) { return QString(QString::number(pt, 'f', 2) + QLatin1String("pt")); };
    const auto pixels = [](int px) { return QString(QString::number(px) + QLatin1String("px")); };
    tokens.insert(QStringLiteral("size-small"), points(Theme::smallPt(fontPt)));
    tokens.insert(QStringLiteral("size-base"), points(fontPt));
    tokens.insert(QStringLiteral("size-large"), points(Theme::largePt(fontPt)));
    tokens.insert(QStringLiteral("line"), pixels(lineHeight(fontPt)));
    tokens.insert(QStringLiteral("line-small"), pixels(lineHeight(Theme::smallPt(fontPt))));
    tokens.insert(QStringLiteral("icon"), pixels(scaled(18, fontPt)));
    tokens.insert(QStringLiteral("indicator"), pixels(scaled(16, fontPt)));
    tokens.insert(QStringLiteral("radio-radius"), pixels(scaled(16, fontPt) / 2 + 1));
    tokens.insert(QStringLiteral("arrow"), pixels(scaled(12, fontPt)));
    tokens.insert(QStringLiteral("glyph"), colours.lightGlyphs ? QStringLiteral("light") : QStringLiteral("dark"));
    tokens.insert(QStringLiteral("glyph-on-accent"),
                  colours.lightGlyphsOnAccent ? QStringLiteral("light") : QStringLiteral("dark"));
    return tokens;
}

QPalette paletteOf(const Colours &c)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &colour) { palette.setColor(role, colour); };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.surface);
    set(QPalette::AlternateBase, c.sunken);
    set(QPalette::Text, c.text);
    set(QPalette::Button, c.surface);
    set(QPalette::ButtonText, c.text);
    set(QPalette::BrightText, c.badText);
    set(QPalette::PlaceholderText, c.muted);
    set(QPalette::ToolTipBase, c.surface);
    set(QPalette::ToolTipText, c.text);
    set(QPalette::Highlight, c.accent);
    set(QPalette::HighlightedText, c.onAccent);
    set(QPalette::Link, c.infoText);
    set(QPalette::LinkVisited, c.infoText);
    set(QPalette::Light, c.surface);
    set(QPalette::Midlight, c.sunken);
    set(QPalette::Mid, c.border);
    set(QPalette::Dark, c.fieldBorder);
    set(QPalette::Shadow, c.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.disabled);
    return palette;
}

/// Whether the desktop was dark when the program started: asked once, before our own palette hides the answer.
bool desktopIsDark()
{
    static const bool dark = [] {
        const QPalette desktop = QApplication::palette();
        return desktop.color(QPalette::Window).lightness() < desktop.color(QPalette::WindowText).lightness();
    }();
    return dark;
}

Theme::Mode resolved(Theme::Mode mode)
{
    if (mode != Theme::Mode::Auto)
        return mode;
    return desktopIsDark() ? Theme::Mode::Dark : Theme::Mode::Light;
}

void repolish(QWidget *widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->updateGeometry();
    widget->update();
}

double luminance(const QColor &colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

Theme::Theme() : m_colours(light())
{
    initialiseDeskResources();
}

Theme &Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::apply(QApplication &application, Mode mode, double fontPt)
{
    desktopIsDark();
    Theme &theme = instance();
    const Mode wanted = resolved(mode);
    const double size = qBound(fontPtMin, fontPt, fontPtMax);
    if (wanted == theme.m_mode && size == theme.m_fontPt && !application.styleSheet().isEmpty())
        return;
    theme.m_mode = wanted;
    theme.m_fontPt = size;
    theme.m_colours = coloursOf(theme.m_mode);
    QPixmapCache::clear();
    if (application.style()->objectName().compare(u"fusion", Qt::CaseInsensitive) != 0 && application.styleSheet().isEmpty())
        application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(paletteOf(theme.m_colours));
    application.setFont(fontOf(theme.m_fontPt));
    application.setStyleSheet(styleSheet(theme.m_colours, theme.m_fontPt));
    Q_EMIT theme.changed();
}

int Theme::rowHeight()
{
    return lineHeight(fontPt()) + 16;
}

int Theme::iconSize()
{
    return scaled(18, fontPt());
}

Colours Theme::coloursOf(Mode mode)
{
    switch (resolved(mode)) {
    case Mode::Dark:
        return dark();
    case Mode::HighContrast:
        return highContrast();
    case Mode::Light:
    case Mode::Auto:
        break;
    }
    return light();
}

QList<TextPair> Theme::textPairs(const Colours &c)
{
    return {
        {"text on window", c.text, c.window}, {"text on surface", c.text, c.surface}, {"text on sunken", c.text, c.sunken},
        {"text on hover", c.text, c.hover}, {"muted on window", c.muted, c.window}, {"muted on surface", c.muted, c.surface},
        {"muted on sunken", c.muted, c.sunken}, {"muted on hover", c.muted, c.hover},
        {"selected", c.selectedText, c.selected}, {"accent", c.onAccent, c.accent}, {"accent hover", c.onAccent, c.accentHover},
        {"accent pressed", c.onAccent, c.accentPressed}, {"info", c.infoText, c.infoBg}, {"ok", c.okText, c.okBg},
        {"warn", c.warnText, c.warnBg}, {"bad", c.badText, c.badBg}, {"neutral", c.neutralText, c.neutralBg},
        {"link on surface", c.infoText, c.surface}, {"link on window", c.infoText, c.window},
        {"problem on surface", c.badText, c.surface}, {"problem on window", c.badText, c.window},
        {"text on info", c.text, c.infoBg}, {"side", c.sideText, c.side}, {"side hover", c.sideText, c.sideHover},
        {"side badge", c.sideBadgeText, c.sideBadge}, {"tool tip", c.text, c.surface},
    };
}

double Theme::contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a), second = luminance(b);
    return (qMax(first, second) + 0.05) / (qMin(first, second) + 0.05);
}

QString Theme::styleSheet(const Colours &colours, double fontPt)
{
    instance(); // carries the resources in
    QFile file(QStringLiteral(":/style/onewindow.qss"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    const QString source = QString::fromUtf8(file.readAll());
    const QHash<QString, QString> tokens = tokensOf(colours, fontPt);
    static const QRegularExpression token(QStringLiteral("@([a-z][a-z-]*[a-z])"));
    QString sheet;
    sheet.reserve(source.size() + source.size() / 4);
    qsizetype copied = 0;
    for (auto match = token.globalMatch(source); match.hasNext();) {
        const auto found = match.next();
        Q_ASSERT_X(tokens.contains(found.captured(1)), "onewindow.qss", qPrintable(found.captured(1)));
        sheet += QStringView(source).mid(copied, found.capturedStart() - copied);
        sheet += tokens.value(found.captured(1));
        copied = found.capturedEnd();
    }
    sheet += QStringView(source).mid(copied);
    return sheet;
}

QString Theme::codeOf(Mode mode)
{
    switch (mode) {
    case Mode::Light:
        return QStringLiteral("light");
    case Mode::Dark:
        return QStringLiteral("dark");
    case Mode::HighContrast:
        return QStringLiteral("high-contrast");
    case Mode::Auto:
        break;
    }
    return QStringLiteral("auto");
}

Theme::Mode Theme::modeOf(QStringView code)
{
    for (const Mode mode : {Mode::Light, Mode::Dark, Mode::HighContrast})
        if (code == codeOf(mode))
            return mode;
    return Mode::Auto;
}

void setRole(QWidget *widget, const char *role)
{
    widget->setProperty("role", QLatin1String(role));
    repolish(widget);
}

void setTone(QWidget *widget, const char *tone)
{
    widget->setProperty("tone", QLatin1String(tone));
    repolish(widget);
}

void setProblem(QWidget *field, bool wrong)
{
    if (field->property("problem").toBool() == wrong)
        return;
    field->setProperty("problem", wrong);
    repolish(field);
}

} // namespace forms
