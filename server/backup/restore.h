// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/backup/sealedstream.h"
#include <QDateTime>
#include <QJsonObject>
#include <functional>

namespace server {

/// Makes a centre again of one backup, in an empty place, and begins a new epoch in it: the windows notice at their first contact
/// and bring again what the backup does not know (sync.md §11).
class Restore
{
public:
    struct Options
    {
        QString from;         ///< the folder of one backup, DIR/2026-11-22T010203.004Z
        BackupIdentity identity;
        QString dataFolder;   ///< must be empty or not be there
        QString database;     ///< postgresql://… of an empty database; empty: a file in the data folder
        QString filesFolder;  ///< empty: in the data folder
        QByteArray filesKey;  ///< for scans at rest from now on; empty: plain
        QByteArray centreKey; ///< whose signature the manifest must bear; empty: that of the centre in the backup itself
        QString ledgerFile;   ///< the ledger of the lost centre, if it is left: it knows which numbers were given out since
        std::function<QDateTime()> clock;
    };
    struct Report
    {
        QString epoch;
        int blobs = 0, blobsMissing = 0;
    };

    explicit Restore(Options options) : m_options(std::move(options)) {}
    /// Refusals: restore.not-empty {folder}, backup.damaged {file}, backup.not-for-us, backup.signature, backup.failed {file, reason},
    /// those of the store. What is missing of the scans is told in the report, and will be asked of the windows.
    domain::Result<Report> run();

private:
    domain::Result<domain::Done> readManifest();
    domain::Result<domain::Done> checkFile(const QString &name) const;
    domain::Result<domain::Done> openFile(const QString &name, const QString &to) const;
    domain::Result<domain::Done> restoreDatabase();
    domain::Result<domain::Done> finish();
    QString databasePath() const;
    QString filesFolder() const;

    const Options m_options;
    QJsonObject m_manifest;
    Report m_report;
};

} // namespace server
