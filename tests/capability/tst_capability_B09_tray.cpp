// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/numberfield.h"
#include "tests/forms/intakerig.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

/// B09: two applicants at once. Half-done cases wait in a tray; switching clears card data and clipboard.
class TrayCapability : public QObject
{
    Q_OBJECT

    static domain::CardText liSi() { return IntakeRig::cardOf(u"李四"_s, u"61011619880101002X"_s); }

private Q_SLOTS:
    void twoApplicantsTakeTurns()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, u"2"_s);
        rig.ctrl(Qt::Key_H);
        QVERIFY(rig.typed().isBlank());
        QCOMPARE(rig.focusName(), u"applicant.number"_s);
        QVERIFY(rig.part<QPushButton>(u"tray.1"_s)->text().contains(u"张三"_s));
        rig.begin(liSi(), u"spjyxk"_s, {});
        rig.ctrl(Qt::Key_1); // 张三 back, 李四 waits
        QCOMPARE(rig.typed().applicant.name, u"张三"_s);
        QCOMPARE(rig.focusName(), u"question.marry.past"_s);
        QCOMPARE(rig.page->drafts().tray().size(), 1);
        rig.type(u"2a"_s);
        rig.decide();
        QCOMPARE(rig.newestCase().applicant.name, u"张三"_s);
        rig.press(Qt::Key(Qt::Key_0 + rig.page->drafts().tray().first().place), Qt::ControlModifier);
        QCOMPARE(rig.typed().applicant.name, u"李四"_s);
        QCOMPARE(rig.typed().itemId, u"food-license"_s);
        QVERIFY(rig.page->drafts().tray().isEmpty());
    }

    void f2PutsAsideWhatWasTyped()
    {
        IntakeRig rig;
        rig.press(Qt::Key_F2);
        rig.press(Qt::Key_F2); // nothing typed: nothing waits
        QVERIFY(rig.page->drafts().tray().isEmpty());
        rig.begin(rig.cardOf(), {}, {});
        rig.press(Qt::Key_F2);
        QCOMPARE(rig.page->drafts().tray().size(), 1);
        QVERIFY(rig.part<forms::NumberField>(u"applicant.number"_s)->number().isEmpty());
        for (const QString &field : {u"applicant.name"_s, u"applicant.phone"_s, u"applicant.address"_s, u"agent.name"_s, u"agent.number"_s})
            QVERIFY(rig.part<QLineEdit>(field)->text().isEmpty());
    }

    void theTrayIsOnDisk()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, u"2"_s);
        rig.ctrl(Qt::Key_H);
        rig.page.reset();
        rig.openPage();
        QCOMPARE(rig.page->drafts().tray().size(), 1);
        rig.ctrl(Qt::Key_1);
        QCOMPARE(rig.typed().answers[u"marry.foreign"_s], QJsonValue(false));
    }

    void theTimeInTheTrayIsNotCounted()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), {}, {});
        rig.hall.setNow(rig.hall.now().addSecs(60));
        const qint64 worked = rig.page->drafts().workedSeconds();
        rig.ctrl(Qt::Key_H);
        rig.hall.setNow(rig.hall.now().addSecs(3600));
        rig.ctrl(Qt::Key_1);
        QVERIFY(rig.page->drafts().workedSeconds() - worked < 10);
    }

    void nineWaitAndTheTenthStays()
    {
        IntakeRig rig;
        for (int i = 0; i < 9; ++i) {
            rig.begin(rig.cardOf(), {}, {});
            rig.ctrl(Qt::Key_H);
        }
        QCOMPARE(rig.page->drafts().tray().size(), 9);
        rig.begin(liSi(), {}, {});
        rig.press(Qt::Key_F2);
        QCOMPARE(rig.typed().applicant.name, u"李四"_s);
        QCOMPARE(rig.said.last().tone, forms::Tone::Warning);
        rig.ctrl(Qt::Key_9); // changing places works all the same
        QCOMPARE(rig.typed().applicant.name, u"张三"_s);
        QCOMPARE(rig.page->drafts().tray().size(), 9);
        rig.ctrl(Qt::Key_9);
        QCOMPARE(rig.typed().applicant.name, u"李四"_s);
    }

    void switchingClearsTheClipboardOfThisApplicantsData_data()
    {
        QTest::addColumn<QString>("copied");
        QTest::addColumn<bool>("stays");
        QTest::newRow("number") << u"610116199003070014"_s << false;
        QTest::newRow("number in groups") << u"610116 19900307 0014"_s << false;
        QTest::newRow("within a text") << u"姓名: 张三"_s << false;
        QTest::newRow("address") << u"西安市长安区韦曲街道示例路1号"_s << false;
        QTest::newRow("something else") << u"办公电话 029-85290000"_s << true;
    }
    void switchingClearsTheClipboardOfThisApplicantsData()
    {
        QFETCH(QString, copied);
        QFETCH(bool, stays);
        IntakeRig rig;
        rig.begin(rig.cardOf(), {}, {});
        QGuiApplication::clipboard()->setText(copied);
        rig.ctrl(Qt::Key_H);
        QCOMPARE(QGuiApplication::clipboard()->text(), stays ? copied : QString());
        QGuiApplication::clipboard()->clear();
    }

    void aCardReadTooLateBelongsToNobody()
    {
        IntakeRig rig;
        rig.compose(u"x"_s);
        rig.reader.card = liSi();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F3);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F2); // before the reader answers
        QCoreApplication::processEvents();
        QVERIFY(!rig.typed().applicant.isValid());
        QVERIFY(rig.typed().isBlank());
        // Even when the reader speaks of its own accord.
        Q_EMIT rig.reader.cardRead(liSi());
        QVERIFY(!rig.typed().applicant.isValid());
    }
};

QTEST_MAIN(TrayCapability)
#include "tst_capability_B09_tray.moc"
