// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QMap>
#include <QStringList>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace office {
class Office;
}

namespace server {

/// Hears what other servers of the same database have committed: looks at the heads of all scopes every 50 ms, in one
/// statement on a connection and a thread of its own, and tells which have moved. Never NOTIFY: inside a writing transaction
/// that takes a lock of the whole database at commit.
class HeadWatch
{
public:
    /// `open` makes the reading office; it is called, and the office used and destroyed, on the thread. `moved` is called there
    /// too.
    HeadWatch(std::function<std::unique_ptr<office::Office>()> open, std::function<void(const QStringList &scopes)> moved,
              std::chrono::milliseconds interval = std::chrono::milliseconds(50));
    ~HeadWatch();
    HeadWatch(const HeadWatch &) = delete;
    HeadWatch &operator=(const HeadWatch &) = delete;

private:
    void work();
    bool look(office::Office &office);
    bool pause(std::chrono::milliseconds span);
    const std::function<std::unique_ptr<office::Office>()> m_open;
    const std::function<void(const QStringList &)> m_moved;
    const std::chrono::milliseconds m_interval;
    QMap<QString, qint64> m_heads;
    bool m_looked = false; ///< what is found first has not moved
    bool m_stopping = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace server
