// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/healing.h"
#include "exchange/decode.h"

namespace exchange {
using namespace Qt::StringLiterals;
using domain::Result;

namespace {
constexpr qsizetype hashBytes = 32;
constexpr int bucketMax = domain::StateDigest::bucketCount - 1;

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}
} // namespace

QByteArray encode(const ReconcileRequest &request)
{
    QJsonArray hashes;
    for (auto hash = request.hashes.cbegin(); hash != request.hashes.cend(); ++hash)
        hashes.append(QJsonObject{{u"n"_s, hash.key()}, {u"hash"_s, base64(hash.value())}});
    QJsonObject json{{u"proto"_s, request.protocol}, {u"last_applied_n"_s, request.lastAppliedN}};
    if (!hashes.isEmpty())
        json[u"hashes"_s] = hashes;
    return compact(json);
}

Result<ReconcileRequest> decodeReconcileRequest(QByteArrayView text)
{
    return decode<ReconcileRequest>(text, [](Members &members) {
        ReconcileRequest request;
        request.protocol = int(members.optionalWhole("proto"_L1, protocolMax, 0, 1'000'000));
        request.lastAppliedN = members.whole("last_applied_n"_L1);
        const QJsonArray hashes = members.optionalArray("hashes"_L1);
        for (qsizetype i = 0; i < hashes.size(); ++i) {
            Members entry(hashes[i].toObject(), at(u"hashes", i));
            const qint64 n = entry.whole("n"_L1, 1);
            const QByteArray hash = entry.optionalBytes("hash"_L1, hashBytes);
            if (hash.isEmpty())
                entry.fail(u"hash");
            if (!entry.ok())
                members.fail(entry.refusal());
            request.hashes.insert(n, hash);
        }
        return request;
    });
}

QByteArray encode(const ReconcileAnswer &answer)
{
    QJsonObject json{{u"epoch"_s, answer.epoch}, {u"last"_s, answer.last}, {u"from"_s, answer.from}, {u"forgotten"_s, answer.forgotten}};
    putText(json, "last_hash"_L1, base64(answer.lastHash));
    return compact(json);
}

Result<ReconcileAnswer> decodeReconcileAnswer(QByteArrayView text)
{
    return decode<ReconcileAnswer>(text, [](Members &members) {
        return ReconcileAnswer{.epoch = members.text("epoch"_L1),
                               .last = members.whole("last"_L1),
                               .lastHash = members.optionalBytes("last_hash"_L1, hashBytes),
                               .from = members.whole("from"_L1, 1),
                               .forgotten = members.whole("forgotten"_L1)};
    });
}

QByteArray encode(const ScopeDigest &digest)
{
    return compact({{u"scope"_s, digest.scope},
                    {u"epoch"_s, digest.epoch},
                    {u"at"_s, digest.at},
                    {u"buckets"_s, QJsonArray::fromStringList(digest.digest.toTexts())}});
}

Result<ScopeDigest> decodeScopeDigest(QByteArrayView text)
{
    return decode<ScopeDigest>(text, [](Members &members) {
        ScopeDigest digest{.scope = members.text("scope"_L1), .epoch = members.text("epoch"_L1), .at = members.whole("at"_L1), .digest = {}};
        const auto buckets = domain::StateDigest::fromTexts(members.texts("buckets"_L1));
        if (!buckets)
            members.fail(u"buckets");
        digest.digest = buckets.value_or(domain::StateDigest());
        return digest;
    });
}

QByteArray encode(const ScopeBucket &bucket)
{
    QJsonArray documents;
    for (const domain::HeldVersion &held : bucket.documents)
        documents.append(QJsonObject{{u"id"_s, held.id}, {u"v"_s, held.version}});
    return compact({{u"scope"_s, bucket.scope}, {u"epoch"_s, bucket.epoch}, {u"at"_s, bucket.at}, {u"bucket"_s, bucket.bucket}, {u"documents"_s, documents}});
}

Result<ScopeBucket> decodeScopeBucket(QByteArrayView text)
{
    return decode<ScopeBucket>(text, [](Members &members) {
        ScopeBucket bucket{.scope = members.text("scope"_L1),
                           .epoch = members.text("epoch"_L1),
                           .at = members.whole("at"_L1),
                           .bucket = int(members.whole("bucket"_L1, 0, bucketMax)),
                           .documents = {}};
        const QJsonArray documents = members.array("documents"_L1);
        for (qsizetype i = 0; i < documents.size(); ++i) {
            Members entry(documents[i].toObject(), at(u"documents", i));
            bucket.documents.append({entry.text("id"_L1), entry.whole("v"_L1, 1)});
            if (!entry.ok())
                members.fail(entry.refusal());
        }
        return bucket;
    });
}

} // namespace exchange
