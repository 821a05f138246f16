// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/duties.h"
#include "storage/casestore.h"

namespace storage {

class Database;

/// One line of the list 补正容缺.
struct DutyRow
{
    QString doc;
    domain::Duty::Kind kind = domain::Duty::Kind::Owed;
    QDate due;
    QString number, itemName, applicantName; ///< of the case
};

struct DutyFilter
{
    QList<domain::Duty::Kind> kinds; ///< none: nothing
    QDate dueFrom, dueTo;            ///< both included; invalid: open
};

/// What is owed to cases, by kind and day; and by which calendar the dates of open cases were worked out.
class DutyStore
{
public:
    explicit DutyStore(Database &database) : m_database(database) {}
    /// Rewrites the lines of a case.
    void put(const domain::CaseFile &file);
    void remove(const QString &doc);
    /// The most urgent first.
    QList<DutyRow> list(const DutyFilter &filter, int limit) const;
    int count(const DutyFilter &filter) const;

    /// Open cases whose dates were worked out by another calendar.
    QStringList ofOtherCalendars(const QString &version, int limit) const;
    /// The dates of a case hold by this calendar too.
    void confirm(const QString &doc, const QString &version);

private:
    Database &m_database;
};

} // namespace storage
