// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <mutex>

namespace server {

/// Slows down strangers: thirty questions a minute from one address, and five that hit nothing. Thread-safe; one per server process.
class PublicGuard
{
public:
    /// Seconds to wait before this address may ask again; 0: now.
    int waitSeconds(const QByteArray &address, const QDateTime &now) const;
    void note(const QByteArray &address, bool missed, const QDateTime &now);

private:
    struct Minute { QDateTime from; int asked = 0, missed = 0; };
    mutable std::mutex m_mutex;
    QHash<QByteArray, Minute> m_minutes;
};

} // namespace server
