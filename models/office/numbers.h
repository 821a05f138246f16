// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"
#include "office/workspace.h"

namespace office {

/// Series of a place's receipts in the year of `now` (hall time): "610116-2026".
QString receiptSeries(const domain::Place &place, const QDateTime &now);

/// The series a place may lease numbers of: this year's, and from 1 December next year's too, so that nobody is without on
/// New Year's morning.
QStringList leasableSeries(const domain::Place &place, const QDateTime &now);

/// Gives the operation a receipt number when its case has none yet: from this device's lease, in the running transaction;
/// provisional when no lease is left; at the centre from the register. Refusals: place.unknown.
domain::Result<domain::Done> takeNumber(Store &store, const Rulebook &rules, Office::Side side, const QDateTime &now, domain::Operation &operation);

/// Puts the legal number in place of the provisional one an operation was done under; the case keeps both.
void replaceProvisional(domain::Operation &operation, const QString &legal);

/// Checks at the centre that a pushed operation's number was leased to its stream and is free, and enters it in the
/// register; a provisional one is replaced by the next of the series. Refusals: receipt.malformed, receipt.not-leased
/// {number}, receipt.taken {number}. `load` gives documents as the running transaction has made them.
domain::Result<domain::Done> useNumber(Store &store, const Rulebook &rules, const QString &stream, const QDateTime &now, const Workspace::Loader &load,
                                       domain::Operation &operation);

} // namespace office
