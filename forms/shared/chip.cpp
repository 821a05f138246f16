// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/chip.h"
#include "forms/shared/pressable.h"
#include "forms/shared/theme.h"

namespace forms {

const char *toneName(Tone tone)
{
    switch (tone) {
    case Tone::Done:
        return "ok";
    case Tone::Warning:
        return "warn";
    case Tone::Problem:
        return "bad";
    case Tone::Info:
        break;
    }
    return "info";
}

Pill::Pill(const QString &text, const char *tone, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setProperty("role", QStringLiteral("pill"));
    set(text, tone);
}

void Pill::set(const QString &text, const char *tone)
{
    setText(text);
    setTone(this, tone);
}

Chip::Chip(const QString &name, QWidget *parent) : QPushButton(name, parent), m_name(name)
{
    setCheckable(true);
    makePressable(this);
    setProperty("role", QStringLiteral("chip"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAccessibleName(name);
}

void Chip::setCount(int count)
{
    m_count = count;
    const QString shown = count < 0 ? m_name : QStringLiteral("%1 %2").arg(m_name).arg(count);
    setText(shown);
    setAccessibleName(shown);
}

} // namespace forms
