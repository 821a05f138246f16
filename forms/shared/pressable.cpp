// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/pressable.h"
#include <QAbstractButton>
#include <QAccessibleWidget>

namespace forms {
namespace {

constexpr char pressable[] = "pressable";

class PressableButton : public QAccessibleWidget
{
public:
    explicit PressableButton(QAbstractButton *button)
        : QAccessibleWidget(button, button->autoExclusive() ? QAccessible::RadioButton : QAccessible::CheckBox)
    {
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = true;
        state.checked = button()->isChecked();
        state.pressed = button()->isDown();
        return state;
    }
    QString text(QAccessible::Text kind) const override
    {
        const QString text = QAccessibleWidget::text(kind);
        return text.isEmpty() && kind == QAccessible::Name ? button()->text() : text;
    }
    QStringList actionNames() const override
    {
        QStringList names = QAccessibleWidget::actionNames();
        if (button()->isEnabled())
            names.prepend(pressAction());
        return names;
    }
    void doAction(const QString &name) override
    {
        if (name == pressAction())
            button()->click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QAbstractButton *button() const { return static_cast<QAbstractButton *>(object()); }
};

QAccessibleInterface *make(const QString &className, QObject *object)
{
    Q_UNUSED(className)
    auto *button = qobject_cast<QAbstractButton *>(object);
    return button && button->property(pressable).toBool() ? new PressableButton(button) : nullptr;
}

} // namespace

void makePressable(QAbstractButton *button)
{
    static const bool installed = (QAccessible::installFactory(make), true);
    Q_UNUSED(installed)
    button->setProperty(pressable, true);
}

} // namespace forms
