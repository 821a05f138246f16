// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include <QDate>
#include <QWidget>

namespace forms {

/// The editor of one form field, by the field's type. Values are those of the catalogue's forms: text, number, bool, array of
/// options, ISO dates ("2026-12-04", "2026-12", "2026-12-04/2027-12-03"), rows of a table as objects by column. What cannot be
/// read as the type stays text and is refused by domain::checkField with a sentence.
class ValueEditor : public QWidget
{
    Q_OBJECT
public:
    /// The editor for a field; its parts are named "field.<key>" and by the field's label.
    static ValueEditor *make(const domain::FormField &field, QDate today, QWidget *parent);

    using QWidget::QWidget;
    virtual QJsonValue value() const = 0;
    virtual void setValue(const QJsonValue &value) = 0;
    virtual void setReadOnly(bool readOnly) = 0;
    virtual void setWrong(bool wrong) = 0;

Q_SIGNALS:
    /// A person changed something.
    void edited();
    /// The field was left.
    void left();
    /// Enter: on to the next field.
    void entered();
};

/// A date as people type it: 2026-12-04, 20261204, 2026.12.4, 2026年12月4日, 12-4 (this year). Invalid when it is none.
QDate dateFromTyped(const QString &typed, QDate today);
/// A month likewise, "2026-12"; empty when it is none.
QString monthFromTyped(const QString &typed);
/// An instant likewise, "2026-12-04T08:30"; empty when it is none.
QString dateTimeFromTyped(const QString &typed, QDate today);

} // namespace forms
