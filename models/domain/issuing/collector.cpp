// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/issuing/collector.h"
#include "domain/identity/identitynumber.h"

namespace domain {
using namespace Qt::StringLiterals;

namespace {

bool isNamedAgent(const CaseFile &file, const QString &number)
{
    return !file.agent.idNumber.isEmpty() && file.agent.idNumber == number;
}

} // namespace

QJsonObject Collector::toJson() const
{
    return {{u"name"_s, name}, {u"idNumber"_s, idNumber}, {u"relation"_s, relation}, {u"mandate"_s, mandate}};
}

Collector Collector::fromJson(const QJsonObject &json)
{
    return {json[u"name"_s].toString().trimmed(), json[u"idNumber"_s].toString().trimmed(), json[u"relation"_s].toString(), json[u"mandate"_s].toString().trimmed()};
}

Collector suggestedCollector(const CaseFile &file, const QString &name, const QString &idNumber)
{
    Collector collector{name, idNumber, u"agent"_s, {}};
    if (idNumber == file.applicant.idNumber) {
        collector.relation = u"self"_s;
    } else if (isNamedAgent(file, idNumber)) {
        collector.relation = u"agent"_s;
    } else if (file.applicant.kind == "legal"_L1 && !name.isEmpty()) {
        // The form of an organisation names its legal representative under one key or another.
        for (const QJsonValue &value : file.fields) {
            if (value.toString().trimmed() == name)
                collector.relation = u"representative"_s;
        }
    }
    return collector;
}

Result<Collector> checkCollector(const CaseFile &file, const Collector &collector, QDate today)
{
    if (collector.name.isEmpty())
        return refuse(u"collector.name-lacking");
    const Result<IdentityNumber> number = parseIdentity(collector.idNumber, today);
    if (!number)
        return number.refusal();
    if (number->isLegalPerson())
        return refuse(u"collector.organisation");
    Collector checked = collector;
    checked.idNumber = number->number;
    if (collector.relation == "self"_L1) {
        if (file.applicant.kind == "legal"_L1)
            return refuse(u"collector.not-a-person");
        if (checked.idNumber != file.applicant.idNumber)
            return refuse(u"collector.not-applicant", {{u"name"_s, file.applicant.name}});
        return checked;
    }
    if (collector.relation == "representative"_L1)
        return file.applicant.kind == "legal"_L1 ? Result<Collector>(checked) : Result<Collector>(refuse(u"collector.relation", {{u"relation"_s, collector.relation}}));
    if (collector.relation != "agent"_L1)
        return refuse(u"collector.relation", {{u"relation"_s, collector.relation}});
    if (collector.mandate.isEmpty() && !isNamedAgent(file, checked.idNumber))
        return refuse(u"collector.mandate-lacking");
    return checked;
}

} // namespace domain
