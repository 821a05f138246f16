// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/listener.h"
#include "server/http/requestrates.h"

namespace server {

/// The centre's log, a line of JSON for each event, made so that it can be kept for half a year and given to anybody who
/// watches over the network: no name, number, path, query string, token or body ever stands in it.
///
///   {"at":"2026-11-22T01:02:03.004Z","kind":"access","id":"9f2c…","net":"10.1.2.0/24","method":"GET","route":"/v1/documents/{id}",
///    "status":200,"ms":1.2,"in":0,"out":812,"device":"5be0…"}
///
/// `device` is the beginning of a SHA-256 of the device's id. A request that was refused for a reason of security (a forged
/// token, a wrong password, a role that is lacking, framing that could be read in two ways …) is of the kind "security" and
/// bears the whole address, as an audit needs it, and the codes of the refusals. Thread-safe.
class Logbook
{
public:
    using Sink = std::function<void(const QByteArray &line)>;

    /// `access`: ordinary requests too, not only what matters for security.
    Logbook(bool access, Sink sink);
    void note(const Listener::AccessRecord &record);
    /// Whether a refusal of this code is an event of security.
    static bool isSecurity(const QString &code);

private:
    QJsonObject line(const Listener::AccessRecord &record, const QStringList &codes) const;

    const bool m_access;
    const Sink m_sink;
    RequestRates m_securityRate; ///< who attacks must not fill the disk with what is told of him
    std::atomic<int> m_suppressed{0};
};

} // namespace server
