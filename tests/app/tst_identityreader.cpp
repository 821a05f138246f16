// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/serialidentityreader.h"
#include "app/devices/simulatedidentityreader.h"

#include <QQueue>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QtTest>
#include <pty.h>
#include <unistd.h>

using namespace domain;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

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

const QByteArray found = answerFrame(0x9F, QByteArray(4, '\0'));
const QByteArray selected = answerFrame(0x90, QByteArray(8, '\0'));
const QByteArray noCard = answerFrame(0x80);

/// A reader at the far end of a pseudo-terminal. It answers each command with the next bytes prepared for it, and keeps
/// silent when none are.
class FarReader : public QObject
{
    Q_OBJECT

public:
    FarReader()
    {
        char name[64];
        termios raw;
        cfmakeraw(&raw);
        m_open = openpty(&m_master, &m_slave, name, &raw, nullptr) == 0;
        m_name = QString::fromLocal8Bit(name);
        m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &FarReader::takeBytes);
    }
    ~FarReader() override { unplug(); }

    bool isOpen() const { return m_open; }
    QString name() const { return m_name; }
    void onFind(const QByteArray &answer) { m_answers[0].enqueue(answer); }
    void onSelect(const QByteArray &answer) { m_answers[1].enqueue(answer); }
    void onRead(const QByteArray &answer) { m_answers[2].enqueue(answer); }
    void sendsInPieces(int size) { m_piece = size; }
    void say(const QByteArray &bytes) { QCOMPARE(write(m_master, bytes.constData(), size_t(bytes.size())), ssize_t(bytes.size())); }
    void unplug()
    {
        m_notifier.reset();
        if (m_open) {
            close(m_master);
            close(m_slave);
        }
        m_open = false;
    }
    /// The commands heard, as "find", "select", "read".
    const QStringList &heard() const { return m_heard; }

private:
    void takeBytes()
    {
        char bytes[256];
        const ssize_t size = ::read(m_master, bytes, sizeof bytes);
        if (size <= 0)
            return;
        m_bytes.append(bytes, size);
        const std::pair<QByteArray, QString> commands[] = {{commandFrame(ReaderCommand::FindCard), u"find"_s},
                                                           {commandFrame(ReaderCommand::SelectCard), u"select"_s},
                                                           {commandFrame(ReaderCommand::ReadCard), u"read"_s}};
        for (int i = 0; i < 3; ++i) {
            if (m_bytes != commands[i].first)
                continue;
            m_bytes.clear();
            m_heard.append(commands[i].second);
            if (!m_answers[i].isEmpty())
                answer(m_answers[i].dequeue());
            return;
        }
    }
    void answer(QByteArray bytes)
    {
        if (m_piece == 0 || bytes.size() <= m_piece)
            return say(bytes);
        say(bytes.first(m_piece));
        bytes.remove(0, m_piece);
        QTimer::singleShot(1, this, [this, bytes] { answer(bytes); });
    }

    int m_master = -1;
    int m_slave = -1;
    bool m_open = false;
    int m_piece = 0;
    QString m_name;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_bytes;
    QQueue<QByteArray> m_answers[3];
    QStringList m_heard;
};

/// A serial reader with short limits, and what it said.
struct Desk
{
    FarReader far;
    app::SerialIdentityReader reader{far.name()};
    QSignalSpy cards{&reader, &forms::IdentityReader::cardRead};
    QSignalSpy failures{&reader, &forms::IdentityReader::failed};

    Desk() { reader.setLimits({300ms, 300ms, 500ms, 5ms, 2000ms}); }
    bool ends() { return QTest::qWaitFor([this] { return cards.size() + failures.size() > 0; }, 5000); }
    CardText card() const { return cards.value(0).value(0).value<CardText>(); }
    Refusal refusal() const { return failures.value(0).value(0).value<Refusal>(); }
};

} // namespace

class TestIdentityReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsACardThatLiesThere()
    {
        Desk desk;
        QVERIFY(desk.far.isOpen());
        desk.far.onFind(found);
        desk.far.onSelect(selected);
        desk.far.onRead(cardAnswerFrame(zhangSan()));
        desk.reader.read();
        QVERIFY2(desk.cards.isEmpty() && desk.failures.isEmpty(), "nothing may be said before read() returned");
        QVERIFY(desk.ends());
        QCOMPARE(desk.failures.size(), 0);
        QVERIFY(desk.card() == zhangSan());
        QCOMPARE(desk.far.heard(), (QStringList{u"find"_s, u"select"_s, u"read"_s}));
    }

    void waitsUntilACardIsLaidOn()
    {
        Desk desk;
        for (int i = 0; i < 3; ++i)
            desk.far.onFind(noCard);
        desk.far.onFind(found);
        desk.far.onSelect(selected);
        desk.far.onRead(cardAnswerFrame(zhangSan()));
        desk.reader.read();
        QVERIFY(desk.ends());
        QCOMPARE(desk.cards.size(), 1);
        QCOMPARE(desk.far.heard().count(u"find"_s), 4);
    }

    void findsAgainACardLiftedBeforeItWasSelected()
    {
        Desk desk;
        desk.far.onFind(found);
        desk.far.onSelect(answerFrame(0x81));
        desk.far.onFind(found);
        desk.far.onSelect(selected);
        desk.far.onRead(cardAnswerFrame(zhangSan()));
        desk.reader.read();
        QVERIFY(desk.ends());
        QCOMPARE(desk.cards.size(), 1);
    }

    void putsAnAnswerInPiecesTogether()
    {
        Desk desk;
        desk.far.sendsInPieces(100);
        desk.far.onFind(QByteArray("\xAA\xAA\x00noise", 8) + found);
        desk.far.onSelect(selected);
        desk.far.onRead(cardAnswerFrame(zhangSan()));
        desk.reader.read();
        QVERIFY(desk.ends());
        QVERIFY(desk.card() == zhangSan());
    }

    void asksOnceMoreAfterADamagedAnswer()
    {
        QByteArray damaged = cardAnswerFrame(zhangSan());
        damaged[700] = 'x';
        Desk desk;
        desk.far.onFind(answerFrame(0x10)); // the reader got a damaged command
        desk.far.onFind(found);
        desk.far.onSelect(selected);
        desk.far.onRead(damaged);
        desk.far.onRead(cardAnswerFrame(zhangSan()));
        desk.reader.read();
        QVERIFY(desk.ends());
        QCOMPARE(desk.cards.size(), 1);
        QCOMPARE(desk.far.heard(), (QStringList{u"find"_s, u"find"_s, u"select"_s, u"read"_s, u"read"_s}));
    }

    void failsAfterTwoDamagedAnswers()
    {
        QByteArray damaged = cardAnswerFrame(zhangSan());
        damaged[700] = 'x';
        Desk desk;
        desk.far.onFind(found);
        desk.far.onSelect(selected);
        desk.far.onRead(damaged);
        desk.far.onRead(damaged);
        desk.reader.read();
        QVERIFY(desk.ends());
        QCOMPARE(desk.refusal().code, u"cardreader.frame-checksum"_s);
    }

    void failsWhenTheReaderSaysSo()
    {
        Desk desk;
        desk.far.onFind(found);
        desk.far.onSelect(selected);
        desk.far.onRead(answerFrame(0x41));
        desk.reader.read();
        QVERIFY(desk.ends());
        QCOMPARE(desk.refusal(), refuse(u"cardreader.read-failed", {{u"status"_s, u"41"_s}}));
    }

    void failsWhenNoCardComesInTime()
    {
        Desk desk;
        desk.reader.setLimits({300ms, 300ms, 500ms, 5ms, 60ms});
        for (int i = 0; i < 100; ++i)
            desk.far.onFind(noCard);
        desk.reader.read();
        QVERIFY(desk.ends());
        QCOMPARE(desk.refusal().code, u"cardreader.no-card"_s);
    }

    void failsWhenAnAnswerDoesNotCome_data()
    {
        QTest::addColumn<QString>("step");
        for (const char *step : {"find", "select", "read", "half"})
            QTest::newRow(step) << QString::fromLatin1(step);
    }
    void failsWhenAnAnswerDoesNotCome()
    {
        QFETCH(QString, step);
        Desk desk;
        desk.reader.setLimits({500ms, 500ms, 500ms, 5ms, 4000ms}); // long enough for the other end to be scheduled on a busy machine
        if (step != u"find")
            desk.far.onFind(found);
        if (step == u"read" || step == u"half")
            desk.far.onSelect(selected);
        if (step == u"half")
            desk.far.onRead(cardAnswerFrame(zhangSan()).first(600));
        desk.reader.read();
        QVERIFY(desk.ends());
        QCOMPARE(desk.refusal(), refuse(u"cardreader.no-answer", {{u"step"_s, step == u"half" ? u"read"_s : step}}));
    }

    void failsWhenThereIsNoSuchPort()
    {
        app::SerialIdentityReader reader(u"/dev/no-such-reader"_s);
        QSignalSpy failures(&reader, &forms::IdentityReader::failed);
        reader.read();
        QVERIFY(failures.isEmpty());
        QVERIFY(failures.wait(5000));
        const auto refusal = failures[0][0].value<Refusal>();
        QCOMPARE(refusal.code, u"cardreader.port"_s);
        QCOMPARE(refusal.facts[u"port"_s].toString(), u"no-such-reader"_s);
        QVERIFY(!refusal.facts[u"reason"_s].toString().isEmpty());
    }

    void failsAtOnceWhenTheReaderIsPulledOut()
    {
        Desk desk;
        desk.reader.setLimits({60s, 60s, 60s, 5ms, 60s});
        desk.reader.read();
        QVERIFY(QTest::qWaitFor([&] { return !desk.far.heard().isEmpty(); }));
        desk.far.unplug();
        QVERIFY(desk.ends());
        QCOMPARE(desk.failures.size(), 1);
        QCOMPARE(desk.refusal().code, u"cardreader.disconnected"_s);
    }

    void saysNothingAfterCancelAndReadsAgain()
    {
        Desk desk;
        desk.reader.setLimits({60s, 300ms, 500ms, 5ms, 60s});
        desk.reader.read();
        QVERIFY(QTest::qWaitFor([&] { return !desk.far.heard().isEmpty(); }));
        desk.reader.read(); // a second one changes nothing
        QVERIFY(!QTest::qWaitFor([&] { return desk.far.heard().size() + desk.failures.size() > 1; }, 20));
        desk.reader.cancel();
        desk.reader.cancel();
        desk.far.say(cardAnswerFrame(zhangSan())); // the answer that comes too late

        desk.far.onFind(found);
        desk.far.onSelect(selected);
        desk.far.onRead(cardAnswerFrame(zhangSan()));
        desk.reader.read();
        QVERIFY(desk.ends());
        QCOMPARE(desk.cards.size(), 1);
        QCOMPARE(desk.far.heard(), (QStringList{u"find"_s, u"find"_s, u"select"_s, u"read"_s}));
    }

    void cancelsBeforeThePortIsOpen()
    {
        Desk desk;
        desk.reader.read();
        desk.reader.cancel();
        QVERIFY(!QTest::qWaitFor([&] { return !desk.far.heard().isEmpty(); }, 20));
        QVERIFY(desk.cards.isEmpty() && desk.failures.isEmpty());
    }

    void readsOneCardAfterAnother()
    {
        Desk desk;
        for (int i = 1; i <= 3; ++i) {
            desk.far.onFind(found);
            desk.far.onSelect(selected);
            desk.far.onRead(cardAnswerFrame(zhangSan()));
            desk.reader.read();
            QVERIFY(QTest::qWaitFor([&] { return desk.cards.size() == i; }));
        }
        QCOMPARE(desk.failures.size(), 0);
    }

    void mayBeReadAgainFromItsOwnSignal()
    {
        Desk desk;
        for (int i = 0; i < 2; ++i) {
            desk.far.onFind(found);
            desk.far.onSelect(selected);
            desk.far.onRead(cardAnswerFrame(zhangSan()));
        }
        QObject::connect(&desk.reader, &forms::IdentityReader::cardRead, &desk.reader, [&] { desk.reader.read(); },
                         Qt::SingleShotConnection);
        desk.reader.read();
        QVERIFY(QTest::qWaitFor([&] { return desk.cards.size() == 2; }));
    }

    void isDestroyedInTheMiddleOfAReading()
    {
        FarReader far;
        {
            app::SerialIdentityReader reader(far.name());
            reader.read();
            QVERIFY(QTest::qWaitFor([&] { return !far.heard().isEmpty(); }));
        }
        far.say(found);
    }

    void theSimulatedReaderGivesTheCardLaidOnIt()
    {
        app::SimulatedIdentityReader reader(1ms);
        QSignalSpy cards(&reader, &forms::IdentityReader::cardRead);
        QSignalSpy failures(&reader, &forms::IdentityReader::failed);
        reader.layCard(zhangSan());
        reader.read();
        QVERIFY(cards.isEmpty());
        QVERIFY(cards.wait());
        QVERIFY(cards[0][0].value<CardText>() == zhangSan());
        QVERIFY(failures.isEmpty());
    }

    void theSimulatedReaderFailsWithoutACard()
    {
        app::SimulatedIdentityReader reader(1ms);
        QSignalSpy failures(&reader, &forms::IdentityReader::failed);
        reader.layCard(zhangSan());
        reader.liftCard();
        reader.read();
        QVERIFY(failures.wait());
        QCOMPARE(failures[0][0].value<Refusal>().code, u"cardreader.no-card"_s);
    }

    void theSimulatedReaderSaysNothingAfterCancel()
    {
        app::SimulatedIdentityReader reader(1ms);
        QSignalSpy cards(&reader, &forms::IdentityReader::cardRead);
        reader.layCard(zhangSan());
        reader.read();
        reader.cancel();
        QVERIFY(!cards.wait(20));
    }
};

QTEST_GUILESS_MAIN(TestIdentityReader)
#include "tst_identityreader.moc"
