// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/message.h"
#include <QHash>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace server {

/// The threads of one lane and the queue before them. Each thread owns one Service. The queue is bounded: a request
/// too many is turned away at once (503) instead of waiting longer than its client does.
class Workers
{
public:
    struct Job
    {
        Request request;
        std::function<void(Answer)> done;     ///< called on the worker thread
    };

    /// Starts the threads and waits until each has made its service.
    Workers(int threads, int queueMax, std::chrono::milliseconds restInterval, const std::function<std::unique_ptr<Service>()> &makeService);
    /// Lets the requests being answered end; those still queued are dropped.
    ~Workers();
    Workers(const Workers &) = delete;
    Workers &operator=(const Workers &) = delete;

    /// Why a service could not be made; empty when all are there.
    QString failure() const { return m_failure; }
    /// Queues a new request. False: the queue is full, and nobody has more in it than this one's sender would. When somebody
    /// has, the last of theirs is turned away instead (answered 503): whoever sends by the thousand fills the queue against
    /// himself, not against the others.
    [[nodiscard]] bool offer(Job job);
    /// Queues a request that was admitted before and had been laid aside. Never refused (the number of connections
    /// bounds them), but new requests and these take turns, so a herd of woken clients holds nobody up.
    void readmit(Job job);
    /// When a refused client may try again: drawn from [t, 3t] where t is the time to work the queue off, so that a
    /// returning province is spread out. Whole seconds, at least 1.
    int retrySeconds() const;
    /// Requests waiting for a thread.
    int queued() const;

private:
    void run(Service &service);
    std::optional<Job> makeRoomFor(const QByteArray &peer);
    std::optional<Job> take(Service &service, std::chrono::steady_clock::time_point &restAt);
    static void rest(Service &service);
    static Answer answer(Service &service, const Request &request);
    void learn(double seconds);

    const int m_queueMax;
    const std::chrono::milliseconds m_restInterval;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_fresh;
    std::deque<Job> m_woken;
    QHash<QByteArray, int> m_freshOf;         ///< how many of m_fresh each sender has
    bool m_freshNext = true;
    bool m_stopping = false;
    double m_secondsMean = 0.01;
    QString m_failure;
    std::vector<std::thread> m_threads;
};

} // namespace server
