// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/access/permissions.h"
#include "domain/document.h"
#include "domain/operation/operation.h"
#include "office/rulebook.h"

namespace office {

/// What the right to act is judged by, within the running transaction.
struct RightsView
{
    const Rulebook &rules;
    std::function<std::optional<domain::Document>(const QString &id)> load;
    /// Staff id of who did an act that is in the journal; empty when it is not known here.
    std::function<QString(const QString &operationId)> actorOf;
};

/// Whether somebody may do this act at all, and upon this document: the one place where role and reach
/// (resources/access/permissions.json) are held against an act, at the window and at the centre. `roles` are those that count,
/// `at` is the time of the act, for leave and its deputies. Refusals: operation.not-allowed {type} (no role gives the right);
/// operation.out-of-reach {type, reach}; step.not-yours {department}; delegation.not-yours.
domain::Result<domain::Done> mayAct(const RightsView &view, const QStringList &roles, const domain::Operation &operation, const QDateTime &at);

} // namespace office
