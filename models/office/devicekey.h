// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>
#include <memory>
#include <optional>

namespace storage {
class SettingStore;
}

namespace office {

/// The Ed25519 key by which this device signs its operations and receipts (libsodium). Made at the first start.
class DeviceKey
{
public:
    /// Reads the key from the settings, or makes one and keeps it there.
    static std::unique_ptr<DeviceKey> of(storage::SettingStore &settings);
    /// The key of a seed of 32 bytes.
    static std::unique_ptr<DeviceKey> fromSeed(const QByteArray &seed);
    DeviceKey() = default;
    ~DeviceKey();
    DeviceKey(const DeviceKey &) = delete;
    DeviceKey &operator=(const DeviceKey &) = delete;
    QByteArray publicKey() const { return m_publicKey; }
    /// 64 bytes.
    QByteArray sign(const QByteArray &message) const;
    static bool verify(const QByteArray &publicKey, const QByteArray &message, const QByteArray &signature);
    /// Bytes only the device of this key can read (a sealed box to the Curve25519 form of it); empty when the key is none.
    static QByteArray seal(const QByteArray &publicKey, const QByteArray &plain);
    /// What was sealed for this device; nothing when it was not, or was altered.
    std::optional<QByteArray> unsealed(const QByteArray &box) const;

private:
    QByteArray m_publicKey, m_secretKey;
};

/// argon2id of a password, as a self-describing text (OWASP: 64 MiB, 2 passes: about a tenth of a second).
QString passwordHash(const QString &password);
bool passwordFits(const QString &hash, const QString &password);

} // namespace office
