// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/snapshots.h"
#include <QDir>
#include <QLoggingCategory>
#include <chrono>
#include <sys/resource.h>
#include <unistd.h>

namespace server {
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(snapshotTaskLog, "onewindow.server.tasks.snapshots")

QString snapshotFolder(const QString &filesFolder)
{
    return QDir(filesFolder).filePath(u"snapshots"_s);
}

SnapshotTask::SnapshotTask(std::function<std::unique_ptr<office::Office>()> open, office::SnapshotBuilder::Options options)
    : m_open(std::move(open)), m_options(std::move(options))
{
    m_options.goOn = [this] { return !m_stopping; };
    m_thread = std::thread([this] { work(); });
}

SnapshotTask::~SnapshotTask()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SnapshotTask::work()
{
    // Requests come first: this thread takes what they leave of the machine.
    constexpr int niceness = 15;
    if (setpriority(PRIO_PROCESS, id_t(gettid()), niceness) != 0)
        qCDebug(snapshotTaskLog) << "runs with the priority of all others";
    constexpr auto first = std::chrono::seconds(5), pause = std::chrono::seconds(60);
    for (auto wait = first;; wait = pause) {
        std::unique_lock lock(m_mutex);
        if (m_wake.wait_for(lock, wait, [this] { return m_stopping.load(); }))
            return;
        lock.unlock();
        // Opened for each round: between them nothing is held, not even a place in the store's log.
        if (const std::unique_ptr<office::Office> office = m_open())
            office::SnapshotBuilder(*office, m_options).work();
    }
}

} // namespace server
