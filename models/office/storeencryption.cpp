// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/storeencryption.h"
#include "storage/blobfiles.h"
#include "storage/database.h"
#include "storage/vault/shred.h"
#include "storage/vault/vault.h"
#include <QDir>
#include <QFile>
#include <QLoggingCategory>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

Q_LOGGING_CATEGORY(encryptionLog, "onewindow.office.encryption")

namespace {

/// Everything SQLite and the taking over lay beside a database file.
QStringList filesOf(const QString &database)
{
    QStringList files;
    for (const QString &ending : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s, u".plain"_s, u"-wal.plain"_s, u".encrypting"_s})
        files << QString(database + ending);
    return files;
}

domain::Refusal refusalOf(const storage::Fault &fault)
{
    qCWarning(encryptionLog) << fault.what();
    switch (fault.kind) {
    case storage::Fault::Kind::DiskFull:
        return refuse(u"office.disk-full");
    case storage::Fault::Kind::Busy:
        return refuse(u"office.store-busy");
    case storage::Fault::Kind::Locked:
        return refuse(u"office.store-locked");
    case storage::Fault::Kind::Corrupt:
        return refuse(u"office.store-corrupt");
    default:
        return refuse(u"office.store-failed", {{u"detail"_s, QString::fromUtf8(fault.what())}});
    }
}

} // namespace

bool StoreEncryption::isPlain(const QString &database)
{
    return storage::isPlainDatabase(database);
}

bool StoreEncryption::isEncrypted(const QString &database)
{
    return storage::isEncrypted(database);
}

Result<Done> StoreEncryption::encrypt(const Places &places, const QByteArray &key)
{
    try {
        if (isPlain(places.database)) {
            if (!places.download.isEmpty())
                storage::shredFolder(places.download); // can be had again
            if (!places.blobs.isEmpty() && QDir(places.blobs).exists())
                storage::BlobFiles(places.blobs, {}, key).sealAll();
        }
        // The store last: as long as it is plain, not all is done.
        storage::encryptFile(places.database, key);
        if (isEncrypted(places.database))
            const storage::Database opened(places.database, storage::Database::Access::ReadOnly, key);
        return Done{};
    } catch (const storage::Fault &fault) {
        return refusalOf(fault);
    }
}

void StoreEncryption::wipe(const Places &places)
{
    for (const QString &file : filesOf(places.database)) {
        try {
            storage::shred(file);
        } catch (const storage::Fault &fault) {
            qCWarning(encryptionLog) << fault.what();
            QFile::remove(file);
        }
    }
    for (const QString &folder : {places.blobs, places.download}) {
        if (folder.isEmpty())
            continue;
        try {
            storage::shredFolder(folder);
        } catch (const storage::Fault &fault) {
            qCWarning(encryptionLog) << fault.what();
            QDir(folder).removeRecursively();
        }
    }
}

} // namespace office
