// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonValue>
#include <QString>
#include <QStringView>
#include <compare>

/// JavaScript's coercions on JSON values, as far as JsonLogic rules lean on them (ECMA-262 §7.1 and §7.2).
/// `undefined` is QJsonValue::Undefined. Arrays and objects have no identity here, so two of them are never equal,
/// as two different ones never are in JavaScript.
namespace domain::javascript {

/// ECMA-262 Number::toString with radix 10: "1", "0.1", "1e+21", "NaN".
QString numberText(double number);

/// String(value): arrays join their elements with commas, objects are "[object Object]".
QString text(const QJsonValue &value);

/// Number(text): white space around is ignored, "" is 0, hexadecimal, octal and binary are understood, else NaN.
double textNumber(QStringView text);

/// Number(value): null is 0, true is 1, undefined and objects are NaN, arrays by their text.
double number(const QJsonValue &value);

/// parseFloat(value): the longest number the text begins with, else NaN.
double leadingNumber(const QJsonValue &value);

/// value === other.
bool strictlyEqual(const QJsonValue &value, const QJsonValue &other);

/// value == other.
bool looselyEqual(const QJsonValue &value, const QJsonValue &other);

/// The order behind <, <=, > and >=: two texts by their UTF-16 units, anything else as numbers; NaN is unordered.
std::partial_ordering compare(const QJsonValue &value, const QJsonValue &other);

} // namespace domain::javascript
