// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/outgoing/outgoingpage.h"
#include "forms/outgoing/outgoingtext.h"
#include "forms/shared/facttable.h"
#include "forms/shared/listtable.h"
#include "office/outgoing.h"
#include "pagerig.h"
#include "support/decided.h"
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using forms::OutgoingPage;

/// The page 发送: what failed for good waits for a person, and one key decides.
class OutgoingPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<OutgoingPage> m_page;

    /// A granted case whose message and delivery could not be sent.
    void fail(const QString &code = u"outgoing.refused"_s)
    {
        support::decideAtCentre(m_rig->hall, support::acceptFood(m_rig->hall));
        office::Outbox centre(m_rig->hall.centreOffice());
        for (const domain::Outgoing &outgoing : centre.list({u"queued"_s}, 10)) {
            const auto settled = centre.settle({outgoing.id, 1, false, {}, {}, domain::refuse(code, {{u"status"_s, 422}, {u"detail"_s, u"空号"_s}}), true});
            QVERIFY(settled.ok());
        }
        m_rig->hall.pull();
    }
    void open()
    {
        m_page = std::make_unique<OutgoingPage>(m_rig->desk);
        m_page->resize(1198, 660);
        m_page->show();
        m_page->activate({});
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    forms::ListTable *table() const { return m_page->findChild<forms::ListTable *>(u"outgoingTable"_s); }
    QLineEdit *edit(const QString &name) const { return m_page->findChild<QLineEdit *>(name); }
    int rows() const { return table()->model()->rowCount(); }
    void goTo(const QString &channel)
    {
        for (int row = 0; row < rows(); ++row) {
            table()->chooseRow(row);
            if (table()->model()->index(row, 1).data().toString() == forms::OutgoingText::channel(channel))
                return;
        }
        QFAIL("nothing went that way");
    }
    qint64 failed() const { return office::Outbox(m_rig->hall.office()).count({u"failed"_s}); }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PageRig>();
        m_rig->signIn(u"1003"_s);
    }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
    }

    void saysSoWhenAllWasTaken()
    {
        open();
        QCOMPARE(rows(), 0);
        QSignalSpy badge(m_page.get(), &forms::Page::badgeChanged);
        fail();
        QTRY_COMPARE(rows(), 2);
        QCOMPARE(badge.last().first().toInt(), 2);
    }

    void saysWhyAndWhatToDo()
    {
        fail();
        open();
        goTo(u"sms"_s);
        const QString why = m_page->findChild<QLabel *>(u"outgoingWhy"_s)->text();
        QVERIFY(why.contains(u"空号"_s));
        QVERIFY(why.contains(u'\n')); // and what can be done about it
        // A number is masked until somebody has to put it right.
        const auto *facts = m_page->findChild<forms::FactTable *>(u"outgoingFacts"_s);
        QVERIFY(facts->item(0, 1)->text().contains(u'*'));
        QVERIFY(edit(u"outgoingTo"_s)->isVisible());
    }

    void sendsAgainToTheRightNumber()
    {
        fail();
        open();
        goTo(u"sms"_s);
        edit(u"outgoingTo"_s)->setText(u"13900000001"_s);
        QTest::keyClick(edit(u"outgoingTo"_s), Qt::Key_Return);
        QCOMPARE(rows(), 1);
        QVERIFY(m_rig->hall.sync());
        const auto queued = office::Outbox(m_rig->hall.centreOffice()).list({u"queued"_s}, 10);
        QCOMPARE(queued.size(), 1);
        QCOMPARE(queued.first().to, u"13900000001"_s);
        QCOMPARE(queued.first().attempts, 0);
    }

    void dropNeedsAReason()
    {
        fail();
        open();
        QTest::keyClick(table(), Qt::Key_D);
        QVERIFY(edit(u"outgoingReason"_s)->hasFocus());
        QTest::keyClick(edit(u"outgoingReason"_s), Qt::Key_Return);
        QCOMPARE(failed(), 2);
        QTest::keyClicks(edit(u"outgoingReason"_s), u"rd"_s); // letters, not keys of the page
        QTest::keyClick(edit(u"outgoingReason"_s), Qt::Key_Return);
        QCOMPARE(failed(), 1);
        QCOMPARE(rows(), 1);
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(office::Outbox(m_rig->hall.centreOffice()).list({u"dropped"_s}, 10).first().reason, u"rd"_s);
    }

    void whatIsTypedSurvivesNews()
    {
        fail();
        open();
        QTest::keyClick(table(), Qt::Key_D);
        QTest::keyClicks(edit(u"outgoingReason"_s), u"told by phone"_s);
        fail();
        QTRY_COMPARE(rows(), 4);
        QCOMPARE(edit(u"outgoingReason"_s)->text(), u"told by phone"_s);
        QVERIFY(edit(u"outgoingReason"_s)->hasFocus());
        QTest::keyClick(edit(u"outgoingReason"_s), Qt::Key_Escape);
        QVERIFY(!edit(u"outgoingReason"_s)->isVisible());
        QCOMPARE(failed(), 4);
    }

    void showsTheCase()
    {
        fail();
        open();
        QTest::mouseClick(m_page->findChild<QWidget *>(u"outgoingCase"_s), Qt::LeftButton);
        QVERIFY(m_rig->opened.last().startsWith(u"cases "_s));
    }

    void everyMessageHasAName()
    {
        QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/resources/messages/messages.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QString &code : QJsonDocument::fromJson(file.readAll()).object().keys())
            QVERIFY2(forms::OutgoingText::title(code) != code, qPrintable(code));
    }

    void everyControlHasAName()
    {
        fail();
        open();
        QCOMPARE(unnamedFocusables(*m_page).join(u' '), QString());
    }
};

QTEST_MAIN(OutgoingPageTest)
#include "tst_outgoingpage.moc"
