// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <functional>
#include <optional>

namespace exchange {

/// That a request comes from the device its token was given to, and is the one that was sent: a signature by the device's key over
/// all that counts of it. Who steals a token gets nothing for it, and a request that was altered, kept or sent again is refused.
///
///     OneWindow-Proof: v1.<ms since 1970, UTC>.<nonce>.<Ed25519 signature>
///
/// nonce and signature in base64url without padding. A sign-in and a renewal, which have no token yet, are proved the same way by
/// the key of the device they name.
struct Proof
{
    qint64 atMs = 0;
    QByteArray nonce; ///< as in the header: 22 letters, 16 bytes chosen by chance
    QByteArray signature; ///< 64 bytes
    bool operator==(const Proof &) const = default;
};
inline constexpr char proofHeader[] = "OneWindow-Proof";
inline constexpr qsizetype proofNonceBytes = 16;

/// What is signed: method LF path?query as sent LF SHA-256 of the body, in hex LF SHA-256 of the token, in hex LF ms LF nonce. The first
/// line is a method of HTTP, so it is never the text of anything else a device signs.
QByteArray proofMessage(const QByteArray &method, const QByteArray &target, const QByteArray &body, const QByteArray &token, qint64 atMs, const QByteArray &nonce);
QByteArray encode(const Proof &proof);
std::optional<Proof> decodeProof(QByteArrayView header);

/// The header of a request; `sign` is the device's signature of a message, `random` proofNonceBytes bytes.
QByteArray proofFor(const QByteArray &method, const QByteArray &target, const QByteArray &body, const QByteArray &token, qint64 atMs, const QByteArray &random,
                    const std::function<QByteArray(const QByteArray &)> &sign);

} // namespace exchange
