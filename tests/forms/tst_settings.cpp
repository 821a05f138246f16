// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/settings/settingspage.h"
#include "forms/shared/preferences.h"
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using forms::Preferences;
using forms::SettingsPage;
using forms::Theme;

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_preferences = std::make_unique<Preferences>(file());
        m_page = std::make_unique<SettingsPage>(*m_preferences, facts());
        m_page->resize(1100, 640);
        m_page->show();
        m_page->activate({});
    }
    void cleanup()
    {
        m_page.reset();
        m_preferences.reset();
        m_folder.reset();
    }

    void startsInChineseLikeTheDesktopAtTheStandardSize()
    {
        QCOMPARE(m_preferences->language(), u"zh_CN"_s);
        QCOMPARE(m_preferences->themeMode(), Theme::Mode::Auto);
        QCOMPARE(m_preferences->fontPt(), Theme::fontPtDefault);
        QCOMPARE(m_preferences->previewsPaper(u"receipt"_s), true);
        QCOMPARE(m_preferences->printer(), QString());
        QCOMPARE(child<QComboBox>("language")->currentData().toString(), u"zh_CN"_s);
        QCOMPARE(child<QComboBox>("fontSize")->currentIndex(), 0);
    }

    void everyChoiceHoldsAtOnceAndAfterTheNextStart()
    {
        QSignalSpy changed(m_preferences.get(), &Preferences::changed);
        choose("language", u"en"_s);
        choose("theme", u"high-contrast"_s);
        choose("fontSize", 16.0);
        choose("printer", u"HP LaserJet"_s);
        child<QCheckBox>("preview-acceptance")->click();
        QCOMPARE(changed.size(), 5);

        const Preferences again(file());
        QCOMPARE(again.language(), u"en"_s);
        QCOMPARE(again.themeMode(), Theme::Mode::HighContrast);
        QCOMPARE(again.fontPt(), 16.0);
        QCOMPARE(again.printer(), u"HP LaserJet"_s);
        QVERIFY(!again.previewsPaper(u"acceptance"_s));
        QVERIFY(again.previewsPaper(u"receipt"_s));
    }

    void textSizesGoFromTwelveToTwenty()
    {
        const QComboBox *sizes = child<QComboBox>("fontSize");
        for (int points = 12; points <= 20; ++points)
            QVERIFY2(sizes->findData(double(points)) >= 0, qPrintable(QString::number(points)));
    }

    void worksByKeyboard()
    {
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QCOMPARE(m_page->focusWidget(), child<QComboBox>("language"));
        QTest::keyClick(m_page->focusWidget(), Qt::Key_Down);
        QCOMPARE(m_preferences->language(), u"en"_s);
    }

    void aPreferenceBelongsToThePerson()
    {
        m_preferences->setFontPt(12);
        m_preferences->setStaff(u"a"_s);
        QCOMPARE(m_preferences->fontPt(), 12.0);
        m_preferences->setFontPt(20);
        m_preferences->setPreviewsPaper(u"receipt"_s, false);
        QSignalSpy changed(m_preferences.get(), &Preferences::changed);
        m_preferences->setStaff(u"b"_s);
        QCOMPARE(changed.size(), 1);
        QVERIFY(changed.first().first().toString().isEmpty());
        QCOMPARE(m_preferences->fontPt(), 12.0);
        QVERIFY(m_preferences->previewsPaper(u"receipt"_s));
        m_preferences->setStaff(u"a"_s);
        QCOMPARE(m_preferences->fontPt(), 20.0);
    }

    void thePrinterBelongsToTheTerminal()
    {
        m_preferences->setStaff(u"a"_s);
        m_preferences->setPrinter(u"HP LaserJet"_s);
        m_preferences->setStaff(u"b"_s);
        QCOMPARE(m_preferences->printer(), u"HP LaserJet"_s);
    }

    void aPrinterThatIsAwayStaysChosen()
    {
        m_preferences->setPrinter(u"Gone"_s);
        m_page->activate({});
        QCOMPARE(child<QComboBox>("printer")->currentData().toString(), u"Gone"_s);
        QVERIFY(child<QComboBox>("printer")->currentText() != u"Gone"_s);
    }

    void aBrokenFileGivesTheDefaults()
    {
        QFile broken(file());
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("[terminal]\nfont-pt=enormous\ntheme=pink\n\x00\xff[[[");
        broken.close();
        const Preferences preferences(file());
        QCOMPARE(preferences.fontPt(), Theme::fontPtDefault);
        QCOMPARE(preferences.themeMode(), Theme::Mode::Auto);
        QCOMPARE(preferences.language(), u"zh_CN"_s);
    }

    void saysWhenItCannotSave()
    {
        // A folder stands where the file should be.
        const QString path = m_folder->filePath(u"occupied"_s);
        QVERIFY(QDir().mkpath(path));
        Preferences preferences(path);
        SettingsPage page(preferences, facts());
        QSignalSpy notSaved(&preferences, &Preferences::notSaved);
        preferences.setFontPt(14);
        QCOMPARE(notSaved.size(), 1);
        QVERIFY(!page.findChild<QLabel *>(u"settingsProblem"_s)->isHidden());
        QCOMPARE(preferences.fontPt(), 14.0);
    }

    void aTableKeepsItsColumns()
    {
        {
            QTableWidget table(1, 3);
            m_preferences->rememberColumns(table.horizontalHeader(), u"cases"_s);
            table.horizontalHeader()->moveSection(2, 0);
            table.horizontalHeader()->resizeSection(1, 222);
            QTRY_VERIFY(m_preferences->personal(u"columns/cases"_s).isValid());
        }
        QTableWidget table(1, 3);
        m_preferences->rememberColumns(table.horizontalHeader(), u"cases"_s);
        QCOMPARE(table.horizontalHeader()->sectionSize(1), 222);
        QCOMPARE(table.horizontalHeader()->visualIndex(2), 0);
    }

    void showsVersionAndFolder()
    {
        QCOMPARE(child<QLineEdit>("dataFolder")->text(), u"/var/lib/onewindow"_s);
        bool shown = false;
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            shown = shown || label->text().contains(u"0.1.0"_s);
        QVERIFY(shown);
    }

    void everyFocusableHasAName() { QCOMPARE(unnamedFocusables(*m_page).join(u'\n'), QString()); }

private:
    QString file() const { return m_folder->filePath(u"preferences.ini"_s); }

    static forms::SettingsFacts facts()
    {
        return {[] { return QList<forms::SettingsFacts::Paper>{{u"receipt"_s, u"收件凭证"_s}, {u"acceptance"_s, u"受理通知书"_s}}; },
                [] { return QStringList{u"HP LaserJet"_s, u"Pantum"_s}; }, u"0.1.0"_s, u"/var/lib/onewindow"_s};
    }

    template<class W>
    W *child(const char *name) const { return m_page->findChild<W *>(QString::fromLatin1(name)); }

    void choose(const char *name, const QVariant &value)
    {
        QComboBox *box = child<QComboBox>(name);
        const int index = box->findData(value);
        QVERIFY(index >= 0);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<SettingsPage> m_page;
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
