// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace storage {

/// Copies a database file of SQLite as it stands at one instant into a new file, while others write to it: the copy holds every
/// transaction wholly or not at all, and needs no log beside it. Throws Fault.
void copyDatabaseFile(const QString &from, const QString &to);

} // namespace storage
