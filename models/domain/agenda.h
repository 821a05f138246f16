// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDateTime>
#include <QList>
#include <QString>

namespace domain {

/// What the clock will do to a document if nobody does anything before: the centre then does `act` to it, telling it `entry`.
/// Reminders, lapses, escalations are nothing else; the act moves its document's agenda on.
struct AgendaEntry
{
    QString entry; ///< unique within the document, "notice", "supplement:lease#2:half"
    QString act;   ///< operation type, "case.deem"
    QDateTime at;  ///< UTC; done at or after it
    bool operator==(const AgendaEntry &) const = default;
};
using Agenda = QList<AgendaEntry>;

} // namespace domain
