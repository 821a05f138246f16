// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/journalaudit.h"

namespace server {

/// `onewindow-server verify-journal`: prints a line of JSON for each finding and note, at last one of totals. Gives the exit
/// code: 0 the journal is sound, 1 something was found.
int printJournalReport(const office::JournalReport &report);

} // namespace server
