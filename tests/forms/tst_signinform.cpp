// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/signin/signinform.h"
#include "forms/shared/theme.h"
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using forms::SignInForm;

class TestSignInForm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { forms::Theme::apply(*qApp, forms::Theme::Mode::Light); }

    void init()
    {
        m_form = std::make_unique<SignInForm>();
        m_form->setPlaceName(u"西安市长安区政务服务中心"_s);
        m_form->setCounters({{u"1"_s, u"1号窗口"_s}, {u"3"_s, u"3号窗口"_s}}, u"3"_s);
        m_form->resize(1366, 768);
        m_form->show();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
    }
    void cleanup() { m_form.reset(); }

    void signsInByKeyboardAlone()
    {
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("staffNumber"));
        QTest::keyClicks(m_form->focusWidget(), u" 610116001 "_s);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("password"));
        QTest::keyClicks(m_form->focusWidget(), u"secret word"_s);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first(), (QVariantList{u"610116001"_s, u"secret word"_s, u"3"_s, QString(), QString()}));
    }

    void theCounterIsChosenByKeyboard()
    {
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        m_form->setStaffNumber(u"610116001"_s);
        QTest::keyClicks(child<QLineEdit>("password"), u"x"_s);
        QTest::keyClick(child<QLineEdit>("password"), Qt::Key_Tab);
        QCOMPARE(m_form->focusWidget(), child<QComboBox>("counter"));
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Up);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.first().at(2).toString(), u"1"_s);
    }

    void withoutCountersNoneIsAsked()
    {
        m_form->setCounters({}, {});
        QVERIFY(child<QComboBox>("counter")->isHidden());
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        m_form->setStaffNumber(u"610116001"_s);
        QTest::keyClicks(child<QLineEdit>("password"), u"x"_s);
        QTest::keyClick(child<QLineEdit>("password"), Qt::Key_Return);
        QCOMPARE(asked.first().at(2).toString(), QString());
    }

    void saysWhatIsMissingAndPutsTheCursorThere()
    {
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QVERIFY(child<QLabel>("problem")->isVisible());
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("staffNumber"));
        QVERIFY(child<QLineEdit>("staffNumber")->property("problem").toBool());

        QTest::keyClicks(m_form->focusWidget(), u"610116001"_s);
        QVERIFY(!child<QLabel>("problem")->isVisible());
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("password"));
        QCOMPARE(asked.size(), 0);
    }

    void aRefusalIsSaidAndThePasswordTypedAgain()
    {
        m_form->setStaffNumber(u"610116001"_s);
        QTest::keyClicks(child<QLineEdit>("password"), u"wrong"_s);
        QTest::keyClick(child<QLineEdit>("password"), Qt::Key_Return);
        m_form->setBusy(true);
        m_form->showRefusal(u"密码不对, 还可以试 4 次。"_s);
        QCOMPARE(child<QLabel>("problem")->text(), u"密码不对, 还可以试 4 次。"_s);
        QVERIFY(child<QLabel>("problem")->isVisible());
        QVERIFY(child<QLineEdit>("password")->text().isEmpty());
        QVERIFY(child<QLineEdit>("password")->isEnabled());
        QCOMPARE(child<QLineEdit>("staffNumber")->text(), u"610116001"_s);
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("password"));
    }

    void whileWaitingNothingIsAskedTwiceAndEscapeGivesUp()
    {
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        QSignalSpy cancelled(m_form.get(), &SignInForm::cancelRequested);
        m_form->setStaffNumber(u"610116001"_s);
        QTest::keyClicks(child<QLineEdit>("password"), u"x"_s);
        QTest::keyClick(child<QLineEdit>("password"), Qt::Key_Return);
        m_form->setBusy(true);
        QVERIFY(!child<QLineEdit>("staffNumber")->isEnabled());
        QTest::keyClick(m_form.get(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QTest::keyClick(m_form.get(), Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
        m_form->setBusy(false);
        QVERIFY(child<QLineEdit>("staffNumber")->isEnabled());
    }

    void saysThatOneMayWorkOffLine()
    {
        QVERIFY(child<QLabel>("offlineNote")->isHidden());
        m_form->setOfflinePossible(true);
        QLabel *note = child<QLabel>("offlineNote");
        QVERIFY(note->isVisible());
        QTest::qWait(0);
        QVERIFY(note->height() >= note->heightForWidth(note->width()));
    }

    void theLockScreenAsksOnlyThePassword()
    {
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        QTest::keyClicks(child<QLineEdit>("password"), u"left over"_s);
        m_form->setLockedBy(u"610116001"_s, u"王敏"_s);
        QVERIFY(child<QLineEdit>("password")->text().isEmpty());
        QVERIFY(child<QLineEdit>("staffNumber")->isReadOnly());
        QVERIFY(child<QComboBox>("counter")->isHidden());
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("password"));
        QTest::keyClicks(m_form->focusWidget(), u"secret"_s);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Enter);
        QCOMPARE(asked.first(), (QVariantList{u"610116001"_s, u"secret"_s, QString()}));
    }

    void somebodyElseCanTakeALockedTerminal()
    {
        QSignalSpy other(m_form.get(), &SignInForm::switchUserRequested);
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        m_form->setLockedBy(u"610116001"_s, u"王敏"_s);
        child<QPushButton>("switchUser")->setFocus();
        QTest::keyClick(child<QPushButton>("switchUser"), Qt::Key_Return);
        QCOMPARE(other.size(), 1);
        QCOMPARE(asked.size(), 0);
        m_form->setLockedBy({}, {});
        QVERIFY(child<QPushButton>("switchUser")->isHidden());
        QVERIFY(!child<QLineEdit>("staffNumber")->isReadOnly());
    }

    void everyFocusableHasAName()
    {
        QCOMPARE(unnamedFocusables(*m_form).join(u'\n'), QString());
        m_form->setLockedBy(u"610116001"_s, u"王敏"_s);
        QCOMPARE(unnamedFocusables(*m_form).join(u'\n'), QString());
    }

private:
    template<class W>
    W *child(const char *name) const { return m_form->findChild<W *>(QString::fromLatin1(name)); }

    std::unique_ptr<SignInForm> m_form;
};

QTEST_MAIN(TestSignInForm)
#include "tst_signinform.moc"
