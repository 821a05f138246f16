// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayList>
#include <QElapsedTimer>
#include <QFile>
#include <QMap>
#include <QString>
#include <arpa/inet.h>
#include <fcntl.h>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

/// An answer as it came over the wire; status 0 when none came, or not the whole of it.
struct Reply
{
    int status = 0;
    QMap<QByteArray, QByteArray> headers;      // names in lower case
    QByteArray body;
};

/// A bare client on a blocking socket: sends exactly the bytes it is told to, so that it can be as rude as any.
class RawClient
{
public:
    static constexpr int patienceMs = 5'000;

    explicit RawClient(quint16 port, const char *from = "127.0.0.1")
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int atOnce = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &atOnce, sizeof atOnce);
        const sockaddr_in own = address(from, 0);
        const sockaddr_in server = address("127.0.0.1", port);
        const bool bound = ::bind(m_socket, reinterpret_cast<const sockaddr *>(&own), sizeof own) == 0;
        m_connected = bound && ::connect(m_socket, reinterpret_cast<const sockaddr *>(&server), sizeof server) == 0;
    }
    virtual ~RawClient() { hangUp(); }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    bool connected() const { return m_connected; }
    int socket() const { return m_socket; }
    void hangUp()
    {
        if (m_socket >= 0)
            ::close(std::exchange(m_socket, -1));
    }
    void endSending() { ::shutdown(m_socket, SHUT_WR); }

    /// False when the server has closed or takes nothing for `patienceMs`.
    bool send(const QByteArray &bytes)
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            if (!waitFor(POLLOUT, patienceMs))
                return false;
            const auto size = write(bytes.constData() + sent, bytes.size() - sent);
            if (size > 0)
                sent += size;
            else if (errno != EAGAIN)
                return false;
        }
        return true;
    }

    /// The next whole answer; none when the connection ends or stays silent before it is complete.
    Reply receive(bool toHead = false)
    {
        while (!m_received.contains("\r\n\r\n")) {
            if (!fill(patienceMs))
                return {};
        }
        Reply reply = parseHead(m_received.left(m_received.indexOf("\r\n\r\n")));
        m_received.remove(0, m_received.indexOf("\r\n\r\n") + 4);
        const qsizetype length = toHead || reply.status < 200 ? 0 : reply.headers.value("content-length").toLongLong();
        while (m_received.size() < length) {
            if (!fill(patienceMs))
                return {};
        }
        reply.body = m_received.left(length);
        m_received.remove(0, length);
        return reply;
    }
    Reply ask(const QByteArray &request) { return send(request) ? receive() : Reply(); }

    /// The server ends the connection within the time, and says nothing more before.
    bool isClosed(int withinMs = patienceMs) { return m_received.isEmpty() && !fill(withinMs) && m_ended; }
    /// The server says nothing and does not close during the time.
    bool isSilent(int duringMs) { return m_received.isEmpty() && !fill(duringMs) && !m_ended; }

protected:
    virtual qsizetype write(const char *bytes, qsizetype size) { return ::send(m_socket, bytes, size_t(size), MSG_NOSIGNAL); }
    virtual qsizetype readSome(char *bytes, qsizetype size) { return ::recv(m_socket, bytes, size_t(size), 0); }
    virtual bool hasPending() const { return false; }

    bool waitFor(short what, int ms) const
    {
        pollfd wanted{m_socket, what, 0};
        return ::poll(&wanted, 1, ms) == 1;
    }

private:
    static sockaddr_in address(const char *text, quint16 port)
    {
        sockaddr_in result{};
        result.sin_family = AF_INET;
        result.sin_port = htons(port);
        ::inet_pton(AF_INET, text, &result.sin_addr);
        return result;
    }

    bool fill(int ms)
    {
        QElapsedTimer timer;
        timer.start();
        for (;;) {
            if (m_ended || (!hasPending() && !waitFor(POLLIN, int(std::max<qint64>(0, ms - timer.elapsed())))))
                return false;
            char buffer[65536];
            const auto size = readSome(buffer, sizeof buffer);
            if (size > 0) {
                m_received.append(buffer, size);
                return true;
            }
            if (size == 0) {
                m_ended = true;
                return false;
            }
            if (errno != EAGAIN) {
                m_ended = true;      // reset
                return false;
            }
        }
    }

    static Reply parseHead(const QByteArray &head)
    {
        Reply reply;
        const QByteArrayList lines = head.split('\n');
        if (!lines.first().startsWith("HTTP/1.1 "))
            return {};
        reply.status = lines.first().split(' ').value(1).toInt();
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            reply.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        return reply;
    }

    int m_socket = -1;
    bool m_connected = false;
    bool m_ended = false;
    QByteArray m_received;
};

/// The same over TLS; trusts every certificate and tells which it saw.
class TlsClient : public RawClient
{
public:
    explicit TlsClient(quint16 port, const QByteArray &alpn = {}, int versionMax = TLS1_3_VERSION, const char *ciphers = nullptr) : RawClient(port)
    {
        m_tls = SSL_new(context());
        SSL_set_security_level(m_tls, 0);      // so that it can offer what the server has to refuse
        SSL_set_min_proto_version(m_tls, TLS1_VERSION);
        SSL_set_max_proto_version(m_tls, versionMax);
        if (ciphers)
            SSL_set_cipher_list(m_tls, ciphers);
        if (!alpn.isEmpty()) {
            const QByteArray offer = char(alpn.size()) + alpn;
            SSL_set_alpn_protos(m_tls, reinterpret_cast<const unsigned char *>(offer.constData()), unsigned(offer.size()));
        }
        SSL_set_fd(m_tls, socket());
        const timeval patience{patienceMs / 1000, 0};
        ::setsockopt(socket(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        m_shaken = SSL_connect(m_tls) == 1;
        // Session tickets make the socket readable without any data for us: a blocking read would wait for ever.
        ::fcntl(socket(), F_SETFL, O_NONBLOCK);
    }
    ~TlsClient() override { SSL_free(m_tls); }

    bool shaken() const { return m_shaken; }
    bool hasTicket() const { return SSL_SESSION_has_ticket(SSL_get0_session(m_tls)) == 1; }
    QByteArray version() const { return SSL_get_version(m_tls); }
    QByteArray protocol() const
    {
        const unsigned char *chosen = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(m_tls, &chosen, &size);
        return QByteArray(reinterpret_cast<const char *>(chosen), int(size));
    }
    QByteArray commonName() const
    {
        X509 *const seen = SSL_get1_peer_certificate(m_tls);
        char name[256] = "";
        X509_NAME_get_text_by_NID(X509_get_subject_name(seen), NID_commonName, name, sizeof name);
        X509_free(seen);
        return name;
    }
    /// The server has said that nothing more comes (and nobody cut the answer short).
    bool wasToldGoodbye() const { return SSL_get_shutdown(m_tls) & SSL_RECEIVED_SHUTDOWN; }

protected:
    qsizetype write(const char *bytes, qsizetype size) override { return judged(SSL_write(m_tls, bytes, int(size))); }
    qsizetype readSome(char *bytes, qsizetype size) override { return judged(SSL_read(m_tls, bytes, int(size))); }
    bool hasPending() const override { return SSL_pending(m_tls) > 0; }

private:
    /// What the calls of sockets would give: a size, 0 at the end, or -1 and EAGAIN.
    qsizetype judged(int result)
    {
        if (result > 0)
            return result;
        const int why = SSL_get_error(m_tls, result);
        errno = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? EAGAIN : ECONNRESET;
        return why == SSL_ERROR_ZERO_RETURN ? 0 : -1;
    }

    static SSL_CTX *context()
    {
        static const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> shared(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
        SSL_CTX_set_mode(shared.get(), SSL_MODE_RELEASE_BUFFERS);
        return shared.get();
    }

    SSL *m_tls = nullptr;
    bool m_shaken = false;
};

/// Writes a self-signed certificate and its key (P-256) as PEM files.
inline void makeCertificate(const QString &certificateFile, const QString &keyFile, const char *commonName, const char *passphrase = nullptr)
{
    EVP_PKEY *const key = EVP_EC_gen("P-256");
    X509 *const certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 86'400);
    X509_set_pubkey(certificate, key);
    X509_NAME *const name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(commonName), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());

    FILE *const certificateOut = std::fopen(QFile::encodeName(certificateFile).constData(), "w");
    PEM_write_X509(certificateOut, certificate);
    std::fclose(certificateOut);
    FILE *const keyOut = std::fopen(QFile::encodeName(keyFile).constData(), "w");
    const auto *const secret = reinterpret_cast<const unsigned char *>(passphrase);
    PEM_write_PrivateKey(keyOut, key, passphrase ? EVP_aes_128_cbc() : nullptr, secret, passphrase ? int(qstrlen(passphrase)) : 0, nullptr, nullptr);
    std::fclose(keyOut);
    X509_free(certificate);
    EVP_PKEY_free(key);
}
