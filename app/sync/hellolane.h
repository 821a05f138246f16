// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/lane.h"

namespace app {

/// The centre's greeting: which history it tells, what it takes, which scopes are ours. Heard at the beginning and every
/// quarter of an hour, and whenever something sounds different.
class HelloLane : public Lane
{
public:
    HelloLane(Link &link, std::function<void(const QStringList &notices)> noticesChanged) : Lane(link), m_noticesChanged(std::move(noticesChanged)) {}

    /// Asks when it can.
    void greetSoon() { m_atMs = m_link.nowMs(); }
    /// The same, and nothing but the greeting is sent before.
    void greetAgain();

    std::optional<qint64> dueMs() const override;
    void begin() override;
    void forget() override;

private:
    void taken(const Reply<exchange::Hello> &reply);

    const std::function<void(const QStringList &)> m_noticesChanged;
    qint64 m_atMs = 0;
    QStringList m_notices;
};

} // namespace app
