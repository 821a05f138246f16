// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QKeySequence>
#include <QList>
#include <QString>

class QShortcut;
class QWidget;

namespace forms {

/// One line of the keyboard map: a key and what it does.
struct KeyHint
{
    QString keys; ///< as a clerk reads it: "Ctrl+Enter", "Space"
    QString act;
    bool operator==(const KeyHint &) const = default;
};

/// Makes a shortcut of `scope` and its children that also appears in the keyboard map as `act` (translated).
/// Connect its activated().
QShortcut *addShortcut(QWidget *scope, const QKeySequence &keys, const QString &act);

/// Puts keys a widget handles itself (keyPressEvent) into the keyboard map: describeKeys(table, {{tr("Space"), tr("Received")}}).
void describeKeys(QWidget *widget, const QList<KeyHint> &hints);

/// Everything below `root` (and `root` itself) that a key does: actions with a text, shortcuts with a whatsThis, buttons
/// with a shortcut, and what describeKeys() told. Each key and act once, in the order of the widgets.
QList<KeyHint> keysOf(const QWidget &root);

/// A key as it is shown to people: "Ctrl+Enter", not "Ctrl+Return".
QString keyText(const QKeySequence &keys);

} // namespace forms
