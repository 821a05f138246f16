// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centredevices.h"
#include "office/centrehealing.h"
#include "office/founding.h"
#include "office/journalaudit.h"
#include "domain/access/permissions.h"
#include "office/madeupcases.h"
#include "server/access/keysource.h"
#include "server/backup/backupcommand.h"
#include "server/centreprogram.h"
#include "server/journalcommand.h"
#include "server/limitsfile.h"
#include "server/logbook.h"
#include "server/tasks/journal.h"
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QSaveFile>
#include <csignal>
#include <malloc.h>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

int fail(const domain::Refusal &refusal)
{
    std::fprintf(stderr, "onewindow-server: %s %s\n", qPrintable(refusal.code), QJsonDocument(refusal.facts).toJson(QJsonDocument::Compact).constData());
    return 1;
}

QString databaseFor(const QCommandLineParser &arguments)
{
    server::CentreProgram::Options options;
    options.dataFolder = arguments.value(u"data"_s);
    options.database = arguments.value(u"database"_s);
    return server::CentreProgram::databasePath(options);
}

/// A line goes out as one piece, or lines of two threads would be mixed.
void writeLine(const QByteArray &line)
{
    const QByteArray whole = QByteArray(line).append('\n');
    std::fwrite(whole.constData(), 1, size_t(whole.size()), stderr);
}

int serve(const QCommandLineParser &arguments)
{
    // Signals are taken here, by waiting; every thread made from now on leaves them alone.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    server::CentreProgram::Options options;
    options.dataFolder = arguments.value(u"data"_s);
    options.database = arguments.value(u"database"_s);
    options.filesFolder = arguments.value(u"files"_s);
    const QString listen = arguments.value(u"listen"_s);
    const qsizetype colon = listen.lastIndexOf(u':');
    options.listener.address = listen.left(colon);
    options.listener.port = listen.mid(colon + 1).toUShort();
    options.listener.certificateFile = arguments.value(u"certificate"_s);
    options.listener.keyFile = arguments.value(u"key"_s);
    for (const QString &proxy : arguments.values(u"proxy"_s))
        options.listener.proxies << proxy.toLatin1();
    const auto filesKey = server::filesKey(arguments.value(u"files-key"_s));
    if (!filesKey)
        return fail(filesKey.refusal());
    options.filesKey = *filesKey;
    server::Logbook logbook(arguments.isSet(u"access-log"_s), writeLine);
    options.listener.log = [&logbook](const server::Listener::AccessRecord &record) { logbook.note(record); };
    if (arguments.isSet(u"limits"_s)) {
        if (const auto limited = server::readLimits(arguments.value(u"limits"_s), options); !limited)
            return fail(limited.refusal());
    }
    options.partnersFile = arguments.value(u"partners"_s);
    options.demo = arguments.isSet(u"demo"_s);
    options.ledgerFile = arguments.value(u"ledger"_s);
    options.openEnrolment = arguments.isSet(u"open-enrolment"_s);
    options.minimumClient = arguments.value(u"minimum-client"_s);
    options.journalHash = arguments.value(u"hash"_s);
    options.notices = arguments.values(u"notice"_s);
    options.clock = [] { return QDateTime::currentDateTimeUtc(); };
    server::CentreProgram centre(options);
    const auto started = centre.start();
    if (!started)
        return fail(started.refusal());
    if (arguments.isSet(u"port-file"_s)) {
        QSaveFile file(arguments.value(u"port-file"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::number(centre.port())) < 0 || !file.commit())
            return fail(domain::refuse(u"server.port-file", {{u"file"_s, file.fileName()}}));
    }
    std::printf("onewindow-server: listening on %s port %d\n", qPrintable(options.listener.address), centre.port());
    std::fflush(stdout);
    // A renewed certificate is noticed by itself; SIGHUP has it read at once.
    const timespec certificateInterval{std::max(1L, arguments.value(u"certificate-check"_s).toLong()), 0};
    for (;;) {
        const int signal = sigtimedwait(&signals, nullptr, &certificateInterval);
        if (signal == SIGTERM || signal == SIGINT)
            break;
        centre.reloadCertificate(signal == SIGHUP ? server::Listener::Reload::Always : server::Listener::Reload::IfChanged);
    }
    centre.announceLeaving();
    const timespec notice{arguments.value(u"leave-after"_s).toLong(), 0};
    sigtimedwait(&signals, nullptr, &notice); // a second signal cuts it short
    centre.stop();
    return 0;
}

int found(const QCommandLineParser &arguments)
{
    const auto clock = [] { return QDateTime::currentDateTimeUtc(); };
    const auto opened = office::Office::open({databaseFor(arguments), office::Office::Side::Centre, clock, false});
    if (!opened)
        return fail(opened.refusal());
    const auto founded = office::found(**opened, office::Founding::demo());
    return founded ? 0 : fail(founded.refusal());
}

/// The database as it stands, for the commands that work on it beside the serving centre or without it.
domain::Result<std::unique_ptr<office::Office>> openCentre(const QCommandLineParser &arguments)
{
    const auto clock = [] { return QDateTime::currentDateTimeUtc(); };
    return office::Office::open({databaseFor(arguments), office::Office::Side::Centre, clock, false});
}

/// By hand: the database was put back from a copy, and the ledger with it.
int restored(const QCommandLineParser &arguments)
{
    const auto office = openCentre(arguments);
    if (!office)
        return fail(office.refusal());
    const auto epoch = office::CentreHealing(**office).beginEpoch(u"it was said by hand"_s);
    if (!epoch)
        return fail(epoch.refusal());
    std::printf("{\"epoch\":\"%s\"}\n", qPrintable(*epoch));
    return 0;
}

/// A place named by its id or its division code.
QString placeFor(const QCommandLineParser &arguments, const office::Office &office)
{
    QString place = arguments.value(u"place"_s);
    for (const domain::Place &known : office.rules()->places()) {
        if (known.code == place)
            place = known.id;
    }
    return place;
}

/// Reads the journal's chains and says what does not fit; beside the serving centre or without it.
int verifyJournal(const QCommandLineParser &arguments)
{
    const auto clock = [] { return QDateTime::currentDateTimeUtc(); };
    const auto office = office::Office::open({databaseFor(arguments), office::Office::Side::Centre, clock, true});
    if (!office)
        return fail(office.refusal());
    office::JournalAudit::Options options;
    if (arguments.isSet(u"place"_s))
        options.place = placeFor(arguments, **office);
    options.hash = arguments.value(u"hash"_s);
    options.checkpointFile = arguments.value(u"checkpoints"_s);
    if (options.checkpointFile.isEmpty()) {
        const QString ledger = arguments.value(u"ledger"_s);
        options.checkpointFile = server::checkpointFileFor(ledger.isEmpty() ? QString(arguments.value(u"data"_s) + u"/centre.ledger"_s) : ledger);
    }
    options.key = QByteArray::fromBase64(arguments.value(u"centre-key"_s).toLatin1());
    const auto report = office::JournalAudit(**office).verify(options);
    return report ? server::printJournalReport(*report) : fail(report.refusal());
}

/// A code for one new device of a place.
int makeEnrolmentCode(const QCommandLineParser &arguments)
{
    const auto office = openCentre(arguments);
    if (!office)
        return fail(office.refusal());
    office::Centre centre(**office);
    const auto code = office::CentreDevices(**office, centre).makeCode(placeFor(arguments, **office), u"command"_s);
    if (!code)
        return fail(code.refusal());
    std::printf("%s\n", qPrintable(code->text));
    return 0;
}

int printRoutes()
{
    for (const auto &[method, pattern] : server::Router::routes())
        std::printf("%s %s\n", method.constData(), qPrintable(pattern));
    return 0;
}

int printPermissions()
{
    std::printf("%s", domain::Permissions::table().asMarkdown().toUtf8().constData());
    return 0;
}

int makeCases(const QCommandLineParser &arguments)
{
    const auto made = office::makeUpCases(databaseFor(arguments), arguments.value(u"cases"_s).toLongLong(),
                                          arguments.value(u"seed"_s).toULongLong(), QDateTime::currentDateTimeUtc(), true);
    if (!made)
        return fail(made.refusal());
    std::printf("{\"cases\":%lld}\n", *made);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    // Every thread would get a heap of its own and keep what it once needed: 2,000 windows took 102 MB so, and 67 MB this way.
    mallopt(M_ARENA_MAX, 3);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"onewindow-server"_s);
    QCommandLineParser arguments;
    arguments.setApplicationDescription(u"OneWindow's centre: takes what the windows did, decides it again, gives it to all.\n"
                                        "Commands: serve (default), found (the made-up district), demo-data (made-up cases),\n"
                                        "enrol-code --place CODE (a one-time code for a new device), restored (the database was put back\n"
                                        "from a copy together with its ledger: begins a new epoch), verify-journal (whether the journal says what it said, exit\n"
                                        "code 1 if not), backup-key --to FILE (who will be able to read backups), backup --to DIR --recipient FILE (while serving),\n"
                                        "restore --from DIR/STAMP --identity FILE --data NEW, routes (what is offered), permissions (who may do what, as docs/permissions.md)."_s);
    arguments.addHelpOption();
    arguments.addPositionalArgument(u"command"_s, u"serve, found, demo-data, enrol-code, restored, verify-journal, backup-key, backup, restore, routes or permissions"_s);
    arguments.addOptions({{u"data"_s, u"Folder of the database and the files."_s, u"folder"_s, u"."_s},
                          {u"database"_s, u"postgresql://user@host[:port][,host2[:port2]]/name: a database of PostgreSQL in place of the file; any number of servers may share it."_s, u"url"_s},
                          {u"files"_s, u"Folder of attachments and first downloads, shared by all servers of a database; otherwise below --data."_s, u"folder"_s},
                          {u"leave-after"_s, u"After SIGTERM says so many seconds on /healthz that it is leaving before it closes its door; for a proxy's sake."_s, u"seconds"_s, u"0"_s},
                          {u"listen"_s, u"Address and port; port 0 takes a free one."_s, u"address:port"_s, u"127.0.0.1:8650"_s},
                          {u"certificate"_s, u"PEM file; without one only loopback addresses are served."_s, u"file"_s},
                          {u"key"_s, u"PEM file of the private key."_s, u"file"_s},
                          {u"proxy"_s, u"Address of a reverse proxy whose X-Forwarded headers are believed; may be repeated."_s, u"address"_s},
                          {u"partners"_s, u"File that says whom messages and deliveries go to, with what is secret; otherwise partners.json below --data. A channel without a partner writes into files."_s, u"file"_s},
                          {u"port-file"_s, u"Writes the port to this file once the door is open."_s, u"file"_s},
                          {u"access-log"_s, u"Writes a line of JSON to standard error for each request; otherwise only for what was refused for a reason of security."_s},
                          {u"limits"_s, u"JSON file of limits: connections, requests per second of an address and of a device and so on."_s, u"file"_s},
                          {u"certificate-check"_s, u"Looks so often whether the certificate was renewed."_s, u"seconds"_s, u"60"_s},
                          {u"demo"_s, u"Founds the made-up district in an empty database; on a loopback address implies --open-enrolment."_s},
                          {u"open-enrolment"_s, u"Devices nobody knows may sign in and are known from then on; otherwise they need a code."_s},
                          {u"place"_s, u"For enrol-code and verify-journal: id or division code of the hall."_s, u"place"_s},
                          {u"hash"_s, u"sha-256 or sm3. For serve: by what the journal is chained from now on; for verify-journal: by what it must be."_s, u"name"_s},
                          {u"checkpoints"_s, u"For verify-journal: file of the journal's signed checkpoints; otherwise beside the ledger."_s, u"file"_s},
                          {u"centre-key"_s, u"For verify-journal: the centre's public key in base64 as somebody outside keeps it; otherwise the database's own."_s, u"key"_s},
                          {u"ledger"_s, u"File that notes how far the database has come, to notice when an old copy takes its place; best on another disk, otherwise below --data."_s, u"file"_s},
                          {u"minimum-client"_s, u"Oldest version of the client that may pull."_s, u"version"_s},
                          {u"notice"_s, u"A sentence for everybody at a counter; may be repeated."_s, u"text"_s},
                          {u"to"_s, u"For backup: folder of backups; for backup-key: file of the identity, which belongs into a safe and not here."_s, u"path"_s},
                          {u"recipient"_s, u"For backup: file with the public keys of those who can read it."_s, u"file"_s},
                          {u"keep"_s, u"For backup: removes all but so many of the newest; 0: none."_s, u"n"_s, u"0"_s},
                          {u"from"_s, u"For restore: folder of one backup."_s, u"folder"_s},
                          {u"identity"_s, u"For restore: file of the identity."_s, u"file"_s},
                          {u"files-key"_s, u"Key of attachments at rest: file:PATH, credential:NAME or command:PROGRAM; otherwise they are plain."_s, u"source"_s},
                          {u"cases"_s, u"How many cases demo-data makes up."_s, u"n"_s, u"1000"_s},
                          {u"seed"_s, u"Seed of the made-up cases."_s, u"n"_s, u"610116"_s}});
    arguments.process(application);
    const QString command = arguments.positionalArguments().value(0, u"serve"_s);
    if (command == "serve"_L1)
        return serve(arguments);
    if (command == "found"_L1)
        return found(arguments);
    if (command == "demo-data"_L1)
        return makeCases(arguments);
    if (command == "enrol-code"_L1)
        return makeEnrolmentCode(arguments);
    if (command == "restored"_L1)
        return restored(arguments);
    if (command == "verify-journal"_L1)
        return verifyJournal(arguments);
    if (command == "routes"_L1)
        return printRoutes();
    static const QHash<QString, domain::Result<domain::Done> (*)(const QCommandLineParser &)> simple{
        {u"backup"_s, server::backup}, {u"restore"_s, server::restore}, {u"backup-key"_s, server::makeBackupKey}};
    if (const auto found = simple.constFind(command); found != simple.cend()) {
        const auto done = (*found)(arguments);
        return done ? 0 : fail(done.refusal());
    }
    if (command == "permissions"_L1)
        return printPermissions();
    std::fprintf(stderr, "onewindow-server: no command \"%s\"; see --help\n", qPrintable(command));
    return 2;
}
