// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/outgoing/outgoing.h"

namespace storage {

class Database;

/// One line of the list of what leaves the house.
struct OutgoingRow
{
    QString id, kind, channel, state, about;
    QDateTime nextAt;    ///< UTC; invalid: not tried again by itself
    QDateTime updatedAt;
};

/// The filtered and sorted members of messages and deliveries.
class OutgoingStore
{
public:
    explicit OutgoingStore(Database &database) : m_database(database) {}
    void put(const domain::Outgoing &outgoing);
    void remove(const QString &id);
    /// What is to be tried through a channel at `now`, the longest due first.
    QList<OutgoingRow> due(const QString &channel, const QDateTime &now, int limit) const;
    /// Channels through which something is to be tried at `now`.
    QStringList dueChannels(const QDateTime &now) const;
    /// In one of these states (all of them when none is named), newest change first.
    QList<OutgoingRow> list(const QStringList &states, int limit) const;
    qint64 count(const QStringList &states) const;
    /// Everything about one document, oldest change first.
    QList<OutgoingRow> about(const QString &document) const;

private:
    Database &m_database;
};

} // namespace storage
