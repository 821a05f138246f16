// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/proofs.h"
#include "domain/jsontime.h"
#include "exchange/proof.h"
#include "office/devicekey.h"
#include <QCryptographicHash>
#include <cstring>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

/// Sixty-four bits will do: two that meet by chance cost the second device one more round.
quint64 markOf(const exchange::Proof &proof, const QByteArray &deviceKey)
{
    const QByteArray hash = QCryptographicHash::hash(QByteArray(deviceKey + proof.nonce), QCryptographicHash::Sha256);
    quint64 mark = 0;
    std::memcpy(&mark, hash.constData(), sizeof mark);
    return mark;
}

domain::Refusal stale(qint64 nowMs)
{
    return refuse(u"proof.stale", {{u"time"_s, domain::instantText(QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC))}});
}

} // namespace

Result<Done> Proofs::check(const Request &request, const QByteArray &token, const QByteArray &deviceKey, const QDateTime &now)
{
    const QByteArray header = request.header("onewindow-proof");
    if (header.isEmpty())
        return refuse(u"proof.lacking");
    const auto proof = exchange::decodeProof(header);
    if (!proof)
        return refuse(u"proof.wrong");
    const qint64 nowMs = now.toMSecsSinceEpoch();
    if (std::abs(proof->atMs - nowMs) > toleranceMs)
        return stale(nowMs);
    const QByteArray message = exchange::proofMessage(request.isHead ? QByteArray("HEAD") : request.method, request.target, request.body, token, proof->atMs, proof->nonce);
    if (!office::DeviceKey::verify(deviceKey, message, proof->signature))
        return refuse(u"proof.wrong");
    return remember(proof->atMs, markOf(*proof, deviceKey), nowMs);
}

Result<Done> Proofs::remember(qint64 atMs, quint64 mark, qint64 nowMs)
{
    const std::lock_guard lock(m_mutex);
    m_floorMs = std::min(m_floorMs, nowMs); // this server's own clock was set back: nobody is kept out until it has caught up
    const auto drop = [this](auto step) {
        m_count -= qsizetype(step->second.size());
        m_floorMs = std::max(m_floorMs, step->first + stepMs);
        return m_seen.erase(step);
    };
    while (!m_seen.empty() && m_seen.begin()->first + stepMs <= nowMs - toleranceMs)
        drop(m_seen.begin());
    if (m_count >= rememberedMax)
        drop(m_seen.begin());
    if (atMs < m_floorMs)
        return stale(nowMs);
    if (!m_seen[atMs - atMs % stepMs].insert(mark).second)
        return refuse(u"proof.replayed");
    ++m_count;
    return Done{};
}

void Proofs::begin(const QDateTime &now)
{
    const std::lock_guard lock(m_mutex);
    m_floorMs = now.toMSecsSinceEpoch();
}

qsizetype Proofs::remembered() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

} // namespace server
