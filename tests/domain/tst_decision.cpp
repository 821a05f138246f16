// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/decision.h"
#include <QFile>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace domain;

/// The one decision function, on the real catalogue: what the window may do, and why.
class DecisionTest : public QObject
{
    Q_OBJECT

    QList<Item> m_items;
    WorkCalendar m_calendar;

    static QByteArray resource(const QString &path)
    {
        QFile file(u":/"_s + path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    const Item &item(const QString &id) const
    {
        return *std::find_if(m_items.begin(), m_items.end(), [&](const Item &known) { return known.id == id; });
    }

    static CaseMaterial marked(const QString &key, MaterialMark mark)
    {
        CaseMaterial material;
        material.key = key;
        material.mark = mark;
        material.defect = mark == MaterialMark::Defective ? u"未签字"_s : QString();
        return material;
    }

    Application foodApplication(const QMap<QString, MaterialMark> &other) const
    {
        Application application;
        application.applicant = {u"x"_s, u"legal"_s, u"西安示例餐饮有限公司"_s, u"credit-code"_s, u"91350100M000100Y43"_s, {}, {}};
        application.answers = {{u"food.subject"_s, u"catering"_s}, {u"food.projects"_s, QJsonArray{u"hot"_s}}, {u"premises.owned"_s, false},
                               {u"food.central"_s, false},         {u"food.online"_s, false},                 {u"agent.present"_s, false}};
        application.receivedAt = QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::OffsetFromUTC, 8 * 3600);
        for (const MaterialRequirement &asked : checklistFor(item(u"food-license"_s), u"legal", application.answers).materials)
            application.marks << marked(asked.key, other.value(asked.key, asked.required ? MaterialMark::Received : MaterialMark::Lacking));
        return application;
    }

    Decision decideFood(const Application &application) const { return decide(item(u"food-license"_s), application, m_calendar, {}); }

private Q_SLOTS:
    void initTestCase()
    {
        const auto items = readCatalogue(resource(u"catalogue/610116.json"_s));
        QVERIFY(items.ok());
        m_items = *items;
        QJsonArray years;
        for (const int year : {2025, 2026})
            years << QJsonDocument::fromJson(resource(u"calendars/%1.json"_s.arg(year))).object();
        const auto calendar = WorkCalendar::fromNotices(years);
        QVERIFY(calendar.ok());
        m_calendar = *calendar;
    }

    void allFiftyFiveItemsOfTheCatalogueCanBeRead() { QCOMPARE(m_items.size(), 55); }

    void everyItemCanBeTakenInEverySingleSituation()
    {
        // Each option of each question, the other questions at their first option: with everything there the office accepts,
        // unless the catalogue itself says this answer means another branch.
        int tried = 0;
        for (const Item &item : m_items) {
            for (const Situation &varied : item.situations) {
                for (const Situation::Option &option : varied.options) {
                    QJsonObject answers;
                    for (const Situation &situation : item.situations) {
                        const QJsonValue value = &situation == &varied ? option.value : situation.options.last().value;
                        answers[situation.id] = situation.type == Situation::Type::Multi ? QJsonValue(QJsonArray{value}) : value;
                    }
                    Application application;
                    application.applicant = {u"x"_s, item.applicantKinds.first(), u"某"_s, {}, {}, {}, {}};
                    application.answers = answers;
                    application.receivedAt = QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::OffsetFromUTC, 8 * 3600);
                    const Checklist list = checklistFor(item, application.applicant.kind, answers);
                    QVERIFY2(list.unanswered.isEmpty(), qPrintable(item.id));
                    for (const MaterialRequirement &asked : list.materials)
                        application.marks << marked(asked.key, MaterialMark::Received);
                    const Decision decision = decide(item, application, m_calendar, {});
                    QCOMPARE(toCode(decision.verdict), toCode(list.refusal ? Verdict::Refuse : Verdict::Accept));
                    QVERIFY(decision.legalDue.isValid());
                    ++tried;
                }
            }
        }
        QVERIFY(tried > 300);
    }

    void decides_data()
    {
        using Marks = QMap<QString, MaterialMark>;
        QTest::addColumn<Marks>("marks");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QStringList>("reasons");
        QTest::addColumn<QStringList>("papers");
        const QStringList notice{u"correction"_s};
        QTest::newRow("all there") << Marks{} << u"accept"_s << QStringList{} << QStringList{u"acceptance"_s};
        QTest::newRow("an optional one lacking") << Marks{{u"lease"_s, MaterialMark::Lacking}} << u"accept"_s << QStringList{} << QStringList{u"acceptance"_s};
        QTest::newRow("a main one lacking") << Marks{{u"layout"_s, MaterialMark::Lacking}} << u"notify"_s << QStringList{u"material.lacking"_s} << notice;
        QTest::newRow("a secondary one lacking, not yet marked") << Marks{{u"flow"_s, MaterialMark::Lacking}} << u"notify"_s << QStringList{u"material.lacking"_s} << notice;
        QTest::newRow("a secondary one tolerated") << Marks{{u"flow"_s, MaterialMark::Tolerated}} << u"tolerate"_s << QStringList{u"material.tolerated"_s} << QStringList{u"acceptance"_s, u"tolerance-undertaking"_s};
        QTest::newRow("a main one can't be tolerated") << Marks{{u"f_food"_s, MaterialMark::Tolerated}} << u"notify"_s << QStringList{u"tolerance.essential-material"_s} << notice;
        QTest::newRow("a certificate replaced") << Marks{{u"health"_s, MaterialMark::Committed}} << u"commit"_s << QStringList{u"material.committed"_s} << QStringList{u"acceptance"_s, u"commitment"_s};
        QTest::newRow("not replaceable") << Marks{{u"flow"_s, MaterialMark::Committed}} << u"notify"_s << QStringList{u"commitment.not-replaceable"_s} << notice;
        QTest::newRow("one tolerated, one replaced") << Marks{{u"flow"_s, MaterialMark::Tolerated}, {u"health"_s, MaterialMark::Committed}} << u"tolerate+commit"_s << QStringList{u"material.tolerated"_s, u"material.committed"_s} << QStringList{u"acceptance"_s, u"tolerance-undertaking"_s, u"commitment"_s};
        QTest::newRow("defective") << Marks{{u"health"_s, MaterialMark::Defective}} << u"notify"_s << QStringList{u"material.defective"_s} << notice;
        QTest::newRow("a defect outweighs a tolerance") << Marks{{u"flow"_s, MaterialMark::Tolerated}, {u"health"_s, MaterialMark::Defective}} << u"notify"_s << QStringList{u"material.defective"_s, u"material.tolerated"_s} << notice;
        QTest::newRow("everything is told at once") << Marks{{u"layout"_s, MaterialMark::Lacking}, {u"health"_s, MaterialMark::Defective}, {u"bizlic"_s, MaterialMark::Lacking}} << u"notify"_s << QStringList{u"material.lacking"_s, u"material.lacking"_s, u"material.defective"_s} << notice;
    }

    void decides()
    {
        using Marks = QMap<QString, MaterialMark>;
        QFETCH(Marks, marks);
        QFETCH(QString, verdict);
        QFETCH(QStringList, reasons);
        QFETCH(QStringList, papers);
        const Decision decision = decideFood(foodApplication(marks));
        QCOMPARE(toCode(decision.verdict), verdict);
        QStringList codes;
        for (const Reason &reason : decision.reasons)
            codes << reason.code;
        QCOMPARE(codes, reasons);
        QCOMPARE(decision.papers, papers);
        QVERIFY(decision.committedDue.date <= decision.legalDue.date);
    }

    void toleratedMaterialsAreDueByTheirOwnDays()
    {
        const Decision decision = decideFood(foodApplication({{u"flow"_s, MaterialMark::Tolerated}, {u"foodmgr"_s, MaterialMark::Tolerated}}));
        QMap<QString, QDate> due;
        for (const CaseMaterial &material : decision.materials)
            due[material.key] = material.due;
        QCOMPARE(due[u"flow"_s], QDate(2026, 11, 27));    // 5 working days
        QCOMPARE(due[u"foodmgr"_s], QDate(2026, 12, 4));  // 10
        QVERIFY(!due[u"layout"_s].isValid());
    }

    void blockedApplicantsGetNoToleranceAndNoCommitment()
    {
        Application application = foodApplication({{u"flow"_s, MaterialMark::Tolerated}});
        application.toleranceBlocked = true;
        QCOMPARE(decideFood(application).reasons.first().code, u"tolerance.blocked"_s);
        application = foodApplication({{u"health"_s, MaterialMark::Committed}});
        application.commitmentBlocked = true;
        QCOMPARE(decideFood(application).reasons.first().code, u"commitment.blocked"_s);
    }

    void asksForWhatIsMissingFirst()
    {
        Application application = foodApplication({{u"layout"_s, MaterialMark::Lacking}});
        application.answers.remove(u"food.online"_s);
        Decision decision = decideFood(application);
        QCOMPARE(decision.verdict, Verdict::Incomplete);
        QCOMPARE(decision.reasons.first().code, u"answer.lacking"_s);
        QCOMPARE(decision.reasons.first().facts[u"id"_s].toString(), u"food.online"_s);
        application = foodApplication({});
        application.applicant = {};
        decision = decideFood(application);
        QCOMPARE(decision.reasons.first().code, u"applicant.lacking"_s);
    }

    void aWrongFieldBlocksAnEmptyOneIsOnlyAHint()
    {
        Application application = foodApplication({});
        Decision decision = decideFood(application);
        QCOMPARE(decision.verdict, Verdict::Accept);
        QCOMPARE(decision.hints.first().code, u"field.empty"_s);
        application.fields[u"org.uscc"_s] = u"91350100M000100Y44"_s;
        decision = decideFood(application);
        QCOMPARE(decision.verdict, Verdict::Incomplete);
        QCOMPARE(decision.reasons.first().facts[u"reason"_s][u"code"_s].toString(), u"creditcode.checksum"_s);
    }

    void leftOverAnswersOpenNothing()
    {
        // "Central kitchen" is asked of caterers only; its answer must not count after the business changed to sales.
        QJsonObject answers = foodApplication({}).answers;
        answers[u"food.central"_s] = true;
        QVERIFY(std::any_of(m_items.begin(), m_items.end(), [](const Item &item) { return item.id == "food-license"_L1; }));
        const auto asks = [&](const QString &key) {
            const auto list = checklistFor(item(u"food-license"_s), u"legal", answers);
            return std::any_of(list.materials.begin(), list.materials.end(), [&](const auto &material) { return material.key == key; });
        };
        QVERIFY(asks(u"waterrep"_s));
        answers[u"food.subject"_s] = u"sales"_s;
        QVERIFY(!asks(u"waterrep"_s));
    }

    void answersChangeTheLimits()
    {
        const Item &nurse = item(u"nurse-reg"_s);
        QCOMPARE(checklistFor(nurse, u"natural", {{u"nurse.op"_s, u"change"_s}}).legalLimit.value, 7);
        QCOMPARE(checklistFor(nurse, u"natural", {}).legalLimit.value, 20);
    }

    void branchesOneAndTwoRefuse()
    {
        Application application;
        application.applicant = {u"x"_s, u"natural"_s, u"张三"_s, {}, {}, {}, {}};
        application.receivedAt = QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::OffsetFromUTC, 8 * 3600);
        application.answers = {{u"marry.foreign"_s, true}, {u"marry.past"_s, false}};
        const Decision decision = decide(item(u"marriage-reg"_s), application, m_calendar, {});
        QCOMPARE(decision.verdict, Verdict::Refuse);
        QCOMPARE(decision.reasons.first().code, u"answer.not-competent"_s);
        QCOMPARE(decision.papers, QStringList{u"non-acceptance"_s});
    }

    void aBrokenCatalogueIsRefusedAndNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("member");
        const auto item = [](const char *change, const char *with) {
            QByteArray good = R"({"items":[{"id":"a","name":"甲","department":"局","applicantKinds":["natural"],"acceptanceRule":"licence5","legalLimit":{"value":5,"unit":"workday"},"commitmentLimit":{"value":1,"unit":"workday"},"situations":[{"id":"s","question":"?","type":"bool","options":[{"value":true,"label":"是"},{"value":false,"label":"否"}],"when":true}],"form":[],"materials":[{"type":"m","name":"材料","when":{"==":[{"var":"s"},true]}}]}]})";
            return good.replace(change, with);
        };
        QTest::newRow("no JSON") << QByteArray("{\"items\": [") << u"catalogue.not-json"_s << QString();
        QTest::newRow("no items") << QByteArray("{}") << u"catalogue.malformed"_s << u"items"_s;
        QTest::newRow("no name") << item("\"name\":\"甲\",", "") << u"catalogue.malformed"_s << u"name"_s;
        QTest::newRow("unknown unit") << item("\"unit\":\"workday\"},\"commit", "\"unit\":\"moon\"},\"commit") << u"catalogue.malformed"_s << u"legalLimit"_s;
        QTest::newRow("unknown rule operator") << item("\"==\"", "\"equals\"") << u"catalogue.rule"_s << u"materials.m"_s;
        QTest::newRow("tolerable without days") << item("\"name\":\"材料\"", "\"name\":\"材料\",\"tolerable\":true") << u"catalogue.malformed"_s << u"materials.m.toleranceDays"_s;
        QTest::newRow("one option") << item(",{\"value\":false,\"label\":\"否\"}", "") << u"catalogue.malformed"_s << u"situations.s.options"_s;
    }

    void aBrokenCatalogueIsRefusedAndNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(QString, member);
        const auto read = readCatalogue(text);
        QVERIFY(!read.ok());
        QCOMPARE(read.refusal().code, code);
        QCOMPARE(read.refusal().facts[u"member"_s].toString(), member);
    }
};

QTEST_GUILESS_MAIN(DecisionTest)
#include "tst_decision.moc"
