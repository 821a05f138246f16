// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/agenda.h"
#include "domain/result.h"
#include "domain/timelimit/timelimit.h"
#include <QDateTime>
#include <QJsonArray>
#include <QList>
#include <QStringList>
#include <optional>

namespace domain {

/// Where a 工单 comes from. One aggregate for all of them: what differs is its limits and who must not know whom.
enum class OrderSource {
    Hotline,     ///< 12345 热线转办
    Unsolved,    ///< 办不成事反映窗口
    Rating,      ///< 差评整改, made by the centre from a bad rating
    Inspection,  ///< 日常检查
    ProcessWalk, ///< 走流程发现的问题
    Enquiry,     ///< 咨询: whoever was asked answers, or hands it over (首问负责); no department, no call back
};
QString toCode(OrderSource source); ///< "12345", "unsolved", "rating", "inspection", "process-walk", "enquiry"
std::optional<OrderSource> orderSourceFromCode(QStringView code);

/// Where a work order stands. Which act leads from where to where is the table in mayFollow().
enum class OrderState {
    Registered, ///< 已登记: waits to be given to a department
    Assigned,   ///< 已派单: waits for the department's signature
    SignedFor,  ///< 已签收: the department works on it
    Answered,   ///< 已答复: waits for the call back
    CalledBack, ///< 已回访: may be closed
    Reopened,   ///< 重办: the call back found it unsolved; waits to be given out again
    Closed,     ///< 已办结
    Excluded,   ///< 申诉成立, 剔除: counts in no figure
};
QString toCode(OrderState state); ///< "registered", "assigned", "signed-for", "answered", "called-back", "reopened", "closed", "excluded"
std::optional<OrderState> orderStateFromCode(QStringView code);

/// Working days a work order has for each step.
struct OrderDays
{
    int assign = 1;    ///< from registration (or reopening) until it is given to a department
    int sign = 1;      ///< from then until the department has signed for it
    int contact = 0;   ///< from registration until the person was spoken to; 0: not asked for (安阳市政务服务条例 第52条: 1 for real-name bad ratings)
    int answer = 5;    ///< from assignment, of a bad rating from registration, until the answer (德州 2020: 5)
    int complexAnswer = 15; ///< the same where the department said why it is complex (四川 2020: 15)
    int callBack = 3;  ///< from the answer
};

/// One thing that happened to a work order, as its history keeps it.
struct OrderStep
{
    QDateTime at;      ///< UTC
    QString act;       ///< "register", "assign", "sign", "contact", "answer", "callback", "close", "reopen", "appeal", "judge", "escalate"
    QString by;        ///< staff id; empty: the centre
    QString words;
    QJsonObject facts; ///< department, outcome, ground, verdict, clock …
    bool late = false; ///< done after its limit
    QJsonObject toJson() const;
    static OrderStep fromJson(const QJsonObject &json);
};

/// 申诉复核 of a bad rating: the rating side says it was a slip or malicious, a supervisor judges.
struct OrderAppeal
{
    QString ground;  ///< "mis-click", "malicious", "other"
    QString words, by;
    QDateTime at;
    QString verdict; ///< empty: not judged yet; "upheld", "dismissed"
    QString judgement;
    bool isOpen() const { return !ground.isEmpty() && verdict.isEmpty(); }
    QJsonObject toJson() const;
    static OrderAppeal fromJson(const QJsonObject &json);
};

/// A clock of a work order that runs.
struct OrderClock
{
    QString what;   ///< "assign", "sign", "contact", "answer", "callback"
    QDateTime from; ///< UTC
    DueDate due;
};

/// One 工单: the document of kind "workorder". One made from a bad rating names neither the person nor the case nor the clerk
/// (GB/T 39734-2020 §4.1): who rated stands in the rating, which only supervisors see.
struct WorkOrder
{
    QString id;
    QString number;        ///< orderNumber(id, …)
    OrderSource source = OrderSource::Hotline;
    OrderState state = OrderState::Registered;
    QString district, place;
    QString external;      ///< number at the platform it came from; may be empty
    QString words;         ///< what is wrong, in the person's words
    QString personName, personPhone; ///< whom to speak to; empty: nobody (inspection, 走流程), or known to supervisors only (rating)
    QString itemName;      ///< of the catalogue, if it is about one
    QString caseNumber;    ///< if it is about one
    QString department;    ///< who has to put it right
    QStringList reasons;   ///< codes of the reasons of a bad rating
    bool complex = false;
    OrderDays days;        ///< as the district's rules were at registration
    int round = 1;         ///< +1 at each reopening
    QDateTime registeredAt, openedAt, assignedAt, signedAt, contactedAt, answeredAt, calledBackAt, endedAt, updatedAt; ///< UTC; openedAt: registered or reopened
    DueDate assignDue, signDue, contactDue, answerDue, callBackDue;
    QString answer, answeredBy;
    QString outcome;       ///< of the call back: "solved", "unsolved", "unreachable", "rechecked"
    int attempts = 0;      ///< calls nobody answered, in this round
    OrderAppeal appeal;
    QStringList escalated; ///< clocks the supervisors were told of, "sign#1"
    QList<OrderStep> steps;
    QJsonObject more;      ///< members this version does not know

    QJsonObject toJson() const;
    /// Refusals: workorder.malformed {member}.
    static Result<WorkOrder> fromJson(const QJsonObject &json);

    bool isOpen() const { return state != OrderState::Closed && state != OrderState::Excluded; }
    bool needsContact() const { return days.contact > 0 && !contactedAt.isValid(); }
    /// Whether there is somebody to call back; else its result is looked at on the spot (复查).
    bool hasPerson() const { return source == OrderSource::Rating || !personPhone.isEmpty() || !personName.isEmpty(); }
    /// The clocks that run, the one that ends first in front.
    QList<OrderClock> clocks(const OfficeHours &hours) const;
    /// Whether some step was done, or was told to be, after its limit.
    bool wasLate() const;
};

/// Whether an act ("workorder.sign") may be done to a work order in this state.
bool mayFollow(OrderState state, QStringView operationType);
/// Grounds an appeal may have: "mis-click", "malicious", "other".
const QStringList &appealGrounds();
/// How a call back may end: "solved", "unsolved", "unreachable"; where there is nobody to call, "rechecked" or "unsolved".
const QStringList &callOutcomes(bool hasPerson);
/// So many calls nobody answered end the call back.
inline constexpr int callAttemptsMax = 3;

/// "W610116-2026-7K3F-482913-5": district, year, four characters (no I, L, O, U) and six digits of the document's hash, check character. A
/// window makes it off line without a lease, the same at both ends; unlike receipts, nobody asks that the numbers have no gaps. Of
/// 40,000 a year two bear the same number once in a thousand years; it ends in digits, by which people find it.
QString orderNumber(const QString &id, QStringView district, int year);

/// The lamp of the clock that ends first; nothing when none runs.
std::optional<Lamp> lampOf(const WorkOrder &order, const QDateTime &now, const WorkCalendar &calendar, const OfficeHours &hours);

/// The supervisors are told of each clock that ran out.
Agenda agendaOf(const WorkOrder &order, const OfficeHours &hours);

} // namespace domain
