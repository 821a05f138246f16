// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/handover.h"
#include "office/office.h"
#include "office/store.h"
#include <algorithm>
#include <tuple>

namespace office {
using namespace Qt::StringLiterals;

namespace {
constexpr int rowsMax = 2000; // nobody leaves more behind
}

QList<domain::Delegation> HandOver::delegations(const QString &staffId) const
{
    // From the documents, not the rules: what was just settled at this desk is shown before the centre has heard of it.
    const auto documents = m_office.read<QList<domain::Document>>([&] { return m_office.store().documents.ofKind(u"delegation"_s); });
    QList<domain::Delegation> list;
    for (const domain::Document &document : documents) {
        if (const auto delegation = domain::Delegation::fromJson(document.body))
            list << *delegation;
    }
    if (!staffId.isEmpty())
        list.removeIf([&](const domain::Delegation &one) { return one.from != staffId && one.to != staffId; });
    std::sort(list.begin(), list.end(), [](const domain::Delegation &a, const domain::Delegation &b) { return std::tie(b.ends, b.id) < std::tie(a.ends, a.id); });
    return list;
}

QList<WorkRow> HandOver::list(const domain::Staff &staff) const
{
    return m_office.read<QList<WorkRow>>([&] {
        QList<WorkRow> rows = m_office.store().work.queue({staff.departments, staff.id, {}}, rowsMax);
        for (const WorkRow &row : m_office.store().work.queue({staff.departments, {}, {}}, rowsMax)) {
            if (row.holder.isEmpty())
                rows << row;
        }
        return rows;
    });
}

QList<domain::Staff> HandOver::approvers() const
{
    QList<domain::Staff> list = m_office.rules()->staff();
    list.removeIf([](const domain::Staff &staff) { return !staff.active || !staff.roles.contains("approver"_L1); });
    std::sort(list.begin(), list.end(), [](const domain::Staff &a, const domain::Staff &b) { return a.number < b.number; });
    return list;
}

} // namespace office
