// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/agenda.h"
#include "domain/document.h"
#include "domain/region/region.h"
#include <QStringList>
#include <optional>

namespace domain {

/// How long one sort of data is kept (个人信息保护法 第19条: no longer than its purpose needs; 档案法: no shorter than the archive
/// asks). A district says it in its document of kind "region", member "retention": a list, of which the first that fits counts.
/// What no rule fits is kept.
struct RetentionRule
{
    QString of;             ///< "case", "scans" (of a case), "applicant", "licence", "workorder", "rating", "message", "delivery", "draft", "sign-in"
    QStringList states;     ///< only documents that ended in one of these states; empty: in any
    QStringList caseTypes;  ///< only cases of these types (即办件, 承诺件); empty: any
    QStringList items;      ///< only of these items; empty: any
    int years = 0, days = 0; ///< counted from the end of the matter; together at least one day
    bool approve = true;    ///< a person (安全管理员) decides on each; else the centre does it when the day has come
    QString basis;          ///< law or schedule it follows, for who decides

    /// Refusals: region.malformed {member}.
    static Result<RetentionRule> fromJson(const QJsonObject &json);
};

/// The rules of a district. What is malformed counts for nothing: nothing is erased by a slip of the pen.
QList<RetentionRule> retentionRules(const Region &region);
/// The rule for data that are no documents ("draft", "sign-in"); nothing: they are kept.
std::optional<RetentionRule> retentionRule(const Region &region, QStringView of);
/// So long is any record of who did what kept at the least, whatever a rule says (网络安全法 第21条: six months).
inline constexpr int recordDaysMin = 184;

/// When a document's time is over, and by which rule.
struct RetentionEnd
{
    QDateTime at; ///< UTC
    RetentionRule rule;
    bool scansOnly = false; ///< only the scans of the case go
};
/// The next thing the rules ask for; nothing while the matter is open, while somebody put a hold on it (`keepUntil`), or for ever.
std::optional<RetentionEnd> retentionEnd(const Document &document, const Region &region);
/// The same as what the clock will do: "retention.propose", "retention.scans" or "document.erase".
Agenda retentionAgenda(const Document &document, const Region &region);

/// The proposal to erase a document, of kind "erasure": open until somebody decides.
QString erasureIdFor(const QString &document);

} // namespace domain
