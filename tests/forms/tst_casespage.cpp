// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/cases/casedetail.h"
#include "forms/cases/casespage.h"
#include "forms/shared/chip.h"
#include "forms/shared/facttable.h"
#include "forms/shared/keys.h"
#include "forms/shared/listtable.h"
#include "forms/shared/preferences.h"
#include "pagerig.h"
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using forms::CasesPage;
using tables::CaseTableModel;

/// The page 办件 as a clerk works it by keyboard.
class CasesPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<CasesPage> m_page;

    void open()
    {
        m_page = std::make_unique<CasesPage>(m_rig->desk);
        m_page->resize(1198, 660);
        m_page->show();
        m_page->activate({});
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    forms::ListTable *table() const { return m_page->findChild<forms::ListTable *>(u"casesTable"_s); }
    forms::CaseDetail *detail() const { return m_page->findChild<forms::CaseDetail *>(); }
    forms::Chip *chip(const QString &id) const { return m_page->findChild<forms::Chip *>(QString(u"casesChip."_s + id)); }
    int rows() const { return table()->model()->rowCount(); }
    QString facts(const QString &name) const
    {
        const auto *facts = m_page->findChild<forms::FactTable *>(name);
        QStringList cells;
        for (int row = 0; row < facts->rowCount(); ++row) {
            for (int column = 0; column < facts->columnCount(); ++column)
                cells << facts->item(row, column)->text();
        }
        return cells.join(u'|');
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<PageRig>(); }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
    }

    void anEmptyListSaysWhatToDo()
    {
        open();
        QCOMPARE(rows(), 0);
        QVERIFY(detail()->caseId().isEmpty());
        QTest::keyClick(table(), Qt::Key_Return);
        QVERIFY(m_rig->opened.isEmpty());
    }

    void showsTheNewestCaseAndEverythingAboutIt()
    {
        const QString id = m_rig->tolerate();
        open();
        QCOMPARE(rows(), 1);
        QCOMPARE(detail()->caseId(), id);
        QVERIFY(facts(u"caseOverview"_s).contains(u"91350100M000100Y43"_s)); // an organisation's code is public
        QVERIFY(facts(u"caseMaterials"_s).contains(u"Tolerated, by 11-27"_s));
        QVERIFY(facts(u"caseForm"_s).contains(u"餐饮服务经营者"_s));
        QVERIFY(facts(u"caseTimeline"_s).contains(u"Accepted: With tolerance|王敏|To be sent"_s));
        QVERIFY(facts(u"casePapers"_s).contains(u"Undertaking to supplement"_s));
    }

    void theListBeginsAtItsTopWhateverCameBeforeAnybodyLooked()
    {
        const QString first = m_rig->accept();
        m_page = std::make_unique<CasesPage>(m_rig->desk); // as the window makes it when nothing else happens
        QCOMPARE(detail()->caseId(), first);
        m_rig->hall.setNow(m_rig->hall.now().addSecs(60));
        const QString newest = m_rig->tolerate();
        QTRY_COMPARE(rows(), 2);
        m_page->show();
        m_page->activate({});
        QCOMPARE(table()->chosenRow(), 0);
        QCOMPARE(detail()->caseId(), newest);
    }

    void numbersOfPersonsAreMasked()
    {
        m_rig->accept();
        open();
        QVERIFY(!facts(u"caseOverview"_s).contains(u"610116199003070014"_s));
        QVERIFY(facts(u"caseOverview"_s).contains(u"610116********0014"_s));
        QVERIFY(!facts(u"caseOverview"_s).contains(u"13800000014"_s));
    }

    void altDigitsFilterAndTheChipsCount()
    {
        m_rig->accept();
        m_rig->receive();
        m_rig->tolerate();
        const QString correction = m_rig->notify(u"老年人"_s);
        open();
        QTRY_COMPARE(chip(u"priority"_s)->count(), 1); // M36: the green channel is counted
        QTRY_COMPARE(chip(u"all"_s)->count(), 4);
        const QHash<QString, int> expected{{u"today"_s, 4}, {u"mine"_s, 4}, {u"correction"_s, 1}, {u"received"_s, 1}, {u"red"_s, 0}, {u"tolerance"_s, 1}};
        for (auto want = expected.begin(); want != expected.end(); ++want)
            QCOMPARE(chip(want.key())->count(), want.value());
        QTest::keyClick(table(), Qt::Key_4, Qt::AltModifier);
        QCOMPARE(rows(), 1);
        QVERIFY(chip(u"correction"_s)->isChecked());
        QVERIFY(!chip(u"all"_s)->isChecked());
        QCOMPARE(detail()->caseId(), correction);
        QTest::keyClick(table(), Qt::Key_6, Qt::AltModifier); // the case of the day ends at five: yellow
        QTRY_COMPARE(rows(), 1);
        QTRY_COMPARE(chip(u"yellow"_s)->count(), 1);
        m_rig->hall.setHallTime(QDate(2026, 12, 1), QTime(10, 0));
        QTest::keyClick(table(), Qt::Key_7, Qt::AltModifier);
        QVERIFY(rows() >= 1);
        QCOMPARE(table()->model()->index(0, CaseTableModel::LampColumn).data().toString(), u"Overdue"_s);
        QTest::keyClick(table(), Qt::Key_9, Qt::AltModifier);
        QCOMPARE(rows(), 1);
    }

    void opensTheCaseAnotherPageAsksFor()
    {
        const QString first = m_rig->accept(u"张三"_s);
        for (int i = 0; i < 5; ++i)
            m_rig->accept(QStringLiteral("李%1").arg(i));
        open();
        QTest::keyClick(table(), Qt::Key_5, Qt::AltModifier); // a filter that hides it
        m_page->activate(first);
        QCOMPARE(detail()->caseId(), first);
        QTRY_COMPARE(table()->model()->index(table()->chosenRow(), 0).data(CaseTableModel::IdRole).toString(), first);
    }

    void looksForWhomIsMeant()
    {
        m_rig->accept(u"张三"_s);
        m_rig->receive();
        open();
        m_page->activate(u"张三"_s);
        QCOMPARE(rows(), 1);
        QVERIFY(facts(u"caseOverview"_s).contains(u"张三"_s));
        m_page->activate(u"欧阳无人"_s);
        QVERIFY(m_rig->said.last().contains(u"欧阳无人"_s));
    }

    void enterContinuesWhatWaitsForThisWindow()
    {
        const QString id = m_rig->receive();
        open();
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(m_rig->opened, QStringList{u"intake case:"_s + id});
    }

    void aReprintIsOnRecordAndNumbered()
    {
        const QString id = m_rig->accept();
        open();
        QTest::keyClick(table(), Qt::Key_Return); // accepted: nothing to continue, the papers are shown
        auto *papers = m_page->findChild<forms::FactTable *>(u"casePapers"_s);
        QVERIFY(papers->rowCount() > 0);
        const QString kind = papers->item(0, 0)->data(Qt::UserRole).toString();
        QVERIFY(papers->hasFocus());
        QTest::mouseClick(m_page->findChild<QPushButton *>(u"caseReprint"_s), Qt::LeftButton);
        QCOMPARE(m_rig->printer.papers.size(), 1);
        QCOMPARE(m_rig->printer.papers.first().kind, kind);
        QCOMPARE(m_rig->printer.papers.first().copyNumber, 1);
        QCOMPARE(m_rig->hall.archive().caseFile(id)->papers[kind].toInt(), 2);
        QCOMPARE(m_rig->hall.archive().history(id).last().operation.type, u"paper.print"_s);
    }

    void followsWhatHappensWithoutLosingItsPlace()
    {
        const QString first = m_rig->accept(u"张三"_s);
        m_rig->accept(u"李四"_s);
        open();
        m_page->activate(first);
        m_rig->hall.setNow(m_rig->hall.now().addSecs(60));
        m_rig->accept(u"王五"_s);
        QTRY_COMPARE(rows(), 3);
        QCOMPARE(detail()->caseId(), first);
        QTRY_COMPARE(table()->model()->index(table()->chosenRow(), 0).data(CaseTableModel::IdRole).toString(), first);
    }

    void copiesRowsAsATable()
    {
        m_rig->accept(u"张三"_s);
        m_rig->accept(u"李四"_s);
        open();
        table()->selectAll();
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith(u"Lamp\tCase number"_s));
    }

    void exportsTheFilteredListSafely()
    {
        m_rig->accept(u"=HYPERLINK(1)"_s);
        m_rig->receive();
        m_rig->signIn(u"1401"_s);
        open();
        QTemporaryDir folder;
        const QString path = folder.filePath(u"list.csv"_s);
        m_page->setSaveChooser([path](QWidget *, const QString &suggested, const QString &, const std::function<void(const QString &)> &chosen) {
            QVERIFY(suggested.endsWith(u".csv"_s));
            chosen(path);
        });
        QTest::keyClick(table(), Qt::Key_E, Qt::ControlModifier);
        QTest::mouseClick(m_page->findChild<QPushButton *>(u"casesExportBar.confirm"_s), Qt::LeftButton);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("\xEF\xBB\xBF"));
        QVERIFY(text.contains("\r\nLamp,"));
        QCOMPARE(text.count("\r\n"), 4);
        QVERIFY(text.contains(",'=HYPERLINK(1),"));
        QTRY_VERIFY(m_rig->said.last().contains(u"list.csv"_s));
    }

    void anExportThatCannotBeWrittenIsSaid()
    {
        m_rig->accept();
        m_rig->signIn(u"1401"_s);
        open();
        m_page->setSaveChooser([](QWidget *, const QString &, const QString &, const std::function<void(const QString &)> &chosen) { chosen(u"/nowhere/list.csv"_s); });
        QTest::keyClick(table(), Qt::Key_E, Qt::ControlModifier);
        QTest::mouseClick(m_page->findChild<QPushButton *>(u"casesExportBar.confirm"_s), Qt::LeftButton);
        QVERIFY(m_rig->said.last().contains(u"list.csv"_s));
    }

    void anotherPersonSeesNothingOfTheOneBefore()
    {
        m_rig->accept();
        open();
        QTest::keyClick(table(), Qt::Key_3, Qt::AltModifier);
        QCOMPARE(rows(), 1);
        m_rig->signIn(u"1002"_s);
        QVERIFY(chip(u"all"_s)->isChecked());
        QTest::keyClick(table(), Qt::Key_3, Qt::AltModifier);
        QCOMPARE(rows(), 0);
        QVERIFY(detail()->caseId().isEmpty());
    }

    void columnsAreRememberedPerPerson()
    {
        QTemporaryDir folder;
        m_rig->accept();
        {
            forms::Preferences preferences(folder.filePath(u"p.ini"_s), &m_rig->desk);
            preferences.setStaff(u"1001"_s);
            open();
            table()->horizontalHeader()->resizeSection(CaseTableModel::Item, 333);
            QTRY_VERIFY(preferences.personal(u"columns/cases"_s).isValid());
            m_page.reset();
        }
        forms::Preferences preferences(folder.filePath(u"p.ini"_s), &m_rig->desk);
        preferences.setStaff(u"1001"_s);
        open();
        QCOMPARE(table()->horizontalHeader()->sectionSize(CaseTableModel::Item), 333);
    }

    void everyControlHasANameAndTheKeysAreTold()
    {
        m_rig->receive();
        open();
        QCOMPARE(unnamedFocusables(*m_page).join(u'\n'), QString());
        QVERIFY(forms::keysOf(*m_page).contains(forms::KeyHint{u"Alt+9"_s, u"Green channel"_s}));
        QVERIFY(forms::keysOf(*m_page).contains(forms::KeyHint{u"Ctrl+E"_s, u"Export this list as CSV"_s}));
    }

    void ctrlPageDownTurnsTheParts()
    {
        m_rig->accept();
        open();
        auto *tabs = m_page->findChild<QTabWidget *>(u"caseTabs"_s);
        QTest::keyClick(table(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(tabs->currentIndex(), 1);
        QTest::keyClick(table(), Qt::Key_PageUp, Qt::ControlModifier);
        QTest::keyClick(table(), Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(tabs->currentIndex(), tabs->count() - 1);
    }
};

QTEST_MAIN(CasesPageTest)
#include "tst_casespage.moc"
