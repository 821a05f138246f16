// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <QTimer>
#include <functional>

namespace app {

/// Notices that nobody touches the terminal: no key, no movement of the mouse for so many minutes (等保2.0 三级 8.1.4.1). Sleep
/// counts as well: a lid that was shut over night finds the terminal locked.
class IdleWatch : public QObject
{
    Q_OBJECT
public:
    /// `monotonicMs` goes on while the machine sleeps.
    explicit IdleWatch(std::function<qint64()> monotonicMs, QObject *parent = nullptr);
    /// 0: watches no more.
    void setMinutes(int minutes);
    int minutes() const { return m_minutes; }
    /// Looks at the clock now; otherwise it does so by itself every few seconds.
    void check();

Q_SIGNALS:
    /// Once; again only after somebody has touched the terminal.
    void idle();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::function<qint64()> m_monotonicMs;
    QTimer m_timer;
    qint64 m_touchedMs = 0;
    int m_minutes = 0;
    bool m_said = false;
};

} // namespace app
