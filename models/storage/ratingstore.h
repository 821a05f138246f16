// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/rating/rating.h"
#include <QList>

namespace storage {

class Database;

/// One line of the list of ratings.
struct RatingRow
{
    QString id;
    int level = 0; ///< 1 … 5
    QString stage, channel, itemName, department, clerk, counter, workOrder;
    QDateTime at;  ///< UTC
    bool excluded = false;
};

/// What a list or a figure of ratings is about.
struct RatingFilter
{
    QDateTime from, to;     ///< given at or after, before; invalid: no bound
    QString department, clerk;
    bool badOnly = false;
    bool countedOnly = false; ///< without those excluded by an appeal
};

/// The searched members of ratings. Only supervisors' windows hold any.
class RatingStore
{
public:
    explicit RatingStore(Database &database) : m_database(database) {}
    void put(const domain::Rating &rating);
    void remove(const QString &id);
    /// Newest first.
    QList<RatingRow> page(const RatingFilter &filter, qint64 offset, int limit) const;
    qint64 count(const RatingFilter &filter) const;
    /// How many of each level, [0] … [4] for level 1 … 5.
    QList<qint64> byLevel(const RatingFilter &filter) const;
    /// Departments that were rated, each with how many and how many badly.
    struct Department { QString name; qint64 ratings = 0, bad = 0; };
    QList<Department> byDepartment(const RatingFilter &filter) const;

private:
    Database &m_database;
};

} // namespace storage
