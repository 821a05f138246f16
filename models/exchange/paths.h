// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <QUrl>

namespace exchange {

/// The endpoints (docs/openapi.yaml describes them). Functions fill in an id, percent-encoded.
inline constexpr QStringView signInPath = u"/v1/sign-in";             ///< POST SignInRequest → SignInAnswer
inline constexpr QStringView renewPath = u"/v1/sign-in:renew";        ///< POST RenewRequest → SignInAnswer
inline constexpr QStringView helloPath = u"/v1/hello";                ///< GET → Hello
inline constexpr QStringView streamsPath = u"/v1/streams";            ///< …/{stream}/operations: POST PushBatch → PushAnswer; GET ?after=n → PushAnswer
inline constexpr QStringView changesPath = u"/v1/changes";            ///< POST ChangesRequest → NDJSON
inline constexpr QStringView numberLeasesPath = u"/v1/number-leases"; ///< POST NumberLeaseRequest → NumberLease; …/{id}:return: POST NumberLeaseReturn
inline constexpr QStringView documentsPath = u"/v1/documents";        ///< …/{id}: GET → Document
inline constexpr QStringView scopesPath = u"/v1/scopes";              ///< …/{scope}/digest: GET ?at=n[&bucket=b] → ScopeDigest, ScopeBucket
inline constexpr QStringView enrolPath = u"/v1/devices:enroll";       ///< POST EnrolRequest → EnrolAnswer, without a token
inline constexpr QStringView rotateKeyPath = u"/v1/devices/self/keys:rotate"; ///< POST KeyRotation → SignInAnswer
inline constexpr QStringView unlockKeyPath = u"/v1/devices/self/unlock-key"; ///< POST UnlockKey → {}
inline constexpr QStringView enrolmentCodesPath = u"/v1/devices/enrolment-codes"; ///< POST EnrolmentCodeRequest → EnrolmentCode
inline constexpr QStringView attentionPath = u"/v1/attention";        ///< GET ?before=n&limit=n → AttentionPage; …/{operation}:close: POST AttentionClosing
inline constexpr QStringView erasuresPath = u"/v1/erasures";          ///< GET → Erasures
inline constexpr QStringView searchPath = u"/v1/search";              ///< GET ?q=…&limit=n → Found
inline constexpr QStringView eventsPath = u"/v1/events";              ///< GET → text/event-stream: heads that moved
inline constexpr QStringView healthPath = u"/healthz";                ///< GET, without a token

/// Every request but sign-in, renewal, enrolment and health carries "Authorization: Bearer <token>"; each of those that do, and sign-in and
/// renewal, carries the device's proof (proof.h).
inline constexpr char authorizationHeader[] = "Authorization";
inline constexpr char bearerPrefix[] = "Bearer ";
/// The centre's time when it wrote the answer, UTC with milliseconds ("2026-11-03T01:12:44.120Z"), on every answer.
inline constexpr char timeHeader[] = "OneWindow-Time";

inline QString pathSegment(const QString &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}
inline QString operationsPath(const QString &stream)
{
    return streamsPath + u'/' + pathSegment(stream) + u"/operations";
}
inline QString reconcilePath(const QString &stream)
{
    return streamsPath + u'/' + pathSegment(stream) + u":reconcile";
}
/// With bucket < 0 the whole digest.
inline QString digestPath(const QString &scope, qint64 at, int bucket = -1)
{
    const QString path = scopesPath + u'/' + pathSegment(scope) + u"/digest?at=" + QString::number(at);
    return bucket < 0 ? path : QString(path + u"&bucket=" + QString::number(bucket));
}
/// POST, without a token: this device was revoked, and has destroyed what it held.
inline QString wipedPath(const QString &device)
{
    return QString(u"/v1/devices/" + pathSegment(device) + u":wiped");
}
inline QString attentionClosePath(const QString &operation)
{
    return attentionPath + u'/' + pathSegment(operation) + u":close";
}
inline QString leaseReturnPath(const QString &lease)
{
    return numberLeasesPath + u'/' + pathSegment(lease) + u":return";
}
inline QString documentPath(const QString &id)
{
    return documentsPath + u'/' + pathSegment(id);
}

} // namespace exchange
