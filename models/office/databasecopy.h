// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QString>

namespace office {

/// Copies the file of a centre's database, as it stands at one instant, while the centre serves. Refusals: office.disk-full,
/// office.store-failed {detail}.
domain::Result<domain::Done> copyDatabaseFile(const QString &from, const QString &to);

} // namespace office
