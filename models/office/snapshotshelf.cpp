// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/snapshotshelf.h"
#include "office/store.h"
#include "storage/databasefile.h"
#include "storage/snapshotfile.h"
#include <QCryptographicHash>
#include <QDir>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QSet>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;
using domain::SnapshotManifest;

Q_LOGGING_CATEGORY(snapshotLog, "onewindow.office.snapshot")

QString centreDevice()
{
    return u"0197f000-0000-7000-8000-00000000ce01"_s;
}

Result<Done> publishCentreKey(Office &centre)
{
    const auto isPublished = [&centre] {
        const Device *known = centre.rules()->device(centreDevice());
        return known && known->publicKey == centre.devicePublicKey();
    };
    if (isPublished())
        return Done{};
    const Result<Done> published = centre.retried<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(centre.store().database);
        centre.store().database.lock(u"centre-key"_s);
        centre.reloadRules(); // another server that started with this one may just have done it
        if (isPublished())
            return Done{};
        const QJsonObject body{{u"publicKey"_s, QString::fromLatin1(centre.devicePublicKey().toBase64())}, {u"name"_s, u"centre"_s}};
        const auto done = centre.submit({u"device.enrol"_s, centreDevice(), body, {u"centre"_s, {}, {u"centre"_s}, {}, {}}});
        if (!done)
            return done.refusal();
        transaction.commit();
        return Done{};
    });
    centre.reloadRules();
    return published;
}

QString SnapshotShelf::folderOf(const QString &scope) const
{
    // A scope's name has slashes and may have anything; its hash has not.
    const QByteArray name = QCryptographicHash::hash(scope.toUtf8(), QCryptographicHash::Sha256).toHex().first(32);
    return QDir(m_folder).filePath(QString::fromLatin1(name));
}

QString SnapshotShelf::partsFolder(const QString &scope) const
{
    return QDir(folderOf(scope)).filePath(u"parts"_s);
}

QString SnapshotShelf::pathOf(const SnapshotManifest &manifest) const
{
    const QByteArray epoch = QCryptographicHash::hash(manifest.epoch.toUtf8(), QCryptographicHash::Sha256).toHex().first(8);
    return QDir(folderOf(manifest.scope)).filePath(u"%1-%2-%3.json"_s.arg(manifest.seq, 12, 10, QChar(u'0')).arg(manifest.schema).arg(QString::fromLatin1(epoch)));
}

QList<SnapshotManifest> SnapshotShelf::manifests(const QString &scope) const
{
    const QDir folder(folderOf(scope));
    QList<SnapshotManifest> found;
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name | QDir::Reversed)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue; // another server has just taken it away
        const auto manifest = SnapshotManifest::fromJson(file.readAll());
        if (manifest && manifest->scope == scope)
            found << *manifest;
        else
            qCWarning(snapshotLog) << "not a manifest:" << file.fileName();
    }
    return found;
}

Result<Done> SnapshotShelf::add(const SnapshotManifest &manifest) const
{
    QSaveFile file(pathOf(manifest));
    const QByteArray text = manifest.toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return refuse(u"office.store-failed", {{u"detail"_s, QString(file.fileName() + u": "_s + file.errorString())}});
    return Done{};
}

void SnapshotShelf::keepOnly(const QString &scope, const QList<SnapshotManifest> &kept) const
{
    QSet<QString> names;
    QSet<QString> parts;
    for (const SnapshotManifest &manifest : kept) {
        names << QFileInfo(pathOf(manifest)).fileName();
        for (const domain::SnapshotPart &part : manifest.parts)
            parts << QString::fromLatin1(part.sha256);
    }
    QDir folder(folderOf(scope));
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files)) {
        if (!names.contains(name) && !folder.remove(name))
            qCWarning(snapshotLog) << "can't remove" << folder.filePath(name);
    }
    QDir lying(partsFolder(scope));
    for (const QString &name : lying.entryList(QDir::Files)) {
        if (!parts.contains(name) && !lying.remove(name))
            qCWarning(snapshotLog) << "can't remove" << lying.filePath(name);
    }
}

QList<SnapshotManifest> SnapshotOffer::offered(const QString &scope) const
{
    QList<SnapshotManifest> all = m_shelf.manifests(scope);
    if (all.isEmpty())
        return all;
    return m_centre.read<QList<SnapshotManifest>>([&] {
        Store &store = m_centre.store();
        const QString epoch = store.settings.text(u"epoch"_s);
        const qint64 head = store.feed.head(scope);
        QList<SnapshotManifest> good;
        for (const SnapshotManifest &manifest : std::as_const(all)) {
            // Newest first: what is older than one that is withdrawn is withdrawn too. A head below is an older replica.
            if (manifest.epoch != epoch || manifest.seq > head)
                continue;
            if (storage::isOutlived(store.database, scope, manifest.seq))
                break;
            good << manifest;
        }
        return good;
    });
}

Result<SnapshotManifest> SnapshotOffer::newest(const QString &scope, int schemaMax) const
{
    for (const SnapshotManifest &manifest : offered(scope)) {
        if (manifest.schema <= schemaMax)
            return manifest;
    }
    return refuse(u"snapshot.none");
}

Result<QString> SnapshotOffer::partFile(const QString &scope, const QByteArray &sha256) const
{
    // Only what a manifest names: the path is made of a hash and can lead nowhere else.
    for (const SnapshotManifest &manifest : offered(scope)) {
        for (const domain::SnapshotPart &part : manifest.parts) {
            if (part.sha256 == sha256)
                return QDir(m_shelf.partsFolder(scope)).filePath(QString::fromLatin1(sha256));
        }
    }
    return refuse(u"snapshot.none");
}

} // namespace office
