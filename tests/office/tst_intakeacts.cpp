// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "office/store.h"
#include "support/hall.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using domain::MaterialMark;
using support::Hall;

/// What the window does with an application, on the real catalogue, and that the centre comes to the same.
class IntakeActs : public QObject
{
    Q_OBJECT

    static CaseFile fileOf(const domain::Result<office::Submitted> &done)
    {
        return *CaseFile::fromJson(done->document().body);
    }

    static QJsonObject flexAnswers() { return {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}; }
    static QJsonObject foodAnswers()
    {
        return {{u"food.subject"_s, u"catering"_s}, {u"food.projects"_s, QJsonArray{u"hot"_s}}, {u"premises.owned"_s, true},
                {u"food.central"_s, false},         {u"food.online"_s, false},                 {u"agent.present"_s, false}};
    }

private Q_SLOTS:
    void acceptsACompleteApplicationAndNumbersIt()
    {
        Hall hall;
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), flexAnswers()));
        QVERIFY2(done.ok(), qPrintable(done.ok() ? QString() : done.refusal().code));
        const CaseFile file = fileOf(done);
        QCOMPARE(file.state, CaseState::Accepted);
        QCOMPARE(file.route, domain::Route::Complete);
        QVERIFY(domain::parseReceiptNumber(file.number).ok());
        QCOMPARE(file.legalDue.date, QDate(2026, 11, 27)); // 5 working days after Friday 20 November
        QCOMPARE(hall.archive().pendingCount(), 1);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().pendingCount(), 0);
        QCOMPARE(hall.centre().document(file.id)->body, hall.archive().document(file.id)->body);
    }

    void toleratesOnlyWhatTheListAllows()
    {
        Hall hall;
        QJsonObject body = hall.application(u"food-license"_s, Hall::firm(), foodAnswers());
        Hall::mark(body, u"flow"_s, MaterialMark::Tolerated);
        QCOMPARE(hall.submit(u"case.accept"_s, body).refusal().code, u"case.verdict"_s);
        const auto done = hall.submit(u"tolerance.accept"_s, body);
        QVERIFY(done.ok());
        QCOMPARE(fileOf(done).material(u"flow")->due, QDate(2026, 11, 27));
        Hall::mark(body, u"layout"_s, MaterialMark::Tolerated);
        const auto refused = hall.submit(u"tolerance.accept"_s, body);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.refusal().facts[u"verdict"_s].toString(), u"notify"_s);
    }

    void committedMaterialsAreReplaced()
    {
        Hall hall;
        QJsonObject body = hall.application(u"food-license"_s, Hall::firm(), foodAnswers());
        Hall::mark(body, u"health"_s, MaterialMark::Committed);
        const auto done = hall.submit(u"commitment.accept"_s, body);
        QVERIFY(done.ok());
        QCOMPARE(fileOf(done).route, domain::Route::Commitment);
    }

    void aSecondNoticeMayNotNameWhatWasOverlooked()
    {
        Hall hall;
        QJsonObject body = hall.application(u"food-license"_s, Hall::firm(), foodAnswers());
        Hall::mark(body, u"layout"_s, MaterialMark::Defective, u"未标注尺寸"_s);
        const auto first = hall.submit(u"case.notify"_s, body);
        QVERIFY(first.ok());
        const CaseFile file = fileOf(first);
        QCOMPARE(file.state, CaseState::Correction);
        QCOMPARE(file.notices.size(), 1);
        hall.setHallTime(QDate(2026, 11, 23), QTime(10, 0));
        Hall::mark(body, u"foodmgr"_s, MaterialMark::Defective, u"证书过期"_s);
        const auto second = hall.submit(u"case.notify"_s, body, file.id);
        QCOMPARE(second.refusal().code, u"notice.overlooked"_s);
        body[u"supervisorReason"_s] = u"证书在受理后失效"_s;
        QVERIFY(hall.submit(u"case.notify"_s, body, file.id).ok());
        Hall::mark(body, u"foodmgr"_s, MaterialMark::Received);
        Hall::mark(body, u"layout"_s, MaterialMark::Received);
        const auto accepted = hall.submit(u"case.accept"_s, body, file.id);
        QVERIFY(accepted.ok());
        QCOMPARE(fileOf(accepted).number, file.number);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().returnedCount(), 0);
    }

    void notAcceptedNeedsALegalReasonAndTheCompetentAuthority()
    {
        Hall hall;
        QJsonObject body = hall.application(u"marriage-reg"_s, Hall::person(), {{u"marry.foreign"_s, true}, {u"marry.past"_s, false}});
        QCOMPARE(hall.submit(u"case.refuse"_s, body).refusal().code, u"case.reason-lacking"_s);
        body[u"reason"_s] = u"not-competent"_s;
        QCOMPARE(hall.submit(u"case.refuse"_s, body).refusal().code, u"case.competent-lacking"_s);
        body[u"competent"_s] = u"陕西省民政厅"_s;
        const auto done = hall.submit(u"case.refuse"_s, body);
        QVERIFY(done.ok());
        QCOMPARE(fileOf(done).state, CaseState::NotAccepted);
    }

    void whatNobodyAnsweredInFiveDaysIsAccepted()
    {
        Hall hall;
        QJsonObject body = hall.application(u"food-license"_s, Hall::firm(), foodAnswers());
        Hall::mark(body, u"layout"_s, MaterialMark::Lacking);
        const auto received = hall.submit(u"case.receive"_s, body);
        QVERIFY(received.ok());
        QCOMPARE(fileOf(received).noticeDue.date, QDate(2026, 11, 27));
        QVERIFY(hall.sync());
        hall.setHallTime(QDate(2026, 11, 27), QTime(16, 59));
        QCOMPARE(*hall.centre().doAgenda(), 0);
        hall.setHallTime(QDate(2026, 11, 27), QTime(17, 1));
        QCOMPARE(*hall.centre().doAgenda(), 1);
        hall.pull();
        const CaseFile file = *hall.archive().caseFile(fileOf(received).id);
        QCOMPARE(file.route, domain::Route::Deemed);
        QCOMPARE(file.acceptedAt, file.receivedAt);
        QCOMPARE(file.legalDue.date, QDate(2026, 12, 4)); // 10 working days from the day of receipt
    }

    void nothingIsKeptWhenAnyStatementFails()
    {
        Hall hall;
        const QJsonObject body = hall.application(u"flex-ss"_s, Hall::person(), flexAnswers());
        auto &database = hall.office().store().database;
        bool done = false;
        int n = 0;
        for (; !done && n < 200; ++n) {
            int left = n;
            database.setStatementHook([&](const QString &sql) {
                if (left-- == 0)
                    throw storage::Fault(storage::Fault::Kind::DiskFull, sql);
            });
            const auto result = hall.submit(u"case.accept"_s, body);
            database.setStatementHook({});
            done = result.ok();
            if (!done) {
                QCOMPARE(result.refusal().code, u"office.disk-full"_s);
                QCOMPARE(hall.archive().pendingCount(), 0);
                QCOMPARE(hall.archive().count({}), 0);
            }
        }
        QVERIFY(n > 10);
        QVERIFY(done);
        QCOMPARE(hall.archive().count({}), 1);
        QVERIFY(hall.archive().cases({}, {}, 1).first().number.contains(u"0000001")); // no number was lost on the way
    }

    void losesNothingWhenTheAnswerIsLost()
    {
        Hall hall;
        QVERIFY(hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), flexAnswers())).ok());
        domain::PushBatch batch;
        batch.operations = hall.counterSync().pendingOperations(10, 1 << 20);
        const auto first = hall.centre().push(hall.office().stream(), batch);
        const auto again = hall.centre().push(hall.office().stream(), batch);
        QVERIFY(first.ok() && again.ok());
        QCOMPARE(again->results.first().at, first->results.first().at);
        QCOMPARE(again->results.first().outcome, first->results.first().outcome);
        QVERIFY(hall.sync());
        QCOMPARE(hall.archive().pendingCount(), 0);
        QCOMPARE(hall.archive().count({}), 1);
    }

    void aForgedOperationIsRefusedAndShownAsReturned()
    {
        Hall hall;
        QJsonObject body = hall.application(u"flex-ss"_s, Hall::person(), flexAnswers());
        QVERIFY(hall.submit(u"case.accept"_s, body).ok());
        domain::PushBatch batch;
        batch.operations = hall.counterSync().pendingOperations(10, 1 << 20);
        batch.operations.first().counter = u"4"_s; // changed after signing
        const auto answer = hall.centre().push(hall.office().stream(), batch);
        QVERIFY(answer.ok());
        QCOMPARE(answer->results.first().problem.code, u"operation.signature"_s);
        QVERIFY(hall.counterSync().settle(*answer).ok());
        const auto returned = hall.archive().returned();
        QCOMPARE(returned.size(), 1);
        QVERIFY(!returned.first().ours.isEmpty());
        QVERIFY(returned.first().centres.isEmpty());
        QCOMPARE(hall.archive().count({}), 0); // the centre never had it, so the lists don't show it as accepted
        QVERIFY(hall.office().submit({u"returned.close"_s, returned.first().row.operation.doc, {{u"operation"_s, returned.first().row.operation.id}, {u"how"_s, u"dropped"_s}, {u"reason"_s, u"重复录入"_s}}, hall.clerk()}).ok());
        QCOMPARE(hall.archive().returnedCount(), 0);
    }

    void receiptsAreSignedAndForgeriesFound()
    {
        Hall hall;
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), flexAnswers()));
        const auto text = hall.office().receiptSeal(done->document().body);
        QVERIFY(text.ok());
        QVERIFY(!text->contains(u"610116199003070014"));
        const auto seal = hall.office().readSeal(*text);
        QVERIFY(seal.ok());
        QCOMPARE(seal->number, fileOf(done).number);
        QString forged = *text;
        forged[20] = forged[20] == u'A' ? u'B' : u'A';
        QVERIFY(!hall.office().readSeal(forged).ok());
        QVERIFY(hall.centreOffice().readSeal(*text).ok()); // another window that knows the device
    }
};

QTEST_GUILESS_MAIN(IntakeActs)
#include "tst_intakeacts.moc"
