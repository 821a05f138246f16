// SPDX-License-Identifier: GPL-3.0-or-later
// One window sends 2,000 documents, 50 others wait for them in long polls: until everybody has every document, read wholly
// with count and check sum. The centre's own processor time is that of its process, the taking in of the push included.
#include "bench/crowd.h"
#include "bench/window.h"
#include <QCommandLineParser>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addOptions({{u"clients"_s, u"Listening windows."_s, u"n"_s, u"50"_s}, {u"documents"_s, u"Documents sent (even)."_s, u"n"_s, u"2000"_s}});
    arguments.addHelpOption();
    arguments.process(application);
    const int clients = arguments.value(u"clients"_s).toInt(), documents = arguments.value(u"documents"_s).toInt();
    const QString folder = QStringLiteral(ONEWINDOW_BINARY_DIR "/bench-fanout");

    const bench::CentreProcess centre(folder + u"/centre"_s);
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
    bench::Crowd crowd(centre, session.token, [&](const QByteArray &message) { return window.office->signature(message); }, scope, sync.cursor(scope), clients);
    bench::Window::waitFor([&] { return crowd.polling() == clients; });
    QElapsedTimer timer;
    const double cpuBefore = centre.cpuMs();
    const qint64 before = crowd.documents();
    const qint64 wanted = qint64(made.size()) * clients;
    timer.start();
    window.agent->begin(session);
    // A document sent in two pushes is delivered twice, rightly; the applicant of two cases for one.
    office::CounterSync own(*window.office);
    bench::Window::waitFor([&] { return crowd.documents() - before >= wanted && own.pendingCount() == 0; });
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const qint64 delivered = crowd.documents() - before;
    const double cpu = centre.cpuMs() - cpuBefore;
    bench::print({{u"clients"_s, clients},
                  {u"docs"_s, made.size()},
                  {u"delivered"_s, delivered},
                  {u"seconds"_s, seconds},
                  {u"docs_per_s"_s, double(delivered) / seconds},
                  {u"server_cpu_ms_per_1000_docs"_s, cpu * 1000 / double(delivered)},
                  {u"bytes"_s, crowd.bytes()}});
    return 0;
}
