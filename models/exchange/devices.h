// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>

namespace exchange {

/// A new device presents the one-time code an administrator printed for it. `proof` is its signature over
/// enrolmentProof(): whoever has read the code alone can't pass a key off as its own. Every decoder here refuses with
/// wire.not-json {html} or wire.malformed {member}.
struct EnrolRequest
{
    QString code;               ///< as typed: small letters, spaces and dashes do not matter
    QString device;             ///< UUID of the installation, made by itself
    QByteArray devicePublicKey; ///< Ed25519, 32 bytes
    QString stream;             ///< the stream it already works in; empty: the centre names one
    QString name;               ///< what the administrator will know it by; may be empty
    QByteArray proof;           ///< Ed25519, 64 bytes
    bool operator==(const EnrolRequest &) const = default;
};
struct EnrolAnswer
{
    QString device, stream, place, epoch;
    bool operator==(const EnrolAnswer &) const = default;
};
/// {"code", "device", "device_key", "stream", "name", "proof"}
QByteArray encode(const EnrolRequest &request);
domain::Result<EnrolRequest> decodeEnrolRequest(QByteArrayView text);
/// {"device", "stream", "place", "epoch"}
QByteArray encode(const EnrolAnswer &answer);
domain::Result<EnrolAnswer> decodeEnrolAnswer(QByteArrayView text);

/// A device's next key, signed by the present one over rotationProof(). What was signed before stays good.
struct KeyRotation
{
    QByteArray devicePublicKey; ///< the new one, Ed25519, 32 bytes
    QByteArray signature;       ///< by the old one, 64 bytes
    bool operator==(const KeyRotation &) const = default;
};
/// {"device_key", "signature"}; the answer is that of a sign-in: tokens name the key.
QByteArray encode(const KeyRotation &rotation);
domain::Result<KeyRotation> decodeKeyRotation(QByteArrayView text);

/// A signed-in device gives the centre the key that opens its data key (a wrap of it stays at the device, office/keyring.h); it comes back
/// with a sign-in there, unless the device was revoked. A later one takes its place.
struct UnlockKey
{
    QByteArray key; ///< 32 bytes
    bool operator==(const UnlockKey &) const = default;
};
/// {"key"}; the answer is an empty object.
QByteArray encode(const UnlockKey &deposit);
domain::Result<UnlockKey> decodeUnlockKey(QByteArrayView text);

/// An administrator asks for a code for one new device of a place.
struct EnrolmentCodeRequest
{
    QString place; ///< place id
    bool operator==(const EnrolmentCodeRequest &) const = default;
};
struct EnrolmentCode
{
    QString code;      ///< "K7QF-29MX-PD4T"; shown once, kept only as a hash
    QDateTime expires; ///< UTC
    bool operator==(const EnrolmentCode &) const = default;
};
/// {"place"}
QByteArray encode(const EnrolmentCodeRequest &request);
domain::Result<EnrolmentCodeRequest> decodeEnrolmentCodeRequest(QByteArrayView text);
/// {"code", "expires"}
QByteArray encode(const EnrolmentCode &code);
domain::Result<EnrolmentCode> decodeEnrolmentCode(QByteArrayView text);

/// The code as it is compared: capitals and digits only, O read as 0, I and L as 1.
QString normalisedCode(QStringView typed);
/// What a new device signs: "onewindow-enrol" LF code (normalised) LF device.
QByteArray enrolmentProof(QStringView code, const QString &device);
/// What the old key signs: "onewindow-rotate" LF device LF new key in base64.
QByteArray rotationProof(const QString &device, const QByteArray &newKey);

} // namespace exchange
