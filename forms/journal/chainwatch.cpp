// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/journal/chainwatch.h"
#include "forms/shared/desk.h"

namespace forms {

namespace {
constexpr int biteRows = 100, biteEveryMs = 20;
} // namespace

ChainWatch::ChainWatch(Desk &desk) : QObject(&desk), m_desk(desk), m_audit(desk.office())
{
    m_work.setInterval(biteEveryMs);
    connect(&m_work, &QTimer::timeout, this, &ChainWatch::bite);
}

ChainWatch *ChainWatch::of(const Desk &desk)
{
    return desk.findChild<ChainWatch *>(QString(), Qt::FindDirectChildrenOnly);
}

void ChainWatch::check()
{
    m_audit.restart();
    m_work.start();
    Q_EMIT changed();
}

void ChainWatch::goOn()
{
    if (isBusy() || !m_audit.verdict().isSound())
        return;
    m_audit.resume();
    m_work.start();
}

void ChainWatch::bite()
{
    const bool wasDone = m_audit.verdict().isDone;
    if (m_audit.step(biteRows))
        return;
    m_work.stop();
    if (!wasDone && !m_audit.verdict().isSound())
        m_desk.say(Tone::Problem, words());
    Q_EMIT changed();
}

QString ChainWatch::words() const
{
    const office::CounterVerdict &verdict = m_audit.verdict();
    if (isBusy())
        return tr("The journal is being checked: %L1 acts so far").arg(verdict.rows);
    switch (verdict.fault) {
    case office::CounterVerdict::Fault::None:
        return verdict.isDone ? tr("Journal checked: %L1 acts, chained and signed without a gap").arg(verdict.rows) : QString();
    case office::CounterVerdict::Fault::Changed:
        return tr("The journal of this window was tampered with: act %1 says something else than when it was signed. Call the security administrator; do not reinstall.").arg(verdict.n);
    case office::CounterVerdict::Fault::Removed:
        return tr("The journal of this window was tampered with: acts were removed (%1). Call the security administrator; do not reinstall.").arg(verdict.n);
    case office::CounterVerdict::Fault::Unsigned:
        return tr("The journal of this window was tampered with: act %1 was not signed by this device. Call the security administrator; do not reinstall.").arg(verdict.n);
    }
    Q_UNREACHABLE();
}

} // namespace forms
