// SPDX-License-Identifier: GPL-3.0-or-later
// How many rows a second a server reads from the feed, page by page with a cursor and ready for the wire, from SQLite and from
// PostgreSQL (a throw-away server of this run). In the same run: the same documents read by one plain statement, which is
// what any feed must at least cost.
#include "bench/figures.h"
#include "exchange/changes.h"
#include "office/centre.h"
#include "office/store.h"
#include "support/postgres.h"
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

const QString scope = u"d/610116"_s;
constexpr int pageRows = 2000;

std::unique_ptr<office::Office> open(const QString &path, bool readOnly)
{
    auto office = office::Office::open({path, office::Office::Side::Centre, [] { return QDateTime::currentDateTimeUtc(); }, readOnly});
    if (!office)
        qFatal("%s", qPrintable(office.refusal().code));
    return std::move(office.value());
}

/// Documents of 2 KB, each changed by a transaction of its own as far as the feed is concerned.
void fill(office::Office &office, int documents)
{
    office::Store &store = office.store();
    if (office::Centre(office).epoch().isEmpty()) // made here, as the reading connection can't
        qFatal("no epoch");
    const QString filling(1900, u'x');
    for (int done = 0; done < documents;) {
        storage::Transaction transaction(store.database);
        for (const int end = std::min(documents, done + 500); done < end; ++done) {
            const QString id = u"0197f1c2-0000-7000-8000-%1"_s.arg(done, 12, 16, QChar(u'0'));
            store.documents.putBase({id, u"case"_s, 1, {scope}, {{u"id"_s, id}, {u"name"_s, u"张三"_s}, {u"filling"_s, filling}}});
            store.feed.put(scope, store.feed.bump(scope), 0, id, domain::ChangeRow::Kind::Put, 1);
        }
        transaction.commit();
    }
}

/// Rows a second of `read`, which gives how many it read and is repeated for a few seconds.
double rowsPerSecond(const std::function<qint64()> &read)
{
    constexpr qint64 atLeastMs = 3000;
    read(); // what is read first comes from the disk
    qint64 rows = 0;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < atLeastMs)
        rows += read();
    return double(rows) * 1e9 / double(timer.nsecsElapsed());
}

QJsonObject measure(const QString &name, const QString &path, int documents)
{
    bench::say(u"%1: filling %2 documents"_s.arg(name).arg(documents));
    fill(*open(path, false), documents);
    const auto office = open(path, true);
    const office::Centre centre(*office);
    const auto follow = [&](bool written) {
        qint64 rows = 0;
        for (domain::Cursor cursor{centre.epoch(), 0};;) {
            const domain::ScopePage page = centre.changes(scope, cursor, pageRows, std::numeric_limits<qint64>::max());
            if (page.problem)
                qFatal("%s", qPrintable(page.problem->code));
            rows += page.rows.size();
            if (written)
                rows += exchange::encodePage(page).isEmpty();
            cursor.seq = page.upto;
            if (!page.more)
                break;
        }
        if (rows != documents)
            qFatal("%lld rows in place of %d", rows, documents);
        return rows;
    };
    const double feed = rowsPerSecond([&] { return follow(false); });
    const double wire = rowsPerSecond([&] { return follow(true); });
    const double plain = rowsPerSecond([&] { return qint64(office->store().database.rows(u"SELECT id, kind, version, scopes, base FROM document WHERE kind = 'case'"_s).size()); });
    bench::say(u"%1: %2 rows/s from the feed, %3 ready for the wire; %4 by one plain statement"_s.arg(name).arg(qRound64(feed)).arg(qRound64(wire)).arg(qRound64(plain)));
    return {{u"database"_s, name}, {u"rows_per_s"_s, qRound64(feed)}, {u"written_rows_per_s"_s, qRound64(wire)}, {u"plain_rows_per_s"_s, qRound64(plain)}, {u"ratio"_s, bench::Times::rounded(feed / plain)}};
}

} // namespace

int main(int argc, char **argv)
{
    if (const int code = support::underPostgres(argc, argv); code >= 0)
        return code;
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    const QCommandLineOption count(u"n"_s, u"Documents of 2 KB."_s, u"number"_s, u"20000"_s);
    arguments.addOption(count);
    arguments.addHelpOption();
    arguments.process(application);
    const int documents = arguments.value(count).toInt();
    const QTemporaryDir folder(QStringLiteral(ONEWINDOW_BINARY_DIR "/bench-feed-XXXXXX"));
    const support::PostgresDatabase postgres;
    QJsonArray both;
    both << measure(u"sqlite"_s, folder.filePath(u"centre.db"_s), documents) << measure(u"postgresql"_s, postgres.url(), documents);
    // What a centre can be counted on to give, whichever database it has.
    const auto slower = std::ranges::min_element(both, {}, [](const QJsonValue &one) { return one[u"rows_per_s"_s].toDouble(); });
    QJsonObject figures = (*slower).toObject();
    figures[u"bench"_s] = u"feed"_s;
    figures[u"documents"_s] = documents;
    figures[u"databases"_s] = both;
    bench::print(figures);
    return 0;
}
