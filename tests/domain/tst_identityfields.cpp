// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/fieldnumber.h"
#include "domain/identity/phone.h"

#include <QtTest>

using namespace domain;
using namespace Qt::StringLiterals;

class TestIdentityFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesPhones_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("number");
        QTest::addColumn<bool>("mobile");
        const auto row = [](const char *name, const QString &typed, const QString &number, bool mobile) {
            QTest::newRow(name) << typed << number << mobile;
        };
        row("mobile", u"13800000014"_s, u"13800000014"_s, true);
        row("new range", u"19900000014"_s, u"19900000014"_s, true);
        row("groups", u"138 0000 0014"_s, u"13800000014"_s, true);
        row("hyphens", u"138-0000-0014"_s, u"13800000014"_s, true);
        row("full width", u"１３８００００００１４"_s, u"13800000014"_s, true);
        row("+86", u"+86 138 0000 0014"_s, u"13800000014"_s, true);
        row("+86-", u"+86-138-0000-0014"_s, u"13800000014"_s, true);
        row("0086", u"008613800000014"_s, u"13800000014"_s, true);
        row("86", u"8613800000014"_s, u"13800000014"_s, true);
        row("invisible characters of a chat", u"\u202D13800000014\u202C"_s, u"13800000014"_s, true);
        row("Xi'an", u"029-85291234"_s, u"029-85291234"_s, false);
        row("Xi'an without hyphen", u"02985291234"_s, u"029-85291234"_s, false);
        row("Xi'an in brackets", u"(029) 8529 1234"_s, u"029-85291234"_s, false);
        row("Xi'an in full-width brackets", u"（029）85291234"_s, u"029-85291234"_s, false);
        row("extension", u"029-85291234-801"_s, u"029-85291234-801"_s, false);
        row("extension by 转", u"029-85291234转801"_s, u"029-85291234-801"_s, false);
        row("Beijing", u"01062771234"_s, u"010-62771234"_s, false);
        row("Ankang", u"0915-3211234"_s, u"0915-3211234"_s, false);
        row("Tonghua without hyphen", u"04353211234"_s, u"0435-3211234"_s, false);
        row("Suizhou", u"0722 3311234"_s, u"0722-3311234"_s, false);
        row("Hong Kong", u"+852 2123 4567"_s, u"+85221234567"_s, false);
        row("abroad by 00", u"0014165550123"_s, u"+14165550123"_s, false);
        row("landline with +86", u"+86-029-85291234"_s, u"029-85291234"_s, false);
    }
    void takesPhones()
    {
        QFETCH(QString, typed);
        QFETCH(QString, number);
        QFETCH(bool, mobile);
        const auto phone = parsePhone(typed);
        QVERIFY2(phone.ok(), phone.ok() ? "" : qPrintable(phone.refusal().code));
        QCOMPARE(*phone, number);
        const auto asMobile = parseMobile(typed);
        QCOMPARE(asMobile.ok(), mobile);
        if (mobile)
            QCOMPARE(*asMobile, number);
    }

    void refusesPhones_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("mobileCode");
        QTest::addColumn<QString>("phoneCode");
        const auto row = [](const char *name, const QString &typed, const QString &mobileCode, const QString &phoneCode) {
            QTest::newRow(name) << typed << mobileCode << phoneCode;
        };
        row("nothing", u""_s, u"phone.empty"_s, u"phone.empty"_s);
        row("only signs", u" - "_s, u"phone.empty"_s, u"phone.empty"_s);
        row("a digit too few", u"1380000001"_s, u"phone.length"_s, u"phone.length"_s);
        row("a digit too many", u"138000000144"_s, u"phone.length"_s, u"phone.length"_s);
        row("10", u"10800000014"_s, u"phone.not-mobile"_s, u"phone.not-mobile"_s);
        row("11", u"11800000014"_s, u"phone.not-mobile"_s, u"phone.not-mobile"_s);
        row("12", u"12800000014"_s, u"phone.not-mobile"_s, u"phone.not-mobile"_s);
        row("a letter", u"138O0000014"_s, u"phone.character"_s, u"phone.character"_s);
        row("satellite 1349", u"13490000014"_s, u"phone.not-contact"_s, u"phone.not-contact"_s);
        row("satellite 174", u"17400000014"_s, u"phone.not-contact"_s, u"phone.not-contact"_s);
        row("machine 10648", u"1064800000014"_s, u"phone.not-contact"_s, u"phone.not-contact"_s);
        row("machine 1440", u"1440000000014"_s, u"phone.not-contact"_s, u"phone.not-contact"_s);
        row("without area code", u"85291234"_s, u"phone.length"_s, u"phone.area-code-missing"_s);
        row("area code alone", u"029"_s, u"phone.length"_s, u"phone.landline"_s);
        row("number beginning with 1", u"029-15291234"_s, u"phone.not-mobile"_s, u"phone.landline"_s);
        row("extension too long", u"029-85291234-1234567"_s, u"phone.length"_s, u"phone.landline"_s);
        row("words", u"没有电话"_s, u"phone.character"_s, u"phone.character"_s);
    }
    void refusesPhones()
    {
        QFETCH(QString, typed);
        QFETCH(QString, mobileCode);
        QFETCH(QString, phoneCode);
        const auto mobile = parseMobile(typed);
        QVERIFY(!mobile.ok());
        QCOMPARE(mobile.refusal().code, mobileCode);
        const auto phone = parsePhone(typed);
        QVERIFY(!phone.ok());
        QCOMPARE(phone.refusal().code, phoneCode);
    }

    void saysWhichCharacterOfAPhoneIsWrong()
    {
        const auto phone = parseMobile(u"138O0000014");
        QCOMPARE(phone.refusal().facts, (QJsonObject{{u"position"_s, 4}, {u"character"_s, u"O"_s}}));
    }

    void takesPostcodesOfSixDigits()
    {
        QCOMPARE(*parsePostcode(u"７１０１００"), u"710100"_s);
        QCOMPARE(parsePostcode(u"").refusal().code, u"postcode.empty"_s);
        QCOMPARE(parsePostcode(u"71010").refusal(), refuse(u"postcode.length", {{u"length"_s, 5}, {u"expected"_s, u"6"_s}}));
        QCOMPARE(parsePostcode(u"71O100").refusal(), refuse(u"postcode.character", {{u"position"_s, 3}, {u"character"_s, u"O"_s}}));
    }

    void takesBankCardsAndWarnsOfTheCheckDigit()
    {
        const auto right = parseBankCard(u"4111 1111 1111 1111");
        QVERIFY(right.ok());
        QCOMPARE(right->number, u"4111111111111111"_s);
        QVERIFY(right->warnings.isEmpty());
        const auto doubtful = parseBankCard(u"4111111111111112");
        QVERIFY(doubtful.ok());
        QCOMPARE(doubtful->warnings, QList<Refusal>{refuse(u"bankcard.checksum")});
        QCOMPARE(parseBankCard(u"").refusal().code, u"bankcard.empty"_s);
        QCOMPARE(parseBankCard(u"411111111111111").refusal(),
                 refuse(u"bankcard.length", {{u"length"_s, 15}, {u"expected"_s, u"16–19"_s}}));
        QCOMPARE(parseBankCard(u"41111111111111111111").refusal().code, u"bankcard.length"_s);
        QCOMPARE(parseBankCard(u"4111x11111111111").refusal().code, u"bankcard.character"_s);
    }
};

QTEST_GUILESS_MAIN(TestIdentityFields)
#include "tst_identityfields.moc"
