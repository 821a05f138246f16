// SPDX-License-Identifier: GPL-3.0-or-later
// 出件: result.collect, result.mail, result.recall, issue.remind, licence.expire.
#include "office/issuing.h"
#include "domain/issuing/collector.h"
#include "domain/jsontime.h"
#include "domain/licence/licence.h"
#include "domain/numbering/papernumber.h"
#include "domain/rating/rating.h"
#include "office/opencase.h"
#include "office/operationkinds.h"
#include "office/outgoing.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using domain::Done;
using domain::Outgoing;
using domain::refuse;
using domain::Result;

namespace {

/// Material key under which the signature of the one who collected lies among the attachments of the case.
const QString signatureKey = u"signature"_s;

/// The case whose result waits to be had. Refusals: case.unknown, case.state {state}, result.done {at}.
Result<CaseFile> readyCase(const Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (file && file->issue.isDone())
        return refuse(u"result.done", {{u"at"_s, domain::instantText(file->issue.at)}});
    return file;
}

/// A refused case stays refused when its decision is served; a granted one has come to its end.
void finish(CaseFile &file, const QDateTime &at)
{
    file.issue.at = at;
    if (file.state == CaseState::Granted)
        file.state = CaseState::Issued;
}

/// The picture of a signature travels like a scan: the act brings one or none.
Result<Done> takeSignature(const Workspace &workspace, CaseFile &file)
{
    const domain::Operation &operation = workspace.operation();
    const QJsonArray files = operation.body[u"files"_s].toArray();
    if (files.isEmpty())
        return operation.blobs.isEmpty() ? Result<Done>(Done{}) : Result<Done>(refuse(u"operation.malformed", {{u"member"_s, u"blobs"_s}}));
    Result<domain::Attachment> picture = domain::Attachment::fromJson(files.first().toObject());
    if (!picture)
        return picture.refusal();
    if (files.size() > 1 || operation.blobs != QStringList{domain::blobReference(picture->sha256)} || !picture->media.startsWith("image/"_L1))
        return refuse(u"operation.malformed", {{u"member"_s, u"files"_s}});
    picture->key = signatureKey;
    picture->addedAt = workspace.now();
    picture->addedBy = operation.actor;
    file.attachments << *picture;
    file.issue.signature = picture->sha256;
    return Done{};
}

/// Takes a delivery that has not left back, so that a result never comes to its owner twice. False: it has left.
bool takeBack(Workspace &workspace, const QString &id, const QString &reason)
{
    const auto document = workspace.load(id);
    if (!document)
        return true;
    Result<Outgoing> delivery = Outgoing::fromJson(document->body);
    if (!delivery || delivery->state == domain::OutgoingState::Dropped)
        return true;
    // A delivery the courier brought back is a result that lies here again.
    const bool isBack = delivery->state == domain::OutgoingState::Failed;
    if (delivery->sentAt.isValid() && !isBack)
        return false;
    delivery->state = domain::OutgoingState::Dropped;
    delivery->reason = reason;
    delivery->nextAt = {};
    delivery->updatedAt = workspace.now();
    domain::Document changed = *document;
    changed.body = delivery->toJson();
    workspace.save(changed);
    return true;
}

std::optional<CaseFile> caseOf(const Workspace &workspace, const Outgoing &outgoing)
{
    const auto document = workspace.load(outgoing.about);
    if (!document || document->kind != "case"_L1)
        return {};
    const auto file = CaseFile::fromJson(document->body);
    return file && file->issue.delivery == outgoing.id ? std::optional(*file) : std::nullopt;
}

} // namespace

void onSent(Workspace &workspace, const Outgoing &outgoing)
{
    std::optional<CaseFile> file = caseOf(workspace, outgoing);
    const QString waybill = outgoing.receipt[u"waybill"_s].toString();
    if (!file || waybill.isEmpty())
        return;
    file->issue.waybill = waybill;
    putBack(workspace, *file);
    postMessage(workspace, *file, u"result.mailed"_s, {{u"waybill"_s, waybill}});
}

void onDelivered(Workspace &workspace, const Outgoing &outgoing, const domain::OutgoingEvent &event)
{
    std::optional<CaseFile> file = caseOf(workspace, outgoing);
    if (!file || file->issue.isDone())
        return;
    if (const QString by = event.facts[u"signedBy"_s].toString(); !by.isEmpty())
        file->issue.collectorName = by;
    finish(*file, event.at);
    putBack(workspace, *file);
    // Who was served at no counter is asked by message.
    const domain::Place *place = workspace.rules().place(file->place);
    const QString service = outgoing.more[u"service"_s].toString();
    if (place && !place->publicAddress.isEmpty() && !place->sealKey.isEmpty() && !service.isEmpty())
        postMessage(workspace, *file, u"rating.invite"_s, {{u"address"_s, QString(place->publicAddress + domain::ratingPath(service, place->sealKey))}});
}

// {collector: {name, idNumber, relation, mandate}, files?: [signature]}
Result<Done> collectResult(Workspace &workspace)
{
    Result<CaseFile> file = readyCase(workspace);
    if (!file)
        return file.refusal();
    const QJsonObject &body = workspace.operation().body;
    const Result<domain::Collector> collector = domain::checkCollector(*file, domain::Collector::fromJson(body[u"collector"_s].toObject()), domain::hallTime(workspace.now()).date());
    if (!collector)
        return collector.refusal();
    if (!file->issue.delivery.isEmpty() && !takeBack(workspace, file->issue.delivery, u"result.collect"_s))
        return refuse(u"result.on-its-way", {{u"waybill"_s, file->issue.waybill}});
    if (const Result<Done> signature = takeSignature(workspace, *file); !signature)
        return signature.refusal();
    file->issue.method = u"counter"_s;
    file->issue.collectorName = collector->name;
    file->issue.collectorNumber = collector->idNumber;
    file->issue.relation = collector->relation;
    file->issue.mandate = collector->mandate;
    if (const auto number = domain::PaperNumber::fromJson(workspace.operation().more[u"papers"_s][u"service-record"_s].toObject()))
        file->issue.serviceNumber = number->text();
    file->issue.delivery.clear();
    file->issue.waybill.clear();
    file->papers[u"service-record"_s] = file->papers[u"service-record"_s].toInt() + 1;
    finish(*file, workspace.now());
    putBack(workspace, *file);
    return Done{};
}

// {name, phone, address}: the applicant asked for it; free of charge (免费邮寄).
Result<Done> mailResult(Workspace &workspace)
{
    Result<CaseFile> file = readyCase(workspace);
    if (!file)
        return file.refusal();
    const QJsonObject &body = workspace.operation().body;
    const auto word = [&](const QString &member) { return body[member].toString().trimmed(); };
    for (const QString &member : {u"name"_s, u"phone"_s, u"address"_s}) {
        if (word(member).isEmpty())
            return refuse(u"result.mail-lacking", {{u"member"_s, member}});
    }
    if (!file->issue.delivery.isEmpty() && !takeBack(workspace, file->issue.delivery, u"result.mail"_s))
        return refuse(u"result.on-its-way", {{u"waybill"_s, file->issue.waybill}});
    Outgoing delivery;
    delivery.kind = u"delivery"_s;
    delivery.channel = u"courier"_s;
    delivery.code = u"result.mail"_s;
    delivery.to = word(u"address"_s);
    delivery.about = file->id;
    delivery.place = file->place;
    delivery.more = {{u"service"_s, workspace.operation().id}}; // which the code of the rating names
    const domain::Place *place = workspace.rules().place(file->place);
    // The courier is told whom to bring it to, not what it is.
    delivery.facts = {{u"number"_s, file->number}, {u"name"_s, word(u"name"_s)}, {u"phone"_s, word(u"phone"_s)}, {u"address"_s, word(u"address"_s)},
                      {u"from"_s, QJsonObject{{u"name"_s, place ? place->name : QString()}, {u"phone"_s, place ? place->phone : QString()}, {u"address"_s, place ? place->address : QString()}}}};
    file->issue.method = u"mail"_s;
    file->issue.collectorName = word(u"name"_s);
    file->issue.address = word(u"address"_s);
    file->issue.phone = word(u"phone"_s);
    file->issue.waybill.clear();
    file->issue.delivery = post(workspace, delivery);
    putBack(workspace, *file);
    return Done{};
}

// The mandate of a reminder is the agenda's; it moves on by the day it was done.
Result<Done> remindCollection(Workspace &workspace)
{
    Result<CaseFile> file = readyCase(workspace);
    if (!file)
        return file.refusal();
    ++file->issue.reminders;
    file->issue.remindedAt = workspace.now();
    putBack(workspace, *file);
    postMessage(workspace, *file, u"result.remind"_s, {{u"since"_s, domain::hallTime(file->issue.readyAt).date().toString(u"M月d日"_s)}});
    return Done{};
}

Result<Done> expireLicence(Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    if (!document || document->kind != "licence"_L1)
        return refuse(u"licence.unknown");
    Result<domain::Licence> licence = domain::Licence::fromJson(document->body);
    if (!licence)
        return licence.refusal();
    if (licence->state != domain::LicenceState::Valid || licence->stateOn(domain::hallTime(workspace.now()).date()) != domain::LicenceState::Expired)
        return refuse(u"licence.state", {{u"state"_s, toCode(licence->state)}});
    licence->state = domain::LicenceState::Expired;
    licence->updatedAt = workspace.now();
    domain::Document changed = *document;
    changed.body = licence->toJson();
    workspace.save(changed);
    return Done{};
}

} // namespace office
