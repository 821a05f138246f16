// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/message.h"

namespace server {

/// Why the listener refuses a request itself; becomes a problem answer.
struct Trouble
{
    int status;
    QString code;
    QString title;
};

/// What was read of a request before its body, and whether it can be trusted. The grammar is the parser's; what the
/// grammar allows but two programs could read in two ways (request smuggling), or what has no bound, is refused here.
class RequestHead
{
public:
    RequestHead(int headerBytesMax, int targetBytesMax) : m_headerBytesMax(headerBytesMax), m_targetBytesMax(targetBytesMax) {}

    /// The request line. Trouble: 414.
    std::optional<Trouble> takeLine(const QByteArray &method, const QByteArray &target, bool isHttp11);
    /// A field, of the header or (not kept) of the trailer. Trouble: 431, as the sum of all is bounded.
    std::optional<Trouble> takeField(const QByteArray &name, const QByteArray &value);
    /// The header is complete; fields from here on are the trailer's.
    void finish() { m_finished = true; }
    /// What is wrong with the header as a whole, whatever the route (400, 415, 417, 501). Splits the target.
    std::optional<Trouble> unsoundness();
    /// The client waits for "100 Continue" before it sends the body.
    bool expectsContinue() const;

    Request request;
    bool isHttp11 = false;
    bool isHead = false;

private:
    std::optional<Trouble> unsoundFraming() const;
    bool splitTarget();

    const int m_headerBytesMax;
    const int m_targetBytesMax;
    qsizetype m_headerBytes = 0;
    int m_hosts = 0;
    int m_lengths = 0;
    int m_codings = 0;
    bool m_finished = false;
};

} // namespace server
