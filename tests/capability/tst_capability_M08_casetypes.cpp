// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/forms/intakerig.h"
#include <QLabel>

using namespace Qt::StringLiterals;

/// M08 即办件/承诺件: the clock of an item runs in working days, half days or minutes, or the item is done while one waits.
class CaseTypesCapability : public QObject
{
    Q_OBJECT

    /// The marriage registration with another committed limit, published by the centre.
    static void publishLimit(IntakeRig &rig, double value, const QString &unit)
    {
        QJsonObject json = rig.hall.item(u"marriage-reg"_s).toJson();
        json[u"id"_s] = u"timed"_s;
        json[u"commitmentLimit"_s] = QJsonObject{{u"value"_s, value}, {u"unit"_s, unit}};
        json[u"legalLimit"_s] = QJsonObject{{u"value"_s, 5}, {u"unit"_s, u"workday"_s}};
        const office::Actor centre{u"centre"_s, {}, {u"centre"_s}, {}, {}};
        QVERIFY(rig.hall.centreOffice().submit({u"item.publish"_s, domain::idFor(u"item:timed@1"_s), json, centre}).ok());
        rig.hall.pull();
    }
    static domain::CaseFile accept(IntakeRig &rig, const QString &itemId)
    {
        rig.begin(rig.cardOf(), {}, {});
        rig.page->activate(QString(u"item:"_s + itemId));
        rig.part(u"question.marry.foreign"_s)->setFocus();
        rig.type(u"22a"_s);
        rig.decide();
        return rig.newestCase();
    }

private Q_SLOTS:
    void anImmediateItemIsDueTheSameDay()
    {
        IntakeRig rig;
        const domain::CaseFile file = accept(rig, u"marriage-reg"_s);
        QCOMPARE(file.caseType, u"即办件"_s);
        QCOMPARE(file.committedDue.date, QDate(2026, 11, 20));
    }

    void aCommittedItemIsDueInWorkingDays()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"spjyxk"_s, u"21"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"122a"_s);
        rig.decide();
        const domain::CaseFile file = rig.newestCase();
        QCOMPARE(file.caseType, u"承诺件"_s);
        QCOMPARE(file.committedDue.date, QDate(2026, 12, 1)); // 7 working days after Friday 2026-11-20
        QCOMPARE(file.legalDue.date, QDate(2026, 12, 4));     // 10
    }

    void limitsMayBeHalfDaysHoursOrMinutes_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QTime>("begun");
        QTest::addColumn<QDate>("day");
        QTest::newRow("half a day") << 0.5 << u"workday"_s << QTime(9, 30) << QDate(2026, 11, 20);
        QTest::newRow("two hours") << 2.0 << u"hour"_s << QTime(10, 0) << QDate(2026, 11, 20);
        QTest::newRow("thirty minutes, over the weekend") << 30.0 << u"minute"_s << QTime(16, 50) << QDate(2026, 11, 23);
    }
    void limitsMayBeHalfDaysHoursOrMinutes()
    {
        QFETCH(double, value);
        QFETCH(QString, unit);
        QFETCH(QTime, begun);
        QFETCH(QDate, day);
        IntakeRig rig;
        publishLimit(rig, value, unit);
        rig.hall.setHallTime(QDate(2026, 11, 20), begun);
        const domain::CaseFile file = accept(rig, u"timed"_s);
        QCOMPARE(file.committedDue.date, day);
        QVERIFY(file.committedDue.time);
        QVERIFY(*file.committedDue.time > rig.hall.place().hours.opens);
    }

    void theClerkSeesTheDueDateBeforeDeciding()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"spjyxk"_s, u"21"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"122a"_s);
        QStringList pills;
        for (const QLabel *label : rig.page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->property("role").toString() == u"pill")
                pills << label->text();
        }
        QVERIFY2(pills.filter(u"12-01"_s).size() == 1 && pills.filter(u"12-04"_s).size() == 1, qPrintable(pills.join(u'|')));
    }
};

QTEST_MAIN(CaseTypesCapability)
#include "tst_capability_M08_casetypes.moc"
