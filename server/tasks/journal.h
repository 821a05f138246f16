// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace server {

struct Desk;

/// Signs the ends of the journal's chains when it is time, and notes them beside the ledger. A refusal is logged; the next
/// round tries again.
void tendJournal(Desk &desk);

/// Where checkpoints are noted outside the database: beside the ledger; empty without one.
QString checkpointFileFor(const QString &ledgerFile);

} // namespace server
