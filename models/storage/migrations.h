// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace storage {

class Database;

/// Number of the newest schema this program knows.
int newestSchema();
/// Brings the database to the newest schema, each numbered step in one transaction; several programs may do so at once.
/// Throws Fault (TooNew when it is already beyond that).
void migrate(Database &database);

} // namespace storage
