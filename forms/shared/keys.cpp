// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/keys.h"
#include <QAbstractButton>
#include <QAction>
#include <QShortcut>
#include <QVariant>
#include <QWidget>

namespace forms {
namespace {

constexpr char hintsProperty[] = "keyHints";

QString plainText(QString text)
{
    text.remove(QLatin1Char('&'));
    while (text.endsWith(u'…') || text.endsWith(u'.'))
        text.chop(1);
    return text;
}

void append(QList<KeyHint> &hints, const QString &keys, const QString &act)
{
    const KeyHint hint{keys, act};
    if (!keys.isEmpty() && !act.isEmpty() && !hints.contains(hint))
        hints.append(hint);
}

void appendOf(QList<KeyHint> &hints, const QObject &object)
{
    if (const auto *shortcut = qobject_cast<const QShortcut *>(&object))
        append(hints, keyText(shortcut->key()), shortcut->whatsThis());
    else if (const auto *button = qobject_cast<const QAbstractButton *>(&object))
        append(hints, keyText(button->shortcut()), plainText(button->text()));
    if (const auto *widget = qobject_cast<const QWidget *>(&object)) {
        for (const QAction *action : widget->actions())
            for (const QKeySequence &keys : action->shortcuts())
                append(hints, keyText(keys), plainText(action->text()));
        for (const QVariant &row : widget->property(hintsProperty).toList())
            append(hints, row.toStringList().value(0), row.toStringList().value(1));
    }
}

void collect(QList<KeyHint> &hints, const QObject &object)
{
    appendOf(hints, object);
    for (const QObject *child : object.children())
        collect(hints, *child);
}

} // namespace

QShortcut *addShortcut(QWidget *scope, const QKeySequence &keys, const QString &act)
{
    auto *shortcut = new QShortcut(keys, scope);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    shortcut->setWhatsThis(act);
    return shortcut;
}

void describeKeys(QWidget *widget, const QList<KeyHint> &hints)
{
    QVariantList rows;
    for (const KeyHint &hint : hints)
        rows.append(QStringList{hint.keys, hint.act});
    widget->setProperty(hintsProperty, rows);
}

QList<KeyHint> keysOf(const QWidget &root)
{
    QList<KeyHint> hints;
    collect(hints, root);
    return hints;
}

QString keyText(const QKeySequence &keys)
{
    QString text = keys.toString(QKeySequence::NativeText);
    return text.replace(QLatin1String("Return"), QLatin1String("Enter"));
}

} // namespace forms
