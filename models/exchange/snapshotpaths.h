// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "exchange/paths.h"

namespace exchange {

/// GET → SnapshotManifest of the newest ready-made database of a scope that a program of this schema can open.
inline QString snapshotPath(const QString &scope, int schemaMax)
{
    return u"/v1/scopes/"_qs + pathSegment(scope) + u"/snapshot?schema=" + QString::number(schemaMax);
}
/// GET, also with a Range → bytes of a part; the same for ever.
inline QString snapshotPartPath(const QString &scope, const QByteArray &sha256)
{
    return u"/v1/scopes/"_qs + pathSegment(scope) + u"/snapshot/parts/" + QString::fromLatin1(sha256);
}

} // namespace exchange
