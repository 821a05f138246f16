// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/numberfield.h"
#include "domain/identity/identitynumber.h"
#include <QFocusEvent>

namespace forms {

NumberField::NumberField(QWidget *parent) : QLineEdit(parent)
{
    setInputMethodHints(Qt::ImhPreferUppercase | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    connect(this, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_number = text;
        Q_EMIT numberEdited(text);
    });
    // Put in by hand of the program or cleared: that is the number then. What was typed is known already.
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_shows || text == m_number)
            return;
        m_number = text;
        showNumber();
    });
}

void NumberField::setNumber(const QString &number)
{
    m_number = number;
    showNumber();
}

void NumberField::setMasks(bool masks)
{
    m_masks = masks;
    showNumber();
}

void NumberField::showNumber()
{
    const QString shown = m_masks && !hasFocus() ? domain::masked(m_number) : m_number;
    put(shown);
}

void NumberField::put(const QString &shown)
{
    if (text() == shown)
        return;
    m_shows = true;
    setText(shown);
    m_shows = false;
}

void NumberField::focusInEvent(QFocusEvent *event)
{
    showNumber();
    QLineEdit::focusInEvent(event);
    put(m_number);
    // A mouse click puts the cursor where it was clicked; the keyboard takes the whole number, as in every field.
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        selectAll();
}

void NumberField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        showNumber();
}

} // namespace forms
