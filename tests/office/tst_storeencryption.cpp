// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/storeencryption.h"
#include "office/attachments.h"
#include "office/store.h"
#include "support/hall.h"
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using office::Attachments;
using office::Office;
using office::StoreEncryption;
using support::Hall;

namespace {

const QByteArray key(32, 'k'), otherKey(32, 'o');

/// A window's folder that was begun without a key, as an earlier version left it.
struct House
{
    explicit House(Hall &hall) : hall(hall), attachments({folder.filePath(u"blobs"_s)})
    {
        places = {folder.filePath(u"counter.db"_s), folder.filePath(u"blobs"_s), folder.filePath(u"download"_s)};
    }
    std::unique_ptr<Office> open(const QByteArray &with)
    {
        auto opened = Office::open({places.database, Office::Side::Counter, hall.clock(), false, with});
        code = opened ? QString() : opened.refusal().code;
        return opened ? std::move(opened.value()) : nullptr;
    }
    void put(const QString &path, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write");
    }
    QStringList readable(const QByteArrayList &words)
    {
        QStringList found;
        QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("can't read");
            const QByteArray bytes = file.readAll();
            for (const QByteArray &word : words) {
                if (bytes.contains(word))
                    found << QString(file.fileName() + u": "_s + QString::fromUtf8(word));
            }
        }
        return found;
    }

    Hall &hall;
    QTemporaryDir folder;
    StoreEncryption::Places places;
    Attachments::Options attachments;
    QString code;
};

const QByteArrayList words{"CREATE TABLE", "SQLite format 3", "赵示例", "610116199001010014", "%PDF"};

} // namespace

/// What a window keeps is taken over into encrypted files, and removed for good.
class StoreEncryptionTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Hall> m_hall;
    std::unique_ptr<House> m_house;
    QString m_scan;

    void begin()
    {
        const auto office = m_house->open({});
        office->store().settings.set(u"note"_s, u"赵示例 610116199001010014"_s);
        Attachments files(*office, m_house->attachments);
        m_house->put(m_house->folder.filePath(u"../scan-%1.pdf"_s.arg(quintptr(this))), "%PDF-1.4 赵示例");
        const QString scan = m_house->folder.filePath(u"../scan-%1.pdf"_s.arg(quintptr(this)));
        m_scan = files.takeIn(scan)->sha256;
        QFile::remove(scan);
        m_house->put(m_house->folder.filePath(u"download/d/part"_s), "%PDF 赵示例");
    }

private Q_SLOTS:
    void initTestCase() { m_hall = std::make_unique<Hall>(); }
    void init()
    {
        m_house = std::make_unique<House>(*m_hall);
        begin();
    }

    void everythingIsTakenOver()
    {
        QVERIFY(m_house->readable(words).size() >= 4);
        QVERIFY(StoreEncryption::isPlain(m_house->places.database) && !StoreEncryption::isEncrypted(m_house->places.database));
        for (int time = 0; time < 2; ++time) { // the second time all is done
            const auto done = StoreEncryption::encrypt(m_house->places, key);
            QVERIFY2(done.ok(), qPrintable(done.ok() ? QString() : done.refusal().code));
            QCOMPARE(m_house->readable(words), QStringList());
            QVERIFY(!StoreEncryption::isPlain(m_house->places.database) && StoreEncryption::isEncrypted(m_house->places.database));
        }
        const auto office = m_house->open(key);
        QVERIFY(office);
        QCOMPARE(office->store().settings.text(u"note"_s), u"赵示例 610116199001010014"_s);
        Attachments files(*office, {m_house->places.blobs, qint64(1) << 30, {}, key});
        QVERIFY(!files.openable(m_scan).isEmpty());
        QCOMPARE(files.piece(m_scan, 0, 100), QByteArray("%PDF-1.4 赵示例"));
        QCOMPARE(files.check(), QStringList());
        QVERIFY(!m_house->open({}));
        QCOMPARE(m_house->code, u"office.store-locked"_s);
        QVERIFY(!m_house->open(otherKey));
        QCOMPARE(m_house->code, u"office.store-locked"_s);
    }

    void nothingIsSealedWithAnotherKeyThanTheStores()
    {
        QVERIFY(StoreEncryption::encrypt(m_house->places, key).ok());
        const auto other = StoreEncryption::encrypt(m_house->places, otherKey);
        QVERIFY(!other.ok());
        QCOMPARE(other.refusal().code, u"office.store-locked"_s);
        QVERIFY(m_house->open(key));
    }

    void aStoreInUseIsLeftAlone()
    {
        const auto office = m_house->open({});
        const auto done = StoreEncryption::encrypt(m_house->places, key);
        QVERIFY(!done.ok());
        QCOMPARE(done.refusal().code, u"office.store-busy"_s);
        QVERIFY(StoreEncryption::isPlain(m_house->places.database));
        QCOMPARE(office->store().settings.text(u"note"_s), u"赵示例 610116199001010014"_s);
    }

    void nothingThereIsNothingToDo()
    {
        House empty(*m_hall);
        QVERIFY(StoreEncryption::encrypt(empty.places, key).ok());
        QVERIFY(!QFile::exists(empty.places.database));
        QVERIFY(!StoreEncryption::isPlain(empty.places.database) && !StoreEncryption::isEncrypted(empty.places.database));
        QVERIFY(empty.open(key)); // begun with its key
        QVERIFY(StoreEncryption::isEncrypted(empty.places.database));
    }

    void wipedIsGone()
    {
        QVERIFY(StoreEncryption::encrypt(m_house->places, key).ok());
        m_house->open(key);
        m_house->put(m_house->folder.filePath(u"preferences.ini"_s), "theme=dark");
        StoreEncryption::wipe(m_house->places);
        QCOMPARE(QDir(m_house->folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{u"preferences.ini"_s});
    }

    void aCopyForAnotherProgramIsOnNoDisk()
    {
        QVERIFY(StoreEncryption::encrypt(m_house->places, key).ok());
        QString copy;
        {
            const auto office = m_house->open(key);
            Attachments files(*office, {m_house->places.blobs, qint64(1) << 30, {}, key});
            domain::Attachment file;
            file.sha256 = m_scan;
            file.media = u"application/pdf"_s;
            copy = files.copyToOpen(file);
            QVERIFY(!copy.isEmpty() && !copy.startsWith(m_house->folder.path()));
            QCOMPARE(QStorageInfo(copy).fileSystemType(), QByteArray("tmpfs"));
            QCOMPARE(QFileInfo(QFileInfo(copy).absolutePath()).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther), QFile::Permissions());
            QFile opened(copy);
            QVERIFY(opened.open(QIODevice::ReadOnly));
            QCOMPARE(opened.readAll(), QByteArray("%PDF-1.4 赵示例"));
            QCOMPARE(m_house->readable(words), QStringList());
        }
        QVERIFY(!QFile::exists(copy)); // gone with the program
    }
};

QTEST_GUILESS_MAIN(StoreEncryptionTest)
#include "tst_storeencryption.moc"
