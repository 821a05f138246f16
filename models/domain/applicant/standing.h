// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDate>
#include <QJsonObject>
#include <QList>

namespace domain {

/// How far an applicant is trusted: kept in the applicant's document as "blocked" and "lapses" (阜新, 安阳29条: who did not keep
/// their word before may not be taken at it again for a time).
struct Standing
{
    bool toleranceBlocked = false;   ///< for good
    QDate toleranceBlockedUntil;     ///< last day of a block for a time; invalid: none
    bool commitmentBlocked = false;  ///< until it is repaired
    struct Lapse { QString caseId; QDate on; };
    QList<Lapse> lapses;             ///< supplements that never came, oldest first

    /// From the members of the document's body, or of Applicant::more.
    static Standing of(const QJsonObject &members);
    void write(QJsonObject &members) const;

    bool mayNotTolerate(QDate today) const { return toleranceBlocked || (toleranceBlockedUntil.isValid() && today <= toleranceBlockedUntil); }
    /// Counts a lapse; with `many` within `months` tolerance is closed for as many months from that day. One case counts once.
    void countLapse(const QString &caseId, QDate on, int many, int months);
    /// Takes a lapse back that was none, and the block it brought.
    void forgetLapse(const QString &caseId, int many, int months);
};

} // namespace domain
