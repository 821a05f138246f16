// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/retention/retention.h"
#include "forms/audit/auditpage.h"
#include "forms/desk/centreenquiry.h"
#include "forms/journal/chainwatch.h"
#include "forms/papers/paperrenderer.h"
#include "forms/personal/personaldatapage.h"
#include "forms/shared/facttable.h"
#include "forms/shared/listtable.h"
#include "forms/shared/page.h"
#include "forms/shared/preferences.h"
#include "office/store.h"
#include "support/deskclient.h"
#include "support/decided.h"
#include "tests/forms/focusables.h"
#include "tests/forms/pagerig.h"
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString person = u"610116199003070014"_s;

/// The centre asked without a network, as whoever sits at the desk.
class RoutedEnquiry : public forms::CentreEnquiry
{
public:
    RoutedEnquiry(support::DeskClient &client, QObject *parent) : CentreEnquiry(parent), m_client(client) {}
    void get(const QString &path, Ended ended) override { ask("GET", path, {}, ended); }
    void post(const QString &path, const QByteArray &json, Ended ended) override { ask("POST", path, json, ended); }
    QStringList asked;

private:
    void ask(const QByteArray &method, const QString &path, const QByteArray &body, Ended ended)
    {
        asked << path;
        const server::Response response = m_client.send(method, path, body);
        QTimer::singleShot(0, this, [response, ended] {
            if (response.status == 200)
                ended(response.body);
            else
                ended(domain::refuse(support::DeskClient::codeOf(response)));
        });
    }
    support::DeskClient &m_client;
};

} // namespace

/// The pages 审计 and 个人信息 before the real centre: the auditor reads and is read, a person gets what is held of them, and what is
/// to be erased waits for a person.
class OversightTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<support::DeskClient> m_client;
    RoutedEnquiry *m_enquiry = nullptr;
    std::unique_ptr<forms::Page> m_page;
    QTemporaryDir m_folder;
    QString m_case;

    /// Somebody sits down: at the desk and at the centre.
    void sitDown(const QString &number)
    {
        m_page.reset();
        m_rig->hall.sync();
        m_rig->hall.signIn(number);
        m_rig->signIn(number);
        const domain::Staff *staff = m_rig->hall.centreOffice().rules()->staffByNumber(number);
        const server::Pass pass{server::Pass::Use::Access, staff->id, m_rig->hall.office().deviceId(), m_rig->hall.office().devicePublicKey(), u"3"_s, m_rig->hall.now().addSecs(900)};
        m_client->setToken(server::Tokens(m_rig->hall.centre().tokenKey()).mint(pass));
    }
    template<class PageKind>
    void open(const QString &argument = {})
    {
        auto page = std::make_unique<PageKind>(m_rig->desk);
        page->setSaveChooser([this](QWidget *, const QString &name, const QString &, const std::function<void(const QString &)> &chosen) { chosen(m_folder.filePath(name)); });
        m_page = std::move(page);
        m_page->resize(1198, 660);
        m_page->show();
        m_page->activate(argument);
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("no part is called %s", qPrintable(name));
        return found;
    }
    void click(const QString &name) const
    {
        QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    int rows(const QString &table) const { return part<forms::ListTable>(table)->model()->rowCount(); }
    QString facts(const QString &name) const
    {
        const auto *table = part<forms::FactTable>(name);
        QStringList cells;
        for (int row = 0; row < table->rowCount(); ++row) {
            for (int column = 0; column < table->columnCount(); ++column)
                cells << table->item(row, column)->text();
        }
        return cells.join(u'|');
    }
    QList<office::JournalRow> ofCentre(const QString &type) const
    {
        QList<office::JournalRow> found;
        for (const auto &row : m_rig->hall.centreOffice().store().journal.page(0, 1000)) {
            if (row.operation.type == type)
                found << row;
        }
        return found;
    }
    static domain::ApplicantCard someone()
    {
        domain::ApplicantCard card = support::Hall::person(u"张三"_s, person);
        card.phone = u"13800000014"_s;
        return card;
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PageRig>();
        m_client = std::make_unique<support::DeskClient>(m_rig->hall);
        m_enquiry = new RoutedEnquiry(*m_client, &m_rig->desk);
        m_case = m_rig->done(u"case.accept"_s, m_rig->hall.application(u"flex-ss"_s, someone(), PageRig::flexAnswers()));
        QVERIFY(m_rig->hall.submitAs(u"1001"_s, u"data.view"_s, m_case, {{u"purpose"_s, QString(u"核对"_s + person)}}).ok());
        QVERIFY(m_rig->hall.sync());
    }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
        m_client.reset();
    }

    void theAuditorFindsWhoLookedAndIsOnRecord()
    {
        sitDown(u"1502"_s);
        open<forms::AuditPage>();
        part<QComboBox>(u"auditType"_s)->setCurrentIndex(1); // seen in full, exports
        part<QLineEdit>(u"auditWords"_s)->setText(u"季度抽查"_s);
        QTest::keyClick(part<QLineEdit>(u"auditActor"_s), Qt::Key_Return);
        QTRY_COMPARE(rows(u"auditTable"_s), 1);
        QVERIFY(facts(u"auditDetail"_s).contains(u"核对610116********0014"_s));
        QVERIFY(facts(u"auditDetail"_s).contains(u"王敏 1001"_s));
        const auto readings = ofCentre(u"audit.read"_s);
        QCOMPARE(readings.size(), 1);
        QVERIFY(readings.first().operation.body[u"purpose"_s].toString().contains(u"季度抽查"_s));
        QCOMPARE(readings.first().operation.body[u"filter"_s].toString(), u"type=data."_s);
        // By a colleague who did nothing: nobody.
        part<QLineEdit>(u"auditActor"_s)->setText(u"1002"_s);
        click(u"auditRead"_s);
        QTRY_COMPARE(rows(u"auditTable"_s), 0);
        // Days in hall time, the last one wholly.
        part<QLineEdit>(u"auditActor"_s)->clear();
        part<QLineEdit>(u"auditFrom"_s)->setText(u"2026-11-20"_s);
        part<QLineEdit>(u"auditTo"_s)->setText(u"2026-11-20"_s);
        click(u"auditRead"_s);
        QTRY_COMPARE(rows(u"auditTable"_s), 1);
        part<QLineEdit>(u"auditFrom"_s)->setText(u"2026-11-21"_s);
        part<QLineEdit>(u"auditTo"_s)->clear();
        click(u"auditRead"_s);
        QTRY_COMPARE(rows(u"auditTable"_s), 0);
        QCOMPARE(ofCentre(u"audit.read"_s).size(), 4);
    }

    void theChainIsCheckedFromTheWindow()
    {
        sitDown(u"1502"_s);
        open<forms::AuditPage>();
        click(u"auditVerify"_s);
        auto *verdict = part<QLabel>(u"auditVerdict"_s);
        QTRY_VERIFY(verdict->text().contains(u"whole"_s));
        m_rig->hall.centreOffice().store().database.run(u"UPDATE journal SET actor = 'nobody' WHERE type = 'data.view'"_s);
        click(u"auditVerify"_s);
        QTRY_VERIFY(verdict->text().contains(u"tampered"_s));
        QVERIFY(m_rig->said.last().contains(u"tampered"_s));
    }

    void whatTheAuditorTakesOutIsOnRecordToo()
    {
        sitDown(u"1502"_s);
        open<forms::AuditPage>();
        click(u"auditExport"_s); // nothing read yet
        QVERIFY(!part<QWidget>(u"auditExportBar"_s)->isVisible());
        click(u"auditRead"_s);
        QTRY_VERIFY(rows(u"auditTable"_s) > 2);
        const int shown = rows(u"auditTable"_s);
        click(u"auditExport"_s);
        click(u"auditExportBar.confirm"_s);
        QTRY_COMPARE(m_rig->hall.archive().journal(0, 1).first().operation.type, u"data.export"_s);
        QCOMPARE(m_rig->hall.archive().journal(0, 1).first().operation.body[u"count"_s].toInt(), shown);
        // Whoever comes next finds nothing of it.
        m_rig->signIn(u"1001"_s);
        QCOMPARE(rows(u"auditTable"_s), 0);
    }

    void nobodyElseReadsTheJournal_data()
    {
        QTest::addColumn<QString>("staff");
        for (const char *number : {"1001", "1003", "1101", "1203", "1301", "1401", "1501", "1503"})
            QTest::newRow(number) << QString::fromLatin1(number);
    }
    void nobodyElseReadsTheJournal()
    {
        QFETCH(QString, staff);
        sitDown(staff);
        QCOMPARE(m_client->send("GET", u"/v1/audit?purpose=x"_s).status, 403);
        QCOMPARE(m_client->send("POST", u"/v1/audit:verify"_s, "{\"purpose\":\"x\"}").status, 403);
        QVERIFY(ofCentre(u"audit.read"_s).isEmpty());
    }

    void withoutAPurposeNothingIsTold()
    {
        sitDown(u"1502"_s);
        QCOMPARE(support::DeskClient::codeOf(m_client->send("GET", u"/v1/audit"_s)), u"data.purpose-lacking"_s);
        sitDown(u"1401"_s);
        QCOMPARE(support::DeskClient::codeOf(m_client->send("POST", QString(u"/v1/subjects/"_s + someone().id + u":collect"_s), "{}")), u"data.purpose-lacking"_s);
        QCOMPARE(m_client->send("POST", QString(u"/v1/subjects/"_s + m_case + u":collect"_s), "{\"purpose\":\"x\"}").status, 404);
        sitDown(u"1203"_s);
        QCOMPARE(m_client->send("POST", QString(u"/v1/subjects/"_s + someone().id + u":collect"_s), "{\"purpose\":\"x\"}").status, 403);
    }

    void aPersonGetsEverythingHeldOnPaperAndAsAFile()
    {
        sitDown(u"1001"_s);
        open<forms::PersonalDataPage>();
        part<QLineEdit>(u"personSearch"_s)->setText(person);
        QTest::keyClick(part<QLineEdit>(u"personSearch"_s), Qt::Key_Return);
        QCOMPARE(rows(u"personTable"_s), 1);
        QVERIFY(facts(u"personFacts"_s).contains(u"610116********0014"_s));
        QVERIFY(!facts(u"personFacts"_s).contains(person));
        QVERIFY(part<QLineEdit>(u"personSearch"_s)->text().isEmpty());
        click(u"personPrint"_s);
        click(u"personPurpose.confirm"_s);
        QTRY_COMPARE(m_rig->printer.papers.size(), 1);
        const domain::Paper paper = m_rig->printer.papers.first();
        QCOMPARE(paper.kind, u"subject-file"_s);
        QCOMPARE(paper.content[u"person"_s][u"number"_s].toString(), person); // it is theirs
        QCOMPARE(paper.content[u"cases"_s].toArray().size(), 1);
        QCOMPARE(paper.content[u"looked"_s][0][u"by"_s].toString(), u"王敏"_s);
        const auto pdf = forms::renderPdf(paper);
        QVERIFY2(pdf.ok(), qPrintable(pdf ? QString() : QString::fromUtf8(QJsonDocument(pdf.refusal().toJson()).toJson())));
        const auto collected = ofCentre(u"subject.collect"_s);
        QCOMPARE(collected.size(), 1);
        QCOMPARE(collected.first().operation.doc, someone().id);
        QVERIFY(!collected.first().operation.body[u"purpose"_s].toString().isEmpty());
        click(u"personSave"_s);
        click(u"personPurpose.confirm"_s);
        const auto files = [this] { return QDir(m_folder.path()).entryList({u"*.json"_s}); };
        QTRY_COMPARE(files().size(), 1);
        QFile file(m_folder.filePath(files().first()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QCOMPARE(QJsonDocument::fromJson(bytes).object()[u"applicant"_s][u"card"_s][u"idNumber"_s].toString(), person);
        QCOMPARE(ofCentre(u"subject.collect"_s).first().operation.body[u"sha256"_s].toString().toLatin1(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    void aPersonIsCorrectedAndMayAskForErasure()
    {
        sitDown(u"1001"_s);
        open<forms::PersonalDataPage>(u"张三"_s);
        QCOMPARE(rows(u"personTable"_s), 1);
        part<QLineEdit>(u"personPhone"_s)->setText(u"123"_s);
        part<QLineEdit>(u"personReason"_s)->setText(u"出示新卡"_s);
        click(u"personCorrect"_s);
        QCOMPARE(m_rig->hall.archive().caseFile(m_case)->applicant.phone, u"13800000014"_s);
        part<QLineEdit>(u"personPhone"_s)->setText(u"13900000013"_s);
        click(u"personCorrect"_s);
        QCOMPARE(m_rig->hall.archive().caseFile(m_case)->applicant.phone, u"13900000013"_s);
        QVERIFY(facts(u"personFacts"_s).contains(u"139****0013"_s));
        part<QLineEdit>(u"personReason"_s)->setText(u"本人要求"_s);
        click(u"personErase"_s);
        QVERIFY(m_rig->hall.sync());
        sitDown(u"1501"_s);
        open<forms::PersonalDataPage>();
        QCOMPARE(rows(u"erasureTable"_s), 1);
        QVERIFY(facts(u"erasureFacts"_s).contains(u"610116********0014"_s));
        QVERIFY(facts(u"erasureFacts"_s).contains(u"A rule keeps it until 2056-11-21"_s));
        QVERIFY(!part<QPushButton>(u"personCorrect"_s)->isEnabled());
        click(u"erasureDecline"_s); // no reason given
        QCOMPARE(rows(u"erasureTable"_s), 1);
        part<QLineEdit>(u"erasureReason"_s)->setText(u"保存期限未届满"_s);
        click(u"erasureDecline"_s);
        QVERIFY(m_rig->hall.sync());
        QTRY_COMPARE(rows(u"erasureTable"_s), 0);
        QVERIFY(m_rig->hall.archive().applicant(someone().id));
    }

    void theSecurityAdministratorErasesForGood()
    {
        QVERIFY(m_rig->hall.submitAs(u"1001"_s, u"erasure.request"_s, m_case, {{u"reason"_s, u"误收"_s}}).ok());
        sitDown(u"1501"_s);
        open<forms::PersonalDataPage>();
        QCOMPARE(rows(u"erasureTable"_s), 1);
        part<QLineEdit>(u"erasureReason"_s)->setText(u"误收, 无保存义务"_s);
        click(u"erasureApprove"_s);
        QVERIFY(m_rig->hall.sync());
        QTRY_COMPARE(rows(u"erasureTable"_s), 0);
        QVERIFY(!m_rig->hall.centreOffice().store().documents.load(m_case));
        QVERIFY(!m_rig->hall.archive().caseFile(m_case));
    }

    void theWindowSaysWhenItsJournalWasChanged()
    {
        forms::ChainWatch watch(m_rig->desk);
        watch.check();
        QTRY_VERIFY(!watch.isBusy());
        QVERIFY(watch.words().contains(u"2 acts"_s));
        m_rig->accept();
        watch.goOn();
        QTRY_VERIFY(!watch.isBusy());
        QVERIFY(watch.words().contains(u"3 acts"_s));
        m_rig->hall.office().store().database.run(u"UPDATE journal SET body = replace(body, '张三', '李四') WHERE n = 1"_s);
        watch.check();
        QTRY_VERIFY(!watch.isBusy());
        QVERIFY(m_rig->said.last().contains(u"tampered"_s));
        QCOMPARE(watch.verdict().n, 1);
    }

    void everyControlHasAName()
    {
        // For looking at: ONEWINDOW_PICTURES=folder keeps what the pages look like.
        const auto keep = [this](const QString &name) {
            if (const QString folder = qEnvironmentVariable("ONEWINDOW_PICTURES"); !folder.isEmpty())
                QVERIFY(m_page->grab().save(QString(folder + u'/' + name + u".png")));
        };
        QVERIFY(m_rig->hall.submitAs(u"1001"_s, u"erasure.request"_s, m_case, {{u"reason"_s, u"误收"_s}}).ok());
        sitDown(u"1502"_s);
        open<forms::AuditPage>();
        QCOMPARE(unnamedFocusables(*m_page).join(u'\n'), QString());
        click(u"auditRead"_s);
        QTRY_VERIFY(rows(u"auditTable"_s) > 0);
        click(u"auditVerify"_s);
        QTRY_VERIFY(part<QLabel>(u"auditVerdict"_s)->text().contains(u"whole"_s));
        keep(u"audit"_s);
        sitDown(u"1501"_s);
        open<forms::PersonalDataPage>();
        QCOMPARE(unnamedFocusables(*m_page).join(u'\n'), QString());
        keep(u"erasures"_s);
        sitDown(u"1001"_s);
        open<forms::PersonalDataPage>(u"张三"_s);
        keep(u"person"_s);
    }
};

QTEST_MAIN(OversightTest)
#include "tst_oversight.moc"
