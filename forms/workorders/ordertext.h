// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/workorder/workorder.h"
#include "tables/ordertablemodel.h"
#include <QCoreApplication>

namespace forms {

/// The words for what stands in a work order, in the language of the desk.
class OrderText
{
    Q_DECLARE_TR_FUNCTIONS(forms::OrderText)
public:
    /// "12345", "Could not get it done", "Bad rating", "Inspection", "Process walk"
    static QString source(const QString &code);
    static QString state(const QString &code);
    /// The clock that runs: "Give out by", "Sign by" …
    static QString clock(const QString &code);
    /// What a step of the history was.
    static QString step(const QString &act);
    /// Code of a ground, an outcome, a verdict.
    static QString choice(const QString &code);
    /// What a step says besides its words.
    static QString facts(const domain::OrderStep &step);
    static tables::OrderWords words();
};

} // namespace forms
