// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/agenda.h"

namespace storage {

class Database;

/// What the clock will do, across all documents.
class AgendaStore
{
public:
    explicit AgendaStore(Database &database) : m_database(database) {}
    /// Replaces the agenda of a document; an empty one takes it off.
    void put(const QString &doc, const domain::Agenda &agenda);
    /// One entry more, or the one of that name anew.
    void add(const QString &doc, const domain::AgendaEntry &entry);
    struct Due
    {
        QString doc;
        domain::AgendaEntry entry;
    };
    /// What is due at `now`, the oldest first.
    QList<Due> due(const QDateTime &now, int limit) const;
    /// Whether the entry still stands: an act on its document may have taken it off since.
    bool stands(const Due &due) const;
    /// Looks at an entry again later: what it asked for could not be done.
    void postpone(const Due &due, const QDateTime &until);

private:
    Database &m_database;
};

} // namespace storage
