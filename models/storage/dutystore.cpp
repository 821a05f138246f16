// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/dutystore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {

/// "FROM … WHERE …" of a filter with at least one kind, and its values.
std::pair<QString, QVariantList> from(const DutyFilter &filter)
{
    QVariantList values;
    for (const domain::Duty::Kind kind : filter.kinds)
        values << toCode(kind);
    QString sql = u" FROM duty d JOIN casefile c ON c.id = d.doc WHERE d.kind IN ("_s % QStringList(filter.kinds.size(), u"?"_s).join(u',') % u')';
    if (filter.dueFrom.isValid()) {
        sql += u" AND d.due >= ?"_s;
        values << filter.dueFrom.toString(Qt::ISODate);
    }
    if (filter.dueTo.isValid()) {
        sql += u" AND d.due <= ?"_s;
        values << filter.dueTo.toString(Qt::ISODate);
    }
    return {sql, values};
}

} // namespace

void DutyStore::put(const domain::CaseFile &file)
{
    remove(file.id);
    for (const domain::Duty &duty : domain::dutiesOf(file))
        m_database.run(u"INSERT INTO duty(doc, kind, due) VALUES(?, ?, ?)"_s, {file.id, toCode(duty.kind), duty.due.toString(Qt::ISODate)});
    if (file.state == domain::CaseState::Received || file.state == domain::CaseState::Accepted)
        confirm(file.id, file.clock.calendar);
}

void DutyStore::remove(const QString &doc)
{
    m_database.run(u"DELETE FROM duty WHERE doc = ?"_s, {doc});
    m_database.run(u"DELETE FROM case_calendar WHERE doc = ?"_s, {doc});
}

QList<DutyRow> DutyStore::list(const DutyFilter &filter, int limit) const
{
    if (filter.kinds.isEmpty())
        return {};
    const auto [sql, values] = from(filter);
    QList<DutyRow> list;
    for (const Row &row : m_database.rows(u"SELECT d.doc, d.kind, d.due, c.number, c.item_name, c.applicant_name"_s % sql % u" ORDER BY d.due, d.doc, d.kind LIMIT ?"_s, values + QVariantList{limit}))
        list << DutyRow{row.text(0), domain::dutyKindFromCode(row.text(1)).value_or(domain::Duty::Kind::Owed), QDate::fromString(row.text(2), Qt::ISODate), row.text(3), row.text(4), row.text(5)};
    return list;
}

int DutyStore::count(const DutyFilter &filter) const
{
    if (filter.kinds.isEmpty())
        return 0;
    const auto [sql, values] = from(filter);
    return int(m_database.number(u"SELECT count(*)"_s % sql, values));
}

QStringList DutyStore::ofOtherCalendars(const QString &version, int limit) const
{
    QStringList ids;
    for (const Row &row : m_database.rows(u"SELECT doc FROM case_calendar WHERE version < ? OR version > ? ORDER BY version, doc LIMIT ?"_s, {version, version, limit}))
        ids << row.text(0);
    return ids;
}

void DutyStore::confirm(const QString &doc, const QString &version)
{
    m_database.run(u"INSERT INTO case_calendar(doc, version) VALUES(?, ?) ON CONFLICT(doc) DO UPDATE SET version = excluded.version"_s, {doc, version});
}

} // namespace storage
