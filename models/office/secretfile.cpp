// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/secretfile.h"
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

QString partOf(const QString &path)
{
    return QString(path + u".part"_s);
}

Result<Done> failed(const QString &path)
{
    const int error = errno;
    if (error == ENOSPC || error == EDQUOT)
        return refuse(u"office.disk-full");
    return refuse(u"office.store-failed", {{u"detail"_s, QString(path + u": "_s + QString::fromLocal8Bit(std::strerror(error)))}});
}

bool writeWhole(int file, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t written = ::write(file, bytes.constData() + done, size_t(bytes.size() - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += written;
    }
    return ::fsync(file) == 0;
}

bool syncFolderOf(const QString &path)
{
    const int folder = ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0)
        ::close(folder);
    return synced;
}

Result<Done> destroyOne(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int file = ::open(name.constData(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return errno == ENOENT ? Result<Done>(Done{}) : failed(path);
    const bool overwritten = writeWhole(file, QByteArray(QFileInfo(path).size(), '\0'));
    ::close(file);
    // What can't be overwritten is removed all the same.
    if (::unlink(name.constData()) != 0 || !overwritten)
        return failed(path);
    return Done{};
}

} // namespace

std::optional<QByteArray> readSecret(const QString &path)
{
    QFile file(path);
    constexpr qint64 bytesMax = 1 << 20;
    if (!file.open(QIODevice::ReadOnly) || file.size() > bytesMax)
        return std::nullopt;
    return file.readAll();
}

Result<Done> writeSecret(const QString &path, const QByteArray &bytes)
{
    const QByteArray part = QFile::encodeName(partOf(path));
    const int file = ::open(part.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return failed(path);
    const bool written = ::fchmod(file, 0600) == 0 && writeWhole(file, bytes);
    const int error = errno;
    ::close(file);
    if (!written) {
        ::unlink(part.constData());
        errno = error;
        return failed(path);
    }
    if (::rename(part.constData(), QFile::encodeName(path).constData()) != 0 || !syncFolderOf(path))
        return failed(path);
    return Done{};
}

Result<Done> destroySecret(const QString &path)
{
    const Result<Done> part = destroyOne(partOf(path));
    const Result<Done> file = destroyOne(path);
    if (!part || !file)
        return !file ? file : part;
    return syncFolderOf(path) || errno == ENOENT ? Result<Done>(Done{}) : failed(path);
}

void forgetKey(QByteArray &key)
{
    if (!key.isEmpty())
        sodium_memzero(key.data(), size_t(key.size()));
    key.clear();
}

} // namespace office
