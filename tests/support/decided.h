// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/departments.h"
#include "support/hall.h"

namespace support {

/// Decides an accepted case at the centre: each department's approver says so, the lead's decides. The window has heard of it when
/// this returns.
inline void decideAtCentre(Hall &hall, const QString &caseId, bool granted = true)
{
    hall.sync();
    const auto file = [&] { return *domain::CaseFile::fromJson(hall.centre().document(caseId)->body); };
    const auto approverOf = [&](const QString &department) {
        for (const domain::Staff &staff : hall.centreOffice().rules()->staff()) {
            if (staff.roles.contains(QStringLiteral("approver")) && staff.departments.contains(department))
                return hall.staff(staff.number);
        }
        qFatal("nobody decides for %s", qPrintable(department));
    };
    const auto act = [&](const QString &type, const QString &department, const QJsonObject &body) {
        const auto done = hall.centreOffice().submit({type, caseId, body, approverOf(department)});
        if (!done)
            qFatal("%s refused: %s", qPrintable(type), qPrintable(done.refusal().code));
    };
    QString lead;
    for (bool moved = true; moved;) {
        moved = false;
        for (const domain::Step &step : file().steps) {
            if (step.lead)
                lead = step.department;
            if (step.lead || step.state != domain::StepState::Open)
                continue;
            act(QStringLiteral("step.take"), step.department, {{QStringLiteral("step"), step.key}});
            act(QStringLiteral("step.decide"), step.department,
                {{QStringLiteral("step"), step.key}, {QStringLiteral("agreed"), true}, {QStringLiteral("opinion"), QStringLiteral("同意")}});
            moved = true;
        }
    }
    QJsonObject decision{{QStringLiteral("granted"), granted}};
    if (!granted)
        decision[QStringLiteral("reasons")] = QJsonArray{QStringLiteral("经营场所不符合《食品安全法》第三十三条的要求")};
    act(QStringLiteral("case.decide"), lead, decision);
    hall.pull();
}

/// A food licence of a firm, accepted at window 3 with everything there.
inline QString acceptFood(Hall &hall)
{
    const QJsonObject answers{{QStringLiteral("food.subject"), QStringLiteral("catering")}, {QStringLiteral("food.projects"), QJsonArray{QStringLiteral("hot")}},
                              {QStringLiteral("premises.owned"), true}, {QStringLiteral("food.central"), false},
                              {QStringLiteral("food.online"), false}, {QStringLiteral("agent.present"), false}};
    const auto done = hall.submit(QStringLiteral("case.accept"), hall.application(QStringLiteral("food-license"), Hall::firm(), answers));
    if (!done)
        qFatal("not accepted: %s", qPrintable(done.refusal().code));
    return done->document().id;
}

} // namespace support
