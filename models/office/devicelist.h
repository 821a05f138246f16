// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"

namespace office {

/// A terminal as an administrator sees it.
struct DeviceFacts
{
    QString id, name, place;          ///< place: document id of its hall; empty: it came without a code
    QDateTime keySince;               ///< when its present key was made known; invalid: not on record
    QDateTime revokedAt, wipedAt;     ///< shut out; said that it holds nothing any more
    QString revokedBy, reason;        ///< staff id, and why
    bool isRevoked() const { return revokedAt.isValid(); }
};

/// The devices of a district and those of no hall, by name; those in use first.
QList<DeviceFacts> devicesOf(const Office &office, const QString &district);

} // namespace office
