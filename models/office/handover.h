// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/staff/delegation.h"
#include "domain/staff/staff.h"
#include "storage/workstore.h"

namespace office {

class Office;
using storage::WorkRow;

/// 请假替岗: who stands in for whom, and what is handed over.
class HandOver
{
public:
    explicit HandOver(Office &office) : m_office(office) {}
    /// Deputies that are named, the last to end first; for one person's own leave, or everybody's (empty id).
    QList<domain::Delegation> delegations(const QString &staffId) const;
    /// What somebody leaves behind: first what they have in hand, then what nobody in their departments has taken yet; the most
    /// urgent first.
    QList<WorkRow> list(const domain::Staff &staff) const;
    /// Who may be named as a deputy, or go on leave: everybody who decides, by name.
    QList<domain::Staff> approvers() const;

private:
    Office &m_office;
};

} // namespace office
