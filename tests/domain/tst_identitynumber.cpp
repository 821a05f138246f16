// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/checkcharacter.h"
#include "domain/identity/identitynumber.h"
#include "domain/identity/numbertext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 23);

QStringList codesOf(const QList<Refusal> &refusals)
{
    QStringList codes;
    for (const Refusal &refusal : refusals)
        codes.append(refusal.code);
    return codes;
}

QString withCitizenCheck(QStringView first17) { return first17.toString().append(checkcharacter::ofCitizenNumber(first17)); }

QString withCreditCheck(QStringView first17) { return first17.toString().append(checkcharacter::ofCreditCode(first17)); }

QString shown(const Refusal &refusal)
{
    return QString::fromUtf8(QJsonDocument(refusal.toJson()).toJson(QJsonDocument::Compact));
}

} // namespace

class TestIdentityNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTypedNumbersUniform_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("number");
        QTest::newRow("full width") << u"６１０１１６１９９００３０７００１４"_s << u"610116199003070014"_s;
        QTest::newRow("full width x") << u"11010519491231002ｘ"_s << u"11010519491231002X"_s;
        QTest::newRow("small x") << u"11010519491231002x"_s << u"11010519491231002X"_s;
        QTest::newRow("groups") << u" 610116 1990 0307 0014 "_s << u"610116199003070014"_s;
        QTest::newRow("ideographic space") << u"610116\u3000199003070014"_s << u"610116199003070014"_s;
        QTest::newRow("hyphens and dashes") << u"610116-19900307–0014—"_s << u"610116199003070014"_s;
        QTest::newRow("full-width hyphen") << u"610116－199003070014"_s << u"610116199003070014"_s;
        QTest::newRow("middle dots") << u"610116·19900307・0014•"_s << u"610116199003070014"_s;
        QTest::newRow("invisible characters of a chat") << u"\u202A610116199003070014\u202C\u200B\uFEFF"_s << u"610116199003070014"_s;
        QTest::newRow("scanner's line end") << u"610116199003070014\r\n"_s << u"610116199003070014"_s;
        QTest::newRow("nothing") << u" \t- "_s << QString();
    }
    void makesTypedNumbersUniform()
    {
        QFETCH(QString, typed);
        QFETCH(QString, number);
        QCOMPARE(normaliseNumber(typed), number);
    }

    void takesAndRecognises_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("number");
        QTest::addColumn<QDate>("birth");
        QTest::addColumn<int>("sex");
        QTest::addColumn<QStringList>("warnings");
        const int u = int(Sex::Unknown), m = int(Sex::Male), f = int(Sex::Female);
        const auto row = [](const char *name, const QString &typed, const QString &kind, const QString &number, QDate birth,
                            int sex, const QStringList &warnings = {}) {
            QTest::newRow(name) << typed << kind << number << birth << sex << warnings;
        };
        const auto same = [&row](const QString &typed, const QString &kind, QDate birth, int sex,
                                 const QStringList &warnings = {}) {
            row(qPrintable(typed), typed, kind, typed, birth, sex, warnings);
        };
        // GB 11643-1999
        same(u"11010519491231002X"_s, u"citizen-id"_s, {1949, 12, 31}, f);
        same(u"440524188001010014"_s, u"citizen-id"_s, {1880, 1, 1}, m, {u"identity.age-over-130"_s});
        same(u"360426199101010071"_s, u"citizen-id"_s, {1991, 1, 1}, m);
        same(u"44011320141005001X"_s, u"citizen-id"_s, {2014, 10, 5}, m);
        same(u"412723199010050012"_s, u"citizen-id"_s, {1990, 10, 5}, m);
        same(u"110102199101010078"_s, u"citizen-id"_s, {1991, 1, 1}, m);
        same(u"610116199003070014"_s, u"citizen-id"_s, {1990, 3, 7}, m);
        row("small x", u"44011320141005001x"_s, u"citizen-id"_s, u"44011320141005001X"_s, {2014, 10, 5}, m);
        row("full width in groups", u"６１０１１６ １９９００３０７ ００１４"_s, u"citizen-id"_s, u"610116199003070014"_s, {1990, 3, 7}, m);
        // first generation
        const QStringList old{u"identity.first-generation"_s};
        row("15 digits", u"110105491231002"_s, u"citizen-id"_s, u"11010519491231002X"_s, {1949, 12, 31}, f, old);
        row("15 digits of 610116", u"610116800101001"_s, u"citizen-id"_s, u"610116198001010013"_s, {1980, 1, 1}, m, old);
        row("15 digits of the standard", u"440524880101001"_s, u"citizen-id"_s, u"440524198801010011"_s, {1988, 1, 1}, m, old);
        row("15 digits of a centenarian", u"440524880101996"_s, u"citizen-id"_s, u"440524198801019964"_s, {1988, 1, 1}, f,
            {u"identity.first-generation"_s, u"identity.manual-check"_s});
        // Hong Kong, Macao, Taiwan
        same(u"810000199003071237"_s, u"residence-permit"_s, {1990, 3, 7}, m);
        same(u"820000198511120450"_s, u"residence-permit"_s, {1985, 11, 12}, m);
        same(u"830000197912251002"_s, u"residence-permit"_s, {1979, 12, 25}, f);
        same(u"H12345678"_s, u"hk-macau-permit"_s, {}, u);
        same(u"M12345678"_s, u"hk-macau-permit"_s, {}, u);
        same(u"H1234567801"_s, u"hk-macau-permit"_s, {}, u);
        row("small h", u"h 1234 5678"_s, u"hk-macau-permit"_s, u"H12345678"_s, {}, u);
        same(u"12345678"_s, u"taiwan-permit"_s, {}, u);
        same(u"0012345678"_s, u"taiwan-permit"_s, {}, u);
        row("letter in brackets", u"0012345678（b）"_s, u"taiwan-permit"_s, u"0012345678B"_s, {}, u);
        // foreigners
        same(u"911124198108030024"_s, u"foreigner-id"_s, {1981, 8, 3}, f);
        same(u"932682198501010017"_s, u"foreigner-id"_s, {1985, 1, 1}, m);
        same(u"931012199012010018"_s, u"foreigner-id"_s, {1990, 12, 1}, m);
        same(u"931840199002150411"_s, u"foreigner-id"_s, {1990, 2, 15}, m);
        same(u"CAN110081080310"_s, u"foreigner-id"_s, {1981, 8, 3}, u);
        same(u"CAN110081080311"_s, u"foreigner-id"_s, {1981, 8, 3}, u, {u"identity.foreigner-check-unverified"_s});
        row("child of 2019 on the card of 2017", u"CAN110019080310"_s, u"foreigner-id"_s, u"CAN110019080310"_s, {2019, 8, 3}, u,
            {u"identity.foreigner-check-unverified"_s});
        row("24 was not yet born when the last card of 2017 was issued", u"CAN110024080310"_s, u"foreigner-id"_s,
            u"CAN110024080310"_s, {1924, 8, 3}, u, {u"identity.foreigner-check-unverified"_s});
        // passports
        same(u"E12345678"_s, u"passport"_s, {}, u);
        same(u"EA1234567"_s, u"passport"_s, {}, u);
        same(u"SE1234567"_s, u"passport"_s, {}, u);
        same(u"G12345678"_s, u"passport"_s, {}, u);
        same(u"TK1234567"_s, u"passport"_s, {}, u);
        same(u"512345678"_s, u"passport"_s, {}, u);
        // GB 32100-2015
        for (const QString &code :
             {u"91110000600037341L"_s, u"91350100M000100Y43"_s, u"91440300708461136T"_s, u"91110108551385082Q"_s,
              u"9144030071526726XG"_s, u"11110000092921359M"_s, u"11110108358998354N"_s, u"12441500196720244T"_s})
            same(code, u"credit-code"_s, {}, u);
        row("old registration", u"110108000000016"_s, u"credit-code"_s, u"110108000000016"_s, {}, u, {u"creditcode.old-registration"_s});
    }
    void takesAndRecognises()
    {
        QFETCH(QString, typed);
        QFETCH(QString, kind);
        QFETCH(QString, number);
        QFETCH(QDate, birth);
        QFETCH(int, sex);
        QFETCH(QStringList, warnings);
        const auto identity = parseIdentity(typed, today);
        QVERIFY2(identity.ok(), identity.ok() ? "" : qPrintable(shown(identity.refusal())));
        QCOMPARE(toCode(identity->kind), kind);
        QCOMPARE(identity->number, number);
        QCOMPARE(identity->birth, birth);
        QCOMPARE(int(identity->sex), sex);
        QCOMPARE(codesOf(identity->warnings), warnings);
        QCOMPARE(identity->isLegalPerson(), kind == u"credit-code");

        const auto chosen = parseIdentityAs(identity->kind, typed, today);
        QVERIFY(chosen.ok());
        QCOMPARE(chosen->number, number);
    }

    void refusesAndSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QJsonObject>("facts");
        const auto row = [](const char *name, const QString &typed, const QString &code, const QJsonObject &facts = {}) {
            QTest::newRow(name) << typed << code << facts;
        };
        const QJsonObject check18{{u"position"_s, 18}};
        row("nothing", u""_s, u"identity.empty"_s);
        row("only spaces", u" 　- "_s, u"identity.empty"_s);
        row("a digit too few", u"61011619900307001"_s, u"identity.length"_s, {{u"length"_s, 17}, {u"expected"_s, u"18"_s}});
        row("a digit too many", u"6101161990030700144"_s, u"identity.length"_s, {{u"length"_s, 19}, {u"expected"_s, u"18"_s}});
        row("wrong check", u"36042619910102009X"_s, u"identity.checksum"_s, check18);
        row("one digit mistyped", u"610116199003070015"_s, u"identity.checksum"_s, check18);
        row("two digits swapped", u"610116199003070104"_s, u"identity.checksum"_s, check18);
        row("month 13", u"360426199113010079"_s, u"identity.birth-date"_s, {{u"text"_s, u"19911301"_s}});
        row("30 February", u"11010519490230002X"_s, u"identity.birth-date"_s, {{u"text"_s, u"19490230"_s}});
        row("year 2990", u"610116299003070014"_s, u"identity.birth-in-future"_s, {{u"date"_s, u"2990-03-07"_s}});
        row("29 February of no leap year", u"610116199002290014"_s, u"identity.birth-date"_s, {{u"text"_s, u"19900229"_s}});
        row("born tomorrow", u"610116202611240014"_s, u"identity.birth-in-future"_s, {{u"date"_s, u"2026-11-24"_s}});
        row("letter first", u"T60426199101010078"_s, u"identity.character"_s, {{u"position"_s, 1}, {u"character"_s, u"T"_s}});
        row("O for 0", u"61O116199003070014"_s, u"identity.character"_s, {{u"position"_s, 3}, {u"character"_s, u"O"_s}});
        row("X not last", u"6101161990030700X4"_s, u"identity.character"_s, {{u"position"_s, 17}, {u"character"_s, u"X"_s}});
        row("K last", u"61011619900307001K"_s, u"identity.character"_s, {{u"position"_s, 18}, {u"character"_s, u"K"_s}});
        row("Cyrillic Х last", u"11010519491231002Х"_s, u"identity.character"_s, {{u"position"_s, 18}, {u"character"_s, u"Х"_s}});
        row("no such province", u"170116199003070014"_s, u"identity.province"_s, {{u"code"_s, u"17"_s}});
        row("no such province for a foreigner", u"990426199112010074"_s, u"identity.province"_s, {{u"code"_s, u"90"_s}});
        row("15 digits with month 13", u"610116801301001"_s, u"identity.birth-date"_s, {{u"text"_s, u"19801301"_s}});
        row("permit of no such place", u"810001199003071237"_s, u"identity.province"_s, {{u"code"_s, u"810001"_s}});
        row("permit check", u"810000199003071238"_s, u"identity.checksum"_s, check18);
        row("foreigner check", u"932682198501010018"_s, u"identity.checksum"_s, check18);
        row("foreigner's place of 8", u"832682198501010017"_s, u"identity.province"_s, {{u"code"_s, u"832682"_s}});
        row("foreigner sequence 000", u"932682198501010009"_s, u"identity.sequence"_s, {{u"text"_s, u"000"_s}});
        row("foreigner of 2017 with month 13", u"CAN110081130310"_s, u"identity.birth-date"_s, {{u"text"_s, u"811303"_s}});
        row("HK permit short", u"H1234567"_s, u"identity.length"_s, {{u"length"_s, 8}, {u"expected"_s, u"9, 11"_s}});
        row("credit code check", u"91310115077567433M"_s, u"creditcode.checksum"_s, check18);
        row("credit code letter O", u"91440300708461O36T"_s, u"creditcode.character"_s, {{u"position"_s, 15}, {u"character"_s, u"O"_s}});
        row("credit code letter in the area", u"9144O300708461136T"_s, u"creditcode.character"_s, {{u"position"_s, 5}, {u"character"_s, u"O"_s}});
        row("credit code letter that stands elsewhere", u"9144030A708461136T"_s, u"creditcode.character"_s, {{u"position"_s, 8}, {u"character"_s, u"A"_s}});
        row("credit code of A with wrong check", u"A1110000600037341L"_s, u"creditcode.checksum"_s, check18);
        row("credit code authority", u"B1110000600037341L"_s, u"creditcode.authority"_s, {{u"code"_s, u"B"_s}});
        row("credit code short", u"91440300708461136"_s, u"identity.length"_s, {{u"length"_s, 17}, {u"expected"_s, u"18"_s}});
        row("a name", u"张三"_s, u"identity.unrecognised"_s, {{u"length"_s, 2}});
        row("a mobile number", u"13800000014"_s, u"identity.unrecognised"_s, {{u"length"_s, 11}});
        row("a whole sentence", u"我的身份证号码找不到了，请您帮我查一下"_s, u"identity.unrecognised"_s, {{u"length"_s, 19}});
    }
    void refusesAndSaysWhatIsWrong()
    {
        QFETCH(QString, typed);
        QFETCH(QString, code);
        QFETCH(QJsonObject, facts);
        const auto identity = parseIdentity(typed, today);
        QVERIFY(!identity.ok());
        QCOMPARE(shown(identity.refusal()), shown(Refusal{code, facts}));
    }

    void refusesANumberOfAnotherKind_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QJsonObject>("facts");
        const auto row = [](const char *name, const QString &kind, const QString &typed, const QString &code, const QJsonObject &facts) {
            QTest::newRow(name) << kind << typed << code << facts;
        };
        row("permit as citizen", u"citizen-id"_s, u"810000199003071237"_s, u"identity.other-kind"_s, {{u"kind"_s, u"residence-permit"_s}});
        row("foreigner as citizen", u"citizen-id"_s, u"911124198108030024"_s, u"identity.other-kind"_s, {{u"kind"_s, u"foreigner-id"_s}});
        row("9 and no foreigner", u"citizen-id"_s, u"990426199112010074"_s, u"identity.province"_s, {{u"code"_s, u"99"_s}});
        row("citizen as permit", u"residence-permit"_s, u"610116199003070014"_s, u"identity.province"_s, {{u"code"_s, u"61"_s}});
        row("8 as foreigner", u"foreigner-id"_s, u"832682198501010017"_s, u"identity.character"_s, {{u"position"_s, 1}, {u"character"_s, u"8"_s}});
        row("17 as foreigner", u"foreigner-id"_s, u"93268219850101001"_s, u"identity.length"_s, {{u"length"_s, 17}, {u"expected"_s, u"18, 15"_s}});
        row("citizen as credit code", u"credit-code"_s, u"610116199003070014"_s, u"creditcode.checksum"_s, {{u"position"_s, 18}});
        row("credit code short", u"credit-code"_s, u"91440300708461136"_s, u"creditcode.length"_s, {{u"length"_s, 17}, {u"expected"_s, u"18"_s}});
        row("passport as HK permit", u"hk-macau-permit"_s, u"E12345678"_s, u"identity.character"_s, {{u"position"_s, 1}, {u"character"_s, u"E"_s}});
        row("HK letter inside", u"hk-macau-permit"_s, u"H1234A678"_s, u"identity.character"_s, {{u"position"_s, 6}, {u"character"_s, u"A"_s}});
        row("Taiwan short", u"taiwan-permit"_s, u"1234567"_s, u"identity.length"_s, {{u"length"_s, 7}, {u"expected"_s, u"8, 10, 11"_s}});
        row("Taiwan letter", u"taiwan-permit"_s, u"1234567A"_s, u"identity.character"_s, {{u"position"_s, 8}, {u"character"_s, u"A"_s}});
        row("passport short", u"passport"_s, u"E123"_s, u"identity.length"_s, {{u"length"_s, 4}, {u"expected"_s, u"5–20"_s}});
        row("passport with a sign", u"passport"_s, u"E1234/678"_s, u"identity.character"_s, {{u"position"_s, 6}, {u"character"_s, u"/"_s}});
        row("empty", u"passport"_s, u" "_s, u"identity.empty"_s, {});
    }
    void refusesANumberOfAnotherKind()
    {
        QFETCH(QString, kind);
        QFETCH(QString, typed);
        QFETCH(QString, code);
        QFETCH(QJsonObject, facts);
        const auto identity = parseIdentityAs(*identityKindFromCode(kind), typed, today);
        QVERIFY(!identity.ok());
        QCOMPARE(shown(identity.refusal()), shown(Refusal{code, facts}));
    }

    void takesAKoreanPassportWhenTheClerkSaysSo()
    {
        const auto passport = parseIdentityAs(IdentityKind::Passport, u"M12345678", today);
        QVERIFY(passport.ok());
        QCOMPARE(passport->kind, IdentityKind::Passport);
    }

    void warnsOfAnAreaNobodyKnowsButTakesTheNumber()
    {
        const QSet<QString> known{u"610116"_s};
        QVERIFY(parseIdentity(u"610116199003070014", today, &known)->warnings.isEmpty());
        const auto abolished = parseIdentity(u"360426199101010071", today, &known);
        QVERIFY(abolished.ok());
        QCOMPARE(abolished->warnings, QList<Refusal>{refuse(u"identity.area-unknown", {{u"code"_s, u"360426"_s}})});
    }

    void bornTodayIsBorn()
    {
        QVERIFY(parseIdentity(withCitizenCheck(u"61011620261123001"), today).ok());
    }

    void warnsOnlyBeyondAgeOneHundredAndThirty()
    {
        const auto warningsOfBirth = [](const QString &date) {
            return parseIdentity(withCitizenCheck(QString(u"610116" + date + u"001")), today)->warnings;
        };
        QVERIFY(warningsOfBirth(u"18951124"_s).isEmpty());
        QCOMPARE(codesOf(warningsOfBirth(u"18951123"_s)), QStringList{u"identity.age-over-130"_s});
    }

    void everySingleMistypedDigitIsNoticed()
    {
        const QString right = u"610116199003070014"_s;
        for (qsizetype position = 0; position < 18; ++position)
            for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
                QString typed = right;
                typed[position] = digit;
                QCOMPARE(parseIdentityAs(IdentityKind::CitizenId, typed, today).ok(), typed == right);
            }
    }

    void warnsOfWhatRealCreditCodesSometimesBreak()
    {
        // The ninth character of the organisation code changed from 1 to 2, the outer check made right again.
        const auto inner = parseIdentity(withCreditCheck(u"91110000600037342"), today);
        QVERIFY(inner.ok());
        QCOMPARE(codesOf(inner->warnings), QStringList{u"creditcode.inner-check"_s});

        const auto unusual = parseIdentity(withCreditCheck(u"96110000600037341"), today);
        QVERIFY(unusual.ok());
        QCOMPARE(unusual->warnings, QList<Refusal>{refuse(u"creditcode.category", {{u"code"_s, u"96"_s}})});
    }

    void takesEveryAuthorityOfTheStandard()
    {
        for (const QString &pair : {u"11"_s, u"21"_s, u"31"_s, u"41"_s, u"51"_s, u"54"_s, u"61"_s, u"71"_s, u"81"_s, u"93"_s,
                                    u"A1"_s, u"N2"_s, u"Y1"_s}) {
            const auto code = parseIdentity(withCreditCheck(QString(pair + u"110000600037341")), today);
            QVERIFY2(code.ok(), qPrintable(pair));
            QVERIFY2(code->warnings.isEmpty(), qPrintable(pair));
        }
    }

    void neverTellsTheRightCheckCharacter()
    {
        const auto identity = parseIdentity(u"610116199003070015", today);
        QCOMPARE(identity.refusal().facts.keys(), QStringList{u"position"_s});
    }

    void kindsKeepTheirCodes()
    {
        for (const IdentityKind kind : {IdentityKind::CitizenId, IdentityKind::ResidencePermit, IdentityKind::HkMacauPermit,
                                        IdentityKind::TaiwanPermit, IdentityKind::ForeignerId, IdentityKind::Passport,
                                        IdentityKind::CreditCode})
            QVERIFY(identityKindFromCode(toCode(kind)) == kind);
        QVERIFY(!identityKindFromCode(u"driving-licence"));
        QVERIFY(!identityKindFromCode(u""));
    }

    void masksWhatNeedNotBeSeen_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("shown");
        QTest::newRow("citizen") << u"610116199003070014"_s << u"610116********0014"_s;
        QTest::newRow("first generation") << u"110105491231002"_s << u"110105*****1002"_s;
        QTest::newRow("mobile") << u"13800000014"_s << u"138****0014"_s;
        QTest::newRow("HK permit") << u"H12345678"_s << u"H1****678"_s;
        QTest::newRow("old HK permit") << u"H1234567801"_s << u"H1******801"_s;
        QTest::newRow("Taiwan permit") << u"12345678"_s << u"12***678"_s;
        QTest::newRow("passport") << u"E12345678"_s << u"E1****678"_s;
        QTest::newRow("bank card") << u"6222020200112233445"_s << u"622202*********3445"_s;
        QTest::newRow("short") << u"123456"_s << u"******"_s;
        QTest::newRow("nothing") << QString() << QString();
    }
    void masksNumbersWithinWords_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("shown");
        QTest::newRow("identity number") << u"张三（610116199003070014）来电"_s << u"张三（610116********0014）来电"_s;
        QTest::newRow("mistyped") << u"证号610116199003070015。"_s << u"证号610116********0015。"_s;
        QTest::newRow("ends in x") << u"11010519491231002x"_s << u"110105********002x"_s;
        QTest::newRow("foreigner") << u"911124198108030024"_s << u"911124********0024"_s;
        QTest::newRow("mobile") << u"电话13800000014，下午打"_s << u"电话138****0014，下午打"_s;
        QTest::newRow("two") << u"13800000014/13900000013"_s << u"138****0014/139****0013"_s;
        QTest::newRow("credit code") << u"91350100M000100Y43"_s << u"91350100M000100Y43"_s;
        QTest::newRow("receipt number") << u"610116-2026-0000017-C"_s << u"610116-2026-0000017-C"_s;
        QTest::newRow("item code") << u"1244150019672024434421998060031"_s << u"1244150019672024434421998060031"_s;
        QTest::newRow("milliseconds") << u"1764000000000"_s << u"1764000000000"_s;
        QTest::newRow("plain words") << u"2026年11月20日收件3份"_s << u"2026年11月20日收件3份"_s;
    }
    void masksNumbersWithinWords()
    {
        QFETCH(QString, words);
        QFETCH(QString, shown);
        QCOMPARE(maskedWithin(words), shown);
        QCOMPARE(maskedWithin(QJsonValue(QJsonArray{QJsonObject{{u"a"_s, words}}, 13800000014.0})), QJsonValue(QJsonArray{QJsonObject{{u"a"_s, shown}}, 13800000014.0}));
    }

    void masksWhatNeedNotBeSeen()
    {
        QFETCH(QString, number);
        QFETCH(QString, shown);
        QCOMPARE(masked(number), shown);
    }
};

QTEST_GUILESS_MAIN(TestIdentityNumber)
#include "tst_identitynumber.moc"
