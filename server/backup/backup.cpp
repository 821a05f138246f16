// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/backup.h"
#include "office/centre.h"
#include "office/centreattachments.h"
#include "office/databasecopy.h"
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QProcess>
#include <QSaveFile>
#include <QScopeGuard>
#include <QSet>
#include <unistd.h>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;
using office::Office;

namespace {

constexpr qint64 pieceBytes = 1 << 20;
constexpr auto manifestName = "manifest.json";
constexpr auto listName = "blobs.list";

domain::Refusal failed(const QString &file, const QString &reason) { return refuse(u"backup.failed", {{u"file"_s, file}, {u"reason"_s, reason}}); }

/// One line a scan: name, size and SHA-256 of its sealed bytes.
struct ListedBlob
{
    QByteArray size, sha256;
};

QHash<QByteArray, ListedBlob> listIn(const QString &folder)
{
    QHash<QByteArray, ListedBlob> list;
    QFile file(QDir(folder).filePath(QLatin1String(listName)));
    if (!file.open(QIODevice::ReadOnly))
        return list;
    while (!file.atEnd()) {
        const QByteArrayList words = file.readLine().trimmed().split(' ');
        if (words.size() == 3)
            list.insert(words[0], {words[1], words[2]});
    }
    return list;
}

/// Folders of DIR that are whole backups, the oldest first.
QStringList backupsIn(const QString &folder)
{
    QStringList found = QDir(folder).entryList({u"20*T*Z"_s}, QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    found.removeIf([&](const QString &name) { return !QFileInfo::exists(QDir(folder).filePath(name + u'/' + QLatin1String(manifestName))); });
    return found;
}

QString blobPath(const QString &folder, const QByteArray &name) { return QDir(folder).filePath(u"blobs/%1/%2"_s.arg(QString::fromLatin1(name.first(2)), QString::fromLatin1(name))); }

Result<Done> pour(QIODevice &from, const QString &name, SealedWriter &into)
{
    while (!from.atEnd()) {
        const QByteArray piece = from.read(pieceBytes);
        if (piece.isEmpty() || !into.write(piece))
            return failed(name, from.errorString());
    }
    return Done{};
}

} // namespace

QByteArray Backup::nameKey(const QByteArray &tokenKey) { return QMessageAuthenticationCode::hash("onewindow backup names", tokenKey, QCryptographicHash::Sha256); }

QString Backup::blobName(const QByteArray &nameKey, const QString &sha256)
{
    return QString::fromLatin1(QMessageAuthenticationCode::hash(sha256.toLatin1(), nameKey, QCryptographicHash::Sha256).toHex());
}

QByteArray Backup::signedText(QJsonObject manifest)
{
    manifest.remove(u"signature"_s);
    return "onewindow-backup\n" + QJsonDocument(manifest).toJson(QJsonDocument::Compact);
}

Result<Backup::Report> Backup::run()
{
    const QString folder = QDir(m_options.to).filePath(m_options.clock().toUTC().toString(u"yyyy-MM-ddTHHmmss.zzz'Z'"_s));
    if (QFileInfo::exists(folder) || !QDir().mkpath(folder) || !QDir(m_options.to).mkpath(u"blobs"_s))
        return refuse(u"backup.target-unusable", {{u"folder"_s, m_options.to}});
    m_report = {folder};
    // Writing, as the centre's signing key is read so; nothing is written but what an upgrade of the schema would.
    const auto office = Office::open({m_options.database, Office::Side::Centre, m_options.clock, false});
    if (!office)
        return office.refusal();
    const office::Centre centre(**office);
    const QString epoch = centre.epoch();
    // The database first: a scan that comes while it is copied is one too many, and none is one too few.
    if (const Result<Done> copied = addDatabase(); !copied)
        return copied.refusal();
    if (const Result<Done> adopted = office::CentreAttachments::adoptKey(**office, m_options.filesKey); !adopted)
        return adopted.refusal();
    office::CentreAttachments attachments(**office, m_options.filesFolder, m_options.filesKey);
    if (const Result<Done> added = addBlobs(attachments, nameKey(centre.tokenKey())); !added)
        return added.refusal();
    for (const auto &[name, path] : {std::pair(u"partners.sealed"_s, m_options.partnersFile), std::pair(u"checkpoints.sealed"_s, m_options.checkpointFile)}) {
        if (const Result<Done> added = addPlainFile(name, path); !added)
            return added.refusal();
    }
    if (const Result<Done> written = writeManifest(**office, epoch); !written)
        return written.refusal();
    removeOld();
    return m_report;
}

/// Seals what `source` gives into a file that has its name only when it is whole and on the disk.
Result<Done> Backup::sealFile(const QString &path, const Source &source, QByteArray *sha256, qint64 *size) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(path, file.errorString());
    SealedWriter writer(file, m_options.recipients);
    if (const Result<Done> poured = source(writer); !poured)
        return poured;
    if (!writer.finish() || !file.flush() || ::fsync(file.handle()) != 0 || !file.commit())
        return failed(path, file.errorString());
    *sha256 = writer.sha256();
    *size = writer.size();
    return Done{};
}

Result<Done> Backup::addFile(const QString &name, const Source &source)
{
    QByteArray sha256;
    qint64 size = 0;
    const Result<Done> sealed = sealFile(QDir(m_report.folder).filePath(name), source, &sha256, &size);
    if (sealed)
        m_files[name] = QJsonObject{{u"bytes"_s, size}, {u"sha256"_s, QString::fromLatin1(sha256.toHex())}};
    if (name.startsWith("database"_L1))
        m_report.databaseBytes = size;
    return sealed;
}

Result<Done> Backup::addDatabase()
{
    const QString name = u"database.sealed"_s;
    if (Office::takesManyWriters(m_options.database)) {
        return addFile(name, [this](SealedWriter &into) -> Result<Done> {
            QProcess dump;
            dump.setProcessChannelMode(QProcess::SeparateChannels);
            dump.start(u"pg_dump"_s, {u"--format=custom"_s, u"--compress=0"_s, u"--no-owner"_s, u"--no-privileges"_s, u"--no-password"_s, u"--dbname"_s, m_options.database});
            if (!dump.waitForStarted(-1))
                return failed(u"pg_dump"_s, dump.errorString());
            while (dump.waitForReadyRead(-1)) {
                while (dump.bytesAvailable() > 0) {
                    if (!into.write(dump.read(pieceBytes)))
                        return failed(u"pg_dump"_s, u"the backup could not be written"_s);
                }
            }
            dump.waitForFinished(-1);
            const bool good = into.write(dump.readAll()) && dump.exitStatus() == QProcess::NormalExit && dump.exitCode() == 0;
            return good ? Result<Done>(Done{}) : Result<Done>(failed(u"pg_dump"_s, QString::fromLocal8Bit(dump.readAllStandardError().right(1000))));
        });
    }
    const QString copy = QDir(m_options.dataFolder).filePath(u"backup-%1.tmp"_s.arg(::getpid()));
    const auto tidy = qScopeGuard([&copy] {
        for (const char *part : {"", "-journal", "-wal", "-shm"})
            QFile::remove(copy + QLatin1String(part));
    });
    if (const Result<Done> copied = office::copyDatabaseFile(m_options.database, copy); !copied)
        return copied;
    return addFile(name, [&copy](SealedWriter &into) -> Result<Done> {
        QFile file(copy);
        return file.open(QIODevice::ReadOnly) ? pour(file, copy, into) : Result<Done>(failed(copy, file.errorString()));
    });
}

Result<Done> Backup::addBlobs(office::CentreAttachments &attachments, const QByteArray &nameKey)
{
    const QStringList before = backupsIn(m_options.to);
    const QHash<QByteArray, ListedBlob> known = before.isEmpty() ? QHash<QByteArray, ListedBlob>() : listIn(QDir(m_options.to).filePath(before.last()));
    const QString listPath = QDir(m_report.folder).filePath(QLatin1String(listName));
    QSaveFile list(listPath);
    if (!list.open(QIODevice::WriteOnly))
        return failed(listPath, list.errorString());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int part = 0; part < 256; ++part) {
        const QStringList names = attachments.files().namesIn(u"%1"_s.arg(part, 2, 16, QLatin1Char('0')));
        for (const QString &sha256 : names) {
            const QByteArray name = blobName(nameKey, sha256).toLatin1();
            const QString path = blobPath(m_options.to, name);
            ListedBlob entry = known.value(name);
            ++m_report.blobs;
            if (entry.sha256.isEmpty() || QFileInfo(path).size() != entry.size.toLongLong()) {
                ++m_report.blobsNew;
                QByteArray sealedHash;
                qint64 size = 0;
                QDir().mkpath(QFileInfo(path).path());
                const Result<Done> sealed = sealFile(path, [&](SealedWriter &into) -> Result<Done> {
                    const qint64 whole = attachments.files().size(sha256).value_or(-1);
                    for (qint64 at = 0; at < whole; at += pieceBytes) {
                        const QByteArray piece = attachments.files().read(sha256, at, pieceBytes);
                        if (piece.size() != std::min(pieceBytes, whole - at) || !into.write(piece))
                            return failed(path, u"a scan can't be read"_s);
                    }
                    return whole < 0 ? Result<Done>(failed(path, u"a scan is gone"_s)) : Result<Done>(Done{});
                }, &sealedHash, &size);
                if (!sealed)
                    return sealed;
                entry = {QByteArray::number(size), sealedHash.toHex()};
            }
            const QByteArray line = name + ' ' + entry.size + ' ' + entry.sha256 + '\n';
            hash.addData(line);
            if (list.write(line) != line.size())
                return failed(listPath, list.errorString());
        }
    }
    const qint64 size = list.size();
    if (!list.commit())
        return failed(listPath, list.errorString());
    m_files[QLatin1String(listName)] = QJsonObject{{u"bytes"_s, size}, {u"sha256"_s, QString::fromLatin1(hash.result().toHex())}};
    return Done{};
}

Result<Done> Backup::addPlainFile(const QString &name, const QString &path)
{
    if (path.isEmpty() || !QFileInfo::exists(path))
        return Done{};
    return addFile(name, [&path](SealedWriter &into) -> Result<Done> {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? pour(file, path, into) : Result<Done>(failed(path, file.errorString()));
    });
}

Result<Done> Backup::writeManifest(const Office &office, const QString &epoch)
{
    QJsonArray recipients;
    for (const QByteArray &recipient : m_options.recipients)
        recipients << QString::fromLatin1(recipient.toBase64());
    QJsonObject manifest{{u"format"_s, 1},
                         {u"at"_s, m_options.clock().toUTC().toString(Qt::ISODate)},
                         {u"engine"_s, Office::takesManyWriters(m_options.database) ? u"postgresql"_s : u"sqlite"_s},
                         {u"epoch"_s, epoch},
                         {u"blobs"_s, m_report.blobs},
                         {u"files"_s, m_files},
                         {u"recipients"_s, recipients}};
    manifest[u"signature"_s] = QString::fromLatin1(office.signature(signedText(manifest)).toBase64());
    const QString path = QDir(m_report.folder).filePath(QLatin1String(manifestName));
    QSaveFile file(path);
    const QByteArray text = QJsonDocument(manifest).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return failed(path, file.errorString());
    return Done{};
}

void Backup::removeOld()
{
    const QStringList all = backupsIn(m_options.to);
    if (m_options.keep <= 0 || all.size() <= m_options.keep)
        return;
    const qsizetype tooMany = all.size() - m_options.keep;
    QSet<QByteArray> needed, gone;
    for (const QString &name : all.sliced(tooMany)) {
        const auto list = listIn(QDir(m_options.to).filePath(name));
        needed.unite({list.keyBegin(), list.keyEnd()});
    }
    for (const QString &name : all.first(tooMany)) {
        const auto list = listIn(QDir(m_options.to).filePath(name));
        gone.unite({list.keyBegin(), list.keyEnd()});
        // Without its manifest it is no backup any more, whatever happens to the rest.
        QFile::remove(QDir(m_options.to).filePath(name + u'/' + QLatin1String(manifestName)));
        QDir(QDir(m_options.to).filePath(name)).removeRecursively();
    }
    for (const QByteArray &name : gone.subtract(needed)) {
        if (QFile::remove(blobPath(m_options.to, name)))
            ++m_report.removed;
    }
}

} // namespace server
