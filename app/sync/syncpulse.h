// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/syncagent.h"
#include <QTimer>

namespace app {

/// Drives an agent by the machine's own time: calls tick() whenever the agent wants it.
class SyncPulse : public QObject
{
    Q_OBJECT
public:
    explicit SyncPulse(SyncAgent &agent, QObject *parent = nullptr);
    /// Milliseconds on a clock that is never set; what Options::monotonicMs is made of.
    static qint64 monotonicMs();

private:
    void arm();

    SyncAgent &m_agent;
    QTimer m_timer;
};

} // namespace app
