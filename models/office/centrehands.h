// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>

namespace office {

class Store;

/// Who has sat at which device, at the centre. A window sends the work of everybody who worked at it, and the device vouches
/// for their names; it may vouch for nobody who never signed in there. Members throw what the database throws.
class CentreHands
{
public:
    explicit CentreHands(Store &store) : m_store(store) {}
    /// That somebody has signed in at a device, with password and factor. It holds for good: work of that day may come years later.
    void note(const QString &staff, const QString &device, const QDateTime &now);
    /// Whether a device may bring what somebody did at that legal time. What is older than this record is taken on its word.
    bool isHand(const QString &staff, const QString &device, const QDateTime &legal, const QDateTime &now);
    /// The record itself may have gone back in time, with the database: whatever was done until now is taken on the device's word.
    void beginAnew(const QDateTime &now);

private:
    QDateTime since(const QDateTime &now);
    Store &m_store;
};

} // namespace office
