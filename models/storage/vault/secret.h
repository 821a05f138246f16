// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayView>

namespace storage {

/// 32 bytes of a key in memory that is neither swapped out nor written into a core dump, and wiped when it is no longer needed.
class Secret
{
public:
    static constexpr qsizetype bytes = 32;
    /// Copies the key; it must have 32 bytes.
    explicit Secret(QByteArrayView key);
    Secret(Secret &&other) noexcept : m_data(std::exchange(other.m_data, nullptr)) {}
    Secret &operator=(Secret &&) = delete;
    ~Secret();

    const unsigned char *data() const { return m_data; }
    /// The key of one purpose in one file (HKDF with SHA-256, RFC 5869).
    Secret derived(const char *purpose, QByteArrayView salt = {}) const;
    /// HMAC with SHA-256.
    QByteArray mac(QByteArrayView message) const;

private:
    Secret();
    unsigned char *m_data = nullptr;
};

/// Bytes nobody can guess. Throws Fault when the system gives none.
QByteArray randomBytes(qsizetype size);
/// Overwrites what was secret. Does nothing for bytes somebody else still shares.
void wipe(QByteArray &bytes);

} // namespace storage
