// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "exchange/version.h"

namespace exchange {

/// A window asks what the centre still knows of a stream, after a change of the epoch or whenever it doubts. A stream's numbers
/// and its chain go on over a change of the epoch: what the centre has forgotten is pushed again as it was, same numbers, ids and
/// signatures, in the present epoch; what it still has gets its stored outcome, what came through another stream `duplicate`.
/// Every decoder here refuses with wire.not-json {html} or wire.malformed {member}.
struct ReconcileRequest
{
    int protocol = protocolMax;
    qint64 lastAppliedN = 0;          ///< the highest number the window holds an answer to
    QMap<qint64, QByteArray> hashes;  ///< chain hashes of some numbers; may be empty
    bool operator==(const ReconcileRequest &) const = default;
};

struct ReconcileAnswer
{
    QString epoch;                    ///< the present one: to be named in the pushes that follow
    qint64 last = 0;                  ///< the highest number the centre knows; 0: nothing of this stream
    QByteArray lastHash;              ///< chain hash of number `last`; another one at the window means a fork: begin a new stream
    qint64 from = 1;                  ///< the first number to push (again); last + 1
    qint64 forgotten = 0;             ///< how many numbers up to lastAppliedN the centre has lost
    bool operator==(const ReconcileAnswer &) const = default;
};

/// {"proto", "last_applied_n", "hashes": [{"n", "hash"}]}
QByteArray encode(const ReconcileRequest &request);
domain::Result<ReconcileRequest> decodeReconcileRequest(QByteArrayView text);
/// {"epoch", "last", "last_hash", "from", "forgotten"}
QByteArray encode(const ReconcileAnswer &answer);
domain::Result<ReconcileAnswer> decodeReconcileAnswer(QByteArrayView text);

/// The digest of a scope at one head; with a bucket asked for, that bucket's documents instead. The centre answers only while
/// the head is the one asked for, else 409 sync.moved {head}: pull, then ask again.
struct ScopeDigest
{
    QString scope, epoch;
    qint64 at = 0;
    domain::StateDigest digest;
    bool operator==(const ScopeDigest &) const = default;
};
struct ScopeBucket
{
    QString scope, epoch;
    qint64 at = 0;
    int bucket = 0;
    QList<domain::HeldVersion> documents;
    bool operator==(const ScopeBucket &) const = default;
};

/// {"scope", "epoch", "at", "buckets": [256 × 16 hexadecimal digits]}
QByteArray encode(const ScopeDigest &digest);
domain::Result<ScopeDigest> decodeScopeDigest(QByteArrayView text);
/// {"scope", "epoch", "at", "bucket", "documents": [{"id", "v"}]}
QByteArray encode(const ScopeBucket &bucket);
domain::Result<ScopeBucket> decodeScopeBucket(QByteArrayView text);

} // namespace exchange
