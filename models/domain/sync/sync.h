// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/document.h"
#include "domain/operation/operation.h"
#include <QMap>
#include <array>

namespace domain {

/// What became of one operation at the centre. Every outcome uses up its number (sync.md §3).
enum class Outcome {
    Applied,   ///< done at the centre
    Rejected,  ///< the centre said no; `problem` says why
    Duplicate, ///< the same id was already done, by this or another stream
    Parked,    ///< newer than this centre: kept, done after its upgrade
    Processed, ///< so long ago that only the fact is still known
};
QString toCode(Outcome outcome); ///< "applied", "rejected", "duplicate", "parked", "processed"
std::optional<Outcome> outcomeFromCode(QStringView code);

/// One line of the answer to a push; stored at the centre in the operation's own transaction, the same on every repetition.
struct OperationResult
{
    qint64 n = 0;
    QString id;
    Outcome outcome = Outcome::Applied;
    qint64 docVersion = 0;
    QMap<QString, qint64> at;   ///< scope → head in which its effect is visible
    bool merged = false;        ///< the document had changed since the clerk saw it
    Refusal problem;            ///< for Rejected
    QJsonObject document;       ///< for Rejected: the document's body as the centre has it (may be empty)
    QString number;             ///< legal receipt number given in place of a provisional one
    bool handedOver = false;    ///< for Rejected: it lies with the district's supervisor already, with everything it says
    qint64 skewSeconds = 0;     ///< how far the act's time was outside what can be; told from two minutes on, never a reason to refuse
};

/// How an outcome is kept beside its operation, at the window and at the centre: everything but number and id.
QJsonObject storedForm(const OperationResult &result);
/// Reads what storedForm() wrote; what can't be understood counts as Processed.
OperationResult resultFromStored(const QJsonObject &json);

/// One push: operations of one stream in order.
struct PushBatch
{
    int protocol = 3;
    QString epoch;
    QByteArray previousHash;    ///< chain hash of the operation before the first one; empty when that is number 1
    QList<Operation> operations;
};

struct PushAnswer
{
    QString epoch;
    qint64 last = 0;            ///< highest number of the stream the centre has processed
    QList<OperationResult> results;
    QStringList wanted{};       ///< attachments ("sha256:…") the centre lacks and believes this device has
};

/// Why a whole push was not looked at (transport level only): "stream-forked", "gap" {expected}, "epoch-changed".
/// Given as a Refusal with the code "sync.<that>".

/// One change of one document within a scope.
struct ChangeRow
{
    enum class Kind { Put, Leave, Erase } kind = Kind::Put;
    qint64 seq = 0;
    QString id, documentKind;
    qint64 version = 0;
    QByteArray bodyText;        ///< compact JSON, passed on as text, never decoded and encoded again by the centre
    QStringList scopes;         ///< all scopes of the document (Put)
    QString why;                ///< for Leave: "moved"
    QString to{};               ///< for Leave: the scope it went to
};

/// What one scope has to say after a cursor.
struct ScopePage
{
    QString scope;
    qint64 head = 0;
    qint64 upto = 0;            ///< the cursor after these rows
    QString epoch;
    bool more = false;
    QList<ChangeRow> rows;
    std::optional<Refusal> problem; ///< "sync.epoch-changed", "sync.cursor-expired", "sync.ahead", "sync.forbidden"
};

/// Where a client stands in a scope. Text form "epoch.seq", opaque to clients.
struct Cursor
{
    QString epoch;
    qint64 seq = 0;
    QString toText() const;
    static std::optional<Cursor> fromText(QStringView text); ///< empty text: from the beginning
};

/// Link n of a stream's chain: SHA-256(previous hash ‖ canonical bytes of operation n).
QByteArray chainHash(const QByteArray &previous, const Operation &operation);

/// A number that stands for a list of scopes, whatever their order: another list, another number (1 … 2^53).
qint64 scopeSetOf(QStringList scopes);

/// What somebody holds of a scope, in 256 numbers: two that hold the same documents in the same versions have the same
/// digest. A document belongs to the bucket of the first byte of SHA-256(id); a bucket is the XOR, over its documents, of the
/// first eight bytes (big-endian) of SHA-256(id "@" version). So the order does not count, and a document is taken out by
/// being put in again.
class StateDigest
{
public:
    static constexpr int bucketCount = 256;
    static int bucketOf(const QString &id);
    void toggle(const QString &id, qint64 version);
    quint64 bucket(int index) const { return m_buckets[size_t(index)]; }
    /// 256 texts of 16 hexadecimal digits.
    QStringList toTexts() const;
    static std::optional<StateDigest> fromTexts(const QStringList &texts);
    /// The buckets in which the two differ, ascending.
    QList<int> differences(const StateDigest &other) const;
    bool operator==(const StateDigest &) const = default;

private:
    std::array<quint64, bucketCount> m_buckets{};
};

/// One document as a digest sees it.
struct HeldVersion
{
    QString id;
    qint64 version = 0;
    bool operator==(const HeldVersion &) const = default;
};

} // namespace domain
