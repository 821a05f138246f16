// SPDX-License-Identifier: GPL-3.0-or-later
// Two windows side by side, on line: from the moment an act is durable at A (its clerk reads "saved") until B has its
// document on its own disk and its lists are told. In the same run: a round trip to the centre and a bare sync of the disk.
#include "bench/window.h"
#include "office/archive.h"
#include <QCommandLineParser>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace {

double elapsedMs(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Writing and syncing 8 KiB, as a commit does.
double bareSyncMs(int file)
{
    static const QByteArray content(8192, 'x');
    QElapsedTimer timer;
    timer.start();
    if (::pwrite(file, content.constData(), size_t(content.size()), 0) != content.size() || ::fdatasync(file) != 0)
        bench::fail(u"the bare write failed"_s);
    return elapsedMs(timer);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    const QCommandLineOption count(u"n"_s, u"Samples."_s, u"number"_s, u"200"_s);
    arguments.addOption(count);
    arguments.addHelpOption();
    arguments.process(application);
    const int samples = arguments.value(count).toInt();
    const QString folder = QStringLiteral(ONEWINDOW_BINARY_DIR "/bench-latency");

    const bench::CentreProcess centre(folder + u"/centre"_s);
    bench::Window a(folder + u"/a"_s, centre.url(), 1), b(folder + u"/b"_s, centre.url(), 2);
    a.settle();
    b.settle();
    a.lendNumbers(samples + 20);
    QString awaited;
    QElapsedTimer timer;
    std::optional<double> arrived;
    QObject::connect(b.office.get(), &office::Office::changed, [&](const QStringList &ids) {
        if (!arrived && ids.contains(awaited))
            arrived = elapsedMs(timer);
    });
    const int bare = ::open(qPrintable(folder + u"/bare"_s), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    bench::Times latency, roundTrip, sync;
    int lost = 0, taken = 0;
    constexpr int warmUp = 10;
    for (const office::Act &visit : a.visits(samples + warmUp)) {
        ++taken;
        arrived.reset();
        awaited.clear();
        awaited = a.submit(visit).operation.doc;
        timer.start();
        QElapsedTimer patience;
        patience.start();
        while (!arrived && !patience.hasExpired(5'000))
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
        if (taken > warmUp) {
            lost += arrived ? 0 : 1;
            if (arrived)
                latency.add(*arrived);
        }
        // The next clerk's act comes when this one's is settled everywhere.
        bench::Window::waitFor([&] { return a.agent->status().pending == 0; });
        QElapsedTimer pause;
        pause.start();
        while (!pause.hasExpired(20))
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
        bool answered = false;
        timer.start();
        a.transport->hello([&](const auto &) { answered = true; });
        bench::Window::waitFor([&] { return answered; });
        roundTrip.add(elapsedMs(timer));
        sync.add(bareSyncMs(bare));
    }
    bench::print({{u"n"_s, latency.count()},
                  {u"median_ms"_s, bench::Times::rounded(latency.percentile(0.5))},
                  {u"p90_ms"_s, bench::Times::rounded(latency.percentile(0.9))},
                  {u"p99_ms"_s, bench::Times::rounded(latency.percentile(0.99))},
                  {u"max_ms"_s, bench::Times::rounded(latency.percentile(1))},
                  {u"lost"_s, lost},
                  {u"round_trip_median_ms"_s, bench::Times::rounded(roundTrip.percentile(0.5))},
                  {u"fsync_median_ms"_s, bench::Times::rounded(sync.percentile(0.5))},
                  {u"fsync_p99_ms"_s, bench::Times::rounded(sync.percentile(0.99))}});
    return 0;
}
