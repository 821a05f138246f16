// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"

namespace domain {

/// Who takes a result away.
struct Collector
{
    QString name;
    QString idNumber;
    QString relation; ///< "self" 本人, "representative" 法定代表人, "agent" 代理人
    QString mandate;  ///< what an agent showed: number or kind of the 授权委托书; may stay empty for the agent the case names

    QJsonObject toJson() const;
    static Collector fromJson(const QJsonObject &json);
};

/// The collector as the name and number on a card suggest: the applicant in person, the agent the case names, else another agent;
/// for an organisation its representative when the case's form names one of that name.
Collector suggestedCollector(const CaseFile &file, const QString &name, const QString &idNumber);

/// Whether a result may be handed to this person (行政许可法 第44条: to the applicant; a lawful representative or an agent with a
/// mandate stands for them). Gives the collector with the number normalised. Refusals: collector.name-lacking; those of
/// parseIdentity; collector.organisation (a credit code collects nothing); collector.not-applicant (said to be the applicant, and the
/// number is another); collector.not-a-person (self, for an organisation); collector.mandate-lacking; collector.relation.
Result<Collector> checkCollector(const CaseFile &file, const Collector &collector, QDate today);

} // namespace domain
