// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/problem.h"
#include "exchange/session.h"
#include "exchange/snapshotpaths.h"
#include "office/madeupcases.h"
#include "office/snapshotbuilder.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include "server/http/byterange.h"
#include "server/router.h"
#include "server/routes/filework.h"
#include "server/tasks/snapshots.h"
#include "support/hall.h"
#include "support/proven.h"
#include <QCryptographicHash>
#include <QtTest>

using namespace Qt::StringLiterals;
using support::Hall;

namespace {

const QString scope = u"d/610116"_s;

/// A centre with a first download on its shelf, and somebody at the door.
struct Door
{
    Door()
    {
        if (!office::publishCentreKey(hall.centreOffice()) || !office::makeUpCases(hall.centreOffice().databasePath(), 20, 3, hall.now()))
            qFatal("no centre");
        house.clock = hall.clock();
        house.filesFolder = folder.path();
        house.databasePath = hall.centreOffice().databasePath();
        office::SnapshotBuilder::Options options;
        options.folder = server::snapshotFolder(folder.path());
        options.clock = hall.clock();
        options.rowsAtLeast = 5;
        const auto made = office::SnapshotBuilder(hall.centreOffice(), options).build(scope);
        if (!made || !hall.centre().setPassword(u"1001"_s, u"changan-2026"_s))
            qFatal("no first download");
        manifest = *made;
        auto opened = office::Office::open({house.databasePath, office::Office::Side::Centre, hall.clock(), false});
        router = std::make_unique<server::Router>(house, server::Lane::Write, std::move(opened.value()));
        const exchange::SignInRequest request{u"1001"_s, u"changan-2026"_s, hall.office().deviceId(), hall.office().devicePublicKey(), {}, u"3"_s};
        token = exchange::decodeSignInAnswer(send("POST", exchange::signInPath.toString(), {}, exchange::encode(request)).body)->token;
    }

    server::Response send(const QByteArray &method, const QString &path, const QMap<QByteArray, QByteArray> &headers = {}, const QByteArray &body = {})
    {
        server::Request request;
        request.method = method;
        const qsizetype mark = path.indexOf(u'?');
        request.path = path.left(mark).toUtf8();
        request.query = mark < 0 ? QByteArray() : path.mid(mark + 1).toUtf8();
        request.headers = headers;
        request.body = body;
        request.mayWait = false;
        if (!token.isEmpty())
            request.headers.insert("authorization", "Bearer " + token.toLatin1());
        support::prove(request, hall.now(), [this](const QByteArray &message) { return hall.office().signature(message); });
        return std::get<server::Response>(router->answer(request));
    }
    server::Response get(const QString &path, const QMap<QByteArray, QByteArray> &headers = {}) { return send("GET", path, headers); }
    static QString codeOf(const server::Response &response) { return exchange::decodeProblem(response.body)->code; }

    Hall hall;
    QTemporaryDir folder;
    server::CentreHouse house;
    domain::SnapshotManifest manifest;
    std::unique_ptr<server::Router> router;
    QString token;
};

} // namespace

/// The first download as the centre gives it out.
class SnapshotRoutesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Door> m_door;

private Q_SLOTS:
    void initTestCase() { m_door = std::make_unique<Door>(); }

    void theManifestIsGivenToWhoMaySeeTheScope()
    {
        Door &door = *m_door;
        const server::Response response = door.get(exchange::snapshotPath(scope, 99));
        QCOMPARE(response.status, 200);
        const auto manifest = domain::SnapshotManifest::fromJson(response.body);
        QVERIFY(manifest.ok());
        QVERIFY(*manifest == door.manifest);
        QCOMPARE(Door::codeOf(door.get(exchange::snapshotPath(scope, door.manifest.schema - 1))), u"snapshot.none"_s);
        QCOMPARE(door.get(exchange::snapshotPath(u"ref"_s, 99)).status, 404);
        const server::Response foreign = door.get(exchange::snapshotPath(u"d/610113"_s, 99));
        QCOMPARE(foreign.status, 403);
        QCOMPARE(Door::codeOf(foreign), u"sync.forbidden"_s);
        QCOMPARE(door.get(exchange::snapshotPartPath(u"d/610113"_s, door.manifest.parts[0].sha256)).status, 403);
    }

    void aPartIsWholeOrInPiecesAndTheSameForEver()
    {
        Door &door = *m_door;
        const domain::SnapshotPart part = door.manifest.parts[0];
        const QString path = exchange::snapshotPartPath(scope, part.sha256);
        const server::Response whole = door.get(path);
        QCOMPARE(whole.status, 200);
        QCOMPARE(whole.body.size(), part.size);
        QCOMPARE(QCryptographicHash::hash(whole.body, QCryptographicHash::Sha256).toHex(), part.sha256);
        QCOMPARE(whole.headers["ETag"], QByteArray('"' + part.sha256 + '"'));
        QVERIFY(whole.headers["Cache-Control"].contains("immutable"));
        QCOMPARE(whole.headers["Accept-Ranges"], QByteArray("bytes"));

        QByteArray pieces;
        for (qint64 from = 0; from < part.size; from += 10'000) {
            const server::Response piece = door.get(path, {{"range", "bytes=" + QByteArray::number(from) + '-' + QByteArray::number(from + 9'999)}, {"if-range", whole.headers["ETag"]}});
            QCOMPARE(piece.status, 206);
            QCOMPARE(piece.headers["Content-Range"], QByteArray("bytes " + QByteArray::number(from) + '-' + QByteArray::number(from + piece.body.size() - 1) + '/' + QByteArray::number(part.size)));
            pieces += piece.body;
        }
        QVERIFY(pieces == whole.body);
        QCOMPARE(door.get(path, {{"range", "bytes=-5"}}).body, whole.body.last(5));
        QCOMPARE(door.get(path, {{"range", "bytes=99999999-"}}).status, 416);
        QCOMPARE(door.get(path, {{"range", "bytes=0-4"}, {"if-range", "\"another\""}}).body.size(), part.size);
        QCOMPARE(door.get(path, {{"if-none-match", whole.headers["ETag"]}}).status, 304);
    }

    void freshWindowsDoNotOccupyEveryReader()
    {
        Door &door = *m_door;
        const QString path = exchange::snapshotPartPath(scope, door.manifest.parts[0].sha256);
        const QByteArray tag = '"' + door.manifest.parts[0].sha256 + '"';
        {
            // As many readers as may are at parts and scans.
            const server::FileWork one, other;
            QVERIFY(one.has() && other.has());
            for (const auto &headers : {QMap<QByteArray, QByteArray>{}, QMap<QByteArray, QByteArray>{{"range", "bytes=0-4"}}}) {
                const server::Response later = door.get(path, headers);
                QCOMPARE(later.status, 503);
                QCOMPARE(Door::codeOf(later), u"blob.busy"_s);
                const int seconds = later.headers["Retry-After"].toInt();
                QVERIFY2(seconds >= 2 && seconds <= 6, later.headers["Retry-After"].constData());
            }
            // What reads no part needs no leave.
            QCOMPARE(door.get(path, {{"if-none-match", tag}}).status, 304);
            QCOMPARE(door.get(exchange::snapshotPath(scope, 99)).status, 200);
            QCOMPARE(door.get(exchange::snapshotPartPath(u"d/610113"_s, door.manifest.parts[0].sha256)).status, 403);
        }
        // Each answer gives back the place it had.
        for (int n = 0; n < 2 * server::FileWork::placesMax; ++n)
            QCOMPARE(door.get(path).body.size(), door.manifest.parts[0].size);
    }

    void nothingElseOnTheDiskCanBeAskedFor_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("up") << u"..%2F..%2F..%2Fcentre.db"_s;
        QTest::newRow("the manifest") << u"..%2F000000000001-4-00000000.json"_s;
        QTest::newRow("another hash") << QString(64, u'a');
        QTest::newRow("nothing") << u"%00"_s;
        QTest::newRow("absolute") << u"%2Fetc%2Fpasswd"_s;
    }
    void nothingElseOnTheDiskCanBeAskedFor()
    {
        QFETCH(QString, name);
        const server::Response response = m_door->get(QString(u"/v1/scopes/d%2F610116/snapshot/parts/"_s + name));
        QCOMPARE(response.status, 404);
        QVERIFY(response.body.size() < 1000);
    }

    void ranges_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("isRange");
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("last");
        const auto row = [](const char *field, bool is, qint64 first = 0, qint64 last = 0) { QTest::newRow(field) << QByteArray(field) << is << first << last; };
        row("", false);
        row("bytes=0-9", true, 0, 9);
        row("bytes=5-", true, 5, 99);
        row("bytes=-10", true, 90, 99);
        row("bytes=-1000", true, 0, 99);
        row("bytes=90-1000", true, 90, 99);
        row("bytes=100-", true, 0, -1);
        row("bytes=-0", true, 0, -1);
        row("bytes=9-5", false);
        row("bytes=-", false);
        row("bytes=a-b", false);
        row("bytes=0-1,5-6", false);
        row("bytes=--5", false);
        row("lines=0-9", false);
    }
    void ranges()
    {
        QFETCH(QByteArray, field);
        QFETCH(bool, isRange);
        QFETCH(qint64, first);
        QFETCH(qint64, last);
        const auto range = server::byteRange(field, 100);
        QCOMPARE(range.has_value(), isRange);
        if (range) {
            QCOMPARE(range->first, first);
            QCOMPARE(range->last, last);
        }
    }

    void theTaskMakesWhatIsDueAndStopsAtOnce()
    {
        QTemporaryDir folder;
        office::SnapshotBuilder::Options options;
        options.folder = folder.path();
        options.clock = m_door->hall.clock();
        QElapsedTimer timer;
        timer.start();
        {
            const server::SnapshotTask task([] { return std::unique_ptr<office::Office>(); }, options);
        }
        QVERIFY(timer.elapsed() < 2000);
    }
};

QTEST_GUILESS_MAIN(SnapshotRoutesTest)
#include "tst_snapshots.moc"
