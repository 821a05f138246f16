// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/oversightstores.h"
#include "domain/numbering/papernumber.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {
/// The stream of blocks whose owner is not known any more.
const QString lostStream = u"lost"_s;

NumberRegister::Block blockFrom(const Row &row)
{
    return {row.text(0), row.text(1), row.text(2), row.integer(3), row.integer(4), instantFrom(row, 5), !row.isNull(6)};
}
const QString blockColumns = u"SELECT l.id, l.series, l.stream, l.low, l.high, l.expires, l.returned_from FROM number_lease l "_s;
} // namespace

void EnrolmentStore::put(const Enrolment &enrolment)
{
    m_database.run(u"INSERT INTO enrolment(code, place, made_by, made_at, expires, device) VALUES(?,?,?,?,?,?)"_s,
                   {enrolment.codeHash, enrolment.place, enrolment.madeBy, instant(enrolment.madeAt), instant(enrolment.expires), enrolment.device});
}

std::optional<Enrolment> EnrolmentStore::byHash(const QString &codeHash) const
{
    const auto row = m_database.row(u"SELECT code, place, made_by, made_at, expires, device FROM enrolment WHERE code = ?"_s, {codeHash});
    if (!row)
        return std::nullopt;
    return Enrolment{row->text(0), row->text(1), row->text(2), instantFrom(*row, 3), instantFrom(*row, 4), row->text(5)};
}

bool EnrolmentStore::use(const QString &codeHash, const QString &device)
{
    return m_database.run(u"UPDATE enrolment SET device = ? WHERE code = ? AND device = ''"_s, {device, codeHash}) > 0;
}

void EnrolmentStore::dropExpired(const QDateTime &before)
{
    m_database.run(u"DELETE FROM enrolment WHERE expires < ?"_s, {instant(before)});
}

void ContactStore::note(const Contact &contact)
{
    m_database.run(u"INSERT INTO device_contact(device, scope, seq, at) VALUES(?,?,?,?)"
                   " ON CONFLICT(device, scope) DO UPDATE SET seq = excluded.seq, at = excluded.at"_s,
                   {contact.device, contact.scope, contact.seq, instant(contact.at)});
}

std::optional<Contact> ContactStore::of(const QString &device, const QString &scope) const
{
    const auto row = m_database.row(u"SELECT seq, at FROM device_contact WHERE device = ? AND scope = ?"_s, {device, scope});
    return row ? std::optional(Contact{device, scope, row->integer(0), instantFrom(*row, 1)}) : std::nullopt;
}

QDateTime ContactStore::latestOfStreams(const QString &device, const QString &scope) const
{
    const auto row = m_database.row(u"SELECT c.at FROM device_contact c JOIN stream s ON s.id = c.device WHERE s.device = ? AND c.scope = ? ORDER BY c.at DESC LIMIT 1"_s, {device, scope});
    return row ? instantFrom(*row, 0) : QDateTime();
}

QList<Contact> ContactStore::behind(const QString &scope, qint64 seq) const
{
    QList<Contact> all;
    for (const Row &row : m_database.rows(u"SELECT device, seq, at FROM device_contact WHERE scope = ? AND seq < ? ORDER BY device"_s, {scope, seq}))
        all << Contact{row.text(0), scope, row.integer(1), instantFrom(row, 2)};
    return all;
}

QString ScopeStore::cluster() const
{
    const auto row = m_database.isPostgres() ? m_database.row(u"SELECT CAST(system_identifier AS TEXT) FROM pg_control_system()"_s) : std::nullopt;
    return row ? row->text(0) : QString();
}

qint64 ScopeStore::journalled() const
{
    return m_database.number(u"SELECT max(seq) FROM journal"_s);
}

QMap<QString, qint64> ScopeStore::heads() const
{
    QMap<QString, qint64> heads;
    for (const Row &row : m_database.rows(u"SELECT name, head FROM scope"_s))
        heads.insert(row.text(0), row.integer(1));
    return heads;
}

qint64 ScopeStore::floor(const QString &scope) const
{
    return m_database.number(u"SELECT floor FROM scope WHERE name = ?"_s, {scope});
}

std::pair<qint64, QList<domain::HeldVersion>> ScopeStore::held(const QString &scope) const
{
    std::pair<qint64, QList<domain::HeldVersion>> found{0, {}};
    // Head and rows in one statement, hence of one moment.
    for (const Row &row : m_database.rows(u"SELECT s.head, f.doc, f.version FROM scope s LEFT JOIN feed f ON f.scope = s.name AND f.op = 'p'"
                                          " WHERE s.name = ?"_s, {scope})) {
        found.first = row.integer(0);
        if (!row.isNull(1))
            found.second << domain::HeldVersion{row.text(1), row.integer(2)};
    }
    return found;
}

bool ScopeStore::hasLeft(const QString &scope, const QString &doc) const
{
    return m_database.number(u"SELECT count(*) FROM feed WHERE scope = ? AND doc = ? AND op = 'l'"_s, {scope, doc}) > 0;
}

QList<ScopeStore::Tombstone> ScopeStore::erased(const QStringList &scopes) const
{
    QList<Tombstone> all;
    for (const QString &scope : scopes) {
        for (const Row &row : m_database.rows(u"SELECT doc, seq FROM feed WHERE scope = ? AND op = 'e' ORDER BY seq DESC"_s, {scope}))
            all << Tombstone{scope, row.text(0), row.integer(1)};
    }
    return all;
}

qint64 ScopeStore::dropTombstones(const QString &scope, qint64 seq)
{
    const qint64 gone = m_database.run(u"DELETE FROM feed WHERE scope = ? AND seq <= ? AND op <> 'p'"_s, {scope, seq});
    if (gone > 0)
        m_database.run(u"UPDATE scope SET floor = ? WHERE name = ? AND floor < ?"_s, {seq, scope, seq});
    return gone;
}

std::optional<NumberRegister::Block> NumberRegister::block(const QString &lease) const
{
    const auto row = m_database.row(blockColumns % u"WHERE l.id = ?"_s, {lease});
    return row ? std::optional(blockFrom(*row)) : std::nullopt;
}

std::optional<NumberRegister::Block> NumberRegister::blockOf(const QString &series, qint64 n, const QString &device) const
{
    const auto row = m_database.row(blockColumns % u"JOIN stream s ON s.id = l.stream WHERE l.series = ? AND l.low <= ? AND l.high >= ? AND s.device = ?"_s,
                                    {series, n, n, device});
    return row ? std::optional(blockFrom(*row)) : std::nullopt;
}

QList<NumberRegister::Block> NumberRegister::lapsed(const QDateTime &now, int limit) const
{
    QList<Block> blocks;
    for (const Row &row : m_database.rows(blockColumns % u"WHERE l.expires < ? AND l.returned_from IS NULL AND l.stream NOT IN ('centre', ?) ORDER BY l.expires LIMIT ?"_s,
                                          {instant(now), lostStream, limit}))
        blocks << blockFrom(row);
    return blocks;
}

void NumberRegister::writeOff(const Block &block, qint64 from, const QDateTime &now)
{
    for (qint64 n = std::max(from, block.from); n <= block.to; ++n) {
        m_database.run(u"INSERT INTO receipt(number, series, doc, used_at) VALUES(?,?,'',?) ON CONFLICT(number) DO NOTHING"_s,
                       {domain::registerText(block.series, n), block.series, instant(now)});
    }
    m_database.run(u"UPDATE number_lease SET returned_from = ? WHERE id = ?"_s, {from, block.lease});
}

std::optional<QDateTime> NumberRegister::voidSince(const QString &number) const
{
    const auto row = m_database.row(u"SELECT used_at FROM receipt WHERE number = ? AND doc = ''"_s, {number});
    return row ? std::optional(instantFrom(*row, 0)) : std::nullopt;
}

void NumberRegister::revive(const QString &number)
{
    m_database.run(u"DELETE FROM receipt WHERE number = ? AND doc = ''"_s, {number});
}

QMap<QString, qint64> NumberRegister::lastSerials() const
{
    QMap<QString, qint64> serials;
    for (const Row &row : m_database.rows(u"SELECT series, last FROM number_series"_s))
        serials.insert(row.text(0), row.integer(1));
    return serials;
}

void NumberRegister::lose(const QString &id, const QString &series, qint64 to, const QDateTime &now)
{
    const qint64 last = m_database.number(u"SELECT last FROM number_series WHERE series = ?"_s, {series});
    if (to <= last)
        return;
    m_database.run(u"INSERT INTO number_series(series, last) VALUES(?, ?) ON CONFLICT(series) DO UPDATE SET last = excluded.last"_s, {series, to});
    m_database.run(u"INSERT INTO number_lease(id, series, low, high, stream, given_at, expires) VALUES(?,?,?,?,?,?,?)"_s,
                   {id, series, last + 1, to, lostStream, instant(now), instant(now)});
}

bool NumberRegister::wasLost(const QString &series, qint64 n) const
{
    return m_database.number(u"SELECT count(*) FROM number_lease WHERE series = ? AND low <= ? AND high >= ? AND stream = ?"_s, {series, n, n, lostStream}) > 0;
}

} // namespace storage
