// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QByteArray>
#include <QString>

namespace office {

/// How what a window keeps stands on its disk.
class StoreEncryption
{
public:
    /// Where the things lie, as in Office::Options and Attachments::Options.
    struct Places
    {
        QString database, blobs, download;
    };
    /// A store an earlier version wrote is there and can be read by anybody.
    static bool isPlain(const QString &database);
    /// A store is there and can't be read without its key.
    static bool isEncrypted(const QString &database);
    /// Takes everything over into encrypted files, before any of it is opened. Broken off at any moment, it is finished by being
    /// called again; to call it when all is done costs next to nothing. Refusals: office.disk-full, office.store-busy,
    /// office.store-locked (the store is encrypted with another key), office.store-failed {detail}.
    static domain::Result<domain::Done> encrypt(const Places &places, const QByteArray &key);
    /// Removes everything, plain or encrypted; nothing can be got back without the key, and the key is the caller's to destroy first.
    static void wipe(const Places &places);
};

} // namespace office
