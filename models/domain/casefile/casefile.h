// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/attachment.h"
#include "domain/casefile/progress.h"
#include "domain/result.h"
#include "domain/timelimit/timelimit.h"
#include <QDateTime>
#include <QJsonArray>
#include <QList>
#include <optional>

namespace domain {

/// Where a case stands. Transitions between them are the table in casefile/transitions.h.
enum class CaseState {
    Received,     ///< 已收件: papers taken against a receipt, not yet decided upon; the 5-day clock of 行政许可法第32条 runs.
    Correction,   ///< 待补正: a one-time notice was given; waits for the supplement.
    Accepted,     ///< 已受理: accepted; the departments' clock runs. How it was accepted is `Route`.
    NotAccepted,  ///< 不予受理
    Granted,      ///< 准予许可: decided, the result waits to be handed out
    Refused,      ///< 不予许可: decided, the decision waits to be served
    Issued,       ///< 办结: the result was handed out or delivered
    Withdrawn,    ///< 撤回, also 视为撤回
    Returned,     ///< 退办: given back undecided
    Revoked,      ///< 撤销: granted on a commitment that was breached
};
QString toCode(CaseState state); ///< "received", "correction", "accepted", "not-accepted", "granted", "refused", "issued", "withdrawn", "returned", "revoked"
std::optional<CaseState> caseStateFromCode(QStringView code);

/// By which door a case was accepted.
enum class Route { None, Complete, Tolerance, Commitment, ToleranceAndCommitment, Deemed };
QString toCode(Route route); ///< "none", "complete", "tolerance", "commitment", "tolerance+commitment", "deemed"
std::optional<Route> routeFromCode(QStringView code);

/// What the counter found of one material.
enum class MaterialMark {
    Lacking,   ///< not handed in (the state before anything is ticked)
    Received,  ///< 已收
    Tolerated, ///< 容缺: to be handed in by `due`
    Committed, ///< 告知承诺: replaced by a commitment
    Defective, ///< 有误: handed in but wrong, see `defect`
};
QString toCode(MaterialMark mark); ///< "lacking", "received", "tolerated", "committed", "defective"
std::optional<MaterialMark> materialMarkFromCode(QStringView code);

/// One line of a case's material list.
struct CaseMaterial
{
    QString key;  ///< Unique within the item version (material type, "#2" behind a second of the same type).
    QString name; ///< As the catalogue had it when the case was made.
    MaterialMark mark = MaterialMark::Lacking;
    QString form;               ///< "original", "copy", "electronic"
    int copies = 0;
    bool required = true;
    bool originalSeen = false;  ///< The clerk saw the original beside the copy.
    QString defect;             ///< Reason in words, for Defective.
    QDate due;                  ///< For Tolerated: last day for the supplement.
    int noticedInRound = 0;     ///< The first one-time notice that named it; 0: never.

    QJsonObject toJson() const;
    static Result<CaseMaterial> fromJson(const QJsonObject &json);
};

/// The person or organisation a case is for, as known when the case was made, with its number normalised.
struct ApplicantCard
{
    QString id;      ///< The applicant document (idFor("applicant:" + kind + ":" + number)).
    QString kind;    ///< "natural" or "legal": what JsonLogic sees as applicant.kind
    QString name;
    QString idKind;  ///< IdentityKind code
    QString idNumber;
    QString phone;
    QString address;
    bool isValid() const { return !id.isEmpty(); }
    QJsonObject toJson() const;
    static ApplicantCard fromJson(const QJsonObject &json);
};

/// 经办人: who stands at the counter for the applicant.
struct AgentCard
{
    QString name, idNumber, phone;
    bool isEmpty() const { return name.isEmpty() && idNumber.isEmpty() && phone.isEmpty(); }
    QJsonObject toJson() const;
    static AgentCard fromJson(const QJsonObject &json);
};

/// 一次性告知: one notice given, with everything it named.
struct CorrectionNotice
{
    int round = 1;
    QDateTime at;
    QJsonArray defects;       ///< [{key, name, reason}]
    QString supervisorReason; ///< Why a second notice names something overlooked the first time (行政许可法第32条, M13).
};

/// One 办件: everything about it that the counter decided. The document of kind "case".
struct CaseFile
{
    QString id;
    QString number;        ///< Receipt number; empty until one was used.
    QString itemId;        ///< Catalogue item id, e.g. "food-license"
    int itemVersion = 1;
    QString itemName;
    QString itemCode;      ///< 业务办理项编码 (33) or 实施编码
    QString department;
    QString caseType;      ///< 即办件 / 承诺件
    QString place;         ///< Place id of the hall that received it
    QString counter;
    QString clerk;         ///< Staff id
    QString clerkName;
    CaseState state = CaseState::Received;
    Route route = Route::None;
    ApplicantCard applicant;
    AgentCard agent;
    QJsonObject answers;   ///< Situation id → value (string, bool, array of strings)
    QJsonObject fields;    ///< Form field key → value
    QList<CaseMaterial> materials;
    QDateTime receivedAt;  ///< Papers handed over (UTC)
    QDateTime acceptedAt;  ///< Acceptance took effect (UTC); for deemed acceptance the time of receipt
    DueDate noticeDue;     ///< Last moment for a one-time notice while Received
    DueDate legalDue;
    DueDate committedDue;
    QList<CorrectionNotice> notices;
    QString refusalReason; ///< Legal reason code for NotAccepted
    QString refusalNote;
    QString competent;     ///< Which authority is competent, for reason "not-competent"
    QString priority;      ///< 绿色通道 reason; empty: none
    QJsonObject papers;    ///< Paper kind → copies printed so far
    /// 扫描件 of the materials, each naming its material: kept beside the material list, so that deciding anew loses none.
    QList<Attachment> attachments;
    QList<Step> steps;     ///< the departments, from the acceptance on
    ClockRecord clock;     ///< of the whole case: runs with the acceptance
    CaseDecision decision;
    QList<Supplement> supplements;
    QList<CommitmentCheck> checks;
    Issue issue;
    QString licence;       ///< document id of the licence that was granted
    QDateTime updatedAt;
    QJsonObject more;      ///< Members this version does not know

    QJsonObject toJson() const;
    /// Refusals: case.malformed {member}
    static Result<CaseFile> fromJson(const QJsonObject &json);
    const CaseMaterial *material(QStringView key) const;
    /// Bytes of all attachments together.
    qint64 attachmentBytes() const;
    /// Hashes of all attachments, each once.
    QStringList blobs() const;
    /// Whether something is still to be done about it.
    bool isOpen() const;
    Step *step(QStringView key);
    const Step *step(QStringView key) const;
    /// Earliest date a tolerated material is due; invalid when none is.
    QDate toleranceDue() const;
};

} // namespace domain
