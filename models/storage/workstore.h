// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"

namespace storage {

class Database;

/// One line of a department's queue.
struct WorkRow
{
    QString doc, step, department;
    domain::StepState state = domain::StepState::Open;
    QDateTime due;      ///< end of the step's limit, hall time; invalid: none
    QDateTime openedAt;
    QString holder;     ///< staff id of who took it, where this desk may know; else empty
    QString number, itemName, applicantName; ///< of the case
    bool paused = false; ///< its clock stands
};

/// What is listed of a department's queue.
struct WorkFilter
{
    QStringList departments; ///< none: nothing
    QString holder;          ///< staff id; empty: whoever's
    QDateTime dueBefore;     ///< only what is due before this instant; invalid: all
};

/// The open and taken steps of cases, and who took them.
class WorkStore
{
public:
    explicit WorkStore(Database &database) : m_database(database) {}
    /// Rewrites the rows of a case. A due date without a time ends when the hall closes.
    void put(const domain::CaseFile &file, const domain::OfficeHours &hours);
    void remove(const QString &doc);
    /// Who holds a step, by its document of kind "assignment"; an empty holder: nobody any more.
    void assign(const QString &assignment, const QString &doc, const QString &step, const QString &holder);
    void unassign(const QString &assignment);
    QString holderOf(const QString &doc, const QString &step) const;
    /// The most urgent first.
    QList<WorkRow> queue(const WorkFilter &filter, int limit) const;
    int count(const WorkFilter &filter) const;

private:
    Database &m_database;
};

} // namespace storage
