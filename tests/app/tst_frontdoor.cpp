// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/frontdoor.h"
#include "app/shell/seat.h"
#include "app/sync/devicecare.h"
#include "app/sync/signin.h"
#include "app/sync/uptime.h"
#include "domain/catalogue/checklist.h"
#include "forms/devices/enrolmentform.h"
#include "forms/devices/shutoutnote.h"
#include "forms/shared/preferences.h"
#include "forms/signin/signinform.h"
#include "office/archive.h"
#include "office/centre.h"
#include "office/centredevices.h"
#include "office/founding.h"
#include "office/store.h"
#include "office/storeencryption.h"
#include "server/centreprogram.h"
#include <QJsonArray>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>
#include <atomic>

using namespace Qt::StringLiterals;
using app::FrontDoor;

namespace {

const QString wang = u"1001"_s, li = u"1002"_s, password = u"changan-2026"_s;

/// A centre on loopback that lets nobody in without a code, and time that the test moves.
struct World
{
    World()
    {
        options.dataFolder = folder.filePath(u"centre"_s);
        QDir().mkpath(options.dataFolder);
        QFile::copy(founded(), server::CentreProgram::databasePath(options));
        options.clock = clock();
        options.listener.address = u"127.0.0.1"_s;
        options.listener.port = 0;
        options.makesSnapshots = false;
        options.sends = false;
        start();
    }
    /// Founding a district takes seconds; it is done once.
    static QString founded()
    {
        static QTemporaryDir once;
        static const QString path = [] {
            const QString file = once.filePath(u"centre.db"_s);
            const auto office = office::Office::open({file, office::Office::Side::Centre, [] { return QDateTime::currentDateTimeUtc(); }, false});
            office::Founding founding = office::Founding::demo();
            QJsonObject district = QJsonDocument::fromJson(founding.district).object();
            district.remove(u"password"_s); // hashing ten passwords is slow on purpose
            founding.district = QJsonDocument(district).toJson();
            const bool done = office::found(**office, founding).ok() && office::Centre(**office).setPassword(wang, password) && office::Centre(**office).setPassword(li, password);
            if (!done)
                qFatal("no district");
            return file;
        }();
        return path;
    }
    std::function<QDateTime()> clock() const
    {
        return [this] { return QDateTime::currentDateTimeUtc().addSecs(aheadSeconds); };
    }
    void start()
    {
        centre = std::make_unique<server::CentreProgram>(options);
        if (!centre->start())
            qFatal("no centre");
        options.listener.port = centre->port();
    }
    void stop()
    {
        centre->stop();
        centre.reset();
    }
    /// The centre's database beside the serving centre, as an administrator's command has it.
    std::unique_ptr<office::Office> atCentre() const
    {
        return std::move(office::Office::open({server::CentreProgram::databasePath(options), office::Office::Side::Centre, clock(), false}).value());
    }
    QString code() const
    {
        const auto office = atCentre();
        office::Centre side(*office);
        return office::CentreDevices(*office, side).makeCode(office->rules()->places().first().id, u"x"_s)->text;
    }
    void revoke(const QString &device) const
    {
        const auto done = atCentre()->submit({u"device.revoke"_s, device, {{u"reason"_s, u"遗失"_s}}, {u"centre"_s, {}, {u"centre"_s}, {}, {}}});
        if (!done)
            qFatal("not revoked: %s", qPrintable(done.refusal().code));
    }

    std::unique_ptr<FrontDoor> door()
    {
        FrontDoor::Options at;
        at.installation = {.folder = window(), .clock = clock()};
        at.way.centre = QUrl(u"http://127.0.0.1:"_s + QString::number(options.listener.port));
        at.way.deadlines.signInConnectMs = 2000;
        at.way.clockMs = [this] { return clock()().toMSecsSinceEpoch(); };
        at.counterId = u"3"_s;
        auto door = FrontDoor::open(at, preferences);
        if (!door) {
            refusal = door.refusal().code;
            return nullptr;
        }
        return std::move(door.value());
    }
    QString window() const { return folder.filePath(u"window"_s); }
    QStringList left() const { return QDir(window()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot); }

    QTemporaryDir folder;
    std::atomic<qint64> aheadSeconds = 0;
    server::CentreProgram::Options options;
    std::unique_ptr<server::CentreProgram> centre;
    forms::Preferences preferences{folder.filePath(u"preferences.ini"_s)};
    QString refusal;
};

/// What came of a try: "opened", "code", "erased", or why not.
QString tried(FrontDoor &door, const std::function<void()> &act)
{
    QString came;
    QEventLoop loop;
    const auto end = [&](const QString &what) {
        came = what;
        loop.quit();
    };
    QObject context;
    QObject::connect(&door, &FrontDoor::opened, &context, [&] { end(u"opened"_s); });
    QObject::connect(&door, &FrontDoor::enrolmentNeeded, &context, [&] { end(u"code"_s); });
    QObject::connect(&door, &FrontDoor::erased, &context, [&] { end(u"erased"_s); });
    QObject::connect(&door, &FrontDoor::refused, &context, [&](const domain::Refusal &refusal) { end(refusal.code); });
    QTimer::singleShot(20'000, &context, [&] { end(u"nothing"_s); });
    QMetaObject::invokeMethod(&context, act, Qt::QueuedConnection);
    loop.exec();
    return came;
}

QString signIn(FrontDoor &door, const QString &number = wang, const QString &word = password)
{
    return tried(door, [&] { door.signIn(number, word, u"3"_s); });
}

/// What the client is made of, without its window.
struct Client
{
    explicit Client(FrontDoor &door, const std::function<QDateTime()> &clock, int keyDaysMax = 90) : entry(door.take())
    {
        uptime.start();
        app::SyncAgent::Options agentOptions;
        agentOptions.clock = clock;
        agentOptions.monotonicMs = [this] { return uptime.elapsed(); };
        agentOptions.clientVersion = u"0.1.0"_s;
        agent = std::make_unique<app::SyncAgent>(*entry.office, *entry.transport, agentOptions);
        signIn = std::make_unique<app::SignIn>(*entry.office, *entry.transport, *agent, &entry.installation->keyring());
        care = std::make_unique<app::DeviceCare>(*entry.installation, *entry.office, *entry.transport, *agent,
                                                 app::DeviceCare::Options{.clock = clock, .monotonicMs = [this] { return uptime.elapsed(); }, .keyDaysMax = keyDaysMax});
        QObject::connect(signIn.get(), &app::SignIn::answeredByCentre, care.get(), &app::DeviceCare::noteSignIn);
        QObject::connect(signIn.get(), &app::SignIn::signedIn, care.get(), [this](const domain::Staff &staff) {
            who = staff;
            care->setPresent(staff.number);
        });
        QObject::connect(care.get(), &app::DeviceCare::leaseEndsSoon, care.get(), [this](const QDateTime &end) { leaseEnd = end; });
        timer.setInterval(20);
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] {
            agent->tick();
            care->tick();
        });
        timer.start();
        if (entry.isShutOut)
            agent->noteRevoked();
        else if (entry.answer)
            signIn->enter(entry.request, *entry.answer);
        else
            signIn->enterHere(entry.request);
    }
    ~Client()
    {
        timer.stop();
        care.reset();
        signIn.reset();
        agent.reset();
    }
    bool isSynced() const { return agent->status().state == forms::SyncStatus::State::Synced; }
    office::Keyring &ring() const { return entry.installation->keyring(); }
    domain::Result<office::Submitted> accept()
    {
        const domain::Item *item = entry.office->rules()->itemOn(u"flex-ss"_s, entry.office->now().date());
        const QJsonObject answers{{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}};
        QJsonArray marks;
        for (const domain::MaterialRequirement &asked : domain::checklistFor(*item, u"natural"_s, answers).materials) {
            domain::CaseMaterial material;
            material.key = asked.key;
            material.mark = asked.required ? domain::MaterialMark::Received : domain::MaterialMark::Lacking;
            marks << material.toJson();
        }
        const domain::ApplicantCard person{domain::applicantIdFor(u"citizen-id"_s, u"610116199003070014"_s), u"natural"_s, u"张三"_s, u"citizen-id"_s, u"610116199003070014"_s, u"13800000014"_s, u"西安市"_s};
        const QJsonObject body{{u"item"_s, QJsonObject{{u"id"_s, item->id}, {u"version"_s, item->version}}}, {u"applicant"_s, person.toJson()},
                               {u"answers"_s, answers}, {u"fields"_s, QJsonObject{}}, {u"marks"_s, marks}};
        return entry.office->submit({u"case.accept"_s, {}, body, {who.id, who.name, who.roles, who.place, u"3"_s}});
    }

    app::Entry entry;
    app::Uptime uptime;
    std::unique_ptr<app::SyncAgent> agent;
    std::unique_ptr<app::SignIn> signIn;
    std::unique_ptr<app::DeviceCare> care;
    QTimer timer;
    domain::Staff who;
    QDateTime leaseEnd;
};

/// The key store of a desktop, as the test wants it.
class FakeKeyStore : public app::DeskKeyStore
{
public:
    explicit FakeKeyStore(const domain::Result<QByteArray> &answer) : m_answer(answer) {}
    void ask(const QString &, int, Ended ended) override
    {
        QMetaObject::invokeMethod(this, [this, ended] { ended(m_answer); }, Qt::QueuedConnection);
    }

private:
    const domain::Result<QByteArray> m_answer;
};

constexpr int patienceMs = 20'000;

/// 王敏 at a terminal that was let in by a code, in step with the centre; the centre holds the key of the store.
std::unique_ptr<Client> settled(World &world)
{
    const auto door = world.door();
    if (signIn(*door) != "code"_L1 || tried(*door, [&] { door->enrol(world.code(), u"3号窗口"_s); }) != "opened"_L1)
        qFatal("not let in");
    auto client = std::make_unique<Client>(*door, world.clock());
    if (!QTest::qWaitFor([&] { return client->isSynced() && client->ring().hasCentre(); }, patienceMs))
        qFatal("not in step");
    return client;
}

} // namespace

/// The way into a terminal: who gets in, by what, for how long, and what is left of a terminal that was shut out.
class FrontDoorStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewTerminalAsksForItsCode()
    {
        World world;
        const auto door = world.door();
        QCOMPARE(signIn(*door), u"code"_s);
        QVERIFY(door->window().findChild<forms::EnrolmentForm *>());
        QCOMPARE(tried(*door, [&] { door->enrol(u"K7QF-29MX-PD4T"_s); }), u"enrolment.code"_s);
        QVERIFY(!QFile::exists(world.window() + u"/counter.db"_s)); // nobody, nothing
        // With the code the one who had typed number and password is let in at once.
        QCOMPARE(tried(*door, [&] { door->enrol(world.code(), u"3号窗口"_s); }), u"opened"_s);
        const app::Entry entry = door->take();
        QVERIFY(entry.answer && entry.office);
        QCOMPARE(entry.office->storeKey(), entry.installation->keyring().dataKey());
        QCOMPARE(entry.office->deviceId(), entry.installation->identity()->id());
        QVERIFY(office::StoreEncryption::isEncrypted(world.window() + u"/counter.db"_s));
    }

    void opensWithoutTheCentreForWhoWasHere()
    {
        World world;
        settled(world).reset();
        world.stop();
        const auto door = world.door();
        QCOMPARE(signIn(*door, wang, u"wrong-2026"_s), u"sign-in.wrong"_s);
        QCOMPARE(signIn(*door, li), u"sign-in.never-here"_s);
        QCOMPARE(signIn(*door), u"opened"_s);
        Client client(*door, world.clock());
        QCOMPARE(client.who.number, wang);
        QVERIFY(client.accept().ok());
        world.start();
        QVERIFY(QTest::qWaitFor([&] { return client.isSynced() && client.agent->status().pending == 0; }, patienceMs));
    }

    void theCentreOpensForAnyColleagueOfTheHall()
    {
        World world;
        settled(world).reset();
        const auto door = world.door();
        QCOMPARE(signIn(*door, li), u"opened"_s);
        {
            Client client(*door, world.clock());
            QCOMPARE(client.who.number, li);
        }
        // From now on she gets in without it too.
        world.stop();
        const auto again = world.door();
        QCOMPARE(signIn(*again, li), u"opened"_s);
    }

    void shutsWhenTheTimeOffLineIsOverUntilTheCentreHelps()
    {
        World world;
        settled(world).reset();
        world.stop();
        {
            world.aheadSeconds = 60 * 3600;
            const auto door = world.door();
            QCOMPARE(signIn(*door), u"opened"_s);
            Client client(*door, world.clock());
            // In its last day it says so, and at its end nobody signs in here any more.
            QTRY_VERIFY_WITH_TIMEOUT(client.leaseEnd.isValid(), patienceMs);
            QSignalSpy over(client.care.get(), &app::DeviceCare::leaseOver);
            world.aheadSeconds = 73 * 3600;
            QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, patienceMs);
            QSignalSpy refused(client.signIn.get(), &app::SignIn::refused);
            client.signIn->begin(wang, password, {}, u"3"_s);
            QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patienceMs);
            QCOMPARE(refused.first().first().value<domain::Refusal>().code, u"sign-in.lease-over"_s);
        }
        world.aheadSeconds = 0; // setting the clock back does not help: the way is gone
        const auto door = world.door();
        QCOMPARE(signIn(*door), u"sign-in.lease-over"_s);
        world.start();
        QCOMPARE(signIn(*door), u"opened"_s);
        world.stop();
        door->take() = {};
        QCOMPARE(signIn(*world.door()), u"sign-in.lease-over"_s); // the new lease begins with the sign-in in the client, which was not reached
    }

    void prolongsTheTimeOffLineAtEachContact()
    {
        World world;
        const auto client = settled(world);
        const QDateTime first = client->ring().leaseEnd(wang);
        world.aheadSeconds = 10 * 3600;
        QTRY_VERIFY_WITH_TIMEOUT(client->ring().leaseEnd(wang) > first.addSecs(9 * 3600), patienceMs);
    }

    void takesTheStoreOfAnEarlierVersionOver()
    {
        World world;
        QString device, stream;
        QByteArray key;
        {
            QDir().mkpath(world.window());
            const auto plain = std::move(office::Office::open({world.window() + u"/counter.db"_s, office::Office::Side::Counter, world.clock(), false}).value());
            device = plain->deviceId();
            stream = plain->stream();
            key = plain->devicePublicKey();
            domain::Staff staff;
            staff.id = u"s"_s;
            staff.number = wang;
            staff.name = u"王敏"_s;
            QVERIFY(office::SignInVerifier(*plain).remember(password, staff).ok());
        }
        world.stop(); // on the very day of the update
        const auto door = world.door();
        QCOMPARE(signIn(*door, wang, u"wrong-2026"_s), u"sign-in.wrong"_s);
        QVERIFY(office::StoreEncryption::isPlain(world.window() + u"/counter.db"_s));
        QCOMPARE(signIn(*door), u"opened"_s);
        const app::Entry entry = door->take();
        QVERIFY(office::StoreEncryption::isEncrypted(world.window() + u"/counter.db"_s));
        QCOMPARE(entry.office->deviceId(), device);
        QCOMPARE(entry.office->stream(), stream);
        QCOMPARE(entry.office->devicePublicKey(), key);
        QVERIFY(entry.office->store().settings.text(u"device-key"_s).isEmpty());
    }

    void aStoreWhoseRingIsLostStaysShut()
    {
        World world;
        settled(world).reset();
        QVERIFY(QFile::remove(world.window() + u"/keyring.json"_s) && QFile::remove(world.window() + u"/keyring.json.copy"_s));
        QCOMPARE(signIn(*world.door()), u"keyring.lost"_s);
        QVERIFY(office::StoreEncryption::isEncrypted(world.window() + u"/counter.db"_s)); // and nothing was begun in its place
    }

    void changesItsKeyWhenThatIsOld()
    {
        World world;
        QByteArray before;
        {
            const auto client = settled(world);
            before = client->entry.office->devicePublicKey();
        }
        world.aheadSeconds = 49 * 3600;
        const auto door = world.door();
        QCOMPARE(signIn(*door), u"opened"_s);
        {
            Client client(*door, world.clock(), 2); // days: the next key is young again
            QTRY_VERIFY_WITH_TIMEOUT(client.entry.office->devicePublicKey() != before, patienceMs);
            QVERIFY(client.accept().ok());
            QTRY_VERIFY_WITH_TIMEOUT(client.isSynced() && client.agent->status().pending == 0, patienceMs);
            QCOMPARE(client.agent->status().returned, 0);
        }
        QCOMPARE(signIn(*world.door()), u"opened"_s);
    }

    void findsTheKeyTheCentreTookWhenItsAnswerWasLost()
    {
        World world;
        QByteArray next;
        {
            const auto client = settled(world);
            world.stop();
            office::DeviceIdentity &identity = *client->entry.installation->identity();
            next = identity.nextKey(world.clock()()).value();
            QVERIFY(world.atCentre()->submit({u"device.rotate"_s, identity.id(), {{u"publicKey"_s, QString::fromLatin1(next.toBase64())}}, {u"centre"_s, {}, {u"centre"_s}, {}, {}}}).ok());
            world.aheadSeconds = 600;
            QVERIFY(client->accept().ok()); // by the key that is not this device's any more
        }
        world.start();
        const auto door = world.door();
        QCOMPARE(signIn(*door), u"opened"_s);
        Client client(*door, world.clock());
        QCOMPARE(client.entry.office->devicePublicKey(), next);
        QTRY_VERIFY_WITH_TIMEOUT(client.isSynced() && client.agent->status().pending == 0, patienceMs);
        QCOMPARE(client.agent->status().returned, 0);
    }

    void aTerminalThatWasShutOutSendsWhatWaitsAndKeepsNothing()
    {
        World world;
        QString device;
        {
            const auto client = settled(world);
            device = client->entry.office->deviceId();
            world.stop();
            QVERIFY(client->accept().ok());
            world.revoke(device);
            QSignalSpy shutOut(client->care.get(), &app::DeviceCare::shutOut), destroyed(client->care.get(), &app::DeviceCare::destroyed);
            QTest::qWait(100);
            QCOMPARE(destroyed.size(), 0);
            world.start();
            QTRY_COMPARE_WITH_TIMEOUT(destroyed.size(), 1, patienceMs);
            QCOMPARE(shutOut.size(), 1);
            QCOMPARE(client->agent->status().pending, 0);
            QVERIFY(!QFile::exists(world.window() + u"/keyring.json"_s));
        }
        const auto door = world.door();
        QVERIFY(door->isErased());
        QVERIFY(door->window().findChild<forms::ShutOutNote *>());
        QCOMPARE(world.left(), QStringList{u"shut-out"_s});
        const auto centre = world.atCentre();
        QVERIFY(!centre->store().documents.base(device)->body[u"revoked"_s][u"wiped"_s].toString().isEmpty());
        QVERIFY(centre->store().settings.text(u"unlock/"_s + device).isEmpty());
        // What had been done is with the supervisor, not lost.
        QCOMPARE(centre->store().database.number(u"SELECT count(*) FROM journal WHERE fate = 'refused' AND type = 'case.accept'"_s), 1);
        // An administrator may let it in again, as another device.
        door->window().findChild<QPushButton *>(u"beginAnew"_s)->click();
        QCOMPARE(signIn(*door), u"code"_s);
        QCOMPARE(tried(*door, [&] { door->enrol(world.code()); }), u"opened"_s);
        QVERIFY(door->take().office->deviceId() != device);
    }

    void hearsAtTheDoorThatItWasShutOut()
    {
        World world;
        QString device;
        {
            const auto client = settled(world);
            device = client->entry.office->deviceId();
            world.stop();
            QVERIFY(client->accept().ok());
        }
        world.revoke(device);
        world.start();
        const auto door = world.door();
        QCOMPARE(signIn(*door, li), u"device.revoked-elsewhere"_s); // she can't open it; 王敏 can
        QCOMPARE(signIn(*door), u"opened"_s);
        {
            Client client(*door, world.clock());
            QVERIFY(client.entry.isShutOut);
            QSignalSpy destroyed(client.care.get(), &app::DeviceCare::destroyed);
            QTRY_COMPARE_WITH_TIMEOUT(destroyed.size(), 1, patienceMs);
        }
        QVERIFY(world.door()->isErased());
        QCOMPARE(world.atCentre()->store().database.number(u"SELECT count(*) FROM journal WHERE fate = 'refused' AND type = 'case.accept'"_s), 1);
    }

    void erasesAtTheDoorWhatNobodyCanOpenAnyMore()
    {
        World world;
        QString device;
        {
            const auto client = settled(world);
            device = client->entry.office->deviceId();
        }
        world.revoke(device);
        world.aheadSeconds = 100 * 3600;
        const auto door = world.door();
        QCOMPARE(signIn(*door), u"erased"_s);
        QCOMPARE(world.left(), QStringList{u"shut-out"_s});
    }

    void sealsItsKeyByWhatTheDesktopKeepsWhereThatAnswers()
    {
        QTemporaryDir folder;
        app::Client::Options options;
        options.dataFolder = folder.path();
        options.centre = QUrl(u"http://127.0.0.1:1"_s);
        const auto opens = [&](const domain::Result<QByteArray> &answer) {
            app::Seat seat(options, *qApp, std::make_unique<FakeKeyStore>(answer));
            QSignalSpy opened(&seat, &app::Seat::opened), failed(&seat, &app::Seat::failed);
            seat.open();
            if (!QTest::qWaitFor([&] { return opened.size() + failed.size() == 1; }))
                return u"nothing"_s;
            return failed.isEmpty() ? u"opened"_s : failed.first().first().value<domain::Refusal>().code;
        };
        const auto isSealed = [&] {
            QFile file(folder.filePath(u"device.key"_s));
            return file.open(QIODevice::ReadOnly) && QJsonDocument::fromJson(file.readAll()).object()[u"desk"_s].toBool();
        };
        QCOMPARE(opens(domain::refuse(u"desk.no-key-store")), u"opened"_s); // nobody answers: without
        QVERIFY(!isSealed());
        QCOMPARE(opens(QByteArray(32, 'd')), u"opened"_s);
        QVERIFY(isSealed());
        QCOMPARE(opens(domain::refuse(u"desk.no-key-store")), u"device.desk-locked"_s);
        QCOMPARE(opens(QByteArray(32, 'd')), u"opened"_s);
    }

    void aWrongClockOfTheTerminalHealsItself()
    {
        World world;
        settled(world).reset();
        FrontDoor::Options at;
        at.installation = {.folder = world.window(), .clock = world.clock()};
        at.way.centre = QUrl(u"http://127.0.0.1:"_s + QString::number(world.options.listener.port));
        at.way.clockMs = [] { return QDateTime::currentMSecsSinceEpoch() - qint64(86'400'000) * 400; };
        const auto door = std::move(FrontDoor::open(at, world.preferences).value());
        QCOMPARE(signIn(*door), u"opened"_s);
    }
};

QTEST_MAIN(FrontDoorStory)
#include "tst_frontdoor.moc"
