// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/vault/recordcipher.h"
#include <QString>

namespace storage {

/// The bytes of one encrypted file that grows at its end: scans, and what came of them so far.
///
///     head    8 magic "OWSEALED" · 8 zeros · 32 salt · 16 check of key and head
///     chunk   12 nonce · 65536 ciphertext (the last one: fewer) · 16 tag
///
/// How long the file ought to be is not in it: who keeps a file keeps the SHA-256 of its contents. Works on a file opened by the
/// caller for reading (and writing, to append), as long as that is open. Throws Fault: Locked when the file is of another key,
/// Corrupt when it is none of these, or not what was written.
class SealedFile
{
public:
    static constexpr qint64 chunkBytes = 64 * 1024;
    SealedFile(int file, const QString &path, const Secret &key);

    /// Plain bytes in it.
    qint64 size() const;
    /// Fewer than asked for at its end.
    QByteArray read(qint64 offset, qint64 length);
    /// Behind what is there; what is there stays as it was when that fails.
    void append(QByteArrayView bytes);
    /// Gives up a last chunk that a power cut has torn. False: there was none.
    bool dropTornEnd();

    /// Whether a file begins like one of these.
    static bool isSealed(const QString &path);

private:
    QByteArray record(qint64 chunk) const;
    QByteArray opened(qint64 chunk);
    void writeAt(qint64 offset, QByteArrayView bytes);

    const int m_file;
    const QString m_path;
    const Secret &m_key;
    std::unique_ptr<RecordCipher> m_cipher; ///< none: the file is empty yet
};

} // namespace storage
