// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/ownwork.h"
#include "domain/access/permissions.h"
#include "office/store.h"
#include "storage/journalviews.h"

namespace office {
using domain::Reach;

bool OwnWork::answersForOthers() const
{
    const QList<Reach> reaches = domain::Permissions::table().reaches(m_who.roles, u"returned.close");
    return std::any_of(reaches.begin(), reaches.end(), [](Reach reach) { return reach != Reach::Own; });
}

QList<JournalRow> OwnWork::journal(qint64 beforeSeq, int limit) const
{
    return m_office.read<QList<JournalRow>>([&] { return storage::journalOfActor(m_office.store().database, m_who.staffId, beforeSeq, limit); });
}

QList<ReturnedOperation> OwnWork::returned() const
{
    QList<ReturnedOperation> list = Archive(m_office).returned();
    if (!answersForOthers())
        list.removeIf([this](const ReturnedOperation &entry) { return entry.row.operation.actor != m_who.staffId; });
    return list;
}

QList<OwnWork::Unsettled> OwnWork::unsettled() const
{
    if (!answersForOthers())
        return {};
    QList<Unsettled> list;
    for (const storage::Unsettled &entry : m_office.read<QList<storage::Unsettled>>([&] { return storage::unsettledByActor(m_office.store().database); })) {
        const domain::Staff *staff = m_office.rules()->staff(entry.actor);
        list << Unsettled{entry.actor, staff ? staff->name : entry.actor, entry.pending, entry.returned};
    }
    return list;
}

} // namespace office
