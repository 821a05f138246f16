// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/devicekey.h"
#include "storage/deskstores.h"
#include <sodium.h>

namespace office {
using namespace Qt::StringLiterals;

namespace {
void startSodium()
{
    static const bool ready = sodium_init() >= 0;
    Q_ASSERT(ready);
    Q_UNUSED(ready)
}

const unsigned char *in(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}
} // namespace

std::unique_ptr<DeviceKey> DeviceKey::of(storage::SettingStore &settings)
{
    startSodium();
    QByteArray seed = QByteArray::fromBase64(settings.text(u"device-key"_s).toLatin1());
    if (seed.size() != crypto_sign_SEEDBYTES) {
        seed.resize(crypto_sign_SEEDBYTES);
        randombytes_buf(seed.data(), size_t(seed.size()));
        seed = QByteArray::fromBase64(settings.keep(u"device-key"_s, QString::fromLatin1(seed.toBase64())).toLatin1());
    }
    return fromSeed(seed);
}

DeviceKey::~DeviceKey()
{
    if (!m_secretKey.isEmpty())
        sodium_memzero(m_secretKey.data(), size_t(m_secretKey.size()));
}

std::unique_ptr<DeviceKey> DeviceKey::fromSeed(const QByteArray &seed)
{
    startSodium();
    Q_ASSERT(seed.size() == crypto_sign_SEEDBYTES);
    auto key = std::make_unique<DeviceKey>();
    key->m_publicKey.resize(crypto_sign_PUBLICKEYBYTES);
    key->m_secretKey.resize(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(out(key->m_publicKey), out(key->m_secretKey), in(seed));
    return key;
}

QByteArray DeviceKey::sign(const QByteArray &message) const
{
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(out(signature), nullptr, in(message), size_t(message.size()), in(m_secretKey));
    return signature;
}

bool DeviceKey::verify(const QByteArray &publicKey, const QByteArray &message, const QByteArray &signature)
{
    startSodium();
    return publicKey.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES
           && crypto_sign_verify_detached(in(signature), in(message), size_t(message.size()), in(publicKey)) == 0;
}

QByteArray DeviceKey::seal(const QByteArray &publicKey, const QByteArray &plain)
{
    startSodium();
    QByteArray key(crypto_box_PUBLICKEYBYTES, '\0');
    if (publicKey.size() != crypto_sign_PUBLICKEYBYTES || crypto_sign_ed25519_pk_to_curve25519(out(key), in(publicKey)) != 0)
        return {};
    QByteArray box(plain.size() + qsizetype(crypto_box_SEALBYTES), '\0');
    crypto_box_seal(out(box), in(plain), size_t(plain.size()), in(key));
    return box;
}

std::optional<QByteArray> DeviceKey::unsealed(const QByteArray &box) const
{
    QByteArray publicKey(crypto_box_PUBLICKEYBYTES, '\0'), secretKey(crypto_box_SECRETKEYBYTES, '\0');
    if (box.size() < qsizetype(crypto_box_SEALBYTES) || crypto_sign_ed25519_pk_to_curve25519(out(publicKey), in(m_publicKey)) != 0
        || crypto_sign_ed25519_sk_to_curve25519(out(secretKey), in(m_secretKey)) != 0)
        return std::nullopt;
    QByteArray plain(box.size() - qsizetype(crypto_box_SEALBYTES), '\0');
    const bool fits = crypto_box_seal_open(out(plain), in(box), size_t(box.size()), in(publicKey), in(secretKey)) == 0;
    sodium_memzero(secretKey.data(), size_t(secretKey.size()));
    return fits ? std::optional(plain) : std::nullopt;
}

QString passwordHash(const QString &password)
{
    startSodium();
    const QByteArray text = password.toUtf8();
    char hash[crypto_pwhash_STRBYTES];
    const int failed = crypto_pwhash_str(hash, text.constData(), size_t(text.size()), 2, 64 * 1024 * 1024);
    Q_ASSERT(failed == 0);
    Q_UNUSED(failed)
    return QString::fromLatin1(hash);
}

bool passwordFits(const QString &hash, const QString &password)
{
    startSodium();
    const QByteArray text = password.toUtf8(), expected = hash.toLatin1();
    return crypto_pwhash_str_verify(expected.constData(), text.constData(), size_t(text.size())) == 0;
}

} // namespace office
