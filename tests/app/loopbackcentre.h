// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFile>
#include <QMap>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <functional>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

/// One request as the loopback centre heard it.
struct HeardRequest
{
    QByteArray method, path, body;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
};

/// A little server on 127.0.0.1 that says whatever the test wants said, byte by byte.
class LoopbackCentre : public QObject
{
public:
    using Script = std::function<void(QTcpSocket *, const HeardRequest &)>;

    /// Plain.
    LoopbackCentre() { open(new QTcpServer(this)); }
    /// With TLS.
    explicit LoopbackCentre(const QSslConfiguration &tls)
    {
        auto *server = new QSslServer(this);
        server->setSslConfiguration(tls);
        open(server);
    }

    QUrl url(const QString &path = {}) const
    {
        QUrl url(QStringLiteral("http://127.0.0.1"));
        url.setPort(m_server->serverPort());
        url.setPath(path);
        if (qobject_cast<QSslServer *>(m_server))
            url.setScheme(QStringLiteral("https"));
        return url;
    }
    quint16 port() const { return m_server->serverPort(); }
    /// What is done with each whole request.
    void onRequest(Script script) { m_script = std::move(script); }
    /// Answers every request the same.
    void answer(const QByteArray &bytes)
    {
        m_script = [bytes](QTcpSocket *socket, const HeardRequest &) { socket->write(bytes); };
    }
    const QList<HeardRequest> &heard() const { return m_heard; }
    int connections() const { return m_connections; }
    void close() { m_server->close(); }

    /// An HTTP answer with its length.
    static QByteArray http(int status, const QByteArray &type, const QByteArray &body, const QByteArray &moreHeaders = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " Word\r\nContent-Type: " + type + "\r\nContent-Length: "
               + QByteArray::number(body.size()) + "\r\n" + moreHeaders + "\r\n" + body;
    }

private:
    void open(QTcpServer *server)
    {
        m_server = server;
        connect(server, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *socket = m_server->nextPendingConnection()) {
                ++m_connections;
                const auto buffer = std::make_shared<QByteArray>();
                connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] { read(socket, *buffer); });
                read(socket, *buffer);
            }
        });
        if (!server->listen(QHostAddress::LocalHost))
            qFatal("no loopback port");
    }

    void read(QTcpSocket *socket, QByteArray &buffer)
    {
        buffer += socket->readAll();
        const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        HeardRequest request;
        const QByteArrayList lines = buffer.first(headEnd).split('\n');
        const QByteArrayList words = lines.first().trimmed().split(' ');
        request.method = words.value(0);
        request.path = words.value(1);
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.first(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (buffer.size() < headEnd + 4 + length)
            return;
        request.body = buffer.mid(headEnd + 4, length);
        buffer.remove(0, headEnd + 4 + length);
        m_heard.append(request);
        if (m_script)
            m_script(socket, request);
    }

    QTcpServer *m_server = nullptr;
    Script m_script;
    QList<HeardRequest> m_heard;
    int m_connections = 0;
};

/// A certificate for 127.0.0.1 and its key, made now, signed by itself: its own authority.
struct LoopbackIdentity
{
    QByteArray certificatePem, keyPem;

    static LoopbackIdentity make(const QByteArray &address)
    {
        EVP_PKEY *const key = EVP_EC_gen("P-256");
        X509 *const certificate = X509_new();
        X509_set_version(certificate, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 7);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -86400);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 86400);
        X509_set_pubkey(certificate, key);
        X509_NAME *const name = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const uchar *>("Test Centre"), -1, -1, 0);
        X509_set_issuer_name(certificate, name);
        const QByteArray alternative = "IP:" + address;
        for (const auto &[kind, value] : {std::pair(NID_subject_alt_name, alternative.constData()), std::pair(NID_basic_constraints, "critical,CA:TRUE")}) {
            X509_EXTENSION *const extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
            X509_add_ext(certificate, extension, -1);
            X509_EXTENSION_free(extension);
        }
        X509_sign(certificate, key, EVP_sha256());
        const LoopbackIdentity identity{pem([&](BIO *out) { PEM_write_bio_X509(out, certificate); }),
                                        pem([&](BIO *out) { PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr); })};
        X509_free(certificate);
        EVP_PKEY_free(key);
        return identity;
    }

    QSslConfiguration serverSide() const
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(certificatePem));
        tls.setPrivateKey(QSslKey(keyPem, QSsl::Ec));
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        return tls;
    }

    /// Where a client finds the authority.
    void saveCertificate(const QString &file) const
    {
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(certificatePem) != certificatePem.size())
            qFatal("can't save a certificate");
    }

private:
    static QByteArray pem(const std::function<void(BIO *)> &write)
    {
        BIO *const out = BIO_new(BIO_s_mem());
        write(out);
        char *data = nullptr;
        const long size = BIO_get_mem_data(out, &data);
        const QByteArray bytes(data, size);
        BIO_free(out);
        return bytes;
    }
};
