// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include "domain/timelimit/timelimit.h"
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <optional>

namespace domain {

// The forms in which values stand in the content of a paper. A template has no logic, so a code becomes a member named
// like it that is true ("original": true), and what is absent is false, never left out: a lookup that fails inside a
// list would otherwise find a member of the same name outside it.

/// {code: true}; false for an empty code.
QJsonValue flagOf(const QString &code);
/// {year, month, day, w1…w7, time, provisional}; false when the date is invalid. w1 is Monday.
QJsonValue dateOf(QDate date, bool provisional = false, std::optional<QTime> time = {});
QJsonValue dateOf(const DueDate &due);
/// An instant as date and time of day of the hall; false when invalid.
QJsonValue instantOf(const QDateTime &at, int offsetSeconds);
/// {immediate, value, <unit code>, note}; "workday", "day", …
QJsonValue limitOf(const TimeLimit &limit);
/// A number without needless zeros: 20, 0.5, 128.75.
QString numberText(double value);
/// [{value, last}], so that a template can put a mark between them.
QJsonArray listOf(const QStringList &values);
/// The answer to a question as {question, yes, no, list}, options by their labels.
QJsonObject answerOf(const Situation &situation, const QJsonValue &answer);
/// A form field filled in: {label, required, text, yes, no, date, range, list, isTable, columns, rows, wide}.
QJsonObject fieldOf(const FormField &field, const QJsonValue &value);
/// Fields that are not tables, side by side in rows {left, right, wide} of a form of two columns.
QJsonArray formRows(const QJsonArray &fields);

} // namespace domain
