// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include "server/http/message.h"
#include <QDateTime>
#include <map>
#include <mutex>
#include <unordered_set>

namespace server {

/// Checks that requests come from the device they say (exchange/proof.h), each once. What was seen is remembered for as long as it could be
/// shown again, in a bounded place: when that is full the oldest is forgotten and nothing that old is believed any more, so a replay is
/// never taken. Thread-safe; one per server process. Each server remembers for itself: a request sent again to another one
/// is taken there, and means what it meant the first time, for every request of the wire may be repeated.
class Proofs
{
public:
    static constexpr qint64 toleranceMs = 120'000; ///< how far a device's clock may be off
    static constexpr qsizetype rememberedMax = 1'000'000; ///< proofs; 40 MB at most

    /// Refusals: proof.lacking, proof.wrong (of another device, or of another request), proof.stale {time: the centre's, so that
    /// the device can say it again at once}, proof.replayed.
    domain::Result<domain::Done> check(const Request &request, const QByteArray &token, const QByteArray &deviceKey, const QDateTime &now);
    /// This server begins: what was shown before it can't remember, and does not believe.
    void begin(const QDateTime &now);
    qsizetype remembered() const;

private:
    domain::Result<domain::Done> remember(qint64 atMs, quint64 mark, qint64 nowMs);

    static constexpr qint64 stepMs = 10'000;
    mutable std::mutex m_mutex;
    std::map<qint64, std::unordered_set<quint64>> m_seen; ///< by the step their time falls into
    qsizetype m_count = 0;
    qint64 m_floorMs = 0; ///< nothing older is believed
};

} // namespace server
