// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace office {
class Centre;
}

namespace server {

/// What becomes due by the clock alone: applications nobody answered in time count as accepted (行政许可法第32条). A refusal is
/// logged; the next round tries again.
void runDeadlines(office::Centre &centre);

} // namespace server
