// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/workorder/workorder.h"
#include "storage/orderstore.h"

namespace office {

class Office;
using storage::OrderFilter;
using storage::OrderRow;

/// Reading work orders. A storage fault gives nothing and is told through Office::faulted.
class Orders
{
public:
    explicit Orders(Office &office) : m_office(office) {}

    std::optional<domain::WorkOrder> order(const QString &id) const;
    QList<OrderRow> list(const OrderFilter &filter, qint64 offset, int limit) const;
    qint64 count(const OrderFilter &filter) const;
    /// Departments a work order can be given to: those of the catalogue, and the hall's own agency.
    QStringList departments(const QString &placeId) const;

private:
    Office &m_office;
};

} // namespace office
