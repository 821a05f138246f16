// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/applicant/applicant.h"
#include "domain/applicant/standing.h"
#include "domain/casefile/transitions.h"
#include "domain/decision/decision.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "domain/staff/certificate.h"
#include "office/casework.h"
#include "office/opencase.h"
#include "office/operationkinds.h"
#include "office/outgoing.h"
#include "office/workspace.h"
#include <QSet>

namespace office {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using domain::Decision;
using domain::Done;
using domain::MaterialMark;
using domain::refuse;
using domain::Result;
using domain::Verdict;

namespace {

/// What a deciding act is about, worked out from its body by the rules: everything the acts below have in common.
struct Deciding
{
    std::optional<domain::Document> earlier; ///< the case's document, if it exists already
    CaseFile file;
    const domain::Item *item = nullptr;
    const domain::Place *place = nullptr;
    Decision decision;
};

domain::ApplicantCard cardFrom(const QJsonObject &body)
{
    domain::ApplicantCard card = domain::ApplicantCard::fromJson(body[u"applicant"_s].toObject());
    card.idNumber = card.idNumber.trimmed();
    return card;
}

Result<Done> checkApplicant(const domain::ApplicantCard &card, QDate today)
{
    const auto kind = domain::identityKindFromCode(card.idKind);
    if (!kind)
        return refuse(u"identity.unrecognised");
    const auto number = domain::parseIdentityAs(*kind, card.idNumber, today);
    if (!number)
        return number.refusal();
    // The id says which person a case belongs to; a client must not be able to hang it on another.
    if (number->number != card.idNumber || card.id != domain::applicantIdFor(card.idKind, card.idNumber))
        return refuse(u"applicant.malformed", {{u"member"_s, u"id"_s}});
    if ((card.kind == "legal"_L1) != (*kind == domain::IdentityKind::CreditCode))
        return refuse(u"applicant.malformed", {{u"member"_s, u"kind"_s}});
    return Done{};
}

domain::Application applicationFrom(const QJsonObject &body, const Deciding &deciding, const Workspace &workspace,
                                    QList<domain::CaseMaterial> marks)
{
    domain::Application application;
    application.applicant = cardFrom(body);
    application.agent = domain::AgentCard::fromJson(body[u"agent"_s].toObject());
    application.answers = body[u"answers"_s].toObject();
    application.fields = body[u"fields"_s].toObject();
    application.marks = std::move(marks);
    application.receivedAt = domain::hallTime(workspace.now());
    if (deciding.place->noticeDays >= 0)
        application.noticeDays = deciding.place->noticeDays;
    if (const auto document = workspace.load(application.applicant.id)) {
        const domain::Standing standing = domain::Standing::of(document->body);
        application.toleranceBlocked = standing.mayNotTolerate(application.receivedAt.date());
        application.commitmentBlocked = standing.commitmentBlocked;
    }
    return application;
}

void copyHead(Deciding &deciding, const Workspace &workspace, const domain::Application &application)
{
    CaseFile &file = deciding.file;
    const domain::Operation &operation = workspace.operation();
    const domain::Item &item = *deciding.item;
    file.id = operation.doc;
    file.itemId = item.id;
    file.itemVersion = item.version;
    file.itemName = item.name;
    file.itemCode = item.taskCode.isEmpty() ? item.implCode : item.taskCode;
    file.department = item.department;
    file.caseType = item.caseType;
    file.place = operation.place;
    file.counter = operation.counter;
    file.clerk = operation.actor;
    const domain::Staff *staff = workspace.rules().staff(operation.actor);
    file.clerkName = staff ? staff->name : QString();
    file.applicant = application.applicant;
    file.agent = application.agent;
    file.answers = deciding.decision.checklist.answers;
    file.fields = application.fields;
    file.priority = operation.body[u"priority"_s].toString();
    file.updatedAt = workspace.now();
    if (!deciding.earlier)
        file.receivedAt = workspace.now();
    if (file.number.isEmpty()) {
        file.number = operation.receipt;
        if (operation.more.contains(u"provisional"_s))
            file.more[u"provisionalNumber"_s] = operation.more[u"provisional"_s];
    }
}

/// Reads the act and judges it by the rules.
Result<Deciding> deciding(const Workspace &workspace)
{
    const QJsonObject &body = workspace.operation().body;
    Deciding result;
    result.place = workspace.place();
    if (!result.place)
        return refuse(u"place.unknown");
    result.earlier = workspace.load(workspace.operation().doc);
    if (result.earlier) {
        const Result<CaseFile> file = CaseFile::fromJson(result.earlier->body);
        if (!file)
            return file.refusal();
        result.file = *file;
    }
    const std::optional<CaseState> state = result.earlier ? std::optional(result.file.state) : std::nullopt;
    if (!domain::mayFollow(state, workspace.operation().type))
        return refuse(u"case.state", {{u"state"_s, state ? toCode(*state) : QString()}});
    const QJsonObject item = body[u"item"_s].toObject();
    result.item = workspace.rules().item(item[u"id"_s].toString(), item[u"version"_s].toInt());
    if (!result.item)
        return refuse(u"item.unknown", {{u"item"_s, item[u"id"_s]}, {u"version"_s, item[u"version"_s]}});
    QList<domain::CaseMaterial> marks;
    for (const QJsonValue &value : body[u"marks"_s].toArray()) {
        const Result<domain::CaseMaterial> mark = domain::CaseMaterial::fromJson(value.toObject());
        if (!mark)
            return mark.refusal();
        marks << *mark;
    }
    const domain::Application application = applicationFrom(body, result, workspace, std::move(marks));
    const Result<Done> person = checkApplicant(application.applicant, application.receivedAt.date());
    if (!person)
        return person.refusal();
    if (result.earlier && result.file.applicant.id != application.applicant.id)
        return refuse(u"applicant.changed");
    result.decision = domain::decide(*result.item, application, workspace.rules().calendar(), result.place->hours);
    copyHead(result, workspace, application);
    return result;
}

/// Keeps the round in which a material was first named, over the marks of this act.
void keepRounds(QList<domain::CaseMaterial> &materials, const CaseFile &earlier)
{
    for (domain::CaseMaterial &material : materials) {
        if (const domain::CaseMaterial *known = earlier.material(material.key))
            material.noticedInRound = known->noticedInRound;
    }
}

/// Remembers what was told, so that no form asks it again.
void rememberApplicant(Workspace &workspace, const Deciding &deciding)
{
    const domain::ApplicantCard &card = deciding.file.applicant;
    std::optional<domain::Document> document = workspace.load(card.id);
    domain::Applicant applicant;
    if (document) {
        if (const auto known = domain::Applicant::fromJson(document->body))
            applicant = *known;
    } else {
        document = domain::Document{card.id, u"applicant"_s, 0, {}, {}};
    }
    // One person is one document wherever they come: each district that knows them sees it.
    if (const QString scope = domain::districtScope(deciding.place->district); !document->scopes.contains(scope))
        document->scopes << scope;
    applicant.card = card;
    applicant.more[u"servedAt"_s] = domain::instantText(workspace.now()); // from then on its time is counted
    const auto number = domain::parseIdentity(card.idNumber, domain::hallTime(workspace.now()).date());
    if (number.ok() && number->birth.isValid())
        applicant.birth = number->birth;
    if (number.ok() && number->sex != domain::Sex::Unknown)
        applicant.sex = number->sex == domain::Sex::Male ? u"male"_s : u"female"_s;
    for (const domain::FormField &field : deciding.decision.checklist.fields) {
        const QJsonValue value = deciding.file.fields.value(field.key);
        // An agent's data belong to the agent, and a case's own fields to the case.
        const bool lasting = field.semantic.startsWith("org."_L1) || field.semantic.startsWith("person."_L1) || field.semantic.startsWith("premises."_L1);
        if (lasting && !value.isUndefined() && !value.isNull() && value != QJsonValue(QString()))
            applicant.known[field.semantic] = value;
    }
    document->body = applicant.toJson();
    workspace.save(*document);
}

void tellAccepted(Workspace &workspace, const CaseFile &file)
{
    postMessage(workspace, file, u"case.accepted"_s, {{u"due"_s, dayInWords(file.committedDue.date)}});
}

void saveCase(Workspace &workspace, const Deciding &deciding)
{
    domain::Document document = deciding.earlier.value_or(
        domain::Document{deciding.file.id, u"case"_s, 0, {domain::districtScope(deciding.place->district)}, {}});
    document.body = deciding.file.toJson();
    workspace.save(document);
}

void notePapers(CaseFile &file, const QStringList &papers)
{
    for (const QString &paper : papers)
        file.papers[paper] = file.papers[paper].toInt() + 1;
}

domain::Refusal otherVerdict(const Decision &decision)
{
    QJsonArray reasons;
    for (const domain::Reason &reason : decision.reasons)
        reasons << reason.toJson();
    return refuse(u"case.verdict", {{u"verdict"_s, toCode(decision.verdict)}, {u"reasons"_s, reasons}});
}

/// 持证上岗: the clerk, or a colleague who confirms, is certified for this item. Who confirmed stands in the case.
Result<Done> checkCertificate(const Workspace &workspace, Deciding &deciding)
{
    const domain::Staff *clerk = workspace.rules().staff(workspace.operation().actor);
    const domain::Staff *confirmer = workspace.rules().staff(workspace.operation().body[u"confirmer"_s].toString());
    if (!clerk)
        return Done{}; // an act of the centre itself
    const Result<Done> may = domain::mayAccept(workspace.rules().handling(deciding.place->district, *deciding.item), *clerk, confirmer);
    if (may && confirmer)
        deciding.file.more[u"confirmedBy"_s] = QJsonObject{{u"staff"_s, confirmer->id}, {u"name"_s, confirmer->name}};
    return may;
}

bool allows(QStringView operationType, Verdict verdict)
{
    if (operationType == u"case.accept")
        return verdict == Verdict::Accept;
    if (operationType == u"tolerance.accept")
        return verdict == Verdict::AcceptWithTolerance;
    return verdict == Verdict::AcceptOnCommitment || verdict == Verdict::AcceptWithToleranceOnCommitment;
}

} // namespace

Result<Done> acceptCase(Workspace &workspace)
{
    Result<Deciding> result = deciding(workspace);
    if (!result)
        return result.refusal();
    CaseFile &file = result->file;
    const Decision &decision = result->decision;
    if (!allows(workspace.operation().type, decision.verdict))
        return otherVerdict(decision);
    if (const Result<Done> certified = checkCertificate(workspace, *result); !certified)
        return certified;
    QList<domain::CaseMaterial> materials = decision.materials;
    keepRounds(materials, file);
    file.materials = materials;
    file.state = CaseState::Accepted;
    file.route = decision.route();
    file.acceptedAt = workspace.now();
    file.noticeDue = {};
    file.legalDue = decision.legalDue;
    file.committedDue = decision.committedDue;
    openSteps(workspace, file, *result->item, *result->place);
    notePapers(file, decision.papers);
    const bool wasAway = workspace.load(workspace.operation().doc).has_value(); // who handed the papers in earlier did not hear of it at the counter
    saveCase(workspace, *result);
    rememberApplicant(workspace, *result);
    if (wasAway)
        tellAccepted(workspace, file);
    return Done{};
}

Result<Done> receiveCase(Workspace &workspace)
{
    Result<Deciding> result = deciding(workspace);
    if (!result)
        return result.refusal();
    if (result->decision.verdict == Verdict::Incomplete)
        return otherVerdict(result->decision);
    CaseFile &file = result->file;
    file.materials = result->decision.materials;
    file.state = CaseState::Received;
    file.noticeDue = result->decision.noticeDue;
    notePapers(file, {u"receipt"_s});
    saveCase(workspace, *result);
    rememberApplicant(workspace, *result);
    return Done{};
}

// 行政许可法第32条第1款第4项: once, everything. A later notice may name only what was named before or what came with the
// supplement; anything else was overlooked the first time, and a supervisor must say why it is asked now (M13).
Result<Done> notifyCase(Workspace &workspace)
{
    Result<Deciding> result = deciding(workspace);
    if (!result)
        return result.refusal();
    const Decision &decision = result->decision;
    if (decision.verdict != Verdict::Notify)
        return otherVerdict(decision);
    CaseFile &file = result->file;
    const int round = int(file.notices.size()) + 1;
    QList<domain::CaseMaterial> materials = decision.materials;
    keepRounds(materials, file);
    QJsonArray defects, overlooked;
    for (const domain::Reason &reason : decision.reasons) {
        const QString key = reason.facts[u"key"_s].toString();
        // What is tolerated or committed need not be put right.
        if (key.isEmpty() || reason.code == "material.tolerated"_L1 || reason.code == "material.committed"_L1)
            continue;
        defects << QJsonObject{{u"key"_s, key}, {u"name"_s, reason.facts[u"name"_s]}, {u"code"_s, reason.code}, {u"reason"_s, reason.facts[u"defect"_s].toString()}};
        for (domain::CaseMaterial &material : materials) {
            if (material.key != key)
                continue;
            const domain::CaseMaterial *known = file.material(key);
            if (round > 1 && known && material.noticedInRound == 0)
                overlooked << material.name;
            if (material.noticedInRound == 0)
                material.noticedInRound = round;
        }
    }
    const QString supervisorReason = workspace.operation().body[u"supervisorReason"_s].toString().trimmed();
    if (!overlooked.isEmpty() && supervisorReason.isEmpty())
        return refuse(u"notice.overlooked", {{u"materials"_s, overlooked}});
    file.materials = materials;
    file.state = CaseState::Correction;
    file.noticeDue = {};
    file.notices << domain::CorrectionNotice{round, workspace.now(), defects, supervisorReason};
    notePapers(file, {u"correction"_s});
    saveCase(workspace, *result);
    rememberApplicant(workspace, *result);
    return Done{};
}

Result<Done> refuseCase(Workspace &workspace)
{
    const QJsonObject &body = workspace.operation().body;
    const auto &reasons = domain::refusalReasons();
    const auto reason = std::find_if(reasons.begin(), reasons.end(), [&](const auto &known) { return known.code == body[u"reason"_s].toString(); });
    if (reason == reasons.end())
        return refuse(u"case.reason-lacking");
    const QString competent = body[u"competent"_s].toString().trimmed();
    if (reason->needsCompetent && competent.isEmpty())
        return refuse(u"case.competent-lacking");
    Result<Deciding> result = deciding(workspace);
    if (!result)
        return result.refusal();
    CaseFile &file = result->file;
    file.materials = result->decision.materials;
    file.state = CaseState::NotAccepted;
    file.noticeDue = {};
    file.refusalReason = reason->code;
    file.refusalNote = body[u"note"_s].toString();
    file.competent = competent;
    notePapers(file, {u"non-acceptance"_s});
    saveCase(workspace, *result);
    rememberApplicant(workspace, *result);
    return Done{};
}

// 行政许可法第32条第1款第4项, last half-sentence: not told in time, accepted as from the day the materials were received.
Result<Done> deemCase(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const domain::Item *item = workspace.rules().item(file->itemId, file->itemVersion);
    const domain::Place *place = workspace.rules().place(file->place);
    if (!item || !place)
        return refuse(u"item.unknown", {{u"item"_s, file->itemId}});
    if (!domain::isOverdue(file->noticeDue, domain::hallTime(workspace.now()), place->hours))
        return refuse(u"case.notice-time-runs", {{u"due"_s, file->noticeDue.toJson()}});
    const domain::Checklist list = domain::checklistFor(*item, file->applicant.kind, file->answers);
    const QDateTime received = domain::hallTime(file->receivedAt);
    file->state = CaseState::Accepted;
    file->route = domain::Route::Deemed;
    file->acceptedAt = file->receivedAt;
    file->legalDue = domain::dueDate(list.legalLimit, received, workspace.rules().calendar(), place->hours);
    file->committedDue = domain::dueDate(list.committedLimit, received, workspace.rules().calendar(), place->hours);
    file->noticeDue = {};
    openSteps(workspace, *file, *item, *place);
    putBack(workspace, *file);
    tellAccepted(workspace, *file);
    return Done{};
}

// 行政许可法第32条第1款第2项, 移送: the case goes to the district that is competent, with its number; its applicant is known there too.
Result<Done> transferCase(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const QJsonObject &body = workspace.operation().body;
    const domain::Place *from = workspace.rules().place(file->place);
    const domain::Place *to = workspace.rules().place(body[u"to"_s].toString());
    if (!from || !to)
        return refuse(u"place.unknown");
    if (from->id == to->id)
        return refuse(u"case.transfer-nowhere");
    if (body[u"reason"_s].toString().trimmed().isEmpty())
        return refuse(u"reason.lacking");
    const QString here = domain::districtScope(from->district), there = domain::districtScope(to->district);
    QJsonArray transfers = file->more[u"transfers"_s].toArray();
    transfers << QJsonObject{{u"from"_s, from->id}, {u"to"_s, to->id}, {u"at"_s, domain::instantText(workspace.now())}, {u"reason"_s, body[u"reason"_s]}};
    file->more[u"transfers"_s] = transfers;
    file->place = to->id;
    file->counter.clear();
    putBack(workspace, *file);
    domain::Document document = *workspace.load(file->id);
    document.scopes.removeAll(here);
    if (!document.scopes.contains(there))
        document.scopes << there;
    workspace.save(document);
    if (std::optional<domain::Document> applicant = workspace.load(file->applicant.id); applicant && !applicant->scopes.contains(there)) {
        applicant->scopes << there;
        workspace.save(*applicant);
    }
    return Done{};
}

Result<Done> printPaper(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const QString paper = workspace.operation().body[u"paper"_s].toString();
    if (paper.isEmpty())
        return refuse(u"operation.malformed", {{u"member"_s, u"paper"_s}});
    notePapers(*file, {paper});
    putBack(workspace, *file);
    return Done{};
}

} // namespace office
