// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QCryptographicHash>
#include <QDateTime>
#include <QString>
#include <optional>

namespace domain {

/// A one-time code by the clock (RFC 6238 over RFC 4226), as the common telephone programs show it: SHA-1, steps of 30 seconds, 6 digits.
struct Totp
{
    static constexpr int stepSeconds = 30, digitsUsual = 6, secretBytes = 20;

    /// Number of the step a moment lies in.
    static qint64 stepAt(const QDateTime &time) { return time.toSecsSinceEpoch() / stepSeconds; }
    static QString code(const QByteArray &secret, qint64 step, int digits = digitsUsual, QCryptographicHash::Algorithm hash = QCryptographicHash::Sha1);
    /// The step whose code this is: the present one or a neighbour, for clocks that differ by half a minute, but none up to
    /// `lastUsed`, so that a code seen over somebody's shoulder is worth nothing. Spaces within the code are passed over.
    static std::optional<qint64> match(const QByteArray &secret, const QString &code, const QDateTime &now, qint64 lastUsed);
    /// What a QR code for a telephone says: otpauth://totp/…
    static QString uri(const QByteArray &secret, const QString &issuer, const QString &account);

    /// RFC 4648 base32 without padding; reading passes over spaces and knows small letters. Nothing when it is none.
    static QString base32(const QByteArray &bytes);
    static std::optional<QByteArray> fromBase32(const QString &text);
};

} // namespace domain
