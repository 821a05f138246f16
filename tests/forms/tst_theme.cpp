// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/icons.h"
#include "forms/shared/theme.h"
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using forms::Theme;
using namespace Qt::StringLiterals;

namespace {

constexpr double contrastMin = 4.5;

QColor inkOf(const QPixmap &pixmap)
{
    const QImage image = pixmap.toImage();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).alpha() == 255)
                return image.pixelColor(x, y);
    return {};
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTextReadsOnItsGround_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark, Theme::Mode::HighContrast})
            for (const forms::TextPair &pair : Theme::textPairs(Theme::coloursOf(mode)))
                QTest::addRow("%s: %s", qPrintable(Theme::codeOf(mode)), pair.name) << pair.text << pair.background;
    }
    void everyTextReadsOnItsGround()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        const double contrast = Theme::contrast(text, ground);
        QVERIFY2(contrast >= contrastMin, qPrintable(u"%1 on %2: %3"_s.arg(text.name(), ground.name()).arg(contrast)));
    }

    void highContrastIsAtLeastSevenToOne()
    {
        for (const forms::TextPair &pair : Theme::textPairs(Theme::coloursOf(Theme::Mode::HighContrast)))
            QVERIFY2(Theme::contrast(pair.text, pair.background) >= 7, pair.name);
    }

    void edgesOfFieldsAndTheFocusRingAreSeen()
    {
        // WCAG 1.4.11: 3:1 for what shows where the keyboard is.
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark, Theme::Mode::HighContrast}) {
            const forms::Colours colours = Theme::coloursOf(mode);
            QVERIFY(Theme::contrast(colours.focus, colours.surface) >= 3);
            QVERIFY(Theme::contrast(colours.focus, colours.window) >= 3);
            QVERIFY(Theme::contrast(colours.muted, colours.surface) >= 3); // the edge of check boxes
        }
    }

    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(qRound(Theme::contrast(Qt::black, Qt::white)), 21);
        QCOMPARE(Theme::contrast(Qt::white, Qt::white), 1.0);
        QCOMPARE(Theme::contrast(QColor(0x77, 0x77, 0x77), Qt::white), Theme::contrast(Qt::white, QColor(0x77, 0x77, 0x77)));
        QVERIFY(qAbs(Theme::contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.478) < 0.01);
    }

    void noTokenIsLeftInTheSheet()
    {
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark, Theme::Mode::HighContrast}) {
            const QString sheet = Theme::styleSheet(Theme::coloursOf(mode), Theme::fontPtDefault);
            QVERIFY(sheet.size() > 4000);
            QVERIFY(!sheet.contains(u'@'));
        }
    }

    void everyPictureOfTheSheetExists()
    {
        static const QRegularExpression url(u"url\\(([^)]+)\\)"_s);
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark, Theme::Mode::HighContrast}) {
            auto match = url.globalMatch(Theme::styleSheet(Theme::coloursOf(mode), Theme::fontPtDefault));
            QVERIFY(match.hasNext());
            while (match.hasNext()) {
                const QString path = match.next().captured(1);
                QVERIFY2(QFile::exists(path), qPrintable(path));
            }
        }
    }

    void qtUnderstandsEveryLineOfTheSheet()
    {
        // Qt says so on the debug output when it cannot parse a sheet, and then uses none of it.
        QTest::failOnWarning(QRegularExpression(u".*parse stylesheet.*"_s));
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark, Theme::Mode::HighContrast}) {
            Theme::apply(*qApp, mode);
            QPushButton button;
            forms::setRole(&button, "primary");
            button.ensurePolished();
            QCOMPARE(button.palette().color(QPalette::ButtonText), Theme::colours().onAccent);
        }
    }

    void rolesAndTonesShowAtOnce()
    {
        Theme::apply(*qApp, Theme::Mode::Light);
        QLabel label(u"已收"_s);
        forms::setRole(&label, "pill");
        forms::setTone(&label, "ok");
        QCOMPARE(label.palette().color(QPalette::WindowText), Theme::colours().okText);
        forms::setTone(&label, "bad");
        QCOMPARE(label.palette().color(QPalette::WindowText), Theme::colours().badText);
        forms::setRole(&label, "lamp-yellow");
        QCOMPARE(label.palette().color(QPalette::WindowText), Theme::colours().warnText);
    }

    void lampsHaveTheColourOfTheirName_data()
    {
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<QColor>("colour");
        const forms::Colours colours = Theme::coloursOf(Theme::Mode::Light);
        QTest::newRow("green") << QByteArray("lamp-green") << colours.okText;
        QTest::newRow("yellow") << QByteArray("lamp-yellow") << colours.warnText;
        QTest::newRow("red") << QByteArray("lamp-red") << colours.badText;
        QTest::newRow("grey") << QByteArray("lamp-grey") << colours.neutralText;
    }
    void lampsHaveTheColourOfTheirName()
    {
        QFETCH(QByteArray, role);
        QFETCH(QColor, colour);
        Theme::apply(*qApp, Theme::Mode::Light);
        QLabel lamp(u"黄灯"_s);
        forms::setRole(&lamp, role.constData());
        QCOMPARE(lamp.palette().color(QPalette::WindowText), colour);
    }

    void textSizesDeriveFromOne_data()
    {
        QTest::addColumn<double>("asked");
        QTest::addColumn<double>("plain");
        QTest::newRow("default") << 10.5 << 10.5;
        QTest::newRow("twelve") << 12.0 << 12.0;
        QTest::newRow("twenty") << 20.0 << 20.0;
        QTest::newRow("too small") << 4.0 << Theme::fontPtMin;
        QTest::newRow("too large") << 72.0 << Theme::fontPtMax;
    }
    void textSizesDeriveFromOne()
    {
        QFETCH(double, asked);
        QFETCH(double, plain);
        Theme::apply(*qApp, Theme::Mode::Light, asked);
        QLabel text, title, small;
        forms::setRole(&title, "title");
        forms::setRole(&small, "small");
        text.ensurePolished();
        QCOMPARE(text.font().pointSizeF(), plain);
        QVERIFY(title.font().pointSizeF() > plain * 1.3);
        QVERIFY(small.font().pointSizeF() < plain);
        QVERIFY(small.font().pointSizeF() >= 9);
    }

    void aFieldGrowsWithTheText()
    {
        Theme::apply(*qApp, Theme::Mode::Light, 10.5);
        QLineEdit small;
        const int smallHeight = small.sizeHint().height(), smallRow = Theme::rowHeight();
        Theme::apply(*qApp, Theme::Mode::Light, 20);
        QLineEdit large;
        QVERIFY(large.sizeHint().height() > smallHeight);
        QVERIFY(large.sizeHint().height() >= large.fontMetrics().height());
        QVERIFY(Theme::rowHeight() > smallRow);
        QVERIFY(Theme::iconSize() > 18);
    }

    void saysThatItChangedOnlyWhenItDid()
    {
        Theme::apply(*qApp, Theme::Mode::Light, 10.5);
        int changes = 0;
        const auto connection = connect(&Theme::instance(), &Theme::changed, this, [&changes] { ++changes; });
        Theme::apply(*qApp, Theme::Mode::Light, 10.5);
        QCOMPARE(changes, 0);
        Theme::apply(*qApp, Theme::Mode::Dark, 10.5);
        QCOMPARE(changes, 1);
        QCOMPARE(Theme::mode(), Theme::Mode::Dark);
        disconnect(connection);
    }

    void autoIsTheDesktopsOwnLook()
    {
        Theme::apply(*qApp, Theme::Mode::Dark);
        Theme::apply(*qApp, Theme::Mode::Auto);
        QCOMPARE(Theme::mode(), Theme::Mode::Light); // the offscreen desktop is light; our own dark palette must not answer
    }

    void modesKeepTheirCode()
    {
        for (const auto mode : {Theme::Mode::Auto, Theme::Mode::Light, Theme::Mode::Dark, Theme::Mode::HighContrast})
            QCOMPARE(Theme::modeOf(Theme::codeOf(mode)), mode);
        QCOMPARE(Theme::modeOf(u"pink"), Theme::Mode::Auto);
    }

    void theSetHasEveryIcon_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"intake", "cases", "returned", "tolerance", "approval", "issuing", "assistance", "licence",
                                 "workorder", "rating", "supervision", "guide", "journal", "settings", "search", "sync-ok",
                                 "sync-off", "sync-busy", "user", "counter", "print", "check", "warning", "error", "info", "close",
                                 "add", "tray", "card-reader", "clock", "lock", "undo", "export"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void theSetHasEveryIcon()
    {
        QFETCH(QString, name);
        QVERIFY(forms::hasIcon(name));
        const QColor ink = inkOf(forms::iconPixmap(name, forms::Ink::Text, 48, 1));
        QCOMPARE(ink.name(), Theme::colours().text.name());
    }

    void everyIconOfTheFolderDraws()
    {
        const QStringList files = QDir(u":/icons"_s).entryList();
        QVERIFY(files.size() >= 33);
        for (const QString &file : files)
            QVERIFY2(inkOf(forms::iconPixmap(file.chopped(4), forms::Ink::Bad, 48, 1)).isValid(), qPrintable(file));
    }

    void anIconFollowsTheTheme()
    {
        Theme::apply(*qApp, Theme::Mode::Light);
        const QIcon icon = forms::icon(u"print");
        QCOMPARE(inkOf(icon.pixmap(32)).name(), Theme::coloursOf(Theme::Mode::Light).text.name());
        QCOMPARE(inkOf(icon.pixmap(QSize(32, 32), QIcon::Disabled)).name(), Theme::coloursOf(Theme::Mode::Light).disabled.name());
        Theme::apply(*qApp, Theme::Mode::Dark);
        QCOMPARE(inkOf(icon.pixmap(32)).name(), Theme::coloursOf(Theme::Mode::Dark).text.name());
    }

    void anIconIsSharpOnADenseScreen()
    {
        const QPixmap pixmap = forms::icon(u"print").pixmap(QSize(24, 24), 2.0);
        QCOMPARE(pixmap.size(), QSize(48, 48));
        QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(24, 24));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
