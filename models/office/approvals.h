// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/staff/staff.h"
#include "storage/workstore.h"

namespace office {

class Office;
using storage::WorkFilter;
using storage::WorkRow;

/// The departments' queues, for reading. A storage fault gives nothing and is told through Office::faulted.
class Approvals
{
public:
    explicit Approvals(Office &office) : m_office(office) {}
    /// The most urgent first.
    QList<WorkRow> queue(const WorkFilter &filter, int limit) const;
    int count(const WorkFilter &filter) const;
    /// Staff id of who works on a step; empty: nobody, or it may not be known here.
    QString holderOf(const QString &caseId, const QString &step) const;
    /// Who else decides for a department, by name.
    QList<domain::Staff> colleagues(const QString &department, const QString &exceptStaffId) const;

private:
    Office &m_office;
};

} // namespace office
