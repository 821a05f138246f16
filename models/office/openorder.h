// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/workorder/workorder.h"
#include "office/workspace.h"

namespace office {

/// The work order an act is about, in a state in which the act may be done. Refusals: workorder.unknown, workorder.state {state}.
domain::Result<domain::WorkOrder> openOrder(const Workspace &workspace);
/// Puts the work order back as the act has changed it.
void putBack(Workspace &workspace, domain::WorkOrder &order);

/// What a district grants work orders of a source.
domain::OrderDays orderDays(const domain::Region &region, domain::OrderSource source);
/// Begins a work order: number, limits and clocks; its first step says "register". The document is made by the caller, who
/// knows who may see it. `place` is where it was registered.
void begin(domain::WorkOrder &order, const Workspace &workspace, const domain::Place &place);

/// A bad rating that asks for an order of its own.
struct RatingOrder
{
    QString id;     ///< one nobody else can work out: a window knows which service was rated, and must not find its order by that
    QString rating; ///< document id
    QString clerk;  ///< who was rated
    QString department, itemName;
    QStringList reasons;
};
/// Makes a work order of source rating that only supervisors see until one of them gives it out. It says nothing of the person,
/// the case or the clerk; what belongs together stands in a document of its own, "rating-link", which stays with the supervisors.
void openRatingOrder(Workspace &workspace, const RatingOrder &asked, const domain::Place &place);
/// The rating counts in no figure any more; nothing where it is not known.
void excludeRating(Workspace &workspace, const QString &ratingId);
/// The document that says which rating an order was made from.
QString ratingLinkId(const QString &orderId);

} // namespace office
