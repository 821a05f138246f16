// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calendar/workcalendar.h"
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

QJsonObject notice(int year)
{
    QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/resources/calendars/%1.json").arg(year));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no calendar %d", year);
    return QJsonDocument::fromJson(file.readAll()).object();
}

QJsonArray notices(int first = 2019, int last = 2026)
{
    QJsonArray years;
    for (int year = first; year <= last; ++year)
        years.append(notice(year));
    return years;
}

WorkCalendar national()
{
    return WorkCalendar::fromNotices(notices()).value();
}

QJsonObject day(const char *date, bool isOffDay, QString name = u"春节"_s)
{
    return {{u"date"_s, QString::fromLatin1(date)}, {u"name"_s, name}, {u"isOffDay"_s, isOffDay}};
}

QDate date(const char *text)
{
    return QDate::fromString(QString::fromLatin1(text), Qt::ISODate);
}

/// The slow way: what the papers say about each day, nothing else.
class NaiveCounter
{
public:
    NaiveCounter()
    {
        for (const QJsonValue &year : notices()) {
            for (const QJsonValue &day : year[u"days"].toArray())
                m_off[QDate::fromString(day[u"date"].toString(), Qt::ISODate)] = day[u"isOffDay"].toBool();
        }
    }
    bool isWorkday(QDate date) const
    {
        const auto said = m_off.constFind(date);
        return said != m_off.cend() ? !*said : date.dayOfWeek() <= 5;
    }

private:
    QHash<QDate, bool> m_off;
};

} // namespace

class TestCalendar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsTheWorkingDaysOfEachYear_data()
    {
        QTest::addColumn<int>("year");
        QTest::addColumn<int>("workdays");
        const QList<std::pair<int, int>> table{{2019, 250}, {2020, 249}, {2021, 250}, {2022, 249},
                                               {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
        for (const auto &[year, workdays] : table)
            QTest::addRow("%d", year) << year << workdays;
    }
    void countsTheWorkingDaysOfEachYear()
    {
        QFETCH(int, year);
        QTEST(national().workdaysInYear(year), "workdays");
    }

    void addsWorkingDaysAsTheLawCounts_data()
    {
        QTest::addColumn<QDate>("from");
        QTest::addColumn<int>("days");
        QTest::addColumn<QDate>("last");
        const auto row = [](const char *what, const char *from, int days, const char *last) {
            QTest::newRow(what) << date(from) << days << date(last);
        };
        row("Saturday before Spring Festival is worked", "2026-02-13", 1, "2026-02-14");
        row("over Spring Festival 2026, second day", "2026-02-13", 2, "2026-02-24");
        row("over Spring Festival 2026, fifth day", "2026-02-13", 5, "2026-02-27");
        row("after National Day 2026, first day", "2026-09-30", 1, "2026-10-08");
        row("after National Day 2026, worked Saturday", "2026-09-30", 3, "2026-10-10");
        row("after National Day 2026, tenth day", "2026-09-30", 10, "2026-10-20");
        row("worked Sunday before National Day 2025", "2025-09-26", 1, "2025-09-28");
        row("2025-09-29 is the second day", "2025-09-26", 2, "2025-09-29");
        row("2025-09-30 is the third day", "2025-09-26", 3, "2025-09-30");
        row("New Year's Eve 2024 was worked", "2024-02-08", 1, "2024-02-09");
        row("worked Sunday after Spring Festival 2024", "2024-02-08", 2, "2024-02-18");
        row("longer Spring Festival 2020, first day", "2020-01-23", 1, "2020-02-03");
        row("longer Spring Festival 2020, second day", "2020-01-23", 2, "2020-02-04");
        row("over the turn of the year", "2025-12-31", 1, "2026-01-04");
        row("no days, on a working day", "2026-03-02", 0, "2026-03-02");
        row("no days, on a Saturday", "2026-03-07", 0, "2026-03-09");
        row("received on a Saturday, which is day 0", "2026-03-07", 1, "2026-03-09");
        row("received on a worked Saturday", "2026-02-14", 1, "2026-02-24");
    }
    void addsWorkingDaysAsTheLawCounts()
    {
        QFETCH(QDate, from);
        QFETCH(int, days);
        QTEST(national().addWorkdays(from, days), "last");
    }

    void agreesWithADayByDayCount()
    {
        const WorkCalendar calendar = national();
        const NaiveCounter naive;
        QRandomGenerator random(20261121);
        const QDate first(2018, 6, 1);
        const int span = int(first.daysTo(QDate(2028, 6, 1)));
        for (int round = 0; round < 20'000; ++round) {
            const QDate from = first.addDays(random.bounded(span));
            QCOMPARE(calendar.isWorkday(from), naive.isWorkday(from));
            const int days = random.bounded(1, 61);
            QDate last = from;
            for (int left = days; left > 0;) {
                last = last.addDays(1);
                left -= naive.isWorkday(last);
            }
            QCOMPARE(calendar.addWorkdays(from, days), last);
            QCOMPARE(calendar.workdaysBetween(from, last), days);
            QCOMPARE(calendar.workdaysBetween(last, from), -days);
            QCOMPARE(calendar.addWorkdays(from, 1), calendar.nextWorkday(from));
            const QDate to = from.addDays(random.bounded(90));
            int between = 0;
            for (QDate day = from.addDays(1); day <= to; day = day.addDays(1))
                between += naive.isWorkday(day);
            QCOMPARE(calendar.workdaysBetween(from, to), between);
        }
    }

    void countsTheDaysLeftAndOverdue()
    {
        const WorkCalendar calendar = national();
        QCOMPARE(calendar.workdaysBetween(date("2026-02-13"), date("2026-02-27")), 5);
        QCOMPARE(calendar.workdaysBetween(date("2026-02-27"), date("2026-02-27")), 0);
        QCOMPARE(calendar.workdaysBetween(date("2026-02-28"), date("2026-02-27")), -1);
        QCOMPARE(calendar.workdaysBetween(date("2026-03-01"), date("2026-02-27")), -1);
    }

    void namesHolidaysButNotWorkedDays()
    {
        const WorkCalendar calendar = national();
        QCOMPARE(calendar.holidayName(date("2026-02-17")), std::optional(u"春节"_s));
        QVERIFY(!calendar.holidayName(date("2026-02-14")));
        QVERIFY(!calendar.holidayName(date("2026-03-07")));
        QVERIFY(!calendar.holidayName(date("2026-03-09")));
    }

    void readsNoticesByDateAndNotByYear()
    {
        const QJsonArray nextYearOnly{
            QJsonObject{{u"year"_s, 2027}, {u"days"_s, QJsonArray{day("2026-12-31", true), day("2026-12-26", false)}}}};
        const auto calendar = WorkCalendar::fromNotices(nextYearOnly);
        QVERIFY(calendar);
        QVERIFY(!calendar->isWorkday(date("2026-12-31")));
        QVERIFY(calendar->isWorkday(date("2026-12-26")));
        QVERIFY(!calendar->covers(date("2026-12-31")));
        QVERIFY(calendar->covers(date("2027-05-05")));
    }

    void aYearWithoutNoticeIsNotCovered()
    {
        QJsonArray years = notices();
        years.append(QJsonObject{{u"year"_s, 2027}, {u"days"_s, QJsonArray{}}});
        const auto calendar = WorkCalendar::fromNotices(years);
        QVERIFY(calendar);
        QCOMPARE(calendar->firstYear(), 2019);
        QCOMPARE(calendar->lastYear(), 2026);
        QVERIFY(calendar->covers(date("2026-12-31")));
        QVERIFY(!calendar->covers(date("2027-01-01")));
        QVERIFY(calendar->coversAll(date("2019-01-01"), date("2026-12-31")));
        QVERIFY(!calendar->coversAll(date("2026-12-31"), date("2027-01-01")));
        QVERIFY(!calendar->coversAll(date("2018-12-31"), date("2019-01-02")));
        QVERIFY(WorkCalendar().isWorkday(date("2026-01-01")));
        QCOMPARE(WorkCalendar().firstYear(), 0);
    }

    void aLaterAmendmentReplacesTheDay()
    {
        QJsonArray years = notices();
        years.append(
            QJsonObject{{u"year"_s, 2026}, {u"days"_s, QJsonArray{day("2026-02-24", true), day("2026-02-14", true)}}});
        const auto amended = WorkCalendar::fromNotices(years);
        QVERIFY(amended);
        QVERIFY(!amended->isWorkday(date("2026-02-14")));
        QCOMPARE(amended->addWorkdays(date("2026-02-13"), 5), date("2026-03-02"));
        QVERIFY(amended->version() != national().version());
    }

    void localDaysComeOnTop()
    {
        const auto days =
            WorkCalendar::daysFromJson({day("2026-04-20", true, u"三月三"_s), day("2026-04-25", false, u"三月三"_s)});
        QVERIFY(days);
        const WorkCalendar calendar = national();
        const WorkCalendar local = calendar.withDays(*days);
        QVERIFY(!local.isWorkday(date("2026-04-20")));
        QVERIFY(local.isWorkday(date("2026-04-25")));
        QCOMPARE(local.holidayName(date("2026-04-20")), std::optional(u"三月三"_s));
        QCOMPARE(local.lastYear(), 2026);
        QVERIFY(calendar.isWorkday(date("2026-04-20")));
        QVERIFY(local.version() != calendar.version());
        QVERIFY(!(local == calendar));
    }

    void theVersionDependsOnTheContentOnly()
    {
        QJsonArray backwards;
        for (const QJsonValue &year : notices())
            backwards.prepend(year);
        const WorkCalendar calendar = national();
        QCOMPARE(WorkCalendar::fromNotices(backwards).value().version(), calendar.version());
        QVERIFY(calendar.version().startsWith(u"2019-2026/"));
        QCOMPARE(calendar.version().size(), 18);
        QVERIFY(WorkCalendar().version().startsWith(u"none/"));
        QVERIFY(WorkCalendar::fromNotices(notices(2019, 2025)).value().version() != calendar.version());
        const auto withoutNotice = WorkCalendar::fromNotices({notice(2019), notice(2021)}).value();
        const auto daysOnly =
            withoutNotice.withDays(WorkCalendar::daysFromJson(notice(2020)[u"days"].toArray()).value());
        QVERIFY(daysOnly.version() != WorkCalendar::fromNotices(notices(2019, 2021)).value().version());
    }

    void refusesABrokenNotice_data()
    {
        QTest::addColumn<QJsonValue>("broken");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *what, QJsonValue broken, QLatin1StringView problem) {
            QTest::newRow(what) << broken << QString(problem);
        };
        const auto year = [](QJsonValue days) { return QJsonObject{{u"year"_s, 2026}, {u"days"_s, days}}; };
        row("not an object", u"2026"_s, "not-an-object"_L1);
        row("no year", QJsonObject{{u"days"_s, QJsonArray{}}}, "year"_L1);
        row("year as text", QJsonObject{{u"year"_s, u"2026"_s}, {u"days"_s, QJsonArray{}}}, "year"_L1);
        row("no days", QJsonObject{{u"year"_s, 2026}}, "days"_L1);
        row("days are no list", year(QJsonObject{}), "days"_L1);
        row("a date that does not exist", year(QJsonArray{day("2026-02-30", true)}), "date"_L1);
        row("a day that is no object", year(QJsonArray{u"2026-02-17"_s}), "date"_L1);
        row("not said whether off", year(QJsonArray{QJsonObject{{u"date"_s, u"2026-02-17"_s}}}), "isOffDay"_L1);
        QJsonObject torn = notice(2026);
        QJsonArray days = torn[u"days"].toArray();
        days.removeLast();
        torn[u"days"] = days;
        row("a file that lost its end", torn, "workingDaysInYear"_L1);
    }
    void refusesABrokenNotice()
    {
        QFETCH(QJsonValue, broken);
        QJsonArray years{notice(2025)};
        years.append(broken);
        const auto calendar = WorkCalendar::fromNotices(years);
        QVERIFY(!calendar);
        QCOMPARE(calendar.refusal().code, u"calendar.malformed"_s);
        QTEST(calendar.refusal().facts[u"problem"].toString(), "problem");
        QCOMPARE(calendar.refusal().facts[u"index"].toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(TestCalendar)
#include "tst_calendar.moc"
