// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include <QDateTime>
#include <QList>
#include <QMap>
#include <optional>

namespace storage {

class Database;

/// One-time codes for new devices; only their hashes are kept.
struct Enrolment
{
    QString codeHash, place, madeBy;
    QDateTime madeAt, expires;
    QString device; ///< who used it; empty: nobody yet
};

class EnrolmentStore
{
public:
    explicit EnrolmentStore(Database &database) : m_database(database) {}
    void put(const Enrolment &enrolment);
    std::optional<Enrolment> byHash(const QString &codeHash) const;
    /// The device takes the code. False when another one was quicker.
    bool use(const QString &codeHash, const QString &device);
    void dropExpired(const QDateTime &before);

private:
    Database &m_database;
};

/// How far a device has surely read a scope, at the centre.
struct Contact
{
    QString device, scope;
    qint64 seq = 0;
    QDateTime at;
};

class ContactStore
{
public:
    explicit ContactStore(Database &database) : m_database(database) {}
    void note(const Contact &contact);
    std::optional<Contact> of(const QString &device, const QString &scope) const;
    /// The latest time noted under that name for any stream of the device; invalid: there is none.
    QDateTime latestOfStreams(const QString &device, const QString &scope) const;
    /// Devices that read the scope once and have not come as far as `seq`.
    QList<Contact> behind(const QString &scope, qint64 seq) const;

private:
    Database &m_database;
};

/// What the feed says of whole scopes: who holds what, which documents are gone.
class ScopeStore
{
public:
    explicit ScopeStore(Database &database) : m_database(database) {}
    /// Which PostgreSQL cluster this is; empty for a file.
    QString cluster() const;
    /// Number of the journal's last row.
    qint64 journalled() const;
    /// Every scope and its head.
    QMap<QString, qint64> heads() const;
    /// Cursors below it (but not 0) can't be served any more.
    qint64 floor(const QString &scope) const;
    /// The documents of a scope at its head, read in one moment.
    std::pair<qint64, QList<domain::HeldVersion>> held(const QString &scope) const;
    /// Whether the document was in this scope once and went to another.
    bool hasLeft(const QString &scope, const QString &doc) const;
    struct Tombstone { QString scope, doc; qint64 seq = 0; };
    /// Documents erased and not forgotten yet, newest first within a scope.
    QList<Tombstone> erased(const QStringList &scopes) const;
    /// Forgets what left or was erased up to `seq`; the floor rises to it. Gives how many rows went.
    qint64 dropTombstones(const QString &scope, qint64 seq);

private:
    Database &m_database;
};

/// What becomes of leased numbers that are not used: no gap in the register without its reason.
class NumberRegister
{
public:
    explicit NumberRegister(Database &database) : m_database(database) {}
    struct Block { QString lease, series, stream; qint64 from = 0, to = 0; QDateTime expires; bool writtenOff = false; };
    std::optional<Block> block(const QString &lease) const;
    /// The block a number belongs to, of the streams of one device (or found lost, see lose()).
    std::optional<Block> blockOf(const QString &series, qint64 n, const QString &device) const;
    /// Blocks whose time is over and whose rest is not written off.
    QList<Block> lapsed(const QDateTime &now, int limit) const;
    /// Writes the unused numbers of a block from `from` on off.
    void writeOff(const Block &block, qint64 from, const QDateTime &now);
    /// When the number was written off; nothing when it was not.
    std::optional<QDateTime> voidSince(const QString &number) const;
    /// Takes it back, as it was used in time after all.
    void revive(const QString &number);
    /// The highest number leased of each series.
    QMap<QString, qint64> lastSerials() const;
    /// Numbers up to `to` may have been leased in a history that is lost: nobody gets them any more, whoever brings one with a
    /// case keeps it.
    void lose(const QString &id, const QString &series, qint64 to, const QDateTime &now);
    bool wasLost(const QString &series, qint64 n) const;

private:
    Database &m_database;
};

} // namespace storage
