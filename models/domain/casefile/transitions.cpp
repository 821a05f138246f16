// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/transitions.h"
#include <QHash>
#include <QSet>

namespace domain {
using namespace Qt::StringLiterals;

bool mayFollow(std::optional<CaseState> state, QStringView operationType)
{
    static const QSet<QString> deciding{u"case.accept"_s, u"tolerance.accept"_s, u"commitment.accept"_s, u"case.notify"_s,
                                        u"case.refuse"_s};
    static const QSet<QString> opening = deciding + QSet<QString>{u"case.receive"_s};
    static const QSet<QString> files{u"material.attach"_s, u"material.detach"_s};
    static const QSet<QString> steps{u"step.take"_s,  u"step.release"_s, u"step.handover"_s, u"step.decide"_s, u"step.pause"_s,
                                     u"step.resume"_s, u"step.return"_s, u"case.decide"_s,   u"case.extend"_s};
    static const QSet<QString> issuing{u"result.collect"_s, u"result.mail"_s, u"issue.remind"_s};
    static const QSet<QString> asking{u"supervision.ask"_s, u"supervision.reply"_s, u"supervision.escalate"_s};
    static const QSet<QString> tolerating{u"supplement.receive"_s, u"supplement.judge"_s, u"supplement.remind"_s, u"tolerance.lapse"_s,
                                          u"commitment.withdraw"_s};
    static const QSet<QString> checking{u"check.record"_s, u"check.remind"_s, u"check.overdue"_s};
    static const QHash<CaseState, QSet<QString>> table{
        {CaseState::Received, deciding + files + asking + QSet<QString>{u"case.deem"_s, u"case.recompute"_s, u"paper.print"_s, u"case.transfer"_s, u"case.withdraw"_s}},
        {CaseState::Correction, deciding + files + asking + QSet<QString>{u"paper.print"_s, u"case.transfer"_s, u"case.withdraw"_s}},
        {CaseState::Accepted, files + steps + asking + tolerating + QSet<QString>{u"case.recompute"_s, u"paper.print"_s, u"case.transfer"_s, u"case.withdraw"_s, u"case.finish"_s}},
        {CaseState::NotAccepted, {u"paper.print"_s}},
        {CaseState::Granted, issuing + checking + asking + QSet<QString>{u"paper.print"_s}},
        {CaseState::Refused, issuing + QSet<QString>{u"paper.print"_s}},
        {CaseState::Issued, checking + QSet<QString>{u"paper.print"_s}},
        {CaseState::Withdrawn, {u"paper.print"_s}},
        {CaseState::Returned, {u"paper.print"_s}},
        {CaseState::Revoked, {u"paper.print"_s}},
    };
    const QString type = operationType.toString();
    return state ? table[*state].contains(type) : opening.contains(type);
}

} // namespace domain
