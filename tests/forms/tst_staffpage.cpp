// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/desk/centreenquiry.h"
#include "forms/shared/listtable.h"
#include "forms/shared/theme.h"
#include "forms/staff/staffpage.h"
#include "pagerig.h"
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A centre that answers what the test says.
class SaidCentre : public forms::CentreEnquiry
{
public:
    using CentreEnquiry::CentreEnquiry;
    QStringList asked;
    domain::Result<QByteArray> answer = QByteArray(R"({"password":"KXWM-3FQ7-2BTA"})");
    void get(const QString &, Ended) override {}
    void post(const QString &path, const QByteArray &json, Ended ended) override
    {
        asked << QString(path + u' ' + QString::fromUtf8(json));
        QTimer::singleShot(0, this, [this, ended] { ended(answer); });
    }
};

} // namespace

/// 人员: the security administrator gives passwords to begin with.
class StaffPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    SaidCentre *m_centre = nullptr;
    std::unique_ptr<forms::StaffPage> m_page;

    template<class W>
    W *child(const char *name) const { return m_page->findChild<W *>(QLatin1StringView(name)); }
    void choose(const QString &number)
    {
        auto *table = child<forms::ListTable>("staffTable");
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == number)
                return table->chooseRow(row);
        }
        QFAIL("nobody has this number");
    }

private Q_SLOTS:
    void initTestCase() { forms::Theme::apply(*qApp, forms::Theme::Mode::Light); }

    void init()
    {
        m_rig = std::make_unique<PageRig>();
        m_rig->signIn(u"1501"_s);
        m_centre = new SaidCentre(&m_rig->desk);
        m_page = std::make_unique<forms::StaffPage>(m_rig->desk);
        m_page->resize(1234, 680);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->activate({});
    }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
    }

    void aPasswordIsShownOnceToWhomItWasMadeFor()
    {
        QCOMPARE(child<forms::ListTable>("staffTable")->model()->rowCount(), int(m_rig->hall.office().rules()->staff().size()));
        choose(u"1002"_s);
        child<QCheckBox>("staff.factor")->setChecked(true);
        QTest::keyClick(m_page->focusWidget() ? m_page->focusWidget() : m_page.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(child<QLabel>("staff.password")->text(), u"KXWM-3FQ7-2BTA"_s);
        QCOMPARE(m_centre->asked, QStringList{u"/v1/staff/1002/password:reset {\"factor\":true}"_s});
        QVERIFY(!child<QCheckBox>("staff.factor")->isChecked()); // not for the next one by oversight
        m_centre->answer = domain::refuse(u"operation.out-of-reach");
        choose(u"1001"_s);
        child<QPushButton>("staff.reset")->click();
        QTRY_COMPARE(m_centre->asked.size(), 2);
        QTRY_VERIFY(child<QPushButton>("staff.reset")->isEnabled());
        QCOMPARE(child<QLabel>("staff.password")->text(), u"————"_s);
        QVERIFY(!m_rig->said.isEmpty());
    }

    void nobodyDoesItForThemself()
    {
        choose(u"1501"_s);
        QVERIFY(!child<QPushButton>("staff.reset")->isEnabled());
        choose(u"1502"_s);
        QVERIFY(child<QPushButton>("staff.reset")->isEnabled());
    }

    void everyFocusableHasAName() { QCOMPARE(unnamedFocusables(*m_page).join(u'\n'), QString()); }
};

QTEST_MAIN(StaffPageTest)
#include "tst_staffpage.moc"
