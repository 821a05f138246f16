// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/outgoing/channel.h"
#include "server/outgoing/httpclient.h"
#include "server/outgoing/partners.h"

namespace server {

/// A partner that is spoken to by HTTP: POST of the envelope, `Idempotency-Key` the id. 2xx: taken, the answer's JSON is the receipt
/// ({reference, waybill, …}). 408, 425, 429 and 5xx: later. 401 and 403: our key is wrong, nothing is said about this one. Other 4xx: never.
class HttpChannel : public Channel
{
public:
    HttpChannel(Partner partner, std::function<QDateTime()> clock, const std::atomic<bool> *stopping = nullptr);
    SendResult send(const domain::Outgoing &outgoing, const QString &text) override;

private:
    const Partner m_partner;
    const std::function<QDateTime()> m_clock;
    const HttpClient m_client;
};

} // namespace server
