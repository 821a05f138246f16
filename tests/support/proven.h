// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "exchange/proof.h"
#include "server/http/message.h"
#include <QDateTime>
#include <QRandomGenerator>
#include <functional>

namespace support {

/// The header by which a request proves that it comes from the device whose signature `sign` gives (exchange/proof.h).
inline QByteArray proofOf(const QByteArray &method, const QByteArray &target, const QByteArray &body, const QByteArray &token, const QDateTime &now,
                          const std::function<QByteArray(const QByteArray &)> &sign)
{
    QByteArray random(exchange::proofNonceBytes, '\0');
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(random.data()), random.size() / qsizetype(sizeof(quint32)));
    return exchange::proofFor(method, target, body, token, now.toMSecsSinceEpoch(), random, sign);
}

/// Puts it on a request for the router, complete but for its target.
inline void prove(server::Request &request, const QDateTime &now, const std::function<QByteArray(const QByteArray &)> &sign)
{
    if (request.target.isEmpty())
        request.target = request.query.isEmpty() ? request.path : QByteArray(request.path + '?' + request.query);
    request.headers.insert("onewindow-proof", proofOf(request.isHead ? QByteArray("HEAD") : request.method, request.target, request.body, request.bearerToken(), now, sign));
}

} // namespace support
