// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/attachmentcourier.h"
#include "app/sync/syncagent.h"
#include "office/office.h"
#include "server/router.h"
#include "simulation/plan.h"
#include "simulation/powerlossvfs.h"
#include <QMap>
#include <QTemporaryDir>
#include <map>
#include <optional>

namespace simulation {

class World;
class SimulatedTransport;

/// A broken law: which, and how.
struct Violation
{
    int property = 0;
    QString detail;
    qint64 atMs = 0;
};

/// What a run gave.
struct Outcome
{
    std::optional<Violation> violation;
    qint64 operations = 0;
    QMap<QString, qint64> faults;
    QStringList story;
};

/// How the network treats one window, each until a time.
struct Link
{
    qint64 cut = 0, oneWay = 0, halfOpen = 0, portal = 0, lossy = 0, twice = 0, late = 0, garbled = 0, badGateway = 0;
    qint64 pushRefused = 0, pullRefused = 0;
    qint64 lateByMs = 0, twiceByMs = 0;
    bool losesLease = false;
    qint64 messages = 0;
    qint64 troubledMs() const { return std::max({cut, oneWay, halfOpen, portal, lossy, twice, late, garbled, badGateway}); }
};

/// One installation: its disk, its program, who sits there.
struct Window
{
    int index = 0;
    QString name;
    Disk *disk = nullptr;
    int process = 0;
    std::unique_ptr<office::Office> office;
    std::unique_ptr<SimulatedTransport> transport;
    std::unique_ptr<app::SyncAgent> agent;
    std::unique_ptr<office::Attachments> files;      ///< in a storm, on the real disk; else windows carry no scans
    std::unique_ptr<app::AttachmentCourier> courier;
    QString staffNumber;
    QString device; ///< its id at the centre; a copy has the same
    qint64 skewMs = 0;
    qint64 frozenUntilMs = 0;
    Link link;
    std::optional<qint64> wakeMs;
    std::map<qint64, DiskImage> images; ///< of earlier moments, by time
    bool isUp() const { return agent != nullptr; }
    /// Does what is due.
    void tick();
    std::optional<qint64> nextWakeupMs() const;

    // what is watched
    qint64 signedInSinceMs = 0, startedMs = 0;
    qint64 lastPushMs = 0, unsentSinceMs = -1, pushes = 0;
    qint64 refusalMs = 0;
    int clonedFrom = -1;
    bool isRotten = false;  ///< a bit of its disk turned over: it may refuse to work, but not lose in silence
    QString told;           ///< the last storage fault it told
    qint64 clonedAtMs = 0;
};

/// One server of the centre.
struct Server
{
    int index = 0;
    int process = 0;
    std::unique_ptr<server::CentreHouse> house;
    std::unique_ptr<server::Router> writer, reader;
    bool writing = false, reading = false; ///< in the middle of a request
    /// The queues before the two lanes, as server::Workers bounds them: when each is worked off, by the time a request takes.
    double writerFreeMs = 0, readerFreeMs = 0;
    bool isUp() const { return writer != nullptr; }
};

class Oracle;

/// A district in one thread: windows, centre, network, disks and clocks, all moved by one plan.
class World
{
public:
    World(const Plan &plan, bool tellsStory);
    ~World();
    /// Plays the plan, heals everything, and sees whether all comes to rest as it must.
    Outcome play();

    /// What a storm was like.
    struct Storm
    {
        qint64 windows = 0, operations = 0, scans = 0;
        double actsAfterSeconds = 0;     ///< from the moment the network is back until the centre has every act
        double drainedAfterSeconds = 0;  ///< … until the last window is in step and the centre has every scan
        qint64 scansBeforeActs = 0;      ///< pieces sent by windows whose acts still waited
        qint64 pushes = 0, pushesMaxOfOne = 0; ///< attempts since then
        qint64 turnedAway = 0;           ///< requests answered 503
        qint64 queueMax = 0;
        QString surfaced;                ///< the first failure a clerk could have read; empty: none
        std::optional<Violation> violation;
    };
    /// All windows lose the centre for an hour, do their work off line, a scan with every case, and come back at the same
    /// moment to a centre whose queues are bounded as those of the server.
    Storm storm(int casesEach);

    struct Heard
    {
        std::optional<app::Failure> failure; ///< nothing was answered
        int status = 0;
        QMap<QByteArray, QByteArray> headers;
        QByteArray body;
    };
    /// Sends a request of a window; `heard` is called at most once, later.
    void send(Window &window, server::Request request, qint64 patienceMs, std::function<void(Heard)> heard);
    void after(qint64 ms, std::function<void()> work);
    qint64 nowMs() const { return m_nowMs; }
    QDateTime trueTime() const;
    QDateTime clockOf(const Window &window) const;
    QDateTime centreTime() const;
    /// A pass by which whoever it names can ask for a session.
    QString renewalFor(const Window &window, const QString &staffNumber);
    Oracle &oracle() { return *m_oracle; }
    const Plan &plan() const { return m_plan; }
    std::vector<std::unique_ptr<Window>> &windows() { return m_windows; }
    std::vector<std::unique_ptr<Server>> &servers() { return m_servers; }
    Disk &centreDisk() { return *m_centreDisk; }
    bool isCalm() const { return m_calm; }
    /// Every other seed has windows with encrypted stores.
    bool isSealed() const { return m_plan.seed % 2 == 1; }
    bool serversAreOld() const { return m_nowMs < m_oldServersUntilMs; }
    qint64 centreTroubledMs() const { return m_centreTroubledMs; }
    void tell(const QString &line);
    void note(const QString &fault) { ++m_outcome.faults[fault]; }
    /// Who may see what, by the centre's word: district of a member of staff, empty when not active.
    QString districtOf(const QString &staffId) const { return m_districtOf.value(staffId); }

private:
    friend class SimulatedTransport;
    void found();
    void startServer(Server &server);
    void stopServer(Server &server);
    void restServer(Server &server, int process);
    void serverDied(Server &server);
    Window &addWindow(int index, const QString &staffNumber);
    void startWindow(Window &window);
    void stopWindow(Window &window);
    void windowDied(Window &window, qint64 downMs);
    void signIn(Window &window);
    void apply(const Event &event);
    void backUpCentre();
    void restoreCentre();
    void revokeDevice(const QString &device);
    void letInAgain(const QString &device);
    void act(Window &window, quint64 seed);
    void giveScanner(Window &window);
    void scan(Window &window, quint64 seed);
    bool submit(Window &window, const QString &type, const QString &doc, const QJsonObject &body, QString *verdict = nullptr);
    bool submitAs(Window &window, const domain::Staff &staff, const QString &type, const QString &doc, const QJsonObject &body, QString *verdict = nullptr);
    QString someCase(Window &window, Chance &chance);
    std::optional<QJsonObject> administer(const QString &type, const QString &doc, const QJsonObject &body);
    void arrive(int server, const server::Request &request, std::function<void(std::optional<server::Response>)> answered, Window *from);
    void hear(Window &window, const std::function<void(Heard)> &heard, const Heard &what);
    void serve(const server::Request &request, const std::function<void(std::optional<server::Response>)> &answered, Window *from);
    void process(Server &server, const server::Request &request, const std::function<void(std::optional<server::Response>)> &answered, int tries);
    void wakePolls(const QStringList &scopes);
    void answerPolls(Server &server, const QStringList &scopes, bool atOnce);
    void step();
    void settle();
    void runUntil(qint64 ms);
    void quiesce();
    bool isAtRest() const;
    Server *someServer(Chance &chance);
    Chance chanceFor(quint64 tag, quint64 more = 0) const;

    const Plan m_plan;
    const bool m_tells;
    Outcome m_outcome;
    qint64 m_nowMs = 0;
    quint64 m_serial = 0;
    quint64 m_proofs = 0;
    std::map<std::pair<qint64, quint64>, std::function<void()>> m_queue;
    std::vector<std::unique_ptr<Window>> m_windows;
    std::vector<std::unique_ptr<Server>> m_servers;
    Disk *m_centreDisk = nullptr;
    QByteArray m_tokenKey;
    QString m_ledgerFile;
    qint64 m_centreSkewMs = 0;
    qint64 m_oldServersUntilMs = 0;
    qint64 m_centreTroubledMs = 0;
    bool m_calm = false;
    std::optional<DiskImage> m_backup;
    bool m_isPutBack = false; ///< and no server has begun on it yet
    QHash<QString, QString> m_districtOf, m_districtOfAtBackup;
    QStringList m_moved;
    bool m_queues = false; ///< requests take their time and queues are bounded
    qint64 m_turnedAway = 0, m_queueMax = 0;
    std::unique_ptr<QTemporaryDir> m_scanFolder; ///< of the files of a storm
    QStringList m_scans;                         ///< names of all that was scanned
    qint64 m_scansBeforeActs = 0;

    struct Poll
    {
        int server;
        server::Request request;
        QStringList scopes;
        qint64 untilMs;
        std::function<void(std::optional<server::Response>)> answered;
        quint64 serial;
    };
    std::vector<Poll> m_polls;
    std::unique_ptr<Oracle> m_oracle;
};

} // namespace simulation
