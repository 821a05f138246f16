// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/outgoing/outgoing.h"

namespace office {

class Workspace;

// What becomes of a case when something that left the house is on its way or has arrived.

/// The partner has taken it: a courier's waybill number goes into the case.
void onSent(Workspace &workspace, const domain::Outgoing &outgoing);
/// It has arrived: the result sent by mail is issued, with the day and the name the courier brought back.
void onDelivered(Workspace &workspace, const domain::Outgoing &outgoing, const domain::OutgoingEvent &event);

} // namespace office
