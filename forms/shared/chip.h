// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/desk.h"
#include <QLabel>
#include <QPushButton>

namespace forms {

/// "ok", "warn", "bad", "info": the property `tone` (theme.h) of a notice's tone.
const char *toneName(Tone tone);

/// A word on a coloured ground: "Received", "Due 12-07 (10 working days)".
class Pill : public QLabel
{
    Q_OBJECT
public:
    /// `tone` as in theme.h: ok, warn, bad, info, neutral.
    explicit Pill(const QString &text = {}, const char *tone = "neutral", QWidget *parent = nullptr);
    void set(const QString &text, const char *tone);
};

/// A filter chip: a word that is on or off, with how many there are ("Today 12").
class Chip : public QPushButton
{
    Q_OBJECT
public:
    explicit Chip(const QString &name, QWidget *parent = nullptr);
    /// Shows how many; a negative number shows none.
    void setCount(int count);
    int count() const { return m_count; }

private:
    QString m_name;
    int m_count = -1;
};

} // namespace forms
