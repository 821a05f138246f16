// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calendar/workcalendar.h"
#include <QCryptographicHash>
#include <QJsonObject>
#include <QMap>
#include <QSharedData>
#include <set>
#include <vector>

using namespace Qt::StringLiterals;

namespace domain {

namespace {

bool isWeekend(QDate date)
{
    return date.dayOfWeek() >= Qt::Saturday;
}

Refusal malformed(int index, QLatin1StringView problem, QJsonObject facts = {})
{
    facts[u"index"] = index;
    facts[u"problem"] = problem;
    return refuse(u"calendar.malformed", facts);
}

Result<CalendarDay> readDay(const QJsonValue &json, int index)
{
    const QDate date = QDate::fromString(json[u"date"].toString(), Qt::ISODate);
    if (!date.isValid())
        return malformed(index, "date"_L1, {{u"date"_s, json[u"date"]}});
    if (!json[u"isOffDay"].isBool())
        return malformed(index, "isOffDay"_L1, {{u"date"_s, json[u"date"]}});
    return CalendarDay{date, json[u"name"].toString(), json[u"isOffDay"].toBool()};
}

} // namespace

struct WorkCalendar::Content : QSharedData
{
    std::set<int> years;                 ///< with a notice
    QMap<QDate, CalendarDay> exceptions; ///< by date, from notices and regions

    // Made from the above: one flag a day from the first to the last exception, because due dates are counted day by
    // day for whole tables of cases.
    qint64 firstDay = 0;
    std::vector<bool> worked;
    QString version;

    void index()
    {
        worked.clear();
        if (!exceptions.isEmpty()) {
            firstDay = exceptions.firstKey().toJulianDay();
            for (QDate date = exceptions.firstKey(); date <= exceptions.lastKey(); date = date.addDays(1))
                worked.push_back(!isWeekend(date));
            for (const CalendarDay &day : exceptions)
                worked[size_t(day.date.toJulianDay() - firstDay)] = !day.isOffDay;
        }
        version = fingerprint();
    }

    bool isWorked(QDate date) const
    {
        const qint64 offset = date.toJulianDay() - firstDay;
        if (offset >= 0 && offset < qint64(worked.size()))
            return worked[size_t(offset)];
        return !isWeekend(date);
    }

    QString fingerprint() const
    {
        QByteArray text;
        for (int year : years)
            text += QByteArray::number(year) + '\n';
        for (const CalendarDay &day : exceptions)
            text += day.date.toString(Qt::ISODate).toLatin1() + (day.isOffDay ? " off " : " on ") + day.name.toUtf8() +
                    '\n';
        const QByteArray digest = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
        const QString span = years.empty() ? u"none"_s : u"%1-%2"_s.arg(*years.begin()).arg(*years.rbegin());
        return span + u'/' + QString::fromLatin1(digest.first(4).toHex());
    }
};

WorkCalendar::WorkCalendar() : WorkCalendar(Content{}) {}
WorkCalendar::WorkCalendar(Content content)
{
    content.index();
    d = new Content(std::move(content));
}
WorkCalendar::WorkCalendar(const WorkCalendar &) = default;
WorkCalendar::WorkCalendar(WorkCalendar &&) noexcept = default;
WorkCalendar &WorkCalendar::operator=(const WorkCalendar &) = default;
WorkCalendar &WorkCalendar::operator=(WorkCalendar &&) noexcept = default;
WorkCalendar::~WorkCalendar() = default;

Result<WorkCalendar> WorkCalendar::fromNotices(const QJsonArray &years)
{
    Content content;
    for (int i = 0; i < years.size(); ++i) {
        if (!years[i].isObject())
            return malformed(i, "not-an-object"_L1);
        const QJsonObject notice = years[i].toObject();
        const int year = notice[u"year"].toInt();
        if (year < 1949 || year > 2200)
            return malformed(i, "year"_L1, {{u"year"_s, notice[u"year"]}});
        if (!notice[u"days"].isArray())
            return malformed(i, "days"_L1, {{u"year"_s, year}});
        const auto days = daysFromJson(notice[u"days"].toArray());
        if (!days) {
            QJsonObject facts = days.refusal().facts;
            facts[u"index"] = i;
            facts[u"year"] = year;
            return refuse(days.refusal().code, facts);
        }
        if (days->isEmpty())
            continue;
        if (notice.contains(u"workingDaysInYear")) {
            const int counted = WorkCalendar().withDays(*days).workdaysInYear(year);
            if (notice[u"workingDaysInYear"].toInt(-1) != counted)
                return malformed(
                    i, "workingDaysInYear"_L1,
                    {{u"year"_s, year}, {u"stated"_s, notice[u"workingDaysInYear"]}, {u"counted"_s, counted}});
        }
        content.years.insert(year);
        for (const CalendarDay &day : *days)
            content.exceptions[day.date] = day;
    }
    return WorkCalendar(std::move(content));
}

Result<QList<CalendarDay>> WorkCalendar::daysFromJson(const QJsonArray &days)
{
    QList<CalendarDay> list;
    list.reserve(days.size());
    for (int i = 0; i < days.size(); ++i) {
        const auto day = readDay(days[i], i);
        if (!day)
            return day.refusal();
        list.append(*day);
    }
    return list;
}

WorkCalendar WorkCalendar::withDays(const QList<CalendarDay> &days) const
{
    Content content = *d;
    for (const CalendarDay &day : days) {
        Q_ASSERT(day.date.isValid());
        content.exceptions[day.date] = day;
    }
    return WorkCalendar(std::move(content));
}

QString WorkCalendar::version() const
{
    return d->version;
}
int WorkCalendar::firstYear() const
{
    return d->years.empty() ? 0 : *d->years.begin();
}
int WorkCalendar::lastYear() const
{
    return d->years.empty() ? 0 : *d->years.rbegin();
}
bool WorkCalendar::covers(QDate date) const
{
    return d->years.contains(date.year());
}

bool WorkCalendar::coversAll(QDate from, QDate to) const
{
    for (int year = from.year(); year <= to.year(); ++year) {
        if (!d->years.contains(year))
            return false;
    }
    return from.isValid() && to.isValid();
}

bool WorkCalendar::isWorkday(QDate date) const
{
    return date.isValid() && d->isWorked(date);
}

std::optional<QString> WorkCalendar::holidayName(QDate date) const
{
    const auto day = d->exceptions.constFind(date);
    if (day == d->exceptions.cend() || !day->isOffDay)
        return std::nullopt;
    return day->name;
}

QDate WorkCalendar::addWorkdays(QDate from, int days) const
{
    Q_ASSERT(from.isValid() && days >= 0);
    if (days == 0)
        return d->isWorked(from) ? from : nextWorkday(from);
    QDate date = from;
    for (int left = days; left > 0; --left)
        date = nextWorkday(date);
    return date;
}

int WorkCalendar::workdaysBetween(QDate from, QDate to) const
{
    Q_ASSERT(from.isValid() && to.isValid());
    if (to < from)
        return -workdaysBetween(to, from);
    int count = 0;
    for (QDate date = from.addDays(1); date <= to; date = date.addDays(1))
        count += d->isWorked(date);
    return count;
}

QDate WorkCalendar::nextWorkday(QDate date) const
{
    Q_ASSERT(date.isValid());
    do
        date = date.addDays(1);
    while (!d->isWorked(date));
    return date;
}

int WorkCalendar::workdaysInYear(int year) const
{
    return workdaysBetween(QDate(year - 1, 12, 31), QDate(year, 12, 31));
}

bool WorkCalendar::operator==(const WorkCalendar &other) const
{
    return d->years == other.d->years && d->exceptions == other.d->exceptions;
}

} // namespace domain
