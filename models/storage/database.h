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
    enum class Kind { Failed, DiskFull, Busy, Corrupt, TooNew };
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

/// One connection to one database file. WAL, synchronous=FULL: a committed transaction is on disk. All statements go
/// through here, are prepared once, and throw Fault when they fail. Not thread-safe: one connection per thread.
class Database
{
public:
    enum class Access { ReadWrite, ReadOnly };
    /// Opens (and creates, for ReadWrite) `path` and brings its schema up to date. Throws Fault; TooNew when the file
    /// was written by a later version.
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
    bool inTransaction() const { return m_depth > 0; }
    /// Called before every statement; tests make the n-th one fail by throwing a Fault.
    void setStatementHook(std::function<void(const QString &sql)> hook) { m_hook = std::move(hook); }

private:
    friend class Transaction;
    QSqlQuery &execute(const QString &sql, const QVariantList &values);
    void runPlain(const QString &sql);
    QString m_path, m_connection;
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
