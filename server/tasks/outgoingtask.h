// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/outgoing/partners.h"
#include "server/tasks/background.h"
#include "server/tasks/outgoing.h"

namespace server {

/// The thread that sends, with a reading connection of its own. Its end gives up a conversation that is under way; the partner hears the
/// same again after the next start.
class OutgoingTask
{
public:
    /// `open` makes the reading office; `folder`: for channels without a partner.
    OutgoingTask(std::function<std::unique_ptr<office::Office>()> open, OutgoingTray &tray, const Partners &partners, const QString &folder, std::function<QDateTime()> clock);

private:
    OutgoingRound m_round;
    Background m_background; ///< last: it uses the round
};

/// How a channel is spoken to: by HTTP where a partner is named for it, else into a file.
std::unique_ptr<Channel> channelFor(const QString &channel, const Partners &partners, const QString &folder, const std::function<QDateTime()> &clock,
                                    const std::atomic<bool> *stopping = nullptr);

} // namespace server
