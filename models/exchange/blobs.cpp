// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/blobs.h"
#include "domain/casefile/attachment.h"
#include "exchange/members.h"

namespace exchange {
using namespace Qt::StringLiterals;
using domain::Result;

namespace {

bool areNames(const QStringList &names)
{
    return std::all_of(names.begin(), names.end(), [](const QString &name) { return domain::isBlobName(name); });
}

} // namespace

QString blobPath(const QString &sha256)
{
    return QString(blobsPath + u'/' + sha256);
}

QByteArray reprDigest(const QString &sha256)
{
    return QByteArray("sha-256=:" + QByteArray::fromHex(sha256.toLatin1()).toBase64() + ":");
}

QByteArray encode(const BlobsAsked &asked)
{
    return compact({{u"sha256"_s, QJsonArray::fromStringList(asked.sha256)}, {u"lacking"_s, QJsonArray::fromStringList(asked.lacking)}});
}

Result<BlobsAsked> decodeBlobsAsked(QByteArrayView text)
{
    const auto json = parseObject(text);
    if (!json)
        return json.refusal();
    Members members(*json);
    BlobsAsked asked{members.texts("sha256"_L1), members.optionalTexts("lacking"_L1)};
    if (asked.sha256.size() > blobsAskedMax || asked.lacking.size() > blobsAskedMax)
        return domain::refuse(u"wire.too-many", {{u"most"_s, blobsAskedMax}});
    if (!areNames(asked.sha256))
        members.fail(u"sha256");
    if (!areNames(asked.lacking))
        members.fail(u"lacking");
    if (!members.ok())
        return members.refusal();
    return asked;
}

QByteArray encode(const BlobsTold &told)
{
    QJsonArray blobs;
    for (const BlobTold &blob : told.blobs)
        blobs << QJsonObject{{u"sha256"_s, blob.sha256}, {u"state"_s, blob.state}, {u"offset"_s, blob.offset}};
    return compact({{u"blobs"_s, blobs}, {u"wanted"_s, QJsonArray::fromStringList(told.wanted)}});
}

Result<BlobsTold> decodeBlobsTold(QByteArrayView text)
{
    const auto json = parseObject(text);
    if (!json)
        return json.refusal();
    Members members(*json);
    BlobsTold told;
    const QJsonArray blobs = members.array("blobs"_L1);
    for (qsizetype i = 0; i < blobs.size(); ++i) {
        Members blob(blobs[i].toObject(), at(u"blobs", i));
        told.blobs << BlobTold{blob.text("sha256"_L1), blob.text("state"_L1), blob.optionalWhole("offset"_L1, 0)};
        if (!blob.ok())
            return blob.refusal();
    }
    told.wanted = members.optionalTexts("wanted"_L1);
    if (!members.ok())
        return members.refusal();
    return told;
}

} // namespace exchange
