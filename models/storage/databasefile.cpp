// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/databasefile.h"
#include "storage/database.h"
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void fail(const QString &what, const QString &path)
{
    const int error = errno;
    throw Fault(error == ENOSPC ? Fault::Kind::DiskFull : Fault::Kind::Failed,
                u"%1 %2: %3"_s.arg(what, path, QString::fromLocal8Bit(std::strerror(error))));
}

void sync(const QString &path, int flags)
{
    const int file = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (file < 0)
        fail(u"open"_s, path);
    const bool synced = ::fsync(file) == 0;
    const int error = errno;
    ::close(file);
    errno = error;
    if (!synced)
        fail(u"sync"_s, path);
}

} // namespace

bool isPlainFile(const QString &database)
{
    return !database.startsWith("file:"_L1) && !database.startsWith("postgresql:"_L1) && database != ":memory:"_L1;
}

void replaceDatabaseFile(const QString &readyMade, const QString &target)
{
    // A log beside a file belongs to it: one of the old file would be read into the new one.
    for (const QString &database : {readyMade, target}) {
        for (const QString &ending : {u"-wal"_s, u"-journal"_s}) {
            if (QFileInfo(QString(database + ending)).size() > 0)
                throw Fault(Fault::Kind::Busy, u"%1 is still in use"_s.arg(database));
        }
    }
    syncFile(readyMade);
    if (::rename(QFile::encodeName(readyMade).constData(), QFile::encodeName(target).constData()) != 0)
        fail(u"rename"_s, target);
    syncFolder(QFileInfo(target).absolutePath());
}

void growLog(const QString &database, qint64 bytes)
{
    QFile log(QString(database + u"-wal"_s));
    if (log.size() >= bytes || !log.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || !log.seek(log.size()))
        return;
    // What fails here (a full disk) fails again, and is told, when a commit needs the room.
    while (log.size() < bytes && log.write(QByteArray(1 << 20, '\0')) > 0) { }
    log.flush();
    ::fdatasync(log.handle());
}

void syncFile(const QString &path)
{
    sync(path, O_RDONLY);
}

void syncFolder(const QString &path)
{
    sync(path, O_RDONLY | O_DIRECTORY);
}

} // namespace storage
