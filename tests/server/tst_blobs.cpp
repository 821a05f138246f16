// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/blobs.h"
#include "office/attachments.h"
#include "office/centreattachments.h"
#include "support/deskclient.h"
#include <QBuffer>
#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;
using support::DeskClient;
using support::Hall;

/// Attachments over the wire: what a window that knows only docs/openapi.yaml would see.
class BlobsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Hall> m_hall;
    std::unique_ptr<DeskClient> m_client;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<office::Attachments> m_files;

    static QByteArray jpeg(int bytes)
    {
        QByteArray picture("\xFF\xD8\xFF\xE0", 4);
        for (int i = 4; i < bytes; ++i)
            picture.append(char(i * 31 + i / 251));
        return picture;
    }
    static QString nameOf(const QByteArray &bytes) { return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()); }

    /// A case with this picture attached, told to the centre; gives the picture's name.
    QString attach(const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(u"a.jpg"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write");
        file.close();
        const auto accepted = m_hall->submit(u"case.accept"_s, m_hall->application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}));
        const auto taken = m_files->takeIn(file.fileName());
        const QString id = accepted->operation.doc;
        const auto attached = m_files->attach(id, m_hall->archive().caseFile(id)->materials.first().key, {*taken}, m_hall->clerk());
        if (!attached || m_client->push().status != 200)
            qFatal("not attached");
        return taken->sha256;
    }
    server::Response send(const QByteArray &method, const QString &name, const QByteArray &body = {}, const QMap<QByteArray, QByteArray> &headers = {})
    {
        server::Request request;
        request.isHead = method == "HEAD";
        request.method = request.isHead ? QByteArray("GET") : method;
        request.path = exchange::blobPath(name).toLatin1();
        request.body = body;
        request.headers = headers;
        request.mayWait = false;
        request.headers.insert("authorization", "Bearer " + m_client->token().toLatin1());
        m_client->prove(request);
        return std::get<server::Response>(m_client->router().answer(request));
    }
    server::Response put(const QByteArray &bytes, const QString &name) { return send("PUT", name, bytes, {{"repr-digest", exchange::reprDigest(name)}}); }
    server::Response patch(const QByteArray &bytes, qint64 offset, qint64 length, const QString &name)
    {
        return send("PATCH", name, bytes, {{"upload-offset", QByteArray::number(offset)}, {"upload-length", QByteArray::number(length)}});
    }
    exchange::BlobsTold have(const QStringList &names, const QStringList &lacking = {})
    {
        const server::Response response = m_client->send("POST", exchange::blobsHavePath.toString(), exchange::encode(exchange::BlobsAsked{names, lacking}));
        const auto told = exchange::decodeBlobsTold(response.body);
        if (!told)
            qFatal("not told: %s", response.body.constData());
        return *told;
    }

private Q_SLOTS:
    void init()
    {
        m_hall = std::make_unique<Hall>();
        m_client = std::make_unique<DeskClient>(*m_hall);
        m_client->signIn();
        m_folder = std::make_unique<QTemporaryDir>();
        m_files = std::make_unique<office::Attachments>(m_hall->office(), office::Attachments::Options{.folder = m_folder->filePath(u"blobs"_s)});
    }
    void cleanup()
    {
        m_files.reset();
        m_client.reset();
        m_hall.reset();
    }

    void theCentreSealsWhatItKeepsAndWhatItKeptBefore()
    {
        const QByteArray key(32, 'k'), other(32, 'o'), words = "the household register of somebody";
        const QByteArray bytes = jpeg(70'000) + words, second = jpeg(1'000) + words;
        const QString name = attach(bytes);
        QCOMPARE(put(bytes, name).status, 204); // while there is no key yet
        QCOMPARE(have({name}).blobs.first().state, u"held"_s);
        office::Office &office = m_hall->centreOffice();
        const QString folder = QFileInfo(office.databasePath()).dir().filePath(u"files"_s);
        const auto onDisk = [&](const QString &sha256) {
            QFile file(office::CentreAttachments(office, folder).files().path(sha256));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        using office::CentreAttachments;
        QVERIFY(CentreAttachments::adoptKey(office, {}).ok());
        QVERIFY(CentreAttachments::adoptKey(office, key).ok());
        QVERIFY(CentreAttachments::adoptKey(office, key).ok());
        // With a wrong key every scan would look damaged, and be thrown away.
        QCOMPARE(CentreAttachments::adoptKey(office, other).refusal().code, u"key.wrong"_s);
        QCOMPARE(CentreAttachments::adoptKey(office, {}).refusal().code, u"key.lacking"_s);

        CentreAttachments sealing(office, folder, key);
        QVERIFY(onDisk(name).contains(words));
        QVERIFY(sealing.files().isSound(name)); // read as it is until its turn has come
        QCOMPARE(sealing.files().size(name), std::optional<qint64>(bytes.size()));
        QCOMPARE(sealing.files().read(name, 69'990, 1'000), bytes.mid(69'990));
        const qint64 seconds = m_hall->now().toSecsSinceEpoch(), turns = 256, turnSeconds = 10;
        const qint64 round = seconds / turnSeconds / turns + 1;
        m_hall->setNow(QDateTime::fromSecsSinceEpoch((round * turns + name.left(2).toInt(nullptr, 16)) * turnSeconds, Qt::UTC));
        sealing.tend();
        QVERIFY(!onDisk(name).isEmpty() && !onDisk(name).contains(words));
        QVERIFY(sealing.files().isSound(name));
        QCOMPARE(sealing.files().size(name), std::optional<qint64>(bytes.size()));
        QCOMPARE(sealing.files().read(name, 0, bytes.size()), bytes);
        QBuffer more(const_cast<QByteArray *>(&second));
        QVERIFY(more.open(QIODevice::ReadOnly));
        QVERIFY(sealing.files().takeIn(more, second.size()));
        QVERIFY(!onDisk(nameOf(second)).isEmpty() && !onDisk(nameOf(second)).contains(words));
        QVERIFY(!CentreAttachments(office, folder, other).files().isSound(name));
    }

    void aSmallOneGoesUpWholeAndComesDownInPieces()
    {
        const QByteArray bytes = jpeg(100'000);
        const QString name = attach(bytes);
        const exchange::BlobsTold asked = have({name, nameOf("never heard of")});
        QCOMPARE(asked.blobs[0], (exchange::BlobTold{name, u"wanted"_s, 0}));
        QCOMPARE(asked.blobs[1].state, u"unknown"_s);
        QCOMPARE(asked.wanted, QStringList{QString(u"sha256:"_s + name)});
        QCOMPARE(send("HEAD", name).headers.value("Upload-Complete"), QByteArray("?0"));
        QCOMPARE(send("GET", name).status, 404);
        const server::Response done = put(bytes, name);
        QCOMPARE(done.status, 204);
        QCOMPARE(done.headers.value("Upload-Complete"), QByteArray("?1"));
        QCOMPARE(put(bytes, name).status, 204); // its answer was lost
        QCOMPARE(have({name}).blobs.first().state, u"held"_s);
        QVERIFY(have({}).wanted.isEmpty());
        QCOMPARE(put(bytes, name).status, 204);
        QCOMPARE(send("HEAD", name).headers.value("Upload-Offset"), QByteArray("100000"));
        const server::Response whole = send("GET", name);
        QCOMPARE(whole.status, 200);
        QCOMPARE(whole.body, bytes);
        QCOMPARE(whole.contentType, QByteArray("image/jpeg"));
        QCOMPARE(whole.headers.value("Repr-Digest"), exchange::reprDigest(name));
        const server::Response part = send("GET", name, {}, {{"range", "bytes=1000-1999"}});
        QCOMPARE(part.status, 206);
        QCOMPARE(part.body, bytes.mid(1000, 1000));
        QCOMPARE(part.headers.value("Content-Range"), QByteArray("bytes 1000-1999/100000"));
        QCOMPARE(send("GET", name, {}, {{"range", "bytes=100000-"}}).status, 416);
    }

    void aLargeOneGoesUpInPieces()
    {
        const QByteArray bytes = jpeg(2'500'000);
        const QString name = attach(bytes);
        QCOMPARE(patch(bytes.left(1'000'000), 0, bytes.size(), name).headers.value("Upload-Offset"), QByteArray("1000000"));
        QCOMPARE(have({name}).blobs.first().offset, 1'000'000);
        const server::Response wrong = patch(bytes.mid(2'000'000), 2'000'000, bytes.size(), name);
        QCOMPARE(wrong.status, 409);
        QCOMPARE(wrong.headers.value("Upload-Offset"), QByteArray("1000000"));
        QCOMPARE(patch(bytes.mid(1'000'000, 1'000'000), 1'000'000, bytes.size(), name).headers.value("Upload-Complete"), QByteArray("?0"));
        QCOMPARE(patch(bytes.mid(2'000'000), 2'000'000, bytes.size(), name).headers.value("Upload-Complete"), QByteArray("?1"));
        const server::Response piece = send("GET", name, {}, {{"range", "bytes=0-"}});
        QCOMPARE(piece.status, 404); // written down by the next question
        QCOMPARE(have({name}).blobs.first().state, u"held"_s);
        QCOMPARE(send("GET", name, {}, {{"range", "bytes=0-"}}).body.size(), exchange::blobPieceBytesMax); // a piece at a time
    }

    void whatIsNotWhatItSaysIsThrownAway()
    {
        const QByteArray bytes = jpeg(100'000);
        const QString name = attach(bytes);
        QCOMPARE(send("PUT", name, bytes).status, 400);
        QCOMPARE(send("PUT", name, bytes, {{"repr-digest", exchange::reprDigest(nameOf("other"))}}).status, 400);
        QCOMPARE(put(QByteArray(100'000, 'x'), name).status, 422);
        QCOMPARE(DeskClient::codeOf(put(QByteArray(100'000, 'x'), name)), u"blob.digest"_s);
        QCOMPARE(patch(bytes, 0, domain::attachmentBytesMax + 1, name).status, 413);
        QCOMPARE(patch(bytes, -1, 100'000, name).status, 400);
        QCOMPARE(patch(bytes, 0, 10, name).status, 400);
        QCOMPARE(send("PATCH", name, bytes).status, 400);
        QCOMPARE(have({name}).blobs.first(), (exchange::BlobTold{name, u"wanted"_s, 0}));
    }

    void nobodyStoresWhatNoActNames()
    {
        const QByteArray bytes = jpeg(1000);
        QCOMPARE(put(bytes, nameOf(bytes)).status, 404);
        QCOMPARE(DeskClient::codeOf(put(bytes, nameOf(bytes))), u"blob.unknown"_s);
        QCOMPARE(send("GET", nameOf(bytes)).status, 404);
        QCOMPARE(send("HEAD", nameOf(bytes)).status, 404);
        QCOMPARE(send("GET", u"..%2F..%2Fcentre.db"_s).status, 404);
        QCOMPARE(send("PUT", u"..%2F..%2Fcentre.db"_s, bytes, {{"repr-digest", "x"}}).status, 400);
    }

    void greetingAndPushSayWhatIsWanted()
    {
        const QString name = attach(jpeg(1000));
        const auto hello = exchange::decodeHello(m_client->send("GET", exchange::helloPath.toString()).body);
        QVERIFY(hello.ok());
        QCOMPARE(hello->wanted, QStringList{QString(u"sha256:"_s + name)});
        const auto pushed = exchange::decodePushAnswer(m_client->push().body);
        QVERIFY(pushed.ok());
        QCOMPARE(pushed->wanted, QStringList{QString(u"sha256:"_s + name)});
        have({}, {name}); // "I don't have it"
        QVERIFY(exchange::decodeHello(m_client->send("GET", exchange::helloPath.toString()).body)->wanted.isEmpty());
        QCOMPARE(have({name}).blobs.first().state, u"lost"_s);
    }

    void restWritesDownWhatNobodyAskedAbout()
    {
        const QByteArray bytes = jpeg(1000);
        const QString name = attach(bytes);
        QCOMPARE(put(bytes, name).status, 204);
        m_client->router().rest();
        QCOMPARE(send("GET", name).status, 200);
    }

    void badQuestionsGetAClearNo_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QStringList many;
        for (int i = 0; i < 101; ++i)
            many << nameOf(QByteArray::number(i));
        QTest::newRow("no hash") << QByteArray(R"({"sha256":["../x"]})") << u"wire.malformed"_s;
        QTest::newRow("no list") << QByteArray("{}") << u"wire.malformed"_s;
        QTest::newRow("too many") << exchange::encode(exchange::BlobsAsked{many, {}}) << u"wire.too-many"_s;
    }
    void badQuestionsGetAClearNo()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        const server::Response response = m_client->send("POST", exchange::blobsHavePath.toString(), body);
        QCOMPARE(response.status, 400);
        QCOMPARE(DeskClient::codeOf(response), code);
    }

    void theListenerKnowsTheLimits()
    {
        const QByteArray path = exchange::blobPath(nameOf("x")).toLatin1();
        QCOMPARE(server::Router::traits("PUT", path).bodyBytesMax, exchange::blobWholeBytesMax);
        QCOMPARE(server::Router::traits("PATCH", path).bodyBytesMax, exchange::blobPieceBytesMax);
        QCOMPARE(server::Router::traits("GET", path).bodyBytesMax, 0);
    }
};

QTEST_GUILESS_MAIN(BlobsTest)
#include "tst_blobs.moc"
