// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chaindigest.h"
#include "domain/codes.h"
#include "storage/database.h"
#include <QtEndian>
#include <openssl/evp.h>

namespace storage {
using namespace Qt::StringLiterals;

namespace {
constexpr domain::Codes<ChainHash, 2> hashes{{{ChainHash::Sha256, u"sha-256"}, {ChainHash::Sm3, u"sm3"}}};

void mustWork(int done)
{
    if (done != 1)
        throw Fault(Fault::Kind::Failed, u"the hash function failed"_s);
}

const EVP_MD *function(ChainHash hash)
{
    // Fetched once: looking one up by name costs more than hashing a row.
    static EVP_MD *const sha256 = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
    static EVP_MD *const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
    const EVP_MD *chosen = hash == ChainHash::Sm3 ? sm3 : sha256;
    if (!chosen)
        throw Fault(Fault::Kind::Failed, QString(u"this OpenSSL has no "_s + toCode(hash)));
    return chosen;
}
} // namespace

QString toCode(ChainHash hash)
{
    return hashes.code(hash);
}

std::optional<ChainHash> chainHashFromCode(QStringView code)
{
    return hashes.value(code);
}

struct ChainDigest::Context
{
    const EVP_MD *function;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool begun = false;

    explicit Context(const EVP_MD *function) : function(function) {}
    ~Context() { EVP_MD_CTX_free(context); }
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;

    void add(const void *data, qsizetype size)
    {
        if (!begun)
            mustWork(EVP_DigestInit_ex2(context, function, nullptr));
        begun = true;
        mustWork(EVP_DigestUpdate(context, data, size_t(size)));
    }
    void addLength(qint64 length)
    {
        const qint64 inOrder = qToBigEndian(length);
        add(&inOrder, sizeof inOrder);
    }
};

ChainDigest::ChainDigest(ChainHash hash) : d(std::make_unique<Context>(function(hash))) {}

ChainDigest::~ChainDigest() = default;

ChainDigest &ChainDigest::add(QByteArrayView part)
{
    d->addLength(part.size());
    d->add(part.data(), part.size());
    return *this;
}

ChainDigest &ChainDigest::addNothing()
{
    d->addLength(-1);
    return *this;
}

QByteArray ChainDigest::finish()
{
    QByteArray hash(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    mustWork(EVP_DigestFinal_ex(d->context, reinterpret_cast<unsigned char *>(hash.data()), &size));
    d->begun = false;
    hash.resize(qsizetype(size));
    return hash;
}

} // namespace storage
