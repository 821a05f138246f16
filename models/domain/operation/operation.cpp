// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/operation.h"
#include "domain/jsontime.h"
#include "domain/operation/chance.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QUuid>

namespace domain {
using namespace Qt::StringLiterals;

namespace {
const QStringList knownMembers{u"n"_s,    u"id"_s,      u"type"_s,  u"doc"_s,     u"base"_s,  u"actor"_s,
                               u"role"_s, u"place"_s,   u"counter"_s, u"made"_s,  u"rules"_s, u"receipt"_s,
                               u"lease"_s, u"blobs"_s,  u"body"_s,  u"sig"_s};

std::function<quint32()> &chance()
{
    static std::function<quint32()> source = [] { return QRandomGenerator::system()->generate(); };
    return source;
}

void putText(QJsonObject &json, QLatin1StringView name, const QString &text)
{
    if (!text.isEmpty())
        json[name] = text;
}
} // namespace

QJsonObject Operation::toJson() const
{
    QJsonObject json = more;
    json[u"n"_s] = n;
    json[u"id"_s] = id;
    json[u"type"_s] = QString(type + u'@' + QString::number(typeVersion));
    json[u"doc"_s] = doc;
    if (baseN)
        json[u"base"_s] = QJsonObject{{u"n"_s, *baseN}};
    else if (baseVersion)
        json[u"base"_s] = QJsonObject{{u"v"_s, *baseVersion}};
    putText(json, "actor"_L1, actor);
    putText(json, "role"_L1, role);
    putText(json, "place"_L1, place);
    putText(json, "counter"_L1, counter);
    json[u"made"_s] = QJsonObject{{u"wall"_s, instantText(made.wall)},
                                  {u"mono_ms"_s, made.monotonicMs},
                                  {u"boot"_s, made.boot},
                                  {u"est"_s, instantText(made.estimate)}};
    putText(json, "rules"_L1, rules);
    putText(json, "receipt"_L1, receipt);
    putText(json, "lease"_L1, lease);
    if (!blobs.isEmpty())
        json[u"blobs"_s] = QJsonArray::fromStringList(blobs);
    json[u"body"_s] = body;
    putText(json, "sig"_L1, signature);
    return json;
}

Result<Operation> Operation::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QStringView member) { return refuse(u"operation.malformed", {{u"member"_s, member.toString()}}); };
    Operation operation;
    operation.n = json[u"n"_s].toInteger(-1);
    if (operation.n < 0)
        return malformed(u"n");
    operation.id = json[u"id"_s].toString();
    if (QUuid(operation.id).isNull())
        return malformed(u"id");
    const QStringList type = json[u"type"_s].toString().split(u'@');
    bool numbered = false;
    operation.type = type.first();
    operation.typeVersion = type.size() == 2 ? type.last().toInt(&numbered) : 0;
    if (!numbered || operation.typeVersion < 1 || operation.type.isEmpty())
        return malformed(u"type");
    operation.doc = json[u"doc"_s].toString();
    if (operation.doc.isEmpty() || operation.doc.size() > 64)
        return malformed(u"doc");
    const QJsonObject base = json[u"base"_s].toObject();
    if (base.contains(u"n"_s))
        operation.baseN = base[u"n"_s].toInteger();
    else if (base.contains(u"v"_s))
        operation.baseVersion = base[u"v"_s].toInteger();
    operation.actor = json[u"actor"_s].toString();
    operation.role = json[u"role"_s].toString();
    operation.place = json[u"place"_s].toString();
    operation.counter = json[u"counter"_s].toString();
    const QJsonObject made = json[u"made"_s].toObject();
    operation.made = {instantFromText(made[u"wall"_s]), made[u"mono_ms"_s].toInteger(), made[u"boot"_s].toString(),
                      instantFromText(made[u"est"_s])};
    if (!operation.made.estimate.isValid() || !operation.made.wall.isValid())
        return malformed(u"made");
    operation.rules = json[u"rules"_s].toString();
    operation.receipt = json[u"receipt"_s].toString();
    operation.lease = json[u"lease"_s].toString();
    for (const QJsonValue &blob : json[u"blobs"_s].toArray())
        operation.blobs << blob.toString();
    if (!json[u"body"_s].isObject())
        return malformed(u"body");
    operation.body = json[u"body"_s].toObject();
    operation.signature = json[u"sig"_s].toString();
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!knownMembers.contains(it.key()))
            operation.more.insert(it.key(), it.value());
    }
    return operation;
}

QByteArray Operation::canonical() const
{
    QJsonObject json = toJson();
    json.remove(u"sig"_s);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

void takeChanceFrom(std::function<quint32()> source)
{
    chance() = std::move(source);
}

QString newId(const QDateTime &now)
{
    const quint64 ms = quint64(now.toMSecsSinceEpoch());
    QByteArray bytes(16, '\0');
    for (int i = 0; i < 6; ++i)
        bytes[i] = char(ms >> (8 * (5 - i)));
    for (int i = 6; i < 16; i += 4) {
        const quint32 random = chance()();
        for (int j = i; j < std::min(i + 4, 16); ++j)
            bytes[j] = char(random >> (8 * (j - i)));
    }
    bytes[6] = char((bytes[6] & 0x0f) | 0x70);
    bytes[8] = char((bytes[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

QString idFor(const QString &name)
{
    static const QUuid space(u"6f7c2c1e-0d5a-4b8e-9a41-1d0f5b2f6a10"_s);
    return QUuid::createUuidV5(space, name.toUtf8()).toString(QUuid::WithoutBraces);
}

} // namespace domain
