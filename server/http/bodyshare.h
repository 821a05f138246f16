// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>
#include <atomic>

namespace server {

/// The bytes of body one request holds in memory, counted against what all requests together may hold: a thousand
/// clients that each send what their route allows must not fill the machine.
class BodyShare
{
public:
    BodyShare(std::atomic<qint64> &total, qint64 totalMax) : m_total(total), m_totalMax(totalMax) {}
    ~BodyShare() { m_total -= m_held; }
    BodyShare(const BodyShare &) = delete;
    BodyShare &operator=(const BodyShare &) = delete;

    /// Counts some more bytes. False: all together would be too many; then they are not counted.
    [[nodiscard]] bool take(qint64 bytes)
    {
        if (m_total.fetch_add(bytes) + bytes > m_totalMax) {
            m_total -= bytes;
            return false;
        }
        m_held += bytes;
        return true;
    }

private:
    std::atomic<qint64> &m_total;
    const qint64 m_totalMax;
    qint64 m_held = 0;
};

} // namespace server
