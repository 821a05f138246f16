// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QHash>
#include <chrono>
#include <mutex>

namespace server {

/// How many requests each of many may make: an allowance (token bucket) for each name, an address or a device. Thread-safe;
/// the time is passed in.
class RequestRates
{
public:
    struct Rate
    {
        double perSecondMax = 0;              ///< on the long run; 0 = not limited
        int burstMax = 0;                     ///< after a pause
    };
    using Time = std::chrono::steady_clock::time_point;

    explicit RequestRates(Rate rate) : m_rate(rate) {}

    /// Takes one request out of the allowance of `who`: 0 when it may pass, else the whole seconds (≥ 1) until it may.
    int secondsToWait(const QByteArray &who, Time now);

private:
    struct Allowance
    {
        double requests = 0;
        Time filled;
    };
    void forgetRested(Time now);
    double allowed(const Allowance &allowance, Time now) const;

    const Rate m_rate;
    std::mutex m_mutex;
    QHash<QByteArray, Allowance> m_allowanceOf;
    qsizetype m_sweepAt = 1024;
};

} // namespace server
