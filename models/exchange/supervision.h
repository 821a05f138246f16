// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include <QDateTime>

namespace exchange {

/// One refused operation as the district's supervisor sees it: nothing pushed is ever lost, even when its window is. Every
/// decoder here refuses with wire.not-json {html} or wire.malformed {member}.
struct AttentionEntry
{
    qint64 seq = 0;                 ///< place in the centre's journal; pages go down along it
    QString stream, device;
    domain::Operation operation;    ///< whole, with its signature
    domain::OperationResult result; ///< why, and the centre's document then
    QDateTime refusedAt;            ///< UTC
};
struct AttentionPage
{
    QList<AttentionEntry> entries;  ///< newest first
    std::optional<qint64> before;   ///< where the next page begins; nothing: this was the last
};
/// {"entries": [{"seq", "stream", "device", "operation", "result", "refused_at"}], "before"}
QByteArray encode(const AttentionPage &page);
domain::Result<AttentionPage> decodeAttentionPage(QByteArrayView text);

/// The supervisor's word on one: {"how": "redone" | "handed-over" | "dropped", "reason"}.
struct AttentionClosing
{
    QString how, reason;
    bool operator==(const AttentionClosing &) const = default;
};
QByteArray encode(const AttentionClosing &closing);
domain::Result<AttentionClosing> decodeAttentionClosing(QByteArrayView text);

/// A document erased by law, and the devices that have not surely read so yet.
struct Erasure
{
    QString doc, scope;
    qint64 seq = 0;
    QDateTime at;                   ///< UTC
    QString reason;
    struct Device
    {
        QString device, name;
        qint64 seq = 0;             ///< how far it has read
        QDateTime lastContact;      ///< UTC
        bool revoked = false;
    };
    QList<Device> open;
};
/// {"erasures": [{"doc", "scope", "seq", "at", "reason", "open": [{"device", "name", "seq", "last_contact", "revoked"}]}]}
QByteArray encode(const QList<Erasure> &erasures);
domain::Result<QList<Erasure>> decodeErasures(QByteArrayView text);

/// One thing found at the centre; numbers are masked as in the lists. The document itself is asked for by its id.
struct Found
{
    QString id, kind;               ///< "case", "applicant"
    QString title, detail;          ///< as a search box shows them
    bool operator==(const Found &) const = default;
};
/// {"found": [{"id", "k", "title", "detail"}]}
QByteArray encode(const QList<Found> &found);
domain::Result<QList<Found>> decodeFound(QByteArrayView text);

} // namespace exchange
