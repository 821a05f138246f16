// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/lane.h"
#include "office/counterscopes.h"

namespace app {

/// Takes off what may not be held here any more, some documents at a time, between a clerk's acts. It needs no centre.
class TidyLane : public Lane
{
public:
    explicit TidyLane(Link &link) : Lane(link), m_scopes(link.office) {}

    void count();

    std::optional<qint64> dueMs() const override;
    void begin() override;

private:
    office::CounterScopes m_scopes;
    bool m_isDropping = false;
    bool m_isScrubbing = true; ///< perhaps: found out at the first step
};

} // namespace app
