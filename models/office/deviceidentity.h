// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include "office/devicekey.h"
#include <QDateTime>
#include <QJsonObject>
#include <memory>

namespace office {

/// What an installation was when its identity still stood in the store.
struct FormerIdentity
{
    QString device, stream;
    QByteArray seed;
    bool isValid() const { return !device.isEmpty() && !seed.isEmpty(); }
};

/// Who this installation is: its id, its stream, the key it signs by. It stands in a file of its own beside the store, for a sign-in is
/// signed before the store is open; readable by its owner alone, and sealed by what the desktop's key store keeps, where one does.
class DeviceIdentity
{
public:
    struct Options
    {
        QString file;
        QByteArray deskSecret = {}; ///< 32 bytes of the desktop's key store; empty: there is none
    };
    /// Reads the file; without one makes a new identity, or takes the former one, and keeps it. `now` in UTC. Refusals: device.damaged,
    /// device.desk-locked (sealed, and the desktop's key store was not heard), those of the disk.
    static domain::Result<std::shared_ptr<DeviceIdentity>> open(const Options &options, const QDateTime &now, const FormerIdentity &former = {});

    const QString &id() const { return m_id; }
    /// The stream of a store that has none yet.
    const QString &stream() const { return m_stream; }
    const DeviceKey &key() const { return *m_key; }
    /// When the key was made.
    const QDateTime &keySince() const { return m_since; }

    /// The public half of the next key, made and on the disk: from here on the centre may know it, whether its answer comes or not.
    domain::Result<QByteArray> nextKey(const QDateTime &now);
    bool hasNextKey() const { return !m_nextSeed.isEmpty(); }
    /// The centre knows the next key: it is the one from now on.
    domain::Result<domain::Done> takeNextKey();
    /// Destroys it: nothing signs as this device any more.
    domain::Result<domain::Done> wipe();
    ~DeviceIdentity();

private:
    explicit DeviceIdentity(const Options &options) : m_options(options) {}
    domain::Result<domain::Done> read(const QByteArray &text);
    domain::Result<domain::Done> write() const;
    QString sealed(const QByteArray &seed) const;
    QByteArray unsealed(const QString &text, bool isSealed) const;

    const Options m_options;
    QString m_id, m_stream;
    QByteArray m_seed, m_nextSeed;
    QDateTime m_since, m_nextSince;
    std::unique_ptr<DeviceKey> m_key;
};

} // namespace office
