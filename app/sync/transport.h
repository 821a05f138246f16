// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "exchange/changes.h"
#include "exchange/session.h"
#include <QObject>
#include <functional>

namespace app {

/// Why a call to the centre gave nothing.
struct Failure
{
    enum class Kind {
        Refused,   ///< the centre said no: `refusal` is its problem, `status` its HTTP status
        Busy,      ///< the centre, or a proxy before it, can't now (429, 502, 503, 504); see retryAfterSeconds
        Offline,   ///< no way to the centre: no name, no route, nobody listening, broken off on the way
        TimedOut,  ///< silence past a deadline
        TlsFailed, ///< somebody without the right certificate
        NotOurs,   ///< answered, but not by the centre: a network's sign-in page, a redirect, something that is no HTTP
        Cancelled, ///< by cancel()
    };
    Kind kind = Kind::Offline;
    int status = 0;
    domain::Refusal refusal; ///< net.offline, net.timed-out {phase}, net.tls {reason}, net.not-ours {status, html}, net.busy {status}, net.cancelled, wire.*, or the centre's own
    std::optional<int> retryAfterSeconds;

    /// The centre was not reached, whatever was.
    bool isLoss() const { return kind != Kind::Refused && kind != Kind::Busy && kind != Kind::Cancelled; }
};

/// The centre's clock as an answer told it: true within `toleranceMs`.
struct CentreTime
{
    QDateTime time; ///< UTC; invalid when the answer did not tell
    qint64 toleranceMs = 0;
};

/// How a call ended.
template<class T>
struct Reply
{
    std::optional<T> value;
    Failure failure; ///< when there is no value
    CentreTime centreTime;

    bool ok() const { return value.has_value(); }
};

/// Any other request to the centre, and its answer.
struct WireRequest
{
    QByteArray method;
    QString path;                             ///< percent-encoded, with its query
    QMap<QByteArray, QByteArray> headers;
    QByteArray contentType, body;
    bool authorised = true;                   ///< sends the token
    qint64 answerBytesMax = 16 * 1024 * 1024; ///< a larger answer is given up
};
struct WireAnswer
{
    int status = 0;                           ///< 200 … 299
    QMap<QByteArray, QByteArray> headers;     ///< names in lower case
    QByteArray body;
};

/// The end of an answer to changes(); its pages were given before.
struct ChangesEnd
{
    std::optional<exchange::ScopeSetChange> scopeSetChange;
    QStringList wanted; ///< attachments ("sha256:…") the centre lacks and believes this device has
};

/// The way to the centre: HttpTransport, or a simulated one in tests. Every call gives an id at once and ends by exactly
/// one call back, from the event loop and never from within the call itself or cancel(): answer, refusal, failure or
/// cancellation, whichever comes first. Destroying the transport drops its calls without a word.
class Transport : public QObject
{
    Q_OBJECT
public:
    using CallId = quint64;
    template<class T>
    using Ended = std::function<void(const Reply<T> &)>;

    using QObject::QObject;

    /// The bearer token of the calls to come.
    virtual void setToken(const QString &token) = 0;
    virtual CallId signIn(const exchange::SignInRequest &request, Ended<exchange::SignInAnswer> ended) = 0;
    virtual CallId renew(const exchange::RenewRequest &request, Ended<exchange::SignInAnswer> ended) = 0;
    virtual CallId hello(Ended<exchange::Hello> ended) = 0;
    virtual CallId push(const QString &stream, const domain::PushBatch &batch, Ended<domain::PushAnswer> ended) = 0;
    /// `page` is called for each scope's page as soon as it is complete, one in a turn of the event loop.
    virtual CallId changes(const exchange::ChangesRequest &request, std::function<void(const domain::ScopePage &)> page,
                           Ended<ChangesEnd> ended) = 0;
    virtual CallId numberLease(const exchange::NumberLeaseRequest &request, Ended<domain::NumberLease> ended) = 0;
    /// Sends any request: what has no call of its own (first download, attachments, repair). `progress` hears how many bytes
    /// of the larger of both bodies are through (total 0: not known); it may be empty.
    virtual CallId request(const WireRequest &request, std::function<void(qint64 done, qint64 total)> progress, Ended<WireAnswer> ended) = 0;
    /// Gives a call up; unknown ids are ignored.
    virtual void cancel(CallId call) = 0;
    virtual void cancelAll() = 0;

Q_SIGNALS:
    /// The machine has a network again: worth a try at once.
    void networkUp();
};

} // namespace app
