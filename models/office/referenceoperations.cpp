// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/permissions.h"
#include "domain/catalogue/item.h"
#include "domain/calendar/workcalendar.h"
#include "domain/staff/staff.h"
#include "domain/jsontime.h"
#include "office/operationkinds.h"
#include "office/workspace.h"
#include <QJsonArray>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

/// Whether the body is a value of that kind.
Result<Done> checkReference(const QString &kind, const QJsonObject &body)
{
    const auto verdict = [](const auto &read) -> Result<Done> { return read ? Result<Done>(Done{}) : Result<Done>(read.refusal()); };
    if (kind == "item"_L1)
        return verdict(domain::Item::fromJson(body));
    if (kind == "calendar"_L1)
        return verdict(domain::WorkCalendar::fromNotices({body}));
    if (kind == "place"_L1)
        return verdict(domain::Place::fromJson(body));
    if (kind == "staff"_L1) {
        const Result<domain::Staff> staff = domain::Staff::fromJson(body);
        return staff ? domain::Permissions::table().mayHold(staff->roles) : Result<Done>(staff.refusal());
    }
    if (kind == "region"_L1)
        return verdict(domain::Region::fromJson(body));
    if (kind == "handling"_L1)
        return verdict(domain::Handling::fromJson(body));
    if (QByteArray::fromBase64(body[u"publicKey"_s].toString().toLatin1()).size() != 32)
        return refuse(u"operation.malformed", {{u"member"_s, u"publicKey"_s}});
    return Done{};
}

/// People and halls are known by the id in their body and signed in by their number: a document that bears another's would
/// speak for them.
Result<Done> checkIdentity(const Workspace &workspace, const QString &kind)
{
    const domain::Operation &operation = workspace.operation();
    const bool isNamed = kind == "staff"_L1 || kind == "place"_L1;
    if (isNamed && operation.body[u"id"_s].toString() != operation.doc)
        return refuse(u"operation.malformed", {{u"member"_s, u"id"_s}});
    if (kind != "staff"_L1)
        return Done{};
    const QString number = operation.body[u"number"_s].toString();
    const domain::Staff *holder = workspace.rules().staffByNumber(number);
    return !holder || holder->id == operation.doc ? Result<Done>(Done{}) : Result<Done>(refuse(u"staff.number-taken", {{u"number"_s, number}}));
}

} // namespace

// Reference documents are replaced whole: what is published is what holds.
Result<Done> publishReference(Workspace &workspace)
{
    const domain::Operation &operation = workspace.operation();
    const QString kind = operation.type.section(u'.', 0, 0);
    const Result<Done> checked = checkReference(kind, operation.body);
    if (!checked)
        return checked;
    domain::Document document = workspace.load(operation.doc).value_or(domain::Document{operation.doc, kind, 0, {}, {}});
    if (document.kind != kind)
        return refuse(u"operation.malformed", {{u"member"_s, u"doc"_s}});
    if (const Result<Done> own = checkIdentity(workspace, kind); !own)
        return own;
    // Nobody gives rights to themself; a second administrator does.
    if (kind == "staff"_L1 && operation.doc == operation.actor && operation.body[u"roles"_s] != document.body[u"roles"_s])
        return refuse(u"staff.own-rights");
    document.scopes = {domain::referenceScope.toString()};
    document.body = operation.body;
    workspace.save(document);
    return Done{};
}

// What was done to the password stands in no document; that it was done is on record. A window can't do it by itself.
Result<Done> notePasswordReset(Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    if (!document || document->kind != "staff"_L1)
        return refuse(u"staff.unknown");
    if (workspace.operation().doc == workspace.operation().actor)
        return refuse(u"staff.own-rights");
    return workspace.mayUnseal() ? Result<Done>(Done{}) : Result<Done>(refuse(u"password.at-centre"));
}

// A returned operation leaves the list only by a person's word, and the word is on record at the centre too.
Result<Done> closeReturned(Workspace &workspace)
{
    const QJsonObject &body = workspace.operation().body;
    const QString how = body[u"how"_s].toString();
    if (how != "redone"_L1 && how != "handed-over"_L1 && how != "dropped"_L1)
        return refuse(u"operation.malformed", {{u"member"_s, u"how"_s}});
    if (how == "dropped"_L1 && body[u"reason"_s].toString().trimmed().isEmpty())
        return refuse(u"returned.reason-lacking");
    workspace.closeReturned(body[u"operation"_s].toString(), how);
    return Done{};
}

namespace {

Result<domain::Document> deviceOf(const Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    return document && document->kind == "device"_L1 ? Result<domain::Document>(*document) : Result<domain::Document>(refuse(u"device.unknown"));
}

} // namespace

// A lost or stolen machine: from now on it is told nothing. What it still brings is kept apart for the supervisor.
Result<Done> revokeDevice(Workspace &workspace)
{
    Result<domain::Document> document = deviceOf(workspace);
    if (!document)
        return document.refusal();
    const QString reason = workspace.operation().body[u"reason"_s].toString().trimmed();
    if (reason.isEmpty())
        return refuse(u"reason.lacking");
    document->body[u"revoked"_s] = QJsonObject{{u"at"_s, domain::instantText(workspace.now())}, {u"by"_s, workspace.operation().actor}, {u"reason"_s, reason}};
    workspace.save(*document);
    return Done{};
}

// The revoked machine was heard of once more and says that its keys and its store are gone.
Result<Done> noteDeviceWiped(Workspace &workspace)
{
    Result<domain::Document> document = deviceOf(workspace);
    if (!document)
        return document.refusal();
    QJsonObject revoked = document->body[u"revoked"_s].toObject();
    if (revoked.isEmpty())
        return refuse(u"device.not-revoked");
    revoked[u"wiped"_s] = domain::instantText(workspace.now());
    document->body[u"revoked"_s] = revoked;
    workspace.save(*document);
    return Done{};
}

// The former key stays with the device: receipts and acts signed by it in its time are still good.
Result<Done> rotateDeviceKey(Workspace &workspace)
{
    Result<domain::Document> document = deviceOf(workspace);
    if (!document)
        return document.refusal();
    const QString next = workspace.operation().body[u"publicKey"_s].toString();
    if (QByteArray::fromBase64(next.toLatin1()).size() != 32)
        return refuse(u"operation.malformed", {{u"member"_s, u"publicKey"_s}});
    QJsonArray former = document->body[u"formerKeys"_s].toArray();
    former << QJsonObject{{u"publicKey"_s, document->body[u"publicKey"_s]}, {u"until"_s, domain::instantText(workspace.now())}};
    document->body[u"formerKeys"_s] = former;
    document->body[u"publicKey"_s] = next;
    document->body[u"keySince"_s] = domain::instantText(workspace.now());
    workspace.save(*document);
    return Done{};
}

} // namespace office
