// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/forms/intakerig.h"

using namespace Qt::StringLiterals;

/// M36 绿色通道: priority with a reason, journalled, counted.
class GreenChannelCapability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void priorityHasAReasonIsJournalledAndCounted()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), {}, {});
        rig.ctrl(Qt::Key_G);
        QCOMPARE(rig.focusName(), u"priority.reasons"_s);
        rig.type(u"1"_s);
        QCOMPARE(rig.focusName(), u"item.search"_s);
        rig.type(u"jhdj"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"22a"_s);
        const QString reason = rig.typed().priority;
        QVERIFY(!reason.isEmpty());
        rig.decide();
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.priority, reason);
        QCOMPARE(rig.hall.archive().history(file.id).first().operation.body[u"priority"_s].toString(), reason);

        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s); // the next one waits like everybody
        rig.decide();
        QVERIFY(rig.newestCase().priority.isEmpty());
        office::CaseFilter counted;
        counted.priorityOnly = true;
        QCOMPARE(rig.hall.archive().count(counted), 1);
        QCOMPARE(rig.hall.archive().count({}), 2);
    }

    void theReasonMayBeGivenInWordsAndTakenBack()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), {}, {});
        rig.ctrl(Qt::Key_G);
        rig.press(Qt::Key_Tab);
        rig.compose(u"行动不便"_s);
        rig.press(Qt::Key_Return);
        QCOMPARE(rig.typed().priority, u"行动不便"_s);
        rig.ctrl(Qt::Key_G);
        rig.press(Qt::Key_Escape);
        QCOMPARE(rig.typed().priority, u"行动不便"_s);
        rig.ctrl(Qt::Key_G);
        rig.press(Qt::Key_Tab);
        rig.ctrl(Qt::Key_A);
        rig.press(Qt::Key_Delete);
        rig.press(Qt::Key_Return);
        QVERIFY(rig.typed().priority.isEmpty());
    }
};

QTEST_MAIN(GreenChannelCapability)
#include "tst_capability_M36_greenchannel.moc"
