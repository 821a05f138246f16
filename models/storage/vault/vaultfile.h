// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/vault/recordcipher.h"
#include <QString>
#include <array>

namespace storage::vault {

/// An encrypted database file: a head, then the bytes of the database in blocks of 4096, each a record.
///
///     head    8 magic "OWVAULT1" · 8 zeros · 32 salt · 16 check of key and head
///     block   12 nonce · 4096 ciphertext · 16 tag, one after the other
///
/// The write-ahead log beside it has no head: its key comes from the salt of the database. First the head of the log as SQLite
/// knows it (32 bytes), then each frame with its own head (24 + 4096 bytes) as one record: SQLite's checksum over the plain page
/// stands in the head of the frame, and would tell of the page.
constexpr int headBytes = 64, blockBytes = 4096, blockRecord = blockBytes + RecordCipher::overhead;
constexpr int logHeadBytes = 32, logHeadRecord = logHeadBytes + RecordCipher::overhead;
constexpr int frameHeadBytes = 24, frameBytes = frameHeadBytes + blockBytes, frameRecord = frameBytes + RecordCipher::overhead;
constexpr char magic[] = "OWVAULT1";
constexpr int magicBytes = 8, saltBytes = 32, saltAt = 16, checkAt = 48, checkBytes = 16;

/// Where a block stands in the file, and how much of the database a file of so many bytes holds.
constexpr qint64 placeOf(qint64 block) { return headBytes + block * blockRecord; }
constexpr qint64 bytesIn(qint64 fileBytes) { return fileBytes < headBytes ? 0 : (fileBytes - headBytes) / blockRecord * blockBytes; }

using Head = std::array<char, headBytes>;

/// A new head for a file to be encrypted under this key.
Head newHead(const Secret &key);
enum class HeadVerdict { Right, OtherKey, NoVault };
HeadVerdict judge(const Head &head, const Secret &key);
/// The keys of a file by its head.
Secret blockKey(const Head &head, const Secret &key);
Secret logKey(const Head &head, const Secret &key);

/// Block 0 of an empty database in WAL mode, as SQLite itself would make it: thus no rollback journal is ever needed.
std::array<char, blockBytes> emptyDatabase();

/// Writes the bytes of a whole database into an encrypted file, in any order of its parts; not while SQLite has it open.
/// Throws Fault.
class Writer
{
public:
    /// Makes the file, over whatever stood there.
    static void create(const QString &path, const Secret &key);
    Writer(const QString &path, const Secret &key);
    ~Writer();
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;
    /// Both in bytes of the database, and multiples of 4096.
    void write(qint64 offset, QByteArrayView bytes);
    /// The same back; fewer at the end. Corrupt when it is not what was written.
    QByteArray read(qint64 offset, qint64 size);
    void sync();

private:
    const QString m_path;
    int m_file = -1;
    std::unique_ptr<RecordCipher> m_cipher;
};

} // namespace storage::vault
