// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"
#include "storage/databasefile.h"
#include "storage/engine.h"
#include "storage/migrations.h"
#include <QJsonDocument>
#include <QLoggingCategory>
#include <map>
#include <string_view>

namespace storage {
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(storageLog, "onewindow.storage")

namespace {
constexpr qint64 logPagesMax = 8000;
}

bool Database::isPostgres(const QString &path)
{
    return path.startsWith("postgresql:"_L1);
}

Database::Database(const QString &path, Access access, const QByteArray &key)
    : m_path(path), m_postgres(isPostgres(path)), m_engine(m_postgres ? openPostgres(path, access) : openSqlite(path, access, key))
{
    if (m_postgres) {
        if (access == Access::ReadWrite)
            migrate(*this);
        return;
    }
    if (access == Access::ReadWrite) {
        rows(u"PRAGMA journal_mode=WAL"_s);
        run(u"PRAGMA synchronous=FULL"_s);
        // Copying the log back is not the clerk's click to wait for: see checkpoint(). This is the limit if nobody rests.
        rows(QString(u"PRAGMA wal_autocheckpoint="_s + QString::number(logPagesMax)));
        migrate(*this);
    }
    rows(u"PRAGMA secure_delete=ON"_s); // what may not be held here any more must not stay in free pages
    run(u"PRAGMA foreign_keys=ON"_s);
    run(u"PRAGMA temp_store=MEMORY"_s);
    // KiB kept in memory: one connection writes, and a centre has several that read.
    run(access == Access::ReadOnly ? u"PRAGMA cache_size=-4000"_s : u"PRAGMA cache_size=-16000"_s);
}

Database::~Database() = default;

QString Database::uri(QStringView query) const
{
    return m_engine->uri(query);
}

void Database::checkpoint()
{
    if (m_postgres)
        return;
    rows(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    if (m_hasRoomyLog || !isPlainFile(m_path))
        return;
    Transaction alone(*this); // nobody else writes to the log meanwhile
    growLog(m_path, logPagesMax * 4224); // a page, its head, and the transaction that goes beyond
    m_hasRoomyLog = true;
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

void Database::heal()
{
    if (m_depth == 0 && m_engine->isBroken())
        m_engine->reopen();
}

qint64 Database::execute(const QString &sql, const QVariantList &values, QList<Row> *rows)
{
    if (m_hook)
        m_hook(sql);
    heal();
    try {
        return m_engine->execute(sql, values, rows);
    } catch (const Fault &) {
        // A connection that broke while it lay idle costs nobody a refusal: a reading statement is simply asked again.
        if (m_depth > 0 || !m_engine->isBroken() || !sql.startsWith("SELECT"_L1))
            throw;
    }
    if (rows)
        rows->clear();
    m_engine->reopen();
    return m_engine->execute(sql, values, rows);
}

void Database::begin()
{
    if (m_hook)
        m_hook(m_engine->begin());
    heal();
    try {
        m_engine->execute(m_engine->begin(), {}, nullptr);
    } catch (const Fault &) {
        if (!m_engine->isBroken())
            throw;
        m_engine->reopen(); // it broke while it lay idle
        m_engine->execute(m_engine->begin(), {}, nullptr);
    }
}

qint64 Database::run(const QString &sql, const QVariantList &values)
{
    // Statements that define the schema are not worth keeping prepared, and several can't be.
    if (values.isEmpty() && (sql.startsWith("CREATE"_L1) || sql.startsWith("ALTER"_L1) || sql.startsWith("PRAGMA"_L1))) {
        if (m_hook)
            m_hook(sql);
        m_engine->executeOnce(sql);
        return 0;
    }
    return execute(sql, values, nullptr);
}

QList<Row> Database::rows(const QString &sql, const QVariantList &values)
{
    QList<Row> all;
    execute(sql, values, &all);
    return all;
}

std::optional<Row> Database::row(const QString &sql, const QVariantList &values)
{
    QList<Row> all = rows(sql, values);
    return all.isEmpty() ? std::nullopt : std::optional<Row>(std::move(all.first()));
}

qint64 Database::number(const QString &sql, const QVariantList &values, qint64 otherwise)
{
    const std::optional<Row> found = row(sql, values);
    return found && !found->isNull(0) ? found->integer(0) : otherwise;
}

namespace {
/// The commands of a savepoint, made once: they are many.
const QString &savepoint(const char *command, int level)
{
    static thread_local std::map<std::pair<std::string_view, int>, QString> made;
    QString &text = made[{command, level}];
    if (text.isEmpty())
        text = u"%1 s%2"_s.arg(QLatin1String(command)).arg(level);
    return text;
}
} // namespace

Transaction::Transaction(Database &database) : m_database(database), m_level(database.m_depth)
{
    if (m_level == 0)
        m_database.begin();
    else
        m_database.execute(savepoint("SAVEPOINT", m_level), {}, nullptr);
    ++m_database.m_depth;
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    --m_database.m_depth;
    if (m_database.m_engine->isBroken())
        return; // nothing of it is left
    try { // not through execute: rolling back must work while statements are made to fail
        if (m_level == 0) {
            m_database.m_engine->execute(u"ROLLBACK"_s, {}, nullptr);
        } else {
            m_database.m_engine->execute(savepoint("ROLLBACK TO", m_level), {}, nullptr);
            m_database.m_engine->execute(savepoint("RELEASE", m_level), {}, nullptr);
        }
    } catch (const Fault &fault) {
        // A full disk makes SQLite roll back by itself, and a broken connection takes everything with it.
        qCInfo(storageLog) << "rolled back before:" << fault.what();
    }
}

void Transaction::commit()
{
    Q_ASSERT(m_open);
    m_database.execute(m_level == 0 ? u"COMMIT"_s : savepoint("RELEASE", m_level), {}, nullptr);
    m_open = false;
    --m_database.m_depth;
}

QVariant instant(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QDateTime instantFrom(const Row &row, int column)
{
    return row.isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(row.integer(column), Qt::UTC);
}

QVariant jsonText(const QJsonObject &json)
{
    return QVariant::fromValue(Utf8{QJsonDocument(json).toJson(QJsonDocument::Compact)});
}

QJsonObject jsonFrom(const Row &row, int column)
{
    return QJsonDocument::fromJson(row.bytes(column)).object();
}

} // namespace storage
