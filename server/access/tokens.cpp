// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/tokens.h"
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <sodium.h>

namespace server {
using namespace Qt::StringLiterals;
using domain::refuse;
using domain::Result;

namespace {
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QString useCode(Pass::Use use)
{
    return use == Pass::Use::Access ? u"access"_s : u"renewal"_s;
}
} // namespace

QByteArray Tokens::seal(const QByteArray &text) const
{
    return QMessageAuthenticationCode::hash(text, m_key, QCryptographicHash::Sha256).toBase64(base64);
}

QString Tokens::mint(const Pass &pass) const
{
    const QJsonObject content{{u"use"_s, useCode(pass.use)},
                              {u"staff"_s, pass.staffId},
                              {u"device"_s, pass.device},
                              {u"key"_s, QString::fromLatin1(pass.deviceKey.toBase64())},
                              {u"counter"_s, pass.counter},
                              {u"expires"_s, pass.expires.toMSecsSinceEpoch()},
                              {u"since"_s, pass.signedInAt.isValid() ? pass.signedInAt.toMSecsSinceEpoch() : 0}};
    const QByteArray text = QJsonDocument(content).toJson(QJsonDocument::Compact).toBase64(base64);
    return QString::fromLatin1(text + '.' + seal(text));
}

Result<Pass> Tokens::check(const QByteArray &token, Pass::Use use, const QDateTime &now) const
{
    const qsizetype dot = token.indexOf('.');
    const QByteArray text = token.left(dot), given = token.mid(dot + 1), expected = seal(text);
    // Compared in constant time, so that a forger learns nothing from how long the answer takes.
    // Without a key anybody could seal a token: then none is good.
    if (m_key.isEmpty() || dot <= 0 || given.size() != expected.size() || sodium_memcmp(given.constData(), expected.constData(), size_t(expected.size())) != 0)
        return refuse(u"session.invalid");
    const QJsonObject content = QJsonDocument::fromJson(QByteArray::fromBase64(text, base64)).object();
    if (content[u"use"_s].toString() != useCode(use))
        return refuse(u"session.invalid");
    Pass pass;
    pass.use = use;
    pass.staffId = content[u"staff"_s].toString();
    pass.device = content[u"device"_s].toString();
    pass.deviceKey = QByteArray::fromBase64(content[u"key"_s].toString().toLatin1());
    pass.counter = content[u"counter"_s].toString();
    pass.expires = QDateTime::fromMSecsSinceEpoch(content[u"expires"_s].toInteger(), Qt::UTC);
    pass.signedInAt = QDateTime::fromMSecsSinceEpoch(content[u"since"_s].toInteger(), Qt::UTC);
    if (pass.expires <= now)
        return refuse(u"session.expired");
    return pass;
}

} // namespace server
