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
    static const QHash<CaseState, QSet<QString>> table{
        {CaseState::Received, deciding + files + QSet<QString>{u"case.deem"_s, u"paper.print"_s, u"case.transfer"_s}},
        {CaseState::Correction, deciding + files + QSet<QString>{u"paper.print"_s, u"case.transfer"_s}},
        {CaseState::Accepted, files + QSet<QString>{u"paper.print"_s, u"case.transfer"_s}},
        {CaseState::NotAccepted, {u"paper.print"_s}},
    };
    const QString type = operationType.toString();
    return state ? table[*state].contains(type) : opening.contains(type);
}

} // namespace domain
