// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/calendar/workcalendar.h"
#include "domain/result.h"
#include <QDateTime>
#include <QList>
#include <QTime>
#include <optional>

namespace domain {

/// How long an item may take, as its guide says (法定时限, 承诺时限). Value 0 is 即办: the same working day, in any
/// unit.
struct TimeLimit
{
    enum class Unit { Minute, Hour, HalfDay, Workday, Day, Month };

    double value = 0;
    Unit unit = Unit::Workday;
    QString note; ///< words of the guide, "即办/当场"; may be empty

    bool isImmediate() const { return value == 0; }

    /// Reads {value, unit, note?}; units "minute", "hour", "halfday", "workday", "day", "month". Half a working day
    /// (0.5 workday) becomes one halfday. Working days, days and months are whole numbers otherwise; nothing is longer
    /// than ten years. Refuses with timelimit.malformed {problem: "unit" | "value", unit, value}.
    static Result<TimeLimit> fromJson(const QJsonObject &json);
    QJsonObject toJson() const;
    bool operator==(const TimeLimit &) const = default;
};
QString toCode(TimeLimit::Unit unit);
std::optional<TimeLimit::Unit> timeLimitUnitFromCode(QStringView code);

/// The hours a hall is open on a working day, in its local time. An hour limit runs only within them; a day limit ends
/// when the hall closes (民法典 第203条2款).
struct OfficeHours
{
    struct Lunch
    {
        QTime from, to;
        bool operator==(const Lunch &) const = default;
    };

    QTime opens{9, 0};
    QTime closes{17, 0};
    std::optional<Lunch> lunch; ///< closed from … to, within the opening hours

    /// Seconds the hall is open on a working day.
    int secondsPerDay() const;
    /// Reads {opens: "09:00", closes: "17:00", lunch?: {from: "12:00", to: "13:30"}}. Refuses with
    /// officehours.malformed {problem: "opens" | "closes" | "lunch"} when a time is not one or they are out of order.
    static Result<OfficeHours> fromJson(const QJsonObject &json);
    QJsonObject toJson() const;
    bool operator==(const OfficeHours &) const = default;
};

/// The end of a limit.
struct DueDate
{
    QDate date;                ///< invalid: there is no end
    std::optional<QTime> time; ///< local time of the hall; nothing: when the hall closes on that day
    bool provisional = false;  ///< reaches into a year whose holiday notice is not loaded; computed again when it is

    bool isValid() const { return date.isValid(); }
    /// {date: "2026-02-27", time?: "15:30", provisional?: true}; {} when there is no end.
    QJsonObject toJson() const;
    /// Reads what toJson wrote. Refuses with duedate.malformed {member}.
    static Result<DueDate> fromJson(const QJsonObject &json);
    bool operator==(const DueDate &) const = default;
};

/// When work begun at the instant `from` is due. Instants come in any time zone; days and hours are those of the hall.
/// Working days (行政许可法 第82条): the day of the event is day 0, also when it is a day off or the hall had closed.
/// Days, months (民法典 第201–203条): the day of the event is not counted; a month ends on the same day number or on
/// the last of the month; a last day that is a day off moves to the next working day. Minutes, hours, half days (of
/// this hall's hours): run only while the hall is open. 即办 (0): when the hall closes on that day; received after
/// closing or on a day off, on the next working day.
DueDate dueDate(const TimeLimit &limit, const QDateTime &from, const WorkCalendar &calendar, const OfficeHours &hours);

/// The instant a due date ends, in the hall's local time; invalid when there is no end.
QDateTime endOf(const DueDate &due, const OfficeHours &hours);
/// Whether the due date has passed: now is after its last second.
bool isOverdue(const DueDate &due, const QDateTime &now, const OfficeHours &hours);
/// Seconds the hall is open between two instants; 0 when `to` is not after `from`.
qint64 openSecondsBetween(const QDateTime &from, const QDateTime &to, const WorkCalendar &calendar,
                          const OfficeHours &hours);

/// By which law it is settled when an application that nobody answered counts as accepted.
enum class AcceptanceRule {
    Licence5, ///< 行政许可法 第32条: one-time notice within 5 working days, else accepted as from the day of receipt
    OnTheSpot, ///< 不动产登记暂行条例 第17条 and local rules: notice there and then, else accepted
    Register3, ///< 市场主体登记管理条例 第19条: registered on the spot, otherwise within 3 working days
};
QString toCode(AcceptanceRule rule); ///< "licence5", "onTheSpot", "register3"
std::optional<AcceptanceRule> acceptanceRuleFromCode(QStringView code);
/// Working days for the one-time notice where the region has no shorter ones: 5, 0, 3.
int noticeDaysOf(AcceptanceRule rule);

/// The last moment for a one-time notice about papers received at `receivedAt`: the close of business of the last of
/// `noticeDays` working days; with 0, of the day of receipt (of the next working day when the hall was closed).
DueDate noticeDueDate(const QDateTime &receivedAt, int noticeDays, const WorkCalendar &calendar,
                      const OfficeHours &hours);

/// Where the notice clock of a received application stands.
struct DeemedAcceptance
{
    DueDate noticeDue;
    bool accepted = false; ///< the time for a notice is over: accepted by law
    QDate acceptedOn;      ///< the day of receipt, from which the decision clock runs; invalid while not accepted
    int day = 0;           ///< which working day of the notice period now is (0: day of receipt); reminders go by it
};
/// Works it out. `noticeDays` overrides the rule's own (region, item).
DeemedAcceptance deemedAcceptance(const QDateTime &receivedAt, const QDateTime &now, std::optional<int> noticeDays,
                                  AcceptanceRule rule, const WorkCalendar &calendar, const OfficeHours &hours);
/// Whether an application received and not answered counts as accepted by now.
bool isDeemedAccepted(const QDateTime &receivedAt, const QDateTime &now, std::optional<int> noticeDays,
                      AcceptanceRule rule, const WorkCalendar &calendar, const OfficeHours &hours);

/// The colour of a clock (电子监察). Done is for clocks that have ended; lamp() never gives it.
enum class Lamp { Green, Yellow, Red, Done };
QString toCode(Lamp lamp); ///< "green", "yellow", "red", "done"
/// Green: more than a third is left. Yellow: a third or less, or two working days or less of a limit longer than two.
/// Red: overdue. A due date with a time is measured in open hours, else in working days. Green when there is no end.
Lamp lamp(const DueDate &due, const QDateTime &from, const QDateTime &now, const WorkCalendar &calendar,
          const OfficeHours &hours = {});

/// One line of "if the supplement comes on …".
struct WhatIf
{
    QDate suppliedOn; ///< the supplement comes this day; acceptance is then
    DueDate due;
    bool operator==(const WhatIf &) const = default;
};
/// What may be promised before the one-time notice is printed: for each of the next `days` working days after today,
/// when the case would be due if the supplement came then, in the morning.
QList<WhatIf> supplementForecast(const TimeLimit &limit, QDate today, const WorkCalendar &calendar,
                                 const OfficeHours &hours, int days = 5);

} // namespace domain
