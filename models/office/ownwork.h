// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/archive.h"
#include "office/office.h"

namespace office {

/// What a person may see of the work done at this window: their own. Of a colleague's a supervisor or chief clerk sees how much is
/// not settled, and what came back, which is theirs to deal with (returned.close reaches so far).
class OwnWork
{
public:
    OwnWork(Office &office, const Actor &who) : m_office(office), m_who(who) {}

    /// What they did here, newest first, before row `beforeSeq` (0: from the newest).
    QList<JournalRow> journal(qint64 beforeSeq, int limit) const;
    /// What the centre refused and they have to deal with.
    QList<ReturnedOperation> returned() const;

    struct Unsettled { QString staffId, name; int pending = 0, returned = 0; };
    /// Numbers of everybody's unsent and returned work for whoever answers for it; empty for the others.
    QList<Unsettled> unsettled() const;

private:
    bool answersForOthers() const;
    Office &m_office;
    Actor m_who;
};

} // namespace office
