// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/checks.h"
#include "domain/licence/licence.h"
#include "forms/supplements/supplementspage.h"
#include "forms/pagerig.h"
#include "support/deskclient.h"
#include <QDateEdit>
#include <QFrame>
#include <QLineEdit>
#include <QTableView>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;
using domain::CheckState;

namespace {
const QString market = u"1201"_s, fire = u"1202"_s;
}

/// M58 承诺事后核查: a licence granted on a commitment brings a check with a day; what is found changes the licence.
class ChecksCapability : public QObject
{
    Q_OBJECT

    PageRig *m_rig = nullptr;
    std::unique_ptr<forms::SupplementsPage> m_page;

    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("no part is called %s", qPrintable(name));
        return found;
    }
    void act(const QString &who, const QString &type, const QString &id, const QJsonObject &body)
    {
        const auto done = m_rig->hall.submitAs(who, type, id, body);
        QVERIFY2(done.ok(), done ? "" : qPrintable(done.refusal().code));
    }
    /// A food licence granted, with the staff's health certificates replaced by a commitment.
    QString granted()
    {
        m_rig->hall.signIn(market);
        m_rig->signIn(market);
        QJsonObject body = m_rig->hall.application(u"food-license"_s, support::Hall::firm(), PageRig::foodAnswers());
        support::Hall::mark(body, u"health"_s, domain::MaterialMark::Committed);
        const QString id = m_rig->done(u"commitment.accept"_s, body);
        for (const auto &[who, step] : {std::pair(market, u"market"_s), std::pair(fire, u"fire"_s)}) {
            act(who, u"step.take"_s, id, {{u"step"_s, step}});
            act(who, u"step.decide"_s, id, {{u"step"_s, step}, {u"agreed"_s, true}, {u"opinion"_s, u"同意"_s}});
        }
        act(market, u"case.decide"_s, id, {{u"granted"_s, true}, {u"opinion"_s, u"准予"_s}});
        m_rig->hall.sync();
        m_page = std::make_unique<forms::SupplementsPage>(m_rig->desk);
        m_page->resize(1234, 680);
        m_page->show();
        [&] { QVERIFY(QTest::qWaitForWindowActive(m_page.get())); }();
        m_page->activate({});
        QTest::keyClick(m_page.get(), Qt::Key_6, Qt::AltModifier); // commitment checks
        return id;
    }
    CaseFile atCentre(const QString &id)
    {
        support::DeskClient client(m_rig->hall);
        client.signIn();
        return *CaseFile::fromJson(exchange::decodeDocument(client.send("GET", exchange::documentPath(id)).body)->body);
    }
    void clockAt(QDate day, QTime time = QTime(18, 0))
    {
        m_rig->hall.setHallTime(day, time);
        support::DeskClient client(m_rig->hall);
        client.router().rest();
        m_rig->hall.pull();
    }
    QString lampShown() const { return part<QTableView>(u"supplementsTable"_s)->model()->index(0, 0).data().toString(); }

private Q_SLOTS:
    void init() { m_rig = new PageRig; }
    void cleanup()
    {
        m_page.reset();
        delete m_rig;
    }

    void aGrantBringsACheckWithADay()
    {
        const QString id = granted();
        const CaseFile file = atCentre(id);
        QCOMPARE(file.checks.size(), 1);
        QCOMPARE(file.checks.first().name, file.material(u"health")->name);
        const auto rules = m_rig->hall.office().rules();
        const domain::Item &item = m_rig->hall.item(u"food-license"_s);
        const int days = rules->handling(u"610116"_s, item).checkDays;
        const int expected = days > 0 ? days : item.commitmentCheckDays > 0 ? item.commitmentCheckDays : rules->region(u"610116"_s).commitmentCheckDays;
        QCOMPARE(file.checks.first().due, rules->calendar().addWorkdays(QDate(2026, 11, 20), expected));
        QTRY_COMPARE(part<QTableView>(u"supplementsTable"_s)->model()->rowCount(), 1);
        QVERIFY(!part<QFrame>(u"duty.check"_s)->isHidden());
        // The counter sees the list and may not find.
        m_rig->signIn(u"1001"_s);
        m_page->activate(id);
        QVERIFY(part<QFrame>(u"duty.check"_s)->isHidden());
    }

    void keptLeavesTheLicence()
    {
        const QString id = granted();
        QTest::keyClick(m_page.get(), Qt::Key_K, Qt::AltModifier);
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);
        QCOMPARE(atCentre(id).checks.first().state, CheckState::Kept);
        QCOMPARE(atCentre(id).state, CaseState::Granted);
        QTRY_COMPARE(part<QTableView>(u"supplementsTable"_s)->model()->rowCount(), 0);
    }

    void whatDiffersIsPutRightByADay()
    {
        const QString id = granted();
        QTest::keyClick(m_page.get(), Qt::Key_D, Qt::AltModifier); // without a word
        QVERIFY(atCentre(id).checks.first().state == CheckState::Open);
        QCOMPARE(m_page->focusWidget()->objectName(), u"duty.check.words"_s);
        QTest::keyClicks(m_page->focusWidget(), u"one certificate is out of date"_s);
        part<QDateEdit>(u"duty.correctBy"_s)->setDate(QDate(2026, 12, 4));
        QTest::keyClick(m_page->focusWidget(), Qt::Key_D, Qt::AltModifier);
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(atCentre(id).checks.first().state, CheckState::Correcting);
        QCOMPARE(atCentre(id).checks.first().correctBy, QDate(2026, 12, 4));
        clockAt(QDate(2026, 12, 7));
        QVERIFY(atCentre(id).more[u"told"_s].toArray().contains(u"check.over:health:2026-12-04"_s));
        m_page->activate(id);
        QTest::keyClick(m_page.get(), Qt::Key_6, Qt::AltModifier);
        QCOMPARE(lampShown(), u"Overdue"_s);
        QTest::keyClick(m_page.get(), Qt::Key_C, Qt::AltModifier);
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);
        QCOMPARE(atCentre(id).checks.first().state, CheckState::Corrected);
    }

    void aBreachRevokesTheLicenceAndClosesTheRoute()
    {
        const QString id = granted();
        const QString licence = atCentre(id).licence;
        QVERIFY(!licence.isEmpty());
        auto *words = part<QLineEdit>(u"duty.check.words"_s);
        words->setFocus();
        QTest::keyClicks(words, u"no certificates at all"_s);
        QTest::keyClick(words, Qt::Key_B, Qt::AltModifier);
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);
        QCOMPARE(atCentre(id).state, CaseState::Revoked);
        support::DeskClient client(m_rig->hall);
        client.signIn();
        const auto document = exchange::decodeDocument(client.send("GET", exchange::documentPath(licence)).body);
        QVERIFY(document.ok());
        QCOMPARE(domain::Licence::fromJson(document->body)->state, domain::LicenceState::Revoked);
        // Until it is repaired nobody takes this applicant at its word.
        QJsonObject body = m_rig->hall.application(u"food-license"_s, support::Hall::firm(), PageRig::foodAnswers());
        support::Hall::mark(body, u"health"_s, domain::MaterialMark::Committed);
        const auto again = m_rig->hall.submit(u"commitment.accept"_s, body);
        QVERIFY(!again.ok());
        QCOMPARE(again.refusal().facts[u"reasons"_s].toArray().first()[u"code"_s].toString(), u"commitment.blocked"_s);
        // The supervisor repairs it, with a ground.
        m_rig->hall.signIn(u"1401"_s);
        m_rig->signIn(u"1401"_s);
        m_page->activate(id);
        QVERIFY(!part<QFrame>(u"duty.repair"_s)->isHidden());
        QTest::keyClick(m_page.get(), Qt::Key_R, Qt::AltModifier);
        QCOMPARE(m_page->focusWidget()->objectName(), u"duty.repair.words"_s);
        QTest::keyClicks(m_page->focusWidget(), u"decision on repair"_s);
        QTest::keyClick(m_page->focusWidget(), Qt::Key_R, Qt::AltModifier);
        QVERIFY(part<QFrame>(u"duty.repair"_s)->isHidden());
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);
        QVERIFY(m_rig->hall.submit(u"commitment.accept"_s, body).ok());
    }
};

QTEST_MAIN(ChecksCapability)
#include "tst_capability_M58_checks.moc"
