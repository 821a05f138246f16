// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/problem.h"
#include "exchange/push.h"
#include "exchange/version.h"
#include "golden.h"
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace exchange;

class PushStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReadsAPushAsAgreed();
    void keepsMembersOfANewerCounter();
    void keepsTheChainHashOverTheWire();
    void saysWhichMemberOfAPushIsWrong_data();
    void saysWhichMemberOfAPushIsWrong();
    void refusesMoreOperationsThanAgreed();
    void takesWorkInWhateverLanguage();
    void writesAndReadsAnAnswerAsAgreed();
    void saysWhichMemberOfAnAnswerIsWrong_data();
    void saysWhichMemberOfAnAnswerIsWrong();
    void refusesEveryTornMessage();
    void writesAndReadsAProblemAsAgreed();
    void understandsProblemsWrittenOtherwise();
};

void PushStory::writesAndReadsAPushAsAgreed()
{
    const QByteArray text = golden::compact(u"push.json"_s);
    const auto batch = decodePush(text);
    QVERIFY(batch.ok());
    QCOMPARE(batch->protocol, 3);
    QCOMPARE(batch->epoch, u"e-19c2"_s);
    QCOMPARE(batch->previousHash.size(), 32);
    QCOMPARE(batch->operations.size(), 2);
    QCOMPARE(batch->operations[0].type, u"case.tolerate"_s);
    QCOMPARE(batch->operations[0].typeVersion, 2);
    QCOMPARE(batch->operations[1].baseN, 42);
    QCOMPARE(encodePush(*batch), text);
}

void PushStory::keepsMembersOfANewerCounter()
{
    const auto batch = decodePush(golden::bytes(u"push.json"_s));
    QVERIFY(batch.ok());
    QCOMPARE(batch->operations[0].more.keys(), QStringList{u"x-newer"_s});
    QVERIFY(encodePush(*batch).contains("\"x-newer\":{\"kept\":[1,2.5,null,\"是\"]}"));
}

void PushStory::keepsTheChainHashOverTheWire()
{
    const auto sent = decodePush(golden::bytes(u"push.json"_s));
    QVERIFY(sent.ok());
    const auto received = decodePush(encodePush(*sent));
    QVERIFY(received.ok());
    QCOMPARE(domain::chainHash(received->previousHash, received->operations[0]),
             domain::chainHash(sent->previousHash, sent->operations[0]));
}

void PushStory::saysWhichMemberOfAPushIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("member");
    const QJsonObject push = golden::object(u"push.json"_s);
    const QJsonArray operations = push[u"operations"_s].toArray();
    const auto withOperation = [&](int i, const QString &member, const QJsonValue &value) {
        QJsonObject operation = operations[i].toObject();
        operation[member] = value;
        QJsonArray changed = operations;
        changed[i] = operation;
        return golden::with(push, u"operations"_s, changed);
    };
    QTest::newRow("no protocol") << golden::without(push, u"proto"_s) << u"proto"_s;
    QTest::newRow("protocol as text") << golden::with(push, u"proto"_s, u"3"_s) << u"proto"_s;
    QTest::newRow("protocol and a half") << golden::with(push, u"proto"_s, 3.5) << u"proto"_s;
    QTest::newRow("epoch as number") << golden::with(push, u"epoch"_s, 3) << u"epoch"_s;
    QTest::newRow("hash too short") << golden::with(push, u"prev_hash"_s, u"AAEC"_s) << u"prev_hash"_s;
    QTest::newRow("hash no base64") << golden::with(push, u"prev_hash"_s, u"*not base64*"_s) << u"prev_hash"_s;
    QTest::newRow("no operations") << golden::without(push, u"operations"_s) << u"operations"_s;
    QTest::newRow("operations empty") << golden::with(push, u"operations"_s, QJsonArray()) << u"operations"_s;
    QTest::newRow("operations an object") << golden::with(push, u"operations"_s, QJsonObject()) << u"operations"_s;
    QTest::newRow("operation a number") << golden::with(push, u"operations"_s, QJsonArray{1}) << u"operations[0]"_s;
    QTest::newRow("number 0") << withOperation(0, u"n"_s, 0) << u"operations[0].n"_s;
    QTest::newRow("a hole in the numbers") << withOperation(1, u"n"_s, 44) << u"operations[1].n"_s;
    QTest::newRow("the same number twice") << withOperation(1, u"n"_s, 42) << u"operations[1].n"_s;
    QTest::newRow("id no UUID") << withOperation(1, u"id"_s, u"x"_s) << u"operations[1].id"_s;
    QTest::newRow("type without version") << withOperation(0, u"type"_s, u"case.note"_s) << u"operations[0].type"_s;
    QTest::newRow("body a list") << withOperation(0, u"body"_s, QJsonArray()) << u"operations[0].body"_s;
    QTest::newRow("no time") << withOperation(0, u"made"_s, QJsonObject()) << u"operations[0].made"_s;
}

void PushStory::saysWhichMemberOfAPushIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, member);
    const auto batch = decodePush(text);
    QVERIFY(!batch.ok());
    QCOMPARE(batch.refusal().code, u"wire.malformed"_s);
    QCOMPARE(batch.refusal().facts[u"member"_s].toString(), member);
}

void PushStory::refusesMoreOperationsThanAgreed()
{
    const QJsonObject push = golden::object(u"push.json"_s);
    QJsonObject operation = push[u"operations"_s].toArray().first().toObject();
    QJsonArray operations;
    for (int n = 1; n <= pushOperationsMax; ++n) {
        operation[u"n"_s] = n;
        operations.append(operation);
    }
    QVERIFY(decodePush(golden::with(push, u"operations"_s, operations)).ok());
    operation[u"n"_s] = pushOperationsMax + 1;
    operations.append(operation);
    QCOMPARE(decodePush(golden::with(push, u"operations"_s, operations)).refusal(),
             domain::refuse(u"wire.too-many", {{u"most"_s, pushOperationsMax}}));
}

void PushStory::takesWorkInWhateverLanguage()
{
    for (const int protocol : {0, 2, protocolMax + 1, 99}) {
        const auto batch = decodePush(golden::with(golden::object(u"push.json"_s), u"proto"_s, protocol));
        QVERIFY2(batch.ok(), qPrintable(QString::number(protocol)));
        QCOMPARE(batch->operations.size(), 2);
    }
}

void PushStory::writesAndReadsAnAnswerAsAgreed()
{
    const QByteArray text = golden::compact(u"push-answer.json"_s);
    const auto answer = decodePushAnswer(text);
    QVERIFY(answer.ok());
    QCOMPARE(answer->last, 45);
    QCOMPARE(answer->results.size(), 4);
    const domain::OperationResult &applied = answer->results[0];
    QCOMPARE(applied.outcome, domain::Outcome::Applied);
    QCOMPARE(applied.at[u"d/城区"_s], 5);
    QVERIFY(applied.merged);
    QCOMPARE(applied.number, u"610116-2026-0481207-K"_s);
    const domain::OperationResult &rejected = answer->results[1];
    QCOMPARE(rejected.problem.code, u"case.already-dispatched"_s);
    QCOMPARE(rejected.problem.facts[u"by"_s].toString(), u"u77"_s);
    QCOMPARE(rejected.document[u"name"_s].toString(), u"刘伟明"_s);
    QCOMPARE(answer->results[3].outcome, domain::Outcome::Parked);
    QCOMPARE(encodePushAnswer(*answer), text);
}

void PushStory::saysWhichMemberOfAnAnswerIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("member");
    const QJsonObject answer = golden::object(u"push-answer.json"_s);
    const auto withResult = [&](int i, const QString &member, const QJsonValue &value) {
        QJsonArray results = answer[u"results"_s].toArray();
        QJsonObject result = results[i].toObject();
        result[member] = value;
        results[i] = result;
        return golden::with(answer, u"results"_s, results);
    };
    QTest::newRow("no epoch") << golden::without(answer, u"epoch"_s) << u"epoch"_s;
    QTest::newRow("last negative") << golden::with(answer, u"last"_s, -1) << u"last"_s;
    QTest::newRow("results lacking") << golden::without(answer, u"results"_s) << u"results"_s;
    QTest::newRow("result a text") << golden::with(answer, u"results"_s, QJsonArray{u"x"_s}) << u"results[0]"_s;
    QTest::newRow("unknown outcome") << withResult(2, u"outcome"_s, u"perhaps"_s) << u"results[2].outcome"_s;
    QTest::newRow("number 0") << withResult(0, u"n"_s, 0) << u"results[0].n"_s;
    QTest::newRow("head as text") << withResult(0, u"at"_s, QJsonObject{{u"ref"_s, u"9"_s}}) << u"results[0].at.ref"_s;
    QTest::newRow("problem without code") << withResult(1, u"problem"_s, QJsonObject{{u"title"_s, u"x"_s}}) << u"results[1].problem"_s;
    QTest::newRow("document a list") << withResult(1, u"document"_s, QJsonArray()) << u"results[1].document"_s;
    QTest::newRow("merged as text") << withResult(0, u"merged"_s, u"yes"_s) << u"results[0].merged"_s;
}

void PushStory::saysWhichMemberOfAnAnswerIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, member);
    const auto answer = decodePushAnswer(text);
    QVERIFY(!answer.ok());
    QCOMPARE(answer.refusal(), domain::refuse(u"wire.malformed", {{u"member"_s, member}}));
}

void PushStory::refusesEveryTornMessage()
{
    const QByteArray push = golden::compact(u"push.json"_s);
    for (qsizetype size = 0; size < push.size(); ++size)
        QCOMPARE(decodePush(push.first(size)).refusal().code, u"wire.not-json"_s);
    const QByteArray answer = golden::compact(u"push-answer.json"_s);
    for (qsizetype size = 0; size < answer.size(); ++size)
        QCOMPARE(decodePushAnswer(answer.first(size)).refusal().code, u"wire.not-json"_s);
    QCOMPARE(decodePushAnswer("\n <html>Sign in to the hotel").refusal(),
             domain::refuse(u"wire.not-json", {{u"html"_s, true}}));
}

void PushStory::writesAndReadsAProblemAsAgreed()
{
    const domain::Refusal gap = domain::refuse(u"sync.gap", {{u"expected"_s, 41}});
    QCOMPARE(encodeProblem(gap, 409), golden::compact(u"problem.json"_s));
    QCOMPARE(decodeProblem(golden::bytes(u"problem.json"_s)), gap);
}

void PushStory::understandsProblemsWrittenOtherwise()
{
    QCOMPARE(decodeProblem("{\"type\":\"urn:onewindow:problem:sync.gap\",\"status\":409,\"expected\":41}"),
             domain::refuse(u"sync.gap", {{u"expected"_s, 41}}));
    QCOMPARE(decodeProblem("{\"type\":\"about:blank\",\"status\":502}"), std::nullopt);
    QCOMPARE(decodeProblem("{\"code\":7}"), std::nullopt);
    QCOMPARE(decodeProblem("{\"code\":\"x\",\"facts\":[]}"), std::nullopt);
    QCOMPARE(decodeProblem("<html>502 Bad Gateway</html>"), std::nullopt);
}

QTEST_GUILESS_MAIN(PushStory)
#include "tst_push.moc"
