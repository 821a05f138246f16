// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "office/centre.h"
#include "office/devicekey.h"
#include "storage/database.h"

namespace support {

/// A window without a store: a device with a key and a stream, whose pushes are made up. For many writers at one centre.
class PushWindow
{
public:
    /// Enrols at the centre.
    PushWindow(office::Centre &centre, const domain::Staff &clerk, const QDateTime &now);

    QString stream() const { return m_stream; }
    /// The next act of the stream, signed and numbered; with the id of an act of another stream it is that act again.
    domain::Operation act(const QString &type, const QString &doc, const QJsonObject &body, const QString &receipt = {}, const QString &id = {});
    /// The batch that pushes these acts, in the order they were made.
    domain::PushBatch batch(const QList<domain::Operation> &operations);
    /// A provisional number nobody else has.
    QString provisionalNumber();

private:
    storage::Database m_settings{QStringLiteral(":memory:")};
    std::unique_ptr<office::DeviceKey> m_key;
    domain::Staff m_clerk;
    QDateTime m_now;
    QString m_stream, m_device;
    qint64 m_last = 0, m_provisional = 0;
    QByteArray m_hash;
};

} // namespace support
