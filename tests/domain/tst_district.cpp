// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/catalogue/checklist.h"
#include "domain/decision/decision.h"
#include "domain/district/madeupdistrict.h"
#include "domain/district/madeupname.h"
#include "domain/identity/identitynumber.h"
#include "domain/identity/phone.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 seed = 20261121;

QByteArray resource(const QString &name)
{
    QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/resources/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(name));
    return file.readAll();
}

DistrictGround realGround()
{
    DistrictGround ground;
    ground.items = readCatalogue(resource(u"catalogue/610116.json"_s)).value();
    ground.streets =
        readStreets(resource(u"divisions/divisions.csv"_s), resource(u"divisions/divisions_villages.csv"_s), u"610116");
    ground.calendar =
        WorkCalendar::fromNotices({QJsonDocument::fromJson(resource(u"calendars/2026.json"_s)).object()}).value();
    return ground;
}

const MadeUpDistrict &district()
{
    static const MadeUpDistrict made(seed, realGround());
    return made;
}

const QHash<QString, Item> &items()
{
    static const QHash<QString, Item> byId = [] {
        QHash<QString, Item> all;
        for (const Item &item : realGround().items)
            all[item.id] = item;
        return all;
    }();
    return byId;
}

} // namespace

class TestDistrict : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPersonHasAValidNumberThatAgrees()
    {
        const QDate today(2026, 11, 21);
        QSet<QString> numbers;
        for (qint64 i = 0; i < 20'000; ++i) {
            const MadeUpPerson person = district().person(i);
            const auto number = parseIdentityAs(IdentityKind::CitizenId, person.idNumber, today);
            QVERIFY2(number, qPrintable(person.idNumber));
            QVERIFY(number->warnings.isEmpty());
            QCOMPARE(number->birth, person.birth);
            QCOMPARE(number->sex, person.sex);
            QVERIFY(parseMobile(person.mobile));
            QVERIFY(ageOn(today, person.birth) >= 18);
            QVERIFY(!person.name.isEmpty() && person.address.startsWith(u"陕西省西安市长安区" + person.street));
            numbers << person.idNumber;
        }
        QCOMPARE(numbers.size(), 20'000);
    }

    void noNumberIsOneARegistrationOfficeComesTo()
    {
        for (qint64 i = 0; i < 2'000; ++i) {
            const int sequence = district().person(i).idNumber.mid(14, 3).toInt();
            QVERIFY(sequence >= 900 && sequence <= 995);
        }
    }

    void everyFirmHasAValidCode()
    {
        QSet<QString> codes;
        int individuals = 0;
        for (qint64 i = 0; i < 5'000; ++i) {
            const MadeUpFirm firm = district().firm(i);
            const auto code = parseIdentityAs(IdentityKind::CreditCode, firm.uscc, QDate(2026, 11, 21));
            QVERIFY2(code, qPrintable(firm.uscc));
            QVERIFY(code->warnings.isEmpty());
            QVERIFY(parsePhone(firm.phone));
            QCOMPARE(firm.uscc.first(2), firm.isIndividual ? u"92"_s : u"91"_s);
            QVERIFY(firm.name.startsWith(u"西安"));
            QCOMPARE(firm.name.endsWith(u"有限公司"), !firm.isIndividual);
            QVERIFY(!firm.legalRep.name.isEmpty() && !firm.scope.isEmpty());
            individuals += firm.isIndividual;
            codes << firm.uscc;
        }
        QCOMPARE(codes.size(), 5'000);
        QVERIFY(individuals > 350 && individuals < 650);
    }

    void namesAreAsFrequentAsInTheCountry()
    {
        QHash<QString, int> count;
        const int people = 40'000;
        for (qint64 i = 0; i < people; ++i) {
            const QString name = district().person(i).name;
            for (const QString &surname : {u"王"_s, u"李"_s, u"欧阳"_s, u"\U00020BB7"_s})
                count[surname] += name.startsWith(surname);
            count[u"·"_s] += name.contains(u'·');
        }
        QVERIFY(count[u"王"_s] > people * 0.06 && count[u"王"_s] < people * 0.10);
        QVERIFY(count[u"李"_s] > people * 0.06 && count[u"李"_s] < people * 0.10);
        QVERIFY(count[u"欧阳"_s] > 0 && count[u"欧阳"_s] < people * 0.005);
        QVERIFY(count[u"\U00020BB7"_s] > 0 && count[u"\U00020BB7"_s] < people * 0.003);
        QVERIFY(count[u"·"_s] > 0 && count[u"·"_s] < people * 0.01);
    }

    void theSameSeedMakesTheSameDistrict()
    {
        const MadeUpDistrict again(seed, realGround());
        const MadeUpDistrict other(seed + 1, realGround());
        int different = 0;
        for (qint64 i = 900; i > 0; i -= 7) { // in another order than before
            QCOMPARE(again.visit(i).toJson(), district().visit(i).toJson());
            QCOMPARE(again.person(i), district().person(i));
            QCOMPARE(again.firm(i), district().firm(i));
            different += other.person(i).name != district().person(i).name;
        }
        QVERIFY(different > 100);
        const MadeUpPerson first = MadeUpDistrict(1).person(0);
        QCOMPARE(MadeUpDistrict(1).person(0), first); // needs no ground at all
    }

    void readsTheStreetsOfOneCounty()
    {
        const QList<MadeUpStreet> streets = realGround().streets;
        QCOMPARE(streets.size(), 25);
        QCOMPARE(streets.first().name, u"韦曲街道"_s);
        qsizetype communities = 0;
        for (const MadeUpStreet &street : streets)
            communities += street.communities.size();
        QCOMPARE(communities, 513);
        QVERIFY(readStreets("", "", u"610116").isEmpty());
    }

    void hasTheWindowsOfTheHall()
    {
        const auto &counters = district().counters();
        QCOMPARE(counters.size(), 83);
        QHash<QString, int> windows;
        QSet<QString> ids;
        for (const Counter &counter : counters) {
            ++windows[counter.profile];
            ids << counter.id;
        }
        QCOMPARE(ids.size(), 83);
        for (const Item &item : items())
            QVERIFY2(windows[item.zone] >= 1, qPrintable(item.zone));
        QVERIFY(windows[u"综合受理"_s] > 20);
    }

    void receivesAsManyCasesAsTheRealOne()
    {
        QCOMPARE(district().casesPerDay(), 748); // 185,600 in 248 working days
        const WorkCalendar calendar = realGround().calendar;
        QDateTime before;
        QHash<int, int> byHour;
        for (qint64 i = 0; i < 748 * 20; ++i) {
            const MadeUpCase head = district().head(i);
            QVERIFY(calendar.isWorkday(head.receivedAt.date()));
            QVERIFY(!before.isValid() || before <= head.receivedAt);
            QVERIFY(head.receivedAt.time() >= QTime(9, 0) && head.receivedAt.time() < QTime(17, 0));
            QVERIFY(head.receivedAt.time() < QTime(12, 0) || head.receivedAt.time() >= QTime(13, 30));
            before = head.receivedAt;
            ++byHour[(head.receivedAt.time().msecsSinceStartOfDay() / 60'000 - 30) / 60]; // half past to half past
        }
        QCOMPARE(district().head(0).receivedAt.date(), QDate(2026, 1, 4));
        QCOMPARE(district().head(747).receivedAt.date(), QDate(2026, 1, 4));
        QCOMPARE(district().head(748).receivedAt.date(), QDate(2026, 1, 5));
        const double peak = byHour[9], quiet = byHour[14];
        QVERIFY2(peak / quiet > 3.6 && peak / quiet < 4.4, qPrintable(QString::number(peak / quiet)));
    }

    void goesOnAfterTenYears()
    {
        const MadeUpCase late = district().head(748LL * 3'000);
        QVERIFY(late.receivedAt.date() > QDate(2037, 1, 1));
        QVERIFY(district().head(748LL * 2'600).receivedAt > district().head(748LL * 2'600 - 1).receivedAt);
    }

    void outcomesComeInTheirShares()
    {
        QHash<MadeUpOutcome, int> count;
        int turnedAwayByRule = 0;
        const int cases = 3'000;
        for (qint64 i = 0; i < cases; ++i) {
            const MadeUpCase visit = district().visit(i);
            ++count[visit.outcome];
            turnedAwayByRule += visit.refusalReason == u"no-licence-needed";
        }
        QVERIFY(turnedAwayByRule > 0);
        const auto share = [&](MadeUpOutcome outcome) { return 100.0 * count[outcome] / cases; };
        using enum MadeUpOutcome;
        QVERIFY2(qAbs(share(Complete) - 80) < 3, qPrintable(QString::number(share(Complete))));
        QVERIFY2(qAbs(share(Tolerance) - 8) < 2, qPrintable(QString::number(share(Tolerance))));
        QVERIFY2(qAbs(share(Commitment) - 5) < 2, qPrintable(QString::number(share(Commitment))));
        QVERIFY2(qAbs(share(Notice) - 6) < 2, qPrintable(QString::number(share(Notice))));
        QVERIFY2(qAbs(share(NotAccepted) - 1) < 0.8, qPrintable(QString::number(share(NotAccepted))));
    }

    void everyCaseHoldsTogether()
    {
        QSet<QString> seen;
        for (qint64 i = 0; i < 2'000; ++i) {
            const MadeUpCase visit = district().visit(i);
            const QString what = u"case %1, %2"_s.arg(i).arg(visit.itemId);
            const Item item = items().value(visit.itemId);
            seen << item.id;
            QVERIFY2(item.applicantKinds.contains(visit.applicantKind), qPrintable(what));
            const Checklist list = checklistFor(item, visit.applicantKind, visit.answers);
            QVERIFY2(list.unanswered.isEmpty(), qPrintable(what));
            QCOMPARE(list.answers, visit.answers);
            QCOMPARE(visit.answers[u"agent.present"].toBool(), visit.agent.has_value());

            for (const FormField &field : list.fields) {
                const QJsonValue value = visit.fields.value(field.key);
                if (value.isUndefined()) {
                    QVERIFY2(!field.required || field.type == u"computed", qPrintable(what + u", " + field.key));
                    continue;
                }
                const auto checked = checkField(field, value, visit.receivedAt.date());
                QVERIFY2(checked,
                         qPrintable(what + u", " + field.key + u": " + (checked ? QString() : checked.refusal().code)));
                QCOMPARE(*checked, value);
            }
            for (const QString &key : visit.fields.keys())
                QVERIFY(std::any_of(list.fields.begin(), list.fields.end(),
                                    [&](const FormField &field) { return field.key == key; }));

            QHash<QString, int> marks;
            for (const MaterialRequirement &material : list.materials) {
                const QString mark = visit.materials[material.key].toString();
                ++marks[mark];
                if (mark == u"tolerated")
                    QVERIFY2(material.tolerable && !material.main, qPrintable(what));
                if (mark == u"committed")
                    QVERIFY2(material.commitmentReplaceable, qPrintable(what));
                if (mark == u"lacking" && visit.outcome != MadeUpOutcome::Notice)
                    QVERIFY2(!material.required, qPrintable(what));
                QCOMPARE(visit.defects.contains(material.key), mark == u"defective");
            }
            QCOMPARE(visit.materials.size(), list.materials.size());
            QCOMPARE(marks[u"tolerated"_s] > 0, visit.outcome == MadeUpOutcome::Tolerance);
            QCOMPARE(marks[u"committed"_s] > 0, visit.outcome == MadeUpOutcome::Commitment);
            QCOMPARE(bool(list.refusal),
                     visit.refusalReason == u"no-licence-needed" || (list.refusal && list.refusal->branch == 2));
            const bool isKnownReason =
                visit.refusalReason == u"no-licence-needed" || visit.refusalReason == u"not-competent";
            QVERIFY(visit.refusalReason.isEmpty() || isKnownReason);
            QCOMPARE(visit.refusalReason.isEmpty(), visit.outcome != MadeUpOutcome::NotAccepted);
            QCOMPARE(visit.competent.isEmpty(), visit.refusalReason != u"not-competent");
        }
        QVERIFY2(seen.size() > 50, qPrintable(QString::number(seen.size())));
    }

    void theRulesDecideAsTheCaseWasMeant()
    {
        const WorkCalendar calendar = realGround().calendar;
        for (qint64 i = 0; i < 1'500; ++i) {
            const MadeUpCase visit = district().visit(i);
            Application application;
            application.applicant.id = u"someone"_s;
            application.applicant.kind = visit.applicantKind;
            application.applicant.name = visit.applicantName();
            application.applicant.idNumber = visit.applicantNumber();
            application.answers = visit.answers;
            application.fields = visit.fields;
            application.receivedAt = visit.receivedAt;
            for (const QString &key : visit.materials.keys()) {
                CaseMaterial material;
                material.key = key;
                material.mark = materialMarkFromCode(visit.materials[key].toString()).value();
                material.defect = visit.defects[key].toString();
                application.marks << material;
            }
            const Decision decision = decide(items().value(visit.itemId), application, calendar, OfficeHours{});
            const QHash<MadeUpOutcome, Verdict> meant{{MadeUpOutcome::Complete, Verdict::Accept},
                                                      {MadeUpOutcome::Tolerance, Verdict::AcceptWithTolerance},
                                                      {MadeUpOutcome::Commitment, Verdict::AcceptOnCommitment},
                                                      {MadeUpOutcome::Notice, Verdict::Notify}};
            const bool clerkDecides = visit.outcome == MadeUpOutcome::NotAccepted && !decision.checklist.refusal;
            const Verdict expected = clerkDecides ? Verdict::Accept : meant.value(visit.outcome, Verdict::Refuse);
            QVERIFY2(decision.verdict == expected,
                     qPrintable(u"case %1, %2: %3"_s.arg(i).arg(visit.itemId, toCode(decision.verdict))));
        }
    }

    void theHeadIsTheBeginningOfTheVisit()
    {
        for (qint64 i = 0; i < 200; ++i) {
            const MadeUpCase head = district().head(i), visit = district().visit(i);
            QCOMPARE(head.itemId, visit.itemId);
            QCOMPARE(head.counter, visit.counter);
            QCOMPARE(head.receivedAt, visit.receivedAt);
            QCOMPARE(head.applicantNumber(), visit.applicantNumber());
            QCOMPARE(head.applicantName(), visit.applicantName());
            QVERIFY(head.answers.isEmpty() && head.fields.isEmpty());
        }
    }

    void applicantsComeBackAndFitTheirErrand()
    {
        QHash<QString, int> visits;
        for (qint64 i = 0; i < 20'000; ++i) {
            const MadeUpCase head = district().head(i);
            if (head.applicantKind == u"natural")
                ++visits[head.applicantNumber()];
            const int age = ageOn(head.receivedAt.date(), head.person.birth);
            if (head.itemId == u"elder-allow")
                QVERIFY(age >= 80);
            if (head.itemId == u"birth-reg")
                QVERIFY(age >= 24 && age <= 42);
        }
        const auto returning = std::count_if(visits.begin(), visits.end(), [](int count) { return count > 1; });
        QVERIFY2(returning > 700 && returning < 2'500, qPrintable(QString::number(returning)));
    }

    void makesACatalogueAsLongAsADistricts()
    {
        const QJsonArray real = QJsonDocument::fromJson(resource(u"catalogue/610116.json"_s))[u"items"].toArray();
        const QJsonArray all = withMadeUpItems(real, 2'000);
        QCOMPARE(all.size(), 2'000);
        QSet<QString> ids, names, codes;
        for (const QJsonValue &item : all) {
            ids << item[u"id"].toString();
            names << item[u"name"].toString();
            codes << item[u"taskCode"].toString();
            QCOMPARE(item[u"taskCode"].toString().size(), 33);
        }
        QCOMPARE(ids.size(), 2'000);
        QCOMPARE(names.size(), 2'000);
        QCOMPARE(codes.size(), 2'000);

        const auto read = readCatalogue(QJsonDocument(QJsonObject{{u"items"_s, withMadeUpItems(real, 540)}}).toJson());
        QVERIFY(read);
        QCOMPARE(read->size(), 540);
        QSet<QString> departments;
        for (const Item &item : *read)
            departments << item.department;
        QCOMPARE(departments.size(), 36);
        QCOMPARE(withMadeUpItems(real, 10), real);
    }
};

QTEST_GUILESS_MAIN(TestDistrict)
#include "tst_district.moc"
