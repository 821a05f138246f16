// SPDX-License-Identifier: GPL-3.0-or-later
// One window sends 2,000 documents, 50 others wait for them in long polls: until everybody has every document, read wholly
// with count and check sum. The centre's own processor time is that of its process, the taking in of the push included.
// In the same run: the very answers of the centre, kept, are given by a bare server to as many listeners of the same kind, which
// is what sending and reading those bytes must at least cost.
#include "bench/crowd.h"
#include "bench/readymade.h"
#include "bench/window.h"
#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

struct Rate { double docsPerSecond = 0, cpuMsPer1000 = 0; };

/// Rows of one answer as it went over the wire.
qint64 rowsOf(const QByteArray &answer)
{
    exchange::ChangesReader reader;
    if (!reader.feed(answer.mid(answer.indexOf("\r\n\r\n") + 4)) || !reader.finish())
        bench::fail(u"a damaged answer was kept"_s);
    qint64 rows = 0;
    for (const domain::ScopePage &page : reader.takePages())
        rows += page.rows.size();
    return rows;
}

/// How quickly these answers reach everybody when nobody has to make them.
Rate givenReadyMade(const QList<QByteArray> &answers, bench::Window &window, const QString &token, const QString &scope, int clients)
{
    qint64 wanted = 0;
    for (const QByteArray &answer : answers)
        wanted += rowsOf(answer) * clients;
    bench::ReadyMade server(answers);
    const bench::Crowd crowd(server.port(), token, [&](const QByteArray &message) { return window.office->signature(message); }, scope, {}, clients);
    bench::Window::waitFor([&] { return server.waiting() == clients; });
    const double cpuBefore = server.cpuMs();
    QElapsedTimer timer;
    timer.start();
    server.begin();
    bench::Window::waitFor([&] { return crowd.documents() == wanted; });
    return {double(wanted) * 1e9 / double(timer.nsecsElapsed()), (server.cpuMs() - cpuBefore) * 1000 / double(wanted)};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addOptions({{u"clients"_s, u"Listening windows."_s, u"n"_s, u"50"_s}, {u"documents"_s, u"Documents sent (even)."_s, u"n"_s, u"2000"_s}});
    arguments.addHelpOption();
    arguments.process(application);
    const int clients = arguments.value(u"clients"_s).toInt(), documents = arguments.value(u"documents"_s).toInt();
    const QString folder = QStringLiteral(ONEWINDOW_BINARY_DIR "/bench-fanout");

    const bench::CentreProcess centre(folder + u"/centre"_s, 0, bench::Crowd::asManyDevices(folder));
    bench::Window window(folder + u"/window"_s, centre.url());
    window.settle();
    window.lendNumbers(documents / 2);
    window.agent->end();
    // A case and its applicant are two documents.
    QSet<QString> made;
    for (const office::Act &visit : window.visits(documents / 2)) {
        for (const domain::Document &document : window.submit(visit).documents)
            made << document.id;
    }
    const exchange::SignInAnswer session = window.signIn();
    const office::CounterSync sync(*window.office);
    const QString scope = u"d/610116"_s;
    QList<QByteArray> answers;
    auto crowd = std::make_unique<bench::Crowd>(
        centre.port(), session.token, [&](const QByteArray &message) { return window.office->signature(message); }, scope, sync.cursor(scope), clients, &answers);
    bench::Window::waitFor([&] { return crowd->polling() == clients; });
    QElapsedTimer timer;
    const double cpuBefore = centre.cpuMs();
    const qint64 before = crowd->documents();
    const qint64 wanted = qint64(made.size()) * clients;
    timer.start();
    window.agent->begin(session);
    // A document sent in two pushes is delivered twice, rightly; the applicant of two cases for one.
    office::CounterSync own(*window.office);
    bench::Window::waitFor([&] { return crowd->documents() - before >= wanted && own.pendingCount() == 0; });
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const qint64 delivered = crowd->documents() - before, bytes = crowd->bytes();
    const double cpu = centre.cpuMs() - cpuBefore;
    crowd.reset();
    window.agent->end();
    const Rate bare = givenReadyMade(answers, window, session.token, scope, clients);
    bench::print({{u"clients"_s, clients},
                  {u"docs"_s, made.size()},
                  {u"delivered"_s, delivered},
                  {u"seconds"_s, seconds},
                  {u"docs_per_s"_s, double(delivered) / seconds},
                  {u"server_cpu_ms_per_1000_docs"_s, cpu * 1000 / double(delivered)},
                  {u"bytes"_s, bytes},
                  {u"ready_made_docs_per_s"_s, bare.docsPerSecond},
                  {u"ready_made_cpu_ms_per_1000_docs"_s, bare.cpuMsPer1000},
                  {u"ratio_to_ready_made"_s, bench::Times::rounded(double(delivered) / seconds / bare.docsPerSecond)}});
    return 0;
}
