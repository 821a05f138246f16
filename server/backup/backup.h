// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/backup/sealedstream.h"
#include <QDateTime>
#include <QJsonObject>
#include <functional>

namespace office {
class CentreAttachments;
class Office;
}

namespace server {

/// Copies a centre out of the house while it serves, readable only by who holds an identity that the centre does not have.
///
///     DIR/blobs/aa/<name>            a scan; written once, shared by all backups of DIR. <name> is an HMAC, as the hash of a
///                                    known paper would tell that it is here
///     DIR/2026-11-22T010203.004Z/       a backup: manifest.json, database.sealed, blobs.list, and what else is found of
///                                    partners.sealed, checkpoints.sealed
///
/// The manifest names every file with size and SHA-256 of what lies there and is signed with the centre's key; nothing of an
/// applicant stands in it. The ledger of epochs is left out on purpose: it must tell that the database went back.
class Backup
{
public:
    struct Options
    {
        QString database;     ///< file or postgresql://…
        QString filesFolder;
        QString dataFolder;   ///< where a copy of the database lies for a moment, on the volume it lives on anyway
        QString to;
        QList<QByteArray> recipients;
        QByteArray filesKey;  ///< of scans at rest; empty: they are plain
        QString partnersFile, checkpointFile;
        int keep = 0;         ///< newest backups to keep, with their scans; 0: all
        std::function<QDateTime()> clock;
    };
    struct Report
    {
        QString folder;
        qint64 databaseBytes = 0; ///< sealed
        int blobs = 0, blobsNew = 0, removed = 0;
    };

    explicit Backup(Options options) : m_options(std::move(options)) {}
    /// Refusals: backup.target-unusable {folder}, backup.failed {file, reason}, those of the store. What was begun is then no
    /// backup: it has no manifest.
    domain::Result<Report> run();

    /// How scans are named in a backup of this centre.
    static QByteArray nameKey(const QByteArray &tokenKey);
    static QString blobName(const QByteArray &nameKey, const QString &sha256);
    /// What the centre signs of a manifest.
    static QByteArray signedText(QJsonObject manifest);

private:
    using Source = std::function<domain::Result<domain::Done>(SealedWriter &)>;
    domain::Result<domain::Done> sealFile(const QString &path, const Source &source, QByteArray *sha256, qint64 *size) const;
    domain::Result<domain::Done> addFile(const QString &name, const Source &source);
    domain::Result<domain::Done> addDatabase();
    domain::Result<domain::Done> addBlobs(office::CentreAttachments &attachments, const QByteArray &nameKey);
    domain::Result<domain::Done> addPlainFile(const QString &name, const QString &path);
    domain::Result<domain::Done> writeManifest(const office::Office &office, const QString &epoch);
    void removeOld();

    const Options m_options;
    Report m_report;
    QJsonObject m_files;
};

} // namespace server
