// SPDX-License-Identifier: GPL-3.0-or-later
// A helper comes back with 5,000 acts done off line (a case is received, its receipt printed, then accepted, its notice
// printed): from signing in to every one of them answered, durable at both ends, over HTTP between two processes. In the
// same run: committing as many rows one by one, which is what an upload act by act would at least cost.
#include "bench/window.h"
#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

/// As many acts as asked, four to a case.
void workOffLine(bench::Window &window, int operations)
{
    for (const office::Act &visit : window.visits((operations + 3) / 4)) {
        const QString doc = window.submit({u"case.receive"_s, {}, visit.body, visit.actor}).operation.doc;
        window.submit({u"paper.print"_s, doc, {{u"paper"_s, u"receipt"_s}}, visit.actor});
        window.submit({u"case.accept"_s, doc, visit.body, visit.actor});
        window.submit({u"paper.print"_s, doc, {{u"paper"_s, u"acceptance"_s}}, visit.actor});
    }
}

/// Rows a second when each is committed by itself, on the same disk.
double commitsPerSecond(const QString &folder)
{
    const auto opened = office::Office::open({folder + u"/single.db"_s, office::Office::Side::Counter, [] { return QDateTime::currentDateTimeUtc(); }, false});
    if (!opened)
        bench::fail(opened.refusal().code);
    office::CounterSync sync(**opened);
    QElapsedTimer timer;
    timer.start();
    constexpr int commits = 300;
    for (int n = 0; n < commits; ++n)
        sync.setEpoch(QString::number(n));
    return commits * 1e9 / double(timer.nsecsElapsed());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    const QCommandLineOption count(u"n"_s, u"Operations."_s, u"number"_s, u"5000"_s);
    arguments.addOption(count);
    arguments.addHelpOption();
    arguments.process(application);
    const int operations = arguments.value(count).toInt();
    const QString folder = QStringLiteral(ONEWINDOW_BINARY_DIR "/bench-push");

    const bench::CentreProcess centre(folder + u"/centre"_s);
    bench::Window window(folder + u"/window"_s, centre.url());
    window.settle();
    window.lendNumbers(operations / 4 + 1);
    window.agent->end();
    bench::say(u"Working off line: %1 operations"_s.arg(operations));
    workOffLine(window, operations);
    office::CounterSync sync(*window.office);
    const int pending = sync.pendingCount();
    const exchange::SignInAnswer session = window.signIn();
    const double cpuBefore = centre.cpuMs();
    bench::say(u"Back: %1 wait"_s.arg(pending));

    QElapsedTimer timer;
    timer.start();
    int left = pending;
    QObject::connect(window.agent.get(), &app::SyncAgent::statusChanged, [&](const forms::SyncStatus &status) { left = status.pending; });
    window.agent->begin(session);
    bench::Window::waitFor([&] { return left == 0; });
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double cpu = centre.cpuMs() - cpuBefore;
    bench::Window::waitFor([&] { return window.agent->status().state == forms::SyncStatus::State::Synced; });
    const double settled = double(timer.nsecsElapsed()) / 1e9;
    if (sync.pendingCount() > 0 || sync.returnedCount() > 0)
        bench::fail(u"%1 pending, %2 returned"_s.arg(sync.pendingCount()).arg(sync.returnedCount()));

    const double single = commitsPerSecond(folder);
    bench::print({{u"operations"_s, pending},
                  {u"seconds"_s, seconds},
                  {u"ops_per_s"_s, pending / seconds},
                  {u"settled_seconds"_s, settled},
                  {u"server_cpu_ms_per_1000"_s, cpu * 1000 / pending},
                  {u"single_commits_per_s"_s, single},
                  {u"ratio_to_single_commits"_s, pending / seconds / single},
                  {u"database"_s, u"sqlite"_s}});
    return 0;
}
