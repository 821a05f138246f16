// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/intakeact.h"
#include "forms/intake/caseinhand.h"
#include "forms/shared/desk.h"

namespace forms {
using namespace Qt::StringLiterals;
using domain::Verdict;

QString operationFor(const domain::Decision &decision)
{
    switch (decision.verdict) {
    case Verdict::Accept:
        return u"case.accept"_s;
    case Verdict::AcceptWithTolerance:
        return u"tolerance.accept"_s;
    case Verdict::AcceptOnCommitment:
    case Verdict::AcceptWithToleranceOnCommitment:
        return u"commitment.accept"_s;
    case Verdict::Notify:
        return u"case.notify"_s;
    case Verdict::Incomplete:
    case Verdict::Refuse:
        break;
    }
    return {};
}

office::Act actFor(const CaseInHand &hand, const QString &operationType, const QJsonObject &more)
{
    Q_ASSERT(hand.item());
    const IntakeCase &typed = hand.typed();
    const domain::Application application = typed.application(*hand.item(), hand.known());
    QJsonArray marks;
    for (const domain::CaseMaterial &material : hand.decision().materials) {
        if (material.mark != domain::MaterialMark::Lacking || material.noticedInRound > 0)
            marks << material.toJson();
    }
    QJsonObject body = more;
    body[u"item"_s] = QJsonObject{{u"id"_s, typed.itemId}, {u"version"_s, typed.itemVersion}};
    body[u"applicant"_s] = application.applicant.toJson();
    QJsonObject person;
    if (!typed.sex.isEmpty())
        person[u"sex"_s] = typed.sex;
    if (typed.birth.isValid())
        person[u"birth"_s] = typed.birth.toString(Qt::ISODate);
    if (!person.isEmpty())
        body[u"person"_s] = person;
    if (!application.agent.isEmpty())
        body[u"agent"_s] = application.agent.toJson();
    body[u"answers"_s] = hand.decision().checklist.answers;
    body[u"fields"_s] = application.fields;
    body[u"marks"_s] = marks;
    if (!typed.priority.isEmpty())
        body[u"priority"_s] = typed.priority;
    if (!typed.supervisorReason.isEmpty() && operationType == "case.notify"_L1)
        body[u"supervisorReason"_s] = typed.supervisorReason;
    const Session &session = hand.desk().session();
    return {operationType, typed.id, body, {session.staffId, session.staffName, session.roles, session.placeId, session.counterId}};
}

} // namespace forms
