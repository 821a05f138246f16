// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"

namespace domain {

/// Whether an operation of this type may be done to a case in this state; nullopt: the case does not exist yet. The one
/// table in which features meet.
bool mayFollow(std::optional<CaseState> state, QStringView operationType);

} // namespace domain
