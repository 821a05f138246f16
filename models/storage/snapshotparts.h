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

/// Unpacks a part into its place in the file `into`, which may hold others already. False when its bytes are not those of
/// the part; the place is not touched then. Throws Fault when the disk fails.
bool unpackPart(const QString &file, const domain::SnapshotPart &part, const QString &into, qint64 offset);

} // namespace storage
