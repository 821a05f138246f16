// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timelimit/timelimit.h"
#include "domain/codes.h"
#include "domain/jsontime.h"
#include <QJsonObject>
#include <cmath>

using namespace Qt::StringLiterals;

namespace domain {

namespace {

constexpr Codes<TimeLimit::Unit, 6> unitCodes{{{TimeLimit::Unit::Minute, u"minute"},
                                               {TimeLimit::Unit::Hour, u"hour"},
                                               {TimeLimit::Unit::HalfDay, u"halfday"},
                                               {TimeLimit::Unit::Workday, u"workday"},
                                               {TimeLimit::Unit::Day, u"day"},
                                               {TimeLimit::Unit::Month, u"month"}}};
constexpr Codes<AcceptanceRule, 3> ruleCodes{{{AcceptanceRule::Licence5, u"licence5"},
                                              {AcceptanceRule::OnTheSpot, u"onTheSpot"},
                                              {AcceptanceRule::Register3, u"register3"}}};
constexpr Codes<Lamp, 4> lampCodes{
    {{Lamp::Green, u"green"}, {Lamp::Yellow, u"yellow"}, {Lamp::Red, u"red"}, {Lamp::Done, u"done"}}};

constexpr double yearsMax = 10;

/// The most of one unit that ten years hold: a slip in a catalogue must not become an endless count.
double valueMax(TimeLimit::Unit unit)
{
    switch (unit) {
    case TimeLimit::Unit::Minute:
        return yearsMax * 366 * 24 * 60;
    case TimeLimit::Unit::Hour:
        return yearsMax * 366 * 24;
    case TimeLimit::Unit::HalfDay:
        return yearsMax * 366 * 2;
    case TimeLimit::Unit::Workday:
    case TimeLimit::Unit::Day:
        return yearsMax * 366;
    case TimeLimit::Unit::Month:
        return yearsMax * 12;
    }
    Q_UNREACHABLE();
}

bool isWhole(double value)
{
    return value == std::floor(value);
}

std::optional<QTime> timeOf(const QJsonValue &json)
{
    const QTime time = QTime::fromString(json.toString(), Qt::ISODate);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

QString textOf(QTime time)
{
    return time.toString(time.second() == 0 ? u"HH:mm" : u"HH:mm:ss");
}

/// One stretch without a break in which the hall is open.
struct OpenSpan
{
    QTime from, to;
    int seconds() const { return from.secsTo(to); }
};

QList<OpenSpan> openSpans(const OfficeHours &hours)
{
    if (!hours.lunch)
        return {{hours.opens, hours.closes}};
    return {{hours.opens, hours.lunch->from}, {hours.lunch->to, hours.closes}};
}

/// The open time of one working day that lies within [from, to].
qint64 openSecondsWithin(const OfficeHours &hours, QTime from, QTime to)
{
    qint64 seconds = 0;
    for (const OpenSpan &span : openSpans(hours))
        seconds += std::max(0, std::max(from, span.from).secsTo(std::min(to, span.to)));
    return seconds;
}

/// The instant a clock of the hall shows this date and time.
QDateTime hallMoment(QDate date, QTime time)
{
    return QDateTime(date, time, Qt::OffsetFromUTC, hallTime(QDateTime(date, time, Qt::UTC)).offsetFromUtc());
}

bool reachesUnknownYear(const WorkCalendar &calendar, QDate from, QDate to)
{
    return !calendar.coversAll(from, to);
}

/// When `seconds` of open time have passed since `from`.
DueDate afterOpenSeconds(qint64 seconds, const QDateTime &from, const WorkCalendar &calendar, const OfficeHours &hours)
{
    QDate date = from.date();
    QTime start = from.time();
    for (;; date = date.addDays(1), start = QTime(0, 0)) {
        if (!calendar.isWorkday(date))
            continue;
        for (const OpenSpan &span : openSpans(hours)) {
            const QTime begin = std::max(start, span.from);
            const int open = std::max(0, begin.secsTo(span.to));
            if (open > 0 && seconds <= open)
                return {date, begin.addSecs(int(seconds)), false};
            seconds -= open;
        }
    }
}

DueDate closeOfSameDay(const QDateTime &from, const WorkCalendar &calendar, const OfficeHours &hours)
{
    const bool stillOpen = calendar.isWorkday(from.date()) && from.time() < hours.closes;
    return {stillOpen ? from.date() : calendar.nextWorkday(from.date()), hours.closes, false};
}

DueDate dueWithoutWarning(const TimeLimit &limit, const QDateTime &from, const WorkCalendar &calendar,
                          const OfficeHours &hours)
{
    if (limit.isImmediate())
        return closeOfSameDay(from, calendar, hours);
    const QDate date = from.date();
    switch (limit.unit) {
    case TimeLimit::Unit::Minute:
        return afterOpenSeconds(std::llround(limit.value * 60), from, calendar, hours);
    case TimeLimit::Unit::Hour:
        return afterOpenSeconds(std::llround(limit.value * 3600), from, calendar, hours);
    case TimeLimit::Unit::HalfDay:
        return afterOpenSeconds(std::llround(limit.value * hours.secondsPerDay() / 2), from, calendar, hours);
    case TimeLimit::Unit::Workday:
        return {calendar.addWorkdays(date, int(limit.value)), {}, false};
    // Adding no working days leaves a working day and moves a day off to the next one (民法典 第203条1款).
    case TimeLimit::Unit::Day:
        return {calendar.addWorkdays(date.addDays(qint64(limit.value)), 0), {}, false};
    case TimeLimit::Unit::Month:
        return {calendar.addWorkdays(date.addMonths(int(limit.value)), 0), {}, false};
    }
    Q_UNREACHABLE();
}

} // namespace

QString toCode(TimeLimit::Unit unit)
{
    return unitCodes.code(unit);
}
std::optional<TimeLimit::Unit> timeLimitUnitFromCode(QStringView code)
{
    return unitCodes.value(code);
}
QString toCode(AcceptanceRule rule)
{
    return ruleCodes.code(rule);
}
std::optional<AcceptanceRule> acceptanceRuleFromCode(QStringView code)
{
    return ruleCodes.value(code);
}
QString toCode(Lamp lamp)
{
    return lampCodes.code(lamp);
}

Result<TimeLimit> TimeLimit::fromJson(const QJsonObject &json)
{
    const auto malformed = [&json](QLatin1StringView problem) {
        return refuse(u"timelimit.malformed",
                      {{u"problem"_s, problem}, {u"unit"_s, json[u"unit"]}, {u"value"_s, json[u"value"]}});
    };
    const auto unit = timeLimitUnitFromCode(json[u"unit"].toString());
    if (!unit)
        return malformed("unit"_L1);
    TimeLimit limit{json[u"value"].toDouble(-1), *unit, json[u"note"].toString()};
    if (limit.unit == Unit::Workday && !isWhole(limit.value) && isWhole(limit.value * 2)) {
        limit.value *= 2;
        limit.unit = Unit::HalfDay;
    }
    if (!(limit.value >= 0) || limit.value > valueMax(limit.unit))
        return malformed("value"_L1);
    const bool mayBeFraction = limit.unit == Unit::Minute || limit.unit == Unit::Hour;
    if (!mayBeFraction && !isWhole(limit.value))
        return malformed("value"_L1);
    return limit;
}

QJsonObject TimeLimit::toJson() const
{
    QJsonObject json{{u"value"_s, value}, {u"unit"_s, toCode(unit)}};
    if (!note.isEmpty())
        json[u"note"] = note;
    return json;
}

int OfficeHours::secondsPerDay() const
{
    return int(openSecondsWithin(*this, opens, closes));
}

Result<OfficeHours> OfficeHours::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QLatin1StringView problem) {
        return refuse(u"officehours.malformed", {{u"problem"_s, problem}});
    };
    const auto opens = timeOf(json[u"opens"]);
    if (!opens)
        return malformed("opens"_L1);
    const auto closes = timeOf(json[u"closes"]);
    if (!closes || *closes <= *opens)
        return malformed("closes"_L1);
    OfficeHours hours{*opens, *closes, {}};
    if (json.contains(u"lunch") && !json[u"lunch"].isNull()) {
        const auto from = timeOf(json[u"lunch"][u"from"]);
        const auto to = timeOf(json[u"lunch"][u"to"]);
        if (!from || !to || *from <= *opens || *to <= *from || *closes <= *to)
            return malformed("lunch"_L1);
        hours.lunch = Lunch{*from, *to};
    }
    return hours;
}

QJsonObject OfficeHours::toJson() const
{
    QJsonObject json{{u"opens"_s, textOf(opens)}, {u"closes"_s, textOf(closes)}};
    if (lunch)
        json[u"lunch"] = QJsonObject{{u"from"_s, textOf(lunch->from)}, {u"to"_s, textOf(lunch->to)}};
    return json;
}

QJsonObject DueDate::toJson() const
{
    QJsonObject json;
    if (!isValid())
        return json;
    json[u"date"] = date.toString(Qt::ISODate);
    if (time)
        json[u"time"] = textOf(*time);
    if (provisional)
        json[u"provisional"] = true;
    return json;
}

Result<DueDate> DueDate::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QLatin1StringView member) {
        return refuse(u"duedate.malformed", {{u"member"_s, member}});
    };
    if (json.isEmpty())
        return DueDate{};
    DueDate due;
    due.date = QDate::fromString(json[u"date"].toString(), Qt::ISODate);
    if (!due.date.isValid())
        return malformed("date"_L1);
    if (json.contains(u"time")) {
        due.time = timeOf(json[u"time"]);
        if (!due.time)
            return malformed("time"_L1);
    }
    if (json.contains(u"provisional") && !json[u"provisional"].isBool())
        return malformed("provisional"_L1);
    due.provisional = json[u"provisional"].toBool();
    return due;
}

DueDate dueDate(const TimeLimit &limit, const QDateTime &from, const WorkCalendar &calendar, const OfficeHours &hours)
{
    Q_ASSERT(from.isValid() && limit.value >= 0 && hours.secondsPerDay() > 0);
    const QDateTime begun = hallTime(from);
    DueDate due = dueWithoutWarning(limit, begun, calendar, hours);
    due.provisional = reachesUnknownYear(calendar, begun.date(), due.date);
    return due;
}

QDateTime endOf(const DueDate &due, const OfficeHours &hours)
{
    return due.isValid() ? hallMoment(due.date, due.time.value_or(hours.closes)) : QDateTime();
}

bool isOverdue(const DueDate &due, const QDateTime &now, const OfficeHours &hours)
{
    return due.isValid() && now > endOf(due, hours);
}

qint64 openSecondsBetween(const QDateTime &from, const QDateTime &to, const WorkCalendar &calendar,
                          const OfficeHours &hours)
{
    const QDateTime first = hallTime(from);
    const QDateTime last = hallTime(to);
    qint64 seconds = 0;
    for (QDate date = first.date(); date <= last.date(); date = date.addDays(1)) {
        if (!calendar.isWorkday(date))
            continue;
        const QTime begin = date == first.date() ? first.time() : hours.opens;
        const QTime end = date == last.date() ? last.time() : hours.closes;
        seconds += openSecondsWithin(hours, begin, end);
    }
    return seconds;
}

int noticeDaysOf(AcceptanceRule rule)
{
    switch (rule) {
    case AcceptanceRule::Licence5:
        return 5;
    case AcceptanceRule::OnTheSpot:
        return 0;
    case AcceptanceRule::Register3:
        return 3;
    }
    Q_UNREACHABLE();
}

DueDate noticeDueDate(const QDateTime &receivedAt, int noticeDays, const WorkCalendar &calendar,
                      const OfficeHours &hours)
{
    return dueDate({double(noticeDays), TimeLimit::Unit::Workday, {}}, receivedAt, calendar, hours);
}

DeemedAcceptance deemedAcceptance(const QDateTime &receivedAt, const QDateTime &now, std::optional<int> noticeDays,
                                  AcceptanceRule rule, const WorkCalendar &calendar, const OfficeHours &hours)
{
    DeemedAcceptance state;
    state.noticeDue = noticeDueDate(receivedAt, noticeDays.value_or(noticeDaysOf(rule)), calendar, hours);
    state.accepted = isOverdue(state.noticeDue, now, hours);
    const QDate received = hallTime(receivedAt).date();
    if (state.accepted)
        state.acceptedOn = received;
    state.day = std::max(0, calendar.workdaysBetween(received, hallTime(now).date()));
    return state;
}

bool isDeemedAccepted(const QDateTime &receivedAt, const QDateTime &now, std::optional<int> noticeDays,
                      AcceptanceRule rule, const WorkCalendar &calendar, const OfficeHours &hours)
{
    return deemedAcceptance(receivedAt, now, noticeDays, rule, calendar, hours).accepted;
}

Lamp lamp(const DueDate &due, const QDateTime &from, const QDateTime &now, const WorkCalendar &calendar,
          const OfficeHours &hours)
{
    if (!due.isValid())
        return Lamp::Green;
    if (isOverdue(due, now, hours))
        return Lamp::Red;
    if (due.time) {
        const QDateTime end = endOf(due, hours);
        const qint64 whole = openSecondsBetween(from, end, calendar, hours);
        return 3 * openSecondsBetween(now, end, calendar, hours) > whole ? Lamp::Green : Lamp::Yellow;
    }
    const int whole = calendar.workdaysBetween(hallTime(from).date(), due.date);
    const int left = calendar.workdaysBetween(hallTime(now).date(), due.date);
    // A limit of one or two days would be yellow from its first minute and the colour would say nothing.
    const bool nearEnd = whole > 2 && left <= 2;
    return !nearEnd && 3 * left > whole ? Lamp::Green : Lamp::Yellow;
}

QList<WhatIf> supplementForecast(const TimeLimit &limit, QDate today, const WorkCalendar &calendar,
                                 const OfficeHours &hours, int days)
{
    QList<WhatIf> forecast;
    QDate date = today;
    for (int i = 0; i < days; ++i) {
        date = calendar.nextWorkday(date);
        forecast.append({date, dueDate(limit, hallMoment(date, hours.opens), calendar, hours)});
    }
    return forecast;
}

} // namespace domain
