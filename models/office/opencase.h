// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"

namespace office {

class Workspace;

/// The case an act is about, in a state in which the act may be done. Refusals: case.unknown, case.state {state}.
domain::Result<domain::CaseFile> openCase(const Workspace &workspace);
/// Puts the case back as the act has changed it, at the time of the act.
void putBack(Workspace &workspace, domain::CaseFile &file);

} // namespace office
