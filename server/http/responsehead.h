// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/message.h"

namespace server {

/// The text of the Date field: "Sun, 06 Nov 1994 08:49:37 GMT".
QByteArray httpDate(qint64 secondsSinceEpoch);

/// 204 and 304 have no body, and so no Content-Length.
bool hasBody(const Response &response);

/// What an answer says of the connection it goes over.
struct Delivery
{
    QByteArray date;
    QByteArray requestId;                     ///< empty: none
    bool keepAlive = true;
    bool secure = false;                      ///< over TLS: a browser shall come back over TLS only
};

/// Status line and fields of an answer up to the empty line, with the safe defaults and nothing that tells which
/// program, in which version, speaks.
QByteArray responseHead(const Response &response, const Delivery &delivery);

} // namespace server
