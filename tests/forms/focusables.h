// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QComboBox>
#include <QStringList>
#include <QWidget>

namespace office {
class Office;
}

/// Whether a combo box made this widget for its list; the box itself has the name.
inline bool belongsToComboBox(const QWidget *widget)
{
    for (widget = widget->parentWidget(); widget; widget = widget->parentWidget())
        if (qobject_cast<const QComboBox *>(widget))
            return true;
    return false;
}

/// Every widget below `root` that can have the keyboard but lacks an accessible name or an object name; empty is right.
inline QStringList unnamedFocusables(const QWidget &root)
{
    QStringList unnamed;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || belongsToComboBox(widget)
            || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        if (widget->accessibleName().isEmpty() || widget->objectName().isEmpty())
            unnamed.append(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName());
    }
    return unnamed;
}

/// Stands where a desk wants its office, for parts that never ask it anything.
inline office::Office &unaskedOffice()
{
    alignas(16) static char nothing[16];
    return reinterpret_cast<office::Office &>(nothing);
}
