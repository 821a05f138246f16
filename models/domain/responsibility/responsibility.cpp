// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/responsibility/responsibility.h"
#include "domain/jsontime.h"
#include <QJsonArray>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

const Handover *lastTaken(const QList<Handover> &handovers)
{
    for (auto handover = handovers.crbegin(); handover != handovers.crend(); ++handover) {
        if (handover->takenAt.isValid())
            return &*handover;
    }
    return nullptr;
}

QJsonObject toJson(const Handover &handover)
{
    QJsonObject json{{u"to"_s, handover.to}, {u"toName"_s, handover.toName}, {u"by"_s, handover.by}, {u"words"_s, handover.words}, {u"offeredAt"_s, instantText(handover.offeredAt)}};
    if (handover.takenAt.isValid())
        json[u"takenAt"_s] = instantText(handover.takenAt);
    if (!handover.declined.isEmpty())
        json[u"declined"_s] = handover.declined;
    return json;
}

} // namespace

QString Responsibility::holder() const
{
    const Handover *taken = lastTaken(handovers);
    return taken ? taken->to : first;
}

QString Responsibility::holderName() const
{
    const Handover *taken = lastTaken(handovers);
    return taken ? taken->toName : firstName;
}

QDateTime Responsibility::heldSince() const
{
    const Handover *taken = lastTaken(handovers);
    return taken ? taken->takenAt : since;
}

const Handover *Responsibility::offer() const
{
    return handovers.isEmpty() || !handovers.last().isOpen() ? nullptr : &handovers.last();
}

Responsibility Responsibility::of(const QJsonObject &body)
{
    const QJsonObject json = body[u"responsibility"_s].toObject();
    Responsibility held;
    held.first = json[u"first"_s].toString(body[u"clerk"_s][u"id"_s].toString());
    held.firstName = json[u"firstName"_s].toString(body[u"clerk"_s][u"name"_s].toString());
    held.counter = json[u"counter"_s].toString(body[u"counter"_s].toString());
    held.since = instantFromText(json.contains("since"_L1) ? json[u"since"_s] : body[u"receivedAt"_s]);
    for (const QJsonValue &value : json[u"handovers"_s].toArray()) {
        const QJsonObject entry = value.toObject();
        held.handovers << Handover{entry[u"to"_s].toString(), entry[u"toName"_s].toString(), entry[u"by"_s].toString(), entry[u"words"_s].toString(),
                                   instantFromText(entry[u"offeredAt"_s]), instantFromText(entry[u"takenAt"_s]), entry[u"declined"_s].toString()};
    }
    return held;
}

void Responsibility::write(QJsonObject &body) const
{
    QJsonArray entries;
    for (const Handover &handover : handovers)
        entries << toJson(handover);
    body[u"responsibility"_s] = QJsonObject{{u"first"_s, first}, {u"firstName"_s, firstName}, {u"counter"_s, counter}, {u"since"_s, instantText(since)}, {u"handovers"_s, entries}};
}

} // namespace domain
