// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/background.h"
#include <QLoggingCategory>
#include <sys/resource.h>
#include <unistd.h>

namespace server {

Q_LOGGING_CATEGORY(backgroundLog, "onewindow.server.background")

Background::Background(Rest first, std::function<Round()> begin, int niceness)
    : m_thread([this, first, begin = std::move(begin), niceness] { work(first, begin, niceness); })
{
}

Background::~Background()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Background::work(Rest first, const std::function<Round()> &begin, int niceness)
{
    if (niceness > 0 && setpriority(PRIO_PROCESS, id_t(gettid()), niceness) != 0)
        qCDebug(backgroundLog) << "runs with the priority of all others";
    const Round round = begin();
    for (Rest rest = first;; rest = round()) {
        std::unique_lock lock(m_mutex);
        if (m_wake.wait_for(lock, rest, [this] { return m_stopping.load(); }))
            return;
    }
}

} // namespace server
