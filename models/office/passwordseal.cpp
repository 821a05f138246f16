// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/passwordseal.h"
#include <sodium.h>

namespace office {

namespace {

constexpr qsizetype saltBytes = crypto_pwhash_SALTBYTES, nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char *out(QByteArray &bytes) { return reinterpret_cast<unsigned char *>(bytes.data()); }
const unsigned char *in(const QByteArray &bytes) { return reinterpret_cast<const unsigned char *>(bytes.constData()); }

/// Wiped when it is no longer needed.
struct Key
{
    QByteArray bytes{qsizetype(crypto_aead_xchacha20poly1305_ietf_KEYBYTES), '\0'};
    Key(const QString &password, const QByteArray &salt)
    {
        constexpr unsigned long long passes = 2;
        constexpr size_t memoryBytes = 64 * 1024 * 1024;
        QByteArray text = password.toUtf8();
        const int failed = crypto_pwhash(out(bytes), size_t(bytes.size()), text.constData(), size_t(text.size()), in(salt), passes, memoryBytes, crypto_pwhash_ALG_ARGON2ID13);
        Q_ASSERT(failed == 0);
        Q_UNUSED(failed)
        sodium_memzero(text.data(), size_t(text.size()));
    }
    ~Key() { sodium_memzero(bytes.data(), size_t(bytes.size())); }
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;
};

} // namespace

QByteArray sealWithPassword(const QString &password, const QByteArray &plain)
{
    QByteArray salt(saltBytes, '\0'), nonce(nonceBytes, '\0'), box(plain.size() + tagBytes, '\0');
    randombytes_buf(salt.data(), size_t(salt.size()));
    randombytes_buf(nonce.data(), size_t(nonce.size()));
    const Key key(password, salt);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out(box), nullptr, in(plain), size_t(plain.size()), nullptr, 0, nullptr, in(nonce), in(key.bytes));
    return salt + nonce + box;
}

std::optional<QByteArray> openWithPassword(const QString &password, const QByteArray &sealed)
{
    if (sealed.size() < saltBytes + nonceBytes + tagBytes)
        return {};
    const QByteArray salt = sealed.left(saltBytes), nonce = sealed.mid(saltBytes, nonceBytes), box = sealed.mid(saltBytes + nonceBytes);
    const Key key(password, salt);
    QByteArray plain(box.size() - tagBytes, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out(plain), nullptr, nullptr, in(box), size_t(box.size()), nullptr, 0, in(nonce), in(key.bytes)) != 0)
        return {};
    return plain;
}

} // namespace office
