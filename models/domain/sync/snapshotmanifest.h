// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QByteArray>
#include <QDateTime>
#include <QList>

namespace domain {

/// One piece of a ready-made file: a compressed frame of its own, so pieces can be fetched, checked and unpacked in any order.
struct SnapshotPart
{
    QByteArray sha256; ///< of the compressed bytes, 64 hexadecimal digits in lower case: its name
    qint64 size = 0;   ///< compressed bytes
    qint64 bytes = 0;  ///< unpacked; they follow those of the part before

    bool operator==(const SnapshotPart &) const = default;
};

/// What a scope's first download consists of: a ready-made database of everything in the scope as it was at `seq`, cut into
/// parts. Signed by the centre.
struct SnapshotManifest
{
    QString scope, epoch;
    qint64 seq = 0;    ///< the cursor after it; what came later is pulled
    int schema = 0;    ///< of the database; a newer program brings it up to date by opening it
    qint64 rows = 0;   ///< documents in it
    qint64 bytes = 0;  ///< of the unpacked file
    QDateTime madeAt;  ///< UTC
    QList<SnapshotPart> parts;
    QString signer;        ///< id of the device document whose key signed
    QByteArray signature;  ///< Ed25519 of canonical(), 64 bytes

    /// Compressed bytes of all parts.
    qint64 size() const;
    /// What is signed: everything but the signature, members in order of name.
    QByteArray canonical() const;
    QByteArray toJson() const;
    /// Refuses with snapshot.malformed {member} whatever can't be one whole file: names that are no hashes, sums that don't
    /// fit, sizes beyond a part's limit.
    static Result<SnapshotManifest> fromJson(QByteArrayView text);

    bool operator==(const SnapshotManifest &) const = default;
};

/// Compressed bytes of one part, at most.
inline constexpr qint64 snapshotPartMax = 8 * 1024 * 1024;
/// "0123…": 64 lower-case hexadecimal digits, so it can be no path.
bool isSha256(QByteArrayView text);

} // namespace domain
