// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/supervision/supervision.h"
#include "forms/supplements/supplementspage.h"
#include "forms/pagerig.h"
#include "support/deskclient.h"
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Enquiry;

namespace {
const QString market = u"1201"_s, fire = u"1202"_s, supervisor = u"1401"_s;
}

/// M51 电子监察: the lamp of every department's part, a question to the one that is late, an answer by a day, and what happens when
/// none comes – at the supervisor's, the department's and the counter's window, and at the centre.
class SupervisionCapability : public QObject
{
    Q_OBJECT

    struct Desk
    {
        PageRig rig;
        std::unique_ptr<forms::SupplementsPage> page;

        explicit Desk(const QString &who) { sit(who); }
        /// Somebody else sits down at the window.
        void sit(const QString &who)
        {
            rig.hall.signIn(who);
            rig.signIn(who);
            page = std::make_unique<forms::SupplementsPage>(rig.desk);
            page->resize(1234, 680);
            page->show();
            QVERIFY(QTest::qWaitForWindowActive(page.get()));
        }
        template<class T>
        T *part(const QString &name) const
        {
            T *found = page->findChild<T *>(name);
            if (!found)
                qFatal("no part is called %s", qPrintable(name));
            return found;
        }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers)
        {
            QTest::keyClick(page->focusWidget() ? page->focusWidget() : page.get(), key, modifiers);
            QCoreApplication::processEvents();
        }
        Enquiry enquiry(const QString &id) { return domain::enquiries(*rig.hall.archive().caseFile(id)).value(0); }
        Enquiry atCentre(const QString &id)
        {
            support::DeskClient client(rig.hall);
            client.signIn();
            return domain::enquiries(*domain::CaseFile::fromJson(exchange::decodeDocument(client.send("GET", exchange::documentPath(id)).body)->body)).value(0);
        }
        /// The clockwork of the centre.
        void clockAt(QDate day, QTime time)
        {
            rig.hall.setHallTime(day, time);
            support::DeskClient client(rig.hall);
            client.router().rest();
            rig.hall.pull();
        }
    };

    /// The fire brigade has 5 working days, to 27 November; on Monday 30 its part is red and the case is not.
    static QString lateCase(Desk &desk)
    {
        const QString id = desk.rig.done(u"case.accept"_s, desk.rig.hall.application(u"food-license"_s, support::Hall::firm(), PageRig::foodAnswers()));
        desk.rig.hall.setHallTime(QDate(2026, 11, 30), QTime(9, 30));
        desk.rig.hall.sync();
        return id;
    }
    static void ask(Desk &desk, const QString &id, const QString &words)
    {
        desk.page->activate(id);
        QCOMPARE(desk.part<QComboBox>(u"duty.askStep"_s)->currentText(), u"消防救援大队: Overdue"_s); // the late part is offered first
        desk.part<QLineEdit>(u"duty.ask.words"_s)->setFocus();
        QTest::keyClicks(desk.part<QLineEdit>(u"duty.ask.words"_s), words);
        desk.press(Qt::Key_A, Qt::AltModifier);
    }

private Q_SLOTS:
    void aLatePartIsAskedAboutAndAnswersInTime()
    {
        Desk desk(supervisor);
        const QString id = lateCase(desk);
        ask(desk, id, u"why no visit"_s);
        QVERIFY(desk.rig.said.last().contains(u"asked"_s));
        QCOMPARE(desk.enquiry(id).replyBy, QDate(2026, 12, 2));
        QCOMPARE(desk.enquiry(id).department, u"消防救援大队"_s);
        QVERIFY(desk.rig.hall.sync());

        desk.sit(fire);
        QTest::keyClick(desk.page.get(), Qt::Key_8, Qt::AltModifier); // what the supervisor asks
        auto *table = desk.part<QTableView>(u"supplementsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QVERIFY(desk.part<QLabel>(u"duty.reply.head"_s)->text().contains(u"why no visit"_s));
        desk.part<QLineEdit>(u"duty.reply.words"_s)->setFocus();
        QTest::keyClicks(desk.part<QLineEdit>(u"duty.reply.words"_s), u"visit is on Tuesday"_s);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.rig.hall.sync());
        QCOMPARE(desk.rig.hall.archive().returnedCount(), 0);
        QCOMPARE(desk.atCentre(id).reply, u"visit is on Tuesday"_s);
        desk.clockAt(QDate(2026, 12, 3), QTime(9, 0));
        QVERIFY(!desk.enquiry(id).escalatedAt.isValid());
        QTRY_COMPARE(table->model()->rowCount(), 0);
    }

    void whatIsNotAnsweredInTimeIsMarked()
    {
        Desk desk(supervisor);
        const QString id = lateCase(desk);
        ask(desk, id, u"why"_s);
        QVERIFY(desk.rig.hall.sync());
        desk.clockAt(QDate(2026, 12, 2), QTime(17, 0));
        QVERIFY(!desk.atCentre(id).escalatedAt.isValid());
        desk.clockAt(QDate(2026, 12, 2), QTime(17, 1));
        QVERIFY(desk.atCentre(id).escalatedAt.isValid());
        QCOMPARE(desk.rig.hall.archive().history(id).isEmpty(), false);
        desk.clockAt(QDate(2026, 12, 3), QTime(9, 0));
        desk.page->activate({});
        QTest::keyClick(desk.page.get(), Qt::Key_5, Qt::AltModifier); // overdue
        QTRY_COMPARE(desk.part<QTableView>(u"supplementsTable"_s)->model()->rowCount(), 1);
        QCOMPARE(desk.part<QTableView>(u"supplementsTable"_s)->model()->index(0, 0).data().toString(), u"Overdue"_s); // a word, not a colour alone
    }

    void theCounterMayNotAskAndAnotherDepartmentMayNotAnswer()
    {
        Desk desk(supervisor);
        const QString id = lateCase(desk);
        ask(desk, id, u"why"_s);
        QVERIFY(desk.rig.hall.sync());
        desk.sit(market);
        desk.page->activate(id);
        desk.part<QLineEdit>(u"duty.reply.words"_s)->setText(u"not ours"_s);
        desk.part<QLineEdit>(u"duty.reply.words"_s)->setFocus();
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.rig.said.last().contains(u"消防救援大队"_s));
        QVERIFY(desk.enquiry(id).isOpen());
        desk.sit(u"1001"_s);
        desk.page->activate(id);
        QVERIFY(desk.part<QFrame>(u"duty.ask"_s)->isHidden());
    }

    void aReadingHasAWordForEachStep()
    {
        Desk desk(supervisor);
        const QString id = lateCase(desk);
        const domain::CaseFile file = *desk.rig.hall.archive().caseFile(id);
        const auto rules = desk.rig.hall.office().rules();
        const auto lampOf = [&](const char16_t *step) { return toCode(domain::readStep(*file.step(step), rules->calendar(), desk.rig.hall.place().hours, desk.rig.hall.now()).lamp); };
        QCOMPARE(lampOf(u"fire"), u"red"_s);
        QCOMPARE(lampOf(u"market"), u"yellow"_s); // 1 December: one working day left
    }
};

QTEST_MAIN(SupervisionCapability)
#include "tst_capability_M51_supervision.moc"
