// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"

namespace office {

/// After the centre took this device's next key: what waits to be sent is signed by it, for the centre believes the former key only up to the
/// moment of the change, and its answer may have come days late. Numbers, chain and content stay. Gives how many.
domain::Result<int> signPendingAgain(Office &office);

} // namespace office
