// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/centreprogram.h"

namespace server {

/// Reads a file of limits (JSON, see packaging/limits.json) into the options of a centre; what it does not name stays. Numbers
/// are whole and above nought. Refusal: server.limits {file, member}: no JSON object, a member nobody knows, no such number.
domain::Result<domain::Done> readLimits(const QString &file, CentreProgram::Options &options);

} // namespace server
