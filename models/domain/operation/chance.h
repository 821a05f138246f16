// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>
#include <functional>

namespace domain {

/// Where newId() takes its random bits from: the system's generator, unless somebody who must be able to repeat himself
/// gives another one. To be set before anything else runs.
void takeChanceFrom(std::function<quint32()> source);

} // namespace domain
