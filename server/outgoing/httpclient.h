// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QByteArray>
#include <QMap>
#include <QUrl>
#include <atomic>
#include <chrono>

namespace server {

/// What a partner's server answered.
struct PartnerAnswer
{
    int status = 0;
    QByteArray body;
};

/// One request to a partner, with one deadline over all of it: looking up the name, connecting, TLS, sending, reading. Answers
/// larger than 64 KiB are none. TLS is checked against the system's authorities, or those of one PEM file; plain HTTP goes to
/// loopback addresses only. Blocks its thread.
class HttpClient
{
public:
    struct Options
    {
        std::chrono::milliseconds deadline{10'000};
        QString authoritiesFile;             ///< PEM; empty: the system's
        const std::atomic<bool> *stopping = nullptr; ///< looked at a few times a second; set: gives up
    };
    explicit HttpClient(Options options) : m_options(std::move(options)) {}
    /// Refusals: outgoing.address {url}, outgoing.unreachable {detail}, outgoing.timeout {seconds}.
    domain::Result<PartnerAnswer> post(const QUrl &url, const QMap<QByteArray, QByteArray> &headers, const QByteArray &body) const;

private:
    const Options m_options;
};

} // namespace server
