// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "domain/catalogue/item.h"

namespace domain {

/// What one item asks of one applicant in one situation.
struct Checklist
{
    QList<Situation> questions;              ///< those whose condition holds, in the catalogue's order
    QStringList unanswered;                  ///< ids of applicable questions without a valid answer
    QList<FormField> fields;
    QList<MaterialRequirement> materials;
    TimeLimit legalLimit, committedLimit;    ///< after limit variants
    std::optional<RefusalRule> refusal;      ///< set when an answer means this window can't accept
    QJsonObject answers;                     ///< the answers that count: those of questions still applicable
};

/// The context JsonLogic rules of the catalogue are written for: {applicant:{kind}, agent:{present}, <situation path>: …};
/// a question not answered is null.
QJsonObject ruleContext(const Item &item, QStringView applicantKind, const QJsonObject &answers);

/// Works out the checklist (M31). Answers to questions that no longer apply are left out, never used.
Checklist checklistFor(const Item &item, QStringView applicantKind, const QJsonObject &answers);

/// Checks one value typed into a form field. Refusals: field.required is never given here; field.number, field.range
/// {min,max}, field.length {max}, field.pattern, field.option, field.date, and those of identity, credit code and phone.
/// Returns the value as it should be stored (normalised).
Result<QJsonValue> checkField(const FormField &field, const QJsonValue &value, QDate today);

} // namespace domain
