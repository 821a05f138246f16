// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDateTime>

namespace storage {

class Database;

/// What a window holds that is no document and whose time can be over.
class ExpiryStore
{
public:
    explicit ExpiryStore(Database &database) : m_database(database) {}
    /// Takes away what was typed, never handed in, and not touched since; gives the number of drafts.
    int dropDrafts(const QDateTime &untouchedSince);

private:
    Database &m_database;
};

} // namespace storage
