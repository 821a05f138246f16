// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/filepaperprinter.h"
#include "tests/forms/intakerig.h"
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

/// B02: a returning applicant, a four-material item, two answers, everything there: at most 25 key presses from F2 to the
/// printed notice, and no mouse.
class KeyboardCapability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReturningApplicantTakesAtMostTwentyFiveKeys()
    {
        IntakeRig rig;
        rig.makeKnown();
        QTemporaryDir papers;
        forms::FilePaperPrinter printer(papers.path());
        rig.desk.setPrinter(&printer);
        rig.reader.card = rig.cardOf();

        rig.presses = 0;
        rig.press(Qt::Key_F2);
        rig.press(Qt::Key_F3);
        rig.type(u"jhdj"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"21"_s);
        QCOMPARE(rig.page->hand().decision().materials.size(), 4);
        rig.type(u"a"_s);
        QSignalSpy printed(&printer, &forms::PaperPrinter::printed);
        rig.decide();
        QVERIFY(printed.count() == 1 || printed.wait(10000));

        qInfo("key presses from F2 to the printed notice: %d", rig.presses);
        QVERIFY2(rig.presses <= 25, qPrintable(QString::number(rig.presses)));
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.state, domain::CaseState::Accepted);
        QCOMPARE(QDir(papers.path()).entryList({u"*.pdf"_s}, QDir::Files), QStringList(file.number + u"-acceptance.pdf"_s));
    }

    void withoutACardTheTypedNumberIsAsGood()
    {
        IntakeRig rig;
        rig.makeKnown();
        rig.presses = 0;
        rig.press(Qt::Key_F2);
        rig.type(u"610116199003070014"_s);
        rig.type(u"jhdj"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"21a"_s);
        rig.decide();
        QCOMPARE(rig.newestCase().state, domain::CaseState::Accepted);
        QVERIFY(rig.presses - 18 <= 25 - 1); // the eighteen digits stand for F3
    }
};

QTEST_MAIN(KeyboardCapability)
#include "tst_capability_B02_keyboard.moc"
