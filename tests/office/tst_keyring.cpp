// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/deviceidentity.h"
#include "office/keyring.h"
#include "office/secretfile.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using office::Keyring;

namespace {

const QString wang = u"1001"_s, li = u"1002"_s, word = u"长安-2026-秋"_s;

QByteArray contents(const QString &path)
{
    return office::readSecret(path).value_or(QByteArray());
}

} // namespace

/// The ways to the key of a window's store: who gets in by what, until when, and what nobody gets in by any more.
class KeyringStory : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QDateTime m_now;

    QString file() const { return m_folder->filePath(u"keyring.json"_s); }
    QString copy() const { return m_folder->filePath(u"keyring.json.copy"_s); }
    std::unique_ptr<Keyring> open(const QByteArray &deskSecret = {})
    {
        auto ring = Keyring::open({file(), [this] { return m_now; }, deskSecret});
        if (!ring)
            qWarning("%s", qPrintable(ring.refusal().code));
        return ring ? std::move(ring.value()) : nullptr;
    }
    QString codeOfOpening()
    {
        const auto ring = Keyring::open({file(), [this] { return m_now; }, {}});
        return ring ? QString() : ring.refusal().code;
    }
    QDateTime inHours(double hours) const { return m_now.addMSecs(qint64(hours * 3600'000)); }
    /// 王敏 sat down here; gives the data key.
    QByteArray begun()
    {
        const auto ring = open();
        ring->begin();
        const bool put = ring->putPassphrase(wang, word, inHours(72)).ok();
        return put ? QByteArray(ring->dataKey().constData(), ring->dataKey().size()) : QByteArray();
    }
    template<class T>
    static QString codeOf(const domain::Result<T> &result)
    {
        return result ? QString() : result.refusal().code;
    }
    /// Somebody edits both copies by hand and puts the plain check sum right.
    void edit(const std::function<void(QJsonObject &)> &change)
    {
        QJsonObject content = QJsonDocument::fromJson(contents(file())).object();
        change(content);
        content.remove(u"sum"_s);
        content[u"sum"_s] = QString::fromLatin1(QCryptographicHash::hash(QJsonDocument(content).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256).toHex());
        for (const QString &path : {file(), copy()})
            QVERIFY(office::writeSecret(path, QJsonDocument(content).toJson(QJsonDocument::Compact)).ok());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_now = QDateTime(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC);
    }

    void opensByThePassphraseOfWhoWasHere()
    {
        const QByteArray key = begun();
        QCOMPARE(key.size(), 32);
        const auto ring = open();
        QVERIFY(!ring->isNew() && !ring->isOpen());
        QVERIFY(ring->openByPassphrase(wang, word).ok());
        QCOMPARE(ring->dataKey(), key);
    }

    void opensForNobodyElseAndByNoOtherPassphrase()
    {
        begun();
        const auto ring = open();
        QCOMPARE(codeOf(ring->openByPassphrase(wang, word + u' ')), u"keyring.wrong"_s);
        QCOMPARE(codeOf(ring->openByPassphrase(li, word)), u"keyring.nobody"_s);
        QVERIFY(!ring->isOpen());
    }

    void keepsItsFilesForTheirOwnerAndNamesNobody()
    {
        const QByteArray key = begun();
        for (const QString &path : {file(), copy()}) {
            QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
            const QByteArray text = contents(path);
            QVERIFY(!text.contains("1001") && !text.contains(word.toUtf8()) && !text.contains(key) && !text.contains(key.toBase64()));
        }
    }

    void putsANewPassphraseOverTheSameKey()
    {
        const QByteArray key = begun();
        {
            const auto ring = open();
            QVERIFY(ring->openByPassphrase(wang, word).ok());
            QVERIFY(ring->putPassphrase(wang, u"another-word-2027"_s, inHours(72)).ok());
        }
        const auto ring = open();
        QCOMPARE(codeOf(ring->openByPassphrase(wang, word)), u"keyring.wrong"_s);
        QVERIFY(ring->openByPassphrase(wang, u"another-word-2027"_s).ok());
        QCOMPARE(ring->dataKey(), key);
    }

    void endsWithTheLease()
    {
        begun();
        m_now = inHours(71.9);
        QVERIFY(open()->openByPassphrase(wang, word).ok());
        QVERIFY(open()->hasLease());
        m_now = inHours(0.2);
        const auto ring = open();
        QCOMPARE(codeOf(ring->openByPassphrase(wang, word)), u"keyring.lease-over"_s);
        QVERIFY(!ring->hasLease());
        // The wrap is gone, not only refused: nothing in either copy opens anything.
        for (const QString &path : {file(), copy()})
            QVERIFY(!contents(path).contains("box"));
    }

    void endsWithTheLeaseWhileTheProgramRuns()
    {
        begun();
        const auto ring = open();
        m_now = inHours(73);
        QCOMPARE(codeOf(ring->openByPassphrase(wang, word)), u"keyring.lease-over"_s);
    }

    void endsByTheClockThatNeverRunsBackwards()
    {
        begun();
        {
            const auto ring = open();
            QVERIFY(ring->openByPassphrase(wang, word).ok());
            QVERIFY(ring->noteContact(inHours(80)).ok());
        }
        m_now = inHours(-1000); // somebody sets the clock back
        QCOMPARE(codeOf(open()->openByPassphrase(wang, word)), u"keyring.lease-over"_s);
    }

    void lastsLongerWithEachContact()
    {
        begun();
        {
            const auto ring = open();
            QVERIFY(ring->openByPassphrase(wang, word).ok());
            QVERIFY(ring->prolong(wang, inHours(100)).ok());
            QVERIFY(ring->prolong(wang, inHours(50)).ok()); // never shorter
            QCOMPARE(ring->leaseEnd(wang), inHours(100));
        }
        m_now = inHours(99);
        QVERIFY(open()->openByPassphrase(wang, word).ok());
    }

    void opensByTheKeyTheCentreKeeps()
    {
        const QByteArray key = begun();
        QByteArray given;
        {
            const auto ring = open();
            QVERIFY(ring->openByPassphrase(wang, word).ok());
            QVERIFY(!ring->hasCentre());
            given = ring->addCentre().value();
            QCOMPARE(given.size(), 32);
            QVERIFY(ring->settleCentre().ok());
        }
        m_now = inHours(5000); // no lease ends it
        const auto ring = open();
        QVERIFY(ring->hasCentre());
        QCOMPARE(codeOf(ring->openByCentre(QByteArray(32, 'x'))), u"keyring.wrong"_s);
        QCOMPARE(codeOf(ring->openByCentre({})), u"keyring.wrong"_s);
        QVERIFY(ring->openByCentre(given).ok());
        QVERIFY(ring->centreHas(given) && !ring->centreHas(QByteArray(32, 'x')) && !ring->centreHas({}));
        QCOMPARE(ring->dataKey(), key);
    }

    void keepsBothKeysUntilTheCentreHasTheNewOne()
    {
        begun();
        const auto ring = open();
        QVERIFY(ring->openByPassphrase(wang, word).ok());
        const QByteArray first = ring->addCentre().value();
        QVERIFY(ring->settleCentre().ok());
        const QByteArray lost = ring->addCentre().value();   // never arrived
        const QByteArray second = ring->addCentre().value(); // on its way
        QVERIFY(open()->openByCentre(first).ok());
        QVERIFY(open()->openByCentre(second).ok());
        QVERIFY(!open()->openByCentre(lost).ok());
        QVERIFY(ring->settleCentre().ok());
        QVERIFY(!open()->openByCentre(first).ok());
        QVERIFY(open()->openByCentre(second).ok());
    }

    void needsTheDesktopsSecretWhereItWasMixedIn()
    {
        const QByteArray secret(32, 's');
        {
            const auto ring = open(secret);
            ring->begin();
            QVERIFY(ring->putPassphrase(wang, word, inHours(72)).ok());
        }
        QCOMPARE(codeOf(open()->openByPassphrase(wang, word)), u"keyring.desk-locked"_s);
        QCOMPARE(codeOf(open(QByteArray(32, 't'))->openByPassphrase(wang, word)), u"keyring.wrong"_s);
        QVERIFY(open(secret)->openByPassphrase(wang, word).ok());
    }

    void findsWhatWasAltered_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("a later end") << u"expires"_s << u"keyring.altered"_s;
        QTest::newRow("the box") << u"box"_s << u"keyring.wrong"_s;
        QTest::newRow("fewer passes") << u"passes"_s << u"keyring.wrong"_s;
        QTest::newRow("memory without bounds") << u"kib"_s << u"keyring.wrong"_s;
        QTest::newRow("the voucher") << u"mac"_s << u"keyring.altered"_s;
        QTest::newRow("an earlier last contact") << u"seen"_s << u"keyring.altered"_s;
    }
    void findsWhatWasAltered()
    {
        QFETCH(const QString, member);
        QFETCH(const QString, refusal);
        begun();
        {
            const auto ring = open();
            QVERIFY(ring->openByPassphrase(wang, word).ok());
            QVERIFY(ring->noteContact(inHours(1)).ok());
        }
        edit([&](QJsonObject &content) {
            if (member == "seen"_L1) {
                QJsonObject seen = content[member].toObject();
                seen[u"at"_s] = u"2020-01-01T00:00:00.000Z"_s;
                content[member] = seen;
                return;
            }
            QJsonArray wraps = content[u"wraps"_s].toArray();
            QJsonObject wrap = wraps[0].toObject();
            if (member == "expires"_L1)
                wrap[member] = u"2036-01-01T00:00:00.000Z"_s;
            else if (member == "passes"_L1)
                wrap[member] = 1;
            else if (member == "kib"_L1)
                wrap[member] = 1e15;
            else {
                QByteArray bytes = QByteArray::fromBase64(wrap[member].toString().toLatin1());
                bytes[bytes.size() - 1] = char(bytes.back() ^ 1);
                wrap[member] = QString::fromLatin1(bytes.toBase64());
            }
            wraps[0] = wrap;
            content[u"wraps"_s] = wraps;
        });
        const auto ring = open();
        QVERIFY(ring);
        QCOMPARE(codeOf(ring->openByPassphrase(wang, word)), refusal);
        QVERIFY(!ring->isOpen());
    }

    void survivesOneBadCopy()
    {
        begun();
        for (const QString &path : {file(), copy()}) {
            QByteArray text = contents(path);
            text[text.size() / 2] = char(text[text.size() / 2] ^ 1);
            QVERIFY(office::writeSecret(path, text).ok());
            QVERIFY(open()->openByPassphrase(wang, word).ok());
            QCOMPARE(contents(file()), contents(copy())); // mended
        }
        for (const QString &path : {file(), copy()})
            QVERIFY(office::writeSecret(path, "{\"form\":1").ok());
        QCOMPARE(codeOfOpening(), u"keyring.damaged"_s);
    }

    void survivesAnEndBetweenWritingAndRenaming()
    {
        const QByteArray key = begun();
        QFile part(file() + u".part"_s);
        QVERIFY(part.open(QIODevice::WriteOnly) && part.write("{\"form\":1,\"wraps\":[") > 0);
        part.close();
        const auto ring = open();
        QVERIFY(ring->openByPassphrase(wang, word).ok());
        QCOMPARE(ring->dataKey(), key);
        QVERIFY(ring->prolong(wang, inHours(90)).ok());
        QVERIFY(!QFile::exists(part.fileName()));
    }

    void keepsTheOldWrapWhenTheNewOneCantBeWritten()
    {
        begun();
        const auto ring = open();
        QVERIFY(ring->openByPassphrase(wang, word).ok());
        QVERIFY(QDir().mkpath(file() + u".part"_s)); // where the new bytes would be laid
        QVERIFY(!ring->putPassphrase(wang, u"another-word-2027"_s, inHours(72)).ok());
        QVERIFY(open()->openByPassphrase(wang, word).ok());
    }

    // ---- who the device is

    void aDeviceIsOneAndTheSameOverRestarts()
    {
        const QString path = m_folder->filePath(u"device.key"_s);
        const auto first = std::move(office::DeviceIdentity::open({path, {}}, m_now).value());
        const auto again = std::move(office::DeviceIdentity::open({path, {}}, inHours(5)).value());
        QCOMPARE(again->id(), first->id());
        QCOMPARE(again->stream(), first->stream());
        QCOMPARE(again->key().publicKey(), first->key().publicKey());
        QCOMPARE(again->keySince(), m_now);
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QVERIFY(office::writeSecret(path, "{\"form\":1}").ok());
        QCOMPARE(codeOf(office::DeviceIdentity::open({path, {}}, m_now)), u"device.damaged"_s);
    }

    void aDeviceOfAnEarlierVersionStaysWhoItWas()
    {
        const QByteArray seed(32, 's');
        const auto identity = std::move(office::DeviceIdentity::open({m_folder->filePath(u"device.key"_s), {}}, m_now, {u"0197f1c2-6d1a-7a5b-8c3d-0123456789ab"_s, u"the-stream"_s, seed}).value());
        QCOMPARE(identity->id(), u"0197f1c2-6d1a-7a5b-8c3d-0123456789ab"_s);
        QCOMPARE(identity->stream(), u"the-stream"_s);
        QCOMPARE(identity->key().publicKey(), office::DeviceKey::fromSeed(seed)->publicKey());
    }

    void aDeviceKnowsItsNextKeyBeforeTheCentreDoes()
    {
        const QString path = m_folder->filePath(u"device.key"_s);
        QByteArray next;
        {
            const auto identity = std::move(office::DeviceIdentity::open({path, {}}, m_now).value());
            next = identity->nextKey(inHours(1)).value();
            QCOMPARE(identity->nextKey(inHours(2)).value(), next); // asked again, the same
            QVERIFY(identity->key().publicKey() != next);
        }
        const auto identity = std::move(office::DeviceIdentity::open({path, {}}, m_now).value()); // the power went
        QVERIFY(identity->hasNextKey());
        QVERIFY(identity->takeNextKey().ok());
        QCOMPARE(identity->key().publicKey(), next);
        QCOMPARE(identity->keySince(), inHours(1));
        const auto after = std::move(office::DeviceIdentity::open({path, {}}, m_now).value());
        QVERIFY(!after->hasNextKey());
        QCOMPARE(after->key().publicKey(), next);
    }

    void aDeviceIsSealedByWhatTheDesktopKeeps()
    {
        const QString path = m_folder->filePath(u"device.key"_s);
        const QByteArray secret(32, 'd');
        const QByteArray key = std::move(office::DeviceIdentity::open({path, {}}, m_now).value())->key().publicKey();
        QCOMPARE(std::move(office::DeviceIdentity::open({path, secret}, m_now).value())->key().publicKey(), key); // and sealed from here on
        QCOMPARE(codeOf(office::DeviceIdentity::open({path, {}}, m_now)), u"device.desk-locked"_s);
        QCOMPARE(codeOf(office::DeviceIdentity::open({path, QByteArray(32, 'x')}, m_now)), u"device.damaged"_s);
        QCOMPARE(std::move(office::DeviceIdentity::open({path, secret}, m_now).value())->key().publicKey(), key);
    }

    void wipesEverything()
    {
        begun();
        const auto ring = open();
        QVERIFY(ring->openByPassphrase(wang, word).ok());
        const QByteArray given = ring->addCentre().value();
        QVERIFY(ring->settleCentre().ok());
        QVERIFY(ring->wipe().ok());
        QVERIFY(!ring->isOpen());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList());
        QVERIFY(open()->isNew());
        QVERIFY(!open()->openByCentre(given).ok());
    }
};

QTEST_GUILESS_MAIN(KeyringStory)
#include "tst_keyring.moc"
