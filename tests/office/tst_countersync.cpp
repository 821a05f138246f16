// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "office/search/desksearch.h"
#include "office/store.h"
#include "support/hall.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::Outcome;
using support::Hall;

/// The window's side of the sync over a real centre: what is shown while work is under way, and what survives.
class CounterSyncTest : public QObject
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

private Q_SLOTS:
    void workIsVisibleFromTheClickOnWithoutFlicker()
    {
        Hall hall;
        const QString id = accept(hall);
        const QJsonObject clicked = hall.archive().document(id)->body;
        QVERIFY(hall.push().ok()); // acknowledged, not yet downloaded
        QCOMPARE(hall.archive().document(id)->body, clicked);
        QVERIFY(hall.office().store().documents.base(id) == std::nullopt);
        hall.pull();
        QCOMPARE(hall.archive().document(id)->body, clicked);
        QVERIFY(hall.office().store().journal.overlays().isEmpty());
    }

    void stayingOnTopUntilTheDocumentItselfHasComeDown()
    {
        Hall hall;
        const QString id = accept(hall);
        QVERIFY(hall.sync());
        const QString other = accept(hall, Hall::person(u"李四"_s, u"440524188001010014"_s));
        QVERIFY(hall.sync());
        // Ours is accepted; then somebody changes another document, and then ours: its row in the feed now comes last.
        QVERIFY(hall.office().submit({u"paper.print"_s, id, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}).ok());
        const int printed = hall.archive().caseFile(id)->papers[u"acceptance"_s].toInt();
        QVERIFY(hall.push().ok());
        for (const QString &doc : {other, id})
            QVERIFY(hall.centreOffice().submit({u"paper.print"_s, doc, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}).ok());
        const auto onlyOne = hall.centre().changes(u"d/610116"_s, hall.counterSync().cursor(u"d/610116"_s), 1, 1 << 22);
        QVERIFY(onlyOne.more);
        QCOMPARE(onlyOne.rows.first().id, other);
        QVERIFY(hall.counterSync().applyPage(onlyOne).ok());
        QCOMPARE(hall.archive().caseFile(id)->papers[u"acceptance"_s].toInt(), printed);
        hall.pull();
        QCOMPARE(hall.archive().caseFile(id)->papers[u"acceptance"_s].toInt(), printed + 1);
        QVERIFY(hall.office().store().journal.overlays().isEmpty());
    }

    void aPullInBetweenKeepsPendingWorkOnTop()
    {
        Hall hall;
        const QString id = accept(hall);
        QVERIFY(hall.sync());
        const auto printed = hall.office().submit({u"paper.print"_s, id, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()});
        QVERIFY(printed.ok());
        // Meanwhile somebody else prints it too, at the centre.
        QVERIFY(hall.centreOffice().submit({u"paper.print"_s, id, {{u"paper"_s, u"acceptance"_s}}, hall.clerk()}).ok());
        hall.pull();
        QCOMPARE(hall.archive().caseFile(id)->papers[u"acceptance"_s].toInt(), 3); // centre's two and ours on top
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().caseFile(id)->papers[u"acceptance"_s].toInt(), 3);
        QCOMPARE(hall.centre().document(id)->body, hall.archive().document(id)->body);
    }

    void aRefusedOperationBlocksNothingBehindIt()
    {
        Hall hall;
        const QString first = accept(hall);
        QVERIFY(hall.sync());
        // The centre takes the number away under the window's feet, so that the next case is refused there.
        const auto lease = hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).first();
        const QString taken = domain::formatReceiptNumber(u"610116-2026", lease.next);
        hall.centreOffice().store().receipts.use(taken, u"610116-2026"_s, u"another"_s, hall.now());
        const QString refused = accept(hall);
        const QString third = accept(hall, Hall::person(u"李四"_s, u"440524188001010014"_s));
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 1);
        QCOMPARE(hall.archive().returned().first().problem.code, u"receipt.taken"_s);
        QVERIFY(!hall.centre().document(refused));
        QVERIFY(hall.centre().document(third).has_value());
        QVERIFY(hall.centre().document(first).has_value());
        QCOMPARE(hall.archive().pendingCount(), 0);
    }

    void bothVersionsOfReturnedWorkAreKept()
    {
        Hall hall;
        QJsonObject body = hall.application(u"flex-ss"_s, Hall::person(), flexAnswers());
        const auto received = hall.submit(u"case.receive"_s, body);
        const QString id = received->operation.doc;
        QVERIFY(hall.sync());
        // At the centre a colleague accepts it; here it is accepted too, with another priority, before we hear of that.
        QVERIFY(hall.centreOffice().submit({u"case.accept"_s, id, body, hall.clerk()}).ok());
        body[u"priority"_s] = u"老年人"_s;
        QVERIFY(hall.submit(u"case.accept"_s, body, id).ok());
        hall.pull(); // the colleague's version arrives first
        QVERIFY(hall.push().ok());
        const auto returned = hall.archive().returned();
        QCOMPARE(returned.size(), 1);
        QCOMPARE(returned.first().problem.code, u"case.state"_s);
        QCOMPARE(returned.first().ours[u"priority"_s].toString(), u"老年人"_s);
        QCOMPARE(returned.first().ours[u"number"_s], returned.first().centres[u"number"_s]);
        QVERIFY(!returned.first().centres.contains(u"priority"_s));
        QCOMPARE(hall.archive().caseFile(id)->priority, QString()); // the list shows the centre's
    }

    void restartedInTheMiddleNothingIsLostAndNothingTwice()
    {
        Hall hall;
        const QString id = accept(hall);
        hall.restartCounter();
        QCOMPARE(hall.archive().pendingCount(), 1);
        QVERIFY(hall.push().ok());
        hall.restartCounter();
        hall.pull();
        QCOMPARE(hall.archive().count({}), 1);
        QCOMPARE(hall.centre().document(id)->version, 1);
    }

    void withoutLeasedNumbersAProvisionalOneIsReplacedByTheCentre()
    {
        Hall hall;
        hall.office().store().leases.setNext(hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).first().id, 1'000'000);
        const QString id = accept(hall);
        const QString provisional = hall.archive().caseFile(id)->number;
        QVERIFY(provisional.startsWith(u"T-"_s));
        QVERIFY(hall.push().ok());
        hall.pull();
        const QString legal = hall.archive().caseFile(id)->number;
        QVERIFY(legal.startsWith(u"610116-2026-"_s));
        QCOMPARE(hall.centre().document(id)->body[u"number"_s].toString(), legal);
        // What was printed off line still finds it.
        QCOMPARE(hall.archive().document(id)->body[u"provisionalNumber"_s].toString(), provisional);
        QVERIFY(!office::DeskSearch(hall.office()).find(provisional, 5).isEmpty());
    }

    void aCopiedInstallationIsNoticedAndItsWorkKept()
    {
        Hall hall;
        accept(hall);
        domain::PushBatch batch;
        batch.operations = hall.counterSync().pendingOperations(10, 1 << 20);
        QVERIFY(hall.push().ok());
        // A clone pushes other work under the same numbers.
        domain::Operation other = batch.operations.first();
        other.id = domain::newId(hall.now());
        batch.operations = {other};
        const auto answer = hall.centre().push(hall.office().stream(), batch);
        QVERIFY(!answer.ok());
        QCOMPARE(answer.refusal().code, u"sync.stream-forked"_s);
        // The way on: a new stream, the unsent work with its ids.
        const QString id = accept(hall);
        const QString stream = domain::newId(hall.now());
        const QString operation = hall.counterSync().pendingOperations(10, 1 << 20).first().id;
        QVERIFY(hall.counterSync().renumber(stream).ok());
        QVERIFY(hall.centre().enrol(stream, hall.office().deviceId(), hall.office().devicePublicKey(), u"3"_s).ok());
        const auto pending = hall.counterSync().pendingOperations(10, 1 << 20);
        QCOMPARE(pending.first().id, operation);
        QCOMPARE(pending.first().n, 1);
        QVERIFY(hall.sync());
        QVERIFY2(hall.centre().document(id).has_value(), "the case made before the fork was noticed is at the centre");
    }

    void gapsAndWrongEpochsAreToldApart()
    {
        Hall hall;
        accept(hall);
        domain::PushBatch batch;
        batch.operations = hall.counterSync().pendingOperations(10, 1 << 20);
        batch.epoch = u"e-other"_s;
        QCOMPARE(hall.centre().push(hall.office().stream(), batch).refusal().code, u"sync.epoch-changed"_s);
        batch.epoch.clear();
        batch.operations.first().n = 5;
        const auto gap = hall.centre().push(hall.office().stream(), batch);
        QCOMPARE(gap.refusal().code, u"sync.gap"_s);
        QCOMPARE(gap.refusal().facts[u"expected"_s].toInteger(), 1);
        QCOMPARE(hall.centre().changes(u"ref"_s, {hall.centre().epoch(), 1'000'000}, 10, 1000).problem->code, u"sync.ahead"_s);
        QCOMPARE(hall.centre().changes(u"ref"_s, {u"e-old"_s, 1}, 10, 1000).problem->code, u"sync.epoch-changed"_s);
    }

    void pagesNeverSplitATransaction()
    {
        Hall hall;
        accept(hall); // a case and its applicant change together
        QVERIFY(hall.push().ok());
        const auto page = hall.centre().changes(u"d/610116"_s, {}, 1, 1);
        QCOMPARE(page.rows.size(), 2);
        QCOMPARE(page.rows[0].seq, page.rows[1].seq);
        QVERIFY(!page.more);
        const auto reference = hall.centre().changes(u"ref"_s, {}, 3, 1 << 22);
        QVERIFY(reference.more);
        QCOMPARE(reference.rows.size(), 3);
        QVERIFY(reference.upto < reference.head);
    }

    void aNewerProgramsOperationIsParkedNotLost()
    {
        Hall hall;
        accept(hall);
        domain::PushBatch batch;
        batch.operations = hall.counterSync().pendingOperations(10, 1 << 20);
        batch.operations.first().type = u"case.teleport"_s;
        hall.office().sign(batch.operations.first());
        const auto answer = hall.centre().push(hall.office().stream(), batch);
        QCOMPARE(answer->results.first().outcome, Outcome::Parked);
        QCOMPARE(hall.centreOffice().store().journal.ofStream(hall.office().stream(), 0, 10).size(), 1);
    }
};

QTEST_GUILESS_MAIN(CounterSyncTest)
#include "tst_countersync.moc"
