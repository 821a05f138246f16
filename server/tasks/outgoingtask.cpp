// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/outgoingtask.h"
#include "office/office.h"
#include "server/outgoing/filechannel.h"
#include "server/outgoing/httpchannel.h"

namespace server {
using namespace Qt::StringLiterals;

OutgoingTask::OutgoingTask(std::function<std::unique_ptr<office::Office>()> open, OutgoingTray &tray, const Partners &partners, const QString &folder,
                           std::function<QDateTime()> clock)
    : m_open(std::move(open)),
      m_round(tray, [=, this](const QString &channel) { return channelFor(channel, partners, folder, clock, &m_stopping); }, messageWords(), [this] { return !m_stopping; })
{
    m_thread = std::thread([this] { work(); });
}

OutgoingTask::~OutgoingTask()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void OutgoingTask::work()
{
    constexpr auto pause = std::chrono::seconds(2);
    std::unique_ptr<office::Office> office;
    for (;;) {
        std::unique_lock lock(m_mutex);
        if (m_wake.wait_for(lock, pause, [this] { return m_stopping.load(); }))
            return;
        lock.unlock();
        if (!office)
            office = m_open(); // a refusal is in the log; the next round tries again
        if (office)
            m_round.work(*office);
    }
}

std::unique_ptr<Channel> channelFor(const QString &channel, const Partners &partners, const QString &folder, const std::function<QDateTime()> &clock,
                                    const std::atomic<bool> *stopping)
{
    const Partner *partner = partners.of(channel);
    if (partner && !partner->url.isEmpty())
        return std::make_unique<HttpChannel>(*partner, clock, stopping);
    return std::make_unique<FileChannel>(folder, channel);
}

} // namespace server
