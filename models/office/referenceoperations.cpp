// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/catalogue/item.h"
#include "domain/calendar/workcalendar.h"
#include "domain/staff/staff.h"
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
    if (kind == "staff"_L1)
        return verdict(domain::Staff::fromJson(body));
    if (QByteArray::fromBase64(body[u"publicKey"_s].toString().toLatin1()).size() != 32)
        return refuse(u"operation.malformed", {{u"member"_s, u"publicKey"_s}});
    return Done{};
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
    document.scopes = {domain::referenceScope.toString()};
    document.body = operation.body;
    workspace.save(document);
    return Done{};
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

} // namespace office
