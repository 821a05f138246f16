// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/determinism.h"
#include "simulation/oracle.h"
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

using namespace simulation;
using namespace Qt::StringLiterals;

namespace {

/// What a law's breach means to a hall.
enum class Harm { Lost, Duplicated, Diverged };

Harm harmOf(int property)
{
    switch (property) {
    case 2:
    case 4:
    case 18:
    case 29:
        return Harm::Duplicated;
    case 1:
    case 6:
    case 16:
    case 17:
    case 19:
    case 20:
    case 23:
    case 24:
        return Harm::Lost;
    default:
        return Harm::Diverged;
    }
}

struct Sum
{
    qint64 seeds = 0, operations = 0;
    qint64 harms[3] = {0, 0, 0};
    QMap<QString, qint64> faults;
    QList<qint64> failed;

    void add(quint64 seed, const Outcome &outcome)
    {
        ++seeds;
        operations += outcome.operations;
        for (auto fault = outcome.faults.cbegin(); fault != outcome.faults.cend(); ++fault)
            faults[fault.key()] += fault.value();
        if (outcome.violation) {
            ++harms[int(harmOf(outcome.violation->property))];
            failed << qint64(seed);
        }
    }
    void add(const Sum &other)
    {
        seeds += other.seeds;
        operations += other.operations;
        for (int i = 0; i < 3; ++i)
            harms[i] += other.harms[i];
        for (auto fault = other.faults.cbegin(); fault != other.faults.cend(); ++fault)
            faults[fault.key()] += fault.value();
        failed += other.failed;
    }
    QJsonObject toJson() const
    {
        QJsonObject kinds;
        for (auto fault = faults.cbegin(); fault != faults.cend(); ++fault)
            kinds[fault.key()] = fault.value();
        return {{u"seeds"_s, seeds},           {u"operations"_s, operations},     {u"faults"_s, kinds},
                {u"lost"_s, harms[0]},         {u"duplicated"_s, harms[1]},       {u"diverged"_s, harms[2]}};
    }
    static Sum fromJson(const QJsonObject &json)
    {
        Sum sum;
        sum.seeds = json[u"seeds"_s].toInteger();
        sum.operations = json[u"operations"_s].toInteger();
        sum.harms[0] = json[u"lost"_s].toInteger();
        sum.harms[1] = json[u"duplicated"_s].toInteger();
        sum.harms[2] = json[u"diverged"_s].toInteger();
        const QJsonObject kinds = json[u"faults"_s].toObject();
        for (auto kind = kinds.begin(); kind != kinds.end(); ++kind)
            sum.faults[kind.key()] = kind.value().toInteger();
        return sum;
    }
};

Outcome run(const Plan &plan, bool tellsStory = false)
{
    return World(plan, tellsStory).play();
}

/// Leaves events out as long as the same law stays broken.
Plan shrunk(Plan plan, int property)
{
    const double begun = realSeconds();
    constexpr double patienceSeconds = 60;
    const auto stillBroken = [property](const Plan &smaller) {
        const Outcome outcome = run(smaller);
        return outcome.violation && outcome.violation->property == property;
    };
    for (qsizetype size = std::max<qsizetype>(plan.events.size() / 2, 1); size >= 1 && realSeconds() - begun < patienceSeconds;) {
        bool smaller = false;
        for (qsizetype at = 0; at < plan.events.size() && realSeconds() - begun < patienceSeconds;) {
            Plan tried = plan;
            tried.events.remove(at, std::min(size, tried.events.size() - at));
            if (stillBroken(tried)) {
                plan = tried;
                smaller = true;
            } else {
                at += size;
            }
        }
        if (size == 1 && !smaller)
            break;
        size = std::max<qsizetype>(size / 2, 1);
    }
    return plan;
}

void explain(quint64 seed, const Outcome &outcome)
{
    std::printf("seed %llu breaks law %d (%s) at %.3f s: %s\n", static_cast<unsigned long long>(seed), outcome.violation->property,
                propertyName(outcome.violation->property), double(outcome.violation->atMs) / 1000, qPrintable(outcome.violation->detail));
    const Plan story = shrunk(planFor(seed), outcome.violation->property);
    std::printf("  the short story: %d windows, %d servers, %d ms each way\n", story.windows, story.servers, story.delayMs);
    for (const Event &event : story.events)
        std::printf("    %s\n", qPrintable(event.inWords()));
    std::printf("  again: ./dev simulate --seed %llu --story\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
}

Sum runRange(quint64 from, quint64 to, quint64 step, bool stopsAtFirst, bool explains)
{
    Sum sum;
    for (quint64 seed = from; seed <= to; seed += step) {
        const Outcome outcome = run(planFor(seed));
        sum.add(seed, outcome);
        if (outcome.violation) {
            if (explains && sum.failed.size() <= 3) {
                explain(seed, outcome);
            } else {
                std::printf("seed %llu breaks law %d (%s): %s\n", static_cast<unsigned long long>(seed), outcome.violation->property,
                            propertyName(outcome.violation->property), qPrintable(outcome.violation->detail));
                std::fflush(stdout);
            }
            if (stopsAtFirst)
                break;
        }
    }
    return sum;
}

/// Every job takes each n-th seed in a process of its own and writes what it found into a pipe.
Sum runJobs(quint64 from, quint64 to, int jobs, bool stopsAtFirst, bool explains)
{
    if (jobs <= 1)
        return runRange(from, to, 1, stopsAtFirst, explains);
    QList<std::pair<pid_t, int>> children;
    for (int job = 0; job < jobs; ++job) {
        int ends[2];
        if (pipe(ends) != 0)
            qFatal("no pipe");
        const pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            const Sum sum = runRange(from + quint64(job), to, quint64(jobs), stopsAtFirst, explains);
            const QByteArray text = QJsonDocument(sum.toJson()).toJson(QJsonDocument::Compact);
            const ssize_t written = write(ends[1], text.constData(), size_t(text.size()));
            std::fflush(stdout);
            _exit(written == text.size() ? 0 : 1);
        }
        close(ends[1]);
        children << std::pair(child, ends[0]);
    }
    Sum sum;
    for (const auto &[child, end] : children) {
        QByteArray text;
        char buffer[4096];
        for (ssize_t got; (got = read(end, buffer, sizeof buffer)) > 0;)
            text.append(buffer, qsizetype(got));
        close(end);
        int status = 0;
        waitpid(child, &status, 0);
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || json.isEmpty()) {
            std::printf("a job ended with status %d\n", status);
            ++sum.harms[int(Harm::Diverged)];
        }
        sum.add(Sum::fromJson(json));
    }
    return sum;
}

/// 500 windows come back after an hour: nothing lost, nothing a clerk would have to read, and soon over.
int storm(int windows, int casesEach)
{
    Plan plan;
    plan.seed = 500;
    plan.windows = windows;
    plan.servers = 2;
    const double begun = realSeconds();
    const World::Storm storm = World(plan, false).storm(casesEach);
    constexpr double drainedWithin = 900;
    constexpr qint64 attemptsMax = 30;
    QStringList wrong;
    if (storm.violation)
        wrong << QString(QString::fromLatin1(propertyName(storm.violation->property)) + u": "_s + storm.violation->detail);
    if (!storm.surfaced.isEmpty())
        wrong << QString(u"a clerk could read: "_s + storm.surfaced);
    if (storm.drainedAfterSeconds > drainedWithin)
        wrong << u"it took %1 s"_s.arg(storm.drainedAfterSeconds);
    if (storm.pushesMaxOfOne > attemptsMax)
        wrong << u"one window tried %1 times"_s.arg(storm.pushesMaxOfOne);
    if (storm.scansBeforeActs > 0)
        wrong << u"%1 pieces of scans went before acts"_s.arg(storm.scansBeforeActs);
    for (const QString &line : std::as_const(wrong))
        std::printf("%s\n", qPrintable(line));
    std::printf("played in %.1f s\n", realSeconds() - begun);
    const QJsonObject json{{u"windows"_s, storm.windows}, {u"operations"_s, storm.operations}, {u"scans"_s, storm.scans}, {u"actsAfterSeconds"_s, storm.actsAfterSeconds}, {u"drainedAfterSeconds"_s, storm.drainedAfterSeconds},
                           {u"pushes"_s, storm.pushes}, {u"pushesMaxOfOne"_s, storm.pushesMaxOfOne}, {u"turnedAway"_s, storm.turnedAway},
                           {u"queueMax"_s, storm.queueMax}, {u"wrong"_s, wrong.size()}};
    std::printf("%s\n", QJsonDocument(json).toJson(QJsonDocument::Compact).constData());
    return wrong.isEmpty() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("TZ", "Asia/Shanghai");
    takeOverChanceAndClock();
    QLoggingCategory::setFilterRules(u"onewindow.*=false"_s);
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.setApplicationDescription(u"Whole districts in one thread: windows, centre, network, disks and clocks from one seed."_s);
    arguments.addHelpOption();
    arguments.addOptions({{u"seeds"_s, u"The seeds to run, from..to."_s, u"range"_s, u"1..200"_s},
                          {u"seed"_s, u"One seed."_s, u"seed"_s},
                          {u"story"_s, u"Tells what happens, line by line."_s},
                          {u"jobs"_s, u"Processes side by side."_s, u"n"_s, u"2"_s},
                          {u"first"_s, u"Stops at the first broken law of each job."_s},
                          {u"storm"_s, u"So many windows come back after an hour."_s, u"windows"_s},
                          {u"plain"_s, u"Names a failing seed without looking for its shortest story."_s}});
    arguments.process(application);
    if (arguments.isSet(u"storm"_s))
        return storm(arguments.value(u"storm"_s).toInt(), 4);
    const bool explains = !arguments.isSet(u"plain"_s);
    if (arguments.isSet(u"seed"_s)) {
        const quint64 seed = arguments.value(u"seed"_s).toULongLong();
        const Outcome outcome = run(planFor(seed), arguments.isSet(u"story"_s));
        for (const QString &line : outcome.story)
            std::printf("%s\n", qPrintable(line));
        if (outcome.violation && explains)
            explain(seed, outcome);
        else if (outcome.violation)
            std::printf("seed %llu breaks law %d: %s\n", static_cast<unsigned long long>(seed), outcome.violation->property, qPrintable(outcome.violation->detail));
        Sum sum;
        sum.add(seed, outcome);
        std::printf("%s\n", QJsonDocument(sum.toJson()).toJson(QJsonDocument::Compact).constData());
        return outcome.violation ? 1 : 0;
    }
    const QStringList range = arguments.value(u"seeds"_s).split(u".."_s);
    const double begun = realSeconds();
    const Sum sum = runJobs(range.first().toULongLong(), range.last().toULongLong(), arguments.value(u"jobs"_s).toInt(), arguments.isSet(u"first"_s), explains);
    std::printf("%lld seeds in %.1f s\n", static_cast<long long>(sum.seeds), realSeconds() - begun);
    std::printf("%s\n", QJsonDocument(sum.toJson()).toJson(QJsonDocument::Compact).constData());
    return sum.harms[0] + sum.harms[1] + sum.harms[2] > 0 ? 1 : 0;
}
