// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/numbering/receiptnumber.h"
#include "domain/sync/sync.h"
#include <QList>
#include <optional>

namespace storage {

class Database;

/// Named values of this installation: stream, epoch, signing key, clock offset …
class SettingStore
{
public:
    explicit SettingStore(Database &database) : m_database(database) {}
    QString text(const QString &name, const QString &otherwise = {}) const;
    void set(const QString &name, const QString &value);
    /// Sets the value unless there is one; gives what holds from now on, whoever was first.
    QString keep(const QString &name, const QString &value);

private:
    Database &m_database;
};

/// What was typed and not yet decided upon.
struct Draft
{
    QString id;
    QString owner;       ///< staff id: nobody else's tray shows it
    QString title;       ///< for the tray: applicant · item
    QJsonObject content;
    int tray = 0;        ///< 1…9 when put into the tray; 0: on the page
    QDateTime updatedAt;
};

class DraftStore
{
public:
    explicit DraftStore(Database &database) : m_database(database) {}
    void put(const Draft &draft);
    void remove(const QString &id);
    std::optional<Draft> byId(const QString &id) const;
    /// The owner's drafts, oldest first.
    QList<Draft> ofOwner(const QString &owner) const;

private:
    Database &m_database;
};

/// Blocks of receipt numbers this installation may use.
class LeaseStore
{
public:
    explicit LeaseStore(Database &database) : m_database(database) {}
    void put(const domain::NumberLease &lease, const QString &stream);
    /// Leases of a series and stream with numbers left, the one begun first.
    QList<domain::NumberLease> open(const QString &series, const QString &stream) const;
    void setNext(const QString &id, qint64 next);

private:
    Database &m_database;
};

/// How far this installation has read each scope.
class CursorStore
{
public:
    explicit CursorStore(Database &database) : m_database(database) {}
    domain::Cursor of(const QString &scope) const;
    void set(const QString &scope, const domain::Cursor &cursor);
    void remove(const QString &scope);

private:
    Database &m_database;
};

/// What it takes to sign in while the centre is away: a password hash per member of staff who signed in here before.
class VerifierStore
{
public:
    struct Verifier { QString hash; QJsonObject staff; };
    explicit VerifierStore(Database &database) : m_database(database) {}
    std::optional<Verifier> of(const QString &staffNumber) const;
    void put(const QString &staffNumber, const Verifier &verifier, const QDateTime &at);
    void remove(const QString &staffNumber);

private:
    Database &m_database;
};

} // namespace storage
