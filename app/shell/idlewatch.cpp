// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/idlewatch.h"
#include <QCoreApplication>
#include <QEvent>

namespace app {

IdleWatch::IdleWatch(std::function<qint64()> monotonicMs, QObject *parent) : QObject(parent), m_monotonicMs(std::move(monotonicMs)), m_touchedMs(m_monotonicMs())
{
    constexpr int lookMs = 5000;
    m_timer.setInterval(lookMs);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::check);
    QCoreApplication::instance()->installEventFilter(this);
}

void IdleWatch::setMinutes(int minutes)
{
    m_minutes = minutes;
    m_touchedMs = m_monotonicMs();
    m_said = false;
    minutes > 0 ? m_timer.start() : m_timer.stop();
}

void IdleWatch::check()
{
    constexpr qint64 minuteMs = 60'000;
    if (m_minutes == 0 || m_said || m_monotonicMs() - m_touchedMs < m_minutes * minuteMs)
        return;
    m_said = true;
    Q_EMIT idle();
}

bool IdleWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::InputMethod:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletMove:
        check(); // a touch that comes too late finds the terminal locked, whenever the timer last looked
        m_touchedMs = m_monotonicMs();
        m_said = false;
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace app
