// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/outgoingtask.h"
#include "office/office.h"
#include "server/outgoing/filechannel.h"
#include "server/outgoing/httpchannel.h"

namespace server {
using namespace std::chrono_literals;

namespace {
constexpr Background::Rest pause = 2s;
} // namespace

OutgoingTask::OutgoingTask(std::function<std::unique_ptr<office::Office>()> open, OutgoingTray &tray, const Partners &partners, const QString &folder,
                           std::function<QDateTime()> clock)
    : m_round(tray, [=, this](const QString &channel) { return channelFor(channel, partners, folder, clock, &m_background.stopping()); }, messageWords(),
              [this] { return !m_background.stopping(); }),
      m_background(pause, [this, open = std::move(open)] {
          return [this, open, office = std::shared_ptr<office::Office>()]() mutable {
              if (!office)
                  office = open(); // a refusal is in the log; the next round tries again
              if (office)
                  m_round.work(*office);
              return pause;
          };
      })
{
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
