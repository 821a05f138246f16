// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/papers/paper.h"
#include "domain/papers/papervalues.h"
#include "support/papercase.h"
#include <QSet>
#include <QTest>

using namespace domain;
using support::hallTime;

namespace {

QString textOf(const Paper &paper)
{
    return QString::fromUtf8(QJsonDocument(paper.content).toJson(QJsonDocument::Compact));
}

QJsonObject contentOf(QStringView kind, const PaperContext &context)
{
    return composePaper(kind, context).content;
}

QStringList namesIn(const QJsonValue &rows)
{
    QStringList names;
    for (const QJsonValue &row : rows.toArray())
        names.append(row[u"name"].toString());
    return names;
}

/// What a date in the content reads like: "2026-11-23 1", the weekday last, "?" when provisional.
QString dateText(const QJsonValue &date)
{
    if (!date.isObject())
        return {};
    QString weekday;
    for (int day = 1; day <= 7; ++day) {
        if (date[QString(u'w' + QString::number(day))].toBool())
            weekday += QString::number(day);
    }
    const QString text = u"%1-%2-%3 %4"_qs.arg(date[u"year"].toInt()).arg(date[u"month"].toInt()).arg(date[u"day"].toInt()).arg(weekday);
    return date[u"provisional"].toBool() ? QString(text + u'?') : text;
}

FormField field(const QString &type, const QJsonObject &constraints = {}, const QString &label = QStringLiteral("字段"))
{
    FormField made;
    made.key = QStringLiteral("k");
    made.label = label;
    made.type = type;
    made.constraints = constraints;
    return made;
}

} // namespace

class TestPapers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsFoundByItsCodeOnce();
    void everyPaperADecisionNamesIsAKind_data();
    void everyPaperADecisionNamesIsAKind();
    void anUnknownKindIsAPaperWithoutContentOfItsOwn();
    void hidesTheNumbersOfPersonsExceptInTheirOwnStatement_data();
    void hidesTheNumbersOfPersonsExceptInTheirOwnStatement();
    void showsTheCreditCodeOfAnOrganisation();
    void tellsInstantsInTheTimeOfTheHall();
    void datesSayTheirWeekdayAndWhetherTheyMayMove_data();
    void datesSayTheirWeekdayAndWhetherTheyMayMove();
    void limitsSayTheirUnit_data();
    void limitsSayTheirUnit();
    void onlyDecisionsCarryADocumentNumber_data();
    void onlyDecisionsCarryADocumentNumber();
    void theReceiptNumberStandsForAMissingDocumentNumber();
    void countsReprintsByThePrintingsOfTheCase_data();
    void countsReprintsByThePrintingsOfTheCase();
    void theReceiptListsWhatWasHandedInAndNamesWhatWasNot();
    void theHallsOwnNoticeDaysStandOnTheReceipt_data();
    void theHallsOwnNoticeDaysStandOnTheReceipt();
    void theAcceptanceSaysByWhichDoor_data();
    void theAcceptanceSaysByWhichDoor();
    void theAcceptanceUsesTheLimitsOfTheAnswers();
    void aSupplementDateInAYearWithoutCalendarIsProvisional();
    void theNoticeListsEverythingOfTheLastRound();
    void aLaterNoticeSaysSoAndWhy();
    void whatWasBroughtIsNotCalledOwed();
    void theNoticeForetellsTheDueDates();
    void theRefusalFlagsItsLegalReason_data();
    void theRefusalFlagsItsLegalReason();
    void theUndertakingListsOnlyWhatIsTolerated();
    void theUndertakingSaysWhatTheRegionDoesOnLapse();
    void theCommitmentNamesEveryReplacedMaterial();
    void theCommitmentIsAboutTheLicenceWhereTheItemOrTheAnswerSaysSo_data();
    void theCommitmentIsAboutTheLicenceWhereTheItemOrTheAnswerSaysSo();
    void aFieldIsFilledInByItsType_data();
    void aFieldIsFilledInByItsType();
    void aTableKeepsItsRowsAndLeavesBlankOnesWhenEmpty();
    void narrowFieldsShareARow();
    void theApplicationFormHoldsEveryApplicableFieldAndAnswer();
    void theGuideListsEveryMaterialOrThoseOfTheAnswers();
    void theGuideKnowsNoCase();
    void feesAreSaidInWords_data();
    void feesAreSaidInWords();
    void everyItemOfTheCatalogueHasEveryPaper();
    void absentPartsArePresentAsFalse();
};

void TestPapers::everyKindIsFoundByItsCodeOnce()
{
    QSet<QString> codes;
    for (const PaperKind &kind : paperKinds()) {
        QVERIFY2(!codes.contains(kind.code), qPrintable(kind.code));
        codes.insert(kind.code);
        QCOMPARE(paperKind(kind.code), &kind);
        QVERIFY(kind.copies >= 1);
        QVERIFY(qstrlen(kind.title) > 0);
    }
    QCOMPARE(paperKind(u"receipts"), nullptr);
    for (const char *both : {"receipt", "tolerance-undertaking", "commitment"})
        QCOMPARE(paperKind(QString::fromLatin1(both))->copies, 2);
}

void TestPapers::everyPaperADecisionNamesIsAKind_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<MaterialMark>("mark");
    QTest::newRow("all received") << QString() << MaterialMark::Received;
    QTest::newRow("one tolerated") << u"foodmgr"_qs << MaterialMark::Tolerated;
    QTest::newRow("one on commitment") << u"health"_qs << MaterialMark::Committed;
    QTest::newRow("one in error") << u"layout"_qs << MaterialMark::Defective;
}

void TestPapers::everyPaperADecisionNamesIsAKind()
{
    QFETCH(QString, key);
    QFETCH(MaterialMark, mark);
    PaperContext context = support::paperCase();
    if (!key.isEmpty())
        support::materialOf(context, key).mark = mark;
    const CaseFile &file = context.caseFile;
    Application application;
    application.applicant = file.applicant;
    application.agent = file.agent;
    application.answers = file.answers;
    application.marks = file.materials;
    application.receivedAt = hallTime(2026, 11, 23, 10, 40);
    const Decision decision = decide(context.item, application, context.calendar, context.place.hours);
    QVERIFY(!decision.papers.isEmpty());
    for (const QString &kind : decision.papers)
        QVERIFY2(paperKind(kind), qPrintable(kind));
}

void TestPapers::anUnknownKindIsAPaperWithoutContentOfItsOwn()
{
    const Paper paper = composePaper(u"poem", support::paperCase());
    QCOMPARE(paper.kind, u"poem"_qs);
    QCOMPARE(paper.content[u"is"], QJsonValue(false));
}

void TestPapers::hidesTheNumbersOfPersonsExceptInTheirOwnStatement_data()
{
    QTest::addColumn<QString>("kind");
    for (const PaperKind &kind : paperKinds())
        QTest::newRow(qPrintable(kind.code)) << kind.code;
}

void TestPapers::hidesTheNumbersOfPersonsExceptInTheirOwnStatement()
{
    QFETCH(QString, kind);
    PaperContext context = support::eventfulCase();
    const CaseFile &file = context.caseFile;
    context.fullNumbers = kind == u"application-form" || kind == u"mandate";
    const QString text = textOf(composePaper(kind, context));
    for (const QString &secret : {file.applicant.idNumber, file.applicant.phone, file.agent.idNumber, file.agent.phone})
        QCOMPARE(text.contains(secret), kind == u"application-form" || kind == u"mandate");
    // A parcel bears no number of anybody.
    if (kind != u"application-form" && kind != u"mandate" && kind != u"waybill")
        QVERIFY(text.contains(u"610116********0014"));
}

void TestPapers::showsTheCreditCodeOfAnOrganisation()
{
    PaperContext context = support::paperCase();
    context.caseFile.applicant.kind = u"legal"_qs;
    context.caseFile.applicant.idKind = u"credit-code"_qs;
    context.caseFile.applicant.idNumber = u"91350100M000100Y43"_qs;
    const QJsonObject applicant = contentOf(u"acceptance", context)[u"applicant"].toObject();
    QCOMPARE(applicant[u"number"], QJsonValue(u"91350100M000100Y43"_qs));
    QCOMPARE(applicant[u"idKind"][u"credit-code"], QJsonValue(true));
    QCOMPARE(applicant[u"legal"], QJsonValue(true));
}

void TestPapers::tellsInstantsInTheTimeOfTheHall()
{
    PaperContext context = support::paperCase();
    context.caseFile.receivedAt = QDateTime(QDate(2026, 11, 22), QTime(16, 5), Qt::UTC);
    const QJsonValue at = contentOf(u"receipt", context)[u"receivedAt"];
    QCOMPARE(dateText(at), u"2026-11-23 1"_qs);
    QCOMPARE(at[u"time"], QJsonValue(u"00:05"_qs));
}

void TestPapers::datesSayTheirWeekdayAndWhetherTheyMayMove_data()
{
    QTest::addColumn<QDate>("date");
    QTest::addColumn<bool>("provisional");
    QTest::addColumn<QString>("text");
    QTest::newRow("Monday") << QDate(2026, 11, 23) << false << u"2026-11-23 1"_qs;
    QTest::newRow("a worked Saturday") << QDate(2026, 2, 14) << false << u"2026-2-14 6"_qs;
    QTest::newRow("Sunday") << QDate(2025, 9, 28) << false << u"2025-9-28 7"_qs;
    QTest::newRow("may move") << QDate(2027, 1, 4) << true << u"2027-1-4 1?"_qs;
    QTest::newRow("none") << QDate() << true << QString();
}

void TestPapers::datesSayTheirWeekdayAndWhetherTheyMayMove()
{
    QFETCH(QDate, date);
    QFETCH(bool, provisional);
    QTEST(dateText(dateOf(date, provisional)), "text");
    QCOMPARE(dateOf(date, provisional), dateOf(DueDate{date, {}, provisional}));
}

void TestPapers::limitsSayTheirUnit_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<TimeLimit::Unit>("unit");
    QTest::addColumn<QString>("flag");
    QTest::addColumn<QString>("text");
    QTest::newRow("working days") << 7.0 << TimeLimit::Unit::Workday << u"workday"_qs << u"7"_qs;
    QTest::newRow("days") << 30.0 << TimeLimit::Unit::Day << u"day"_qs << u"30"_qs;
    QTest::newRow("months") << 3.0 << TimeLimit::Unit::Month << u"month"_qs << u"3"_qs;
    QTest::newRow("hours") << 2.5 << TimeLimit::Unit::Hour << u"hour"_qs << u"2.5"_qs;
    QTest::newRow("minutes") << 30.0 << TimeLimit::Unit::Minute << u"minute"_qs << u"30"_qs;
    QTest::newRow("half days") << 1.0 << TimeLimit::Unit::HalfDay << u"halfday"_qs << u"1"_qs;
}

void TestPapers::limitsSayTheirUnit()
{
    QFETCH(double, value);
    QFETCH(TimeLimit::Unit, unit);
    QFETCH(QString, flag);
    const QJsonValue limit = limitOf({value, unit, {}});
    QCOMPARE(limit[u"unit"][flag], QJsonValue(true));
    QCOMPARE(limit[u"unit"].toObject().size(), 1);
    QCOMPARE(limit[u"immediate"], QJsonValue(false));
    QTEST(limit[u"value"].toString(), "text");
    QCOMPARE(limitOf({0, unit, {}})[u"immediate"], QJsonValue(true));
}

void TestPapers::onlyDecisionsCarryADocumentNumber_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("numbered");
    QTest::newRow("receipt") << u"receipt"_qs << false;
    QTest::newRow("acceptance") << u"acceptance"_qs << true;
    QTest::newRow("correction") << u"correction"_qs << true;
    QTest::newRow("non-acceptance") << u"non-acceptance"_qs << true;
    QTest::newRow("tolerance-undertaking") << u"tolerance-undertaking"_qs << false;
    QTest::newRow("commitment") << u"commitment"_qs << false;
    QTest::newRow("application-form") << u"application-form"_qs << false;
}

void TestPapers::onlyDecisionsCarryADocumentNumber()
{
    QFETCH(QString, kind);
    QFETCH(bool, numbered);
    const QJsonValue document = contentOf(kind, support::eventfulCase())[u"document"];
    QCOMPARE(document.isObject(), numbered);
    if (numbered)
        QCOMPARE(document, QJsonValue(QJsonObject{{u"word"_qs, u"长政务受"_qs}, {u"year"_qs, 2026}, {u"number"_qs, u"17"_qs}}));
}

void TestPapers::theReceiptNumberStandsForAMissingDocumentNumber()
{
    PaperContext context = support::paperCase();
    context.documentNumber.clear();
    QCOMPARE(contentOf(u"acceptance", context)[u"document"][u"number"], QJsonValue(context.caseFile.number));
    context.caseFile.number.clear();
    QCOMPARE(contentOf(u"acceptance", context)[u"document"], QJsonValue(false));
}

void TestPapers::countsReprintsByThePrintingsOfTheCase_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("printings");
    QTest::addColumn<int>("notices");
    QTest::addColumn<int>("number");
    QTest::newRow("nothing counted yet") << u"acceptance"_qs << 0 << 0 << 0;
    QTest::newRow("the first") << u"acceptance"_qs << 1 << 0 << 0;
    QTest::newRow("the first reprint") << u"acceptance"_qs << 2 << 0 << 1;
    QTest::newRow("the third reprint") << u"receipt"_qs << 4 << 0 << 3;
    QTest::newRow("a second notice") << u"correction"_qs << 2 << 2 << 0;
    QTest::newRow("a second notice again") << u"correction"_qs << 3 << 2 << 1;
}

void TestPapers::countsReprintsByThePrintingsOfTheCase()
{
    QFETCH(QString, kind);
    QFETCH(int, printings);
    QFETCH(int, notices);
    QFETCH(int, number);
    PaperContext context = support::paperCase();
    context.caseFile.papers[kind] = printings;
    for (int round = 1; round <= notices; ++round)
        context.caseFile.notices.append({round, context.caseFile.receivedAt, {}, {}});
    Paper paper = composePaper(kind, context);
    QCOMPARE(paper.copyNumber, number);
    QCOMPARE(paper.content[u"isReprint"], QJsonValue(number > 0));
    context.copyNumber = 7;
    paper = composePaper(kind, context);
    QCOMPARE(paper.copyNumber, 7);
    QCOMPARE(paper.content[u"reprint"], QJsonValue(7));
}

void TestPapers::theReceiptListsWhatWasHandedInAndNamesWhatWasNot()
{
    PaperContext context = support::eventfulCase();
    CaseMaterial optional = context.caseFile.materials.last();
    optional.key = u"optional"_qs;
    optional.required = false;
    optional.mark = MaterialMark::Lacking;
    const QJsonObject content = contentOf(u"receipt", context);
    context.caseFile.materials.append(optional);
    QCOMPARE(contentOf(u"receipt", context), content);
    context.caseFile.materials.removeLast();
    const QStringList listed = namesIn(content[u"materials"]);
    QCOMPARE(listed.size(), context.caseFile.materials.size() - 2);
    QCOMPARE(content[u"materialCount"].toInt(), int(listed.size()));
    QVERIFY(listed.contains(u"经营场所和主要设备设施布局图"_qs));
    QCOMPARE(namesIn(content[u"missing"]), (QStringList{u"食品安全管理人员任命及培训考核证明"_qs, u"从业人员健康证明"_qs}));
    const QJsonArray rows = content[u"materials"].toArray();
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(rows[i][u"no"].toInt(), int(i) + 1);
    QVERIFY(rows.last()[u"last"].toBool());
}

void TestPapers::theHallsOwnNoticeDaysStandOnTheReceipt_data()
{
    QTest::addColumn<QString>("item");
    QTest::addColumn<int>("hallDays");
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("register_");
    QTest::newRow("licence") << u"food-license"_qs << -1 << 5 << false;
    QTest::newRow("licence, hall on the spot") << u"food-license"_qs << 0 << 0 << false;
    QTest::newRow("licence, hall two days") << u"food-license"_qs << 2 << 2 << false;
    QTest::newRow("registration") << u"company-setup"_qs << -1 << 3 << true;
    QTest::newRow("on the spot") << u"house-transfer"_qs << -1 << 0 << false;
}

void TestPapers::theHallsOwnNoticeDaysStandOnTheReceipt()
{
    QFETCH(QString, item);
    QFETCH(int, hallDays);
    QFETCH(int, days);
    QFETCH(bool, register_);
    PaperContext context = support::paperCase(item, {});
    context.place.noticeDays = hallDays;
    const QJsonValue rule = contentOf(u"receipt", context)[u"rule"];
    QCOMPARE(rule[u"days"].toInt(), days);
    QCOMPARE(rule[u"onTheSpot"].toBool(), days == 0);
    QCOMPARE(rule[u"register"].toBool(), register_);
}

void TestPapers::theAcceptanceSaysByWhichDoor_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QStringList>("flags");
    QTest::newRow("complete") << Route::Complete << QStringList{u"complete"_qs};
    QTest::newRow("tolerance") << Route::Tolerance << QStringList{u"tolerance"_qs};
    QTest::newRow("commitment") << Route::Commitment << QStringList{u"commitment"_qs};
    QTest::newRow("both") << Route::ToleranceAndCommitment << QStringList{u"both"_qs, u"commitment"_qs, u"tolerance"_qs};
    QTest::newRow("deemed") << Route::Deemed << QStringList{u"deemed"_qs};
}

void TestPapers::theAcceptanceSaysByWhichDoor()
{
    QFETCH(Route, route);
    PaperContext context = support::paperCase();
    context.caseFile.route = route;
    const QJsonObject flags = contentOf(u"acceptance", context)[u"route"].toObject();
    QStringList set;
    for (auto flag = flags.begin(); flag != flags.end(); ++flag) {
        if (flag.value().toBool())
            set.append(flag.key());
    }
    set.sort();
    QTEST(set, "flags");
}

void TestPapers::theAcceptanceUsesTheLimitsOfTheAnswers()
{
    // 护士条例 第9条: a change of registration takes 7 working days, not 20.
    const PaperContext change = support::paperCase(u"nurse-reg", {{u"nurse.op"_qs, u"change"_qs}});
    QCOMPARE(contentOf(u"acceptance", change)[u"item"][u"legalLimit"][u"value"], QJsonValue(u"7"_qs));
    const PaperContext first = support::paperCase(u"nurse-reg", {{u"nurse.op"_qs, u"first"_qs}});
    QCOMPARE(contentOf(u"acceptance", first)[u"item"][u"legalLimit"][u"value"], QJsonValue(u"20"_qs));

    const QJsonObject content = contentOf(u"acceptance", support::paperCase());
    QCOMPARE(dateText(content[u"committedDue"]), u"2026-12-2 3"_qs);
    QCOMPARE(dateText(content[u"legalDue"]), u"2026-12-7 1"_qs);
    QCOMPARE(content[u"hasProvisional"], QJsonValue(false));
}

void TestPapers::aSupplementDateInAYearWithoutCalendarIsProvisional()
{
    PaperContext context = support::eventfulCase();
    context.caseFile.legalDue.provisional = true;
    QCOMPARE(contentOf(u"acceptance", context)[u"hasProvisional"], QJsonValue(true));
    QCOMPARE(contentOf(u"tolerance-undertaking", context)[u"hasProvisional"], QJsonValue(false));
    support::materialOf(context, u"foodmgr").due = QDate(2027, 1, 8);
    const QJsonObject content = contentOf(u"tolerance-undertaking", context);
    QCOMPARE(dateText(content[u"tolerated"][0][u"due"]), u"2027-1-8 5?"_qs);
    QCOMPARE(content[u"hasProvisional"], QJsonValue(true));
}

void TestPapers::theNoticeListsEverythingOfTheLastRound()
{
    const QJsonObject content = contentOf(u"correction", support::eventfulCase());
    const QJsonArray defects = content[u"defects"].toArray();
    QCOMPARE(namesIn(defects), (QStringList{u"经营场所和主要设备设施布局图"_qs, u"操作流程文件"_qs}));
    QCOMPARE(defects[0][u"reason"], QJsonValue(u"布局图未标注尺寸"_qs));
    QCOMPARE(defects[0][u"form"][u"original"], QJsonValue(true));
    QCOMPARE(defects[1][u"no"], QJsonValue(2));
    QCOMPARE(content[u"isLaterRound"], QJsonValue(false));

    // A notice may name what the list of the case does not have (any more).
    PaperContext changed = support::eventfulCase();
    changed.caseFile.notices[0].defects.append(QJsonObject{{u"key"_qs, u"gone"_qs}, {u"name"_qs, u"旧材料"_qs}, {u"reason"_qs, u"已过期"_qs}});
    const QJsonValue last = contentOf(u"correction", changed)[u"defects"][2];
    QCOMPARE(last[u"name"], QJsonValue(u"旧材料"_qs));
    QCOMPARE(last[u"form"], QJsonValue(false));
}

void TestPapers::aLaterNoticeSaysSoAndWhy()
{
    PaperContext context = support::eventfulCase();
    CorrectionNotice second = context.caseFile.notices.first();
    second.round = 2;
    second.at = hallTime(2026, 11, 27, 9, 30).toUTC();
    second.supervisorReason = u"首次收件时图纸缺页,未能发现"_qs;
    context.caseFile.notices.append(second);
    const QJsonObject content = contentOf(u"correction", context);
    QCOMPARE(content[u"round"], QJsonValue(2));
    QCOMPARE(content[u"isLaterRound"], QJsonValue(true));
    QCOMPARE(content[u"supervisorReason"], QJsonValue(second.supervisorReason));
    QCOMPARE(dateText(content[u"firstNoticeAt"]), u"2026-11-23 1"_qs);
    QCOMPARE(dateText(content[u"noticeAt"]), u"2026-11-27 5"_qs);
}

void TestPapers::whatWasBroughtIsNotCalledOwed()
{
    PaperContext context = support::paperCase();
    CaseMaterial &material = context.caseFile.materials.first();
    material.mark = MaterialMark::Tolerated;
    material.due = QDate(2026, 11, 27);
    context.caseFile.supplements = {Supplement{1, context.now, {}, {}, {material.key}, {}, {}}};
    const QJsonObject content = contentOf(u"supplement-receipt", context);
    QCOMPARE(content[u"materials"][0][u"mark"][u"received"], QJsonValue(true));
    QCOMPARE(content[u"hasOwed"], QJsonValue(false));
}

void TestPapers::theNoticeForetellsTheDueDates()
{
    PaperContext context = support::eventfulCase();
    const QJsonArray lines = contentOf(u"correction", context)[u"forecast"].toArray();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(dateText(lines[0][u"supplied"]), u"2026-11-24 2"_qs);
    QCOMPARE(dateText(lines[0][u"due"]), u"2026-12-3 4"_qs);
    QCOMPARE(contentOf(u"correction", context)[u"supplementBy"], QJsonValue(false));
    context.supplementBy = QDate(2026, 12, 4);
    QCOMPARE(dateText(contentOf(u"correction", context)[u"supplementBy"]), u"2026-12-4 5"_qs);
}

void TestPapers::theRefusalFlagsItsLegalReason_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("known");
    for (const RefusalReason &reason : refusalReasons())
        QTest::newRow(qPrintable(reason.code)) << reason.code << true;
    QTest::newRow("another") << u"other"_qs << false;
    QTest::newRow("none") << QString() << false;
}

void TestPapers::theRefusalFlagsItsLegalReason()
{
    QFETCH(QString, reason);
    QFETCH(bool, known);
    PaperContext context = support::eventfulCase();
    context.caseFile.refusalReason = reason;
    const QJsonObject content = contentOf(u"non-acceptance", context);
    QCOMPARE(content[u"reasonKnown"].toBool(), known);
    QCOMPARE(content[u"reason"][reason].toBool(), !reason.isEmpty());
    QCOMPARE(content[u"competent"], QJsonValue(u"西安市市场监督管理局"_qs));
    QCOMPARE(content[u"hall"][u"reconsiderationBody"], QJsonValue(u"西安市长安区人民政府"_qs));
    QCOMPARE(content[u"hall"][u"court"], QJsonValue(u"西安铁路运输法院"_qs));
}

void TestPapers::theUndertakingListsOnlyWhatIsTolerated()
{
    const QJsonObject content = contentOf(u"tolerance-undertaking", support::eventfulCase());
    QCOMPARE(namesIn(content[u"tolerated"]), QStringList{u"食品安全管理人员任命及培训考核证明"_qs});
    QCOMPARE(dateText(content[u"tolerated"][0][u"due"]), u"2026-12-7 1"_qs);
    QCOMPARE(content[u"tolerated"][0][u"days"], QJsonValue(10));
}

void TestPapers::theUndertakingSaysWhatTheRegionDoesOnLapse()
{
    PaperContext context = support::eventfulCase();
    QCOMPARE(contentOf(u"tolerance-undertaking", context)[u"lapse"][u"withdraw"], QJsonValue(true));
    context.lapse = u"reject"_qs;
    QCOMPARE(contentOf(u"tolerance-undertaking", context)[u"lapse"], QJsonValue(QJsonObject{{u"reject"_qs, true}}));
}

void TestPapers::theCommitmentNamesEveryReplacedMaterial()
{
    PaperContext context = support::eventfulCase();
    support::materialOf(context, u"foodsys").mark = MaterialMark::Committed;
    const QJsonObject content = contentOf(u"commitment", context);
    QCOMPARE(content[u"committed"].toArray().size(), 2);
    QVERIFY(namesIn(content[u"committed"]).contains(u"从业人员健康证明"_qs));
    QCOMPARE(content[u"hasCommitted"], QJsonValue(true));
    // What is replaced is not demanded any more.
    QVERIFY(!namesIn(content[u"demanded"]).contains(u"从业人员健康证明"_qs));
}

void TestPapers::theCommitmentIsAboutTheLicenceWhereTheItemOrTheAnswerSaysSo_data()
{
    QTest::addColumn<QString>("item");
    QTest::addColumn<QJsonObject>("answers");
    QTest::addColumn<bool>("wholeLicence");
    QTest::newRow("item with the route") << u"food-license"_qs << support::foodAnswers() << true;
    QTest::newRow("item without") << u"small-catering"_qs << QJsonObject() << false;
    QTest::newRow("chosen in answer to a question") << u"eia"_qs << QJsonObject{{u"eia.commit"_qs, true}} << true;
    QTest::newRow("not chosen") << u"eia"_qs << QJsonObject{{u"eia.commit"_qs, false}} << false;
}

void TestPapers::theCommitmentIsAboutTheLicenceWhereTheItemOrTheAnswerSaysSo()
{
    QFETCH(QString, item);
    QFETCH(QJsonObject, answers);
    const PaperContext context = support::paperCase(item, answers);
    QTEST(contentOf(u"commitment", context)[u"wholeLicence"].toBool(), "wholeLicence");
}

void TestPapers::aFieldIsFilledInByItsType_data()
{
    QTest::addColumn<FormField>("form");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QJsonObject>("expected"); // those members that matter
    const QJsonObject options{{u"options"_qs, QJsonArray{u"甲"_qs, u"乙"_qs}}};
    const QJsonObject labelled{{u"options"_qs, QJsonArray{QJsonObject{{u"value"_qs, u"a"_qs}, {u"label"_qs, u"甲"_qs}}}}};
    QTest::newRow("text") << field(u"text"_qs) << QJsonValue(u"文字"_qs) << QJsonObject{{u"text"_qs, u"文字"_qs}, {u"wide"_qs, false}};
    QTest::newRow("nothing") << field(u"text"_qs) << QJsonValue(QJsonValue::Undefined) << QJsonObject{{u"text"_qs, QString()}, {u"yes"_qs, false}, {u"no"_qs, false}};
    QTest::newRow("long text is wide") << field(u"text"_qs) << QJsonValue(QString(40, u'字')) << QJsonObject{{u"wide"_qs, true}};
    QTest::newRow("address is wide") << field(u"address"_qs) << QJsonValue(u"西安"_qs) << QJsonObject{{u"wide"_qs, true}};
    QTest::newRow("whole number") << field(u"number"_qs) << QJsonValue(1200000.0) << QJsonObject{{u"text"_qs, u"1200000"_qs}};
    QTest::newRow("fraction") << field(u"number"_qs) << QJsonValue(128.75) << QJsonObject{{u"text"_qs, u"128.75"_qs}};
    QTest::newRow("yes") << field(u"bool"_qs) << QJsonValue(true) << QJsonObject{{u"yes"_qs, true}, {u"no"_qs, false}, {u"text"_qs, QString()}};
    QTest::newRow("no") << field(u"bool"_qs) << QJsonValue(false) << QJsonObject{{u"yes"_qs, false}, {u"no"_qs, true}};
    QTest::newRow("date") << field(u"date"_qs) << QJsonValue(u"2026-02-27"_qs) << QJsonObject{{u"date"_qs, dateOf(QDate(2026, 2, 27))}, {u"text"_qs, QString()}};
    QTest::newRow("a date that is none stays as typed") << field(u"date"_qs) << QJsonValue(u"去年"_qs) << QJsonObject{{u"date"_qs, false}, {u"text"_qs, u"去年"_qs}};
    const QJsonObject range{{u"from"_qs, dateOf(QDate(2026, 1, 1))}, {u"to"_qs, dateOf(QDate(2026, 12, 31))}};
    QTest::newRow("range as array") << field(u"daterange"_qs) << QJsonValue(QJsonArray{u"2026-01-01"_qs, u"2026-12-31"_qs}) << QJsonObject{{u"range"_qs, range}, {u"wide"_qs, true}};
    QTest::newRow("range as object") << field(u"daterange"_qs) << QJsonValue(QJsonObject{{u"from"_qs, u"2026-01-01"_qs}, {u"to"_qs, u"2026-12-31"_qs}}) << QJsonObject{{u"range"_qs, range}};
    QTest::newRow("range as text") << field(u"daterange"_qs) << QJsonValue(u"2026-01-01/2026-12-31"_qs) << QJsonObject{{u"range"_qs, range}};
    QTest::newRow("one choice") << field(u"select"_qs, options) << QJsonValue(u"乙"_qs) << QJsonObject{{u"text"_qs, u"乙"_qs}};
    QTest::newRow("a choice by its label") << field(u"select"_qs, labelled) << QJsonValue(u"a"_qs) << QJsonObject{{u"text"_qs, u"甲"_qs}};
    QTest::newRow("several choices") << field(u"multiselect"_qs, options) << QJsonValue(QJsonArray{u"甲"_qs, u"乙"_qs})
                                     << QJsonObject{{u"list"_qs, listOf({u"甲"_qs, u"乙"_qs})}, {u"wide"_qs, true}};
    QTest::newRow("computed") << field(u"computed"_qs, {{u"rule"_qs, u"男≥22"_qs}}) << QJsonValue(QJsonValue::Null) << QJsonObject{{u"text"_qs, u"男≥22"_qs}};
    QTest::newRow("bank as object") << field(u"bank"_qs) << QJsonValue(QJsonObject{{u"bank"_qs, u"某银行"_qs}, {u"number"_qs, u"6222"_qs}}) << QJsonObject{{u"text"_qs, u"某银行 6222"_qs}};
}

void TestPapers::aFieldIsFilledInByItsType()
{
    QFETCH(FormField, form);
    QFETCH(QJsonValue, value);
    QFETCH(QJsonObject, expected);
    const QJsonObject filled = fieldOf(form, value);
    for (auto member = expected.begin(); member != expected.end(); ++member)
        QCOMPARE(filled[member.key()], member.value());
}

void TestPapers::aTableKeepsItsRowsAndLeavesBlankOnesWhenEmpty()
{
    const FormField table = field(u"table"_qs, {{u"columns"_qs, QJsonArray{u"姓名"_qs, u"份额"_qs}}});
    const QJsonObject byOrder = fieldOf(table, QJsonArray{QJsonArray{u"张三"_qs, 50}, QJsonArray{u"李四"_qs}});
    QCOMPARE(byOrder[u"rows"].toArray().size(), 2);
    QCOMPARE(byOrder[u"rows"][0][u"cells"][1][u"value"], QJsonValue(u"50"_qs));
    QCOMPARE(byOrder[u"rows"][1][u"cells"][1][u"value"], QJsonValue(QString()));
    const QJsonObject byName = fieldOf(table, QJsonArray{QJsonObject{{u"份额"_qs, u"1/2"_qs}, {u"姓名"_qs, u"王五"_qs}}});
    QCOMPARE(byName[u"rows"][0][u"cells"][0][u"value"], QJsonValue(u"王五"_qs));
    QCOMPARE(byName[u"rows"].toArray().size(), 1);
    const QJsonObject empty = fieldOf(table, QJsonValue());
    QCOMPARE(empty[u"rows"].toArray().size(), 3);
    QCOMPARE(empty[u"rows"][2][u"cells"].toArray().size(), 2);
}

void TestPapers::narrowFieldsShareARow()
{
    const auto row = [](bool wide, bool table = false) { return QJsonObject{{u"wide"_qs, wide}, {u"isTable"_qs, table}}; };
    const QJsonArray rows = formRows({row(false), row(false), row(false), row(true), row(false), row(false, true)});
    QStringList shape;
    for (const QJsonValue &line : rows)
        shape.append(line[u"wide"].toBool() ? u"wide"_qs : u"pair"_qs);
    QCOMPARE(shape, (QStringList{u"pair"_qs, u"wide"_qs, u"wide"_qs, u"wide"_qs}));
    QVERIFY(rows[0][u"right"].isObject());
    QCOMPARE(rows[3][u"right"], QJsonValue(false));
}

void TestPapers::theApplicationFormHoldsEveryApplicableFieldAndAnswer()
{
    PaperContext context = support::paperCase();
    context.caseFile.fields = {{u"premises.area"_qs, 128.5}, {u"food.online"_qs, true}};
    const Checklist checklist = checklistFor(context.item, u"natural", context.caseFile.answers);
    const QJsonObject content = contentOf(u"application-form", context);
    QStringList labels;
    for (const QJsonValue &row : content[u"rows"].toArray()) {
        labels.append(row[u"left"][u"label"].toString());
        if (row[u"right"].isObject())
            labels.append(row[u"right"][u"label"].toString());
    }
    for (const FormField &asked : checklist.fields)
        QCOMPARE(labels.count(asked.label), 1);
    QCOMPARE(labels.size(), checklist.fields.size());
    QVERIFY(textOf(composePaper(u"application-form", context)).contains(u"128.5"));

    const QJsonArray answers = content[u"answers"].toArray();
    QCOMPARE(answers.size(), checklist.questions.size());
    QCOMPARE(answers[0][u"list"], QJsonValue(listOf({u"餐饮服务经营者"_qs})));
    QCOMPARE(answers[1][u"list"], QJsonValue(listOf({u"热食类制售"_qs, u"生食类制售"_qs})));
    QCOMPARE(answers[2][u"list"], QJsonValue(listOf({u"否"_qs})));
}

void TestPapers::theGuideListsEveryMaterialOrThoseOfTheAnswers()
{
    PaperContext context = support::paperCase();
    context.caseFile = {};
    const QJsonObject all = contentOf(u"guide", context);
    QCOMPARE(all[u"materials"].toArray().size(), context.item.materials.size());
    QCOMPARE(all[u"isAnswered"], QJsonValue(false));
    int conditional = 0;
    for (const QJsonValue &material : all[u"materials"].toArray())
        conditional += material[u"conditional"].toBool();
    QVERIFY(conditional > 0);
    QCOMPARE(all[u"materials"][0][u"conditional"], QJsonValue(false));

    context.checklist = checklistFor(context.item, u"natural", support::foodAnswers());
    const QJsonObject mine = contentOf(u"guide", context);
    QCOMPARE(mine[u"materials"].toArray().size(), context.checklist->materials.size());
    QVERIFY(context.checklist->materials.size() < context.item.materials.size());
    QCOMPARE(mine[u"isAnswered"], QJsonValue(true));
    for (const QJsonValue &material : mine[u"materials"].toArray())
        QCOMPARE(material[u"conditional"], QJsonValue(false));
}

void TestPapers::theGuideKnowsNoCase()
{
    const QJsonObject content = contentOf(u"guide", support::paperCase());
    QCOMPARE(content[u"caseNumber"], QJsonValue(QString()));
    QCOMPARE(content[u"document"], QJsonValue(false));
}

void TestPapers::feesAreSaidInWords_data()
{
    QTest::addColumn<QString>("item");
    QTest::addColumn<bool>("free");
    QTest::addColumn<QString>("amount");
    QTest::newRow("free") << u"food-license"_qs << true << QString();
    QTest::newRow("charged") << u"mortgage-reg"_qs << false << u"住宅80元/件;非住宅550元/件"_qs;
    QTest::newRow("free the first time") << u"residence-permit"_qs << true << u"首次申领免费"_qs;
}

void TestPapers::feesAreSaidInWords()
{
    QFETCH(QString, item);
    QFETCH(bool, free);
    QFETCH(QString, amount);
    const QJsonValue fee = contentOf(u"acceptance", support::paperCase(item, {}))[u"item"][u"fee"];
    QCOMPARE(fee[u"free"].toBool(), free);
    QVERIFY(fee[u"amount"].toString().startsWith(amount));
    QCOMPARE(fee[u"amount"].toString().isEmpty(), amount.isEmpty());
}

void TestPapers::everyItemOfTheCatalogueHasEveryPaper()
{
    for (const Item &item : support::catalogue()) {
        const PaperContext context = support::paperCase(item.id, {});
        for (const PaperKind &kind : paperKinds()) {
            const Paper paper = composePaper(kind.code, context);
            QCOMPARE(paper.copies, kind.copies);
            QCOMPARE(paper.qrText, context.qrText);
            QCOMPARE(paper.content[u"item"][u"name"], QJsonValue(item.name));
            QVERIFY2(paper.content[u"is"][kind.code].toBool(), qPrintable(item.id));
        }
    }
}

void TestPapers::absentPartsArePresentAsFalse()
{
    // A member left out inside a list would be looked up outside it: a material without a date would take the case's.
    PaperContext context = support::eventfulCase();
    context.caseFile.agent = {};
    QCOMPARE(contentOf(u"acceptance", context)[u"agent"], QJsonValue(false));
    const QJsonObject common = contentOf(u"acceptance", context);
    const QJsonObject first = common[u"materials"][0].toObject();
    for (const QJsonValue &row : common[u"materials"].toArray())
        QCOMPARE(row.toObject().keys(), first.keys());
    for (const char *member : {"due", "note", "issuer", "defect", "form", "mark"})
        QVERIFY2(first.contains(QLatin1String(member)), member);
}

QTEST_GUILESS_MAIN(TestPapers)
#include "tst_papers.moc"
