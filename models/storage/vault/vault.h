// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

namespace storage {

/// Bytes of a key everything at rest is encrypted with.
constexpr qsizetype vaultKeyBytes = 32;

/// Whether the database file at `path` is an encrypted one. False when there is none. Not to be asked of a file this process has
/// open: that would drop the locks SQLite holds on it.
bool isEncrypted(const QString &path);
/// Whether it is one that anybody can read; the same holds.
bool isPlainDatabase(const QString &path);

/// Turns a plain database file, closed, into one encrypted with `key`; what stands in its log comes along. At every moment the
/// plain one or the encrypted one stands at `path` whole, also after a power cut: called again, it goes on or finishes. Of the
/// plain one nothing is left but what the disk itself keeps of blocks that were written over. Throws Fault; Busy when somebody
/// has the file open.
void encryptFile(const QString &path, const QByteArray &key);

} // namespace storage
