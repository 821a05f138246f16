// SPDX-License-Identifier: GPL-3.0-or-later
#include "../forms/focusables.h"
#include "app/shell/helppanel.h"
#include "app/shell/look.h"
#include "app/shell/mainwindow.h"
#include "app/shell/searchbox.h"
#include "app/shell/sidebar.h"
#include "forms/shared/desk.h"
#include "forms/shared/keys.h"
#include "forms/shared/messagebar.h"
#include "forms/shared/preferences.h"
#include "forms/shared/statuslabel.h"
#include "forms/shared/theme.h"
#include "forms/signin/signinform.h"
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QShortcut>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using app::MainWindow;
using app::SearchHit;
using forms::SyncStatus;

namespace {

QStringList made;      ///< pages made so far, in order
QStringList activated; ///< "page argument" of every activation

/// A page that notes what the shell does with it.
class NotedPage : public forms::Page
{
public:
    NotedPage(QString id, QWidget *parent) : Page(parent), m_id(std::move(id))
    {
        made.append(m_id);
        auto *column = new QVBoxLayout(this);
        m_field = new QLineEdit;
        m_field->setObjectName(u"field-"_s + m_id);
        m_field->setAccessibleName(u"field"_s);
        column->addWidget(m_field);
        setWhatsThis(u"What one does on the page "_s + m_id);
        forms::addShortcut(this, QKeySequence(u"Ctrl+Return"_s), u"Decide and print"_s);
        forms::describeKeys(m_field, {{u"Space"_s, u"Received"_s}});
    }
    void activate(const QString &argument) override
    {
        activated.append(m_id + u' ' + argument);
        m_field->setFocus();
    }

private:
    QString m_id;
    QLineEdit *m_field;
};

forms::Page *makeIntake(forms::Desk &, QWidget *parent) { return new NotedPage(u"intake"_s, parent); }
forms::Page *makeCases(forms::Desk &, QWidget *parent) { return new NotedPage(u"cases"_s, parent); }
forms::Page *makeApproval(forms::Desk &, QWidget *parent) { return new NotedPage(u"approval"_s, parent); }
forms::Page *makeJournal(forms::Desk &, QWidget *parent) { return new NotedPage(u"journal"_s, parent); }

const QList<forms::PageEntry> pages{
    {u"intake"_s, "Intake", u"intake"_s, QKeySequence(Qt::Key_F2), {u"clerk"_s}, false, makeIntake},
    {u"cases"_s, "Cases", u"cases"_s, QKeySequence(Qt::Key_F6), {}, false, makeCases},
    {u"approval"_s, "Approval", u"approval"_s, QKeySequence(Qt::Key_F7), {u"approver"_s}, false, makeApproval},
    {u"journal"_s, "Journal", u"journal"_s, {}, {}, true, makeJournal},
};

forms::Session clerk(const QString &id = u"a"_s, const QString &role = u"clerk"_s)
{
    forms::Session session;
    session.staffId = id;
    session.staffName = u"王敏"_s;
    session.role = role;
    session.placeName = u"长安区政务服务中心"_s;
    session.counterId = u"3"_s;
    session.counterName = u"3号窗口"_s;
    return session;
}

const QDateTime noon(QDate(2026, 11, 21), QTime(12, 33, 10), QTimeZone("Asia/Shanghai"));

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { forms::Theme::apply(*qApp, forms::Theme::Mode::Light); }

    void init()
    {
        made.clear();
        activated.clear();
        m_now = noon;
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup()
    {
        close();
        m_folder.reset();
    }

    // Pages

    void thePagesOfTheRoleAndNoOthersStandInTheSideBar()
    {
        QVERIFY(m_window->sideBar().button(u"intake"_s));
        QVERIFY(m_window->sideBar().button(u"cases"_s));
        QVERIFY(!m_window->sideBar().button(u"approval"_s));
        m_desk->setSession(clerk(u"b"_s, u"approver"_s));
        QVERIFY(!m_window->sideBar().button(u"intake"_s));
        QVERIFY(m_window->sideBar().button(u"approval"_s));
    }

    void aPageIsMadeWhenItIsFirstWanted()
    {
        QCOMPARE(made, QStringList{u"intake"_s});
        m_window->openPage(u"cases"_s);
        m_window->openPage(u"intake"_s);
        m_window->openPage(u"cases"_s);
        QCOMPARE(made, (QStringList{u"intake"_s, u"cases"_s}));
    }

    void idleTimeMakesTheRest()
    {
        QTRY_COMPARE_WITH_TIMEOUT(made, (QStringList{u"intake"_s, u"cases"_s, u"journal"_s}), 4000);
        QCOMPARE(m_window->currentPage(), u"intake"_s);
    }

    void aKeyOpensItsPage()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QCOMPARE(m_window->currentPage(), u"cases"_s);
        QTest::keyClick(m_window.get(), Qt::Key_F7); // the approver's
        QCOMPARE(m_window->currentPage(), u"cases"_s);
        QTest::keyClick(m_window.get(), Qt::Key_F2);
        QCOMPARE(m_window->currentPage(), u"intake"_s);
        QVERIFY(m_window->sideBar().button(u"intake"_s)->isChecked());
    }

    void anotherPageMayBeAskedForWithAnArgument()
    {
        m_desk->open(u"cases"_s, u"case-7"_s);
        QCOMPARE(m_window->currentPage(), u"cases"_s);
        QCOMPARE(activated.last(), u"cases case-7"_s);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"field-cases"_s);
    }

    void aPageOfAnotherRoleIsRefusedInWords()
    {
        m_desk->open(u"approval"_s);
        QCOMPARE(m_window->currentPage(), u"intake"_s);
        QCOMPARE(m_window->messages().history().size(), 1);
    }

    void aBadgeShowsWhatWaits()
    {
        Q_EMIT m_window->madePage(u"intake"_s)->badgeChanged(5);
        QCOMPARE(m_window->sideBar().button(u"intake"_s)->badge(), 5);
        QVERIFY(m_window->sideBar().button(u"intake"_s)->accessibleName().contains(u'5'));
        Q_EMIT m_window->madePage(u"intake"_s)->badgeChanged(0);
        QVERIFY(!m_window->sideBar().button(u"intake"_s)->accessibleName().contains(u'5'));
    }

    void nothingOfOneClerkIsLeftForTheNext()
    {
        m_window->openPage(u"cases"_s);
        m_desk->say(forms::Tone::Done, u"张三 已受理"_s);
        m_window->search().setText(u"张三"_s);
        const QPointer<forms::Page> cases = m_window->madePage(u"cases"_s);
        m_desk->setSession(clerk(u"b"_s));
        QVERIFY(cases.isNull());
        QVERIFY(m_window->messages().history().isEmpty());
        QVERIFY(m_window->search().text().isEmpty());
        QCOMPARE(m_window->currentPage(), u"intake"_s);
    }

    void theSameClerkAtAnotherCounterKeepsThePages()
    {
        const QPointer<forms::Page> intake = m_window->madePage(u"intake"_s);
        forms::Session moved = clerk();
        moved.counterName = u"5号窗口"_s;
        m_desk->setSession(moved);
        QVERIFY(intake);
        QCOMPARE(child<QToolButton>("counterMenu")->text(), u"5号窗口"_s);
    }

    // Remembering

    void comesBackWhereItWasLeft()
    {
        m_window->openPage(u"cases"_s);
        m_window->resize(1200, 700);
        m_window->close();
        close();
        open();
        QCOMPARE(m_window->currentPage(), u"cases"_s);
        QCOMPARE(m_window->size(), QSize(1200, 700));
    }

    void fitsTheScreensOfTheCounters()
    {
        QVERIFY(m_window->minimumSizeHint().width() <= 1366);
        QVERIFY(m_window->minimumSizeHint().height() <= 768);
        QVERIFY(m_window->minimumSize().width() <= 1024);
        forms::Theme::apply(*qApp, forms::Theme::Mode::Light, 20);
        QVERIFY2(m_window->minimumSizeHint().width() <= 1366, qPrintable(QString::number(m_window->minimumSizeHint().width())));
        forms::Theme::apply(*qApp, forms::Theme::Mode::Light, forms::Theme::fontPtDefault);
    }

    // Search

    void ctrlKSearchesFromAnywhereAndEnterOpensTheHit()
    {
        QStringList asked;
        m_window->search().setSearch([&asked](const QString &text) {
            asked.append(text);
            return QList<SearchHit>{{u"case-1"_s, u"张三"_s, u"610116-2026-1"_s, u"办件"_s},
                                    {u"case-2"_s, u"张三丰"_s, u"610116-2026-2"_s, u"办件"_s}};
        });
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), &m_window->search());
        QTest::keyClicks(QApplication::focusWidget(), u"zs"_s);
        QTRY_COMPARE(asked.value(asked.size() - 1), u"zs"_s);
        auto *list = child<QListWidget>("searchHitList");
        QVERIFY(list->isVisible());
        QCOMPARE(list->count(), 2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(activated.last(), u"cases case-2"_s);
        QVERIFY(!list->isVisible());
        QVERIFY(m_window->search().text().isEmpty());
    }

    void enterDoesNotWaitForThePause()
    {
        m_window->search().setSearch([](const QString &text) { return QList<SearchHit>{{text, {}, {}, {}}}; });
        m_window->search().setFocus();
        QTest::keyClicks(&m_window->search(), u"6101"_s);
        QTRY_COMPARE(m_window->search().hits().size(), 1);
        QTest::keyClicks(&m_window->search(), u"16"_s);
        QTest::keyClick(&m_window->search(), Qt::Key_Return);
        QCOMPARE(activated.last(), u"cases 610116"_s);
    }

    void whatIsNotFoundHereIsSearchedAmongTheCases()
    {
        m_window->search().setSearch([](const QString &) { return QList<SearchHit>(); });
        m_window->search().setFocus();
        QTest::keyClicks(&m_window->search(), u"nobody"_s);
        QTRY_VERIFY(child<QListWidget>("searchHitList"));
        QCOMPARE(child<QListWidget>("searchHitList")->count(), 1); // says so
        QTest::keyClick(&m_window->search(), Qt::Key_Return);
        QCOMPARE(activated.last(), u"cases nobody"_s);
    }

    void escapeGivesTheKeyboardBack()
    {
        QWidget *before = QApplication::focusWidget();
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"zs"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), before);
    }

    // Status

    void theStatusIsTrueEverySecond_data()
    {
        QTest::addColumn<SyncStatus>("status");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tone");
        const auto status = [](SyncStatus::State state, QDateTime lastContact, QDateTime offlineSince, int pending, int returned) {
            SyncStatus made;
            made.state = state;
            made.lastContact = lastContact;
            made.offlineSince = offlineSince;
            made.pending = pending;
            made.returned = returned;
            return made;
        };
        using enum SyncStatus::State;
        const auto ago = [](qint64 seconds) { return noon.addSecs(-seconds).toUTC(); };
        QTest::newRow("starting") << status(Starting, {}, {}, 0, 0) << u"Connecting · to send 0"_s << u"info"_s;
        QTest::newRow("just now") << status(Synced, ago(0), {}, 0, 0) << u"Synced just now · to send 0"_s << u"ok"_s;
        QTest::newRow("2 s") << status(Synced, ago(2), {}, 0, 0) << u"Synced 2 s ago · to send 0"_s << u"ok"_s;
        QTest::newRow("59 s") << status(Synced, ago(59), {}, 1, 0) << u"Synced 59 s ago · to send 1"_s << u"ok"_s;
        QTest::newRow("60 s") << status(Synced, ago(60), {}, 0, 0) << u"Synced 1 min ago · to send 0"_s << u"ok"_s;
        QTest::newRow("clock set back") << status(Synced, ago(-5), {}, 0, 0) << u"Synced just now · to send 0"_s << u"ok"_s;
        QTest::newRow("silent") << status(Synced, ago(91), {}, 0, 0) << u"No answer since 12:31 · to send 0"_s << u"warn"_s;
        QTest::newRow("synced, never heard") << status(Synced, {}, {}, 0, 0) << u"Connecting · to send 0"_s << u"info"_s;
        QTest::newRow("returned") << status(Synced, ago(2), {}, 0, 2) << u"Synced 2 s ago · to send 0 · returned 2"_s << u"warn"_s;
        QTest::newRow("sending") << status(Sending, ago(2), {}, 3, 0) << u"Sending · to send 3"_s << u"info"_s;
        QTest::newRow("offline") << status(Offline, ago(1900), ago(1810), 7, 0) << u"Offline since 12:03 · to send 7"_s << u"warn"_s;
        QTest::newRow("offline since yesterday") << status(Offline, {}, ago(86400), 7, 2)
                                                 << u"Offline since 11-20 12:33 · to send 7 · returned 2"_s << u"warn"_s;
        QTest::newRow("offline, unknown since") << status(Offline, {}, {}, 0, 0) << u"Offline · to send 0"_s << u"warn"_s;
        QTest::newRow("token gone") << status(SignInNeeded, ago(9), {}, 1, 0) << u"Sign in again to sync · to send 1"_s << u"bad"_s;
        QTest::newRow("too old") << status(TooOld, ago(9), {}, 1, 2)
                                 << u"Update the program to sync · to send 1 · returned 2"_s << u"bad"_s;
    }
    void theStatusIsTrueEverySecond()
    {
        QFETCH(SyncStatus, status);
        QFETCH(QString, text);
        QFETCH(QString, tone);
        const forms::SyncWords words = forms::syncWords(status, noon);
        QCOMPARE(words.text, text);
        QCOMPARE(QString::fromLatin1(words.tone), tone);
        m_desk->setSyncStatus(status);
        QCOMPARE(statusLabel()->text(), text);
        QCOMPARE(statusLabel()->property("tone").toString(), tone);
    }

    void theStatusRunsWithTheClock()
    {
        SyncStatus synced;
        synced.state = SyncStatus::State::Synced;
        synced.lastContact = noon.toUTC();
        m_desk->setSyncStatus(synced);
        const QString name = statusLabel()->accessibleName();
        m_now = noon.addSecs(7);
        QTRY_COMPARE_WITH_TIMEOUT(statusLabel()->text(), u"Synced 7 s ago · to send 0"_s, 2500);
        QCOMPARE(statusLabel()->accessibleName(), name); // a screen reader is not told every second
    }

    void aClickOnTheStatusOpensTheJournal()
    {
        statusLabel()->click();
        QCOMPARE(m_window->currentPage(), u"journal"_s);
    }

    // Help and keys

    void theKeyboardMapListsEverything()
    {
        QTest::keyClick(m_window.get(), Qt::Key_Slash, Qt::ControlModifier);
        QVERIFY(m_window->help().isVisible());
        QVERIFY(m_window->help().hintCount() >= 10);
        QStringList shown;
        for (const QLabel *label : m_window->help().findChildren<QLabel *>())
            shown.append(label->text());
        for (const QString &key : {u"F2"_s, u"F6"_s, u"Ctrl+K"_s, u"F1"_s, u"?"_s, u"Ctrl+L"_s, u"Alt+Enter"_s, u"Ctrl+Enter"_s,
                                   u"Space"_s, u"Intake"_s, u"Decide and print"_s, u"Received"_s})
            QVERIFY2(shown.contains(key), qPrintable(key));
        QVERIFY(!shown.contains(u"F7"_s));
    }

    void aQuestionMarkIsTextWhereOneTypes()
    {
        auto *field = child<QLineEdit>("field-intake");
        QCOMPARE(QApplication::focusWidget(), field);
        QTest::keyClicks(field, u"?"_s);
        QCOMPARE(field->text(), u"?"_s);
        QVERIFY(!m_window->help().isVisible());
        m_window->sideBar().button(u"cases"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Question);
        QVERIFY(m_window->help().isVisible());
    }

    void f1ExplainsThePageAndEscapeCloses()
    {
        QWidget *before = QApplication::focusWidget();
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        QVERIFY(m_window->help().isVisible());
        QVERIFY(m_window->help().findChild<QLabel *>(u"helpText"_s)->text().contains(u"intake"_s));
        QVERIFY(QApplication::focusWidget() != before);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!m_window->help().isVisible());
        QCOMPARE(QApplication::focusWidget(), before);
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        QVERIFY(!m_window->help().isVisible());
    }

    // Lock, sign-out, menus

    void theMenusAsk()
    {
        QSignalSpy lock(m_window.get(), &MainWindow::lockRequested), out(m_window.get(), &MainWindow::signOutRequested),
            profile(m_window.get(), &MainWindow::passwordChangeRequested), counter(m_window.get(), &MainWindow::counterChangeRequested),
            other(m_window.get(), &MainWindow::switchUserRequested);
        for (const char *menu : {"counterMenu", "clerkMenu"})
            for (QAction *action : child<QToolButton>(menu)->menu()->actions())
                action->trigger();
        for (const QSignalSpy *spy : {&lock, &out, &profile, &counter, &other})
            QCOMPARE(spy->size(), 1);
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(lock.size(), 2);
    }

    void aCoveredWindowShowsNothingAndHearsNoKey()
    {
        QSignalSpy lock(m_window.get(), &MainWindow::lockRequested);
        QWidget *before = QApplication::focusWidget();
        auto *form = new forms::SignInForm;
        form->setLockedBy(u"a"_s, u"王敏"_s);
        m_window->cover(form);
        QVERIFY(m_window->isCovered());
        QVERIFY(!child<QLineEdit>("field-intake")->isVisible());
        QVERIFY(!m_window->messages().isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        QCOMPARE(m_window->currentPage(), u"intake"_s);
        QCOMPARE(lock.size(), 0);
        QVERIFY(!m_window->help().isVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), u"password"_s);
        m_window->uncover();
        QVERIFY(!m_window->isCovered());
        QCOMPARE(QApplication::focusWidget(), before);
    }

    void signedOutNothingCanBeOpened()
    {
        m_desk->setSession({});
        QVERIFY(m_window->currentPage().isEmpty());
        QVERIFY(!m_window->sideBar().button(u"cases"_s));
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QVERIFY(m_window->currentPage().isEmpty());
    }

    // Names, language

    void everyFocusableHasAName()
    {
        m_window->openPage(u"cases"_s);
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        m_desk->say({forms::Tone::Done, u"已受理"_s, u"查看"_s, [] {}});
        QCOMPARE(unnamedFocusables(*m_window).join(u'\n'), QString());
    }

    void anotherLanguageMakesThePagesAnew()
    {
        m_window->openPage(u"cases"_s);
        const QPointer<forms::Page> intake = m_window->madePage(u"intake"_s), cases = m_window->madePage(u"cases"_s);
        QEvent change(QEvent::LanguageChange);
        QApplication::sendEvent(m_window.get(), &change);
        QVERIFY(intake.isNull());
        QVERIFY(cases); // in front: it translates itself
        m_window->openPage(u"intake"_s);
        QVERIFY(m_window->madePage(u"intake"_s));
    }

    void thePreferencesDecideTheLookAtOnce()
    {
        app::followPreferences(*qApp, *m_preferences, m_folder->path());
        m_preferences->setThemeMode(forms::Theme::Mode::Dark);
        QCOMPARE(forms::Theme::mode(), forms::Theme::Mode::Dark);
        m_preferences->setFontPt(14);
        QCOMPARE(forms::Theme::fontPt(), 14.0);
        m_preferences->setThemeMode(forms::Theme::Mode::Light);
        m_preferences->setFontPt(forms::Theme::fontPtDefault);
    }

private:
    void open()
    {
        m_desk = std::make_unique<forms::Desk>(unaskedOffice(), [this] { return m_now; });
        m_preferences = std::make_unique<forms::Preferences>(m_folder->filePath(u"preferences.ini"_s));
        m_window = std::make_unique<MainWindow>(*m_desk, *m_preferences, pages);
        m_desk->setSession(clerk());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void close()
    {
        m_window.reset();
        m_preferences.reset();
        m_desk.reset();
    }

    template<class W>
    W *child(const char *name) const { return m_window->findChild<W *>(QString::fromLatin1(name)); }
    forms::StatusLabel *statusLabel() const { return child<forms::StatusLabel>("syncStatus"); }

    QDateTime m_now;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<forms::Desk> m_desk;
    std::unique_ptr<forms::Preferences> m_preferences;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
