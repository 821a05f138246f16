// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/numbering/receiptnumber.h"
#include "domain/numbering/receiptseal.h"
#include <QCborMap>
#include <QCborValue>
#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

/// Stands in for Ed25519: 64 bytes that depend on every byte of the message and on the device's key.
QByteArray signatureOf(const QByteArray &message, const QByteArray &key)
{
    const QByteArray keyed = key + message;
    return QCryptographicHash::hash(keyed, QCryptographicHash::Sha512);
}

const QString device = u"0192f3c4-7d10-7abc-8def-0123456789ab"_s;
const auto sign = [](const QByteArray &message) { return signatureOf(message, "window 12"); };
const auto verify = [](const QString &id, const QByteArray &message, const QByteArray &signature) {
    if (id != device)
        return SealVerdict::UnknownDevice;
    return signature == signatureOf(message, "window 12") ? SealVerdict::Valid : SealVerdict::Forged;
};

ReceiptSeal someSeal()
{
    ReceiptSeal seal;
    seal.caseId = u"0192f3c4-8a21-7fff-9abc-fedcba987654"_s;
    seal.number = formatReceiptNumber(u"610116-2026", 17);
    seal.itemId = u"food-license"_s;
    seal.itemVersion = 3;
    seal.place = u"610116"_s;
    seal.counter = u"A12"_s;
    seal.acceptedAt = QDateTime(QDate(2026, 3, 2), QTime(2, 15, 30), Qt::UTC);
    seal.outcome = u"tolerance"_s;
    seal.answers = {{u"food.subject"_s, u"catering"_s},
                    {u"food.projects"_s, QJsonArray{u"hot"_s, u"cold"_s}},
                    {u"agent.present"_s, true}};
    seal.materials = {{u"f_food"_s, u'r'}, {u"layout"_s, u't'}, {u"foodsys#2"_s, u'c'}};
    seal.applicantDigest = ReceiptSeal::digestOf(seal.caseId, u"610116199003070014", "key of the district");
    seal.deviceId = device;
    return seal;
}

QString codeOf(const Result<ReceiptSeal> &result)
{
    return result ? u"ok"_s : result.refusal().code;
}
QString codeOf(const Result<ReceiptNumber> &result)
{
    return result ? u"ok"_s : result.refusal().code;
}

/// A payload with the members given, well signed.
QString sealed(const QByteArray &body)
{
    const auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray message = "OW1:" + body.toBase64(base64);
    const QByteArray text = message + '.' + sign(message).toBase64(base64);
    return QString::fromLatin1(text);
}

QByteArray bodyOf(const QString &text)
{
    return QByteArray::fromBase64(text.sliced(4, text.indexOf(u'.') - 4).toLatin1(), QByteArray::Base64UrlEncoding);
}

NumberLease someLease()
{
    return {u"L-9912"_s, u"610116-2026"_s, 101, 200, 101, QDateTime(QDate(2026, 12, 31), QTime(16, 0), Qt::UTC)};
}
const QDateTime today(QDate(2026, 3, 2), QTime(2, 0), Qt::UTC);

} // namespace

class TestNumbering : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsTheCheckCharacterOfTheStandard()
    {
        QCOMPARE(checkCharacterOf(u"A12425GABC1234002"),
                 u'M'); // the example of ISO 7064 users' GRid A1-2425G-ABC1234002-M
        QCOMPARE(formatReceiptNumber(u"610116-2026", 17), u"610116-2026-0000017-1"_s);
        QCOMPARE(formatProvisionalNumber(u"9F3C", 12), formatReceiptNumber(u"T-9F3C", 12));
    }

    void readsBackEveryNumberItWrites()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 5'000; ++round) {
            const qint64 serial = random.bounded(1, int(receiptSerialMax) + 1);
            const QString series = round % 3 == 0 ? u"T-%1"_s.arg(random.bounded(0x10000), 4, 16, QChar(u'0')).toUpper()
                                                  : u"610116-20%1"_s.arg(random.bounded(20, 40));
            const QString text = formatReceiptNumber(series, serial);
            const auto number = parseReceiptNumber(text);
            QVERIFY2(number, qPrintable(text));
            QCOMPARE(number.value(), (ReceiptNumber{series, serial}));
            QCOMPARE(number->text(), text);
            QCOMPARE(number->isProvisional(), round % 3 == 0);
        }
    }

    void readsWhatClerksType_data()
    {
        QTest::addColumn<QString>("typed");
        const auto row = [](const char *what, const QString &typed) { QTest::newRow(what) << typed; };
        row("as printed", u"610116-2026-0000017-1"_s);
        row("with a line end from the scanner", u" 610116-2026-0000017-1\r\n"_s);
        row("without dashes", u"610116202600000171"_s);
        row("with spaces", u"610116 2026 0000 017 1"_s);
        row("full width", u"６１０１１６－２０２６－００００１７０"_s.chopped(3) + u"０１７－１"_s);
        row("long dashes", u"610116—2026–0000017‑1"_s);
        row("with an ideographic space", u"610116\u30002026\u300000000171"_s);
        row("with an invisible space", u"610116-2026\u200B-0000017-1"_s);
        row("O for 0", u"61O116-2O26-OOOOO17-1"_s);
        row("I and l for 1", u"6I0ll6-2026-00000L7-1"_s);
    }
    void readsWhatClerksType()
    {
        QFETCH(QString, typed);
        const auto number = parseReceiptNumber(typed);
        QVERIFY(number);
        QCOMPARE(number.value(), (ReceiptNumber{u"610116-2026"_s, 17}));
    }

    void readsASmallProvisionalNumber()
    {
        const QString text = formatProvisionalNumber(u"9F3C", 12);
        QVERIFY(text.startsWith(u"T-9F3C-0012-"));
        const auto number = parseReceiptNumber(text.toLower().remove(u'-'));
        QVERIFY(number);
        QCOMPARE(number->text(), text);
    }

    void refusesWhatIsNoNumber_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *what, const QString &typed, QLatin1StringView code) {
            QTest::newRow(what) << typed << QString(code);
        };
        row("empty", u""_s, "number.malformed"_L1);
        row("only dashes", u"---"_s, "number.malformed"_L1);
        row("a name", u"张伟"_s, "number.malformed"_L1);
        row("too short", u"610116-2026-000017-1"_s, "number.malformed"_L1);
        row("too long", u"610116-2026-00000017-1"_s, "number.malformed"_L1);
        row("a letter among the digits", u"610116-2026-00000A7-1"_s, "number.malformed"_L1);
        row("a punctuation mark", u"610116/2026/0000017/1"_s, "number.malformed"_L1);
        row("serial zero", u"610116-2026-0000000-X"_s, "number.malformed"_L1);
        row("wrong check character", u"610116-2026-0000017-2"_s, "number.check"_L1);
        row("wrong digit", u"610116-2026-0000018-1"_s, "number.check"_L1);
        row("exchanged digits", u"610116-2026-0000071-1"_s, "number.check"_L1);
        row("provisional without serial", u"T-9F3C-1"_s, "number.malformed"_L1);
        row("provisional with a device that is none", u"T-9G3C-0012-1"_s, "number.malformed"_L1);
        row("a whole page pasted", QString(10'000, u'1'), "number.malformed"_L1);
    }
    void refusesWhatIsNoNumber()
    {
        QFETCH(QString, typed);
        QTEST(codeOf(parseReceiptNumber(typed)), "code");
    }

    void findsEverySingleWrongDigit()
    {
        for (qint64 serial : {1, 17, 185'600, 9'999'999}) {
            const QString text = formatReceiptNumber(u"610116-2026", serial);
            for (qsizetype i = 0; i < text.size() - 1; ++i) {
                for (char16_t digit = u'0'; text[i] != u'-' && digit <= u'9'; ++digit) {
                    QString wrong = text;
                    wrong[i] = digit;
                    QCOMPARE(bool(parseReceiptNumber(wrong)), wrong == text);
                }
            }
        }
    }

    void aLeaseGivesEverySerialOnce()
    {
        NumberLease lease = someLease();
        QCOMPARE(lease.size(), 100);
        QVERIFY(!lease.needsRefill());
        for (qint64 expected = 101; expected <= 200; ++expected) {
            QCOMPARE(lease.remaining(), 201 - expected);
            QCOMPARE(lease.needsRefill(), expected >= 151);
            QCOMPARE(lease.take(today).value(), expected);
        }
        QCOMPARE(lease.remaining(), 0);
        QVERIFY(lease.needsRefill());
        const NumberLease before = lease;
        QCOMPARE(lease.take(today).refusal().code, u"lease.exhausted"_s);
        QCOMPARE(lease, before);
    }

    void anExpiredLeaseGivesNothing()
    {
        NumberLease lease = someLease();
        QVERIFY(lease.take(lease.expires.addMSecs(-1)));
        const auto refused = lease.take(lease.expires);
        QCOMPARE(refused.refusal().code, u"lease.expired"_s);
        QCOMPARE(refused.refusal().facts[u"lease"], u"L-9912"_s);
        QCOMPARE(lease.next, 102);
        lease.expires = {};
        QVERIFY(lease.take(QDateTime(QDate(2099, 1, 1), QTime(0, 0), Qt::UTC)));
    }

    void keepsTheLeaseAsJson()
    {
        NumberLease lease = someLease();
        lease.next = 130;
        QCOMPARE(NumberLease::fromJson(lease.toJson()).value(), lease);
        lease.expires = {};
        QCOMPARE(NumberLease::fromJson(lease.toJson()).value(), lease);
        QJsonObject fresh = someLease().toJson();
        fresh.remove(u"next");
        QCOMPARE(NumberLease::fromJson(fresh).value().next, 101);
    }

    void refusesABrokenLease_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no id") << u"id"_s << QJsonValue();
        QTest::newRow("series of another form") << u"series"_s << QJsonValue(u"2026"_s);
        QTest::newRow("from zero") << u"from"_s << QJsonValue(0);
        QTest::newRow("to before from") << u"to"_s << QJsonValue(100);
        QTest::newRow("to beyond seven digits") << u"to"_s << QJsonValue(10'000'000);
        QTest::newRow("next before from") << u"next"_s << QJsonValue(100);
        QTest::newRow("next beyond the end") << u"next"_s << QJsonValue(202);
        QTest::newRow("expires is no instant") << u"expires"_s << QJsonValue(u"soon"_s);
        QTest::newRow("expires without zone") << u"expires"_s << QJsonValue(u"2026-12-31T16:00:00.000"_s);
    }
    void refusesABrokenLease()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject json = someLease().toJson();
        json[member] = value;
        const auto lease = NumberLease::fromJson(json);
        QVERIFY(!lease);
        QCOMPARE(lease.refusal().code, u"lease.malformed"_s);
        QCOMPARE(lease.refusal().facts[u"member"], member);
    }

    void aSealSurvivesPrintingAndScanning()
    {
        const ReceiptSeal seal = someSeal();
        const auto text = seal.encode(sign);
        QVERIFY(text);
        QVERIFY(text->startsWith(u"OW1:"));
        const auto read = ReceiptSeal::decode(QString(u"  " + *text + u"\r\n"), verify);
        QCOMPARE(codeOf(read), u"ok"_s);
        QCOMPARE(read.value(), seal);
        QCOMPARE(seal.encode(sign).value(), *text);
    }

    void idsThatAreNoUuidsSurviveToo()
    {
        ReceiptSeal seal = someSeal();
        const qsizetype packed = seal.encode(sign).value().size();
        seal.caseId.replace(u'-', u'_');
        QVERIFY(seal.encode(sign).value().size() > packed + 20);
        seal.caseId = u"case 7"_s;
        seal.applicantDigest.clear();
        seal.materials.clear();
        seal.answers = {};
        QCOMPARE(ReceiptSeal::decode(seal.encode(sign).value(), verify).value(), seal);
    }

    void aLargeCaseFitsIntoTheSquare()
    {
        QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/resources/catalogue/610116.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int items = 0;
        for (const QJsonValue &item : QJsonDocument::fromJson(file.readAll())[u"items"].toArray()) {
            ReceiptSeal seal = someSeal();
            seal.itemId = item[u"id"].toString();
            seal.materials.clear();
            for (const QJsonValue &material : item[u"materials"].toArray())
                seal.materials.append({material[u"type"].toString(), u'r'});
            seal.materials.resize(std::min<qsizetype>(seal.materials.size(), 15));
            seal.answers = {};
            for (const QJsonValue &situation : item[u"situations"].toArray())
                seal.answers[situation[u"id"].toString()] = situation[u"options"][0][u"value"];
            const QString text = seal.encode(sign).value();
            QVERIFY2(text.size() <= 700, qPrintable(u"%1: %2"_s.arg(seal.itemId).arg(text.size())));
            ++items;
        }
        QVERIFY(items > 50);
    }

    void namesNobody()
    {
        const ReceiptSeal seal = someSeal();
        const QString text = seal.encode(sign).value();
        QVERIFY(bodyOf(text).contains("food-license"));
        QVERIFY(!bodyOf(text).contains("610116199003070014"));
        QCOMPARE(seal.applicantDigest.size(), 12);
    }

    void theDigestRecognisesTheCardHoweverItIsTyped()
    {
        const auto digest = [](QStringView caseId, QStringView number, const QByteArray &key) {
            return ReceiptSeal::digestOf(caseId, number, key);
        };
        const QByteArray expected = digest(u"c1", u"11010519491231002X", "k");
        QCOMPARE(digest(u"c1", u" 110105 19491231 002x", "k"), expected);
        QCOMPARE(digest(u"c1", u"１１０１０５１９４９１２３１００２Ｘ", "k"), expected);
        QVERIFY(digest(u"c2", u"11010519491231002X", "k") != expected);
        QVERIFY(digest(u"c1", u"110105194912310021", "k") != expected);
        QVERIFY(digest(u"c1", u"11010519491231002X", "other district") != expected);
    }

    void refusesASealThatWasChanged()
    {
        const QString text = someSeal().encode(sign).value();
        for (qsizetype i = 0; i < text.size(); ++i) {
            QString changed = text;
            changed[i] = text[i] == u'B' ? u'C' : u'B';
            const auto read = ReceiptSeal::decode(changed, verify);
            QVERIFY2(!read || i == text.size() - 1, qPrintable(QString::number(i)));
        }
        for (qsizetype length = 0; length < text.size(); ++length)
            QVERIFY(!ReceiptSeal::decode(text.first(length), verify));
    }

    void saysWhyASealIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const QString good = someSeal().encode(sign).value();
        ReceiptSeal stranger = someSeal();
        stranger.deviceId = u"someone else"_s;
        const auto row = [](const char *what, const QString &text, QLatin1StringView code) {
            QTest::newRow(what) << text << QString(code);
        };
        row("good", good, "ok"_L1);
        row("empty", {}, "seal.malformed"_L1);
        row("another QR code", u"https://example.gov.cn/q?c=1"_s, "seal.malformed"_L1);
        row("a later version", QString(u"OW2:" + good.sliced(4)), "seal.version"_L1);
        row("no version", QString(u"OW:" + good.sliced(4)), "seal.malformed"_L1);
        row("no signature", good.first(good.indexOf(u'.')), "seal.malformed"_L1);
        row("short signature", good.chopped(4), "seal.malformed"_L1);
        row("signed by another", stranger.encode(sign).value(), "seal.unknown-device"_L1);
        row("signed with another key",
            someSeal().encode([](const QByteArray &m) { return signatureOf(m, "x"); }).value(), "seal.signature"_L1);
        row("well signed, not CBOR", sealed("\xff\xff"), "seal.malformed"_L1);
        row("well signed, no map", sealed(QCborValue(7).toCbor()), "seal.malformed"_L1);
        row("well signed, something behind", sealed(bodyOf(good) + 'x'), "seal.malformed"_L1);
        row("well signed, members lacking", sealed(QCborValue(QCborMap{{12, device}}).toCbor()), "seal.malformed"_L1);
        row("endless", QString(u"OW1:" + QString(100'000, u'A')), "seal.malformed"_L1);
    }
    void saysWhyASealIsRefused()
    {
        QFETCH(QString, text);
        QTEST(codeOf(ReceiptSeal::decode(text, verify)), "code");
    }

    void isNotMadeWithoutAKeyOrTooLong()
    {
        QCOMPARE(someSeal().encode([](const QByteArray &) { return QByteArray(); }).refusal().code,
                 u"seal.signature"_s);
        ReceiptSeal seal = someSeal();
        seal.answers[u"story"] = QString(3'000, u'x');
        QCOMPARE(seal.encode(sign).refusal().code, u"seal.too-long"_s);
    }
};

QTEST_GUILESS_MAIN(TestNumbering)
#include "tst_numbering.moc"
