// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/outgoing/httpchannel.h"
#include <QJsonDocument>

namespace server {
using namespace Qt::StringLiterals;
using domain::refuse;

HttpChannel::HttpChannel(Partner partner, std::function<QDateTime()> clock, const std::atomic<bool> *stopping)
    : m_partner(std::move(partner)), m_clock(std::move(clock)), m_client({std::chrono::seconds(m_partner.timeoutSeconds), m_partner.authoritiesFile, stopping})
{
}

SendResult HttpChannel::send(const domain::Outgoing &outgoing, const QString &text)
{
    const QByteArray body = QJsonDocument(envelopeOf(outgoing, text)).toJson(QJsonDocument::Compact);
    QMap<QByteArray, QByteArray> headers{{"Content-Type", "application/json"}, {"Accept", "application/json"}, {"Idempotency-Key", outgoing.id.toUtf8()}};
    if (!m_partner.bearer.isEmpty())
        headers.insert("Authorization", "Bearer " + m_partner.bearer);
    if (!m_partner.key.isEmpty())
        headers.insert(signatureHeader, signatureOf(m_partner.key, body, m_clock()));
    const domain::Result<PartnerAnswer> answer = m_client.post(m_partner.url, headers, body);
    if (!answer)
        return {false, {}, answer.refusal(), false, true};
    if (answer->status >= 200 && answer->status < 300)
        return SendResult::done(QJsonDocument::fromJson(answer->body).object());
    constexpr qsizetype shown = 200;
    const QString detail = QString::fromUtf8(answer->body.left(shown)).simplified();
    static const QList<int> later{401, 403, 408, 425, 429};
    const bool never = answer->status >= 400 && answer->status < 500 && !later.contains(answer->status);
    return {false, {}, refuse(never ? u"outgoing.refused" : u"outgoing.answer", {{u"status"_s, answer->status}, {u"detail"_s, detail}}), never, !never};
}

} // namespace server
