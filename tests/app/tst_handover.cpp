// SPDX-License-Identifier: GPL-3.0-or-later
#include "../forms/pagerig.h"
#include "app/shell/idlewatch.h"
#include "app/shell/mainwindow.h"
#include "app/shell/searchbox.h"
#include "app/shell/sidebar.h"
#include "forms/shared/messagebar.h"
#include "forms/shared/page.h"
#include "forms/shared/preferences.h"
#include "forms/shared/theme.h"
#include "forms/signin/signinform.h"
#include "office/archive.h"
#include "office/drafts.h"
#include "office/ownwork.h"
#include "office/store.h"
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using app::MainWindow;
using support::Hall;

namespace {

const QString typedName = u"欧阳建国"_s, typedNumber = u"610116197904020031"_s; ///< of a person A has in hand
const QString returnedName = u"司徒美玲"_s;                                     ///< of a case of A's the centre refused

/// Whatever a person could read in these windows, hidden pages included.
QStringList readable()
{
    QStringList texts;
    const auto add = [&](const QString &text) {
        if (!text.isEmpty())
            texts << text;
    };
    for (const QWidget *widget : QApplication::allWidgets()) {
        add(widget->toolTip());
        add(widget->windowTitle());
        add(widget->accessibleDescription());
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            add(label->text());
        else if (const auto *line = qobject_cast<const QLineEdit *>(widget))
            add(line->text());
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            add(button->text());
        else if (const auto *text = qobject_cast<const QTextEdit *>(widget))
            add(text->toPlainText());
        else if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
            add(plain->toPlainText());
        else if (const auto *box = qobject_cast<const QComboBox *>(widget))
            for (int i = 0; i < box->count(); ++i)
                add(box->itemText(i));
        else if (const auto *view = qobject_cast<const QAbstractItemView *>(widget)) {
            const QAbstractItemModel *model = view->model();
            for (int row = 0; model && row < model->rowCount(); ++row)
                for (int column = 0; column < model->columnCount(); ++column)
                    add(model->index(row, column).data().toString());
        }
    }
    return texts;
}

bool isReadable(const QString &secret)
{
    return !readable().filter(secret).isEmpty();
}

} // namespace

/// Two clerks at one terminal: what A leaves is A's, nothing of it is lost, and B sees none of it.
class Handover : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<forms::Preferences> m_preferences;
    std::unique_ptr<MainWindow> m_window;

    office::Office &office() { return m_rig->hall.office(); }
    template<class W>
    W *find(const char *name)
    {
        return m_window->findChild<W *>(QLatin1StringView(name));
    }
    void sitDown(const QString &number)
    {
        m_rig->signIn(number);
        for (const forms::PageEntry &entry : forms::pages()) {
            if (m_window->sideBar().button(entry.id))
                m_window->openPage(entry.id);
        }
        QTest::qWait(300); // lists that fill a moment after they are shown
    }
    void signOut() { m_rig->desk.setSession({}); }

    /// A takes in an application up to here, searches, copies, and has had one act refused and one not sent yet.
    void workAsA()
    {
        sitDown(u"1001"_s);
        const auto refused = m_rig->hall.submit(u"case.receive"_s, m_rig->hall.application(u"flex-ss"_s, Hall::person(returnedName, u"610116198507150021"_s), PageRig::flexAnswers()));
        QVERIFY2(refused.ok(), refused ? "" : qPrintable(refused.refusal().code));
        domain::OperationResult result;
        result.n = refused->operation.n;
        result.id = refused->operation.id;
        result.outcome = domain::Outcome::Rejected;
        result.problem = domain::refuse(u"receipt.void", {{u"number"_s, u"1"_s}});
        QVERIFY(m_rig->hall.counterSync().settle({m_rig->hall.counterSync().epoch(), result.n, {result}, {}}).ok());
        QVERIFY(office().submit({u"paper.print"_s, m_caseId, {{u"paper"_s, u"acceptance"_s}}, m_rig->hall.clerk()}).ok());
        m_window->openPage(u"intake"_s);
        auto *number = find<QLineEdit>("applicant.number");
        number->setFocus();
        QTest::keyClicks(number, typedNumber);
        QTest::keyClick(number, Qt::Key_Return);
        auto *name = find<QLineEdit>("applicant.name");
        name->setFocus();
        name->setText(typedName);
        Q_EMIT name->textEdited(typedName);
        Q_EMIT name->editingFinished();
        m_window->search().setText(typedName);
        m_rig->desk.say(forms::Tone::Done, QString(u"收件: "_s + typedName));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QApplication::clipboard()->setText(typedNumber);
        QTest::qWait(300);
        QVERIFY(isReadable(typedName));
        QVERIFY(isReadable(returnedName));
    }

    QString m_caseId;

private Q_SLOTS:
    void initTestCase() { forms::Theme::apply(*qApp, forms::Theme::Mode::Light); }

    void init()
    {
        m_rig = std::make_unique<PageRig>();
        m_rig->desk.setSession({});
        m_folder = std::make_unique<QTemporaryDir>();
        m_preferences = std::make_unique<forms::Preferences>(m_folder->filePath(u"preferences.ini"_s), &m_rig->desk);
        const auto accepted = m_rig->hall.submit(u"case.accept"_s, m_rig->hall.application(u"flex-ss"_s, Hall::person(), PageRig::flexAnswers()));
        QVERIFY(accepted.ok() && m_rig->hall.sync());
        m_caseId = accepted->document().id;
        m_window = std::make_unique<MainWindow>(m_rig->desk, *m_preferences, forms::pages());
        m_window->resize(1366, 768);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        m_preferences.release(); // the desk's child
        m_rig.reset();
        m_folder.reset();
    }

    void nobodySeesAnythingOfAOnceAIsGone()
    {
        workAsA();
        signOut();
        QCOMPARE(readable().filter(typedName), QStringList());
        QCOMPARE(readable().filter(typedNumber), QStringList());
        QCOMPARE(readable().filter(returnedName), QStringList());
        QCOMPARE(QApplication::clipboard()->text(), QString());
        sitDown(u"1002"_s);
        QCOMPARE(readable().filter(typedName), QStringList());
        QCOMPARE(readable().filter(typedNumber), QStringList());
        QCOMPARE(readable().filter(returnedName), QStringList());
        QCOMPARE(QApplication::clipboard()->text(), QString());
        // Neither by going back: what was typed into the search can't be undone into view.
        auto &search = m_window->search();
        search.setFocus();
        QTest::keyClick(&search, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(search.text(), QString());
        m_window->messages().openHistory();
        QCOMPARE(readable().filter(typedName), QStringList());
        // B's journal is B's, and the one that came back is not to be dealt with by B.
        QCOMPARE(office::OwnWork(office(), m_rig->hall.staff(u"1002"_s)).journal(0, 100).size(), 0);
        QCOMPARE(office::OwnWork(office(), m_rig->hall.staff(u"1002"_s)).returned().size(), 0);
        const auto returned = office::Archive(office()).returned();
        QCOMPARE(returned.size(), 1);
        const auto closed = office().submit({u"returned.close"_s, returned.first().row.operation.doc, {{u"operation"_s, returned.first().row.operation.id}, {u"how"_s, u"dropped"_s}, {u"reason"_s, u"x"_s}}, m_rig->hall.staff(u"1002"_s)});
        QCOMPARE(closed.refusal().code, u"operation.out-of-reach"_s);
    }

    void nothingOfItIsLostForA()
    {
        workAsA();
        signOut();
        sitDown(u"1002"_s);
        signOut();
        const QList<office::Draft> drafts = office::Drafts(office()).ofOwner(m_rig->hall.clerk().staffId);
        QCOMPARE(drafts.size(), 1);
        QVERIFY(QString::fromUtf8(QJsonDocument(drafts.first().content).toJson()).contains(typedName));
        QCOMPARE(office::Archive(office()).pendingCount(), 1);
        sitDown(u"1001"_s);
        QCOMPARE(office::OwnWork(office(), m_rig->hall.clerk()).returned().size(), 1);
        QVERIFY(isReadable(returnedName));
        m_window->openPage(u"intake"_s);
        QTest::qWait(100);
        QVERIFY(isReadable(typedName));
    }

    void aSupervisorCountsItWithoutReadingIt()
    {
        workAsA();
        signOut();
        sitDown(u"1401"_s);
        m_window->openPage(u"journal"_s);
        const auto *status = find<QLabel>("journalStatus");
        QVERIFY(status);
        QVERIFY2(status->text().contains(u"王敏"_s), qPrintable(status->text()));
        const auto counted = office::OwnWork(office(), m_rig->hall.staff(u"1401"_s)).unsettled();
        QCOMPARE(counted.size(), 1);
        QCOMPARE(counted.first().pending, 1);
        QCOMPARE(counted.first().returned, 1);
        QCOMPARE(readable().filter(typedName), QStringList()); // the draft is A's alone
        QVERIFY(office::OwnWork(office(), m_rig->hall.staff(u"1002"_s)).unsettled().isEmpty());
    }

    void aLockedTerminalShowsNothingAndGivesEverythingBack()
    {
        workAsA();
        QPointer<QWidget> preview = new QLabel(typedName); // a window of its own, as previews and scans are
        preview->setAttribute(Qt::WA_DeleteOnClose);
        preview->show();
        auto *lock = new forms::SignInForm;
        lock->setLockedBy(u"1001"_s, u"王敏"_s);
        m_window->cover(lock);
        QVERIFY(preview && !preview->isVisible());
        QCOMPARE(QApplication::clipboard()->text(), QString());
        for (const QWidget *widget : QApplication::allWidgets()) {
            if (!widget->isVisible())
                continue;
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                QVERIFY2(!label->text().contains(typedName), qPrintable(label->objectName()));
            if (const auto *line = qobject_cast<const QLineEdit *>(widget))
                QVERIFY2(!line->text().contains(typedName), qPrintable(line->objectName()));
        }
        m_window->uncover();
        QVERIFY(preview && preview->isVisible());
        QVERIFY(find<QLineEdit>("applicant.name")->text().contains(typedName));
        // Another person comes: the preview goes for good.
        m_window->cover(new forms::SignInForm);
        signOut();
        QTRY_VERIFY(!preview);
    }

    void aTerminalNobodyTouchesIsLocked()
    {
        qint64 now = 0;
        app::IdleWatch watch([&] { return now; });
        int locked = 0;
        connect(&watch, &app::IdleWatch::idle, this, [&] { ++locked; });
        watch.check();
        QCOMPARE(locked, 0); // nobody sits here
        watch.setMinutes(5);
        now += 299'000;
        watch.check();
        QCOMPARE(locked, 0);
        QTest::keyClick(m_window.get(), Qt::Key_Shift);
        now += 299'000;
        watch.check();
        QCOMPARE(locked, 0);
        QTest::mouseMove(m_window.get(), QPoint(5, 5));
        QTest::mouseMove(m_window.get(), QPoint(50, 50));
        QTest::mousePress(m_window.get(), Qt::MiddleButton, {}, QPoint(60, 60));
        QTest::mouseRelease(m_window.get(), Qt::MiddleButton, {}, QPoint(60, 60));
        now += 300'000;
        watch.check();
        QCOMPARE(locked, 1);
        watch.check();
        QCOMPARE(locked, 1);
        QTest::keyClick(m_window.get(), Qt::Key_Shift);
        now += 8 * 3'600'000; // the lid was shut over night: the first touch of the morning finds it locked
        QTest::keyClick(m_window.get(), Qt::Key_Shift);
        QCOMPARE(locked, 2);
        watch.setMinutes(0);
        now += 3'600'000;
        watch.check();
        QCOMPARE(locked, 2);
    }
};

QTEST_MAIN(Handover)
#include "tst_handover.moc"
