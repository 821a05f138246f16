// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/guide/guidepage.h"
#include "forms/guide/guidetext.h"
#include "forms/shared/keys.h"
#include "pagerig.h"
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using forms::GuidePage;
using forms::PublishedList;

/// The page 指南 as a clerk and a visitor use it.
class GuidePageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<GuidePage> m_page;

    QLineEdit *search() const { return m_page->findChild<QLineEdit *>(u"guideSearch"_s); }
    QListWidget *list() const { return m_page->findChild<QListWidget *>(u"guideItems"_s); }
    QString text() const { return m_page->findChild<QTextBrowser *>(u"guideText"_s)->toPlainText(); }
    QString title() const { return m_page->findChild<QLabel *>(u"guideTitle"_s)->text(); }
    void chooseFile(const QString &path)
    {
        m_page->setSaveChooser([path](QWidget *, const QString &, const QString &, const std::function<void(const QString &)> &chosen) { chosen(path); });
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PageRig>();
        m_page = std::make_unique<GuidePage>(m_rig->desk);
        m_page->resize(1198, 660);
        m_page->show();
        m_page->activate({});
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
    }

    void findsByInitialsAndTheListFollowsTheArrows()
    {
        QCOMPARE(list()->count(), 55);
        QTest::keyClicks(search(), u"spjyxk"_s);
        QCOMPARE(title(), u"食品经营许可(新办)"_s);
        search()->clear();
        QTest::keyClick(search(), Qt::Key_Down);
        QVERIFY(search()->hasFocus());
        const int row = list()->currentRow();
        QTest::keyClick(search(), Qt::Key_Down);
        QCOMPARE(list()->currentRow(), row + 1);
        QTest::keyClicks(search(), u"qqqqqq"_s);
        QCOMPARE(list()->count(), 0);
        QVERIFY(!m_page->findChild<QPushButton *>(u"guidePrint"_s)->isEnabled());
    }

    void tellsEverythingAboutTheItem()
    {
        m_page->activate(u"food-license"_s);
        QCOMPARE(title(), u"食品经营许可(新办)"_s);
        for (const QString &part : {u"食品安全法 第35条"_s, u"committed 7 working days"_s, u"食品经营许可申请书"_s, u"may come within 5 working days"_s,
                                    u"commitment instead"_s, u"主体业态?"_s, u"餐饮服务经营者"_s, u"食品经营许可证"_s, u"现场核查"_s, u"窗口领取"_s,
                                    u"长安区政务服务中心"_s})
            QVERIFY2(text().contains(part), qPrintable(part));
        QVERIFY(m_page->findChild<QLabel *>(u"guideQr"_s)->isVisible());
    }

    void everyItemHasAGuide()
    {
        for (const domain::Item &item : m_rig->hall.office().rules()->itemsOn(QDate(2026, 11, 20))) {
            m_page->activate(item.id);
            QCOMPARE(title(), item.name);
            for (const domain::MaterialRequirement &material : item.materials)
                QVERIFY2(text().contains(material.name.simplified()), qPrintable(QString(item.id + u' ' + material.name)));
        }
    }

    void printsAndSavesIt()
    {
        m_page->activate(u"food-license"_s);
        QTest::keyClick(search(), Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(m_rig->printer.papers.size(), 1);
        QCOMPARE(m_rig->printer.papers.first().kind, u"guide"_s);
        QVERIFY(m_rig->printer.papers.first().qrText.contains(u"food-license"_s));
        QTemporaryDir folder;
        chooseFile(folder.filePath(u"guide.pdf"_s));
        QTest::keyClick(search(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(QFile::exists(folder.filePath(u"guide.pdf"_s)));
        QFile file(folder.filePath(u"guide.pdf"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(5) == "%PDF-");
    }

    void withoutAPrinterItSaysWhatToDo()
    {
        m_rig->desk.setPrinter(nullptr);
        QTest::keyClick(search(), Qt::Key_P, Qt::ControlModifier);
        QVERIFY(m_rig->said.last().contains(u"printer"_s));
    }

    void takesACaseOfTheItem()
    {
        m_page->activate(u"food-license"_s);
        QTest::mouseClick(m_page->findChild<QPushButton *>(u"guideIntake"_s), Qt::LeftButton);
        QCOMPARE(m_rig->opened, QStringList{u"intake item:food-license"_s});
    }

    void theListsAreThoseOfTheCatalogue()
    {
        const auto items = m_rig->hall.office().rules()->itemsOn(QDate(2026, 11, 20));
        int tolerable = 0, replaceable = 0;
        for (const domain::Item &item : items) {
            replaceable += item.commitmentRoute;
            for (const domain::MaterialRequirement &material : item.materials) {
                tolerable += material.tolerable;
                replaceable += material.commitmentReplaceable;
            }
        }
        const auto tolerance = PublishedList::of(PublishedList::Kind::Tolerance, items, QDate(2026, 11, 20));
        const auto commitment = PublishedList::of(PublishedList::Kind::Commitment, items, QDate(2026, 11, 20));
        QCOMPARE(tolerance.rows().size(), tolerable);
        QCOMPARE(commitment.rows().size(), replaceable);
        QVERIFY(tolerable > 0 && replaceable > 0);
        QCOMPARE(tolerance.csv().count("\r\n"), tolerable + 1);
        QVERIFY(tolerance.csv().startsWith("\xEF\xBB\xBF"));
        QVERIFY(commitment.pdf(u"长安区政务服务中心"_s).startsWith("%PDF-"));
    }

    void theMenuSavesThem()
    {
        auto *menu = m_page->findChild<QPushButton *>(u"guideLists"_s)->menu();
        QCOMPARE(menu->actions().size(), 4);
        QTemporaryDir folder;
        for (int i = 0; i < 4; ++i) {
            const QString path = folder.filePath(QString::number(i));
            chooseFile(path);
            menu->actions()[i]->trigger();
            QTRY_VERIFY(QFile::exists(path));
            QTRY_VERIFY(QFileInfo(path).size() > 1000);
        }
    }

    void everyControlHasAName()
    {
        QCOMPARE(unnamedFocusables(*m_page).join(u'\n'), QString());
        QVERIFY(forms::keysOf(*m_page).contains(forms::KeyHint{u"Ctrl+P"_s, u"Print the guide"_s}));
    }
};

QTEST_MAIN(GuidePageTest)
#include "tst_guidepage.moc"
