// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/licence/licence.h"

namespace storage {

class Database;

/// The members by which licences are found.
class LicenceStore
{
public:
    explicit LicenceStore(Database &database) : m_database(database) {}
    void put(const domain::Licence &licence);
    void remove(const QString &id);
    /// Id of the licence with this verification code; empty when there is none.
    QString idByCode(const QString &code) const;
    QString idByNumber(const QString &number) const;
    /// Ids of a holder's licences, newest first.
    QStringList ofHolder(const QString &applicant) const;

private:
    Database &m_database;
};

} // namespace storage
