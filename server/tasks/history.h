// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace server {

struct Desk;

/// What the clock asks of the centre's history: numbers written off, old marks forgotten, the ledger kept up. A refusal is
/// logged; the next round tries again.
void tendHistory(Desk &desk);

} // namespace server
