// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workstore.h"
#include "domain/jsontime.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {

const QString dueFormat = u"yyyy-MM-ddTHH:mm"_s;

QString placeholders(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u',');
}

/// "FROM … WHERE …" of a filter with at least one department, and its values.
std::pair<QString, QVariantList> from(const WorkFilter &filter)
{
    QString sql = u" FROM work w JOIN casefile c ON c.id = w.doc LEFT JOIN assignment a ON a.doc = w.doc AND a.step = w.step WHERE w.department IN ("_s
                  % placeholders(filter.departments.size()) % u')';
    QVariantList values(filter.departments.begin(), filter.departments.end());
    if (!filter.holder.isEmpty()) {
        sql += u" AND a.holder = ?"_s;
        values << filter.holder;
    }
    if (filter.dueBefore.isValid()) {
        sql += u" AND w.paused = 0 AND w.due <> '' AND w.due < ?"_s;
        values << domain::hallTime(filter.dueBefore).toString(dueFormat);
    }
    return {sql, values};
}

} // namespace

void WorkStore::put(const domain::CaseFile &file, const domain::OfficeHours &hours)
{
    m_database.run(u"DELETE FROM work WHERE doc = ?"_s, {file.id});
    if (file.state != domain::CaseState::Accepted)
        return;
    for (const domain::Step &step : file.steps) {
        if (step.state != domain::StepState::Open && step.state != domain::StepState::Taken)
            continue;
        // Without an end it stands last.
        const QString due = step.due.isValid() ? domain::endOf(step.due, hours).toString(dueFormat) : u"9999"_s;
        m_database.run(u"INSERT INTO work(doc, step, department, place, state, due, paused, opened_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
                       {file.id, step.key, step.department, file.place, toCode(step.state), due, step.clock.isPaused() ? 1 : 0, instant(step.openedAt)});
    }
}

void WorkStore::remove(const QString &doc)
{
    m_database.run(u"DELETE FROM work WHERE doc = ?"_s, {doc});
}

void WorkStore::assign(const QString &assignment, const QString &doc, const QString &step, const QString &holder)
{
    if (holder.isEmpty())
        return unassign(assignment);
    m_database.run(u"INSERT INTO assignment(id, doc, step, holder) VALUES(?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET holder = excluded.holder"_s,
                   {assignment, doc, step, holder});
}

void WorkStore::unassign(const QString &assignment)
{
    m_database.run(u"DELETE FROM assignment WHERE id = ?"_s, {assignment});
}

QString WorkStore::holderOf(const QString &doc, const QString &step) const
{
    const auto row = m_database.row(u"SELECT holder FROM assignment WHERE doc = ? AND step = ?"_s, {doc, step});
    return row ? row->text(0) : QString();
}

QList<WorkRow> WorkStore::queue(const WorkFilter &filter, int limit) const
{
    if (filter.departments.isEmpty())
        return {};
    const auto [sql, values] = from(filter);
    QList<WorkRow> list;
    for (const Row &row : m_database.rows(u"SELECT w.doc, w.step, w.department, w.state, w.due, w.opened_at, a.holder, c.number, c.item_name, c.applicant_name, w.paused"_s
                                              % sql % u" ORDER BY w.due, w.doc, w.step LIMIT ?"_s, values + QVariantList{limit})) {
        QDateTime due = QDateTime::fromString(row.text(4), dueFormat);
        if (due.isValid())
            due.setOffsetFromUtc(8 * 3600);
        list << WorkRow{row.text(0), row.text(1), row.text(2), domain::stepStateFromCode(row.text(3)).value_or(domain::StepState::Open), due,
                        instantFrom(row, 5), row.text(6), row.text(7), row.text(8), row.text(9), row.integer(10) == 1};
    }
    return list;
}

int WorkStore::count(const WorkFilter &filter) const
{
    if (filter.departments.isEmpty())
        return 0;
    const auto [sql, values] = from(filter);
    return int(m_database.number(QString(u"SELECT count(*)"_s % sql), values));
}

} // namespace storage
