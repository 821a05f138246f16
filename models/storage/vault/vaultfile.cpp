// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/vaultfile.h"
#include "storage/database.h"
#include <QFile>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <unistd.h>

namespace storage::vault {
using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void fail(const QString &path)
{
    const int error = errno;
    throw Fault(error == ENOSPC || error == EDQUOT ? Fault::Kind::DiskFull : Fault::Kind::Failed, QString(path + u": "_s + QString::fromLocal8Bit(std::strerror(error))));
}

QByteArrayView saltOf(const Head &head)
{
    return {head.data() + saltAt, saltBytes};
}

QByteArray checkOf(const Head &head, const Secret &key)
{
    return key.derived("onewindow vault check", saltOf(head)).mac({head.data(), checkAt}).left(checkBytes);
}

void writeAt(int file, const QString &path, const char *data, qint64 size, qint64 offset)
{
    while (size > 0) {
        const ssize_t done = ::pwrite(file, data, size_t(size), offset);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            fail(path);
        data += done;
        size -= done;
        offset += done;
    }
}

} // namespace

Head newHead(const Secret &key)
{
    Head head{};
    std::memcpy(head.data(), magic, magicBytes);
    std::memcpy(head.data() + saltAt, randomBytes(saltBytes).constData(), saltBytes);
    std::memcpy(head.data() + checkAt, checkOf(head, key).constData(), checkBytes);
    return head;
}

HeadVerdict judge(const Head &head, const Secret &key)
{
    if (std::memcmp(head.data(), magic, magicBytes) != 0)
        return HeadVerdict::NoVault;
    return CRYPTO_memcmp(head.data() + checkAt, checkOf(head, key).constData(), checkBytes) == 0 ? HeadVerdict::Right : HeadVerdict::OtherKey;
}

Secret blockKey(const Head &head, const Secret &key)
{
    return key.derived("onewindow vault blocks", saltOf(head));
}

Secret logKey(const Head &head, const Secret &key)
{
    return key.derived("onewindow vault log", saltOf(head));
}

std::array<char, blockBytes> emptyDatabase()
{
    // https://www.sqlite.org/fileformat2.html: the head of the file, then an empty leaf of the table of tables.
    std::array<char, blockBytes> page{};
    std::memcpy(page.data(), "SQLite format 3", 16);
    page[16] = 0x10; // 4096 bytes a page
    page[18] = page[19] = 2; // read and written with a write-ahead log
    page[21] = 64;
    page[22] = page[23] = 32;
    page[31] = 1; // one page
    page[100] = 0x0d;
    page[105] = 0x10; // cells begin at 4096: there are none
    return page;
}

void Writer::create(const QString &path, const Secret &key)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        fail(path);
    const Head head = newHead(key);
    try {
        writeAt(file, path, head.data(), headBytes, 0);
    } catch (...) {
        ::close(file);
        throw;
    }
    ::close(file);
}

Writer::Writer(const QString &path, const Secret &key) : m_path(path), m_file(::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC))
{
    if (m_file < 0)
        fail(path);
    try {
        Head head{};
        if (::pread(m_file, head.data(), headBytes, 0) != headBytes || judge(head, key) != HeadVerdict::Right)
            throw Fault(Fault::Kind::Locked, QString(path + u" is not encrypted with this key"_s));
        m_cipher = std::make_unique<RecordCipher>(blockKey(head, key));
    } catch (...) {
        ::close(m_file);
        throw;
    }
}

Writer::~Writer()
{
    ::close(m_file);
}

void Writer::write(qint64 offset, QByteArrayView bytes)
{
    Q_ASSERT(offset % blockBytes == 0 && bytes.size() % blockBytes == 0);
    std::array<char, blockRecord> record;
    for (qsizetype at = 0; at < bytes.size(); at += blockBytes) {
        const qint64 block = (offset + at) / blockBytes;
        if (!m_cipher->seal(bytes.data() + at, blockBytes, block, record.data()))
            throw Fault(Fault::Kind::Failed, QString(m_path + u": can't be encrypted"_s));
        writeAt(m_file, m_path, record.data(), blockRecord, placeOf(block));
    }
}

QByteArray Writer::read(qint64 offset, qint64 size)
{
    Q_ASSERT(offset % blockBytes == 0 && size % blockBytes == 0);
    QByteArray bytes;
    std::array<char, blockRecord> record;
    std::array<char, blockBytes> block;
    for (qint64 number = offset / blockBytes; number < (offset + size) / blockBytes; ++number) {
        const ssize_t there = ::pread(m_file, record.data(), blockRecord, placeOf(number));
        if (there < 0)
            fail(m_path);
        if (there == 0)
            break;
        if (there != blockRecord || !m_cipher->open(record.data(), blockBytes, number, block.data()))
            throw Fault(Fault::Kind::Corrupt, u"%1: block %2 is not what was written"_s.arg(m_path).arg(number));
        bytes.append(block.data(), blockBytes);
    }
    return bytes;
}

void Writer::sync()
{
    if (::fsync(m_file) != 0)
        fail(m_path);
}

} // namespace storage::vault
