// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/cardframe.h"

#include <QJsonObject>
#include <QStringEncoder>
#include <QtTest>
#include <random>

using namespace domain;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(domain::CardText)

namespace {

const QDate today(2026, 11, 23);

QByteArray bytes(const char *hexadecimal) { return QByteArray::fromHex(hexadecimal); }

CardText zhangSan()
{
    CardText card;
    card.name = u"张三"_s;
    card.sex = Sex::Male;
    card.ethnicGroup = u"01"_s;
    card.birth = {1990, 3, 7};
    card.address = u"陕西省西安市长安区韦曲街道示例路1号"_s;
    card.number = u"610116199003070014"_s;
    card.authority = u"西安市公安局长安分局"_s;
    card.validFrom = {2020, 1, 1};
    card.validTo = {2040, 1, 1};
    card.photo = QByteArray(1024, 'w');
    return card;
}

CardText residentOfHongKong()
{
    CardText card = zhangSan();
    card.layout = CardLayout::HkMacauTaiwan;
    card.ethnicGroup.clear();
    card.number = u"810000199003071237"_s;
    card.travelPermit = u"H12345678"_s;
    card.issueCount = u"02"_s;
    return card;
}

CardText foreignerOf2017()
{
    CardText card;
    card.layout = CardLayout::Foreigner2017;
    card.latinName = u"SMITH, JOHN WILLIAM"_s;
    card.name = u"史密斯"_s;
    card.sex = Sex::Female;
    card.birth = {1981, 8, 3};
    card.number = u"CAN110081080310"_s;
    card.nationality = u"CAN"_s;
    card.cardVersion = u"01"_s;
    card.authority = u"1500"_s;
    card.validFrom = {2018, 1, 1};
    card.validTo = {2028, 1, 1};
    card.photo = QByteArray(1024, 'w');
    return card;
}

CardText foreignerOf2023()
{
    CardText card;
    card.layout = CardLayout::Foreigner2023;
    card.latinName = u"ALEXANDRA MARIA FERNANDA CATALINA D OLIVEIRA"_s; // longer than the 35 of the first part
    card.sex = Sex::Female;
    card.issueCount = u"01"_s;
    card.birth = {1981, 8, 3};
    card.number = u"911124198108030024"_s;
    card.nationality = u"CAN"_s;
    card.associationItem = u"A1B"_s;
    card.validFrom = {2024, 1, 1};
    card.longTerm = true;
    card.photo = QByteArray(1024, 'w');
    return card;
}

void put(QByteArray &record, int offset, QStringView text)
{
    QStringEncoder encode(QStringEncoder::Utf16LE);
    const QByteArray encoded = encode(text);
    record.replace(offset, encoded.size(), encoded);
}

QList<ReaderAnswer> answersIn(CardFrameDecoder &decoder, QStringList *refusals = nullptr)
{
    QList<ReaderAnswer> answers;
    while (const auto next = decoder.next()) {
        if (next->ok())
            answers.append(**next);
        else if (refusals)
            refusals->append(next->refusal().code);
    }
    return answers;
}

} // namespace

class TestCardFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsTheCommandsOfTheProtocol()
    {
        QCOMPARE(commandFrame(ReaderCommand::ResetModule), bytes("AAAAAA9669000310FFEC"));
        QCOMPARE(commandFrame(ReaderCommand::ModuleStatus), bytes("AAAAAA9669000311FFED"));
        QCOMPARE(commandFrame(ReaderCommand::ReadModuleNumber), bytes("AAAAAA9669000312FFEE"));
        QCOMPARE(commandFrame(ReaderCommand::FindCard), bytes("AAAAAA96690003200122"));
        QCOMPARE(commandFrame(ReaderCommand::SelectCard), bytes("AAAAAA96690003200221"));
        QCOMPARE(commandFrame(ReaderCommand::ReadCard), bytes("AAAAAA96690003300132"));
        QCOMPARE(commandFrame(ReaderCommand::ReadCardWithFingerprint), bytes("AAAAAA96690003301023"));
        QCOMPARE(commandFrame(ReaderCommand::ReadExtraAddress), bytes("AAAAAA96690003300330"));
        QCOMPARE(*speedFrame(115200), bytes("AAAAAA96690003600063"));
        QCOMPARE(*speedFrame(9600), bytes("AAAAAA96690003600467"));
        QVERIFY(!speedFrame(4800));
    }

    void buildsTheAnswersOfTheProtocol()
    {
        QCOMPARE(answerFrame(0x9F, QByteArray(4, '\0')), bytes("AAAAAA9669000800009F0000000097"));
        QCOMPARE(answerFrame(0x90, QByteArray(8, '\0')), bytes("AAAAAA9669000C00009000000000000000009C"));
        QCOMPARE(answerFrame(0x80), bytes("AAAAAA96690004000080" "84"));
        QCOMPARE(answerFrame(0x81), bytes("AAAAAA96690004000081" "85"));
        QCOMPARE(answerFrame(0x41), bytes("AAAAAA96690004000041" "45"));
    }

    void buildsTheWholeAnswerOfACard()
    {
        const QByteArray frame = cardAnswerFrame(zhangSan());
        QCOMPARE(frame.size(), 1295);
        QCOMPARE(frame.first(14), bytes("AAAAAA9669" "0508" "000090" "0100" "0400"));
        QCOMPARE(frame.sliced(14, 6), bytes("205F094E2000")); // 张三 and the padding
    }

    void readsWhatItWrote_data()
    {
        QTest::addColumn<CardText>("card");
        QTest::newRow("citizen") << zhangSan();
        QTest::newRow("Hong Kong") << residentOfHongKong();
        QTest::newRow("foreigner of 2017") << foreignerOf2017();
        QTest::newRow("foreigner of 2023") << foreignerOf2023();
    }
    void readsWhatItWrote()
    {
        QFETCH(CardText, card);
        CardFrameDecoder decoder;
        decoder.append(cardAnswerFrame(card));
        const auto answers = answersIn(decoder);
        QCOMPARE(answers.size(), 1);
        const auto read = cardOf(answers[0]);
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.refusal().code));
        QVERIFY(*read == card);
    }

    /// The offsets of the papers written out by hand, so that writing and reading cannot be wrong together.
    void findsTheFieldsOfACitizensCardWhereTheyStand()
    {
        const QByteArray record = encodeCardText(zhangSan());
        const auto at = [&record](int offset, int size) {
            return QString::fromUtf16(reinterpret_cast<const char16_t *>(record.constData() + offset), size / 2).trimmed();
        };
        QCOMPARE(record.size(), 256);
        QCOMPARE(at(0, 30), u"张三"_s);
        QCOMPARE(at(30, 2), u"1"_s);
        QCOMPARE(at(32, 4), u"01"_s);
        QCOMPARE(at(36, 16), u"19900307"_s);
        QCOMPARE(at(52, 70), u"陕西省西安市长安区韦曲街道示例路1号"_s);
        QCOMPARE(at(122, 36), u"610116199003070014"_s);
        QCOMPARE(at(158, 30), u"西安市公安局长安分局"_s);
        QCOMPARE(at(188, 16), u"20200101"_s);
        QCOMPARE(at(204, 16), u"20400101"_s);
        QCOMPARE(at(220, 36), QString());
    }

    void findsTheFieldsOfTheOtherLayouts()
    {
        QByteArray blank;
        for (int i = 0; i < 128; ++i)
            blank.append(" \0", 2);

        QByteArray hongKong = blank;
        put(hongKong, 0, u"李四");
        put(hongKong, 30, u"2");
        put(hongKong, 36, u"19851112");
        put(hongKong, 122, u"820000198511120450");
        put(hongKong, 188, u"20200101");
        put(hongKong, 204, u"20250101");
        put(hongKong, 220, u"M12345678");
        put(hongKong, 238, u"01");
        put(hongKong, 248, u"J");
        auto card = decodeCardText(hongKong);
        QVERIFY(card.ok());
        QVERIFY(card->layout == CardLayout::HkMacauTaiwan);
        QCOMPARE(card->travelPermit, u"M12345678"_s);
        QCOMPARE(card->issueCount, u"01"_s);
        QCOMPARE(card->sex, Sex::Female);

        QByteArray old = blank;
        put(old, 0, u"SMITH, JOHN");
        put(old, 120, u"1");
        put(old, 122, u"CAN110081080310");
        put(old, 152, u"CAN");
        put(old, 158, u"史密斯");
        put(old, 188, u"20180101");
        put(old, 204, u"20280101");
        put(old, 220, u"19810803");
        put(old, 236, u"01");
        put(old, 240, u"1500");
        put(old, 248, u"I");
        card = decodeCardText(old);
        QVERIFY(card.ok());
        QVERIFY(card->layout == CardLayout::Foreigner2017);
        QCOMPARE(card->latinName, u"SMITH, JOHN"_s);
        QCOMPARE(card->displayName(), u"史密斯"_s);
        QCOMPARE(card->birth, QDate(1981, 8, 3));
        QCOMPARE(card->authority, u"1500"_s);
        QCOMPARE(card->cardVersion, u"01"_s);

        QByteArray recent = blank;
        put(recent, 30, u"2");
        put(recent, 32, u"03");
        put(recent, 36, u"19810803");
        put(recent, 52, u"ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDEFGH");
        put(recent, 122, u"911124198108030024");
        put(recent, 188, u"20240101");
        put(recent, 204, u"长期");
        put(recent, 220, u"IJKLM");
        put(recent, 242, u"CAN");
        put(recent, 248, u"Y");
        put(recent, 250, u"XYZ");
        card = decodeCardText(recent);
        QVERIFY(card.ok());
        QVERIFY(card->layout == CardLayout::Foreigner2023);
        QCOMPARE(card->displayName(), u"ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDEFGHIJKLM"_s);
        QCOMPARE(card->issueCount, u"03"_s);
        QCOMPARE(card->nationality, u"CAN"_s);
        QCOMPARE(card->associationItem, u"XYZ"_s);
        QVERIFY(card->longTerm);
        QVERIFY(!card->validTo.isValid());
    }

    void readsAZeroPaddedRecord()
    {
        QByteArray record = encodeCardText(zhangSan());
        record.replace(4, 26, QByteArray(26, '\0')); // behind the name
        record.replace(220, 36, QByteArray(36, '\0'));
        const auto card = decodeCardText(record);
        QVERIFY(card.ok());
        QCOMPARE(card->name, u"张三"_s);
        QVERIFY(card->layout == CardLayout::Citizen);
    }

    void refusesARecordThatCannotBe_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("fact");
        QTest::newRow("layout") << 248 << u"Q"_s << u"cardreader.layout"_s << u"Q"_s;
        QTest::newRow("sex") << 30 << u"7"_s << u"cardreader.text"_s << u"sex"_s;
        QTest::newRow("birth") << 36 << u"19901307"_s << u"cardreader.text"_s << u"birth"_s;
        QTest::newRow("birth blank") << 36 << u"        "_s << u"cardreader.text"_s << u"birth"_s;
        QTest::newRow("birth no digits") << 36 << u"1990030A"_s << u"cardreader.text"_s << u"birth"_s;
        QTest::newRow("valid from") << 188 << u"20200230"_s << u"cardreader.text"_s << u"valid-from"_s;
        QTest::newRow("valid to") << 204 << u"永远    "_s << u"cardreader.text"_s << u"valid-to"_s;
    }
    void refusesARecordThatCannotBe()
    {
        QFETCH(int, offset);
        QFETCH(QString, text);
        QFETCH(QString, code);
        QFETCH(QString, fact);
        QByteArray record = encodeCardText(zhangSan());
        put(record, offset, text);
        const auto card = decodeCardText(record);
        QVERIFY(!card.ok());
        QCOMPARE(card.refusal().code, code);
        QCOMPARE(card.refusal().facts.begin().value().toString(), fact);
    }

    void refusesARecordOfAnotherSize()
    {
        QCOMPARE(decodeCardText(QByteArray(255, ' ')).refusal().code, u"cardreader.record-size"_s);
        QCOMPARE(decodeCardText({}).refusal().code, u"cardreader.record-size"_s);
    }

    void readsAnAnswerInWhateverPiecesItComes_data()
    {
        QTest::addColumn<int>("piece");
        for (const int piece : {1, 2, 3, 7, 64, 1294, 1295})
            QTest::addRow("%d bytes", piece) << piece;
    }
    void readsAnAnswerInWhateverPiecesItComes()
    {
        QFETCH(int, piece);
        const QByteArray stream = answerFrame(0x9F, QByteArray(4, '\0')) + cardAnswerFrame(zhangSan()) + answerFrame(0x80);
        CardFrameDecoder decoder;
        QList<ReaderAnswer> answers;
        for (qsizetype at = 0; at < stream.size(); at += piece) {
            decoder.append(QByteArrayView(stream).sliced(at, std::min<qsizetype>(piece, stream.size() - at)));
            answers += answersIn(decoder);
        }
        QCOMPARE(answers.size(), 3);
        QCOMPARE(answers[0].status, quint8(0x9F));
        QVERIFY(cardOf(answers[1]).ok());
        QCOMPARE(answers[2].status, quint8(0x80));
        QCOMPARE(decoder.pendingSize(), 0);
    }

    void skipsGarbageBeforeAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("garbage");
        QTest::newRow("zeros") << QByteArray(40, '\0');
        QTest::newRow("text") << QByteArray("READY\r\n");
        QTest::newRow("one AA more") << bytes("AA");
        QTest::newRow("three AA more") << bytes("AAAAAA");
        QTest::newRow("broken preamble") << bytes("AAAAAA9668");
        QTest::newRow("cut preamble") << bytes("AAAAAA96");
    }
    void skipsGarbageBeforeAnAnswer()
    {
        QFETCH(QByteArray, garbage);
        CardFrameDecoder decoder;
        decoder.append(garbage);
        decoder.append(answerFrame(0x80));
        QStringList refusals;
        const auto answers = answersIn(decoder, &refusals);
        QCOMPARE(answers, QList<ReaderAnswer>{(ReaderAnswer{0x80, {}})});
        QVERIFY(refusals.isEmpty());
    }

    void holdsNoMoreThanAPreambleOfGarbage()
    {
        CardFrameDecoder decoder;
        for (int i = 0; i < 1000; ++i) {
            decoder.append(QByteArray(100, char(0xAA)));
            QVERIFY(!decoder.next());
            QVERIFY(decoder.pendingSize() < 5);
        }
    }

    void noticesEveryFlippedByte()
    {
        const QByteArray right = answerFrame(0x9F, QByteArray(4, '\0'));
        for (qsizetype i = 0; i < right.size(); ++i) {
            QByteArray damaged = right;
            damaged[i] = char(damaged[i] ^ 0x04);
            CardFrameDecoder decoder;
            decoder.append(damaged);
            QVERIFY(answersIn(decoder).isEmpty());
        }
    }

    void findsTheGoodAnswerBehindADamagedOne()
    {
        QByteArray damaged = answerFrame(0x9F, QByteArray(4, '\0'));
        damaged[12] = 1;
        CardFrameDecoder decoder;
        decoder.append(damaged);
        decoder.append(answerFrame(0x80));
        QStringList refusals;
        const auto answers = answersIn(decoder, &refusals);
        QCOMPARE(refusals, QStringList{u"cardreader.frame-checksum"_s});
        QCOMPARE(answers, QList<ReaderAnswer>{(ReaderAnswer{0x80, {}})});
    }

    void findsTheGoodAnswerInsideOneThatLiesAboutItsLength_data()
    {
        QTest::addColumn<QByteArray>("lie");
        QTest::addColumn<QString>("code");
        QTest::newRow("shorter than a status") << bytes("AAAAAA96690003" "000080" "84") << u"cardreader.frame-length"_s;
        QTest::newRow("zero") << bytes("AAAAAA96690000") << u"cardreader.frame-length"_s;
        QTest::newRow("longer than any card") << bytes("AAAAAA9669FFFF" "000080" "84") << u"cardreader.frame-length"_s;
        QTest::newRow("longer than it is") << bytes("AAAAAA96690008" "000080" "84") << u"cardreader.frame-checksum"_s;
    }
    void findsTheGoodAnswerInsideOneThatLiesAboutItsLength()
    {
        QFETCH(QByteArray, lie);
        QFETCH(QString, code);
        CardFrameDecoder decoder;
        decoder.append(lie);
        decoder.append(answerFrame(0x9F, QByteArray(4, '\0')));
        QStringList refusals;
        const auto answers = answersIn(decoder, &refusals);
        QCOMPARE(refusals, QStringList{code});
        QCOMPARE(answers, QList<ReaderAnswer>{(ReaderAnswer{0x9F, QByteArray(4, '\0')})});
    }

    void survivesAnyBytes()
    {
        std::mt19937 random(7);
        CardFrameDecoder decoder;
        const QByteArray good = cardAnswerFrame(zhangSan());
        for (int round = 0; round < 2000; ++round) {
            QByteArray noise = round % 2 ? good.sliced(random() % 1295) : QByteArray();
            for (unsigned i = 0; i < random() % 50; ++i)
                noise.append(char(random()));
            if (round % 3 == 0)
                noise.append(bytes("AAAAAA9669"));
            decoder.append(noise);
            const auto answers = answersIn(decoder);
            for (const ReaderAnswer &answer : answers)
                static_cast<void>(cardOf(answer).ok());
            QVERIFY(decoder.pendingSize() <= 7 + 0x090A);
        }
    }

    void readsCardsWithFingerprints_data()
    {
        QTest::addColumn<int>("fingerprint");
        QTest::addColumn<int>("size");
        QTest::newRow("none") << 0 << 1297;
        QTest::newRow("one") << 512 << 1809;
        QTest::newRow("two") << 1024 << 2321;
    }
    void readsCardsWithFingerprints()
    {
        QFETCH(int, fingerprint);
        QFETCH(int, size);
        QByteArray content = bytes("01000400");
        content.append(char(fingerprint >> 8)).append(char(fingerprint & 0xFF));
        content += encodeCardText(zhangSan()) + QByteArray(1024, 'w') + QByteArray(fingerprint, 'f');
        const QByteArray frame = answerFrame(0x90, content);
        QCOMPARE(frame.size(), size);
        CardFrameDecoder decoder;
        decoder.append(frame);
        const auto answers = answersIn(decoder);
        QCOMPARE(answers.size(), 1);
        const auto card = cardOf(answers[0]);
        QVERIFY(card.ok());
        QVERIFY(*card == zhangSan());
    }

    void refusesAnAnswerWhosePartsDoNotFillIt()
    {
        const QByteArray whole = bytes("01000400") + encodeCardText(zhangSan()) + QByteArray(1024, 'w');
        for (const QByteArray &content : {QByteArray(), bytes("0100"), whole.chopped(1), QByteArray(whole + 'x')})
            QCOMPARE(cardOf({0x90, content}).refusal().code, u"cardreader.record-size"_s);
        QCOMPARE(cardOf({0x90, bytes("01010400") + QByteArray(257 + 1024, ' ')}).refusal().code, u"cardreader.record-size"_s);
    }

    void namesEveryFailureOfTheReader_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const std::pair<int, QString> rows[] = {
            {0x10, u"cardreader.damaged-command"_s},     {0x11, u"cardreader.command-length"_s},
            {0x21, u"cardreader.command"_s},             {0x24, u"cardreader.unknown"_s},
            {0x31, u"cardreader.card-refused-reader"_s}, {0x32, u"cardreader.reader-refused-card"_s},
            {0x33, u"cardreader.information-check"_s},   {0x40, u"cardreader.card-type"_s},
            {0x41, u"cardreader.read-failed"_s},         {0x47, u"cardreader.random-number"_s},
            {0x60, u"cardreader.self-test"_s},           {0x66, u"cardreader.not-authorised"_s},
            {0x80, u"cardreader.no-card"_s},             {0x81, u"cardreader.select-failed"_s},
            {0x91, u"cardreader.no-content"_s},          {0x05, u"cardreader.status"_s}};
        for (const auto &[status, code] : rows)
            QTest::newRow(qPrintable(code)) << status << code;
    }
    void namesEveryFailureOfTheReader()
    {
        QFETCH(int, status);
        QFETCH(QString, code);
        const QString shown = QString::asprintf("%02X", status);
        QCOMPARE(refusalOfStatus(quint8(status)), std::optional(refuse(code, {{u"status"_s, shown}})));
        QCOMPARE(cardOf({quint8(status), {}}).refusal().code, code);
    }

    void doneAndFoundAreNoFailures()
    {
        QVERIFY(!refusalOfStatus(0x90));
        QVERIFY(!refusalOfStatus(0x9F));
    }

    void takesTheNumberOfACardThatAgreesWithItself_data()
    {
        readsWhatItWrote_data();
    }
    void takesTheNumberOfACardThatAgreesWithItself()
    {
        QFETCH(CardText, card);
        const auto identity = identityOf(card, today);
        QVERIFY2(identity.ok(), identity.ok() ? "" : qPrintable(identity.refusal().code));
        QCOMPARE(identity->number, card.number);
        QCOMPARE(identity->birth, card.birth);
        QCOMPARE(identity->sex, card.sex);
        QVERIFY(identity->warnings.isEmpty());
    }

    void stopsWhenTheCardContradictsItsNumber()
    {
        CardText card = zhangSan();
        card.birth = {1990, 3, 8};
        QCOMPARE(identityOf(card, today).refusal(),
                 refuse(u"card.birth-mismatch", {{u"card"_s, u"1990-03-08"_s}, {u"number"_s, u"1990-03-07"_s}}));
        card = zhangSan();
        card.sex = Sex::Female;
        QCOMPARE(identityOf(card, today).refusal().code, u"card.sex-mismatch"_s);
        card.sex = Sex::Unknown;
        QCOMPARE(identityOf(card, today)->sex, Sex::Male);
        card = zhangSan();
        card.number = u"610116199003070015"_s;
        QCOMPARE(identityOf(card, today).refusal().code, u"identity.checksum"_s);
        card = foreignerOf2017();
        card.birth = {1881, 8, 3}; // the number tells only 81-08-03
        QCOMPARE(identityOf(card, today)->birth, QDate(1881, 8, 3));
        card.birth = {1981, 8, 4};
        QCOMPARE(identityOf(card, today).refusal().code, u"card.birth-mismatch"_s);
    }

    void warnsOfACardOutOfDate()
    {
        CardText card = zhangSan();
        card.validTo = today;
        QVERIFY(identityOf(card, today)->warnings.isEmpty());
        card.validTo = today.addDays(-1);
        QCOMPARE(identityOf(card, today)->warnings, QList<Refusal>{refuse(u"card.expired", {{u"validTo"_s, u"2026-11-22"_s}})});
        card.longTerm = true;
        QVERIFY(identityOf(card, today)->warnings.isEmpty());
        card.validFrom = today.addDays(1);
        QCOMPARE(identityOf(card, today)->warnings,
                 QList<Refusal>{refuse(u"card.not-yet-valid", {{u"validFrom"_s, u"2026-11-24"_s}})});
    }
};

QTEST_GUILESS_MAIN(TestCardFrame)
#include "tst_cardframe.moc"
