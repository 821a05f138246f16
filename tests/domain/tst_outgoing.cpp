// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/issuing/collector.h"
#include "domain/licence/licence.h"
#include "domain/operation/operation.h"
#include "domain/outgoing/outgoing.h"
#include <QFile>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

const QDateTime ten(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC);

Outgoing queued(const QString &channel = u"sms"_s)
{
    Outgoing outgoing;
    outgoing.id = idFor(u"message:test:1"_s);
    outgoing.channel = channel;
    outgoing.nextAt = outgoing.createdAt = ten;
    return outgoing;
}

CaseFile caseOf(const QString &kind, const QString &number)
{
    CaseFile file;
    file.id = u"0197"_s;
    file.number = u"610116-2026-0000017-1"_s;
    file.applicant.kind = kind;
    file.applicant.name = kind == "legal"_L1 ? u"西安示例餐饮有限公司"_s : u"张三"_s;
    file.applicant.idNumber = number;
    return file;
}

constexpr QStringView zhang = u"610116199003070014", li = u"61011619850615002X", firm = u"91350100M000100Y43";

} // namespace

/// What leaves the house, the licence and who may collect: the rules alone.
class OutgoingRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten()
    {
        Outgoing outgoing = queued();
        outgoing.to = u"13800000014"_s;
        outgoing.facts = {{u"name"_s, u"张*"_s}};
        outgoing.events << OutgoingEvent{u"e1"_s, u"moving"_s, ten, u"已揽收"_s, {}};
        outgoing.lastError = refuse(u"outgoing.answer", {{u"status"_s, 503}});
        outgoing.more = {{u"later"_s, true}};
        const auto again = Outgoing::fromJson(outgoing.toJson());
        QVERIFY(again.ok());
        QCOMPARE(again->toJson(), outgoing.toJson());
        QCOMPARE(Outgoing::fromJson({{u"id"_s, u"x"_s}, {u"kind"_s, u"letter"_s}}).refusal().facts[u"member"_s].toString(), u"kind"_s);
    }

    void waitsLongerAfterEachFailure()
    {
        static constexpr int minutes[] = {1, 5, 15, 60, 240, 240};
        Outgoing outgoing = queued();
        QDateTime now = ten;
        for (int attempt = 1; attempt <= 6; ++attempt) {
            noteFailure(outgoing, refuse(u"outgoing.answer"), false, now);
            QCOMPARE(outgoing.state, OutgoingState::Queued);
            const qint64 pause = now.secsTo(outgoing.nextAt);
            QVERIFY2(pause >= minutes[attempt - 1] * 60 && pause <= minutes[attempt - 1] * 72, qPrintable(QString::number(pause)));
            now = outgoing.nextAt;
        }
        QCOMPARE(outgoing.attempts, 6);
    }

    void whatFailedTogetherDoesNotComeBackTogether()
    {
        QSet<qint64> times;
        for (int i = 0; i < 100; ++i) {
            Outgoing outgoing = queued();
            outgoing.id = idFor(QString::number(i));
            times << nextAttempt(outgoing, 4, ten).toMSecsSinceEpoch();
        }
        QVERIFY(times.size() > 60);
    }

    void isGivenUpToAPersonInTheEnd_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::newRow("sms") << u"sms"_s;
        QTest::newRow("regulator") << u"regulator"_s;
        QTest::newRow("courier") << u"courier"_s;
    }
    void isGivenUpToAPersonInTheEnd()
    {
        QFETCH(QString, channel);
        Outgoing outgoing = queued(channel);
        for (int attempt = 1; attempt < attemptsMax(channel); ++attempt)
            noteFailure(outgoing, refuse(u"outgoing.answer"), false, ten);
        QCOMPARE(outgoing.state, OutgoingState::Queued);
        noteFailure(outgoing, refuse(u"outgoing.answer"), false, ten);
        QCOMPARE(outgoing.state, OutgoingState::Failed);
        QVERIFY(!outgoing.nextAt.isValid());
        Outgoing unwanted = queued(channel);
        noteFailure(unwanted, refuse(u"outgoing.refused"), true, ten);
        QCOMPARE(unwanted.state, OutgoingState::Failed);
    }

    void whatHasArrivedHasArrived()
    {
        Outgoing outgoing = queued(u"courier"_s);
        noteEvent(outgoing, {u"2"_s, u"delivered"_s, ten.addSecs(60), {}, {}}, ten);
        QCOMPARE(outgoing.state, OutgoingState::Delivered);
        noteEvent(outgoing, {u"1"_s, u"moving"_s, ten, {}, {}}, ten); // told late
        noteEvent(outgoing, {u"3"_s, u"failed"_s, ten.addSecs(90), {}, {}}, ten);
        noteEvent(outgoing, {u"2"_s, u"failed"_s, ten, {}, {}}, ten); // told twice
        QCOMPARE(outgoing.state, OutgoingState::Delivered);
        QCOMPARE(outgoing.events.size(), 3);
        QCOMPARE(outgoing.events.first().id, u"1"_s); // in the order in which it happened
    }

    void anEventProvesThatItWasTaken()
    {
        Outgoing outgoing = queued(u"courier"_s);
        noteEvent(outgoing, {u"1"_s, u"moving"_s, ten, {}, {}}, ten);
        QCOMPARE(outgoing.state, OutgoingState::Sent);
        QVERIFY(!outgoing.nextAt.isValid());
        noteEvent(outgoing, {u"2"_s, u"failed"_s, ten, u"收件人拒收"_s, {}}, ten);
        QCOMPARE(outgoing.state, OutgoingState::Failed);
        QCOMPARE(outgoing.lastError.facts[u"detail"_s].toString(), u"收件人拒收"_s);
    }

    void everyMessageHasItsWords()
    {
        QFile file(u":/messages/messages.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const MessageWords words(QJsonDocument::fromJson(file.readAll()).object());
        const QJsonObject facts{{u"hall"_s, u"长安区政务服务中心"_s}, {u"name"_s, u"张*"_s}, {u"item"_s, u"食品经营许可"_s}, {u"number"_s, u"610116-2026-0000017-1"_s}, {u"phone"_s, u"029-85290000"_s},
                                {u"due"_s, u"12月4日"_s}, {u"materials"_s, u"场地平面图"_s}, {u"days"_s, 30}, {u"since"_s, u"11月20日"_s}, {u"waybill"_s, u"SF1"_s}, {u"address"_s, u"https://x"_s},
                                {u"source"_s, u"12345热线"_s}, {u"step"_s, u"答复"_s}};
        QVERIFY(words.codes().size() > 10);
        for (const QString &code : words.codes()) {
            const auto text = words.text(code, facts);
            QVERIFY2(text.ok(), qPrintable(code));
            QVERIFY(!text->contains(u'{'));
            QVERIFY2(text->size() <= 140, qPrintable(code)); // two parts of a long text message
        }
        QCOMPARE(words.text(u"result.ready"_s, {}).refusal().code, u"outgoing.fact-lacking"_s);
        QCOMPARE(words.text(u"nothing"_s, facts).refusal().code, u"outgoing.no-words"_s);
    }

    void namesAreShortenedInMessages()
    {
        QCOMPARE(nameInMessage(u"张三"_s, false), u"张*"_s);
        QCOMPARE(nameInMessage(u"欧阳修文"_s, false), u"欧阳*"_s);
        QCOMPARE(nameInMessage(u"𠮷小明"_s, false), u"𠮷*"_s);
        QCOMPARE(nameInMessage(u"西安示例餐饮有限公司"_s, true), u"西安示例餐饮有限公司"_s);
    }

    void aLicenceEndsTheDayBeforeItsDayReturns_data()
    {
        QTest::addColumn<QDate>("from");
        QTest::addColumn<int>("years");
        QTest::addColumn<QDate>("to");
        QTest::newRow("five years") << QDate(2026, 11, 20) << 5 << QDate(2031, 11, 19);
        QTest::newRow("new year") << QDate(2026, 1, 1) << 1 << QDate(2026, 12, 31);
        QTest::newRow("29 February") << QDate(2028, 2, 29) << 1 << QDate(2029, 2, 28);
        QTest::newRow("29 February, four years") << QDate(2028, 2, 29) << 4 << QDate(2032, 2, 28);
        QTest::newRow("1 March before a leap day") << QDate(2027, 3, 1) << 1 << QDate(2028, 2, 29);
        QTest::newRow("without end") << QDate(2026, 11, 20) << 0 << QDate();
    }
    void aLicenceEndsTheDayBeforeItsDayReturns()
    {
        QFETCH(QDate, from);
        QFETCH(int, years);
        QFETCH(QDate, to);
        Handling handling;
        handling.licence = {u"食品经营许可证"_s, years};
        Place place;
        place.sealKey = "key";
        const auto licence = licenceFor(caseOf(u"legal"_s, firm.toString()), handling, place, QDateTime(from, QTime(10, 0), Qt::OffsetFromUTC, 8 * 3600));
        QVERIFY(licence);
        QCOMPARE(licence->validFrom, from);
        QCOMPARE(licence->validTo, to);
        QCOMPARE(licence->number, u"61011620260000017"_s);
        QCOMPARE(licence->stateOn(from), LicenceState::Valid);
        const Agenda agenda = agendaOf(*licence);
        QCOMPARE(agenda.isEmpty(), years == 0);
        if (years > 0) {
            QCOMPARE(licence->stateOn(to), LicenceState::Valid);
            QCOMPARE(licence->stateOn(to.addDays(1)), LicenceState::Expired);
            QCOMPARE(agenda.first().at.toOffsetFromUtc(8 * 3600).date(), to.addDays(1));
        }
        const auto again = Licence::fromJson(licence->toJson());
        QVERIFY(again.ok());
        QCOMPARE(again->toJson(), licence->toJson());
        Handling bare;
        QVERIFY(!licenceFor(caseOf(u"legal"_s, firm.toString()), bare, place, ten));
    }

    void theCodeIsNotGuessedAndIsReadAsTyped()
    {
        const QString code = licenceCode(u"one"_s, "key");
        QCOMPARE(code.size(), 26); // 130 bits
        QVERIFY(code != licenceCode(u"two"_s, "key"));
        QVERIFY(code != licenceCode(u"one"_s, "another district's"));
        QCOMPARE(code, licenceCode(u"one"_s, "key"));
        QCOMPARE(readLicenceCode(shownLicenceCode(code)), code);
        QCOMPARE(readLicenceCode(QString(u"https://zwfw.example.cn/610116/l/"_s + code.toLower())), code);
        QCOMPARE(readLicenceCode(u"ABCD-EFGH-JKMN-PQRS"), u"ABCDEFGHJKMNPQRS"_s);
        QCOMPARE(readLicenceCode(u"ABCD-EFGH-JKMN-POIL"), u"ABCDEFGHJKMNP011"_s);
        QCOMPARE(readLicenceCode(u"ABCD"), QString());
        QCOMPARE(readLicenceCode(u"610116199003070014"), QString());
    }

    void whoMayCollect_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("agent");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("relation");
        QTest::addColumn<QString>("mandate");
        QTest::addColumn<QString>("refusal");
        const QString person = u"natural"_s, org = u"legal"_s, none;
        QTest::newRow("in person") << person << none << u"张三"_s << zhang.toString() << u"self"_s << none << none;
        QTest::newRow("small x and spaces") << person << none << u"张三"_s << u" 610116 19900307 0014 "_s << u"self"_s << none << none;
        QTest::newRow("somebody else as the applicant") << person << none << u"李四"_s << li.toString() << u"self"_s << none << u"collector.not-applicant"_s;
        QTest::newRow("wrong check character") << person << none << u"张三"_s << u"610116199003070015"_s << u"self"_s << none << u"identity.checksum"_s;
        QTest::newRow("without a name") << person << none << none << zhang.toString() << u"self"_s << none << u"collector.name-lacking"_s;
        QTest::newRow("agent without a mandate") << person << none << u"李四"_s << li.toString() << u"agent"_s << none << u"collector.mandate-lacking"_s;
        QTest::newRow("agent with a mandate") << person << none << u"李四"_s << li.toString() << u"agent"_s << u"授权委托书 11-20"_s << none;
        QTest::newRow("the agent the case names") << person << li.toString() << u"李四"_s << li.toString() << u"agent"_s << none << none;
        QTest::newRow("an organisation has no self") << org << none << u"张三"_s << zhang.toString() << u"self"_s << none << u"collector.not-a-person"_s;
        QTest::newRow("legal representative") << org << none << u"张三"_s << zhang.toString() << u"representative"_s << none << none;
        QTest::newRow("a person has no representative") << person << none << u"李四"_s << li.toString() << u"representative"_s << none << u"collector.relation"_s;
        QTest::newRow("an organisation collects nothing") << org << none << u"某公司"_s << firm.toString() << u"agent"_s << u"委托书"_s << u"collector.organisation"_s;
    }
    void whoMayCollect()
    {
        QFETCH(QString, kind);
        QFETCH(QString, agent);
        QFETCH(QString, name);
        QFETCH(QString, number);
        QFETCH(QString, relation);
        QFETCH(QString, mandate);
        QFETCH(QString, refusal);
        CaseFile file = caseOf(kind, kind == "legal"_L1 ? firm.toString() : zhang.toString());
        file.agent.idNumber = agent;
        const auto checked = checkCollector(file, {name, number, relation, mandate}, QDate(2026, 11, 20));
        QCOMPARE(checked ? QString() : checked.refusal().code, refusal);
        if (checked)
            QVERIFY(!checked->idNumber.contains(u' '));
    }
};

QTEST_GUILESS_MAIN(OutgoingRules)
#include "tst_outgoing.moc"
