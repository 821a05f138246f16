// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/staff/staff.h"
#include <QJsonArray>

namespace office {

class Workspace;

/// Who works on a step: the document of kind "assignment". Only approvers and supervisors see it (受审分离, M04).
struct Assignment
{
    QString id, caseId, step;
    QString holder;     ///< staff id; empty: nobody
    QJsonArray history; ///< [{to, at, reason?}], the newest last

    static QString idOf(const QString &caseId, const QString &step);
    static Assignment of(const Workspace &workspace, const QString &caseId, const QString &step);
    /// Gives it to somebody, or to nobody.
    void pass(const QString &to, const QDateTime &at, const QString &reason);
    void save(Workspace &workspace, const QString &district) const;
};

/// Whether somebody may go on with what `holder` has in hand: their own, or that of a colleague whose deputy they are today (M54).
bool actsFor(const Workspace &workspace, const QString &staffId, const QString &holder);
/// Whether somebody decides for a department today: by their own right, or for a colleague on leave (M54).
bool decidesFor(const Workspace &workspace, const domain::Staff &staff, const QString &department);

} // namespace office
