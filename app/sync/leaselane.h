// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/lane.h"
#include "office/counternumbers.h"

namespace app {

/// Holds receipt numbers in reserve, so that a day without the centre is a day like any other, and gives back what another
/// place or a past year left over.
class LeaseLane : public Lane
{
public:
    explicit LeaseLane(Link &link) : Lane(link), m_numbers(link.office) {}

    /// Counts how many numbers are left.
    void count();

    std::optional<qint64> dueMs() const override;
    void begin() override;

private:
    void taken(const Reply<domain::NumberLease> &reply);
    void returned(const Reply<WireAnswer> &reply);

    office::CounterNumbers m_numbers;
    std::optional<office::CounterNumbers::Wish> m_wish;
    std::optional<office::CounterNumbers::Return> m_return;
};

} // namespace app
