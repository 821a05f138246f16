// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QElapsedTimer>
#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace app {

/// Milliseconds since start(), those the machine slept included: every wait is measured by it, and a wall clock that was set
/// is told by it from a night's sleep.
class Uptime
{
public:
    void start() { m_begunMs = evenMs(); }
    qint64 elapsed() const { return evenMs() - m_begunMs; }

private:
    static qint64 evenMs()
    {
#ifdef Q_OS_LINUX
        timespec time{};
        if (clock_gettime(CLOCK_BOOTTIME, &time) == 0)
            return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
#endif
        QElapsedTimer timer;
        timer.start();
        return timer.msecsSinceReference();
    }
    qint64 m_begunMs = 0;
};

} // namespace app
