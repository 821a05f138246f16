// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include <QList>

namespace storage {

class Database;

/// One line of a list of cases.
struct CaseRow
{
    QString id, number, itemName, applicantName, state, route, counter, clerk;
    QDateTime receivedAt, updatedAt;
    QDateTime due;          ///< end of the committed limit, hall time; invalid: none
    QDate toleranceDue;
    QDateTime noticeDue;
    bool priority = false;
    bool paused = false;    ///< its clock stands: it is neither soon due nor overdue
};

/// What a list of cases shows.
struct CaseFilter
{
    QString clerk;               ///< staff id; empty: everybody's
    QString responsible;         ///< staff id: open cases this person answers for or is asked to take over; empty: all
    QString state;               ///< state code; empty: all
    QString applicant;           ///< applicant id; empty: all
    QDateTime receivedFrom;      ///< received at or after
    QDateTime dueBefore;         ///< accepted and due before this instant
    bool toleranceOpen = false;  ///< with a tolerated material outstanding
    bool priorityOnly = false;
};

/// Where a page of a list continues: the sort key of its last row.
struct CaseKey
{
    qint64 at = 0; ///< updated_at
    QString id;
};

/// The filtered and sorted members of cases.
class CaseStore
{
public:
    explicit CaseStore(Database &database) : m_database(database) {}
    /// `closing` is when the hall closes: a due date without a time ends then.
    void put(const domain::CaseFile &file, const domain::OfficeHours &hours);
    void remove(const QString &id);
    /// The next `limit` rows, newest change first, after `after` (the first page without).
    QList<CaseRow> page(const CaseFilter &filter, std::optional<CaseKey> after, int limit) const;
    qint64 count(const CaseFilter &filter) const;

private:
    Database &m_database;
};

} // namespace storage
