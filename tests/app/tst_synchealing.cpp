// SPDX-License-Identifier: GPL-3.0-or-later
#include "counterworld.h"
#include "office/counterscopes.h"
#include "storage/holdingstore.h"
#include "support/centrecopy.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using State = forms::SyncStatus::State;
using When = Mishap::When;

namespace {
constexpr qint64 second = 1000, minute = 60 * second, hour = 60 * minute;
} // namespace

/// What becomes of a counter when centre or counter are not what they were: restored, copied, shut out, given other rights.
class SyncHealingStory : public QObject
{
    Q_OBJECT

    static bool isSame(CounterWorld &world, const QString &id)
    {
        const auto here = world.hall.archive().document(id), there = world.hall.centre().document(id);
        return here && there && here->body == there->body && here->version == there->version;
    }
    static storage::HoldingStore holdings(CounterWorld &world) { return storage::HoldingStore(world.hall.office().store().database); }

private Q_SLOTS:
    // ---- a restored centre
    void givesARestoredCentreBackWhatItForgot_data()
    {
        QTest::addColumn<bool>("noticed");
        QTest::newRow("somebody began a new epoch") << true;
        QTest::newRow("nobody noticed") << false;
    }
    void givesARestoredCentreBackWhatItForgot()
    {
        QFETCH(bool, noticed);
        CounterWorld world;
        const QString first = world.accept();
        world.settle();
        world.run(2 * minute); // all has been compared once
        support::CentreCopy copy(world.hall);
        const QString forgotten = world.accept();
        world.run(0);
        const QString others = world.acceptElsewhere(); // never heard of again
        world.run(0);
        QVERIFY(isSame(world, others));
        QVERIFY(isSame(world, forgotten));
        copy.putBack(noticed);
        QVERIFY(!world.centreHas(forgotten));
        world.states.clear();
        world.publish(u"9001"_s);
        world.run(minute);
        if (!noticed) {
            // The heads have gone back: the next pull is ahead of them, or the next act meets a gap.
            world.accept();
            world.run(2 * minute);
        }
        world.run(2 * minute);
        QVERIFY(world.counterHas(first));
        QVERIFY(isSame(world, forgotten));
        QVERIFY(!world.counterHas(others));
        QCOMPARE(world.pending(), 0);
        QCOMPARE(world.hall.archive().returnedCount(), 0);
        QCOMPARE(world.state(), State::Synced);
        QCOMPARE(world.hall.counterSync().epoch(), world.hall.centre().epoch());
        QVERIFY(!holdings(world).hasOverlays());
        QCOMPARE(world.wire.pushes.last().stream, world.hall.office().stream());
    }

    void isShownTheSameWhileTheCentreComesBack()
    {
        CounterWorld world;
        world.settle();
        support::CentreCopy copy(world.hall);
        const QString forgotten = world.accept();
        world.run(0);
        const QJsonObject shown = world.hall.archive().document(forgotten)->body;
        copy.putBack();
        bool flickered = false;
        const auto watch = QObject::connect(&world.hall.office(), &office::Office::changed, [&] {
            const auto now = world.hall.archive().document(forgotten);
            flickered = flickered || !now || now->body != shown;
        });
        world.wire.breakEndpoint(Endpoint::Push, FakeCentre::refused(u"office.store-busy"_s, 503));
        world.run(10 * minute); // taking does not wait for sending
        QVERIFY(world.hall.counterSync().cursor(u"ref"_s).epoch == world.hall.centre().epoch());
        world.wire.mend(Endpoint::Push);
        world.run(2 * minute);
        QObject::disconnect(watch);
        QVERIFY(!flickered);
        QVERIFY(isSame(world, forgotten));
    }

    void worksWithACentreThatDoesNotKnowTheQuestion()
    {
        CounterWorld world;
        world.wire.answerNoRequests();
        world.settle();
        support::CentreCopy copy(world.hall);
        const QString forgotten = world.accept();
        world.run(0);
        copy.putBack();
        world.accept();
        world.run(10 * minute);
        QVERIFY(world.counterHas(forgotten));
        QVERIFY(isSame(world, forgotten));
        QCOMPARE(world.pending(), 0);
        QCOMPARE(world.state(), State::Synced);
    }

    void givesBackWhatWasDoneInAStreamThatWasLeft_data()
    {
        QTest::addColumn<bool>("heardInTheNewStream");
        QTest::newRow("the new stream has been answered") << true;
        QTest::newRow("nothing was sent in the new stream yet") << false;
    }
    void givesBackWhatWasDoneInAStreamThatWasLeft()
    {
        QFETCH(bool, heardInTheNewStream);
        CounterWorld world;
        const QString yesterday = world.accept();
        world.settle();
        support::CentreCopy copy(world.hall); // last night's
        const QString morning = world.accept();
        world.run(0);
        QVERIFY(isSame(world, morning));
        // At noon a copy of this window was found out, and it went on in a stream of its own.
        const QString left = world.hall.office().stream();
        QVERIFY(world.hall.counterSync().renumber(domain::newId(world.hall.now())).ok());
        if (heardInTheNewStream) {
            // Built upon what was done in the morning: not to be judged before it.
            QVERIFY(world.hall.office().submit({u"paper.print"_s, morning, {{u"paper"_s, u"acceptance"_s}}, world.hall.clerk()}).ok());
            world.run(minute);
            QVERIFY(isSame(world, morning));
        }
        const QJsonObject shown = world.hall.archive().document(morning)->body;
        copy.putBack();
        QVERIFY(!world.centreHas(morning));
        world.publish(u"9001"_s);
        world.run(2 * minute);
        QVERIFY(isSame(world, yesterday));
        QVERIFY(isSame(world, morning));
        QCOMPARE(world.hall.archive().document(morning)->body, shown);
        QCOMPARE(world.hall.centre().document(morning)->version, heardInTheNewStream ? 2 : 1); // every act once
        QVERIFY(world.hall.office().stream() != left);
        QCOMPARE(world.pending(), 0);
        QCOMPARE(world.hall.archive().returnedCount(), 0);
        QCOMPARE(world.state(), State::Synced);
        QVERIFY(!holdings(world).hasOverlays());
    }

    void aCopyThatIsQuickerAfterARestoreCostsNoWork()
    {
        CounterWorld world;
        const QString yesterday = world.accept();
        world.settle();
        support::CentreCopy copy(world.hall);
        const QString morning = world.accept();
        world.run(0);
        const QString stream = world.hall.office().stream();
        copy.putBack();
        // The copy was made before the morning: what it did since takes the number of our act.
        domain::Operation other = world.hall.office().store().journal.byNumber(stream, 2)->operation;
        other.id = domain::newId(world.hall.now());
        other.type = u"paper.print"_s;
        other.doc = yesterday;
        other.body = {{u"paper"_s, u"acceptance"_s}};
        other.receipt.clear();
        other.lease.clear();
        other.more = {};
        world.hall.office().sign(other);
        domain::PushBatch batch;
        batch.operations = {other};
        batch.previousHash = world.hall.counterSync().chainHashBefore(2);
        QCOMPARE(world.hall.centre().push(stream, batch)->results.first().outcome, domain::Outcome::Applied);
        world.run(2 * minute);
        QVERIFY(world.hall.office().stream() != stream);
        QVERIFY(isSame(world, morning));
        QCOMPARE(world.hall.centre().document(morning)->version, 1);
        QCOMPARE(world.pending(), 0);
        QCOMPARE(world.hall.archive().returnedCount(), 0);
        QCOMPARE(world.state(), State::Synced);
    }

    // ---- copies of this window
    void aWindowPutBackFromAnOlderCopyGoesOnInANewStream()
    {
        CounterWorld world;
        world.accept();
        world.settle();
        // What the centre has of us and we have forgotten: sent by this window before its disk was put back.
        const QString stream = world.hall.office().stream();
        const QString forgotten = world.accept();
        world.run(0);
        storage::Database &disk = world.hall.office().store().database;
        disk.run(u"DELETE FROM journal WHERE stream = ? AND n = 2"_s, {stream});
        disk.run(u"DELETE FROM document WHERE id = ?"_s, {forgotten});
        disk.run(u"UPDATE cursor SET seq = 0, epoch = ''"_s);
        world.wire.leases.clear();
        world.signIn();
        world.run(minute);
        QVERIFY(world.hall.office().stream() != stream);
        QVERIFY(isSame(world, forgotten)); // it comes back as a document, and is not sent twice
        QCOMPARE(world.hall.centre().document(forgotten)->version, 1);
        QVERIFY(!world.wire.leases.isEmpty());
        QCOMPARE(world.wire.leases.last().stream, world.hall.office().stream());
        const QString next = world.accept();
        world.run(0);
        QVERIFY(isSame(world, next));
        QCOMPARE(world.wire.pushes.last().stream, world.hall.office().stream());
    }

    void aCopiedWindowIsNoticedAtOnceAndItsNumbersCollideWithoutLoss()
    {
        CounterWorld world;
        world.accept();
        world.settle();
        const QString stream = world.hall.office().stream();
        // The copy takes the next number of the old block and is quicker.
        const QString taken = world.accept();
        const QString number = world.hall.archive().caseFile(taken)->number;
        domain::Operation other = world.hall.counterSync().pendingOperations(1, 1).first();
        other.id = domain::newId(world.hall.now());
        other.doc = domain::newId(world.hall.now());
        world.hall.office().sign(other);
        domain::PushBatch batch;
        batch.operations = {other};
        batch.previousHash = world.hall.counterSync().chainHashBefore(other.n);
        QCOMPARE(world.hall.centre().push(stream, batch)->results.first().outcome, domain::Outcome::Applied);
        world.run(minute);
        QVERIFY(world.hall.office().stream() != stream);
        QCOMPARE(world.pending(), 0);
        const auto returned = world.hall.archive().returned();
        QCOMPARE(returned.size(), 1);
        QCOMPARE(returned.first().problem.code, u"receipt.taken"_s);
        QCOMPARE(returned.first().ours[u"number"_s].toString(), number);
    }

    // ---- rights
    void takesOffWhatItMayNotSeeAnyMoreAndKeepsItsWork()
    {
        CounterWorld world;
        const QString settled = world.accept();
        world.settle();
        world.wire.breakEndpoint(Endpoint::Push, FakeCentre::refused(u"office.store-busy"_s, 503));
        const QString waiting = world.accept();
        bool mayNot = true;
        world.wire.alterHello([&](exchange::Hello &hello) {
            if (mayNot)
                hello.scopes = {u"ref"_s};
        });
        world.run(16 * minute);
        QVERIFY(!world.counterHas(settled));
        QVERIFY(world.counterHas(waiting));
        QCOMPARE(world.pending(), 1);
        QCOMPARE(world.wire.pulls.last().scopes, QStringList{u"ref"_s});
        mayNot = false;
        world.wire.mend(Endpoint::Push);
        world.run(16 * minute);
        QVERIFY(isSame(world, settled));
        QVERIFY(isSame(world, waiting));
    }

    void aPageThatComesLateBringsNothingBack_data()
    {
        QTest::addColumn<bool>("givenBack");
        QTest::newRow("the right is gone") << false;
        QTest::newRow("the right was gone for a moment") << true;
    }
    void aPageThatComesLateBringsNothingBack()
    {
        QFETCH(bool, givenBack);
        CounterWorld world;
        const QString early = world.acceptElsewhere();
        world.settle();
        world.run(2 * minute); // compared once: nothing is put right by that in the next minutes
        QVERIFY(isSame(world, early));
        const QString late = world.acceptElsewhere();
        const QStringList all = world.hall.counterSync().scopes();
        bool isWithdrawn = false;
        world.wire.alterHello([&](exchange::Hello &hello) {
            if (isWithdrawn && !givenBack)
                hello.scopes = {u"ref"_s};
        });
        world.wire.alterPage([&](domain::ScopePage &page) {
            if (page.scope != "d/610116"_L1 || isWithdrawn)
                return;
            // Asked for while it was ours; before the answer is here the greeting takes it away.
            isWithdrawn = true;
            world.hall.counterSync().setScopes({u"ref"_s}, u"610116"_s);
            office::CounterScopes scopes(world.hall.office());
            while (*scopes.dropSome()) { }
            if (givenBack)
                world.hall.counterSync().setScopes(all, u"610116"_s);
        });
        world.run(2 * minute);
        QVERIFY(isWithdrawn);
        QCOMPARE(world.counterHas(late), givenBack);
        QCOMPARE(world.counterHas(early), givenBack); // read from the beginning, not from where the page stood
        QCOMPARE(world.hall.counterSync().cursor(u"d/610116"_s).epoch.isEmpty(), !givenBack);
        QCOMPARE(world.state(), State::Synced);
    }

    void marksAScopeUnreadUntilItIsReadToTheEnd()
    {
        CounterWorld world;
        for (int i = 0; i < 4; ++i)
            world.accept();
        world.settle();
        QVERIFY(holdings(world).isComplete(u"d/610116"_s));
        QVERIFY(world.hall.counterSync().restart(u"d/610116"_s).ok());
        world.wire.setRowsPerPage(1);
        world.signIn();
        QVERIFY(!holdings(world).isComplete(u"d/610116"_s));
        world.run(minute);
        QVERIFY(holdings(world).isComplete(u"d/610116"_s));
        QCOMPARE(world.state(), State::Synced);
    }

    void aDeviceThatWasShutOutStillBringsItsWork()
    {
        CounterWorld world;
        world.settle();
        world.wire.breakEndpoint(Endpoint::Push, FakeCentre::refused(u"office.store-busy"_s, 503));
        const QString waiting = world.accept();
        const app::Failure shutOut = FakeCentre::refused(u"device.revoked"_s, 403);
        for (const Endpoint endpoint : {Endpoint::Hello, Endpoint::Changes, Endpoint::Lease, Endpoint::Renew})
            world.wire.breakEndpoint(endpoint, shutOut);
        world.run(20 * minute); // also beyond the life of its token
        QCOMPARE(world.pending(), 1);
        QCOMPARE(world.signInNeeded, QStringList{u"device.revoked"_s});
        QCOMPARE(world.state(), State::SignInNeeded);
        QCOMPARE(world.problem(), u"device.revoked"_s);
        const qsizetype pulls = world.wire.pulls.size();
        world.wire.mend(Endpoint::Push);
        world.wire.takesAnyToken = true;
        world.run(minute);
        QCOMPARE(world.pending(), 0);
        QVERIFY(world.centreHas(waiting));
        QCOMPARE(world.wire.pulls.size(), pulls);
    }

    void aDeviceThatWasShutOutBringsItsWorkToARestoredCentre_data()
    {
        QTest::addColumn<bool>("streamIsNew");
        QTest::addColumn<bool>("isCopied");
        QTest::addColumn<bool>("wasAnswered");
        QTest::addColumn<bool>("isWaiting");
        QTest::newRow("the centre forgot nothing of ours") << false << false << false << true;
        QTest::newRow("it forgot what it had answered") << false << false << true << true;
        QTest::newRow("it forgot it, and nothing else waits") << false << false << true << false;
        QTest::newRow("it never heard of the stream") << true << false << true << true;
        QTest::newRow("a copy took the stream") << false << true << true << true;
    }
    void aDeviceThatWasShutOutBringsItsWorkToARestoredCentre()
    {
        QFETCH(bool, streamIsNew);
        QFETCH(bool, isCopied);
        QFETCH(bool, wasAnswered);
        QFETCH(bool, isWaiting);
        CounterWorld world;
        world.accept();
        world.settle();
        support::CentreCopy copy(world.hall);
        if (streamIsNew)
            QVERIFY(world.hall.counterSync().renumber(domain::newId(world.hall.now())).ok());
        const QString stream = world.hall.office().stream();
        QStringList work;
        if (wasAnswered) {
            work << world.accept();
            world.run(minute);
            QVERIFY(world.centreHas(work.first()));
        }
        world.wire.breakLink();
        if (isWaiting)
            work << world.accept();
        copy.putBack();
        QVERIFY(world.hall.centre().epoch() != world.hall.counterSync().epoch());
        if (isCopied) {
            domain::Operation other = world.hall.office().store().journal.byNumber(stream, 2)->operation;
            other.id = domain::newId(world.hall.now());
            world.hall.office().sign(other);
            QCOMPARE(world.hall.centre().push(stream, {.epoch = {}, .previousHash = world.hall.counterSync().chainHashBefore(2), .operations = {other}})->results.size(), 1);
        }
        world.wire.shutOut();
        world.wire.restore();
        QVERIFY(!world.agent->isRevoked());
        world.run(20 * minute);
        QVERIFY(world.agent->isRevoked());
        QVERIFY(world.agent->hasHandedOver()); // the keys may go now
        QCOMPARE(world.pending(), 0);
        // All of it is on the supervisor's list.
        storage::JournalStore &there = world.hall.centreOffice().store().journal;
        QStringList handedOver;
        for (const storage::JournalRow &row : there.returned()) {
            if (row.result[u"problem"_s][u"code"_s] == "device.revoked"_L1)
                handedOver.prepend(row.operation.doc);
        }
        QCOMPARE(handedOver, work);
        QCOMPARE(world.hall.archive().returnedCount(), work.size());
    }

    void signingOutKeepsAFullOutbox()
    {
        CounterWorld world;
        world.settle();
        world.wire.breakLink();
        for (int i = 0; i < 5; ++i)
            world.accept();
        world.agent->end();
        world.wire.restore();
        world.run(hour);
        QCOMPARE(world.pending(), 5);
        world.settle();
        QCOMPARE(world.pending(), 0);
    }

    // ---- repair
    void findsLostRowsByItself()
    {
        CounterWorld world;
        const QString lost = world.accept(), kept = world.accept();
        world.settle();
        world.run(10 * minute); // compared once after the first reading
        QVERIFY(world.wire.requestsTo(u"/digest"_s).size() >= 2);
        const qsizetype asked = world.wire.requests.size();
        storage::Database &disk = world.hall.office().store().database;
        disk.run(u"DELETE FROM document WHERE id = ?"_s, {lost});
        disk.run(u"INSERT INTO document(id, kind, version, base, scopes) VALUES('ghost', 'case', 3, '{}', 'd/610116')"_s);
        disk.run(u"INSERT INTO document_scope(doc, scope) VALUES('ghost', 'd/610116')"_s);
        world.run(hour);
        QVERIFY(!world.counterHas(lost)); // not looked for all the time
        QCOMPARE(world.wire.requests.size(), asked);
        world.run(6 * hour);
        QVERIFY(isSame(world, lost));
        QVERIFY(isSame(world, kept));
        QVERIFY(!world.counterHas(u"ghost"_s));
        QCOMPARE(world.state(), State::Synced);
    }

    void looksAfterARunThatWasCutShort()
    {
        CounterWorld world;
        world.settle();
        world.run(10 * minute);
        const qsizetype asked = world.wire.requestsTo(u"/digest"_s).size();
        // The machine loses power: nobody says goodbye.
        app::SyncAgent::Options options;
        options.clock = world.hall.clock();
        options.monotonicMs = [&] { return world.nowMs(); };
        world.agent.reset();
        office::CounterScopes(world.hall.office()).beginRun();
        world.agent = std::make_unique<app::SyncAgent>(world.hall.office(), world.wire, options);
        world.settle();
        world.run(10 * minute);
        QVERIFY(world.wire.requestsTo(u"/digest"_s).size() > asked);
    }

    void aCentreWhoseDiskFailsHasComparedNothing()
    {
        CounterWorld world;
        const QString lost = world.accept();
        world.settle();
        world.hall.office().store().database.run(u"DELETE FROM document WHERE id = ?"_s, {lost});
        world.wire.breakEndpoint(Endpoint::Other, FakeCentre::refused(u"office.store-failed"_s, 500));
        world.run(30 * minute);
        QVERIFY(!office::CounterScopes(world.hall.office()).comparedAt(domain::districtScope(u"610116"_s)).isValid());
        world.wire.mend(Endpoint::Other);
        world.run(10 * minute);
        QVERIFY(isSame(world, lost));
        QCOMPARE(world.problem(), QString());
    }

    void comparesWhileOthersWork()
    {
        CounterWorld world;
        const QString lost = world.accept();
        world.settle();
        world.hall.office().store().database.run(u"DELETE FROM document WHERE id = ?"_s, {lost});
        for (int i = 0; i < 40; ++i) {
            world.acceptElsewhere();
            world.run(20 * second);
        }
        QVERIFY(isSame(world, lost));
    }

    // ---- clocks
    void tellsAClockThatIsWrongAndWorksOn()
    {
        CounterWorld world;
        world.settle();
        QCOMPARE(world.agent->status().clockAheadMs, 0);
        world.setClockErrorMs(10 * minute); // somebody sets it
        world.run(minute);
        QCOMPARE(world.agent->status().clockAheadMs, 10 * minute);
        QVERIFY(std::abs(world.hall.office().clockOffsetMs() + 10 * minute) < second);
    }

    void aClockSetBackOffLineDatesNoActWrong()
    {
        CounterWorld world;
        world.settle();
        world.wire.breakLink();
        world.run(minute);
        const qint64 offset = world.hall.office().clockOffsetMs();
        world.setClockErrorMs(-24 * hour);
        world.run(minute);
        QCOMPARE(world.hall.office().clockOffsetMs(), offset + 24 * hour);
    }

    // ---- numbers
    void givesBackWhatAnotherPlaceLeftOver()
    {
        CounterWorld world;
        domain::NumberLease foreign;
        foreign.id = u"another"_s;
        foreign.series = u"610113-2026"_s;
        foreign.from = foreign.next = 10;
        foreign.to = 20;
        world.hall.counterSync().addLease(foreign);
        world.settle();
        world.run(minute);
        const auto told = world.wire.requestsTo(u"number-leases/another"_s);
        QCOMPARE(told.size(), 1); // unknown there, which settles it too
        QVERIFY(world.hall.office().store().leases.open(u"610113-2026"_s, world.hall.office().stream()).isEmpty());
    }

    // ---- versions
    void whatANewerProgramWroteIsOnlyRead()
    {
        CounterWorld world;
        const QString id = world.accept();
        world.settle();
        domain::Document document = *world.hall.centre().document(id);
        document.body[u"schema"_s] = 2;
        ++document.version;
        QVERIFY(office::CounterScopes(world.hall.office()).put(document).ok());
        QVERIFY(world.hall.archive().caseFile(id).has_value());
        QVERIFY(world.hall.archive().isNewer(id));
        const auto printed = world.hall.office().consider({u"paper.print"_s, id, {{u"paper"_s, u"acceptance"_s}}, world.hall.clerk()});
        QCOMPARE(printed.refusal().code, u"document.newer"_s);
    }
};

QTEST_GUILESS_MAIN(SyncHealingStory)
#include "tst_synchealing.moc"
