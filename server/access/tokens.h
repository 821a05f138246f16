// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>

namespace server {

/// What a token says: who signed in, at which device, until when.
struct Pass
{
    enum class Use { Access, Renewal } use = Use::Access;
    QString staffId;
    QString device;
    QByteArray deviceKey; ///< Ed25519 public key the device showed at sign-in
    QString counter;
    QDateTime expires;
    QDateTime signedInAt = {}; ///< when password and factor were asked for; every later token of the session bears the same
};

/// Makes and checks tokens: base64url(JSON) "." base64url(HMAC-SHA-256). Any server that has the database's key can check
/// them, so none needs to remember them.
class Tokens
{
public:
    explicit Tokens(QByteArray key) : m_key(std::move(key)) {}
    QString mint(const Pass &pass) const;
    /// Refusals: session.invalid, session.expired.
    domain::Result<Pass> check(const QByteArray &token, Pass::Use use, const QDateTime &now) const;

private:
    QByteArray seal(const QByteArray &text) const;
    QByteArray m_key;
};

} // namespace server
