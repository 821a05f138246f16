// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/world.h"
#include "domain/casefile/casefile.h"
#include "domain/catalogue/checklist.h"
#include "domain/jsontime.h"
#include "exchange/paths.h"
#include "exchange/proof.h"
#include "office/centrehealing.h"
#include "office/founding.h"
#include "office/operationkinds.h"
#include "office/store.h"
#include "simulation/determinism.h"
#include "simulation/oracle.h"
#include "simulation/simulatedtransport.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QDir>
#include <cmath>
#include <unistd.h>

namespace simulation {
using namespace Qt::StringLiterals;
using app::Failure;

namespace {

constexpr qint64 stepsMax = 60'000; // for each window two hundred times as many as ever seen
const QDateTime beginning(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC); // a Friday, 10:00 in the hall

const office::Actor centreActor{u"centre"_s, {}, {u"centre"_s}, {}, {}};

QString staffId(const QString &number)
{
    return domain::idFor(QString(u"staff:"_s + number));
}

/// The district of the demo and, of the same making, a second one; three items of the catalogue.
QByteArray trimmedCatalogue(const QByteArray &whole)
{
    QJsonObject catalogue = QJsonDocument::fromJson(whole).object();
    QJsonArray items;
    for (const QJsonValue &item : catalogue[u"items"_s].toArray()) {
        const QString id = item[u"id"_s].toString();
        if (id == "prepack-filing"_L1 || id == "pub-hygiene-renew"_L1 || id == "idcard-reissue"_L1)
            items << item;
    }
    catalogue[u"items"_s] = items;
    return QJsonDocument(catalogue).toJson();
}

const QByteArray sealedWindowKey(32, 'w');

/// For real files.
QDir memoryFolder()
{
    return QDir(QDir(u"/dev/shm"_s).exists() ? u"/dev/shm"_s : QDir::tempPath());
}

struct Images { DiskImage centre, window, sealedWindow; QByteArray tokenKey; };

/// What every run begins with, made once.
const Images &images()
{
    static const Images made = [] {
        Images images;
        seedChance(20261120);
        setVirtualTime(beginning.addDays(-10).toMSecsSinceEpoch());
        PowerLossVfs &vfs = PowerLossVfs::instance();
        Disk &disk = vfs.disk(u"founding"_s);
        vfs.setProcess(vfs.newProcess());
        {
            auto opened = office::Office::open({disk.path(u"centre.db"_s), office::Office::Side::Centre, [] { return beginning.addDays(-10); }, false});
            if (!opened)
                qFatal("the centre can't be founded: %s", qPrintable(opened.refusal().code));
            office::Office &office = **opened;
            office::Founding founding = office::Founding::demo();
            founding.catalogue = trimmedCatalogue(founding.catalogue);
            founding.calendars = {founding.calendars.last()};
            QJsonObject district = QJsonDocument::fromJson(founding.district).object();
            district.remove(u"password"_s);
            QJsonArray staff;
            for (const QJsonValue &person : district[u"staff"_s].toArray()) {
                if (QStringList{u"1001"_s, u"1002"_s, u"1401"_s, u"1501"_s}.contains(person[u"number"_s].toString()))
                    staff << person;
            }
            district[u"staff"_s] = staff;
            founding.district = QJsonDocument(district).toJson();
            if (const auto founded = office::found(office, founding); !founded)
                qFatal("the district can't be founded: %s", qPrintable(founded.refusal().code));
            // The second district: the same again under another code, with two members of staff.
            QJsonObject place = district[u"place"_s].toObject();
            const QString placeId = domain::idFor(u"place:610113"_s);
            place[u"id"_s] = placeId;
            place[u"code"_s] = place[u"district"_s] = u"610113"_s;
            place[u"name"_s] = u"雁塔区政务服务中心"_s;
            place[u"sealKey"_s] = QString::fromLatin1(QByteArray(32, 'k').toBase64());
            bool ok = office.submit({u"place.define"_s, placeId, place, centreActor}).ok();
            for (const QString &number : {u"2001"_s, u"2002"_s}) {
                const QJsonObject person{{u"id"_s, staffId(number)}, {u"number"_s, number}, {u"name"_s, QString(u"职员"_s + number)},
                                         {u"roles"_s, QJsonArray{u"clerk"_s}}, {u"place"_s, placeId}, {u"active"_s, true}};
                ok = ok && office.submit({u"staff.define"_s, staffId(number), person, centreActor}).ok();
            }
            if (!ok)
                qFatal("the second district can't be founded");
            const office::Centre centre(office);
            images.tokenKey = centre.tokenKey();
            Q_ASSERT(!centre.epoch().isEmpty());
            office.rest();
        }
        images.centre = disk.image();
        Disk &window = vfs.disk(u"window"_s);
        {
            const storage::Database empty(window.path(u"office.db"_s));
        }
        images.window = window.image();
        Disk &sealed = vfs.disk(u"sealed"_s);
        {
            const storage::Database empty(sealed.path(u"office.db"_s), storage::Database::Access::ReadWrite, sealedWindowKey);
        }
        images.sealedWindow = sealed.image();
        vfs.removeDisks();
        return images;
    }();
    return made;
}

/// A citizen's number with its check character.
QString citizen(int which)
{
    const QString head = u"61011619%1%2%3%4"_s.arg(60 + which * 7 % 40).arg(1 + which % 12, 2, 10, QChar(u'0')).arg(1 + which * 5 % 28, 2, 10, QChar(u'0')).arg(100 + which, 3, 10, QChar(u'0'));
    static const int factors[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; ++i)
        sum += head[i].digitValue() * factors[i];
    return QString(head + QChar(QLatin1Char("10X98765432"[sum % 11])));
}

domain::ApplicantCard applicant(int which)
{
    if (which == 0)
        return {domain::applicantIdFor(u"credit-code", u"91350100M000100Y43"_s), u"legal"_s, u"西安示例餐饮有限公司"_s, u"credit-code"_s,
                u"91350100M000100Y43"_s, u"02985290001"_s, u"西安市长安区郭杜街道示例路2号"_s};
    const QString number = citizen(which);
    return {domain::applicantIdFor(u"citizen-id", number), u"natural"_s, QString(u"申请人"_s + QString::number(which)), u"citizen-id"_s, number,
            u"13800000014"_s, u"西安市长安区韦曲街道示例路1号"_s};
}

QJsonObject answersTo(const domain::Item &item, Chance &chance)
{
    QJsonObject answers;
    for (const domain::Situation &situation : item.situations) {
        if (situation.type == domain::Situation::Type::Bool) {
            answers[situation.id] = chance.oneIn(2);
        } else if (!situation.options.isEmpty()) {
            const QJsonValue chosen = chance.of(situation.options).value;
            answers[situation.id] = situation.type == domain::Situation::Type::Multi ? QJsonValue(QJsonArray{chosen}) : chosen;
        }
    }
    return answers;
}

QJsonArray marks(const domain::Item &item, const domain::ApplicantCard &card, const QJsonObject &answers, int mode, Chance &chance)
{
    QJsonArray all;
    const auto materials = domain::checklistFor(item, card.kind, answers).materials;
    const qint64 odd = chance.below(qint64(materials.size()));
    qint64 at = 0;
    for (const domain::MaterialRequirement &asked : materials) {
        domain::CaseMaterial material;
        material.key = asked.key;
        material.mark = asked.required ? domain::MaterialMark::Received : domain::MaterialMark::Lacking;
        if (at++ == odd && mode > 0) {
            material.mark = mode == 1   ? domain::MaterialMark::Lacking
                            : mode == 2 ? domain::MaterialMark::Defective
                            : mode == 3 ? domain::MaterialMark::Tolerated
                                        : domain::MaterialMark::Committed;
            material.defect = mode == 2 ? u"看不清"_s : QString();
        }
        all << material.toJson();
    }
    return all;
}

} // namespace

World::World(const Plan &plan, bool tellsStory) : m_plan(plan), m_tells(tellsStory)
{
    const Images &begin = images();
    m_tokenKey = begin.tokenKey;
    seedChance(plan.seed);
    setVirtualTime(beginning.toMSecsSinceEpoch());
    PowerLossVfs &vfs = PowerLossVfs::instance();
    vfs.removeDisks();
    // The ledger lies outside of the database on purpose, so it is a real file.
    m_ledgerFile = memoryFolder().filePath(u"onewindow-simulate-%1.ledger"_s.arg(getpid()));
    QFile::remove(m_ledgerFile);
    m_centreDisk = &vfs.disk(u"centre"_s);
    m_centreDisk->restore(begin.centre);
    for (const QString &number : {u"1001"_s, u"1002"_s, u"1401"_s})
        m_districtOf[staffId(number)] = u"610116"_s;
    for (const QString &number : {u"2001"_s, u"2002"_s})
        m_districtOf[staffId(number)] = u"610113"_s;
    m_oracle = std::make_unique<Oracle>(*this);
}

World::~World()
{
    for (auto &window : m_windows)
        stopWindow(*window);
    for (auto &server : m_servers)
        stopServer(*server);
    m_oracle.reset();
    m_queue.clear();
    m_polls.clear();
    QFile::remove(m_ledgerFile);
    PowerLossVfs::instance().removeDisks();
}

void World::tell(const QString &line)
{
    if (m_tells)
        m_outcome.story << u"%1  %2"_s.arg(double(m_nowMs) / 1000, 9, 'f', 3).arg(line);
}

Chance World::chanceFor(quint64 tag, quint64 more) const
{
    Chance first(m_plan.seed ^ (tag * 0x9e3779b97f4a7c15ULL));
    return Chance(first.next() ^ (more * 0xd6e8feb86659fd93ULL));
}

void Window::tick()
{
    agent->tick();
    if (courier)
        courier->tick();
}

std::optional<qint64> Window::nextWakeupMs() const
{
    const std::optional<qint64> sync = agent->nextWakeupMs(), scans = courier ? courier->nextWakeupMs() : std::nullopt;
    return sync && scans ? std::min(sync, scans) : sync ? sync : scans;
}

// ---- time ------------------------------------------------------------------------------------------------------------

QDateTime World::trueTime() const
{
    return beginning.addMSecs(m_nowMs);
}

QDateTime World::clockOf(const Window &window) const
{
    return trueTime().addMSecs(window.skewMs);
}

QDateTime World::centreTime() const
{
    return trueTime().addMSecs(m_centreSkewMs);
}

void World::after(qint64 ms, std::function<void()> work)
{
    m_queue.emplace(std::pair(m_nowMs + std::max<qint64>(ms, 0), ++m_serial), std::move(work));
}

void World::runUntil(qint64 ms)
{
    for (qint64 steps = 0; !m_oracle->violation(); ++steps) {
        if (steps > stepsMax * qint64(m_windows.size() / 10 + 1)) {
            m_outcome.violation = Violation{27, u"the world does not come to an end: something goes round in a circle"_s, m_nowMs};
            return;
        }
        qint64 next = m_queue.empty() ? std::numeric_limits<qint64>::max() : m_queue.begin()->first.first;
        Window *waking = nullptr;
        for (auto &window : m_windows) {
            if (!window->isUp() || !window->wakeMs)
                continue;
            const qint64 wake = std::max({*window->wakeMs, window->frozenUntilMs, m_nowMs});
            if (wake < next) {
                next = wake;
                waking = window.get();
            }
        }
        if (next > ms)
            break;
        m_nowMs = std::max(m_nowMs, next);
        setVirtualTime(trueTime().toMSecsSinceEpoch());
        if (waking) {
            PowerLossVfs::instance().setProcess(waking->process);
            waking->tick();
        } else {
            const auto first = m_queue.begin();
            const std::function<void()> work = std::move(first->second);
            m_queue.erase(first);
            work();
        }
        step();
    }
    m_nowMs = std::max(m_nowMs, ms);
    setVirtualTime(trueTime().toMSecsSinceEpoch());
}

/// After everything that happened: who died, is what must hold still so, when does whom want to be woken.
void World::step()
{
    for (size_t i = 0; i < m_windows.size(); ++i) {
        Window &window = *m_windows[i];
        if (window.isUp() && window.disk->isDead(window.process))
            windowDied(window, chanceFor(2, quint64(m_nowMs) * 16 + i).between(500, 20'000));
    }
    for (auto &server : m_servers) {
        if (server->isUp() && m_centreDisk->isDead(server->process))
            serverDied(*server);
    }
    m_oracle->check();
    for (auto &window : m_windows) {
        if (window->isUp())
            window->wakeMs = window->nextWakeupMs();
    }
}

// ---- the centre ------------------------------------------------------------------------------------------------------

void World::startServer(Server &server)
{
    if (server.isUp())
        return;
    PowerLossVfs &vfs = PowerLossVfs::instance();
    server.process = vfs.newProcess();
    vfs.setProcess(server.process);
    server.house = std::make_unique<server::CentreHouse>();
    server.house->databasePath = m_centreDisk->path(u"centre.db"_s);
    server.house->clock = [this] { return centreTime(); };
    server.house->ledgerFile = m_ledgerFile;
    server.house->openEnrolment = true;
    if (m_scanFolder)
        server.house->filesFolder = m_scanFolder->filePath(u"centre"_s);
    server.house->headsMoved = [this](const QStringList &scopes) { m_moved += scopes; };
    const auto open = [&](bool readOnly) { return office::Office::open({server.house->databasePath, office::Office::Side::Centre, server.house->clock, readOnly}); };
    auto writing = open(false);
    if (writing && !office::CentreHealing(**writing).checkLedger(m_ledgerFile)) // as CentreProgram does before it serves anybody
        writing = domain::refuse(u"ledger");
    auto reading = writing ? open(true) : open(false);
    if (!writing || !reading || m_centreDisk->isDead(server.process)) {
        tell(u"server %1 can't start"_s.arg(server.index + 1));
        writing = domain::refuse(u"gone");
        reading = domain::refuse(u"gone");
        m_centreDisk->kill(server.process);
        server.house.reset();
        after(3'000, [this, &server] { startServer(server); });
        return;
    }
    m_isPutBack = false;
    server.writer = std::make_unique<server::Router>(*server.house, server::Lane::Write, std::move(writing.value()));
    server.reader = std::make_unique<server::Router>(*server.house, server::Lane::Read, std::move(reading.value()));
    after(5'000, [this, &server, process = server.process] { restServer(server, process); });
}

/// Workers give each service a moment between requests.
void World::restServer(Server &server, int process)
{
    if (!server.isUp() || server.process != process || server.writing)
        return;
    PowerLossVfs::instance().setProcess(server.process);
    server.writer->rest();
    const QStringList moved = std::exchange(m_moved, {});
    if (!moved.isEmpty())
        wakePolls(moved);
    constexpr qint64 restEveryMs = 10'000;
    after(restEveryMs, [this, &server, process] { restServer(server, process); });
}

void World::stopServer(Server &server)
{
    PowerLossVfs::instance().setProcess(server.process);
    server.writer.reset();
    server.reader.reset();
    server.house.reset();
    std::vector<Poll> kept;
    for (Poll &poll : m_polls) {
        if (poll.server == server.index)
            poll.answered(std::nullopt);
        else
            kept.push_back(std::move(poll));
    }
    m_polls = std::move(kept);
}

void World::serverDied(Server &server)
{
    tell(u"server %1 is dead"_s.arg(server.index + 1));
    m_oracle->centreStopped();
    stopServer(server);
    m_centreTroubledMs = m_nowMs;
    after(m_calm ? 100 : chanceFor(3, quint64(m_nowMs)).between(500, 15'000), [this, &server] { startServer(server); });
}

Server *World::someServer(Chance &chance)
{
    std::vector<Server *> up;
    for (auto &server : m_servers) {
        if (server->isUp())
            up.push_back(server.get());
    }
    return up.empty() ? nullptr : up[size_t(chance.below(qint64(up.size())))];
}

void World::process(Server &server, const server::Request &request, const std::function<void(std::optional<server::Response>)> &answered, int tries)
{
    Q_UNUSED(tries)
    if (!server.isUp()) {
        answered(std::nullopt);
        return;
    }
    const bool writes = server::Router::traits(request.method, request.path).lane == server::Lane::Write;
    server::Router &router = writes ? *server.writer : *server.reader;
    bool &busy = writes ? server.writing : server.reading;
    Q_ASSERT(!busy);
    busy = true;
    PowerLossVfs::instance().setProcess(server.process);
    server::Answer answer;
    const QStringList withheld = office::withheldKinds();
    if (serversAreOld())
        office::withheldKinds() = QStringList{u"paper.print"_s, u"returned.close"_s, u"case.refuse"_s};
    try {
        answer = router.answer(request);
    } catch (const std::exception &) {
        answer = server::Response::problem(500, u"server.fault"_s, u"The centre failed on this request"_s);
    }
    office::withheldKinds() = withheld;
    busy = false;
    const QStringList moved = std::exchange(m_moved, {});
    if (m_centreDisk->isDead(server.process)) {
        answered(std::nullopt); // step() buries it
        return;
    }
    server::Request again = request;
    again.again = true;
    if (const auto *postpone = std::get_if<server::Postpone>(&answer))
        m_polls.push_back({server.index, again, postpone->scopes, m_nowMs + postpone->waitSecondsMax * 1000, answered, ++m_serial});
    else
        answered(std::get<server::Response>(answer));
    if (std::holds_alternative<server::Postpone>(answer)) {
        const quint64 serial = m_polls.back().serial;
        after(m_polls.back().untilMs - m_nowMs, [this, serial] {
            for (size_t i = 0; i < m_polls.size(); ++i) {
                if (m_polls[i].serial != serial)
                    continue;
                Poll poll = std::move(m_polls[i]);
                m_polls.erase(m_polls.begin() + qsizetype(i));
                poll.request.mayWait = false;
                process(*m_servers[size_t(poll.server)], poll.request, poll.answered, 0);
                return;
            }
        });
    }
    if (!moved.isEmpty())
        wakePolls(moved);
}

void World::wakePolls(const QStringList &scopes)
{
    after(chanceFor(5, quint64(m_nowMs)).between(0, 40), [this, scopes] {
        for (auto &server : m_servers) {
            if (server->isUp())
                answerPolls(*server, scopes, false);
        }
    });
}

void World::answerPolls(Server &server, const QStringList &scopes, bool)
{
    std::vector<Poll> woken, kept;
    for (Poll &poll : m_polls) {
        const bool meant = poll.server == server.index
                           && (scopes.isEmpty() || std::any_of(scopes.begin(), scopes.end(), [&poll](const QString &scope) { return poll.scopes.contains(scope); }));
        (meant ? woken : kept).push_back(std::move(poll));
    }
    m_polls = std::move(kept);
    for (const Poll &poll : woken)
        process(server, poll.request, poll.answered, 0);
}

std::optional<QJsonObject> World::administer(const QString &type, const QString &doc, const QJsonObject &body)
{
    if (!office::operationKind(type))
        return std::nullopt;
    PowerLossVfs &vfs = PowerLossVfs::instance();
    vfs.setProcess(vfs.newProcess());
    const int process = vfs.process();
    QStringList moved;
    std::optional<QJsonObject> done;
    {
        auto opened = office::Office::open({m_centreDisk->path(u"centre.db"_s), office::Office::Side::Centre, [this] { return centreTime(); }, false});
        if (opened) {
            const bool erases = type == "document.erase"_L1; // the law's erasing is a person's act
            const office::Actor security{staffId(u"1501"_s), {}, {u"security-admin"_s}, {}, {}};
            const auto submitted = (*opened)->submit({type, doc, body, erases ? security : centreActor});
            if (submitted) {
                done = submitted->document().body;
                for (const domain::Document &document : submitted->documents)
                    moved += document.scopes;
                moved << u"d/610116"_s << u"d/610113"_s << u"ref"_s;
            } else {
                tell(u"  the centre's own act %1 was refused: %2"_s.arg(type, submitted.refusal().code));
            }
        }
    }
    m_centreDisk->kill(process);
    if (done)
        wakePolls(moved);
    return done;
}

QString World::renewalFor(const Window &window, const QString &staffNumber)
{
    server::Pass pass;
    pass.use = server::Pass::Use::Renewal;
    pass.staffId = staffId(staffNumber);
    pass.device = window.office->deviceId();
    pass.deviceKey = window.office->devicePublicKey();
    pass.counter = QString::number(window.index + 1);
    pass.expires = centreTime().addSecs(12 * 3600);
    pass.signedInAt = centreTime();
    return server::Tokens(m_tokenKey).mint(pass);
}

// ---- the network -----------------------------------------------------------------------------------------------------

void World::arrive(int, const server::Request &request, std::function<void(std::optional<server::Response>)> answered, Window *from)
{
    Chance chance = chanceFor(7, ++m_serial);
    Server *server = someServer(chance);
    if (!server) {
        answered(std::nullopt);
        return;
    }
    if (m_queues) {
        // As server::Workers: a request takes its time, so many may wait, one more is told when to come again.
        const bool writes = server::Router::traits(request.method, request.path).lane == server::Lane::Write;
        constexpr double writeMs = 8, readMs = 2;
        constexpr qint64 queued = 64;
        double &free = writes ? server->writerFreeMs : server->readerFreeMs;
        const double each = writes ? writeMs : readMs;
        const double waits = std::max(0.0, free - double(m_nowMs));
        const qint64 before = qint64(waits / each);
        m_queueMax = std::max(m_queueMax, before);
        if (before >= queued) {
            ++m_turnedAway;
            server::Response full = server::Response::problem(503, u"server.busy"_s, u"The centre is busy; try again later"_s);
            const double base = std::max(1.0, waits / 1000);
            full.headers.insert("Retry-After", QByteArray::number(qint64(std::ceil(base * (1 + 2 * double(chance.below(1000)) / 1000)))));
            answered(full);
            return;
        }
        free = std::max(free, double(m_nowMs)) + each;
        if (free - double(m_nowMs) >= 1) {
            after(qint64(free) - m_nowMs, [this, request, answered, from] { serve(request, answered, from); });
            return;
        }
    }
    serve(request, answered, from);
}

void World::serve(const server::Request &request, const std::function<void(std::optional<server::Response>)> &answered, Window *from)
{
    Q_UNUSED(from)
    Chance chance = chanceFor(8, ++m_serial);
    Server *server = someServer(chance);
    if (!server) {
        answered(std::nullopt);
        return;
    }
    const QByteArray token = request.bearerToken();
    const bool changes = request.path == "/v1/changes", push = request.path.endsWith("/operations") && request.method == "POST";
    const auto pass = server::Tokens(m_tokenKey).check(token, server::Pass::Use::Access, centreTime());
    const QString district = pass ? m_districtOf.value(pass->staffId) : QString(), device = pass ? pass->device : QString();
    process(*server, request, [this, changes, push, district, device, answered](std::optional<server::Response> response) {
        if (response && response->status == 200 && push)
            m_oracle->told(response->body);
        if (response && response->status == 200 && changes)
            m_oracle->shown(response->body, m_oracle->isShutOut(device) ? QString() : district);
        answered(std::move(response));
    }, 0);
}

/// A closed lid hears nothing; what came meanwhile is heard when it is opened.
void World::hear(Window &window, const std::function<void(Heard)> &heard, const Heard &what)
{
    constexpr qint64 lookAgainMs = 10'000;
    if (window.frozenUntilMs > m_nowMs) {
        after(std::min(window.frozenUntilMs - m_nowMs, lookAgainMs), [this, &window, heard, what] { hear(window, heard, what); });
        return;
    }
    PowerLossVfs::instance().setProcess(window.process);
    heard(what);
}

void World::send(Window &window, server::Request request, qint64 patienceMs, std::function<void(Heard)> heard)
{
    Link &link = window.link;
    Chance chance = chanceFor(11 + quint64(window.index), quint64(++link.messages));
    constexpr qint64 bytesPerMs = 1'000;
    const qint64 carrying = m_queues ? request.body.size() / bytesPerMs : 0;
    const qint64 there = carrying + chance.between(m_plan.delayMs / 2, m_plan.delayMs * 3 / 2), back = chance.between(m_plan.delayMs / 2, m_plan.delayMs * 3 / 2);
    Window *from = &window;
    const auto answer = [this, from, heard](qint64 ms, const Heard &what) {
        after(ms, [this, from, heard, what] { hear(*from, heard, what); });
    };
    const auto failed = [](Failure::Kind kind, const QString &code) { return Heard{Failure{kind, 0, domain::refuse(code), {}}, 0, {}, {}}; };
    const Heard offline = failed(Failure::Kind::Offline, u"net.offline"_s), timedOut = failed(Failure::Kind::TimedOut, u"net.timed-out"_s);
    const qint64 now = m_nowMs;
    if (now < link.cut) {
        note(u"partition"_s);
        return answer(chance.between(5, 3'000), chance.oneIn(3) ? failed(Failure::Kind::TimedOut, u"net.timed-out"_s) : offline);
    }
    if (now < link.portal) {
        note(u"htmlAnswer"_s);
        return answer(there + back, Heard{{}, 200, {}, "<!DOCTYPE html><html><body>请登录网络</body></html>"});
    }
    if (now < link.halfOpen) {
        note(u"halfOpen"_s);
        return answer(patienceMs, timedOut); // not a word: the transport's own deadline ends it
    }
    const bool isPush = request.method == "POST" && request.path.endsWith("/operations");
    if (m_queues && request.path.startsWith("/v1/blobs/") && request.method != "GET" && window.agent->status().pending > 0)
        ++m_scansBeforeActs;
    const bool isPull = request.path == "/v1/changes", isLease = request.path == "/v1/number-leases";
    if ((isPush && now < link.pushRefused) || (isPull && now < link.pullRefused)) {
        note(u"busyCentre"_s);
        return answer(there + back, Heard{{}, 503, {}, {}});
    }
    if (now < link.lossy && chance.oneIn(4)) {
        note(u"requestLost"_s);
        return answer(chance.oneIn(2) ? there + back : patienceMs, chance.oneIn(2) ? offline : timedOut);
    }
    if (now < link.garbled && isPush && chance.oneIn(3) && !request.body.isEmpty()) {
        note(u"requestGarbled"_s);
        const qsizetype at = chance.below(request.body.size());
        request.body[at] = char(request.body[at] ^ (1 << chance.below(7)));
    }
    bool answerLost = now < link.oneWay || (now < link.lossy && chance.oneIn(4));
    if (now < link.oneWay)
        note(u"oneWay"_s);
    else if (answerLost)
        note(u"answerLost"_s);
    if (isLease && std::exchange(link.losesLease, link.losesLease && !isLease)) {
        note(u"leaseLost"_s);
        answerLost = true;
    }
    const bool badGateway = now < link.badGateway && chance.oneIn(2), garbles = now < link.garbled && chance.oneIn(2);
    // A proof for each copy, of the moment at which it comes: what the network says twice means the same twice, and that is to be shown.
    const auto proven = [&](qint64 inMs) {
        server::Request copy = request;
        const QByteArray nonce = QByteArray::number(++m_proofs).rightJustified(exchange::proofNonceBytes, '0');
        copy.headers.insert("onewindow-proof", exchange::proofFor(copy.method, copy.target, copy.body, copy.bearerToken(), centreTime().addMSecs(inMs).toMSecsSinceEpoch(), nonce,
                                                                  [&window](const QByteArray &message) { return window.office->signature(message); }));
        return copy;
    };
    if (now < link.twice && chance.oneIn(2)) {
        note(u"duplicate"_s);
        const qint64 inMs = there + chance.below(link.twiceByMs + 1);
        after(inMs, [this, request = proven(inMs), from] { arrive(0, request, [](const auto &) {}, from); });
    }
    if (now < link.late && chance.oneIn(3)) {
        note(u"delayed"_s);
        const qint64 inMs = there + chance.below(link.lateByMs + 1);
        after(inMs, [this, request = proven(inMs), from] { arrive(0, request, [](const auto &) {}, from); });
        return answer(patienceMs, timedOut);
    }
    const quint64 fate = chance.next();
    request = proven(there);
    after(there, [=, this] {
        arrive(0, request, [=, this](std::optional<server::Response> response) {
            if (answerLost)
                return answer(patienceMs, timedOut);
            if (!response)
                return answer(back, fate % 3 == 0 ? Heard{{}, 502, {}, {}} : offline);
            Chance chance(fate);
            Heard what{{}, response->status, response->headers, response->body};
            if (badGateway) {
                note(u"badGatewayAfterCommit"_s);
                what = Heard{{}, 502, {}, "<html>502 Bad Gateway</html>"};
            } else if (garbles && !what.body.isEmpty()) {
                if (isPull && chance.oneIn(2)) {
                    note(u"bitFlip"_s);
                    const qsizetype at = chance.below(what.body.size());
                    what.body[at] = char(what.body[at] ^ (1 << chance.below(8)));
                } else {
                    note(u"truncated"_s);
                    what.body.truncate(chance.below(what.body.size()));
                }
            }
            answer(back, what);
        }, from);
    });
}

// ---- the windows -----------------------------------------------------------------------------------------------------

Window &World::addWindow(int index, const QString &staffNumber)
{
    m_windows.push_back(std::make_unique<Window>());
    Window &window = *m_windows.back();
    window.index = index;
    window.name = u"window%1"_s.arg(index + 1);
    window.disk = &PowerLossVfs::instance().disk(window.name);
    window.disk->restore(isSealed() ? images().sealedWindow : images().window);
    window.staffNumber = staffNumber;
    window.skewMs = chanceFor(19, quint64(index)).between(-5'000, 5'000);
    return window;
}

void World::startWindow(Window &window)
{
    if (window.isUp())
        return;
    PowerLossVfs &vfs = PowerLossVfs::instance();
    window.process = vfs.newProcess();
    vfs.setProcess(window.process);
    auto opened = office::Office::open({window.disk->path(u"office.db"_s), office::Office::Side::Counter, [this, &window] { return clockOf(window); }, false,
                                        isSealed() ? sealedWindowKey : QByteArray()});
    if (!opened || window.disk->isDead(window.process)) {
        if (!opened)
            window.told = opened.refusal().code;
        tell(u"window %1 can't start: %2"_s.arg(window.index + 1).arg(opened ? u"dead"_s : opened.refusal().code));
        opened = domain::refuse(u"gone");
        window.disk->kill(window.process);
        after(2'000, [this, &window] { startWindow(window); });
        return;
    }
    window.office = std::move(opened.value());
    QObject::connect(window.office.get(), &office::Office::faulted, window.office.get(), [&window](const domain::Refusal &refusal) { window.told = refusal.code; });
    window.transport = std::make_unique<SimulatedTransport>(*this, window);
    app::SyncAgent::Options options;
    options.clock = [this, &window] { return clockOf(window); };
    options.monotonicMs = [this] { return m_nowMs; };
    options.seed = quint32(m_plan.seed * 31 + quint64(window.index) * 7 + quint64(window.process));
    options.clientVersion = u"0.1.0"_s;
    window.agent = std::make_unique<app::SyncAgent>(*window.office, *window.transport, options);
    QObject::connect(window.agent.get(), &app::SyncAgent::signInNeeded, window.agent.get(), [this, &window](const domain::Refusal &refusal) {
        tell(u"window %1 must sign in again: %2"_s.arg(window.index + 1).arg(refusal.code));
        const int process = window.process;
        after(5'000, [this, &window, process] {
            if (window.isUp() && window.process == process)
                signIn(window);
        });
    });
    if (m_scanFolder)
        giveScanner(window);
    window.startedMs = m_nowMs;
    window.device = window.office->deviceId();
    m_oracle->windowStarted(window);
    signIn(window);
}

void World::signIn(Window &window)
{
    window.signedInSinceMs = m_nowMs;
    PowerLossVfs::instance().setProcess(window.process);
    window.agent->beginLater([&window] {
        exchange::SignInRequest request;
        request.user = window.staffNumber;
        return request;
    });
}

void World::stopWindow(Window &window)
{
    PowerLossVfs::instance().setProcess(window.process);
    window.courier.reset();
    window.files.reset();
    window.agent.reset();
    window.transport.reset();
    window.office.reset();
    window.wakeMs.reset();
}

void World::windowDied(Window &window, qint64 downMs)
{
    tell(u"window %1 is dead"_s.arg(window.index + 1));
    stopWindow(window);
    after(m_calm ? 10 : downMs, [this, &window] { startWindow(window); });
}

/// Any case the window shows; empty when there is none.
QString World::someCase(Window &window, Chance &chance)
{
    if (!window.isUp())
        return {};
    const PowerLossVfs::Quiet quiet;
    const QList<storage::Row> cases = window.office->read<QList<storage::Row>>([&] { return window.office->store().database.rows(u"SELECT id FROM casefile ORDER BY id"_s); });
    return cases.isEmpty() ? QString() : cases[chance.below(cases.size())].text(0);
}

bool World::submit(Window &window, const QString &type, const QString &doc, const QJsonObject &body, QString *verdict)
{
    return submitAs(window, *window.office->rules()->staffByNumber(window.staffNumber), type, doc, body, verdict);
}

bool World::submitAs(Window &window, const domain::Staff &staff, const QString &type, const QString &doc, const QJsonObject &body, QString *verdict)
{
    const office::Actor actor{staff.id, staff.name, staff.roles, staff.place, QString::number(window.index + 1)};
    const auto done = window.office->submit({type, doc, body, actor});
    if (!done) {
        if (verdict)
            *verdict = done.refusal().facts[u"verdict"_s].toString();
        tell(u"window %1 may not %2: %3 %4"_s.arg(window.index + 1).arg(type, done.refusal().code, done.refusal().facts[u"verdict"_s].toString()));
        return false;
    }
    tell(u"window %1 does %2 on %3 (operation %4, number %5)"_s.arg(window.index + 1).arg(type, done->operation.doc.right(6)).arg(done->operation.n).arg(done->operation.receipt));
    ++m_outcome.operations;
    m_oracle->confirmed(window, *done);
    return true;
}

void World::act(Window &window, quint64 seed)
{
    if (!window.isUp() || window.frozenUntilMs > m_nowMs)
        return;
    PowerLossVfs::instance().setProcess(window.process);
    Chance chance(seed);
    const auto rules = window.office->rules();
    if (!rules->staffByNumber(window.staffNumber))
        return; // never heard of the centre yet
    QList<storage::Row> cases, returned;
    {
        const PowerLossVfs::Quiet quiet;
        try {
            cases = window.office->store().database.rows(u"SELECT id, state FROM casefile ORDER BY id"_s);
            returned = window.office->store().database.rows(u"SELECT id FROM journal WHERE fate = 'refused' AND closed IS NULL ORDER BY seq"_s);
        } catch (const std::exception &) {
            return;
        }
    }
    const qint64 what = chance.below(100);
    if (!returned.isEmpty() && what < 20) {
        static const QStringList ways{u"dropped"_s, u"handed-over"_s, u"redone"_s};
        submit(window, u"returned.close"_s, {}, {{u"operation"_s, returned.first().text(0)}, {u"how"_s, chance.of(ways)}, {u"reason"_s, u"重复"_s}});
        return;
    }
    const bool isNew = cases.isEmpty() || what < 55;
    domain::ApplicantCard card;
    QString doc, itemId, state;
    int itemVersion = 0;
    if (isNew) {
        const QStringList items{u"prepack-filing"_s, u"pub-hygiene-renew"_s, u"idcard-reissue"_s};
        itemId = chance.of(items);
        card = applicant(itemId == "idcard-reissue"_L1 ? int(chance.between(1, 4)) : int(chance.below(5)));
        const domain::Item *item = rules->itemOn(itemId, domain::hallTime(window.office->now()).date());
        if (!item)
            return;
        itemVersion = item->version;
    } else {
        const storage::Row &row = cases[chance.below(cases.size())];
        doc = row.text(0);
        state = row.text(1);
        const auto document = [&] {
            const PowerLossVfs::Quiet quiet;
            return window.office->read<std::optional<domain::Document>>([&] { return window.office->store().documents.load(doc); });
        }();
        const auto file = document ? domain::CaseFile::fromJson(document->body) : domain::Result<domain::CaseFile>(domain::refuse(u"none"));
        if (!file)
            return;
        card = file->applicant;
        itemId = file->itemId;
        itemVersion = file->itemVersion;
        const bool decided = state == "accepted"_L1 || state == "not-accepted"_L1;
        if (decided && !chance.oneIn(6)) {
            submit(window, u"paper.print"_s, doc, {{u"paper"_s, u"acceptance"_s}});
            return;
        }
    }
    const domain::Item *item = rules->item(itemId, itemVersion);
    if (!item)
        return;
    const int mode = int(chance.below(5));
    const QJsonObject answers = answersTo(*item, chance);
    const QJsonObject body{{u"item"_s, QJsonObject{{u"id"_s, itemId}, {u"version"_s, itemVersion}}},
                           {u"applicant"_s, card.toJson()},
                           {u"answers"_s, answers},
                           {u"fields"_s, QJsonObject{}},
                           {u"priority"_s, QString::number(chance.below(1000))},
                           {u"marks"_s, marks(*item, card, answers, mode, chance)},
                           {u"supervisorReason"_s, u"看漏了"_s}};
    if (isNew && chance.oneIn(4)) {
        submit(window, u"case.receive"_s, doc, body);
        return;
    }
    if (chance.oneIn(6)) {
        QJsonObject refusing = body;
        refusing[u"reason"_s] = u"no-licence-needed"_s;
        submit(window, u"case.refuse"_s, doc, refusing);
        return;
    }
    QString verdict;
    if (submit(window, u"case.accept"_s, doc, body, &verdict) || verdict.isEmpty())
        return;
    const QString fitting = verdict == "tolerate"_L1 ? u"tolerance.accept"_s
                            : verdict.contains("commit"_L1) ? u"commitment.accept"_s
                            : verdict == "notify"_L1 ? u"case.notify"_s
                                                     : QString();
    if (!fitting.isEmpty())
        submit(window, fitting, doc, body);
}

/// As app::Client puts them together.
void World::giveScanner(Window &window)
{
    office::Attachments::Options files;
    files.folder = m_scanFolder->filePath(window.name);
    files.bytesFree = [] { return qint64(1) << 40; };
    window.files = std::make_unique<office::Attachments>(*window.office, files);
    app::AttachmentCourier::Options options;
    options.monotonicMs = [this] { return m_nowMs; };
    options.seed = quint32(m_plan.seed * 37 + quint64(window.index));
    options.prefetchBytesMax = 0; // what neighbours scanned is fetched when somebody opens it
    window.courier = std::make_unique<app::AttachmentCourier>(*window.office, *window.files, *window.transport, options);
    app::AttachmentCourier *courier = window.courier.get();
    QObject::connect(window.agent.get(), &app::SyncAgent::sessionChanged, courier, &app::AttachmentCourier::setSignedIn);
    QObject::connect(window.agent.get(), &app::SyncAgent::statusChanged, courier, &app::AttachmentCourier::follow);
    QObject::connect(window.agent.get(), &app::SyncAgent::wanted, courier, &app::AttachmentCourier::takeWanted);
}

/// Puts a page on the scanner, for any case the window shows.
void World::scan(Window &window, quint64 seed)
{
    Chance chance(seed);
    const QString id = someCase(window, chance);
    if (id.isEmpty())
        return;
    PowerLossVfs::instance().setProcess(window.process);
    const auto document = window.office->read<std::optional<domain::Document>>([&] { return window.office->store().documents.load(id); });
    const auto file = domain::CaseFile::fromJson(document->body);
    if (!file || file->materials.isEmpty())
        return;
    QByteArray picture = QByteArray::fromHex("FFD8FFE0");
    picture.append(QByteArray::number(qulonglong(chance.next())));
    picture.append(QByteArray(int(chance.between(8'000, 60'000)), char(chance.below(256))));
    const auto taken = window.files->takeIn(picture, u"扫描.jpg"_s);
    const domain::Staff staff = *window.office->rules()->staffByNumber(window.staffNumber);
    const auto attached = taken ? window.files->attach(id, file->materials.first().key, {*taken}, {staff.id, staff.name, staff.roles, staff.place, QString::number(window.index + 1)})
                                : domain::Result<office::Submitted>(taken.refusal());
    if (!attached) {
        tell(u"window %1 may not attach: %2"_s.arg(window.index + 1).arg(attached.refusal().code));
        return;
    }
    ++m_outcome.operations;
    m_scans << taken->sha256;
    m_oracle->confirmed(window, *attached);
}

// ---- the plan --------------------------------------------------------------------------------------------------------

void World::apply(const Event &event)
{
    if (event.kind != EventKind::Act) {
        note(nameOf(event.kind));
        tell(event.inWords());
    }
    Window &window = *m_windows[size_t(event.who) % m_windows.size()];
    Server &server = *m_servers[size_t(event.who) % m_servers.size()];
    Link &link = window.link;
    Chance chance = chanceFor(23, quint64(event.atMs) * 64 + quint64(event.kind));
    const auto setStaff = [this](const QString &number, const QString &place, bool active) {
        const PowerLossVfs::Quiet quiet;
        const QJsonObject person{{u"id"_s, staffId(number)}, {u"number"_s, number}, {u"name"_s, number == "1001"_L1 ? u"王敏"_s : number == "1002"_L1 ? u"李娜"_s : number == "1401"_L1 ? u"郑监察"_s : QString(u"职员"_s + number)},
                                 {u"roles"_s, QJsonArray{number == "1401"_L1 ? u"supervisor"_s : u"clerk"_s}}, {u"place"_s, domain::idFor(QString(u"place:"_s + place))}, {u"active"_s, active}};
        if (administer(u"staff.define"_s, staffId(number), person))
            m_districtOf[staffId(number)] = active ? place : QString();
    };
    const auto home = [](const QString &number) { return number.startsWith(u'2') ? u"610113"_s : u"610116"_s; };
    switch (event.kind) {
    case EventKind::Act:
        act(window, quint64(event.a));
        break;
    case EventKind::KillWindow:
    case EventKind::PowerWindow:
        if (window.isUp())
            window.disk->dieAfter(window.process, event.a, event.kind == EventKind::PowerWindow, chance);
        break;
    case EventKind::KillServer:
    case EventKind::PowerCentre:
        if (server.isUp())
            m_centreDisk->dieAfter(server.process, event.a, event.kind == EventKind::PowerCentre, chance);
        break;
    case EventKind::WindowDisk:
        window.disk->failAfter(event.a, event.b, DiskFault(event.c));
        break;
    case EventKind::CentreDisk:
        m_centreDisk->failAfter(event.a, event.b, DiskFault(event.c));
        m_centreTroubledMs = m_nowMs;
        break;
    case EventKind::Cut:
        link.cut = m_nowMs + event.a;
        break;
    case EventKind::OneWay:
        link.oneWay = m_nowMs + event.a;
        break;
    case EventKind::HalfOpen:
        link.halfOpen = m_nowMs + event.a;
        break;
    case EventKind::Portal:
        link.portal = m_nowMs + event.a;
        break;
    case EventKind::Lossy:
        link.lossy = m_nowMs + event.a;
        break;
    case EventKind::Twice:
        link.twice = m_nowMs + event.a;
        link.twiceByMs = event.b;
        break;
    case EventKind::Late:
        link.late = m_nowMs + event.a;
        link.lateByMs = event.b;
        break;
    case EventKind::Garbled:
        link.garbled = m_nowMs + event.a;
        break;
    case EventKind::BadGateway:
        link.badGateway = m_nowMs + event.a;
        break;
    case EventKind::PushRefused:
        link.pushRefused = m_nowMs + event.a;
        break;
    case EventKind::PullRefused:
        link.pullRefused = m_nowMs + event.a;
        break;
    case EventKind::WindowClock:
        window.skewMs += event.a;
        break;
    case EventKind::CentreClock:
        m_centreSkewMs += event.a;
        break;
    case EventKind::Suspend:
        window.frozenUntilMs = m_nowMs + event.a;
        break;
    case EventKind::SwitchStaff: {
        static const QStringList all{u"1001"_s, u"1002"_s, u"2001"_s, u"1401"_s};
        window.staffNumber = all[event.a % all.size()];
        if (window.isUp())
            signIn(window);
        break;
    }
    case EventKind::SuspendStaff:
    case EventKind::MoveStaff: {
        const QString number = window.staffNumber;
        const bool moves = event.kind == EventKind::MoveStaff;
        setStaff(number, moves && home(number) == "610116"_L1 ? u"610113"_s : moves ? u"610116"_s : home(number), moves);
        after(event.b, [setStaff, number, home] { setStaff(number, home(number), true); });
        break;
    }
    case EventKind::CloneWindow: {
        const int index = int(m_windows.size());
        const QString staff = window.staffNumber;
        const DiskImage image = window.disk->image();
        Window &copy = addWindow(index, staff);
        copy.disk->restore(image);
        copy.isRotten = window.isRotten; // the turned bit was copied too
        copy.clonedFrom = event.who;
        copy.clonedAtMs = m_nowMs;
        m_oracle->windowCopied(*m_windows[size_t(event.who) % (m_windows.size() - 1)], copy);
        startWindow(copy);
        // The copy has work of its own.
        for (int i = 1; i <= 3; ++i)
            after(i * 4'000, [this, index, i] { act(*m_windows[size_t(index)], m_plan.seed * 131 + quint64(i)); });
        break;
    }
    case EventKind::RestoreWindow:
        if (!window.images.empty()) {
            const DiskImage image = window.images.begin()->second;
            window.images.clear();
            stopWindow(window);
            PowerLossVfs::instance().setProcess(window.process);
            window.disk->restore(image);
            m_oracle->windowWentBack(window);
            startWindow(window);
        }
        break;
    case EventKind::Image:
        backUpCentre();
        break;
    case EventKind::RestoreCentre:
        restoreCentre();
        break;
    case EventKind::OldServers:
        m_oldServersUntilMs = m_nowMs + event.a;
        m_centreTroubledMs = m_oldServersUntilMs;
        break;
    case EventKind::NewItemVersion: {
        const PowerLossVfs::Quiet quiet;
        const auto row = [&]() -> QJsonObject {
            storage::Database database(m_centreDisk->path(u"centre.db"_s), storage::Database::Access::ReadOnly);
            const auto found = database.row(u"SELECT base FROM document WHERE kind = 'item' ORDER BY id LIMIT 1"_s);
            return QJsonDocument::fromJson(found->text(0).toUtf8()).object();
        };
        PowerLossVfs &vfs = PowerLossVfs::instance();
        vfs.setProcess(vfs.newProcess());
        QJsonObject item = row();
        const int version = item[u"version"_s].toInt() + 1;
        item[u"version"_s] = version;
        administer(u"item.publish"_s, domain::idFor(u"item:%1@%2"_s.arg(item[u"id"_s].toString()).arg(version)), item);
        break;
    }
    case EventKind::Turns:
        if (server.isUp()) {
            m_centreDisk->interleaveAfter(server.process, event.a, [this] {
                for (auto &each : m_servers) {
                    if (each->isUp() && !each->reading)
                        answerPolls(*each, {}, true);
                }
            });
        }
        break;
    case EventKind::Deadlines:
        if (server.isUp()) {
            PowerLossVfs::instance().setProcess(server.process);
            server.writer->rest();
            wakePolls(std::exchange(m_moved, {}));
        }
        break;
    case EventKind::Rest:
        if (window.isUp()) {
            PowerLossVfs::instance().setProcess(window.process);
            window.office->rest();
        }
        break;
    case EventKind::LoseLease:
        link.losesLease = true;
        break;
    case EventKind::UseUpLease:
        if (window.isUp()) {
            const PowerLossVfs::Quiet quiet;
            window.office->read<bool>([&] {
                window.office->store().database.run(u"UPDATE lease SET next = max(next, high + 1 - ?)"_s, {event.a});
                return true;
            });
        }
        break;
    case EventKind::FreshWindow:
        startWindow(addWindow(int(m_windows.size()), chance.oneIn(2) ? u"1002"_s : u"2002"_s));
        break;
    case EventKind::MoveCase: {
        const QString doc = someCase(window, chance);
        const domain::Staff *supervisor = window.isUp() ? window.office->rules()->staffByNumber(u"1401"_s) : nullptr;
        if (doc.isEmpty() || !supervisor)
            break;
        PowerLossVfs::instance().setProcess(window.process);
        const QString to = domain::idFor(chance.oneIn(4) ? u"place:610116"_s : u"place:610113"_s);
        submitAs(window, *supervisor, u"case.transfer"_s, doc, {{u"to"_s, to}, {u"reason"_s, u"管辖"_s}});
        break;
    }
    case EventKind::EraseCase: {
        const QString doc = someCase(window, chance);
        if (!doc.isEmpty()) {
            const PowerLossVfs::Quiet quiet;
            administer(u"document.erase"_s, doc, {{u"reason"_s, u"本人要求"_s}});
        }
        break;
    }
    case EventKind::BitRot: {
        stopWindow(window);
        PowerLossVfs::instance().setProcess(window.process);
        window.isRotten = true;
        const DiskImage image = window.disk->image();
        const auto file = image.find("office.db");
        if (file != image.end() && !file->second.isEmpty()) {
            window.disk->kill(window.process);
            window.disk->flipBit("office.db", chance.below(file->second.size()), int(chance.below(8)));
        }
        startWindow(window);
        break;
    }
    case EventKind::RevokeDevice: {
        // It does something that is answered, and more while it has no network; when it is back it is shut out. In between the
        // centre may be put back to what it was before all that, or afterwards, and then it has forgotten the revocation.
        constexpr qint64 second = 1'000;
        const int index = window.index;
        const QString device = window.device;
        const bool forgetsWork = event.a == 1, forgetsRevocation = event.a == 2;
        if (forgetsWork || forgetsRevocation)
            backUpCentre();
        for (int i = 0; i < 4; ++i)
            after(i * 3 * second, [this, index, what = chance.next()] { act(*m_windows[size_t(index)], what); });
        after(5 * second, [this, index] { m_windows[size_t(index)]->link.cut = std::max(m_windows[size_t(index)]->link.cut, m_calm ? 0 : m_nowMs + 15 * second); });
        if (forgetsWork)
            after(10 * second, [this] { restoreCentre(); });
        after(13 * second, [this, device] { revokeDevice(device); });
        if (forgetsRevocation)
            after(22 * second, [this] { restoreCentre(); });
        if (event.b > 0)
            after(13 * second + event.b, [this, device] { letInAgain(device); });
        break;
    }
    }
}

void World::backUpCentre()
{
    m_backup = m_centreDisk->image();
    m_districtOfAtBackup = m_districtOf;
    m_oracle->centreBackedUp();
}

void World::restoreCentre()
{
    if (!m_backup || m_isPutBack)
        return;
    // Stopped as the handbook says: the ledger is written last, as CentreProgram::stop does.
    m_oracle->check();
    m_oracle->centreStopped();
    for (auto &each : m_servers)
        stopServer(*each);
    {
        const PowerLossVfs::Quiet quiet;
        PowerLossVfs::instance().setProcess(PowerLossVfs::instance().newProcess());
        const auto office = office::Office::open({m_centreDisk->path(u"centre.db"_s), office::Office::Side::Centre, [this] { return centreTime(); }, false});
        if (!office || !office::CentreHealing(**office).writeLedger(m_ledgerFile))
            qFatal("the ledger can't be written");
    }
    PowerLossVfs::instance().setProcess(0);
    m_centreDisk->restore(*m_backup);
    m_isPutBack = true;
    m_districtOf = m_districtOfAtBackup;
    m_oracle->centreWentBack();
    m_centreTroubledMs = m_nowMs;
    for (auto &each : m_servers)
        after(1'000, [this, &server = *each] { startServer(server); });
}

void World::revokeDevice(const QString &device)
{
    const PowerLossVfs::Quiet quiet;
    administer(u"device.revoke"_s, device, {{u"reason"_s, u"丢失"_s}});
}

void World::letInAgain(const QString &device)
{
    const PowerLossVfs::Quiet quiet;
    QJsonObject body = m_oracle->documentAtCentre(device);
    if (!body.take(u"revoked"_s).isUndefined())
        administer(u"device.enrol"_s, device, body);
}

Outcome World::play()
{
    for (int i = 0; i < m_plan.servers; ++i) {
        m_servers.push_back(std::make_unique<Server>());
        m_servers.back()->index = i;
        startServer(*m_servers.back());
    }
    static const QStringList staff{u"1001"_s, u"1002"_s, u"2001"_s};
    for (int i = 0; i < m_plan.windows; ++i)
        startWindow(addWindow(i, staff[i % staff.size()]));
    step();
    for (const Event &event : m_plan.events) {
        if (event.kind == EventKind::RestoreWindow && event.atMs > event.a) {
            after(event.atMs - event.a, [this, event] {
                Window &window = *m_windows[size_t(event.who) % m_windows.size()];
                window.images[m_nowMs] = window.disk->image();
            });
        }
        after(event.atMs, [this, event] { apply(event); });
    }
    for (qint64 at = 10'000; at < m_plan.durationMs && !m_oracle->violation() && !m_outcome.violation; at += 10'000) {
        runUntil(at);
        m_oracle->checkLiveness();
    }
    if (!m_oracle->violation() && !m_outcome.violation)
        runUntil(m_plan.durationMs + 1);
    if (!m_oracle->violation() && !m_outcome.violation)
        quiesce();
    if (m_oracle->violation())
        m_outcome.violation = m_oracle->violation();
    return m_outcome;
}

World::Storm World::storm(int casesEach)
{
    constexpr qint64 minute = 60'000, hour = 60 * minute;
    Storm storm;
    storm.windows = m_plan.windows;
    m_scanFolder = std::make_unique<QTemporaryDir>(memoryFolder().filePath(u"onewindow-storm-XXXXXX"_s));
    for (int i = 0; i < m_plan.servers; ++i) {
        m_servers.push_back(std::make_unique<Server>());
        m_servers.back()->index = i;
        startServer(*m_servers.back());
    }
    static const QStringList staff{u"1001"_s, u"1002"_s, u"2001"_s, u"2002"_s};
    for (int i = 0; i < m_plan.windows; ++i) {
        Window &window = addWindow(i, staff[i % staff.size()]);
        after(i * 200, [this, &window] { startWindow(window); }); // the district opens its windows over some minutes
    }
    const auto stopped = [&] { return m_oracle->violation() || m_outcome.violation; };
    runUntil(m_plan.windows * 200 + 3 * minute);
    const qint64 begun = m_nowMs, back = begun + hour;
    for (auto &window : m_windows) {
        window->link.cut = back;
        for (int i = 0; i < casesEach; ++i) {
            const quint64 what = chanceFor(31, quint64(window->index) * 16 + quint64(i)).next();
            after(minute + (i * 13 + window->index % 12) * minute, [this, &window = *window, what] {
                act(window, what);
                scan(window, ~what);
            });
        }
    }
    runUntil(back);
    storm.operations = m_outcome.operations;
    m_queues = true;
    m_calm = true;
    QHash<int, qint64> pushes;
    for (auto &window : m_windows) {
        window->pushes = 0;
        PowerLossVfs::instance().setProcess(window->process);
        Q_EMIT window->transport->networkUp();
    }
    step();
    static const QStringList harmless{QString(), u"server.busy"_s, u"net.busy"_s};
    const qint64 end = back + hour;
    QHash<int, QString> standing;
    for (bool rests = false; !rests && m_nowMs < end && !stopped();) {
        runUntil(m_nowMs + 5'000);
        rests = true;
        bool haveAllActs = true;
        for (auto &window : m_windows) {
            const forms::SyncStatus &status = window->agent->status();
            haveAllActs = haveAllActs && status.pending == 0;
            rests = rests && status.pending == 0 && status.state == forms::SyncStatus::State::Synced && window->files->toSend(1).isEmpty();
            // A machine that has not been answered since the outage is off line and says so; nothing else may be said.
            // What is found out and put right within a moment is nothing to read either.
            const forms::TransferStatus &scans = window->courier->status(); // a quiet one is not shown
            const QString problem = !harmless.contains(status.problem) ? status.problem : scans.isQuiet() ? QString() : scans.problem;
            const bool isTold = status.state != forms::SyncStatus::State::Offline && !harmless.contains(problem);
            const bool isStanding = isTold && standing.value(window->index) == problem;
            standing[window->index] = isTold ? problem : QString();
            if (isStanding && storm.surfaced.isEmpty())
                storm.surfaced = u"window %1: %2 (of %3) %4 s after"_s.arg(window->index + 1).arg(problem, problem == status.problem ? u"acts"_s : u"scans"_s).arg((m_nowMs - back) / 1000);
        }
        if (haveAllActs && storm.actsAfterSeconds == 0)
            storm.actsAfterSeconds = double(m_nowMs - back) / 1000;
        if (rests && !m_oracle->problemsAtRest().isEmpty())
            rests = false;
    }
    const storage::BlobFiles files(QDir(m_scanFolder->filePath(u"centre"_s)).filePath(u"blobs"_s));
    const bool haveAllScans = std::all_of(m_scans.cbegin(), m_scans.cend(), [&files](const QString &name) { return files.isSound(name); });
    storm.scans = m_scans.size();
    storm.scansBeforeActs = m_scansBeforeActs;
    storm.drainedAfterSeconds = double(m_nowMs - back) / 1000;
    for (auto &window : m_windows) {
        storm.pushes += window->pushes;
        storm.pushesMaxOfOne = std::max(storm.pushesMaxOfOne, window->pushes);
    }
    storm.turnedAway = m_turnedAway;
    storm.queueMax = m_queueMax;
    if (!stopped() && m_nowMs >= end)
        m_outcome.violation = Violation{27, QString(u"the storm did not calm down within an hour: "_s + m_oracle->problemsAtRest().mid(0, 5).join(u"; "_s)), m_nowMs};
    if (!stopped() && !haveAllScans)
        m_outcome.violation = Violation{19, u"a scan that was taken in is not at the centre"_s, m_nowMs};
    if (!stopped())
        m_oracle->checkAtRest();
    storm.violation = m_oracle->violation() ? m_oracle->violation() : m_outcome.violation;
    return storm;
}

void World::quiesce()
{
    tell(u"from now on nothing goes wrong any more"_s);
    m_calm = true;
    m_oldServersUntilMs = 0;
    m_centreDisk->calm();
    for (auto &window : m_windows) {
        const qint64 messages = window->link.messages;
        window->link = Link{};
        window->link.messages = messages;
        window->frozenUntilMs = 0;
        window->disk->calm();
    }
    const qint64 end = m_nowMs + 45 * 60'000;
    bool nudged = false;
    while (m_nowMs < end && !m_oracle->violation() && !m_outcome.violation) {
        runUntil(m_nowMs + (nudged ? 5'000 : 1'000));
        m_oracle->checkLiveness();
        if (!nudged) {
            for (auto &window : m_windows) {
                if (window->isUp()) {
                    PowerLossVfs::instance().setProcess(window->process);
                    Q_EMIT window->transport->networkUp();
                }
            }
            step();
            nudged = true;
        }
        if (isAtRest())
            break;
    }
    if (m_oracle->violation() || m_outcome.violation)
        return;
    m_oracle->checkShutOutAtRest();
    if (m_oracle->violation())
        return;
    if (!isAtRest()) {
        m_outcome.violation = Violation{27, QString(u"not at rest three quarters of an hour after the last fault: "_s + m_oracle->problemsAtRest().join(u"; "_s)), m_nowMs};
        return;
    }
    m_oracle->checkAtRest();
}

bool World::isAtRest() const
{
    return m_oracle->problemsAtRest().isEmpty();
}

} // namespace simulation
