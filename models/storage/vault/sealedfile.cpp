// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/sealedfile.h"
#include "storage/database.h"
#include <QFile>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <openssl/crypto.h>
#include <unistd.h>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

constexpr char magic[] = "OWSEALED";
constexpr qsizetype magicBytes = 8, saltAt = 16, saltBytes = 32, checkAt = 48, headBytes = 64;
constexpr qint64 recordBytes = SealedFile::chunkBytes + RecordCipher::overhead;

constexpr qint64 placeOf(qint64 chunk)
{
    return headBytes + chunk * recordBytes;
}

[[noreturn]] void fail(const QString &path)
{
    const int error = errno;
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    throw Fault(full ? Fault::Kind::DiskFull : Fault::Kind::Failed, QString(path + u": "_s + QString::fromLocal8Bit(std::strerror(error))));
}

QByteArray checkOf(const QByteArray &head, const Secret &key)
{
    return key.derived("onewindow sealed check", head.mid(saltAt, saltBytes)).mac(head.left(checkAt)).left(headBytes - checkAt);
}

std::unique_ptr<RecordCipher> cipherOf(const QByteArray &head, const Secret &key)
{
    return std::make_unique<RecordCipher>(key.derived("onewindow sealed chunks", head.mid(saltAt, saltBytes)));
}

QByteArray readAt(int file, const QString &path, qint64 offset, qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    qint64 there = 0;
    while (there < size) {
        const ssize_t done = ::pread(file, bytes.data() + there, size_t(size - there), offset + there);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            fail(path);
        if (done == 0)
            break;
        there += done;
    }
    bytes.truncate(there);
    return bytes;
}

} // namespace

SealedFile::SealedFile(int file, const QString &path, const Secret &key) : m_file(file), m_path(path), m_key(key)
{
    const QByteArray head = readAt(m_file, m_path, 0, headBytes);
    if (head.isEmpty())
        return;
    if (!head.startsWith(QByteArrayView(magic, magicBytes)))
        throw Fault(Fault::Kind::Corrupt, QString(path + u" is no sealed file"_s));
    if (head.size() < headBytes || CRYPTO_memcmp(head.constData() + checkAt, checkOf(head, key).constData(), size_t(headBytes - checkAt)) != 0)
        throw Fault(Fault::Kind::Locked, QString(path + u" was sealed with another key"_s));
    m_cipher = cipherOf(head, key);
}

qint64 SealedFile::size() const
{
    const qint64 bytes = ::lseek(m_file, 0, SEEK_END);
    if (bytes <= headBytes)
        return 0;
    const qint64 whole = (bytes - headBytes) / recordBytes, rest = (bytes - headBytes) % recordBytes;
    return whole * chunkBytes + std::max<qint64>(rest - RecordCipher::overhead, 0);
}

QByteArray SealedFile::record(qint64 chunk) const
{
    return readAt(m_file, m_path, placeOf(chunk), recordBytes);
}

/// The plain bytes of a chunk.
QByteArray SealedFile::opened(qint64 chunk)
{
    const QByteArray sealed = record(chunk);
    if (sealed.isEmpty() || !m_cipher)
        return {};
    QByteArray plain(std::max<qsizetype>(sealed.size() - RecordCipher::overhead, 0), Qt::Uninitialized);
    if (sealed.size() < RecordCipher::overhead || !m_cipher->open(sealed.constData(), int(plain.size()), chunk, plain.data()))
        throw Fault(Fault::Kind::Corrupt, u"%1: chunk %2 is not what was written"_s.arg(m_path).arg(chunk));
    return plain;
}

QByteArray SealedFile::read(qint64 offset, qint64 length)
{
    const qint64 end = std::min(offset + length, size());
    QByteArray bytes;
    for (qint64 chunk = offset / chunkBytes; chunk * chunkBytes < end; ++chunk) {
        const qint64 begin = std::max<qint64>(offset - chunk * chunkBytes, 0);
        bytes.append(opened(chunk).mid(begin, end - chunk * chunkBytes - begin));
    }
    return bytes;
}

void SealedFile::writeAt(qint64 offset, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t done = ::pwrite(m_file, bytes.data(), size_t(bytes.size()), offset);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            fail(m_path);
        bytes = bytes.sliced(done);
        offset += done;
    }
}

void SealedFile::append(QByteArrayView bytes)
{
    if (!m_cipher) {
        QByteArray head = QByteArray(magic, magicBytes).leftJustified(saltAt, '\0') + randomBytes(saltBytes);
        head += checkOf(head, m_key);
        writeAt(0, head);
        m_cipher = cipherOf(head, m_key);
    }
    const qint64 fileBytes = ::lseek(m_file, 0, SEEK_END), before = size();
    const qint64 first = before / chunkBytes;
    const QByteArray last = record(first); // the chunk that is written anew with more behind it
    try {
        QByteArray plain = opened(first);
        QByteArray sealed;
        for (qint64 chunk = first; !bytes.isEmpty(); ++chunk) {
            const qsizetype more = std::min<qsizetype>(chunkBytes - plain.size(), bytes.size());
            plain.append(bytes.first(more));
            bytes = bytes.sliced(more);
            sealed.resize(plain.size() + RecordCipher::overhead);
            if (!m_cipher->seal(plain.constData(), int(plain.size()), chunk, sealed.data()))
                throw Fault(Fault::Kind::Failed, QString(m_path + u" can't be encrypted"_s));
            writeAt(placeOf(chunk), sealed);
            plain.clear();
        }
    } catch (...) {
        (void)!::ftruncate(m_file, fileBytes);
        (void)!::pwrite(m_file, last.constData(), size_t(last.size()), placeOf(first)); // over blocks it has: needs no room
        throw;
    }
}

bool SealedFile::dropTornEnd()
{
    const qint64 last = size() / chunkBytes;
    try {
        opened(last);
        return false;
    } catch (const Fault &) {
        if (::ftruncate(m_file, placeOf(last)) != 0)
            fail(m_path);
        return true;
    }
}

bool SealedFile::isSealed(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(magicBytes) == QByteArrayView(magic, magicBytes);
}

} // namespace storage
