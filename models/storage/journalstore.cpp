// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/journalstore.h"
#include "domain/codes.h"
#include "storage/database.h"
#include "storage/journalviews.h"

namespace storage {
using namespace Qt::StringLiterals;

namespace {
constexpr domain::Codes<Fate, 3> fates{{{Fate::Pending, u"pending"}, {Fate::Accepted, u"accepted"}, {Fate::Refused, u"refused"}}};

JournalRow rowFrom(const Row &row)
{
    JournalRow entry;
    entry.seq = row.integer(0);
    const auto operation = domain::Operation::fromJson(jsonFrom(row, 1));
    if (!operation)
        throw Fault(Fault::Kind::Corrupt, u"journal row %1 can't be read"_s.arg(entry.seq));
    entry.operation = *operation;
    entry.stream = row.text(2);
    entry.hash = row.bytes(3);
    entry.fate = fates.value(row.text(4)).value_or(Fate::Pending);
    entry.result = jsonFrom(row, 5);
    entry.overlay = row.integer(6) == 1;
    entry.settledAt = instantFrom(row, 7);
    entry.closed = row.text(8);
    return entry;
}
} // namespace

QString toCode(Fate fate)
{
    return fates.code(fate);
}

const QString JournalStore::columns = u"id, stream, n, type, doc, actor, at, body, hash, fate, result, settled_at, closed, overlay"_s;

QVariantList JournalStore::columnsOf(const JournalRow &row)
{
    const domain::Operation &operation = row.operation;
    const QVariant none{QMetaType(QMetaType::QString)};
    return {operation.id, row.stream, operation.n, operation.type, operation.doc, operation.actor, instant(operation.made.estimate),
            jsonText(operation.toJson()), row.hash, fates.code(row.fate), row.result.isEmpty() ? none : jsonText(row.result),
            instant(row.settledAt), row.closed.isEmpty() ? none : QVariant(row.closed), row.overlay ? 1 : 0};
}

void JournalStore::insert(const QVariantList &values, const JournalLink &link, const QStringList &touchedDocs)
{
    static const QString statement = QString(u"INSERT INTO journal("_s % columns % u", place, link_n, digest, link)"
                                             " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING seq"_s);
    const bool isChained = link.n > 0;
    const qint64 seq = m_database.number(statement, values + QVariantList{link.place, isChained ? QVariant(link.n) : QVariant(), isChained ? QVariant(link.digest) : QVariant(),
                                                                          isChained ? QVariant(link.link) : QVariant()});
    for (const QString &doc : touchedDocs)
        m_database.run(u"INSERT INTO journal_touch(doc, seq) VALUES(?, ?) ON CONFLICT DO NOTHING"_s, {doc, seq});
}

std::optional<JournalRow> JournalStore::byId(const QString &operationId) const
{
    const auto found = select(u"id = ?"_s, {operationId});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

std::optional<JournalRow> JournalStore::byNumber(const QString &stream, qint64 n) const
{
    const auto found = select(u"stream = ? AND n = ?"_s, {stream, n});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

void JournalStore::setFate(const QString &operationId, Fate fate, const QJsonObject &result, bool overlay, const QDateTime &at)
{
    m_database.run(u"UPDATE journal SET fate = ?, result = ?, overlay = ?, settled_at = ? WHERE id = ?"_s,
                   {fates.code(fate), jsonText(result), overlay ? 1 : 0, instant(at), operationId});
}

void JournalStore::clearOverlay(const QString &operationId)
{
    m_database.run(u"UPDATE journal SET overlay = 0 WHERE id = ?"_s, {operationId});
}

void JournalStore::setResult(const QString &operationId, const QJsonObject &result)
{
    m_database.run(u"UPDATE journal SET result = ? WHERE id = ?"_s, {jsonText(result), operationId});
}

void JournalStore::close(const QString &operationId, const QString &how)
{
    m_database.run(u"UPDATE journal SET closed = ? WHERE id = ?"_s, {how, operationId});
}

QList<JournalRow> JournalStore::pending(const QString &stream, int limit) const
{
    return select(u"fate = 'pending' AND stream = ? ORDER BY n LIMIT ?"_s, {stream, limit});
}

int JournalStore::pendingCount() const
{
    return int(m_database.number(u"SELECT count(*) FROM journal WHERE fate = 'pending'"_s));
}

std::optional<QDateTime> JournalStore::oldestPending() const
{
    const auto row = m_database.row(u"SELECT min(at) FROM journal WHERE fate = 'pending'"_s);
    return row && !row->isNull(0) ? std::optional(instantFrom(*row, 0)) : std::nullopt;
}

QList<JournalRow> JournalStore::overlays() const
{
    return select(u"overlay = 1 ORDER BY seq"_s);
}

QList<JournalRow> JournalStore::overlaysTouching(const QStringList &docs) const
{
    QList<JournalRow> all;
    for (const QString &doc : docs)
        all += select(u"overlay = 1 AND seq IN (SELECT seq FROM journal_touch WHERE doc = ?)"_s, {doc});
    std::sort(all.begin(), all.end(), [](const JournalRow &a, const JournalRow &b) { return a.seq < b.seq; });
    const auto same = [](const JournalRow &a, const JournalRow &b) { return a.seq == b.seq; };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

QStringList JournalStore::touchedBy(qint64 seq) const
{
    QStringList docs;
    for (const Row &row : m_database.rows(u"SELECT doc FROM journal_touch WHERE seq = ?"_s, {seq}))
        docs << row.text(0);
    return docs;
}

QList<JournalRow> JournalStore::returned() const
{
    return select(u"fate = 'refused' AND closed IS NULL ORDER BY seq DESC"_s);
}

int JournalStore::returnedCount() const
{
    return int(m_database.number(u"SELECT count(*) FROM journal WHERE fate = 'refused' AND closed IS NULL"_s));
}

QList<JournalRow> JournalStore::ofDocument(const QString &doc) const
{
    return select(u"seq IN (SELECT seq FROM journal_touch WHERE doc = ?) ORDER BY seq"_s, {doc});
}

QList<JournalRow> JournalStore::page(qint64 beforeSeq, int limit) const
{
    return beforeSeq > 0 ? select(u"seq < ? ORDER BY seq DESC LIMIT ?"_s, {beforeSeq, limit}) : select(u"TRUE ORDER BY seq DESC LIMIT ?"_s, {limit});
}

QList<JournalRow> JournalStore::since(qint64 afterSeq, int limit) const
{
    return select(u"seq > ? ORDER BY seq LIMIT ?"_s, {afterSeq, limit});
}

QList<JournalRow> JournalStore::returnedBefore(qint64 beforeSeq, int limit) const
{
    return beforeSeq > 0 ? select(u"fate = 'refused' AND closed IS NULL AND seq < ? ORDER BY seq DESC LIMIT ?"_s, {beforeSeq, limit})
                         : select(u"fate = 'refused' AND closed IS NULL ORDER BY seq DESC LIMIT ?"_s, {limit});
}

void JournalStore::redact(const QString &doc)
{
    for (JournalRow &row : select(u"doc = ?"_s, {doc})) {
        row.operation.body = {{u"erased"_s, true}};
        row.operation.more = {};
        row.result.remove(u"document"_s);
        row.result.remove(u"ours"_s);
        m_database.run(u"UPDATE journal SET body = ?, result = ? WHERE seq = ?"_s,
                       {jsonText(row.operation.toJson()), row.result.isEmpty() ? QVariant(QMetaType(QMetaType::QString)) : QVariant(jsonText(row.result)), row.seq});
    }
}

bool JournalStore::wasErased(const QString &doc) const
{
    return m_database.number(u"SELECT count(*) FROM journal WHERE doc = ? AND type = 'document.erase' AND fate = 'accepted'"_s, {doc}) > 0;
}

std::optional<JournalRow> JournalStore::erasureOf(const QString &doc) const
{
    const auto found = select(u"doc = ? AND type = 'document.erase' AND fate = 'accepted' ORDER BY seq LIMIT 1"_s, {doc});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

QList<JournalRow> JournalStore::ofStream(const QString &stream, qint64 afterN, int limit) const
{
    return select(u"stream = ? AND n > ? ORDER BY n LIMIT ?"_s, {stream, afterN, limit});
}

std::optional<qint64> JournalStore::firstRefused(const QString &stream) const
{
    const QList<JournalRow> rows = select(u"stream = ? AND fate = 'refused' AND closed IS NULL ORDER BY n LIMIT 1"_s, {stream});
    return rows.isEmpty() ? std::nullopt : std::optional(rows.first().operation.n);
}

std::pair<qint64, QByteArray> JournalStore::tail(const QString &stream) const
{
    const auto row = m_database.row(u"SELECT n, hash FROM journal WHERE stream = ? ORDER BY n DESC LIMIT 1"_s, {stream});
    return row ? std::pair(row->integer(0), row->bytes(1)) : std::pair(qint64(0), QByteArray());
}

void JournalStore::moveTo(const JournalRow &row)
{
    m_database.run(u"UPDATE journal SET stream = ?, n = ?, body = ?, hash = ? WHERE seq = ?"_s,
                   {row.stream, row.operation.n, jsonText(row.operation.toJson()), row.hash, row.seq});
}

QList<JournalRow> JournalStore::select(const QString &where, const QVariantList &values) const
{
    QList<JournalRow> all;
    for (const Row &row : m_database.rows(u"SELECT seq, body, stream, hash, fate, result, overlay, settled_at, closed FROM journal WHERE "_s % where, values))
        all << rowFrom(row);
    return all;
}

QList<JournalRow> journalOfActor(Database &database, const QString &actor, qint64 beforeSeq, int limit)
{
    const qint64 before = beforeSeq > 0 ? beforeSeq : std::numeric_limits<qint64>::max();
    QList<JournalRow> all;
    for (const Row &row : database.rows(u"SELECT seq, body, stream, hash, fate, result, overlay, settled_at, closed FROM journal WHERE actor = ? AND seq < ? ORDER BY seq DESC LIMIT ?"_s,
                                        {actor, before, limit}))
        all << rowFrom(row);
    return all;
}

QList<Unsettled> unsettledByActor(Database &database)
{
    QList<Unsettled> all;
    for (const Row &row : database.rows(u"SELECT actor, SUM(CASE WHEN fate = 'pending' THEN 1 ELSE 0 END), SUM(CASE WHEN fate = 'refused' THEN 1 ELSE 0 END) FROM journal"
                                        " WHERE fate = 'pending' OR (fate = 'refused' AND closed IS NULL) GROUP BY actor ORDER BY 2 DESC, 3 DESC, actor"_s))
        all << Unsettled{row.text(0), int(row.integer(1)), int(row.integer(2))};
    return all;
}

} // namespace storage
