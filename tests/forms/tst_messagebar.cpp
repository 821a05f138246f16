// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/shared/messagebar.h"
#include "forms/shared/elidedlabel.h"
#include "forms/shared/theme.h"
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using forms::MessageBar;
using forms::Tone;

class TestMessageBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { forms::Theme::apply(*qApp, forms::Theme::Mode::Light); }

    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_bar = new MessageBar([] { return QDateTime(QDate(2026, 11, 21), QTime(9, 12, 30)); });
        auto *column = new QVBoxLayout(m_window.get());
        column->addStretch();
        column->addWidget(m_bar);
        m_window->resize(1366, 768);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void aToneIsAlwaysAWordToo_data()
    {
        QTest::addColumn<Tone>("tone");
        QTest::newRow("info") << Tone::Info;
        QTest::newRow("done") << Tone::Done;
        QTest::newRow("warning") << Tone::Warning;
        QTest::newRow("problem") << Tone::Problem;
    }
    void aToneIsAlwaysAWordToo()
    {
        QFETCH(Tone, tone);
        m_bar->say({tone, u"610116 已受理"_s, {}, {}});
        QVERIFY(!forms::toneWord(tone).isEmpty());
        QVERIFY(m_bar->accessibleName().contains(forms::toneWord(tone)));
        QVERIFY(m_bar->accessibleName().contains(u"610116 已受理"_s));
        QCOMPARE(text()->text(), u"610116 已受理"_s);
    }

    void assistiveTechnologySeesANotification()
    {
        m_bar->say({Tone::Problem, u"打印机缺纸"_s, {}, {}});
        QAccessibleInterface *bar = QAccessible::queryAccessibleInterface(m_bar);
        QVERIFY(bar);
        QCOMPARE(bar->role(), QAccessible::Notification);
        QVERIFY(bar->text(QAccessible::Name).contains(u"打印机缺纸"_s));
    }

    void altEnterPressesTheButtonOnce()
    {
        int pressed = 0;
        m_bar->say({Tone::Done, u"已受理"_s, u"撤销"_s, [&pressed] { ++pressed; }});
        QVERIFY(child<QPushButton>("messageAction")->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(pressed, 1);
        QVERIFY(!child<QPushButton>("messageAction")->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(pressed, 1);
    }

    void anActionMaySayTheNextThing()
    {
        m_bar->say({Tone::Done, u"已受理"_s, u"撤销"_s, [this] { m_bar->say({Tone::Done, u"已撤销"_s, {}, {}}); }});
        m_bar->act();
        QCOMPARE(text()->text(), u"已撤销"_s);
    }

    void goodNewsGoesAwayProblemsStay_data()
    {
        QTest::addColumn<Tone>("tone");
        QTest::addColumn<bool>("vanishes");
        QTest::newRow("info") << Tone::Info << true;
        QTest::newRow("done") << Tone::Done << true;
        QTest::newRow("warning") << Tone::Warning << false;
        QTest::newRow("problem") << Tone::Problem << false;
    }
    void goodNewsGoesAwayProblemsStay()
    {
        QFETCH(Tone, tone);
        QFETCH(bool, vanishes);
        m_bar->say({tone, u"什么"_s, {}, {}});
        QCOMPARE(m_bar->vanishes(), vanishes);
        QVERIFY(child<QToolButton>("messageClose")->isVisible());
        child<QToolButton>("messageClose")->click();
        QVERIFY(!child<QToolButton>("messageClose")->isVisible());
    }

    void aProblemPushedAsideIsCounted()
    {
        m_bar->say({Tone::Problem, u"打印机缺纸"_s, {}, {}});
        m_bar->say({Tone::Done, u"已受理"_s, {}, {}});
        QCOMPARE(child<QToolButton>("messageHistory")->text(), u"1"_s);
        m_bar->openHistory();
        QCOMPARE(child<QToolButton>("messageHistory")->text(), QString());
    }

    void theHistoryIsNewestFirstWithTimeAndWord()
    {
        m_bar->say({Tone::Done, u"第一"_s, {}, {}});
        m_bar->say({Tone::Problem, u"第二"_s, {}, {}});
        m_bar->openHistory();
        auto *list = m_window->findChild<QListWidget *>(u"messageHistoryList"_s);
        QVERIFY(list);
        QCOMPARE(list->count(), 2);
        QVERIFY(list->item(0)->text().contains(u"第二"_s));
        QVERIFY(list->item(0)->text().startsWith(u"09:12:30"_s));
        QVERIFY(list->item(0)->text().contains(forms::toneWord(Tone::Problem)));
        QCOMPARE(unnamedFocusables(*m_window).join(u'\n'), QString());
    }

    void theHistoryHasAnEnd()
    {
        for (int i = 0; i < MessageBar::historyMax + 10; ++i)
            m_bar->say({Tone::Info, QString::number(i), {}, {}});
        QCOMPARE(m_bar->history().size(), MessageBar::historyMax);
        QCOMPARE(m_bar->history().last().text, QString::number(MessageBar::historyMax + 9));
    }

    void forgetsEverythingForTheNextClerk()
    {
        m_bar->say({Tone::Problem, u"张三的办件被退回"_s, u"查看"_s, [] {}});
        m_bar->say({Tone::Problem, u"张三的办件又被退回"_s, u"查看"_s, [] {}});
        m_bar->forget();
        QVERIFY(m_bar->history().isEmpty());
        QVERIFY(!text()->text().contains(u"张三"_s));
        QVERIFY(!m_bar->accessibleName().contains(u"张三"_s));
        QVERIFY(child<QToolButton>("messageHistory")->text().isEmpty());
        m_bar->act();
    }

    void aLongNoticeEndsInAnEllipsisAndKeepsTheWindowSmall()
    {
        const int height = m_bar->height();
        m_bar->say({Tone::Problem, QString(u"很长的一句话。"_s).repeated(60), u"重试"_s, [] {}});
        QTest::qWait(0);
        QVERIFY(text()->isElided());
        QCOMPARE(m_bar->height(), height);
        QVERIFY(m_window->minimumSizeHint().width() < 800);
        QVERIFY(child<QPushButton>("messageAction")->geometry().right() < m_bar->width());
    }

private:
    template<class W>
    W *child(const char *name) const { return m_bar->findChild<W *>(QString::fromLatin1(name)); }
    forms::ElidedLabel *text() const { return child<forms::ElidedLabel>("messageText"); }

    std::unique_ptr<QWidget> m_window;
    MessageBar *m_bar = nullptr;
};

QTEST_MAIN(TestMessageBar)
#include "tst_messagebar.moc"
