// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/outgoing/partners.h"
#include "server/tasks/outgoing.h"
#include <condition_variable>
#include <thread>

namespace server {

/// The thread that sends, with a reading connection of its own.
class OutgoingTask
{
public:
    /// `open` makes the reading office; `folder`: for channels without a partner.
    OutgoingTask(std::function<std::unique_ptr<office::Office>()> open, OutgoingTray &tray, const Partners &partners, const QString &folder, std::function<QDateTime()> clock);
    /// Gives up a conversation that is under way; its partner hears the same again after the next start.
    ~OutgoingTask();
    OutgoingTask(const OutgoingTask &) = delete;
    OutgoingTask &operator=(const OutgoingTask &) = delete;

private:
    void work();
    const std::function<std::unique_ptr<office::Office>()> m_open;
    std::atomic<bool> m_stopping = false;
    OutgoingRound m_round;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::thread m_thread; ///< last: it uses the others
};

/// How a channel is spoken to: by HTTP where a partner is named for it, else into a file.
std::unique_ptr<Channel> channelFor(const QString &channel, const Partners &partners, const QString &folder, const std::function<QDateTime()> &clock,
                                    const std::atomic<bool> *stopping = nullptr);

} // namespace server
