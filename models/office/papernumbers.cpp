// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/papernumbers.h"
#include "domain/jsontime.h"
#include "domain/numbering/papernumber.h"
#include "domain/papers/seal.h"
#include "office/store.h"
#include <QJsonArray>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::PaperNumber;
using domain::refuse;
using domain::Result;

namespace {

const QString numbersMember = u"papers"_s;

QString departmentOf(const Store &store, const Rulebook &rules, const domain::Operation &operation)
{
    const auto document = store.documents.load(operation.doc);
    if (document) {
        // What one department says in its own step goes out under its own name.
        const QString step = operation.body[u"step"_s].toString();
        for (const QJsonValue &part : document->body[u"steps"_s].toArray()) {
            if (!step.isEmpty() && part[u"key"_s].toString() == step)
                return part[u"department"_s].toString();
        }
        const QString department = document->body[u"item"_s][u"department"_s].toString();
        if (!department.isEmpty())
            return department;
    }
    const QJsonValue asked = operation.body[u"item"_s];
    const domain::Item *item = rules.item(asked[u"id"_s].toString(), asked[u"version"_s].toInt());
    return item ? item->department : QString();
}

std::optional<qint64> nextOf(Store &store, Office::Side side, const QString &series, const QDateTime &now, const QString &doc)
{
    if (side == Office::Side::Centre) {
        const qint64 n = store.receipts.lease(domain::newId(now), series, u"centre"_s, 1, now, now).from;
        store.receipts.use(domain::registerText(series, n), series, doc, now);
        return n;
    }
    for (domain::NumberLease &lease : store.leases.open(series, store.settings.text(u"stream"_s))) {
        if (const Result<qint64> n = lease.take(now)) {
            store.leases.setNext(lease.id, lease.next);
            return *n;
        }
    }
    return std::nullopt;
}

} // namespace

QStringList papersMadeBy(const domain::Operation &operation)
{
    static const QHash<QString, QString> made{
        {u"case.accept"_s, u"acceptance"_s},    {u"tolerance.accept"_s, u"acceptance"_s},    {u"commitment.accept"_s, u"acceptance"_s},
        {u"case.deem"_s, u"acceptance"_s},      {u"case.notify"_s, u"correction"_s},         {u"case.refuse"_s, u"non-acceptance"_s},
        {u"step.return"_s, u"correction"_s},    {u"step.pause"_s, u"special-procedure"_s},   {u"case.extend"_s, u"extension"_s},
        {u"case.withdraw"_s, u"withdrawal"_s},  {u"tolerance.lapse"_s, u"withdrawal"_s},     {u"result.collect"_s, u"service-record"_s}};
    if (operation.type == "case.decide"_L1)
        return {operation.body[u"granted"_s].toBool() ? u"decision-grant"_s : u"decision-refuse"_s};
    if (operation.type == "supplement.judge"_L1)
        return operation.body[u"adequate"_s].toBool() ? QStringList() : QStringList{u"correction"_s};
    const QString kind = made.value(operation.type);
    return kind.isEmpty() ? QStringList() : QStringList{kind};
}

namespace {
QStringList seriesOf(const Rulebook &rules, const QString &district, int year)
{
    QStringList all;
    for (const QString &word : domain::Seal::words(rules.region(district)))
        all << domain::paperSeries(district, year, word);
    return all;
}
} // namespace

QStringList paperSeries(const Rulebook &rules, const QString &district, const QDateTime &now)
{
    return seriesOf(rules, district, domain::hallTime(now).date().year());
}

QStringList leasablePaperSeries(const Rulebook &rules, const QString &district, const QDateTime &now)
{
    const QDate today = domain::hallTime(now).date();
    QStringList all = seriesOf(rules, district, today.year());
    if (today.month() == 12)
        all += seriesOf(rules, district, today.year() + 1);
    return all;
}

void takePaperNumbers(Store &store, const Rulebook &rules, Office::Side side, const QDateTime &now, domain::Operation &operation)
{
    const domain::Place *place = rules.place(operation.place);
    const QStringList kinds = papersMadeBy(operation);
    if (!place || kinds.isEmpty())
        return;
    const domain::Region &region = rules.region(place->district);
    const QString word = domain::Seal::of(region, *place, departmentOf(store, rules, operation)).word;
    if (!domain::Seal::words(region).contains(word))
        return;
    const int year = domain::hallTime(now).date().year();
    QJsonObject numbers;
    for (const QString &kind : kinds) {
        if (const auto n = nextOf(store, side, domain::paperSeries(place->district, year, word), now, operation.doc))
            numbers[kind] = PaperNumber{place->district, word, year, *n}.toJson();
    }
    if (!numbers.isEmpty())
        operation.more[numbersMember] = numbers;
}

Result<Done> usePaperNumbers(Store &store, const QString &stream, const QDateTime &now, const domain::Operation &operation)
{
    const QJsonObject numbers = operation.more.value(numbersMember).toObject();
    const QStringList kinds = papersMadeBy(operation);
    for (auto entry = numbers.begin(); entry != numbers.end(); ++entry) {
        const auto number = PaperNumber::fromJson(entry.value().toObject());
        if (!number || !kinds.contains(entry.key()))
            return refuse(u"paper-number.malformed");
        const QJsonObject facts{{u"number"_s, number->text()}};
        const QString series = number->series(), key = domain::registerText(series, number->n);
        if (!store.receipts.wasLeasedTo(series, number->n, stream) && !store.numberRegister.wasLost(series, number->n))
            return refuse(u"paper-number.not-leased", facts);
        if (const auto voidSince = store.numberRegister.voidSince(key)) {
            // Written off because the lease had run out, but used before that: the number is good.
            const auto state = store.streams.byId(stream);
            const auto block = store.numberRegister.blockOf(series, number->n, state ? state->device : QString());
            if (!block || *voidSince < block->expires || operation.made.estimate > block->expires)
                return refuse(u"paper-number.taken", facts);
            store.numberRegister.revive(key);
        } else if (!store.receipts.userOf(key).isEmpty()) {
            return refuse(u"paper-number.taken", facts);
        }
        store.receipts.use(key, series, operation.doc, now);
    }
    return Done{};
}

void enterPaperNumbers(const domain::Operation &operation, QJsonObject &caseBody)
{
    const QJsonObject brought = operation.more.value(numbersMember).toObject();
    QJsonObject numbers = caseBody.value(u"numbers"_s).toObject();
    for (auto entry = brought.begin(); entry != brought.end(); ++entry) {
        QJsonArray ofKind = numbers.value(entry.key()).toArray();
        QJsonObject number = entry.value().toObject();
        const auto read = PaperNumber::fromJson(number);
        if (!read || (!ofKind.isEmpty() && ofKind.last()[u"op"_s].toString() == operation.id))
            continue;
        number[u"op"_s] = operation.id;
        ofKind << number;
        numbers[entry.key()] = ofKind;
        // Where the case says of itself under which number it was decided, paused or handed out.
        if (entry.key().startsWith("decision-"_L1)) {
            QJsonObject decision = caseBody.value(u"decision"_s).toObject();
            decision[u"number"_s] = read->text();
            caseBody[u"decision"_s] = decision;
        } else if (entry.key() == "service-record"_L1) {
            QJsonObject issue = caseBody.value(u"issue"_s).toObject();
            if (issue.value(u"serviceNumber"_s).toString().isEmpty())
                issue[u"serviceNumber"_s] = read->text();
            caseBody[u"issue"_s] = issue;
        }
    }
    if (!brought.isEmpty())
        caseBody[u"numbers"_s] = numbers;
}

} // namespace office
