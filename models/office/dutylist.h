// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/dutystore.h"

namespace office {

class Office;
using storage::DutyFilter;
using storage::DutyRow;

/// What is owed to cases, for reading. A storage fault gives nothing and is told through Office::faulted.
class DutyList
{
public:
    explicit DutyList(Office &office) : m_office(office) {}
    /// The most urgent first.
    QList<DutyRow> list(const DutyFilter &filter, int limit) const;
    int count(const DutyFilter &filter) const;

private:
    Office &m_office;
};

} // namespace office
