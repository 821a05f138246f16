// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/vault/secret.h"
#include <array>
#include <memory>

struct evp_cipher_ctx_st;

namespace storage {

/// Encrypts records, each by itself, with AES-256-GCM. A record on disk is nonce, ciphertext, tag. Nonces are random, so that
/// neither a disk put back to an older state nor two connections can ever make one twice on purpose; the key belongs to one
/// file, and below 2^32 records written to it the chance of a repetition is below 2^-32 (NIST SP 800-38D, 8.3): that is 16 TiB.
/// A record opens only under its own place: record number and format version are authenticated with it. Not thread-safe.
class RecordCipher
{
public:
    static constexpr int nonceBytes = 12, tagBytes = 16, overhead = nonceBytes + tagBytes;
    explicit RecordCipher(const Secret &key);
    ~RecordCipher();
    RecordCipher(const RecordCipher &) = delete;
    RecordCipher &operator=(const RecordCipher &) = delete;

    /// Writes `size` + overhead bytes to `record`. False: the system gives no random numbers.
    bool seal(const void *plain, int size, qint64 place, void *record);
    /// Reads `size` + overhead bytes of `record`. False: it is not what was written there.
    bool open(const void *record, int size, qint64 place, void *plain);

private:
    struct Free
    {
        void operator()(evp_cipher_ctx_st *context) const;
    };
    using Context = std::unique_ptr<evp_cipher_ctx_st, Free>;
    bool takeNonce(unsigned char *into);

    Context m_sealing, m_opening;
    std::array<unsigned char, 64 * nonceBytes> m_nonces;
    size_t m_used;
};

} // namespace storage
