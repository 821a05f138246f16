// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "office/centrehealing.h"
#include "office/operationkinds.h"
#include "office/store.h"
#include "support/hall.h"
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Outcome;
using office::CentreHealing;
using support::Hall;

namespace {

const office::Actor centreActor{u"centre"_s, {}, {u"centre"_s}, {}, {}};

QJsonObject flex(Hall &hall)
{
    return hall.application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}});
}

QString centreFile(Hall &hall)
{
    return hall.centreOffice().store().database.path();
}

QString ledgerFile(Hall &hall)
{
    return QString(centreFile(hall) + u".ledger"_s);
}

/// A copy of the centre's database as it is now, opened as another centre.
struct Copy
{
    explicit Copy(Hall &hall) : file(QString(centreFile(hall) + u".copy"_s)), m_clock(hall.clock())
    {
        hall.centreOffice().store().database.run(u"VACUUM INTO '%1'"_s.arg(file));
    }
    void open()
    {
        auto opened = office::Office::open({file, office::Office::Side::Centre, m_clock, false});
        Q_ASSERT(opened.ok());
        office = std::move(opened.value());
        centre = std::make_unique<office::Centre>(*office);
    }
    QString file;
    std::unique_ptr<office::Office> office;
    std::unique_ptr<office::Centre> centre;

private:
    std::function<QDateTime()> m_clock;
};

domain::StateDigest digestAtWindow(Hall &hall, const QString &scope)
{
    domain::StateDigest digest;
    auto &documents = hall.office().store().documents;
    for (const QString &id : documents.idsInScope(scope)) {
        if (const auto document = documents.base(id))
            digest.toggle(id, document->version);
    }
    return digest;
}

} // namespace

/// A centre whose database goes back in time, whose rows are counted, whose numbers and marks grow old.
class CentreHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDatabaseThatWasPutBackIsNoticedAndHealed()
    {
        Hall hall;
        CentreHealing healing(hall.centreOffice());
        QCOMPARE(*healing.checkLedger(ledgerFile(hall)), false);
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        QVERIFY(hall.sync());
        Copy backup(hall); // the evening's backup
        const auto second = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(u"李四"_s, u"61011619850101001X"_s), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}));
        QVERIFY2(second.ok(), qPrintable(second ? QString() : second.refusal().code));
        QVERIFY(hall.office().submit({u"paper.print"_s, second->operation.doc, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}).ok());
        QVERIFY(hall.sync());
        QVERIFY(healing.writeLedger(ledgerFile(hall)).ok());
        const QString before = hall.centre().epoch();

        backup.open(); // the disk died; the backup is put in its place
        CentreHealing restored(*backup.office);
        QCOMPARE(*restored.checkLedger(ledgerFile(hall)), true);
        QVERIFY(backup.centre->epoch() != before);
        QCOMPARE(*restored.checkLedger(ledgerFile(hall)), false); // once

        // The window is told, asks what is forgotten, and brings it again as it was.
        const QString stream = hall.office().stream(), device = hall.office().deviceId();
        QCOMPARE(backup.centre->changes(u"d/610116"_s, hall.counterSync().cursor(u"d/610116"_s), 10, 1000).problem->code, u"sync.epoch-changed"_s);
        const auto standing = restored.reconcile(stream, device, 3, {{1, hall.counterSync().chainHashBefore(2)}});
        QVERIFY(standing.ok());
        QCOMPARE(standing->last, 1);
        QCOMPARE(standing->from, 2);
        QCOMPARE(standing->forgotten, 2);
        QCOMPARE(standing->lastHash, hall.counterSync().chainHashBefore(2));
        domain::PushBatch again;
        again.epoch = standing->epoch;
        again.previousHash = standing->lastHash;
        for (const auto &row : hall.office().store().journal.ofStream(stream, 1, 10))
            again.operations << row.operation;
        QCOMPARE(again.operations.size(), 2);
        const auto answer = backup.centre->push(stream, again);
        QVERIFY2(answer.ok(), qPrintable(answer ? QString() : answer.refusal().code));
        QCOMPARE(answer->results[0].outcome, Outcome::Applied);
        QCOMPARE(answer->results[1].outcome, Outcome::Applied);
        QCOMPARE(backup.centre->document(second->operation.doc)->body, hall.centre().document(second->operation.doc)->body);
        QCOMPARE(backup.centre->push(stream, again)->results[0].at, answer->results[0].at); // the stored outcome
    }

    void numbersLeasedInALostHistoryGoToNobodyElse()
    {
        Hall hall;
        CentreHealing healing(hall.centreOffice());
        QVERIFY(healing.checkLedger(ledgerFile(hall)).ok());
        Copy backup(hall);
        const auto lease = hall.centre().leaseNumbers(domain::newId(hall.now()), hall.office().stream(), u"610116-2026"_s, 50);
        QVERIFY(healing.writeLedger(ledgerFile(hall)).ok());
        backup.open();
        CentreHealing restored(*backup.office);
        QVERIFY(restored.checkLedger(ledgerFile(hall)).ok());
        const auto next = backup.centre->leaseNumbers(domain::newId(hall.now()), hall.office().stream(), u"610116-2026"_s, 50);
        QVERIFY(next->from > lease->to);
        // The window uses one of the lost block; the centre believes it, and no other case gets it.
        auto &store = backup.office->store();
        domain::Operation operation = hall.submit(u"case.accept"_s, flex(hall))->operation;
        operation.receipt = domain::formatReceiptNumber(u"610116-2026", lease->from);
        hall.office().sign(operation);
        domain::PushBatch batch;
        batch.operations = {operation};
        QCOMPARE(backup.centre->push(hall.office().stream(), batch)->results[0].outcome, Outcome::Applied);
        QCOMPARE(store.receipts.userOf(operation.receipt), operation.doc);
    }

    void aLedgerOfAnEpochThisDatabaseKnowsIsNoAlarm()
    {
        Hall hall;
        CentreHealing healing(hall.centreOffice());
        QVERIFY(healing.checkLedger(ledgerFile(hall)).ok());
        const auto begun = healing.beginEpoch(u"by hand"_s);
        QVERIFY(begun.ok());
        QCOMPARE(*healing.checkLedger(ledgerFile(hall)), false);
        QCOMPARE(hall.centre().epoch(), *begun);
        QFile file(ledgerFile(hall));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains(begun->toUtf8()));
    }

    void aLedgerOfAnUnknownEpochIsAnAlarm()
    {
        Hall hall;
        QFile file(ledgerFile(hall));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"epoch":"e-other","heads":{},"serials":{}})");
        file.close();
        const QString before = hall.centre().epoch();
        QCOMPARE(*CentreHealing(hall.centreOffice()).checkLedger(ledgerFile(hall)), true);
        QVERIFY(hall.centre().epoch() != before);
    }

    void aLedgerThatCannotBeWrittenIsSaid()
    {
        Hall hall;
        QCOMPARE(CentreHealing(hall.centreOffice()).checkLedger(u"/nowhere/at/all"_s).refusal().code, u"ledger.unwritable"_s);
    }

    void aStreamThatIsNotOursOrForkedIsNotReconciled()
    {
        Hall hall;
        CentreHealing healing(hall.centreOffice());
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        QVERIFY(hall.sync());
        QCOMPARE(healing.reconcile(hall.office().stream(), u"another"_s, 1, {}).refusal().code, u"device.other-stream"_s);
        QCOMPARE(healing.reconcile(hall.office().stream(), hall.office().deviceId(), 1, {{1, QByteArray(32, 'x')}}).refusal().code, u"sync.stream-forked"_s);
        const auto unknown = healing.reconcile(domain::newId(hall.now()), hall.office().deviceId(), 7, {});
        QCOMPARE(unknown->from, 1);
        QCOMPARE(unknown->forgotten, 7);
    }

    void aDigestFindsTheLostRow()
    {
        Hall hall;
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        QVERIFY(hall.sync());
        CentreHealing healing(hall.centreOffice());
        for (const QString &scope : {u"ref"_s, u"d/610116"_s}) {
            const qint64 head = hall.centre().head(scope);
            const auto digest = healing.digest(scope, head);
            QVERIFY(digest.ok());
            QVERIFY(digest->differences(digestAtWindow(hall, scope)).isEmpty());
            QCOMPARE(*healing.digest(scope, head), *digest); // from memory the same
            QCOMPARE(healing.digest(scope, head - 1).refusal().code, u"sync.moved"_s);
            QCOMPARE(healing.digest(scope, head - 1).refusal().facts[u"head"_s].toInteger(), head);
        }
        // A row is missing at the window: one bucket tells which.
        const QString lost = hall.office().store().documents.idsInScope(u"d/610116"_s).first();
        hall.office().store().documents.remove(lost);
        const qint64 head = hall.centre().head(u"d/610116"_s);
        const QList<int> differing = healing.digest(u"d/610116"_s, head)->differences(digestAtWindow(hall, u"d/610116"_s));
        QCOMPARE(differing, QList<int>{domain::StateDigest::bucketOf(lost)});
        const auto bucket = healing.bucket(u"d/610116"_s, head, differing.first());
        QVERIFY(bucket->contains(domain::HeldVersion{lost, hall.centre().document(lost)->version}));
        QCOMPARE(healing.bucket(u"d/610116"_s, head + 1, 0).refusal().code, u"sync.moved"_s);
    }

    void unusedNumbersOfALeaseAreVoidAndSayWhy()
    {
        Hall hall;
        auto &store = hall.centreOffice().store();
        const QString stream = hall.office().stream(), device = hall.office().deviceId();
        const auto returned = hall.centre().leaseNumbers(domain::newId(hall.now()), stream, u"610116-2026"_s, 10);
        QCOMPARE(hall.centre().returnLease(returned->id, device, returned->to + 5).refusal().code, u"lease.unknown"_s);
        QVERIFY(hall.centre().returnLease(returned->id, device, returned->from + 4).ok());
        QVERIFY(hall.centre().returnLease(returned->id, device, returned->from).ok()); // the first word holds
        const auto number = [](qint64 n) { return domain::formatReceiptNumber(u"610116-2026", n); };
        QVERIFY(!store.numberRegister.voidSince(number(returned->from + 3)));
        for (qint64 n = returned->from + 4; n <= returned->to; ++n)
            QVERIFY(store.numberRegister.voidSince(number(n)).has_value());
        // What was given back can't be used after all.
        domain::Operation operation = hall.submit(u"case.accept"_s, flex(hall))->operation;
        operation.receipt = number(returned->from + 5);
        hall.office().sign(operation);
        domain::PushBatch batch;
        batch.operations = {operation};
        QCOMPARE(hall.centre().push(stream, batch)->results[0].problem.code, u"receipt.void"_s);
    }

    void aLeaseThatRanOutIsWrittenOffButWorkDoneInTimeKeepsItsNumber()
    {
        Hall hall;
        auto &store = hall.centreOffice().store();
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall)); // then the laptop is away for three months
        const QString used = accepted->operation.receipt;
        const auto lease = store.receipts.leaseById(accepted->operation.lease)->first;
        hall.setNow(hall.now().addDays(90));
        CentreHealing healing(hall.centreOffice());
        QVERIFY(healing.tend().ok());
        QVERIFY(store.numberRegister.voidSince(used).has_value());
        QVERIFY(store.numberRegister.voidSince(domain::formatReceiptNumber(lease.series, lease.to)).has_value());
        QVERIFY(hall.sync());
        QCOMPARE(store.receipts.userOf(used), accepted->operation.doc);
        QVERIFY(!store.numberRegister.voidSince(used));
    }

    void oldMarksAreForgottenAndOldCursorsAreTold()
    {
        Hall hall;
        auto &store = hall.centreOffice().store();
        CentreHealing healing(hall.centreOffice());
        store.feed.put(u"d/610116"_s, store.feed.bump(u"d/610116"_s), 0, u"gone"_s, domain::ChangeRow::Kind::Leave, 1);
        store.feed.bump(u"d/610116"_s);
        const QString epoch = hall.centre().epoch();
        const auto page = [&](qint64 since) { return hall.centre().changes(u"d/610116"_s, {epoch, since}, 100, 1 << 20); };
        QVERIFY(healing.tend().ok());
        QCOMPARE(page(1).problem.has_value(), false);
        hall.setNow(hall.now().addDays(399));
        QVERIFY(healing.tend().ok());
        QCOMPARE(page(0).rows.size(), 1);
        hall.setNow(hall.now().addDays(8));
        QVERIFY(healing.tend().ok());
        QCOMPARE(page(1).problem->code, u"sync.cursor-expired"_s);
        QVERIFY(!page(0).problem);
        QVERIFY(page(0).rows.isEmpty());
        QVERIFY(!page(2).problem); // has read past it
    }

    void anOlderBodyIsBroughtUp()
    {
        const QList<office::UpCaster> table{
            {u"case.note", 1, [](const QJsonObject &body) { return QJsonObject{{u"text"_s, body[u"note"_s]}}; }},
            {u"case.note", 2, [](const QJsonObject &body) { QJsonObject up = body; up[u"public"_s] = false; return up; }},
        };
        domain::Operation operation;
        operation.type = u"case.note"_s;
        operation.body = {{u"note"_s, u"x"_s}};
        const domain::Operation up = office::upCast(operation, 3, table);
        QCOMPARE(up.typeVersion, 3);
        QCOMPARE(up.body, (QJsonObject{{u"text"_s, u"x"_s}, {u"public"_s, false}}));
        QCOMPARE(office::upCast(operation, 2, table).typeVersion, 2);
        QCOMPARE(office::upCast(up, 3, table).body, up.body);
        operation.type = u"case.accept"_s;
        QCOMPARE(office::upCast(operation, 3, table).body, operation.body);
        for (const office::UpCaster &step : office::upCasters())
            QVERIFY2(office::operationKind(step.type)->version > step.from, "a step leads nowhere");
    }
};

QTEST_GUILESS_MAIN(CentreHistory)
#include "tst_centrehistory.moc"
