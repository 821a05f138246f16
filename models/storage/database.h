// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QVariant>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

namespace storage {

class Engine;

/// Disk, driver or schema failed. Thrown only in storage, caught in one place in office, answered as a refusal.
class Fault : public std::runtime_error
{
public:
    /// Conflict: another writer was quicker; the same transaction done again may well succeed.
    /// Locked: the file is encrypted, and not with the key given.
    enum class Kind { Failed, DiskFull, Busy, Corrupt, TooNew, Conflict, Locked };
    Fault(Kind kind, const QString &what) : std::runtime_error(what.toStdString()), kind(kind) {}
    Kind kind;
};

/// A text given to a statement as the UTF-8 it is stored in; a QByteArray as it is goes to disk as bytes.
struct Utf8
{
    QByteArray bytes;
};

/// One value of an answer. Texts stay the UTF-8 they are stored in until somebody wants to read them.
class Value
{
public:
    Value() = default;
    static Value ofInteger(qint64 integer) { return Value(Type::Integer, integer, 0, {}); }
    static Value ofReal(double real) { return Value(Type::Real, 0, real, {}); }
    static Value ofBytes(QByteArray bytes) { return Value(Type::Bytes, 0, 0, std::move(bytes)); }

    bool isNull() const { return m_type == Type::Null; }
    qint64 integer() const { return m_type == Type::Integer ? m_integer : m_type == Type::Real ? qint64(m_real) : m_bytes.toLongLong(); }
    QByteArray bytes() const { return m_type == Type::Integer ? QByteArray::number(m_integer) : m_type == Type::Real ? QByteArray::number(m_real) : m_bytes; }
    QString text() const { return QString::fromUtf8(bytes()); }

private:
    enum class Type : quint8 { Null, Integer, Real, Bytes };
    Value(Type type, qint64 integer, double real, QByteArray bytes) : m_type(type), m_integer(integer), m_bytes(std::move(bytes))
    {
        if (type == Type::Real)
            m_real = real;
    }
    Type m_type = Type::Null;
    union {
        qint64 m_integer = 0;
        double m_real;
    };
    QByteArray m_bytes;
};

/// One row of an answer; columns by position.
class Row
{
public:
    Row() = default;
    explicit Row(std::vector<Value> values) : m_values(std::move(values)) {}
    QString text(int column) const { return m_values[size_t(column)].text(); }
    /// Bytes as they are, texts as UTF-8.
    QByteArray bytes(int column) const { return m_values[size_t(column)].bytes(); }
    qint64 integer(int column) const { return m_values[size_t(column)].integer(); }
    bool isNull(int column) const { return m_values[size_t(column)].isNull(); }

private:
    std::vector<Value> m_values;
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
    /// With a key of 32 bytes the file is an encrypted one (storage/vault), and nothing of it touches the disk in plain.
    /// Throws Fault; TooNew when it was written by a later version, Locked when the key is not the file's.
    explicit Database(const QString &path, Access access = Access::ReadWrite, const QByteArray &key = {});
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs a statement; returns the number of rows it changed. Values: texts, Utf8, QByteArray for bytes, numbers, and
    /// QVariant() for NULL.
    qint64 run(const QString &sql, const QVariantList &values = {});
    QList<Row> rows(const QString &sql, const QVariantList &values = {});
    std::optional<Row> row(const QString &sql, const QVariantList &values = {});
    /// One value of one row; `otherwise` when there is no row or it is NULL.
    qint64 number(const QString &sql, const QVariantList &values = {}, qint64 otherwise = 0);
    /// Copies the write-ahead log into the database file as far as readers allow, and sees that the log has room (growLog).
    /// For moments when nobody waits.
    void checkpoint();
    QString path() const { return m_path; }
    /// What another connection of this program gives to ATTACH to read the same file, as long as this one is open. `query` is
    /// added to it ("mode=ro").
    QString uri(QStringView query = {}) const;
    bool isPostgres() const { return m_postgres; }
    static bool isPostgres(const QString &path);
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
    qint64 execute(const QString &sql, const QVariantList &values, QList<Row> *rows);
    void begin();
    void heal();
    const QString m_path;
    const bool m_postgres;
    std::unique_ptr<Engine> m_engine;
    std::function<void(const QString &)> m_hook;
    int m_depth = 0;
    bool m_hasRoomyLog = false; ///< growLog was done
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
QVariant jsonText(const QJsonObject &json);
QJsonObject jsonFrom(const Row &row, int column);

} // namespace storage

Q_DECLARE_METATYPE(storage::Utf8)
