// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/timelimit/clock.h"
#include <QJsonObject>
#include <QStringList>

namespace domain {

/// Where one department's part of a case stands.
enum class StepState {
    Waiting,  ///< steps before it are not agreed yet
    Open,     ///< 待审: in the department's queue
    Taken,    ///< 审批中: somebody works on it
    Agreed,   ///< 同意
    Objected, ///< 不同意
};
QString toCode(StepState state); ///< "waiting", "open", "taken", "agreed", "objected"
std::optional<StepState> stepStateFromCode(QStringView code);

/// One department's part in deciding a case (后台分类审批). Who works on it is not said here: the front desk neither sees nor
/// chooses the approver (受审分离, M04); that is the document of kind "assignment".
struct Step
{
    QString key;          ///< unique within the case
    QString department;
    QStringList after;    ///< keys of the steps that must be agreed first; empty: begins with the acceptance
    bool lead = false;    ///< 主办: decides the case when all have agreed
    TimeLimit limit;      ///< its own share of the committed limit
    StepState state = StepState::Waiting;
    QString opinion;      ///< in words, of the department
    QDateTime openedAt, decidedAt; ///< UTC
    ClockRecord clock;
    DueDate due;          ///< end of its limit, as the clock record gives it

    bool isDecided() const { return state == StepState::Agreed || state == StepState::Objected; }
    QJsonObject toJson() const;
    static Result<Step> fromJson(const QJsonObject &json);
};

/// The decision of the authority (行政许可法第38条).
struct CaseDecision
{
    bool granted = false;
    QDateTime at;          ///< UTC; invalid: not decided
    QString number;        ///< 文号
    QString department;
    QStringList reasons;   ///< why not, in words; each with its legal basis
    bool isMade() const { return at.isValid(); }
    QJsonObject toJson() const;
    static CaseDecision fromJson(const QJsonObject &json);
};

/// 容缺后补: one time the applicant brought what was tolerated.
struct Supplement
{
    int round = 1;
    QDateTime at;              ///< UTC
    QString place, counter;    ///< where; any counter takes it
    QStringList keys;          ///< materials brought
    std::optional<bool> adequate; ///< nothing: not looked at yet
    QString words;             ///< what is still wrong
    QJsonObject toJson() const;
    static Supplement fromJson(const QJsonObject &json);
};

/// 承诺事后核查 (M58).
enum class CheckState { Open, Kept, Correcting, Corrected, Breached };
QString toCode(CheckState state); ///< "open", "kept", "correcting", "corrected", "breached"
std::optional<CheckState> checkStateFromCode(QStringView code);
struct CommitmentCheck
{
    QString key, name;  ///< the material replaced by the commitment; "*" the whole licence
    QDate due;          ///< last day to look
    CheckState state = CheckState::Open;
    QDate correctBy;    ///< while Correcting
    QString note;
    QDateTime at;       ///< UTC, of the last finding
    QJsonObject toJson() const;
    static Result<CommitmentCheck> fromJson(const QJsonObject &json);
};

/// 出件: how the result came to its owner.
struct Issue
{
    QString method;       ///< "counter", "mail"; empty: not yet settled
    QDateTime readyAt, at; ///< UTC: since when it can be had, when it was handed out or delivered
    QString collectorName, collectorNumber, relation; ///< 本人 "self", 代理人 "agent", …
    QString mandate;      ///< what the agent showed
    QString signature;    ///< SHA-256 of the signature's picture; empty: signed on paper
    QString serviceNumber; ///< number of the 送达回证
    QString address, phone; ///< by mail
    QString delivery;     ///< id of the delivery document
    QString waybill;
    int reminders = 0;    ///< sent because nobody came for it
    QDateTime remindedAt; ///< UTC, the last of them
    bool isDone() const { return at.isValid(); }
    QJsonObject toJson() const;
    static Issue fromJson(const QJsonObject &json);
};

} // namespace domain
