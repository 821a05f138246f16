// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/transport.h"
#include <QHash>
#include <QNetworkAccessManager>
#include <QSslConfiguration>
#include <QUrl>
#include <memory>

namespace app {

class HttpCall;
struct HttpCallEnd;

/// The centre over HTTP/1.1: the only QNetworkAccessManager of the program. https, or http on loopback addresses alone; no
/// proxies, no redirects, no cookies, no cache; every phase of a call has a deadline.
class HttpTransport : public Transport
{
    Q_OBJECT
public:
    struct Deadlines
    {
        int connectMs = 10'000;      ///< until the request is on its way: name, TCP, TLS
        int signInConnectMs = 5'000; ///< the same for a sign-in, where somebody waits for it
        int firstByteMs = 30'000;    ///< from there to the head of the answer; a long poll's wait is added
        int stallMs = 20'000;        ///< between two pieces of a body, up or down
        int totalMs = 180'000;       ///< the whole call; a long poll's wait is added
    };
    struct Options
    {
        QUrl centre;     ///< "https://centre.example:8443", a path before "/v1" is kept
        QString caFile;  ///< PEM of the authority the centre's certificate must come from; empty: those of the system
        Deadlines deadlines;
        std::function<qint64()> clockMs = QDateTime::currentMSecsSinceEpoch; ///< this machine's, wrong as it may be; UTC
        qint64 bodyBytesMax = 16 * 1024 * 1024; ///< of an answer that is read whole
    };
    /// Refuses with transport.address-malformed {address}, transport.plain-refused {host}, transport.ca-unreadable {file}.
    static domain::Result<std::unique_ptr<HttpTransport>> make(const Options &options);
    ~HttpTransport() override;

    /// The signature of this device (64 bytes), by which every request proves where it comes from. Without one they are sent bare.
    void setSigner(std::function<QByteArray(const QByteArray &message)> sign) { m_sign = std::move(sign); }
    void setToken(const QString &token) override { m_token = token; }
    CallId signIn(const exchange::SignInRequest &request, Ended<exchange::SignInAnswer> ended) override;
    CallId renew(const exchange::RenewRequest &request, Ended<exchange::SignInAnswer> ended) override;
    CallId hello(Ended<exchange::Hello> ended) override;
    CallId push(const QString &stream, const domain::PushBatch &batch, Ended<domain::PushAnswer> ended) override;
    CallId changes(const exchange::ChangesRequest &request, std::function<void(const domain::ScopePage &)> page,
                   Ended<ChangesEnd> ended) override;
    CallId numberLease(const exchange::NumberLeaseRequest &request, Ended<domain::NumberLease> ended) override;
    CallId request(const WireRequest &request, std::function<void(qint64 done, qint64 total)> progress, Ended<WireAnswer> ended) override;
    void cancel(CallId call) override;
    void cancelAll() override;

private:
    struct Request;
    explicit HttpTransport(const Options &options);
    /// Sends a request whose answer is one JSON message.
    template<class T>
    CallId ask(const Request &request, domain::Result<T> (*decode)(QByteArrayView), Ended<T> ended);
    using Prepare = std::function<void(HttpCall &call)>;
    using HttpEnded = std::function<void(const HttpCall &call, const HttpCallEnd &end)>;
    /// Sends it, and once more when the centre takes the first proof for too old or seen: a wrong clock heals so.
    CallId send(const Request &request, const Prepare &prepare, const HttpEnded &ended);
    void attempt(CallId id, const std::shared_ptr<const Request> &request, const Prepare &prepare, const HttpEnded &ended, bool isFirst);
    HttpCall *start(const Request &request);
    QByteArray proofOf(const QNetworkRequest &message, const Request &request) const;
    void watchNetwork();

    Options m_options;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
    QString m_token;
    std::function<QByteArray(const QByteArray &)> m_sign;
    qint64 m_aheadMs = 0; ///< how far the centre's clock is ahead, as it last said when it took a proof for too old
    CallId m_lastCall = 0;
    QHash<CallId, HttpCall *> m_calls;
};

} // namespace app
