// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace forms {

// Short words for the codes of the office, in the language of the desk; an unknown code is given back as it is.

/// The state of a case.
QString caseStateText(const QString &code);
/// The verdict of the rules.
/// A group of items clerks are certified for.
QString certificateText(const QString &code);
/// Why a clock stands: a special procedure by the name its item gives it, or the wait for the applicant.
QString pauseText(const QString &kind);
/// Where a department's part of a case stands: "open" → "In the queue".
QString stepStateText(const QString &code);
/// How far the check of a commitment has come.
QString checkStateText(const QString &code);
QString verdictText(const QString &code);
/// The way of acceptance.
QString routeText(const QString &code);
/// The mark of a material.
QString materialMarkText(const QString &code);
/// The kind of an identity paper.
QString identityKindText(const QString &code);
/// The role of a member of staff.
QString roleText(const QString &code);
/// The kind of an operation.
QString operationText(const QString &code);
/// The legal reason for not accepting.
QString refusalReasonText(const QString &code);

} // namespace forms
