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
        qint64 bodyBytesMax = 16 * 1024 * 1024; ///< of an answer that is read whole
    };
    /// Refuses with transport.address-malformed {address}, transport.plain-refused {host}, transport.ca-unreadable {file}.
    static domain::Result<std::unique_ptr<HttpTransport>> make(const Options &options);
    ~HttpTransport() override;

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
    HttpCall *start(const Request &request);
    CallId keep(HttpCall *call);
    void watchNetwork();

    Options m_options;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
    QString m_token;
    CallId m_lastCall = 0;
    QHash<CallId, HttpCall *> m_calls;
};

} // namespace app
