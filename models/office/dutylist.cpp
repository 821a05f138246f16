// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/dutylist.h"
#include "office/office.h"
#include "office/store.h"

namespace office {

QList<DutyRow> DutyList::list(const DutyFilter &filter, int limit) const
{
    return m_office.read<QList<DutyRow>>([&] { return m_office.store().duties.list(filter, limit); });
}

int DutyList::count(const DutyFilter &filter) const
{
    return m_office.read<int>([&] { return m_office.store().duties.count(filter); });
}

} // namespace office
