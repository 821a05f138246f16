// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/vault.h"
#include "storage/database.h"
#include "storage/databasefile.h"
#include "storage/engine.h"
#include "storage/vault/shred.h"
#include "storage/vault/vaultfile.h"
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 copyBytes = 256 * vault::blockBytes;
const QByteArray plainMagic = "SQLite format 3";

[[noreturn]] void fail(const QString &what, const QString &path)
{
    const int error = errno;
    throw Fault(error == ENOSPC || error == EDQUOT ? Fault::Kind::DiskFull : Fault::Kind::Failed,
                u"%1 %2: %3"_s.arg(what, path, QString::fromLocal8Bit(std::strerror(error))));
}

QByteArray beginningOf(const QString &path, qint64 bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(bytes) : QByteArray();
}

/// A second name keeps the plain bytes within reach of being overwritten after the first is gone.
void nameAlso(const QString &path, const QString &other)
{
    if (::link(QFile::encodeName(path).constData(), QFile::encodeName(other).constData()) != 0 && errno != ENOENT)
        fail(u"link"_s, other);
}

QString leftOf(const QString &path)
{
    return QString(path + u".plain"_s);
}

/// What a run that was broken off left behind: a second name of what still stands is only a name.
void shredLeft(const QString &path)
{
    const QString left = leftOf(path);
    if (isSameFile(path, left))
        QFile::remove(left);
    else
        shred(left);
}

/// Brings everything into the database file, which only who has it alone can do. The log keeps its second name.
void emptyPlainLog(const QString &path)
{
    const QString log = QString(path + u"-wal"_s);
    const auto database = openSqlite(path, Database::Access::ReadWrite);
    QList<Row> rows;
    database->execute(u"PRAGMA wal_checkpoint(PASSIVE)"_s, {}, &rows);
    if (QFileInfo::exists(log))
        nameAlso(log, leftOf(log));
    rows.clear();
    database->execute(u"PRAGMA journal_mode=DELETE"_s, {}, &rows);
    if (rows.isEmpty() || rows.first().text(0) != "delete"_L1 || QFileInfo::exists(log))
        throw Fault(Fault::Kind::Busy, QString(path + u" is in use"_s));
}

/// Copies the database, and reads every block of the copy again before anything is taken away.
void copyEncrypted(const QString &path, const QString &copy, const Secret &key)
{
    QFile plain(path);
    if (!plain.open(QIODevice::ReadOnly))
        throw Fault(Fault::Kind::Failed, QString(path + u": "_s + plain.errorString()));
    if (plain.size() % vault::blockBytes != 0)
        throw Fault(Fault::Kind::Corrupt, QString(path + u" has no whole pages"_s));
    vault::Writer::create(copy, key);
    vault::Writer writer(copy, key);
    constexpr int writesWith = 18, readsWith = 19, log = 2; // of the head of a database: so that it is in WAL mode from the start
    const auto piece = [&](qint64 offset) {
        QByteArray bytes = plain.seek(offset) ? plain.read(copyBytes) : QByteArray();
        if (bytes.size() != std::min(copyBytes, plain.size() - offset))
            throw Fault(Fault::Kind::Failed, QString(path + u": "_s + plain.errorString()));
        if (offset == 0)
            bytes[writesWith] = bytes[readsWith] = log;
        return bytes;
    };
    for (qint64 offset = 0; offset < plain.size(); offset += copyBytes)
        writer.write(offset, piece(offset));
    writer.sync();
    for (qint64 offset = 0; offset < plain.size(); offset += copyBytes) {
        const QByteArray bytes = piece(offset);
        if (writer.read(offset, bytes.size()) != bytes)
            throw Fault(Fault::Kind::Failed, QString(copy + u" was not written well"_s));
    }
}

} // namespace

bool isEncrypted(const QString &path)
{
    return beginningOf(path, vault::magicBytes) == QByteArrayView(vault::magic, vault::magicBytes);
}

bool isPlainDatabase(const QString &path)
{
    return beginningOf(path, plainMagic.size()) == plainMagic;
}

void encryptFile(const QString &path, const QByteArray &key)
{
    const Secret secret{key};
    const QString copy = QString(path + u".encrypting"_s), log = QString(path + u"-wal"_s);
    if (isPlainDatabase(path)) {
        shredLeft(path);
        shredLeft(log);
        emptyPlainLog(path);
        copyEncrypted(path, copy, secret);
        nameAlso(path, leftOf(path));
        if (::rename(QFile::encodeName(copy).constData(), QFile::encodeName(path).constData()) != 0)
            fail(u"rename"_s, path);
        syncFolder(QFileInfo(path).absolutePath());
    }
    shredLeft(path);
    shredLeft(log);
    QFile::remove(copy); // of a run that was broken off: begun anew
}

} // namespace storage
