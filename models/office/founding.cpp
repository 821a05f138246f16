// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/founding.h"
#include "office/centre.h"
#include "office/store.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

const Actor centreActor{u"centre"_s, {}, {u"centre"_s}, {}, {}};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Act publishing(const QString &type, const QString &doc, QJsonObject body)
{
    body[u"id"_s] = type == "item.publish"_L1 ? body[u"id"_s] : QJsonValue(doc);
    return {type, doc, body, centreActor};
}

Result<Done> givePasswords(Office &office, const Founding &founding)
{
    const QJsonObject district = QJsonDocument::fromJson(founding.district).object();
    const QString password = district[u"password"_s].toString();
    if (password.isEmpty())
        return Done{};
    Centre centre(office);
    for (const QJsonValue &person : district[u"staff"_s].toArray()) {
        const Result<Done> set = centre.setPassword(person[u"number"_s].toString(), password);
        if (!set)
            return set;
    }
    return Done{};
}

} // namespace

Founding Founding::demo()
{
    Founding founding;
    founding.catalogue = contents(u":/catalogue/610116.json"_s);
    founding.region = contents(u":/catalogue/610116-region.json"_s);
    for (const QString &name : QDir(u":/calendars"_s).entryList())
        founding.calendars << contents(QString(u":/calendars/"_s + name));
    founding.district = contents(u":/demo/610116.json"_s);
    return founding;
}

Result<QList<Act>> foundingActs(const Founding &founding)
{
    QList<Act> acts;
    const QJsonObject district = QJsonDocument::fromJson(founding.district).object();
    QJsonObject place = district[u"place"_s].toObject();
    if (place.isEmpty())
        return refuse(u"founding.malformed", {{u"file"_s, u"district"_s}});
    const QString placeId = domain::idFor(u"place:"_s + place[u"code"_s].toString());
    // The windows of a district share this key; it hides identity numbers on receipts from everybody else.
    place[u"sealKey"_s] = QString::fromLatin1(QCryptographicHash::hash(domain::newId(QDateTime::currentDateTimeUtc()).toUtf8(), QCryptographicHash::Sha256).toBase64());
    acts << publishing(u"place.define"_s, placeId, place);

    for (const QByteArray &file : founding.calendars) {
        const QJsonDocument year = QJsonDocument::fromJson(file);
        if (!year.isObject())
            return refuse(u"founding.malformed", {{u"file"_s, u"calendar"_s}});
        acts << publishing(u"calendar.publish"_s, domain::idFor(u"calendar:"_s + QString::number(year[u"year"_s].toInt())), year.object());
    }
    const Result<QList<domain::Item>> items = domain::readCatalogue(founding.catalogue);
    if (!items)
        return items.refusal();
    int order = 0;
    for (const domain::Item &item : *items) {
        QJsonObject body = item.toJson();
        body[u"order"_s] = ++order;
        acts << publishing(u"item.publish"_s, domain::idFor(u"item:%1@%2"_s.arg(item.id).arg(item.version)), body);
    }
    const QJsonObject own = QJsonDocument::fromJson(founding.region).object();
    const QString code = place[u"district"_s].toString();
    if (own.contains(u"region"_s))
        acts << publishing(u"region.define"_s, domain::idFor(u"region:"_s + code), own[u"region"_s].toObject());
    for (const QJsonValue &value : own[u"handling"_s].toArray()) {
        QJsonObject handling = value.toObject();
        handling[u"district"_s] = code;
        acts << publishing(u"handling.define"_s, domain::idFor(u"handling:"_s + code + u':' + handling[u"item"_s].toString()), handling);
    }
    for (const QJsonValue &value : district[u"staff"_s].toArray()) {
        QJsonObject person = value.toObject();
        person[u"place"_s] = placeId;
        acts << publishing(u"staff.define"_s, domain::idFor(u"staff:"_s + person[u"number"_s].toString()), person);
    }
    return acts;
}

namespace {

Result<Done> foundAt(Office &office, const Founding &founding, bool onlyIfEmpty)
{
    // All or nothing: a district whose staff can't sign in would look founded and be of no use.
    const Result<Done> published = office.retried<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(office.store().database);
        office.store().database.lock(u"founding"_s);
        office.reloadRules(); // another server may just have done it
        if (onlyIfEmpty && !office.rules()->places().isEmpty())
            return Done{};
        Result<QList<Act>> acts = foundingActs(founding);
        if (!acts)
            return acts.refusal();
        for (Act &act : *acts) {
            // Receipts printed before must stay readable: a hall keeps the key it has.
            const domain::Place *known = office.rules()->place(act.doc);
            if (known && !known->sealKey.isEmpty())
                act.body[u"sealKey"_s] = QString::fromLatin1(known->sealKey.toBase64());
            const auto done = office.submit(act);
            if (!done)
                return done.refusal();
        }
        office.reloadRules();
        const Result<Done> passwords = givePasswords(office, founding);
        if (!passwords)
            return passwords;
        transaction.commit();
        return Done{};
    });
    if (!published)
        return published;
    office.reloadRules();
    return Done{};
}

} // namespace

Result<Done> found(Office &office, const Founding &founding)
{
    return foundAt(office, founding, false);
}

Result<Done> foundIfEmpty(Office &office, const Founding &founding)
{
    // Another server may be at it right now, hashing passwords under the lock: what it makes is worth waiting for.
    constexpr int patience = 6;
    Result<Done> founded = foundAt(office, founding, true);
    for (int asked = 1; !founded && founded.refusal().code == "office.store-busy"_L1 && asked < patience; ++asked)
        founded = foundAt(office, founding, true);
    return founded;
}

} // namespace office
