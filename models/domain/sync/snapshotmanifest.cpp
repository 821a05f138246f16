// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sync/snapshotmanifest.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <numeric>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 unpackedPartMax = qint64(1) << 30;

QJsonObject toObject(const SnapshotManifest &manifest)
{
    QJsonArray parts;
    for (const SnapshotPart &part : manifest.parts)
        parts << QJsonObject{{u"sha256"_s, QString::fromLatin1(part.sha256)}, {u"size"_s, part.size}, {u"bytes"_s, part.bytes}};
    return {{u"scope"_s, manifest.scope},   {u"epoch"_s, manifest.epoch}, {u"seq"_s, manifest.seq},
            {u"schema"_s, manifest.schema}, {u"rows"_s, manifest.rows},   {u"bytes"_s, manifest.bytes},
            {u"madeAt"_s, manifest.madeAt.toUTC().toString(Qt::ISODateWithMs)},
            {u"parts"_s, parts},            {u"signer"_s, manifest.signer}};
}

Refusal malformed(QStringView member)
{
    return refuse(u"snapshot.malformed", {{u"member"_s, member.toString()}});
}

} // namespace

bool isSha256(QByteArrayView text)
{
    return text.size() == 64
           && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

qint64 SnapshotManifest::size() const
{
    return std::accumulate(parts.begin(), parts.end(), qint64(0), [](qint64 sum, const SnapshotPart &part) { return sum + part.size; });
}

QByteArray SnapshotManifest::canonical() const
{
    return QJsonDocument(toObject(*this)).toJson(QJsonDocument::Compact);
}

QByteArray SnapshotManifest::toJson() const
{
    QJsonObject json = toObject(*this);
    json[u"signature"_s] = QString::fromLatin1(signature.toBase64());
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<SnapshotManifest> SnapshotManifest::fromJson(QByteArrayView text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toByteArray()).object();
    SnapshotManifest manifest;
    manifest.scope = json[u"scope"_s].toString();
    manifest.epoch = json[u"epoch"_s].toString();
    manifest.seq = json[u"seq"_s].toInteger();
    manifest.schema = int(json[u"schema"_s].toInteger());
    manifest.rows = json[u"rows"_s].toInteger(-1);
    manifest.bytes = json[u"bytes"_s].toInteger();
    manifest.madeAt = QDateTime::fromString(json[u"madeAt"_s].toString(), Qt::ISODateWithMs);
    manifest.signer = json[u"signer"_s].toString();
    manifest.signature = QByteArray::fromBase64(json[u"signature"_s].toString().toLatin1());
    if (manifest.scope.isEmpty())
        return malformed(u"scope");
    if (manifest.epoch.isEmpty())
        return malformed(u"epoch");
    if (manifest.seq < 1 || manifest.schema < 1 || manifest.rows < 0)
        return malformed(u"seq");
    qint64 bytes = 0;
    for (const QJsonValue &value : json[u"parts"_s].toArray()) {
        const QJsonObject object = value.toObject();
        const SnapshotPart part{object[u"sha256"_s].toString().toLatin1(), object[u"size"_s].toInteger(), object[u"bytes"_s].toInteger()};
        if (!isSha256(part.sha256) || part.size < 1 || part.size > snapshotPartMax || part.bytes < 1 || part.bytes > unpackedPartMax)
            return malformed(u"parts");
        bytes += part.bytes;
        manifest.parts << part;
    }
    if (manifest.parts.isEmpty() || bytes != manifest.bytes)
        return malformed(u"bytes");
    return manifest;
}

} // namespace domain
