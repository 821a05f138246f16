// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/counterhistory.h"
#include "office/counternumbers.h"
#include "office/counterscopes.h"
#include "office/search/desksearch.h"
#include "office/store.h"
#include "storage/holdingstore.h"
#include "support/centrecopy.h"
#include <QElapsedTimer>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Outcome;
using support::Hall;

/// The window's store when the centre was restored, its own disk was copied, its rights were changed or a row was lost.
class CounterHealingTest : public QObject
{
    Q_OBJECT

    static QJsonObject flexAnswers() { return {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}; }

    static QString accept(Hall &hall, const domain::ApplicantCard &who = Hall::person())
    {
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, who, flexAnswers()));
        if (!done)
            qFatal("not accepted: %s", qPrintable(done.refusal().code));
        return done->operation.doc;
    }

    static int printed(Hall &hall, const QString &id) { return hall.archive().caseFile(id)->papers[u"acceptance"_s].toInt(); }
    static void print(Hall &hall, const QString &id)
    {
        if (!hall.office().submit({u"paper.print"_s, id, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}))
            qFatal("not printed");
    }
    /// Sends again what the centre forgot, as the lane does, at most `atOnce` at a time.
    static void offer(Hall &hall, int atOnce = 500)
    {
        office::CounterHistory history(hall.office());
        while (const auto from = history.offerFrom()) {
            domain::PushBatch batch;
            batch.epoch = hall.counterSync().epoch();
            batch.operations = history.operationsFrom(*from, atOnce, 1 << 20);
            batch.previousHash = hall.counterSync().chainHashBefore(*from);
            const auto answer = hall.centre().push(hall.office().stream(), batch);
            if (!answer || !hall.counterSync().settle(*answer))
                qFatal("not taken again: %s", qPrintable(answer ? QString() : answer.refusal().code));
            history.offered(answer->results.last().n);
        }
    }
    static storage::HoldingStore holdings(Hall &hall) { return storage::HoldingStore(hall.office().store().database); }
    static domain::ScopePage page(Hall &hall, domain::ChangeRow::Kind kind, const QString &id)
    {
        domain::ScopePage page;
        page.scope = u"d/610116"_s;
        page.epoch = hall.counterSync().epoch();
        page.upto = page.head = hall.counterSync().cursor(page.scope).seq + 1;
        domain::ChangeRow row;
        row.kind = kind;
        row.seq = page.upto;
        row.id = id;
        page.rows << row;
        return page;
    }
    static QString applicantOf(Hall &hall, const QString &id) { return hall.archive().caseFile(id)->applicant.id; }

private Q_SLOTS:
    // ---- a centre that was restored ------------------------------------------------------------------------------------

    void aRestoredCentreGetsBackWhatItForgotWithoutFlicker()
    {
        Hall hall;
        const QString kept = accept(hall);
        QVERIFY(hall.sync());
        print(hall, kept);
        QVERIFY(hall.sync());
        support::CentreCopy copy(hall);
        print(hall, kept);
        const QString forgotten = accept(hall, Hall::person(u"李四"_s, u"440524188001010014"_s));
        QVERIFY(hall.sync());
        print(hall, kept); // never sent before the loss
        const QJsonObject shown = hall.archive().document(forgotten)->body;
        const auto look = [&] {
            QCOMPARE(printed(hall, kept), 4); // once when it was accepted
            QCOMPARE(hall.archive().document(forgotten)->body, shown);
        };
        copy.putBack();
        QVERIFY(!hall.centre().document(forgotten));
        const QString epoch = hall.centre().epoch();
        QVERIFY(epoch != hall.counterSync().epoch());
        const office::CounterHistory::Standing standing = office::CounterHistory(hall.office()).standing();
        QCOMPARE(standing.answered, 4);
        QCOMPARE(standing.last, 5);
        QVERIFY(office::CounterHistory(hall.office()).begin(epoch, 3).ok());
        look();
        QCOMPARE(hall.archive().pendingCount(), 3);
        hall.restartCounter();
        look();
        hall.pull(); // before anything was sent again: the centre's old word comes down
        look();
        offer(hall, 1);
        look();
        hall.pull();
        look();
        QCOMPARE(hall.archive().pendingCount(), 0);
        QCOMPARE(hall.archive().returnedCount(), 0);
        QVERIFY(!holdings(hall).hasOverlays());
        QCOMPARE(hall.centre().document(forgotten)->body, shown);
        QCOMPARE(hall.centre().document(kept)->body, hall.archive().document(kept)->body);
        QCOMPARE(hall.centre().document(kept)->version, 4); // every act once
        QCOMPARE(hall.office().store().settings.text(u"unheard-operations"_s), u"0"_s);
    }

    void whatIsSentAgainBeforeItIsHeardLiesOnTopOnce()
    {
        Hall hall;
        const QString id = accept(hall);
        QVERIFY(hall.sync());
        support::CentreCopy copy(hall);
        print(hall, id);
        QVERIFY(hall.sync());
        copy.putBack();
        QVERIFY(office::CounterHistory(hall.office()).begin(hall.centre().epoch(), 2).ok());
        QCOMPARE(printed(hall, id), 2);
        // The view is made anew in between, for a reason of its own.
        print(hall, id);
        QCOMPARE(printed(hall, id), 3);
        domain::OperationResult refused;
        refused.id = hall.counterSync().pendingOperations(10, 1 << 20).last().id;
        refused.outcome = Outcome::Rejected;
        refused.problem = domain::refuse(u"case.state");
        QVERIFY(hall.counterSync().settle({hall.counterSync().epoch(), 3, {refused}, {}}).ok());
        QCOMPARE(printed(hall, id), 2);
        offer(hall, 1);
        QCOMPARE(printed(hall, id), 2); // accepted again, not heard yet: still what the former history said
        // A colleague prints too before we listen.
        QVERIFY(hall.centreOffice().submit({u"paper.print"_s, id, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}).ok());
        hall.pull();
        QCOMPARE(printed(hall, id), 3);
    }

    void anAcknowledgedActThatHadNotComeDownIsSentAgainToo()
    {
        Hall hall;
        support::CentreCopy copy(hall);
        const QString id = accept(hall);
        QVERIFY(hall.push().ok());
        copy.putBack();
        QVERIFY(office::CounterHistory(hall.office()).begin(hall.centre().epoch(), 1).ok());
        hall.pull();
        QVERIFY(hall.archive().document(id).has_value());
        offer(hall);
        hall.pull();
        QCOMPARE(hall.centre().document(id)->body, hall.archive().document(id)->body);
        QVERIFY(!holdings(hall).hasOverlays());
    }

    void whatTheCentreRefusedAndForgotIsJudgedAgain()
    {
        Hall hall;
        support::CentreCopy copy(hall);
        const auto lease = hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).first();
        hall.centreOffice().store().receipts.use(domain::formatReceiptNumber(u"610116-2026", lease.next), u"610116-2026"_s, u"another"_s, hall.now());
        const QString id = accept(hall);
        const QString second = accept(hall, Hall::person(u"李四"_s, u"440524188001010014"_s));
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 1);
        copy.putBack(); // the number is free again
        QVERIFY(office::CounterHistory(hall.office()).begin(hall.centre().epoch(), 1).ok());
        offer(hall);
        hall.pull();
        QCOMPARE(hall.archive().returnedCount(), 0);
        QVERIFY(hall.centre().document(id) && hall.centre().document(second));
        QCOMPARE(hall.archive().document(id)->body, hall.centre().document(id)->body);
    }

    void whatWasRefusedInAStreamThatWasLeftIsJudgedAgainToo()
    {
        Hall hall;
        support::CentreCopy copy(hall);
        const auto lease = hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).first();
        hall.centreOffice().store().receipts.use(domain::formatReceiptNumber(u"610116-2026", lease.next), u"610116-2026"_s, u"another"_s, hall.now());
        const QString id = accept(hall);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 1);
        print(hall, accept(hall, Hall::person(u"李四"_s, u"440524188001010014"_s))); // sent, answered, and forgotten in the old stream
        QVERIFY(hall.sync());
        QVERIFY(hall.counterSync().renumber(domain::newId(hall.now())).ok());
        copy.putBack(); // the number is free again
        QVERIFY(office::CounterHistory(hall.office()).begin(hall.centre().epoch(), {}).ok());
        QCOMPARE(office::CounterHistory(hall.office()).offerFrom(), 1);
        const auto offered = office::CounterHistory(hall.office()).operationsFrom(1, 10, 1 << 20);
        QCOMPARE(offered.size(), 3);
        QCOMPARE(offered[2].baseN, 2); // built upon the same act under its new number
        // A copy of this window is found out in the middle of it: what is still to be offered goes along.
        QVERIFY(hall.counterSync().renumber(domain::newId(hall.now())).ok());
        QCOMPARE(office::CounterHistory(hall.office()).operationsFrom(1, 10, 1 << 20).size(), 3);
        QVERIFY(hall.centre().enrol(hall.office().stream(), hall.office().deviceId(), hall.office().devicePublicKey(), u"3"_s).ok());
        offer(hall, 2);
        hall.pull();
        QCOMPARE(hall.archive().returnedCount(), 0);
        QCOMPARE(hall.archive().pendingCount(), 0);
        QCOMPARE(hall.archive().document(id)->body, hall.centre().document(id)->body);
    }

    void aYoungerCopyOfOurselvesIsToldByItsNumbers()
    {
        Hall hall;
        accept(hall);
        const QByteArray hash = hall.office().store().journal.tail(hall.office().stream()).second;
        const office::CounterHistory history(hall.office());
        QVERIFY(!history.isForked(0, {}));
        QVERIFY(!history.isForked(1, hash));
        QVERIFY(history.isForked(1, "another"));
        QVERIFY(history.isForked(2, hash)); // more than we ever did
    }

    void aNewStreamTakesNoNumbersOfTheOldOne()
    {
        Hall hall;
        accept(hall);
        QCOMPARE(office::CounterNumbers(hall.office()).wish()->count, 200);
        QVERIFY(hall.counterSync().renumber(domain::newId(hall.now())).ok());
        const QString id = accept(hall, Hall::person(u"李四"_s, u"440524188001010014"_s));
        QVERIFY(hall.archive().caseFile(id)->number.startsWith(u"T-"));
        QVERIFY(office::CounterNumbers(hall.office()).wish().has_value());
        QVERIFY(!office::CounterNumbers(hall.office()).returning()); // the other one may be using it
    }

    // ---- what may be held here -------------------------------------------------------------------------------------------

    void aDroppedScopeTakesItsDocumentsWithItButNoWork()
    {
        Hall hall;
        const QString settled = accept(hall);
        QVERIFY(hall.sync());
        const QString worked = accept(hall, Hall::person(u"李四"_s, u"440524188001010014"_s));
        QVERIFY(hall.sync());
        print(hall, worked);
        const QString fresh = accept(hall, Hall::person(u"王五"_s, u"11010519491231002X"_s));
        hall.counterSync().setScopes({u"ref"_s}, u"610116"_s);
        office::CounterScopes scopes(hall.office());
        QVERIFY(scopes.isDropping());
        while (*scopes.dropSome()) { }
        QVERIFY(!scopes.isDropping());
        QVERIFY(!hall.archive().document(settled));
        QVERIFY(office::DeskSearch(hall.office()).find(u"张三"_s, 5).isEmpty());
        QCOMPARE(printed(hall, worked), 2); // pending work keeps what it stands on
        QVERIFY(hall.archive().document(fresh).has_value());
        QVERIFY(hall.counterSync().cursor(u"d/610116"_s).epoch.isEmpty());
        QVERIFY(hall.archive().caseFile(worked).has_value());
        hall.restartCounter();
        QCOMPARE(hall.archive().pendingCount(), 2);
        QVERIFY(hall.push().ok());
        QCOMPARE(hall.archive().pendingCount(), 0);
        QVERIFY(!hall.archive().document(worked)); // settled: nobody tells of it any more
        QVERIFY(!hall.archive().document(fresh));
        QCOMPARE(hall.archive().count({}), 0);
        QCOMPARE(hall.centre().document(worked)->version, 2);
        QCOMPARE(hall.archive().journal(0, 100).size(), 4);
        // Given back, it is read from the beginning.
        hall.counterSync().setScopes({u"ref"_s, u"d/610116"_s}, u"610116"_s);
        hall.pull();
        QCOMPARE(hall.archive().count({}), 3);
        QCOMPARE(printed(hall, worked), 2);
    }

    void aDocumentThatLeavesStaysUnderPendingWork()
    {
        Hall hall;
        const QString id = accept(hall);
        QVERIFY(hall.sync());
        print(hall, id);
        QVERIFY(hall.counterSync().applyPage(page(hall, domain::ChangeRow::Kind::Leave, id)).ok());
        QCOMPARE(printed(hall, id), 2);
        print(hall, id);
        QCOMPARE(printed(hall, id), 3);
        QVERIFY(!holdings(hall).versionOf(id)); // no part of what the centre tells us
        // Refused: it goes, and both versions stay beside the act.
        domain::PushAnswer answer;
        answer.epoch = hall.counterSync().epoch();
        for (const domain::Operation &operation : hall.counterSync().pendingOperations(10, 1 << 20)) {
            domain::OperationResult result;
            result.n = operation.n;
            result.id = operation.id;
            result.outcome = Outcome::Rejected;
            result.problem = domain::refuse(u"right-withdrawn");
            answer.results << result;
        }
        QVERIFY(hall.counterSync().settle(answer).ok());
        QVERIFY(!hall.archive().document(id));
        QCOMPARE(hall.archive().returnedCount(), 2);
        QCOMPARE(hall.archive().returned().first().ours[u"papers"_s][u"acceptance"_s].toInt(), 3);
    }

    void anErasedDocumentLeavesNoCopyAnywhere()
    {
        Hall hall;
        QJsonObject body = hall.application(u"flex-ss"_s, Hall::person(), flexAnswers());
        const QString id = hall.submit(u"case.receive"_s, body)->operation.doc;
        const QString applicant = applicantOf(hall, id);
        QVERIFY(hall.sync());
        QVERIFY(hall.centreOffice().submit({u"case.accept"_s, id, body, hall.clerk()}).ok());
        QVERIFY(hall.submit(u"case.accept"_s, body, id).ok());
        QVERIFY(hall.push().ok()); // refused: a colleague was quicker
        QCOMPARE(hall.archive().returnedCount(), 1);
        QVERIFY(!hall.archive().returned().first().ours.isEmpty());
        print(hall, id); // pending
        QVERIFY(hall.counterSync().applyPage(page(hall, domain::ChangeRow::Kind::Erase, id)).ok());
        QVERIFY(hall.counterSync().applyPage(page(hall, domain::ChangeRow::Kind::Erase, applicant)).ok());
        QVERIFY(!hall.archive().document(id));
        QVERIFY(!hall.archive().document(applicant));
        QVERIFY(office::DeskSearch(hall.office()).find(u"张三"_s, 5).isEmpty());
        QCOMPARE(hall.archive().returnedCount(), 1); // the work itself stays
        QVERIFY(hall.archive().returned().first().ours.isEmpty());
        QVERIFY(hall.archive().returned().first().centres.isEmpty());
        QCOMPARE(hall.archive().pendingCount(), 1);
        hall.restartCounter();
        QVERIFY(!hall.archive().document(id)); // pending work does not bring it back
        office::CounterScopes scopes(hall.office());
        int steps = 0;
        while (scopes.scrubSome() && ++steps < 1000) { }
        QVERIFY(steps < 1000);
        QVERIFY(!scopes.scrubSome());
    }

    // ---- repair ----------------------------------------------------------------------------------------------------------

    void aLostRowIsFoundAndPutRight()
    {
        Hall hall;
        const QString lost = accept(hall), old = accept(hall, Hall::person(u"王五"_s, u"11010519491231002X"_s));
        QVERIFY(hall.sync());
        print(hall, old);
        QVERIFY(hall.sync());
        storage::Database &database = hall.office().store().database;
        const auto digestOf = [&] {
            office::CounterScopes scopes(hall.office());
            auto walk = scopes.walk(u"d/610116"_s);
            while (!walk.isOver) {
                if (!scopes.goOn(walk))
                    qFatal("nothing moved");
            }
            return walk.digest;
        };
        office::CentreHealing healing(hall.centreOffice());
        const qint64 head = hall.centre().head(u"d/610116"_s);
        QCOMPARE(digestOf().differences(*healing.digest(u"d/610116"_s, head)), QList<int>());
        // A bad disk: one document is gone, one is old, one is there that never was.
        database.run(u"DELETE FROM document WHERE id = ?"_s, {lost});
        database.run(u"UPDATE document SET version = 1 WHERE id = ?"_s, {old});
        database.run(u"INSERT INTO document(id, kind, version, base, scopes) VALUES('ghost', 'case', 3, '{}', 'd/610116')"_s);
        database.run(u"INSERT INTO document_scope(doc, scope) VALUES('ghost', 'd/610116')"_s);
        const QString pending = accept(hall, Hall::person(u"李四"_s, u"440524188001010014"_s));
        const QList<int> buckets = digestOf().differences(*healing.digest(u"d/610116"_s, head));
        QVERIFY(!buckets.isEmpty());
        office::CounterScopes scopes(hall.office());
        auto walk = scopes.walk(u"d/610116"_s, buckets);
        while (!walk.isOver)
            QVERIFY(scopes.goOn(walk));
        QStringList fetched, removed;
        for (const int bucket : buckets) {
            const auto repair = office::CounterScopes::compare(walk.found[bucket], *healing.bucket(u"d/610116"_s, head, bucket));
            fetched += repair.fetch;
            removed += repair.remove;
            QVERIFY(scopes.remove(u"d/610116"_s, repair.remove).ok());
            for (const QString &id : repair.fetch)
                QVERIFY(scopes.put(*hall.centre().document(id)).ok());
        }
        fetched.sort();
        QStringList expected{lost, old};
        expected.sort();
        QCOMPARE(fetched, expected);
        QCOMPARE(removed, QStringList{u"ghost"_s});
        QCOMPARE(digestOf().differences(*healing.digest(u"d/610116"_s, head)), QList<int>());
        QCOMPARE(hall.archive().document(lost)->body, hall.centre().document(lost)->body);
        QVERIFY(hall.archive().document(pending).has_value()); // the outbox is no part of it
        QCOMPARE(hall.archive().pendingCount(), 1);
    }

    void aWalkIsGivenUpWhenAPageComesInBetween()
    {
        Hall hall;
        accept(hall);
        office::CounterScopes scopes(hall.office());
        auto walk = scopes.walk(u"d/610116"_s);
        QVERIFY(hall.sync());
        QVERIFY(!scopes.goOn(walk));
    }

    void anOldWordOfTheCentreDoesNotReplaceANewerOne()
    {
        Hall hall;
        const QString id = accept(hall);
        QVERIFY(hall.sync());
        const domain::Document old = *hall.centre().document(id);
        print(hall, id);
        QVERIFY(hall.sync());
        QVERIFY(office::CounterScopes(hall.office()).put(old).ok());
        QCOMPARE(printed(hall, id), 2);
    }

    void aDocumentOfAScopeThatWasTakenAwayIsNotTaken()
    {
        Hall hall;
        const QString id = accept(hall);
        QVERIFY(hall.sync());
        office::CounterScopes scopes(hall.office());
        const domain::Document lacking = *hall.centre().document(id); // asked for while it was ours
        hall.counterSync().setScopes({u"ref"_s}, u"610116"_s);
        while (*scopes.dropSome()) { }
        QVERIFY(scopes.put(lacking).ok());
        QVERIFY(!hall.archive().document(id));
        QVERIFY(office::DeskSearch(hall.office()).find(u"张三"_s, 5).isEmpty());
    }

    // ---- numbers -----------------------------------------------------------------------------------------------------------

    void nextYearsNumbersAreThereBeforeTheYearIs()
    {
        Hall hall;
        office::CounterNumbers numbers(hall.office());
        const auto take = [&] {
            for (int i = 0; i < 50; ++i) { // and a block of each series of papers
                const auto wish = numbers.wish();
                if (!wish)
                    return;
                const auto lease = hall.centre().leaseNumbers(wish->request, hall.office().stream(), wish->series, wish->count);
                numbers.add(*lease);
            }
            qFatal("never enough");
        };
        take();
        hall.setHallTime(QDate(2026, 12, 1), QTime(9, 0));
        QCOMPARE(numbers.wish()->series, u"610116-2027"_s);
        numbers.forgetWish(u"610116-2027"_s); // this centre does not give them yet
        QVERIFY(numbers.wish()->series != u"610116-2027"_s); // only next year's of papers are left to ask for
        hall.setHallTime(QDate(2026, 12, 2), QTime(9, 0));
        QCOMPARE(numbers.wish()->series, u"610116-2027"_s);
        take();
        QVERIFY(!numbers.returning());
        hall.setHallTime(QDate(2027, 1, 4), QTime(9, 0));
        QVERIFY(hall.archive().caseFile(accept(hall))->number.startsWith(u"610116-2027-0"));
        // What is left of the old year goes back, each block once.
        QStringList returned;
        while (const auto block = numbers.returning()) {
            QCOMPARE(numbers.returning()->lease, block->lease); // until it has been told
            QVERIFY(!returned.contains(block->lease));
            QVERIFY(hall.centre().returnLease(block->lease, hall.office().deviceId(), block->next).ok());
            numbers.returned(block->lease);
            returned << block->lease;
        }
        QVERIFY(returned.size() >= 2);
        QVERIFY(hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).isEmpty());
    }

    void aLostAnswerCostsNoNumbersEvenOverARestart()
    {
        Hall hall;
        const auto wish = office::CounterNumbers(hall.office()).wish();
        QVERIFY(wish.has_value());
        hall.restartCounter();
        QCOMPARE(office::CounterNumbers(hall.office()).wish()->request, wish->request);
        const auto lease = hall.centre().leaseNumbers(wish->request, hall.office().stream(), wish->series, wish->count);
        office::CounterNumbers(hall.office()).add(*lease);
        QVERIFY(!office::CounterNumbers(hall.office()).wish() || office::CounterNumbers(hall.office()).wish()->request != wish->request);
    }

    // ---- bounds --------------------------------------------------------------------------------------------------------------

    void anOutboxOfFiftyThousandIsNeverLoadedWhole()
    {
        Hall hall;
        const QString id = accept(hall);
        QVERIFY(hall.sync());
        print(hall, id);
        storage::Database &database = hall.office().store().database;
        database.run(u"WITH RECURSIVE more(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM more WHERE i < 50000)"
                     " INSERT INTO journal(id, stream, n, type, doc, actor, at, body, hash, fate, overlay)"
                     " SELECT j.id || i, j.stream, j.n + i, j.type, 'other' || i, j.actor, j.at, j.body, j.hash, j.fate, 1 FROM journal j, more"
                     " WHERE j.fate = 'pending'"_s);
        database.run(u"INSERT INTO journal_touch(doc, seq) SELECT doc, seq FROM journal WHERE doc LIKE 'other%'"_s);
        hall.restartCounter();
        QStringList unbounded;
        hall.office().store().database.setStatementHook([&](const QString &sql) {
            const bool isWhole = sql.contains(u"body"_s) && sql.contains(u"FROM journal"_s) && !sql.contains(u"LIMIT"_s) && !sql.contains(u"id = ?"_s) && !sql.contains(u"n = ?"_s) && !sql.contains(u"doc = ?"_s);
            if (isWhole)
                unbounded << sql;
        });
        QElapsedTimer timer;
        timer.start();
        office::CounterSync &sync = hall.counterSync();
        QCOMPARE(sync.pendingCount(), 50001);
        QCOMPARE(sync.pendingOperations(500, 1 << 20).size(), 500);
        QCOMPARE(office::CounterHistory(hall.office()).standing().last, 50002);
        QVERIFY(sync.oldestPending().has_value());
        QVERIFY(hall.centreOffice().submit({u"paper.print"_s, id, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}).ok());
        hall.pull();
        print(hall, id);
        hall.office().store().database.setStatementHook({});
        QCOMPARE(unbounded, QStringList());
        QCOMPARE(printed(hall, id), 4);
        qInfo("a full outbox: %lld ms", timer.elapsed());
    }
};

QTEST_GUILESS_MAIN(CounterHealingTest)
#include "tst_counterhealing.moc"
