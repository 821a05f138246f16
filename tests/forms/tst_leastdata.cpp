// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "domain/workorder/workorder.h"
#include "forms/cases/casedetail.h"
#include "forms/cases/casespage.h"
#include "forms/papers/papertemplate.h"
#include "forms/shared/fullview.h"
#include "forms/shared/listtable.h"
#include "forms/shared/page.h"
#include "forms/shared/preferences.h"
#include "office/counterscopes.h"
#include "office/ratings.h"
#include "office/search/desksearch.h"
#include "office/snapshotshelf.h"
#include "pagerig.h"
#include "support/decided.h"
#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace {

const QString person = u"610116199003070014"_s, personPhone = u"13800000014"_s, agent = u"610116198001010013"_s, agentPhone = u"13900000013"_s,
              caller = u"13700000015"_s, firmPhone = u"13600000016"_s;
const QStringList secrets{person, personPhone, agent, agentPhone, caller, firmPhone};

/// Everything a person, a screen reader or a program that copies from the screen could read off a window.
class Reading
{
public:
    explicit Reading(QWidget &window) : m_window(window)
    {
        read(window);
        for (QWidget *part : window.findChildren<QWidget *>())
            read(*part);
        for (const QObject *object : window.findChildren<QObject *>()) {
            if (const auto *model = qobject_cast<const QAbstractItemModel *>(object))
                read(*model, QString::fromLatin1(object->metaObject()->className()));
        }
    }
    /// Where a number stands in full, "widget: text"; empty is right.
    QStringList found() const
    {
        QStringList all;
        for (const auto &[where, text] : m_texts) {
            for (const QString &secret : secrets) {
                if (text.contains(secret))
                    all << QString(where + u": "_s + text.left(200));
            }
        }
        all.removeDuplicates();
        return all;
    }
    qsizetype texts() const { return m_texts.size(); }

private:
    void note(const QString &where, const QString &text)
    {
        if (!text.isEmpty())
            m_texts << std::pair(where, text);
    }
    void read(QWidget &widget)
    {
        const QString where = QString(QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName());
        for (const QString &text : {widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()})
            note(where, text);
        // Whatever a class of our own or of Qt's calls text, placeholder, title …: every property that is words.
        const QMetaObject *meta = widget.metaObject();
        for (int i = 0; i < meta->propertyCount(); ++i) {
            const QVariant value = meta->property(i).read(&widget);
            if (value.typeId() == QMetaType::QString || value.typeId() == QMetaType::QStringList)
                note(where, value.toStringList().join(u'\n'));
        }
        for (const QByteArray &name : widget.dynamicPropertyNames())
            note(where, widget.property(name.constData()).toString());
        if (const auto *line = qobject_cast<const QLineEdit *>(&widget)) {
            note(where, line->displayText());
        }
        if (QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&widget)) {
            for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
                note(where, access->text(kind));
        }
        if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget); view && view->model())
            read(*view->model(), where);
    }
    void read(const QAbstractItemModel &model, const QString &where, const QModelIndex &parent = {})
    {
        constexpr int rowsMax = 200, ownRoles = 40;
        for (int row = 0; row < std::min(model.rowCount(parent), rowsMax); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex cell = model.index(row, column, parent);
                for (int role = Qt::DisplayRole; role <= Qt::StatusTipRole + 30; ++role)
                    note(where, model.data(cell, role).toString());
                for (int role = Qt::UserRole; role < Qt::UserRole + ownRoles; ++role)
                    note(where, model.data(cell, role).toString());
            }
        }
    }

    QWidget &m_window;
    QList<std::pair<QString, QString>> m_texts;
};

} // namespace

/// 个人信息最小化: numbers of persons are masked wherever they can be read, seen in full only for a purpose and a while, and taken
/// out only by right, for a reason, on record.
class LeastDataTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    QTemporaryDir m_folder;

    domain::ApplicantCard someone() const
    {
        domain::ApplicantCard card = support::Hall::person(u"张三"_s, person);
        card.phone = personPhone;
        return card;
    }
    /// A hall in which something lies on every page.
    void fill()
    {
        PageRig &rig = *m_rig;
        if (!office::publishCentreKey(rig.hall.centreOffice()))
            qFatal("no centre's key");
        rig.hall.pull();
        QJsonObject body = rig.hall.application(u"flex-ss"_s, someone(), PageRig::flexAnswers());
        body[u"agent"_s] = domain::AgentCard{u"李经办"_s, agent, agentPhone}.toJson();
        m_case = rig.done(u"case.accept"_s, body);
        domain::ApplicantCard firm = support::Hall::firm();
        firm.phone = firmPhone;
        QJsonObject food = rig.hall.application(u"food-license"_s, firm, PageRig::foodAnswers());
        support::Hall::mark(food, u"layout"_s, domain::MaterialMark::Defective, QString(u"请致电"_s + personPhone));
        rig.done(u"case.notify"_s, food);
        rig.done(u"tolerance.accept"_s, [&] {
            QJsonObject owed = rig.hall.application(u"food-license"_s, firm, PageRig::foodAnswers());
            support::Hall::mark(owed, u"flow"_s, domain::MaterialMark::Tolerated);
            return owed;
        }());
        support::decideAtCentre(rig.hall, m_case);
        rig.done(u"case.accept"_s, rig.hall.application(u"flex-ss"_s, someone(), PageRig::flexAnswers()));
        const auto order = rig.hall.submit(u"workorder.register"_s, {{u"source"_s, u"12345"_s}, {u"words"_s, QString(u"我是张三，身份证"_s + person + u"，电话"_s + caller)},
                                                                     {u"personName"_s, u"张三"_s}, {u"personPhone"_s, caller}, {u"department"_s, u"市场监督管理局"_s}});
        if (!order)
            qFatal("no work order: %s", qPrintable(order.refusal().code));
        m_order = order->document().id;
        rig.hall.sync();
    }
    void sitDown(const QString &staffNumber)
    {
        m_rig->hall.sync();
        const domain::Staff *staff = m_rig->hall.office().rules()->staffByNumber(staffNumber);
        m_rig->hall.counterSync().setScopes(m_rig->hall.centre().scopesOf(*staff), u"610116"_s);
        while (*office::CounterScopes(m_rig->hall.office()).dropSome()) { }
        m_rig->hall.pull();
        m_rig->signIn(staffNumber);
    }
    /// Copies whatever can be copied from a view by keyboard.
    static QString copied(QWidget &window)
    {
        QStringList all;
        for (QAbstractItemView *view : window.findChildren<QAbstractItemView *>()) {
            if (!view->isVisible() || !view->model())
                continue;
            QApplication::clipboard()->clear();
            view->setFocus();
            view->selectAll();
            QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
            all << QApplication::clipboard()->text();
        }
        return all.join(u'\n');
    }

    QString m_case, m_order;

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PageRig>();
        new forms::Preferences(m_folder.filePath(u"preferences.ini"_s), &m_rig->desk);
    }
    void cleanup() { m_rig.reset(); }

    void noPageShowsANumberInFull_data()
    {
        QTest::addColumn<QString>("staff");
        for (const char *number : {"1001", "1003", "1101", "1208", "1203", "1301", "1401", "1501", "1502", "1503"})
            QTest::newRow(number) << QString::fromLatin1(number);
    }
    void noPageShowsANumberInFull()
    {
        QFETCH(QString, staff);
        fill();
        sitDown(staff);
        if (staff == u"1001"_s)
            m_rig->forge(u"李四"_s);
        const QStringList roles = m_rig->desk.session().roles;
        qsizetype texts = 0;
        for (const forms::PageEntry &entry : forms::pages()) {
            if (!entry.roles.isEmpty() && !std::any_of(roles.begin(), roles.end(), [&](const QString &role) { return entry.roles.contains(role); }))
                continue;
            const std::unique_ptr<forms::Page> page(entry.make(m_rig->desk, nullptr));
            page->resize(1198, 660);
            page->show();
            for (const QString &argument : {QString(), entry.id == "intake"_L1 ? QString(u"applicant:"_s + someone().id) : entry.id == "workorders"_L1 ? m_order : m_case}) {
                page->activate(argument);
                if (entry.id == "intake"_L1)
                    page->setFocus(); // nothing is being edited
                QCoreApplication::processEvents();
                for (forms::ListTable *table : page->findChildren<forms::ListTable *>()) {
                    for (int row = 0; table->isVisible() && row < std::min(table->model()->rowCount(), 8); ++row) {
                        table->chooseRow(row);
                        QCoreApplication::processEvents();
                        const Reading reading(*page);
                        texts += reading.texts();
                        QCOMPARE(QString(entry.id + u" "_s + reading.found().join(u'\n')).trimmed(), entry.id);
                    }
                }
                const Reading reading(*page);
                texts += reading.texts();
                QCOMPARE(QString(entry.id + u" "_s + reading.found().join(u'\n')).trimmed(), entry.id);
                const QString clipboard = copied(*page);
                for (const QString &secret : secrets)
                    QVERIFY2(!clipboard.contains(secret), qPrintable(QString(entry.id + u" copies "_s + secret)));
            }
        }
        QVERIFY(texts > 1000);
        for (const QString &secret : secrets)
            QVERIFY2(!m_rig->said.join(u'\n').contains(secret), qPrintable(m_rig->said.join(u'\n')));
    }

    void theSearchBoxShowsNoNumber()
    {
        fill();
        sitDown(u"1001"_s);
        for (const QString &typed : {u"张三"_s, person, personPhone, u"0014"_s, u"西安示例"_s, caller, u"电话"_s}) {
            for (const office::DeskHit &hit : office::DeskSearch(m_rig->hall.office()).find(typed, 12)) {
                for (const QString &secret : secrets)
                    QVERIFY2(!hit.title.contains(secret) && !hit.subtitle.contains(secret), qPrintable(QString(hit.title + hit.subtitle)));
            }
        }
    }

    void papersBearNumbersInFullOnlyWhereTheirTemplateSaysSo()
    {
        QStringList full;
        for (const domain::PaperKind &kind : domain::paperKinds()) {
            if (forms::asksFullNumbers(kind.code))
                full << kind.code;
        }
        QCOMPARE(full, (QStringList{u"application-form"_s, u"mandate"_s}));
        QTemporaryDir folder;
        QFile file(folder.filePath(u"poem.html"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<!-- numbers: full, for a good reason -->\n<p>{{applicant.number}}</p>");
        file.close();
        QVERIFY(forms::asksFullNumbers(u"poem"_s, folder.path()));
        QVERIFY(!forms::asksFullNumbers(u"../poem"_s, folder.filePath(u"sub"_s)));
    }

    void fullNumbersAreSeenForAPurposeAndAWhile()
    {
        fill();
        sitDown(u"1001"_s);
        forms::CasesPage page(m_rig->desk);
        page.resize(1198, 660);
        page.show();
        page.activate(m_case);
        QVERIFY(QTest::qWaitForWindowActive(&page));
        auto *table = page.findChild<forms::ListTable *>(u"casesTable"_s);
        auto *shown = page.findChild<QLabel *>(u"fullViewNumbers"_s);
        auto *full = page.findChild<forms::FullView *>();
        QTest::keyClick(table, Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(full->isVisible());
        QVERIFY(shown->text().isEmpty()); // not before it is on record
        auto *purpose = page.findChild<QComboBox *>(u"fullView.purpose"_s);
        purpose->setCurrentIndex(purpose->count() - 1);
        auto *confirm = page.findChild<QPushButton *>(u"fullView.confirm"_s);
        QTest::mouseClick(confirm, Qt::LeftButton); // something else, but what?
        QVERIFY(!full->isShowing());
        page.findChild<QLineEdit *>(u"fullView.words"_s)->setText(u"核对"_s);
        QTest::mouseClick(confirm, Qt::LeftButton);
        QVERIFY(full->isShowing());
        QVERIFY(shown->text().contains(person) && shown->text().contains(personPhone) && shown->text().contains(agent));
        QCOMPARE(shown->textInteractionFlags(), Qt::NoTextInteraction);
        const office::JournalRow row = m_rig->hall.archive().journal(0, 1).first();
        QCOMPARE(row.operation.type, u"data.view"_s);
        QCOMPARE(row.operation.doc, m_case);
        QVERIFY(row.operation.body[u"purpose"_s].toString().contains(u"核对"_s));
        QVERIFY(!QJsonDocument(row.operation.body).toJson().contains(person.toLatin1()));
        QVERIFY(full->remainingMs() > 0 && full->remainingMs() <= forms::FullView::shownSeconds * 1100);
        full->close(); // what the end of the half minute does
        QVERIFY(!full->isVisible());
        QVERIFY(shown->text().isEmpty());
        QVERIFY(Reading(page).found().isEmpty());
        // The centre has it too.
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(m_rig->hall.archive().journal(0, 1).first().fate, office::Fate::Accepted);
    }

    void fullNumbersGoWithTheCaseThePageAndThePerson()
    {
        fill();
        sitDown(u"1001"_s);
        forms::CasesPage page(m_rig->desk);
        page.resize(1198, 660);
        page.show();
        page.activate(m_case);
        auto *shown = page.findChild<QLabel *>(u"fullViewNumbers"_s);
        const auto look = [&] {
            page.activate(m_case);
            QTest::keyClick(page.findChild<forms::ListTable *>(u"casesTable"_s), Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
            if (!page.findChild<QPushButton *>(u"fullView.confirm"_s)->isVisible())
                return false;
            QTest::mouseClick(page.findChild<QPushButton *>(u"fullView.confirm"_s), Qt::LeftButton);
            return shown->text().contains(person);
        };
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QVERIFY(look());
        auto *table = page.findChild<forms::ListTable *>(u"casesTable"_s);
        table->chooseRow(table->chosenRow() == 0 ? 1 : 0);
        QVERIFY(shown->text().isEmpty());
        QVERIFY(look());
        m_rig->signIn(u"1002"_s);
        QVERIFY(shown->text().isEmpty());
        m_rig->signIn(u"1001"_s);
        QVERIFY(look());
        page.hide();
        QVERIFY(shown->text().isEmpty());
    }

    void aPaperWithFullNumbersIsPrintedAgainForAPurpose()
    {
        fill();
        sitDown(u"1001"_s);
        QVERIFY(m_rig->hall.submitAs(u"1001"_s, u"paper.print"_s, m_case, {{u"paper"_s, u"application-form"_s}}).ok());
        QVERIFY(m_rig->hall.submitAs(u"1001"_s, u"paper.print"_s, m_case, {{u"paper"_s, u"receipt"_s}}).ok());
        forms::CasesPage page(m_rig->desk);
        page.resize(1198, 660);
        page.show();
        page.activate(m_case);
        QVERIFY(QTest::qWaitForWindowActive(&page));
        auto *bar = page.findChild<QWidget *>(u"casesReprintBar"_s);
        auto *detail = page.findChild<forms::CaseDetail *>();
        Q_EMIT detail->reprintRequested(u"receipt"_s);
        QVERIFY(!bar->isVisible());
        QCOMPARE(m_rig->printer.papers.size(), 1);
        Q_EMIT detail->reprintRequested(u"application-form"_s);
        QVERIFY(bar->isVisible());
        QCOMPARE(m_rig->printer.papers.size(), 1);
        QTest::mouseClick(page.findChild<QPushButton *>(u"casesReprintBar.confirm"_s), Qt::LeftButton);
        QCOMPARE(m_rig->printer.papers.size(), 2);
        QVERIFY(QJsonDocument(m_rig->printer.papers.last().content).toJson().contains(person.toLatin1()));
        QVERIFY(!QJsonDocument(m_rig->printer.papers.first().content).toJson().contains(person.toLatin1()));
        const office::JournalRow row = m_rig->hall.archive().journal(0, 1).first();
        QCOMPARE(row.operation.type, u"paper.print"_s);
        QVERIFY(!row.operation.body[u"purpose"_s].toString().isEmpty());
    }

    void whoHasNoBusinessWithACaseSeesNoNumber()
    {
        fill();
        sitDown(u"1502"_s);
        forms::CasesPage page(m_rig->desk);
        page.resize(1198, 660);
        page.show();
        page.activate(m_case);
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QTest::keyClick(page.findChild<forms::ListTable *>(u"casesTable"_s), Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!page.findChild<forms::FullView *>()->isVisible());
        const auto refused = m_rig->hall.office().submit({u"data.view"_s, m_case, {{u"purpose"_s, u"好奇"_s}}, m_rig->hall.staff(u"1502"_s)});
        QCOMPARE(refused.refusal().code, u"operation.not-allowed"_s);
    }

    void listsLeaveByRightForAReasonAndOnRecord()
    {
        fill();
        sitDown(u"1001"_s);
        const QString path = m_folder.filePath(u"list.csv"_s);
        forms::CasesPage page(m_rig->desk);
        page.setSaveChooser([path](QWidget *, const QString &, const QString &, const std::function<void(const QString &)> &chosen) { chosen(path); });
        page.resize(1198, 660);
        page.show();
        page.activate({});
        QVERIFY(QTest::qWaitForWindowActive(&page));
        auto *table = page.findChild<forms::ListTable *>(u"casesTable"_s);
        auto *bar = page.findChild<QWidget *>(u"casesExportBar"_s);
        QTest::keyClick(table, Qt::Key_E, Qt::ControlModifier);
        QVERIFY(!bar->isVisible());
        QVERIFY(m_rig->said.last().contains(u"supervisor"_s));
        m_rig->signIn(u"1401"_s);
        QTest::keyClick(table, Qt::Key_E, Qt::ControlModifier);
        QVERIFY(bar->isVisible());
        QTest::mouseClick(page.findChild<QPushButton *>(u"casesExportBar.confirm"_s), Qt::LeftButton);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("郑监察 1401 2026-11-20 10:00"));
        for (const QString &secret : secrets)
            QVERIFY(!text.contains(secret.toUtf8()));
        const office::JournalRow row = m_rig->hall.archive().journal(0, 1).first();
        QCOMPARE(row.operation.type, u"data.export"_s);
        QCOMPARE(row.operation.body[u"sha256"_s].toString().toLatin1(), QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
        QCOMPARE(row.operation.body[u"count"_s].toInt(), table->model()->rowCount());
        QVERIFY(!row.operation.body[u"purpose"_s].toString().isEmpty());
        QVERIFY(m_rig->hall.sync());
        QCOMPARE(m_rig->hall.archive().journal(0, 1).first().fate, office::Fate::Accepted);
    }
};

QTEST_MAIN(LeastDataTest)
#include "tst_leastdata.moc"
