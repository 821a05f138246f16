// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include "domain/staff/staff.h"
#include <QCoreApplication>

namespace forms {

/// The guide of an item as rich text for the screen, in the colours of the theme.
class GuideText
{
    Q_DECLARE_TR_FUNCTIONS(forms::GuideText)
public:
    /// `place` may be null: no hall is known yet.
    static QString html(const domain::Item &item, const domain::Place *place);
    /// "Notice within 5 working days → … → result": the course of the matter, step by step.
    static QStringList course(const domain::Item &item, const domain::Place *place);
};

} // namespace forms
