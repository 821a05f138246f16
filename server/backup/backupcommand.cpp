// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/backupcommand.h"
#include "server/access/keysource.h"
#include "server/backup/backup.h"
#include "server/backup/restore.h"
#include "server/centreprogram.h"
#include "server/tasks/journal.h"
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

void print(const QJsonObject &line)
{
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
}

QString fileBeside(const QCommandLineParser &arguments, const QString &option, const QString &name)
{
    return arguments.isSet(option) ? arguments.value(option) : QDir(arguments.value(u"data"_s)).filePath(name);
}

} // namespace

Result<Done> makeBackupKey(const QCommandLineParser &arguments)
{
    const QString path = arguments.value(u"to"_s);
    const BackupIdentity identity = BackupIdentity::make();
    const QByteArray text = identity.text();
    // Made with these rights, not given them afterwards; and never in place of another, which may be all that opens old backups.
    const int file = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool written = file >= 0 && ::write(file, text.constData(), size_t(text.size())) == text.size() && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    if (!written)
        return refuse(u"backup.key-unusable", {{u"file"_s, path}});
    std::printf("%s", BackupIdentity::publicText(identity.publicKey).constData());
    return Done{};
}

Result<Done> backup(const QCommandLineParser &arguments)
{
    Backup::Options options;
    CentreProgram::Options centre;
    centre.dataFolder = options.dataFolder = arguments.value(u"data"_s);
    centre.database = arguments.value(u"database"_s);
    options.database = CentreProgram::databasePath(centre);
    options.filesFolder = fileBeside(arguments, u"files"_s, u"files"_s);
    options.partnersFile = fileBeside(arguments, u"partners"_s, u"partners.json"_s);
    options.checkpointFile = checkpointFileFor(fileBeside(arguments, u"ledger"_s, u"centre.ledger"_s));
    options.to = arguments.value(u"to"_s);
    options.keep = arguments.value(u"keep"_s).toInt();
    options.clock = [] { return QDateTime::currentDateTimeUtc(); };
    if (options.to.isEmpty())
        return refuse(u"backup.target-unusable", {{u"folder"_s, options.to}});
    const auto recipients = BackupIdentity::recipientsFrom(arguments.value(u"recipient"_s));
    if (!recipients)
        return recipients.refusal();
    options.recipients = *recipients;
    const auto key = filesKey(arguments.value(u"files-key"_s));
    if (!key)
        return key.refusal();
    options.filesKey = *key;
    const auto done = Backup(options).run();
    if (!done)
        return done.refusal();
    print({{u"backup"_s, done->folder}, {u"databaseBytes"_s, done->databaseBytes}, {u"blobs"_s, done->blobs}, {u"blobsNew"_s, done->blobsNew}, {u"removed"_s, done->removed}});
    return Done{};
}

Result<Done> restore(const QCommandLineParser &arguments)
{
    Restore::Options options;
    options.from = arguments.value(u"from"_s);
    options.dataFolder = arguments.value(u"data"_s);
    options.database = arguments.value(u"database"_s);
    options.filesFolder = arguments.value(u"files"_s);
    options.ledgerFile = arguments.value(u"ledger"_s);
    options.centreKey = QByteArray::fromBase64(arguments.value(u"centre-key"_s).toLatin1());
    options.clock = [] { return QDateTime::currentDateTimeUtc(); };
    const auto identity = BackupIdentity::from(arguments.value(u"identity"_s));
    if (!identity)
        return identity.refusal();
    options.identity = *identity;
    const auto key = filesKey(arguments.value(u"files-key"_s));
    if (!key)
        return key.refusal();
    options.filesKey = *key;
    const auto done = Restore(options).run();
    if (!done)
        return done.refusal();
    print({{u"epoch"_s, done->epoch}, {u"blobs"_s, done->blobs}, {u"blobsMissing"_s, done->blobsMissing}});
    return Done{};
}

} // namespace server
