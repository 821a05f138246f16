// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/supervision.h"
#include "exchange/decode.h"
#include "exchange/push.h"

namespace exchange {
using namespace Qt::StringLiterals;
using domain::Result;

namespace {
/// Reads a list of objects; the path of a complaint names the entry.
template<class Value, class Read>
QList<Value> listOf(Members &members, QLatin1StringView name, const QString &path, Read read)
{
    QList<Value> values;
    const QJsonArray array = members.array(name);
    for (qsizetype i = 0; i < array.size(); ++i) {
        Members entry(array[i].toObject(), at(path, i));
        values.append(read(entry, array[i].toObject()));
        if (!entry.ok())
            members.fail(entry.refusal());
    }
    return values;
}
} // namespace

QByteArray encode(const AttentionPage &page)
{
    QJsonArray entries;
    for (const AttentionEntry &entry : page.entries) {
        QJsonObject json{{u"seq"_s, entry.seq},
                         {u"stream"_s, entry.stream},
                         {u"operation"_s, entry.operation.toJson()},
                         {u"result"_s, toJson(entry.result)},
                         {u"refused_at"_s, instantText(entry.refusedAt)}};
        putText(json, "device"_L1, entry.device);
        entries.append(json);
    }
    QJsonObject json{{u"entries"_s, entries}};
    if (page.before)
        json[u"before"_s] = *page.before;
    return compact(json);
}

Result<AttentionPage> decodeAttentionPage(QByteArrayView text)
{
    return decode<AttentionPage>(text, [](Members &members) {
        AttentionPage page;
        page.entries = listOf<AttentionEntry>(members, "entries"_L1, u"entries"_s, [](Members &entry, const QJsonObject &) {
            AttentionEntry read{.seq = entry.whole("seq"_L1, 1),
                                .stream = entry.text("stream"_L1),
                                .device = entry.optionalText("device"_L1),
                                .operation = {},
                                .result = {},
                                .refusedAt = entry.instant("refused_at"_L1)};
            const auto operation = domain::Operation::fromJson(entry.object("operation"_L1));
            if (operation)
                read.operation = *operation;
            else
                entry.fail(u"operation");
            const auto result = resultFromJson(entry.object("result"_L1), entry.pathOf(u"result"));
            if (result)
                read.result = *result;
            else
                entry.fail(result.refusal());
            return read;
        });
        if (members.has("before"_L1))
            page.before = members.whole("before"_L1, 1);
        return page;
    });
}

QByteArray encode(const AttentionClosing &closing)
{
    QJsonObject json{{u"how"_s, closing.how}};
    putText(json, "reason"_L1, closing.reason);
    return compact(json);
}

Result<AttentionClosing> decodeAttentionClosing(QByteArrayView text)
{
    return decode<AttentionClosing>(text, [](Members &members) { return AttentionClosing{members.text("how"_L1), members.optionalText("reason"_L1)}; });
}

QByteArray encode(const QList<Erasure> &erasures)
{
    QJsonArray list;
    for (const Erasure &erasure : erasures) {
        QJsonArray open;
        for (const Erasure::Device &device : erasure.open)
            open.append(QJsonObject{{u"device"_s, device.device},
                                    {u"name"_s, device.name},
                                    {u"seq"_s, device.seq},
                                    {u"last_contact"_s, instantText(device.lastContact)},
                                    {u"revoked"_s, device.revoked}});
        list.append(QJsonObject{{u"doc"_s, erasure.doc},
                                {u"scope"_s, erasure.scope},
                                {u"seq"_s, erasure.seq},
                                {u"at"_s, instantText(erasure.at)},
                                {u"reason"_s, erasure.reason},
                                {u"open"_s, open}});
    }
    return compact({{u"erasures"_s, list}});
}

Result<QList<Erasure>> decodeErasures(QByteArrayView text)
{
    return decode<QList<Erasure>>(text, [](Members &members) {
        return listOf<Erasure>(members, "erasures"_L1, u"erasures"_s, [](Members &entry, const QJsonObject &) {
            Erasure erasure{.doc = entry.text("doc"_L1),
                            .scope = entry.text("scope"_L1),
                            .seq = entry.whole("seq"_L1),
                            .at = entry.instant("at"_L1),
                            .reason = entry.optionalText("reason"_L1),
                            .open = {}};
            erasure.open = listOf<Erasure::Device>(entry, "open"_L1, entry.pathOf(u"open"), [](Members &device, const QJsonObject &) {
                return Erasure::Device{.device = device.text("device"_L1),
                                       .name = device.optionalText("name"_L1),
                                       .seq = device.whole("seq"_L1),
                                       .lastContact = device.instant("last_contact"_L1),
                                       .revoked = device.optionalTruth("revoked"_L1)};
            });
            return erasure;
        });
    });
}

QByteArray encode(const QList<Found> &found)
{
    QJsonArray list;
    for (const Found &entry : found)
        list.append(QJsonObject{{u"id"_s, entry.id}, {u"k"_s, entry.kind}, {u"title"_s, entry.title}, {u"detail"_s, entry.detail}});
    return compact({{u"found"_s, list}});
}

Result<QList<Found>> decodeFound(QByteArrayView text)
{
    return decode<QList<Found>>(text, [](Members &members) {
        return listOf<Found>(members, "found"_L1, u"found"_s, [](Members &entry, const QJsonObject &) {
            return Found{entry.text("id"_L1), entry.text("k"_L1), entry.optionalText("title"_L1), entry.optionalText("detail"_L1)};
        });
    });
}

} // namespace exchange
