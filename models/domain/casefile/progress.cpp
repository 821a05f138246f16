// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/progress.h"
#include "domain/codes.h"
#include "domain/jsontime.h"
#include <QJsonArray>

namespace domain {
using namespace Qt::StringLiterals;

namespace {
constexpr Codes<StepState, 5> stepStates{{{StepState::Waiting, u"waiting"},
                                          {StepState::Open, u"open"},
                                          {StepState::Taken, u"taken"},
                                          {StepState::Agreed, u"agreed"},
                                          {StepState::Objected, u"objected"}}};
constexpr Codes<CheckState, 5> checkStates{{{CheckState::Open, u"open"},
                                            {CheckState::Kept, u"kept"},
                                            {CheckState::Correcting, u"correcting"},
                                            {CheckState::Corrected, u"corrected"},
                                            {CheckState::Breached, u"breached"}}};

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &entry : value.toArray())
        list << entry.toString();
    return list;
}

QDate dayFrom(const QJsonValue &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

/// Only what is said: empty members are left out.
QJsonObject withoutEmpty(QJsonObject json)
{
    for (auto member = json.begin(); member != json.end();) {
        if (member->isString() && member->toString().isEmpty())
            member = json.erase(member);
        else
            ++member;
    }
    return json;
}
} // namespace

QString toCode(StepState state)
{
    return stepStates.code(state);
}

std::optional<StepState> stepStateFromCode(QStringView code)
{
    return stepStates.value(code);
}

QString toCode(CheckState state)
{
    return checkStates.code(state);
}

std::optional<CheckState> checkStateFromCode(QStringView code)
{
    return checkStates.value(code);
}

QJsonObject Step::toJson() const
{
    QJsonObject json = withoutEmpty({{u"key"_s, key},
                                     {u"department"_s, department},
                                     {u"limit"_s, limit.toJson()},
                                     {u"state"_s, toCode(state)},
                                     {u"opinion"_s, opinion},
                                     {u"openedAt"_s, instantText(openedAt)},
                                     {u"decidedAt"_s, instantText(decidedAt)}});
    if (!after.isEmpty())
        json[u"after"_s] = QJsonArray::fromStringList(after);
    if (lead)
        json[u"lead"_s] = true;
    if (clock.startedAt.isValid())
        json[u"clock"_s] = clock.toJson();
    if (due.isValid())
        json[u"due"_s] = due.toJson();
    return json;
}

Result<Step> Step::fromJson(const QJsonObject &json)
{
    const Refusal malformed = refuse(u"case.malformed", {{u"member"_s, u"steps"_s}});
    Step step;
    step.key = json[u"key"_s].toString();
    step.department = json[u"department"_s].toString();
    const auto state = stepStateFromCode(json[u"state"_s].toString());
    const auto limit = TimeLimit::fromJson(json[u"limit"_s].toObject());
    const auto clock = ClockRecord::fromJson(json[u"clock"_s].toObject());
    const auto due = DueDate::fromJson(json[u"due"_s].toObject());
    if (step.key.isEmpty() || !state || !limit || !clock || !due)
        return malformed;
    step.state = *state;
    step.limit = *limit;
    step.clock = *clock;
    step.due = *due;
    step.after = texts(json[u"after"_s]);
    step.lead = json[u"lead"_s].toBool();
    step.opinion = json[u"opinion"_s].toString();
    step.openedAt = instantFromText(json[u"openedAt"_s]);
    step.decidedAt = instantFromText(json[u"decidedAt"_s]);
    return step;
}

QJsonObject CaseDecision::toJson() const
{
    QJsonObject json{{u"granted"_s, granted}, {u"at"_s, instantText(at)}, {u"number"_s, number}, {u"department"_s, department}};
    if (!reasons.isEmpty())
        json[u"reasons"_s] = QJsonArray::fromStringList(reasons);
    return json;
}

CaseDecision CaseDecision::fromJson(const QJsonObject &json)
{
    return {json[u"granted"_s].toBool(), instantFromText(json[u"at"_s]), json[u"number"_s].toString(), json[u"department"_s].toString(), texts(json[u"reasons"_s])};
}

QJsonObject Supplement::toJson() const
{
    QJsonObject json = withoutEmpty({{u"round"_s, round}, {u"at"_s, instantText(at)}, {u"place"_s, place}, {u"counter"_s, counter}, {u"words"_s, words}});
    json[u"keys"_s] = QJsonArray::fromStringList(keys);
    if (adequate)
        json[u"adequate"_s] = *adequate;
    return json;
}

Supplement Supplement::fromJson(const QJsonObject &json)
{
    Supplement supplement{json[u"round"_s].toInt(1), instantFromText(json[u"at"_s]), json[u"place"_s].toString(), json[u"counter"_s].toString(), texts(json[u"keys"_s]), {}, json[u"words"_s].toString()};
    if (json.contains(u"adequate"_s))
        supplement.adequate = json[u"adequate"_s].toBool();
    return supplement;
}

QJsonObject CommitmentCheck::toJson() const
{
    return withoutEmpty({{u"key"_s, key},
                         {u"name"_s, name},
                         {u"due"_s, due.toString(Qt::ISODate)},
                         {u"state"_s, toCode(state)},
                         {u"correctBy"_s, correctBy.toString(Qt::ISODate)},
                         {u"note"_s, note},
                         {u"at"_s, instantText(at)}});
}

Result<CommitmentCheck> CommitmentCheck::fromJson(const QJsonObject &json)
{
    const auto state = checkStateFromCode(json[u"state"_s].toString());
    if (!state || json[u"key"_s].toString().isEmpty())
        return refuse(u"case.malformed", {{u"member"_s, u"checks"_s}});
    return CommitmentCheck{json[u"key"_s].toString(), json[u"name"_s].toString(), dayFrom(json[u"due"_s]), *state, dayFrom(json[u"correctBy"_s]), json[u"note"_s].toString(), instantFromText(json[u"at"_s])};
}

QJsonObject Issue::toJson() const
{
    return withoutEmpty({{u"reminders"_s, reminders > 0 ? QJsonValue(reminders) : QJsonValue(QString())},
                         {u"remindedAt"_s, instantText(remindedAt)},
                         {u"method"_s, method},
                         {u"readyAt"_s, instantText(readyAt)},
                         {u"at"_s, instantText(at)},
                         {u"collectorName"_s, collectorName},
                         {u"collectorNumber"_s, collectorNumber},
                         {u"relation"_s, relation},
                         {u"mandate"_s, mandate},
                         {u"signature"_s, signature},
                         {u"serviceNumber"_s, serviceNumber},
                         {u"address"_s, address},
                         {u"phone"_s, phone},
                         {u"delivery"_s, delivery},
                         {u"waybill"_s, waybill}});
}

Issue Issue::fromJson(const QJsonObject &json)
{
    const auto text = [&](const QString &member) { return json[member].toString(); };
    Issue issue;
    issue.method = text(u"method"_s);
    issue.readyAt = instantFromText(json[u"readyAt"_s]);
    issue.at = instantFromText(json[u"at"_s]);
    issue.collectorName = text(u"collectorName"_s);
    issue.collectorNumber = text(u"collectorNumber"_s);
    issue.relation = text(u"relation"_s);
    issue.mandate = text(u"mandate"_s);
    issue.signature = text(u"signature"_s);
    issue.serviceNumber = text(u"serviceNumber"_s);
    issue.address = text(u"address"_s);
    issue.phone = text(u"phone"_s);
    issue.delivery = text(u"delivery"_s);
    issue.waybill = text(u"waybill"_s);
    issue.reminders = json[u"reminders"_s].toInt();
    issue.remindedAt = instantFromText(json[u"remindedAt"_s]);
    return issue;
}

} // namespace domain
