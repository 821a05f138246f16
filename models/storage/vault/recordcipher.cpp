// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/recordcipher.h"
#include "storage/database.h"
#include <QtEndian>
#include <cstring>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

constexpr unsigned char formatVersion = 1;

/// What is authenticated with a record though it does not stand in it.
struct Place
{
    unsigned char bytes[9];
    explicit Place(qint64 number)
    {
        qToBigEndian(number, bytes);
        bytes[8] = formatVersion;
    }
};

} // namespace

void RecordCipher::Free::operator()(evp_cipher_ctx_st *context) const
{
    EVP_CIPHER_CTX_free(context); // wipes the key in it
}

RecordCipher::RecordCipher(const Secret &key) : m_sealing(EVP_CIPHER_CTX_new()), m_opening(EVP_CIPHER_CTX_new()), m_used(m_nonces.size())
{
    // The key is set once: making its schedule costs as much as a kilobyte.
    if (!m_sealing || !m_opening || EVP_EncryptInit_ex(m_sealing.get(), EVP_aes_256_gcm(), nullptr, key.data(), nullptr) != 1
        || EVP_DecryptInit_ex(m_opening.get(), EVP_aes_256_gcm(), nullptr, key.data(), nullptr) != 1)
        throw Fault(Fault::Kind::Failed, u"AES-256-GCM is not to be had"_s);
}

RecordCipher::~RecordCipher() = default;

bool RecordCipher::takeNonce(unsigned char *into)
{
    if (m_used == m_nonces.size()) {
        if (RAND_bytes(m_nonces.data(), int(m_nonces.size())) != 1)
            return false;
        m_used = 0;
    }
    std::memcpy(into, m_nonces.data() + m_used, nonceBytes);
    m_used += nonceBytes;
    return true;
}

bool RecordCipher::seal(const void *plain, int size, qint64 place, void *record)
{
    auto *const nonce = static_cast<unsigned char *>(record), *const text = nonce + nonceBytes;
    const Place where(place);
    int done = 0;
    return takeNonce(nonce) && EVP_EncryptInit_ex(m_sealing.get(), nullptr, nullptr, nullptr, nonce) == 1
           && EVP_EncryptUpdate(m_sealing.get(), nullptr, &done, where.bytes, int(sizeof where.bytes)) == 1
           && EVP_EncryptUpdate(m_sealing.get(), text, &done, static_cast<const unsigned char *>(plain), size) == 1
           && EVP_EncryptFinal_ex(m_sealing.get(), text + done, &done) == 1
           && EVP_CIPHER_CTX_ctrl(m_sealing.get(), EVP_CTRL_AEAD_GET_TAG, tagBytes, text + size) == 1;
}

bool RecordCipher::open(const void *record, int size, qint64 place, void *plain)
{
    const auto *const nonce = static_cast<const unsigned char *>(record), *const text = nonce + nonceBytes;
    const Place where(place);
    auto *const into = static_cast<unsigned char *>(plain);
    int done = 0;
    return EVP_DecryptInit_ex(m_opening.get(), nullptr, nullptr, nullptr, nonce) == 1
           && EVP_DecryptUpdate(m_opening.get(), nullptr, &done, where.bytes, int(sizeof where.bytes)) == 1
           && EVP_DecryptUpdate(m_opening.get(), into, &done, text, size) == 1
           && EVP_CIPHER_CTX_ctrl(m_opening.get(), EVP_CTRL_AEAD_SET_TAG, tagBytes, const_cast<unsigned char *>(text + size)) == 1
           && EVP_DecryptFinal_ex(m_opening.get(), into + done, &done) == 1;
}

} // namespace storage
