// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/snapshotparts.h"
#include "storage/database.h"
#include "storage/databasefile.h"
#include "storage/vault/sealedfile.h"
#include "storage/vault/vaultfile.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <memory>
#include <zstd.h>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

constexpr int level = 3;
constexpr qint64 blockBytes = 256 * 1024;

struct Free
{
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

[[noreturn]] void fail(const QFileDevice &file)
{
    throw Fault(file.error() == QFileDevice::ResourceError ? Fault::Kind::DiskFull : Fault::Kind::Failed,
                QString(file.fileName() + u": "_s + file.errorString()));
}

/// Collects the compressed bytes of one part.
class Frame
{
public:
    Frame() : m_context(ZSTD_createCCtx())
    {
        ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, level);
        ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1);
        m_out.resize(qsizetype(ZSTD_CStreamOutSize()));
    }

    void add(const QByteArray &block)
    {
        m_bytes += block.size();
        compress(block, ZSTD_e_continue);
    }
    qint64 bytes() const { return m_bytes; }
    /// What is held back inside the compressor is at most a few blocks.
    bool isFull() const { return m_packed.size() > domain::snapshotPartMax - 4 * blockBytes; }
    QByteArray end()
    {
        compress({}, ZSTD_e_end);
        m_bytes = 0;
        return std::exchange(m_packed, {});
    }

private:
    void compress(const QByteArray &block, ZSTD_EndDirective directive)
    {
        ZSTD_inBuffer in{block.constData(), size_t(block.size()), 0};
        for (bool isDone = false; !isDone;) {
            ZSTD_outBuffer out{m_out.data(), size_t(m_out.size()), 0};
            const size_t left = ZSTD_compressStream2(m_context.get(), &out, &in, directive);
            if (ZSTD_isError(left))
                throw Fault(Fault::Kind::Failed, u"zstd: %1"_s.arg(QString::fromLatin1(ZSTD_getErrorName(left))));
            m_packed.append(m_out.constData(), qsizetype(out.pos));
            isDone = directive == ZSTD_e_end ? left == 0 : in.pos == in.size;
        }
    }

    std::unique_ptr<ZSTD_CCtx, Free> m_context;
    QByteArray m_out, m_packed;
    qint64 m_bytes = 0;
};

domain::SnapshotPart lay(Frame &frame, const QString &folder)
{
    domain::SnapshotPart part;
    part.bytes = frame.bytes();
    const QByteArray packed = frame.end();
    part.size = packed.size();
    part.sha256 = QCryptographicHash::hash(packed, QCryptographicHash::Sha256).toHex();
    const QString path = QDir(folder).filePath(QString::fromLatin1(part.sha256));
    if (isPart(path, part))
        return part;
    QSaveFile file(path); // written aside and renamed: a part is there whole or not at all
    if (!file.open(QIODevice::WriteOnly) || file.write(packed) != packed.size() || !file.commit())
        fail(file);
    return part;
}

QByteArray contents(const QString &path, qint64 expected)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() != expected)
        return {};
    return file.read(expected);
}

} // namespace

QList<domain::SnapshotPart> packFile(const QString &path, const QString &folder, const std::function<bool()> &goOn)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        fail(file);
    QList<domain::SnapshotPart> parts;
    Frame frame;
    for (QByteArray block = file.read(blockBytes); !block.isEmpty(); block = file.read(blockBytes)) {
        if (!goOn())
            throw Fault(Fault::Kind::Busy, u"given up"_s);
        frame.add(block);
        if (frame.isFull())
            parts << lay(frame, folder);
    }
    if (file.error() != QFileDevice::NoError)
        fail(file);
    if (frame.bytes() > 0)
        parts << lay(frame, folder);
    syncFolder(folder);
    return parts;
}

bool isPart(const QString &file, const domain::SnapshotPart &part)
{
    const QByteArray packed = contents(file, part.size);
    return packed.size() == part.size && QCryptographicHash::hash(packed, QCryptographicHash::Sha256).toHex() == part.sha256;
}

namespace {

Secret partKey(const QByteArray &key)
{
    return Secret(key).derived("onewindow parts");
}

QByteArray sealedContents(const QString &path, const QByteArray &key)
{
    QFile file(path);
    const Secret secret = partKey(key);
    try {
        return file.open(QIODevice::ReadOnly) ? SealedFile(file.handle(), path, secret).read(0, domain::snapshotPartMax) : QByteArray();
    } catch (const Fault &) {
        return {};
    }
}

/// The place in a ready-made file that a part is unpacked into, piece by piece. Other parts are written to the same file at the
/// same time.
class Place
{
public:
    Place(const QString &path, qint64 offset, const QByteArray &key) : m_file(path), m_offset(offset)
    {
        if (!key.isEmpty())
            m_vault = std::make_unique<vault::Writer>(path, Secret(key));
        else if (!m_file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered) || !m_file.seek(offset))
            fail(m_file);
    }
    void write(QByteArrayView bytes)
    {
        if (!m_vault) {
            if (m_file.write(bytes.data(), bytes.size()) != bytes.size())
                fail(m_file);
            return;
        }
        m_held.append(bytes);
        const qsizetype whole = m_held.size() / vault::blockBytes * vault::blockBytes;
        m_vault->write(m_offset, QByteArrayView(m_held).first(whole));
        m_offset += whole;
        m_held.remove(0, whole);
    }
    /// Whether nothing is left: a database has whole pages, and a part of one as well.
    bool isWhole() const { return m_held.isEmpty(); }

private:
    QFile m_file;
    std::unique_ptr<vault::Writer> m_vault;
    QByteArray m_held;
    qint64 m_offset;
};

} // namespace

qint64 partBytes(const QString &path, const QByteArray &key)
{
    QFile file(path);
    if (key.isEmpty() || !file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return file.size();
    const Secret secret = partKey(key);
    try {
        SealedFile sealed(file.handle(), path, secret);
        sealed.dropTornEnd();
        return sealed.size();
    } catch (const Fault &) {
        file.remove(); // its head was torn, or it is of another key
        return 0;
    }
}

void addToPart(const QString &path, const QByteArray &bytes, bool isBeginning, const QByteArray &key)
{
    QFile file(path);
    if (!file.open(QIODevice::Unbuffered | QIODevice::ReadWrite | (isBeginning ? QIODevice::Truncate : QIODevice::Append)))
        fail(file);
    if (key.isEmpty()) {
        if (file.write(bytes) != bytes.size())
            fail(file);
        return;
    }
    // Written past Qt, at places of its own; a file opened to append would write at its end whatever the place.
    file.close();
    if (!file.open(QIODevice::Unbuffered | QIODevice::ReadWrite))
        fail(file);
    const Secret secret = partKey(key);
    SealedFile(file.handle(), path, secret).append(bytes);
}

void layOut(const QString &path, qint64 bytes, const QByteArray &key)
{
    if (!key.isEmpty())
        return vault::Writer::create(path, Secret(key));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || !file.resize(bytes))
        fail(file);
}

bool unpackPart(const QString &path, const domain::SnapshotPart &part, const QString &into, qint64 offset, const QByteArray &key)
{
    const QByteArray packed = key.isEmpty() ? contents(path, part.size) : sealedContents(path, key);
    if (packed.size() != part.size || QCryptographicHash::hash(packed, QCryptographicHash::Sha256).toHex() != part.sha256)
        return false;
    if (!key.isEmpty() && offset % vault::blockBytes != 0)
        return false;
    Place place(into, offset, key);
    const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    QByteArray out(1 << 20, Qt::Uninitialized);
    ZSTD_inBuffer in{packed.constData(), size_t(packed.size()), 0};
    qint64 unpacked = 0;
    for (size_t left = 1; left != 0;) {
        ZSTD_outBuffer buffer{out.data(), size_t(out.size()), 0};
        left = ZSTD_decompressStream(context.get(), &buffer, &in);
        // The name was right, so these are the bytes the centre made: what is no frame of this length was made wrongly.
        const bool isStuck = left != 0 && in.pos == in.size && buffer.pos == 0;
        if (ZSTD_isError(left) || isStuck || unpacked + qint64(buffer.pos) > part.bytes)
            return false;
        place.write(QByteArrayView(out).first(qsizetype(buffer.pos)));
        unpacked += qint64(buffer.pos);
    }
    return unpacked == part.bytes && in.pos == in.size && place.isWhole();
}

} // namespace storage
