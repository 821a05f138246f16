// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/attachmentcourier.h"
#include "app/sync/httptransport.h"
#include "fakecentre.h"
#include "office/centreattachments.h"
#include "server/http/listener.h"
#include "support/deskclient.h"
#include "support/sealed.h"
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using app::AttachmentCourier;
using app::Failure;
using office::Attachments;
using office::AttachmentStanding;
using support::DeskClient;
using support::Hall;
using State = AttachmentStanding::State;

namespace {

QByteArray jpeg(int bytes, char seed = 'a')
{
    QByteArray picture("\xFF\xD8\xFF\xE0", 4);
    picture.append(QByteArray(bytes - 4, seed));
    return picture;
}

QString nameOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

/// The courier between a real window and a real router, over a network the test can spoil; time moves by run() alone.
class CourierWorld
{
public:
    explicit CourierWorld() : client(hall), wire(hall, [this] { return m_nowMs; }), m_start(hall.now())
    {
        client.signIn();
        wire.setToken(wire.session().token);
        wire.answerRequests([this](const app::WireRequest &request, Failure &failure) { return answer(request, failure); });
        openFiles();
    }
    void openFiles()
    {
        courier.reset();
        files = std::make_unique<Attachments>(hall.office(), Attachments::Options{.folder = folder.filePath(u"blobs"_s), .key = support::windowKey()});
        courier = std::make_unique<AttachmentCourier>(hall.office(), *files, wire, AttachmentCourier::Options{.monotonicMs = [this] { return m_nowMs; }});
        QObject::connect(courier.get(), &AttachmentCourier::fetchFailed, [this](const QString &, const domain::Refusal &refusal) { failures << refusal.code; });
        QObject::connect(courier.get(), &AttachmentCourier::statusChanged, [this](const forms::TransferStatus &status) {
            if (status.total > 0 && (status.done < 0 || status.done >= status.total))
                qFatal("progress goes wrong");
        });
    }
    /// A case with this picture attached.
    QString attach(const QByteArray &bytes)
    {
        QFile file(folder.filePath(u"a.jpg"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write");
        file.close();
        const auto accepted = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}));
        const auto taken = files->takeIn(file.fileName());
        const QString id = accepted->operation.doc;
        const auto attached = files->attach(id, hall.archive().caseFile(id)->materials.first().key, {*taken}, hall.clerk());
        if (!attached)
            qFatal("not attached");
        return taken->sha256;
    }
    QString attachAndTell(const QByteArray &bytes)
    {
        const QString name = attach(bytes);
        if (!hall.sync())
            qFatal("not told");
        return name;
    }
    void signIn() { courier->setSignedIn(true); }
    /// Lets time pass; each call takes `callMs`.
    void run(qint64 ms)
    {
        const qint64 end = m_nowMs + ms;
        for (int turns = 0;; ++turns) {
            if (turns > 20'000)
                qFatal("the courier runs in a circle");
            if (wire.waiting() > 0 && callMs > 0) {
                if (m_nowMs + callMs > end)
                    break;
                moveTo(m_nowMs + callMs);
            }
            mostAtOnce = std::max(mostAtOnce, carrying());
            if (wire.step())
                continue;
            const auto wake = courier->nextWakeupMs();
            if (wake && *wake <= m_nowMs) {
                courier->tick();
                continue;
            }
            if (!wake || *wake > end)
                break;
            moveTo(*wake);
        }
        moveTo(std::max(end, m_nowMs));
    }
    State standing(const QString &name) const { return files->standing(name).state; }
    office::CentreAttachments centreFiles() { return office::CentreAttachments(hall.centreOffice(), QFileInfo(hall.centreOffice().databasePath()).dir().filePath(u"files"_s)); }
    bool centreHas(const QString &name) { return centreFiles().files().isSound(name); }
    QStringList methods() const
    {
        QStringList list;
        for (const app::WireRequest &request : wire.requests)
            list << QString::fromLatin1(request.method);
        return list;
    }
    qint64 sentBytes() const
    {
        qint64 bytes = 0;
        for (const app::WireRequest &request : wire.requests) {
            if (request.method == "PUT" || request.method == "PATCH")
                bytes += request.body.size();
        }
        return bytes;
    }

    Hall hall;
    DeskClient client;
    FakeCentre wire;
    QTemporaryDir folder;
    std::unique_ptr<Attachments> files;
    std::unique_ptr<AttachmentCourier> courier;
    QStringList failures;
    qint64 callMs = 0;
    int mostAtOnce = 0;
    std::function<void(app::WireAnswer &)> alter; ///< what the network does to an answer

private:
    domain::Result<app::WireAnswer> answer(const app::WireRequest &asked, Failure &failure)
    {
        server::Request request;
        request.method = asked.method;
        request.path = asked.path.toLatin1();
        request.body = asked.body;
        request.mayWait = false;
        for (auto header = asked.headers.cbegin(); header != asked.headers.cend(); ++header)
            request.headers.insert(header.key().toLower(), header.value());
        request.headers.insert("authorization", "Bearer " + client.token().toLatin1());
        client.prove(request);
        const auto response = std::get<server::Response>(client.router().answer(request));
        if (response.status >= 400) {
            failure.status = response.status;
            failure.kind = response.status == 503 ? Failure::Kind::Busy : Failure::Kind::Refused;
            return exchange::decodeProblem(response.body).value_or(domain::refuse(u"net.busy"));
        }
        app::WireAnswer answer{response.status, {}, response.body};
        for (auto header = response.headers.cbegin(); header != response.headers.cend(); ++header)
            answer.headers.insert(header.key().toLower(), header.value());
        answer.headers.insert("content-type", response.contentType);
        if (alter)
            alter(answer);
        return answer;
    }
    int carrying() const { return wire.waiting(); }
    void moveTo(qint64 ms)
    {
        m_nowMs = ms;
        // The token of this test lasts as long as the test does.
        hall.setNow(m_start.addMSecs(std::min<qint64>(ms, 600'000)));
    }
    qint64 m_nowMs = 0;
    QDateTime m_start;
};

class AttachmentCourierTest : public QObject
{
    Q_OBJECT

    static Mishap offline() { return {Mishap::When::Before, FakeCentre::offline()}; }
    static Mishap answerLost() { return {Mishap::When::After, FakeCentre::offline()}; }

private Q_SLOTS:
    void sendsWhatWasAttachedAndIsQuietThen()
    {
        CourierWorld world;
        const QString name = world.attachAndTell(jpeg(50'000));
        QCOMPARE(world.courier->status().waiting, 1);
        QCOMPARE(world.standing(name), State::Waiting);
        world.run(60'000);
        QVERIFY(world.wire.requests.isEmpty()); // nobody is signed in
        world.signIn();
        world.run(5'000);
        QVERIFY(world.centreHas(name));
        QCOMPARE(world.standing(name), State::AtCentre);
        QVERIFY(world.courier->status().isQuiet());
        QCOMPARE(world.methods(), (QStringList{u"POST"_s, u"PUT"_s, u"POST"_s}));
        world.wire.requests.clear();
        world.run(16 * 60'000);
        QCOMPARE(world.methods(), QStringList{u"POST"_s}); // asks now and then what the centre lacks
        QCOMPARE(world.centreFiles().check() + world.files->check(), QStringList());
    }

    void smallOnesGoFirstTwoAtATime()
    {
        CourierWorld world;
        for (const int size : {3'000'000, 20'000, 900'000, 10'000})
            world.attachAndTell(jpeg(size));
        world.callMs = 100;
        world.signIn();
        world.run(60'000);
        QList<qint64> lengths;
        for (const app::WireRequest &request : world.wire.requests) {
            if (request.method == "PUT")
                lengths << request.body.size();
            else if (request.method == "PATCH" && request.headers.value("Upload-Offset") == "0")
                lengths << request.headers.value("Upload-Length").toLongLong();
        }
        QCOMPARE(lengths, (QList<qint64>{10'000, 20'000, 900'000, 3'000'000}));
        QVERIFY(world.mostAtOnce <= 3); // two attachments and a question
        QVERIFY(world.courier->status().isQuiet());
    }

    void operationsGoBeforeAttachments()
    {
        CourierWorld world;
        world.attachAndTell(jpeg(50'000));
        world.courier->setPendingOperations(3);
        world.signIn();
        world.run(20'000);
        QVERIFY(!world.methods().contains(u"PUT"_s));
        world.courier->setPendingOperations(0);
        world.run(5'000);
        QVERIFY(world.methods().contains(u"PUT"_s));
        // What is stuck there for other reasons does not hold pictures up for ever.
        world.courier->setPendingOperations(1);
        world.attachAndTell(jpeg(60'000));
        world.run(40'000);
        QVERIFY(world.courier->status().isQuiet());
    }

    void goesOnWhereTheLineBroke()
    {
        CourierWorld world;
        const QByteArray bytes = jpeg(3'000'000);
        const QString name = world.attachAndTell(bytes);
        world.callMs = 1'500;
        world.signIn();
        world.wire.goWrong(Endpoint::Other, {Mishap{Mishap::When::Twice, {}}, answerLost()}); // the question twice, the first piece's answer lost
        world.run(10 * 60'000);
        QVERIFY(world.centreHas(name));
        QVERIFY(world.sentBytes() <= bytes.size() + exchange::blobPieceBytesMax); // one piece again at most
    }

    void goesOnAfterARestart()
    {
        CourierWorld world;
        const QByteArray bytes = jpeg(3'000'000);
        const QString name = world.attachAndTell(bytes);
        world.callMs = 1'500;
        world.signIn();
        world.run(7'000);
        const qint64 before = world.sentBytes();
        QVERIFY(before > 0 && before < bytes.size());
        QCOMPARE(world.standing(name), State::Sending);
        world.openFiles(); // the power failed
        world.wire.requests.clear();
        world.signIn();
        world.run(60'000);
        QVERIFY(world.centreHas(name));
        QVERIFY(world.sentBytes() <= bytes.size() - before + exchange::blobPieceBytesMax);
    }

    void piecesFitTheLine()
    {
        CourierWorld world;
        world.attachAndTell(jpeg(8'000'000));
        world.callMs = 10; // a good line
        world.signIn();
        world.run(60'000);
        QCOMPARE(world.wire.requests[world.wire.requests.size() / 2].body.size(), exchange::blobPieceBytesMax);
        world.wire.requests.clear();
        world.attachAndTell(jpeg(3'000'000, 'b'));
        world.callMs = 6'000; // a bad one
        world.run(5 * 60'000);
        qint64 smallest = exchange::blobPieceBytesMax;
        for (const app::WireRequest &request : world.wire.requests) {
            if (request.method == "PATCH" && request.headers.value("Upload-Offset").toLongLong() + request.body.size() < 3'000'000)
                smallest = std::min<qint64>(smallest, request.body.size());
        }
        QCOMPARE(smallest, exchange::blobPieceBytesMin);
    }

    void aSilentCentreIsGivenUpAndAskedAgain()
    {
        CourierWorld world;
        const QString name = world.attachAndTell(jpeg(50'000));
        world.wire.goWrong(Endpoint::Other, {Mishap{Mishap::When::Never, {}}});
        world.signIn();
        world.run(15 * 60'000);
        QVERIFY(world.centreHas(name));
        QVERIFY(world.courier->status().isQuiet());
    }

    void failuresAreFewAndNeverSurface()
    {
        CourierWorld world;
        const QString name = world.attachAndTell(jpeg(50'000));
        world.wire.breakLink();
        world.signIn();
        world.run(60 * 60'000);
        QVERIFY(world.wire.requests.size() < 60); // an hour
        QVERIFY(world.failures.isEmpty());
        world.wire.restore();
        world.courier->networkUp();
        world.run(5'000);
        QVERIFY(world.centreHas(name));
    }

    void triesWithTheSyncThatGetsThroughAgain()
    {
        CourierWorld world;
        const QString name = world.attachAndTell(jpeg(50'000));
        world.wire.breakLink();
        world.signIn();
        forms::SyncStatus status;
        status.state = forms::SyncStatus::State::Offline;
        world.courier->follow(status);
        world.run(60 * 60'000);
        world.wire.restore();
        world.wire.goWrong(Endpoint::Other, {Mishap{Mishap::When::Before, FakeCentre::offline()}}); // it was under way when the line came back
        status.state = forms::SyncStatus::State::Sending;
        status.pending = 3;
        QVERIFY(!world.courier->status().problem.isEmpty());
        world.courier->follow(status);
        QCOMPARE(world.courier->status().problem, QString()); // its turn has not come
        status.state = forms::SyncStatus::State::Synced;
        status.pending = 0;
        world.courier->follow(status);
        world.run(5'000); // not the pause of somebody who failed for an hour
        QVERIFY(world.centreHas(name));
        QCOMPARE(world.courier->status().problem, QString());
    }

    void aBusyCentreIsWaitedFor()
    {
        CourierWorld world;
        const QString name = world.attachAndTell(jpeg(50'000));
        world.wire.goWrong(Endpoint::Other, {Mishap{Mishap::When::Before, FakeCentre::failure(Failure::Kind::Busy, u"blob.busy"_s, 503, 30)}});
        world.signIn();
        world.run(29'000);
        QCOMPARE(world.wire.requests.size(), 1);
        world.run(10'000);
        QVERIFY(world.centreHas(name));
    }

    void bitRotIsNeverSent()
    {
        CourierWorld world;
        const QByteArray bytes = jpeg(50'000);
        const QString name = world.attachAndTell(bytes);
        QFile rotten(world.files->files().path(name));
        QVERIFY(rotten.open(QIODevice::ReadWrite) && rotten.write("rot") == 3);
        rotten.close();
        QSignalSpy damaged(world.files.get(), &Attachments::damaged);
        world.signIn();
        world.run(30'000);
        QCOMPARE(damaged.size(), 1);
        QCOMPARE(world.standing(name), State::Damaged);
        QCOMPARE(world.sentBytes(), 0);
        QCOMPARE(world.centreFiles().lost(), QStringList{name}); // told, and listed there
        QVERIFY(world.courier->status().isQuiet());
    }

    void whatTheCentreLostIsSentAgain()
    {
        CourierWorld world;
        const QString name = world.attachAndTell(jpeg(50'000));
        world.signIn();
        world.run(5'000);
        QVERIFY(world.centreHas(name));
        auto centre = world.centreFiles();
        centre.files().remove(name); // restored from an older copy
        centre.tendAll();
        world.courier->takeWanted(centre.wantedFrom(world.hall.office().deviceId(), 10));
        world.run(5'000);
        QVERIFY(world.centreHas(name));
        QVERIFY(centre.outstanding().isEmpty());
        QVERIFY(world.courier->status().isQuiet());
    }

    void bringsWhatSomebodyOpens()
    {
        CourierWorld world;
        const QByteArray bytes = jpeg(1'500'000);
        const QString name = world.attachAndTell(bytes);
        world.signIn();
        world.run(10'000);
        world.files->files().remove(name); // let go of
        world.hall.office().store().blobs.setState(name, office::BlobState::Remote);
        QVERIFY(world.files->openable(name).isEmpty());
        QSignalSpy fetched(world.courier.get(), &AttachmentCourier::fetched);
        world.wire.requests.clear();
        world.files->fetch(name);
        world.run(0);
        QCOMPARE(fetched.size(), 1);
        QVERIFY(!world.files->openable(name).isEmpty());
        QCOMPARE(world.files->check(), QStringList());
        QVERIFY(world.courier->status().isQuiet());
    }

    void aDownloadThatWasAlteredReplacesNothing()
    {
        CourierWorld world;
        const QByteArray bytes = jpeg(600'000);
        const QString name = world.attachAndTell(bytes);
        world.signIn();
        world.run(10'000);
        world.files->files().remove(name);
        world.hall.office().store().blobs.setState(name, office::BlobState::Remote);
        world.alter = [](app::WireAnswer &answer) {
            if (answer.status == 206)
                answer.body[answer.body.size() / 2] = 'x';
        };
        world.files->fetch(name);
        world.run(60'000);
        QCOMPARE(world.failures, QStringList{u"blob.digest"_s});
        QVERIFY(!world.files->files().has(name));
        world.alter = nullptr;
        world.files->fetch(name);
        world.run(1'000);
        QVERIFY(world.files->files().isSound(name));
    }

    void whoOpensOffLineIsTold()
    {
        CourierWorld world;
        const QString name = nameOf("elsewhere");
        world.files->fetch(name);
        QCOMPARE(world.failures, QStringList{u"net.offline"_s});
        world.signIn();
        world.wire.breakLink();
        world.files->fetch(name);
        world.run(1'000);
        QCOMPARE(world.failures, (QStringList{u"net.offline"_s, u"net.offline"_s}));
        world.wire.restore();
        world.run(10'000);
        world.files->fetch(name);
        world.run(1'000);
        QCOMPARE(world.failures.last(), u"blob.unknown"_s);
    }

    void openCasesOfTodayAreBroughtInQuietMoments()
    {
        CourierWorld world;
        const QByteArray bytes = jpeg(50'000);
        const QString name = world.attachAndTell(bytes);
        world.signIn();
        world.run(5'000);
        // Another window's case, as it were: the document is here, its picture is not.
        world.files->files().remove(name);
        world.hall.office().store().blobs.remove(name);
        world.run(60'000);
        QVERIFY(world.files->files().isSound(name));
        QVERIFY(world.failures.isEmpty());
    }

    void bothWaysOverRealHttp()
    {
        CourierWorld world;
        world.courier.reset();
        const QByteArray bytes = jpeg(2'500'000);
        const QString name = world.attachAndTell(bytes), small = world.attachAndTell(jpeg(1000, 's'));
        server::CentreHouse house;
        house.databasePath = world.hall.centreOffice().databasePath();
        house.clock = world.hall.clock();
        server::Serving serving;
        serving.traits = server::Router::traits;
        serving.makeService = [&house](server::Lane lane) -> std::unique_ptr<server::Service> {
            auto office = office::Office::open({house.databasePath, office::Office::Side::Centre, house.clock, lane != server::Lane::Write});
            return std::make_unique<server::Router>(house, lane, std::move(office.value()));
        };
        server::Listener listener({}, serving);
        QVERIFY(listener.start().ok());
        app::HttpTransport::Options way;
        way.centre = QUrl(u"http://127.0.0.1:"_s + QString::number(listener.port()));
        const auto transport = app::HttpTransport::make(way);
        QVERIFY(transport.ok());
        (*transport)->setToken(world.client.token());
        (*transport)->setSigner([&world](const QByteArray &message) { return world.hall.office().signature(message); });
        QElapsedTimer uptime;
        uptime.start();
        AttachmentCourier courier(world.hall.office(), *world.files, **transport, {.monotonicMs = [&] { return uptime.elapsed(); }});
        QTimer clock;
        connect(&clock, &QTimer::timeout, &courier, &AttachmentCourier::tick);
        clock.start(10);
        courier.setSignedIn(true);
        QTRY_VERIFY_WITH_TIMEOUT(courier.status().isQuiet(), 20'000);
        QVERIFY(world.centreHas(name) && world.centreHas(small));
        QCOMPARE(world.standing(name), State::AtCentre);
        app::WireAnswer head;
        (*transport)->request({.method = "HEAD", .path = exchange::blobPath(name), .headers = {}, .contentType = {}, .body = {}}, {}, [&](const auto &reply) { head = reply.value.value_or(app::WireAnswer()); });
        QTRY_COMPARE(head.headers.value("upload-complete"), QByteArray("?1"));
        QCOMPARE(head.headers.value("upload-offset"), QByteArray::number(bytes.size()));
        world.files->files().remove(name);
        world.hall.office().store().blobs.setState(name, office::BlobState::Remote);
        world.files->fetch(name);
        QTRY_VERIFY_WITH_TIMEOUT(!world.files->openable(name).isEmpty(), 20'000);
    }

    void saysWhatHasNotArrivedYet()
    {
        CourierWorld world;
        const QByteArray bytes = jpeg(50'000);
        const QString name = world.attachAndTell(bytes);
        // At another window of the hall, which has the document only.
        world.files->files().remove(name);
        world.hall.office().store().blobs.remove(name);
        storage::BlobStore &blobs = world.hall.centreOffice().store().blobs;
        for (const QString &referrer : blobs.referrers(name)) {
            if (referrer.startsWith("from:"_L1)) {
                blobs.unrefer(referrer, name);
                blobs.refer(QString(u"from:another/"_s + referrer.section(u'/', 1)), name);
            }
        }
        world.signIn();
        world.files->look({name});
        world.run(1'000);
        QCOMPARE(world.standing(name), State::Awaited);
        // It arrives there; here it is asked about again.
        QVERIFY(world.centreFiles().takeWhole(name, u"another"_s, {u"d/610116"_s}, bytes).ok());
        world.client.router().rest();
        world.run(20 * 60'000);
        QCOMPARE(world.standing(name), State::AtCentre);
    }
};

QTEST_GUILESS_MAIN(AttachmentCourierTest)
#include "tst_attachmentcourier.moc"
