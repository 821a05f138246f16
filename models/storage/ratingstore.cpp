// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ratingstore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {

QString where(const RatingFilter &filter, QVariantList &values)
{
    QStringList terms;
    const auto add = [&](const QString &term, const QVariant &value) {
        terms << term;
        values << value;
    };
    if (filter.from.isValid())
        add(u"given_at >= ?"_s, filter.from.toMSecsSinceEpoch());
    if (filter.to.isValid())
        add(u"given_at < ?"_s, filter.to.toMSecsSinceEpoch());
    if (!filter.department.isEmpty())
        add(u"department = ?"_s, filter.department);
    if (!filter.clerk.isEmpty())
        add(u"clerk = ?"_s, filter.clerk);
    if (filter.badOnly)
        add(u"level <= ?"_s, domain::badLevelMax);
    if (filter.countedOnly)
        terms << u"excluded = 0"_s;
    return terms.isEmpty() ? QString() : QString(u" WHERE "_s + terms.join(u" AND "_s));
}

} // namespace

void RatingStore::put(const domain::Rating &rating)
{
    m_database.run(u"INSERT INTO rating(id, level, stage, channel, item_name, department, clerk, counter, work_order, given_at, excluded)"
                   " VALUES(?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET level = excluded.level, work_order = excluded.work_order,"
                   " excluded = excluded.excluded"_s,
                   {rating.id, rating.level, rating.stage, rating.channel, rating.itemName, rating.department, rating.clerk, rating.counter, rating.workOrder,
                    rating.at.toMSecsSinceEpoch(), rating.excluded ? 1 : 0});
}

void RatingStore::remove(const QString &id)
{
    m_database.run(u"DELETE FROM rating WHERE id = ?"_s, {id});
}

QList<RatingRow> RatingStore::page(const RatingFilter &filter, qint64 offset, int limit) const
{
    QVariantList values;
    const QString sql = u"SELECT id, level, stage, channel, item_name, department, clerk, counter, work_order, given_at, excluded FROM rating"_s
                        % where(filter, values) % u" ORDER BY given_at DESC, id LIMIT ? OFFSET ?"_s;
    QList<RatingRow> page;
    for (const Row &row : m_database.rows(sql, values << limit << offset)) {
        page << RatingRow{row.text(0), int(row.integer(1)), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7), row.text(8),
                          QDateTime::fromMSecsSinceEpoch(row.integer(9), Qt::UTC), row.integer(10) == 1};
    }
    return page;
}

qint64 RatingStore::count(const RatingFilter &filter) const
{
    QVariantList values;
    const QString terms = where(filter, values);
    return m_database.number(u"SELECT count(*) FROM rating"_s % terms, values);
}

QList<qint64> RatingStore::byLevel(const RatingFilter &filter) const
{
    QVariantList values;
    const QString terms = where(filter, values);
    QList<qint64> counts(5, 0);
    for (const Row &row : m_database.rows(u"SELECT level, count(*) FROM rating"_s % terms % u" GROUP BY level"_s, values)) {
        if (row.integer(0) >= 1 && row.integer(0) <= 5)
            counts[row.integer(0) - 1] = row.integer(1);
    }
    return counts;
}

QList<RatingStore::Department> RatingStore::byDepartment(const RatingFilter &filter) const
{
    QVariantList values{domain::badLevelMax};
    const QString terms = where(filter, values);
    QList<Department> departments;
    for (const Row &row : m_database.rows(u"SELECT department, count(*), sum(CASE WHEN level <= ? THEN 1 ELSE 0 END) FROM rating"_s % terms
                                              % u" GROUP BY department ORDER BY 3 DESC, 2 DESC, 1"_s, values))
        departments << Department{row.text(0), row.integer(1), row.integer(2)};
    return departments;
}

} // namespace storage
