// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/outgoingstore.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {

const QString columns = u"id, kind, channel, state, about, next_at, updated_at"_s;

QList<OutgoingRow> rowsFrom(const QList<Row> &found)
{
    QList<OutgoingRow> list;
    for (const Row &row : found)
        list << OutgoingRow{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), instantFrom(row, 5), instantFrom(row, 6)};
    return list;
}

QString among(const QStringList &states, QVariantList &values)
{
    if (states.isEmpty())
        return {};
    for (const QString &state : states)
        values << state;
    return QString(u" WHERE state IN ("_s + QStringList(states.size(), u"?"_s).join(u',') + u')');
}

} // namespace

void OutgoingStore::put(const domain::Outgoing &outgoing)
{
    m_database.run(u"INSERT INTO outgoing(id, kind, channel, state, next_at, about, updated_at) VALUES(?,?,?,?,?,?,?)"
                   " ON CONFLICT(id) DO UPDATE SET kind = excluded.kind, channel = excluded.channel, state = excluded.state,"
                   " next_at = excluded.next_at, about = excluded.about, updated_at = excluded.updated_at"_s,
                   {outgoing.id, outgoing.kind, outgoing.channel, toCode(outgoing.state), instant(outgoing.nextAt), outgoing.about,
                    outgoing.updatedAt.toMSecsSinceEpoch()});
}

void OutgoingStore::remove(const QString &id)
{
    m_database.run(u"DELETE FROM outgoing WHERE id = ?"_s, {id});
}

QList<OutgoingRow> OutgoingStore::due(const QString &channel, const QDateTime &now, int limit) const
{
    return rowsFrom(m_database.rows(u"SELECT "_s % columns % u" FROM outgoing WHERE state = 'queued' AND next_at <= ? AND channel = ? ORDER BY next_at, id LIMIT ?"_s,
                                    {instant(now), channel, limit}));
}

QStringList OutgoingStore::dueChannels(const QDateTime &now) const
{
    QStringList channels;
    for (const Row &row : m_database.rows(u"SELECT DISTINCT channel FROM outgoing WHERE state = 'queued' AND next_at <= ? ORDER BY channel"_s, {instant(now)}))
        channels << row.text(0);
    return channels;
}

QList<OutgoingRow> OutgoingStore::list(const QStringList &states, int limit) const
{
    QVariantList values;
    const QString where = among(states, values);
    return rowsFrom(m_database.rows(u"SELECT "_s % columns % u" FROM outgoing"_s % where % u" ORDER BY updated_at DESC, id LIMIT ?"_s, values << limit));
}

qint64 OutgoingStore::count(const QStringList &states) const
{
    QVariantList values;
    const QString where = among(states, values);
    return m_database.number(u"SELECT count(*) FROM outgoing"_s % where, values);
}

QList<OutgoingRow> OutgoingStore::about(const QString &document) const
{
    return rowsFrom(m_database.rows(u"SELECT "_s % columns % u" FROM outgoing WHERE about = ? ORDER BY updated_at, id"_s, {document}));
}

} // namespace storage
