// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/outgoing/outgoing.h"
#include <QCoreApplication>

namespace forms {

/// The words for what leaves the house, in the language of the desk.
class OutgoingText
{
    Q_DECLARE_TR_FUNCTIONS(forms::OutgoingText)
public:
    static QString state(const domain::Outgoing &outgoing);
    /// The tone (theme.h) of a state's pill.
    static const char *tone(domain::OutgoingState state);
    static QString channel(const QString &code);
    /// What it is: "Result ready to be collected", "Licence granted".
    static QString title(const QString &code);
    /// What a person can do about one that failed.
    static QString advice(const domain::Outgoing &outgoing);
};

} // namespace forms
