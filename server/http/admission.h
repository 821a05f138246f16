// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QHash>
#include <mutex>

namespace server {

/// The porter of the centre: how many connections may be open at once, in all and from one address. Thread-safe.
class Admission
{
public:
    struct Limits
    {
        int connectionsMax = 4000;
        int connectionsPerAddressMax = 1000;
    };

    explicit Admission(Limits limits) : m_limits(limits) {}

    /// A connection came. False: the house is full for it, and leave() must not be called. An empty address (a trusted
    /// reverse proxy) counts in the total only.
    bool enter(const QByteArray &address);
    /// A connection that had entered is gone.
    void leave(const QByteArray &address);
    /// Connections inside.
    int connections() const;

private:
    const Limits m_limits;
    mutable std::mutex m_mutex;
    int m_connections = 0;
    QHash<QByteArray, int> m_connectionsOf;
};

} // namespace server
