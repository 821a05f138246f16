// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsonlogic/jsonlogic.h"

#include "domain/jsonlogic/javascriptvalue.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace domain {

namespace {

using Arguments = QList<QJsonValue>;

constexpr int unlimited = -1;

/// Whether a value is an operator with its arguments: an object with exactly one key.
bool isOperation(const QJsonValue &value)
{
    return value.isObject() && value.toObject().size() == 1;
}

/// The arguments as written; one that is not in an array stands for itself.
Arguments argumentsOf(const QJsonValue &written)
{
    if (!written.isArray())
        return {written};
    const QJsonArray array = written.toArray();
    return Arguments(array.begin(), array.end());
}

QJsonValue argument(const Arguments &arguments, qsizetype index)
{
    return index < arguments.size() ? arguments[index] : QJsonValue(QJsonValue::Undefined);
}

Refusal unknownOperator(const QString &name)
{
    return refuse(u"jsonlogic.unknown-operator", {{QStringLiteral("operator"), name}});
}

Refusal tooDeep()
{
    return refuse(u"jsonlogic.too-deep", {{QStringLiteral("depthMax"), jsonLogicDepthMax}});
}

/// value[key] of JavaScript for JSON values; the length of a list or a text counts as one of its properties.
QJsonValue property(const QJsonValue &value, const QString &key)
{
    if (value.isObject())
        return value.toObject().value(key);
    if (!value.isArray() && !value.isString())
        return QJsonValue(QJsonValue::Undefined);
    const QJsonArray array = value.toArray();
    const QString string = value.toString();
    const qsizetype length = value.isArray() ? array.size() : string.size();
    if (key == u"length")
        return length;
    bool isNumber = false;
    const qlonglong index = key.toLongLong(&isNumber);
    if (!isNumber || index < 0 || index >= length || QString::number(index) != key)
        return QJsonValue(QJsonValue::Undefined);
    return value.isArray() ? array.at(index) : QJsonValue(QString(string[index]));
}

QJsonValue variable(const QJsonValue &context, const QJsonValue &path, const QJsonValue &fallback)
{
    if (path.isUndefined() || path.isNull() || path == QJsonValue(QString()))
        return context;
    const QJsonValue notFound = fallback.isUndefined() ? QJsonValue(QJsonValue::Null) : fallback;
    QJsonValue found = context;
    const QStringList steps = javascript::text(path).split(u'.');
    for (const QString &step : steps) {
        found = property(found, step);
        if (found.isUndefined())
            return notFound;
    }
    return found;
}

/// Of the keys given one by one or as one list, those whose value is absent, null or "".
QJsonArray missing(const QJsonValue &context, const Arguments &arguments)
{
    QJsonArray absent;
    const Arguments keys = argument(arguments, 0).isArray() ? argumentsOf(arguments[0]) : arguments;
    for (const QJsonValue &key : keys) {
        // The reference hands each key to `var`, so a key may itself be a list [path, default].
        const Arguments path = argumentsOf(key);
        const QJsonValue value = variable(context, argument(path, 0), argument(path, 1));
        if (value.isNull() || value.isUndefined() || value == QJsonValue(QString()))
            absent.append(key);
    }
    return absent;
}

QJsonValue missingSome(const QJsonValue &context, const QJsonValue &needed, const QJsonValue &keys)
{
    const QJsonArray absent = missing(context, argumentsOf(keys));
    const double present = javascript::number(property(keys, QStringLiteral("length"))) - double(absent.size());
    return javascript::compare(present, needed) >= 0 ? QJsonArray() : absent;
}

QJsonValue substring(const QJsonValue &value, const QJsonValue &start, const QJsonValue &length)
{
    // JavaScript's ToIntegerOrInfinity, then bounded so that qsizetype holds it.
    const auto whole = [](const QJsonValue &v) {
        const double number = v.isUndefined() ? 0 : javascript::number(v);
        return std::isnan(number) ? qsizetype(0) : qsizetype(std::trunc(std::clamp(number, -1e9, 1e9)));
    };
    const QString source = javascript::text(value);
    qsizetype from = whole(start);
    if (from < 0)
        from = std::max<qsizetype>(0, source.size() + from);
    const QString tail = source.mid(from);
    if (length.isUndefined())
        return tail;
    const qsizetype count = whole(length);
    // A negative length leaves that many characters off the end, as the reference does.
    return tail.left(count < 0 ? std::max<qsizetype>(0, tail.size() + count) : count);
}

bool contains(const QJsonValue &sought, const QJsonValue &within)
{
    if (within.isString())
        return !within.toString().isEmpty() && within.toString().contains(javascript::text(sought));
    const QJsonArray list = within.toArray();
    return std::any_of(list.begin(), list.end(),
                       [&](const QJsonValue &element) { return javascript::strictlyEqual(sought, element); });
}

QJsonValue extreme(const Arguments &arguments, bool largest)
{
    double best = largest ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    for (const QJsonValue &value : arguments) {
        const double number = javascript::number(value);
        if (std::isnan(number))
            return number;
        best = largest ? std::max(best, number) : std::min(best, number);
    }
    return best;
}

QJsonArray merged(const Arguments &arguments)
{
    QJsonArray all;
    for (const QJsonValue &value : arguments) {
        const Arguments parts = argumentsOf(value);
        for (const QJsonValue &part : parts)
            all.append(part);
    }
    return all;
}

/// One evaluation. The first refusal stops it: everything after returns at once and the caller asks for the refusal.
class Evaluation
{
public:
    using Act = QJsonValue (Evaluation::*)(const Arguments &, const QJsonValue &context);

    /// What an operator does, whether it evaluates its arguments itself, and how many it takes.
    struct Operator
    {
        Act act;
        bool lazy;
        int argumentsMin;
        int argumentsMax;
    };
    static const QHash<QString, Operator> &operators();

    QJsonValue apply(const QJsonValue &rule, const QJsonValue &context);
    const std::optional<Refusal> &refusal() const { return m_refusal; }

private:
    QJsonValue perform(const QJsonObject &operation, const QJsonValue &context);
    QJsonValue stop(Refusal refusal);
    bool holds(const QJsonValue &rule, const QJsonValue &context) { return jsonLogicTruth(apply(rule, context)); }
    /// The list a map, filter, … works on; nullopt when the first argument is no list.
    std::optional<QJsonArray> list(const Arguments &arguments, const QJsonValue &context);

    QJsonValue conditional(const Arguments &arguments, const QJsonValue &context);
    QJsonValue allTrue(const Arguments &arguments, const QJsonValue &context);
    QJsonValue anyTrue(const Arguments &arguments, const QJsonValue &context);
    QJsonValue mapList(const Arguments &arguments, const QJsonValue &context);
    QJsonValue filterList(const Arguments &arguments, const QJsonValue &context);
    QJsonValue reduceList(const Arguments &arguments, const QJsonValue &context);
    QJsonValue allOfList(const Arguments &arguments, const QJsonValue &context);
    QJsonValue noneOfList(const Arguments &arguments, const QJsonValue &context);
    QJsonValue someOfList(const Arguments &arguments, const QJsonValue &context);

    QJsonValue readVariable(const Arguments &a, const QJsonValue &context)
    {
        return variable(context, argument(a, 0), argument(a, 1));
    }
    QJsonValue listMissing(const Arguments &a, const QJsonValue &context) { return missing(context, a); }
    QJsonValue listMissingSome(const Arguments &a, const QJsonValue &context);
    QJsonValue equal(const Arguments &a, const QJsonValue &)
    {
        return javascript::looselyEqual(argument(a, 0), argument(a, 1));
    }
    QJsonValue identical(const Arguments &a, const QJsonValue &)
    {
        return javascript::strictlyEqual(argument(a, 0), argument(a, 1));
    }
    QJsonValue unequal(const Arguments &a, const QJsonValue &)
    {
        return !javascript::looselyEqual(argument(a, 0), argument(a, 1));
    }
    QJsonValue notIdentical(const Arguments &a, const QJsonValue &)
    {
        return !javascript::strictlyEqual(argument(a, 0), argument(a, 1));
    }
    QJsonValue negation(const Arguments &a, const QJsonValue &) { return !jsonLogicTruth(argument(a, 0)); }
    QJsonValue truth(const Arguments &a, const QJsonValue &) { return jsonLogicTruth(argument(a, 0)); }
    QJsonValue greater(const Arguments &a, const QJsonValue &)
    {
        return javascript::compare(argument(a, 0), argument(a, 1)) > 0;
    }
    QJsonValue atLeast(const Arguments &a, const QJsonValue &)
    {
        return javascript::compare(argument(a, 0), argument(a, 1)) >= 0;
    }
    QJsonValue less(const Arguments &a, const QJsonValue &);
    QJsonValue atMost(const Arguments &a, const QJsonValue &);
    QJsonValue largest(const Arguments &a, const QJsonValue &) { return extreme(a, true); }
    QJsonValue smallest(const Arguments &a, const QJsonValue &) { return extreme(a, false); }
    QJsonValue sum(const Arguments &a, const QJsonValue &);
    QJsonValue difference(const Arguments &a, const QJsonValue &);
    QJsonValue product(const Arguments &a, const QJsonValue &);
    QJsonValue quotient(const Arguments &a, const QJsonValue &)
    {
        return javascript::number(argument(a, 0)) / javascript::number(argument(a, 1));
    }
    QJsonValue remainder(const Arguments &a, const QJsonValue &)
    {
        return std::fmod(javascript::number(argument(a, 0)), javascript::number(argument(a, 1)));
    }
    QJsonValue merge(const Arguments &a, const QJsonValue &) { return merged(a); }
    QJsonValue isIn(const Arguments &a, const QJsonValue &) { return contains(argument(a, 0), argument(a, 1)); }
    // The arguments joined by nothing: null is empty and a list inside is joined by commas.
    QJsonValue concatenation(const Arguments &a, const QJsonValue &);
    QJsonValue substr(const Arguments &a, const QJsonValue &)
    {
        return substring(argument(a, 0), argument(a, 1), argument(a, 2));
    }
    QJsonValue log(const Arguments &a, const QJsonValue &) { return argument(a, 0); }

    std::optional<Refusal> m_refusal;
    int m_depth = 0;
};

const QHash<QString, Evaluation::Operator> &Evaluation::operators()
{
    using E = Evaluation;
    static const QHash<QString, Operator> table{
        {QStringLiteral("if"), {&E::conditional, true, 1, unlimited}},
        {QStringLiteral("?:"), {&E::conditional, true, 1, unlimited}},
        {QStringLiteral("and"), {&E::allTrue, true, 1, unlimited}},
        {QStringLiteral("or"), {&E::anyTrue, true, 1, unlimited}},
        {QStringLiteral("map"), {&E::mapList, true, 2, 2}},
        {QStringLiteral("filter"), {&E::filterList, true, 2, 2}},
        {QStringLiteral("reduce"), {&E::reduceList, true, 2, 3}},
        {QStringLiteral("all"), {&E::allOfList, true, 2, 2}},
        {QStringLiteral("none"), {&E::noneOfList, true, 2, 2}},
        {QStringLiteral("some"), {&E::someOfList, true, 2, 2}},
        {QStringLiteral("var"), {&E::readVariable, false, 0, 2}},
        {QStringLiteral("missing"), {&E::listMissing, false, 0, unlimited}},
        {QStringLiteral("missing_some"), {&E::listMissingSome, false, 2, 2}},
        {QStringLiteral("=="), {&E::equal, false, 2, 2}},
        {QStringLiteral("==="), {&E::identical, false, 2, 2}},
        {QStringLiteral("!="), {&E::unequal, false, 2, 2}},
        {QStringLiteral("!=="), {&E::notIdentical, false, 2, 2}},
        {QStringLiteral("!"), {&E::negation, false, 1, 1}},
        {QStringLiteral("!!"), {&E::truth, false, 1, 1}},
        {QStringLiteral(">"), {&E::greater, false, 2, 2}},
        {QStringLiteral(">="), {&E::atLeast, false, 2, 2}},
        {QStringLiteral("<"), {&E::less, false, 2, 3}},
        {QStringLiteral("<="), {&E::atMost, false, 2, 3}},
        {QStringLiteral("max"), {&E::largest, false, 1, unlimited}},
        {QStringLiteral("min"), {&E::smallest, false, 1, unlimited}},
        {QStringLiteral("+"), {&E::sum, false, 1, unlimited}},
        {QStringLiteral("-"), {&E::difference, false, 1, 2}},
        {QStringLiteral("*"), {&E::product, false, 1, unlimited}},
        {QStringLiteral("/"), {&E::quotient, false, 2, 2}},
        {QStringLiteral("%"), {&E::remainder, false, 2, 2}},
        {QStringLiteral("merge"), {&E::merge, false, 0, unlimited}},
        {QStringLiteral("in"), {&E::isIn, false, 2, 2}},
        {QStringLiteral("cat"), {&E::concatenation, false, 0, unlimited}},
        {QStringLiteral("substr"), {&E::substr, false, 2, 3}},
        {QStringLiteral("log"), {&E::log, false, 1, 1}},
    };
    return table;
}

QJsonValue Evaluation::apply(const QJsonValue &rule, const QJsonValue &context)
{
    if (m_refusal || (!rule.isArray() && !isOperation(rule)))
        return rule;
    if (m_depth == jsonLogicDepthMax)
        return stop(tooDeep());
    ++m_depth;
    QJsonValue result;
    if (rule.isArray()) {
        QJsonArray values;
        const QJsonArray rules = rule.toArray();
        for (const QJsonValue &element : rules)
            values.append(apply(element, context));
        result = values;
    } else {
        result = perform(rule.toObject(), context);
    }
    --m_depth;
    return result;
}

QJsonValue Evaluation::perform(const QJsonObject &operation, const QJsonValue &context)
{
    const QString name = operation.begin().key();
    const auto found = operators().constFind(name);
    if (found == operators().constEnd())
        return stop(unknownOperator(name));
    Arguments arguments = argumentsOf(operation.begin().value());
    if (!found->lazy) {
        for (QJsonValue &value : arguments)
            value = apply(value, context);
        if (m_refusal)
            return {};
    }
    return (this->*found->act)(arguments, context);
}

QJsonValue Evaluation::stop(Refusal refusal)
{
    if (!m_refusal)
        m_refusal = std::move(refusal);
    return {};
}

std::optional<QJsonArray> Evaluation::list(const Arguments &arguments, const QJsonValue &context)
{
    const QJsonValue value = apply(argument(arguments, 0), context);
    if (m_refusal || !value.isArray())
        return std::nullopt;
    return value.toArray();
}

QJsonValue Evaluation::conditional(const Arguments &arguments, const QJsonValue &context)
{
    qsizetype i = 0;
    for (; i + 1 < arguments.size(); i += 2)
        if (holds(arguments[i], context))
            return apply(arguments[i + 1], context);
    return i < arguments.size() ? apply(arguments[i], context) : QJsonValue(QJsonValue::Null);
}

QJsonValue Evaluation::allTrue(const Arguments &arguments, const QJsonValue &context)
{
    QJsonValue current(QJsonValue::Undefined);
    for (const QJsonValue &rule : arguments) {
        current = apply(rule, context);
        if (!jsonLogicTruth(current))
            break;
    }
    return current;
}

QJsonValue Evaluation::anyTrue(const Arguments &arguments, const QJsonValue &context)
{
    QJsonValue current(QJsonValue::Undefined);
    for (const QJsonValue &rule : arguments) {
        current = apply(rule, context);
        if (jsonLogicTruth(current))
            break;
    }
    return current;
}

QJsonValue Evaluation::mapList(const Arguments &arguments, const QJsonValue &context)
{
    QJsonArray mapped;
    for (const auto elements = list(arguments, context).value_or(QJsonArray()); const QJsonValue &element : elements)
        mapped.append(apply(argument(arguments, 1), element));
    return mapped;
}

QJsonValue Evaluation::filterList(const Arguments &arguments, const QJsonValue &context)
{
    QJsonArray kept;
    for (const auto elements = list(arguments, context).value_or(QJsonArray()); const QJsonValue &element : elements)
        if (holds(argument(arguments, 1), element))
            kept.append(element);
    return kept;
}

QJsonValue Evaluation::reduceList(const Arguments &arguments, const QJsonValue &context)
{
    const auto elements = list(arguments, context);
    QJsonValue accumulator = arguments.size() > 2 ? apply(arguments[2], context) : QJsonValue(QJsonValue::Null);
    if (!elements)
        return accumulator;
    for (const QJsonValue &current : *elements)
        accumulator = apply(argument(arguments, 1), QJsonObject{{QStringLiteral("current"), current},
                                                                {QStringLiteral("accumulator"), accumulator}});
    return accumulator;
}

QJsonValue Evaluation::allOfList(const Arguments &arguments, const QJsonValue &context)
{
    const QJsonArray elements = list(arguments, context).value_or(QJsonArray());
    return !elements.isEmpty() && std::all_of(elements.begin(), elements.end(), [&](const QJsonValue &element) {
        return holds(argument(arguments, 1), element);
    });
}

QJsonValue Evaluation::noneOfList(const Arguments &arguments, const QJsonValue &context)
{
    return !someOfList(arguments, context).toBool();
}

QJsonValue Evaluation::someOfList(const Arguments &arguments, const QJsonValue &context)
{
    const QJsonArray elements = list(arguments, context).value_or(QJsonArray());
    return std::any_of(elements.begin(), elements.end(),
                       [&](const QJsonValue &element) { return holds(argument(arguments, 1), element); });
}

QJsonValue Evaluation::listMissingSome(const Arguments &arguments, const QJsonValue &context)
{
    const QJsonValue keys = argument(arguments, 1);
    if (keys.isNull() || keys.isUndefined())
        return stop(refuse(u"jsonlogic.arguments", {{QStringLiteral("operator"), QStringLiteral("missing_some")}}));
    return missingSome(context, argument(arguments, 0), keys);
}

QJsonValue Evaluation::less(const Arguments &a, const QJsonValue &)
{
    return javascript::compare(argument(a, 0), argument(a, 1)) < 0 &&
           (argument(a, 2).isUndefined() || javascript::compare(argument(a, 1), argument(a, 2)) < 0);
}

QJsonValue Evaluation::atMost(const Arguments &a, const QJsonValue &)
{
    return javascript::compare(argument(a, 0), argument(a, 1)) <= 0 &&
           (argument(a, 2).isUndefined() || javascript::compare(argument(a, 1), argument(a, 2)) <= 0);
}

QJsonValue Evaluation::sum(const Arguments &arguments, const QJsonValue &)
{
    double total = 0;
    for (const QJsonValue &value : arguments)
        total += javascript::leadingNumber(value);
    return total;
}

QJsonValue Evaluation::difference(const Arguments &a, const QJsonValue &)
{
    const double first = javascript::number(argument(a, 0));
    return argument(a, 1).isUndefined() ? -first : first - javascript::number(argument(a, 1));
}

QJsonValue Evaluation::product(const Arguments &arguments, const QJsonValue &)
{
    if (arguments.isEmpty())
        return stop(refuse(u"jsonlogic.arguments", {{QStringLiteral("operator"), QStringLiteral("*")}}));
    if (arguments.size() == 1)
        return arguments[0]; // as the reference: one factor is returned as it is, even a text
    double total = 1;
    for (const QJsonValue &value : arguments)
        total *= javascript::leadingNumber(value);
    return total;
}

QJsonValue Evaluation::concatenation(const Arguments &arguments, const QJsonValue &)
{
    QString joined;
    for (const QJsonValue &value : arguments)
        if (!value.isNull() && !value.isUndefined())
            joined += javascript::text(value);
    return joined;
}

Refusal wrongArguments(const QString &name, qsizetype count, int min, int max)
{
    QJsonObject facts{
        {QStringLiteral("operator"), name}, {QStringLiteral("count"), count}, {QStringLiteral("min"), min}};
    if (max != unlimited)
        facts.insert(QStringLiteral("max"), max);
    return refuse(u"jsonlogic.arguments", facts);
}

std::optional<Refusal> findFault(const QJsonValue &rule, int depth)
{
    if (!rule.isArray() && !rule.isObject())
        return std::nullopt;
    if (rule.isObject() && !isOperation(rule))
        return refuse(u"jsonlogic.shape",
                      {{QStringLiteral("keys"), QJsonArray::fromStringList(rule.toObject().keys())}});
    if (depth == jsonLogicDepthMax)
        return tooDeep();
    QJsonValue written = rule;
    if (rule.isObject()) {
        const QJsonObject operation = rule.toObject();
        const QString name = operation.begin().key();
        const auto found = Evaluation::operators().constFind(name);
        if (found == Evaluation::operators().constEnd())
            return unknownOperator(name);
        written = operation.begin().value();
        const qsizetype count = argumentsOf(written).size();
        if (count < found->argumentsMin || (found->argumentsMax != unlimited && count > found->argumentsMax))
            return wrongArguments(name, count, found->argumentsMin, found->argumentsMax);
    }
    for (const Arguments parts = argumentsOf(written); const QJsonValue &part : parts)
        if (auto fault = findFault(part, depth + 1))
            return fault;
    return std::nullopt;
}

} // namespace

Result<QJsonValue> evaluateJsonLogic(const QJsonValue &rule, const QJsonValue &context)
{
    Evaluation evaluation;
    const QJsonValue value = evaluation.apply(rule, context);
    if (evaluation.refusal())
        return *evaluation.refusal();
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

bool jsonLogicTruth(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return false;
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Double:
        return value.toDouble() != 0 && !std::isnan(value.toDouble());
    case QJsonValue::String:
        return !value.toString().isEmpty();
    case QJsonValue::Array:
        return !value.toArray().isEmpty();
    case QJsonValue::Object:
        return true;
    }
    Q_UNREACHABLE();
}

Result<Done> checkJsonLogic(const QJsonValue &rule)
{
    if (auto fault = findFault(rule, 0))
        return *fault;
    return Done{};
}

} // namespace domain
