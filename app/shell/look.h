// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

class QApplication;

namespace forms {
class Preferences;
}

namespace app {

/// Gives the program the language, colours and text size of the preferences, now and whenever one of them changes.
/// Translations are read from `folder` (onewindow_<language>.qm); English is the language of the source and needs none.
void followPreferences(QApplication &application, forms::Preferences &preferences, const QString &folder = QStringLiteral(":/i18n"));

/// Gives a window the place it had when the program was used last, else the room of the screen up to a comfortable size.
void fitWindow(QWidget &window, const forms::Preferences &preferences);
/// Where fitWindow() looks.
QString windowGeometryKey();

} // namespace app
