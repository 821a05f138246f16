// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/supplements.h"
#include "domain/jsontime.h"
#include <QJsonArray>
#include <QMap>
#include <algorithm>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr int usualDays = 5;   ///< 行政许可法 第32条 gives the window as many for its notice
constexpr int soonDays = 2;

/// The end of a last day: when the hall closes.
QDateTime endOfDay(QDate due, const OfficeHours &hours)
{
    return endOf({due, {}, false}, hours);
}

QDateTime morningOf(QDate day, const OfficeHours &hours)
{
    return endOf({day, hours.opens, false}, hours).toUTC();
}

/// Since when a material is owed: the last notice that named it, else the acceptance.
QDate owedSince(const CaseFile &file, const QString &key)
{
    QDateTime since = file.acceptedAt;
    for (const CorrectionNotice &notice : file.notices) {
        const bool names = std::any_of(notice.defects.begin(), notice.defects.end(), [&](const QJsonValue &defect) { return defect[u"key"_s].toString() == key; });
        if (names && notice.at > since)
            since = notice.at;
    }
    return hallTime(since).date();
}

} // namespace

QStringList keysInHand(const CaseFile &file)
{
    QStringList keys;
    for (const Supplement &supplement : file.supplements) {
        if (!supplement.adequate)
            keys << supplement.keys;
    }
    return keys;
}

QList<CaseMaterial> owed(const CaseFile &file, QDate due)
{
    const QStringList inHand = keysInHand(file);
    QList<CaseMaterial> list;
    for (const CaseMaterial &material : file.materials) {
        if (material.mark == MaterialMark::Tolerated && !inHand.contains(material.key) && (!due.isValid() || material.due == due))
            list << material;
    }
    return list;
}

const Supplement *unjudged(const CaseFile &file)
{
    const auto found = std::find_if(file.supplements.begin(), file.supplements.end(), [](const Supplement &one) { return !one.adequate; });
    return found == file.supplements.end() ? nullptr : &*found;
}

Result<Done> receiveSupplement(CaseFile &file, const Supplement &supplement, const OfficeHours &hours)
{
    if (supplement.keys.isEmpty())
        return refuse(u"supplement.nothing");
    const QList<CaseMaterial> missing = owed(file);
    for (const QString &key : supplement.keys) {
        const auto material = std::find_if(missing.begin(), missing.end(), [&](const CaseMaterial &one) { return one.key == key; });
        if (material == missing.end() || supplement.keys.count(key) > 1)
            return refuse(u"supplement.not-owed", {{u"key"_s, key}});
        if (material->due.isValid() && supplement.at > endOfDay(material->due, hours))
            return refuse(u"supplement.late", {{u"due"_s, material->due.toString(Qt::ISODate)}, {u"name"_s, material->name}});
    }
    Supplement taken = supplement;
    taken.round = int(file.supplements.size()) + 1;
    taken.adequate.reset();
    file.supplements << taken;
    return Done{};
}

int supplementDays(const Item &item, QStringView key)
{
    const MaterialRequirement *asked = item.material(key);
    return asked && asked->toleranceDays > 0 ? asked->toleranceDays : usualDays;
}

Result<Done> judgeSupplement(CaseFile &file, int round, bool adequate, const QString &words, const Item &item, const WorkCalendar &calendar, const QDateTime &now)
{
    const auto supplement = std::find_if(file.supplements.begin(), file.supplements.end(), [&](const Supplement &one) { return one.round == round; });
    if (supplement == file.supplements.end())
        return refuse(u"supplement.unknown", {{u"round"_s, round}});
    if (supplement->adequate)
        return refuse(u"supplement.judged");
    if (!adequate && words.isEmpty())
        return refuse(u"reason.lacking");
    supplement->adequate = adequate;
    supplement->words = words;
    const QDate today = hallTime(now).date();
    QJsonArray defects;
    for (CaseMaterial &material : file.materials) {
        if (!supplement->keys.contains(material.key))
            continue;
        if (adequate) {
            material.mark = MaterialMark::Received;
            material.defect.clear();
            material.due = {};
            continue;
        }
        const bool toldBefore = std::any_of(file.supplements.begin(), supplement, [&](const Supplement &one) { return one.keys.contains(material.key) && one.adequate == false; });
        if (!toldBefore)
            material.due = std::max(material.due, calendar.addWorkdays(today, supplementDays(item, material.key)));
        material.defect = words;
        defects << QJsonObject{{u"key"_s, material.key}, {u"name"_s, material.name}, {u"code"_s, u"material.defective"_s}, {u"reason"_s, words}};
        if (material.noticedInRound == 0)
            material.noticedInRound = int(file.notices.size()) + 1;
    }
    if (!adequate)
        file.notices << CorrectionNotice{int(file.notices.size()) + 1, now, defects, {}};
    return Done{};
}

Agenda supplementAgenda(const CaseFile &file, const WorkCalendar &calendar, const OfficeHours &hours)
{
    if (file.state != CaseState::Accepted)
        return {};
    QMap<QDate, QDate> sinceByDue; // the last to be told of materials with the same last day
    for (const CaseMaterial &material : owed(file)) {
        if (material.due.isValid())
            sinceByDue[material.due] = std::max(sinceByDue.value(material.due), owedSince(file, material.key));
    }
    Agenda agenda;
    for (auto group = sinceByDue.begin(); group != sinceByDue.end(); ++group) {
        const QDate due = group.key(), since = group.value();
        const QString day = due.toString(Qt::ISODate);
        const int whole = calendar.workdaysBetween(since, due);
        const auto remind = [&](const QString &entry, int after) {
            // Nobody is reminded on the day they were told, or on the last day of what they know by then.
            if (after >= 1 && after < whole && !wasTold(file, entry))
                agenda << AgendaEntry{entry, u"supplement.remind"_s, morningOf(calendar.addWorkdays(since, after), hours)};
        };
        const int soon = whole - soonDays, half = whole / 2;
        remind(u"soon:"_s + day, soon);
        if (half < soon || soon < 1)
            remind(u"half:"_s + day, half);
        agenda << AgendaEntry{u"lapse:"_s + day, u"tolerance.lapse"_s, endOfDay(due, hours).toUTC().addMSecs(1)};
    }
    return agenda;
}

QDate supplementDayOf(QStringView entry)
{
    const qsizetype colon = entry.indexOf(u':');
    const QStringView kind = entry.first(std::max<qsizetype>(colon, 0));
    if (kind != u"half" && kind != u"soon" && kind != u"lapse")
        return {};
    return QDate::fromString(entry.sliced(colon + 1).toString(), Qt::ISODate);
}

bool wasTold(const CaseFile &file, const QString &entry)
{
    return file.more[u"told"_s].toArray().contains(entry);
}

void noteTold(CaseFile &file, const QString &entry)
{
    QJsonArray told = file.more[u"told"_s].toArray();
    if (!told.contains(entry))
        told << entry;
    file.more[u"told"_s] = told;
}

Lapsed lapsed(const CaseFile &file)
{
    const QJsonObject json = file.more[u"lapse"_s].toObject();
    Lapsed lapse{instantFromText(json[u"at"_s]), QDate::fromString(json[u"due"_s].toString(), Qt::ISODate), {}, json[u"rule"_s].toString()};
    for (const QJsonValue &key : json[u"keys"_s].toArray())
        lapse.keys << key.toString();
    return lapse;
}

void noteLapse(CaseFile &file, const Lapsed &lapse)
{
    file.more[u"lapse"_s] = QJsonObject{{u"at"_s, instantText(lapse.at)},
                                        {u"due"_s, lapse.due.toString(Qt::ISODate)},
                                        {u"keys"_s, QJsonArray::fromStringList(lapse.keys)},
                                        {u"rule"_s, lapse.rule}};
}

void undoLapse(CaseFile &file)
{
    const QDateTime at = lapsed(file).at;
    const auto goOn = [&](ClockRecord &clock) {
        if (clock.endedAt != at)
            return;
        clock.endedAt = {};
        if (!clock.pauses.isEmpty() && clock.pauses.last().to == at)
            clock.pauses.last().to = {};
    };
    goOn(file.clock);
    for (Step &step : file.steps)
        goOn(step.clock);
    file.more.remove(u"lapse"_s);
    file.state = CaseState::Accepted;
    file.decision = {};
    file.issue = {};
}

} // namespace domain
