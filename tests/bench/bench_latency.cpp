// SPDX-License-Identifier: GPL-3.0-or-later
// Two windows side by side, on line: from the moment an act is durable at A (its clerk reads "saved") until B has its
// document on its own disk and its lists are told. In the same run: a round trip to the centre and a bare sync of the disk; with
// both ends durable the way costs at least that trip and two such syncs, the centre's and B's.
#include "bench/window.h"
#include "office/archive.h"
#include <QCommandLineParser>
#include <QThread>
#include <chrono>
#include <fcntl.h>
#include <mutex>

using namespace Qt::StringLiterals;

namespace {

double elapsedMs(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

qint64 nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
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

/// Another window on a thread of its own, as it is on a machine of its own: A's work after the click must not hold it up.
class Neighbour
{
public:
    Neighbour(const QString &folder, const QUrl &centre) : m_thread(QThread::create([=, this] { live(folder, centre); }))
    {
        m_thread->start();
        bench::Window::waitFor([this] { return m_isReady.load(); });
    }
    ~Neighbour()
    {
        m_isLeaving = true;
        m_thread->wait();
    }
    Neighbour(const Neighbour &) = delete;
    Neighbour &operator=(const Neighbour &) = delete;

    /// When the document came, as nowNs(); nothing: it did not yet.
    std::optional<qint64> arrivalNs(const QString &document)
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_arrivals.constFind(document);
        return found == m_arrivals.cend() ? std::nullopt : std::optional(*found);
    }

private:
    void live(const QString &folder, const QUrl &centre)
    {
        bench::Window window(folder, centre, 2);
        QObject::connect(window.office.get(), &office::Office::changed, [this](const QStringList &ids) {
            const qint64 now = nowNs();
            const std::scoped_lock lock(m_mutex);
            for (const QString &id : ids) {
                if (!m_arrivals.contains(id))
                    m_arrivals.insert(id, now);
            }
        });
        window.settle();
        m_isReady = true;
        while (!m_isLeaving)
            bench::Window::rest(5);
    }

    std::atomic<bool> m_isReady{false}, m_isLeaving{false};
    std::mutex m_mutex;
    QHash<QString, qint64> m_arrivals;
    std::unique_ptr<QThread> m_thread;
};

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
    bench::Window a(folder + u"/a"_s, centre.url(), 1);
    a.settle();
    Neighbour b(folder + u"/b"_s, centre.url());
    a.lendNumbers(samples + 20);
    const int bare = ::open(qPrintable(folder + u"/bare"_s), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    bench::Times latency, answered, roundTrip, sync;
    std::optional<qint64> answeredNs;
    QObject::connect(a.agent.get(), &app::SyncAgent::statusChanged, [&](const forms::SyncStatus &status) {
        if (status.pending == 0 && !answeredNs)
            answeredNs = nowNs();
    });
    int lost = 0, taken = 0;
    constexpr int warmUp = 10;
    for (const office::Act &visit : a.visits(samples + warmUp)) {
        ++taken;
        const QString document = a.submit(visit).operation.doc;
        const qint64 saved = nowNs();
        answeredNs.reset();
        QElapsedTimer patience;
        patience.start();
        while (!b.arrivalNs(document) && !patience.hasExpired(5'000))
            bench::Window::rest(1);
        if (taken > warmUp) {
            const std::optional<qint64> arrival = b.arrivalNs(document);
            lost += arrival ? 0 : 1;
            if (arrival)
                latency.add(double(*arrival - saved) / 1e6);
        }
        // The next clerk's act comes when this one's is settled everywhere.
        bench::Window::waitFor([&] { return a.agent->status().pending == 0; });
        if (taken > warmUp && answeredNs)
            answered.add(double(*answeredNs - saved) / 1e6);
        QElapsedTimer pause;
        pause.start();
        while (!pause.hasExpired(20))
            bench::Window::rest(5);
        bool answered = false;
        QElapsedTimer timer;
        timer.start();
        a.transport->hello([&](const auto &) { answered = true; });
        bench::Window::waitFor([&] { return answered; });
        roundTrip.add(elapsedMs(timer));
        sync.add(bareSyncMs(bare));
    }
    constexpr int commits = 2;
    const double limit = roundTrip.percentile(0.5) + commits * sync.percentile(0.5);
    bench::print({{u"n"_s, latency.count()},
                  {u"median_ms"_s, bench::Times::rounded(latency.percentile(0.5))},
                  {u"p90_ms"_s, bench::Times::rounded(latency.percentile(0.9))},
                  {u"p99_ms"_s, bench::Times::rounded(latency.percentile(0.99))},
                  {u"max_ms"_s, bench::Times::rounded(latency.percentile(1))},
                  {u"lost"_s, lost},
                  {u"answered_at_a_median_ms"_s, bench::Times::rounded(answered.percentile(0.5))},
                  {u"round_trip_median_ms"_s, bench::Times::rounded(roundTrip.percentile(0.5))},
                  {u"fsync_median_ms"_s, bench::Times::rounded(sync.percentile(0.5))},
                  {u"fsync_p99_ms"_s, bench::Times::rounded(sync.percentile(0.99))},
                  {u"limit_ms"_s, bench::Times::rounded(limit)},
                  {u"ratio_to_limit"_s, bench::Times::rounded(latency.percentile(0.5) / limit)}});
    return 0;
}
