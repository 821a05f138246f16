// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"

namespace exchange {

/// Most operations of one push, and most bytes of its body.
inline constexpr int pushOperationsMax = 500;
inline constexpr qint64 pushBytesMax = 1024 * 1024;

/// {"proto", "epoch", "prev_hash" (base64, lacking before operation 1), "operations": […]}
QByteArray encodePush(const domain::PushBatch &batch);
/// Refuses with wire.not-json, wire.too-many {most} and wire.malformed {member}; never for the protocol's number: a window
/// that was not updated can always send its work. The numbers of the operations must follow each other.
domain::Result<domain::PushBatch> decodePush(QByteArrayView text);

/// {"epoch", "last", "results": [{"n", "id", "outcome", "doc_v", "at", "merged", "problem", "document", "number", "handed_over", "skew_s"}],
/// "wanted": ["sha256:…"]};
/// members that are empty are left out of a result.
QByteArray encodePushAnswer(const domain::PushAnswer &answer);
/// Refuses with wire.not-json and wire.malformed {member}.
domain::Result<domain::PushAnswer> decodePushAnswer(QByteArrayView text);

/// One result alone: also what the centre keeps beside the operation to give the same answer for ever.
QJsonObject toJson(const domain::OperationResult &result);
domain::Result<domain::OperationResult> resultFromJson(const QJsonObject &json, const QString &path = {});

} // namespace exchange
