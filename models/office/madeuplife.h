// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"

namespace office {

/// What becomes of made-up cases after the acceptance, so that every page of a demonstration has something to show: departments
/// decide, results are collected, some wait, people complain. `moment` is what the office's clock says; it is moved, and never
/// beyond `until`. `n` is the number of the case: the same district lives the same life.
domain::Result<domain::Done> liveOn(Office &office, const QString &caseId, qint64 n, QDateTime &moment, const QDateTime &until);

} // namespace office
