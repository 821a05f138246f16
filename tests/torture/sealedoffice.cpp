// SPDX-License-Identifier: GPL-3.0-or-later
// A window with an encrypted store that works until it is killed. What its store has confirmed is written down outside its data
// folder, with every word and number that must be found nowhere in it; the next life begins by looking whether all is there.
// ./dev torture --vault kills it, tests/attack/files looks through what it leaves.
#include "domain/catalogue/checklist.h"
#include "domain/jsontime.h"
#include "office/archive.h"
#include "office/attachments.h"
#include "office/drafts.h"
#include "office/madeupcases.h"
#include "office/store.h"
#include "storage/snapshotparts.h"
#include "support/hall.h"
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int visits = 200;
constexpr quint64 districtSeed = 610116;

struct Orders
{
    QString data, witness;
    QByteArray key;
    quint32 seed = 1;
    int acts = 0; ///< so many and then an orderly end; 0: until it is killed

    QString database() const { return QDir(data).filePath(u"counter.db"_s); }
    QString blobs() const { return QDir(data).filePath(u"blobs"_s); }
    QString part() const { return QDir(data).filePath(u"download/part"_s); }
};

int complain(const QString &what)
{
    std::fprintf(stderr, "onewindow-sealedoffice: %s\n", qPrintable(what));
    return 3;
}

/// Lays out the folder of a window that has the reference data of the district and holds receipt numbers.
int prepare(const Orders &orders)
{
    qputenv("ONEWINDOW_TEST_SEALED", "1");
    support::Hall hall; // encrypted with 32 times 'k', as orders.key must be
    const QString store = hall.office().databasePath();
    hall.office().rest();
    for (const QString &ending : {u""_s, u"-wal"_s}) {
        if (!QFile::copy(QString(store + ending), QString(orders.database() + ending)))
            return complain(u"can't copy "_s + store + ending);
    }
    return 0;
}

/// The list of what was confirmed, one JSON object a line, each on disk before the next act.
class Witness
{
public:
    explicit Witness(const QString &path) : m_file(path) {}
    bool open() { return m_file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered); }
    void saw(const QJsonObject &line)
    {
        m_file.write("\n" + QJsonDocument(line).toJson(QJsonDocument::Compact)); // a line torn by a kill is then alone
        if (::fdatasync(m_file.handle()) != 0)
            qFatal("the witness can't write: %s", qPrintable(m_file.errorString()));
    }
    QList<QJsonObject> lines()
    {
        QList<QJsonObject> all;
        m_file.seek(0);
        for (const QByteArray &line : m_file.readAll().split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (!object.isEmpty())
                all << object;
        }
        return all;
    }

private:
    QFile m_file;
};

class SealedOffice
{
public:
    SealedOffice(const Orders &orders, Witness &witness, office::Office &office)
        : m_orders(orders), m_witness(witness), m_office(office), m_archive(office), m_random(orders.seed),
          m_attachments(office, {orders.blobs(), qint64(1) << 30, {}, orders.key}),
          m_district(office::madeUpDistrict(*office.rules(), districtSeed, office.now(), visits))
    {
        const domain::Staff *staff = office.rules()->staffByNumber(u"1001"_s);
        m_actor = {staff->id, staff->name, staff->roles, staff->place, u"3"_s};
    }

    /// What the lives before had confirmed is there, and sound. Gives what is wrong.
    QString check()
    {
        const auto wrong = m_office.guarded<QString>([this]() -> domain::Result<QString> { return whatIsWrong(); });
        return wrong ? *wrong : wrong.refusal().code;
    }
    int confirmed() const { return m_confirmed; }

    void step()
    {
        const int kind = m_random.bounded(100);
        if (kind < 45)
            receive();
        else if (kind < 65)
            decide();
        else if (kind < 75)
            attach();
        else if (kind < 85)
            draft();
        else if (kind < 92)
            piece();
        else
            m_office.rest();
    }

private:
    QString whatIsWrong()
    {
        const office::Store &store = m_office.store();
        const auto verdict = m_office.store().database.row(u"PRAGMA integrity_check"_s);
        if (!verdict || verdict->text(0) != "ok"_L1)
            return u"the store is damaged"_s;
        for (const QJsonObject &line : m_witness.lines()) {
            const QString id = line[u"id"_s].toString();
            if (!id.isEmpty() && !store.journal.byId(id))
                return QString(u"lost: "_s + id);
            const QString scan = line[u"scan"_s].toString();
            if (!scan.isEmpty() && !m_attachments.files().isSound(scan))
                return QString(u"scan lost: "_s + scan);
            ++m_confirmed;
        }
        const QStringList wrong = m_attachments.check();
        return wrong.isEmpty() ? QString() : wrong.first();
    }
    /// Said before it is done: what must not be found afterwards.
    void willUse(const QStringList &words) { m_witness.saw({{u"words"_s, QJsonArray::fromStringList(words)}}); }
    void willUse(const domain::MadeUpCase &visit)
    {
        QStringList words{visit.applicantName(), visit.applicantNumber(), visit.person.name, visit.person.idNumber, visit.person.mobile, visit.person.address};
        if (!visit.firm.name.isEmpty())
            words << visit.firm.name << visit.firm.phone;
        words.removeAll(QString());
        willUse(words);
    }

    void receive()
    {
        const domain::MadeUpCase visit = m_district.visit(m_random.bounded(visits));
        const domain::Item *item = m_office.rules()->itemOn(visit.itemId, domain::hallTime(m_office.now()).date());
        if (!item)
            return;
        willUse(visit);
        office::Act act = office::actOf(visit, *item, m_actor);
        if (m_random.bounded(2))
            act.type = u"case.receive"_s;
        submit(act);
    }
    std::optional<domain::CaseFile> someCase(const QString &state = {})
    {
        office::CaseFilter filter;
        filter.state = state;
        const auto rows = m_archive.cases(filter, std::nullopt, 50);
        return rows.isEmpty() ? std::nullopt : m_archive.caseFile(rows[m_random.bounded(int(rows.size()))].id);
    }
    /// Editing: the same document is written again.
    void decide()
    {
        const auto file = someCase(u"received"_s);
        const domain::Item *item = file ? m_office.rules()->item(file->itemId, file->itemVersion) : nullptr;
        if (!item)
            return;
        QJsonArray marks;
        for (const domain::MaterialRequirement &asked : domain::checklistFor(*item, file->applicant.kind, file->answers).materials) {
            domain::CaseMaterial material;
            material.key = asked.key;
            material.mark = m_random.bounded(4) ? domain::MaterialMark::Received : domain::MaterialMark::Lacking;
            marks << material.toJson();
        }
        submit({m_random.bounded(2) ? u"case.accept"_s : u"case.notify"_s, file->id,
                {{u"item"_s, QJsonObject{{u"id"_s, item->id}, {u"version"_s, item->version}}}, {u"applicant"_s, file->applicant.toJson()},
                 {u"answers"_s, file->answers}, {u"fields"_s, file->fields}, {u"marks"_s, marks}}, m_actor});
    }
    void attach()
    {
        const auto file = someCase();
        if (!file || file->materials.isEmpty())
            return;
        QByteArray scan = "%PDF-1.4\n" + file->applicant.name.toUtf8() + ' ' + file->applicant.idNumber.toUtf8() + '\n';
        for (const qsizetype size = 500 + m_random.bounded(150'000); scan.size() < size;)
            scan.append(QByteArray::number(m_random.generate64()));
        willUse({u"%PDF-1.4"_s, QString::fromLatin1(QCryptographicHash::hash(scan, QCryptographicHash::Sha256).toHex())});
        // The scanner's own file lies outside of the data folder: in memory, as the desk's is.
        const QString path = u"/dev/shm/onewindow-scan-%1.pdf"_s.arg(::getpid());
        QFile sheet(path);
        if (!sheet.open(QIODevice::WriteOnly) || sheet.write(scan) != scan.size())
            qFatal("no scan can be laid on");
        sheet.close();
        const auto taken = m_attachments.takeIn(path);
        QFile::remove(path);
        if (!taken)
            return;
        const auto done = m_attachments.attach(file->id, file->materials[m_random.bounded(int(file->materials.size()))].key, {*taken}, m_actor);
        if (done)
            m_witness.saw({{u"id"_s, done->operation.id}, {u"scan"_s, taken->sha256}});
    }
    /// Half a case in the tray.
    void draft()
    {
        const domain::MadeUpCase visit = m_district.visit(m_random.bounded(visits));
        willUse(visit);
        office::Draft draft;
        draft.id = u"draft-%1"_s.arg(m_random.bounded(8));
        draft.owner = m_actor.staffId;
        draft.title = visit.applicantName();
        draft.content = {{u"applicant"_s, visit.applicantName()}, {u"number"_s, visit.applicantNumber()}, {u"address"_s, visit.person.address}};
        draft.updatedAt = m_office.now();
        if (const auto kept = office::Drafts(m_office).put(draft); !kept)
            qFatal("no draft: %s", qPrintable(kept.refusal().code));
    }
    /// Something comes down in pieces: a scan of somebody, a part of a first download.
    void piece()
    {
        const domain::MadeUpCase visit = m_district.visit(m_random.bounded(visits));
        willUse(visit);
        QByteArray bytes;
        while (bytes.size() < 3000 + m_random.bounded(80'000))
            bytes.append(visit.applicantName().toUtf8() + ' ' + visit.applicantNumber().toUtf8() + '\n');
        const QString name(64, QChar(u'a' + char16_t(m_random.bounded(6))));
        if (const auto added = m_attachments.addFetched(name, m_attachments.fetchedBytes(name), bytes); !added)
            qFatal("no piece: %s", qPrintable(added.refusal().code));
        QDir().mkpath(QFileInfo(m_orders.part()).absolutePath());
        const qint64 there = storage::partBytes(m_orders.part(), m_orders.key);
        storage::addToPart(m_orders.part(), bytes, there > 1'000'000, m_orders.key);
    }
    void submit(const office::Act &act)
    {
        const auto done = m_office.submit(act);
        if (done)
            m_witness.saw({{u"id"_s, done->operation.id}, {u"words"_s, QJsonArray{done->operation.receipt}}});
        else if (done.refusal().code.startsWith("office."_L1))
            qFatal("fault: %s %s", qPrintable(done.refusal().code), QJsonDocument(done.refusal().facts).toJson(QJsonDocument::Compact).constData());
    }

    const Orders &m_orders;
    Witness &m_witness;
    office::Office &m_office;
    office::Archive m_archive;
    QRandomGenerator m_random;
    office::Attachments m_attachments;
    domain::MadeUpDistrict m_district;
    office::Actor m_actor;
    int m_confirmed = 0;
};

int work(const Orders &orders)
{
    Witness witness(orders.witness);
    if (!witness.open())
        return complain(u"no witness"_s);
    QElapsedTimer timer;
    timer.start();
    const QDateTime begins(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC);
    const auto office = office::Office::open({orders.database(), office::Office::Side::Counter,
                                              [&timer, begins] { return begins.addMSecs(timer.elapsed()); }, false, orders.key});
    if (!office)
        return complain(office.refusal().code);
    SealedOffice sealed(orders, witness, **office);
    const QString wrong = sealed.check();
    if (!wrong.isEmpty())
        return complain(wrong);
    std::printf("{\"confirmed\":%d}\n", sealed.confirmed());
    std::fflush(stdout);
    for (int acts = 0; orders.acts == 0 || acts < orders.acts; ++acts)
        sealed.step();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.setApplicationDescription(u"A window with an encrypted store that works until it is killed (tests)."_s);
    arguments.addHelpOption();
    arguments.addOptions({{u"data"_s, u"Folder of the window."_s, u"folder"_s},
                          {u"witness"_s, u"What was confirmed, and what must not be found."_s, u"file"_s},
                          {u"prepare"_s, u"Lay the folder out and end."_s},
                          {u"seed"_s, u"Of everything random."_s, u"n"_s, u"1"_s},
                          {u"acts"_s, u"End after so many."_s, u"n"_s, u"0"_s}});
    arguments.process(application);
    Orders orders;
    orders.data = arguments.value(u"data"_s);
    orders.witness = arguments.value(u"witness"_s);
    orders.key = QByteArray(32, 'k');
    orders.seed = arguments.value(u"seed"_s).toUInt();
    orders.acts = arguments.value(u"acts"_s).toInt();
    if (!QDir().mkpath(orders.data))
        return complain(u"no folder"_s);
    return arguments.isSet(u"prepare"_s) ? prepare(orders) : work(orders);
}
