// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/catalogue/checklist.h"
#include "forms/intake/intakecase.h"
#include "forms/intake/valueeditor.h"
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using forms::IntakeCase;

class IntakeCaseTest : public QObject
{
    Q_OBJECT

    static IntakeCase filled()
    {
        IntakeCase typed;
        typed.id = u"case-1"_s;
        typed.applicant = {u"a-1"_s, u"natural"_s, u"张三"_s, u"citizen-id"_s, u"610116199003070014"_s, u"13800000014"_s, u"韦曲街道1号"_s};
        typed.sex = u"male"_s;
        typed.birth = QDate(1990, 3, 7);
        typed.cardValidTo = QDate(2040, 1, 1);
        typed.agent = {u"李四"_s, u"61011619880101002X"_s, u"13900000002"_s};
        typed.itemId = u"food-license"_s;
        typed.itemVersion = 2;
        typed.answers = {{u"premises.owned"_s, false}};
        typed.fields = {{u"premises.address"_s, u"郭杜街道2号"_s}};
        typed.markFor(u"lease"_s).mark = domain::MaterialMark::Received;
        typed.priority = u"老年人"_s;
        typed.supervisorReason = u"材料版本更新"_s;
        typed.begunAt = QDateTime(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC);
        typed.workedSeconds = 66;
        typed.touched = true;
        return typed;
    }
    static domain::FormField field(const QString &key, const QString &semantic, const QString &type = u"text"_s)
    {
        domain::FormField field;
        field.key = key;
        field.semantic = semantic;
        field.type = type;
        return field;
    }

private Q_SLOTS:
    void comesBackFromADraftAsItWas()
    {
        const IntakeCase typed = filled();
        const QByteArray onDisk = QJsonDocument(typed.toJson()).toJson();
        const IntakeCase back = IntakeCase::fromJson(QJsonDocument::fromJson(onDisk).object());
        QCOMPARE(back.toJson(), typed.toJson());
        QCOMPARE(back.mark(u"lease")->mark, domain::MaterialMark::Received);
        QVERIFY(!back.isBlank());
    }

    void takesADraftOfAnyShapeWithoutFailing()
    {
        QVERIFY(IntakeCase::fromJson({}).itemId.isEmpty());
        QVERIFY(IntakeCase::fromJson({{u"marks"_s, 5}, {u"applicant"_s, u"x"_s}, {u"begunAt"_s, true}}).marks.isEmpty());
    }

    void keepsTheTicksOfEachItem()
    {
        IntakeCase typed = filled();
        typed.itemId = u"marriage-reg"_s;
        QVERIFY(!typed.mark(u"lease"));
        typed.itemId = u"food-license"_s;
        QVERIFY(typed.mark(u"lease"));
    }

    void asksForNothingTheNumberHasToldAlready()
    {
        domain::Item item;
        domain::Situation kind, agent;
        kind.id = u"applicant.kind"_s;
        agent.id = u"agent.present"_s;
        item.situations = {kind, agent};
        IntakeCase typed = filled();
        typed.answers[u"applicant.kind"_s] = u"legal"_s; // left over from another applicant
        QCOMPARE(typed.answersFor(item)[u"applicant.kind"_s].toString(), u"natural"_s);
        QCOMPARE(typed.answersFor(item)[u"agent.present"_s].toBool(), true);
        typed.answers[u"agent.present"_s] = false;
        QCOMPARE(typed.answersFor(item)[u"agent.present"_s].toBool(), false);
    }

    void fillsFieldsByTheirMeaning_data()
    {
        QTest::addColumn<QString>("semantic");
        QTest::addColumn<QString>("expected");
        QTest::newRow("name") << u"person.name"_s << u"张三"_s;
        QTest::newRow("number") << u"person.idNo"_s << u"610116199003070014"_s;
        QTest::newRow("kind of paper") << u"person.idType"_s << u"居民身份证"_s;
        QTest::newRow("phone") << u"person.mobile"_s << u"13800000014"_s;
        QTest::newRow("address") << u"person.address"_s << u"韦曲街道1号"_s;
        QTest::newRow("agent") << u"agent.name"_s << u"李四"_s;
        QTest::newRow("agent's number") << u"agent.idNo"_s << u"61011619880101002X"_s;
        QTest::newRow("of an organisation, not of a person") << u"org.name"_s << u"示例餐饮"_s;
        QTest::newRow("known from an earlier case") << u"premises.address"_s << u"老地方3号"_s;
        QTest::newRow("no meaning") << QString() << QString();
    }
    void fillsFieldsByTheirMeaning()
    {
        QFETCH(QString, semantic);
        QFETCH(QString, expected);
        domain::Applicant known;
        known.known = {{u"org.name"_s, u"示例餐饮"_s}, {u"premises.address"_s, u"老地方3号"_s}, {u"agent.name"_s, u"别人的经办人"_s}};
        QCOMPARE(filled().fieldValue(field(u"some.field"_s, semantic), &known).toString(), expected);
    }

    void lastWordIsWhatWasTyped()
    {
        domain::Applicant known;
        known.known = {{u"premises.address"_s, u"老地方3号"_s}};
        QCOMPARE(filled().fieldValue(field(u"premises.address"_s, u"premises.address"_s), &known).toString(), u"郭杜街道2号"_s);
    }

    void writesOneFactInOnePlace()
    {
        IntakeCase typed = filled();
        QVERIFY(typed.cardText(u"person.mobile"_s) == &typed.applicant.phone);
        QVERIFY(typed.cardText(u"agent.mobile"_s) == &typed.agent.phone);
        QVERIFY(!typed.cardText(u"org.phone"_s));    // the applicant is a person
        QVERIFY(!typed.cardText(u"person.name"_s));  // identity is typed in column 1 only
        QVERIFY(typed.isIdentity(field(u"x"_s, u"person.name"_s)));
        QVERIFY(!typed.isIdentity(field(u"x"_s, u"org.name"_s)));
    }

    void nobodyIsDecidedUponByAWrongNumber()
    {
        IntakeCase typed = filled();
        typed.numberWrong = true;
        const domain::Application application = typed.application(domain::Item(), nullptr);
        QVERIFY(!application.applicant.isValid());
    }

    void aCaseTakenUpAgainBringsItsMarks()
    {
        domain::CaseFile file;
        file.id = u"c"_s;
        file.number = u"610116-2026-0000017-C"_s;
        file.itemId = u"marriage-reg"_s;
        file.itemVersion = 1;
        domain::CaseMaterial photo;
        photo.key = u"photo1"_s;
        photo.mark = domain::MaterialMark::Defective;
        photo.noticedInRound = 1;
        file.materials = {photo};
        const IntakeCase typed = IntakeCase::fromCase(file);
        QVERIFY(typed.resumed && typed.isBlank());
        QCOMPARE(typed.mark(u"photo1")->noticedInRound, 1);
        QCOMPARE(typed.number, file.number);
    }

    void titleNamesWhatIsKnown()
    {
        IntakeCase typed;
        QCOMPARE(typed.title({}), QString());
        typed.applicant.idNumber = u"610116199003070014"_s;
        QCOMPARE(typed.title({}), u"610116********0014"_s);
        typed.applicant.name = u"张三"_s;
        QCOMPARE(typed.title(u"转移登记"_s), u"张三 · 转移登记"_s);
    }

    void readsDatesAsPeopleTypeThem_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QDate>("expected");
        const QDate day(2026, 12, 4);
        for (const char *typed : {"2026-12-04", "20261204", "2026.12.4", "2026/12/04", "2026年12月4日", "２０２６－１２－０４", "12-4", "12月4日"})
            QTest::newRow(typed) << QString::fromUtf8(typed) << day;
        for (const char *typed : {"", "4", "2026-13-01", "2026-02-30", "12345", "tomorrow", "2026-12"})
            QTest::newRow(typed) << QString::fromUtf8(typed) << QDate();
    }
    void readsDatesAsPeopleTypeThem()
    {
        QFETCH(QString, typed);
        QFETCH(QDate, expected);
        QCOMPARE(forms::dateFromTyped(typed, QDate(2026, 11, 20)), expected);
    }

    void readsMonthsAndInstants()
    {
        QCOMPARE(forms::monthFromTyped(u"202612"_s), u"2026-12"_s);
        QCOMPARE(forms::monthFromTyped(u"2026年1月"_s), u"2026-01"_s);
        QCOMPARE(forms::monthFromTyped(u"2026-13"_s), QString());
        const QDate today(2026, 11, 20);
        QCOMPARE(forms::dateTimeFromTyped(u"2026-11-19 8:30"_s, today), u"2026-11-19T08:30"_s);
        QCOMPARE(forms::dateTimeFromTyped(u"20261119 08:30"_s, today), u"2026-11-19T08:30"_s);
        QCOMPARE(forms::dateTimeFromTyped(u"11-19 8:30"_s, today), u"2026-11-19T08:30"_s);
        QCOMPARE(forms::dateTimeFromTyped(u"2026-11-19"_s, today), QString());
        QCOMPARE(forms::dateTimeFromTyped(u"2026-11-19 25:00"_s, today), QString());
    }
};

QTEST_GUILESS_MAIN(IntakeCaseTest)
#include "tst_intakecase.moc"
