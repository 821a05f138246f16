// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/journalchain.h"
#include "storage/database.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {

/// What a chain vouches for of a row: everything but the overlay, which only windows have.
constexpr qsizetype chainedColumns = 13;

const QString hashKind = u"hash:"_s;

void addValue(ChainDigest &digest, const QVariant &value)
{
    if (value.isNull())
        digest.addNothing();
    else if (value.typeId() == qMetaTypeId<Utf8>())
        digest.add(static_cast<const Utf8 *>(value.constData())->bytes);
    else if (value.typeId() == QMetaType::QByteArray)
        digest.add(*static_cast<const QByteArray *>(value.constData()));
    else
        digest.add(value.toString().toUtf8()); // as an integer reads, so does Row::bytes
}

QByteArray digestOf(ChainDigest &digest, const QVariantList &columns)
{
    for (qsizetype i = 0; i < chainedColumns; ++i)
        addValue(digest, columns[i]);
    return digest.finish();
}

QByteArray digestOf(ChainDigest &digest, const Row &row, int first)
{
    for (int i = first; i < first + int(chainedColumns); ++i) {
        if (row.isNull(i))
            digest.addNothing();
        else
            digest.add(row.bytes(i));
    }
    return digest.finish();
}

/// A digest of each function, made once for many rows.
struct Digests
{
    ChainDigest sha256{ChainHash::Sha256}, sm3{ChainHash::Sm3};
    ChainDigest &of(ChainHash hash) { return hash == ChainHash::Sm3 ? sm3 : sha256; }
};

ChainHash hashFrom(const QString &code)
{
    const auto hash = chainHashFromCode(code);
    if (!hash)
        throw Fault(Fault::Kind::TooNew, QString(u"a journal chained by "_s + code));
    return *hash;
}

} // namespace

QByteArray JournalChain::linkOf(ChainHash hash, const QByteArray &before, const QString &place, QStringView kind, qint64 seq, const QByteArray &digest)
{
    ChainDigest link(hash);
    link.add(before).add(place.toUtf8()).add(kind.toUtf8());
    if (!kind.isEmpty())
        link.add(QByteArray::number(seq));
    return link.add(digest).finish();
}

JournalChain::End JournalChain::take(const QString &place, const std::function<ChainHash()> &newChains)
{
    // Written, not only read: so it is held until the transaction ends, and the row of a new place can't be made twice.
    const auto row = m_database.row(u"INSERT INTO journal_chain(place, n, link, hash) VALUES(?, 0, ?, '') ON CONFLICT(place)"
                                    " DO UPDATE SET n = journal_chain.n RETURNING n, link, hash"_s,
                                    {place, QByteArray("")});
    End end{row->integer(0), row->bytes(1), ChainHash::Sha256};
    if (end.n > 0) {
        end.hash = hashFrom(row->text(2));
        return end;
    }
    end.hash = newChains();
    amend(place, end, QString(hashKind + toCode(end.hash)), 0, ChainDigest(end.hash).add(toCode(end.hash).toLatin1()).finish());
    return end;
}

void JournalChain::keep(const QString &place, const End &end)
{
    m_database.run(u"UPDATE journal_chain SET n = ?, link = ?, hash = ? WHERE place = ?"_s, {end.n, end.link, toCode(end.hash), place});
}

void JournalChain::amend(const QString &place, End &end, const QString &kind, qint64 seq, const QByteArray &digest)
{
    end.link = linkOf(end.hash, end.link, place, kind, seq, digest);
    ++end.n;
    m_database.run(u"INSERT INTO journal_amendment(place, n, kind, seq, digest, link) VALUES(?,?,?,?,?,?)"_s, {place, end.n, kind, seq, digest, end.link});
}

void JournalChain::add(const QList<NewRow> &rows, const QList<Amended> &amended, const QStringList &erased, const std::function<ChainHash()> &newChains)
{
    struct Change { qint64 seq; QString kind, place; };
    QList<Change> changes;
    std::map<QString, End> ends;
    const auto note = [&](qint64 seq, const QString &kind) {
        const std::optional<QString> place = chainOf(seq);
        if (!place)
            return; // of the time before there were chains, and not adopted yet
        ends[*place];
        changes << Change{seq, kind, *place};
    };
    for (const QString &doc : erased) {
        for (const Row &row : m_database.rows(u"SELECT seq FROM journal WHERE doc = ? ORDER BY seq"_s, {doc}))
            note(row.integer(0), u"erased"_s);
    }
    for (const Amended &change : amended) {
        if (const auto row = m_database.row(u"SELECT seq FROM journal WHERE id = ?"_s, {change.operationId}))
            note(row->integer(0), change.kind);
    }
    for (const NewRow &row : rows)
        ends[row.place];
    for (auto &[place, end] : ends)
        end = take(place, newChains);

    JournalStore journal(m_database);
    Digests digests;
    for (const NewRow &row : rows) {
        End &end = ends[row.place];
        const QVariantList columns = JournalStore::columnsOf(row.row);
        const QByteArray digest = digestOf(digests.of(end.hash), columns);
        end.link = linkOf(end.hash, end.link, row.place, {}, 0, digest);
        ++end.n;
        journal.insert(columns, {row.place, end.n, digest, end.link}, row.touched);
    }
    for (const Change &change : changes)
        amend(change.place, ends[change.place], change.kind, change.seq, contentOf(change.seq, ends[change.place].hash));
    for (const auto &[place, end] : ends)
        keep(place, end);
}

int JournalChain::adopt(int limit, const std::function<QString(const JournalRow &)> &placeOf, ChainHash newChains)
{
    QMap<qint64, QString> places;
    const QList<Row> found = m_database.rows(u"SELECT seq FROM journal j WHERE link_n IS NULL AND NOT EXISTS"
                                             " (SELECT 1 FROM journal_amendment a WHERE a.seq = j.seq) ORDER BY seq LIMIT ?"_s, {limit});
    std::map<QString, End> ends;
    for (const Row &row : found) {
        const qint64 seq = row.integer(0);
        const QString place = placeOf(*rowBySeq(seq));
        places.insert(seq, place);
        ends[place];
    }
    for (auto &[place, end] : ends)
        end = take(place, [&] { return newChains; });
    for (auto entry = places.cbegin(); entry != places.cend(); ++entry) {
        End &end = ends[entry.value()];
        m_database.run(u"UPDATE journal SET place = ? WHERE seq = ?"_s, {entry.value(), entry.key()});
        amend(entry.value(), end, u"adopted"_s, entry.key(), contentOf(entry.key(), end.hash));
    }
    for (const auto &[place, end] : ends)
        keep(place, end);
    return int(places.size());
}

void JournalChain::switchTo(ChainHash hash)
{
    const QMap<QString, End> known = ends();
    for (auto entry = known.cbegin(); entry != known.cend(); ++entry) {
        End end = take(entry.key(), [&] { return hash; });
        if (end.hash == hash)
            continue;
        end.hash = hash;
        amend(entry.key(), end, QString(hashKind + toCode(hash)), 0, ChainDigest(hash).add(toCode(hash).toLatin1()).finish());
        keep(entry.key(), end);
    }
}

QMap<QString, JournalChain::End> JournalChain::ends() const
{
    QMap<QString, End> all;
    for (const Row &row : m_database.rows(u"SELECT place, n, link, hash FROM journal_chain WHERE n > 0"_s))
        all.insert(row.text(0), {row.integer(1), row.bytes(2), hashFrom(row.text(3))});
    return all;
}

QList<JournalChain::Amendment> JournalChain::amendments(const QString &place) const
{
    QList<Amendment> all;
    for (const Row &row : m_database.rows(u"SELECT n, kind, seq, digest, link FROM journal_amendment WHERE place = ? ORDER BY n"_s, {place}))
        all << Amendment{row.integer(0), row.text(1), row.integer(2), row.bytes(3), row.bytes(4)};
    return all;
}

std::optional<JournalChain::Amendment> JournalChain::lastAmendmentOf(qint64 seq) const
{
    const auto row = m_database.row(u"SELECT n, kind, seq, digest, link FROM journal_amendment WHERE seq = ? ORDER BY n DESC LIMIT 1"_s, {seq});
    return row ? std::optional(Amendment{row->integer(0), row->text(1), row->integer(2), row->bytes(3), row->bytes(4)}) : std::nullopt;
}

QList<JournalChain::Found> JournalChain::rows(qint64 afterSeq, int limit, const QString &place,
                                              const std::function<ChainHash(const QString &place, qint64 n, qint64 seq)> &hashOf) const
{
    static const QString start = QString(u"SELECT seq, place, link_n, digest, link, "_s % JournalStore::columns % u" FROM journal WHERE seq > ?"_s);
    static const QString all = QString(start % u" ORDER BY seq LIMIT ?"_s), one = QString(start % u" AND place = ? ORDER BY seq LIMIT ?"_s);
    constexpr int firstColumn = 5;
    QList<Found> found;
    Digests digests;
    for (const Row &row : place.isNull() ? m_database.rows(all, {afterSeq, limit}) : m_database.rows(one, {afterSeq, place, limit})) {
        Found entry{row.integer(0), row.text(firstColumn), row.text(1), row.isNull(2) ? 0 : row.integer(2), row.bytes(3), row.bytes(4), {}};
        entry.content = digestOf(digests.of(hashOf(entry.place, entry.n, entry.seq)), row, firstColumn);
        found << entry;
    }
    return found;
}

QMap<qint64, QStringList> JournalChain::traces(qint64 afterSeq, qint64 beforeSeq) const
{
    QMap<qint64, QStringList> traces;
    for (const Row &row : m_database.rows(u"SELECT t.seq, t.doc FROM journal_touch t LEFT JOIN journal j ON j.seq = t.seq"
                                          " WHERE t.seq > ? AND t.seq < ? AND j.seq IS NULL ORDER BY t.seq, t.doc"_s, {afterSeq, beforeSeq}))
        traces[row.integer(0)] << row.text(1);
    return traces;
}

qint64 JournalChain::lacking(qint64 afterSeq, qint64 beforeSeq) const
{
    return beforeSeq - afterSeq - 1 - m_database.number(u"SELECT count(*) FROM journal WHERE seq > ? AND seq < ?"_s, {afterSeq, beforeSeq});
}

std::optional<JournalRow> JournalChain::rowBySeq(qint64 seq) const
{
    const auto row = m_database.row(u"SELECT id FROM journal WHERE seq = ?"_s, {seq});
    return row ? JournalStore(m_database).byId(row->text(0)) : std::nullopt;
}

void JournalChain::put(const Checkpoint &checkpoint)
{
    m_database.run(u"INSERT INTO journal_checkpoint(place, n, link, hash, epoch, at, key, signature) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(place, n) DO NOTHING"_s,
                   {checkpoint.place, checkpoint.n, checkpoint.link, toCode(checkpoint.hash), checkpoint.epoch, instant(checkpoint.at), checkpoint.key, checkpoint.signature});
}

namespace {
JournalChain::Checkpoint checkpointFrom(const Row &row)
{
    return {row.text(0), row.integer(1), row.bytes(2), hashFrom(row.text(3)), row.text(4), instantFrom(row, 5), row.bytes(6), row.bytes(7)};
}
const QString checkpointColumns = u"SELECT c.place, c.n, c.link, c.hash, c.epoch, c.at, c.key, c.signature FROM journal_checkpoint c"_s;
} // namespace

QList<JournalChain::Checkpoint> JournalChain::checkpoints(const QString &place) const
{
    QList<Checkpoint> all;
    for (const Row &row : m_database.rows(QString(checkpointColumns % u" WHERE c.place = ? ORDER BY c.n"_s), {place}))
        all << checkpointFrom(row);
    return all;
}

QMap<QString, JournalChain::Checkpoint> JournalChain::lastCheckpoints() const
{
    QMap<QString, Checkpoint> all;
    for (const Row &row : m_database.rows(QString(checkpointColumns % u" JOIN (SELECT place, max(n) AS n FROM journal_checkpoint GROUP BY place) l"
                                                                     " ON l.place = c.place AND l.n = c.n"_s)))
        all.insert(row.text(0), checkpointFrom(row));
    return all;
}

QByteArray JournalChain::contentOf(qint64 seq, ChainHash hash) const
{
    const auto row = m_database.row(QString(u"SELECT "_s % JournalStore::columns % u" FROM journal WHERE seq = ?"_s), {seq});
    ChainDigest digest(hash);
    return digestOf(digest, *row, 0);
}

std::optional<QString> JournalChain::chainOf(qint64 seq) const
{
    const auto row = m_database.row(u"SELECT place, link_n FROM journal WHERE seq = ?"_s, {seq});
    const bool isChained = row && (!row->isNull(1) || lastAmendmentOf(seq));
    return isChained ? std::optional(row->text(0)) : std::nullopt;
}

} // namespace storage
