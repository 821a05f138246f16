// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/headwatch.h"
#include "office/centre.h"
#include <utility>

namespace server {

HeadWatch::HeadWatch(std::function<std::unique_ptr<office::Office>()> open, std::function<void(const QStringList &)> moved, std::chrono::milliseconds interval)
    : m_open(std::move(open)), m_moved(std::move(moved)), m_interval(interval), m_thread([this] { work(); })
{
}

HeadWatch::~HeadWatch()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

/// False when it is time to stop.
bool HeadWatch::pause(std::chrono::milliseconds span)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, span, [this] { return m_stopping; });
}

void HeadWatch::work()
{
    constexpr std::chrono::milliseconds afterFault{1000};
    std::unique_ptr<office::Office> office;
    std::chrono::milliseconds span{0};
    while (pause(span)) {
        if (!office)
            office = m_open();
        span = office && look(*office) ? m_interval : afterFault;
    }
}

bool HeadWatch::look(office::Office &office)
{
    const auto heads = office::Centre(office).heads();
    if (!heads)
        return false; // said in the log
    QStringList moved;
    for (auto head = heads->cbegin(); head != heads->cend(); ++head) {
        if (m_heads.value(head.key()) != head.value())
            moved << head.key();
    }
    m_heads = *heads;
    if (std::exchange(m_looked, true) && !moved.isEmpty())
        m_moved(moved);
    return true;
}

} // namespace server
