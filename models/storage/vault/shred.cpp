// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/shred.h"
#include "storage/database.h"
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace storage {
using namespace Qt::StringLiterals;

bool isSameFile(const QString &path, const QString &other)
{
    struct stat one, two;
    return ::stat(QFile::encodeName(path).constData(), &one) == 0 && ::stat(QFile::encodeName(other).constData(), &two) == 0 && one.st_dev == two.st_dev
           && one.st_ino == two.st_ino;
}

bool overwrite(int file)
{
    const QByteArray zeros(1 << 20, '\0');
    qint64 left = ::lseek(file, 0, SEEK_END);
    bool done = ::lseek(file, 0, SEEK_SET) == 0;
    while (done && left > 0) {
        const ssize_t written = ::write(file, zeros.constData(), size_t(std::min<qint64>(left, zeros.size())));
        done = written > 0;
        left -= std::max<ssize_t>(written, 0);
    }
    return done && ::fsync(file) == 0;
}

void shred(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (!QFileInfo(path).isSymLink())
        ::chmod(name.constData(), S_IRUSR | S_IWUSR); // what was made to be only read
    const int file = ::open(name.constData(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) {
        if (errno == ELOOP) // a link to something: it is the link that is ours
            QFile::remove(path);
        else if (errno != ENOENT)
            throw Fault(Fault::Kind::Failed, QString(path + u": "_s + QString::fromLocal8Bit(std::strerror(errno))));
        return;
    }
    const bool done = overwrite(file);
    const int error = errno;
    ::close(file);
    if (!done)
        throw Fault(Fault::Kind::Failed, QString(path + u": "_s + QString::fromLocal8Bit(std::strerror(error))));
    QFile::remove(path);
}

void shredFolder(const QString &path)
{
    QDirIterator files(path, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext())
        shred(files.next());
    QDir(path).removeRecursively();
}

} // namespace storage
