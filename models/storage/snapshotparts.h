// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/snapshotmanifest.h"
#include <QString>
#include <functional>

namespace storage {

/// Cuts a file into compressed parts, each a zstd frame of its own of at most domain::snapshotPartMax bytes, and lays them
/// into `folder` under their names; parts that lie there already are left alone. Throws Fault; Kind::Busy when `goOn` said no.
QList<domain::SnapshotPart> packFile(const QString &file, const QString &folder, const std::function<bool()> &goOn);

/// Whether the file holds exactly this part.
bool isPart(const QString &file, const domain::SnapshotPart &part);

// At a window with a key all of it is encrypted: what has come of the parts (vault/sealedfile.h), and the file they make.
/// How much of a part is there.
qint64 partBytes(const QString &file, const QByteArray &key);
/// Adds to what is there of a part, or begins it anew. Throws Fault.
void addToPart(const QString &file, const QByteArray &bytes, bool isBeginning, const QByteArray &key);
/// Makes the file that the parts are unpacked into. Throws Fault.
void layOut(const QString &file, qint64 bytes, const QByteArray &key);
/// Unpacks a part into its place in the file `into`, which may hold others already. False when its bytes are not those of
/// the part; the place is not touched then. False also when they are, but do not unpack to what the part says: then nothing
/// outside its place is touched. Throws Fault when the disk fails.
bool unpackPart(const QString &file, const domain::SnapshotPart &part, const QString &into, qint64 offset, const QByteArray &key = {});

} // namespace storage
