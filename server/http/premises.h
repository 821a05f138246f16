// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/admission.h"
#include "server/http/listener.h"
#include "server/http/requestrates.h"
#include "server/http/workers.h"
#include <array>
#include <atomic>
#include <condition_variable>

using SSL_CTX = struct ssl_ctx_st;

namespace server {

/// What all connections of one listener have in common, whichever thread they live on. Thread-safe.
class Premises
{
public:
    Premises(Listener::Options listenerOptions, Serving served);

    const Listener::Options options;
    const Serving serving;
    Admission admission;
    RequestRates addressRates;
    std::atomic<bool> draining{false};
    std::atomic<quint64> moves{0};            ///< so many times heads have moved
    std::atomic<qint64> bodyBytes{0};         ///< of all bodies in memory
    std::atomic<int> postponed{0};
    std::array<std::unique_ptr<Workers>, 3> workers; ///< by lane; made when the listener starts

    Workers &workersOf(Lane lane) { return *workers[std::size_t(lane)]; }
    /// Whether what the other end says of its client is believed.
    bool isProxy(const QByteArray &address) const { return options.proxies.contains(address); }
    /// The certificate for new connections; null without TLS.
    std::shared_ptr<SSL_CTX> tls() const;
    /// Reads certificate and key, and uses them from now on. Refusal: listener.certificate-unusable; then the old ones stay.
    domain::Result<domain::Done> useCertificate();
    /// Whether the files hold something else than what was read last, usable or not.
    bool certificateChanged() const;
    void connectionEnded(const QByteArray &admittedAs);
    /// Returns when the last connection is gone or the time is up.
    void waitUntilEmpty(int secondsMax);

private:
    QByteArray certificatePrint() const;

    mutable std::mutex m_tlsMutex;
    std::shared_ptr<SSL_CTX> m_tls;
    QByteArray m_certificatePrint;            ///< of the files as they were read last
    std::mutex m_endMutex;
    std::condition_variable m_ended;
};

} // namespace server
