// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/publicguard.h"

namespace server {

namespace {
constexpr int windowSeconds = 60, askedMax = 30, missedMax = 5;
constexpr qsizetype addressesMax = 50'000;
} // namespace

int PublicGuard::waitSeconds(const QByteArray &address, const QDateTime &now) const
{
    const std::lock_guard lock(m_mutex);
    const auto minute = m_minutes.constFind(address);
    if (minute == m_minutes.cend() || (minute->asked < askedMax && minute->missed < missedMax))
        return 0;
    return std::max<int>(0, windowSeconds - int(minute->from.secsTo(now)));
}

void PublicGuard::note(const QByteArray &address, bool missed, const QDateTime &now)
{
    const std::lock_guard lock(m_mutex);
    if (m_minutes.size() >= addressesMax)
        m_minutes.removeIf([&](const auto &entry) { return entry.value().from.secsTo(now) >= windowSeconds; });
    Minute &minute = m_minutes[address];
    if (!minute.from.isValid() || minute.from.secsTo(now) >= windowSeconds)
        minute = {now, 0, 0};
    ++minute.asked;
    minute.missed += missed ? 1 : 0;
}

} // namespace server
