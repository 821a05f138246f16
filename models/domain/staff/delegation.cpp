// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/staff/delegation.h"

namespace domain {
using namespace Qt::StringLiterals;

QJsonObject Delegation::toJson() const
{
    return {{u"id"_s, id}, {u"from"_s, from}, {u"to"_s, to}, {u"begins"_s, begins.toString(Qt::ISODate)}, {u"ends"_s, ends.toString(Qt::ISODate)}, {u"reason"_s, reason}};
}

Result<Delegation> Delegation::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QStringView member) { return refuse(u"delegation.malformed", {{u"member"_s, member.toString()}}); };
    const Delegation delegation{json[u"id"_s].toString(), json[u"from"_s].toString(), json[u"to"_s].toString(), QDate::fromString(json[u"begins"_s].toString(), Qt::ISODate),
                                QDate::fromString(json[u"ends"_s].toString(), Qt::ISODate), json[u"reason"_s].toString()};
    if (delegation.from.isEmpty())
        return malformed(u"from");
    if (delegation.to.isEmpty() || delegation.to == delegation.from)
        return malformed(u"to");
    if (!delegation.begins.isValid())
        return malformed(u"begins");
    // The last day may lie before the first: a delegation that was taken back before it began.
    if (!delegation.ends.isValid())
        return malformed(u"ends");
    return delegation;
}

} // namespace domain
