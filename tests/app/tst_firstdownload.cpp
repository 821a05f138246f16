// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/firstdownload.h"
#include "exchange/snapshotpaths.h"
#include "fakecentre.h"
#include "forms/download/diskbar.h"
#include "forms/download/downloadbar.h"
#include "office/madeupcases.h"
#include "office/snapshotbuilder.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include "server/http/byterange.h"
#include <QDir>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QtTest>

using namespace Qt::StringLiterals;
using app::FirstDownload;
using forms::DownloadStatus;
using State = forms::DownloadStatus::State;
using support::Hall;

namespace {

const QString scope = u"d/610116"_s;

/// A centre with a first download on its shelf, a new counter, and a network between them that the test can spoil. Time moves by
/// run() alone; what goes on in the background is done between two steps.
class World
{
public:
    World() : hall(centre()), wire(hall, [this] { return m_nowMs; })
    {
        publish();
        wire.answerRequests([this](const app::WireRequest &request, app::Failure &failure) { return answer(request, failure); });
        openStore();
        sync->setScopes({u"ref"_s, scope}, u"610116"_s);
        sync->setEpoch(hall.centre().epoch());
        begin();
    }
    /// One for all stories: making it takes the longest.
    static Hall &centre()
    {
        static const std::unique_ptr<Hall> made = [] {
            auto hall = std::make_unique<Hall>();
            if (!office::publishCentreKey(hall->centreOffice()) || !office::makeUpCases(hall->centreOffice().databasePath(), 40, 3, hall->now()))
                qFatal("no centre");
            return hall;
        }();
        return *made;
    }
    /// The centre makes a (new) first download.
    void publish()
    {
        office::SnapshotBuilder::Options options;
        options.folder = shelf.path();
        options.clock = hall.clock();
        options.rowsAtLeast = 5;
        options.generations = 1;
        const auto made = office::SnapshotBuilder(hall.centreOffice(), options).build(scope);
        if (!made)
            qFatal("not made: %s", qPrintable(made.refusal().code));
        manifest = *made;
    }
    void openStore()
    {
        download.reset();
        sync.reset();
        office.reset();
        auto opened = office::Office::open({folder.filePath(u"counter.db"_s), office::Office::Side::Counter, hall.clock(), false});
        if (!opened)
            qFatal("no store");
        office = std::move(opened.value());
        sync = std::make_unique<office::CounterSync>(*office);
    }
    /// The program starts; somebody signs in.
    void begin(bool signsIn = true)
    {
        jobs.clear();
        FirstDownload::Options options;
        options.folder = folder.filePath(u"download"_s);
        options.monotonicMs = [this] { return m_nowMs; };
        options.bytesFree = [this] { return free; };
        options.reserveBytes = 1'000'000;
        options.background = [this](std::function<void()> work, std::function<void()> done) { jobs << std::pair(work, done); };
        download = std::make_unique<FirstDownload>(*office, wire, options);
        QObject::connect(download.get(), &FirstDownload::heldBackChanged, [this](const QStringList &scopes) { held = scopes; });
        QObject::connect(download.get(), &FirstDownload::statusChanged, [this](const DownloadStatus &status) {
            if (states.isEmpty() || states.last() != status.state)
                states << status.state;
            if (status.received > status.total)
                qFatal("more than all received");
        });
        held = download->heldBack();
        wire.setToken(wire.session().token);
        if (signsIn)
            download->setSignedIn(true);
    }
    void restart()
    {
        wire.cancelAll();
        openStore();
        begin();
    }
    /// What the agent would do: everything it may.
    void pull(const QString &of)
    {
        for (bool more = true; more;) {
            const auto page = hall.centre().changes(of, sync->cursor(of), 500, 1 << 22);
            if (page.problem || !sync->applyPage(page))
                qFatal("can't pull");
            more = page.more;
        }
        if (of == "ref"_L1)
            office->reloadRules();
    }
    bool step()
    {
        if (!jobs.isEmpty()) {
            const auto [work, done] = jobs.takeFirst();
            work();
            done();
            return true;
        }
        if (wire.step())
            return true;
        if (const auto wake = download->nextWakeupMs(); wake && *wake <= m_nowMs) {
            download->tick();
            return true;
        }
        return false;
    }
    void run(qint64 ms, int stepsMax = 100'000)
    {
        const qint64 end = m_nowMs + ms;
        for (int steps = 0; steps < stepsMax; ++steps) {
            if (steps == 99'999)
                qFatal("it runs in a circle");
            if (step())
                continue;
            const auto wake = download->nextWakeupMs();
            if (!wake || *wake > end)
                break;
            m_nowMs = std::max(m_nowMs, *wake);
        }
        if (stepsMax == 100'000)
            m_nowMs = end;
    }
    bool isHere() { return !office::SnapshotAdoption(*office).isNew(scope); }
    qint64 cases() { return office->store().database.number(u"SELECT count(*) FROM casefile"_s); }

    Hall &hall;
    FakeCentre wire;
    QTemporaryDir shelf, folder;
    domain::SnapshotManifest manifest;
    std::unique_ptr<office::Office> office;
    std::unique_ptr<office::CounterSync> sync;
    std::unique_ptr<FirstDownload> download;
    QList<std::pair<std::function<void()>, std::function<void()>>> jobs;
    QStringList held;
    QList<State> states;
    qint64 free = qint64(1) << 40;
    std::function<void(QByteArray &)> spoil;
    qint64 pieceMax = qint64(1) << 40; ///< the line breaks off after so many bytes

private:
    domain::Result<app::WireAnswer> answer(const app::WireRequest &request, app::Failure &failure)
    {
        const office::SnapshotOffer offer(hall.centreOffice(), shelf.path());
        failure.status = 404;
        if (request.path.contains(u"?schema="_s)) {
            const auto found = offer.newest(scope, 99);
            if (!found)
                return found.refusal();
            return app::WireAnswer{200, {}, found->toJson()};
        }
        const QByteArray sha256 = request.path.section(u'/', -1).toLatin1();
        const auto path = offer.partFile(scope, sha256);
        if (!path)
            return path.refusal();
        QFile file(*path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no part");
        QByteArray bytes = file.readAll();
        const auto range = server::byteRange(request.headers.value("Range"), bytes.size());
        if (range)
            bytes = bytes.mid(range->first, range->size());
        if (spoil)
            spoil(bytes);
        if (bytes.size() > pieceMax) {
            failure = FakeCentre::failure(app::Failure::Kind::TimedOut, u"net.timed-out"_s);
            return domain::refuse(u"net.timed-out");
        }
        return app::WireAnswer{range ? 206 : 200, {}, bytes};
    }
    qint64 m_nowMs = 0;
};

} // namespace

/// The first download at the counter, whatever goes wrong with it.
class FirstDownloadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewCounterGetsTheHallAsAFile()
    {
        World world;
        QCOMPARE(world.held, QStringList{scope}); // from the first moment: the agent does not begin it
        world.run(5'000);
        QVERIFY(world.wire.requests.isEmpty()); // the reference data come first
        world.pull(u"ref"_s);
        world.run(5'000);
        QVERIFY(world.isHere());
        QVERIFY(world.cases() >= 40);
        QCOMPARE(world.held, QStringList());
        QCOMPARE(world.sync->cursor(scope).seq, world.manifest.seq);
        QCOMPARE(world.states, (QList<State>{State::Fetching, State::Preparing, State::None}));
        QVERIFY(QDir(world.folder.filePath(u"download"_s)).isEmpty());
        QVERIFY(!world.download->nextWakeupMs());
        world.pull(scope);
        world.restart();
        world.run(5'000);
        QVERIFY(world.isHere());
        QCOMPARE(world.held, QStringList());
    }

    void killedAtAnyStepItGoesOnAndLosesNothing()
    {
        for (int steps = 0;; ++steps) {
            World world;
            world.pull(u"ref"_s);
            world.office->store().drafts.put({u"draft"_s, u"me"_s, u"title"_s, {{u"a"_s, 1}}, 1, world.hall.now()});
            world.run(60'000, steps);
            const bool wasHere = world.isHere();
            world.restart();
            world.run(60'000);
            QVERIFY(world.isHere());
            QVERIFY(world.cases() >= 40);
            QVERIFY(world.office->store().drafts.byId(u"draft"_s).has_value());
            QVERIFY(QDir(world.folder.filePath(u"download"_s)).isEmpty());
            if (wasHere)
                break;
            QVERIFY(steps < 50);
        }
    }

    void whatCameIsNotFetchedAgain()
    {
        World world;
        world.pull(u"ref"_s);
        const qsizetype parts = world.manifest.parts.size();
        while (world.wire.requests.size() < 1 + parts || world.jobs.isEmpty()) // the last part has come and waits to be unpacked
            QVERIFY(world.step());
        const qsizetype asked = world.wire.requests.size();
        world.restart();
        world.run(5'000);
        QVERIFY(world.isHere());
        QCOMPARE(world.wire.requests.size(), asked); // neither manifest nor parts
    }

    void aThinLineGetsItInPieces()
    {
        World world;
        world.pull(u"ref"_s);
        world.pieceMax = 70'000; // nothing larger ever arrives
        world.run(30 * 60'000);
        QVERIFY(world.isHere() || world.manifest.size() < 70'000);
        if (world.manifest.size() > 70'000) {
            QVERIFY(std::any_of(world.wire.requests.begin(), world.wire.requests.end(), [](const app::WireRequest &request) { return request.headers.contains("Range"); }));
        }
    }

    void offLineItWaitsAndComesBackByItself()
    {
        World world;
        world.pull(u"ref"_s);
        while (world.download->status().state != State::Fetching)
            QVERIFY(world.step());
        world.wire.breakLink();
        world.run(120'000);
        QCOMPARE(world.download->status().state, State::Waiting);
        QCOMPARE(world.held, QStringList{scope});
        world.wire.restore();
        world.run(120'000);
        QVERIFY(world.isHere());
        QVERIFY(world.wire.requests.size() < 60); // it did not hammer
    }

    void stoppedByTheClerkItRestsUntilToldToGoOn()
    {
        World world;
        world.pull(u"ref"_s);
        while (world.download->status().state != State::Fetching)
            QVERIFY(world.step());
        world.download->stop();
        const qsizetype asked = world.wire.requests.size();
        world.run(600'000);
        QCOMPARE(world.download->status().state, State::Stopped);
        QCOMPARE(world.wire.requests.size(), asked);
        QVERIFY(!world.isHere());
        world.download->resume();
        world.run(10'000);
        QVERIFY(world.isHere());
    }

    void damagedPartsAreFetchedAgainAndNotForEver()
    {
        World world;
        world.pull(u"ref"_s);
        int spoilt = 2;
        world.spoil = [&spoilt](QByteArray &bytes) {
            if (spoilt-- > 0)
                bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 4);
        };
        world.run(60'000);
        QVERIFY(world.isHere());

        World hopeless;
        hopeless.pull(u"ref"_s);
        hopeless.spoil = [](QByteArray &bytes) { bytes[0] = char(bytes[0] ^ 4); };
        hopeless.run(600'000);
        QVERIFY(!hopeless.isHere());
        QCOMPARE(hopeless.held, QStringList()); // left to the pull
        QCOMPARE(hopeless.download->status().state, State::None);
        hopeless.pull(scope);
        QVERIFY(hopeless.isHere());
    }

    void whereThereIsNoneThePullDoesIt()
    {
        World world;
        QVERIFY(QDir(world.shelf.path()).removeRecursively());
        world.pull(u"ref"_s);
        world.run(5'000);
        QCOMPARE(world.held, QStringList());
        QCOMPARE(world.wire.requests.size(), 1);
        QVERIFY(!world.states.contains(State::Fetching));
    }

    void whatIsNotTheCentresIsNotTaken()
    {
        World world;
        world.pull(u"ref"_s);
        // Somebody has put another manifest into the folder.
        domain::SnapshotManifest forged = world.manifest;
        forged.rows += 1;
        office::SnapshotShelf shelf(world.shelf.path());
        QVERIFY(shelf.add(forged).ok());
        world.run(120'000);
        QVERIFY(!world.isHere());
        QCOMPARE(world.held, QStringList());
        QVERIFY(!world.states.contains(State::Fetching));
    }

    void aNewerOneAtTheCentreTakesThePlaceOfAnOlderHalf()
    {
        World world;
        world.pull(u"ref"_s);
        while (world.download->status().state != State::Fetching)
            QVERIFY(world.step());
        // Before a part came: made anew, and the old one is gone.
        const auto accepted = world.hall.centreOffice().submit({u"case.accept"_s, {}, world.hall.application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}), world.hall.clerk()});
        QVERIFY(accepted.ok());
        const qint64 before = world.manifest.seq;
        world.publish();
        QVERIFY(world.manifest.seq > before);
        world.run(60'000);
        QVERIFY(world.isHere());
        QCOMPARE(world.sync->cursor(scope).seq, world.manifest.seq);
        QVERIFY(world.office->store().documents.base(accepted->operation.doc).has_value());
    }

    void withoutRoomItSaysHowMuchIsLacking()
    {
        World world;
        world.pull(u"ref"_s);
        const qint64 needed = world.manifest.size() + world.manifest.bytes + 1'000'000;
        world.free = needed - 5'000'000;
        world.run(60'000);
        QCOMPARE(world.download->status().state, State::NoRoom);
        QCOMPARE(world.download->status().toFree, 5'000'000);
        QCOMPARE(world.wire.requests.size() <= 8, true);
        world.free = needed;
        world.run(60'000);
        QVERIFY(world.isHere());
    }

    void withPendingWorkInTheStoreNothingIsLost()
    {
        World world;
        world.pull(u"ref"_s);
        const auto lease = world.hall.centre().leaseNumbers(domain::newId(world.hall.now()), world.office->stream(), world.sync->leaseSeries(), 20);
        const auto enrolled = world.hall.centre().enrol(world.office->stream(), world.office->deviceId(), world.office->devicePublicKey(), u"9"_s);
        QVERIFY(enrolled.ok() && lease.ok());
        world.sync->addLease(*lease);
        // A clerk works while it comes: only the reference data are needed for that.
        while (world.download->status().state != State::Fetching)
            QVERIFY(world.step());
        const domain::Staff *clerk = world.office->rules()->staffByNumber(u"1001"_s);
        const auto done = world.office->submit({u"case.accept"_s, {}, world.hall.application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}), {clerk->id, clerk->name, clerk->roles, clerk->place, u"9"_s}});
        QVERIFY2(done.ok(), done ? "" : qPrintable(done.refusal().code));
        world.run(60'000);
        QVERIFY(world.isHere());
        QCOMPARE(world.sync->pendingCount(), 1);
        QVERIFY(office::Archive(*world.office).document(done->operation.doc).has_value());
        QCOMPARE(office::Archive(*world.office).document(done->operation.doc)->body, done->document().body);
    }

    void signingOutGivesTheLineBack()
    {
        World world;
        world.pull(u"ref"_s);
        while (world.download->status().state != State::Fetching)
            QVERIFY(world.step());
        world.download->setSignedIn(false);
        QCOMPARE(world.wire.waiting(), 0);
        const qsizetype asked = world.wire.requests.size();
        world.run(600'000);
        QCOMPARE(world.wire.requests.size(), asked);
        world.download->setSignedIn(true);
        world.run(10'000);
        QVERIFY(world.isHere());
    }

    void theBarSaysHowFarItIs_data()
    {
        QTest::addColumn<DownloadStatus>("status");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("action");
        DownloadStatus status;
        QTest::newRow("nothing") << status << QString() << QString();
        status = {State::Fetching, scope, 63'000'000, 105'000'000, 700'000, 60, 0, 0, {}};
        QTest::newRow("under way") << status << u"First download: 63 MB of 105 MB received, about 1 min left"_s << u"Stop"_s;
        status.secondsLeft = 7;
        QTest::newRow("nearly") << status << u"First download: 63 MB of 105 MB received, a few seconds left"_s << u"Stop"_s;
        status.secondsLeft = 41;
        QTest::newRow("seconds") << status << u"First download: 63 MB of 105 MB received, about 50 s left"_s << u"Stop"_s;
        status.secondsLeft.reset();
        QTest::newRow("not known") << status << u"First download: 63 MB of 105 MB received"_s << u"Stop"_s;
        status.state = State::Stopped;
        QTest::newRow("stopped") << status << u"First download: stopped, 63 MB of 105 MB received"_s << u"Continue"_s;
        status.state = State::Waiting;
        QTest::newRow("off line") << status << u"First download: 63 MB of 105 MB received, goes on as soon as the centre answers"_s << u"Stop"_s;
        status.state = State::Preparing;
        QTest::newRow("preparing") << status << u"First download: all is here, preparing"_s << QString();
        status.state = State::NoRoom;
        status.toFree = 1'230'000'000;
        QTest::newRow("no room") << status << u"First download: the disk is too full; free at least 1.2 GB, then it goes on by itself"_s << QString();
    }
    void theBarSaysHowFarItIs()
    {
        QFETCH(DownloadStatus, status);
        QFETCH(QString, text);
        QFETCH(QString, action);
        QLocale::setDefault(QLocale::c());
        forms::DownloadBar bar;
        bar.setStatus(status);
        QCOMPARE(bar.isHidden(), text.isEmpty());
        if (text.isEmpty())
            return;
        QCOMPARE(bar.findChild<QLabel *>(u"downloadText"_s)->text(), text);
        auto *button = bar.findChild<QPushButton *>(u"downloadAction"_s);
        QCOMPARE(button->isHidden(), action.isEmpty());
        if (!action.isEmpty()) {
            QCOMPARE(button->text(), action);
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
            QSignalSpy stop(&bar, &forms::DownloadBar::stopRequested), resume(&bar, &forms::DownloadBar::resumeRequested);
            button->click();
            QCOMPARE(stop.count() + resume.count(), 1);
            QCOMPARE(resume.count(), status.state == State::Stopped ? 1 : 0);
        }
        QVERIFY(!bar.accessibleName().isEmpty());
        QVERIFY(!bar.findChild<QProgressBar *>()->accessibleName().isEmpty());
    }

    void aFullDiskIsToldBeforeItHurts()
    {
        qint64 free = qint64(2) << 30;
        forms::DiskBar bar([&free] { return free; });
        QVERIFY(bar.isHidden());
        free = qint64(900) << 20;
        bar.look();
        QVERIFY(!bar.isHidden());
        QCOMPARE(bar.property("tone").toString(), u"warn"_s);
        QVERIFY(bar.accessibleName().contains(u"944 MB"_s));
        free = qint64(150) << 20;
        bar.look();
        QCOMPARE(bar.property("tone").toString(), u"bad"_s);
        free = -1;
        bar.look();
        QVERIFY(bar.isHidden());
    }
};

QTEST_MAIN(FirstDownloadTest)
#include "tst_firstdownload.moc"
