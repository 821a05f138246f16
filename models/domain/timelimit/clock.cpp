// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timelimit/clock.h"
#include "domain/codes.h"
#include "domain/jsontime.h"
#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

using State = ClockReading::State;
using Unit = TimeLimit::Unit;

constexpr Codes<State, 5> stateCodes{{{State::NotBegun, u"not-begun"},
                                      {State::Running, u"running"},
                                      {State::Paused, u"paused"},
                                      {State::Extended, u"extended"},
                                      {State::Ended, u"ended"}}};

/// A stretch in which the clock stands, in hall time. By days: those after the day of `from`, up to the day of `to`.
struct Stand
{
    QDateTime from, to;
    QDate firstDay() const { return from.date(); } ///< still counts
    QDate lastDay() const { return to.date(); }
};

/// The instant the planned days of a pause are over: when the hall closes on the last of them.
DueDate plannedEnd(const Pause &pause, const WorkCalendar &calendar, const OfficeHours &hours)
{
    return dueDate({double(pause.plannedDays), Unit::Workday, {}}, pause.from, calendar, hours);
}

/// The pauses of a record as stretches, in order and without overlap. An open one lasts as planned, or until now.
QList<Stand> standsOf(const ClockRecord &record, const WorkCalendar &calendar, const OfficeHours &hours, const QDateTime &now)
{
    QList<Stand> stands;
    stands.reserve(record.pauses.size());
    for (const Pause &pause : record.pauses) {
        QDateTime to = pause.to;
        if (pause.isOpen())
            to = std::max(endOf(plannedEnd(pause, calendar, hours), hours), now);
        const Stand stand{hallTime(std::max(pause.from, record.startedAt)), hallTime(to)};
        if (stand.from < stand.to)
            stands << stand;
    }
    std::sort(stands.begin(), stands.end(), [](const Stand &a, const Stand &b) { return a.from < b.from; });
    QList<Stand> merged;
    for (const Stand &stand : std::as_const(stands)) {
        if (!merged.isEmpty() && stand.from <= merged.last().to)
            merged.last().to = std::max(merged.last().to, stand.to);
        else
            merged << stand;
    }
    return merged;
}

/// Counts days: working days or all of them, without those on which the clock stands.
class DayCount
{
public:
    DayCount(const WorkCalendar &calendar, const OfficeHours &hours, const QList<Stand> &stands, bool workdays)
        : m_calendar(calendar), m_hours(hours), m_stands(stands), m_workdays(workdays) {}

    /// Days that count after `from` up to and including `to`; negative when `to` is earlier.
    int between(QDate from, QDate to) const
    {
        if (to < from)
            return -between(to, from);
        int count = plainBetween(from, to);
        QDate counted = from; // days up to here are settled: two pauses may share a day
        for (const Stand &stand : m_stands) {
            const QDate first = std::max(stand.firstDay(), counted), last = std::min(stand.lastDay(), to);
            if (first < last) {
                count -= plainBetween(first, last);
                counted = last;
            }
        }
        return count;
    }

    /// The day on which `days` days that count have passed since `from`.
    QDate after(QDate from, int days) const
    {
        QDate at = from;
        for (const Stand &stand : m_stands) {
            if (stand.lastDay() <= at)
                continue;
            const QDate until = std::max(at, stand.firstDay());
            const int here = plainBetween(at, until);
            if (here >= days)
                break;
            days -= here;
            at = stand.lastDay();
        }
        return m_workdays ? plainAfter(at, days) : at.addDays(days);
    }

    /// The day, or the next one, on which the hall works and no clock stands when it closes.
    QDate workable(QDate day) const
    {
        for (;;) {
            day = m_calendar.addWorkdays(day, 0);
            const auto standing = std::find_if(m_stands.begin(), m_stands.end(), [&](const Stand &stand) {
                const bool within = stand.firstDay() < day && day <= stand.lastDay();
                const bool begins = stand.firstDay() == day && day < stand.lastDay() && stand.from.time() < m_hours.closes;
                return within || begins;
            });
            if (standing == m_stands.end())
                return day;
            day = standing->lastDay().addDays(1);
        }
    }

private:
    int plainBetween(QDate from, QDate to) const
    {
        return m_workdays ? m_calendar.workdaysBetween(from, to) : int(from.daysTo(to));
    }
    // Not addWorkdays: with nothing left to add the day stays what it is, worked or not.
    QDate plainAfter(QDate from, int days) const { return days == 0 ? from : m_calendar.addWorkdays(from, days); }

    const WorkCalendar &m_calendar;
    const OfficeHours &m_hours;
    const QList<Stand> &m_stands;
    bool m_workdays;
};

bool countsSeconds(const TimeLimit &limit)
{
    return !limit.isImmediate() && (limit.unit == Unit::Minute || limit.unit == Unit::Hour || limit.unit == Unit::HalfDay);
}

/// Whether days of the limit are calendar days.
bool countsCalendarDays(const TimeLimit &limit)
{
    return limit.unit == Unit::Day || limit.unit == Unit::Month;
}

int extensionDays(const ClockRecord &record)
{
    int days = 0;
    for (const Extension &extension : record.extensions)
        days += extension.days;
    return days;
}

/// All days of a limit that counts days, the extensions among them.
int wholeDays(const TimeLimit &limit, const ClockRecord &record, QDate start)
{
    const int days = limit.unit == Unit::Month ? int(start.daysTo(start.addMonths(int(limit.value)))) : int(limit.value);
    return days + extensionDays(record);
}

qint64 wholeSeconds(const TimeLimit &limit, const ClockRecord &record, const OfficeHours &hours)
{
    const double day = hours.secondsPerDay();
    const double seconds = limit.unit == Unit::Minute ? limit.value * 60 : limit.unit == Unit::Hour ? limit.value * 3600 : limit.value * day / 2;
    return std::llround(seconds + extensionDays(record) * day);
}

/// Open seconds between two instants in which the clock goes.
qint64 goingSeconds(const QDateTime &from, const QDateTime &to, const QList<Stand> &stands, const WorkCalendar &calendar, const OfficeHours &hours)
{
    if (to < from)
        return -goingSeconds(to, from, stands, calendar, hours);
    qint64 seconds = openSecondsBetween(from, to, calendar, hours);
    for (const Stand &stand : stands)
        seconds -= openSecondsBetween(std::max(stand.from, from), std::min(stand.to, to), calendar, hours);
    return seconds;
}

/// Where a limit ends that counts open seconds.
DueDate endBySeconds(qint64 seconds, const QDateTime &start, const QList<Stand> &stands, const WorkCalendar &calendar, const OfficeHours &hours)
{
    QDateTime at = start;
    for (const Stand &stand : stands) {
        const qint64 here = openSecondsBetween(at, stand.from, calendar, hours);
        if (here >= seconds)
            break;
        seconds -= here;
        at = stand.to;
    }
    return dueDate({double(seconds) / 60, Unit::Minute, {}}, at, calendar, hours);
}

DueDate endOfLimit(const ClockRecord &record, const TimeLimit &limit, const QList<Stand> &stands, const WorkCalendar &calendar, const OfficeHours &hours)
{
    const QDateTime start = hallTime(record.startedAt);
    DueDate due;
    if (countsSeconds(limit)) {
        due = endBySeconds(wholeSeconds(limit, record, hours), start, stands, calendar, hours);
    } else {
        const DayCount count(calendar, hours, stands, !countsCalendarDays(limit));
        const int days = wholeDays(limit, record, start.date());
        const bool closed = days == 0 && start.time() >= hours.closes;
        const QDate last = days == 0 ? (closed ? start.date().addDays(1) : start.date()) : count.after(start.date(), days);
        due.date = count.workable(last);
        if (limit.isImmediate())
            due.time = hours.closes;
    }
    due.provisional = record.isPaused() || !calendar.coversAll(start.date(), due.date);
    return due;
}

/// Green, or yellow when a third or less is left, or two working days of a longer limit.
Lamp lampInTime(const ClockReading &reading, const QDateTime &start, const QDateTime &now, const QList<Stand> &stands, const WorkCalendar &calendar, const OfficeHours &hours)
{
    if (reading.due.time) {
        const QDateTime end = endOf(reading.due, hours);
        const qint64 whole = goingSeconds(start, end, stands, calendar, hours);
        return 3 * goingSeconds(now, end, stands, calendar, hours) > whole ? Lamp::Green : Lamp::Yellow;
    }
    const DayCount workdays(calendar, hours, stands, true);
    const int whole = workdays.between(start.date(), reading.due.date);
    const int left = workdays.between(now.date(), reading.due.date);
    const bool nearEnd = whole > 2 && left <= 2;
    return !nearEnd && 3 * left > whole ? Lamp::Green : Lamp::Yellow;
}

} // namespace

QString toCode(ClockReading::State state)
{
    return stateCodes.code(state);
}

const Pause *ClockRecord::openPause() const
{
    const auto open = std::find_if(pauses.begin(), pauses.end(), [](const Pause &pause) { return pause.isOpen(); });
    return open == pauses.end() ? nullptr : &*open;
}

QJsonObject ClockRecord::toJson() const
{
    QJsonObject json;
    if (startedAt.isValid())
        json[u"startedAt"_s] = instantText(startedAt);
    if (endedAt.isValid())
        json[u"endedAt"_s] = instantText(endedAt);
    QJsonArray times;
    for (const Pause &pause : pauses) {
        QJsonObject time{{u"kind"_s, pause.kind}, {u"from"_s, instantText(pause.from)}, {u"plannedDays"_s, pause.plannedDays}};
        if (!pause.isOpen())
            time[u"to"_s] = instantText(pause.to);
        if (!pause.notice.isEmpty())
            time[u"notice"_s] = pause.notice;
        times << time;
    }
    if (!times.isEmpty())
        json[u"pauses"_s] = times;
    QJsonArray added;
    for (const Extension &extension : extensions)
        added << QJsonObject{{u"days"_s, extension.days}, {u"at"_s, instantText(extension.at)}, {u"reason"_s, extension.reason}, {u"approver"_s, extension.approver}};
    if (!added.isEmpty())
        json[u"extensions"_s] = added;
    if (!calendar.isEmpty())
        json[u"calendar"_s] = calendar;
    return json;
}

Result<ClockRecord> ClockRecord::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QStringView member) { return refuse(u"clock.malformed", {{u"member"_s, member.toString()}}); };
    ClockRecord record;
    for (const auto &[member, time] : {std::pair(u"startedAt"_s, &record.startedAt), std::pair(u"endedAt"_s, &record.endedAt)}) {
        *time = instantFromText(json[member]);
        if (json.contains(member) && !time->isValid())
            return malformed(member);
    }
    for (const QJsonValue &value : json[u"pauses"_s].toArray()) {
        const Pause pause{value[u"kind"_s].toString(), instantFromText(value[u"from"_s]), value[u"plannedDays"_s].toInt(), instantFromText(value[u"to"_s]), value[u"notice"_s].toString()};
        const bool backwards = pause.to.isValid() && pause.to < pause.from;
        if (!pause.from.isValid() || pause.plannedDays < 0 || backwards)
            return malformed(u"pauses");
        record.pauses << pause;
    }
    for (const QJsonValue &value : json[u"extensions"_s].toArray()) {
        const Extension extension{value[u"days"_s].toInt(), instantFromText(value[u"at"_s]), value[u"reason"_s].toString(), value[u"approver"_s].toString()};
        if (extension.days <= 0)
            return malformed(u"extensions");
        record.extensions << extension;
    }
    record.calendar = json[u"calendar"_s].toString();
    return record;
}

ClockReading read(const ClockRecord &record, const TimeLimit &limit, const WorkCalendar &calendar, const OfficeHours &hours, const QDateTime &now)
{
    ClockReading reading;
    if (!record.hasBegun())
        return reading;
    const QDateTime start = hallTime(record.startedAt);
    const QDateTime until = hallTime(std::max(record.startedAt, record.hasEnded() ? record.endedAt : now));
    const QList<Stand> stands = standsOf(record, calendar, hours, until);
    reading.due = endOfLimit(record, limit, stands, calendar, hours);
    reading.late = isOverdue(reading.due, until, hours);
    if (countsSeconds(limit)) {
        const QDateTime end = endOf(reading.due, hours);
        reading.usedSeconds = goingSeconds(start, until, stands, calendar, hours);
        reading.leftSeconds = goingSeconds(until, end, stands, calendar, hours);
    } else {
        const DayCount count(calendar, hours, stands, !countsCalendarDays(limit));
        reading.usedDays = count.between(start.date(), until.date());
        reading.leftDays = count.between(until.date(), reading.due.date);
    }
    if (const Pause *pause = record.openPause(); pause && !record.hasEnded()) {
        reading.state = State::Paused;
        reading.pauseDue = plannedEnd(*pause, calendar, hours);
        reading.pauseLate = isOverdue(reading.pauseDue, until, hours);
    } else if (record.hasEnded()) {
        reading.state = State::Ended;
    } else {
        reading.state = record.extensions.isEmpty() ? State::Running : State::Extended;
    }
    if (record.hasEnded())
        reading.lamp = Lamp::Done;
    else if (reading.late || reading.pauseLate)
        reading.lamp = Lamp::Red;
    else
        reading.lamp = lampInTime(reading, start, until, stands, calendar, hours);
    return reading;
}

DueDate dueDate(const ClockRecord &record, const TimeLimit &limit, const WorkCalendar &calendar, const OfficeHours &hours, const QDateTime &now)
{
    return read(record, limit, calendar, hours, now).due;
}

} // namespace domain
