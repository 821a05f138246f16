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

/// Makes the write-ahead log of a database file at least this long, by zeros that SQLite takes for nothing. A commit then writes
/// over blocks the file has already; where it lengthens the file, the disk's own journal is waited for as well (3–20 ms instead
/// of 0.3 with ext4). The caller holds the write lock of the database. A log that is lacking stays so.
void growLog(const QString &database, qint64 bytes);

/// Hands what was written of a file to the disk. Throws Fault.
void syncFile(const QString &path);
/// The same for the names in a folder.
void syncFolder(const QString &path);

} // namespace storage
