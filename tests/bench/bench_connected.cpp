// SPDX-License-Identifier: GPL-3.0-or-later
// 2,000 windows hold a long poll; one of them works. What the centre's process takes in memory, and how long an act takes
// from the clerk's disk until the centre has answered for it, while each act wakes all the others. In the same run: as many acts
// of the same window before the others came.
#include "bench/crowd.h"
#include "bench/window.h"
#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

constexpr int pauseMs = 300; // between two acts

/// How long from now until the centre has answered for all this window's acts.
double untilAnsweredMs(bench::Window &window)
{
    QElapsedTimer timer;
    timer.start();
    bench::Window::waitFor([&] { return window.agent->status().pending == 0; });
    return double(timer.nsecsElapsed()) / 1e6;
}

void pause(int ms)
{
    QElapsedTimer timer;
    timer.start();
    bench::Window::waitFor([&] { return timer.hasExpired(ms); });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addOptions({{u"clients"_s, u"Listening windows."_s, u"n"_s, u"2000"_s}, {u"n"_s, u"Acts."_s, u"n"_s, u"100"_s}});
    arguments.addHelpOption();
    arguments.process(application);
    const int clients = arguments.value(u"clients"_s).toInt(), acts = arguments.value(u"n"_s).toInt();
    const QString folder = QStringLiteral(ONEWINDOW_BINARY_DIR "/bench-connected");

    const bench::CentreProcess centre(folder + u"/centre"_s, 0, bench::Crowd::asManyDevices(folder));
    bench::Window window(folder + u"/window"_s, centre.url());
    window.settle();
    constexpr int warmUp = 10;
    window.lendNumbers(2 * acts + warmUp + 10);
    const exchange::SignInAnswer session = window.signIn();
    window.agent->begin(session);
    const QList<office::Act> visits = window.visits(2 * acts + warmUp);

    bench::Times quiet;
    for (int n = 0; n < warmUp + acts; ++n) {
        window.submit(visits[n]);
        const double ms = untilAnsweredMs(window);
        if (n >= warmUp)
            quiet.add(ms);
        pause(pauseMs);
    }
    bench::Window::waitFor([&] { return window.agent->status().state == forms::SyncStatus::State::Synced; });
    pause(1000); // the window has its own last act back: from there on the others listen
    const double alone = centre.rssMb();
    const office::CounterSync sync(*window.office);
    const QString scope = u"d/610116"_s;
    bench::Crowd crowd(centre.port(), session.token, [&](const QByteArray &message) { return window.office->signature(message); }, scope, sync.cursor(scope), clients);
    bench::Window::waitFor([&] { return crowd.polling() == clients; });
    const double idle = centre.rssMb();
    bench::say(u"%1 connected: %2 MB, %3 MB without them"_s.arg(clients).arg(idle, 0, 'f', 1).arg(alone, 0, 'f', 1));

    bench::Times answered, everybody;
    double peak = idle;
    for (const office::Act &visit : visits.sliced(warmUp + acts)) {
        const qint64 before = crowd.documents();
        const office::Submitted done = window.submit(visit);
        QElapsedTimer timer;
        timer.start();
        answered.add(untilAnsweredMs(window));
        bench::Window::waitFor([&] { return crowd.documents() - before >= qint64(done.documents.size()) * clients; });
        everybody.add(double(timer.nsecsElapsed()) / 1e6);
        peak = std::max(peak, centre.rssMb());
        bench::Window::waitFor([&] { return timer.hasExpired(pauseMs) && crowd.polling() == clients; });
    }
    const double crowded = answered.percentile(0.99), calm = quiet.percentile(0.99);
    bench::print({{u"connected"_s, clients},
                  {u"rss_mb"_s, peak},
                  {u"rss_idle_mb"_s, idle},
                  {u"rss_alone_mb"_s, alone},
                  {u"submit_median_ms"_s, bench::Times::rounded(answered.percentile(0.5))},
                  {u"submit_p99_ms"_s, bench::Times::rounded(crowded)},
                  {u"alone_median_ms"_s, bench::Times::rounded(quiet.percentile(0.5))},
                  {u"alone_p99_ms"_s, bench::Times::rounded(calm)},
                  {u"ratio_to_alone"_s, bench::Times::rounded(crowded / calm)},
                  {u"turned_away"_s, crowd.turnedAway()},
                  {u"everybody_median_ms"_s, bench::Times::rounded(everybody.percentile(0.5))},
                  {u"everybody_p99_ms"_s, bench::Times::rounded(everybody.percentile(0.99))}});
    return 0;
}
