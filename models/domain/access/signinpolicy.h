// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/region/region.h"
#include "domain/result.h"
#include <QStringList>

namespace domain {

/// What a district asks of passwords and of signing in: the member "signIn" of its region document, the usual where it says
/// nothing. 等保2.0 三级 8.1.4.1: complexity, regular change, lock after failures, automatic log-off, two factors.
struct SignInPolicy
{
    int lengthMin = 10;       ///< characters, 8 … 64
    int classesMin = 3;       ///< of small letters, capitals, digits, others; Chinese and the like count as others
    int history = 5;          ///< so many former passwords are not taken again
    int maxAgeDays = 90;      ///< then it is to be changed; 0: never
    int initialHours = 72;    ///< so long an initial password is good
    int idleMinutes = 5;      ///< without a key or a movement the terminal locks; 1 … 60
    QStringList secondFactor{QStringLiteral("security-admin"), QStringLiteral("audit-admin"), QStringLiteral("system-admin")}; ///< roles that need one

    static SignInPolicy of(const Region &region);
    bool needsSecondFactor(const QStringList &roles) const;
    bool isTooOld(const QDateTime &changedAt, const QDateTime &now) const;
    /// Whether a password will do for this person. Refusals: password.too-short {least}, password.too-long, password.too-simple
    /// {classes}, password.personal, password.common.
    Result<Done> accepts(const QString &password, const QString &staffNumber, const QString &name) const;
};

/// Signing in wrongly: how long the next try must wait after so many failures. `freeTries` cost nothing; then half a minute,
/// twice as long each time, up to a quarter of an hour.
int waitAfter(int failures, int freeTries);

} // namespace domain
