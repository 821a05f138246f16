// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/casefile.h"
#include "domain/codes.h"
#include "domain/jsontime.h"
#include <QJsonArray>

namespace domain {
using namespace Qt::StringLiterals;

namespace {
constexpr Codes<CaseState, 10> states{{{CaseState::Received, u"received"},
                                       {CaseState::Correction, u"correction"},
                                       {CaseState::Accepted, u"accepted"},
                                       {CaseState::NotAccepted, u"not-accepted"},
                                       {CaseState::Granted, u"granted"},
                                       {CaseState::Refused, u"refused"},
                                       {CaseState::Issued, u"issued"},
                                       {CaseState::Withdrawn, u"withdrawn"},
                                       {CaseState::Returned, u"returned"},
                                       {CaseState::Revoked, u"revoked"}}};
constexpr Codes<Route, 6> routes{{{Route::None, u"none"},
                                  {Route::Complete, u"complete"},
                                  {Route::Tolerance, u"tolerance"},
                                  {Route::Commitment, u"commitment"},
                                  {Route::ToleranceAndCommitment, u"tolerance+commitment"},
                                  {Route::Deemed, u"deemed"}}};
constexpr Codes<MaterialMark, 5> marks{{{MaterialMark::Lacking, u"lacking"},
                                        {MaterialMark::Received, u"received"},
                                        {MaterialMark::Tolerated, u"tolerated"},
                                        {MaterialMark::Committed, u"committed"},
                                        {MaterialMark::Defective, u"defective"}}};

/// Members of the stored form that CaseFile knows; everything else is carried in `more`.
const QStringList knownMembers{
    u"id"_s,       u"number"_s,   u"item"_s,      u"place"_s,      u"counter"_s,      u"clerk"_s,       u"state"_s,
    u"route"_s,    u"applicant"_s, u"agent"_s,    u"answers"_s,    u"fields"_s,       u"materials"_s,   u"receivedAt"_s,
    u"acceptedAt"_s, u"noticeDue"_s, u"legalDue"_s, u"committedDue"_s, u"notices"_s,  u"refusal"_s,     u"priority"_s,
    u"papers"_s,   u"updatedAt"_s, u"attachments"_s, u"steps"_s,      u"clock"_s,       u"decision"_s,    u"supplements"_s,
    u"checks"_s,   u"issue"_s,    u"licence"_s};

template<class Part>
void putList(QJsonObject &json, const QString &member, const QList<Part> &parts)
{
    if (parts.isEmpty())
        return;
    QJsonArray list;
    for (const Part &part : parts)
        list << part.toJson();
    json[member] = list;
}
} // namespace

QString toCode(CaseState state)
{
    return states.code(state);
}

std::optional<CaseState> caseStateFromCode(QStringView code)
{
    return states.value(code);
}

QString toCode(Route route)
{
    return routes.code(route);
}

std::optional<Route> routeFromCode(QStringView code)
{
    return routes.value(code);
}

QString toCode(MaterialMark mark)
{
    return marks.code(mark);
}

std::optional<MaterialMark> materialMarkFromCode(QStringView code)
{
    return marks.value(code);
}

QJsonObject ApplicantCard::toJson() const
{
    return {{u"id"_s, id},         {u"kind"_s, kind},   {u"name"_s, name},      {u"idKind"_s, idKind},
            {u"idNumber"_s, idNumber}, {u"phone"_s, phone}, {u"address"_s, address}};
}

ApplicantCard ApplicantCard::fromJson(const QJsonObject &json)
{
    return {json[u"id"_s].toString(),       json[u"kind"_s].toString(),  json[u"name"_s].toString(),
            json[u"idKind"_s].toString(),   json[u"idNumber"_s].toString(), json[u"phone"_s].toString(),
            json[u"address"_s].toString()};
}

QJsonObject AgentCard::toJson() const
{
    return {{u"name"_s, name}, {u"idNumber"_s, idNumber}, {u"phone"_s, phone}};
}

AgentCard AgentCard::fromJson(const QJsonObject &json)
{
    return {json[u"name"_s].toString(), json[u"idNumber"_s].toString(), json[u"phone"_s].toString()};
}

QJsonObject CaseMaterial::toJson() const
{
    QJsonObject json{{u"key"_s, key}, {u"name"_s, name}, {u"mark"_s, toCode(mark)}, {u"form"_s, form},
                     {u"copies"_s, copies}, {u"required"_s, required}};
    if (originalSeen)
        json[u"originalSeen"_s] = true;
    if (!defect.isEmpty())
        json[u"defect"_s] = defect;
    if (due.isValid())
        json[u"due"_s] = due.toString(Qt::ISODate);
    if (noticedInRound > 0)
        json[u"noticedInRound"_s] = noticedInRound;
    return json;
}

Result<CaseMaterial> CaseMaterial::fromJson(const QJsonObject &json)
{
    CaseMaterial material;
    material.key = json[u"key"_s].toString();
    const std::optional<MaterialMark> mark = materialMarkFromCode(json[u"mark"_s].toString());
    if (material.key.isEmpty() || !mark)
        return refuse(u"case.malformed", {{u"member"_s, u"materials"_s}});
    material.mark = *mark;
    material.name = json[u"name"_s].toString();
    material.form = json[u"form"_s].toString();
    material.copies = json[u"copies"_s].toInt();
    material.required = json[u"required"_s].toBool(true);
    material.originalSeen = json[u"originalSeen"_s].toBool();
    material.defect = json[u"defect"_s].toString();
    material.due = QDate::fromString(json[u"due"_s].toString(), Qt::ISODate);
    material.noticedInRound = json[u"noticedInRound"_s].toInt();
    return material;
}

QJsonObject CaseFile::toJson() const
{
    QJsonObject json = more;
    json[u"id"_s] = id;
    json[u"number"_s] = number;
    json[u"item"_s] = QJsonObject{{u"id"_s, itemId},   {u"version"_s, itemVersion},     {u"name"_s, itemName},
                                  {u"code"_s, itemCode}, {u"department"_s, department}, {u"caseType"_s, caseType}};
    json[u"place"_s] = place;
    json[u"counter"_s] = counter;
    json[u"clerk"_s] = QJsonObject{{u"id"_s, clerk}, {u"name"_s, clerkName}};
    json[u"state"_s] = toCode(state);
    json[u"route"_s] = toCode(route);
    json[u"applicant"_s] = applicant.toJson();
    if (!agent.isEmpty())
        json[u"agent"_s] = agent.toJson();
    json[u"answers"_s] = answers;
    json[u"fields"_s] = fields;
    json[u"materials"_s] = QJsonArray();
    putList(json, u"materials"_s, materials);
    json[u"receivedAt"_s] = instantText(receivedAt);
    if (acceptedAt.isValid())
        json[u"acceptedAt"_s] = instantText(acceptedAt);
    if (noticeDue.isValid())
        json[u"noticeDue"_s] = noticeDue.toJson();
    if (legalDue.isValid())
        json[u"legalDue"_s] = legalDue.toJson();
    if (committedDue.isValid())
        json[u"committedDue"_s] = committedDue.toJson();
    if (!notices.isEmpty()) {
        QJsonArray rounds;
        for (const CorrectionNotice &notice : notices) {
            rounds << QJsonObject{{u"round"_s, notice.round},
                                  {u"at"_s, instantText(notice.at)},
                                  {u"defects"_s, notice.defects},
                                  {u"supervisorReason"_s, notice.supervisorReason}};
        }
        json[u"notices"_s] = rounds;
    }
    if (!refusalReason.isEmpty()) {
        json[u"refusal"_s] = QJsonObject{{u"reason"_s, refusalReason}, {u"note"_s, refusalNote}, {u"competent"_s, competent}};
    }
    if (!priority.isEmpty())
        json[u"priority"_s] = priority;
    if (!papers.isEmpty())
        json[u"papers"_s] = papers;
    putList(json, u"attachments"_s, attachments);
    putList(json, u"steps"_s, steps);
    if (clock.startedAt.isValid())
        json[u"clock"_s] = clock.toJson();
    if (decision.isMade())
        json[u"decision"_s] = decision.toJson();
    putList(json, u"supplements"_s, supplements);
    putList(json, u"checks"_s, checks);
    if (const QJsonObject how = issue.toJson(); !how.isEmpty())
        json[u"issue"_s] = how;
    if (!licence.isEmpty())
        json[u"licence"_s] = licence;
    json[u"updatedAt"_s] = instantText(updatedAt);
    return json;
}

Result<CaseFile> CaseFile::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QStringView member) { return refuse(u"case.malformed", {{u"member"_s, member.toString()}}); };
    CaseFile file;
    file.id = json[u"id"_s].toString();
    if (file.id.isEmpty())
        return malformed(u"id");
    const std::optional<CaseState> state = caseStateFromCode(json[u"state"_s].toString());
    const std::optional<Route> route = routeFromCode(json[u"route"_s].toString());
    if (!state || !route)
        return malformed(u"state");
    file.state = *state;
    file.route = *route;
    file.number = json[u"number"_s].toString();
    const QJsonObject item = json[u"item"_s].toObject();
    file.itemId = item[u"id"_s].toString();
    file.itemVersion = item[u"version"_s].toInt(1);
    file.itemName = item[u"name"_s].toString();
    file.itemCode = item[u"code"_s].toString();
    file.department = item[u"department"_s].toString();
    file.caseType = item[u"caseType"_s].toString();
    file.place = json[u"place"_s].toString();
    file.counter = json[u"counter"_s].toString();
    const QJsonObject clerk = json[u"clerk"_s].toObject();
    file.clerk = clerk[u"id"_s].toString();
    file.clerkName = clerk[u"name"_s].toString();
    file.applicant = ApplicantCard::fromJson(json[u"applicant"_s].toObject());
    file.agent = AgentCard::fromJson(json[u"agent"_s].toObject());
    file.answers = json[u"answers"_s].toObject();
    file.fields = json[u"fields"_s].toObject();
    for (const QJsonValue &value : json[u"materials"_s].toArray()) {
        Result<CaseMaterial> material = CaseMaterial::fromJson(value.toObject());
        if (!material)
            return material.refusal();
        file.materials << *material;
    }
    file.receivedAt = instantFromText(json[u"receivedAt"_s]);
    if (!file.receivedAt.isValid())
        return malformed(u"receivedAt");
    file.acceptedAt = instantFromText(json[u"acceptedAt"_s]);
    for (const auto &[member, due] : {std::pair(u"noticeDue"_s, &file.noticeDue), std::pair(u"legalDue"_s, &file.legalDue),
                                      std::pair(u"committedDue"_s, &file.committedDue)}) {
        const Result<DueDate> read = DueDate::fromJson(json[member].toObject());
        if (!read)
            return malformed(member);
        *due = *read;
    }
    for (const QJsonValue &value : json[u"notices"_s].toArray()) {
        const QJsonObject notice = value.toObject();
        file.notices << CorrectionNotice{notice[u"round"_s].toInt(1), instantFromText(notice[u"at"_s]),
                                         notice[u"defects"_s].toArray(), notice[u"supervisorReason"_s].toString()};
    }
    const QJsonObject refusal = json[u"refusal"_s].toObject();
    file.refusalReason = refusal[u"reason"_s].toString();
    file.refusalNote = refusal[u"note"_s].toString();
    file.competent = refusal[u"competent"_s].toString();
    file.priority = json[u"priority"_s].toString();
    file.papers = json[u"papers"_s].toObject();
    for (const QJsonValue &value : json[u"attachments"_s].toArray()) {
        Result<Attachment> attachment = Attachment::fromJson(value.toObject());
        if (!attachment)
            return malformed(u"attachments");
        file.attachments << *attachment;
    }
    for (const QJsonValue &value : json[u"steps"_s].toArray()) {
        Result<Step> step = Step::fromJson(value.toObject());
        if (!step)
            return step.refusal();
        file.steps << *step;
    }
    const Result<ClockRecord> clock = ClockRecord::fromJson(json[u"clock"_s].toObject());
    if (!clock)
        return malformed(u"clock");
    file.clock = *clock;
    file.decision = CaseDecision::fromJson(json[u"decision"_s].toObject());
    for (const QJsonValue &value : json[u"supplements"_s].toArray())
        file.supplements << Supplement::fromJson(value.toObject());
    for (const QJsonValue &value : json[u"checks"_s].toArray()) {
        Result<CommitmentCheck> check = CommitmentCheck::fromJson(value.toObject());
        if (!check)
            return check.refusal();
        file.checks << *check;
    }
    file.issue = Issue::fromJson(json[u"issue"_s].toObject());
    file.licence = json[u"licence"_s].toString();
    file.updatedAt = instantFromText(json[u"updatedAt"_s]);
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!knownMembers.contains(it.key()))
            file.more.insert(it.key(), it.value());
    }
    return file;
}

bool CaseFile::isOpen() const
{
    switch (state) {
    case CaseState::Received:
    case CaseState::Correction:
    case CaseState::Accepted:
    case CaseState::Granted:
    case CaseState::Refused:
        return true;
    case CaseState::NotAccepted:
    case CaseState::Issued:
    case CaseState::Withdrawn:
    case CaseState::Returned:
    case CaseState::Revoked:
        break;
    }
    return false;
}

const Step *CaseFile::step(QStringView key) const
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step &step) { return step.key == key; });
    return found == steps.end() ? nullptr : &*found;
}

Step *CaseFile::step(QStringView key)
{
    return const_cast<Step *>(std::as_const(*this).step(key));
}

const CaseMaterial *CaseFile::material(QStringView key) const
{
    for (const CaseMaterial &material : materials) {
        if (material.key == key)
            return &material;
    }
    return nullptr;
}

qint64 CaseFile::attachmentBytes() const
{
    qint64 bytes = 0;
    for (const Attachment &file : attachments)
        bytes += file.size;
    return bytes;
}

QStringList CaseFile::blobs() const
{
    QStringList hashes;
    for (const Attachment &file : attachments) {
        if (!hashes.contains(file.sha256))
            hashes << file.sha256;
    }
    return hashes;
}

QDate CaseFile::toleranceDue() const
{
    QDate earliest;
    for (const CaseMaterial &material : materials) {
        if (material.mark == MaterialMark::Tolerated && (!earliest.isValid() || material.due < earliest))
            earliest = material.due;
    }
    return earliest;
}

} // namespace domain
