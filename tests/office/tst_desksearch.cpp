// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/search/desksearch.h"
#include "office/store.h"
#include "support/hall.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using office::DeskHit;
using support::Hall;

class TestDeskSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsWhatWasAcceptedAMomentAgo_data();
    void findsWhatWasAcceptedAMomentAgo();
    void showsPersonalNumbersMasked();
    void findsNothingThatWasOnlyConsidered();
    void sharesTheLinesBetweenApplicantsAndCases();
    void tellsOfAFault();

private:
    std::unique_ptr<Hall> m_hall;
    QString m_number;
};

void TestDeskSearch::initTestCase()
{
    m_hall = std::make_unique<Hall>();
    const auto done = m_hall->submit(u"case.accept"_s, m_hall->application(u"flex-ss"_s, Hall::person(),
                                                                           {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}));
    QVERIFY(done.ok());
    m_number = domain::CaseFile::fromJson(done->document().body)->number;
    QVERIFY(!m_number.isEmpty());
}

void TestDeskSearch::findsWhatWasAcceptedAMomentAgo_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("kinds");
    const QStringList both{u"applicant"_s, u"case"_s}, caseOnly{u"case"_s};
    QTest::newRow("name") << u"张三"_s << both;
    QTest::newRow("initials") << u"zs"_s << both;
    QTest::newRow("identity number") << u"610116199003070014"_s << both;
    QTest::newRow("last four and surname") << u"张 0014"_s << both;
    QTest::newRow("item") << u"灵活就业"_s << caseOnly;
    QTest::newRow("name and item") << u"zs 灵活"_s << caseOnly;
    QTest::newRow("receipt number") << m_number << caseOnly;
    QTest::newRow("receipt number without division") << m_number.sliced(7) << caseOnly;
    QTest::newRow("someone else") << u"李四"_s << QStringList();
    QTest::newRow("nothing") << QString() << QStringList();
}

void TestDeskSearch::findsWhatWasAcceptedAMomentAgo()
{
    QFETCH(QString, typed);
    QStringList kinds;
    for (const DeskHit &hit : office::DeskSearch(m_hall->office()).find(typed, 10)) {
        kinds << hit.kind;
        QCOMPARE(hit.title, u"张三"_s);
        QVERIFY(m_hall->archive().document(hit.id));
    }
    QTEST(kinds, "kinds");
}

void TestDeskSearch::showsPersonalNumbersMasked()
{
    const auto hits = office::DeskSearch(m_hall->office()).find(u"zs"_s, 10);
    QCOMPARE(hits.size(), 2);
    QVERIFY(hits[0].subtitle.startsWith(u"610116********0014"));
    QVERIFY(hits[1].subtitle.startsWith(m_number));
    QVERIFY(hits[1].subtitle.contains(u"灵活就业"));
    for (const DeskHit &hit : hits)
        QVERIFY(!hit.subtitle.contains(u"19900307"));
}

void TestDeskSearch::findsNothingThatWasOnlyConsidered()
{
    office::Act act;
    act.type = u"case.accept"_s;
    act.actor = m_hall->clerk();
    act.body = m_hall->application(u"flex-ss"_s, Hall::person(u"未受理"_s), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}});
    QVERIFY(m_hall->office().consider(act).ok());
    QVERIFY(office::DeskSearch(m_hall->office()).find(u"未受理"_s, 10).isEmpty());
}

void TestDeskSearch::sharesTheLinesBetweenApplicantsAndCases()
{
    storage::SearchStore &search = m_hall->office().store().search;
    QList<storage::SearchEntry> entries;
    for (int i = 0; i < 30; ++i) {
        const QString number = QString::number(110'000 + i);
        entries << storage::SearchEntry{u"a%1"_s.arg(i), u"applicant"_s, u"牛郎"_s, {number}, {}, 1'000'000'000'000}
                << storage::SearchEntry{u"c%1"_s.arg(i), u"case"_s, i < 3 ? u"牛郎织女"_s : u"牛郎"_s, {number}, {}, 1'000'000'000'000};
    }
    search.put(entries);
    const office::DeskSearch desk(m_hall->office());
    const auto count = [](const QList<DeskHit> &hits, QStringView kind) {
        return std::ranges::count(hits, kind, &DeskHit::kind);
    };
    const auto full = desk.find(u"牛郎"_s, 10);
    QCOMPARE(full.size(), 10);
    QCOMPARE(count(full, u"applicant"), 5);
    QCOMPARE(desk.find(u"牛郎织女"_s, 10).size(), 3);
    const auto few = desk.find(u"110001"_s, 10);
    QCOMPARE(few.size(), 2);
    QCOMPARE(few.first().kind, u"applicant"_s);
    QVERIFY(desk.find(u"牛郎"_s, 0).isEmpty());
    for (int i = 0; i < 30; ++i) {
        search.remove(u"a%1"_s.arg(i));
        search.remove(u"c%1"_s.arg(i));
    }
}

void TestDeskSearch::tellsOfAFault()
{
    QSignalSpy faults(&m_hall->office(), &office::Office::faulted);
    m_hall->office().store().database.setStatementHook([](const QString &) { throw storage::Fault(storage::Fault::Kind::Corrupt, u"made to fail"_s); });
    QVERIFY(office::DeskSearch(m_hall->office()).find(u"张"_s, 10).isEmpty());
    m_hall->office().store().database.setStatementHook({});
    QCOMPARE(faults.size(), 1);
    QCOMPARE(faults[0][0].value<domain::Refusal>().code, u"office.store-corrupt"_s);
}

QTEST_GUILESS_MAIN(TestDeskSearch)
#include "tst_desksearch.moc"
