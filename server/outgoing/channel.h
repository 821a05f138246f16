// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/outgoing/outgoing.h"

namespace server {

/// What became of one attempt.
struct SendResult
{
    bool sent = false;
    QJsonObject receipt;      ///< what the partner gave for it
    domain::Refusal problem;  ///< why not
    bool permanent = false;   ///< it never will be: the partner has looked at it and wants nothing of it
    bool channelDown = false; ///< nothing is said about this one: the partner can't be spoken to at all

    static SendResult done(QJsonObject receipt) { return {true, std::move(receipt), {}, false, false}; }
};

/// A way out of the house. send() may block, but not longer than its deadline; the same thing may be given to it again, with the
/// same id.
class Channel
{
public:
    virtual ~Channel() = default;
    /// `text`: the words of a message, empty for a delivery.
    virtual SendResult send(const domain::Outgoing &outgoing, const QString &text) = 0;
};

/// What goes to a partner, whatever the transport.
QJsonObject envelopeOf(const domain::Outgoing &outgoing, const QString &text);

} // namespace server
