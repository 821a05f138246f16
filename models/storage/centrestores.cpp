// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/centrestores.h"
#include "storage/database.h"
#include <algorithm>

namespace storage {
using namespace Qt::StringLiterals;

namespace {
using Kind = domain::ChangeRow::Kind;

QString letter(Kind kind)
{
    return kind == Kind::Put ? u"p"_s : kind == Kind::Leave ? u"l"_s : u"e"_s;
}

Kind kindFrom(const QString &letter)
{
    return letter == "p"_L1 ? Kind::Put : letter == "l"_L1 ? Kind::Leave : Kind::Erase;
}
} // namespace

qint64 FeedStore::head(const QString &scope) const
{
    return m_database.number(u"SELECT head FROM scope WHERE name = ?"_s, {scope});
}

QMap<QString, qint64> FeedStore::heads() const
{
    QMap<QString, qint64> heads;
    for (const Row &row : m_database.rows(u"SELECT name, head FROM scope"_s))
        heads.insert(row.text(0), row.integer(1));
    return heads;
}

qint64 FeedStore::bump(const QString &scope)
{
    return m_database.number(u"INSERT INTO scope(name, head) VALUES(?, 1) ON CONFLICT(name) DO UPDATE SET head = scope.head + 1 RETURNING head"_s,
                             {scope});
}

void FeedStore::put(const QString &scope, qint64 seq, int ord, const QString &doc, Kind kind, qint64 version, const QString &hint)
{
    m_database.run(u"INSERT INTO feed(scope, seq, ord, doc, op, version, hint) VALUES(?,?,?,?,?,?,?)"
                   " ON CONFLICT(scope, doc) DO UPDATE SET seq = excluded.seq, ord = excluded.ord, op = excluded.op,"
                   " version = excluded.version, hint = excluded.hint"_s,
                   {scope, seq, ord, doc, letter(kind), version, hint});
}

QStringList FeedStore::docsSince(const QString &scope, qint64 since) const
{
    QStringList docs;
    for (const Row &row : m_database.rows(u"SELECT doc FROM feed WHERE scope = ? AND seq > ?"_s, {scope, since}))
        docs << row.text(0);
    return docs;
}

domain::ScopePage FeedStore::page(const QString &scope, qint64 since, int limit, qint64 bytesMax) const
{
    domain::ScopePage page;
    page.scope = scope;
    // Head and rows in one statement, hence of one moment: a row rewritten in between would be missing below the head. One
    // row more than asked tells whether there is more.
    // The rows are counted off along the index before the documents are fetched, so a page costs what it holds and not what follows.
    QList<Row> rows = m_database.rows(u"SELECT f.seq, f.doc, f.op, f.version, f.hint, d.kind, d.scopes, d.base, s.head, f.ord FROM scope s"
                                      " LEFT JOIN (SELECT seq, ord, doc, op, version, hint FROM feed WHERE scope = ? AND seq > ?"
                                      " ORDER BY seq, ord LIMIT ?) f ON TRUE LEFT JOIN document d ON d.id = f.doc"
                                      " WHERE s.name = ?"_s,
                                      {scope, since, limit + 1, scope});
    // A join promises no order. Nearly always it is this one, and the engine would sort whole documents to make sure.
    const auto place = [](const Row &row) { return std::pair(row.integer(0), row.integer(9)); };
    if (!std::ranges::is_sorted(rows, {}, place))
        std::ranges::sort(rows, {}, place);
    page.head = page.upto = rows.isEmpty() ? 0 : rows.first().integer(8);
    if (!rows.isEmpty() && rows.first().isNull(0))
        rows.clear(); // the scope alone: nothing after the cursor
    qint64 bytes = 0;
    qsizetype taken = 0;
    while (taken < rows.size() && taken < limit && (taken == 0 || bytes < bytesMax))
        bytes += rows[taken++].bytes(7).size();
    page.more = taken < rows.size();
    if (page.more) {
        // A transaction's rows are delivered together: go back to the last whole one, or take this one whole.
        const qint64 cut = rows[taken].integer(0);
        qsizetype whole = taken;
        while (whole > 0 && rows[whole - 1].integer(0) == cut)
            --whole;
        if (whole == 0)
            return this->page(scope, since, limit * 2, std::numeric_limits<qint64>::max());
        taken = whole;
        page.upto = rows[taken - 1].integer(0);
    }
    for (qsizetype i = 0; i < taken; ++i) {
        const Row &row = rows[i];
        const QString hint = row.text(4); // "moved d/610113"
        page.rows << domain::ChangeRow{kindFrom(row.text(2)), row.integer(0), row.text(1), row.text(5), row.integer(3), row.bytes(7),
                                       row.text(6).split(u' ', Qt::SkipEmptyParts), hint.section(u' ', 0, 0), hint.section(u' ', 1)};
    }
    return page;
}

std::optional<StreamState> StreamStore::byId(const QString &id) const
{
    const auto row = m_database.row(u"SELECT id, device, last, last_hash FROM stream WHERE id = ?"_s, {id});
    return row ? std::optional(StreamState{row->text(0), row->text(1), row->integer(2), row->bytes(3)}) : std::nullopt;
}

void StreamStore::put(const StreamState &state)
{
    m_database.run(u"INSERT INTO stream(id, device, last, last_hash) VALUES(?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
                   " device = excluded.device, last = excluded.last, last_hash = excluded.last_hash"_s,
                   {state.id, state.device, state.last, state.lastHash.isNull() ? QByteArray("") : state.lastHash});
}

QString ReceiptStore::userOf(const QString &number) const
{
    const auto row = m_database.row(u"SELECT doc FROM receipt WHERE number = ?"_s, {number});
    return row ? row->text(0) : QString();
}

void ReceiptStore::use(const QString &number, const QString &series, const QString &doc, const QDateTime &at)
{
    m_database.run(u"INSERT INTO receipt(number, series, doc, used_at) VALUES(?,?,?,?)"_s, {number, series, doc, instant(at)});
}

std::optional<std::pair<domain::NumberLease, QString>> ReceiptStore::leaseById(const QString &id) const
{
    const auto row = m_database.row(u"SELECT id, series, low, high, expires, stream FROM number_lease WHERE id = ?"_s, {id});
    if (!row)
        return std::nullopt;
    domain::NumberLease lease;
    lease.id = row->text(0);
    lease.series = row->text(1);
    lease.from = lease.next = row->integer(2);
    lease.to = row->integer(3);
    lease.expires = instantFrom(*row, 4);
    return std::pair(lease, row->text(5));
}

domain::NumberLease ReceiptStore::lease(const QString &id, const QString &series, const QString &stream, int count, const QDateTime &now, const QDateTime &expires)
{
    domain::NumberLease lease;
    lease.id = id;
    lease.series = series;
    // The row of the series is written first, so nobody else takes the same numbers at the same time.
    lease.to = m_database.number(u"INSERT INTO number_series(series, last) VALUES(?, ?)"
                                 " ON CONFLICT(series) DO UPDATE SET last = number_series.last + excluded.last RETURNING last"_s,
                                 {series, count});
    lease.from = lease.to - count + 1;
    lease.next = lease.from;
    lease.expires = expires;
    m_database.run(u"INSERT INTO number_lease(id, series, low, high, stream, given_at, expires) VALUES(?,?,?,?,?,?,?)"_s,
                   {lease.id, series, lease.from, lease.to, stream, instant(now), instant(expires)});
    return lease;
}

bool ReceiptStore::wasLeasedTo(const QString &series, qint64 n, const QString &stream) const
{
    return m_database.number(u"SELECT count(*) FROM number_lease l JOIN stream ours ON ours.id = ?"
                             " LEFT JOIN stream theirs ON theirs.id = l.stream"
                             " WHERE l.series = ? AND l.low <= ? AND l.high >= ? AND theirs.device = ours.device"_s,
                             {stream, series, n, n})
           > 0;
}

bool ReceiptStore::giveBack(const QString &lease, const QString &stream, qint64 from)
{
    return m_database.run(u"UPDATE number_lease SET returned_from = ? WHERE id = ? AND stream = ?"_s, {from, lease, stream}) > 0;
}

std::optional<Credential> CredentialStore::byNumber(const QString &staffNumber) const
{
    const auto row = m_database.row(u"SELECT staff_number, staff, hash, failures, locked_until FROM credential WHERE staff_number = ?"_s,
                                    {staffNumber});
    if (!row)
        return std::nullopt;
    return Credential{row->text(0), row->text(1), row->text(2), int(row->integer(3)), instantFrom(*row, 4)};
}

void CredentialStore::put(const Credential &credential)
{
    m_database.run(u"INSERT INTO credential(staff_number, staff, hash, failures, locked_until) VALUES(?,?,?,?,?) ON CONFLICT(staff_number)"
                   " DO UPDATE SET staff = excluded.staff, hash = excluded.hash, failures = excluded.failures,"
                   " locked_until = excluded.locked_until"_s,
                   {credential.staffNumber, credential.staff, credential.hash, credential.failures, instant(credential.lockedUntil)});
}

} // namespace storage
