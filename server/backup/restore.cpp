// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/restore.h"
#include "office/centre.h"
#include "office/centreattachments.h"
#include "office/centrehealing.h"
#include "office/devicekey.h"
#include "server/backup/backup.h"
#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QSaveFile>
#include <QScopeGuard>
#include <unistd.h>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;
using office::Office;

namespace {

domain::Refusal failed(const QString &file, const QString &reason) { return refuse(u"backup.failed", {{u"file"_s, file}, {u"reason"_s, reason}}); }
domain::Refusal damaged(const QString &file) { return refuse(u"backup.damaged", {{u"file"_s, file}}); }

QByteArray sha256Of(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex() : QByteArray();
}

/// Gives what a sealed file holds to `take`, piece by piece; false from it ends the reading.
Result<Done> unseal(const QString &path, const BackupIdentity &identity, const std::function<bool(const QByteArray &)> &take)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(path, file.errorString());
    SealedReader reader(file, identity);
    for (;;) {
        const Result<QByteArray> piece = reader.read();
        if (!piece)
            return piece.refusal().code == "backup.damaged"_L1 ? damaged(path) : piece.refusal();
        if (piece->isEmpty())
            return Done{};
        if (!take(*piece))
            return failed(path, u"what it holds could not be written"_s);
    }
}

} // namespace

QString Restore::databasePath() const { return m_options.database.isEmpty() ? QDir(m_options.dataFolder).filePath(u"centre.db"_s) : m_options.database; }
QString Restore::filesFolder() const { return m_options.filesFolder.isEmpty() ? QDir(m_options.dataFolder).filePath(u"files"_s) : m_options.filesFolder; }

Result<Restore::Report> Restore::run()
{
    const QDir folder(m_options.dataFolder);
    if (folder.exists() && !folder.isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden))
        return refuse(u"restore.not-empty", {{u"folder"_s, m_options.dataFolder}});
    if (!QDir().mkpath(m_options.dataFolder))
        return failed(m_options.dataFolder, u"it can't be made"_s);
    QFile::setPermissions(m_options.dataFolder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    // Half a centre, or one nobody signed, must not be taken for one and started.
    auto tidy = qScopeGuard([this] { QDir(m_options.dataFolder).removeRecursively(); });
    if (const Result<Done> read = readManifest(); !read)
        return read.refusal();
    const QJsonObject files = m_manifest[u"files"_s].toObject();
    for (const QString &name : files.keys()) {
        if (const Result<Done> sound = checkFile(name); !sound)
            return sound.refusal();
    }
    if (const Result<Done> restored = restoreDatabase(); !restored)
        return restored.refusal();
    for (const auto &[name, to] : {std::pair(u"partners.sealed"_s, u"partners.json"_s), std::pair(u"checkpoints.sealed"_s, u"journal.checkpoints"_s)}) {
        if (!files.contains(name))
            continue;
        if (const Result<Done> opened = openFile(name, folder.filePath(to)); !opened)
            return opened.refusal();
    }
    if (const Result<Done> finished = finish(); !finished)
        return finished.refusal();
    tidy.dismiss();
    return m_report;
}

Result<Done> Restore::readManifest()
{
    const QString path = QDir(m_options.from).filePath(u"manifest.json"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(path, file.errorString());
    m_manifest = QJsonDocument::fromJson(file.readAll()).object();
    if (m_manifest[u"format"_s].toInt() != 1 || !m_manifest[u"files"_s].toObject().contains(u"database.sealed"_s))
        return damaged(path);
    const bool ofPostgres = m_manifest[u"engine"_s].toString() == "postgresql"_L1;
    if (ofPostgres != Office::takesManyWriters(databasePath()))
        return failed(path, u"it is of another kind of database"_s);
    return Done{};
}

Result<Done> Restore::checkFile(const QString &name) const
{
    const QString path = QDir(m_options.from).filePath(QFileInfo(name).fileName());
    const QString told = m_manifest[u"files"_s][name][u"sha256"_s].toString();
    return QString::fromLatin1(sha256Of(path)) == told && !told.isEmpty() ? Result<Done>(Done{}) : Result<Done>(damaged(path));
}

Result<Done> Restore::openFile(const QString &name, const QString &to) const
{
    QSaveFile file(to);
    if (!file.open(QIODevice::WriteOnly))
        return failed(to, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const Result<Done> unsealed = unseal(QDir(m_options.from).filePath(name), m_options.identity, [&](const QByteArray &piece) { return file.write(piece) == piece.size(); });
    if (!unsealed)
        return unsealed;
    return file.flush() && ::fsync(file.handle()) == 0 && file.commit() ? Result<Done>(Done{}) : Result<Done>(failed(to, file.errorString()));
}

Result<Done> Restore::restoreDatabase()
{
    if (!Office::takesManyWriters(databasePath()))
        return openFile(u"database.sealed"_s, databasePath());
    QProcess restore;
    restore.start(u"pg_restore"_s, {u"--no-owner"_s, u"--no-privileges"_s, u"--exit-on-error"_s, u"--single-transaction"_s, u"--no-password"_s, u"--dbname"_s, m_options.database});
    if (!restore.waitForStarted(-1))
        return failed(u"pg_restore"_s, restore.errorString());
    const Result<Done> unsealed = unseal(QDir(m_options.from).filePath(u"database.sealed"_s), m_options.identity, [&](const QByteArray &piece) {
        restore.write(piece);
        while (restore.bytesToWrite() > 0) {
            if (!restore.waitForBytesWritten(-1))
                return false;
        }
        return true;
    });
    // Of a stream that does not open wholly nothing may stay: the end is not told, and what was begun is rolled back.
    if (!unsealed) {
        restore.kill();
        restore.waitForFinished(-1);
        return unsealed;
    }
    restore.closeWriteChannel();
    restore.waitForFinished(-1);
    if (restore.exitStatus() != QProcess::NormalExit || restore.exitCode() != 0)
        return failed(u"pg_restore"_s, QString::fromLocal8Bit(restore.readAllStandardError().right(1000)));
    return Done{};
}

Result<Done> Restore::finish()
{
    const auto office = Office::open({databasePath(), Office::Side::Centre, m_options.clock, false});
    if (!office)
        return office.refusal();
    const office::Centre centre(**office);
    const QByteArray key = m_options.centreKey.isEmpty() ? (*office)->devicePublicKey() : m_options.centreKey;
    if (!office::DeviceKey::verify(key, Backup::signedText(m_manifest), QByteArray::fromBase64(m_manifest[u"signature"_s].toString().toLatin1())))
        return refuse(u"backup.signature");
    if (const Result<Done> replaced = office::CentreAttachments::replaceKey(**office, m_options.filesKey); !replaced)
        return replaced;
    office::CentreAttachments attachments(**office, filesFolder(), m_options.filesKey);
    const QString dir = QFileInfo(QDir(m_options.from).absolutePath()).path();
    const QByteArray nameKey = Backup::nameKey(centre.tokenKey());
    QFile list(QDir(m_options.from).filePath(u"blobs.list"_s));
    if (!list.open(QIODevice::ReadOnly))
        return failed(list.fileName(), list.errorString());
    while (!list.atEnd()) {
        const QByteArrayList words = list.readLine().trimmed().split(' ');
        if (words.size() != 3 || words[0].size() != 64)
            return damaged(list.fileName());
        const QString name = QString::fromLatin1(words[0]);
        QByteArray bytes;
        const QString path = QDir(dir).filePath(u"blobs/%1/%2"_s.arg(name.first(2), name));
        const Result<Done> unsealed = QFileInfo::exists(path) ? unseal(path, m_options.identity, [&bytes](const QByteArray &piece) {
            constexpr qsizetype bytesMax = 256 << 20;
            bytes += piece;
            return bytes.size() <= bytesMax;
        }) : Result<Done>(damaged(path));
        const QString sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        // A scan that is damaged, or another's under this name, is one that is missing: the windows have theirs yet.
        if (!unsealed || Backup::blobName(nameKey, sha256) != name) {
            ++m_report.blobsMissing;
            continue;
        }
        QBuffer source(&bytes);
        source.open(QIODevice::ReadOnly);
        if (!attachments.files().takeIn(source, bytes.size()))
            return failed(path, u"a scan could not be written"_s);
        ++m_report.blobs;
    }
    office::CentreHealing healing(**office);
    const QString ledger = QDir(m_options.dataFolder).filePath(u"centre.ledger"_s);
    bool begun = false;
    if (!m_options.ledgerFile.isEmpty() && QFile::copy(m_options.ledgerFile, ledger)) {
        const Result<bool> noticed = healing.checkLedger(ledger);
        if (!noticed)
            return noticed.refusal();
        begun = *noticed;
    }
    if (!begun) {
        const Result<QString> epoch = healing.beginEpoch(u"restored from the backup of %1"_s.arg(m_manifest[u"at"_s].toString()));
        if (!epoch)
            return epoch.refusal();
    }
    m_report.epoch = centre.epoch();
    return healing.writeLedger(ledger);
}

} // namespace server
