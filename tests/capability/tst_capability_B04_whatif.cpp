// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/forms/intakerig.h"
#include <QLabel>

using namespace Qt::StringLiterals;

/// B04: "if the supplement comes on Friday, the due date becomes …", before the promise is printed.
class WhatIfCapability : public QObject
{
    Q_OBJECT

    static void beginWithoutLayout(IntakeRig &rig)
    {
        rig.begin(rig.cardOf(), u"spjyxk"_s, u"11"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"1222a"_s);
        rig.goToMaterial(u"layout"_s);
        rig.press(Qt::Key_Space);
        QCOMPARE(rig.verdict(), u"notify"_s);
    }
    static QString line(const IntakeRig &rig) { return rig.part<QLabel>(u"decision.whatif"_s)->text(); }

private Q_SLOTS:
    void saysWhenItIsDueIfTheSupplementComesOnFriday()
    {
        IntakeRig rig;
        beginWithoutLayout(rig);
        QVERIFY2(line(rig).contains(u"11-27"_s) && line(rig).contains(u"12-08"_s), qPrintable(line(rig))); // 7 working days
    }

    void everyKeyTakesTheNextWorkingDay()
    {
        IntakeRig rig;
        beginWithoutLayout(rig);
        const auto days = domain::supplementForecast(rig.page->hand().decision().checklist.committedLimit, QDate(2026, 11, 20),
                                                     rig.hall.office().rules()->calendar(), rig.hall.place().hours, 10);
        for (int day = 5; day < 9; ++day) { // from Friday the 27th, the fifth, on
            rig.type(u"w"_s);
            QVERIFY2(line(rig).contains(days[day].suppliedOn.toString(u"MM-dd")), qPrintable(line(rig)));
            QVERIFY2(line(rig).contains(days[day].due.date.toString(u"MM-dd")), qPrintable(line(rig)));
        }
        rig.part(u"decision.whatif"_s)->setFocus();
        rig.press(Qt::Key_Left);
        QVERIFY(line(rig).contains(days[7].suppliedOn.toString(u"MM-dd")));
    }

    void holidaysAndExchangedDaysCount()
    {
        IntakeRig rig(QDate(2026, 2, 11)); // Wednesday before the Spring Festival; Saturday the 14th is worked
        beginWithoutLayout(rig);
        QVERIFY2(line(rig).contains(u"02-13"_s) && line(rig).contains(u"03-02"_s), qPrintable(line(rig)));
    }

    void aToleratedSupplementChangesNothingUntilItIsLate()
    {
        IntakeRig rig;
        beginWithoutLayout(rig);
        rig.press(Qt::Key_Space);
        rig.goToMaterial(u"flow"_s); // 5 working days: until 11-27
        rig.type(u"t"_s);
        QVERIFY2(line(rig).contains(u"11-27"_s) && line(rig).contains(u"12-01"_s), qPrintable(line(rig)));
        rig.type(u"w"_s);
        QVERIFY2(line(rig).contains(u"11-30"_s) && line(rig).contains(u"11-27"_s), qPrintable(line(rig)));
    }

    void thereIsNothingToAskWhenNothingLacks()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        QVERIFY(!rig.part(u"decision.whatif"_s)->isVisible());
    }
};

QTEST_MAIN(WhatIfCapability)
#include "tst_capability_B04_whatif.moc"
