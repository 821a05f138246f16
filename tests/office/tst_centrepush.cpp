// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "office/centrehealing.h"
#include "office/store.h"
#include "support/hall.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::MaterialMark;
using domain::Outcome;
using support::Hall;

/// What the centre makes of pushes that are not as they should be, and of its own troubles.
class CentrePush : public QObject
{
    Q_OBJECT

    static QJsonObject flexAnswers() { return {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}; }
    static QJsonObject flex(Hall &hall) { return hall.application(u"flex-ss"_s, Hall::person(), flexAnswers()); }

    static domain::PushBatch pending(Hall &hall)
    {
        domain::PushBatch batch;
        batch.operations = hall.counterSync().pendingOperations(500, 1 << 20);
        batch.previousHash = hall.counterSync().chainHashBefore(batch.operations.first().n);
        return batch;
    }

    /// The next number of this window's block is another case's at the centre: the next new case is refused there.
    static void takeNextNumberAway(Hall &hall)
    {
        const auto lease = hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).first();
        hall.centreOffice().store().receipts.use(domain::formatReceiptNumber(u"610116-2026", lease.next), u"610116-2026"_s, u"another"_s, hall.now());
    }

    static domain::Operation signedAgain(Hall &hall, domain::Operation operation)
    {
        hall.office().sign(operation);
        return operation;
    }

private Q_SLOTS:
    void whatWasBuiltUponARefusedActIsRefusedInTheSamePush()
    {
        Hall hall;
        takeNextNumberAway(hall);
        const auto received = hall.submit(u"case.receive"_s, flex(hall));
        QVERIFY(received.ok());
        const QString id = received->operation.doc;
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall), id).ok());
        const auto answer = hall.push();
        QVERIFY(answer.ok());
        QCOMPARE(answer->results[0].problem.code, u"receipt.taken"_s);
        QCOMPARE(answer->results[1].problem.code, u"operation.predecessor-rejected"_s);
        QVERIFY2(!hall.centre().document(id), "no case without a number has come into being");
    }

    void theWordOfAPersonOnARefusedActStandsAlone()
    {
        Hall hall;
        takeNextNumberAway(hall);
        const auto received = hall.submit(u"case.receive"_s, flex(hall));
        const QString id = received->operation.doc;
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall), id).ok());
        domain::PushBatch first = pending(hall);
        first.operations.resize(1);
        const auto refused = hall.centre().push(hall.office().stream(), first);
        QVERIFY(hall.counterSync().settle(*refused).ok());
        // The second act is still on its way; the clerk drops the first already.
        const auto dropped = hall.submit(u"returned.close"_s, {{u"operation"_s, received->operation.id}, {u"how"_s, u"dropped"_s}, {u"reason"_s, u"号码重复"_s}}, id);
        QVERIFY(dropped.ok());
        QVERIFY(dropped->operation.baseN.has_value());
        const auto answer = hall.push();
        QCOMPARE(answer->results[0].problem.code, u"operation.predecessor-rejected"_s);
        QCOMPARE(answer->results[1].outcome, Outcome::Applied);
    }

    void aCaseMustBringANumber()
    {
        Hall hall;
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        domain::PushBatch batch = pending(hall);
        batch.operations[0].receipt.clear();
        batch.operations[0] = signedAgain(hall, batch.operations[0]);
        const auto answer = hall.centre().push(hall.office().stream(), batch);
        QCOMPARE(answer->results[0].problem.code, u"receipt.malformed"_s);
        QVERIFY(!hall.centre().document(batch.operations[0].doc));
    }

    void oneActToldTwiceInAPushIsDoneOnce()
    {
        Hall hall;
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        QVERIFY(hall.sync());
        QVERIFY(hall.office().submit({u"paper.print"_s, accepted->operation.doc, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}).ok());
        domain::PushBatch batch = pending(hall);
        domain::Operation again = batch.operations[0];
        ++again.n;
        batch.operations << signedAgain(hall, again);
        const auto answer = hall.centre().push(hall.office().stream(), batch);
        QVERIFY2(answer.ok(), "one odd act must not hold up the stream");
        QCOMPARE(answer->results[0].outcome, Outcome::Applied);
        QCOMPARE(answer->results[1].outcome, Outcome::Duplicate);
        QCOMPARE(answer->last, again.n);
        QCOMPARE(CaseFile::fromJson(hall.centre().document(again.doc)->body)->papers[u"acceptance"_s].toInt(), 2);
    }

    void whatWasRefusedIsRefusedThroughAnotherStreamToo()
    {
        Hall hall;
        takeNextNumberAway(hall);
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        QCOMPARE(hall.centre().push(hall.office().stream(), pending(hall))->results[0].outcome, Outcome::Rejected);
        // The answer is lost, and this disk is then put back from a copy: a new stream, the same ids.
        const QString stream = domain::newId(hall.now());
        QVERIFY(hall.counterSync().renumber(stream).ok());
        QVERIFY(hall.centre().enrol(stream, hall.office().deviceId(), hall.office().devicePublicKey(), u"3"_s).ok());
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 1);
        QCOMPARE(hall.archive().returned().first().problem.code, u"receipt.taken"_s);
    }

    void whatWaitedForAnUpgradeIsDoneAfterIt_data()
    {
        QTest::addColumn<bool>("isForked");
        QTest::newRow("told again through its stream") << false;
        QTest::newRow("told again through a new one") << true;
    }
    void whatWaitedForAnUpgradeIsDoneAfterIt()
    {
        QFETCH(bool, isForked);
        Hall hall;
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        const QString id = accepted->operation.doc;
        QVERIFY(hall.office().submit({u"paper.print"_s, id, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}).ok());
        domain::PushBatch batch = pending(hall);
        // As an older centre, to which an acceptance was something new, has left them.
        domain::PushBatch newer = batch;
        newer.operations[0].typeVersion = 2;
        newer.operations[0] = signedAgain(hall, newer.operations[0]);
        const auto parked = hall.centre().push(hall.office().stream(), newer);
        QCOMPARE(parked->results[0].outcome, Outcome::Parked);
        QCOMPARE(parked->results[1].outcome, Outcome::Parked); // it builds upon the first
        QVERIFY(!hall.centre().document(id));
        auto &store = hall.centreOffice().store();
        QByteArray hash;
        for (qint64 n : {1, 2}) {
            storage::JournalRow row = *store.journal.byNumber(hall.office().stream(), n);
            row.operation = batch.operations[n - 1];
            row.hash = hash = domain::chainHash(hash, row.operation);
            store.journal.moveTo(row);
        }
        store.streams.put({hall.office().stream(), hall.office().deviceId(), 2, hash});
        // The upgraded one is told again, as windows do at each greeting.
        if (isForked) {
            const QString stream = domain::newId(hall.now());
            QVERIFY(hall.counterSync().renumber(stream).ok());
            QVERIFY(hall.centre().enrol(stream, hall.office().deviceId(), hall.office().devicePublicKey(), u"3"_s).ok());
            batch = pending(hall);
        }
        const auto answer = hall.push();
        QVERIFY(answer.ok());
        QCOMPARE(answer->results[0].outcome, Outcome::Applied);
        QCOMPARE(answer->results[1].outcome, Outcome::Applied);
        QCOMPARE(answer->last, 2);
        QCOMPARE(CaseFile::fromJson(hall.centre().document(id)->body)->papers[u"acceptance"_s].toInt(), 2);
        QCOMPARE(hall.centre().push(hall.office().stream(), batch)->results[1].at, answer->results[1].at); // once
        hall.pull();
        QCOMPARE(hall.archive().pendingCount(), 0);
    }

    void anAdministratorsActCountsOnlyFromTheAdministrator()
    {
        Hall hall;
        const office::Actor admin = hall.staff(u"1501"_s);
        QJsonObject clerk = hall.office().rules()->staff(hall.clerk().staffId)->toJson();
        clerk[u"roles"_s] = QJsonArray{u"clerk"_s, u"supervisor"_s};
        QVERIFY(hall.office().submit({u"staff.define"_s, hall.clerk().staffId, clerk, admin}).ok());
        const domain::PushBatch batch = pending(hall);
        const auto forged = hall.centre().push(hall.office().stream(), batch, *hall.office().rules()->staff(hall.clerk().staffId));
        QCOMPARE(forged->results[0].problem.code, u"operation.not-allowed"_s);
        QVERIFY(hall.counterSync().settle(*forged).ok());
        QVERIFY(hall.office().submit({u"staff.define"_s, hall.clerk().staffId, clerk, admin}).ok());
        const auto own = hall.centre().push(hall.office().stream(), pending(hall), *hall.office().rules()->staff(admin.staffId));
        QCOMPARE(own->results[0].outcome, Outcome::Applied);
    }

    void nobodyActsInAnotherDistrict()
    {
        Hall hall;
        const office::Actor centre{u"centre"_s, {}, {u"centre"_s}, {}, {}};
        QJsonObject place = hall.place().toJson();
        const QString elsewhere = domain::idFor(u"place:610113"_s);
        place[u"id"_s] = elsewhere;
        place[u"district"_s] = u"610113"_s;
        QVERIFY(hall.centreOffice().submit({u"place.define"_s, elsewhere, place, centre}).ok());
        hall.pull();
        office::Actor there = hall.clerk();
        there.place = elsewhere;
        QCOMPARE(hall.office().submit({u"case.accept"_s, {}, flex(hall), there}).refusal().code, u"operation.out-of-reach"_s);
        // A window that does it all the same.
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        domain::PushBatch batch = pending(hall);
        batch.operations[0].place = elsewhere;
        batch.operations[0] = signedAgain(hall, batch.operations[0]);
        QCOMPARE(hall.centre().push(hall.office().stream(), batch)->results[0].problem.code, u"operation.not-allowed"_s);
    }

    void nobodyActsInTheNameOfWhoNeverSatHere()
    {
        Hall hall;
        const auto rules = hall.office().rules();
        const domain::Staff wang = *rules->staffByNumber(u"1001"_s), li = *rules->staffByNumber(u"1002"_s);
        const auto pushedByWang = [&] {
            const auto answer = hall.centre().push(hall.office().stream(), pending(hall), wang);
            const bool settled = hall.counterSync().settle(*answer).ok();
            return settled ? answer->results.last() : domain::OperationResult();
        };
        QVERIFY(hall.centre().noteHand(wang.id, hall.office().deviceId()).ok());
        hall.setNow(hall.now().addSecs(60));
        const auto workOfLi = [&] { return hall.submitAs(u"1002"_s, u"case.accept"_s, {}, flex(hall)).ok(); };
        QVERIFY(workOfLi());
        const auto forged = pushedByWang();
        QCOMPARE(forged.problem.code, u"operation.other-hand"_s);
        QVERIFY2(forged.handedOver, "a supervisor sees it: it may have been work");
        // Who has signed in here works here, whoever sends it.
        QVERIFY(hall.centre().noteHand(li.id, hall.office().deviceId()).ok());
        QVERIFY(workOfLi());
        QCOMPARE(pushedByWang().outcome, Outcome::Applied);
        // A centre that was put back from a backup may have forgotten who signed in: until then it takes the device's word.
        QVERIFY(hall.submitAs(u"1003"_s, u"case.accept"_s, {}, flex(hall)).ok());
        hall.setNow(hall.now().addSecs(60));
        QVERIFY(office::CentreHealing(hall.centreOffice()).beginEpoch(u"restored"_s).ok());
        QCOMPARE(pushedByWang().outcome, Outcome::Applied);
        QVERIFY(hall.submitAs(u"1003"_s, u"case.accept"_s, {}, flex(hall)).ok());
        QCOMPARE(pushedByWang().problem.code, u"operation.other-hand"_s);
    }

    void aNewStreamTurnsNoClockBack_data()
    {
        QTest::addColumn<bool>("hasActed");
        QTest::newRow("of a device that has acted before") << true;
        QTest::newRow("of one that was only let in") << false;
    }
    void aNewStreamTurnsNoClockBack()
    {
        QFETCH(bool, hasActed);
        Hall hall;
        const QDateTime letIn = hall.now();
        hall.setNow(hall.now().addSecs(3600));
        if (hasActed)
            QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok() && hall.sync());
        const QDateTime earliest = hasActed ? hall.now() : letIn;
        hall.setNow(hall.now().addDays(1));
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        const QString stream = domain::newId(hall.now());
        QVERIFY(hall.counterSync().renumber(stream).ok());
        QVERIFY(hall.centre().enrol(stream, hall.office().deviceId(), hall.office().devicePublicKey(), u"3"_s).ok());
        domain::PushBatch batch = pending(hall);
        batch.operations[0].made.estimate = hall.now().addDays(-30);
        batch.operations[0] = signedAgain(hall, batch.operations[0]);
        const auto answer = hall.centre().push(stream, batch);
        QCOMPARE(answer->results[0].outcome, Outcome::Applied);
        QCOMPARE(CaseFile::fromJson(hall.centre().document(batch.operations[0].doc)->body)->acceptedAt, earliest);
        QVERIFY(answer->results[0].skewSeconds != 0);
    }

    void aReferenceDocumentNeverReplacesACase()
    {
        Hall hall;
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        QVERIFY(hall.sync());
        const office::Actor centre{u"centre"_s, {}, {u"centre"_s}, {}, {}};
        const auto done = hall.centreOffice().submit({u"place.define"_s, accepted->operation.doc, hall.place().toJson(), centre});
        QCOMPARE(done.refusal().code, u"operation.malformed"_s);
        QCOMPARE(hall.centre().document(accepted->operation.doc)->kind, u"case"_s);
    }

    void oneCaseThatCannotBeDeemedHoldsUpNoOther()
    {
        Hall hall;
        const auto first = hall.submit(u"case.receive"_s, flex(hall));
        hall.setHallTime(QDate(2026, 11, 20), QTime(11, 0));
        const auto second = hall.submit(u"case.receive"_s, flex(hall));
        QVERIFY(hall.sync());
        domain::Document broken = *hall.centre().document(first->operation.doc);
        QJsonObject body = broken.body;
        body[u"item"_s] = QJsonObject{{u"id"_s, u"gone"_s}, {u"version"_s, 1}};
        broken.body = body;
        hall.centreOffice().store().documents.putBase(broken);
        hall.setHallTime(QDate(2026, 12, 7), QTime(10, 0));
        QCOMPARE(*hall.centre().doAgenda(), 1);
        QCOMPARE(CaseFile::fromJson(hall.centre().document(second->operation.doc)->body)->route, domain::Route::Deemed);
    }

    void aDiskInTroubleIsNotTakenForAnotherEpoch()
    {
        Hall hall;
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        domain::PushBatch batch = pending(hall);
        batch.epoch = hall.centre().epoch();
        office::Centre justStarted(hall.centreOffice());
        auto &database = hall.centreOffice().store().database;
        database.setStatementHook([](const QString &sql) {
            if (sql.contains(u"FROM setting"))
                throw storage::Fault(storage::Fault::Kind::Busy, sql);
        });
        const auto answer = justStarted.push(hall.office().stream(), batch);
        const auto page = justStarted.changes(u"ref"_s, {batch.epoch, 1}, 10, 1000);
        database.setStatementHook({});
        QCOMPARE(answer.refusal().code, u"office.store-busy"_s);
        QCOMPARE(page.problem->code, u"office.store-busy"_s);
        QVERIFY(justStarted.push(hall.office().stream(), batch).ok());
    }

    void rulesThatCannotBeReadLeaveTheOldOnesInForce()
    {
        Hall hall;
        const auto before = hall.office().rules();
        QStringList faults;
        connect(&hall.office(), &office::Office::faulted, this, [&](const domain::Refusal &refusal) { faults << refusal.code; });
        hall.office().store().database.setStatementHook([](const QString &sql) { throw storage::Fault(storage::Fault::Kind::Failed, sql); });
        hall.office().reloadRules();
        hall.office().store().database.setStatementHook({});
        QCOMPARE(faults, QStringList{u"office.store-failed"_s});
        QCOMPARE(hall.office().rules(), before);
    }

    void theNoticeNamesOnlyWhatMustBePutRight()
    {
        Hall hall;
        const QJsonObject answers{{u"food.subject"_s, u"catering"_s}, {u"food.projects"_s, QJsonArray{u"hot"_s}}, {u"premises.owned"_s, true},
                                  {u"food.central"_s, false},         {u"food.online"_s, false},                 {u"agent.present"_s, false}};
        QJsonObject body = hall.application(u"food-license"_s, Hall::firm(), answers);
        Hall::mark(body, u"layout"_s, MaterialMark::Defective, u"未标注尺寸"_s);
        Hall::mark(body, u"flow"_s, MaterialMark::Tolerated);
        Hall::mark(body, u"health"_s, MaterialMark::Committed);
        const auto done = hall.submit(u"case.notify"_s, body);
        QVERIFY(done.ok());
        const QJsonArray defects = CaseFile::fromJson(done->document().body)->notices.first().defects;
        QCOMPARE(defects.size(), 1);
        QCOMPARE(defects[0][u"key"].toString(), u"layout"_s);
    }

    void whatComesDownBeforeItsAnswerIsNotCountedTwice()
    {
        Hall hall;
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        QVERIFY(hall.sync());
        QVERIFY(hall.office().submit({u"paper.print"_s, accepted->operation.doc, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}).ok());
        const auto answer = hall.centre().push(hall.office().stream(), pending(hall));
        hall.pull(); // a long poll is quicker than the answer to the push
        QVERIFY(hall.counterSync().settle(*answer).ok());
        QCOMPARE(hall.archive().document(accepted->operation.doc)->body, hall.centre().document(accepted->operation.doc)->body);
    }
};

QTEST_GUILESS_MAIN(CentrePush)
#include "tst_centrepush.moc"
