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
    };
    Kind kind = Kind::Owed;
    QDate due;
    bool operator==(const Duty &) const = default;
};
QString toCode(Duty::Kind kind); ///< "owed", "judge", "check", "reply"
std::optional<Duty::Kind> dutyKindFromCode(QStringView code);

QList<Duty> dutiesOf(const CaseFile &file);

} // namespace domain
