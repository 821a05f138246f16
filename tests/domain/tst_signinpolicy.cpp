// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/signinpolicy.h"
#include "domain/access/totp.h"
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::SignInPolicy;
using domain::Totp;

/// What signing in asks of a password and of a second factor.
class TestSignInPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesAPassword_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("code");
        QTest::newRow("good") << u"Kd7-ruhig-am"_s << QString();
        QTest::newRow("long words") << u"correct Horse 7 battery"_s << QString();
        QTest::newRow("Chinese counts as others") << u"山高水长Wind88远"_s << QString();
        QTest::newRow("the made-up district's") << u"changan-2026"_s << QString();
        QTest::newRow("nine") << u"Kd7-ruhig"_s << u"password.too-short"_s;
        QTest::newRow("endless") << QString(200, u'x') << u"password.too-long"_s;
        QTest::newRow("two classes") << u"kd7ruhigam9x"_s << u"password.too-simple"_s;
        QTest::newRow("the number") << u"Xq-31099-ab"_s << u"password.personal"_s;
        QTest::newRow("the name") << u"Xq-王小敏-7ab"_s << u"password.personal"_s;
        QTest::newRow("password") << u"Password2026!"_s << u"password.common"_s;
        QTest::newRow("disguised") << u"P@$$w0rd-2026"_s << u"password.common"_s;
        QTest::newRow("keyboard") << u"1qaz@WSX1qaz@WSX"_s << u"password.common"_s;
        QTest::newRow("row of keys") << u"Qwertyuiop12"_s << u"password.common"_s;
        QTest::newRow("digits in a row") << u"Aa-123456789"_s << u"password.common"_s;
        QTest::newRow("two letters") << u"Aa1Aa1Aa1Aa1"_s << u"password.common"_s;
        QTest::newRow("love") << u"Woaini520!!!"_s << u"password.common"_s;
    }

    void judgesAPassword()
    {
        QFETCH(QString, password);
        QFETCH(QString, code);
        const auto accepted = SignInPolicy().accepts(password, u"31099"_s, u"王小敏"_s);
        QCOMPARE(accepted ? QString() : accepted.refusal().code, code);
    }

    void aDistrictMayAskForMoreButNotForNothing()
    {
        domain::Region region;
        QCOMPARE(SignInPolicy::of(region).lengthMin, 10);
        QVERIFY(SignInPolicy::of(region).needsSecondFactor({u"system-admin"_s}));
        QVERIFY(!SignInPolicy::of(region).needsSecondFactor({u"clerk"_s}));
        region.more[u"signIn"_s] = QJsonObject{{u"lengthMin"_s, 14}, {u"classesMin"_s, 4}, {u"idleMinutes"_s, 2}, {u"secondFactor"_s, QJsonArray{u"clerk"_s}}};
        const SignInPolicy strict = SignInPolicy::of(region);
        QCOMPARE(strict.accepts(u"Kd7-ruhig-am"_s, {}, {}).refusal().code, u"password.too-short"_s);
        QCOMPARE(strict.idleMinutes, 2);
        QVERIFY(strict.needsSecondFactor({u"clerk"_s}));
        region.more[u"signIn"_s] = QJsonObject{{u"lengthMin"_s, 1}, {u"idleMinutes"_s, 0}};
        QCOMPARE(SignInPolicy::of(region).lengthMin, 8);
        QCOMPARE(SignInPolicy::of(region).idleMinutes, 1); // there is always a lock
    }

    void aPasswordGrowsOld()
    {
        const QDateTime made(QDate(2026, 1, 1), QTime(), Qt::UTC);
        const SignInPolicy policy;
        QVERIFY(!policy.isTooOld(made, made.addDays(90)));
        QVERIFY(policy.isTooOld(made, made.addDays(91)));
        QVERIFY(!policy.isTooOld({}, made));
    }

    void triesCostMoreAndMore()
    {
        QCOMPARE(domain::waitAfter(4, 5), 0);
        QCOMPARE(domain::waitAfter(5, 5), 30);
        QCOMPARE(domain::waitAfter(6, 5), 60);
        QCOMPARE(domain::waitAfter(9, 5), 480);
        QCOMPARE(domain::waitAfter(10, 5), 900);
        QCOMPARE(domain::waitAfter(100'000, 5), 900);
    }

    // RFC 6238, appendix B.
    void codesAreThoseOfTheStandard_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("sha1");
        QTest::addColumn<QString>("sha256");
        QTest::addColumn<QString>("sha512");
        const auto row = [](qint64 seconds, const char16_t *sha1, const char16_t *sha256, const char16_t *sha512) {
            QTest::newRow(qPrintable(QString::number(seconds))) << seconds << QString::fromUtf16(sha1) << QString::fromUtf16(sha256) << QString::fromUtf16(sha512);
        };
        row(59, u"94287082", u"46119246", u"90693936");
        row(1111111109, u"07081804", u"68084774", u"25091201");
        row(1111111111, u"14050471", u"67062674", u"99943326");
        row(1234567890, u"89005924", u"91819424", u"93441116");
        row(2000000000, u"69279037", u"90698825", u"38618901");
        row(20000000000, u"65353130", u"77737706", u"47863826");
    }

    void codesAreThoseOfTheStandard()
    {
        QFETCH(qint64, seconds);
        const qint64 step = Totp::stepAt(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC));
        const QByteArray secret = QByteArray("1234567890").repeated(7);
        QTEST(Totp::code(secret.left(20), step, 8), "sha1");
        QTEST(Totp::code(secret.left(32), step, 8, QCryptographicHash::Sha256), "sha256");
        QTEST(Totp::code(secret.left(64), step, 8, QCryptographicHash::Sha512), "sha512");
    }

    void aCodeIsGoodOnceAndForAMinuteAndAHalf()
    {
        const QByteArray secret = "12345678901234567890";
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1234567890, Qt::UTC);
        const qint64 step = Totp::stepAt(now);
        const QString code = Totp::code(secret, step);
        QCOMPARE(code, u"005924"_s);
        QCOMPARE(Totp::match(secret, code, now, 0), step);
        QCOMPARE(Totp::match(secret, u"005 924"_s, now, 0), step);
        QVERIFY(!Totp::match(secret, code, now, step)); // used up
        QCOMPARE(Totp::match(secret, code, now.addSecs(30), 0), step);
        QCOMPARE(Totp::match(secret, code, now.addSecs(-30), 0), step);
        QVERIFY(!Totp::match(secret, code, now.addSecs(60), 0));
        QVERIFY(!Totp::match(secret, code, now.addSecs(-60), 0));
        QVERIFY(!Totp::match(secret, u"005925"_s, now, 0));
        QVERIFY(!Totp::match(secret, {}, now, 0));
        QVERIFY(!Totp::match(secret, u"94287082"_s, now, 0));
    }

    void readsAndWritesBase32()
    {
        for (const auto &[bytes, text] : {std::pair{"", u""_s}, {"f", u"MY"_s}, {"fo", u"MZXQ"_s}, {"foo", u"MZXW6"_s}, {"foob", u"MZXW6YQ"_s}, {"fooba", u"MZXW6YTB"_s}, {"foobar", u"MZXW6YTBOI"_s}}) {
            QCOMPARE(Totp::base32(bytes), text);
            QCOMPARE(*Totp::fromBase32(text), QByteArray(bytes));
        }
        QCOMPARE(*Totp::fromBase32(u"mzxw 6ytb-oi=="_s), QByteArray("foobar"));
        QVERIFY(!Totp::fromBase32(u"M1"_s));
        QVERIFY(!Totp::fromBase32(u"王敏"_s));
        QCOMPARE(Totp::uri("foobar", u"OneWindow"_s, u"1501"_s), u"otpauth://totp/OneWindow:1501?secret=MZXW6YTBOI&issuer=OneWindow&algorithm=SHA1&digits=6&period=30"_s);
    }
};

QTEST_GUILESS_MAIN(TestSignInPolicy)
#include "tst_signinpolicy.moc"
