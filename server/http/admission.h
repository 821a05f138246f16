// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QHash>
#include <chrono>
#include <mutex>

namespace server {

/// The porter of the centre: how many connections may be open at once, in all and from one address, and how many
/// requests one address may make. Thread-safe; the time is passed in.
class Admission
{
public:
    struct Limits
    {
        int connectionsMax = 4000;
        int connectionsPerAddressMax = 1000;
        double requestsPerSecondMax = 500;    ///< of one address, on the long run; 0 = not limited
        int requestsBurstMax = 2000;          ///< of one address, after a pause
    };
    using Time = std::chrono::steady_clock::time_point;

    explicit Admission(Limits limits) : m_limits(limits) {}

    /// A connection came. False: the house is full for it, and leave() must not be called. An empty address (a trusted
    /// reverse proxy) counts in the total only.
    bool enter(const QByteArray &address);
    /// A connection that had entered is gone.
    void leave(const QByteArray &address);
    /// Takes one request out of the address's allowance: 0 when it may pass, else the whole seconds (≥ 1) until it may.
    int secondsToWait(const QByteArray &address, Time now);
    /// Connections inside.
    int connections() const;

private:
    struct Allowance
    {
        double requests = 0;
        Time filled;
    };
    void forgetRested(Time now);
    double allowed(const Allowance &allowance, Time now) const;

    const Limits m_limits;
    mutable std::mutex m_mutex;
    int m_connections = 0;
    QHash<QByteArray, int> m_connectionsOf;
    QHash<QByteArray, Allowance> m_allowanceOf;
    qsizetype m_sweepAt = 1024;
};

} // namespace server
