// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/search/itemfinder.h"
#include "storage/search/pinyin.h"
#include "tests/forms/intakerig.h"
#include <QElapsedTimer>

using namespace Qt::StringLiterals;

/// M01 一窗受理: one intake screen for every department's items.
class OneWindowCapability : public QObject
{
    Q_OBJECT

    std::unique_ptr<IntakeRig> m_rig;

private Q_SLOTS:
    void initTestCase() { m_rig = std::make_unique<IntakeRig>(); }
    void cleanupTestCase() { m_rig.reset(); }

    // Letters of every item of every department find it on the one page, which shows its questions and materials at once.
    void takesAnyItemOfAnyDepartmentOnThePage()
    {
        QSet<QString> departments;
        m_rig->begin(m_rig->cardOf(), {}, {});
        const QList<domain::Item> items = m_rig->hall.office().rules()->itemsOn(QDate(2026, 11, 20));
        const office::ItemFinder finder(items);
        for (qsizetype i = 0; i < items.size(); ++i) {
            const domain::Item &item = items[i];
            const QString initials = storage::initials(item.shortName);
            const int row = int(finder.find(initials, 10).indexOf(int(i)));
            QVERIFY2(row >= 0, qPrintable(item.name + u' ' + initials));
            m_rig->press(Qt::Key_F4);
            m_rig->type(initials);
            for (int down = 0; down < row; ++down)
                m_rig->press(Qt::Key_Down);
            m_rig->press(Qt::Key_Return);
            QCOMPARE(m_rig->typed().itemId, item.id);
            QVERIFY(!m_rig->page->hand().decision().checklist.questions.isEmpty());
            departments << item.department;
        }
        QVERIFY2(departments.size() >= 20, qPrintable(QString::number(departments.size())));
    }

    void findsItemsByNameAndCode()
    {
        const QList<domain::Item> items = m_rig->hall.office().rules()->itemsOn(QDate(2026, 11, 20));
        const office::ItemFinder finder(items);
        for (qsizetype i = 0; i < items.size(); ++i) {
            QVERIFY2(finder.find(items[i].name.left(4), 10).contains(int(i)), qPrintable(items[i].name));
            QVERIFY2(finder.find(items[i].basicCode, 10).contains(int(i)), qPrintable(items[i].basicCode));
        }
    }

    void answersEveryKeyAtTwoThousandItems()
    {
        const QList<domain::Item> known = m_rig->hall.office().rules()->itemsOn(QDate(2026, 11, 20));
        QList<domain::Item> items;
        for (int i = 0; i < 2000; ++i) {
            domain::Item item = known[i % known.size()];
            item.id += QString::number(i);
            item.shortName = u"%1(第%2类)"_s.arg(item.shortName).arg(i / known.size());
            items << item;
        }
        const office::ItemFinder finder(items);
        QList<qint64> microseconds;
        for (const QString &whole : {u"gsyyzz"_s, u"spjyxk"_s, u"公司设立"_s, u"jhdj"_s, u"gs变更"_s}) {
            for (int keys = 1; keys <= whole.size(); ++keys) {
                QElapsedTimer timer;
                timer.start();
                QVERIFY(!finder.find(whole.left(keys), 10).isEmpty() || keys == whole.size());
                microseconds << timer.nsecsElapsed() / 1000;
            }
        }
        std::sort(microseconds.begin(), microseconds.end());
        QVERIFY2(microseconds[microseconds.size() / 2] < 30000, qPrintable(QString::number(microseconds[microseconds.size() / 2])));
    }

    // From the first key to the printed notice for items of two departments, one after the other, without leaving the page.
    void acceptsItemsOfTwoDepartmentsOneAfterTheOther()
    {
        IntakeRig rig;
        rig.begin(rig.cardOf(), u"jhdj"_s, u"22a"_s);
        rig.decide();
        QTRY_COMPARE(rig.printer.papers.size(), 1);
        rig.press(Qt::Key_F2);
        rig.begin(rig.cardOf(), u"spjyxk"_s, u"21"_s);
        rig.press(Qt::Key_Return);
        rig.type(u"122a"_s);
        rig.decide();
        QTRY_COMPARE(rig.printer.papers.size(), 2);
        const auto rows = rig.hall.archive().cases({}, std::nullopt, 10);
        QCOMPARE(rows.size(), 2);
        QVERIFY(rig.hall.archive().caseFile(rows[0].id)->department != rig.hall.archive().caseFile(rows[1].id)->department);
    }
};

QTEST_MAIN(OneWindowCapability)
#include "tst_capability_M01_onewindow.moc"
