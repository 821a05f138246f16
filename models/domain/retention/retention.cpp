// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/retention/retention.h"
#include "domain/jsontime.h"
#include "domain/operation/operation.h"
#include <QJsonArray>
#include <QSet>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &each : value.toArray())
        texts << each.toString();
    return texts;
}

bool isOneOf(const QStringList &wanted, const QString &value)
{
    return wanted.isEmpty() || wanted.contains(value);
}

/// When the matter a document is about came to its end; invalid while it is open.
QDateTime endOfMatter(const Document &document)
{
    const QJsonObject &body = document.body;
    const auto at = [&](QStringView member) { return instantFromText(body[member]); };
    const auto isIn = [&](std::initializer_list<QStringView> states) {
        const QString state = body[u"state"_s].toString();
        return std::any_of(states.begin(), states.end(), [&](QStringView each) { return each == state; });
    };
    if (document.kind == "case"_L1)
        return isIn({u"not-accepted", u"withdrawn", u"returned", u"refused", u"issued", u"revoked"}) ? at(u"updatedAt") : QDateTime();
    if (document.kind == "applicant"_L1)
        return at(u"servedAt");
    if (document.kind == "workorder"_L1)
        return at(u"endedAt");
    if (document.kind == "rating"_L1)
        return at(u"at");
    if (document.kind == "message"_L1 || document.kind == "delivery"_L1)
        return isIn({u"queued", u"failed"}) ? QDateTime() : at(u"updatedAt");
    if (document.kind == "licence"_L1) {
        if (body[u"state"_s] == "revoked"_L1)
            return at(u"revokedAt");
        const QDate last = QDate::fromString(body[u"validTo"_s].toString(), Qt::ISODate);
        return last.isValid() ? QDateTime(last.addDays(1), QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600).toUTC() : QDateTime();
    }
    return {};
}

bool fits(const RetentionRule &rule, const QJsonObject &body)
{
    return isOneOf(rule.states, body[u"state"_s].toString()) && isOneOf(rule.caseTypes, body[u"caseType"_s].toString())
           && isOneOf(rule.items, body[u"itemId"_s].toString(body[u"item"_s].toString()));
}

const RetentionRule *ruleFor(const QList<RetentionRule> &rules, QStringView of, const QJsonObject &body)
{
    for (const RetentionRule &rule : rules) {
        if (rule.of == of && fits(rule, body))
            return &rule;
    }
    return nullptr;
}

QDateTime after(const QDateTime &ended, const RetentionRule &rule)
{
    return hallTime(ended).addYears(rule.years).addDays(rule.days).toUTC();
}

} // namespace

Result<RetentionRule> RetentionRule::fromJson(const QJsonObject &json)
{
    static const QSet<QString> sorts{u"case"_s, u"scans"_s, u"applicant"_s, u"licence"_s, u"workorder"_s, u"rating"_s, u"message"_s, u"delivery"_s, u"draft"_s, u"sign-in"_s};
    RetentionRule rule{json[u"of"_s].toString(), textsOf(json[u"states"_s]), textsOf(json[u"caseTypes"_s]), textsOf(json[u"items"_s]),
                       json[u"years"_s].toInt(), json[u"days"_s].toInt(), json[u"approve"_s].toBool(true), json[u"basis"_s].toString()};
    if (!sorts.contains(rule.of) || rule.years < 0 || rule.days < 0 || rule.years + rule.days == 0)
        return refuse(u"region.malformed", {{u"member"_s, u"retention"_s}});
    return rule;
}

QList<RetentionRule> retentionRules(const Region &region)
{
    QList<RetentionRule> rules;
    for (const QJsonValue &value : region.more[u"retention"_s].toArray()) {
        if (const Result<RetentionRule> rule = RetentionRule::fromJson(value.toObject()))
            rules << *rule;
    }
    return rules;
}

std::optional<RetentionRule> retentionRule(const Region &region, QStringView of)
{
    const QList<RetentionRule> rules = retentionRules(region);
    const RetentionRule *rule = ruleFor(rules, of, {});
    if (!rule)
        return std::nullopt;
    RetentionRule found = *rule;
    if (of == u"sign-in" && found.years == 0)
        found.days = std::max(found.days, recordDaysMin);
    return found;
}

std::optional<RetentionEnd> retentionEnd(const Document &document, const Region &region)
{
    if (!region.more.contains(u"retention"_s))
        return std::nullopt;
    const QDateTime ended = endOfMatter(document);
    if (!ended.isValid())
        return std::nullopt;
    const QList<RetentionRule> rules = retentionRules(region);
    const QDate held = QDate::fromString(document.body[u"keepUntil"_s].toString(), Qt::ISODate);
    const QDateTime release = held.isValid() ? QDateTime(held.addDays(1), QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600).toUTC() : QDateTime();
    const auto endBy = [&](const RetentionRule &rule, bool scansOnly) {
        const QDateTime at = after(ended, rule);
        return RetentionEnd{release.isValid() ? std::max(at, release) : at, rule, scansOnly};
    };
    std::optional<RetentionEnd> next;
    if (const RetentionRule *rule = ruleFor(rules, document.kind, document.body); rule && !document.body[u"erasureProposed"_s].toBool())
        next = endBy(*rule, false);
    if (document.kind == "case"_L1 && !document.body[u"attachments"_s].toArray().isEmpty()) {
        const RetentionRule *rule = ruleFor(rules, u"scans", document.body);
        if (const auto scans = rule ? std::optional(endBy(*rule, true)) : std::nullopt; scans && (!next || scans->at < next->at))
            next = scans;
    }
    return next;
}

Agenda retentionAgenda(const Document &document, const Region &region)
{
    const auto end = retentionEnd(document, region);
    if (!end)
        return {};
    const QString act = end->scansOnly ? u"retention.scans"_s : end->rule.approve ? u"retention.propose"_s : u"document.erase"_s;
    return {{end->scansOnly ? u"retention:scans"_s : u"retention"_s, act, end->at}};
}

QString erasureIdFor(const QString &document)
{
    return idFor(QString(u"erasure:"_s + document));
}

} // namespace domain
