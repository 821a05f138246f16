// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QIcon>
#include <QStringView>

namespace forms {

/// Which colour of the theme an icon is drawn in.
enum class Ink { Text, Muted, Accent, OnAccent, Info, Ok, Warn, Bad, Neutral, Side };

/// An icon of the one set (resources/icons/<name>.svg, 24×24 strokes), sharp at every size and screen, drawn in the theme's
/// colour at the moment of painting: after a change of theme nothing has to be set again. `inkOn` is for the checked state
/// of a button. A name that is not in the set is a bug.
QIcon icon(QStringView name, Ink ink = Ink::Text);
QIcon icon(QStringView name, Ink ink, Ink inkOn);

/// The same as a picture for labels; it does not follow the theme by itself (take it again on Theme::changed).
QPixmap iconPixmap(QStringView name, Ink ink, int sidePx, qreal devicePixelRatio);

/// Whether the set has this icon.
bool hasIcon(QStringView name);

} // namespace forms
