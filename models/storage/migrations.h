// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace storage {

class Database;

/// Number of the newest schema this program knows.
int newestSchema();
/// Brings the database to the newest schema, each numbered step in one transaction. Throws Fault (TooNew when the file
/// is already beyond it).
void migrate(Database &database);

} // namespace storage
