// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/auditstore.h"
#include "storage/database.h"
#include <QJsonDocument>

namespace storage {
using namespace Qt::StringLiterals;

QList<AuditStore::Row> AuditStore::find(const AuditFilter &filter, qint64 fromSeq, qint64 beforeSeq, int limit) const
{
    QStringList where{u"seq >= ?"_s, u"seq < ?"_s};
    QVariantList values{fromSeq, beforeSeq};
    const auto ask = [&](const QString &condition, const QVariant &value) {
        where << condition;
        values << value;
    };
    if (!filter.actor.isEmpty())
        ask(u"actor = ?"_s, filter.actor);
    if (filter.type.endsWith(u'.')) {
        // A range, as an index can follow it: "data." up to what comes after the dot.
        ask(u"type >= ?"_s, filter.type);
        ask(u"type < ?"_s, QString(filter.type.chopped(1) + u'/'));
    } else if (!filter.type.isEmpty()) {
        ask(u"type = ?"_s, filter.type);
    }
    if (!filter.doc.isEmpty())
        ask(u"doc = ?"_s, filter.doc);
    if (filter.from.isValid())
        ask(u"at >= ?"_s, instant(filter.from));
    if (filter.to.isValid())
        ask(u"at < ?"_s, instant(filter.to));
    values << limit;
    QList<Row> rows;
    for (const storage::Row &row : m_database.rows(QString(u"SELECT seq, stream, body, fate, result, place, link_n FROM journal WHERE "_s + where.join(u" AND "_s) + u" ORDER BY seq DESC LIMIT ?"_s), values)) {
        const auto operation = domain::Operation::fromJson(QJsonDocument::fromJson(row.text(2).toUtf8()).object());
        if (!operation)
            continue;
        rows << Row{row.integer(0), *operation, row.text(1), row.text(5), row.text(3), QJsonDocument::fromJson(row.text(4).toUtf8()).object(),
                    row.isNull(6) ? std::nullopt : std::optional(row.integer(6))};
    }
    return rows;
}

qint64 AuditStore::highestEver() const
{
    return m_database.isPostgres() ? 0 : m_database.number(u"SELECT COALESCE(max(seq), 0) FROM sqlite_sequence WHERE name = 'journal'"_s);
}

qint64 AuditStore::highestNow() const
{
    return m_database.number(u"SELECT COALESCE(max(seq), 0) FROM journal"_s);
}

QStringList AuditStore::streams() const
{
    QStringList streams;
    for (const storage::Row &row : m_database.rows(u"SELECT DISTINCT stream FROM journal ORDER BY stream"_s))
        streams << row.text(0);
    return streams;
}

} // namespace storage
