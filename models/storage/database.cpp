// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"
#include "storage/migrations.h"
#include <QSqlError>
#include <QSqlRecord>
#include <QUuid>

namespace storage {
using namespace Qt::StringLiterals;

namespace {
Fault faultFrom(const QSqlError &error, const QString &sql)
{
    const int code = error.nativeErrorCode().toInt() & 0xff; // the primary code of SQLite's extended ones
    constexpr int busy = 5, locked = 6, corrupt = 11, full = 13, notDatabase = 26;
    Fault::Kind kind = Fault::Kind::Failed;
    if (code == full)
        kind = Fault::Kind::DiskFull;
    else if (code == busy || code == locked)
        kind = Fault::Kind::Busy;
    else if (code == corrupt || code == notDatabase)
        kind = Fault::Kind::Corrupt;
    return Fault(kind, QString(error.text() + u" ["_s + sql.left(120) + u']'));
}
} // namespace

Database::Database(const QString &path, Access access)
    : m_path(path), m_connection(QUuid::createUuid().toString(QUuid::WithoutBraces)), m_postgres(path.startsWith("postgresql:"_L1))
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(path);
    QString options = u"QSQLITE_BUSY_TIMEOUT=5000"_s;
    if (access == Access::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    if (path.startsWith("file:"_L1))
        options += u";QSQLITE_OPEN_URI"_s;
    m_database.setConnectOptions(options);
    try {
        if (!m_database.open())
            throw faultFrom(m_database.lastError(), u"open "_s + path);
        if (access == Access::ReadWrite) {
            rows(u"PRAGMA journal_mode=WAL"_s);
            runPlain(u"PRAGMA synchronous=FULL"_s);
            // Copying the log back is not the clerk's click to wait for: see checkpoint(). This is the limit if nobody rests.
            rows(u"PRAGMA wal_autocheckpoint=8000"_s);
            migrate(*this);
        }
        runPlain(u"PRAGMA foreign_keys=ON"_s);
        runPlain(u"PRAGMA temp_store=MEMORY"_s);
        runPlain(u"PRAGMA cache_size=-16000"_s);
    } catch (...) {
        m_prepared.clear();
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_connection);
        throw;
    }
}

Database::~Database()
{
    m_prepared.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

void Database::checkpoint()
{
    rows(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
}

void Database::lock(const QString &name)
{
    Q_ASSERT(inTransaction());
    if (m_postgres)
        rows(u"SELECT pg_advisory_xact_lock(hashtextextended(?, 0))"_s, {name});
}

bool Database::tryHold(const QString &name)
{
    return !m_postgres || number(u"SELECT CAST(pg_try_advisory_lock(hashtextextended(?, 0)) AS INTEGER)"_s, {name}) == 1;
}

void Database::release(const QString &name)
{
    if (m_postgres)
        rows(u"SELECT pg_advisory_unlock(hashtextextended(?, 0))"_s, {name});
}

QSqlQuery &Database::execute(const QString &sql, const QVariantList &values)
{
    if (m_hook)
        m_hook(sql);
    const std::string key = sql.toStdString();
    auto found = m_prepared.find(key);
    if (found == m_prepared.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.prepare(sql))
            throw faultFrom(query.lastError(), sql);
        found = m_prepared.emplace(key, std::move(query)).first;
    }
    QSqlQuery &query = found->second;
    for (int i = 0; i < values.size(); ++i) {
        // An empty text is an empty text, not NULL; NULL is bound as a null variant.
        const bool nullText = values[i].typeId() == QMetaType::QString && !values[i].isNull() && values[i].toString().isNull();
        query.bindValue(i, nullText ? QVariant(u""_s) : values[i]);
    }
    if (!query.exec()) {
        const Fault fault = faultFrom(query.lastError(), sql);
        m_prepared.erase(found);
        throw fault;
    }
    return query;
}

void Database::runPlain(const QString &sql)
{
    if (m_hook)
        m_hook(sql);
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        throw faultFrom(query.lastError(), sql);
}

qint64 Database::run(const QString &sql, const QVariantList &values)
{
    // Statements that define the schema are not worth keeping prepared, and several can't be.
    if (values.isEmpty() && (sql.startsWith("CREATE"_L1) || sql.startsWith("PRAGMA"_L1))) {
        runPlain(sql);
        return 0;
    }
    QSqlQuery &query = execute(sql, values);
    const qint64 changed = query.numRowsAffected();
    query.finish();
    return changed;
}

QList<Row> Database::rows(const QString &sql, const QVariantList &values)
{
    QSqlQuery &query = execute(sql, values);
    QList<Row> all;
    const int columns = query.record().count();
    while (query.next()) {
        QVariantList row;
        row.reserve(columns);
        for (int i = 0; i < columns; ++i)
            row << query.value(i);
        all << Row(std::move(row));
    }
    const QSqlError error = query.lastError();
    query.finish(); // an unfinished read would keep the write-ahead log from being reset
    if (error.isValid())
        throw faultFrom(error, sql);
    return all;
}

std::optional<Row> Database::row(const QString &sql, const QVariantList &values)
{
    const QList<Row> all = rows(sql, values);
    return all.isEmpty() ? std::nullopt : std::optional<Row>(all.first());
}

qint64 Database::number(const QString &sql, const QVariantList &values, qint64 otherwise)
{
    const std::optional<Row> found = row(sql, values);
    return found && !found->isNull(0) ? found->integer(0) : otherwise;
}

Transaction::Transaction(Database &database) : m_database(database), m_level(database.m_depth)
{
    // IMMEDIATE: the write lock is taken at the start, so no transaction fails half-way for want of it.
    m_database.runPlain(m_level == 0 ? u"BEGIN IMMEDIATE"_s : u"SAVEPOINT s%1"_s.arg(m_level));
    ++m_database.m_depth;
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    --m_database.m_depth;
    QSqlQuery query(m_database.m_database); // not through runPlain: rolling back must work while statements are made to fail
    if (m_level == 0) {
        query.exec(u"ROLLBACK"_s);
    } else {
        query.exec(u"ROLLBACK TO s%1"_s.arg(m_level));
        query.exec(u"RELEASE s%1"_s.arg(m_level));
    }
}

void Transaction::commit()
{
    Q_ASSERT(m_open);
    m_database.runPlain(m_level == 0 ? u"COMMIT"_s : u"RELEASE s%1"_s.arg(m_level));
    m_open = false;
    --m_database.m_depth;
}

QVariant instant(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant(QMetaType(QMetaType::LongLong));
}

QDateTime instantFrom(const Row &row, int column)
{
    return row.isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(row.integer(column), Qt::UTC);
}

QString jsonText(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonObject jsonFrom(const Row &row, int column)
{
    return QJsonDocument::fromJson(row.text(column).toUtf8()).object();
}

} // namespace storage
