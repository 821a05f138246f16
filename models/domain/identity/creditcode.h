// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/identity/identitynumber.h"

namespace domain {

/// Reads a unified social credit code (GB 32100-2015 with amendment 1 of 2016) already normalised. Also takes a
/// 15-digit business registration number (GS 15-2006), with a warning: it serves only to look up old files.
Result<IdentityNumber> parseCreditCode(QStringView number);

} // namespace domain
