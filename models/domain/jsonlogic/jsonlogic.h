// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"

#include <QJsonValue>

namespace domain {

/// Deepest nesting of operators and arrays a rule may have. Real rules of the catalogue stay below ten; the limit
/// keeps a damaged catalogue from exhausting the stack.
inline constexpr int jsonLogicDepthMax = 64;

/// Evaluates a JsonLogic rule (jsonlogic.com), in which the catalogue writes every condition of an item: when a
/// material is needed, a field shown, a tolerance allowed. Complete to the specification and exact to the reference
/// implementation json-logic-js 2, JavaScript's coercions included; `log` returns its argument and writes nothing.
/// `context` is what `var` reads, usually an object. What would be undefined in JavaScript comes back as null.
/// Refusals: "jsonlogic.unknown-operator" {operator}, "jsonlogic.too-deep" {depthMax}, "jsonlogic.arguments" {operator}
/// where the reference throws (the product of nothing, missing_some without a list).
Result<QJsonValue> evaluateJsonLogic(const QJsonValue &rule, const QJsonValue &context);

/// Truth as JsonLogic defines it: false, null, 0, NaN, "" and the empty array are false; "0" and {} are true.
bool jsonLogicTruth(const QJsonValue &value);

/// Checks a rule without running it, when a catalogue is imported: every operator known, none given too few or too many
/// arguments, not too deep, and no object that is no operator (the reference would take it silently for a value, but in
/// a catalogue it is a slip). Refusals: "jsonlogic.unknown-operator" {operator}, "jsonlogic.arguments" {operator,
/// count, min[, max]}, "jsonlogic.shape" {keys}, "jsonlogic.too-deep" {depthMax}.
Result<Done> checkJsonLogic(const QJsonValue &rule);

} // namespace domain
