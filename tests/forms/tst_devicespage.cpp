// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/desk/centreenquiry.h"
#include "forms/devices/devicespage.h"
#include "forms/devices/enrolmentform.h"
#include "forms/devices/leasebar.h"
#include "forms/devices/shutoutnote.h"
#include "forms/shared/listtable.h"
#include "office/centredevices.h"
#include "pagerig.h"
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using forms::DevicesPage;

namespace {

/// The centre at the other end of the line: makes codes, or refuses.
class Enquiry : public forms::CentreEnquiry
{
public:
    Enquiry(support::Hall &hall, QObject *parent) : CentreEnquiry(parent), m_hall(hall) {}
    void get(const QString &, Ended) override {}
    void post(const QString &path, const QByteArray &json, Ended ended) override
    {
        asked << path;
        if (refusal)
            return ended(*refusal);
        const auto code = office::CentreDevices(m_hall.centreOffice(), m_hall.centre()).makeCode(QJsonDocument::fromJson(json).object()[u"place"_s].toString(), u"1501"_s);
        ended(QJsonDocument(QJsonObject{{u"code"_s, code->text}, {u"expires"_s, domain::instantText(code->expires)}}).toJson());
    }
    QStringList asked;
    std::optional<domain::Refusal> refusal;

private:
    support::Hall &m_hall;
};

} // namespace

/// What an administrator does with terminals, and what a terminal says of itself.
class DevicesPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<DevicesPage> m_page;
    Enquiry *m_centre = nullptr;

    template<class T>
    T *find(const QString &name) const { return m_page->findChild<T *>(name); }
    QString cell(int row, int column) const { return find<forms::ListTable>(u"devicesTable"_s)->model()->index(row, column).data().toString(); }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PageRig>();
        m_rig->hall.pull();
        m_centre = new Enquiry(m_rig->hall, &m_rig->desk);
        m_rig->signIn(u"1501"_s);
        m_page = std::make_unique<DevicesPage>(m_rig->desk);
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

    void showsTheTerminalsOfTheDistrict()
    {
        QCOMPARE(find<forms::ListTable>(u"devicesTable"_s)->model()->rowCount(), 1); // not the centre's own key
        QCOMPARE(cell(0, 0), u"3"_s);
        QCOMPARE(cell(0, 2), u"In use"_s);
        QCOMPARE(cell(0, 3), u"2026-11-20"_s);
    }

    void namesAllThatTakesTheKeyboard()
    {
        forms::EnrolmentForm form;
        forms::ShutOutNote note(forms::ShutOutNote::Stage::Erased);
        for (const QWidget *shown : {static_cast<QWidget *>(m_page.get()), static_cast<QWidget *>(&form), static_cast<QWidget *>(&note)})
            QCOMPARE(unnamedFocusables(*shown), QStringList());
    }

    void makesACodeAndShowsItOnce()
    {
        QVERIFY(!find<QPushButton>(u"devices.print"_s)->isEnabled());
        QTest::keyClick(m_page.get(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_centre->asked, QStringList{u"/v1/devices/enrolment-codes"_s});
        const QString code = find<QLabel>(u"devices.code"_s)->text();
        QVERIFY2(QRegularExpression(u"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"_s).match(code).hasMatch(), qPrintable(code));
        QVERIFY(find<QPushButton>(u"devices.print"_s)->isEnabled());
        m_rig->signIn(u"1003"_s); // somebody else sits down
        QVERIFY(!find<QLabel>(u"devices.code"_s)->text().contains(code));
    }

    void saysWhyThereIsNoCode()
    {
        m_centre->refusal = domain::refuse(u"net.offline");
        QTest::mouseClick(find<QPushButton>(u"devices.make"_s), Qt::LeftButton);
        QCOMPARE(m_rig->said.size(), 1);
        QVERIFY(find<QPushButton>(u"devices.make"_s)->isEnabled());
    }

    void shutsATerminalOutForAReason()
    {
        QTest::mouseClick(find<QPushButton>(u"devices.shutOut"_s), Qt::LeftButton);
        QVERIFY(find<QLineEdit>(u"devices.reason"_s)->hasFocus()); // not without one
        QTest::keyClicks(find<QLineEdit>(u"devices.reason"_s), u"lost"_s);
        QTest::mouseClick(find<QPushButton>(u"devices.shutOut"_s), Qt::LeftButton);
        QTRY_COMPARE(cell(0, 2), u"Shut out"_s);
        QVERIFY(!find<QPushButton>(u"devices.shutOut"_s)->isEnabled());
        QVERIFY(m_rig->hall.push().ok());
        QVERIFY(m_rig->hall.centreOffice().rules()->device(m_rig->hall.office().deviceId())->revoked);
    }

    void asksForACodeByKeyboard()
    {
        forms::EnrolmentForm form;
        form.show();
        QVERIFY(QTest::qWaitForWindowActive(&form));
        QSignalSpy asked(&form, &forms::EnrolmentForm::enrolRequested), back(&form, &forms::EnrolmentForm::backRequested);
        QTest::keyClick(&form, Qt::Key_Return);
        QCOMPARE(asked.size(), 0);
        QTest::keyClicks(form.findChild<QLineEdit *>(u"enrolmentCode"_s), u"k7qf 29mx pd4t"_s);
        QTest::keyClick(&form, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        form.showRefusal(u"no"_s);
        QVERIFY(form.findChild<QLabel *>(u"problem"_s)->isVisible());
        QTest::keyClick(&form, Qt::Key_Escape);
        QCOMPARE(back.size(), 1);
    }

    void countsDownOnlyInTheLastHours()
    {
        QDateTime now(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC);
        forms::LeaseBar bar([&now] { return now; });
        QVERIFY(!bar.isVisibleTo(nullptr));
        bar.setEnd(now.addSecs(23 * 3600));
        QVERIFY(bar.accessibleName().contains(u"23"_s));
        now = now.addSecs(22 * 3600 + 1800);
        bar.look();
        QVERIFY(bar.accessibleName().contains(u"30"_s));
        bar.setEnd({});
        QVERIFY(bar.isHidden());
    }
};

QTEST_MAIN(DevicesPageTest)
#include "tst_devicespage.moc"
