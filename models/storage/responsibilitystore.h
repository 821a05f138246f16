// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/responsibility/responsibility.h"

namespace storage {

class Database;

/// Who answers for open matters, where it is not simply the clerk who took the case: enquiries, and what was offered or handed over.
class ResponsibilityStore
{
public:
    explicit ResponsibilityStore(Database &database) : m_database(database) {}
    void put(const QString &doc, const domain::Responsibility &held);
    void remove(const QString &doc);

private:
    Database &m_database;
};

} // namespace storage
