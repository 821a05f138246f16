// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace storage {

/// Whether a database stands at this place as one plain file that can be replaced by another: not on a server, and not in a
/// file system of its own (file:…?vfs=NAME).
bool isPlainFile(const QString &database);

/// Puts the database file `readyMade` in the place of `target`, both closed. The old or the new one stands there at every
/// moment, also after a power cut. Throws Fault; nothing was done then. Busy: somebody still has one of them open.
void replaceDatabaseFile(const QString &readyMade, const QString &target);

/// Hands what was written of a file to the disk. Throws Fault.
void syncFile(const QString &path);
/// The same for the names in a folder.
void syncFolder(const QString &path);

} // namespace storage
