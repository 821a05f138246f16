// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace domain {

/// One hand-over of a matter: offered, and taken or not.
struct Handover
{
    QString to, toName;   ///< staff id and name of who is asked to take over
    QString by;           ///< staff id of who asked; not the holder when a supervisor arranges it
    QString words;
    QDateTime offeredAt;  ///< UTC
    QDateTime takenAt;    ///< UTC; invalid: not taken
    QString declined;     ///< why it was not taken; empty: it was, or nobody answered yet
    bool isOpen() const { return !takenAt.isValid() && declined.isEmpty(); }
};

/// 首问负责: whoever is asked first answers for a matter, a case or an enquiry, until somebody else has taken it over (优化营商环境条例 第35–37条
/// and the local regulations on one-window service). To offer it to somebody does not end the duty; only that the other takes it does.
struct Responsibility
{
    QString first, firstName; ///< staff id and name of who was asked first
    QString counter;          ///< where
    QDateTime since;          ///< UTC
    QList<Handover> handovers;

    /// Who answers for it now.
    QString holder() const;
    QString holderName() const;
    QDateTime heldSince() const;
    /// What waits for an answer; nullptr: nothing.
    const Handover *offer() const;

    /// From the body of a case or an enquiry. A case nobody handed over is with the clerk who took it.
    static Responsibility of(const QJsonObject &body);
    void write(QJsonObject &body) const;
};

} // namespace domain
