// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to verify a centre's journal of a million rows: every row read and hashed, every link, every checkpoint.
// The rows are real acts of one window, repeated under other ids and chained as the centre chains them. In the same run: what
// chaining adds to writing them.
#include "bench/figures.h"
#include "office/founding.h"
#include "office/journalaudit.h"
#include "office/madeupcases.h"
#include "office/store.h"
#include "storage/journalchain.h"
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void fail(const QString &why)
{
    bench::say(why);
    std::exit(1);
}

std::unique_ptr<office::Office> openCentre(const QString &path)
{
    auto opened = office::Office::open({path, office::Office::Side::Centre, [] { return QDateTime::currentDateTimeUtc(); }, false});
    if (!opened)
        fail(opened.refusal().code);
    return std::move(opened.value());
}

/// Acts as the centre's journal has them.
QList<storage::JournalRow> samples(const QString &path)
{
    const auto office = openCentre(path);
    if (const auto founded = office::found(*office, office::Founding::demo()); !founded)
        fail(founded.refusal().code);
    if (const auto made = office::makeUpCases(path, 300, 610116, QDateTime::currentDateTimeUtc()); !made)
        fail(made.refusal().code);
    QList<storage::JournalRow> rows = office->store().journal.page(0, 300);
    std::reverse(rows.begin(), rows.end());
    return rows;
}

/// Writes rows of one window, 500 a transaction; gives the milliseconds. Without chains: as a window writes its own.
double write(office::Office &office, const QList<storage::JournalRow> &samples, qint64 count, const QString &stream, bool chained)
{
    storage::Database &database = office.store().database;
    storage::JournalChain chain(database);
    const QString place = office.rules()->places().first().id;
    qint64 n = 0;
    QElapsedTimer timer;
    timer.start();
    while (n < count) {
        storage::Transaction transaction(database);
        QList<storage::JournalChain::NewRow> rows;
        for (const qint64 end = std::min(count, n + 500); n < end;) {
            storage::JournalRow row = samples[n % samples.size()];
            row.operation.id = domain::newId(row.operation.made.wall);
            row.operation.n = ++n;
            row.stream = stream;
            row.result = {{u"outcome"_s, u"applied"_s}, {u"docVersion"_s, 1}, {u"at"_s, QJsonObject{{u"d/610116"_s, n}}}};
            if (chained)
                rows << storage::JournalChain::NewRow{row, {row.operation.doc}, place};
            else
                office.store().journal.append(row, {row.operation.doc});
        }
        if (chained)
            chain.add(rows, {}, {}, [&] { return office::chainHashOf(office.store()); });
        transaction.commit();
    }
    return double(timer.nsecsElapsed()) / 1e6;
}

double verify(office::Office &office, qint64 *rows)
{
    QElapsedTimer timer;
    timer.start();
    const auto report = office::JournalAudit(office).verify({});
    const double ms = double(timer.nsecsElapsed()) / 1e6;
    if (!report || !report->findings.isEmpty())
        fail(u"the journal is not sound"_s);
    *rows = report->rows;
    return ms;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    const QCommandLineOption count(u"n"_s, u"Rows."_s, u"number"_s, u"1000000"_s);
    const QCommandLineOption hash(u"hash"_s, u"sha-256 or sm3."_s, u"name"_s, u"sha-256"_s);
    arguments.addOptions({count, hash});
    arguments.addHelpOption();
    arguments.process(application);
    const qint64 wanted = arguments.value(count).toLongLong();

    QDir folder(QStringLiteral(ONEWINDOW_BINARY_DIR "/bench-journal"));
    folder.removeRecursively();
    folder.mkpath(u"."_s);
    const QString path = folder.filePath(u"centre.db"_s);
    const QList<storage::JournalRow> rows = samples(path);
    const auto office = openCentre(path);
    if (const auto hashed = office::JournalAudit(*office).useHash(arguments.value(hash)); !hashed)
        fail(hashed.refusal().code);

    // By turns, so that neither has the colder disk; the rest of the million after it.
    constexpr qint64 turn = 10'000;
    double plainMs = 0, chainedMs = 0;
    qint64 plain = 0, chained = 0;
    for (int round = 0; round < 5; ++round) {
        plainMs += write(*office, rows, turn, u"plain-%1"_s.arg(round), false);
        plain += turn;
        chainedMs += write(*office, rows, turn, u"chained-%1"_s.arg(round), true);
        chained += turn;
    }
    office->store().database.run(u"DELETE FROM journal WHERE stream LIKE 'plain%'"_s);
    bench::say(u"A row: %1 us without a chain, %2 us in it"_s.arg(plainMs * 1000 / double(plain), 0, 'f', 1).arg(chainedMs * 1000 / double(chained), 0, 'f', 1));
    write(*office, rows, std::max<qint64>(0, wanted - chained), u"rest"_s, true);
    if (const auto sealed = office::JournalAudit(*office).sealDue({}); !sealed)
        fail(sealed.refusal().code);
    office->rest();

    bench::say(u"Verifying"_s);
    qint64 read = 0;
    const double ms = verify(*office, &read);
    bench::print({{u"rows"_s, read},
                  {u"hash"_s, arguments.value(hash)},
                  {u"seconds"_s, bench::Times::rounded(ms / 1000)},
                  {u"rows_per_s"_s, qRound64(double(read) * 1000 / ms)},
                  {u"write_us_plain"_s, bench::Times::rounded(plainMs * 1000 / double(plain))},
                  {u"write_us_chained"_s, bench::Times::rounded(chainedMs * 1000 / double(chained))},
                  {u"chained_ratio"_s, bench::Times::rounded(chainedMs * double(plain) / (plainMs * double(chained)))}});
    folder.removeRecursively();
    return 0;
}
