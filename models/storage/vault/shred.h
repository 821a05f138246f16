// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace storage {

/// Whether both names are of one and the same file on disk.
bool isSameFile(const QString &path, const QString &other);
/// Writes over what stands in a file opened for writing, and hands that to the disk. False: it failed; errno tells.
bool overwrite(int file);
/// Writes over what stands in a file, and removes the file. Whether the disk keeps the old blocks
/// somewhere (flash does, snapshots do) can't be known here. Nothing happens when there is none. Throws Fault.
void shred(const QString &path);
/// The same for every file of a folder and below, and the folder.
void shredFolder(const QString &path);

} // namespace storage
