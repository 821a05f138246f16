// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QDateTime>
#include <QJsonObject>
#include <QVariant>
#include <functional>
#include <memory>
#include <stdexcept>
#include <unordered_map>

namespace storage {

/// Disk, driver or schema failed. Thrown only in storage, caught in one place in office, answered as a refusal.
class Fault : public std::runtime_error
{
public:
    /// Conflict: another writer was quicker; the same transaction done again may well succeed.
    enum class Kind { Failed, DiskFull, Busy, Corrupt, TooNew, Conflict };
    Fault(Kind kind, const QString &what) : std::runtime_error(what.toStdString()), kind(kind) {}
    Kind kind;
};

/// One row of an answer; columns by position.
class Row
{
public:
    explicit Row(QVariantList values) : m_values(std::move(values)) {}
    QString text(int column) const { return m_values[column].toString(); }
    QByteArray bytes(int column) const { return m_values[column].toByteArray(); }
    qint64 integer(int column) const { return m_values[column].toLongLong(); }
    bool isNull(int column) const { return m_values[column].isNull(); }

private:
    QVariantList m_values;
};

/// One connection to one database: a file of SQLite (WAL, synchronous=FULL) or a server of PostgreSQL. A committed
/// transaction is on disk. All statements go through here, are prepared once, and throw Fault when they fail. They are written
/// so that both engines take them; the few places where they can't ask isPostgres(). A connection that broke is opened again
/// when the next transaction begins. Not thread-safe: one connection per thread.
class Database
{
public:
    enum class Access { ReadWrite, ReadOnly };
    /// Opens (and creates, for ReadWrite) what stands at `path` and brings its schema up to date: the path of a file,
    /// file:/...?vfs=NAME (a URI of SQLite), or postgresql://user@host[:port][,host2[:port2]]/name[?parameter=value&...].
    /// Throws Fault; TooNew when it was written by a later version.
    explicit Database(const QString &path, Access access = Access::ReadWrite);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs a statement; returns the number of rows it changed.
    qint64 run(const QString &sql, const QVariantList &values = {});
    QList<Row> rows(const QString &sql, const QVariantList &values = {});
    std::optional<Row> row(const QString &sql, const QVariantList &values = {});
    /// One value of one row; `otherwise` when there is no row or it is NULL.
    qint64 number(const QString &sql, const QVariantList &values = {}, qint64 otherwise = 0);
    /// Copies the write-ahead log into the database file as far as readers allow. For moments when nobody waits.
    void checkpoint();
    QString path() const { return m_path; }
    bool isPostgres() const { return m_postgres; }
    /// Keeps every other transaction that asks for the same name out until this one ends. SQLite has one writer anyway.
    void lock(const QString &name);
    /// Takes a name for this connection until release(), over several transactions, or until the connection ends. Never waits:
    /// false when another has it. With SQLite there is only one who could.
    bool tryHold(const QString &name);
    void release(const QString &name);
    bool inTransaction() const { return m_depth > 0; }
    /// Called before every statement; tests make the n-th one fail by throwing a Fault.
    void setStatementHook(std::function<void(const QString &sql)> hook) { m_hook = std::move(hook); }

private:
    friend class Transaction;
    QSqlQuery &execute(const QString &sql, const QVariantList &values);
    void runPlain(const QString &sql);
    const QString m_path, m_connection;
    const bool m_postgres;
    QSqlDatabase m_database;
    std::unordered_map<std::string, QSqlQuery> m_prepared;
    std::function<void(const QString &)> m_hook;
    int m_depth = 0;
};

/// A transaction, or a savepoint within one. Rolled back unless committed.
class Transaction
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    /// On return of the outermost commit the data is on disk.
    void commit();

private:
    Database &m_database;
    int m_level;
    bool m_open = true;
};

/// Instants on disk are milliseconds since 1970 UTC; an invalid time is NULL.
QVariant instant(const QDateTime &time);
QDateTime instantFrom(const Row &row, int column);
/// JSON on disk is compact UTF-8 text.
QString jsonText(const QJsonObject &json);
QJsonObject jsonFrom(const Row &row, int column);

} // namespace storage
