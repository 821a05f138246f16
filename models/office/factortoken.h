// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QByteArray>

namespace office {

/// A second factor somebody holds in their hand: a USB key with a certificate (SM2 by GM/T 0015 and the like). At a window it
/// signs what the centre asks; which chip does it, and by which driver, is its own affair.
class FactorToken
{
public:
    virtual ~FactorToken() = default;
    /// The certificate as the token keeps it (DER).
    virtual QByteArray certificate() const = 0;
    /// Signs the centre's challenge. Refusals: token.away, token.pin {left}.
    virtual domain::Result<QByteArray> sign(const QByteArray &challenge, const QString &pin) = 0;
};

/// The other side of it, at the centre: whose certificate this is, and whether it signed the challenge.
class FactorTokenJudge
{
public:
    virtual ~FactorTokenJudge() = default;
    /// Staff number the certificate was issued to. Refusals: token.certificate (unknown, expired, revoked), token.signature.
    virtual domain::Result<QString> judge(const QByteArray &certificate, const QByteArray &challenge, const QByteArray &signature) const = 0;
};

/// What a token's word looks like where a code would stand: "token:" certificate "." challenge "." signature, each base64url.
QString tokenWord(const QByteArray &certificate, const QByteArray &challenge, const QByteArray &signature);

} // namespace office
