// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/catalogue/checklist.h"
#include "domain/identity/identitynumber.h"
#include "domain/identity/phone.h"
#include "domain/jsonlogic/jsonlogic.h"
#include <QRegularExpression>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

void insertAt(QJsonObject &object, const QStringList &path, qsizetype depth, const QJsonValue &value)
{
    const QString &name = path[depth];
    if (depth + 1 == path.size()) {
        object[name] = value;
        return;
    }
    QJsonObject inner = object[name].toObject();
    insertAt(inner, path, depth + 1, value);
    object[name] = inner;
}

bool holds(const QJsonValue &rule, const QJsonValue &context)
{
    // Rules were checked when the catalogue was read, so a refusal here can only come from depth; such a rule never holds.
    const Result<QJsonValue> result = evaluateJsonLogic(rule, context);
    return result && jsonLogicTruth(*result);
}

/// Whether the answer is one the question offers.
bool isAnswer(const Situation &situation, const QJsonValue &answer)
{
    const auto offered = [&](const QJsonValue &value) {
        return std::any_of(situation.options.begin(), situation.options.end(), [&](const auto &option) { return option.value == value; });
    };
    if (situation.type != Situation::Type::Multi)
        return offered(answer);
    if (!answer.isArray())
        return false;
    const QJsonArray chosen = answer.toArray();
    return std::all_of(chosen.begin(), chosen.end(), [&](const QJsonValue &value) { return offered(value); });
}

Result<QJsonValue> checkText(const FormField &field, const QString &text)
{
    const int maxLength = field.constraints[u"maxLength"_s].toInt(field.type == "textarea"_L1 ? 2000 : 200);
    if (text.size() > maxLength)
        return refuse(u"field.length", {{u"max"_s, maxLength}});
    const QString pattern = field.constraints[u"pattern"_s].toString();
    if (!pattern.isEmpty() && !QRegularExpression(pattern).match(text).hasMatch())
        return refuse(u"field.pattern", {{u"label"_s, field.label}});
    return QJsonValue(text);
}

Result<QJsonValue> checkNumber(const FormField &field, const QJsonValue &value)
{
    bool ok = value.isDouble();
    const double number = ok ? value.toDouble() : value.toString().trimmed().toDouble(&ok);
    if (!ok)
        return refuse(u"field.number");
    const QJsonValue low = field.constraints[u"min"_s], high = field.constraints[u"max"_s];
    if ((low.isDouble() && number < low.toDouble()) || (high.isDouble() && number > high.toDouble()))
        return refuse(u"field.range", {{u"min"_s, low}, {u"max"_s, high}});
    return QJsonValue(number);
}

Result<QJsonValue> checkOptions(const FormField &field, const QJsonValue &value)
{
    const QJsonArray options = field.constraints[u"options"_s].toArray();
    const QJsonArray chosen = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue &one : chosen) {
        if (!options.isEmpty() && !options.contains(one))
            return refuse(u"field.option", {{u"value"_s, one}});
    }
    return value;
}

template<class T, class Get>
Result<QJsonValue> textOf(const Result<T> &result, Get get)
{
    if (!result)
        return result.refusal();
    return QJsonValue(get(*result));
}

} // namespace

QJsonObject ruleContext(const Item &item, QStringView applicantKind, const QJsonObject &answers)
{
    QJsonObject context{{u"applicant"_s, QJsonObject{{u"kind"_s, applicantKind.toString()}}},
                        {u"agent"_s, QJsonObject{{u"present"_s, QJsonValue::Null}}}};
    for (const Situation &situation : item.situations) {
        const QJsonValue answer = answers.value(situation.id);
        insertAt(context, situation.id.split(u'.'), 0, answer.isUndefined() ? QJsonValue(QJsonValue::Null) : answer);
    }
    return context;
}

Checklist checklistFor(const Item &item, QStringView applicantKind, const QJsonObject &answers)
{
    Checklist list;
    // Questions may hang on earlier answers: each is judged with the answers that count so far, so an answer left over
    // from another branch never opens anything.
    for (const Situation &situation : item.situations) {
        if (!holds(situation.when, ruleContext(item, applicantKind, list.answers)))
            continue;
        list.questions << situation;
        const QJsonValue answer = answers.value(situation.id);
        if (!answer.isUndefined() && !answer.isNull() && isAnswer(situation, answer))
            list.answers[situation.id] = answer;
        else
            list.unanswered << situation.id;
    }
    const QJsonObject context = ruleContext(item, applicantKind, list.answers);
    for (const FormField &field : item.form) {
        if (field.when.isNull() || holds(field.when, context))
            list.fields << field;
    }
    for (const MaterialRequirement &material : item.materials) {
        if (holds(material.when, context))
            list.materials << material;
    }
    list.legalLimit = item.legalLimit;
    list.committedLimit = item.committedLimit;
    for (const LimitVariant &variant : item.limitVariants) {
        if (!holds(variant.when, context))
            continue;
        list.legalLimit = variant.legal.value_or(list.legalLimit);
        list.committedLimit = variant.committed.value_or(list.committedLimit);
    }
    for (const RefusalRule &rule : item.refusals) {
        if (holds(rule.when, context)) {
            list.refusal = rule;
            break;
        }
    }
    return list;
}

Result<QJsonValue> checkField(const FormField &field, const QJsonValue &value, QDate today)
{
    if (field.type == "bool"_L1)
        return value.isBool() ? Result<QJsonValue>(value) : Result<QJsonValue>(refuse(u"field.option", {{u"value"_s, value}}));
    if (field.type == "number"_L1 || field.type == "money"_L1)
        return checkNumber(field, value);
    if (field.type == "select"_L1 || field.type == "multiselect"_L1)
        return checkOptions(field, value);
    if (field.type == "table"_L1 || field.type == "computed"_L1)
        return value;
    const QString text = value.toString().trimmed();
    if (text.isEmpty())
        return QJsonValue(text);
    if (field.type == "idno"_L1)
        return textOf(parseIdentity(text, today), [](const IdentityNumber &number) { return number.number; });
    if (field.type == "uscc"_L1)
        return textOf(parseIdentityAs(IdentityKind::CreditCode, text, today), [](const IdentityNumber &number) { return number.number; });
    if (field.type == "mobile"_L1)
        return textOf(parseMobile(text), [](const QString &number) { return number; });
    if (field.type == "phone"_L1)
        return textOf(parsePhone(text), [](const QString &number) { return number; });
    if (field.type == "date"_L1 && !QDate::fromString(text, Qt::ISODate).isValid())
        return refuse(u"field.date", {{u"text"_s, text}});
    if (field.type == "month"_L1 && !QDate::fromString(QString(text + u"-01"_s), Qt::ISODate).isValid())
        return refuse(u"field.date", {{u"text"_s, text}});
    return checkText(field, text);
}

} // namespace domain
