// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/workorder/workorder.h"
#include <QList>

namespace storage {

class Database;

/// One line of the list of work orders.
struct OrderRow
{
    QString id, number, source, state, department;
    QString subject;   ///< first of what it is about, in one line
    QString clock;     ///< the clock that ends first; empty: none runs
    QDateTime from;    ///< when that began (UTC)
    QDateTime due;     ///< its end, hall time
    bool late = false; ///< some step was or is late
    QDateTime registeredAt, updatedAt;
};

/// What a list of work orders shows.
struct OrderFilter
{
    QString source;          ///< code; empty: all
    QStringList states;      ///< codes; empty: all
    QStringList departments; ///< empty: all
    QString responsible;     ///< staff id: enquiries this person answers for or is asked to take over are listed beside the states and departments
    bool openOnly = false;
    QDateTime dueBefore;     ///< a clock ended before this instant
};

/// The filtered and sorted members of work orders.
class OrderStore
{
public:
    explicit OrderStore(Database &database) : m_database(database) {}
    void put(const domain::WorkOrder &order, const domain::OfficeHours &hours);
    void remove(const QString &id);
    /// Open ones by their clock, the most urgent first; where ended ones are shown too, by their last change, newest first.
    QList<OrderRow> page(const OrderFilter &filter, qint64 offset, int limit) const;
    qint64 count(const OrderFilter &filter) const;

private:
    Database &m_database;
};

} // namespace storage
