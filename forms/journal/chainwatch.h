// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/counteraudit.h"
#include <QTimer>

namespace forms {

class Desk;

/// Looks through this window's journal at the start, after each rest what was added, and wholly when asked; a bite at a time, so that
/// nobody waits. What does not fit is said at once and stays said.
class ChainWatch : public QObject
{
    Q_OBJECT
public:
    explicit ChainWatch(Desk &desk);

    /// Everything from the beginning.
    void check();
    /// What was added since.
    void goOn();
    const office::CounterVerdict &verdict() const { return m_audit.verdict(); }
    bool isBusy() const { return m_work.isActive(); }
    /// The verdict in a sentence.
    QString words() const;
    /// The one of this desk; null: nobody watches.
    static ChainWatch *of(const Desk &desk);

Q_SIGNALS:
    void changed();

private:
    void bite();

    Desk &m_desk;
    office::CounterAudit m_audit;
    QTimer m_work;
};

} // namespace forms
