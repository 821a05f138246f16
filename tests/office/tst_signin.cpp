// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/totp.h"
#include "office/centresignin.h"
#include "office/devicekey.h"
#include "office/passwordseal.h"
#include "office/signinverifier.h"
#include "office/store.h"
#include "support/hall.h"
#include <QElapsedTimer>
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Totp;
using office::CentreSignIn;
using support::Hall;

namespace {

const QString first = u"Kd7-ruhig-am"_s, second = u"Neu-am-Fluss-8"_s;
const office::Actor centreActor{u"centre"_s, {}, {u"centre"_s}, {}, {}};

/// One centre, and people who come to its door.
class Door
{
public:
    Hall hall;

    Door() { QVERIFY(hall.centre().setPassword(u"1001"_s, first).ok()); }

    CentreSignIn::Asked asked(const QString &number, const QString &password, const QString &device = u"here"_s, const QByteArray &address = "10.0.0.1") const
    {
        return {number, password, {}, {}, {number, device, address}};
    }
    /// "" when somebody got in, else why not.
    QString enter(const CentreSignIn::Asked &asked, const office::FactorTokenJudge *judge = nullptr)
    {
        CentreSignIn door(hall.centreOffice(), judge);
        const auto checked = door.check(asked);
        if (!checked) {
            facts = checked.refusal().facts;
            return checked.refusal().code;
        }
        const auto done = door.finish(asked, *checked);
        facts = done ? QJsonObject() : done.refusal().facts;
        if (done)
            last = *done;
        return done ? QString() : done.refusal().code;
    }
    QString enter(const QString &number, const QString &password) { return enter(asked(number, password)); }
    QString change(const QString &number, const QString &from, const QString &to)
    {
        CentreSignIn::Asked asking = asked(number, from);
        asking.newPassword = to;
        return enter(asking);
    }
    QString enterWithCode(const QString &number, const QString &password, const QString &code)
    {
        CentreSignIn::Asked asking = asked(number, password);
        asking.code = code;
        return enter(asking);
    }
    void pass(qint64 seconds) { hall.setNow(hall.now().addSecs(seconds)); }
    /// What the district asks for.
    void decree(const QJsonObject &signIn)
    {
        domain::Region region = hall.centreOffice().rules()->region(u"610116"_s);
        region.district = u"610116"_s;
        region.more[u"signIn"_s] = signIn;
        const auto done = hall.centreOffice().submit({u"region.define"_s, domain::idFor(u"region:610116"_s), region.toJson(), centreActor});
        QVERIFY2(done.ok(), done ? "" : qPrintable(done.refusal().code));
        hall.pull();
    }
    /// Sets up a second factor for 王敏; gives its secret.
    QByteArray enrol()
    {
        decree({{u"secondFactor"_s, QJsonArray{u"clerk"_s}}});
        if (enter(u"1001"_s, first) != "sign-in.factor-enrol"_L1)
            return {};
        const QByteArray secret = *Totp::fromBase32(facts[u"secret"_s].toString());
        return enterWithCode(u"1001"_s, first, Totp::code(secret, Totp::stepAt(hall.now()))).isEmpty() ? secret : QByteArray();
    }

    QJsonObject facts;
    CentreSignIn::SignedIn last;
};

/// A USB key in a test: an Ed25519 key whose "certificate" is the public key.
class SimulatedToken : public office::FactorToken
{
public:
    explicit SimulatedToken(char seed) : m_key(office::DeviceKey::fromSeed(QByteArray(32, seed))) {}
    QByteArray certificate() const override { return m_key->publicKey(); }
    domain::Result<QByteArray> sign(const QByteArray &challenge, const QString &pin) override
    {
        if (pin != "8642"_L1)
            return domain::refuse(u"token.pin", {{u"left"_s, 2}});
        return m_key->sign(challenge);
    }

private:
    std::unique_ptr<office::DeviceKey> m_key;
};

class SimulatedAuthority : public office::FactorTokenJudge
{
public:
    QHash<QByteArray, QString> issued; ///< certificate → staff number
    domain::Result<QString> judge(const QByteArray &certificate, const QByteArray &challenge, const QByteArray &signature) const override
    {
        if (!issued.contains(certificate))
            return domain::refuse(u"token.certificate");
        return office::DeviceKey::verify(certificate, challenge, signature) ? domain::Result<QString>(issued[certificate]) : domain::Result<QString>(domain::refuse(u"token.signature"));
    }
};

} // namespace

/// Who gets in, at the centre and at a window without it.
class SignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRightPasswordOpensAndTheWrongOneDoesNot()
    {
        Door door;
        QCOMPARE(door.enter(u"1001"_s, first), QString());
        QCOMPARE(door.last.staff.name, u"王敏"_s);
        QCOMPARE(door.enter(u"1001"_s, u"wrong"_s), u"sign-in.wrong"_s);
        QCOMPARE(door.enter(u"nobody"_s, first), u"sign-in.wrong"_s);
        QCOMPARE(door.enter(u"1002"_s, first), u"sign-in.wrong"_s); // never had one
    }

    void aNumberNobodyHasIsAnsweredAsAWrongPassword()
    {
        Door door;
        QElapsedTimer timer;
        const auto milliseconds = [&](const QString &number) {
            qint64 least = std::numeric_limits<qint64>::max();
            for (int i = 0; i < 3; ++i) { // the least of three: others use this machine too
                timer.start();
                if (door.enter(door.asked(number, u"wrong"_s, number + QString::number(i))) != "sign-in.wrong"_L1)
                    return qint64(-1);
                least = std::min(least, timer.elapsed());
            }
            return least;
        };
        const qint64 known = milliseconds(u"1001"_s), unknown = milliseconds(u"9999"_s);
        QVERIFY(known > 20 && unknown > 20);
        QVERIFY2(unknown < known * 3 && known < unknown * 3, qPrintable(QString::number(known) + u' ' + QString::number(unknown)));
        // Locked alike too.
        for (int i = 0; i < 5; ++i) {
            door.enter(u"1001"_s, u"wrong"_s);
            door.enter(u"9999"_s, u"wrong"_s);
        }
        QCOMPARE(door.enter(u"1001"_s, u"wrong"_s), u"sign-in.locked"_s);
        const QJsonObject facts = door.facts;
        QCOMPARE(door.enter(u"9999"_s, u"wrong"_s), u"sign-in.locked"_s);
        QCOMPARE(door.facts, facts);
    }

    void guessingCostsTimeAndTheRightPasswordMustWaitToo()
    {
        Door door;
        for (int i = 0; i < 5; ++i)
            QCOMPARE(door.enter(u"1001"_s, u"wrong"_s), u"sign-in.wrong"_s);
        QCOMPARE(door.enter(u"1001"_s, first), u"sign-in.locked"_s);
        QCOMPARE(door.facts[u"seconds"_s].toInt(), 30);
        door.pass(30);
        QCOMPARE(door.enter(u"1001"_s, u"wrong"_s), u"sign-in.wrong"_s);
        QCOMPARE(door.enter(u"1001"_s, first), u"sign-in.locked"_s);
        QCOMPARE(door.facts[u"seconds"_s].toInt(), 60);
        door.pass(60);
        QCOMPARE(door.enter(u"1001"_s, first), QString());
        QCOMPARE(door.enter(u"1001"_s, u"wrong"_s), u"sign-in.wrong"_s); // begins anew
        QCOMPARE(door.enter(u"1001"_s, first), QString());
    }

    void aStrangerHoldsUpNobodyAtTheirOwnTerminal()
    {
        Door door;
        QCOMPARE(door.enter(u"1001"_s, first), QString()); // she works here
        // Somebody tries her number from many other machines, and from her own hall's address.
        int locked = 0;
        for (int i = 0; i < 40; ++i)
            locked += door.enter(door.asked(u"1001"_s, u"guess"_s, QString(u"machine "_s + QString::number(i)))) == "sign-in.locked"_L1 ? 1 : 0;
        QVERIFY2(locked >= 30, qPrintable(QString::number(locked))); // other machines get ten tries together
        QCOMPARE(door.enter(door.asked(u"1001"_s, first, u"yet another"_s)), u"sign-in.locked"_s);
        QCOMPARE(door.enter(u"1001"_s, first), QString());
        // Wrong tries at her terminal under other numbers are theirs.
        for (int i = 0; i < 6; ++i)
            door.enter(u"1002"_s, u"guess"_s);
        QCOMPARE(door.enter(u"1002"_s, u"guess"_s), u"sign-in.locked"_s);
        QCOMPARE(door.enter(u"1001"_s, first), QString());
    }

    void oneAddressGuessesAHundredTimesAndThenWaits()
    {
        Door door;
        QCOMPARE(door.enter(u"1001"_s, first), QString());
        const office::SignInGuard::Try elsewhere{u"5"_s, u"x"_s, "203.0.113.9"};
        office::SignInGuard guard(door.hall.centreOffice());
        for (int i = 0; i < 100; ++i)
            guard.noteFailure({QString::number(i), QString::number(i), "203.0.113.9"}, door.hall.now());
        QCOMPARE(guard.waitSeconds(elsewhere, door.hall.now()), 30);
        QCOMPARE(guard.waitSeconds({u"5"_s, u"x"_s, "203.0.113.10"}, door.hall.now()), 0);
        // The hall behind that very address goes on working.
        QCOMPARE(door.enter(door.asked(u"1001"_s, first, u"here"_s, "203.0.113.9")), QString());
        QCOMPARE(guard.waitSeconds(elsewhere, door.hall.now().addSecs(31)), 0);
    }

    void lockingOutOutlivesARestartAndIsSharedByServers()
    {
        Door door;
        for (int i = 0; i < 5; ++i)
            door.enter(u"1001"_s, u"wrong"_s);
        const auto other = office::Office::open({door.hall.centreOffice().databasePath(), office::Office::Side::Centre, door.hall.clock(), false});
        QVERIFY(other.ok());
        QCOMPARE(CentreSignIn(**other).check(door.asked(u"1001"_s, first)).refusal().code, u"sign-in.locked"_s);
        // A slow half that began before the lock does not get round it.
        Door second;
        const auto checked = CentreSignIn(second.hall.centreOffice()).check(second.asked(u"1001"_s, first));
        QVERIFY(checked.ok());
        for (int i = 0; i < 5; ++i)
            second.enter(u"1001"_s, u"wrong"_s);
        QCOMPARE(CentreSignIn(second.hall.centreOffice()).finish(second.asked(u"1001"_s, first), *checked).refusal().code, u"sign-in.locked"_s);
    }

    void aPasswordIsChangedByTheRules()
    {
        Door door;
        QCOMPARE(door.change(u"1001"_s, first, u"short-1A"_s), u"password.too-short"_s);
        QCOMPARE(door.change(u"1001"_s, first, u"Xx-王敏-12345"_s), u"password.personal"_s);
        QCOMPARE(door.change(u"1001"_s, first, first), u"password.used-before"_s);
        QCOMPARE(door.change(u"1001"_s, u"wrong"_s, second), u"sign-in.wrong"_s);
        QCOMPARE(door.enter(u"1001"_s, first), QString()); // none of it changed anything
        QCOMPARE(door.change(u"1001"_s, first, second), QString());
        QCOMPARE(door.enter(u"1001"_s, first), u"sign-in.wrong"_s);
        QCOMPARE(door.enter(u"1001"_s, second), QString());
        // Five former ones are not taken again, a sixth is.
        QString now = second;
        for (int i = 0; i < 4; ++i) {
            const QString next = QString(u"Am-Berg-"_s + QString::number(i) + u"-wohnt"_s);
            QCOMPARE(door.change(u"1001"_s, now, next), QString());
            now = next;
        }
        QCOMPARE(door.change(u"1001"_s, now, second), u"password.used-before"_s);
        QCOMPARE(door.change(u"1001"_s, now, first), QString());
    }

    void anOldPasswordIsChangedBeforeAnythingElse()
    {
        Door door;
        QCOMPARE(door.enter(u"1001"_s, first), QString()); // from here on its age counts
        door.pass(91 * 24 * 3600);
        QCOMPARE(door.enter(u"1001"_s, first), u"sign-in.change-password"_s);
        QCOMPARE(door.facts[u"why"_s].toString(), u"expired"_s);
        QCOMPARE(door.change(u"1001"_s, first, second), QString());
        QCOMPARE(door.enter(u"1001"_s, second), QString());
        door.decree({{u"maxAgeDays"_s, 0}});
        door.pass(400 * 24 * 3600);
        QCOMPARE(door.enter(u"1001"_s, second), QString());
    }

    void anInitialPasswordIsGoodOnce()
    {
        Door door;
        const office::Actor admin = door.hall.staff(u"1501"_s);
        CentreSignIn office(door.hall.centreOffice());
        QCOMPARE(office.reset(u"1002"_s, false, door.hall.clerk()).refusal().code, u"operation.not-allowed"_s);
        QCOMPARE(office.reset(u"1501"_s, false, admin).refusal().code, u"staff.own-rights"_s);
        QCOMPARE(office.reset(u"4711"_s, false, admin).refusal().code, u"staff.unknown"_s);
        const auto initial = office.reset(u"1002"_s, false, admin);
        QVERIFY(initial.ok());
        const auto journal = door.hall.centreOffice().store().journal.ofDocument(door.hall.staff(u"1002"_s).staffId);
        QCOMPARE(journal.last().operation.type, u"password.reset"_s);
        QVERIFY(!QString::fromUtf8(journal.last().operation.canonical()).contains(*initial));
        QCOMPARE(door.enter(u"1002"_s, *initial), u"sign-in.change-password"_s);
        QCOMPARE(door.facts[u"why"_s].toString(), u"initial"_s);
        QCOMPARE(door.change(u"1002"_s, *initial, *initial), u"password.used-before"_s);
        QCOMPARE(door.change(u"1002"_s, *initial, second), QString());
        QCOMPARE(door.enter(u"1002"_s, *initial), u"sign-in.wrong"_s);
        QCOMPARE(door.enter(u"1002"_s, second), QString());
        // Not used in three days, it is void.
        const auto again = office.reset(u"1002"_s, false, admin);
        QCOMPARE(door.enter(u"1002"_s, second), u"sign-in.wrong"_s);
        door.pass(73 * 3600);
        QCOMPARE(door.change(u"1002"_s, *again, u"Am-Berg-9-wohnt"_s), u"sign-in.initial-expired"_s);
    }

    void aSessionDoesNotOutliveThePassword()
    {
        Door door;
        const domain::Staff clerk = *door.hall.centreOffice().rules()->staffByNumber(u"1001"_s);
        QCOMPARE(door.enter(u"1001"_s, first), QString());
        const QDateTime signedInAt = door.hall.now();
        CentreSignIn office(door.hall.centreOffice());
        QVERIFY(office.mayRenew(clerk, signedInAt));
        door.pass(60);
        QCOMPARE(door.change(u"1001"_s, first, second), QString());
        QVERIFY(!office.mayRenew(clerk, signedInAt));
        QVERIFY(office.mayRenew(clerk, door.hall.now()));
        QVERIFY(office.reset(u"1001"_s, false, door.hall.staff(u"1501"_s)).ok());
        QVERIFY(!office.mayRenew(clerk, door.hall.now()));
    }

    void whoTypesTheWordTokenHasNone()
    {
        Door door;
        door.decree({{u"secondFactor"_s, QJsonArray{u"clerk"_s}}});
        QCOMPARE(door.enterWithCode(u"1001"_s, first, u"token:x"_s), u"sign-in.factor-enrol"_s);
        QCOMPARE(door.enterWithCode(u"1001"_s, first, u"token:a.b.c"_s), u"sign-in.code-wrong"_s); // of the factor just begun
    }

    void aSecondFactorIsSetUpAndThenAskedFor()
    {
        Door door;
        door.decree({{u"secondFactor"_s, QJsonArray{u"clerk"_s}}});
        QCOMPARE(door.enter(u"1001"_s, first), u"sign-in.factor-enrol"_s);
        const QJsonObject shown = door.facts;
        QVERIFY(shown[u"uri"_s].toString().startsWith(u"otpauth://totp/OneWindow:1001?secret="_s));
        QCOMPARE(door.enter(u"1001"_s, first), u"sign-in.factor-enrol"_s);
        QCOMPARE(door.facts, shown); // the telephone may have it already
        const QByteArray secret = *Totp::fromBase32(shown[u"secret"_s].toString());
        const auto code = [&](int steps = 0) { return Totp::code(secret, Totp::stepAt(door.hall.now()) + steps); };
        QCOMPARE(door.enterWithCode(u"1001"_s, first, code(-5)), u"sign-in.code-wrong"_s);
        QCOMPARE(door.enterWithCode(u"1001"_s, first, code()), QString());
        QCOMPARE(door.last.recoveryCodes.size(), 8);
        QCOMPARE(door.last.factorSecret, secret);
        const QStringList recovery = door.last.recoveryCodes;

        QCOMPARE(door.enter(u"1001"_s, first), u"sign-in.code-needed"_s);
        QCOMPARE(door.enterWithCode(u"1001"_s, first, code()), u"sign-in.code-wrong"_s); // seen over a shoulder
        door.pass(30);
        QCOMPARE(door.enterWithCode(u"1001"_s, u"wrong"_s, code()), u"sign-in.wrong"_s);
        QCOMPARE(door.enterWithCode(u"1001"_s, first, code()), QString());
        QVERIFY(door.last.recoveryCodes.isEmpty());
        // The telephone is lost.
        QCOMPARE(door.enterWithCode(u"1001"_s, first, recovery.first()), QString());
        QCOMPARE(door.enterWithCode(u"1001"_s, first, recovery.first()), u"sign-in.code-wrong"_s);
        QCOMPARE(door.enterWithCode(u"1001"_s, first, recovery.last().toLower().remove(u'-')), QString());
        // An old password is changed with the very code that was typed when it was found to be old.
        door.pass(92 * 24 * 3600);
        const QString onceOnly = code();
        QCOMPARE(door.enterWithCode(u"1001"_s, first, onceOnly), u"sign-in.change-password"_s);
        CentreSignIn::Asked changing = door.asked(u"1001"_s, first);
        changing.code = onceOnly;
        changing.newPassword = u"Am-Berg-9-wohnt"_s;
        QCOMPARE(door.enter(changing), QString());
        QCOMPARE(door.enterWithCode(u"1001"_s, u"Am-Berg-9-wohnt"_s, onceOnly), u"sign-in.code-wrong"_s);
        // A stolen password alone changes nothing.
        QCOMPARE(door.change(u"1001"_s, u"Am-Berg-9-wohnt"_s, second), u"sign-in.code-needed"_s);
        // The administrator lets it be set up anew.
        const auto initial = CentreSignIn(door.hall.centreOffice()).reset(u"1001"_s, true, door.hall.staff(u"1501"_s));
        QCOMPARE(door.enter(u"1001"_s, *initial), u"sign-in.change-password"_s);
        QCOMPARE(door.change(u"1001"_s, *initial, second), u"sign-in.factor-enrol"_s);
        QVERIFY(door.facts[u"secret"_s] != shown[u"secret"_s]);
        QCOMPARE(door.enter(u"1001"_s, second), u"sign-in.factor-enrol"_s);
    }

    void guessedCodesLockToo()
    {
        Door door;
        QVERIFY(!door.enrol().isEmpty());
        for (int i = 0; i < 5; ++i)
            QCOMPARE(door.enterWithCode(u"1001"_s, first, u"00000%1"_s.arg(i)), u"sign-in.code-wrong"_s);
        QCOMPARE(door.enterWithCode(u"1001"_s, first, u"000000"_s), u"sign-in.locked"_s);
    }

    void theFactorIsNotReadableInTheDatabase()
    {
        Door door;
        const QByteArray secret = door.enrol();
        QVERIFY(!secret.isEmpty());
        const auto row = door.hall.centreOffice().store().database.row(u"SELECT content FROM sign_in_secret WHERE staff_number = '1001'"_s);
        QVERIFY(row);
        const QString content = row->text(0);
        QVERIFY(content.contains(u"\"factor\""_s));
        QVERIFY(!content.contains(Totp::base32(secret)));
        QVERIFY(!content.contains(QString::fromLatin1(secret.toBase64())));
        QVERIFY(!content.contains(door.last.recoveryCodes.first()));
    }

    void aUsbKeyAnswersWhatTheCentreAsks()
    {
        Door door;
        QVERIFY(!door.enrol().isEmpty());
        SimulatedToken token('k'), stolen('s');
        SimulatedAuthority authority;
        authority.issued = {{token.certificate(), u"1001"_s}, {stolen.certificate(), u"1002"_s}};
        QCOMPARE(door.enter(door.asked(u"1001"_s, first), &authority), u"sign-in.code-needed"_s);
        const QByteArray challenge = door.facts[u"challenge"_s].toString().toLatin1();
        QVERIFY(!challenge.isEmpty());
        QCOMPARE(token.sign(challenge, u"0000"_s).refusal().code, u"token.pin"_s);
        const auto with = [&](office::FactorToken &held, const QByteArray &asked) {
            CentreSignIn::Asked asking = door.asked(u"1001"_s, first);
            asking.code = office::tokenWord(held.certificate(), asked, *held.sign(asked, u"8642"_s));
            return asking;
        };
        QCOMPARE(door.enter(with(stolen, challenge), &authority), u"sign-in.code-wrong"_s);
        QCOMPARE(door.enter(with(token, challenge + "x"), &authority), u"sign-in.code-wrong"_s);
        QCOMPARE(door.enter(with(token, challenge), &authority), QString());
        QCOMPARE(door.enter(with(token, challenge), &authority), u"sign-in.code-wrong"_s); // an answer counts once
        QCOMPARE(door.enter(with(token, challenge), nullptr), u"sign-in.code-wrong"_s);     // where nobody reads certificates
        door.pass(1);
        QCOMPARE(door.enter(door.asked(u"1001"_s, first), &authority), u"sign-in.code-needed"_s);
        const QByteArray late = door.facts[u"challenge"_s].toString().toLatin1();
        door.pass(121);
        QCOMPARE(door.enter(with(token, late), &authority), u"sign-in.code-wrong"_s);
    }

    // ---- a window without its centre

    void theWindowCountsTriesOverARestart()
    {
        Door door;
        const domain::Staff clerk = *door.hall.office().rules()->staffByNumber(u"1001"_s);
        QVERIFY(office::SignInVerifier(door.hall.office()).remember(first, clerk).ok());
        QCOMPARE(office::SignInVerifier(door.hall.office()).verify(u"1001"_s, first)->id, clerk.id);
        QCOMPARE(office::SignInVerifier(door.hall.office()).verify(u"1002"_s, first).refusal().code, u"sign-in.never-here"_s);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(office::SignInVerifier(door.hall.office()).verify(u"1001"_s, u"wrong"_s).refusal().code, u"sign-in.wrong"_s);
        door.hall.restartCounter();
        const auto locked = office::SignInVerifier(door.hall.office()).verify(u"1001"_s, first);
        QCOMPARE(locked.refusal().code, u"sign-in.locked"_s);
        QCOMPARE(locked.refusal().facts[u"seconds"_s].toInt(), 30);
        QCOMPARE(office::SignInVerifier(door.hall.office()).recognise(u"1001"_s, first).refusal().code, u"sign-in.locked"_s);
        door.pass(30);
        QVERIFY(office::SignInVerifier(door.hall.office()).verify(u"1001"_s, first).ok());
    }

    void theWindowAsksForTheSecondFactorToo()
    {
        Door door;
        const QByteArray secret = door.enrol();
        const domain::Staff clerk = *door.hall.office().rules()->staffByNumber(u"1001"_s);
        office::SignInVerifier window(door.hall.office());
        QVERIFY(window.remember(first, clerk).ok());
        QCOMPARE(window.verify(u"1001"_s, first).refusal().code, u"sign-in.factor-away"_s); // the policy asks for one, and none is kept here
        QVERIFY(window.recognise(u"1001"_s, first).ok());
        QVERIFY(window.remember(first, clerk, secret).ok());
        const auto code = [&] { return Totp::code(secret, Totp::stepAt(door.hall.now())); };
        QCOMPARE(window.verify(u"1001"_s, first).refusal().code, u"sign-in.code-needed"_s);
        QCOMPARE(window.verify(u"1001"_s, first, code()).refusal().code, u"sign-in.code-wrong"_s); // shown to the centre just now
        door.pass(60);
        QCOMPARE(window.verify(u"1001"_s, u"wrong"_s, code()).refusal().code, u"sign-in.wrong"_s);
        QVERIFY(window.verify(u"1001"_s, first, code()).ok());
        QCOMPARE(window.verify(u"1001"_s, first, code()).refusal().code, u"sign-in.code-wrong"_s);
        // The disk alone does not give the secret away.
        const auto row = door.hall.office().store().database.row(u"SELECT content FROM sign_in_secret WHERE staff_number = '1001'"_s);
        QVERIFY(row && !row->text(0).contains(QString::fromLatin1(secret.toBase64())));
        QVERIFY(window.forget(u"1001"_s).ok());
        QCOMPARE(window.verify(u"1001"_s, first).refusal().code, u"sign-in.never-here"_s);
    }

    void whoLeftDoesNotGetInWithoutTheCentreEither()
    {
        Door door;
        domain::Staff clerk = *door.hall.office().rules()->staffByNumber(u"1001"_s);
        office::SignInVerifier window(door.hall.office());
        QVERIFY(window.remember(first, clerk).ok());
        clerk.active = false;
        QVERIFY(door.hall.centreOffice().submit({u"staff.define"_s, clerk.id, clerk.toJson(), centreActor}).ok());
        door.hall.pull();
        QCOMPARE(window.verify(u"1001"_s, first).refusal().code, u"sign-in.not-active"_s);
    }

    void whatAPasswordSealsItAloneOpens()
    {
        const QByteArray sealed = office::sealWithPassword(first, "secret");
        QVERIFY(!sealed.contains("secret"));
        QVERIFY(sealed != office::sealWithPassword(first, "secret"));
        QCOMPARE(office::openWithPassword(first, sealed), QByteArray("secret"));
        QVERIFY(!office::openWithPassword(second, sealed));
        QByteArray altered = sealed;
        altered[altered.size() - 1] = char(altered.back() ^ 1);
        QVERIFY(!office::openWithPassword(first, altered));
        QVERIFY(!office::openWithPassword(first, sealed.left(10)));
    }
};

QTEST_GUILESS_MAIN(SignIn)
#include "tst_signin.moc"
