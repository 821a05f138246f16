// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace office {
class Centre;
}

namespace server {

/// What becomes due by the clock alone: see Centre::doAgenda(). A refusal is
/// logged; the next round tries again.
void runDeadlines(office::Centre &centre);

} // namespace server
