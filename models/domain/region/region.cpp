// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/region/region.h"
#include "domain/codes.h"
#include <QJsonArray>
#include <QSet>

namespace domain {
using namespace Qt::StringLiterals;

namespace {
constexpr Codes<Region::Lapse, 3> lapses{{{Region::Lapse::Withdraw, u"withdraw"}, {Region::Lapse::Reject, u"reject"}, {Region::Lapse::Return, u"return"}}};

const QStringList knownMembers{u"district"_s, u"lapse"_s, u"pauseOnSupplement"_s, u"lapsesUntilBlocked"_s, u"toleranceBlockedMonths"_s,
                               u"commitmentCheckDays"_s, u"collectRemindDays"_s, u"rating"_s, u"orders"_s};

/// Whether the parts, each after those it names, come to an end.
bool canBeOrdered(QList<Handling::Part> parts)
{
    QSet<QString> done;
    for (bool moved = true; moved && !parts.isEmpty();) {
        moved = parts.removeIf([&](const Handling::Part &part) {
            const bool ready = std::all_of(part.after.begin(), part.after.end(), [&](const QString &key) { return done.contains(key); });
            if (ready)
                done.insert(part.key);
            return ready;
        }) > 0;
    }
    return parts.isEmpty();
}
} // namespace

QString toCode(Region::Lapse lapse)
{
    return lapses.code(lapse);
}

const Region::OrderLimits &Region::ordersOf(const QString &source) const
{
    static const OrderLimits usual;
    if (const auto own = orders.constFind(source); own != orders.cend())
        return *own;
    const auto others = orders.constFind(QString());
    return others == orders.cend() ? usual : *others;
}

QJsonObject Region::toJson() const
{
    QJsonObject json = more;
    json[u"district"_s] = district;
    json[u"lapse"_s] = toCode(lapse);
    json[u"pauseOnSupplement"_s] = pauseOnSupplement;
    json[u"lapsesUntilBlocked"_s] = lapsesUntilBlocked;
    json[u"toleranceBlockedMonths"_s] = toleranceBlockedMonths;
    json[u"commitmentCheckDays"_s] = commitmentCheckDays;
    json[u"collectRemindDays"_s] = collectRemindDays;
    json[u"rating"_s] = QJsonObject{{u"contactDays"_s, rating.contactDays}, {u"simpleDays"_s, rating.simpleDays}, {u"complexDays"_s, rating.complexDays}, {u"openDays"_s, rating.openDays}};
    QJsonObject bySource;
    for (auto limits = orders.begin(); limits != orders.end(); ++limits)
        bySource[limits.key()] = QJsonObject{{u"signDays"_s, limits->signDays}, {u"answerDays"_s, limits->answerDays}, {u"callBackDays"_s, limits->callBackDays}};
    json[u"orders"_s] = bySource;
    return json;
}

Result<Region> Region::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QStringView member) { return refuse(u"region.malformed", {{u"member"_s, member.toString()}}); };
    Region region;
    region.district = json[u"district"_s].toString();
    if (region.district.isEmpty())
        return malformed(u"district");
    const auto lapse = lapses.value(json[u"lapse"_s].toString(u"withdraw"_s));
    if (!lapse)
        return malformed(u"lapse");
    region.lapse = *lapse;
    region.pauseOnSupplement = json[u"pauseOnSupplement"_s].toBool();
    for (const auto &[member, value] : {std::pair(u"lapsesUntilBlocked"_s, &region.lapsesUntilBlocked), std::pair(u"toleranceBlockedMonths"_s, &region.toleranceBlockedMonths),
                                        std::pair(u"commitmentCheckDays"_s, &region.commitmentCheckDays), std::pair(u"collectRemindDays"_s, &region.collectRemindDays)}) {
        *value = json[member].toInt(*value);
        if (*value < 1)
            return malformed(member);
    }
    const QJsonObject rating = json[u"rating"_s].toObject();
    region.rating = {rating[u"contactDays"_s].toInt(region.rating.contactDays), rating[u"simpleDays"_s].toInt(region.rating.simpleDays),
                     rating[u"complexDays"_s].toInt(region.rating.complexDays), rating[u"openDays"_s].toInt(region.rating.openDays)};
    const QJsonObject bySource = json[u"orders"_s].toObject();
    const OrderLimits usual;
    for (auto limits = bySource.begin(); limits != bySource.end(); ++limits) {
        const QJsonObject days = limits->toObject();
        region.orders.insert(limits.key(), {days[u"signDays"_s].toInt(usual.signDays), days[u"answerDays"_s].toInt(usual.answerDays), days[u"callBackDays"_s].toInt(usual.callBackDays)});
    }
    for (auto member = json.begin(); member != json.end(); ++member) {
        if (!knownMembers.contains(member.key()))
            region.more.insert(member.key(), member.value());
    }
    return region;
}

QJsonObject Handling::toJson() const
{
    QJsonArray list;
    for (const Part &part : parts) {
        QJsonObject json{{u"key"_s, part.key}, {u"department"_s, part.department}, {u"after"_s, QJsonArray::fromStringList(part.after)}, {u"lead"_s, part.lead}};
        if (part.limit)
            json[u"limit"_s] = part.limit->toJson();
        list << json;
    }
    return {{u"item"_s, itemId}, {u"district"_s, district}, {u"parts"_s, list}, {u"chief"_s, chief}, {u"certificate"_s, certificate},
            {u"licence"_s, QJsonObject{{u"name"_s, licence.name}, {u"years"_s, licence.years}}}, {u"checkDays"_s, checkDays}, {u"regulator"_s, regulator}};
}

Result<Handling> Handling::fromJson(const QJsonObject &json)
{
    Handling handling;
    handling.itemId = json[u"item"_s].toString();
    handling.district = json[u"district"_s].toString();
    const auto malformed = [&](QStringView member) { return refuse(u"handling.malformed", {{u"item"_s, handling.itemId}, {u"member"_s, member.toString()}}); };
    if (handling.itemId.isEmpty())
        return malformed(u"item");
    int leads = 0;
    for (const QJsonValue &value : json[u"parts"_s].toArray()) {
        Part part{value[u"key"_s].toString(), value[u"department"_s].toString(), {}, value[u"lead"_s].toBool(), {}};
        for (const QJsonValue &key : value[u"after"_s].toArray())
            part.after << key.toString();
        if (value[u"limit"_s].isObject()) {
            const auto limit = TimeLimit::fromJson(value[u"limit"_s].toObject());
            if (!limit)
                return malformed(u"limit");
            part.limit = *limit;
        }
        if (part.key.isEmpty() || part.department.isEmpty())
            return malformed(u"parts");
        leads += part.lead ? 1 : 0;
        handling.parts << part;
    }
    if (handling.parts.isEmpty() || leads != 1 || !canBeOrdered(handling.parts))
        return malformed(u"parts");
    handling.chief = json[u"chief"_s].toBool();
    handling.certificate = json[u"certificate"_s].toString();
    handling.licence = {json[u"licence"_s][u"name"_s].toString(), json[u"licence"_s][u"years"_s].toInt()};
    handling.checkDays = json[u"checkDays"_s].toInt();
    handling.regulator = json[u"regulator"_s].toString();
    return handling;
}

Handling Handling::usual(const Item &item)
{
    Handling handling;
    handling.itemId = item.id;
    handling.parts << Part{u"main"_s, item.department, {}, true, {}};
    handling.licence.name = item.results.value(0);
    return handling;
}

} // namespace domain
