// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/rating/ratingscreen.h"
#include "forms/rating/ratingspage.h"
#include "forms/shared/facttable.h"
#include "office/ratings.h"
#include "server/router.h"
#include "tests/forms/focusables.h"
#include "tests/forms/orderrig.h"
#include <QCheckBox>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;
using domain::OrderState;
using forms::RatingScreen;
using forms::RatingsPage;

/// M48 好差评 with rectification, through the counter's screen, the public page and the pages of both sides.
class RatingCapability : public QObject
{
    Q_OBJECT

    std::unique_ptr<OrderRig> m_rig;
    std::unique_ptr<RatingsPage> m_page;
    server::CentreHouse m_house;
    std::unique_ptr<server::Router> m_router;

    void openRatings()
    {
        m_page = std::make_unique<RatingsPage>(m_rig->desk);
        m_page->resize(1198, 660);
        m_page->show();
        m_page->activate({});
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QCoreApplication::processEvents();
    }
    /// Somebody is served at window 3, and the rating page is put before them.
    RatingScreen *serveAndAsk()
    {
        m_rig->accept();
        openRatings();
        QTest::keyClick(m_page->findChild<forms::ListTable *>(u"ratingsServed"_s), Qt::Key_R);
        RatingScreen *screen = m_page->screen();
        return screen;
    }
    office::Service service() { return office::Ratings(m_rig->hall.office()).services(m_rig->hall.clerk().staffId, m_rig->hall.now().addSecs(-3600)).first(); }
    std::optional<domain::Rating> ratingOf(const office::Service &service)
    {
        const auto document = m_rig->hall.centre().document(domain::idFor(QString(u"rating:"_s + service.id)));
        return document ? std::optional(*domain::Rating::fromJson(document->body)) : std::nullopt;
    }
    server::Response ask(const QByteArray &method, const QString &token, const QByteArray &form = {})
    {
        server::Request request;
        request.method = method;
        request.path = request.target = QByteArray("/v1/public/ratings/" + token.toUtf8());
        request.body = form;
        request.peer = request.network = "10.0.0.7";
        return std::get<server::Response>(m_router->answer(request));
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<OrderRig>();
        m_rig->sitDown(u"1001"_s);
        m_house.databasePath = m_rig->hall.centreOffice().databasePath();
        m_house.clock = m_rig->hall.clock();
        auto office = office::Office::open({m_house.databasePath, office::Office::Side::Centre, m_rig->hall.clock(), false});
        QVERIFY(office.ok());
        m_router = std::make_unique<server::Router>(m_house, server::Lane::Write, std::move(office.value()));
    }
    void cleanup()
    {
        m_router.reset();
        m_page.reset();
        m_rig.reset();
    }

    void nobodyIsRatedByDefault()
    {
        RatingScreen *screen = serveAndAsk();
        QVERIFY(screen);
        for (const QPushButton *level : screen->findChildren<QPushButton *>())
            QVERIFY(!level->isChecked() && !level->isDefault() && !level->hasFocus());
        QTest::keyClick(screen, Qt::Key_Return);
        QTest::keyClick(screen, Qt::Key_Space);
        QVERIFY(!screen->isHidden() && screen->findChild<QLabel *>(u"ratingChosen"_s)->text().isEmpty());
        const qint64 before = m_rig->hall.archive().journal(0, 1).first().seq;
        for (int second = 0; second < RatingScreen::waitSeconds; ++second)
            screen->tick();
        QVERIFY(screen->isHidden());
        QCOMPARE(m_rig->hall.archive().journal(0, 1).first().seq, before); // nothing was written
        QCOMPARE(unnamedFocusables(*m_page).join(u" "_s), QString());
    }

    void oneKeyIsOneRatingOfOneService()
    {
        RatingScreen *screen = serveAndAsk();
        QTest::keyClick(screen, Qt::Key_5);
        QCOMPARE(screen->findChild<QLabel *>(u"ratingChosen"_s)->text(), u"非常满意"_s);
        QTest::keyClick(screen, Qt::Key_Return);
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(ratingOf(service())->level, 5);
        QCOMPARE(ratingOf(service())->stage, u"accept"_s);
        QTest::keyClick(m_page->findChild<forms::ListTable *>(u"ratingsServed"_s), Qt::Key_R); // asked once more
        QTest::keyClick(m_page->screen(), Qt::Key_1);
        QTest::keyClick(m_page->screen(), Qt::Key_Return);
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(ratingOf(service())->level, 5);
        QCOMPARE(m_rig->hall.counterSync().returnedCount(), 0);
    }

    void aSlipIsTakenBackBeforeItIsSent()
    {
        RatingScreen *screen = serveAndAsk();
        QTest::keyClick(screen, Qt::Key_1);
        QTest::keyClick(screen, Qt::Key_Backspace);
        QTest::keyClick(screen, Qt::Key_4);
        for (int second = 0; second < RatingScreen::reasonSeconds; ++second)
            screen->tick(); // walked away: what was pressed counts
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(ratingOf(service())->level, 4);
    }

    void theWindowCanReadNothingOfIt()
    {
        RatingScreen *screen = serveAndAsk();
        QTest::keyClick(screen, Qt::Key_1);
        for (QCheckBox *box : screen->findChildren<QCheckBox *>(u"ratingOption.rude"_s))
            box->setChecked(true);
        QTest::keyClick(screen, Qt::Key_Return);
        const office::Service served = service();
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(ratingOf(served)->options, QStringList{u"rude"_s});
        for (const office::JournalRow &row : m_rig->hall.archive().journal(0, 20)) {
            if (row.operation.type == u"rating.give"_s)
                QVERIFY(!QJsonDocument(row.operation.toJson()).toJson().contains("rude"));
        }
        QVERIFY(!m_rig->hall.archive().document(ratingOf(served)->id));
        QVERIFY(!m_rig->hall.archive().document(ratingOf(served)->workOrder));
        m_rig->sitDown(u"1001"_s);
        QCOMPARE(m_rig->table()->model()->rowCount(), 0);
        openRatings();
        QCOMPARE(m_page->findChild<forms::FactTable *>(u"ratingsMonths"_s)->rowCount(), 0);
        QVERIFY(!m_page->findChild<forms::ListTable *>(u"ratingsTable"_s)); // the supervisors' list is not there at all
    }

    void thePublicPageTakesOneRatingAndOneAddition()
    {
        m_rig->accept();
        const office::Service served = service();
        const QString token = domain::ratingToken(served.id, m_rig->hall.place().sealKey);
        QCOMPARE(ask("GET", token).status, 404); // the window has not sent it
        QVERIFY(m_rig->hall.sync());
        const server::Response form = ask("GET", token);
        QCOMPARE(form.status, 200);
        const QString html = QString::fromUtf8(form.body);
        QVERIFY(html.contains(u"非常满意"_s) && html.contains(served.itemName) && html.contains(u"lang=\"zh-CN\""_s) && html.contains(u"3号窗口"_s));
        QVERIFY(!html.contains(u" checked>"_s) && !html.contains(u" checked "_s)); // nothing is chosen beforehand
        QVERIFY(!html.contains(u"张三"_s) && !html.contains(u"<script"_s));
        QVERIFY(form.headers.value("Content-Security-Policy").contains("default-src 'none'"));
        QCOMPARE(ask("POST", token, "words=nothing").status, 422); // no level
        QVERIFY(!ratingOf(served));
        const server::Response taken = ask("POST", token, "level=2&option=slow&option=untold&aspect.attitude=1&words=%E6%8E%92%E9%98%9F+%3Cb%3E");
        QCOMPARE(taken.status, 303);
        QCOMPARE(taken.headers.value("Location"), QByteArray("/v1/public/ratings/" + token.toUtf8()));
        const domain::Rating rating = *ratingOf(served);
        QCOMPARE(rating.level, 2);
        QCOMPARE(rating.channel, u"page"_s);
        QCOMPARE(rating.options, (QStringList{u"slow"_s, u"untold"_s}));
        QCOMPARE(rating.words, u"排队 <b>"_s);
        QCOMPARE(rating.aspects[u"attitude"_s].toInt(), 1);
        const QString thanks = QString::fromUtf8(ask("GET", token).body);
        QVERIFY(thanks.contains(u"感谢您的评价"_s) && !thanks.contains(u"不满意"_s) && !thanks.contains(u"排队"_s));
        QCOMPARE(ask("POST", token, "level=5").status, 303); // pressed again: thanked for, not counted
        QCOMPARE(ratingOf(served)->level, 2);
        QCOMPARE(ask("POST", token, "supplement=%E5%90%8E%E6%9D%A5%E8%A7%A3%E5%86%B3%E4%BA%86").status, 303);
        QCOMPARE(ratingOf(served)->supplement->words, u"后来解决了"_s);
        QVERIFY(!ask("GET", token).body.contains("<form"));
        m_rig->hall.setHallTime(QDate(2026, 12, 21), QTime(9, 0));
        QCOMPARE(ask("GET", token).status, 410);
        QCOMPARE(ask("GET", QString(38, u'A')).status, 404);
    }

    void aBadOneIsContactedRectifiedCalledBackAndClosed()
    {
        QTest::keyClick(serveAndAsk(), Qt::Key_2);
        QTest::keyClick(m_page->screen(), Qt::Key_Return);
        const office::Service served = service();
        m_rig->sitDown(u"1401"_s);
        openRatings();
        const auto *list = m_page->findChild<forms::ListTable *>(u"ratingsTable"_s);
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(list->model()->index(0, 0).data().toString(), u"不满意"_s);
        QStringList facts;
        const auto *detail = m_page->findChild<forms::FactTable *>(u"ratingsDetail"_s);
        for (int row = 0; row < detail->rowCount(); ++row)
            facts << detail->item(row, 1)->text();
        QVERIFY(facts.contains(u"张三"_s)); // the supervisor knows whom to call
        QTest::keyClick(m_page->findChild<forms::ListTable *>(u"ratingsTable"_s), Qt::Key_W);
        const QString id = ratingOf(served)->workOrder;
        QCOMPARE(m_rig->opened.last(), QString(u"workorders "_s + id));
        QCOMPARE(m_rig->centres(id).contactDue.date, QDate(2026, 11, 23)); // within one working day
        QCOMPARE(m_rig->centres(id).answerDue.date, QDate(2026, 11, 27));  // within five

        m_page.reset();
        m_rig->sitDown(u"1401"_s);
        m_rig->act(id, Qt::Key_C, u"申请人称排队两小时"_s, u"reached"_s);
        m_rig->act(id, Qt::Key_G, u"高峰时段增开窗口"_s, {}, u"西安市长安区行政审批服务局"_s);
        m_rig->sitDown(u"1003"_s);
        m_rig->page->activate(id);
        QVERIFY(m_rig->detail()->order());
        QVERIFY(!m_rig->offered().contains(u"workorder.contact"_s));
        const QByteArray seen = QJsonDocument(m_rig->hall.archive().document(id)->body).toJson();
        for (const QString &secret : {u"张三"_s, u"两小时"_s, served.caseId, served.caseNumber, served.id, served.clerk})
            QVERIFY2(!seen.contains(secret.toUtf8()), qPrintable(secret));
        m_rig->act(id, Qt::Key_S, u"需重排窗口"_s, u"complex"_s);
        QCOMPARE(m_rig->detail()->order()->answerDue.date, QDate(2026, 12, 11)); // fifteen working days
        m_rig->act(id, Qt::Key_A, u"已增开两个窗口"_s);
        m_rig->sitDown(u"1401"_s);
        m_rig->act(id, Qt::Key_B, u"申请人认可"_s, u"solved"_s);
        m_rig->act(id, Qt::Key_E);
        QCOMPARE(m_rig->detail()->order()->state, OrderState::Closed);
        openRatings();
        QVERIFY2(m_page->findChild<QLabel *>(u"ratingsMended"_s)->text().contains(u"100.0 %"_s), qPrintable(m_page->findChild<QLabel *>(u"ratingsMended"_s)->text()));
        m_rig->hall.sync();
        QCOMPARE(m_rig->hall.counterSync().returnedCount(), 0);
    }

    void anAppealIsJudgedByASupervisorAndTakesItOutOfTheFigures()
    {
        QTest::keyClick(serveAndAsk(), Qt::Key_1);
        QTest::keyClick(m_page->screen(), Qt::Key_Return);
        const office::Service served = service();
        m_rig->sitDown(u"1401"_s);
        const QString id = ratingOf(served)->workOrder;
        m_rig->act(id, Qt::Key_C, u"按错了"_s, u"reached"_s);
        m_rig->act(id, Qt::Key_G, {}, {}, u"西安市长安区行政审批服务局"_s);
        m_rig->sitDown(u"1003"_s);
        m_rig->act(id, Qt::Key_P, u"申请人当场说明按错"_s, u"mis-click"_s);
        QVERIFY(!m_rig->offered().contains(u"workorder.judge"_s));
        m_rig->sitDown(u"1401"_s);
        m_rig->act(id, Qt::Key_J, u"回访属实"_s, u"upheld"_s);
        m_rig->hall.sync();
        QCOMPARE(m_rig->centres(id).state, OrderState::Excluded);
        QVERIFY(ratingOf(served)->excluded);
        openRatings();
        QVERIFY(m_page->findChild<QLabel *>(u"ratingsSatisfied"_s)->text().startsWith(u'0'));
        QCOMPARE(m_page->findChild<forms::ListTable *>(u"ratingsTable"_s)->model()->rowCount(), 1); // it is still there to be seen
    }

    void notContactedInTimeTheSupervisorsAreTold()
    {
        QTest::keyClick(serveAndAsk(), Qt::Key_1);
        QTest::keyClick(m_page->screen(), Qt::Key_Return);
        const office::Service served = service();
        QVERIFY(m_rig->hall.sync());
        m_rig->hall.setHallTime(QDate(2026, 11, 23), QTime(17, 1));
        QVERIFY(*m_rig->hall.centre().doAgenda() >= 1);
        QVERIFY(m_rig->centres(ratingOf(served)->workOrder).escalated.contains(u"contact#1"_s));
    }
};

QTEST_MAIN(RatingCapability)
#include "tst_capability_M48_rating.moc"
