// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/snapshotmanifest.h"
#include "office/office.h"

namespace office {

/// The centre's id as a signer: the device document of this id, published at its first start, holds its public key.
QString centreDevice();
/// Publishes the centre's public key, once, so that every window can check what the centre signed. On the writing office.
domain::Result<domain::Done> publishCentreKey(Office &centre);

/// Where the ready-made databases of first downloads lie: `folder` is shared by all servers of one database, and each scope
/// has a folder of its own with its manifests and their parts. Reading and writing are safe side by side: manifests are renamed
/// into place after their parts, and deleted before them.
class SnapshotShelf
{
public:
    explicit SnapshotShelf(QString folder) : m_folder(std::move(folder)) {}

    QString folderOf(const QString &scope) const;
    QString partsFolder(const QString &scope) const;
    /// All manifests of a scope that can be read, newest first.
    QList<domain::SnapshotManifest> manifests(const QString &scope) const;
    /// Lays a manifest on the shelf; its parts are there already. Refusals: office.store-failed.
    domain::Result<domain::Done> add(const domain::SnapshotManifest &manifest) const;
    /// Takes away all manifests of a scope but these, and every part that no manifest names any more.
    void keepOnly(const QString &scope, const QList<domain::SnapshotManifest> &kept) const;

private:
    QString pathOf(const domain::SnapshotManifest &manifest) const;
    const QString m_folder;
};

/// What the centre gives out of its shelf: nothing of another history, nothing made before something was erased.
class SnapshotOffer
{
public:
    SnapshotOffer(const Office &centre, const QString &folder) : m_centre(centre), m_shelf(folder) {}

    /// The newest ready-made database of a scope that a program of this schema can open. Refusals: snapshot.none.
    domain::Result<domain::SnapshotManifest> newest(const QString &scope, int schemaMax) const;
    /// The file of a part of one that is still given out. Refusals: snapshot.none.
    domain::Result<QString> partFile(const QString &scope, const QByteArray &sha256) const;

private:
    QList<domain::SnapshotManifest> offered(const QString &scope) const;
    const Office &m_centre;
    const SnapshotShelf m_shelf;
};

} // namespace office
