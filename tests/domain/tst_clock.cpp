// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timelimit/clock.h"
#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace domain;
using namespace Qt::StringLiterals;
using State = ClockReading::State;
using Unit = TimeLimit::Unit;

Q_DECLARE_METATYPE(domain::ClockRecord)
Q_DECLARE_METATYPE(domain::TimeLimit)

namespace {

constexpr int histories = 10'000;

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
const OfficeHours withLunch{QTime(8, 30), QTime(17, 30), OfficeHours::Lunch{QTime(12, 0), QTime(13, 30)}};

QDateTime hallMoment(QDate date, QTime time = QTime(10, 0))
{
    return QDateTime(date, time, Qt::OffsetFromUTC, 8 * 3600);
}
QDateTime at(const char *text)
{
    const QDateTime reading = QDateTime::fromString(QString::fromLatin1(text), u"yyyy-MM-dd HH:mm"_s);
    return hallMoment(reading.date(), reading.time());
}
Pause pause(const char *from, int plannedDays, const char *to = nullptr)
{
    return {u"review"_s, at(from), plannedDays, to ? at(to) : QDateTime(), u"长审特〔2026〕1号"_s};
}
ClockRecord recordOf(const char *start, const QList<Pause> &pauses = {}, const QList<int> &extensions = {})
{
    ClockRecord record;
    record.startedAt = at(start);
    record.pauses = pauses;
    for (int days : extensions)
        record.extensions << Extension{days, at(start), u"现场条件变化"_s, u"approver"_s};
    return record;
}

/// "2026-02-27", "2026-02-27 15:30", with " ?" behind when provisional.
QString shown(const DueDate &due)
{
    QString text = due.date.toString(Qt::ISODate);
    if (due.time)
        text += u' ' + due.time->toString(u"HH:mm");
    return due.provisional ? QString(text + u" ?") : text;
}

/// The counter with a paper calendar on the wall: goes from day to day, or from minute to minute, crosses off what counts
/// and knows nothing of how the program does it.
class WallCalendar
{
public:
    WallCalendar(const ClockRecord &record, const TimeLimit &limit, const OfficeHours &hours, const QDateTime &now)
        : m_record(record), m_limit(limit), m_hours(hours), m_now(now.toOffsetFromUtc(8 * 3600)),
          m_start(record.startedAt.toOffsetFromUtc(8 * 3600))
    {
        for (const Pause &written : record.pauses) {
            QDateTime until = written.to;
            if (!until.isValid())
                until = std::max(plannedEnd(written), m_now);
            m_pauses << std::pair(std::max(written.from.toOffsetFromUtc(8 * 3600), m_start), until.toOffsetFromUtc(8 * 3600));
        }
        byMinutes() ? countMinutes() : countDays();
    }

    QDate lastDay;
    QTime lastTime; ///< invalid: when the hall closes
    int used = 0, left = 0;

private:
    bool byMinutes() const
    {
        return m_limit.value > 0 && (m_limit.unit == Unit::Minute || m_limit.unit == Unit::Hour || m_limit.unit == Unit::HalfDay);
    }
    bool worked(QDate day) const { return national().isWorkday(day); }

    QDateTime plannedEnd(const Pause &written) const
    {
        QDate day = written.from.toOffsetFromUtc(8 * 3600).date();
        for (int count = 0; count < written.plannedDays;) {
            day = day.addDays(1);
            count += worked(day);
        }
        while (!worked(day))
            day = day.addDays(1);
        return hallMoment(day, m_hours.closes);
    }

    /// The day is one of a pause: after the one it began on, up to the one it ended on.
    bool standsOn(QDate day) const
    {
        return std::any_of(m_pauses.begin(), m_pauses.end(), [&](const auto &p) { return p.first.date() < day && day <= p.second.date(); });
    }
    bool standsAtClose(QDate day) const
    {
        return standsOn(day) || std::any_of(m_pauses.begin(), m_pauses.end(), [&](const auto &p) {
                   return p.first.date() == day && p.first.time() < m_hours.closes && day < p.second.date();
               });
    }
    bool calendarDays() const { return m_limit.unit == Unit::Day || m_limit.unit == Unit::Month; }
    bool counts(QDate day) const { return !standsOn(day) && (calendarDays() || worked(day)); }

    int daysOfLimit() const
    {
        int days = int(m_limit.value);
        if (m_limit.unit == Unit::Month) {
            int year = m_start.date().year(), month = m_start.date().month();
            for (int i = 0; i < int(m_limit.value); ++i)
                month == 12 ? (month = 1, ++year) : ++month;
            int number = m_start.date().day();
            while (!QDate(year, month, number).isValid())
                --number;
            days = 0;
            for (QDate day = m_start.date(); day != QDate(year, month, number); day = day.addDays(1))
                ++days;
        }
        for (const Extension &extension : m_record.extensions)
            days += extension.days;
        return days;
    }

    void countDays()
    {
        lastDay = m_start.date();
        if (m_limit.value == 0)
            lastTime = m_hours.closes;
        const int whole = daysOfLimit();
        if (whole == 0 && m_start.time() >= m_hours.closes)
            lastDay = lastDay.addDays(1);
        for (int count = 0; count < whole;) {
            lastDay = lastDay.addDays(1);
            count += counts(lastDay);
        }
        while (!worked(lastDay) || standsAtClose(lastDay))
            lastDay = lastDay.addDays(1);
        for (QDate day = m_start.date().addDays(1); day <= m_now.date(); day = day.addDays(1))
            used += counts(day);
        for (QDate day = m_now.date().addDays(1); day <= lastDay; day = day.addDays(1))
            left += counts(day);
        for (QDate day = lastDay.addDays(1); day <= m_now.date(); day = day.addDays(1))
            left -= counts(day);
    }

    /// Minutes since the hall's own 1 January 4713 BC: as good as any, and quick to compare half a billion times.
    static qint64 minuteOf(const QDateTime &moment) { return moment.date().toJulianDay() * 1440 + moment.time().hour() * 60 + moment.time().minute(); }
    bool counts(QDate day, int minute) const
    {
        const auto within = [minute](QTime from, QTime to) { return from.hour() * 60 + from.minute() <= minute && minute < to.hour() * 60 + to.minute(); };
        if (!within(m_hours.opens, m_hours.closes) || (m_hours.lunch && within(m_hours.lunch->from, m_hours.lunch->to)) || !worked(day))
            return false;
        const qint64 moment = day.toJulianDay() * 1440 + minute;
        return std::none_of(m_pauseMinutes.begin(), m_pauseMinutes.end(), [&](const auto &p) { return p.first <= moment && moment < p.second; });
    }

    void countMinutes()
    {
        const int openPerDay = (m_hours.opens.secsTo(m_hours.closes) - (m_hours.lunch ? m_hours.lunch->from.secsTo(m_hours.lunch->to) : 0)) / 60;
        int whole = m_limit.unit == Unit::Minute ? int(m_limit.value) : m_limit.unit == Unit::Hour ? int(m_limit.value * 60) : int(m_limit.value * openPerDay / 2);
        for (const Extension &extension : m_record.extensions)
            whole += extension.days * openPerDay;
        for (const auto &[from, to] : std::as_const(m_pauses))
            m_pauseMinutes << std::pair(minuteOf(from), minuteOf(to));
        QDate day = m_start.date();
        int minute = int(minuteOf(m_start) % 1440);
        const qint64 now = minuteOf(m_now);
        bool ended = false;
        for (int count = 0; !ended || day.toJulianDay() * 1440 + minute < now;) {
            const bool counted = counts(day, minute);
            const bool past = day.toJulianDay() * 1440 + minute < now;
            count += counted;
            if (past)
                used += counted;
            if (ended && past)
                left -= counted;
            else if (!ended && !past)
                left += counted;
            if (!ended && count == whole) {
                ended = true;
                lastDay = day;
                lastTime = QTime(0, 0).addSecs(60 * (minute + 1));
            }
            if (++minute == 24 * 60) {
                minute = 0;
                day = day.addDays(1);
            }
        }
    }

    const ClockRecord &m_record;
    const TimeLimit &m_limit;
    const OfficeHours &m_hours;
    QDateTime m_now, m_start;
    QList<std::pair<QDateTime, QDateTime>> m_pauses;
    QList<std::pair<qint64, qint64>> m_pauseMinutes;
};

struct History
{
    ClockRecord record;
    TimeLimit limit;
    OfficeHours hours;
    QDateTime now;

    QString told() const
    {
        QStringList words{u"start "_s + record.startedAt.toString(Qt::ISODate), u"limit %1 %2"_s.arg(limit.value).arg(toCode(limit.unit))};
        for (const Pause &p : record.pauses)
            words << u"pause %1 – %2 (%3)"_s.arg(p.from.toString(Qt::ISODate), p.to.isValid() ? p.to.toString(Qt::ISODate) : u"open"_s).arg(p.plannedDays);
        for (const Extension &e : record.extensions)
            words << u"extended %1"_s.arg(e.days);
        words << u"now "_s + now.toString(Qt::ISODate);
        return words.join(u"; "_s);
    }
};

TimeLimit anyLimit(QRandomGenerator &random)
{
    static constexpr Unit units[]{Unit::Workday, Unit::Workday, Unit::Workday, Unit::Day, Unit::Month, Unit::Hour, Unit::HalfDay, Unit::Minute};
    const Unit unit = units[random.bounded(8)];
    switch (unit) {
    case Unit::Workday:
        return {double(random.bounded(46)), unit, {}}; // 0: 即办
    case Unit::Day:
        return {double(random.bounded(1, 61)), unit, {}};
    case Unit::Month:
        return {double(random.bounded(1, 7)), unit, {}};
    case Unit::Hour:
        return {double(random.bounded(1, 33)), unit, {}};
    case Unit::HalfDay:
        return {double(random.bounded(1, 9)), unit, {}};
    case Unit::Minute:
        return {double(random.bounded(1, 601)), unit, {}};
    }
    Q_UNREACHABLE();
}

/// Mostly within the opening hours, sometimes after closing; any day, so also on days off.
QDateTime anyMoment(QRandomGenerator &random, QDate day)
{
    const int minute = random.bounded(5) == 0 ? random.bounded(24 * 60) : random.bounded(9 * 60, 17 * 60);
    return hallMoment(day, QTime(0, 0).addSecs(60 * minute));
}

/// A case of 2019 to 2026 with up to four rounds of pauses, as often as not laid over Spring Festival or National Day.
History anyHistory(QRandomGenerator &random)
{
    History history;
    history.limit = anyLimit(random);
    history.hours = random.bounded(2) ? straight : withLunch;
    const int year = random.bounded(2019, 2027);
    const bool holiday = random.bounded(2);
    const QDate begin = holiday ? (random.bounded(2) ? QDate(year, 9, 15) : QDate(year, 1, 10)).addDays(random.bounded(25)) : QDate(year, 1, 1).addDays(random.bounded(330));
    history.record.startedAt = anyMoment(random, begin);
    QDateTime latest = history.record.startedAt;
    for (int rounds = random.bounded(5); rounds > 0; --rounds) {
        Pause round{random.bounded(2) ? u"supplement"_s : u"review"_s, anyMoment(random, latest.date().addDays(random.bounded(-1, 12))), random.bounded(16), {}, {}};
        const bool open = rounds == 1 && random.bounded(2);
        if (!open)
            round.to = std::max(round.from, anyMoment(random, round.from.date().addDays(random.bounded(20))));
        history.record.pauses << round;
        latest = std::max(latest, open ? round.from : round.to);
    }
    for (int times = random.bounded(4) == 0 ? random.bounded(1, 3) : 0; times > 0; --times)
        history.record.extensions << Extension{random.bounded(1, 16), latest, u"案情复杂"_s, u"approver"_s};
    history.now = std::max(latest, anyMoment(random, latest.date().addDays(random.bounded(60))));
    if (random.bounded(3) == 0)
        std::shuffle(history.record.pauses.begin(), history.record.pauses.end(), random);
    return history;
}

} // namespace

class TestClock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheWallCalendar()
    {
        QRandomGenerator random(20261001);
        int paused = 0, late = 0, moved = 0;
        for (int i = 0; i < histories; ++i) {
            const History history = anyHistory(random);
            const ClockReading reading = read(history.record, history.limit, national(), history.hours, history.now);
            const WallCalendar wall(history.record, history.limit, history.hours, history.now);
            const QString told = u"history %1: %2; read %3"_s.arg(i).arg(history.told(), shown(reading.due));
            QVERIFY2(reading.due.date == wall.lastDay, qPrintable(told + u", the wall says "_s + wall.lastDay.toString(Qt::ISODate)));
            QVERIFY2(reading.due.time.value_or(QTime()) == wall.lastTime, qPrintable(told + u", the wall says "_s + wall.lastTime.toString()));
            const bool seconds = reading.due.time && history.limit.value > 0;
            QVERIFY2((seconds ? reading.usedSeconds / 60 : reading.usedDays) == wall.used, qPrintable(told + u", used %1 %2, the wall says %3"_s.arg(reading.usedSeconds / 60).arg(reading.usedDays).arg(wall.used)));
            QVERIFY2((seconds ? reading.leftSeconds / 60 : reading.leftDays) == wall.left, qPrintable(told + u", left %1 %2, the wall says %3"_s.arg(reading.leftSeconds / 60).arg(reading.leftDays).arg(wall.left)));
            const QDateTime end = hallMoment(wall.lastDay, wall.lastTime.isValid() ? wall.lastTime : history.hours.closes);
            QVERIFY2(reading.late == (history.now > end), qPrintable(told));
            QCOMPARE(reading.state == State::Paused, history.record.isPaused());
            paused += reading.state == State::Paused;
            late += reading.late;
            moved += reading.due.date > dueDate(history.limit, history.record.startedAt, national(), history.hours).date;
        }
        QVERIFY(paused > histories / 10 && late > histories / 10 && moved > histories / 3); // the dice were not loaded
    }

    void readsWhatThePaperSays_data()
    {
        QTest::addColumn<ClockRecord>("record");
        QTest::addColumn<TimeLimit>("limit");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("due");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("lamp");
        const TimeLimit ten{10, Unit::Workday, {}};
        // Counted by hand from the notices: National Day 2026 is 1–7 October, Sat 10 October is worked.
        QTest::newRow("without a pause") << recordOf("2026-09-30 10:00") << ten << u"2026-10-08 10:00"_s << u"2026-10-20"_s << u"running"_s << u"green"_s;
        // Day 1 8 October (pause begins, counts), 9 – 14 October stand, then 15 (day 2) 16 19 20 21 22 23 26 27 (day 10).
        QTest::newRow("a pause after National Day") << recordOf("2026-09-30 10:00", {pause("2026-10-08 15:00", 5, "2026-10-14 09:00")}) << ten << u"2026-10-15 10:00"_s << u"2026-10-27"_s << u"running"_s << u"green"_s;
        // Begins on 28 September (day 1), over on 9 October: 29, 30 September, 8, 9 October don't count; 10 October is day 2.
        QTest::newRow("a pause over National Day") << recordOf("2026-09-27 10:00", {pause("2026-09-28 11:00", 4, "2026-10-09 16:00")}) << ten << u"2026-10-10 10:00"_s << u"2026-10-21"_s << u"running"_s << u"green"_s;
        // Not over yet: 5 working days planned, to 10 October; so 12 October would be day 2.
        QTest::newRow("an open pause is provisional") << recordOf("2026-09-27 10:00", {pause("2026-09-28 11:00", 5)}) << ten << u"2026-09-30 10:00"_s << u"2026-10-22 ?"_s << u"paused"_s << u"green"_s;
        // The plan was 10 October, now it is the 13th and still standing: counting can't go on before the 14th.
        QTest::newRow("a pause longer than planned") << recordOf("2026-09-27 10:00", {pause("2026-09-28 11:00", 5)}) << ten << u"2026-10-13 10:00"_s << u"2026-10-26 ?"_s << u"paused"_s << u"red"_s;
        QTest::newRow("over within the day") << recordOf("2026-11-02 10:00", {pause("2026-11-04 09:30", 1, "2026-11-04 16:00")}) << ten << u"2026-11-05 10:00"_s << u"2026-11-16"_s << u"running"_s << u"green"_s;
        QTest::newRow("extended by ten days") << recordOf("2026-11-02 10:00", {}, {10}) << ten << u"2026-11-05 10:00"_s << u"2026-11-30"_s << u"extended"_s << u"green"_s;
        // The tenth day is 16 November; the clock stands when it closes, up to the 18th: one working day is left after it.
        QTest::newRow("begun on the last day") << recordOf("2026-11-02 10:00", {pause("2026-11-16 10:00", 2, "2026-11-18 10:00")}) << ten << u"2026-11-19 10:00"_s << u"2026-11-19"_s << u"running"_s << u"yellow"_s;
        QTest::newRow("begun after the last day had closed") << recordOf("2026-11-02 10:00", {pause("2026-11-16 17:30", 2, "2026-11-18 10:00")}) << ten << u"2026-11-19 10:00"_s << u"2026-11-16"_s << u"running"_s << u"red"_s;
        // 30 days from 10 September are 10 October; stretched by the 5 calendar days after 25 September: 15 October.
        QTest::newRow("calendar days") << recordOf("2026-09-10 10:00", {pause("2026-09-25 10:00", 3, "2026-09-30 10:00")}) << TimeLimit{30, Unit::Day, {}} << u"2026-10-01 10:00"_s << u"2026-10-15"_s << u"running"_s << u"green"_s;
        // 31 January and a month: 28 February 2026, worked (Sat, in exchange for Spring Festival).
        QTest::newRow("a month") << recordOf("2026-01-31 10:00") << TimeLimit{1, Unit::Month, {}} << u"2026-02-10 10:00"_s << u"2026-02-28"_s << u"running"_s << u"green"_s;
        // Four hours from 15:00, standing from 16:00 to 11:00 of the next day.
        QTest::newRow("hours") << recordOf("2026-11-02 15:00", {pause("2026-11-02 16:00", 1, "2026-11-03 11:00")}) << TimeLimit{4, Unit::Hour, {}} << u"2026-11-03 11:30"_s << u"2026-11-03 14:00"_s << u"running"_s << u"green"_s;
        QTest::newRow("on the spot") << recordOf("2026-11-02 15:00") << TimeLimit{0, Unit::Workday, {}} << u"2026-11-02 15:10"_s << u"2026-11-02 17:00"_s << u"running"_s << u"green"_s;
        QTest::newRow("into a year not known yet") << recordOf("2026-12-28 10:00") << ten << u"2026-12-29 10:00"_s << u"2027-01-11 ?"_s << u"running"_s << u"green"_s;
        ClockRecord decided = recordOf("2026-11-02 10:00");
        decided.endedAt = at("2026-11-20 10:00");
        QTest::newRow("ended late stays late") << decided << ten << u"2026-12-20 10:00"_s << u"2026-11-16"_s << u"ended"_s << u"done"_s;
    }
    void readsWhatThePaperSays()
    {
        QFETCH(ClockRecord, record);
        QFETCH(TimeLimit, limit);
        QFETCH(QString, now);
        QFETCH(QString, due);
        QFETCH(QString, state);
        QFETCH(QString, lamp);
        const ClockReading reading = read(record, limit, national(), straight, at(now.toLatin1().constData()));
        QCOMPARE(shown(reading.due), due);
        QCOMPARE(toCode(reading.state), state);
        QCOMPARE(toCode(reading.lamp), lamp);
        QCOMPARE(reading.pauseLate, qstrcmp(QTest::currentDataTag(), "a pause longer than planned") == 0);
        QCOMPARE(reading.late, lamp == u"red"_s ? !reading.pauseLate : state == u"ended"_s);
    }

    void beforeAcceptanceThereIsNoClock()
    {
        const ClockReading reading = read({}, {10, Unit::Workday, {}}, national(), straight, at("2026-11-02 10:00"));
        QCOMPARE(reading.state, State::NotBegun);
        QVERIFY(!reading.due.isValid());
    }

    void theSameLimitWithoutHistoryIsTheOldOne()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 2000; ++i) {
            History history = anyHistory(random);
            history.record.pauses.clear();
            history.record.extensions.clear();
            const ClockReading reading = read(history.record, history.limit, national(), history.hours, history.now);
            QCOMPARE(shown(reading.due), shown(dueDate(history.limit, history.record.startedAt, national(), history.hours)));
            QCOMPARE(toCode(reading.lamp), toCode(lamp(reading.due, history.record.startedAt, history.now, national(), history.hours)));
        }
    }

    void everyDayMoreOfAPauseIsNeverADayLess()
    {
        const TimeLimit limit{20, Unit::Workday, {}};
        QDate before;
        for (int day = 0; day < 60; ++day) {
            ClockRecord record = recordOf("2026-09-14 10:00", {pause("2026-09-21 10:00", 5, "2026-09-21 16:00")});
            record.pauses.first().to = record.pauses.first().to.addDays(day);
            const QDate due = read(record, limit, national(), straight, record.pauses.first().to).due.date;
            QVERIFY(!before.isValid() || due >= before);
            before = due;
        }
    }

    void comesBackFromItsDocument()
    {
        QRandomGenerator random(3);
        for (int i = 0; i < 200; ++i) {
            ClockRecord record = anyHistory(random).record;
            record.calendar = national().version();
            const auto again = ClockRecord::fromJson(record.toJson());
            QVERIFY(again.ok());
            QCOMPARE(again->toJson(), record.toJson());
            QVERIFY(*again == record);
        }
        QVERIFY(ClockRecord{}.toJson().isEmpty());
    }

    void refusesWhatIsNoClock_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("member");
        QTest::newRow("start") << QByteArray(R"({"startedAt": "soon"})") << u"startedAt"_s;
        QTest::newRow("pause without a beginning") << QByteArray(R"({"pauses": [{"kind": "review", "plannedDays": 2}]})") << u"pauses"_s;
        QTest::newRow("pause backwards") << QByteArray(R"({"pauses": [{"from": "2026-10-02T02:00:00.000Z", "to": "2026-10-01T02:00:00.000Z"}]})") << u"pauses"_s;
        QTest::newRow("extension of nothing") << QByteArray(R"({"extensions": [{"days": 0}]})") << u"extensions"_s;
    }
    void refusesWhatIsNoClock()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, member);
        const auto record = ClockRecord::fromJson(QJsonDocument::fromJson(json).object());
        QVERIFY(!record.ok());
        QCOMPARE(record.refusal().code, u"clock.malformed"_s);
        QCOMPARE(record.refusal().facts[u"member"_s].toString(), member);
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
