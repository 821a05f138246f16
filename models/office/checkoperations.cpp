// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/applicant/standing.h"
#include "domain/casefile/checks.h"
#include "domain/casefile/supplements.h"
#include "domain/jsontime.h"
#include "office/casework.h"
#include "office/granting.h"
#include "office/opencase.h"
#include "office/operationkinds.h"
#include "office/outgoing.h"
#include "office/workspace.h"
#include <QJsonArray>

namespace office {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using domain::Done;
using domain::MaterialMark;
using domain::refuse;
using domain::Result;

namespace {

/// 撤销: the grant and its licence end together, and the applicant's word counts for nothing until it is repaired.
void revoke(Workspace &workspace, CaseFile &file, const QString &reason)
{
    file.state = CaseState::Revoked;
    file.more[u"revocation"_s] = QJsonObject{{u"at"_s, domain::instantText(workspace.now())}, {u"reason"_s, reason}};
    if (std::optional<domain::Document> licence = file.licence.isEmpty() ? std::nullopt : workspace.load(file.licence)) {
        licence->body[u"state"_s] = u"revoked"_s;
        licence->body[u"revokedAt"_s] = domain::instantText(workspace.now());
        licence->body[u"reason"_s] = reason;
        licence->body[u"updatedAt"_s] = domain::instantText(workspace.now());
        workspace.save(*licence);
    }
    if (std::optional<domain::Document> applicant = workspace.load(file.applicant.id)) {
        domain::Standing standing = domain::Standing::of(applicant->body);
        standing.commitmentBlocked = true;
        standing.write(applicant->body);
        workspace.save(*applicant);
    }
    onRevoked(workspace, file, reason);
}

} // namespace

// 安阳26条: before the decision the applicant may take the commitment back; then the material itself is due, as any other that
// is still to come.
Result<Done> withdrawCommitment(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const Result<CaseRules> rules = rulesFor(workspace, *file);
    if (!rules)
        return rules.refusal();
    if (workspace.operation().body[u"reason"_s].toString().trimmed().isEmpty())
        return refuse(u"reason.lacking");
    const QDate today = domain::hallTime(workspace.now()).date();
    const QJsonArray asked = workspace.operation().body[u"keys"_s].toArray();
    QJsonArray defects;
    for (domain::CaseMaterial &material : file->materials) {
        if (material.mark != MaterialMark::Committed || (!asked.isEmpty() && !asked.contains(material.key)))
            continue;
        material.mark = MaterialMark::Tolerated;
        material.due = rules->calendar.addWorkdays(today, domain::supplementDays(*rules->item, material.key));
        if (material.noticedInRound == 0)
            material.noticedInRound = int(file->notices.size()) + 1;
        defects << QJsonObject{{u"key"_s, material.key}, {u"name"_s, material.name}, {u"code"_s, u"commitment.withdrawn"_s}, {u"reason"_s, QString()}};
    }
    if (defects.isEmpty() || (!asked.isEmpty() && defects.size() != asked.size()))
        return refuse(u"commitment.none");
    file->notices << domain::CorrectionNotice{int(file->notices.size()) + 1, workspace.now(), defects, {}};
    const bool others = std::any_of(file->materials.begin(), file->materials.end(), [](const auto &material) { return material.mark == MaterialMark::Committed; });
    if (!others)
        file->route = file->route == domain::Route::ToleranceAndCommitment ? domain::Route::Tolerance : domain::Route::Complete;
    file->papers[u"correction"_s] = file->papers[u"correction"_s].toInt() + 1;
    computeDues(*file, *rules, workspace.now());
    putBack(workspace, *file);
    return Done{};
}

Result<Done> recordCheck(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const QJsonObject &body = workspace.operation().body;
    const QString key = body[u"key"_s].toString(), finding = body[u"finding"_s].toString(), note = body[u"note"_s].toString().trimmed();
    const QDate correctBy = QDate::fromString(body[u"correctBy"_s].toString(), Qt::ISODate);
    const Result<Done> recorded = domain::recordCheck(*file, key, finding, correctBy, note, workspace.now());
    if (!recorded)
        return recorded;
    if (finding == "differs"_L1)
        postMessage(workspace, *file, u"check.correct"_s, {{u"due"_s, dayInWords(correctBy)}});
    if (finding == "breached"_L1)
        revoke(workspace, *file, note);
    putBack(workspace, *file);
    return Done{};
}

Result<Done> remindCheck(Workspace &workspace)
{
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const QString entry = workspace.operation().body[u"entry"_s].toString();
    const domain::CommitmentCheck *check = domain::checkOf(*file, entry);
    if (!check || domain::wasTold(*file, entry))
        return refuse(u"check.settled");
    const QDate day = domain::dayOf(*check);
    domain::noteTold(*file, entry);
    // That it is over concerns the supervisors' list; only the coming check is told to the applicant.
    if (workspace.operation().type == "check.remind"_L1)
        postMessage(workspace, *file, check->state == domain::CheckState::Correcting ? u"check.correct"_s : u"check.soon"_s, {{u"due"_s, dayInWords(day)}});
    putBack(workspace, *file);
    return Done{};
}

// 安阳29条: excluded until the credit is repaired.
Result<Done> repairCredit(Workspace &workspace)
{
    std::optional<domain::Document> applicant = workspace.load(workspace.operation().doc);
    if (!applicant || applicant->kind != "applicant"_L1)
        return refuse(u"applicant.unknown");
    const QString reason = workspace.operation().body[u"reason"_s].toString().trimmed();
    if (reason.isEmpty())
        return refuse(u"reason.lacking");
    const QString what = workspace.operation().body[u"what"_s].toString();
    domain::Standing standing = domain::Standing::of(applicant->body);
    const bool tolerance = what == "tolerance"_L1, commitment = what == "commitment"_L1;
    if (!tolerance && !commitment)
        return refuse(u"operation.malformed", {{u"member"_s, u"what"_s}});
    const bool blocked = commitment ? standing.commitmentBlocked : standing.mayNotTolerate(domain::hallTime(workspace.now()).date());
    if (!blocked)
        return refuse(u"credit.not-blocked");
    if (commitment) {
        standing.commitmentBlocked = false;
    } else {
        standing.toleranceBlocked = false;
        standing.toleranceBlockedUntil = {};
        standing.lapses.clear();
    }
    standing.write(applicant->body);
    QJsonArray repairs = applicant->body[u"repairs"_s].toArray();
    repairs << QJsonObject{{u"what"_s, what}, {u"at"_s, domain::instantText(workspace.now())}, {u"reason"_s, reason}};
    applicant->body[u"repairs"_s] = repairs;
    workspace.save(*applicant);
    return Done{};
}

} // namespace office
