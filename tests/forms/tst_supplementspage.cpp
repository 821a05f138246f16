// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/leave/leavepage.h"
#include "forms/supplements/supplementspage.h"
#include "focusables.h"
#include "pagerig.h"
#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

using namespace Qt::StringLiterals;
using forms::LeavePage;
using forms::SupplementsPage;

namespace {
const QSize smallest(1366 - 132, 768 - 88); // what the smallest screen leaves a page
}

/// The pages 补正容缺 and 请假替岗 as widgets: what is offered to whom, what is kept, and that all of it fits.
class SupplementsPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<SupplementsPage> m_page;

    void open(const QString &who = u"1001"_s)
    {
        m_rig->hall.signIn(who);
        m_rig->signIn(who);
        m_page = std::make_unique<SupplementsPage>(m_rig->desk);
        m_page->resize(smallest);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->activate({});
    }
    template<class T = QFrame>
    T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("no part is called %s", qPrintable(name));
        return found;
    }
    int rows() const { return part<QTableView>(u"supplementsTable"_s)->model()->rowCount(); }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<PageRig>(); }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
    }

    void anEmptyListSaysSo()
    {
        open();
        QCOMPARE(rows(), 0);
        QVERIFY(part(u"dutyForm"_s)->isHidden());
    }

    void theChipsSeparateWhatIsOwedByWhom()
    {
        m_rig->tolerate();
        m_rig->notify();
        open();
        QCOMPARE(rows(), 1);
        QTest::keyClick(m_page.get(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(rows(), 1);
        QTest::keyClick(m_page.get(), Qt::Key_4, Qt::AltModifier); // due today
        QCOMPARE(rows(), 0);
        m_rig->hall.setHallTime(QDate(2026, 11, 27), QTime(9, 0));
        QTest::keyClick(m_page.get(), Qt::Key_4, Qt::AltModifier);
        QCOMPARE(rows(), 1);
        m_rig->hall.setHallTime(QDate(2026, 11, 28), QTime(9, 0));
        QTest::keyClick(m_page.get(), Qt::Key_5, Qt::AltModifier); // overdue, and the centre has not spoken yet
        QCOMPARE(rows(), 1);
    }

    void theBadgeCountsWhatWaitsForUs()
    {
        const QString id = m_rig->tolerate();
        open();
        QSignalSpy badge(m_page.get(), &forms::Page::badgeChanged);
        QTRY_VERIFY(!badge.isEmpty());
        QCOMPARE(badge.last().first().toInt(), 0); // that an applicant owes something is not our work
        QVERIFY(m_rig->hall.submit(u"supplement.receive"_s, {{u"keys"_s, QJsonArray{u"flow"_s}}}, id).ok());
        QTRY_COMPARE(badge.last().first().toInt(), 1);
    }

    void theOnlyThingThatLacksIsTicked()
    {
        m_rig->tolerate();
        open();
        QCOMPARE(part<QListWidget>(u"duty.brought"_s)->item(0)->checkState(), Qt::Checked);
    }

    void whatIsTickedOutlivesNews()
    {
        m_rig->tolerate();
        open();
        part<QListWidget>(u"duty.brought"_s)->item(0)->setCheckState(Qt::Unchecked);
        m_rig->accept();
        QTest::qWait(400); // the list is made anew
        QCOMPARE(part<QListWidget>(u"duty.brought"_s)->item(0)->checkState(), Qt::Unchecked);
    }

    void whatIsTypedOutlivesNews()
    {
        const QString id = m_rig->tolerate();
        QVERIFY(m_rig->hall.submit(u"supplement.receive"_s, {{u"keys"_s, QJsonArray{u"flow"_s}}}, id).ok());
        open();
        m_page->activate(id);
        part<QLineEdit>(u"duty.judge.words"_s)->setText(u"未标注"_s);
        m_rig->accept();
        QTest::qWait(400); // the list is made anew
        QCOMPARE(part<QLineEdit>(u"duty.judge.words"_s)->text(), u"未标注"_s);
    }

    void itFitsTheSmallestScreenWithEverythingShown()
    {
        QJsonObject body = m_rig->hall.application(u"food-license"_s, support::Hall::firm(), PageRig::foodAnswers());
        for (const char16_t *key : {u"flow", u"foodmgr"})
            support::Hall::mark(body, QString::fromUtf16(key), domain::MaterialMark::Tolerated);
        support::Hall::mark(body, u"health"_s, domain::MaterialMark::Committed);
        const QString id = m_rig->done(u"commitment.accept"_s, body);
        QVERIFY(m_rig->hall.submit(u"supplement.receive"_s, {{u"keys"_s, QJsonArray{u"flow"_s}}}, id).ok());
        QVERIFY(m_rig->hall.submitAs(u"1401"_s, u"supervision.ask"_s, id, {{u"words"_s, u"为何"_s}, {u"replyDays"_s, 2}}).ok());
        open(u"1401"_s);
        m_page->activate(id);
        for (const char16_t *shown : {u"duty.reply", u"duty.receive", u"duty.judge", u"duty.withdraw", u"duty.ask"})
            QVERIFY2(!part(QString::fromUtf16(shown))->isHidden(), qPrintable(QString::fromUtf16(shown)));
        QCoreApplication::processEvents();
        QCOMPARE(m_page->size(), smallest);
        QVERIFY(m_page->minimumSizeHint().height() <= smallest.height());
    }

    void everythingFocusableHasAName()
    {
        m_rig->tolerate();
        open(u"1401"_s);
        QCOMPARE(unnamedFocusables(*m_page).join(u'\n'), QString());
        LeavePage leave(m_rig->desk);
        leave.resize(smallest);
        leave.show();
        QCOMPARE(unnamedFocusables(leave).join(u'\n'), QString());
        QVERIFY(leave.minimumSizeHint().width() <= smallest.width());
    }
};

QTEST_MAIN(SupplementsPageTest)
#include "tst_supplementspage.moc"
