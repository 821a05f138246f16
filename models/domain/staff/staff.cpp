// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/staff/staff.h"
#include <QHash>
#include <QJsonArray>
#include <QSet>

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
    static const QSet<QString> frontDesk{u"clerk"_s, u"chief-clerk"_s, u"helper"_s, u"supervisor"_s};
    static const QSet<QString> issueDesk{u"issuer"_s, u"clerk"_s, u"chief-clerk"_s, u"supervisor"_s};
    static const QHash<QString, QSet<QString>> allowed{
        {u"case.accept"_s, frontDesk},
        {u"tolerance.accept"_s, frontDesk},
        {u"commitment.accept"_s, frontDesk},
        {u"case.receive"_s, frontDesk},
        {u"case.notify"_s, frontDesk},
        {u"case.refuse"_s, frontDesk},
        {u"paper.print"_s, frontDesk + QSet<QString>{u"issuer"_s}},
        {u"material.attach"_s, frontDesk},
        {u"material.detach"_s, frontDesk},
        {u"returned.close"_s, frontDesk},
        {u"case.transfer"_s, {u"supervisor"_s, u"chief-clerk"_s}},
        {u"document.erase"_s, {u"security-admin"_s}},
        {u"workorder.register"_s, frontDesk},
        {u"workorder.assign"_s, {u"supervisor"_s, u"chief-clerk"_s}},
        {u"workorder.sign"_s, frontDesk + QSet<QString>{u"approver"_s, u"issuer"_s}},
        {u"workorder.contact"_s, frontDesk + QSet<QString>{u"approver"_s, u"issuer"_s}},
        {u"workorder.answer"_s, frontDesk + QSet<QString>{u"approver"_s, u"issuer"_s}},
        {u"workorder.callback"_s, {u"supervisor"_s, u"chief-clerk"_s}},
        {u"workorder.close"_s, {u"supervisor"_s, u"chief-clerk"_s}},
        {u"workorder.reopen"_s, {u"supervisor"_s, u"chief-clerk"_s}},
        {u"workorder.appeal"_s, frontDesk + QSet<QString>{u"approver"_s, u"issuer"_s}},
        {u"workorder.judge"_s, {u"supervisor"_s}},
        {u"workorder.escalate"_s, {u"centre"_s}},
        {u"rating.give"_s, frontDesk + QSet<QString>{u"issuer"_s, u"centre"_s}},
        {u"rating.supplement"_s, {u"centre"_s}},
        {u"rating.tell"_s, {u"centre"_s}},
        {u"device.revoke"_s, {u"centre"_s, u"security-admin"_s}},
        {u"device.rotate"_s, {u"centre"_s}},
        {u"case.deem"_s, {u"centre"_s}},
        {u"step.take"_s, {u"approver"_s}},
        {u"step.release"_s, {u"approver"_s}},
        {u"step.handover"_s, {u"approver"_s, u"supervisor"_s}},
        {u"step.decide"_s, {u"approver"_s}},
        {u"step.return"_s, {u"approver"_s}},
        {u"step.pause"_s, {u"approver"_s}},
        {u"step.resume"_s, {u"approver"_s}},
        {u"case.decide"_s, {u"approver"_s}},
        {u"case.finish"_s, frontDesk},
        {u"case.extend"_s, {u"supervisor"_s}},
        {u"case.withdraw"_s, frontDesk},
        {u"case.recompute"_s, {u"centre"_s}},
        {u"supplement.receive"_s, frontDesk},
        {u"supplement.judge"_s, frontDesk + QSet<QString>{u"approver"_s}},
        {u"supplement.remind"_s, {u"centre"_s}},
        {u"tolerance.lapse"_s, {u"centre"_s}},
        {u"commitment.withdraw"_s, frontDesk},
        {u"check.record"_s, {u"approver"_s, u"supervisor"_s}},
        {u"check.remind"_s, {u"centre"_s}},
        {u"check.overdue"_s, {u"centre"_s}},
        {u"credit.repair"_s, {u"supervisor"_s}},
        {u"supervision.ask"_s, {u"supervisor"_s}},
        {u"supervision.reply"_s, frontDesk + QSet<QString>{u"approver"_s}},
        {u"supervision.escalate"_s, {u"centre"_s}},
        {u"delegation.define"_s, {u"approver"_s, u"supervisor"_s}},
        {u"delegation.end"_s, {u"approver"_s, u"supervisor"_s}},
        {u"result.collect"_s, issueDesk},
        {u"result.mail"_s, issueDesk},
        {u"issue.remind"_s, {u"centre"_s}},
        {u"licence.expire"_s, {u"centre"_s}},
        {u"outgoing.sent"_s, {u"centre"_s}},
        {u"outgoing.failed"_s, {u"centre"_s}},
        {u"delivery.event"_s, {u"centre"_s}},
        {u"outgoing.retry"_s, {u"supervisor"_s, u"chief-clerk"_s}},
        {u"outgoing.drop"_s, {u"supervisor"_s, u"chief-clerk"_s}},
        {u"region.define"_s, {u"centre"_s, u"system-admin"_s}},
        {u"handling.define"_s, {u"centre"_s, u"system-admin"_s}},
        {u"item.publish"_s, {u"centre"_s, u"system-admin"_s}},
        {u"calendar.publish"_s, {u"centre"_s, u"system-admin"_s}},
        {u"place.define"_s, {u"centre"_s, u"system-admin"_s}},
        {u"staff.define"_s, {u"centre"_s, u"security-admin"_s}},
        {u"device.enrol"_s, {u"centre"_s, u"security-admin"_s}},
    };
    const auto found = allowed.constFind(operationType.toString());
    if (found == allowed.cend())
        return false;
    return std::any_of(roles.begin(), roles.end(), [&](const QString &role) { return found->contains(role); });
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
