// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <functional>

namespace domain {

/// What the verifier found about a signature.
enum class SealVerdict { Valid, Forged, UnknownDevice };

/// Gives the 64-byte Ed25519 signature of this device over a message; anything else when its key is not to be had.
using SealSigner = std::function<QByteArray(const QByteArray &message)>;
/// Checks a signature against the key of the named device.
using SealVerifier =
    std::function<SealVerdict(const QString &deviceId, const QByteArray &message, const QByteArray &signature)>;

/// A material on a seal: its key and the first letter of its mark (r received, t tolerated, c committed, l lacking,
/// d defective).
struct SealedMaterial
{
    QString key;
    QChar state;
    bool operator==(const SealedMaterial &) const = default;
};

/// What the QR code of a receipt carries: enough to take up the case at another window without the machine that
/// received it, signed by that machine. It holds no name and no identity number (个人信息保护法 第6条: no more than
/// needed); a person at the counter is recognised by the keyed digest of the number on the card.
///
/// As text: "OW1:" base64url(CBOR) "." base64url(signature over all before the dot).
struct ReceiptSeal
{
    QString caseId; ///< a UUID is packed into 16 bytes
    QString number; ///< receipt number as printed
    QString itemId;
    int itemVersion = 1;
    QString place;
    QString counter;
    QDateTime acceptedAt; ///< UTC, to the second
    QString outcome;      ///< code of the route or state
    QJsonObject answers;  ///< situation → answer
    QList<SealedMaterial> materials;
    QByteArray applicantDigest; ///< see applicantDigest(); empty if the applicant had no number
    QString deviceId;           ///< whose key signed; a UUID is packed

    /// The payload. Refuses with seal.signature when the signer gives no signature, seal.too-long {chars, charsMax}
    /// when no QR code of level M would hold it.
    Result<QString> encode(const SealSigner &sign) const;
    /// Reads a scanned payload and checks it. Refuses with seal.malformed, seal.version {version}, seal.unknown-device
    /// {device}, seal.signature {device}.
    static Result<ReceiptSeal> decode(QStringView text, const SealVerifier &verify);

    /// The first 12 bytes of HMAC-SHA-256 over case id and identity number. A bare hash would not hide the number
    /// (those of one district can all be tried in seconds), hence the key, which the windows of a district share.
    /// Spaces, full width and small letters of the number do not matter.
    static QByteArray digestOf(QStringView caseId, QStringView identityNumber, const QByteArray &districtKey);

    bool operator==(const ReceiptSeal &) const = default;
};

/// The longest payload written: what a QR code of level M holds, with some room.
constexpr qsizetype sealCharsMax = 2200;

} // namespace domain
