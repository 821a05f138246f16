// SPDX-License-Identifier: GPL-3.0-or-later
// 首问负责: a case or an enquiry goes from hand to hand, and is never in none.
#include "domain/casefile/casefile.h"
#include "domain/jsontime.h"
#include "domain/responsibility/responsibility.h"
#include "domain/workorder/workorder.h"
#include "office/operationkinds.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Handover;
using domain::refuse;
using domain::Responsibility;
using domain::Result;

namespace {

constexpr qsizetype wordsMax = 300;

/// The case or enquiry the act is about, which must still be open.
Result<domain::Document> matterOf(const Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    if (document && document->kind == "case"_L1) {
        const auto file = domain::CaseFile::fromJson(document->body);
        if (!file)
            return file.refusal();
        return file->isOpen() ? Result<domain::Document>(*document) : Result<domain::Document>(refuse(u"responsibility.over"));
    }
    if (document && document->kind == "workorder"_L1) {
        const auto order = domain::WorkOrder::fromJson(document->body);
        if (!order)
            return order.refusal();
        // Other orders are a department's: they are given out again, not handed over.
        if (order->source != domain::OrderSource::Enquiry)
            return refuse(u"responsibility.none");
        return order->isOpen() ? Result<domain::Document>(*document) : Result<domain::Document>(refuse(u"responsibility.over"));
    }
    return refuse(u"responsibility.none");
}

Result<QString> wordsOf(const Workspace &workspace, bool needed)
{
    const QString words = workspace.operation().body[u"words"_s].toString().trimmed();
    if (needed && words.isEmpty())
        return refuse(u"responsibility.words-lacking");
    if (words.size() > wordsMax)
        return refuse(u"field.length", {{u"max"_s, int(wordsMax)}});
    return words;
}

bool isOfDistrict(const Workspace &workspace, const domain::Staff &staff)
{
    const domain::Place *theirs = workspace.rules().place(staff.place), *ours = workspace.place();
    return theirs && ours && theirs->district == ours->district;
}

void keep(Workspace &workspace, domain::Document document, const Responsibility &held)
{
    held.write(document.body);
    document.body[u"updatedAt"_s] = domain::instantText(workspace.now());
    workspace.save(document);
}

/// The offer that waits for whoever does the act.
Result<Handover> offerTo(const Responsibility &held, const QString &staff)
{
    const Handover *offer = held.offer();
    if (!offer)
        return refuse(u"responsibility.no-offer");
    if (offer->to != staff)
        return refuse(u"responsibility.other-offer", {{u"name"_s, offer->toName}});
    return *offer;
}

} // namespace

// Whoever holds it may offer it; a supervisor or chief may give it to somebody else at once, for a colleague who is away can offer nothing.
Result<Done> offerResponsibility(Workspace &workspace)
{
    const Result<domain::Document> document = matterOf(workspace);
    if (!document)
        return document.refusal();
    const domain::Operation &operation = workspace.operation();
    Responsibility held = Responsibility::of(document->body);
    const domain::Staff *actor = workspace.rules().staff(operation.actor), *to = workspace.rules().staff(operation.body[u"to"_s].toString());
    const bool arranges = actor && held.holder() != actor->id;
    if (arranges && !actor->roles.contains(u"supervisor"_s) && !actor->roles.contains(u"chief-clerk"_s))
        return refuse(u"responsibility.not-holder", {{u"name"_s, held.holderName()}});
    if (!to || !to->active || !isOfDistrict(workspace, *to) || !domain::mayDo(to->roles, u"responsibility.take"))
        return refuse(u"responsibility.nobody");
    if (to->id == held.holder())
        return refuse(u"responsibility.same", {{u"name"_s, to->name}});
    const Result<QString> words = wordsOf(workspace, arranges);
    if (!words)
        return words.refusal();
    // An offer nobody answered yet gives way to the next one.
    if (held.offer())
        held.handovers.removeLast();
    Handover handover{to->id, to->name, operation.actor, *words, workspace.now(), {}, {}};
    if (arranges)
        handover.takenAt = workspace.now();
    held.handovers << handover;
    keep(workspace, *document, held);
    return Done{};
}

Result<Done> takeResponsibility(Workspace &workspace)
{
    const Result<domain::Document> document = matterOf(workspace);
    if (!document)
        return document.refusal();
    Responsibility held = Responsibility::of(document->body);
    if (const Result<Handover> offer = offerTo(held, workspace.operation().actor); !offer)
        return offer.refusal();
    held.handovers.last().takenAt = workspace.now();
    keep(workspace, *document, held);
    return Done{};
}

Result<Done> declineResponsibility(Workspace &workspace)
{
    const Result<domain::Document> document = matterOf(workspace);
    if (!document)
        return document.refusal();
    Responsibility held = Responsibility::of(document->body);
    if (const Result<Handover> offer = offerTo(held, workspace.operation().actor); !offer)
        return offer.refusal();
    const Result<QString> words = wordsOf(workspace, true);
    if (!words)
        return words.refusal();
    held.handovers.last().declined = *words;
    keep(workspace, *document, held);
    return Done{};
}

} // namespace office
