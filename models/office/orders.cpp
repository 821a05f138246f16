// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/orders.h"
#include "domain/jsontime.h"
#include "office/office.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;

std::optional<domain::WorkOrder> Orders::order(const QString &id) const
{
    const auto document = m_office.read<std::optional<domain::Document>>([&] { return m_office.store().documents.load(id); });
    if (!document || document->kind != "workorder"_L1)
        return std::nullopt;
    const auto order = domain::WorkOrder::fromJson(document->body);
    return order ? std::optional(*order) : std::nullopt;
}

QList<OrderRow> Orders::list(const OrderFilter &filter, qint64 offset, int limit) const
{
    return m_office.read<QList<OrderRow>>([&] { return m_office.store().orders.page(filter, offset, limit); });
}

qint64 Orders::count(const OrderFilter &filter) const
{
    return m_office.read<qint64>([&] { return m_office.store().orders.count(filter); });
}

QStringList Orders::departments(const QString &placeId) const
{
    QStringList names;
    const auto rules = m_office.rules();
    if (const domain::Place *place = rules->place(placeId); place && !place->sealAgency.isEmpty())
        names << place->sealAgency;
    for (const domain::Item &item : rules->itemsOn(domain::hallTime(m_office.now()).date())) {
        if (!item.department.isEmpty() && !names.contains(item.department))
            names << item.department;
    }
    return names;
}

} // namespace office
