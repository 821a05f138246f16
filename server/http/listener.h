// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include "server/http/admission.h"
#include "server/http/message.h"
#include "server/http/requestrates.h"
#include <QDateTime>
#include <QList>
#include <chrono>

namespace server {

/// The centre's door on the network: HTTP/1.1, plain on this machine, TLS elsewhere. It reads requests within strict
/// limits of size, time and number, hands each to a worker of its lane, holds long polls without a thread, and writes
/// the answers in order. What a request means is none of its business: that is Serving.
///
/// Requests the listener refuses itself get an RFC 9457 problem with a code "request.…" or "server.…"; a framing that
/// could be read in two ways is never guessed at, but refused and the connection closed.
class Listener
{
public:
    /// What is known of one request for the log: neither bodies nor query strings nor paths, which may name a person.
    struct AccessRecord
    {
        QDateTime at;                         ///< UTC, when the request had begun
        QByteArray id;                        ///< of the request; the client was told it too
        QByteArray peer;
        QByteArray method;                    ///< empty when the request was not understood
        QString route;                        ///< the pattern ("/v1/documents/{id}"); empty when there is none
        int status = 0;
        QString device;                       ///< who asked, when the service knows
        QStringList codes;                    ///< what was refused, of a push also single acts
        qint64 bytesIn = 0;                   ///< of the body
        qint64 bytesOut = 0;                  ///< of the body
        qint64 microseconds = 0;              ///< from the first byte read to the last byte written
        bool secure = false;
        bool delivered = false;               ///< false: the client was gone before it had the answer
    };

    struct Limits
    {
        using Duration = std::chrono::milliseconds;

        Admission::Limits admission;
        RequestRates::Rate addressRate{500, 2000}; ///< requests of one address; more: 429
        int headerBytesMax = 16 * 1024;       ///< request line and fields; more: 431
        int targetBytesMax = 8 * 1024;        ///< more: 414
        qint64 bodyBytesTotalMax = 256 << 20; ///< of all requests being read or answered; more: 503
        Duration headerTime{10'000};          ///< for a whole header, and for the TLS handshake
        Duration transferGrace{10'000};       ///< from then on a body (or an answer taken by the client) must keep …
        int transferBytesPerSecondMin = 1024; ///< … this rate on the average
        Duration idleTime{60'000};            ///< between two requests of a connection
        Duration lingerTime{2'000};           ///< for a client to take the last answer and close …
        qint64 lingerBytesMax = 8 << 20;      ///< … and so much of what it still sends is read and thrown away meanwhile
        int waitSecondsMax = 60;              ///< a long poll is answered after this, whatever the service says
        int networkThreads = 2;
        int readThreads = 4;
        int readQueueMax = 512;
        int writeThreads = 1;                 ///< more only where the database takes several writers
        int writeQueueMax = 512;
        int signInThreads = 2;
        int signInQueueMax = 32;
        Duration restInterval{10'000};        ///< between two calls of Service::rest()
    };

    struct Options
    {
        QString address = QStringLiteral("127.0.0.1");  ///< a literal IPv4 or IPv6 address
        quint16 port = 0;                     ///< 0 = any free one, see port()
        QString certificateFile;              ///< PEM, the whole chain; empty = plain HTTP, on loopback addresses only
        QString keyFile;                      ///< PEM
        /// Addresses of reverse proxies: their X-Forwarded-For and X-Forwarded-Proto are believed, and the limits per
        /// address are applied to the client behind them.
        QList<QByteArray> proxies;
        Limits limits;
        /// Called after each request, on a network thread: must be quick and thread-safe. May be empty.
        std::function<void(const AccessRecord &)> log;
    };

    /// What is going on just now (for /healthz and statistics).
    struct Load
    {
        int connections = 0;
        int postponed = 0;                    ///< long polls laid aside
        int queued = 0;                       ///< requests waiting for a worker
        qint64 bodyBytes = 0;                 ///< bodies held in memory
    };

    Listener(Options options, Serving serving);
    /// Closes everything at once; call drain() before to let requests end.
    ~Listener();
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    /// Opens the door; the services are made when it returns. Once only. Refusals: listener.plain-refused {address},
    /// listener.address-unusable {address, port, reason}, listener.certificate-unusable {file, reason},
    /// listener.service-failed {reason}.
    domain::Result<domain::Done> start();
    /// The port listened on, 0 before start().
    quint16 port() const;
    /// New documents were committed in these scopes: long polls on them are run again. Thread-safe; cheap.
    void headsMoved(const QStringList &scopes);
    enum class Reload { Always, IfChanged };
    /// Reads certificate and key again, for connections from now on; who is in stays in. When the files are unusable (half
    /// of them was exchanged, say) the old ones stay in force and the reason is logged as a warning. Thread-safe.
    void reloadCertificate(Reload when = Reload::Always);
    /// For SIGTERM: accepts nobody any more, answers what has begun (long polls at once), closes, and returns when the
    /// last connection is gone or the time is up. Blocks the caller; not to be called from a service.
    void drain(int secondsMax);
    Load load() const;

private:
    class Engine;
    std::unique_ptr<Engine> m_engine;
};

} // namespace server
