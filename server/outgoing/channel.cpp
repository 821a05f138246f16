// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/outgoing/channel.h"
#include "domain/jsontime.h"

namespace server {
using namespace Qt::StringLiterals;

QJsonObject envelopeOf(const domain::Outgoing &outgoing, const QString &text)
{
    QJsonObject envelope{{u"id"_s, outgoing.id},     {u"kind"_s, outgoing.kind}, {u"code"_s, outgoing.code},
                         {u"to"_s, outgoing.to},     {u"at"_s, domain::instantText(outgoing.createdAt)}};
    if (outgoing.isDelivery())
        envelope[u"facts"_s] = outgoing.facts;
    else
        envelope[u"text"_s] = text; // the gateway needs the words, not what they were made of
    return envelope;
}

} // namespace server
