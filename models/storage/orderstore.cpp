// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/orderstore.h"
#include "domain/jsontime.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype subjectMax = 80;
const QString noClock = u"9999-12-31T00:00"_s; ///< sorts behind every clock

QString dueText(const QDateTime &due)
{
    return due.isValid() ? due.toString(u"yyyy-MM-ddTHH:mm"_s) : noClock;
}

QDateTime dueFrom(const QString &text)
{
    if (text == noClock)
        return {};
    QDateTime due = QDateTime::fromString(text, u"yyyy-MM-ddTHH:mm"_s);
    due.setOffsetFromUtc(8 * 3600);
    return due;
}

void addAnyOf(QStringList &terms, QVariantList &values, const QString &column, const QStringList &allowed)
{
    if (allowed.isEmpty())
        return;
    QStringList places;
    for (const QString &value : allowed) {
        places << u"?"_s;
        values << value;
    }
    terms << QString(column + u" IN ("_s + places.join(u',') + u')');
}

QString where(const OrderFilter &filter, QVariantList &values)
{
    QStringList terms;
    if (!filter.source.isEmpty()) {
        terms << u"source = ?"_s;
        values << filter.source;
    }
    QStringList given;
    addAnyOf(given, values, u"state"_s, filter.states);
    addAnyOf(given, values, u"department"_s, filter.departments);
    if (!filter.responsible.isEmpty()) {
        // What a department has to do, and what one was asked oneself.
        const QString theirs = given.isEmpty() ? u"source <> 'enquiry'"_s : QString(u"source <> 'enquiry' AND "_s + given.join(u" AND "_s));
        given = QStringList{QString(u"(("_s + theirs + u") OR id IN (SELECT doc FROM responsibility WHERE holder = ? OR offered = ?))"_s)};
        values << filter.responsible << filter.responsible;
    }
    terms << given;
    if (filter.openOnly)
        terms << u"is_open = 1"_s;
    if (filter.dueBefore.isValid()) {
        terms << u"is_open = 1 AND due < ?"_s;
        values << dueText(domain::hallTime(filter.dueBefore));
    }
    return terms.isEmpty() ? QString() : QString(u" WHERE "_s + terms.join(u" AND "_s));
}

} // namespace

void OrderStore::put(const domain::WorkOrder &order, const domain::OfficeHours &hours)
{
    const QList<domain::OrderClock> clocks = order.clocks(hours);
    const domain::OrderClock first = clocks.value(0);
    const QString about = order.words.isEmpty() ? order.itemName : order.words;
    m_database.run(u"INSERT INTO workorder(id, number, source, state, department, subject, clock, clock_from, due, late, is_open, registered_at, updated_at)"
                   " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET number = excluded.number, source = excluded.source,"
                   " state = excluded.state, department = excluded.department, subject = excluded.subject, clock = excluded.clock,"
                   " clock_from = excluded.clock_from, due = excluded.due, late = excluded.late, is_open = excluded.is_open,"
                   " registered_at = excluded.registered_at, updated_at = excluded.updated_at"_s,
                   {order.id, order.number, toCode(order.source), toCode(order.state), order.department, about.simplified().left(subjectMax), first.what,
                    first.from.isValid() ? first.from.toMSecsSinceEpoch() : 0, dueText(clocks.isEmpty() ? QDateTime() : domain::endOf(first.due, hours)),
                    order.wasLate() ? 1 : 0, order.isOpen() ? 1 : 0, order.registeredAt.toMSecsSinceEpoch(), order.updatedAt.toMSecsSinceEpoch()});
}

void OrderStore::remove(const QString &id)
{
    m_database.run(u"DELETE FROM workorder WHERE id = ?"_s, {id});
}

QList<OrderRow> OrderStore::page(const OrderFilter &filter, qint64 offset, int limit) const
{
    QVariantList values;
    const bool byClock = filter.openOnly || filter.dueBefore.isValid();
    const QString sql = u"SELECT id, number, source, state, department, subject, clock, clock_from, due, late, registered_at, updated_at FROM workorder"_s
                        % where(filter, values) % (byClock ? u" ORDER BY due, id"_s : u" ORDER BY updated_at DESC, id"_s) % u" LIMIT ? OFFSET ?"_s;
    const auto instantOf = [](const Row &row, int column) { return QDateTime::fromMSecsSinceEpoch(row.integer(column), Qt::UTC); };
    QList<OrderRow> page;
    for (const Row &row : m_database.rows(sql, values << limit << offset)) {
        page << OrderRow{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), instantOf(row, 7),
                         dueFrom(row.text(8)), row.integer(9) == 1, instantOf(row, 10), instantOf(row, 11)};
    }
    return page;
}

qint64 OrderStore::count(const OrderFilter &filter) const
{
    QVariantList values;
    const QString terms = where(filter, values);
    return m_database.number(u"SELECT count(*) FROM workorder"_s % terms, values);
}

} // namespace storage
