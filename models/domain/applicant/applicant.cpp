// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/applicant/applicant.h"
#include "domain/operation/operation.h"

namespace domain {
using namespace Qt::StringLiterals;

QJsonObject Applicant::toJson() const
{
    QJsonObject json = more;
    json[u"card"_s] = card.toJson();
    json[u"sex"_s] = sex;
    json[u"birth"_s] = birth.toString(Qt::ISODate);
    json[u"known"_s] = known;
    return json;
}

Result<Applicant> Applicant::fromJson(const QJsonObject &json)
{
    Applicant applicant;
    applicant.card = ApplicantCard::fromJson(json[u"card"_s].toObject());
    if (!applicant.card.isValid())
        return refuse(u"applicant.malformed", {{u"member"_s, u"card"_s}});
    applicant.sex = json[u"sex"_s].toString();
    applicant.birth = QDate::fromString(json[u"birth"_s].toString(), Qt::ISODate);
    applicant.known = json[u"known"_s].toObject();
    applicant.more = json;
    for (const QString &name : {u"card"_s, u"sex"_s, u"birth"_s, u"known"_s})
        applicant.more.remove(name);
    return applicant;
}

QString applicantIdFor(QStringView idKind, QStringView normalisedNumber)
{
    return idFor(QString(u"applicant:"_s + idKind + u':' + normalisedNumber));
}

} // namespace domain
