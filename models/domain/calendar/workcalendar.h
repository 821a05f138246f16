// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDate>
#include <QJsonArray>
#include <QList>
#include <QSharedDataPointer>
#include <QString>
#include <optional>

namespace domain {

/// One day on which the ordinary week (Monday to Friday worked) does not hold: a legal day off, or a weekend day that
/// is worked in exchange (调休上班).
struct CalendarDay
{
    QDate date;
    QString name; ///< the holiday it belongs to, "春节"; also on the worked days of the exchange
    bool isOffDay = true;

    bool operator==(const CalendarDay &) const = default;
};

/// The working days of the office (行政许可法 第82条: limits count working days, without legal holidays).
///
/// Made from the State Council's yearly holiday notices. A notice is read by the dates in it, never by its year: a day
/// late in December may come from next year's notice. Years without a notice follow the ordinary week and are not
/// covered(); whatever is computed into them is provisional. A value: copies share their content.
class WorkCalendar
{
public:
    /// A calendar without any notice: Monday to Friday, nothing covered.
    WorkCalendar();
    WorkCalendar(const WorkCalendar &);
    WorkCalendar(WorkCalendar &&) noexcept;
    WorkCalendar &operator=(const WorkCalendar &);
    WorkCalendar &operator=(WorkCalendar &&) noexcept;
    ~WorkCalendar();

    /// Reads the objects of resources/calendars: {year, days: [{date, name, isOffDay}], workingDaysInYear?}. The same
    /// date given again replaces what was said before, so an amendment is an object further back in the array. An
    /// object without days (the notice is not published yet) covers nothing. An object that states workingDaysInYear
    /// must list the whole year and agree with its own days. Refuses with calendar.malformed {index, year?, problem,
    /// …}; problem is one of not-an-object, year, days, date, isOffDay, workingDaysInYear.
    static Result<WorkCalendar> fromNotices(const QJsonArray &years);
    /// Reads [{date, name, isOffDay}], the days of one region (三月三, 开斋节). Refuses like fromNotices.
    static Result<QList<CalendarDay>> daysFromJson(const QJsonArray &days);

    /// This calendar with local days on top. They replace what the notices say; the covered years stay.
    WorkCalendar withDays(const QList<CalendarDay> &days) const;

    /// Stable fingerprint of the content, "2019-2026/1f3a90c2"; "none/…" without a notice. Equal content, equal text,
    /// whatever the order of loading. Kept with every computed due date, to find those to compute again.
    QString version() const;
    /// First and last year with a notice; 0 if none.
    int firstYear() const;
    int lastYear() const;

    /// Whether the notice of the date's year is loaded.
    bool covers(QDate date) const;
    /// Whether every year from the one of `from` to the one of `to` is loaded.
    bool coversAll(QDate from, QDate to) const;
    bool isWorkday(QDate date) const;
    /// The holiday on this date; nothing on ordinary weekends and on worked days.
    std::optional<QString> holidayName(QDate date) const;

    /// The last day of a limit of `days` working days, `from` being day 0 (民法典 第201条2款). With 0 days: `from`
    /// itself if it is worked, else the next working day. `days` must not be negative.
    QDate addWorkdays(QDate from, int days) const;
    /// Working days after `from` up to and including `to`: the days left of a limit. Negative when `to` is before
    /// `from`: then the working days after `to` up to and including `from`, the days overdue.
    int workdaysBetween(QDate from, QDate to) const;
    /// The first working day strictly after the date.
    QDate nextWorkday(QDate date) const;
    /// Working days from 1 January to 31 December.
    int workdaysInYear(int year) const;

    bool operator==(const WorkCalendar &other) const;

private:
    struct Content;
    explicit WorkCalendar(Content content);
    QSharedDataPointer<Content> d;
};

} // namespace domain
