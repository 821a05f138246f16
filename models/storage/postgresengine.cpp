// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/engine.h"
#include <QDeadlineTimer>
#include <QLoggingCategory>
#include <QVarLengthArray>
#include <libpq-fe.h>
#include <poll.h>
#include <unordered_map>

namespace storage {
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(postgresLog, "onewindow.storage.postgres")

namespace {

/// How long the server may think about one statement before it gives up; then how long we wait for any answer at all.
constexpr int statementSeconds = 30;
constexpr int answerSeconds = 45;

struct Clearer
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clearer>;

struct Finisher
{
    void operator()(PGconn *connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, Finisher>;

class PostgresEngine : public Engine
{
public:
    PostgresEngine(const QString &url, Database::Access access) : m_url(url), m_access(access) { reopen(); }
    qint64 execute(const QString &sql, const QVariantList &values, QList<Row> *rows) override;
    void executeOnce(const QString &sql) override;
    QString begin() const override { return u"BEGIN ISOLATION LEVEL READ COMMITTED"_s; }
    bool isBroken() const override { return m_broken; }
    void reopen() override;

private:
    const QByteArray &prepared(const QString &sql);
    Result answer(const QString &sql);
    void sent(int accepted, const QString &sql);
    Fault fault(const PGresult *result, QStringView sql);
    Fault broke(QStringView sql, const QString &why);

    const QString m_url;
    const Database::Access m_access;
    Connection m_connection;
    bool m_broken = false;
    QDeadlineTimer m_again{0}; ///< not connected before this
    std::unordered_map<QString, QByteArray> m_prepared; ///< names by statement
};

/// The parameters of a statement as PostgreSQL counts them: $1, $2 … in place of question marks outside of literals.
QByteArray numbered(const QString &sql)
{
    QByteArray text;
    int count = 0;
    bool literal = false;
    for (const char c : sql.toUtf8()) {
        literal ^= c == '\'';
        if (c == '?' && !literal)
            text += '$' + QByteArray::number(++count);
        else
            text += c;
    }
    return text;
}

/// Parameters of the connection that the URL may overrule: nothing may hang for want of a network.
std::vector<std::pair<const char *, QByteArray>> parametersFor(const QString &url)
{
    QByteArray options = "-c statement_timeout=" + QByteArray::number(statementSeconds * 1000)
                         + " -c lock_timeout=10000 -c idle_in_transaction_session_timeout=20000"
                         // Everything here goes along an index; the plans must not fall over to scans on a guess at disk heads.
                           " -c random_page_cost=1.1 -c jit=off";
    // What the URL says of options is added, not put in their place.
    if (PQconninfoOption *said = PQconninfoParse(url.toUtf8().constData(), nullptr)) {
        for (const PQconninfoOption *one = said; one->keyword; ++one) {
            if (qstrcmp(one->keyword, "options") == 0 && one->val)
                options += QByteArray(" ") + one->val;
        }
        PQconninfoFree(said);
    }
    return {{"connect_timeout", "5"},      {"keepalives_idle", "10"},      {"keepalives_interval", "5"}, {"keepalives_count", "3"},
            {"tcp_user_timeout", "15000"}, {"application_name", "onewindow"},
            {"target_session_attrs", "read-write"}, // of several hosts the primary, for readers too: they must see what was just written
            {"dbname", url.toUtf8()},
            {"client_encoding", "UTF8"},   {"options", options}};
}

void PostgresEngine::reopen()
{
    // While the server is away, not every request is made to wait for it again.
    if (!m_again.hasExpired())
        throw Fault(Fault::Kind::Busy, u"the database did not answer a moment ago"_s);
    m_broken = true;
    m_prepared.clear();
    m_connection.reset();
    std::vector<const char *> names, values;
    const auto parameters = parametersFor(m_url);
    for (const auto &[name, value] : parameters) {
        names.push_back(name);
        values.push_back(value.constData());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    m_connection.reset(PQconnectdbParams(names.data(), values.data(), 1));
    m_broken = PQstatus(m_connection.get()) != CONNECTION_OK;
    constexpr int pauseMs = 500;
    m_again.setRemainingTime(m_broken ? pauseMs : 0);
    if (m_broken)
        throw Fault(Fault::Kind::Busy, QString::fromUtf8(PQerrorMessage(m_connection.get())).trimmed());
    PQsetnonblocking(m_connection.get(), 1);
    PQsetNoticeProcessor(m_connection.get(), [](void *, const char *notice) { qCDebug(postgresLog) << notice; }, nullptr);
    // A receipt is printed only when the record is on disk, whatever the server's own configuration says.
    if (m_access == Database::Access::ReadOnly)
        executeOnce(u"SET default_transaction_read_only = on"_s); // not among the options: the host would be taken for a standby
    else
        executeOnce(u"SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')"_s);
}

Fault PostgresEngine::broke(QStringView sql, const QString &why)
{
    m_broken = true;
    return Fault(Fault::Kind::Busy, QString(why + u" ["_s + sql.left(120) + u']'));
}

Fault PostgresEngine::fault(const PGresult *result, QStringView sql)
{
    const QByteArray state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const QString why = QString::fromUtf8(result ? PQresultErrorMessage(result) : PQerrorMessage(m_connection.get())).trimmed();
    // Shut down, starting up, no longer there; or a primary that has become a standby.
    if (PQstatus(m_connection.get()) == CONNECTION_BAD || state.startsWith("08") || state.startsWith("57P") || state == "25006")
        return broke(sql, why);
    Fault::Kind kind = Fault::Kind::Failed;
    if (state == "40001" || state == "40P01" || state == "23505" || state == "0A000") {
        kind = Fault::Kind::Conflict; // 0A000: a statement prepared before the schema changed
        if (state == "0A000")
            m_prepared.clear();
    } else if (state == "53100") {
        kind = Fault::Kind::DiskFull;
    } else if (state == "55P03" || state == "57014" || state.startsWith("53")) {
        kind = Fault::Kind::Busy; // a lock or an answer not to be had in time, too many connections, no memory
    } else if (state.startsWith("XX00")) {
        kind = Fault::Kind::Corrupt;
    }
    return Fault(kind, QString(why + u" ["_s + sql.left(120) + u']'));
}

void PostgresEngine::sent(int accepted, const QString &sql)
{
    if (accepted == 0)
        throw fault(nullptr, sql);
}

/// Waits for what the server answers to the statement just sent; never longer than answerSeconds.
Result PostgresEngine::answer(const QString &sql)
{
    const QDeadlineTimer deadline(answerSeconds * 1000);
    Result last;
    for (;;) {
        int unsent = PQflush(m_connection.get());
        while (unsent > 0 || PQisBusy(m_connection.get())) {
            pollfd wait{PQsocket(m_connection.get()), short(unsent > 0 ? POLLIN | POLLOUT : POLLIN), 0};
            const int ready = poll(&wait, 1, int(deadline.remainingTime()));
            if (ready == 0)
                throw broke(sql, u"no answer within %1 s"_s.arg(answerSeconds));
            if (ready < 0 && errno != EINTR)
                throw broke(sql, u"poll: %1"_s.arg(errno));
            if (wait.revents & (POLLIN | POLLERR | POLLHUP) && !PQconsumeInput(m_connection.get()))
                throw fault(nullptr, sql);
            if (unsent > 0)
                unsent = PQflush(m_connection.get());
        }
        if (unsent < 0)
            throw fault(nullptr, sql);
        Result next(PQgetResult(m_connection.get()));
        if (!next)
            break;
        const ExecStatusType status = PQresultStatus(next.get());
        const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
        if (!last || !good)
            last = std::move(next);
    }
    if (!last || PQresultStatus(last.get()) == PGRES_FATAL_ERROR)
        throw fault(last.get(), sql);
    return last;
}

const QByteArray &PostgresEngine::prepared(const QString &sql)
{
    const auto found = m_prepared.find(sql);
    if (found != m_prepared.end())
        return found->second;
    static std::atomic<quint64> made = 0; // never the same name twice: after clear() the server still knows the old ones
    const QByteArray name = 's' + QByteArray::number(++made);
    sent(PQsendPrepare(m_connection.get(), name.constData(), numbered(sql).constData(), 0, nullptr), sql);
    answer(sql);
    return m_prepared.emplace(sql, name).first->second;
}

/// The values of one run, in the text form of PostgreSQL; bytes as they are.
class Parameters
{
public:
    explicit Parameters(const QVariantList &values)
    {
        for (const QVariant &value : values)
            add(value);
        for (const QByteArray &text : m_texts)
            m_values.append(text.isNull() ? nullptr : text.constData());
    }
    int count() const { return int(m_values.size()); }
    const char *const *values() const { return m_values.constData(); }
    const int *lengths() const { return m_lengths.constData(); }
    const int *formats() const { return m_formats.constData(); }

private:
    void add(const QVariant &value)
    {
        QByteArray text;
        bool binary = false;
        if (value.isNull()) {
            // stays null
        } else if (value.typeId() == QMetaType::QByteArray) {
            text = value.toByteArray();
            binary = true;
        } else {
            text = value.typeId() == qMetaTypeId<Utf8>() ? value.value<Utf8>().bytes : value.toString().toUtf8();
            text.replace('\0', QByteArray()); // PostgreSQL keeps no NUL in a text; in JSON it stands escaped
        }
        if (text.isNull() && !value.isNull())
            text = "";
        m_lengths.append(int(text.size()));
        m_formats.append(binary ? 1 : 0);
        m_texts.append(std::move(text));
    }
    QVarLengthArray<QByteArray, 20> m_texts;
    QVarLengthArray<const char *, 20> m_values;
    QVarLengthArray<int, 20> m_lengths, m_formats;
};

enum : Oid { boolType = 16, byteaType = 17, int8Type = 20, int2Type = 21, int4Type = 23, float4Type = 700, float8Type = 701, numericType = 1700 };

Value valueOf(const PGresult *result, int row, int column)
{
    if (PQgetisnull(result, row, column))
        return {};
    const char *text = PQgetvalue(result, row, column);
    const QByteArray bytes = QByteArray::fromRawData(text, PQgetlength(result, row, column));
    switch (PQftype(result, column)) {
    case boolType:
        return Value::ofInteger(*text == 't');
    case int2Type:
    case int4Type:
    case int8Type:
        return Value::ofInteger(bytes.toLongLong());
    case float4Type:
    case float8Type:
    case numericType:
        return Value::ofReal(bytes.toDouble());
    case byteaType:
        return Value::ofBytes(QByteArray::fromHex(bytes.mid(2))); // \x…
    default:
        return Value::ofBytes(QByteArray(text, bytes.size()));
    }
}

qint64 PostgresEngine::execute(const QString &sql, const QVariantList &values, QList<Row> *rows)
{
    if (m_broken)
        throw broke(sql, u"the connection broke"_s);
    const Parameters parameters(values);
    sent(PQsendQueryPrepared(m_connection.get(), prepared(sql).constData(), parameters.count(), parameters.values(), parameters.lengths(),
                             parameters.formats(), 0),
         sql);
    const Result result = answer(sql);
    if (rows) {
        const int count = PQntuples(result.get()), columns = PQnfields(result.get());
        rows->reserve(count);
        for (int i = 0; i < count; ++i) {
            std::vector<Value> row;
            row.reserve(size_t(columns));
            for (int column = 0; column < columns; ++column)
                row.push_back(valueOf(result.get(), i, column));
            rows->emplace_back(std::move(row));
        }
    }
    return QByteArray(PQcmdTuples(result.get())).toLongLong();
}

void PostgresEngine::executeOnce(const QString &sql)
{
    if (m_broken)
        throw broke(sql, u"the connection broke"_s);
    sent(PQsendQuery(m_connection.get(), sql.toUtf8().constData()), sql);
    answer(sql);
}

} // namespace

std::unique_ptr<Engine> openPostgres(const QString &url, Database::Access access)
{
    return std::make_unique<PostgresEngine>(url, access);
}

} // namespace storage
