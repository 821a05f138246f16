// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/outgoing/partners.h"
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <sodium.h>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

QByteArray macOf(const QByteArray &key, qint64 seconds, const QByteArray &body)
{
    return QMessageAuthenticationCode::hash(QByteArray(QByteArray::number(seconds) + '.' + body), key, QCryptographicHash::Sha256).toHex();
}

} // namespace

Result<Partners> Partners::read(const QString &path)
{
    Partners partners;
    QFile file(path);
    if (path.isEmpty() || !file.exists())
        return partners;
    if (!file.open(QIODevice::ReadOnly))
        return refuse(u"partners.unreadable", {{u"file"_s, path}, {u"detail"_s, file.errorString()}});
    QJsonParseError problem;
    const QJsonObject channels = QJsonDocument::fromJson(file.readAll(), &problem).object()[u"channels"_s].toObject();
    if (problem.error != QJsonParseError::NoError)
        return refuse(u"partners.unreadable", {{u"file"_s, path}, {u"detail"_s, problem.errorString()}});
    for (auto entry = channels.begin(); entry != channels.end(); ++entry) {
        const QJsonObject json = entry->toObject();
        const auto malformed = [&](QStringView member) { return refuse(u"partners.malformed", {{u"channel"_s, entry.key()}, {u"member"_s, member.toString()}}); };
        Partner partner;
        partner.channel = entry.key();
        partner.url = QUrl(json[u"url"_s].toString(), QUrl::StrictMode);
        if (!json[u"url"_s].toString().isEmpty() && !partner.url.isValid())
            return malformed(u"url");
        partner.bearer = json[u"bearer"_s].toString().toUtf8();
        partner.key = json[u"key"_s].toString().toUtf8();
        constexpr qsizetype keyBytesMin = 16;
        if (!partner.key.isEmpty() && partner.key.size() < keyBytesMin)
            return malformed(u"key");
        partner.timeoutSeconds = json[u"timeoutSeconds"_s].toInt(partner.timeoutSeconds);
        if (partner.timeoutSeconds < 1 || partner.timeoutSeconds > 60)
            return malformed(u"timeoutSeconds");
        partner.authoritiesFile = json[u"authorities"_s].toString();
        partners.m_partners.insert(partner.channel, partner);
    }
    return partners;
}

const Partner *Partners::of(const QString &channel) const
{
    const auto found = m_partners.constFind(channel);
    return found == m_partners.cend() ? nullptr : &*found;
}

QByteArray signatureOf(const QByteArray &key, const QByteArray &body, const QDateTime &at)
{
    const qint64 seconds = at.toSecsSinceEpoch();
    return QByteArray("t=" + QByteArray::number(seconds) + ",v1=" + macOf(key, seconds, body));
}

Result<Done> checkSignature(const QByteArray &key, const QByteArray &body, const QByteArray &signature, const QDateTime &now)
{
    constexpr qint64 skewMax = 300;
    qint64 seconds = 0;
    QByteArray mac;
    for (const QByteArray &part : signature.split(',')) {
        if (part.startsWith("t="))
            seconds = part.mid(2).toLongLong();
        else if (part.startsWith("v1="))
            mac = part.mid(3);
    }
    const QByteArray right = macOf(key, seconds, body);
    if (key.isEmpty() || mac.size() != right.size() || sodium_memcmp(mac.constData(), right.constData(), size_t(right.size())) != 0)
        return refuse(u"partner.signature");
    if (const qint64 skew = std::abs(now.toSecsSinceEpoch() - seconds); skew > skewMax)
        return refuse(u"partner.stale", {{u"seconds"_s, skew}});
    return Done{};
}

} // namespace server
