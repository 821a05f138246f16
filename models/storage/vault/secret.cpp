// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/secret.h"
#include "storage/database.h"
#include <cstring>
#include <memory>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <sys/mman.h>

namespace storage {
using namespace Qt::StringLiterals;

namespace {
constexpr size_t pageBytes = 4096; // mlock works on whole pages
}

Secret::Secret()
{
    void *page = ::mmap(nullptr, pageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        throw std::bad_alloc();
    m_data = static_cast<unsigned char *>(page);
    // Where the system allows no more locked pages the key is no worse off than everything else in memory.
    (void)!::mlock(page, pageBytes);
    (void)!::madvise(page, pageBytes, MADV_DONTDUMP);
}

Secret::Secret(QByteArrayView key) : Secret()
{
    Q_ASSERT(key.size() == bytes);
    std::memcpy(m_data, key.data(), size_t(bytes));
}

Secret::~Secret()
{
    if (!m_data)
        return;
    OPENSSL_cleanse(m_data, size_t(bytes));
    ::munmap(m_data, pageBytes);
}

Secret Secret::derived(const char *purpose, QByteArrayView salt) const
{
    struct Free
    {
        void operator()(EVP_KDF *kdf) const { EVP_KDF_free(kdf); }
        void operator()(EVP_KDF_CTX *context) const { EVP_KDF_CTX_free(context); }
    };
    const std::unique_ptr<EVP_KDF, Free> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const std::unique_ptr<EVP_KDF_CTX, Free> context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
    const auto octets = [](const char *name, const void *data, size_t size) {
        return OSSL_PARAM_construct_octet_string(name, const_cast<void *>(data), size);
    };
    char digest[] = "SHA256";
    OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0), octets(OSSL_KDF_PARAM_KEY, m_data, size_t(bytes)),
                               octets(OSSL_KDF_PARAM_INFO, purpose, std::strlen(purpose)), OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end()};
    if (!salt.isEmpty())
        parameters[3] = octets(OSSL_KDF_PARAM_SALT, salt.data(), size_t(salt.size()));
    Secret made;
    if (!context || EVP_KDF_derive(context.get(), made.m_data, size_t(bytes), parameters) != 1)
        throw Fault(Fault::Kind::Failed, u"no key can be derived"_s);
    return made;
}

QByteArray Secret::mac(QByteArrayView message) const
{
    QByteArray made(bytes, Qt::Uninitialized);
    unsigned size = 0;
    if (!HMAC(EVP_sha256(), m_data, int(bytes), reinterpret_cast<const unsigned char *>(message.data()), size_t(message.size()),
              reinterpret_cast<unsigned char *>(made.data()), &size))
        throw Fault(Fault::Kind::Failed, u"no code can be made"_s);
    return made;
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), int(size)) != 1)
        throw Fault(Fault::Kind::Failed, u"the system gives no random numbers"_s);
    return bytes;
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached() && !bytes.isEmpty())
        OPENSSL_cleanse(bytes.data(), size_t(bytes.size()));
    bytes.clear();
}

} // namespace storage
