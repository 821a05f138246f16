// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/numbers.h"
#include "domain/jsontime.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

/// Provisional numbers of this device's stream, counted where a crash can't lose them. A copy of this device goes on in
/// another stream, and gives out other numbers.
QString nextProvisional(Store &store)
{
    const qint64 serial = store.settings.text(u"provisional"_s, u"0"_s).toLongLong() + 1;
    store.settings.set(u"provisional"_s, QString::number(serial));
    return domain::formatProvisionalNumber(store.settings.text(u"stream"_s).right(4).toUpper(), serial);
}

QString nextOfRegister(Store &store, const QString &series, const QDateTime &now)
{
    const domain::NumberLease lease = store.receipts.lease(domain::newId(now), series, u"centre"_s, 1, now, now);
    return domain::formatReceiptNumber(series, lease.from);
}

} // namespace

QString receiptSeries(const domain::Place &place, const QDateTime &now)
{
    return QString(place.district + u'-' + QString::number(domain::hallTime(now).date().year()));
}

QStringList leasableSeries(const domain::Place &place, const QDateTime &now)
{
    QStringList series{receiptSeries(place, now)};
    const QDate today = domain::hallTime(now).date();
    if (today.month() == 12)
        series << QString(place.district + u'-' + QString::number(today.year() + 1));
    return series;
}

Result<Done> takeNumber(Store &store, const Rulebook &rules, Office::Side side, const QDateTime &now, domain::Operation &operation)
{
    const auto document = store.documents.load(operation.doc);
    if (document && !document->body[u"number"_s].toString().isEmpty())
        return Done{};
    const domain::Place *place = rules.place(operation.place);
    if (!place)
        return refuse(u"place.unknown");
    const QString series = receiptSeries(*place, now);
    if (side == Office::Side::Centre) {
        operation.receipt = nextOfRegister(store, series, now);
        store.receipts.use(operation.receipt, series, operation.doc, now);
        return Done{};
    }
    for (domain::NumberLease &lease : store.leases.open(series, store.settings.text(u"stream"_s))) {
        const Result<qint64> serial = lease.take(now);
        if (!serial)
            continue;
        store.leases.setNext(lease.id, lease.next);
        operation.receipt = domain::formatReceiptNumber(series, *serial);
        operation.lease = lease.id;
        return Done{};
    }
    operation.receipt = nextProvisional(store);
    return Done{};
}

void replaceProvisional(domain::Operation &operation, const QString &legal)
{
    operation.more[u"provisional"_s] = operation.receipt;
    operation.receipt = legal;
}

Result<Done> useNumber(Store &store, const Rulebook &rules, const QString &stream, const QDateTime &now, const Workspace::Loader &load,
                       domain::Operation &operation)
{
    if (operation.receipt.isEmpty()) {
        // Only a case that has a number needs none.
        const auto document = load(operation.doc);
        const bool numbered = document && !document->body[u"number"_s].toString().isEmpty();
        return numbered ? Result<Done>(Done{}) : Result<Done>(refuse(u"receipt.malformed", {{u"number"_s, QString()}}));
    }
    const domain::Place *place = rules.place(operation.place);
    if (!place)
        return refuse(u"place.unknown");
    const Result<domain::ReceiptNumber> number = domain::parseReceiptNumber(operation.receipt);
    if (!number)
        return refuse(u"receipt.malformed", {{u"number"_s, operation.receipt}});
    const QJsonObject facts{{u"number"_s, operation.receipt}};
    if (number->isProvisional()) {
        const QString series = receiptSeries(*place, operation.made.estimate);
        replaceProvisional(operation, nextOfRegister(store, series, now));
        store.receipts.use(operation.receipt, series, operation.doc, now);
        return Done{};
    }
    if (!store.receipts.wasLeasedTo(number->series, number->serial, stream) && !store.numberRegister.wasLost(number->series, number->serial))
        return refuse(u"receipt.not-leased", facts);
    const QString user = store.receipts.userOf(operation.receipt);
    if (!user.isEmpty())
        return user == operation.doc ? Result<Done>(Done{}) : Result<Done>(refuse(u"receipt.taken", facts));
    if (const auto voidSince = store.numberRegister.voidSince(operation.receipt)) {
        // Written off because the lease had run out, but used before that: the number is good. What was given back is not.
        const auto state = store.streams.byId(stream);
        const auto block = store.numberRegister.blockOf(number->series, number->serial, state ? state->device : QString());
        if (!block || *voidSince < block->expires || operation.made.estimate > block->expires)
            return refuse(u"receipt.void", facts);
        store.numberRegister.revive(operation.receipt);
    }
    store.receipts.use(operation.receipt, number->series, operation.doc, now);
    return Done{};
}

} // namespace office
