// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centresignin.h"
#include "domain/access/totp.h"
#include "office/centre.h"
#include "office/devicekey.h"
#include "office/store.h"
#include "storage/signinstore.h"
#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <sodium.h>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;
using domain::SignInPolicy;
using domain::Totp;
using storage::SignInStore;

namespace {

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
// What is kept of a person beside the password's hash (storage::SignInStore::secret).
const QString changedAt = u"changedAt"_s, initial = u"initial"_s, history = u"history"_s, factor = u"factor"_s, pending = u"pending"_s, lastStep = u"step"_s,
              recovery = u"recovery"_s, tokenAt = u"tokenAt"_s;

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, '\0');
    randombytes_buf(bytes.data(), size_t(count));
    return bytes;
}

/// Letters and digits nobody mistakes, in groups: "KXWM-3FQ7-2BTA".
QString spokenCode(int groups)
{
    static const QString signs = u"ABCDEFGHJKMNPQRSTUVWXYZ23456789"_s;
    QStringList parts;
    for (int group = 0; group < groups; ++group) {
        QString part;
        for (int i = 0; i < 4; ++i)
            part += signs[qsizetype(randombytes_uniform(quint32(signs.size())))];
        parts << part;
    }
    return parts.join(u'-');
}

/// Recovery codes are random enough for a plain hash.
QString recoveryHash(const QString &code)
{
    QString plain = code.toUpper();
    plain.removeIf([](QChar sign) { return !sign.isLetterOrNumber(); });
    return QString::fromLatin1(QCryptographicHash::hash(plain.toLatin1(), QCryptographicHash::Sha256).toBase64(base64));
}

/// A question for a token: good for two minutes, and known to be ours without being kept.
QByteArray newChallenge(const QByteArray &key, const QString &staffNumber, const QDateTime &now)
{
    const QByteArray body = QByteArray::number(now.toMSecsSinceEpoch()).append(':').append(randomBytes(16).toBase64(base64));
    return QByteArray(body).append(':').append(QMessageAuthenticationCode::hash(QByteArray(body).append(staffNumber.toUtf8()), key, QCryptographicHash::Sha256).toBase64(base64));
}

/// When it was asked; nothing when it was not by us, of somebody else, or too long ago.
std::optional<qint64> askedAt(const QByteArray &challenge, const QByteArray &key, const QString &staffNumber, const QDateTime &now)
{
    constexpr qint64 goodMs = 120'000;
    const qsizetype end = challenge.lastIndexOf(':');
    const QByteArray body = challenge.left(end), seal = challenge.mid(end + 1);
    const QByteArray expected = QMessageAuthenticationCode::hash(QByteArray(body).append(staffNumber.toUtf8()), key, QCryptographicHash::Sha256).toBase64(base64);
    if (key.isEmpty() || end <= 0 || seal.size() != expected.size() || sodium_memcmp(seal.constData(), expected.constData(), size_t(expected.size())) != 0)
        return {};
    const qint64 at = body.left(body.indexOf(':')).toLongLong(), age = now.toMSecsSinceEpoch() - at;
    return age >= 0 && age <= goodMs ? std::optional(at) : std::nullopt;
}

const QString tokenPrefix = u"token:"_s;

QString personLock(const QString &staffNumber)
{
    return QString(u"sign-in:"_s + staffNumber);
}

} // namespace

QString tokenWord(const QByteArray &certificate, const QByteArray &challenge, const QByteArray &signature)
{
    return QString(tokenPrefix + QString::fromLatin1(certificate.toBase64(base64) + '.' + challenge.toBase64(base64) + '.' + signature.toBase64(base64)));
}

SignInPolicy CentreSignIn::policyOf(const domain::Staff &staff) const
{
    const domain::Place *place = m_office.rules()->place(staff.place);
    return SignInPolicy::of(m_office.rules()->region(place ? place->district : QString()));
}

QString CentreSignIn::sealed(const QByteArray &plain) const
{
    return QString::fromLatin1(DeviceKey::seal(m_office.devicePublicKey(), plain).toBase64());
}

std::optional<QByteArray> CentreSignIn::unsealed(const QJsonValue &sealed) const
{
    return sealed.toString().isEmpty() ? std::nullopt : m_office.unsealed(QByteArray::fromBase64(sealed.toString().toLatin1()));
}

Result<CentreSignIn::Checked> CentreSignIn::check(const Asked &asked) const
{
    return m_office.guarded<Checked>([&]() -> Result<Checked> {
        if (const int wait = SignInGuard(m_office).waitSeconds(asked.where, m_office.now()); wait > 0)
            return refuse(u"sign-in.locked", {{u"seconds"_s, wait}});
        const auto credential = m_office.store().credentials.byNumber(asked.staffNumber);
        // An unknown number costs the same time as a wrong password, so that numbers can't be found out by the clock.
        static const QString nobody = passwordHash(QString::fromLatin1(randomBytes(16).toHex()));
        Checked checked;
        checked.hash = credential ? credential->hash : nobody;
        checked.fits = passwordFits(checked.hash, asked.password) && credential;
        if (!checked.fits || asked.newPassword.isEmpty())
            return checked;
        const domain::Staff *staff = m_office.rules()->staffByNumber(asked.staffNumber);
        const SignInPolicy policy = staff ? policyOf(*staff) : SignInPolicy();
        if (const Result<Done> accepted = policy.accepts(asked.newPassword, asked.staffNumber, staff ? staff->name : QString()); !accepted) {
            checked.problem = accepted.refusal();
            return checked;
        }
        QStringList former{checked.hash};
        for (const QJsonValue &hash : SignInStore(m_office.store().database).secret(asked.staffNumber)[history].toArray())
            former << hash.toString();
        const bool usedBefore = std::any_of(former.begin(), former.begin() + std::min<qsizetype>(former.size(), std::max(1, policy.history)),
                                            [&](const QString &hash) { return passwordFits(hash, asked.newPassword); });
        if (usedBefore)
            checked.problem = refuse(u"password.used-before", {{u"count"_s, policy.history}});
        else
            checked.newHash = passwordHash(asked.newPassword);
        return checked;
    });
}

Result<CentreSignIn::SignedIn> CentreSignIn::finish(const Asked &asked, const Checked &checked)
{
    return m_office.retried<SignedIn>([&]() -> Result<SignedIn> {
        storage::Database &database = m_office.store().database;
        storage::Transaction transaction(database);
        database.lock(personLock(asked.staffNumber));
        SignInGuard guard(m_office);
        SignInStore store(database);
        const QDateTime now = m_office.now();
        if (const int wait = guard.waitSeconds(asked.where, now); wait > 0) // others tried meanwhile
            return refuse(u"sign-in.locked", {{u"seconds"_s, wait}});
        QJsonObject secret = store.secret(asked.staffNumber);
        const QJsonObject before = secret;
        const auto decide = [&]() -> Result<SignedIn> {
            const auto credential = m_office.store().credentials.byNumber(asked.staffNumber);
            if (!checked.fits || !credential || credential->hash != checked.hash)
                return refuse(u"sign-in.wrong");
            const domain::Staff *staff = m_office.rules()->staffByNumber(asked.staffNumber);
            if (!staff || !staff->active)
                return refuse(u"sign-in.not-active");
            if (!secret.contains(changedAt)) // a password from before its age was counted
                secret[changedAt] = now.toMSecsSinceEpoch();
            const SignInPolicy policy = policyOf(*staff);
            // The factor comes first: a stolen password alone must not be enough to change it.
            const Result<QByteArray> factorSecret = checkFactor(asked, secret);
            if (!factorSecret)
                return factorSecret.refusal();
            if (const Result<Done> taken = takeNewPassword(asked, checked, policy, secret); !taken)
                return taken.refusal();
            const bool hasFactor = secret.contains(factor) || isByToken(asked);
            if (!hasFactor && policy.needsSecondFactor(staff->roles))
                return enrolFactor(asked, *staff, secret);
            return SignedIn{*staff, {}, *factorSecret};
        };
        const Result<SignedIn> decided = decide();
        static const QStringList guesses{u"sign-in.wrong"_s, u"sign-in.code-wrong"_s};
        if (decided)
            guard.noteSuccess(asked.where, now);
        else if (guesses.contains(decided.refusal().code))
            guard.noteFailure(asked.where, now);
        // A code is used up by what it was typed for, not by being asked for a new password first.
        if (!decided && decided.refusal().code == "sign-in.change-password"_L1)
            before.contains(lastStep) ? void(secret[lastStep] = before.value(lastStep)) : secret.remove(lastStep);
        // What nobody has is not kept either.
        if (secret != before && checked.fits)
            store.putSecret(asked.staffNumber, secret);
        transaction.commit();
        return decided;
    });
}

bool CentreSignIn::isByToken(const Asked &asked) const
{
    return m_judge && asked.code.startsWith(tokenPrefix);
}

/// The secret for the device when a code by the clock was right; empty when no factor is set up, or a token did.
Result<QByteArray> CentreSignIn::checkFactor(const Asked &asked, QJsonObject &secret) const
{
    const QDateTime now = m_office.now();
    if (isByToken(asked)) {
        const QStringList parts = asked.code.mid(tokenPrefix.size()).split(u'.');
        const auto part = [&](qsizetype i) { return QByteArray::fromBase64(parts.value(i).toLatin1(), base64); };
        const auto at = askedAt(part(1), Centre(m_office).tokenKey(), asked.staffNumber, now);
        if (!at || *at <= secret.value(tokenAt).toInteger())
            return refuse(u"sign-in.code-wrong");
        const Result<QString> owner = m_judge->judge(part(0), part(1), part(2));
        if (!owner || *owner != asked.staffNumber)
            return refuse(u"sign-in.code-wrong");
        secret[tokenAt] = *at; // an answer counts once
        return QByteArray();
    }
    const auto shared = unsealed(secret.value(factor));
    if (!secret.contains(factor))
        return QByteArray();
    if (asked.code.isEmpty()) {
        QJsonObject facts;
        if (m_judge)
            facts[u"challenge"_s] = QString::fromLatin1(newChallenge(Centre(m_office).tokenKey(), asked.staffNumber, now));
        return refuse(u"sign-in.code-needed", facts);
    }
    if (const auto step = shared ? Totp::match(*shared, asked.code, now, secret.value(lastStep).toInteger()) : std::nullopt) {
        secret[lastStep] = *step;
        return *shared;
    }
    QJsonArray left = secret.value(recovery).toArray();
    const QString hash = recoveryHash(asked.code);
    for (qsizetype i = 0; i < left.size(); ++i) {
        if (left[i].toString() != hash)
            continue;
        left.removeAt(i);
        secret[recovery] = left;
        return shared.value_or(QByteArray());
    }
    return refuse(u"sign-in.code-wrong");
}

Result<Done> CentreSignIn::takeNewPassword(const Asked &asked, const Checked &checked, const SignInPolicy &policy, QJsonObject &secret)
{
    const QDateTime now = m_office.now(), changed = QDateTime::fromMSecsSinceEpoch(secret.value(changedAt).toInteger(), Qt::UTC);
    const bool isInitial = secret.value(initial).toBool();
    constexpr int hourSeconds = 3600;
    if (isInitial && changed.secsTo(now) > policy.initialHours * hourSeconds)
        return refuse(u"sign-in.initial-expired");
    if (asked.newPassword.isEmpty()) {
        if (isInitial || policy.isTooOld(changed, now))
            return refuse(u"sign-in.change-password", {{u"why"_s, isInitial ? u"initial"_s : u"expired"_s}, {u"least"_s, policy.lengthMin}, {u"classes"_s, policy.classesMin}});
        return Done{};
    }
    if (checked.problem)
        return *checked.problem;
    if (checked.newHash.isEmpty())
        return refuse(u"sign-in.wrong");
    QJsonArray former = secret.value(history).toArray();
    former.prepend(checked.hash);
    while (former.size() > policy.history)
        former.removeLast();
    secret[history] = former;
    secret[changedAt] = now.toMSecsSinceEpoch();
    secret[initial] = false;
    storage::Credential credential = *m_office.store().credentials.byNumber(asked.staffNumber);
    credential.hash = checked.newHash;
    m_office.store().credentials.put(credential);
    return Done{};
}

/// Setting up: the first try makes a secret and shows it, the second brings a code made with it.
Result<CentreSignIn::SignedIn> CentreSignIn::enrolFactor(const Asked &asked, const domain::Staff &staff, QJsonObject &secret) const
{
    constexpr int recoveryCodes = 8, groups = 3;
    const auto shared = unsealed(secret.value(pending));
    const auto step = shared && !asked.code.isEmpty() ? Totp::match(*shared, asked.code, m_office.now(), 0) : std::nullopt;
    if (!step) {
        if (shared && !asked.code.isEmpty())
            return refuse(u"sign-in.code-wrong");
        const QByteArray fresh = shared.value_or(randomBytes(Totp::secretBytes)); // asked again, the same: it may be in the telephone already
        secret[pending] = sealed(fresh);
        return refuse(u"sign-in.factor-enrol", {{u"secret"_s, Totp::base32(fresh)}, {u"uri"_s, Totp::uri(fresh, u"OneWindow"_s, staff.number)}});
    }
    secret[factor] = sealed(*shared);
    secret[lastStep] = *step;
    secret.remove(pending);
    SignedIn done{staff, {}, *shared};
    QJsonArray hashes;
    for (int i = 0; i < recoveryCodes; ++i) {
        done.recoveryCodes << spokenCode(groups);
        hashes << recoveryHash(done.recoveryCodes.last());
    }
    secret[recovery] = hashes;
    return done;
}

Result<QString> CentreSignIn::reset(const QString &staffNumber, bool withFactor, const Actor &admin)
{
    const QString password = spokenCode(3);
    const QString hash = passwordHash(password);
    return m_office.retried<QString>([&]() -> Result<QString> {
        storage::Transaction transaction(m_office.store().database);
        m_office.store().database.lock(personLock(staffNumber));
        const domain::Staff *staff = m_office.rules()->staffByNumber(staffNumber);
        if (!staff)
            return refuse(u"staff.unknown");
        // On record, and allowed or not, like every other act.
        const auto noted = m_office.submit({u"password.reset"_s, staff->id, {{u"factor"_s, withFactor}}, admin});
        if (!noted)
            return noted.refusal();
        SignInStore store(m_office.store().database);
        const auto former = m_office.store().credentials.byNumber(staffNumber);
        QJsonObject secret = store.secret(staffNumber);
        if (former) {
            QJsonArray hashes = secret.value(history).toArray();
            hashes.prepend(former->hash);
            secret[history] = hashes;
        }
        secret[initial] = true;
        secret[changedAt] = m_office.now().toMSecsSinceEpoch();
        if (withFactor) {
            for (const QString &member : {factor, pending, lastStep, recovery})
                secret.remove(member);
        }
        store.putSecret(staffNumber, secret);
        store.forgetKnown(staffNumber);
        SignInGuard(m_office).pardon(staffNumber, {});
        m_office.store().credentials.put({staffNumber, staff->id, hash, 0, {}});
        transaction.commit();
        return password;
    });
}

bool CentreSignIn::mayRenew(const domain::Staff &staff, const QDateTime &signedInAt) const
{
    return m_office.read<bool>([&] {
        const QJsonObject secret = SignInStore(m_office.store().database).secret(staff.number);
        return !secret.value(initial).toBool() && secret.value(changedAt).toInteger() <= signedInAt.toMSecsSinceEpoch();
    });
}

} // namespace office
