// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/decision/decision.h"
#include "domain/timelimit/timelimit.h"
#include <QCoreApplication>
#include <QDate>

namespace forms {

/// The words of the intake page that are not on a widget of their own.
class IntakeText
{
    Q_DECLARE_TR_FUNCTIONS(forms::IntakeText)
public:
    /// "7 working days", "on the spot".
    static QString limit(const domain::TimeLimit &limit);
    /// "12-07 Mon", with the year when it is not the year of `today`.
    static QString day(QDate date, QDate today);
    /// A due date with weekday, time of day and whether it is provisional.
    static QString due(const domain::DueDate &due, QDate today);
    /// "Original × 1"
    static QString materialForm(const QString &form, int copies);
    static QString sex(const QString &code);
    /// One sentence why.
    static QString why(const domain::Decision &decision);
    /// The primary button: "Accept with tolerance and print".
    static QString deciding(domain::Verdict verdict);
    /// For the message bar: "accepted with tolerance". `route` tells apart what one act does two ways.
    static QString done(const QString &operationType, domain::Route route);
    static QString paper(const QString &kind);
    /// "1:06", "1:02:30"
    static QString elapsed(qint64 seconds);
};

} // namespace forms
