// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/premises.h"
#include "server/http/certificate.h"
#include <QCryptographicHash>
#include <QFile>

namespace server {

Premises::Premises(Listener::Options listenerOptions, Serving served)
    : options(std::move(listenerOptions)), serving(std::move(served)), admission(options.limits.admission), addressRates(options.limits.addressRate)
{
}

std::shared_ptr<SSL_CTX> Premises::tls() const
{
    const std::scoped_lock lock(m_tlsMutex);
    return m_tls;
}

domain::Result<domain::Done> Premises::useCertificate()
{
    // Taken before the files are read: what changes meanwhile is noticed the next time.
    const QByteArray print = certificatePrint();
    auto made = loadCertificate(options.certificateFile, options.keyFile);
    const std::scoped_lock lock(m_tlsMutex);
    m_certificatePrint = print;
    if (!made)
        return made.refusal();
    m_tls = *made;
    return domain::Done{};
}

bool Premises::certificateChanged() const
{
    const QByteArray print = certificatePrint();
    const std::scoped_lock lock(m_tlsMutex);
    return print != m_certificatePrint;
}

/// By what is in them, not by their times: a file that was put in place by a link or a copy may be older than the one before.
QByteArray Premises::certificatePrint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &name : {options.certificateFile, options.keyFile}) {
        QFile file(name);
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        hash.addData(QByteArray::number(content.size()).append(':'));
        hash.addData(content);
    }
    return hash.result();
}

void Premises::connectionEnded(const QByteArray &admittedAs)
{
    {
        const std::scoped_lock lock(m_endMutex);
        admission.leave(admittedAs);
    }
    m_ended.notify_all();
}

void Premises::waitUntilEmpty(int secondsMax)
{
    std::unique_lock lock(m_endMutex);
    m_ended.wait_for(lock, std::chrono::seconds(secondsMax), [this] { return admission.connections() == 0; });
}

} // namespace server
