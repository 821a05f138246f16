// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/blobstore.h"
#include "domain/casefile/attachment.h"
#include "domain/codes.h"
#include "storage/database.h"
#include <QJsonArray>

namespace storage {
using namespace Qt::StringLiterals;

namespace {
constexpr domain::Codes<BlobState, 8> states{{{BlobState::Wanted, u"wanted"},
                                              {BlobState::Held, u"held"},
                                              {BlobState::Lost, u"lost"},
                                              {BlobState::Unsent, u"unsent"},
                                              {BlobState::Sent, u"sent"},
                                              {BlobState::Remote, u"remote"},
                                              {BlobState::Awaited, u"awaited"},
                                              {BlobState::Damaged, u"damaged"}}};

// Signs have a colon in them, ids of documents never.
const QString isDocument = u"doc NOT LIKE '%:%'"_s;

/// The first text that does not begin so any more.
QString endOf(QString beginning)
{
    beginning.back() = QChar(beginning.back().unicode() + 1);
    return beginning;
}

Blob blobFrom(const Row &row)
{
    return {row.text(0), states.value(row.text(1)).value_or(BlobState::Damaged), row.integer(2), row.text(3), row.text(4), row.integer(5),
            instantFrom(row, 6), instantFrom(row, 7)};
}
} // namespace

QString toCode(BlobState state)
{
    return states.code(state);
}

QList<Blob> BlobStore::select(const QString &where, const QVariantList &values) const
{
    QList<Blob> blobs;
    for (const Row &row : m_database.rows(QString(u"SELECT sha256, state, size, media, name, sent, at, used_at FROM blob WHERE "_s + where), values))
        blobs << blobFrom(row);
    return blobs;
}

std::optional<Blob> BlobStore::byName(const QString &sha256) const
{
    const QList<Blob> found = select(u"sha256 = ?"_s, {sha256});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

void BlobStore::put(const Blob &blob)
{
    m_database.run(u"INSERT INTO blob(sha256, state, size, media, name, sent, at, used_at) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(sha256) DO UPDATE SET"
                   " state = excluded.state, size = excluded.size, media = excluded.media, name = excluded.name, sent = excluded.sent,"
                   " at = excluded.at, used_at = excluded.used_at"_s,
                   {blob.sha256, toCode(blob.state), blob.size, blob.media, blob.name, blob.sent, instant(blob.at), instant(blob.usedAt)});
}

void BlobStore::setState(const QString &sha256, BlobState state)
{
    m_database.run(u"UPDATE blob SET state = ? WHERE sha256 = ?"_s, {toCode(state), sha256});
}

void BlobStore::setSent(const QString &sha256, qint64 bytes)
{
    m_database.run(u"UPDATE blob SET sent = ? WHERE sha256 = ?"_s, {bytes, sha256});
}

void BlobStore::touch(const QString &sha256, const QDateTime &usedAt)
{
    m_database.run(u"UPDATE blob SET used_at = ? WHERE sha256 = ?"_s, {instant(usedAt), sha256});
}

void BlobStore::remove(const QString &sha256)
{
    m_database.run(u"DELETE FROM blob WHERE sha256 = ?"_s, {sha256});
}

QList<Blob> BlobStore::inState(BlobState state, int limit) const
{
    return select(u"state = ? ORDER BY size, sha256 LIMIT ?"_s, {toCode(state), limit});
}

BlobStore::Total BlobStore::total(BlobState state) const
{
    const auto row = m_database.row(u"SELECT count(*), CAST(coalesce(sum(size), 0) AS BIGINT) FROM blob WHERE state = ?"_s, {toCode(state)});
    return row ? Total{int(row->integer(0)), row->integer(1)} : Total{};
}

QList<Blob> BlobStore::beginningWith(const QString &digits) const
{
    return select(u"sha256 >= ? AND sha256 < ? ORDER BY sha256"_s, {digits, endOf(digits)});
}

void BlobStore::setReferences(const QString &doc, const QStringList &sha256, const QDateTime &now)
{
    const QStringList before = referredBy(doc);
    for (const QString &name : before) {
        if (sha256.contains(name))
            continue;
        unrefer(doc, name);
        if (now.isValid())
            touch(name, now);
    }
    for (const QString &name : sha256) {
        if (!before.contains(name))
            refer(doc, name);
    }
}

void BlobStore::refer(const QString &doc, const QString &sha256)
{
    m_database.run(u"INSERT INTO blob_reference(doc, sha256) VALUES(?, ?) ON CONFLICT DO NOTHING"_s, {doc, sha256});
}

void BlobStore::unrefer(const QString &doc, const QString &sha256)
{
    m_database.run(u"DELETE FROM blob_reference WHERE doc = ? AND sha256 = ?"_s, {doc, sha256});
}

QStringList BlobStore::referrers(const QString &sha256) const
{
    QStringList docs;
    for (const Row &row : m_database.rows(u"SELECT doc FROM blob_reference WHERE sha256 = ? ORDER BY doc"_s, {sha256}))
        docs << row.text(0);
    return docs;
}

QStringList BlobStore::referredBy(const QString &doc) const
{
    QStringList names;
    for (const Row &row : m_database.rows(u"SELECT sha256 FROM blob_reference WHERE doc = ? ORDER BY sha256"_s, {doc}))
        names << row.text(0);
    return names;
}

QList<std::pair<QString, QString>> BlobStore::referencesOf(const QString &beginning, int limit) const
{
    QList<std::pair<QString, QString>> references;
    for (const Row &row : m_database.rows(u"SELECT doc, sha256 FROM blob_reference WHERE doc >= ? AND doc < ? ORDER BY doc, sha256 LIMIT ?"_s,
                                          {beginning, endOf(beginning), limit}))
        references << std::pair(row.text(0), row.text(1));
    return references;
}

QStringList BlobStore::devicesReading(const QStringList &scopes) const
{
    QStringList devices;
    for (const QString &scope : scopes) {
        for (const Row &row : m_database.rows(u"SELECT DISTINCT device FROM device_contact WHERE scope = ? ORDER BY device"_s, {scope})) {
            if (!devices.contains(row.text(0)))
                devices << row.text(0);
        }
    }
    return devices;
}

QList<Blob> BlobStore::unreferenced(BlobState state, const QDateTime &usedBefore, int limit) const
{
    return select(QString(u"state = ? AND used_at < ? AND NOT EXISTS (SELECT 1 FROM blob_reference r WHERE r.sha256 = blob.sha256 AND r."_s + isDocument
                          + u") ORDER BY size, sha256 LIMIT ?"_s),
                  {toCode(state), instant(usedBefore), limit});
}

QList<Blob> BlobStore::evictable(BlobState state, const QDateTime &openSince, int limit) const
{
    return select(u"state = ? AND NOT EXISTS (SELECT 1 FROM blob_reference r JOIN casefile c ON c.id = r.doc WHERE r.sha256 = blob.sha256"
                  " AND c.state <> 'not-accepted' AND c.updated_at >= ?) ORDER BY used_at, sha256 LIMIT ?"_s,
                  {toCode(state), instant(openSince), limit});
}

QSet<QString> BlobStore::namesInPendingActs() const
{
    QSet<QString> names;
    for (const Row &row : m_database.rows(u"SELECT body FROM journal WHERE fate = 'pending' AND type = 'material.attach'"_s)) {
        for (const QJsonValue &reference : jsonFrom(row, 0)[u"blobs"_s].toArray())
            names << domain::blobName(reference.toString());
    }
    return names;
}

bool BlobStore::isNamedInReturned(const QString &sha256) const
{
    return m_database.number(u"SELECT count(*) FROM journal WHERE fate = 'refused' AND closed IS NULL AND body LIKE ?"_s, {QString(u'%' + sha256 + u'%')}) > 0;
}

bool BlobStore::isNamedInWork(const QString &sha256) const
{
    return m_database.number(u"SELECT count(*) FROM draft WHERE content LIKE ?"_s, {QString(u'%' + sha256 + u'%')}) > 0
           || namesInPendingActs().contains(sha256) || isNamedInReturned(sha256);
}

QStringList BlobStore::absentOfOpenCases(const QDateTime &openSince, int limit) const
{
    QStringList names;
    for (const Row &row : m_database.rows(u"SELECT r.sha256 FROM casefile c JOIN blob_reference r ON r.doc = c.id LEFT JOIN blob b ON b.sha256 = r.sha256"
                                          " WHERE c.updated_at >= ? AND c.state <> 'not-accepted' AND (b.sha256 IS NULL OR b.state = 'remote')"
                                          " ORDER BY c.updated_at DESC, r.sha256 LIMIT ?"_s,
                                          {instant(openSince), limit})) {
        if (!names.contains(row.text(0)))
            names << row.text(0);
    }
    return names;
}

} // namespace storage
