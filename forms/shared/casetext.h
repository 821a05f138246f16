// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "domain/catalogue/item.h"
#include "domain/timelimit/timelimit.h"
#include "office/archive.h"
#include "tables/casetablemodel.h"
#include <QCoreApplication>

namespace forms {

/// The words for what stands in a case, in the language of the desk. Numbers of persons are masked.
class CaseText
{
    Q_DECLARE_TR_FUNCTIONS(forms::CaseText)
public:
    /// "In time", "Soon due", "Overdue" for "green", "yellow", "red"; empty when no clock runs.
    static QString lamp(const QString &code);
    /// The tone (theme.h) of a lamp's pill.
    static const char *lampTone(const QString &code);
    /// The answer to a question of the item, by the labels of its options.
    static QString answer(const domain::Situation &situation, const QJsonValue &value);
    /// Whether a field of this type holds a number of a person: identity, phone, bank account.
    static bool isPersonal(const QString &type);
    /// What was entered into a form field; numbers of persons and phones masked.
    static QString field(const domain::FormField &field, const QJsonValue &value);
    /// One line about a material: mark, and what makes it special (reason, last day).
    static QString material(const domain::CaseMaterial &material, QDate today);
    /// A number as it may be shown: the credit code of an organisation whole, a person's masked.
    static QString number(const domain::ApplicantCard &applicant);
    /// An instant in hall time, with the year when it is not this one.
    static QString instant(const QDateTime &at, const QDateTime &now);
    /// What has become of a journalled operation.
    static QString fate(const office::JournalRow &row);
    /// A limit's end with its time.
    static QString due(const domain::DueDate &due, QDate today);
    static tables::CaseWords words();
};

} // namespace forms
