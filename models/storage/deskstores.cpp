// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/deskstores.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

QString SettingStore::text(const QString &name, const QString &otherwise) const
{
    const auto row = m_database.row(u"SELECT value FROM setting WHERE name = ?"_s, {name});
    return row ? row->text(0) : otherwise;
}

void SettingStore::set(const QString &name, const QString &value)
{
    m_database.run(u"INSERT INTO setting(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value"_s, {name, value});
}

QString SettingStore::keep(const QString &name, const QString &value)
{
    m_database.run(u"INSERT INTO setting(name, value) VALUES(?, ?) ON CONFLICT(name) DO NOTHING"_s, {name, value});
    return text(name);
}

namespace {
const QString draftColumns = u"SELECT id, owner, title, content, tray, updated_at FROM draft WHERE "_s;

Draft draftFrom(const Row &row)
{
    return {row.text(0), row.text(1), row.text(2), jsonFrom(row, 3), int(row.integer(4)), instantFrom(row, 5)};
}
} // namespace

void DraftStore::put(const Draft &draft)
{
    m_database.run(u"INSERT INTO draft(id, owner, title, content, tray, updated_at) VALUES(?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
                   " owner = excluded.owner, title = excluded.title, content = excluded.content, tray = excluded.tray,"
                   " updated_at = excluded.updated_at"_s,
                   {draft.id, draft.owner, draft.title, jsonText(draft.content), draft.tray, instant(draft.updatedAt)});
}

void DraftStore::remove(const QString &id)
{
    m_database.run(u"DELETE FROM draft WHERE id = ?"_s, {id});
}

std::optional<Draft> DraftStore::byId(const QString &id) const
{
    const auto row = m_database.row(draftColumns % u"id = ?"_s, {id});
    return row ? std::optional(draftFrom(*row)) : std::nullopt;
}

QList<Draft> DraftStore::ofOwner(const QString &owner) const
{
    QList<Draft> drafts;
    for (const Row &row : m_database.rows(draftColumns % u"owner = ? ORDER BY updated_at, id"_s, {owner}))
        drafts << draftFrom(row);
    return drafts;
}

void LeaseStore::put(const domain::NumberLease &lease, const QString &stream)
{
    m_database.run(u"INSERT INTO lease(id, series, low, high, next, expires, stream) VALUES(?,?,?,?,?,?,?) ON CONFLICT(id) DO NOTHING"_s,
                   {lease.id, lease.series, lease.from, lease.to, lease.next, instant(lease.expires), stream});
}

QList<domain::NumberLease> LeaseStore::open(const QString &series, const QString &stream) const
{
    QList<domain::NumberLease> leases;
    for (const Row &row : m_database.rows(u"SELECT id, series, low, high, next, expires FROM lease WHERE series = ? AND stream = ?"
                                          " AND next <= high ORDER BY low"_s,
                                          {series, stream})) {
        domain::NumberLease lease;
        lease.id = row.text(0);
        lease.series = row.text(1);
        lease.from = row.integer(2);
        lease.to = row.integer(3);
        lease.next = row.integer(4);
        lease.expires = instantFrom(row, 5);
        leases << lease;
    }
    return leases;
}

void LeaseStore::setNext(const QString &id, qint64 next)
{
    m_database.run(u"UPDATE lease SET next = ? WHERE id = ?"_s, {next, id});
}

domain::Cursor CursorStore::of(const QString &scope) const
{
    const auto row = m_database.row(u"SELECT epoch, seq FROM cursor WHERE scope = ?"_s, {scope});
    return row ? domain::Cursor{row->text(0), row->integer(1)} : domain::Cursor{};
}

void CursorStore::set(const QString &scope, const domain::Cursor &cursor)
{
    m_database.run(u"INSERT INTO cursor(scope, epoch, seq) VALUES(?, ?, ?)"
                   " ON CONFLICT(scope) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq"_s,
                   {scope, cursor.epoch, cursor.seq});
}

void CursorStore::remove(const QString &scope)
{
    m_database.run(u"DELETE FROM cursor WHERE scope = ?"_s, {scope});
}

std::optional<VerifierStore::Verifier> VerifierStore::of(const QString &staffNumber) const
{
    const auto row = m_database.row(u"SELECT hash, staff FROM verifier WHERE staff_number = ?"_s, {staffNumber});
    return row ? std::optional(Verifier{row->text(0), jsonFrom(*row, 1)}) : std::nullopt;
}

void VerifierStore::put(const QString &staffNumber, const Verifier &verifier, const QDateTime &at)
{
    m_database.run(u"INSERT INTO verifier(staff_number, hash, staff, updated_at) VALUES(?,?,?,?) ON CONFLICT(staff_number)"
                   " DO UPDATE SET hash = excluded.hash, staff = excluded.staff, updated_at = excluded.updated_at"_s,
                   {staffNumber, verifier.hash, jsonText(verifier.staff), instant(at)});
}

void VerifierStore::remove(const QString &staffNumber)
{
    m_database.run(u"DELETE FROM verifier WHERE staff_number = ?"_s, {staffNumber});
}

} // namespace storage
