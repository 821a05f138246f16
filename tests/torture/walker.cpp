// SPDX-License-Identifier: GPL-3.0-or-later
// A window without a screen that works by itself: the real store, office and agent, random acts from a seed. What the
// store has confirmed is written down outside its data folder; that list is what ./dev torture judges by.
#include "app/sync/attachmentcourier.h"
#include "app/sync/firstdownload.h"
#include "app/sync/httptransport.h"
#include "app/sync/signin.h"
#include "app/sync/syncagent.h"
#include "domain/catalogue/checklist.h"
#include "domain/jsontime.h"
#include "office/archive.h"
#include "office/madeupcases.h"
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Orders
{
    QString data, staff, password, counter, restFile;
    QUrl centre;
    QString caFile;
    quint32 seed = 1;
    double rate = 4;  ///< acts a second
    int haste = 1;    ///< how many times faster than the clock the agent's pauses pass
};

/// The list of what was confirmed, one JSON object a line, each on disk before the next act.
class Witness
{
public:
    explicit Witness(const QString &path) : m_file(path) {}
    bool open() { return m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered); }
    void saw(const office::Submitted &done)
    {
        const domain::Operation &operation = done.operation;
        const QJsonObject line{{u"id"_s, operation.id}, {u"doc"_s, operation.doc}, {u"type"_s, operation.type}, {u"n"_s, operation.n},
                               {u"receipt"_s, operation.receipt}, {u"number"_s, done.document().body[u"number"_s]},
                               {u"blobs"_s, QJsonArray::fromStringList(operation.blobs)}};
        // The line break comes first: a line torn by a kill is then alone.
        m_file.write("\n" + QJsonDocument(line).toJson(QJsonDocument::Compact));
        if (::fdatasync(m_file.handle()) != 0)
            qFatal("the witness can't write: %s", qPrintable(m_file.errorString()));
    }

private:
    QFile m_file;
};

/// Who sits here and does one thing after the other.
class Walker : public QObject
{
    Q_OBJECT
public:
    Walker(const Orders &orders, Witness &witness, office::Office &office, app::Transport &transport)
        : m_orders(orders), m_witness(witness), m_office(office), m_archive(office), m_random(orders.seed),
          m_attachments(office, {QDir(orders.data).filePath(u"blobs"_s), qint64(1) << 30, {}}), m_agent(office, transport, agentOptions()),
          m_download(office, transport, downloadOptions()), m_courier(office, m_attachments, transport, {[this] { return nowMs(); }, orders.seed}),
          m_signIn(office, transport, m_agent)
    {
        m_uptime.start();
        m_wake.setSingleShot(true);
        m_next.setSingleShot(true);
        connect(&m_wake, &QTimer::timeout, this, [this] {
            m_agent.tick();
            m_download.tick();
            m_courier.tick();
            arm();
        });
        connect(&m_agent, &app::SyncAgent::wakeupChanged, this, &Walker::arm);
        connect(&m_download, &app::FirstDownload::wakeupChanged, this, &Walker::arm);
        connect(&m_courier, &app::AttachmentCourier::wakeupChanged, this, &Walker::arm);
        connect(&m_download, &app::FirstDownload::heldBackChanged, &m_agent, &app::SyncAgent::setHeldBack);
        connect(&m_agent, &app::SyncAgent::sessionChanged, &m_download, &app::FirstDownload::setSignedIn);
        connect(&m_agent, &app::SyncAgent::sessionChanged, &m_courier, &app::AttachmentCourier::setSignedIn);
        connect(&m_agent, &app::SyncAgent::statusChanged, &m_download, &app::FirstDownload::refresh);
        connect(&m_agent, &app::SyncAgent::statusChanged, &m_courier, [this](const forms::SyncStatus &status) { m_courier.setPendingOperations(status.pending); });
        connect(&m_agent, &app::SyncAgent::wanted, &m_courier, &app::AttachmentCourier::takeWanted);
        m_agent.setHeldBack(m_download.heldBack());
        connect(&m_agent, &app::SyncAgent::statusChanged, this, [](const forms::SyncStatus &status) {
            std::fprintf(stderr, "status %d pending %d returned %d %s\n", int(status.state), status.pending, status.returned, qPrintable(status.problem));
        });
        connect(&m_signIn, &app::SignIn::refused, this, &Walker::signInAgain);
        connect(&m_signIn, &app::SignIn::signInNeeded, this, &Walker::signInAgain);
        connect(&m_next, &QTimer::timeout, this, [this] {
            if (!QFile::exists(m_orders.restFile))
                step();
            armNext();
        });
        signIn();
        armNext();
    }

private:
    app::SyncAgent::Options agentOptions()
    {
        app::SyncAgent::Options options;
        options.clock = [] { return QDateTime::currentDateTimeUtc(); };
        options.monotonicMs = [this] { return nowMs(); };
        options.seed = m_orders.seed;
        options.clientVersion = QCoreApplication::applicationVersion();
        return options;
    }
    app::FirstDownload::Options downloadOptions()
    {
        app::FirstDownload::Options options;
        options.folder = QDir(m_orders.data).filePath(u"download"_s);
        options.monotonicMs = [this] { return nowMs(); };
        options.seed = m_orders.seed;
        return options;
    }
    qint64 nowMs() const { return m_uptime.isValid() ? m_uptime.elapsed() * m_orders.haste : 0; }

    void signIn() { m_signIn.begin(m_orders.staff, m_orders.password, {}, m_orders.counter); }
    void signInAgain(const domain::Refusal &refusal)
    {
        std::fprintf(stderr, "not signed in: %s\n", qPrintable(refusal.code));
        constexpr int pauseMs = 300;
        QTimer::singleShot(pauseMs, this, &Walker::signIn);
    }
    /// Wakes up when the first of the three wants to.
    void arm()
    {
        std::optional<qint64> first;
        for (const std::optional<qint64> &wakeup : {m_agent.nextWakeupMs(), m_download.nextWakeupMs(), m_courier.nextWakeupMs()}) {
            if (wakeup && (!first || *wakeup < *first))
                first = wakeup;
        }
        if (first)
            m_wake.start(int(std::clamp<qint64>((*first - nowMs() + m_orders.haste - 1) / m_orders.haste, 0, 60'000)));
        else
            m_wake.stop();
    }
    void armNext()
    {
        const double meanMs = 1000 / m_orders.rate;
        m_next.start(int(meanMs * (0.2 + 1.6 * m_random.generateDouble())));
    }

    void step()
    {
        const domain::Staff *staff = m_office.rules()->staffByNumber(m_orders.staff);
        if (!staff || !m_office.rules()->place(staff->place))
            return; // nothing has come down yet
        m_actor = {staff->id, staff->name, staff->roles, staff->place, m_orders.counter};
        if (!m_district)
            m_district = office::madeUpDistrict(*m_office.rules(), districtSeed, m_office.now(), visits);
        const int kind = m_random.bounded(100);
        if (kind < 30)
            takeIn();
        else if (kind < 50)
            receive();
        else if (kind < 78)
            decide();
        else if (kind < 87)
            print();
        else if (kind < 94)
            attach();
        else if (kind < 98)
            closeReturned();
        else
            m_office.rest();
    }

    /// The same few hundred people come to every window, so that their documents are written by several.
    std::optional<office::Act> visitor()
    {
        const domain::MadeUpCase visit = m_district->visit(m_random.bounded(visits));
        const domain::Item *item = m_office.rules()->itemOn(visit.itemId, domain::hallTime(m_office.now()).date());
        if (!item)
            return std::nullopt;
        office::Act act = office::actOf(visit, *item, m_actor);
        act.actor = m_actor;
        return act;
    }
    void takeIn()
    {
        if (const auto act = visitor())
            submit(*act);
    }
    void receive()
    {
        if (auto act = visitor()) {
            act->type = u"case.receive"_s;
            submit(*act);
        }
    }

    /// A case of anybody's, as this window knows it; most are fresh, so that windows meet over them.
    std::optional<domain::CaseFile> someCase(const QString &state)
    {
        office::CaseFilter filter;
        filter.state = state;
        const auto rows = m_archive.cases(filter, std::nullopt, m_random.bounded(4) == 0 ? 300 : 12);
        return rows.isEmpty() ? std::nullopt : m_archive.caseFile(rows[m_random.bounded(int(rows.size()))].id);
    }
    void decide()
    {
        const auto file = someCase(m_random.bounded(3) ? u"received"_s : u"correction"_s);
        const domain::Item *item = file ? m_office.rules()->item(file->itemId, file->itemVersion) : nullptr;
        if (!item)
            return;
        const int kind = m_random.bounded(10);
        QJsonArray marks;
        for (const domain::MaterialRequirement &asked : domain::checklistFor(*item, file->applicant.kind, file->answers).materials) {
            domain::CaseMaterial material;
            material.key = asked.key;
            const bool lacks = kind >= 6 && kind < 9 && m_random.bounded(2) == 0;
            material.mark = lacks ? domain::MaterialMark::Lacking : domain::MaterialMark::Received;
            marks << material.toJson();
        }
        QJsonObject body{{u"item"_s, QJsonObject{{u"id"_s, item->id}, {u"version"_s, item->version}}}, {u"applicant"_s, file->applicant.toJson()},
                         {u"answers"_s, file->answers}, {u"fields"_s, file->fields}, {u"marks"_s, marks}, {u"supervisorReason"_s, u"torture"_s}};
        if (kind == 9)
            body[u"reason"_s] = u"not-eligible"_s;
        submit({kind < 6 ? u"case.accept"_s : kind < 9 ? u"case.notify"_s : u"case.refuse"_s, file->id, body, m_actor});
    }
    void print()
    {
        if (const auto file = someCase({}))
            submit({u"paper.print"_s, file->id, {{u"paper"_s, u"receipt"_s}}, m_actor});
    }
    /// A scan for a material of some case: what looks like a PDF, mostly of a few KB, now and then of several pieces.
    void attach()
    {
        const auto file = someCase({});
        if (!file || file->materials.isEmpty())
            return;
        QByteArray scan = "%PDF-1.4\n";
        const qsizetype size = m_random.bounded(8) == 0 ? 200'000 + m_random.bounded(600'000) : 500 + m_random.bounded(20'000);
        while (scan.size() < size)
            scan.append(QByteArray::number(m_random.generate64()));
        const QString path = QDir(m_orders.data).filePath(u"scan.pdf"_s);
        QFile sheet(path);
        if (!sheet.open(QIODevice::WriteOnly) || sheet.write(scan) != scan.size())
            qFatal("no scan can be laid on: %s", qPrintable(sheet.errorString()));
        sheet.close();
        if (const auto taken = m_attachments.takeIn(path))
            saw(m_attachments.attach(file->id, file->materials[m_random.bounded(int(file->materials.size()))].key, {*taken}, m_actor));
    }
    void closeReturned()
    {
        const auto returned = m_archive.returned();
        if (returned.isEmpty())
            return;
        const office::JournalRow &row = returned[m_random.bounded(int(returned.size()))].row;
        submit({u"returned.close"_s, row.operation.doc, {{u"operation"_s, row.operation.id}, {u"how"_s, u"dropped"_s}, {u"reason"_s, u"torture"_s}}, m_actor});
    }

    void submit(const office::Act &act) { saw(m_office.submit(act)); }
    void saw(const domain::Result<office::Submitted> &done)
    {
        if (done)
            m_witness.saw(*done);
        else if (done.refusal().code.startsWith("office."_L1))
            std::fprintf(stderr, "fault: %s %s\n", qPrintable(done.refusal().code), QJsonDocument(done.refusal().facts).toJson(QJsonDocument::Compact).constData());
    }

    static constexpr quint64 districtSeed = 610116;
    static constexpr int visits = 400;
    const Orders &m_orders;
    Witness &m_witness;
    office::Office &m_office;
    office::Archive m_archive;
    QRandomGenerator m_random;
    QElapsedTimer m_uptime;
    office::Attachments m_attachments;
    app::SyncAgent m_agent;
    app::FirstDownload m_download;
    app::AttachmentCourier m_courier;
    app::SignIn m_signIn;
    QTimer m_wake, m_next;
    office::Actor m_actor;
    std::optional<domain::MadeUpDistrict> m_district;
};

/// A machine of the same building: what is cut is noticed within seconds, so that a round of the torture is short.
domain::Result<std::unique_ptr<app::HttpTransport>> wayTo(const Orders &orders)
{
    app::HttpTransport::Options way;
    way.centre = orders.centre;
    way.caFile = orders.caFile;
    way.deadlines = {2'000, 2'000, 4'000, 3'000, 20'000};
    return app::HttpTransport::make(way);
}

int fail(const domain::Refusal &refusal)
{
    std::fprintf(stderr, "onewindow-walker: %s %s\n", qPrintable(refusal.code), QJsonDocument(refusal.facts).toJson(QJsonDocument::Compact).constData());
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"onewindow-walker"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ONEWINDOW_VERSION));
    QCommandLineParser arguments;
    arguments.setApplicationDescription(u"A window without a screen that works by itself (tests)."_s);
    arguments.addHelpOption();
    arguments.addOptions({{u"data"_s, u"Folder of the local store."_s, u"folder"_s},
                          {u"server"_s, u"Address of the centre."_s, u"url"_s},
                          {u"ca"_s, u"PEM file of the authority the centre's certificate comes from."_s, u"file"_s},
                          {u"staff"_s, u"Who works here."_s, u"number"_s, u"1001"_s},
                          {u"password-file"_s, u"File with the password."_s, u"file"_s},
                          {u"counter"_s, u"Window of the hall."_s, u"id"_s, u"3"_s},
                          {u"witness"_s, u"What the store confirmed is appended to this file."_s, u"file"_s},
                          {u"rest-file"_s, u"While this file is there, nothing is done but the sync."_s, u"file"_s},
                          {u"seed"_s, u"Of everything random."_s, u"n"_s, u"1"_s},
                          {u"rate"_s, u"Acts a second."_s, u"n"_s, u"4"_s},
                          {u"haste"_s, u"The agent's pauses pass so many times faster."_s, u"n"_s, u"1"_s}});
    arguments.process(application);
    Orders orders;
    orders.data = arguments.value(u"data"_s);
    orders.centre = QUrl(arguments.value(u"server"_s));
    orders.caFile = arguments.value(u"ca"_s);
    orders.staff = arguments.value(u"staff"_s);
    orders.counter = arguments.value(u"counter"_s);
    orders.restFile = arguments.value(u"rest-file"_s);
    orders.seed = arguments.value(u"seed"_s).toUInt();
    orders.rate = std::max(0.1, arguments.value(u"rate"_s).toDouble());
    orders.haste = std::max(1, arguments.value(u"haste"_s).toInt());
    QFile password(arguments.value(u"password-file"_s));
    Witness witness(arguments.value(u"witness"_s));
    if (!password.open(QIODevice::ReadOnly) || !witness.open() || !QDir().mkpath(orders.data))
        return fail(domain::refuse(u"walker.files"));
    orders.password = QString::fromUtf8(password.readAll()).trimmed();

    const auto office = office::Office::open({QDir(orders.data).filePath(u"counter.db"_s), office::Office::Side::Counter,
                                              [] { return QDateTime::currentDateTimeUtc(); }, false});
    if (!office)
        return fail(office.refusal());
    const auto transport = wayTo(orders);
    if (!transport)
        return fail(transport.refusal());
    (*transport)->setSigner([&office](const QByteArray &message) { return (*office)->signature(message); });
    const Walker walker(orders, witness, **office, **transport);
    return QCoreApplication::exec();
}

#include "walker.moc"
