// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "office/archive.h"
#include "office/office.h"

namespace office {

/// What supervisors and administrators must look at, at the centre: refused work of their district that nobody has dealt with,
/// even when its window is gone; and erased documents that some device may still hold (sync.md §4, §7).
class CentreOversight
{
public:
    explicit CentreOversight(Office &office) : m_office(office) {}

    struct Refused { JournalRow row; QString device; };
    struct Page { QList<Refused> rows; std::optional<qint64> before; };
    /// Open refused operations done at places of these scopes, newest first, below `before` (0: from the newest).
    Page refused(const QStringList &scopes, qint64 before, int limit) const;
    /// The supervisor's word on one: "redone", "handed-over" or "dropped" with a reason. It is journalled as an act of the
    /// supervisor. Refusals: attention.unknown, attention.closed, returned.reason-lacking, operation.malformed, operation.not-allowed.
    domain::Result<domain::Done> close(const QString &operationId, const QStringList &scopes, const Actor &supervisor, const QString &how, const QString &reason);

    struct Behind { QString device, name; qint64 seq = 0; QDateTime lastContact; bool revoked = false; };
    struct Erased { QString doc, scope; qint64 seq = 0; QDateTime at; QString reason; QList<Behind> open; };
    /// Documents erased in these scopes, with the devices that have not surely read so.
    QList<Erased> erasures(const QStringList &scopes) const;

private:
    bool isOf(const domain::Operation &operation, const QStringList &scopes) const;
    Office &m_office;
};

} // namespace office
