// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/returned/casedifference.h"
#include "forms/returned/returnedpage.h"
#include "forms/shared/facttable.h"
#include "forms/shared/listtable.h"
#include "pagerig.h"
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using forms::ReturnedPage;

/// The page 退回: nothing is lost, one key decides.
class ReturnedPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<ReturnedPage> m_page;

    void open()
    {
        m_page = std::make_unique<ReturnedPage>(m_rig->desk);
        m_page->resize(1198, 660);
        m_page->show();
        m_page->activate({});
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    forms::ListTable *table() const { return m_page->findChild<forms::ListTable *>(u"returnedTable"_s); }
    QLineEdit *reason() const { return m_page->findChild<QLineEdit *>(u"returnedReason"_s); }
    int rows() const { return table()->model()->rowCount(); }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<PageRig>(); }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
    }

    void saysWhyAndShowsBothVersions()
    {
        m_rig->forge(u"李四"_s);
        open();
        QCOMPARE(rows(), 1);
        QVERIFY(m_page->findChild<QLabel *>(u"returnedWhy"_s)->text().contains(u"signature"_s));
        const auto *versions = m_page->findChild<forms::FactTable *>(u"returnedVersions"_s);
        QVERIFY(versions->rowCount() > 5);
        QStringList ours;
        for (int row = 0; row < versions->rowCount(); ++row)
            ours << versions->item(row, 1)->text();
        QVERIFY(ours.contains(u"李四"_s));
        QVERIFY(!ours.contains(u"610116199003070014"_s));
    }

    void theBadgeIsTheNumberOfThem()
    {
        open();
        QSignalSpy badge(m_page.get(), &forms::Page::badgeChanged);
        m_rig->forge();
        QTRY_VERIFY(!badge.isEmpty());
        QTRY_COMPARE(badge.last().first().toInt(), 1);
        QCOMPARE(rows(), 1);
    }

    void redoOpensTheIntakePageWithIt()
    {
        const QString operation = m_rig->forge();
        open();
        QTest::keyClick(table(), Qt::Key_R);
        QCOMPARE(m_rig->opened, QStringList{u"intake redo:"_s + operation});
        QCOMPARE(rows(), 1); // it leaves only once the new act is done
    }

    void handedOverItIsOnRecord()
    {
        const QString operation = m_rig->forge();
        open();
        QTest::keyClick(table(), Qt::Key_H);
        QCOMPARE(rows(), 0);
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);
        const auto newest = m_rig->hall.archive().journal(0, 1).first().operation;
        QCOMPARE(newest.type, u"returned.close"_s);
        QCOMPARE(newest.body[u"operation"_s].toString(), operation);
        QCOMPARE(newest.body[u"how"_s].toString(), u"handed-over"_s);
    }

    void dropNeedsAReason()
    {
        m_rig->forge();
        open();
        QTest::keyClick(table(), Qt::Key_D);
        QVERIFY(reason()->isVisible());
        QVERIFY(reason()->hasFocus());
        QTest::keyClick(reason(), Qt::Key_Return);
        QCOMPARE(m_rig->hall.archive().returnedCount(), 1);
        QTest::keyClicks(reason(), u"hdr"_s); // letters, not keys of the page
        QCOMPARE(reason()->text(), u"hdr"_s);
        QTest::keyClick(reason(), Qt::Key_Return);
        QCOMPARE(m_rig->hall.archive().returnedCount(), 0);
        QCOMPARE(m_rig->hall.archive().journal(0, 1).first().operation.body[u"reason"_s].toString(), u"hdr"_s);
        QVERIFY(!reason()->isVisible());
    }

    void escapeKeepsItAndForgetsTheReason()
    {
        m_rig->forge();
        open();
        QTest::keyClick(table(), Qt::Key_D);
        QTest::keyClicks(reason(), u"x"_s);
        QTest::keyClick(reason(), Qt::Key_Escape);
        QVERIFY(!reason()->isVisible());
        QVERIFY(table()->hasFocus());
        QCOMPARE(m_rig->hall.archive().returnedCount(), 1);
        QTest::keyClick(table(), Qt::Key_D);
        QVERIFY(reason()->text().isEmpty());
    }

    void whatDiffersStandsFirst()
    {
        const QString id = m_rig->notify();
        QJsonObject ours = m_rig->hall.archive().document(id)->body;
        QJsonObject centres = ours;
        QJsonObject applicant = centres[u"applicant"_s].toObject();
        applicant[u"phone"_s] = u"02985290002"_s; // masked alike, yet another number
        centres[u"applicant"_s] = applicant;
        QJsonArray materials = centres[u"materials"_s].toArray();
        for (qsizetype i = 0; i < materials.size(); ++i) {
            QJsonObject material = materials[i].toObject();
            if (material[u"key"_s] == u"layout"_s)
                material[u"mark"_s] = u"received"_s;
            materials[i] = material;
        }
        centres[u"materials"_s] = materials;
        const auto lines = forms::CaseDifference::between(ours, centres, *m_rig->hall.office().rules(), domain::hallTime(m_rig->hall.now()));
        QVERIFY(lines.size() > 5);
        QVERIFY(lines[0].differs && lines[1].differs);
        QVERIFY(!lines[2].differs);
        QCOMPARE(lines[0].name, u"Phone"_s);
        QCOMPARE(lines[1].ours, u"Defective, 未标注尺寸"_s);
        QVERIFY(lines[1].centres.startsWith(u"Received"_s));
        for (const forms::VersionLine &line : forms::CaseDifference::between(ours, {}, *m_rig->hall.office().rules(), domain::hallTime(m_rig->hall.now())))
            QVERIFY(!line.differs && line.centres.isEmpty());
    }

    void everyControlHasAName()
    {
        m_rig->forge();
        open();
        QCOMPARE(unnamedFocusables(*m_page).join(u'\n'), QString());
    }
};

QTEST_MAIN(ReturnedPageTest)
#include "tst_returnedpage.moc"
