// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/approvals.h"
#include "office/office.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;

QList<WorkRow> Approvals::queue(const WorkFilter &filter, int limit) const
{
    return m_office.read<QList<WorkRow>>([&] { return m_office.store().work.queue(filter, limit); });
}

int Approvals::count(const WorkFilter &filter) const
{
    return m_office.read<int>([&] { return m_office.store().work.count(filter); });
}

QString Approvals::holderOf(const QString &caseId, const QString &step) const
{
    return m_office.read<QString>([&] { return m_office.store().work.holderOf(caseId, step); });
}

QList<domain::Staff> Approvals::colleagues(const QString &department, const QString &exceptStaffId) const
{
    QList<domain::Staff> list;
    for (const domain::Staff &staff : m_office.rules()->staff()) {
        if (staff.active && staff.id != exceptStaffId && staff.roles.contains("approver"_L1) && staff.departments.contains(department))
            list << staff;
    }
    std::sort(list.begin(), list.end(), [](const domain::Staff &a, const domain::Staff &b) { return a.name.localeAwareCompare(b.name) < 0; });
    return list;
}

} // namespace office
