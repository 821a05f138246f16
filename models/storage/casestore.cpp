// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/casestore.h"
#include "domain/jsontime.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {

struct Where
{
    QStringList terms;
    QVariantList values;
    void add(const QString &term, const QVariant &value = {})
    {
        terms << term;
        if (value.isValid())
            values << value;
    }
    QString text() const { return terms.isEmpty() ? QString() : QString(u" WHERE "_s + terms.join(u" AND "_s)); }
};

QString dueText(const QDateTime &due)
{
    return due.isValid() ? due.toString(u"yyyy-MM-ddTHH:mm"_s) : QString();
}

Where whereFor(const CaseFilter &filter)
{
    Where where;
    if (!filter.clerk.isEmpty())
        where.add(u"clerk = ?"_s, filter.clerk);
    if (!filter.responsible.isEmpty()) {
        where.add(u"state IN ('received', 'correction', 'accepted', 'granted', 'refused') AND ((clerk = ? AND id NOT IN (SELECT doc FROM responsibility))"
                  " OR id IN (SELECT doc FROM responsibility WHERE holder = ? OR offered = ?))"_s);
        where.values << filter.responsible << filter.responsible << filter.responsible;
    }
    if (!filter.state.isEmpty())
        where.add(u"state = ?"_s, filter.state);
    if (!filter.applicant.isEmpty())
        where.add(u"applicant = ?"_s, filter.applicant);
    if (filter.receivedFrom.isValid())
        where.add(u"received_at >= ?"_s, instant(filter.receivedFrom));
    if (filter.dueBefore.isValid())
        where.add(u"state = 'accepted' AND paused = 0 AND due <> '' AND due < ?"_s, dueText(domain::hallTime(filter.dueBefore)));
    if (filter.toleranceOpen)
        where.add(u"tolerance_due <> ''"_s);
    if (filter.priorityOnly)
        where.add(u"priority = 1"_s);
    return where;
}

QDateTime hallTimeFrom(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, u"yyyy-MM-ddTHH:mm"_s);
    if (time.isValid())
        time.setOffsetFromUtc(8 * 3600);
    return time;
}

} // namespace

void CaseStore::put(const domain::CaseFile &file, const domain::OfficeHours &hours)
{
    const QDateTime due = file.committedDue.isValid() ? domain::endOf(file.committedDue, hours) : QDateTime();
    const QDate toleranceDue = file.state == domain::CaseState::Accepted ? file.toleranceDue() : QDate();
    QDateTime noticeDue;
    if (file.state == domain::CaseState::Received && file.noticeDue.isValid()) {
        noticeDue = domain::endOf(file.noticeDue, hours);
        noticeDue.setOffsetFromUtc(8 * 3600);
    }
    m_database.run(u"INSERT INTO casefile(id, number, item, item_name, applicant, applicant_name, state, route, place,"
                   " counter, clerk, received_at, accepted_at, due, tolerance_due, notice_due, priority, paused, updated_at)"
                   " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET number = excluded.number,"
                   " item = excluded.item, item_name = excluded.item_name, applicant = excluded.applicant,"
                   " applicant_name = excluded.applicant_name, state = excluded.state, route = excluded.route,"
                   " place = excluded.place, counter = excluded.counter, clerk = excluded.clerk,"
                   " received_at = excluded.received_at, accepted_at = excluded.accepted_at, due = excluded.due,"
                   " tolerance_due = excluded.tolerance_due, notice_due = excluded.notice_due, priority = excluded.priority, paused = excluded.paused,"
                   " updated_at = excluded.updated_at"_s,
                   {file.id, file.number, file.itemId, file.itemName, file.applicant.id, file.applicant.name, toCode(file.state),
                    toCode(file.route), file.place, file.counter, file.clerk, instant(file.receivedAt), instant(file.acceptedAt),
                    dueText(due), toleranceDue.toString(Qt::ISODate), instant(noticeDue), file.priority.isEmpty() ? 0 : 1, file.clock.isPaused() ? 1 : 0,
                    file.updatedAt.toMSecsSinceEpoch()});
}

void CaseStore::remove(const QString &id)
{
    m_database.run(u"DELETE FROM casefile WHERE id = ?"_s, {id});
}

QList<CaseRow> CaseStore::page(const CaseFilter &filter, std::optional<CaseKey> after, int limit) const
{
    Where where = whereFor(filter);
    if (after) {
        // The first term alone bounds the walk along the index; with an OR in its place SQLite starts from the top.
        where.add(u"updated_at <= ? AND (updated_at < ? OR id > ?)"_s, after->at);
        where.values << after->at << after->id;
    }
    QList<CaseRow> page;
    const QString sql = u"SELECT id, number, item_name, applicant_name, state, route, counter, clerk, received_at, updated_at, due,"
                        " tolerance_due, notice_due, priority, paused FROM casefile"_s
                        % where.text() % u" ORDER BY updated_at DESC, id LIMIT ?"_s;
    for (const Row &row : m_database.rows(sql, where.values << limit)) {
        page << CaseRow{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7),
                        instantFrom(row, 8), instantFrom(row, 9), hallTimeFrom(row.text(10)),
                        QDate::fromString(row.text(11), Qt::ISODate), instantFrom(row, 12), row.integer(13) == 1, row.integer(14) == 1};
    }
    return page;
}

qint64 CaseStore::count(const CaseFilter &filter) const
{
    const Where where = whereFor(filter);
    return m_database.number(u"SELECT count(*) FROM casefile"_s % where.text(), where.values);
}

} // namespace storage
