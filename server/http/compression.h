// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/message.h"

namespace server {

/// Compresses an answer as the request allows: zstd rather than gzip. Only JSON and NDJSON from a kilobyte on; nothing
/// that is compressed already, and no part of something (206). Answers that carry secrets beside text the asker chooses are not
/// to be given to it.
void compress(const Request &request, Response &response);

/// The content coding chosen from an Accept-Encoding field: "zstd", "gzip" or nothing.
QByteArray contentCoding(const QByteArray &acceptEncoding);
QByteArray gzip(const QByteArray &bytes);
QByteArray zstd(const QByteArray &bytes);

} // namespace server
