// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/blobfiles.h"
#include "storage/database.h"
#include "storage/vault/sealedfile.h"
#include "storage/vault/shred.h"
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QUuid>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <sys/file.h>
#include <unistd.h>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 copyBytes = 256 * 1024;
const QString temporaryEnding = u".tmp"_s;
const QString signEnding = u".sign"_s;

Fault faultOf(int error, const QString &path)
{
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    return Fault(full ? Fault::Kind::DiskFull : Fault::Kind::Failed, QString(path + u": "_s + QString::fromLocal8Bit(std::strerror(error))));
}

/// An open file of the operating system; fsync and locks need it as it is.
class Handle
{
public:
    Handle(const QString &path, int flags) : m_path(path), m_handle(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600)) {}
    ~Handle()
    {
        if (m_handle >= 0)
            ::close(m_handle);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;

    bool isOpen() const { return m_handle >= 0; }
    void mustBeOpen() const
    {
        if (!isOpen())
            throw faultOf(errno, m_path);
    }
    void write(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const ssize_t done = ::write(m_handle, bytes.data(), size_t(bytes.size()));
            if (done < 0 && errno == EINTR)
                continue;
            if (done <= 0)
                throw faultOf(done < 0 ? errno : EIO, m_path);
            bytes = bytes.sliced(done);
        }
    }
    void sync()
    {
        if (::fsync(m_handle) != 0)
            throw faultOf(errno, m_path);
    }
    int handle() const { return m_handle; }
    bool lock() { return ::flock(m_handle, LOCK_EX | LOCK_NB) == 0; }
    qint64 end() { return ::lseek(m_handle, 0, SEEK_END); }
    void cut(qint64 size) { (void)!::ftruncate(m_handle, size); }

private:
    const QString m_path;
    const int m_handle;
};

QString plainHashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? QString::fromLatin1(hash.result().toHex()) : QString();
}

} // namespace

BlobFiles::BlobFiles(const QString &folder, const QString &partialFolder, const QByteArray &key, Names names)
    : m_folder(folder), m_partialFolder(partialFolder.isEmpty() ? QString(folder + u"/partial"_s) : partialFolder)
{
    if (key.isEmpty())
        return;
    const Secret secret{key};
    m_key.emplace(secret.derived("onewindow attachments"));
    if (names == Names::Hidden)
        m_nameKey.emplace(secret.derived("onewindow names of attachments"));
}

void BlobFiles::step(const char *what) const
{
    if (m_hook)
        m_hook(what);
}

QString BlobFiles::nameOf(const QString &name) const
{
    return m_nameKey ? QString::fromLatin1(m_nameKey->mac(name.toUtf8()).toHex()) : name;
}

QString BlobFiles::path(const QString &sha256) const
{
    const QString name = nameOf(sha256);
    return QString(m_folder + u'/' + name.left(2) + u'/' + name);
}

QString BlobFiles::partialPath(const QString &name) const
{
    return QString(m_partialFolder + u'/' + nameOf(name));
}

/// Written when there was no key yet. Under hidden names there is none: it would have another name.
bool BlobFiles::isOfBefore(const QString &path) const
{
    return m_key && !m_nameKey && !SealedFile::isSealed(path);
}

QString BlobFiles::hashOf(const QString &path) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!m_key)
        return plainHashOf(path);
    const Handle file(path, O_RDONLY);
    if (!file.isOpen())
        return {};
    try {
        SealedFile sealed(file.handle(), path, *m_key);
        for (qint64 offset = 0, size = sealed.size(); offset < size; offset += copyBytes)
            hash.addData(sealed.read(offset, copyBytes));
    } catch (const Fault &) {
        return {}; // what was not written by us has no hash
    }
    return QString::fromLatin1(hash.result().toHex());
}

qint64 BlobFiles::sizeOf(const QString &path) const
{
    if (!m_key)
        return QFileInfo(path).size();
    const Handle file(path, O_RDONLY);
    if (!file.isOpen())
        return 0;
    try {
        return SealedFile(file.handle(), path, *m_key).size();
    } catch (const Fault &) {
        return 0;
    }
}

QString BlobFiles::temporaryPath() const
{
    return QString(m_partialFolder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces) + temporaryEnding);
}

std::optional<qint64> BlobFiles::size(const QString &sha256) const
{
    const QString file = path(sha256);
    if (!QFileInfo(file).isFile())
        return std::nullopt;
    return isOfBefore(file) ? QFileInfo(file).size() : sizeOf(file);
}

bool BlobFiles::isSound(const QString &sha256) const
{
    const QString file = path(sha256);
    return (isOfBefore(file) ? plainHashOf(file) : hashOf(file)) == sha256;
}

QByteArray BlobFiles::read(const QString &sha256, qint64 offset, qint64 length) const
{
    if (m_key && !isOfBefore(path(sha256))) {
        const Handle file(path(sha256), O_RDONLY);
        try {
            return file.isOpen() ? SealedFile(file.handle(), path(sha256), *m_key).read(offset, length) : QByteArray();
        } catch (const Fault &) {
            return {};
        }
    }
    QFile file(path(sha256));
    if (!file.open(QIODevice::ReadOnly) || !file.seek(offset))
        return {};
    return file.read(length);
}

void BlobFiles::remove(const QString &sha256)
{
    step("remove");
    QFile::remove(path(sha256));
}

void BlobFiles::makeFolder(const QString &path) const
{
    if (QFileInfo(path).isDir())
        return;
    if (!QDir().mkpath(path))
        throw faultOf(errno ? errno : EIO, path);
    syncFolder(QFileInfo(path).absolutePath());
}

void BlobFiles::syncFolder(const QString &path) const
{
    step("fsync-folder");
    Handle folder(path, O_RDONLY | O_DIRECTORY);
    folder.mustBeOpen();
    folder.sync();
}

void BlobFiles::giveName(const QString &from, const QString &sha256)
{
    const QString to = path(sha256), folder = QFileInfo(to).absolutePath();
    makeFolder(folder);
    step("rename");
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        throw faultOf(errno, to);
    syncFolder(folder);
}

std::optional<BlobFiles::TakenIn> BlobFiles::takeIn(QIODevice &source, qint64 bytesMax)
{
    makeFolder(m_partialFolder);
    const QString temporary = temporaryPath();
    struct Sweep
    {
        QString path;
        ~Sweep() { QFile::remove(path); }
    } sweep{temporary}; // nothing is left of a failed one; of a good one the name is gone already
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 size = 0;
    {
        Handle file(temporary, O_RDWR | O_CREAT | O_EXCL);
        file.mustBeOpen();
        auto sealed = m_key ? std::make_optional<SealedFile>(file.handle(), temporary, *m_key) : std::nullopt;
        for (;;) {
            const QByteArray bytes = source.read(copyBytes);
            if (bytes.isEmpty())
                break;
            size += bytes.size();
            if (size > bytesMax)
                return std::nullopt;
            hash.addData(bytes);
            step("write");
            if (sealed)
                sealed->append(bytes);
            else
                file.write(bytes);
        }
        // An error of reading looks like the end of the file; what the file says of its size tells them apart.
        if (!source.isSequential() && source.pos() != source.size())
            return std::nullopt;
        step("fsync");
        file.sync();
    }
    const QString sha256 = QString::fromLatin1(hash.result().toHex());
    if (isOfBefore(path(sha256)) || !isSound(sha256)) // a damaged one of that name is mended by this
        giveName(temporary, sha256);
    return TakenIn{sha256, size};
}

void BlobFiles::sealAll()
{
    Q_ASSERT(m_key);
    shredFolder(m_partialFolder);
    QDirIterator files(m_folder, QDir::Files, QDirIterator::Subdirectories);
    QStringList plain;
    while (files.hasNext()) {
        const QString file = files.next();
        if (!SealedFile::isSealed(file))
            plain << file;
    }
    for (const QString &path : std::as_const(plain))
        sealFile(path);
}

int BlobFiles::sealSome(const QString &firstTwoDigits, int most)
{
    Q_ASSERT(m_key && !m_nameKey);
    int sealed = 0;
    for (const QString &name : namesIn(firstTwoDigits)) {
        if (sealed >= most)
            break;
        if (isOfBefore(path(name)))
            sealed += sealFile(path(name)) ? 1 : 0;
    }
    return sealed;
}

/// False: it can't be read, and is not given up for that.
bool BlobFiles::sealFile(const QString &path)
{
    QFile source(path);
    const Handle plainBytes(path, O_WRONLY); // the sealed one may take over the very name
    const QString name = QFileInfo(path).fileName();
    const auto taken = source.open(QIODevice::ReadOnly) ? takeIn(source, std::numeric_limits<qint64>::max()) : std::nullopt;
    if (!taken)
        return false;
    if (taken->sha256 != name)
        remove(taken->sha256); // it was damaged here before, and is of no use
    if (plainBytes.isOpen() && !overwrite(plainBytes.handle()))
        throw faultOf(errno, path);
    if (path != this->path(name))
        QFile::remove(path);
    return true;
}

qint64 BlobFiles::partialSize(const QString &name) const
{
    return sizeOf(partialPath(name));
}

qint64 BlobFiles::appendPartial(const QString &name, qint64 offset, const QByteArray &bytes)
{
    makeFolder(m_partialFolder);
    Handle file(partialPath(name), O_RDWR | O_CREAT);
    file.mustBeOpen();
    if (!file.lock())
        return -1;
    if (m_key) {
        if (sizeOf(partialPath(name)) == 0)
            file.cut(0); // a head torn by a power cut
        SealedFile sealed(file.handle(), partialPath(name), *m_key);
        if (sealed.dropTornEnd() || sealed.size() != offset)
            return sealed.size();
        step("write");
        sealed.append(bytes);
        return offset + bytes.size();
    }
    const qint64 end = file.end();
    if (end != offset)
        return end;
    try {
        step("write");
        file.write(bytes);
    } catch (...) {
        file.cut(end); // a piece is there wholly or not at all, so that a full disk costs no more than this piece
        throw;
    }
    return end + bytes.size();
}

bool BlobFiles::finishPartial(const QString &name, const QString &sha256)
{
    const QString partial = partialPath(name);
    if (hashOf(partial) != sha256) {
        QFile::remove(partial);
        return false;
    }
    if (isSound(sha256)) {
        QFile::remove(partial); // somebody else brought it already
        return true;
    }
    {
        step("fsync");
        Handle file(partial, O_RDWR);
        file.mustBeOpen();
        file.sync();
    }
    giveName(partial, sha256);
    return true;
}

void BlobFiles::dropPartial(const QString &name)
{
    QFile::remove(partialPath(name));
}

void BlobFiles::sign(const QString &name)
{
    makeFolder(m_partialFolder);
    Handle file(QString(partialPath(name) + signEnding), O_WRONLY | O_CREAT);
    file.mustBeOpen();
}

bool BlobFiles::isSigned(const QString &name) const
{
    return QFile::exists(QString(partialPath(name) + signEnding));
}

void BlobFiles::unsign(const QString &name)
{
    QFile::remove(QString(partialPath(name) + signEnding));
}

QStringList BlobFiles::signs() const
{
    QStringList names;
    if (m_nameKey)
        return names;
    for (const QString &name : QDir(m_partialFolder).entryList({QString(u'*' + signEnding)}, QDir::Files))
        names << name.chopped(signEnding.size());
    return names;
}

int BlobFiles::sweepPartials(const QDateTime &before)
{
    int swept = 0;
    QDirIterator files(m_partialFolder, QDir::Files);
    while (files.hasNext()) {
        files.next();
        if (files.fileInfo().lastModified() < before && QFile::remove(files.filePath()))
            ++swept;
    }
    return swept;
}

QStringList BlobFiles::namesIn(const QString &firstTwoDigits) const
{
    return m_nameKey ? QStringList() : QDir(QString(m_folder + u'/' + firstTwoDigits)).entryList(QDir::Files, QDir::Name);
}

QDateTime BlobFiles::lastModified(const QString &sha256) const
{
    return QFileInfo(path(sha256)).lastModified();
}

qint64 BlobFiles::bytesFree() const
{
    QString folder = m_folder;
    while (!QFileInfo::exists(folder) && QFileInfo(folder).absolutePath() != folder)
        folder = QFileInfo(folder).absolutePath();
    return QStorageInfo(folder).bytesAvailable();
}

} // namespace storage
