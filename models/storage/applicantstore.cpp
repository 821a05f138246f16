// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/applicantstore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

void ApplicantStore::put(const domain::Applicant &applicant)
{
    const domain::ApplicantCard &card = applicant.card;
    m_database.run(u"INSERT INTO applicant(id, kind, name, id_kind, number, phone) VALUES(?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
                   " kind = excluded.kind, name = excluded.name, id_kind = excluded.id_kind, number = excluded.number,"
                   " phone = excluded.phone"_s,
                   {card.id, card.kind, card.name, card.idKind, card.idNumber, card.phone});
}

void ApplicantStore::remove(const QString &id)
{
    m_database.run(u"DELETE FROM applicant WHERE id = ?"_s, {id});
}

QString ApplicantStore::idByNumber(const QString &number) const
{
    const auto row = m_database.row(u"SELECT id FROM applicant WHERE number = ?"_s, {number});
    return row ? row->text(0) : QString();
}

} // namespace storage
