// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/workers.h"
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <algorithm>
#include <cmath>
#include <latch>

Q_LOGGING_CATEGORY(workersLog, "onewindow.server.workers")

namespace server {

Workers::Workers(int threads, int queueMax, std::chrono::milliseconds restInterval, const std::function<std::unique_ptr<Service>()> &makeService)
    : m_queueMax(queueMax), m_restInterval(restInterval)
{
    Q_ASSERT(threads > 0);
    std::latch ready(threads);
    for (int i = 0; i < threads; ++i) {
        m_threads.emplace_back([this, &ready, &makeService] {
            std::unique_ptr<Service> service;
            try {
                service = makeService();
                Q_ASSERT(service);
            } catch (const std::exception &fault) {
                const std::scoped_lock lock(m_mutex);
                m_failure = QString::fromUtf8(fault.what());
            }
            ready.count_down();
            if (service)
                run(*service);
        });
    }
    ready.wait();
}

Workers::~Workers()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

bool Workers::offer(Job job)
{
    std::optional<Job> turnedAway;
    {
        const std::scoped_lock lock(m_mutex);
        if (qsizetype(m_fresh.size()) >= m_queueMax) {
            turnedAway = makeRoomFor(job.request.network);
            if (!turnedAway)
                return false;
        }
        ++m_freshOf[job.request.network];
        m_fresh.push_back(std::move(job));
    }
    m_wake.notify_one();
    if (turnedAway) {
        Response busy = Response::problem(503, QStringLiteral("server.busy"), QStringLiteral("The centre is busy; try again later"));
        busy.headers["Retry-After"] = QByteArray::number(retrySeconds());
        turnedAway->done(std::move(busy));
    }
    return true;
}

std::optional<Workers::Job> Workers::makeRoomFor(const QByteArray &peer)
{
    const auto most = std::max_element(m_freshOf.cbegin(), m_freshOf.cend());
    if (most == m_freshOf.cend() || *most <= m_freshOf.value(peer) + 1)
        return std::nullopt;
    const QByteArray greedy = most.key();
    const auto last = std::find_if(m_fresh.rbegin(), m_fresh.rend(), [&](const Job &job) { return job.request.network == greedy; });
    Job job = std::move(*last);
    m_fresh.erase(std::next(last).base());
    --m_freshOf[greedy];
    return job;
}

void Workers::readmit(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_woken.push_back(std::move(job));
    }
    m_wake.notify_one();
}

int Workers::retrySeconds() const
{
    const std::scoped_lock lock(m_mutex);
    const double toWork = double(m_fresh.size() + m_woken.size()) * m_secondsMean / double(m_threads.size());
    const double base = std::max(1.0, toWork);
    return int(std::ceil(base * (1 + 2 * QRandomGenerator::global()->generateDouble())));
}

int Workers::queued() const
{
    const std::scoped_lock lock(m_mutex);
    return int(m_fresh.size() + m_woken.size());
}

void Workers::run(Service &service)
{
    auto restAt = std::chrono::steady_clock::now(); // what a rest prepares serves the first request already
    while (std::optional<Job> job = take(service, restAt)) {
        const auto begun = std::chrono::steady_clock::now();
        Answer given = answer(service, job->request);
        learn(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
        job->done(std::move(given));
    }
}

std::optional<Workers::Job> Workers::take(Service &service, std::chrono::steady_clock::time_point &restAt)
{
    std::unique_lock lock(m_mutex);
    const auto wanted = [this] { return m_stopping || !m_fresh.empty() || !m_woken.empty(); };
    // Also when requests never stop coming: the clock of the law runs on busy days too.
    while (std::chrono::steady_clock::now() >= restAt || !m_wake.wait_until(lock, restAt, wanted)) {
        lock.unlock();
        rest(service);
        restAt = std::chrono::steady_clock::now() + m_restInterval;
        lock.lock();
    }
    if (m_stopping)
        return std::nullopt;
    const bool fresh = m_woken.empty() || (m_freshNext && !m_fresh.empty());
    m_freshNext = !fresh;
    std::deque<Job> &queue = fresh ? m_fresh : m_woken;
    Job job = std::move(queue.front());
    queue.pop_front();
    if (fresh) {
        const auto count = m_freshOf.find(job.request.network);
        if (--*count == 0)
            m_freshOf.erase(count);
    }
    return job;
}

// One faulty request must not end the centre for a whole district, whatever it threw.
Answer Workers::answer(Service &service, const Request &request)
{
    try {
        return service.answer(request);
    } catch (const std::exception &fault) {
        qCCritical(workersLog, "request %s ended in a fault: %s", request.id.constData(), fault.what()); // its path may be a secret
    } catch (...) {
        qCCritical(workersLog, "request %s ended in an unknown fault", request.id.constData());
    }
    return Response::problem(500, QStringLiteral("server.fault"), QStringLiteral("The centre failed on this request"));
}

void Workers::rest(Service &service)
{
    try {
        service.rest();
    } catch (const std::exception &fault) {
        qCCritical(workersLog, "work between requests ended in a fault: %s", fault.what());
    } catch (...) {
        qCCritical(workersLog, "work between requests ended in an unknown fault");
    }
}

void Workers::learn(double seconds)
{
    constexpr double weight = 0.05;
    const std::scoped_lock lock(m_mutex);
    m_secondsMean += weight * (seconds - m_secondsMean);
}

} // namespace server
