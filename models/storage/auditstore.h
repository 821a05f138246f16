// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/journalstore.h"

namespace storage {

/// What an auditor looks for in a journal; empty members do not filter.
struct AuditFilter
{
    QString actor;          ///< staff id
    QString type;           ///< operation kind, or a subject with its dot: "data."
    QString doc;
    QDateTime from, to;     ///< UTC; from: at or after it, to: before it
};

/// The journal as an auditor reads it: by who, what, about what and when.
class AuditStore
{
public:
    explicit AuditStore(Database &database) : m_database(database) {}
    struct Row { qint64 seq = 0; domain::Operation operation; QString stream, place; QString fate; QJsonObject result; std::optional<qint64> link; };
    /// Of the rows with `fromSeq` ≤ seq < `beforeSeq`, the newest first.
    QList<Row> find(const AuditFilter &filter, qint64 fromSeq, qint64 beforeSeq, int limit) const;
    /// The highest number ever given to a row of a window's journal, whether the row still stands or not; 0: none, or not known
    /// to this engine.
    qint64 highestEver() const;
    qint64 highestNow() const;
    QStringList streams() const;

private:
    Database &m_database;
};

} // namespace storage
