// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/staff/staff.h"
#include "domain/access/permissions.h"
#include <QJsonArray>

namespace domain {
using namespace Qt::StringLiterals;

namespace {
QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &entry : value.toArray())
        list << entry.toString();
    return list;
}
} // namespace

QJsonObject Staff::toJson() const
{
    QJsonObject json{{u"id"_s, id},       {u"number"_s, number}, {u"name"_s, name}, {u"roles"_s, QJsonArray::fromStringList(roles)},
                     {u"place"_s, place}, {u"active"_s, active}};
    if (!departments.isEmpty())
        json[u"departments"_s] = QJsonArray::fromStringList(departments);
    if (!certificates.isEmpty())
        json[u"certificates"_s] = QJsonArray::fromStringList(certificates);
    return json;
}

Result<Staff> Staff::fromJson(const QJsonObject &json)
{
    Staff staff{json[u"id"_s].toString(), json[u"number"_s].toString(), json[u"name"_s].toString(), texts(json[u"roles"_s]),
                json[u"place"_s].toString(), json[u"active"_s].toBool(true), texts(json[u"departments"_s]), texts(json[u"certificates"_s])};
    if (staff.id.isEmpty() || staff.number.isEmpty() || staff.name.isEmpty())
        return refuse(u"staff.malformed");
    return staff;
}

QJsonObject Place::toJson() const
{
    QJsonArray windows;
    for (const Counter &counter : counters)
        windows << QJsonObject{{u"id"_s, counter.id}, {u"name"_s, counter.name}, {u"profile"_s, counter.profile}};
    return {{u"id"_s, id},
            {u"code"_s, code},
            {u"name"_s, name},
            {u"district"_s, district},
            {u"address"_s, address},
            {u"phone"_s, phone},
            {u"complaintPhone"_s, complaintPhone},
            {u"agencyWord"_s, agencyWord},
            {u"sealAgency"_s, sealAgency},
            {u"reconsiderationBody"_s, reconsiderationBody},
            {u"court"_s, court},
            {u"publicAddress"_s, publicAddress},
            {u"sealKey"_s, QString::fromLatin1(sealKey.toBase64())},
            {u"noticeDays"_s, noticeDays},
            {u"hours"_s, hours.toJson()},
            {u"counters"_s, windows}};
}

Result<Place> Place::fromJson(const QJsonObject &json)
{
    Place place;
    place.id = json[u"id"_s].toString();
    place.code = json[u"code"_s].toString();
    place.name = json[u"name"_s].toString();
    place.district = json[u"district"_s].toString();
    if (place.id.isEmpty() || place.name.isEmpty() || place.district.isEmpty())
        return refuse(u"place.malformed");
    place.address = json[u"address"_s].toString();
    place.phone = json[u"phone"_s].toString();
    place.complaintPhone = json[u"complaintPhone"_s].toString();
    place.agencyWord = json[u"agencyWord"_s].toString();
    place.sealAgency = json[u"sealAgency"_s].toString();
    place.reconsiderationBody = json[u"reconsiderationBody"_s].toString();
    place.court = json[u"court"_s].toString();
    place.publicAddress = json[u"publicAddress"_s].toString();
    place.sealKey = QByteArray::fromBase64(json[u"sealKey"_s].toString().toLatin1());
    place.noticeDays = json[u"noticeDays"_s].toInt(-1);
    const Result<OfficeHours> hours = OfficeHours::fromJson(json[u"hours"_s].toObject());
    if (!hours)
        return hours.refusal();
    place.hours = *hours;
    for (const QJsonValue &value : json[u"counters"_s].toArray()) {
        const QJsonObject window = value.toObject();
        place.counters << Counter{window[u"id"_s].toString(), window[u"name"_s].toString(), window[u"profile"_s].toString()};
    }
    return place;
}

const Counter *Place::counter(QStringView wanted) const
{
    for (const Counter &counter : counters) {
        if (counter.id == wanted)
            return &counter;
    }
    return nullptr;
}

bool mayDo(const QStringList &roles, QStringView operationType)
{
    return !Permissions::table().reaches(roles, operationType).isEmpty();
}

QString districtScope(QStringView district)
{
    return QString(u"d/"_s + district);
}

QString approvalScope(QStringView district)
{
    return QString(u"a/"_s + district);
}

QString ratingScope(QStringView district)
{
    return QString(u"r/"_s + district);
}

QStringList scopesFor(const Staff &staff, QStringView district)
{
    QStringList scopes{districtScope(district)};
    if (staff.roles.contains("approver"_L1) || staff.roles.contains("supervisor"_L1))
        scopes << approvalScope(district);
    if (staff.roles.contains("supervisor"_L1))
        scopes << ratingScope(district);
    return scopes;
}

} // namespace domain
