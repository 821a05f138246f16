// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/attachments.h"
#include "office/centreattachments.h"
#include "office/store.h"
#include "support/hall.h"
#include "support/sealed.h"
#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using office::AttachmentStanding;
using office::Attachments;
using office::BlobStanding;
using office::BlobState;
using office::CentreAttachments;
using support::Hall;

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

/// 扫描件 at the window and at the centre: taken in, attached, asked for, given out, kept and let go of.
class AttachmentsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Hall> m_hall;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Attachments> m_files;
    std::unique_ptr<CentreAttachments> m_centre;
    qint64 m_free = qint64(100) << 30;
    qint64 m_cacheMax = qint64(2) << 30;

    QString put(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write");
        return file.fileName();
    }
    void openFiles()
    {
        m_files = std::make_unique<Attachments>(m_hall->office(), Attachments::Options{m_folder->filePath(u"blobs"_s), m_cacheMax, [this] { return m_free; }, support::windowKey()});
    }
    QString accept()
    {
        const auto done = m_hall->submit(u"case.accept"_s, m_hall->application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}));
        if (!done)
            qFatal("not accepted");
        return done->operation.doc;
    }
    domain::CaseFile caseFile(const QString &id) { return *m_hall->archive().caseFile(id); }
    QString keyOf(const QString &id) { return caseFile(id).materials.first().key; }
    domain::Attachment takeIn(const QByteArray &bytes, const QString &name = u"IMG_0001.jpg"_s)
    {
        const auto taken = m_files->takeIn(put(name, bytes));
        if (!taken)
            qFatal("not taken in: %s", qPrintable(taken.refusal().code));
        return *taken;
    }
    /// A case with this picture attached.
    QString attach(const QByteArray &bytes)
    {
        const QString id = accept();
        const auto done = m_files->attach(id, keyOf(id), {takeIn(bytes)}, m_hall->clerk());
        if (!done)
            qFatal("not attached: %s", qPrintable(done.refusal().code));
        return id;
    }
    QString device() const { return m_hall->office().deviceId(); }
    QStringList scopes() const { return {u"ref"_s, u"d/610116"_s}; }
    BlobStanding::State standing(const QString &sha256, const QString &device, const QStringList &scopes) { return m_centre->standing(sha256, device, scopes).state; }
    /// Brings one to the centre as the courier does.
    void bring(const QByteArray &bytes)
    {
        const auto end = m_centre->takeWhole(nameOf(bytes), device(), scopes(), bytes);
        QVERIFY2(end.ok(), end.ok() ? "" : qPrintable(end.refusal().code));
        const auto told = m_centre->have({nameOf(bytes)}, {}, device(), scopes());
        QVERIFY(told.ok());
        QCOMPARE(told->first().state, BlobStanding::State::Held);
        m_files->noteAtCentre(nameOf(bytes));
    }

private Q_SLOTS:
    void init()
    {
        m_free = qint64(100) << 30;
        m_cacheMax = qint64(2) << 30;
        if (!m_hall) {
            m_hall = std::make_unique<Hall>();
            m_folder = std::make_unique<QTemporaryDir>();
        }
        openFiles();
        m_centre = std::make_unique<CentreAttachments>(m_hall->centreOffice(), m_folder->filePath(u"centre"_s));
    }
    void cleanup()
    {
        m_files.reset();
        m_centre.reset();
        if (!QTest::currentDataTag()) // the rows of a table share a hall
            m_hall.reset();
    }

    void takesInByContents_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("media");
        QTest::addColumn<QString>("refusal");
        const auto ofd = [](const char *entry) {
            QByteArray zip("PK\x03\x04", 4);
            zip.append(QByteArray(26, '\0')).append(entry).append("rest of it");
            return zip;
        };
        QTest::newRow("JPEG") << u"a.jpg"_s << jpeg(100) << u"image/jpeg"_s << QString();
        QTest::newRow("PNG called JPEG") << u"a.jpg"_s << QByteArray("\x89PNG\r\n\x1A\n rest") << u"image/png"_s << QString();
        QTest::newRow("PDF") << u"申请书.pdf"_s << QByteArray("%PDF-1.7 …") << u"application/pdf"_s << QString();
        QTest::newRow("TIFF, Intel") << u"a.tif"_s << QByteArray("II*\0 rest", 9) << u"image/tiff"_s << QString();
        QTest::newRow("TIFF, Motorola") << u"a.tif"_s << QByteArray("MM\0* rest", 9) << u"image/tiff"_s << QString();
        QTest::newRow("OFD") << u"a.ofd"_s << ofd("OFD.xml") << u"application/ofd"_s << QString();
        QTest::newRow("any ZIP") << u"a.ofd"_s << ofd("evil.exe") << QString() << u"attachment.kind"_s;
        QTest::newRow("program called JPEG") << u"a.jpg"_s << QByteArray("MZ\x90 program") << QString() << u"attachment.kind"_s;
        QTest::newRow("page of the web") << u"a.pdf"_s << QByteArray("<html><script>") << QString() << u"attachment.kind"_s;
        QTest::newRow("empty") << u"a.jpg"_s << QByteArray() << QString() << u"attachment.empty"_s;
        QTest::newRow("just small enough") << u"a.jpg"_s << jpeg(domain::attachmentBytesMax) << u"image/jpeg"_s << QString();
        QTest::newRow("one byte too many") << u"a.jpg"_s << jpeg(domain::attachmentBytesMax + 1) << QString() << u"attachment.too-large"_s;
    }
    void takesInByContents()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, media);
        QFETCH(QString, refusal);
        const auto taken = m_files->takeIn(put(name, bytes));
        if (!refusal.isEmpty()) {
            QVERIFY(!taken.ok());
            QCOMPARE(taken.refusal().code, refusal);
            QVERIFY(!m_files->files().namesIn(nameOf(bytes).left(2)).contains(nameOf(bytes)));
            return;
        }
        QVERIFY(taken.ok());
        QCOMPARE(taken->sha256, nameOf(bytes));
        QCOMPARE(taken->media, media);
        QCOMPARE(taken->size, bytes.size());
        QCOMPARE(m_files->files().read(taken->sha256, 0, bytes.size()), bytes); // as it was, with its EXIF
        QCOMPARE(m_files->check(), QStringList());
    }

    void namesFromOutsideAreShownButNeverPaths_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("shown");
        QTest::newRow("folders") << u"../../etc/passwd.pdf"_s << u"passwd.pdf"_s;
        QTest::newRow("folders of Windows") << u"C:\\scan\\营业执照.jpg"_s << u"营业执照.jpg"_s;
        QTest::newRow("turned writing") << u"a\u202Efdp.jpg"_s << u"afdp.jpg"_s;
        QTest::newRow("line break") << u"a\nb.jpg"_s << u"ab.jpg"_s;
        QTest::newRow("hidden") << u"..jpg"_s << u"jpg"_s;
        QTest::newRow("endless") << QString(QString(500, u'长') + u".jpg"_s) << QString(QString(116, u'长') + u".jpg"_s);
    }
    void namesFromOutsideAreShownButNeverPaths()
    {
        QFETCH(QString, given);
        QFETCH(QString, shown);
        QCOMPARE(domain::shownName(given), shown);
    }

    void nothingHasANameBeforeItIsWhole_data()
    {
        QTest::addColumn<QString>("step");
        for (const char *step : {"write", "fsync", "rename", "fsync-folder"})
            QTest::newRow(step) << QString::fromLatin1(step);
    }
    void nothingHasANameBeforeItIsWhole()
    {
        QFETCH(QString, step);
        const QByteArray bytes = jpeg(600'000 + int(step.size()), step.back().toLatin1());
        QString failing = step;
        m_files->files().setStepHook([&failing](const char *what) {
            if (failing == QLatin1StringView(what))
                throw storage::Fault(storage::Fault::Kind::DiskFull, u"full"_s);
        });
        const auto taken = m_files->takeIn(put(u"a.jpg"_s, bytes));
        QVERIFY(!taken.ok());
        QCOMPARE(taken.refusal().code, u"office.disk-full"_s);
        QVERIFY(!m_hall->office().store().blobs.byName(nameOf(bytes))); // no row without a file that is surely there
        QVERIFY(QDir(m_folder->filePath(u"blobs/partial"_s)).entryList(QDir::Files).isEmpty());
        failing.clear();
        QVERIFY(m_files->takeIn(put(u"a.jpg"_s, bytes)).ok());
        QCOMPARE(m_files->check(), QStringList());
    }

    void aFullDiskIsSaidBeforeItHurts()
    {
        m_free = (qint64(256) << 20) + 50;
        const auto taken = m_files->takeIn(put(u"a.jpg"_s, jpeg(100)));
        QCOMPARE(taken.refusal().code, u"attachment.disk-low"_s);
        QVERIFY(m_files->isDiskLow());
        m_free += 100;
        QVERIFY(m_files->takeIn(put(u"a.jpg"_s, jpeg(100))).ok());
    }

    void anAttachmentIsAnActOfTheCase()
    {
        const QByteArray bytes = jpeg(1000);
        const QString id = attach(bytes);
        const domain::CaseFile file = caseFile(id);
        QCOMPARE(file.attachments.size(), 1);
        QCOMPARE(file.attachments.first().key, keyOf(id));
        QCOMPARE(file.attachments.first().addedBy, m_hall->clerk().staffId);
        QCOMPARE(file.blobs(), QStringList{nameOf(bytes)});
        const auto last = m_hall->archive().history(id).last().operation;
        QCOMPARE(last.type, u"material.attach"_s);
        QCOMPARE(last.blobs, QStringList{QString(u"sha256:"_s + nameOf(bytes))});
        QVERIFY(m_hall->sync());
        QCOMPARE(m_hall->centre().document(id)->body[u"attachments"_s].toArray().size(), 1);
        QCOMPARE(caseFile(id).attachments.size(), 1);
        // Deciding again or printing loses none.
        QVERIFY(m_hall->submit(u"paper.print"_s, {{u"paper"_s, u"acceptance"_s}}, id).ok());
        QCOMPARE(caseFile(id).attachments.size(), 1);
    }

    void decidingAnewKeepsAttachments()
    {
        const QJsonObject answers{{u"food.subject"_s, u"catering"_s}, {u"food.projects"_s, QJsonArray{u"hot"_s}}, {u"premises.owned"_s, true},
                                  {u"food.central"_s, false}, {u"food.online"_s, false}, {u"agent.present"_s, false}};
        QJsonObject body = m_hall->application(u"food-license"_s, Hall::firm(), answers);
        Hall::mark(body, u"layout"_s, domain::MaterialMark::Lacking);
        const auto received = m_hall->submit(u"case.receive"_s, body);
        QVERIFY(received.ok());
        const QString id = received->operation.doc;
        QVERIFY(m_files->attach(id, u"layout"_s, {takeIn(jpeg(500))}, m_hall->clerk()).ok());
        const auto accepted = m_hall->submit(u"case.accept"_s, m_hall->application(u"food-license"_s, Hall::firm(), answers), id);
        QVERIFY(accepted.ok());
        QCOMPARE(caseFile(id).attachments.size(), 1);
        QCOMPARE(caseFile(id).attachments.first().key, u"layout"_s);
    }

    void whatMayNotBeAttachedIsRefused()
    {
        const QString id = accept();
        const domain::Attachment file = takeIn(jpeg(100));
        const office::Actor clerk = m_hall->clerk();
        QCOMPARE(m_files->attach(id, u"no-such"_s, {file}, clerk).refusal().code, u"material.unknown"_s);
        QCOMPARE(m_files->attach(u"0197f1c2-0000-7000-8000-000000000000"_s, u"x"_s, {file}, clerk).refusal().code, u"case.unknown"_s);
        domain::Attachment huge = file;
        huge.size = domain::attachmentBytesMax;
        QList<domain::Attachment> many;
        for (int i = 0; i < 11; ++i) {
            huge.sha256 = nameOf(QByteArray::number(i));
            many << huge;
        }
        QCOMPARE(m_files->attach(id, keyOf(id), many, clerk).refusal().code, u"attachment.case-full"_s);
        domain::Attachment evil = file;
        evil.sha256 = u"../../../etc/passwd"_s;
        QCOMPARE(m_files->attach(id, keyOf(id), {evil}, clerk).refusal().code, u"attachment.malformed"_s);
        office::Actor stranger = clerk;
        stranger.roles = {u"approver"_s};
        QCOMPARE(m_files->attach(id, keyOf(id), {file}, stranger).refusal().code, u"operation.not-allowed"_s);
        QCOMPARE(caseFile(id).attachments.size(), 0);
        // The same file twice is there once.
        QVERIFY(m_files->attach(id, keyOf(id), {file, file}, clerk).ok());
        QVERIFY(m_files->attach(id, keyOf(id), {file}, clerk).ok());
        QCOMPARE(caseFile(id).attachments.size(), 1);
    }

    void isTakenAwayForAReason()
    {
        const QString id = attach(jpeg(100));
        const domain::Attachment file = caseFile(id).attachments.first();
        QCOMPARE(m_files->detach(id, file, u"  "_s, m_hall->clerk()).refusal().code, u"attachment.reason-lacking"_s);
        QVERIFY(m_files->detach(id, file, u"扫错了"_s, m_hall->clerk()).ok());
        QVERIFY(caseFile(id).attachments.isEmpty());
        QCOMPARE(m_files->detach(id, file, u"扫错了"_s, m_hall->clerk()).refusal().code, u"attachment.unknown"_s);
        QCOMPARE(m_hall->archive().history(id).last().operation.body[u"reason"_s].toString(), u"扫错了"_s);
        QVERIFY(m_hall->sync());
        QVERIFY(m_hall->archive().returned().isEmpty());
    }

    void membersOfANewerProgramAreKept()
    {
        const QString id = attach(jpeg(100));
        domain::CaseFile file = caseFile(id);
        file.attachments.first().more[u"pages"_s] = 3;
        const auto again = domain::CaseFile::fromJson(file.toJson());
        QVERIFY(again.ok());
        QCOMPARE(again->attachments.first().more[u"pages"_s].toInt(), 3);
    }

    void theCentreWantsWhatAnActNames()
    {
        const QByteArray bytes = jpeg(5000);
        const QString id = attach(bytes);
        QVERIFY(m_files->toSend(10).isEmpty()); // the act goes first
        QVERIFY(m_centre->wantedFrom(device(), 10).isEmpty());
        QVERIFY(m_hall->sync());
        QCOMPARE(m_files->toSend(10).size(), 1);
        QCOMPARE(m_centre->wantedFrom(device(), 10), QStringList{QString(u"sha256:"_s + nameOf(bytes))});
        QVERIFY(m_centre->wantedFrom(u"another"_s, 10).isEmpty());
        QCOMPARE(standing(nameOf(bytes), u"another"_s, scopes()), BlobStanding::State::Awaited); // 扫描件未到中心
        QVERIFY(!m_centre->areAllHeld(id));
        QCOMPARE(m_centre->outstanding(), QStringList{nameOf(bytes)});
        bring(bytes);
        QVERIFY(m_centre->wantedFrom(device(), 10).isEmpty());
        QVERIFY(m_centre->areAllHeld(id));
        QVERIFY(m_centre->outstanding().isEmpty());
        QCOMPARE(m_centre->check(), QStringList());
        QVERIFY(m_files->toSend(10).isEmpty());
        QCOMPARE(m_files->standing(nameOf(bytes)).state, AttachmentStanding::State::AtCentre);
        const auto piece = m_centre->read(nameOf(bytes), scopes(), 1000, 500);
        QVERIFY(piece.ok());
        QCOMPARE(piece->bytes, bytes.mid(1000, 500));
        QCOMPARE(piece->media, u"image/jpeg"_s);
    }

    void aHashAloneGivesNothing()
    {
        const QByteArray bytes = jpeg(5000);
        attach(bytes);
        QVERIFY(m_hall->sync());
        bring(bytes);
        // Who sees no document of it is told nothing, not even whether it is there.
        QCOMPARE(standing(nameOf(bytes), u"d2"_s, {u"ref"_s, u"d/610113"_s}), BlobStanding::State::Unknown);
        QCOMPARE(standing(nameOf("never"), u"d2"_s, scopes()), BlobStanding::State::Unknown);
        QCOMPARE(m_centre->read(nameOf(bytes), {u"ref"_s, u"d/610113"_s}, 0, 10).refusal().code, u"blob.unknown"_s);
        QCOMPARE(m_centre->takeWhole(nameOf("free storage"), device(), scopes(), "free storage").refusal().code, u"blob.unknown"_s);
        // Who names it in a case of his own without having it gets it no more than before.
        storage::BlobStore &blobs = m_hall->centreOffice().store().blobs;
        domain::Operation claim;
        claim.type = u"material.attach"_s;
        claim.doc = u"0197f1c2-0000-7000-8000-00000000000a"_s;
        claim.blobs = {QString(u"sha256:"_s + nameOf(bytes))};
        claim.body = {{u"files"_s, QJsonArray{QJsonObject{{u"sha256"_s, nameOf(bytes)}, {u"name"_s, u"a"_s}, {u"media"_s, u"image/jpeg"_s}, {u"size"_s, 5000}}}}};
        m_hall->centreOffice().store().documents.putBase({claim.doc, u"case"_s, 1, {u"d/610113"_s}, {}});
        blobs.refer(claim.doc, nameOf(bytes));
        CentreAttachments::expect(m_hall->centreOffice().store(), claim, u"d2"_s, false, m_hall->now());
        QCOMPARE(m_centre->read(nameOf(bytes), {u"d/610113"_s}, 0, 10).refusal().code, u"blob.awaited"_s);
        // Having brought it proves it.
        QVERIFY(m_centre->takeWhole(nameOf(bytes), u"d2"_s, {u"d/610113"_s}, bytes).ok());
        m_centre->tend();
        QVERIFY(m_centre->read(nameOf(bytes), {u"d/610113"_s}, 0, 10).ok());
    }

    void piecesMeetAtTheRightPlace()
    {
        const QByteArray bytes = jpeg(700'000);
        const QString name = nameOf(bytes);
        attach(bytes);
        QVERIFY(m_hall->sync());
        const auto take = [&](qint64 offset, qint64 size, const QString &from) { return m_centre->take(name, from, scopes(), offset, bytes.size(), bytes.mid(offset, size)); };
        QCOMPARE(*take(0, 300'000, device()), 300'000);
        QCOMPARE(*take(0, 300'000, device()), 300'000); // its answer was lost: sent again
        const auto wrong = take(500'000, 100'000, device());
        QCOMPARE(wrong.refusal().code, u"blob.offset"_s);
        QCOMPARE(wrong.refusal().facts[u"offset"_s].toInteger(), 300'000);
        QCOMPARE(m_centre->standing(name, device(), scopes()).offset, 300'000);
        // Another server on the same files, after a restart, goes on from there.
        m_centre = std::make_unique<CentreAttachments>(m_hall->centreOffice(), m_folder->filePath(u"centre"_s));
        QCOMPARE(*take(300'000, 400'000, device()), 700'000);
        QCOMPARE(*take(300'000, 400'000, device()), 700'000);
        QCOMPARE(m_centre->have({name}, {}, device(), scopes())->first().state, BlobStanding::State::Held);
        QCOMPARE(*take(300'000, 400'000, device()), 700'000);
        QCOMPARE(m_centre->check(), QStringList());
    }

    void twoWhoBringTheSameSpoilNothing()
    {
        const QByteArray bytes = jpeg(700'000), garbage = QByteArray(700'000, 'x');
        const QString name = nameOf(bytes);
        const QString id = attach(bytes);
        QVERIFY(m_hall->sync());
        storage::BlobStore &blobs = m_hall->centreOffice().store().blobs;
        blobs.refer(QString(u"from:d2/"_s + id), name);
        QCOMPARE(*m_centre->take(name, device(), scopes(), 0, bytes.size(), bytes.left(400'000)), 400'000);
        QCOMPARE(*m_centre->take(name, u"d2"_s, scopes(), 0, bytes.size(), garbage.left(400'000)), 400'000);
        QCOMPARE(m_centre->take(name, u"d2"_s, scopes(), 400'000, bytes.size(), garbage.mid(400'000)).refusal().code, u"blob.digest"_s);
        QVERIFY(!m_centre->files().has(name));
        QCOMPARE(m_centre->standing(name, u"d2"_s, scopes()).offset, 0); // a mismatch drops the pieces
        QCOMPARE(*m_centre->take(name, device(), scopes(), 400'000, bytes.size(), bytes.mid(400'000)), 700'000);
        QVERIFY(m_centre->files().isSound(name));
    }

    void aFullDiskAtTheCentreBreaksNothing()
    {
        const QByteArray bytes = jpeg(700'000);
        const QString name = nameOf(bytes);
        attach(bytes);
        QVERIFY(m_hall->sync());
        QCOMPARE(*m_centre->take(name, device(), scopes(), 0, bytes.size(), bytes.left(300'000)), 300'000);
        m_centre->files().setStepHook([](const char *step) {
            if (qstrcmp(step, "write") == 0)
                throw storage::Fault(storage::Fault::Kind::DiskFull, u"full"_s);
        });
        QCOMPARE(m_centre->take(name, device(), scopes(), 300'000, bytes.size(), bytes.mid(300'000)).refusal().code, u"office.disk-full"_s);
        m_centre->files().setStepHook({});
        QCOMPARE(*m_centre->take(name, device(), scopes(), 300'000, bytes.size(), bytes.mid(300'000)), 700'000);
    }

    void aLostFileIsAskedForAgainAndElseCountedAsLost()
    {
        const QByteArray bytes = jpeg(5000), other = jpeg(6000, 'b');
        attach(bytes);
        attach(other);
        QVERIFY(m_hall->sync());
        bring(bytes);
        bring(other);
        QVERIFY(m_centre->wantedFrom(device(), 10).isEmpty());
        // Last night's copy of the files is put back; one of them lacks, another is spoilt.
        m_centre->files().remove(nameOf(bytes));
        QFile rotten(m_centre->files().path(nameOf(other)));
        QVERIFY(rotten.open(QIODevice::ReadWrite) && rotten.write("rot") == 3);
        rotten.close();
        m_centre->tendAll();
        QStringList wanted = m_centre->wantedFrom(device(), 10);
        wanted.sort();
        QStringList expected{QString(u"sha256:"_s + nameOf(bytes)), QString(u"sha256:"_s + nameOf(other))};
        expected.sort();
        QCOMPARE(wanted, expected);
        QVERIFY(m_files->noteWanted(nameOf(bytes)));
        QCOMPARE(m_files->toSend(10).size(), 1);
        bring(bytes);
        // The other one is not at its window any more either.
        m_files->files().remove(nameOf(other));
        QVERIFY(!m_files->noteWanted(nameOf(other)));
        QVERIFY(m_centre->have({}, {nameOf(other)}, device(), scopes()).ok());
        QCOMPARE(m_centre->lost(), QStringList{nameOf(other)});
        QVERIFY(m_centre->outstanding().isEmpty());
        QVERIFY(m_centre->wantedFrom(device(), 10).isEmpty());
        // Whoever finds it again brings it: the act is simply done again.
        const QString id = attach(other);
        QVERIFY(m_hall->sync());
        bring(other);
        QVERIFY(m_centre->lost().isEmpty());
        QVERIFY(m_centre->areAllHeld(id));
    }

    void spoiltBytesAreNeverGivenOut()
    {
        const QByteArray bytes = jpeg(5000);
        attach(bytes);
        QVERIFY(m_hall->sync());
        bring(bytes);
        QFile rotten(m_centre->files().path(nameOf(bytes)));
        QVERIFY(rotten.open(QIODevice::ReadWrite) && rotten.seek(2000) && rotten.write("rot") == 3);
        rotten.close();
        QCOMPARE(m_centre->read(nameOf(bytes), scopes(), 0, 100).refusal().code, u"blob.awaited"_s);
        m_centre->tend();
        QCOMPARE(m_centre->wantedFrom(device(), 10).size(), 1);
    }

    void bitRotIsNoticedBeforeSending()
    {
        const QByteArray bytes = jpeg(5000);
        const QString id = attach(bytes);
        QVERIFY(m_hall->sync());
        QSignalSpy damaged(m_files.get(), &Attachments::damaged);
        QFile rotten(m_files->files().path(nameOf(bytes)));
        QVERIFY(rotten.open(QIODevice::ReadWrite) && rotten.write("rot") == 3);
        rotten.close();
        QCOMPARE(m_files->check().size(), 1);
        QVERIFY(!m_files->isFitToSend(nameOf(bytes)));
        QCOMPARE(damaged.size(), 1);
        QCOMPARE(m_files->standing(nameOf(bytes)).state, AttachmentStanding::State::Damaged);
        QCOMPARE(m_files->lost(), QStringList{nameOf(bytes)});
        QVERIFY(m_files->openable(nameOf(bytes)).isEmpty());
        QVERIFY(m_files->toSend(10).isEmpty());
        QCOMPARE(caseFile(id).attachments.size(), 1); // the act stands
        QVERIFY(m_files->title(nameOf(bytes)).contains(caseFile(id).number));
        // Scanned again it is what it was.
        takeIn(bytes);
        QCOMPARE(m_files->toSend(10).size(), 1);
        QCOMPARE(m_files->check(), QStringList());
    }

    void aCutDownloadReplacesNothing()
    {
        const QByteArray bytes = jpeg(5000);
        const domain::Attachment known{{}, nameOf(bytes), u"a.jpg"_s, u"image/jpeg"_s, bytes.size(), {}, {}, {}};
        QCOMPARE(*m_files->addFetched(known.sha256, 0, bytes.left(3000)), 3000);
        QCOMPARE(m_files->fetchedBytes(known.sha256), 3000);
        QCOMPARE(*m_files->addFetched(known.sha256, 3000, QByteArray(2000, 'x')), 5000);
        QCOMPARE(m_files->finishFetched(known.sha256, known).refusal().code, u"blob.digest"_s);
        QVERIFY(!m_files->files().has(known.sha256));
        QCOMPARE(m_files->fetchedBytes(known.sha256), 0);
        QCOMPARE(*m_files->addFetched(known.sha256, 0, bytes), 5000);
        QVERIFY(m_files->finishFetched(known.sha256, known).ok());
        QVERIFY(!m_files->openable(known.sha256).isEmpty());
    }

    void letsGoOfWhatNobodyNeeds()
    {
        const QByteArray draft = jpeg(100, 'd'), nobody = jpeg(100, 'n'), waiting = jpeg(100, 'w'), done = jpeg(100, 's');
        takeIn(nobody);
        takeIn(draft);
        m_hall->office().store().drafts.put({u"1001/x"_s, u"1001"_s, u"x"_s, {{u"files"_s, nameOf(draft)}}, 1, m_hall->now()});
        attach(waiting);
        const QString id = attach(done);
        QVERIFY(m_hall->sync());
        bring(done);
        QCOMPARE(m_files->sweep(), 0);
        m_hall->setNow(m_hall->now().addDays(8));
        QCOMPARE(m_files->sweep(), 1);
        QVERIFY(!m_files->files().has(nameOf(nobody)));
        for (const QByteArray &kept : {draft, waiting, done})
            QVERIFY(m_files->files().has(nameOf(kept)));
        // Taken away, and at the centre: gone at once here, in a week there.
        QVERIFY(m_files->detach(id, caseFile(id).attachments.first(), u"扫错了"_s, m_hall->clerk()).ok());
        QVERIFY(m_hall->sync());
        m_hall->setNow(m_hall->now().addSecs(1));
        QCOMPARE(m_files->sweep(), 1);
        QVERIFY(!m_files->files().has(nameOf(done)));
        m_centre->tend();
        QVERIFY(m_centre->files().has(nameOf(done)));
        m_hall->setNow(m_hall->now().addDays(8));
        m_centre->tend();
        QVERIFY(!m_centre->files().has(nameOf(done)));
        QCOMPARE(m_files->check() + m_centre->check(), QStringList());
    }

    void theCacheLetsTheOldestGoButNothingOfOpenCases()
    {
        m_cacheMax = 250;
        openFiles();
        QStringList ids;
        for (const char seed : {'1', '2', '3'}) {
            ids << attach(jpeg(100, seed));
            QVERIFY(m_hall->sync());
            bring(jpeg(100, seed));
            m_hall->setNow(m_hall->now().addSecs(60));
        }
        QCOMPARE(m_files->sweep(), 0); // 300 bytes, but all of open cases
        m_hall->setNow(m_hall->now().addDays(31));
        QVERIFY(!m_files->openable(nameOf(jpeg(100, '1'))).isEmpty()); // looked at again
        QCOMPARE(m_files->sweep(), 1);
        QVERIFY(m_files->files().has(nameOf(jpeg(100, '1'))));
        QVERIFY(!m_files->files().has(nameOf(jpeg(100, '2'))));
        const AttachmentStanding gone = m_files->standing(nameOf(jpeg(100, '2')));
        QCOMPARE(gone.state, AttachmentStanding::State::AtCentre);
        QVERIFY(!gone.isHere);
        QCOMPARE(m_files->check(), QStringList());
    }

    void refusedWorkKeepsItsScans()
    {
        const QByteArray bytes = jpeg(5000);
        const QString id = attach(bytes);
        QVERIFY(m_hall->push().ok());
        // Another window, on line, takes the case to an end in which nothing may be attached: this act is refused there.
        const QByteArray late = jpeg(100, 'l');
        const domain::Attachment file = takeIn(late);
        domain::Document centres = *m_hall->centre().document(id);
        QVERIFY(m_files->attach(id, keyOf(id), {file}, m_hall->clerk()).ok());
        centres.body[u"state"_s] = u"not-accepted"_s;
        m_hall->centreOffice().store().documents.putBase({centres.id, centres.kind, centres.version, centres.scopes, centres.body});
        QVERIFY(m_hall->push().ok());
        QCOMPARE(m_hall->archive().returnedCount(), 1);
        QVERIFY(m_centre->wantedFrom(device(), 10).contains(QString(u"sha256:"_s + nameOf(late))));
        m_hall->setNow(m_hall->now().addDays(9));
        m_files->sweep();
        QVERIFY(m_files->files().has(nameOf(late)));
        bring(bytes);
        QVERIFY(m_centre->takeWhole(nameOf(late), device(), scopes(), late).ok());
        m_centre->tend();
        m_hall->setNow(m_hall->now().addDays(9));
        m_centre->tend();
        QVERIFY(m_centre->files().has(nameOf(late)));
    }

    void aDestroyedDevicesScansAreCountedAsLost()
    {
        const QByteArray bytes = jpeg(5000);
        attach(bytes);
        QVERIFY(m_hall->sync());
        m_centre->forget(device());
        QCOMPARE(m_centre->lost(), QStringList{nameOf(bytes)});
        QVERIFY(m_centre->outstanding().isEmpty());
    }
};

QTEST_GUILESS_MAIN(AttachmentsTest)
#include "tst_attachments.moc"
