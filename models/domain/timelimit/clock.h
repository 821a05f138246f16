// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/timelimit/timelimit.h"

namespace domain {

/// A time in which a clock stands (行政许可法 第45条: 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审; or a supplement, where the
/// region stops the clock for it). The applicant is told in writing what it is and how long it will take.
struct Pause
{
    QString kind;          ///< "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "review", "supplement"
    QDateTime from;        ///< begins (UTC)
    int plannedDays = 0;   ///< working days it will take, as told in writing
    QDateTime to;          ///< the work went on (UTC); invalid while the clock stands
    QString notice;        ///< number of the 特别程序告知书; may be empty

    bool isOpen() const { return !to.isValid(); }
    bool operator==(const Pause &) const = default;
};

/// Time added with the approval the law asks for (行政许可法 第42条: 10 working days by the head of the authority, 15 by the
/// head of the government).
struct Extension
{
    int days = 0;          ///< as the limit counts: calendar days for limits in days or months, else working days
    QDateTime at;          ///< approved (UTC)
    QString reason;        ///< in words, told to the applicant
    QString approver;      ///< role that approved

    bool operator==(const Extension &) const = default;
};

/// What happened to a clock; everything else about it is worked out by read(). A case has one and each of its steps has
/// one; both limits of a case, legal and committed, are read from the same record. Before acceptance there is none: a
/// correction does not stop a clock, the clock has not begun (行政许可法 第32条).
struct ClockRecord
{
    QDateTime startedAt;       ///< acceptance, or the opening of a step (UTC); invalid: has not begun
    QDateTime endedAt;         ///< decided (UTC); invalid while it runs
    QList<Pause> pauses;
    QList<Extension> extensions;
    QString calendar;          ///< WorkCalendar::version() by which the stored due dates were computed

    bool hasBegun() const { return startedAt.isValid(); }
    bool hasEnded() const { return endedAt.isValid(); }
    bool isPaused() const { return openPause() != nullptr; }
    /// The pause that is not over; nothing when the clock goes.
    const Pause *openPause() const;
    /// {startedAt, endedAt?, pauses?, extensions?, calendar?}; {} when nothing happened yet.
    QJsonObject toJson() const;
    /// Refusals: clock.malformed {member}: "startedAt", "endedAt", "pauses", "extensions".
    static Result<ClockRecord> fromJson(const QJsonObject &json);
    bool operator==(const ClockRecord &) const = default;
};

/// How a clock stands at an instant.
struct ClockReading
{
    enum class State { NotBegun, Running, Paused, Extended, Ended };

    State state = State::NotBegun;
    Lamp lamp = Lamp::Green; ///< Done once it has ended
    DueDate due;             ///< provisional while the clock stands, or where a year's holidays are not known yet
    DueDate pauseDue;        ///< the planned end of the open pause
    /// Days the limit has taken and has left, as the limit counts them (calendar days for days and months, working days
    /// else). Left is negative when overdue. Once ended both stay as they were then.
    int usedDays = 0, leftDays = 0;
    /// The same in seconds of open hours, for limits in minutes, hours and half days; else 0.
    qint64 usedSeconds = 0, leftSeconds = 0;
    bool late = false;       ///< now, or the end of the clock, is after the due date
    bool pauseLate = false;  ///< the open pause has outlasted the days that were told
};
QString toCode(ClockReading::State state); ///< "not-begun", "running", "paused", "extended", "ended"

/// Reads a clock. One record, one answer, at the window and at the centre.
///
/// *Days* (行政许可法 第82条, 民法典 第201条2款). The day of the event is day 0. The day on which a pause begins still counts
/// as a day of the limit; the days after it, up to and including the day on which the work went on, do not; counting goes
/// on with the next day (第45条: the time of the procedure is not counted in the limit). Days are counted as the limit
/// counts: working days, or calendar days for limits in days and in months. A month ends on the same day number, or on the
/// last of the month (民法典 第202条), and is then stretched by the days of the pauses.
/// *The end* (民法典 第203条). The last day is a working day on which the clock goes: a day off, or a day of a pause, carries
/// it to the next one. So does a pause begun on the last day before the hall closes: a limit never ends while its clock
/// stands. 即办 (0) ends when the hall closes on the first such day, the day of receipt if the hall is still open.
/// *Minutes, hours, half days*: only open hours in which no pause runs count, to the second.
/// *Extensions* add days of the limit; to limits in minutes, hours and half days the open hours of as many days.
/// *An open pause* is read as if it lasted the planned days or until now, whichever is later, and makes the due date
/// provisional.
/// *Lamp*: green while more than a third is left, yellow at a third or less, or at two working days or less of a limit
/// longer than two; red when overdue. A standing clock keeps its colour; it is red when the pause itself is late.
ClockReading read(const ClockRecord &record, const TimeLimit &limit, const WorkCalendar &calendar,
                  const OfficeHours &hours, const QDateTime &now);

/// The due date alone.
DueDate dueDate(const ClockRecord &record, const TimeLimit &limit, const WorkCalendar &calendar, const OfficeHours &hours,
                const QDateTime &now);

} // namespace domain
