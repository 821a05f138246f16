// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/duties.h"
#include "domain/casefile/checks.h"
#include "domain/casefile/supplements.h"
#include "domain/codes.h"
#include "domain/jsontime.h"
#include "domain/supervision/supervision.h"
#include <algorithm>

namespace domain {

namespace {
constexpr Codes<Duty::Kind, 6> kinds{{{Duty::Kind::Owed, u"owed"},
                                      {Duty::Kind::Judge, u"judge"},
                                      {Duty::Kind::Check, u"check"},
                                      {Duty::Kind::Reply, u"reply"},
                                      {Duty::Kind::Correction, u"correction"},
                                      {Duty::Kind::Promise, u"promise"}}};

void note(QList<Duty> &duties, Duty::Kind kind, QDate day)
{
    if (!day.isValid())
        return;
    for (Duty &known : duties) {
        if (known.kind == kind) {
            known.due = std::min(known.due, day);
            return;
        }
    }
    duties << Duty{kind, day};
}
} // namespace

QString toCode(Duty::Kind kind)
{
    return kinds.code(kind);
}

std::optional<Duty::Kind> dutyKindFromCode(QStringView code)
{
    return kinds.value(code);
}

QList<Duty> dutiesOf(const CaseFile &file)
{
    QList<Duty> duties;
    if (file.state == CaseState::Accepted) {
        for (const CaseMaterial &material : owed(file))
            note(duties, Duty::Kind::Owed, material.due);
        if (const Supplement *brought = unjudged(file))
            note(duties, Duty::Kind::Judge, hallTime(brought->at).date());
        const bool promised = std::any_of(file.materials.begin(), file.materials.end(), [](const CaseMaterial &material) { return material.mark == MaterialMark::Committed; });
        if (promised)
            note(duties, Duty::Kind::Promise, file.committedDue.date);
    }
    if (file.state == CaseState::Correction && !file.notices.isEmpty())
        note(duties, Duty::Kind::Correction, hallTime(file.notices.last().at).date());
    if (file.state == CaseState::Granted || file.state == CaseState::Issued) {
        for (const CommitmentCheck &check : file.checks)
            note(duties, Duty::Kind::Check, dayOf(check));
    }
    for (const Enquiry &enquiry : enquiries(file)) {
        if (enquiry.isOpen() && file.isOpen())
            note(duties, Duty::Kind::Reply, enquiry.replyBy);
    }
    return duties;
}

} // namespace domain
