// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/applicant/standing.h"
#include <QJsonArray>
#include <algorithm>

namespace domain {
using namespace Qt::StringLiterals;

Standing Standing::of(const QJsonObject &members)
{
    Standing standing;
    const QJsonObject blocked = members[u"blocked"_s].toObject();
    standing.toleranceBlocked = blocked[u"tolerance"_s].toBool();
    standing.toleranceBlockedUntil = QDate::fromString(blocked[u"tolerance"_s].toString(), Qt::ISODate);
    standing.commitmentBlocked = blocked[u"commitment"_s].toBool();
    for (const QJsonValue &value : members[u"lapses"_s].toArray())
        standing.lapses << Lapse{value[u"case"_s].toString(), QDate::fromString(value[u"on"_s].toString(), Qt::ISODate)};
    return standing;
}

void Standing::write(QJsonObject &members) const
{
    QJsonObject blocked = members[u"blocked"_s].toObject();
    blocked.remove(u"tolerance"_s);
    blocked.remove(u"commitment"_s);
    if (toleranceBlocked)
        blocked[u"tolerance"_s] = true;
    else if (toleranceBlockedUntil.isValid())
        blocked[u"tolerance"_s] = toleranceBlockedUntil.toString(Qt::ISODate);
    if (commitmentBlocked)
        blocked[u"commitment"_s] = true;
    QJsonArray list;
    for (const Lapse &lapse : lapses)
        list << QJsonObject{{u"case"_s, lapse.caseId}, {u"on"_s, lapse.on.toString(Qt::ISODate)}};
    members.remove(u"blocked"_s);
    members.remove(u"lapses"_s);
    if (!blocked.isEmpty())
        members[u"blocked"_s] = blocked;
    if (!list.isEmpty())
        members[u"lapses"_s] = list;
}

void Standing::countLapse(const QString &caseId, QDate on, int many, int months)
{
    if (std::any_of(lapses.begin(), lapses.end(), [&](const Lapse &one) { return one.caseId == caseId; }))
        return;
    lapses << Lapse{caseId, on};
    const auto recent = std::count_if(lapses.begin(), lapses.end(), [&](const Lapse &one) { return one.on > on.addMonths(-months) && one.on <= on; });
    if (recent >= many)
        toleranceBlockedUntil = std::max(toleranceBlockedUntil, on.addMonths(months));
}

void Standing::forgetLapse(const QString &caseId, int many, int months)
{
    QList<Lapse> others;
    std::copy_if(lapses.begin(), lapses.end(), std::back_inserter(others), [&](const Lapse &one) { return one.caseId != caseId; });
    if (others.size() == lapses.size())
        return;
    lapses.clear();
    toleranceBlockedUntil = {};
    for (const Lapse &lapse : std::as_const(others))
        countLapse(lapse.caseId, lapse.on, many, months);
}

} // namespace domain
