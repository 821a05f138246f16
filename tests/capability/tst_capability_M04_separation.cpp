// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/changes.h"
#include "office/journalaudit.h"
#include "office/store.h"
#include "support/deskclient.h"
#include "tests/forms/pagerig.h"
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using support::DeskClient;
using support::Hall;

/// M04 受审分离, 可查可溯: window staff see how far a case is, by department, and can't learn who decides it, whatever they ask the
/// centre for; every act stands in a journal that can be verified.
class SeparationCapability : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<DeskClient> m_client;
    Hall &hall() { return m_rig->hall; }

    /// A food licence that two departments have in hand: one has agreed, the other is at it.
    QString caseInHand()
    {
        const QString id = m_rig->done(u"case.accept"_s, hall().application(u"food-license"_s, Hall::firm(), PageRig::foodAnswers()));
        Q_ASSERT(hall().sync());
        const office::Actor fire = hall().signIn(u"1202"_s);
        Q_ASSERT(hall().office().submit({u"step.take"_s, id, {{u"step"_s, u"fire"_s}}, fire}).ok());
        Q_ASSERT(hall().office().submit({u"step.decide"_s, id, {{u"step"_s, u"fire"_s}, {u"agreed"_s, true}, {u"opinion"_s, u"符合"_s}}, fire}).ok());
        Q_ASSERT(hall().sync());
        const office::Actor market = hall().signIn(u"1201"_s);
        Q_ASSERT(hall().office().submit({u"step.take"_s, id, {{u"step"_s, u"market"_s}}, market}).ok());
        Q_ASSERT(hall().sync());
        return id;
    }
    QStringList approverTraces()
    {
        QStringList traces;
        for (const QString &number : {u"1201"_s, u"1202"_s}) {
            const domain::Staff *staff = hall().centreOffice().rules()->staffByNumber(number);
            traces << staff->id << staff->name;
        }
        return traces;
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PageRig>();
        m_client = std::make_unique<DeskClient>(hall());
    }
    void cleanup()
    {
        m_client.reset();
        m_rig.reset();
    }

    void theWindowSeesDepartmentsAndNobodyBehindThem()
    {
        const QString id = caseInHand();
        const exchange::SignInAnswer clerk = m_client->signIn();
        QVERIFY(!clerk.scopes.contains(u"a/610116"_s));
        exchange::ChangesRequest everything;
        for (const QString &scope : clerk.scopes) {
            if (scope != u"ref"_s) // who works in the district at all is no secret
                everything.scopes << exchange::ScopeCursor{scope, {}};
        }
        const server::Response answer = m_client->send("POST", exchange::changesPath.toString(), exchange::encodeChangesRequest(everything));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.contains(id.toUtf8()));
        QVERIFY2(answer.body.contains("消防救援大队"), "how far it is, by department");
        for (const QString &trace : approverTraces())
            QVERIFY2(!answer.body.contains(trace.toUtf8()), qPrintable(trace));
        // Asked for by name it is not given either, nor is the document that says it.
        exchange::ChangesRequest forbidden;
        forbidden.scopes << exchange::ScopeCursor{u"a/610116"_s, {}};
        const server::Response refused = m_client->send("POST", exchange::changesPath.toString(), exchange::encodeChangesRequest(forbidden));
        QVERIFY2(!refused.body.contains("\"holder\""), refused.body.constData());
        for (const QString &trace : approverTraces())
            QVERIFY(!refused.body.contains(trace.toUtf8()));
        const QString assignment = domain::idFor(u"assignment:"_s + id + u":market"_s);
        QVERIFY(hall().centre().document(assignment).has_value());
        QVERIFY(m_client->send("GET", u"/v1/documents/"_s + assignment).status >= 400);
        const server::Response own = m_client->send("GET", u"/v1/documents/"_s + id);
        QCOMPARE(own.status, 200);
        for (const QString &trace : approverTraces())
            QVERIFY2(!own.body.contains(trace.toUtf8()), qPrintable(trace));
    }

    void whoDecidesStandsWhereApproversAndSupervisorsSeeIt()
    {
        const QString id = caseInHand();
        const auto assignment = hall().centre().document(domain::idFor(u"assignment:"_s + id + u":market"_s));
        QCOMPARE(assignment->scopes, QStringList{u"a/610116"_s});
        QCOMPARE(assignment->body[u"holder"_s].toString(), hall().staff(u"1201"_s).staffId);
        QVERIFY(hall().centre().scopesOf(*hall().centreOffice().rules()->staffByNumber(u"1401"_s)).contains(u"a/610116"_s));
        QVERIFY(!hall().centre().scopesOf(*hall().centreOffice().rules()->staffByNumber(u"1001"_s)).contains(u"a/610116"_s));
    }

    void noClerkDoesAnApproversWork()
    {
        const QString id = m_rig->done(u"case.accept"_s, hall().application(u"food-license"_s, Hall::firm(), PageRig::foodAnswers()));
        QCOMPARE(hall().office().submit({u"step.take"_s, id, {{u"step"_s, u"fire"_s}}, hall().clerk()}).refusal().code, u"operation.not-allowed"_s);
        QCOMPARE(hall().office().submit({u"case.decide"_s, id, {{u"granted"_s, true}}, hall().clerk()}).refusal().code, u"operation.not-allowed"_s);
    }

    void everyActStandsInAJournalThatCanBeVerified()
    {
        const QString id = caseInHand();
        office::JournalAudit audit(hall().centreOffice());
        QVERIFY(audit.adopt().ok() && audit.sealDue({}).ok());
        const auto sound = audit.verify({});
        QVERIFY(sound.ok() && sound->findings.isEmpty() && sound->checkpoints >= 2);
        const auto acts = hall().centreOffice().store().journal.ofDocument(id);
        QStringList types;
        for (const auto &row : acts)
            types << row.operation.type;
        QCOMPARE(types, (QStringList{u"case.accept"_s, u"step.take"_s, u"step.decide"_s, u"step.take"_s}));
        // Somebody makes the agreement of the fire brigade into somebody else's.
        hall().centreOffice().store().database.run(u"UPDATE journal SET actor = ? WHERE seq = ?"_s, {hall().clerk().staffId, acts[2].seq});
        const auto found = audit.verify({});
        QCOMPARE(found->findings.size(), 1);
        QCOMPARE(found->findings.first().what, office::JournalFinding::What::Changed);
        QCOMPARE(found->findings.first().id, acts[2].operation.id);
        QCOMPARE(found->findings.first().place, hall().place().id);
    }
};

QTEST_MAIN(SeparationCapability)
#include "tst_capability_M04_separation.moc"
