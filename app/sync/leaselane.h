// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/lane.h"

namespace app {

/// Holds receipt numbers in reserve, so that a day without the centre is a day like any other.
class LeaseLane : public Lane
{
public:
    explicit LeaseLane(Link &link) : Lane(link) {}

    /// Counts how many numbers are left.
    void count();
    /// A new stream: what was asked for the old one is of no use.
    void streamChanged() { m_request.clear(); }

    std::optional<qint64> dueMs() const override;
    void begin() override;
    void forget() override;

private:
    void taken(const Reply<domain::NumberLease> &reply);

    QString m_request, m_series;
    std::optional<int> m_count;
};

} // namespace app
