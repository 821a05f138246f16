// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/licencestore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

void LicenceStore::put(const domain::Licence &licence)
{
    m_database.run(u"INSERT INTO licence(id, code, number, holder, item, state, valid_to, granted_at) VALUES(?,?,?,?,?,?,?,?)"
                   " ON CONFLICT(id) DO UPDATE SET code = excluded.code, number = excluded.number, holder = excluded.holder,"
                   " item = excluded.item, state = excluded.state, valid_to = excluded.valid_to, granted_at = excluded.granted_at"_s,
                   {licence.id, licence.code, licence.number, licence.holder.id, licence.itemId, toCode(licence.state),
                    licence.validTo.toString(Qt::ISODate), instant(licence.grantedAt)});
}

void LicenceStore::remove(const QString &id)
{
    m_database.run(u"DELETE FROM licence WHERE id = ?"_s, {id});
}

QString LicenceStore::idByCode(const QString &code) const
{
    const auto row = m_database.row(u"SELECT id FROM licence WHERE code = ?"_s, {code});
    return row ? row->text(0) : QString();
}

QString LicenceStore::idByNumber(const QString &number) const
{
    const auto row = m_database.row(u"SELECT id FROM licence WHERE number = ?"_s, {number});
    return row ? row->text(0) : QString();
}

QStringList LicenceStore::ofHolder(const QString &applicant) const
{
    QStringList ids;
    for (const Row &row : m_database.rows(u"SELECT id FROM licence WHERE holder = ? ORDER BY granted_at DESC, id"_s, {applicant}))
        ids << row.text(0);
    return ids;
}

} // namespace storage
