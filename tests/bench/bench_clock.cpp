// SPDX-License-Identifier: GPL-3.0-or-later
// How many clocks a second one core reads: what a list of a million lamps, or a new calendar, costs.
#include "bench/figures.h"
#include "domain/timelimit/clock.h"
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using domain::ClockRecord;
using domain::TimeLimit;

namespace {

domain::WorkCalendar national()
{
    QJsonArray years;
    for (int year = 2019; year <= 2026; ++year) {
        QFile file(u":/calendars/%1.json"_s.arg(year));
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "bench clock: no calendar %d\n", year);
            std::exit(1);
        }
        years << QJsonDocument::fromJson(file.readAll()).object();
    }
    return *domain::WorkCalendar::fromNotices(years);
}

struct Clock
{
    ClockRecord record;
    TimeLimit limit;
    QDateTime now;
};

/// Clocks as a district has them: mostly working days, one in four with pauses, one in ten extended.
QList<Clock> clocks(int count)
{
    using Unit = TimeLimit::Unit;
    static constexpr std::pair<Unit, int> kinds[]{{Unit::Workday, 5}, {Unit::Workday, 10}, {Unit::Workday, 20}, {Unit::Workday, 45}, {Unit::Day, 30}, {Unit::Month, 3}, {Unit::Hour, 4}, {Unit::HalfDay, 1}};
    QRandomGenerator random(20261001);
    QList<Clock> all;
    for (int i = 0; i < count; ++i) {
        const auto &[unit, value] = kinds[random.bounded(8)];
        Clock clock;
        clock.limit = {double(value), unit, {}};
        clock.record.startedAt = QDateTime(QDate(2019, 1, 1).addDays(random.bounded(365 * 7 + 300)), QTime(1, 0).addSecs(60 * random.bounded(480)), Qt::UTC);
        QDateTime at = clock.record.startedAt;
        for (int rounds = random.bounded(4) == 0 ? random.bounded(1, 4) : 0; rounds > 0; --rounds) {
            domain::Pause pause{u"review"_s, at.addDays(random.bounded(1, 6)), 5, {}, {}};
            at = pause.from.addDays(random.bounded(1, 15));
            pause.to = at;
            clock.record.pauses << pause;
        }
        if (random.bounded(10) == 0)
            clock.record.extensions << domain::Extension{10, at, {}, u"approver"_s};
        clock.now = at.addDays(random.bounded(20));
        all << clock;
    }
    return all;
}

} // namespace

int main()
{
    const domain::WorkCalendar calendar = national();
    const domain::OfficeHours hours{QTime(9, 0), QTime(17, 0), domain::OfficeHours::Lunch{QTime(12, 0), QTime(13, 30)}};
    const QList<Clock> all = clocks(20'000);
    constexpr int rounds = 20;
    int red = 0;
    QElapsedTimer timer;
    timer.start();
    for (int round = 0; round < rounds; ++round) {
        for (const Clock &clock : all)
            red += read(clock.record, clock.limit, calendar, hours, clock.now).lamp == domain::Lamp::Red;
    }
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double evaluations = double(rounds) * double(all.size());
    bench::say(u"%1 clocks read in %2 s, %3 of them red"_s.arg(evaluations, 0, 'f', 0).arg(seconds, 0, 'f', 2).arg(red));
    bench::print({{u"bench"_s, u"clock"_s}, {u"evaluations"_s, evaluations}, {u"seconds"_s, bench::Times::rounded(seconds)}, {u"evaluations_per_s"_s, qRound64(evaluations / seconds)}});
    return 0;
}
