// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QList>
#include <QStringList>

namespace exchange {

/// Attachments on the wire (sync.md §9). The resource is the blob itself, /v1/blobs/{sha256}:
///   PUT    whole, at most blobWholeBytesMax, Repr-Digest: sha-256=:…:          → 204
///   PATCH  a piece, Upload-Offset, Upload-Length (of the whole)                → 204 Upload-Offset; 409 blob.offset {offset}
///   HEAD   how much of it is there                                             → 204 Upload-Offset, Upload-Complete: ?0 or ?1
///   GET    with Range                                                          → 200, 206 Content-Range
inline constexpr QStringView blobsPath = u"/v1/blobs";
inline constexpr QStringView blobsHavePath = u"/v1/blobs:have"; ///< POST BlobsAsked → BlobsTold
inline constexpr qint64 blobWholeBytesMax = 1024 * 1024;
inline constexpr qint64 blobPieceBytesMin = 256 * 1024;
inline constexpr qint64 blobPieceBytesMax = 1024 * 1024;
inline constexpr int blobsAskedMax = 100;

inline constexpr char uploadOffsetHeader[] = "Upload-Offset";
inline constexpr char uploadLengthHeader[] = "Upload-Length";
inline constexpr char uploadCompleteHeader[] = "Upload-Complete";
inline constexpr char reprDigestHeader[] = "Repr-Digest";
inline constexpr char blobPieceType[] = "application/partial-upload";
inline constexpr char blobWholeType[] = "application/octet-stream";

QString blobPath(const QString &sha256);
/// "sha-256=:<base64>:" of a hash in hexadecimal digits.
QByteArray reprDigest(const QString &sha256);

/// "How do these stand?", and which of those asked for this device does not have (any more).
struct BlobsAsked
{
    QStringList sha256, lacking;
    bool operator==(const BlobsAsked &) const = default;
};
QByteArray encode(const BlobsAsked &asked);
/// Refuses with wire.not-json, wire.too-many {most}, wire.malformed {member}.
domain::Result<BlobsAsked> decodeBlobsAsked(QByteArrayView text);

/// How one stands: "wanted" (of the asking device; `offset` bytes are there), "held", "awaited", "lost", "unknown" (not the
/// caller's business, whether it is there or not).
struct BlobTold
{
    QString sha256, state;
    qint64 offset = 0;
    bool operator==(const BlobTold &) const = default;
};
struct BlobsTold
{
    QList<BlobTold> blobs;
    QStringList wanted; ///< "sha256:…", what else the centre lacks and believes at this device
    bool operator==(const BlobsTold &) const = default;
};
QByteArray encode(const BlobsTold &told);
domain::Result<BlobsTold> decodeBlobsTold(QByteArrayView text);

} // namespace exchange
