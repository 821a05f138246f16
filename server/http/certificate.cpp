// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/certificate.h"
#include <QFile>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace server {

namespace {

/// ALPN: HTTP/1.1 is the only protocol here. A client that offers others but not this one cannot be served.
int chooseProtocol(SSL *, const unsigned char **chosen, unsigned char *chosenLength, const unsigned char *offered, unsigned offeredLength, void *)
{
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char *found = nullptr;
    if (SSL_select_next_proto(&found, chosenLength, ours, sizeof ours - 1, offered, offeredLength) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

/// Without this, a key with a passphrase would make OpenSSL ask for it on the terminal of the service.
int noPassphrase(char *, int, int, void *) { return 0; }

domain::Refusal unusable(const QString &file)
{
    const unsigned long code = ERR_peek_last_error();
    const char *const reason = ERR_reason_error_string(code);
    ERR_clear_error();
    return domain::refuse(u"listener.certificate-unusable", {{QStringLiteral("file"), file}, {QStringLiteral("reason"), QString::fromLatin1(reason ? reason : "unreadable")}});
}

void harden(SSL_CTX *context)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL");
    SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384");
    // A ticket would let whoever gets its key later read what was said over TLS 1.2; our clients don't ask for any.
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
}

} // namespace

domain::Result<std::shared_ptr<SSL_CTX>> loadCertificate(const QString &certificateFile, const QString &keyFile)
{
    ERR_clear_error();
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX_set_default_passwd_cb(context.get(), noPassphrase);
    if (SSL_CTX_use_certificate_chain_file(context.get(), QFile::encodeName(certificateFile).constData()) != 1)
        return unusable(certificateFile);
    if (SSL_CTX_use_PrivateKey_file(context.get(), QFile::encodeName(keyFile).constData(), SSL_FILETYPE_PEM) != 1)
        return unusable(keyFile);
    if (SSL_CTX_check_private_key(context.get()) != 1)
        return unusable(keyFile);
    harden(context.get());
    return context;
}

} // namespace server
