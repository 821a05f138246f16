// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timelimit/timelimit.h"
#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace domain;
using namespace Qt::StringLiterals;
using Unit = TimeLimit::Unit;

Q_DECLARE_METATYPE(domain::AcceptanceRule)
Q_DECLARE_METATYPE(domain::Lamp)
Q_DECLARE_METATYPE(domain::TimeLimit)

namespace {

const WorkCalendar &national()
{
    static const WorkCalendar calendar = [] {
        QJsonArray years;
        for (int year = 2019; year <= 2026; ++year) {
            QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/resources/calendars/%1.json").arg(year));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("no calendar %d", year);
            years.append(QJsonDocument::fromJson(file.readAll()).object());
        }
        return WorkCalendar::fromNotices(years).value();
    }();
    return calendar;
}

const OfficeHours straight{};
const OfficeHours withLunch{QTime(9, 0), QTime(17, 0), OfficeHours::Lunch{QTime(12, 0), QTime(13, 30)}};

QDateTime hallMoment(QDate date, QTime time)
{
    return QDateTime(date, time, Qt::OffsetFromUTC, 8 * 3600);
}
QDateTime at(const char *text)
{
    const QDateTime reading = QDateTime::fromString(QString::fromLatin1(text), u"yyyy-MM-dd HH:mm"_s);
    return hallMoment(reading.date(), reading.time());
}
TimeLimit limitOf(double value, Unit unit)
{
    return {value, unit, {}};
}

/// "2026-02-27", "2026-02-27 15:30", with " ?" behind when provisional.
QString shown(const DueDate &due)
{
    QString text = due.date.toString(Qt::ISODate);
    if (due.time)
        text += u' ' + due.time->toString(u"HH:mm");
    return due.provisional ? QString(text + u" ?") : text;
}

QDateTime anyTime(QRandomGenerator &random)
{
    return hallMoment(QDate(2024, 1, 1).addDays(random.bounded(900)), QTime(0, 0))
        .addSecs(60 * random.bounded(24 * 60));
}

} // namespace

class TestTimeLimit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void worksOutTheDueDate_data()
    {
        QTest::addColumn<TimeLimit>("limit");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("due");
        const auto row = [](const char *what, double value, Unit unit, const char *from, const char *due) {
            QTest::newRow(what) << limitOf(value, unit) << QString::fromLatin1(from) << QString::fromLatin1(due);
        };
        row("five working days over Spring Festival", 5, Unit::Workday, "2026-02-13 10:00", "2026-02-27");
        row("ten working days over National Day", 10, Unit::Workday, "2026-09-30 16:59", "2026-10-20");
        row("three working days over a worked Sunday", 3, Unit::Workday, "2025-09-26 09:00", "2025-09-30");
        row("one working day before Spring Festival 2024", 1, Unit::Workday, "2024-02-08 09:00", "2024-02-09");
        row("two working days over Spring Festival 2024", 2, Unit::Workday, "2024-02-08 09:00", "2024-02-18");
        row("two working days over Spring Festival 2020", 2, Unit::Workday, "2020-01-23 09:00", "2020-02-04");
        row("working days, received after closing: still day 0", 1, Unit::Workday, "2026-03-02 17:30", "2026-03-03");
        row("working days, received at a Saturday service: still day 0", 1, Unit::Workday, "2026-03-07 10:00",
            "2026-03-09");
        row("twenty working days", 20, Unit::Workday, "2026-03-02 09:00", "2026-03-30");

        row("three days ending on a working day", 3, Unit::Day, "2026-03-02 09:00", "2026-03-05");
        row("three days ending on a Sunday", 3, Unit::Day, "2026-03-05 09:00", "2026-03-09");
        row("ten days ending within Spring Festival", 10, Unit::Day, "2026-02-07 09:00", "2026-02-24");
        row("seven days ending on a worked Saturday", 7, Unit::Day, "2026-02-07 09:00", "2026-02-14");
        row("one month", 1, Unit::Month, "2026-03-02 09:00", "2026-04-02");
        row("one month from the 31st to a shorter month", 1, Unit::Month, "2026-03-31 09:00", "2026-04-30");
        row("one month from the 31st of January, moved off a worked Saturday", 1, Unit::Month, "2026-01-31 09:00",
            "2026-02-28");
        row("three months ending on a holiday", 3, Unit::Month, "2026-01-03 09:00", "2026-04-03");
        row("three months ending within May Day", 3, Unit::Month, "2026-02-03 09:00", "2026-05-06");

        row("one hour", 1, Unit::Hour, "2026-03-02 09:30", "2026-03-02 10:30");
        row("one hour over lunch", 1, Unit::Hour, "2026-03-02 11:30", "2026-03-02 14:00");
        row("an hour that ends when lunch begins", 1, Unit::Hour, "2026-03-02 11:00", "2026-03-02 12:00");
        row("an hour begun in the lunch break", 1, Unit::Hour, "2026-03-02 12:10", "2026-03-02 14:30");
        row("an hour over closing time", 1, Unit::Hour, "2026-03-02 16:30", "2026-03-03 09:30");
        row("an hour that ends at closing time", 1, Unit::Hour, "2026-03-02 16:00", "2026-03-02 17:00");
        row("an hour begun before opening", 1, Unit::Hour, "2026-03-02 07:00", "2026-03-02 10:00");
        row("an hour begun after closing before a holiday", 1, Unit::Hour, "2026-02-14 18:00", "2026-02-24 10:00");
        row("half an hour over a weekend", 0.5, Unit::Hour, "2026-03-06 16:45", "2026-03-09 09:15");
        row("thirty minutes", 30, Unit::Minute, "2026-03-02 11:45", "2026-03-02 13:45");
        row("thirteen hours are two days of this hall", 13, Unit::Hour, "2026-03-02 09:00", "2026-03-03 17:00");
        row("half a day from opening", 1, Unit::HalfDay, "2026-03-02 09:00", "2026-03-02 13:45");
        row("half a day from the afternoon", 1, Unit::HalfDay, "2026-03-02 15:00", "2026-03-03 10:15");
        row("three half days", 3, Unit::HalfDay, "2026-03-02 09:00", "2026-03-03 13:45");

        row("at once", 0, Unit::Workday, "2026-03-02 10:00", "2026-03-02 17:00");
        row("at once, just before closing", 0, Unit::Workday, "2026-03-02 16:59", "2026-03-02 17:00");
        row("at once, received after closing", 0, Unit::Workday, "2026-03-02 17:00", "2026-03-03 17:00");
        row("at once, received on a Saturday", 0, Unit::Workday, "2026-03-07 10:00", "2026-03-09 17:00");
        row("at once, received on a worked Saturday", 0, Unit::Workday, "2026-02-14 10:00", "2026-02-14 17:00");
        row("at once is the same in hours", 0, Unit::Hour, "2026-03-02 10:00", "2026-03-02 17:00");

        row("into a year without notice", 5, Unit::Workday, "2026-12-29 09:00", "2027-01-05 ?");
        row("up to the last day of the last notice", 2, Unit::Workday, "2026-12-29 09:00", "2026-12-31");
        row("days into a year without notice", 10, Unit::Day, "2026-12-25 09:00", "2027-01-04 ?");
        row("hours into a year without notice", 2, Unit::Hour, "2026-12-31 16:00", "2027-01-01 10:00 ?");
        row("from a year before the first notice", 1, Unit::Workday, "2018-12-31 09:00", "2019-01-02 ?");
    }
    void worksOutTheDueDate()
    {
        QFETCH(TimeLimit, limit);
        QFETCH(QString, from);
        QTEST(shown(dueDate(limit, at(qPrintable(from)), national(), withLunch)), "due");
    }

    void theTimeZoneOfAnInstantDoesNotMatter()
    {
        const QDateTime received = at("2026-03-02 07:30"); // still 1 March in UTC
        for (const TimeLimit &limit :
             {limitOf(5, Unit::Workday), limitOf(3, Unit::Day), limitOf(2, Unit::Hour), limitOf(0, Unit::Workday)}) {
            const DueDate due = dueDate(limit, received, national(), withLunch);
            QCOMPARE(dueDate(limit, received.toUTC(), national(), withLunch), due);
            QCOMPARE(lamp(due, received.toUTC(), received.toUTC(), national(), withLunch), Lamp::Green);
            QVERIFY(!isOverdue(due, endOf(due, withLunch).toUTC(), withLunch));
            QVERIFY(isOverdue(due, endOf(due, withLunch).toUTC().addMSecs(1), withLunch));
        }
        const auto state = deemedAcceptance(received.toUTC(), at("2026-03-09 17:01").toUTC(), {},
                                            AcceptanceRule::Licence5, national(), straight);
        QCOMPARE(state.acceptedOn, QDate(2026, 3, 2));
    }

    void aLongerLimitIsNeverDueEarlier()
    {
        QRandomGenerator random(7);
        const QList<Unit> units{Unit::Minute, Unit::Hour, Unit::HalfDay, Unit::Workday, Unit::Day, Unit::Month};
        for (int round = 0; round < 5'000; ++round) {
            const QDateTime from = anyTime(random);
            const Unit unit = units[random.bounded(int(units.size()))];
            const int value = random.bounded(1, 40);
            const DueDate due = dueDate(limitOf(value, unit), from, national(), withLunch);
            const DueDate longer = dueDate(limitOf(value + 1, unit), from, national(), withLunch);
            QVERIFY(national().isWorkday(due.date));
            QVERIFY(endOf(due, withLunch) <= endOf(longer, withLunch));
            QVERIFY(endOf(due, withLunch) > from || due.date > from.date());
            const DueDate later = dueDate(limitOf(value, unit), from.addSecs(3600), national(), withLunch);
            QVERIFY(endOf(due, withLunch) <= endOf(later, withLunch));
        }
    }

    void hoursAgreeWithAMinuteByMinuteCount()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 300; ++round) {
            const QDateTime from = anyTime(random);
            const int minutes = random.bounded(1, 1500);
            QDateTime naive = from;
            for (int left = minutes; left > 0; naive = naive.addSecs(60)) {
                const QTime time = naive.time();
                const bool open = national().isWorkday(naive.date()) && time >= QTime(9, 0) && time < QTime(17, 0) &&
                                  !(time >= QTime(12, 0) && time < QTime(13, 30));
                left -= open;
            }
            const DueDate due = dueDate(limitOf(minutes, Unit::Minute), from, national(), withLunch);
            QCOMPARE(endOf(due, withLunch), naive);
            QCOMPARE(openSecondsBetween(from, naive, national(), withLunch), 60 * minutes);
        }
    }

    void keepsTheDueDateAsJson()
    {
        for (const DueDate &due :
             {DueDate{QDate(2026, 2, 27), {}, false}, DueDate{QDate(2027, 1, 5), QTime(15, 30), true},
              DueDate{QDate(2026, 2, 27), QTime(15, 30, 5), false}, DueDate{}}) {
            const auto read = DueDate::fromJson(due.toJson());
            QVERIFY(read);
            QCOMPARE(read.value(), due);
        }
        QCOMPARE(DueDate::fromJson({{u"date"_s, u"tomorrow"_s}}).refusal().code, u"duedate.malformed"_s);
        QCOMPARE(DueDate::fromJson({{u"date"_s, u"2026-02-27"_s}, {u"time"_s, u"25:00"_s}}).refusal().facts[u"member"],
                 u"time"_s);
        QCOMPARE(DueDate::fromJson({{u"date"_s, u"2026-02-27"_s}, {u"provisional"_s, 1}}).refusal().facts[u"member"],
                 u"provisional"_s);
    }

    void readsTheLimitsOfTheCatalogue()
    {
        QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/resources/catalogue/610116.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray items = QJsonDocument::fromJson(file.readAll())[u"items"].toArray();
        QVERIFY(!items.isEmpty());
        for (const QJsonValue &item : items) {
            for (const QString &member : {u"legalLimit"_s, u"commitmentLimit"_s}) {
                const auto limit = TimeLimit::fromJson(item[member].toObject());
                QVERIFY2(limit, qPrintable(item[u"id"].toString()));
                QCOMPARE(limit->toJson(), item[member].toObject());
            }
            QVERIFY(acceptanceRuleFromCode(item[u"acceptanceRule"].toString()));
        }
    }

    void readsHalfAWorkingDay()
    {
        QCOMPARE(TimeLimit::fromJson({{u"value"_s, 0.5}, {u"unit"_s, u"workday"_s}}).value(),
                 limitOf(1, Unit::HalfDay));
        QCOMPARE(TimeLimit::fromJson({{u"value"_s, 0.5}, {u"unit"_s, u"hour"_s}}).value(), limitOf(0.5, Unit::Hour));
    }

    void refusesABrokenLimit_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *what, QJsonValue value, QString unit, QLatin1StringView problem) {
            QTest::newRow(what) << QJsonObject{{u"value"_s, value}, {u"unit"_s, unit}} << QString(problem);
        };
        QTest::newRow("empty") << QJsonObject{} << u"unit"_s;
        row("unknown unit", 3, u"week"_s, "unit"_L1);
        row("no value", QJsonValue(), u"day"_s, "value"_L1);
        row("value as text", u"3"_s, u"day"_s, "value"_L1);
        row("negative", -1, u"day"_s, "value"_L1);
        row("a third of a working day", 0.3, u"workday"_s, "value"_L1);
        row("half a month", 0.5, u"month"_s, "value"_L1);
        row("half a half day", 0.5, u"halfday"_s, "value"_L1);
        row("a slip of many zeros", 1e9, u"workday"_s, "value"_L1);
    }
    void refusesABrokenLimit()
    {
        QFETCH(QJsonObject, json);
        const auto limit = TimeLimit::fromJson(json);
        QVERIFY(!limit);
        QCOMPARE(limit.refusal().code, u"timelimit.malformed"_s);
        QTEST(limit.refusal().facts[u"problem"].toString(), "problem");
    }

    void readsOfficeHours()
    {
        for (const OfficeHours &hours : {straight, withLunch}) {
            const auto read = OfficeHours::fromJson(hours.toJson());
            QVERIFY(read);
            QCOMPARE(read.value(), hours);
        }
        QCOMPARE(straight.secondsPerDay(), 8 * 3600);
        QCOMPARE(withLunch.secondsPerDay(), 6 * 3600 + 1800);
    }

    void refusesBrokenOfficeHours_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<QString>("problem");
        const auto hours = [](QString opens, QString closes, QJsonValue lunch = QJsonValue::Undefined) {
            QJsonObject json{{u"opens"_s, opens}, {u"closes"_s, closes}};
            if (!lunch.isUndefined())
                json[u"lunch"] = lunch;
            return json;
        };
        const auto lunch = [](QString from, QString to) { return QJsonObject{{u"from"_s, from}, {u"to"_s, to}}; };
        QTest::newRow("empty") << QJsonObject{} << u"opens"_s;
        QTest::newRow("closes before it opens") << hours(u"17:00"_s, u"09:00"_s) << u"closes"_s;
        QTest::newRow("closes when it opens") << hours(u"09:00"_s, u"09:00"_s) << u"closes"_s;
        QTest::newRow("lunch as text") << hours(u"09:00"_s, u"17:00"_s, u"12:00"_s) << u"lunch"_s;
        QTest::newRow("lunch backwards") << hours(u"09:00"_s, u"17:00"_s, lunch(u"13:00"_s, u"12:00"_s)) << u"lunch"_s;
        QTest::newRow("lunch after closing")
            << hours(u"09:00"_s, u"17:00"_s, lunch(u"16:00"_s, u"18:00"_s)) << u"lunch"_s;
    }
    void refusesBrokenOfficeHours()
    {
        QFETCH(QJsonObject, json);
        const auto hours = OfficeHours::fromJson(json);
        QVERIFY(!hours);
        QCOMPARE(hours.refusal().code, u"officehours.malformed"_s);
        QTEST(hours.refusal().facts[u"problem"].toString(), "problem");
    }

    void acceptsByLawWhatNobodyAnswered_data()
    {
        QTest::addColumn<AcceptanceRule>("rule");
        QTest::addColumn<int>("noticeDays"); // -1: the rule's own
        QTest::addColumn<QString>("received");
        QTest::addColumn<QString>("now");
        QTest::addColumn<bool>("accepted");
        const auto row = [](const char *what, AcceptanceRule rule, int days, const char *received, const char *now,
                            bool accepted) {
            QTest::newRow(what) << rule << days << QString::fromLatin1(received) << QString::fromLatin1(now)
                                << accepted;
        };
        using enum AcceptanceRule;
        row("licence, at once", Licence5, -1, "2026-02-13 10:00", "2026-02-13 10:01", false);
        row("licence, fifth day before closing", Licence5, -1, "2026-02-13 10:00", "2026-02-27 17:00", false);
        row("licence, fifth day after closing", Licence5, -1, "2026-02-13 10:00", "2026-02-27 17:01", true);
        row("licence, received after closing: still day 0", Licence5, -1, "2026-02-13 18:00", "2026-02-27 17:01", true);
        row("licence, received on a Saturday: still day 0", Licence5, -1, "2026-03-07 10:00", "2026-03-13 17:01", true);
        row("licence, received on a Saturday, fifth day", Licence5, -1, "2026-03-07 10:00", "2026-03-13 16:59", false);
        row("licence, the region allows one day", Licence5, 1, "2026-02-13 10:00", "2026-02-14 17:01", true);
        row("licence, the region wants it on the spot", Licence5, 0, "2026-03-02 10:00", "2026-03-02 17:01", true);
        row("on the spot, same hour", OnTheSpot, -1, "2026-03-02 10:00", "2026-03-02 11:00", false);
        row("on the spot, at the end of the day", OnTheSpot, -1, "2026-03-02 10:00", "2026-03-02 17:01", true);
        row("on the spot, received after closing", OnTheSpot, -1, "2026-03-02 17:30", "2026-03-02 17:31", false);
        row("on the spot, received after closing, next evening", OnTheSpot, -1, "2026-03-02 17:30", "2026-03-03 17:01",
            true);
        row("registration, third day before closing", Register3, -1, "2026-03-02 10:00", "2026-03-05 16:59", false);
        row("registration, third day after closing", Register3, -1, "2026-03-02 10:00", "2026-03-05 17:01", true);
    }
    void acceptsByLawWhatNobodyAnswered()
    {
        QFETCH(AcceptanceRule, rule);
        QFETCH(int, noticeDays);
        QFETCH(QString, received);
        QFETCH(QString, now);
        const auto days = noticeDays < 0 ? std::nullopt : std::optional(noticeDays);
        const QDateTime receivedAt = at(qPrintable(received));
        const auto state = deemedAcceptance(receivedAt, at(qPrintable(now)), days, rule, national(), straight);
        QTEST(state.accepted, "accepted");
        QCOMPARE(isDeemedAccepted(receivedAt, at(qPrintable(now)), days, rule, national(), straight), state.accepted);
        QCOMPARE(state.acceptedOn, state.accepted ? receivedAt.date() : QDate());
    }

    void tellsWhichDayOfTheNoticePeriodItIs()
    {
        const auto dayOn = [](const char *now) {
            return deemedAcceptance(at("2026-02-13 10:00"), at(now), {}, AcceptanceRule::Licence5, national(), straight)
                .day;
        };
        QCOMPARE(dayOn("2026-02-13 12:00"), 0);
        QCOMPARE(dayOn("2026-02-14 12:00"), 1);
        QCOMPARE(dayOn("2026-02-20 12:00"), 1);
        QCOMPARE(dayOn("2026-02-25 12:00"), 3);
        QCOMPARE(dayOn("2026-02-27 12:00"), 5);
        QCOMPARE(shown(noticeDueDate(at("2026-12-29 10:00"), 5, national(), straight)), u"2027-01-05 ?"_s);
    }

    void showsTheLamp_data()
    {
        QTest::addColumn<TimeLimit>("limit");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("now");
        QTest::addColumn<Lamp>("lamp");
        const auto row = [](const char *what, TimeLimit limit, const char *from, const char *now, Lamp lamp) {
            QTest::newRow(what) << limit << QString::fromLatin1(from) << QString::fromLatin1(now) << lamp;
        };
        const TimeLimit twenty = limitOf(20, Unit::Workday); // 2026-03-02 → 03-30
        row("twenty days, first day", twenty, "2026-03-02 10:00", "2026-03-02 10:00", Lamp::Green);
        row("twenty days, seven left", twenty, "2026-03-02 10:00", "2026-03-19 10:00", Lamp::Green);
        row("twenty days, six left", twenty, "2026-03-02 10:00", "2026-03-20 10:00", Lamp::Yellow);
        row("twenty days, last afternoon", twenty, "2026-03-02 10:00", "2026-03-30 17:00", Lamp::Yellow);
        row("twenty days, after closing", twenty, "2026-03-02 10:00", "2026-03-30 17:01", Lamp::Red);
        row("nine days, a third left", limitOf(9, Unit::Workday), "2026-03-02 10:00", "2026-03-10 10:00", Lamp::Yellow);
        const TimeLimit four = limitOf(4, Unit::Workday); // → 03-06
        row("four days, three left", four, "2026-03-02 10:00", "2026-03-03 10:00", Lamp::Green);
        row("four days, two left", four, "2026-03-02 10:00", "2026-03-04 10:00", Lamp::Yellow);
        const TimeLimit one = limitOf(1, Unit::Workday);
        row("one day, just received", one, "2026-03-02 10:00", "2026-03-02 10:00", Lamp::Green);
        row("one day, on the day", one, "2026-03-02 10:00", "2026-03-03 09:00", Lamp::Yellow);
        const TimeLimit atOnce = limitOf(0, Unit::Workday);
        row("at once, just received", atOnce, "2026-03-02 10:00", "2026-03-02 10:05", Lamp::Green);
        row("at once, a third left", atOnce, "2026-03-02 11:00", "2026-03-02 15:00", Lamp::Yellow);
        row("at once, overdue", atOnce, "2026-03-02 11:00", "2026-03-02 17:01", Lamp::Red);
        const TimeLimit hours = limitOf(6, Unit::Hour);
        row("six hours over a night, five left", hours, "2026-03-02 15:00", "2026-03-02 16:00", Lamp::Green);
        row("six hours over a night, in the night", hours, "2026-03-02 15:00", "2026-03-03 03:00", Lamp::Green);
        row("six hours over a night, two left", hours, "2026-03-02 15:00", "2026-03-03 11:00", Lamp::Yellow);
        row("days over a holiday stay green", limitOf(5, Unit::Workday), "2026-02-13 10:00", "2026-02-20 10:00",
            Lamp::Green);
    }
    void showsTheLamp()
    {
        QFETCH(TimeLimit, limit);
        QFETCH(QString, from);
        QFETCH(QString, now);
        const QDateTime begun = at(qPrintable(from));
        QTEST(lamp(dueDate(limit, begun, national(), straight), begun, at(qPrintable(now)), national(), straight),
              "lamp");
    }

    void aClockWithoutEndStaysGreen()
    {
        QCOMPARE(lamp(DueDate{}, at("2026-03-02 10:00"), at("2030-03-02 10:00"), national()), Lamp::Green);
        QVERIFY(!isOverdue(DueDate{}, at("2030-03-02 10:00"), straight));
    }

    void aLampNeverTurnsBack()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 300; ++round) {
            const QDateTime from = anyTime(random);
            const TimeLimit limit = limitOf(random.bounded(0, 21), random.bounded(2) ? Unit::Workday : Unit::Hour);
            const DueDate due = dueDate(limit, from, national(), withLunch);
            Lamp before = Lamp::Green;
            for (int hour = 0; hour < 24 * 45; hour += 3) {
                const Lamp now = lamp(due, from, from.addSecs(3600 * hour), national(), withLunch);
                QVERIFY(now >= before);
                before = now;
            }
            QCOMPARE(before, Lamp::Red);
        }
    }

    void tellsWhatASupplementWouldMean()
    {
        const auto forecast = supplementForecast(limitOf(5, Unit::Workday), QDate(2026, 2, 12), national(), straight);
        QStringList lines;
        for (const WhatIf &line : forecast)
            lines << line.suppliedOn.toString(Qt::ISODate) + u" → " + shown(line.due);
        QCOMPARE(lines,
                 (QStringList{u"2026-02-13 → 2026-02-27"_s, u"2026-02-14 → 2026-02-28"_s, u"2026-02-24 → 2026-03-02"_s,
                              u"2026-02-25 → 2026-03-03"_s, u"2026-02-26 → 2026-03-04"_s}));
        const auto atOnce = supplementForecast(limitOf(0, Unit::Workday), QDate(2026, 12, 30), national(), straight, 2);
        QCOMPARE(shown(atOnce[0].due), u"2026-12-31 17:00"_s);
        QCOMPARE(shown(atOnce[1].due), u"2027-01-01 17:00 ?"_s);
    }

    void codesAreStable()
    {
        for (Unit unit : {Unit::Minute, Unit::Hour, Unit::HalfDay, Unit::Workday, Unit::Day, Unit::Month})
            QCOMPARE(timeLimitUnitFromCode(toCode(unit)), std::optional(unit));
        using enum AcceptanceRule;
        for (AcceptanceRule rule : {Licence5, OnTheSpot, Register3})
            QCOMPARE(acceptanceRuleFromCode(toCode(rule)), std::optional(rule));
        QCOMPARE(toCode(OnTheSpot), u"onTheSpot"_s);
        QCOMPARE(noticeDaysOf(Licence5), 5);
        QCOMPARE(toCode(Lamp::Done), u"done"_s);
        QVERIFY(!acceptanceRuleFromCode(u"licence6"));
    }
};

QTEST_GUILESS_MAIN(TestTimeLimit)
#include "tst_timelimit.moc"
