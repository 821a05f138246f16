// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/syncpulse.h"
#include <QElapsedTimer>

namespace app {

SyncPulse::SyncPulse(SyncAgent &agent, QObject *parent) : QObject(parent), m_agent(agent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_agent.tick();
        arm();
    });
    connect(&agent, &SyncAgent::wakeupChanged, this, &SyncPulse::arm);
    arm();
}

qint64 SyncPulse::monotonicMs()
{
    QElapsedTimer now;
    now.start();
    return now.msecsSinceReference();
}

void SyncPulse::arm()
{
    const std::optional<qint64> next = m_agent.nextWakeupMs();
    if (!next)
        return m_timer.stop();
    constexpr qint64 hourMs = 3'600'000;
    m_timer.start(int(std::clamp<qint64>(*next - monotonicMs(), 0, hourMs)));
}

} // namespace app
