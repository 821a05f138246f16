// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/decision/decision.h"
#include "office/office.h"

namespace forms {

class CaseInHand;

/// The kind of operation that does what the rules offer now; empty when something has to be entered first, or when a reason
/// has to be given (不予受理).
QString operationFor(const domain::Decision &decision);

/// The act a clerk asks the office for: everything typed, by the one who typed it. `more` are the members only this kind of
/// act has (reason, note, competent).
office::Act actFor(const CaseInHand &hand, const QString &operationType, const QJsonObject &more = {});

} // namespace forms
