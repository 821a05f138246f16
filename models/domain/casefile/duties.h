// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"

namespace domain {

/// What somebody owes a case that is under way or decided: one line a kind, with the day it is due.
struct Duty
{
    enum class Kind {
        Owed,    ///< 容缺待补: the applicant still has to bring something; due: the first last day
        Judge,   ///< 补正待审: a supplement was brought and nobody has looked at it; due: the day it came
        Check,   ///< 承诺核查: a commitment is to be checked, or to be looked at again
        Reply,   ///< 监察待复: a supervisor waits for an answer
        Correction, ///< 补正待交: not accepted before the applicant has put right what the notice named; due: the day of the notice
        Promise, ///< 承诺在办: accepted on a commitment, which may be taken back before the decision; due: the day the decision is promised for
    };
    Kind kind = Kind::Owed;
    QDate due;
    bool operator==(const Duty &) const = default;
};
QString toCode(Duty::Kind kind); ///< "owed", "judge", "check", "reply", "correction", "promise"
std::optional<Duty::Kind> dutyKindFromCode(QStringView code);

QList<Duty> dutiesOf(const CaseFile &file);

} // namespace domain
