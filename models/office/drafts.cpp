// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/drafts.h"
#include "office/office.h"
#include "domain/retention/retention.h"
#include "office/store.h"
#include "storage/expirystore.h"
#include <QSet>

namespace office {
using domain::Done;
using domain::Result;

Result<Done> Drafts::put(const Draft &draft)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        m_office.store().drafts.put(draft);
        return Done{};
    });
}

Result<Done> Drafts::remove(const QString &id)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        m_office.store().drafts.remove(id);
        return Done{};
    });
}

QList<Draft> Drafts::ofOwner(const QString &staffId) const
{
    return m_office.read<QList<Draft>>([&] { return m_office.store().drafts.ofOwner(staffId); });
}

int Drafts::dropExpired(const QString &district)
{
    const auto rule = domain::retentionRule(m_office.rules()->region(district), u"draft");
    if (!rule)
        return 0;
    return m_office.read<int>([&] { return storage::ExpiryStore(m_office.store().database).dropDrafts(m_office.now().addYears(-rule->years).addDays(-rule->days)); });
}

int Drafts::freeTrayPlace(const QString &staffId) const
{
    QSet<int> taken;
    for (const Draft &draft : ofOwner(staffId))
        taken << draft.tray;
    for (int place = 1; place <= 9; ++place) {
        if (!taken.contains(place))
            return place;
    }
    return 0;
}

} // namespace office
