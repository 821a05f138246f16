// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/granting.h"
#include "domain/jsontime.h"
#include "domain/licence/licence.h"
#include "office/outgoing.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::Licence;

namespace {

struct Ground
{
    const domain::Place *place = nullptr;
    domain::Handling handling;
};

std::optional<Ground> groundOf(const Workspace &workspace, const CaseFile &file)
{
    const domain::Place *place = workspace.rules().place(file.place);
    const domain::Item *item = workspace.rules().item(file.itemId, file.itemVersion);
    if (!place || !item)
        return {};
    return Ground{place, workspace.rules().handling(place->district, *item)};
}

std::optional<Licence> licenceOf(const Workspace &workspace, const CaseFile &file)
{
    const auto document = workspace.load(file.licence);
    if (!document || document->kind != "licence"_L1)
        return {};
    const auto licence = Licence::fromJson(document->body);
    return licence ? std::optional(*licence) : std::nullopt;
}

/// The number of the decision. It comes with the act, and stands in the case only once that is saved.
QString decisionNumber(const Workspace &workspace, const CaseFile &file)
{
    if (!file.decision.number.isEmpty())
        return file.decision.number;
    QJsonObject body = file.toJson();
    enterPaperNumbers(workspace.operation(), body);
    return body[u"decision"_s][u"number"_s].toString();
}

/// 审管联动: what the authority that supervises the holder from now on needs to know (国办发〔2020〕42号: 事中事后监管).
void tellRegulator(Workspace &workspace, const CaseFile &file, const Ground &ground, const QString &code, const std::optional<Licence> &licence, const QString &reason = {})
{
    if (ground.handling.regulator.isEmpty())
        return;
    const domain::Region &region = workspace.rules().region(ground.place->district);
    domain::Outgoing delivery;
    delivery.kind = u"delivery"_s;
    delivery.channel = u"regulator"_s;
    delivery.to = ground.handling.regulator;
    delivery.code = code;
    delivery.about = file.id;
    delivery.place = file.place;
    QStringList committed;
    for (const domain::CommitmentCheck &check : file.checks)
        committed << check.name;
    QJsonObject facts{{u"number"_s, file.number},
                      {u"item"_s, file.itemName},
                      {u"itemCode"_s, file.itemCode},
                      // The authority's own name for the item, from the mapping list of the district.
                      {u"theirCode"_s, region.more[u"regulators"_s][ground.handling.regulator][u"items"_s][file.itemId].toString()},
                      {u"regulator"_s, region.more[u"regulators"_s][ground.handling.regulator][u"name"_s].toString(ground.handling.regulator)},
                      {u"holder"_s, QJsonObject{{u"name"_s, file.applicant.name}, {u"idKind"_s, file.applicant.idKind}, {u"idNumber"_s, file.applicant.idNumber}, {u"address"_s, file.applicant.address}}},
                      {u"route"_s, toCode(file.route)},
                      {u"committed"_s, QJsonArray::fromStringList(committed)},
                      {u"decidedAt"_s, domain::instantText(file.decision.at)},
                      {u"decision"_s, decisionNumber(workspace, file)},
                      {u"at"_s, domain::instantText(workspace.now())}};
    if (licence) {
        facts[u"licence"_s] = QJsonObject{{u"name"_s, licence->name}, {u"number"_s, licence->number}, {u"code"_s, licence->code},
                                          {u"validFrom"_s, licence->validFrom.toString(Qt::ISODate)},
                                          {u"validTo"_s, licence->validTo.isValid() ? licence->validTo.toString(Qt::ISODate) : QString()}, {u"state"_s, toCode(licence->state)}};
    }
    if (!reason.isEmpty())
        facts[u"reason"_s] = reason;
    delivery.facts = facts;
    post(workspace, delivery);
}

} // namespace

void onGranted(Workspace &workspace, CaseFile &file)
{
    const auto ground = groundOf(workspace, file);
    if (!ground || file.issue.readyAt.isValid())
        return;
    file.issue.readyAt = workspace.now();
    std::optional<Licence> licence = domain::licenceFor(file, ground->handling, *ground->place, workspace.now());
    if (licence) {
        file.licence = licence->id;
        workspace.save({licence->id, u"licence"_s, 0, {domain::districtScope(ground->place->district)}, licence->toJson()});
    }
    postMessage(workspace, file, u"result.ready"_s);
    tellRegulator(workspace, file, *ground, u"licence.granted"_s, licence);
}

void onRefused(Workspace &workspace, CaseFile &file)
{
    if (file.issue.readyAt.isValid())
        return;
    file.issue.readyAt = workspace.now();
    // What was decided is for the addressee's eyes, not for whoever picks up the telephone.
    postMessage(workspace, file, u"decision.ready"_s);
}

void onRevoked(Workspace &workspace, CaseFile &file, const QString &reason)
{
    const auto ground = groundOf(workspace, file);
    std::optional<Licence> licence = licenceOf(workspace, file);
    if (licence && licence->state == domain::LicenceState::Valid) {
        licence->state = domain::LicenceState::Revoked;
        licence->revokedAt = licence->updatedAt = workspace.now();
        licence->reason = reason;
        domain::Document document = *workspace.load(licence->id);
        document.body = licence->toJson();
        workspace.save(document);
    }
    postMessage(workspace, file, u"licence.revoked"_s);
    if (ground)
        tellRegulator(workspace, file, *ground, u"licence.revoked"_s, licence, reason);
}

} // namespace office
