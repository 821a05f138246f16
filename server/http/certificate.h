// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QString>
#include <memory>

using SSL_CTX = struct ssl_ctx_st;

namespace server {

/// The centre's identity on the network, ready for handshakes: TLS 1.2 or later, forward secrecy, ALPN "http/1.1".
/// Refusal: listener.certificate-unusable {file, reason}.
domain::Result<std::shared_ptr<SSL_CTX>> loadCertificate(const QString &certificateFile, const QString &keyFile);

} // namespace server
