// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/databasefile.h"
#include "storage/engine.h"
#include "storage/interruption.h"
#include "storage/vault/vaultfile.h"
#include "storage/vault/vaultvfs.h"
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <QUuid>
#include <QVarLengthArray>
#include <cstring>
#include <sqlite3.h>
#include <unordered_map>

namespace storage {
using namespace Qt::StringLiterals;

namespace {

struct Finalizer
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalizer>;

/// A connection of Qt Sql, and the SQLite connection under it. Statements are spoken to SQLite itself: QSqlQuery would make
/// UTF-16 of every text and a QVariant of every value.
class Connection
{
public:
    Connection(const QString &path, Database::Access access) : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
    {
        QStringList options{u"QSQLITE_BUSY_TIMEOUT=5000"_s};
        if (access == Database::Access::ReadOnly)
            options << u"QSQLITE_OPEN_READONLY"_s;
        if (path.startsWith("file:"_L1))
            options << u"QSQLITE_OPEN_URI"_s;
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        m_database.setDatabaseName(path);
        m_database.setConnectOptions(options.join(u';'));
        if (!m_database.open())
            return;
        m_handle = *static_cast<sqlite3 *const *>(m_database.driver()->handle().constData());
        constexpr int stepsBetween = 20'000; // some milliseconds
        sqlite3_progress_handler(m_handle, stepsBetween, [](void *) { return Interruption::isDue() ? 1 : 0; }, nullptr);
    }
    ~Connection()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    Q_DISABLE_COPY_MOVE(Connection)

    sqlite3 *get() const { return m_handle; }
    QSqlError error() const { return m_database.lastError(); }

private:
    const QString m_name;
    QSqlDatabase m_database;
    sqlite3 *m_handle = nullptr;
};

/// Ends the run of a statement: an unfinished read would keep the write-ahead log from being reset.
struct Reset
{
    sqlite3_stmt *statement;
    ~Reset() { sqlite3_reset(statement); }
};

Fault::Kind kindOf(int code)
{
    switch (code & 0xff) { // the primary code of an extended one
    case SQLITE_FULL:
        return Fault::Kind::DiskFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT: // storage/interruption.h
        return Fault::Kind::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Fault::Kind::Corrupt;
    case SQLITE_AUTH: // nothing else here authorises
        return Fault::Kind::Locked;
    default:
        return Fault::Kind::Failed;
    }
}

class SqliteEngine : public Engine
{
public:
    SqliteEngine(const QString &path, Database::Access access, const QByteArray &key);
    qint64 execute(const QString &sql, const QVariantList &values, QList<Row> *rows) override;
    void executeOnce(const QString &sql) override;
    // IMMEDIATE: the write lock is taken at the start, so no transaction fails half-way for want of it.
    QString begin() const override { return u"BEGIN IMMEDIATE"_s; }
    QString uri(QStringView query) const override;

private:
    bool isVault() const;
    Fault fault(QStringView sql) const;
    Prepared prepare(const QString &sql) const;
    const QString m_path;
    const std::unique_ptr<vault::Unlocked> m_unlocked; ///< none: a plain file
    Connection m_connection;
    std::unordered_map<QString, Prepared> m_prepared;
};

/// The texts bound to one run of a statement, kept until it ends so that SQLite need not copy them.
using Texts = QVarLengthArray<QByteArray, 20>;

void bindText(sqlite3_stmt *statement, int index, QByteArray text, Texts &texts)
{
    texts.append(std::move(text));
    sqlite3_bind_text64(statement, index, texts.back().constData(), sqlite3_uint64(texts.back().size()), SQLITE_STATIC, SQLITE_UTF8);
}

void bind(sqlite3_stmt *statement, int index, const QVariant &value, Texts &texts)
{
    if (value.isNull()) {
        sqlite3_bind_null(statement, index);
        return;
    }
    switch (value.typeId()) {
    case QMetaType::QString:
        bindText(statement, index, value.toString().toUtf8(), texts);
        break;
    case QMetaType::QByteArray: {
        const auto &bytes = *static_cast<const QByteArray *>(value.constData());
        sqlite3_bind_blob64(statement, index, bytes.constData(), sqlite3_uint64(bytes.size()), SQLITE_STATIC);
        break;
    }
    case QMetaType::Double:
    case QMetaType::Float:
        sqlite3_bind_double(statement, index, value.toDouble());
        break;
    default:
        if (value.typeId() == qMetaTypeId<Utf8>())
            bindText(statement, index, static_cast<const Utf8 *>(value.constData())->bytes, texts);
        else
            sqlite3_bind_int64(statement, index, value.toLongLong());
    }
}

Value valueOf(sqlite3_stmt *statement, int column)
{
    const auto bytes = [&](const void *data) { return QByteArray(static_cast<const char *>(data), sqlite3_column_bytes(statement, column)); };
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return Value::ofInteger(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return Value::ofReal(sqlite3_column_double(statement, column));
    case SQLITE_TEXT:
        return Value::ofBytes(bytes(sqlite3_column_text(statement, column)));
    case SQLITE_BLOB:
        return Value::ofBytes(bytes(sqlite3_column_blob(statement, column)));
    default:
        return {};
    }
}

SqliteEngine::SqliteEngine(const QString &path, Database::Access access, const QByteArray &key)
    : m_path(path), m_unlocked(key.isEmpty() || !isPlainFile(path) ? nullptr : std::make_unique<vault::Unlocked>(key)),
      m_connection(m_unlocked ? uri({}) : path, access)
{
    if (!m_connection.get())
        throw Fault(kindOf(m_connection.error().nativeErrorCode().toInt()), QString(m_connection.error().text() + u" [open "_s + path + u']'));
    sqlite3_extended_result_codes(m_connection.get(), 1);
}

QString SqliteEngine::uri(QStringView query) const
{
    if (m_unlocked)
        return m_unlocked->uri(m_path, query);
    if (m_path.startsWith("file:"_L1))
        return m_path;
    return u"file:%1%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(m_path, "/")), query.isEmpty() ? QString() : QString(u'?' + query));
}

/// Asked of SQLite's own handle: to open and close the file beside it would drop the locks this process holds on it.
bool SqliteEngine::isVault() const
{
    sqlite3_file *file = nullptr;
    char begins[vault::magicBytes] = {};
    return sqlite3_file_control(m_connection.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file && file->pMethods
           && file->pMethods->xRead(file, begins, vault::magicBytes, 0) == SQLITE_OK && std::memcmp(begins, vault::magic, vault::magicBytes) == 0;
}

Fault SqliteEngine::fault(QStringView sql) const
{
    if (sqlite3_errcode(m_connection.get()) == SQLITE_NOTADB && !m_unlocked && isVault())
        return Fault(Fault::Kind::Locked, QString(m_path + u" is encrypted"_s));
    return Fault(kindOf(sqlite3_errcode(m_connection.get())), QString(QString::fromUtf8(sqlite3_errmsg(m_connection.get())) + u" ["_s + sql.left(120) + u']'));
}

Prepared SqliteEngine::prepare(const QString &sql) const
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_connection.get(), text.constData(), int(text.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        throw fault(sql);
    return Prepared(statement);
}

qint64 SqliteEngine::execute(const QString &sql, const QVariantList &values, QList<Row> *rows)
{
    auto found = m_prepared.find(sql);
    if (found == m_prepared.end())
        found = m_prepared.emplace(sql, prepare(sql)).first;
    sqlite3_stmt *statement = found->second.get();
    Q_ASSERT(values.size() == sqlite3_bind_parameter_count(statement));
    Texts texts;
    const Reset reset{statement};
    for (int i = 0; i < values.size(); ++i)
        bind(statement, i + 1, values[i], texts);
    const int columns = sqlite3_column_count(statement);
    int step = sqlite3_step(statement);
    for (; step == SQLITE_ROW; step = sqlite3_step(statement)) {
        if (!rows)
            continue;
        std::vector<Value> row;
        row.reserve(size_t(columns));
        for (int i = 0; i < columns; ++i)
            row.push_back(valueOf(statement, i));
        rows->emplace_back(std::move(row));
    }
    if (step != SQLITE_DONE)
        throw fault(sql);
    return sqlite3_stmt_readonly(statement) ? 0 : sqlite3_changes64(m_connection.get());
}

void SqliteEngine::executeOnce(const QString &sql)
{
    if (sqlite3_exec(m_connection.get(), sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw fault(sql);
}

} // namespace

std::unique_ptr<Engine> openSqlite(const QString &path, Database::Access access, const QByteArray &key)
{
    Q_ASSERT(key.isEmpty() || isPlainFile(path) || path == ":memory:"_L1); // in a file system of its own there would be no key
    return std::make_unique<SqliteEngine>(path, access, key);
}

} // namespace storage
