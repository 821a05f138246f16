// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "domain/retention/retention.h"
#include "domain/workorder/workorder.h"
#include "office/auditlog.h"
#include "office/counteraudit.h"
#include "office/drafts.h"
#include "office/store.h"
#include "office/subjectfile.h"
#include "support/decided.h"
#include "support/hall.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Document;
using domain::Region;
using support::Hall;

namespace {
const QString security = u"1501"_s, auditor = u"1502"_s, supervisor = u"1401"_s, clerk = u"1001"_s;
const QString person = u"610116199003070014"_s;

Region regionWith(const QJsonArray &rules)
{
    Region region;
    region.district = u"610116"_s;
    region.more[u"retention"_s] = rules;
    return region;
}
QJsonObject rule(const QString &of, int years, bool approve = true, const QStringList &states = {})
{
    return {{u"of"_s, of}, {u"years"_s, years}, {u"approve"_s, approve}, {u"states"_s, QJsonArray::fromStringList(states)}};
}
QJsonObject flexAnswers() { return {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}; }
}

/// Personal data from the first to the last day: who may see and take them, how long they are kept, what a person may ask for, and
/// that nobody rewrites the record of it.
class PersonalData : public QObject
{
    Q_OBJECT

    static domain::ApplicantCard someone()
    {
        domain::ApplicantCard card = Hall::person(u"张三"_s, person);
        card.phone = u"13800000014"_s;
        return card;
    }
    static QString accept(Hall &hall)
    {
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, someone(), flexAnswers()));
        if (!done)
            qFatal("not accepted: %s", qPrintable(done.refusal().code));
        hall.sync();
        return done->document().id;
    }
    static QString withdrawn(Hall &hall)
    {
        const QString id = accept(hall);
        const auto done = hall.submitAs(clerk, u"case.withdraw"_s, id, {{u"reason"_s, u"不办了"_s}});
        if (!done)
            qFatal("not withdrawn: %s", qPrintable(done.refusal().code));
        hall.sync();
        return id;
    }
    /// The district's rules from now on.
    static void setRules(Hall &hall, const QJsonArray &rules)
    {
        QJsonObject region = hall.centreOffice().rules()->region(u"610116"_s).toJson();
        region[u"retention"_s] = rules;
        const auto done = hall.centreOffice().submit({u"region.define"_s, domain::idFor(u"region:610116"_s), region, {u"centre"_s, {}, {u"centre"_s}, {}, {}}});
        if (!done)
            qFatal("no region: %s", qPrintable(done.refusal().code));
        hall.pull();
    }
    static std::optional<Document> atCentre(Hall &hall, const QString &id) { return hall.centreOffice().store().documents.load(id); }
    static qint64 journalRows(Hall &hall) { return hall.centreOffice().store().database.number(u"SELECT count(*) FROM journal"_s); }
    static void agenda(Hall &hall, QDate day)
    {
        hall.setHallTime(day, QTime(10, 0));
        for (int rounds = 0; rounds < 20; ++rounds) {
            const auto done = hall.centre().doAgenda();
            QVERIFY(done.ok());
            if (*done == 0)
                break;
        }
        hall.pull();
    }
    static QString codeOf(const domain::Result<office::Submitted> &done) { return done ? QString() : done.refusal().code; }

private Q_SLOTS:
    void keepsWhatTheFirstRuleThatFitsSays_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("act");
        QTest::addColumn<QString>("at");
        const QJsonObject ended{{u"state"_s, u"withdrawn"_s}, {u"updatedAt"_s, u"2026-11-20T02:00:00.000Z"_s}};
        const auto with = [](QJsonObject body, const QString &member, const QJsonValue &value) {
            body[member] = value;
            return body;
        };
        QTest::newRow("withdrawn") << u"case"_s << ended << u"retention.propose"_s << u"2029-11-20T02:00:00.000Z"_s;
        QTest::newRow("any other end") << u"case"_s << with(ended, u"state"_s, u"issued"_s) << u"retention.propose"_s << u"2036-11-20T02:00:00.000Z"_s;
        QTest::newRow("by its type") << u"case"_s << with(with(ended, u"state"_s, u"issued"_s), u"caseType"_s, u"即办件"_s) << u"retention.propose"_s << u"2031-11-20T02:00:00.000Z"_s;
        QTest::newRow("open") << u"case"_s << with(ended, u"state"_s, u"accepted"_s) << QString() << QString();
        QTest::newRow("granted, not collected") << u"case"_s << with(ended, u"state"_s, u"granted"_s) << QString() << QString();
        QTest::newRow("held") << u"case"_s << with(ended, u"keepUntil"_s, u"2030-01-01"_s) << u"retention.propose"_s << u"2030-01-01T16:00:00.000Z"_s;
        QTest::newRow("proposed already") << u"case"_s << with(ended, u"erasureProposed"_s, true) << QString() << QString();
        QTest::newRow("scans before the case") << u"case"_s << with(ended, u"attachments"_s, QJsonArray{QJsonObject{{u"sha256"_s, u"a"_s}}}) << u"retention.scans"_s << u"2027-11-20T02:00:00.000Z"_s;
        QTest::newRow("message") << u"message"_s << with(ended, u"state"_s, u"sent"_s) << u"document.erase"_s << u"2027-11-20T02:00:00.000Z"_s;
        QTest::newRow("message that waits") << u"message"_s << with(ended, u"state"_s, u"queued"_s) << QString() << QString();
        QTest::newRow("message nobody saw to") << u"message"_s << with(ended, u"state"_s, u"failed"_s) << QString() << QString();
        QTest::newRow("licence without end") << u"licence"_s << QJsonObject{{u"state"_s, u"valid"_s}} << QString() << QString();
        QTest::newRow("no rule") << u"workorder"_s << QJsonObject{{u"endedAt"_s, u"2026-11-20T02:00:00.000Z"_s}} << QString() << QString();
    }
    void keepsWhatTheFirstRuleThatFitsSays()
    {
        QFETCH(QString, kind);
        QFETCH(QJsonObject, body);
        QFETCH(QString, act);
        QFETCH(QString, at);
        QJsonObject instant = rule(u"case"_s, 5);
        instant[u"caseTypes"_s] = QJsonArray{u"即办件"_s};
        const Region region = regionWith({rule(u"case"_s, 3, true, {u"withdrawn"_s}), instant, rule(u"case"_s, 10), rule(u"scans"_s, 1), rule(u"message"_s, 1, false), rule(u"licence"_s, 1),
                                          QJsonObject{{u"of"_s, u"workorder"_s}, {u"years"_s, 0}}});
        const domain::Agenda agenda = domain::retentionAgenda({u"x"_s, kind, 1, {}, body}, region);
        QCOMPARE(agenda.isEmpty() ? QString() : agenda.first().act, act);
        QCOMPARE(agenda.isEmpty() ? QString() : domain::instantText(agenda.first().at), at);
    }

    void noRuleLetsRecordsOfWorkGoBeforeSixMonths()
    {
        const auto days = domain::retentionRule(regionWith({QJsonObject{{u"of"_s, u"sign-in"_s}, {u"days"_s, 7}}}), u"sign-in");
        QVERIFY(days && days->days >= 183);
    }

    void aPersonDecidesOnEachErasureTheRulesPropose()
    {
        Hall hall;
        setRules(hall, {rule(u"case"_s, 3, true, {u"withdrawn"_s})});
        const QString id = withdrawn(hall), proposal = domain::erasureIdFor(id);
        agenda(hall, QDate(2029, 11, 19));
        QVERIFY(!atCentre(hall, proposal));
        agenda(hall, QDate(2029, 11, 21));
        QVERIFY(atCentre(hall, proposal));
        QVERIFY(atCentre(hall, id)); // not yet
        const auto seen = hall.archive().document(proposal);
        QVERIFY(seen);
        QVERIFY(!QJsonDocument(seen->body).toJson().contains(person.toLatin1()));
        QVERIFY(!QJsonDocument(seen->body).toJson().contains("张三"));
        QCOMPARE(codeOf(hall.submitAs(supervisor, u"document.erase"_s, id, {{u"reason"_s, u"到期"_s}})), u"operation.not-allowed"_s);
        hall.signIn(security);
        QCOMPARE(codeOf(hall.submitAs(security, u"document.erase"_s, id, {{u"reason"_s, u"到期"_s}})), QString());
        QVERIFY(hall.sync());
        QVERIFY(!atCentre(hall, id));
        QVERIFY(!atCentre(hall, proposal));
        QVERIFY(!hall.archive().document(id));
        agenda(hall, QDate(2029, 12, 21)); // and nothing proposes it again
        QVERIFY(!atCentre(hall, proposal));
    }

    void whatIsKeptIsKeptUntilADayAndThenAskedAgain()
    {
        Hall hall;
        setRules(hall, {rule(u"case"_s, 3, true, {u"withdrawn"_s})});
        const QString id = withdrawn(hall), proposal = domain::erasureIdFor(id);
        agenda(hall, QDate(2029, 11, 21));
        hall.signIn(security);
        QCOMPARE(codeOf(hall.submitAs(security, u"erasure.decline"_s, proposal, {{u"reason"_s, u"诉讼未结"_s}, {u"keepUntil"_s, u"2029-11-01"_s}})), u"erasure.until"_s);
        QCOMPARE(codeOf(hall.submitAs(security, u"erasure.decline"_s, proposal, {{u"keepUntil"_s, u"2031-01-31"_s}})), u"reason.lacking"_s);
        QCOMPARE(codeOf(hall.submitAs(security, u"erasure.decline"_s, proposal, {{u"reason"_s, u"诉讼未结"_s}, {u"keepUntil"_s, u"2031-01-31"_s}})), QString());
        QVERIFY(hall.sync());
        QVERIFY(!atCentre(hall, proposal));
        agenda(hall, QDate(2031, 1, 31));
        QVERIFY(!atCentre(hall, proposal));
        agenda(hall, QDate(2031, 2, 2));
        QVERIFY(atCentre(hall, proposal));
    }

    void theCentreErasesByItselfOnlyWhereTheRulesSaySo()
    {
        Hall hall;
        setRules(hall, {rule(u"case"_s, 3, false, {u"withdrawn"_s})});
        const QString id = withdrawn(hall);
        agenda(hall, QDate(2029, 11, 21));
        QVERIFY(!atCentre(hall, id));
        const auto row = hall.centreOffice().store().journal.erasureOf(id);
        QVERIFY(row);
        QCOMPARE(row->operation.actor, u"centre"_s);
        // What it said is out of the journal, that it was done is not.
        for (const auto &line : hall.centreOffice().store().journal.ofDocument(id))
            QVERIFY(line.operation.type == u"document.erase"_s || line.operation.body[u"erased"_s].toBool());
    }

    void aRuleChangedMeanwhileCountsWhenTheDayComes()
    {
        Hall hall;
        setRules(hall, {rule(u"case"_s, 3, false, {u"withdrawn"_s})});
        const QString id = withdrawn(hall);
        setRules(hall, {rule(u"case"_s, 30, false, {u"withdrawn"_s})});
        agenda(hall, QDate(2029, 11, 21));
        QVERIFY(atCentre(hall, id));
        agenda(hall, QDate(2056, 11, 22));
        QVERIFY(!atCentre(hall, id));
    }

    void draftsNobodyTouchedGoByTheirRule()
    {
        Hall hall;
        office::Drafts drafts(hall.office());
        const auto keep = [&](const QString &id, const QDateTime &at) { return drafts.put({id, u"someone"_s, u"草稿"_s, {{u"applicant"_s, person}}, 0, at}).ok(); };
        QVERIFY(keep(u"old"_s, hall.now().addDays(-400)) && keep(u"young"_s, hall.now().addDays(-300)));
        setRules(hall, {});
        QCOMPARE(drafts.dropExpired(u"610116"_s), 0); // no rule: kept
        setRules(hall, {QJsonObject{{u"of"_s, u"draft"_s}, {u"days"_s, 365}}});
        QCOMPARE(drafts.dropExpired(u"610116"_s), 1);
        QCOMPARE(drafts.ofOwner(u"someone"_s).size(), 1);
        QCOMPARE(drafts.ofOwner(u"someone"_s).first().id, u"young"_s);
    }

    void theJournalOnlyGrows()
    {
        Hall hall;
        setRules(hall, {rule(u"case"_s, 1, false), rule(u"scans"_s, 1), rule(u"applicant"_s, 1, false), rule(u"message"_s, 1, false), rule(u"workorder"_s, 1, false), rule(u"rating"_s, 1, false)});
        withdrawn(hall);
        qint64 rows = journalRows(hall);
        const auto grown = [&] {
            const qint64 now = journalRows(hall);
            const bool grows = now >= rows;
            rows = now;
            return grows;
        };
        for (const QDate &day : {QDate(2027, 6, 1), QDate(2027, 12, 1), QDate(2040, 1, 1)}) {
            agenda(hall, day);
            QVERIFY(grown());
            hall.centreOffice().rest();
            QVERIFY(grown());
        }
        // Nor is there a statement that could: rows are written, get their fate and lose words by law.
        QDir sources(QStringLiteral(ONEWINDOW_SOURCE_DIR "/models/storage"));
        int read = 0;
        for (const QString &name : sources.entryList({u"*.cpp"_s})) {
            QFile file(sources.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            static const QRegularExpression deleting(u"(DELETE FROM|TRUNCATE|DROP TABLE) journal\\b(?!_)"_s);
            QVERIFY2(!deleting.match(QString::fromUtf8(file.readAll())).hasMatch(), qPrintable(name));
            ++read;
        }
        QVERIFY(read > 20);
        const auto sound = office::JournalAudit(hall.centreOffice()).verify({});
        QVERIFY(sound->findings.isEmpty());
    }

    void aPersonMayAskForErasureAndForCorrection()
    {
        Hall hall;
        const QString id = accept(hall), applicant = someone().id;
        QCOMPARE(codeOf(hall.submitAs(clerk, u"erasure.request"_s, applicant, {{u"reason"_s, u"本人申请"_s}})), QString());
        QVERIFY(hall.sync());
        const auto proposal = atCentre(hall, domain::erasureIdFor(applicant));
        QVERIFY(proposal);
        QCOMPARE(proposal->body[u"cause"_s].toString(), u"request"_s);
        QCOMPARE(proposal->body[u"title"_s].toString(), u"610116********0014"_s);

        const QJsonObject right{{u"phone"_s, u"13900000013"_s}, {u"reason"_s, u"换号"_s}, {u"cases"_s, QJsonArray{id}}};
        QCOMPARE(codeOf(hall.submitAs(auditor, u"applicant.correct"_s, applicant, right)), u"operation.not-allowed"_s);
        QCOMPARE(codeOf(hall.submitAs(clerk, u"applicant.correct"_s, applicant, {{u"phone"_s, u"1"_s}})), u"reason.lacking"_s);
        QCOMPARE(codeOf(hall.submitAs(clerk, u"applicant.correct"_s, applicant, {{u"reason"_s, u"x"_s}, {u"name"_s, u" "_s}})), u"operation.malformed"_s);
        QCOMPARE(codeOf(hall.submitAs(clerk, u"applicant.correct"_s, applicant, right)), QString());
        QVERIFY(hall.sync());
        QCOMPARE(atCentre(hall, applicant)->body[u"card"_s][u"phone"_s].toString(), u"13900000013"_s);
        QCOMPARE(atCentre(hall, id)->body[u"applicant"_s][u"phone"_s].toString(), u"13900000013"_s);
        QCOMPARE(atCentre(hall, id)->body[u"applicant"_s][u"idNumber"_s].toString(), person);
        // A case that is over says what was said then.
        QVERIFY(hall.submitAs(clerk, u"case.withdraw"_s, id, {{u"reason"_s, u"不办了"_s}}).ok());
        QCOMPARE(codeOf(hall.submitAs(clerk, u"applicant.correct"_s, applicant, right)), u"operation.malformed"_s);
    }

    void everythingAboutAPersonComesTogether()
    {
        Hall hall;
        const QString id = accept(hall);
        QVERIFY(hall.submitAs(clerk, u"data.view"_s, id, {{u"purpose"_s, u"电话通知"_s}, {u"what"_s, u"手机"_s}}).ok());
        QVERIFY(hall.submitAs(clerk, u"workorder.register"_s, {}, {{u"source"_s, u"12345"_s}, {u"words"_s, u"太慢"_s}, {u"personName"_s, u"张三"_s}, {u"personPhone"_s, u"13800000014"_s},
                                                                    {u"department"_s, u"市场监督管理局"_s}}).ok());
        QVERIFY(hall.sync());
        support::decideAtCentre(hall, id);
        const office::SubjectFile files(hall.centreOffice());
        const auto file = files.collect(someone().id, {u"d/610116"_s});
        QVERIFY(file.ok());
        QCOMPARE((*file)[u"applicant"_s][u"card"_s][u"idNumber"_s].toString(), person);
        QCOMPARE((*file)[u"cases"_s].toArray().size(), 1);
        QVERIFY(!(*file)[u"messages"_s].toArray().isEmpty());
        QCOMPARE((*file)[u"workorders"_s].toArray().size(), 1);
        QCOMPARE((*file)[u"looked"_s].toArray().size(), 1);
        QCOMPARE((*file)[u"looked"_s][0][u"by"_s].toString(), u"王敏"_s);
        QCOMPARE((*file)[u"looked"_s][0][u"purpose"_s].toString(), u"电话通知"_s);
        QVERIFY(!file->contains(u"ratings"_s));
        QCOMPARE(files.collect(someone().id, {u"d/421302"_s}).refusal().code, u"document.unknown"_s); // another district's business
        QCOMPARE(files.collect(id, {u"d/610116"_s}).refusal().code, u"document.unknown"_s);
    }

    void lookingNeedsAPurposeAndExportsAHash()
    {
        Hall hall;
        const QString id = accept(hall);
        QCOMPARE(codeOf(hall.submitAs(clerk, u"data.view"_s, id, {{u"purpose"_s, u"  "_s}})), u"data.purpose-lacking"_s);
        QCOMPARE(codeOf(hall.submitAs(clerk, u"data.view"_s, domain::newId(hall.now()), {{u"purpose"_s, u"看看"_s}})), u"document.unknown"_s);
        const QString hash = QString::fromLatin1(QByteArray(32, 'x').toHex());
        QCOMPARE(codeOf(hall.submitAs(clerk, u"data.export"_s, {}, {{u"purpose"_s, u"报表"_s}, {u"what"_s, u"cases"_s}, {u"count"_s, 1}, {u"sha256"_s, hash}})), u"operation.not-allowed"_s);
        QCOMPARE(codeOf(hall.submitAs(supervisor, u"data.export"_s, {}, {{u"purpose"_s, u"报表"_s}, {u"what"_s, u"cases"_s}, {u"count"_s, 1}})), u"operation.malformed"_s);
        QCOMPARE(codeOf(hall.submitAs(supervisor, u"data.export"_s, {}, {{u"purpose"_s, u"报表"_s}, {u"what"_s, u"cases"_s}, {u"count"_s, 1}, {u"sha256"_s, hash}})), QString());
    }

    void auditorsReadWhoDidWhatButNotAboutWhom()
    {
        Hall hall;
        const QString id = accept(hall);
        QVERIFY(hall.submitAs(clerk, u"data.view"_s, id, {{u"purpose"_s, QString(u"核对"_s + person)}}).ok());
        hall.setNow(hall.now().addSecs(3600));
        QVERIFY(hall.submitAs(u"1002"_s, u"data.view"_s, id, {{u"purpose"_s, u"核对"_s}}).ok());
        QVERIFY(hall.sync());
        const office::AuditLog log(hall.centreOffice());
        const auto lines = [&](const office::AuditFilter &filter) {
            const auto page = log.page(filter, u"610116"_s, 0, 500);
            return page ? page->lines : QList<office::AuditLine>();
        };
        QCOMPARE(lines({{}, u"data."_s, {}, {}, {}}).size(), 2);
        QCOMPARE(lines({{}, u"data.view"_s, id, {}, {}}).size(), 2);
        QCOMPARE(lines({hall.staff(u"1002"_s).staffId, u"data."_s, {}, {}, {}}).size(), 1);
        QCOMPARE(lines({{}, u"data."_s, {}, hall.now().addSecs(-60), {}}).size(), 1);
        QCOMPARE(lines({{}, u"data."_s, {}, {}, hall.now().addSecs(-60)}).size(), 1);
        const auto all = lines({});
        QVERIFY(all.size() > 3);
        for (const office::AuditLine &line : all) {
            const QByteArray told = QJsonDocument(line.toJson()).toJson();
            QVERIFY2(!told.contains(person.toLatin1()) && !told.contains("张三") && !told.contains("13800000014"), told.constData());
        }
        const office::AuditLine first = lines({{}, u"data."_s, {}, {}, hall.now().addSecs(-60)}).first();
        QCOMPARE(first.actorName, u"王敏 1001"_s);
        QCOMPARE(first.facts[u"purpose"_s].toString(), u"核对610116********0014"_s);
        QCOMPARE(office::AuditLine::fromJson(first.toJson())->toJson(), first.toJson());
        // Another district's auditor sees none of it.
        const auto elsewhere = log.page({}, u"421302"_s, 0, 500);
        for (const office::AuditLine &line : elsewhere->lines)
            QCOMPARE(line.actor, u"centre"_s);
        // Page by page, the same lines.
        QList<qint64> walked;
        for (qint64 before = 0;;) {
            const auto page = log.page({}, u"610116"_s, before, 2);
            for (const office::AuditLine &line : page->lines)
                walked << line.seq;
            if (page->before == 0)
                break;
            before = page->before;
        }
        QCOMPARE(walked.size(), all.size());
        const auto sound = log.verify(hall.place().id, u"610116"_s, {});
        QVERIFY(sound->findings.isEmpty());
        QCOMPARE(log.verify(hall.place().id, u"421302"_s, {}).refusal().code, u"journal.place-unknown"_s);
        hall.centreOffice().store().database.run(u"UPDATE journal SET actor = 'nobody' WHERE type = 'data.view'"_s);
        const auto changed = log.verify(hall.place().id, u"610116"_s, {});
        QCOMPARE(changed->findings.size(), 2);
    }

    void aWindowFindsWhatWasDoneToItsOwnJournal_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("fault");
        QTest::newRow("nothing") << QString() << u"none"_s;
        QTest::newRow("words changed") << u"UPDATE journal SET body = replace(body, '张三', '李四') WHERE n = 2"_s << u"changed"_s;
        QTest::newRow("another clerk") << u"UPDATE journal SET body = replace(body, 'clerk', 'chief') WHERE n = 3"_s << u"changed"_s;
        QTest::newRow("link made anew") << u"UPDATE journal SET hash = x'00' WHERE n = 2"_s << u"changed"_s;
        QTest::newRow("one removed") << u"DELETE FROM journal WHERE n = 2"_s << u"removed"_s;
        QTest::newRow("the first removed") << u"DELETE FROM journal WHERE n = 1"_s << u"removed"_s;
        QTest::newRow("the last removed") << u"DELETE FROM journal WHERE n = 4"_s << u"removed"_s;
        QTest::newRow("two swapped") << u"UPDATE journal SET n = CASE n WHEN 2 THEN -3 ELSE -2 END WHERE n IN (2, 3); "_s << u"removed"_s;
    }
    void aWindowFindsWhatWasDoneToItsOwnJournal()
    {
        QFETCH(QString, sql);
        QFETCH(QString, fault);
        Hall hall;
        for (int i = 0; i < 4; ++i)
            QVERIFY(hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, someone(), flexAnswers())).ok());
        if (!sql.isEmpty())
            hall.office().store().database.run(sql.section(u';', 0, 0));
        office::CounterAudit audit(hall.office());
        audit.restart();
        while (audit.step(3)) { }
        QCOMPARE(toCode(audit.verdict().fault), fault);
        QVERIFY(audit.verdict().isDone);
        if (fault != u"none"_s)
            return;
        QCOMPARE(audit.verdict().rows, 4);
        QVERIFY(hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, someone(), flexAnswers())).ok());
        audit.resume();
        while (audit.step(3)) { }
        QVERIFY(audit.verdict().isSound());
        QCOMPARE(audit.verdict().rows, 5);
        // Signed by somebody else: chained as it should be, and yet not ours.
        auto row = *hall.office().store().journal.byNumber(hall.office().stream(), 5);
        row.operation.signature = QString::fromLatin1(QByteArray(64, 's').toBase64());
        const QByteArray before = hall.office().store().journal.byNumber(hall.office().stream(), 4)->hash;
        row.hash = domain::chainHash(before, row.operation);
        hall.office().store().journal.moveTo(row);
        audit.restart();
        while (audit.step(3)) { }
        QCOMPARE(toCode(audit.verdict().fault), u"unsigned"_s);
    }

    void whatTheLawTookFromAWindowsJournalIsNoTampering()
    {
        Hall hall;
        const QString id = withdrawn(hall);
        accept(hall);
        hall.signIn(security);
        QVERIFY(hall.submitAs(security, u"document.erase"_s, id, {{u"reason"_s, u"法院判决"_s}}).ok());
        QVERIFY(hall.sync());
        office::CounterAudit audit(hall.office());
        audit.restart();
        while (audit.step(100)) { }
        QCOMPARE(toCode(audit.verdict().fault), u"none"_s);
        hall.office().store().journal.redact(id); // as where the words go as well
        audit.restart();
        while (audit.step(1)) { }
        QCOMPARE(toCode(audit.verdict().fault), u"none"_s);
        QVERIFY(audit.verdict().erased > 0);
    }
};

QTEST_GUILESS_MAIN(PersonalData)
#include "tst_personaldata.moc"
