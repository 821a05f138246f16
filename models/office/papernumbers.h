// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"
#include "office/workspace.h"

namespace office {

// The running numbers of papers, 机关代字〔年〕n号 (M18): one series for each agency and year, "610116-2026/长市监", leased in blocks like
// receipt numbers, since notices are given out off line too. A number is taken by the act that makes its paper and stays in the
// case, member "numbers": {paper kind: [{op, word, year, n}]}; a reprint has the same. Each number of a series is used, held or
// written off: the register knows which.

/// The papers with a number that an act makes.
QStringList papersMadeBy(const domain::Operation &operation);

/// The series of a district in the year of `now` (hall time); empty where the region says nothing of seals.
QStringList paperSeries(const Rulebook &rules, const QString &district, const QDateTime &now);

/// The series a window of the district may lease numbers of: this year's, and from 1 December next year's too.
QStringList leasablePaperSeries(const Rulebook &rules, const QString &district, const QDateTime &now);

/// Puts the numbers of the papers it makes into the operation (member "papers"), in the running transaction: at a window from its
/// leases, at the centre from the register. With no lease left a paper goes without: it bears the case's number then, and keeps it.
void takePaperNumbers(Store &store, const Rulebook &rules, Office::Side side, const QDateTime &now, domain::Operation &operation);

/// Checks at the centre that the numbers a pushed act brings were leased to its stream and are free, and enters them in the
/// register. Refusals: paper-number.malformed, paper-number.not-leased {number}, paper-number.taken {number}.
domain::Result<domain::Done> usePaperNumbers(Store &store, const QString &stream, const QDateTime &now, const domain::Operation &operation);

/// Enters the numbers an act brings in the case it is about. Done by Workspace with whatever it saves; twice is once.
void enterPaperNumbers(const domain::Operation &operation, QJsonObject &caseBody);

} // namespace office
