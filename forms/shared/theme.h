// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QList>
#include <QObject>
#include <QString>

class QApplication;
class QWidget;

namespace forms {

/// The colours of one look, by what they are for. Every *Text colour reads on its *Bg with a contrast of at least 4.5:1.
struct Colours
{
    QColor window, surface, sunken;            ///< behind the cards; cards, fields, tables; table heads and disabled fields
    QColor border, fieldBorder;                ///< lines between things; the edge of something one can type into or press
    QColor text, muted, disabled;              ///< plain text; secondary text; what cannot be used now
    QColor accent, accentHover, accentPressed; ///< the one accent: primary button, chosen page, links
    QColor onAccent, focus;                    ///< text on the accent; the ring around the widget with the keyboard
    QColor hover, selected, selectedText;      ///< row under the mouse; chosen row
    QColor infoBg, infoText, okBg, okText, warnBg, warnText, badBg, badText, neutralBg, neutralText;
    QColor side, sideText, sideHover, sideBadge, sideBadgeText; ///< side bar
    bool lightGlyphs = false;                  ///< arrows and ticks on the surface are light
    bool lightGlyphsOnAccent = true;           ///< ticks on the accent are light
};

/// A text colour and the background it is used on.
struct TextPair
{
    const char *name;
    QColor text, background;
};

/// The look of the whole program: Fusion, one palette, one style sheet (resources/style/onewindow.qss).
///
/// Forms never set colours, fonts or style sheets themselves. They set the dynamic properties `role` and `tone` and the
/// sheet does the rest; change a property of a widget already shown with setRole() / setTone() / setProblem() below.
///
/// | widget                   | role        | looks like                                                                |
/// |--------------------------|-------------|---------------------------------------------------------------------------|
/// | QLabel                   | (none)      | plain text                                                                |
/// | QLabel                   | title       | large and bold: name of a page, the verdict of column 4                   |
/// | QLabel                   | heading     | bold: head of a card or a group                                           |
/// | QLabel                   | strong      | bold text inside a line                                                   |
/// | QLabel                   | muted       | secondary text, same size                                                 |
/// | QLabel                   | small       | secondary text, small                                                     |
/// | QLabel                   | problem     | what is wrong with a field, under the field                               |
/// | QLabel                   | pill        | a word on a coloured ground; needs `tone`                                 |
/// | QLabel                   | lamp-green, lamp-yellow, lamp-red, lamp-grey | a pill in the colour of the lamp: always with a word |
/// | QLabel, QFrame           | banner      | a whole line or box on a coloured ground; needs `tone`                    |
/// | QLabel                   | keycap      | the name of a key: "F3"                                                   |
/// | QPushButton              | (none), secondary | ordinary button                                                     |
/// | QPushButton              | primary     | the one button that does the page's work                                  |
/// | QPushButton              | danger      | irrevocable                                                               |
/// | QPushButton, QToolButton | quiet       | no frame until the mouse or the keyboard is on it                         |
/// | QPushButton              | link        | looks like a link                                                         |
/// | QPushButton              | key         | small: an act with its key, "F3 Read card", in the head of a card         |
/// | QPushButton (checkable)  | chip        | filter chip, or an answer ("1 Yes"); checked = accent                     |
/// | QFrame                   | card        | white, rounded, 1 px edge: a column of the page                           |
/// | QFrame                   | panel       | a popup or overlay                                                        |
/// | QFrame                   | line        | a thin horizontal or vertical divider (set its maximum height/width to 1) |
/// | QWidget                  | titlebar, sidebar, messagebar, nav | parts of the shell                                 |
///
/// `tone` is one of: ok, warn, bad, info, neutral. `problem=true` on a field gives it a red edge.
/// Tables, trees, lists, fields, combo boxes, check boxes, radio buttons, tabs, menus, progress bars and scroll bars look
/// right without any property. Lay out on the 8 px grid: Theme::gap.
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Mode { Auto, Light, Dark, HighContrast };
    Q_ENUM(Mode)

    static constexpr double fontPtDefault = 10.5; ///< 五号; 14 px at 96 dpi: the size the pages are laid out for
    static constexpr double fontPtMin = 10.5;
    static constexpr double fontPtMax = 20;
    static constexpr int gap = 8;      ///< px between things; half of it inside a group
    static constexpr int cardGap = 12; ///< px inside a card's edge

    /// Gives the whole program its look; may be called again at any time. Auto follows the desktop's palette as it was at
    /// start. `fontPt` is the size of plain text in points (clamped to fontPtMin…fontPtMax); small and large text derive from it.
    static void apply(QApplication &application, Mode mode, double fontPt = fontPtDefault);

    /// The one theme object, for its changed() signal.
    static Theme &instance();
    /// Colours in use now; valid before apply() too (light).
    static const Colours &colours() { return instance().m_colours; }
    /// Mode in use now, never Auto.
    static Mode mode() { return instance().m_mode; }
    static double fontPt() { return instance().m_fontPt; }
    /// Point sizes of the other two text sizes.
    static double smallPt(double fontPt) { return qMax(9.0, fontPt * 0.875); }
    static double largePt(double fontPt) { return fontPt * 1.4; }
    /// Height of a table row, px, at the present font size.
    static int rowHeight();
    /// Side of an icon beside plain text, px, at the present font size (18 at the default). Buttons have it by themselves.
    static int iconSize();

    /// Colours of a mode (Auto: of what Auto stands for).
    static Colours coloursOf(Mode mode);
    /// Every text colour with every background the sheet puts it on.
    static QList<TextPair> textPairs(const Colours &colours);
    /// Contrast of two colours by WCAG 2: 1…21.
    static double contrast(const QColor &a, const QColor &b);
    /// The style sheet with its tokens (@accent, @line, …) replaced for these colours and this font size.
    static QString styleSheet(const Colours &colours, double fontPt);

    /// "light", "dark", "high-contrast", "auto": how a mode is kept in the preferences.
    static QString codeOf(Mode mode);
    static Mode modeOf(QStringView code);

Q_SIGNALS:
    /// Colours or sizes are new; widgets that paint themselves or keep sizes take them again.
    void changed();

private:
    Theme();
    Colours m_colours;
    Mode m_mode = Mode::Light;
    double m_fontPt = fontPtDefault;
};

/// Sets the property `role` and shows it at once.
void setRole(QWidget *widget, const char *role);
/// Sets the property `tone` (ok, warn, bad, info, neutral) and shows it at once.
void setTone(QWidget *widget, const char *tone);
/// Marks a field as wrong, or as right again.
void setProblem(QWidget *field, bool wrong);

} // namespace forms
