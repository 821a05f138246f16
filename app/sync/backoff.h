// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QRandomGenerator>
#include <QtGlobal>
#include <algorithm>

namespace app {

/// How long to wait after a failure: decorrelated jitter, so that the counters of a district that lost the centre at the
/// same moment do not come back at the same moment. Grows threefold at most from one failure to the next.
class Backoff
{
public:
    static constexpr qint64 shortestMs = 1'000;

    /// The next pause, at least shortestMs and at most `longestMs`.
    qint64 nextMs(QRandomGenerator &random, qint64 longestMs)
    {
        const qint64 ceiling = std::max(m_lastMs, shortestMs) * 3;
        m_lastMs = std::min(longestMs, shortestMs + random.bounded(ceiling - shortestMs + 1));
        return m_lastMs;
    }
    void reset() { m_lastMs = 0; }

private:
    qint64 m_lastMs = 0;
};

} // namespace app
