// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/numbering/receiptnumber.h"
#include "domain/sync/sync.h"
#include <QList>
#include <QMap>
#include <optional>

namespace storage {

class Database;

/// The feed: which document changed in which scope, in commit order. One row per (scope, document), so the feed is its
/// own compaction; the cursor is one counter per scope, bumped last in the writing transaction.
class FeedStore
{
public:
    explicit FeedStore(Database &database) : m_database(database) {}
    qint64 head(const QString &scope) const;
    QMap<QString, qint64> heads() const;
    /// Raises the scope's head by one and returns it. Last statement of a writing transaction; scopes in ascending order.
    qint64 bump(const QString &scope);
    void put(const QString &scope, qint64 seq, int ord, const QString &doc, domain::ChangeRow::Kind kind, qint64 version, const QString &hint = {});
    /// Documents with a row after `since`.
    QStringList docsSince(const QString &scope, qint64 since) const;
    /// Rows after `since`, at most about `limit`; never splits the rows of one transaction. Bodies as stored text.
    domain::ScopePage page(const QString &scope, qint64 since, int limit, qint64 bytesMax) const;

private:
    Database &m_database;
};

/// One installation's stream as the centre knows it.
struct StreamState
{
    QString id, device;
    qint64 last = 0;
    QByteArray lastHash;
};

class StreamStore
{
public:
    explicit StreamStore(Database &database) : m_database(database) {}
    std::optional<StreamState> byId(const QString &id) const;
    void put(const StreamState &state);

private:
    Database &m_database;
};

/// The register of receipt numbers: what was leased to whom and which document used which.
class ReceiptStore
{
public:
    explicit ReceiptStore(Database &database) : m_database(database) {}
    /// Id of the document that used the number; empty when it is free.
    QString userOf(const QString &number) const;
    void use(const QString &number, const QString &series, const QString &doc, const QDateTime &at);
    /// The lease of that id and the stream it was given to.
    std::optional<std::pair<domain::NumberLease, QString>> leaseById(const QString &id) const;
    /// Gives the next `count` numbers of a series to a stream.
    domain::NumberLease lease(const QString &id, const QString &series, const QString &stream, int count, const QDateTime &now, const QDateTime &expires);
    /// Whether number `n` of the series was leased to the stream, or to an earlier stream of the same device.
    bool wasLeasedTo(const QString &series, qint64 n, const QString &stream) const;
    /// The stream gives back the numbers from `from` on. Returns false when the lease is not this stream's.
    bool giveBack(const QString &lease, const QString &stream, qint64 from);

private:
    Database &m_database;
};

/// Passwords of staff, at the centre only.
struct Credential
{
    QString staffNumber, staff, hash;
    int failures = 0;
    QDateTime lockedUntil;
};

class CredentialStore
{
public:
    explicit CredentialStore(Database &database) : m_database(database) {}
    std::optional<Credential> byNumber(const QString &staffNumber) const;
    void put(const Credential &credential);

private:
    Database &m_database;
};

} // namespace storage
