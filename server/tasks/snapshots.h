// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/snapshotbuilder.h"
#include <QString>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace server {

/// Where first downloads lie below the folder shared by all servers.
QString snapshotFolder(const QString &filesFolder);

/// Keeps ready-made first downloads up to date: a thread of its own, of low priority, with a reading connection of its own.
class SnapshotTask
{
public:
    /// `open` makes the reading office; it is called, and the office used and destroyed, on the thread.
    SnapshotTask(std::function<std::unique_ptr<office::Office>()> open, office::SnapshotBuilder::Options options);
    /// Stops what it is at; that may take a moment.
    ~SnapshotTask();
    SnapshotTask(const SnapshotTask &) = delete;
    SnapshotTask &operator=(const SnapshotTask &) = delete;

private:
    void work();
    const std::function<std::unique_ptr<office::Office>()> m_open;
    office::SnapshotBuilder::Options m_options;
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace server
