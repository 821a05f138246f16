// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/operation/operation.h"
#include <QList>

namespace storage {

class Database;

/// What has become of a journalled operation.
enum class Fate { Pending, Accepted, Refused };
QString toCode(Fate fate); ///< "pending", "accepted", "refused"

/// One row of the journal: audit trail and outbox at once.
struct JournalRow
{
    qint64 seq = 0;
    domain::Operation operation;
    QString stream;
    QByteArray hash;     ///< chain hash up to and including this operation
    Fate fate = Fate::Pending;
    QJsonObject result;  ///< the stored outcome (wire form) once there is one
    bool overlay = false; ///< its effect is not yet covered by what was pulled
    QDateTime settledAt;
    QString closed;      ///< how a returned operation was dealt with: "redone", "handed-over", "dropped"; empty: still open
};

/// Where a row hangs in the chain of its place, at the centre: its number there, SHA-256 (or SM3) of the row as it was, and of
/// the link before it with that. Without a number: in no chain, as at a window.
struct JournalLink
{
    QString place;
    qint64 n = 0;
    QByteArray digest, link;
};

/// The journal. Rows are appended and get their fate; they are never deleted.
class JournalStore
{
public:
    explicit JournalStore(Database &database) : m_database(database) {}

    /// At a window; the centre appends by JournalChain.
    void append(const JournalRow &row, const QStringList &touchedDocs) { insert(columnsOf(row), {}, touchedDocs); }
    /// A row as it is written, in the order of `columns`: what a chain vouches for.
    static QVariantList columnsOf(const JournalRow &row);
    static const QString columns;
    void insert(const QVariantList &columns, const JournalLink &link, const QStringList &touchedDocs);
    std::optional<JournalRow> byId(const QString &operationId) const;
    std::optional<JournalRow> byNumber(const QString &stream, qint64 n) const;
    void setFate(const QString &operationId, Fate fate, const QJsonObject &result, bool overlay, const QDateTime &at);
    void clearOverlay(const QString &operationId);
    /// Replaces what is kept beside an operation without changing its fate.
    void setResult(const QString &operationId, const QJsonObject &result);
    void close(const QString &operationId, const QString &how);

    QList<JournalRow> pending(const QString &stream, int limit) const;
    int pendingCount() const;
    std::optional<QDateTime> oldestPending() const;
    /// Operations whose effect is not yet in the base, in order.
    QList<JournalRow> overlays() const;
    /// The same, of the given documents only.
    QList<JournalRow> overlaysTouching(const QStringList &docs) const;
    QStringList touchedBy(qint64 seq) const;
    /// Refused and not yet dealt with, newest first.
    QList<JournalRow> returned() const;
    int returnedCount() const;
    /// What was done to one document, oldest first.
    QList<JournalRow> ofDocument(const QString &doc) const;
    /// Newest first, before `beforeSeq` (0: from the newest).
    QList<JournalRow> page(qint64 beforeSeq, int limit) const;
    /// Oldest first, after `afterSeq`.
    QList<JournalRow> since(qint64 afterSeq, int limit) const;
    /// Refused and not yet dealt with, newest first, before `beforeSeq` (0: from the newest).
    QList<JournalRow> returnedBefore(qint64 beforeSeq, int limit) const;
    /// What was to be said about a document is taken away by law; that it was done, by whom and when, stays, and so do the
    /// hashes. What happens to it later is not kept either: see wasErased().
    void redact(const QString &doc);
    bool wasErased(const QString &doc) const;
    /// The act that erased it.
    std::optional<JournalRow> erasureOf(const QString &doc) const;
    QList<JournalRow> ofStream(const QString &stream, qint64 afterN, int limit) const;
    /// The first number of a stream that was refused and not yet dealt with.
    std::optional<qint64> firstRefused(const QString &stream) const;
    /// Number and chain hash of a stream's newest row; 0 and empty when it has none.
    std::pair<qint64, QByteArray> tail(const QString &stream) const;
    /// Moves a row to another place: stream, number and what was signed anew.
    void moveTo(const JournalRow &row);

private:
    QList<JournalRow> select(const QString &where, const QVariantList &values = {}) const;
    Database &m_database;
};

} // namespace storage
