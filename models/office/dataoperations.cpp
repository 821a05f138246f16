// SPDX-License-Identifier: GPL-3.0-or-later
// 个人信息: who saw or took data and why (data.view, data.export, audit.read), what persons ask for (applicant.correct,
// erasure.request: 个人信息保护法 第46、47条), and what ends by the clock (retention.propose, retention.scans, erasure.decline).
#include "domain/applicant/applicant.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "domain/retention/retention.h"
#include "domain/staff/staff.h"
#include "office/opencase.h"
#include "office/operationkinds.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Applicant;
using domain::CaseFile;
using domain::Document;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

constexpr qsizetype wordsMax = 500;

Result<QString> wordsOf(const Workspace &workspace, const QString &member)
{
    const QString words = workspace.operation().body[member].toString().trimmed();
    if (words.isEmpty() || words.size() > wordsMax)
        return refuse(member == "purpose"_L1 ? u"data.purpose-lacking" : u"reason.lacking");
    return words;
}

const domain::Region &regionOf(const Workspace &workspace, const Document &document)
{
    const domain::Place *place = workspace.rules().place(document.body[u"place"_s].toString());
    QString district = place ? place->district : QString();
    // An applicant belongs to no hall, but to the districts that know it.
    for (const QString &scope : document.scopes) {
        if (district.isEmpty() && scope.startsWith(u"d/"))
            district = scope.sliced(2);
    }
    return workspace.rules().region(district);
}

/// What a document is called where nothing about a person may stand.
QString titleOf(const Document &document)
{
    if (document.kind == "applicant"_L1)
        return domain::masked(document.body[u"card"_s][u"idNumber"_s].toString());
    for (const QString &member : {u"number"_s, u"caseNumber"_s}) {
        if (const QString number = document.body[member].toString(); !number.isEmpty())
            return number;
    }
    return document.body[u"facts"_s][u"number"_s].toString();
}

void propose(Workspace &workspace, const Document &document, const QString &cause, const QString &reason, const std::optional<domain::RetentionEnd> &end)
{
    QString district;
    for (const QString &scope : document.scopes) {
        if (scope.size() > 2 && scope[1] == u'/')
            district = scope.sliced(2);
    }
    QJsonObject body{{u"id"_s, domain::erasureIdFor(document.id)}, {u"about"_s, document.id}, {u"kind"_s, document.kind}, {u"title"_s, titleOf(document)},
                     {u"cause"_s, cause}, {u"reason"_s, reason}, {u"place"_s, document.body[u"place"_s].toString(workspace.operation().place)},
                     {u"by"_s, workspace.operation().actor}, {u"at"_s, domain::instantText(workspace.now())}};
    if (end) {
        body[u"dueAt"_s] = domain::instantText(end->at);
        body[u"basis"_s] = end->rule.basis;
    }
    Document proposal = workspace.load(domain::erasureIdFor(document.id)).value_or(Document{domain::erasureIdFor(document.id), u"erasure"_s, 0, {}, {}});
    proposal.scopes = {domain::districtScope(district)};
    proposal.body = body;
    workspace.save(proposal);
}

/// The document whose time the clock says is over. When a rule was changed meanwhile it is put back as it is, and with it its agenda.
struct Ended { Document document; std::optional<domain::RetentionEnd> end; };
Result<Ended> ended(Workspace &workspace, bool scansOnly)
{
    const auto document = workspace.load(workspace.operation().doc);
    if (!document)
        return refuse(u"document.unknown");
    auto end = domain::retentionEnd(*document, regionOf(workspace, *document));
    if (!end || end->at > workspace.now() || end->scansOnly != scansOnly) {
        end.reset();
        workspace.save(*document);
    }
    return Ended{*document, end};
}

} // namespace

// Reading in full changes nothing; that somebody did, and what for, is the act.
Result<Done> viewData(Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    static const QStringList personal{u"case"_s, u"applicant"_s, u"workorder"_s, u"licence"_s, u"rating"_s};
    if (!document || !personal.contains(document->kind))
        return refuse(u"document.unknown");
    const Result<QString> purpose = wordsOf(workspace, u"purpose"_s);
    return purpose ? Result<Done>(Done{}) : Result<Done>(purpose.refusal());
}

Result<Done> exportData(Workspace &workspace)
{
    const QJsonObject &body = workspace.operation().body;
    const Result<QString> reason = wordsOf(workspace, u"purpose"_s);
    if (!reason)
        return reason.refusal();
    const bool counted = body[u"count"_s].toInt(-1) >= 0 && QByteArray::fromHex(body[u"sha256"_s].toString().toLatin1()).size() == 32;
    return counted && !body[u"what"_s].toString().isEmpty() ? Result<Done>(Done{}) : Result<Done>(refuse(u"operation.malformed", {{u"member"_s, u"sha256"_s}}));
}

Result<Done> readAudit(Workspace &workspace)
{
    const Result<QString> purpose = wordsOf(workspace, u"purpose"_s);
    return purpose ? Result<Done>(Done{}) : Result<Done>(purpose.refusal());
}

// What was stated in a case that is over stays the record of what was stated then; what is still open follows.
Result<Done> correctApplicant(Workspace &workspace)
{
    auto document = workspace.load(workspace.operation().doc);
    if (!document || document->kind != "applicant"_L1)
        return refuse(u"document.unknown");
    Result<Applicant> applicant = Applicant::fromJson(document->body);
    if (!applicant)
        return applicant.refusal();
    const Result<QString> reason = wordsOf(workspace, u"reason"_s);
    if (!reason)
        return reason.refusal();
    const QJsonObject &body = workspace.operation().body;
    QStringList members;
    for (const auto &[member, value] : {std::pair(u"name"_s, &domain::ApplicantCard::name), std::pair(u"phone"_s, &domain::ApplicantCard::phone),
                                        std::pair(u"address"_s, &domain::ApplicantCard::address)}) {
        if (!body.contains(member))
            continue;
        const QString text = body[member].toString().trimmed();
        if (text.size() > wordsMax || (member == "name"_L1 && text.isEmpty()))
            return refuse(u"operation.malformed", {{u"member"_s, member}});
        applicant->card.*value = text;
        members << member;
    }
    if (members.isEmpty())
        return refuse(u"operation.malformed", {{u"member"_s, u"name"_s}});
    QJsonArray corrections = applicant->more[u"corrections"_s].toArray();
    corrections << QJsonObject{{u"at"_s, domain::instantText(workspace.now())}, {u"by"_s, workspace.operation().actor}, {u"members"_s, QJsonArray::fromStringList(members)}};
    applicant->more[u"corrections"_s] = corrections;
    document->body = applicant->toJson();
    workspace.save(*document);
    for (const QJsonValue &id : body[u"cases"_s].toArray()) {
        auto about = workspace.load(id.toString());
        Result<CaseFile> file = about && about->kind == "case"_L1 ? CaseFile::fromJson(about->body) : Result<CaseFile>(refuse(u"case.unknown"));
        if (!file || file->applicant.id != document->id || !file->isOpen())
            return refuse(u"operation.malformed", {{u"member"_s, u"cases"_s}});
        file->applicant = applicant->card;
        putBack(workspace, *file);
    }
    return Done{};
}

// 个人信息保护法第47条: whoever is asked to delete answers; what a law bids to be kept is kept, and the answer says so.
Result<Done> requestErasure(Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    static const QStringList personal{u"case"_s, u"applicant"_s, u"workorder"_s};
    if (!document || !personal.contains(document->kind))
        return refuse(u"document.unknown");
    const Result<QString> reason = wordsOf(workspace, u"reason"_s);
    if (!reason)
        return reason.refusal();
    propose(workspace, *document, u"request"_s, *reason, domain::retentionEnd(*document, regionOf(workspace, *document)));
    return Done{};
}

Result<Done> proposeErasure(Workspace &workspace)
{
    Result<Ended> over = ended(workspace, false);
    if (!over)
        return over.refusal();
    if (!over->end)
        return Done{};
    over->document.body[u"erasureProposed"_s] = true;
    workspace.save(over->document);
    propose(workspace, over->document, u"retention"_s, {}, over->end);
    return Done{};
}

// The files themselves go when nothing refers to them any more.
Result<Done> dropScans(Workspace &workspace)
{
    Result<Ended> over = ended(workspace, true);
    if (!over)
        return over.refusal();
    if (!over->end)
        return Done{};
    over->document.body[u"attachments"_s] = QJsonArray();
    over->document.body[u"scansErasedAt"_s] = domain::instantText(workspace.now());
    workspace.save(over->document);
    return Done{};
}

Result<Done> declineErasure(Workspace &workspace)
{
    const auto proposal = workspace.load(workspace.operation().doc);
    if (!proposal || proposal->kind != "erasure"_L1)
        return refuse(u"document.unknown");
    const Result<QString> reason = wordsOf(workspace, u"reason"_s);
    if (!reason)
        return reason.refusal();
    const QDate until = QDate::fromString(workspace.operation().body[u"keepUntil"_s].toString(), Qt::ISODate);
    if (!until.isValid() || until <= domain::hallTime(workspace.now()).date())
        return refuse(u"erasure.until");
    if (auto document = workspace.load(proposal->body[u"about"_s].toString())) {
        document->body.remove(u"erasureProposed"_s);
        document->body[u"keepUntil"_s] = until.toString(Qt::ISODate);
        workspace.save(*document);
    }
    workspace.erase(proposal->id);
    return Done{};
}

// 个人信息保护法第47条, 档案法: only what a person handed in can be asked to be deleted, never the rules or the staff.
Result<Done> eraseDocument(Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    if (!document)
        return refuse(u"document.unknown");
    static const QStringList personal{u"case"_s, u"applicant"_s, u"workorder"_s, u"rating"_s, u"licence"_s, u"message"_s, u"delivery"_s};
    if (!personal.contains(document->kind))
        return refuse(u"operation.malformed", {{u"member"_s, u"doc"_s}});
    const QJsonObject &body = workspace.operation().body;
    if (body[u"entry"_s].toString() == "retention"_L1) {
        const Result<Ended> over = ended(workspace, false);
        if (!over)
            return over.refusal();
        if (!over->end || over->end->rule.approve)
            return Done{};
    } else if (body[u"reason"_s].toString().trimmed().isEmpty()) {
        return refuse(u"reason.lacking");
    }
    workspace.erase(document->id);
    if (const QString proposal = domain::erasureIdFor(document->id); workspace.load(proposal))
        workspace.erase(proposal);
    return Done{};
}

} // namespace office
