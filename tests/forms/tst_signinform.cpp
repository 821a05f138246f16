// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/signin/recoverynote.h"
#include "forms/signin/signinform.h"
#include "forms/shared/theme.h"
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <ZXing/ReadBarcode.h>

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

    // Second factor and new password

    void asksForTheCodeAndKeepsWhatWasTyped()
    {
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        fillIn();
        m_form->showRefusal(domain::refuse(u"sign-in.code-needed"));
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("code"));
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1); // not without it
        QVERIFY(child<QLabel>("problem")->isVisible());
        QTest::keyClicks(m_form->focusWidget(), u" 123456 "_s);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.last(), (QVariantList{u"1501"_s, u"secret word"_s, u"3"_s, u"123456"_s, QString()}));
        m_form->showRefusal(domain::refuse(u"sign-in.code-wrong"));
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("code"));
        QCOMPARE(child<QLineEdit>("code")->text(), QString());
        QCOMPARE(child<QLineEdit>("password")->text(), u"secret word"_s);
        // Somebody else at the same form is asked for nothing of it.
        child<QLineEdit>("staffNumber")->setFocus();
        QTest::keyClicks(m_form->focusWidget(), u"9"_s);
        QVERIFY(!child<QLineEdit>("code")->isVisible());
    }

    void showsTheSymbolOfANewFactor()
    {
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        fillIn();
        const QString uri = u"otpauth://totp/OneWindow:1501?secret=MZXW6YTBOI&issuer=OneWindow"_s;
        m_form->showRefusal(domain::refuse(u"sign-in.factor-enrol", {{u"secret"_s, u"MZXW6YTBOI"_s}, {u"uri"_s, uri}}));
        QVERIFY(child<QLabel>("why")->isVisible());
        QCOMPARE(child<QLabel>("factorSecret")->text(), u"MZXW 6YTB OI"_s);
        const QImage symbol = child<QLabel>("factorSymbol")->pixmap().toImage();
        QVERIFY(!symbol.isNull());
        QCOMPARE(symbol.pixelColor(2, 2), QColor(Qt::white)); // the quiet zone a telephone needs
        const auto read = ZXing::ReadBarcode({reinterpret_cast<const uint8_t *>(symbol.convertToFormat(QImage::Format_Grayscale8).constBits()), symbol.width(), symbol.height(),
                                              ZXing::ImageFormat::Lum, int(symbol.convertToFormat(QImage::Format_Grayscale8).bytesPerLine())});
        QCOMPARE(QString::fromStdWString(read.text()), uri);
        QTest::keyClicks(m_form->focusWidget(), u"123456"_s);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.last().at(3).toString(), u"123456"_s);
        m_form->showRefusal(domain::refuse(u"sign-in.wrong"));
        QVERIFY(!child<QLabel>("factorSymbol")->isVisible());
        QCOMPARE(child<QLineEdit>("password")->text(), QString());
    }

    void asksForANewPasswordTwice()
    {
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested);
        fillIn();
        m_form->showRefusal(domain::refuse(u"sign-in.change-password", {{u"why"_s, u"initial"_s}, {u"least"_s, 10}, {u"classes"_s, 3}}));
        QVERIFY(child<QLabel>("why")->text().contains(u"10"_s));
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("newPassword"));
        QTest::keyClicks(m_form->focusWidget(), u"Kd7-ruhig-am"_s);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("newPasswordAgain"));
        QTest::keyClicks(m_form->focusWidget(), u"Kd7-ruhig-an"_s);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Backspace);
        QTest::keyClicks(m_form->focusWidget(), u"m"_s);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.last(), (QVariantList{u"1501"_s, u"secret word"_s, u"3"_s, QString(), u"Kd7-ruhig-am"_s}));
        m_form->showRefusal(domain::refuse(u"password.common"));
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("newPassword"));
        // It was taken, and now a factor is to be set up: with the new one.
        child<QLineEdit>("newPasswordAgain")->setText(u"Kd7-ruhig-am"_s);
        m_form->showRefusal(domain::refuse(u"sign-in.factor-enrol", {{u"secret"_s, u"MZXW6YTBOI"_s}, {u"uri"_s, u"otpauth://x"_s}}));
        QCOMPARE(child<QLineEdit>("password")->text(), u"Kd7-ruhig-am"_s);
        QVERIFY(!child<QLineEdit>("newPassword")->isVisible());
    }

    void changesOnesOwnPasswordOrLeavesIt()
    {
        QSignalSpy asked(m_form.get(), &SignInForm::signInRequested), left(m_form.get(), &SignInForm::leaveRequested);
        m_form->setLockedBy(u"1001"_s, u"王敏"_s);
        m_form->askForNewPassword(domain::refuse(u"sign-in.change-password", {{u"why"_s, u"wish"_s}, {u"least"_s, 10}, {u"classes"_s, 3}}));
        QVERIFY(!child<QPushButton>("switchUser")->isVisible());
        QCOMPARE(m_form->focusWidget(), child<QLineEdit>("password"));
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Escape);
        QCOMPARE(left.size(), 1);
        QTest::keyClicks(m_form->focusWidget(), u"old one"_s);
        child<QLineEdit>("newPassword")->setText(u"Kd7-ruhig-am"_s);
        child<QLineEdit>("newPasswordAgain")->setText(u"Kd7-ruhig-am"_s);
        QTest::keyClick(m_form->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.first(), (QVariantList{u"1001"_s, u"old one"_s, QString(), QString(), u"Kd7-ruhig-am"_s}));
    }

    void everythingFitsAtTheSmallestScreen()
    {
        fillIn();
        m_form->showRefusal(domain::refuse(u"sign-in.factor-enrol", {{u"secret"_s, QString(32, u'A')}, {u"uri"_s, u"otpauth://totp/OneWindow:1501?secret=AAAA"_s}}));
        QVERIFY2(m_form->minimumSizeHint().height() <= 768, qPrintable(QString::number(m_form->minimumSizeHint().height())));
    }

    void recoveryCodesAreShownUntilTheyAreKept()
    {
        forms::RecoveryNote note({u"AAAA-BBBB-CCCC"_s, u"DDDD-EEEE-FFFF"_s, u"GGGG-HHHH-JJJJ"_s});
        QSignalSpy kept(&note, &forms::RecoveryNote::kept);
        note.show();
        QVERIFY(QTest::qWaitForWindowActive(&note));
        QVERIFY(note.findChild<QLabel *>(u"recoveryCodes"_s)->text().contains(u"GGGG-HHHH-JJJJ"_s));
        QTest::keyClick(note.focusWidget(), Qt::Key_Space);
        QCOMPARE(kept.size(), 1);
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
        QCOMPARE(asked.first(), (QVariantList{u"610116001"_s, u"secret"_s, QString(), QString(), QString()}));
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
    void fillIn()
    {
        child<QLineEdit>("staffNumber")->setText(u"1501"_s);
        child<QLineEdit>("password")->setText(u"secret word"_s);
        QTest::keyClick(child<QLineEdit>("password"), Qt::Key_Return);
    }
    template<class W>
    W *child(const char *name) const { return m_form->findChild<W *>(QString::fromLatin1(name)); }

    std::unique_ptr<SignInForm> m_form;
};

QTEST_MAIN(TestSignInForm)
#include "tst_signinform.moc"
