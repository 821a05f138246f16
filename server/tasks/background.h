// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace server {

/// A thread beside those that answer: does a round, rests, does the next, until it is to stop. What a round needs is made, used and
/// destroyed on the thread (a connection to a database belongs to one).
class Background
{
public:
    using Rest = std::chrono::milliseconds;
    /// One round; gives how long to rest after it.
    using Round = std::function<Rest()>;
    /// `begin` is called once, on the thread. The first round comes after `first`. `niceness`: how far behind all others it stands.
    Background(Rest first, std::function<Round()> begin, int niceness = 0);
    /// Ends the rest that is under way and waits for the round that is; it may look at stopping() to be short.
    ~Background();
    Background(const Background &) = delete;
    Background &operator=(const Background &) = delete;
    const std::atomic<bool> &stopping() const { return m_stopping; }

private:
    void work(Rest first, const std::function<Round()> &begin, int niceness);
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace server
