// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/tidylane.h"

namespace app {

namespace {

constexpr qint64 pauseMs = 50;
constexpr qint64 scrubPauseMs = 3 * secondMs; // this is not urgent, and the clerk is

} // namespace

void TidyLane::count()
{
    m_isDropping = m_scopes.isDropping();
    m_isScrubbing = true;
}

std::optional<qint64> TidyLane::dueMs() const
{
    return m_isDropping || m_isScrubbing ? std::optional(notBeforeMs()) : std::nullopt;
}

void TidyLane::begin()
{
    if (m_isDropping) {
        const auto more = m_scopes.dropSome();
        if (!more)
            return failedHere(more.refusal());
        m_isDropping = *more;
        postpone(m_link.nowMs() + pauseMs);
    } else {
        m_isScrubbing = m_scopes.scrubSome();
        postpone(m_link.nowMs() + (m_isScrubbing ? scrubPauseMs : 0));
    }
}

} // namespace app
