// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/applicant/applicant.h"

namespace storage {

class Database;

/// The searched members of applicants.
class ApplicantStore
{
public:
    explicit ApplicantStore(Database &database) : m_database(database) {}
    void put(const domain::Applicant &applicant);
    void remove(const QString &id);
    /// Id of the applicant with exactly this normalised number; empty when nobody has it.
    QString idByNumber(const QString &number) const;

private:
    Database &m_database;
};

} // namespace storage
