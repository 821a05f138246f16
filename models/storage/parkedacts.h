// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>

namespace storage {

class Database;

/// Ids of the operations that were newer than this centre when they came and are kept undone, in the order they came. Looks
/// through the whole journal: for the first moment of rest after a start.
QStringList parkedActs(Database &database);

} // namespace storage
