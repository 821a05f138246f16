// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/logbook.h"
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace server {
using namespace Qt::StringLiterals;

namespace {

constexpr RequestRates::Rate securityRate{100, 1000}; // lines

/// Enough of an address to see where traffic comes from, too little to name a person at home.
QString networkOf(const QByteArray &peer)
{
    const QByteArrayList four = peer.split('.');
    if (four.size() == 4)
        return QString::fromLatin1(four[0] + '.' + four[1] + '.' + four[2] + ".0/24");
    const QByteArrayList six = peer.split(':');
    return six.size() > 3 ? QString::fromLatin1(six[0] + ':' + six[1] + ':' + six[2] + "::/48") : QString();
}

/// A method is whatever the client wrote; the log knows these.
QString shownMethod(const QByteArray &method)
{
    static const QByteArrayList known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    return method.isEmpty() ? QString() : known.contains(method) ? QString::fromLatin1(method) : u"other"_s;
}

QString shownDevice(const QString &device)
{
    constexpr int shownDigits = 16;
    return QString::fromLatin1(QCryptographicHash::hash(device.toUtf8(), QCryptographicHash::Sha256).toHex().first(shownDigits));
}

} // namespace

Logbook::Logbook(bool access, Sink sink) : m_access(access), m_sink(std::move(sink)), m_securityRate(securityRate) {}

bool Logbook::isSecurity(const QString &code)
{
    static const QStringList subjects{u"request."_s, u"session."_s, u"proof."_s, u"sign-in."_s, u"device."_s,    u"role."_s,
                                      u"enrolment."_s, u"partner."_s, u"public."_s, u"act."_s,   u"operation."_s, u"actor."_s};
    static const QStringList exact{u"server.full"_s,      u"sync.forbidden"_s, u"sync.stream-forked"_s, u"sync.stream-unknown"_s, u"document.unknown"_s,
                                   u"licence.unknown"_s, u"rating.unknown"_s, u"blob.unknown"_s,        u"blob.digest"_s,         u"attention.unknown"_s};
    static const QStringList everyday{u"session.expired"_s, u"session.lacking"_s, u"request.path"_s, u"request.method"_s, u"operation.predecessor-rejected"_s};
    if (everyday.contains(code))
        return false;
    return exact.contains(code) || std::any_of(subjects.begin(), subjects.end(), [&](const QString &subject) { return code.startsWith(subject); });
}

QJsonObject Logbook::line(const Listener::AccessRecord &record, const QStringList &codes) const
{
    QJsonObject line{{u"at"_s, record.at.toString(Qt::ISODateWithMs)}, {u"id"_s, QString::fromLatin1(record.id)}, {u"method"_s, shownMethod(record.method)},
                     {u"route"_s, record.route},                       {u"status"_s, record.status},             {u"ms"_s, double(record.microseconds) / 1000},
                     {u"in"_s, record.bytesIn},                        {u"out"_s, record.bytesOut}};
    if (!record.device.isEmpty())
        line[u"device"_s] = shownDevice(record.device);
    if (!record.delivered)
        line[u"delivered"_s] = false;
    if (!codes.isEmpty())
        line[u"codes"_s] = QJsonArray::fromStringList(codes);
    return line;
}

void Logbook::note(const Listener::AccessRecord &record)
{
    const bool security = std::any_of(record.codes.begin(), record.codes.end(), isSecurity);
    if (!security && !m_access)
        return;
    if (security && m_securityRate.secondsToWait({}, std::chrono::steady_clock::now()) > 0) {
        ++m_suppressed;
        return;
    }
    QJsonObject line = this->line(record, record.codes);
    line[u"kind"_s] = security ? u"security"_s : u"access"_s;
    if (security)
        line[u"peer"_s] = QString::fromLatin1(record.peer);
    else
        line[u"net"_s] = networkOf(record.peer);
    if (const int suppressed = security ? m_suppressed.exchange(0) : 0)
        line[u"suppressed"_s] = suppressed; // so many such lines before this one were left out
    m_sink(QJsonDocument(line).toJson(QJsonDocument::Compact));
}

} // namespace server
