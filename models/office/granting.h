// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"

namespace office {

class Workspace;

// What follows from a decision, within the act that makes it. The caller saves the case afterwards.

/// Granted: the licence is there the same moment (M29), the result waits to be collected, the applicant and the supervising
/// authority are told (M57). Done again it changes nothing.
void onGranted(Workspace &workspace, domain::CaseFile &file);
/// Refused: the decision waits to be served, the applicant is told that there is one (not which).
void onRefused(Workspace &workspace, domain::CaseFile &file);
/// Revoked: the licence is void from now on, and whoever was told of the grant is told of that.
void onRevoked(Workspace &workspace, domain::CaseFile &file, const QString &reason);

} // namespace office
