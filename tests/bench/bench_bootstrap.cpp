// SPDX-License-Identifier: GPL-3.0-or-later
// The first download of a district: a real centre over HTTP, a new counter's store, through the classes of the programs, until
// everything is there to be read. In the same run, one after the other: the same by pages of changes, and the bare insertion of
// the same rows into the same tables with the same indexes by SQLite's own interface, in one transaction on the same disk.
#include "app/sync/firstdownload.h"
#include "app/sync/httptransport.h"
#include "bench/figures.h"
#include "office/archive.h"
#include "office/founding.h"
#include "office/madeupcases.h"
#include "office/search/desksearch.h"
#include "office/snapshotbuilder.h"
#include "office/store.h"
#include "server/centreprogram.h"
#include "storage/migrations.h"
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QTimer>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {

const QString scope = u"d/610116"_s;
const QString password = u"changan-2026"_s;

[[noreturn]] void fail(const QString &why)
{
    std::fprintf(stderr, "bench bootstrap: %s\n", qPrintable(why));
    std::exit(1);
}

double seconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

QDateTime utcNow()
{
    return QDateTime::currentDateTimeUtc();
}

/// A founded centre with its cases, kept for the next run.
QString madeUpCentre(const QString &folder, qint64 cases)
{
    const QString data = QDir(folder).filePath(u"bootstrap-%1-schema%2"_s.arg(cases).arg(storage::newestSchema()));
    const QString path = QDir(data).filePath(u"centre.db"_s), done = QDir(data).filePath(u"made"_s);
    if (QFile::exists(done))
        return data;
    QDir(data).removeRecursively();
    QDir().mkpath(data);
    bench::say(u"making up %1 cases (once; kept in %2)"_s.arg(cases).arg(data));
    {
        const auto opened = office::Office::open({path, office::Office::Side::Centre, utcNow, false});
        if (!opened || !office::found(**opened, office::Founding::demo()))
            fail(u"the district can't be founded"_s);
        (*opened)->store().database.rows(u"PRAGMA synchronous=OFF"_s);
    }
    const auto made = office::makeUpCases(path, cases, 610116, utcNow());
    if (!made)
        fail(made.refusal().code);
    QFile mark(done);
    if (!mark.open(QIODevice::WriteOnly))
        fail(mark.errorString());
    return data;
}

/// A new counter: its store and the way to the centre. It has signed in and read the reference data.
struct Counter
{
    Counter(const QString &folder, quint16 port) : folder(folder)
    {
        QDir(folder).removeRecursively();
        QDir().mkpath(folder);
        auto opened = office::Office::open({QDir(folder).filePath(u"counter.db"_s), office::Office::Side::Counter, utcNow, false});
        app::HttpTransport::Options way;
        way.centre = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
        auto made = app::HttpTransport::make(way);
        if (!opened || !made)
            fail(u"no counter"_s);
        office = std::move(opened.value());
        transport = std::move(made.value());
        transport->setSigner([this](const QByteArray &message) { return office->signature(message); });
        sync = std::make_unique<office::CounterSync>(*office);
        std::optional<app::Reply<exchange::SignInAnswer>> signedIn;
        transport->signIn({u"1001"_s, password, office->deviceId(), office->devicePublicKey(), {}, u"3"_s},
                          [&](const app::Reply<exchange::SignInAnswer> &reply) { signedIn = reply; });
        waitFor([&] { return signedIn.has_value(); });
        if (!signedIn->ok())
            fail(signedIn->failure.refusal.code);
        transport->setToken(signedIn->value->token);
        sync->setScopes(signedIn->value->scopes, signedIn->value->district);
        pull(u"ref"_s);
    }
    /// Everything of a scope by pages; gives the number of documents.
    qint64 pull(const QString &of)
    {
        qint64 rows = 0;
        for (bool more = true; more;) {
            more = false;
            exchange::ChangesRequest request;
            request.schema = 1;
            request.maxBytes = exchange::changesBytesMax;
            request.scopes.append({of, sync->cursor(of)});
            bool ended = false;
            transport->changes(request,
                               [&](const domain::ScopePage &page) {
                                   if (page.problem || !sync->applyPage(page))
                                       fail(u"a page was not taken"_s);
                                   rows += page.rows.size();
                                   more = page.more;
                               },
                               [&](const app::Reply<app::ChangesEnd> &reply) {
                                   if (!reply.ok())
                                       fail(reply.failure.refusal.code);
                                   ended = true;
                               });
            waitFor([&] { return ended; });
        }
        return rows;
    }
    template<class Met>
    static void waitFor(Met isMet)
    {
        QElapsedTimer patience;
        patience.start();
        constexpr int patienceMs = 600'000;
        while (!isMet()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
            if (patience.hasExpired(patienceMs))
                fail(u"waited in vain"_s);
        }
    }
    qint64 cases() const { return office->store().database.number(u"SELECT count(*) FROM casefile"_s); }

    const QString folder;
    std::unique_ptr<office::Office> office;
    std::unique_ptr<app::HttpTransport> transport;
    std::unique_ptr<office::CounterSync> sync;
};

/// From the first question to the store that can be read.
double download(Counter &counter)
{
    QElapsedTimer timer;
    timer.start();
    app::FirstDownload::Options options;
    options.folder = QDir(counter.folder).filePath(u"download"_s);
    options.monotonicMs = [&timer] { return timer.elapsed(); };
    app::FirstDownload first(*counter.office, *counter.transport, options);
    QTimer wake;
    wake.setSingleShot(true);
    const auto arm = [&] {
        if (const auto next = first.nextWakeupMs())
            wake.start(int(std::max<qint64>(*next - timer.elapsed(), 0)));
    };
    QObject::connect(&wake, &QTimer::timeout, &first, [&] {
        first.tick();
        arm();
    });
    QObject::connect(&first, &app::FirstDownload::wakeupChanged, &first, arm);
    double done = 0;
    QObject::connect(&first, &app::FirstDownload::finished, &first, [&] { done = seconds(timer); });
    QObject::connect(&first, &app::FirstDownload::statusChanged, &first, [&](const forms::DownloadStatus &status) {
        if (!status.problem.isEmpty())
            bench::say(u"problem: "_s + status.problem);
        if (status.state == forms::DownloadStatus::State::Preparing)
            bench::say(u"  all parts unpacked after %1 s"_s.arg(seconds(timer), 0, 'f', 2));
    });
    first.setSignedIn(true);
    arm();
    Counter::waitFor([&] { return done > 0 || first.heldBack().isEmpty(); });
    if (done == 0)
        fail(u"it was left to the pull"_s);
    // Readable: the first page of the list, a search, a document.
    const auto page = office::Archive(*counter.office).cases({}, {}, 50);
    if (page.isEmpty() || office::DeskSearch(*counter.office).find(u"张"_s, 10).isEmpty() || !office::Archive(*counter.office).document(page.first().id))
        fail(u"it can't be read"_s);
    return seconds(timer);
}

/// SQLite without anything of ours: the same rows into the same tables with the same indexes.
class Bare
{
public:
    explicit Bare(const QString &path)
    {
        if (sqlite3_open(qPrintable(path), &m_connection) != SQLITE_OK)
            fail(u"no bare database"_s);
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("PRAGMA cache_size=-16000");
        run("PRAGMA temp_store=MEMORY");
    }
    ~Bare() { sqlite3_close(m_connection); }
    Q_DISABLE_COPY_MOVE(Bare)
    void run(const char *sql)
    {
        char *error = nullptr;
        if (sqlite3_exec(m_connection, sql, nullptr, nullptr, &error) != SQLITE_OK)
            fail(QString::fromUtf8(error));
    }
    sqlite3_stmt *prepare(const QByteArray &sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_connection, sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
            fail(QString(QString::fromUtf8(sqlite3_errmsg(m_connection)) + u' ' + QString::fromUtf8(sql)));
        return statement;
    }

private:
    sqlite3 *m_connection = nullptr;
};

struct Table
{
    QByteArray name;
    QList<QList<QByteArray>> rows; ///< a null array is NULL; integers are in m_integers' columns
    QList<bool> isInteger;
};

/// The rows of a finished store, in memory, so that nothing but the insertion is measured.
QList<Table> rowsOf(const QString &path)
{
    Bare from(path);
    QList<Table> tables;
    for (const char *name : {"document", "document_scope", "casefile", "applicant", "search_entry"}) {
        Table table{name, {}, {}};
        sqlite3_stmt *statement = from.prepare(QByteArray("SELECT * FROM ") + name);
        const int columns = sqlite3_column_count(statement);
        table.isInteger.fill(false, columns);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QList<QByteArray> row;
            for (int i = 0; i < columns; ++i) {
                const int type = sqlite3_column_type(statement, i);
                if (type == SQLITE_INTEGER)
                    table.isInteger[i] = true;
                row << (type == SQLITE_NULL ? QByteArray()
                                            : QByteArray(reinterpret_cast<const char *>(sqlite3_column_text(statement, i)), sqlite3_column_bytes(statement, i)));
            }
            table.rows << row;
        }
        sqlite3_finalize(statement);
        tables << table;
    }
    return tables;
}

struct BareFigures
{
    double seconds = 0, withSearch = 0;
};

/// Inserts them; with the terms of the search index on top, which are ours to make, as the second figure.
BareFigures insertBare(const QString &path, const QList<Table> &tables)
{
    QFile::remove(path);
    {
        const storage::Database layout(path); // the same tables and indexes
    }
    QList<QByteArray> terms;
    QList<qint64> keys;
    for (const Table &table : tables) {
        if (table.name != "search_entry")
            continue;
        for (const QList<QByteArray> &row : table.rows) { // key, id, kind, name, initials, numbers, words, at
            const storage::SearchEntry entry{QString::fromUtf8(row[1]), QString::fromUtf8(row[2]), QString::fromUtf8(row[3]),
                                             QString::fromUtf8(row[5]).split(u'\n'), QString::fromUtf8(row[6]), row[7].toLongLong()};
            terms << storage::SearchText(entry, QString::fromUtf8(row[4]).split(u' ')).terms().toUtf8();
            keys << row[0].toLongLong();
        }
    }
    BareFigures figures;
    {
        Bare bare(path);
        QElapsedTimer timer;
        timer.start();
        bare.run("BEGIN IMMEDIATE");
        for (const Table &table : tables) {
            sqlite3_stmt *statement = bare.prepare("INSERT INTO " + table.name + " VALUES(" + QByteArrayList(table.isInteger.size(), "?").join(',') + ')');
            for (const QList<QByteArray> &row : table.rows) {
                for (int i = 0; i < row.size(); ++i) {
                    if (row[i].isNull())
                        sqlite3_bind_null(statement, i + 1);
                    else if (table.isInteger[i])
                        sqlite3_bind_int64(statement, i + 1, row[i].toLongLong());
                    else
                        sqlite3_bind_text(statement, i + 1, row[i].constData(), int(row[i].size()), SQLITE_STATIC);
                }
                if (sqlite3_step(statement) != SQLITE_DONE)
                    fail(u"a bare insertion failed"_s);
                sqlite3_reset(statement);
            }
            sqlite3_finalize(statement);
        }
        bare.run("COMMIT");
        figures.seconds = seconds(timer);
        bare.run("BEGIN IMMEDIATE");
        sqlite3_stmt *statement = bare.prepare("INSERT INTO search_index(rowid, terms) VALUES(?, ?)");
        for (qsizetype i = 0; i < terms.size(); ++i) {
            sqlite3_bind_int64(statement, 1, keys[i]);
            sqlite3_bind_text(statement, 2, terms[i].constData(), int(terms[i].size()), SQLITE_STATIC);
            if (sqlite3_step(statement) != SQLITE_DONE)
                fail(u"a bare insertion failed"_s);
            sqlite3_reset(statement);
        }
        sqlite3_finalize(statement);
        bare.run("COMMIT");
        figures.withSearch = seconds(timer);
    }
    QFile::remove(path);
    return figures;
}

double rounded(double value)
{
    return bench::Times::rounded(value);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"onewindow.*.debug=false"_s);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addOptions({{u"cases"_s, u"How many made-up cases the district has."_s, u"n"_s, u"185600"_s},
                          {u"folder"_s, u"Where the databases lie."_s, u"folder"_s, QStringLiteral(ONEWINDOW_BINARY_DIR "/../bench-data")},
                          {u"runs"_s, u"How often each is done; the best counts."_s, u"n"_s, u"3"_s},
                          {u"no-pages"_s, u"Leaves the way by pages out, which takes longest."_s}});
    arguments.process(application);
    const qint64 cases = arguments.value(u"cases"_s).toLongLong();
    const int runs = std::max(arguments.value(u"runs"_s).toInt(), 1);
    const QString folder = arguments.value(u"folder"_s);
    QDir().mkpath(folder);
    const QString data = madeUpCentre(folder, cases);

    server::CentreProgram::Options options;
    options.dataFolder = data;
    options.clock = utcNow;
    options.listener.address = u"127.0.0.1"_s;
    options.listener.port = 0;
    options.makesSnapshots = false; // made here, ahead, and timed
    options.openEnrolment = true; // every counter here is a new one
    server::CentreProgram centre(options);
    if (const auto started = centre.start(); !started)
        fail(started.refusal().code);

    QElapsedTimer timer;
    timer.start();
    domain::SnapshotManifest manifest;
    {
        auto reading = office::Office::open({QDir(data).filePath(u"centre.db"_s), office::Office::Side::Centre, utcNow, true});
        if (!reading)
            fail(reading.refusal().code);
        office::SnapshotBuilder::Options builder;
        builder.folder = server::snapshotFolder(QDir(data).filePath(u"files"_s));
        builder.clock = utcNow;
        const auto made = office::SnapshotBuilder(**reading, builder).build(scope);
        if (!made)
            fail(made.refusal().code);
        manifest = *made;
    }
    const double buildSeconds = seconds(timer);
    bench::say(u"made ahead: %1 documents, %2 MB, %3 MB packed in %4 parts, %5 s"_s.arg(manifest.rows).arg(manifest.bytes / 1e6, 0, 'f', 0)
                   .arg(manifest.size() / 1e6, 0, 'f', 0).arg(manifest.parts.size()).arg(buildSeconds, 0, 'f', 1));

    double best = 0;
    QString store;
    for (int run = 0; run < runs; ++run) {
        Counter counter(QDir(folder).filePath(u"bootstrap-counter"_s), centre.port());
        const double took = download(counter);
        if (counter.cases() != cases)
            fail(u"cases are lacking"_s);
        bench::say(u"ready-made: %1 s"_s.arg(took, 0, 'f', 2));
        best = best == 0 ? took : std::min(best, took);
        store = QDir(counter.folder).filePath(u"counter.db"_s);
    }
    BareFigures bare;
    {
        const QList<Table> tables = rowsOf(store);
        for (int run = 0; run < runs; ++run) {
            const BareFigures took = insertBare(QDir(folder).filePath(u"bootstrap-bare.db"_s), tables);
            bench::say(u"bare SQLite: %1 s, with the search index %2 s"_s.arg(took.seconds, 0, 'f', 2).arg(took.withSearch, 0, 'f', 2));
            if (bare.seconds == 0 || took.seconds < bare.seconds)
                bare = took;
        }
    }
    double pages = 0;
    if (!arguments.isSet(u"no-pages"_s)) {
        Counter counter(QDir(folder).filePath(u"bootstrap-counter"_s), centre.port());
        timer.restart();
        counter.pull(scope);
        pages = seconds(timer);
        if (counter.cases() != cases)
            fail(u"cases are lacking"_s);
        bench::say(u"by pages: %1 s"_s.arg(pages, 0, 'f', 2));
    }
    QDir(QDir(folder).filePath(u"bootstrap-counter"_s)).removeRecursively();
    centre.stop();

    const double docs = double(manifest.rows);
    bench::print({{u"bench"_s, u"bootstrap"_s},
                  {u"cases"_s, cases},
                  {u"docs"_s, manifest.rows},
                  {u"seconds"_s, rounded(best)},
                  {u"docs_per_s"_s, qRound64(docs / best)},
                  {u"raw_seconds"_s, rounded(bare.seconds)},
                  {u"raw_docs_per_s"_s, qRound64(docs / bare.seconds)},
                  {u"raw_with_search_docs_per_s"_s, qRound64(docs / bare.withSearch)},
                  {u"ratio_to_raw"_s, rounded(bare.seconds / best)},
                  {u"bytes"_s, manifest.size()},
                  {u"file_bytes"_s, manifest.bytes},
                  {u"build_seconds"_s, rounded(buildSeconds)},
                  {u"ndjson_seconds"_s, rounded(pages)},
                  {u"ndjson_docs_per_s"_s, pages > 0 ? qRound64(docs / pages) : 0}});
    return 0;
}
