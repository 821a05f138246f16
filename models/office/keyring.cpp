// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/keyring.h"
#include "domain/jsontime.h"
#include "office/secretfile.h"
#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <sodium.h>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

constexpr int formNow = 1;
constexpr qsizetype keyBytes = 32;
constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qint64 passes = 2, memoryKiB = 64 * 1024; // OWASP; about a tenth of a second
constexpr qint64 passesMax = 16, memoryKiBMax = 1024 * 1024;
constexpr auto personKind = "passphrase"_L1, centreKind = "centre"_L1;
constexpr auto changing = {"expires"_L1, "over"_L1, "mac"_L1}; // what of a wrap is not sealed into it

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

const unsigned char *in(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, '\0');
    randombytes_buf(bytes.data(), size_t(size));
    return bytes;
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytesOf(const QJsonValue &text)
{
    return QByteArray::fromBase64(text.toString().toLatin1());
}

/// Members in order of name: the same object has the same text.
QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray keyedHash(const QByteArray &key, const QByteArray &text)
{
    QByteArray hash(keyBytes, '\0');
    crypto_generichash(out(hash), size_t(hash.size()), in(text), size_t(text.size()), in(key), size_t(key.size()));
    return hash;
}

QString sumOf(QJsonObject content)
{
    content.remove(u"sum"_s);
    return QString::fromLatin1(QCryptographicHash::hash(textOf(content), QCryptographicHash::Sha256).toHex());
}

QByteArray associated(QJsonObject wrap)
{
    for (const QLatin1StringView name : changing)
        wrap.remove(name);
    wrap.remove(u"box"_s);
    return textOf(wrap);
}

QDateTime instant(const QJsonValue &text)
{
    return QDateTime::fromString(text.toString(), Qt::ISODateWithMs).toUTC();
}

QString copyOf(const QString &file)
{
    return QString(file + u".copy"_s);
}

std::optional<QJsonObject> contentOf(const QString &file)
{
    const auto bytes = readSecret(file);
    if (!bytes)
        return std::nullopt;
    const QJsonObject content = QJsonDocument::fromJson(*bytes).object();
    const bool isWhole = content.value(u"form"_s).toInt() == formNow && content.value(u"sum"_s).toString() == sumOf(content) && bytesOf(content.value(u"salt"_s)).size() == keyBytes;
    return isWhole ? std::optional(content) : std::nullopt;
}

} // namespace

Result<std::unique_ptr<Keyring>> Keyring::open(const Options &options)
{
    [[maybe_unused]] const bool ready = sodium_init() >= 0;
    Q_ASSERT(ready);
    std::unique_ptr<Keyring> ring(new Keyring(options));
    if (const Result<Done> read = ring->read(); !read)
        return read.refusal();
    if (const Result<int> expired = ring->expire(); !expired)
        return expired.refusal();
    return ring;
}

Keyring::~Keyring()
{
    forgetKey(m_key);
}

Result<Done> Keyring::read()
{
    // Two copies: one bad block under four kilobytes of keys must not cost a window's work.
    const QString &file = m_options.file;
    const auto first = contentOf(file), second = contentOf(copyOf(file));
    if (!first && !second) {
        const bool isNew = !QFile::exists(file) && !QFile::exists(copyOf(file));
        return isNew ? Result<Done>(Done{}) : refuse(u"keyring.damaged");
    }
    const QJsonObject content = first ? *first : *second;
    if (first != second)
        return write(content);
    m_content = content;
    return Done{};
}

Result<Done> Keyring::write(const QJsonObject &content)
{
    QJsonObject whole = content;
    whole[u"form"_s] = formNow;
    whole[u"sum"_s] = sumOf(whole);
    const QByteArray text = textOf(whole);
    for (const QString &file : {m_options.file, copyOf(m_options.file)}) {
        if (const Result<Done> written = writeSecret(file, text); !written)
            return written;
        m_content = whole; // from the first on, that is what the next start reads
    }
    return Done{};
}

bool Keyring::isNew() const
{
    return m_content.isEmpty() && m_key.isEmpty();
}

void Keyring::begin()
{
    Q_ASSERT(isNew());
    m_key = randomBytes(keyBytes);
}

QString Keyring::nameOf(const QString &staffNumber) const
{
    return base64(keyedHash(bytesOf(m_content.value(u"salt"_s)), staffNumber.trimmed().toUtf8()));
}

QJsonObject Keyring::wrapOf(const QString &staffNumber) const
{
    const QString name = nameOf(staffNumber);
    for (const QJsonValue &wrap : m_content.value(u"wraps"_s).toArray()) {
        if (wrap[u"kind"_s] == personKind && wrap[u"who"_s] == name)
            return wrap.toObject();
    }
    return {};
}

/// The content with this wrap in place of the same person's, or beside the centre's others.
QJsonObject Keyring::withWrap(const QJsonObject &wrap) const
{
    QJsonArray wraps;
    for (const QJsonValue &other : m_content.value(u"wraps"_s).toArray()) {
        if (other[u"kind"_s] != wrap[u"kind"_s] || other[u"who"_s] != wrap[u"who"_s])
            wraps << other;
    }
    wraps << wrap;
    QJsonObject content = m_content;
    content[u"wraps"_s] = wraps;
    return content;
}

QByteArray Keyring::kekOf(const QJsonObject &wrap, const QString &passphrase) const
{
    const qint64 rounds = wrap[u"passes"_s].toInteger(), memory = wrap[u"kib"_s].toInteger();
    const QByteArray salt = bytesOf(wrap[u"salt"_s]);
    if (salt.size() != crypto_pwhash_SALTBYTES || rounds < 1 || rounds > passesMax || memory < 8 || memory > memoryKiBMax)
        return {};
    QByteArray text = passphrase.toUtf8(), kek(keyBytes, '\0');
    const int failed = crypto_pwhash(out(kek), size_t(kek.size()), text.constData(), size_t(text.size()), in(salt), quint64(rounds), size_t(memory) * 1024,
                                     crypto_pwhash_ALG_ARGON2ID13);
    forgetKey(text);
    if (failed != 0)
        return {};
    if (!wrap[u"desk"_s].toBool())
        return kek;
    QByteArray mixed = keyedHash(m_options.deskSecret, kek);
    forgetKey(kek);
    return mixed;
}

QJsonObject Keyring::sealed(QJsonObject wrap, const QByteArray &kek) const
{
    const QByteArray nonce = randomBytes(nonceBytes), context = associated(wrap);
    QByteArray box(m_key.size() + tagBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(out(box), nullptr, in(m_key), size_t(m_key.size()), in(context), size_t(context.size()), nullptr, in(nonce), in(kek));
    wrap[u"box"_s] = base64(nonce + box);
    return vouched(wrap);
}

QJsonObject Keyring::vouched(QJsonObject member) const
{
    member.remove(u"mac"_s);
    member[u"mac"_s] = base64(keyedHash(keyedHash(m_key, "onewindow keyring"), textOf(member)));
    return member;
}

bool Keyring::isVouched(const QJsonObject &member) const
{
    const QByteArray expected = bytesOf(vouched(member)[u"mac"_s]), given = bytesOf(member[u"mac"_s]);
    return given.size() == expected.size() && sodium_memcmp(in(given), in(expected), size_t(given.size())) == 0;
}

/// The data key, or nothing when the wrap is under another key or was altered.
QByteArray Keyring::unwrapped(const QJsonObject &wrap, const QByteArray &kek)
{
    const QByteArray whole = bytesOf(wrap[u"box"_s]), context = associated(wrap);
    QByteArray key(keyBytes, '\0');
    const bool fits = kek.size() == keyBytes && whole.size() == nonceBytes + keyBytes + tagBytes
                      && crypto_aead_xchacha20poly1305_ietf_decrypt(out(key), nullptr, nullptr, in(whole) + nonceBytes, size_t(whole.size() - nonceBytes), in(context),
                                                                    size_t(context.size()), in(whole), in(kek)) == 0;
    return fits ? key : QByteArray();
}

/// Takes the data key out of a wrap, and believes it only when all that it vouches for stands as it was written.
Result<Done> Keyring::take(const QJsonObject &wrap, QByteArray kek)
{
    QByteArray key = unwrapped(wrap, kek);
    forgetKey(kek);
    if (key.isEmpty())
        return refuse(u"keyring.wrong");
    m_key = std::move(key);
    const QJsonObject seen = m_content.value(u"seen"_s).toObject();
    if (!isVouched(wrap) || (!seen.isEmpty() && !isVouched(seen))) {
        forgetKey(m_key);
        return refuse(u"keyring.altered");
    }
    return Done{};
}

Result<Done> Keyring::openByPassphrase(const QString &staffNumber, const QString &passphrase)
{
    if (const Result<int> expired = expire(); !expired)
        return expired.refusal();
    const QJsonObject wrap = wrapOf(staffNumber);
    if (wrap.isEmpty())
        return refuse(u"keyring.nobody");
    if (wrap[u"over"_s].toBool())
        return refuse(u"keyring.lease-over", {{u"ended"_s, wrap[u"expires"_s]}});
    if (wrap[u"desk"_s].toBool() && m_options.deskSecret.isEmpty())
        return refuse(u"keyring.desk-locked");
    return take(wrap, kekOf(wrap, passphrase));
}

Result<Done> Keyring::openByCentre(const QByteArray &unlockKey)
{
    for (const QJsonValue &wrap : m_content.value(u"wraps"_s).toArray()) {
        if (wrap[u"kind"_s] != centreKind)
            continue;
        const Result<Done> taken = take(wrap.toObject(), QByteArray(unlockKey.constData(), unlockKey.size()));
        if (taken || taken.refusal().code != "keyring.wrong"_L1)
            return taken;
    }
    return refuse(u"keyring.wrong");
}

Result<Done> Keyring::putPassphrase(const QString &staffNumber, const QString &passphrase, const QDateTime &expires)
{
    Q_ASSERT(isOpen());
    if (m_content.value(u"salt"_s).toString().isEmpty())
        m_content[u"salt"_s] = base64(randomBytes(keyBytes));
    QJsonObject wrap{{u"kind"_s, QString(personKind)}, {u"who"_s, nameOf(staffNumber)}, {u"salt"_s, base64(randomBytes(crypto_pwhash_SALTBYTES))},
                     {u"passes"_s, passes}, {u"kib"_s, memoryKiB}, {u"expires"_s, domain::instantText(expires.toUTC())}};
    if (!m_options.deskSecret.isEmpty())
        wrap[u"desk"_s] = true;
    QByteArray kek = kekOf(wrap, passphrase);
    if (kek.isEmpty())
        return refuse(u"office.store-failed", {{u"detail"_s, u"argon2id: no memory"_s}});
    const QJsonObject content = withWrap(sealed(wrap, kek));
    forgetKey(kek);
    return write(content);
}

Result<Done> Keyring::prolong(const QString &staffNumber, const QDateTime &expires)
{
    Q_ASSERT(isOpen());
    QJsonObject wrap = wrapOf(staffNumber);
    if (wrap.isEmpty() || wrap[u"over"_s].toBool() || instant(wrap[u"expires"_s]) >= expires)
        return Done{};
    wrap[u"expires"_s] = domain::instantText(expires.toUTC());
    return write(withWrap(vouched(wrap)));
}

Result<Done> Keyring::removePassphrase(const QString &staffNumber)
{
    const QString name = nameOf(staffNumber);
    QJsonArray wraps;
    for (const QJsonValue &wrap : m_content.value(u"wraps"_s).toArray()) {
        if (wrap[u"kind"_s] != personKind || wrap[u"who"_s] != name)
            wraps << wrap;
    }
    if (wraps.size() == m_content.value(u"wraps"_s).toArray().size())
        return Done{};
    QJsonObject content = m_content;
    content[u"wraps"_s] = wraps;
    return write(content);
}

Result<QByteArray> Keyring::addCentre()
{
    Q_ASSERT(isOpen());
    if (m_content.value(u"salt"_s).toString().isEmpty())
        m_content[u"salt"_s] = base64(randomBytes(keyBytes));
    const QByteArray unlockKey = randomBytes(keyBytes);
    // What the centre has at this moment is the newest but one at most: a key that was made but never arrived there is dropped.
    QJsonObject content = m_content;
    QJsonArray wraps;
    const QString had = content.value(u"atCentre"_s).toString();
    for (const QJsonValue &wrap : content.value(u"wraps"_s).toArray()) {
        if (wrap[u"kind"_s] != centreKind || wrap[u"who"_s] == had)
            wraps << wrap;
    }
    wraps << sealed({{u"kind"_s, QString(centreKind)}, {u"who"_s, base64(randomBytes(12))}}, unlockKey);
    content[u"wraps"_s] = wraps;
    if (const Result<Done> written = write(content); !written)
        return written.refusal();
    return unlockKey;
}

Result<Done> Keyring::settleCentre()
{
    QJsonObject content = m_content;
    QJsonArray wraps;
    const QJsonArray all = content.value(u"wraps"_s).toArray();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const bool isLater = std::any_of(all.begin() + i + 1, all.end(), [](const QJsonValue &wrap) { return wrap[u"kind"_s] == centreKind; });
        if (all[i][u"kind"_s] == centreKind && !isLater)
            content[u"atCentre"_s] = all[i][u"who"_s];
        if (all[i][u"kind"_s] != centreKind || !isLater)
            wraps << all[i];
    }
    content[u"wraps"_s] = wraps;
    return write(content);
}

bool Keyring::hasCentre() const
{
    return !m_content.value(u"atCentre"_s).toString().isEmpty();
}

bool Keyring::centreHas(const QByteArray &unlockKey) const
{
    const QJsonArray wraps = m_content.value(u"wraps"_s).toArray();
    QJsonObject latest;
    for (const QJsonValue &wrap : wraps) {
        if (wrap[u"kind"_s] == centreKind)
            latest = wrap.toObject();
    }
    QByteArray key = unwrapped(latest, unlockKey);
    const bool has = !key.isEmpty();
    forgetKey(key);
    return has;
}

Result<Done> Keyring::noteContact(const QDateTime &centreTime)
{
    Q_ASSERT(isOpen());
    const QDateTime seen = instant(m_content.value(u"seen"_s)[u"at"_s]);
    if (seen.isValid() && seen >= centreTime)
        return Done{};
    QJsonObject content = m_content;
    content[u"seen"_s] = vouched({{u"at"_s, domain::instantText(centreTime.toUTC())}});
    return write(content);
}

QDateTime Keyring::now() const
{
    const QDateTime clock = m_options.clock().toUTC(), seen = instant(m_content.value(u"seen"_s)[u"at"_s]);
    return seen.isValid() && clock < seen ? seen : clock;
}

QDateTime Keyring::leaseEnd(const QString &staffNumber) const
{
    const QJsonObject wrap = wrapOf(staffNumber);
    return wrap.isEmpty() ? QDateTime() : instant(wrap[u"expires"_s]);
}

bool Keyring::hasLease() const
{
    const QJsonArray wraps = m_content.value(u"wraps"_s).toArray();
    return std::any_of(wraps.begin(), wraps.end(), [](const QJsonValue &wrap) { return wrap[u"kind"_s] == personKind && !wrap[u"over"_s].toBool(); });
}

Result<int> Keyring::expire()
{
    const QDateTime now = this->now();
    QJsonArray wraps;
    int ended = 0;
    for (const QJsonValue &wrap : m_content.value(u"wraps"_s).toArray()) {
        const QDateTime expires = instant(wrap[u"expires"_s]);
        if (wrap[u"kind"_s] != personKind || wrap[u"over"_s].toBool() || (expires.isValid() && expires > now)) {
            wraps << wrap;
            continue;
        }
        ++ended;
        // That somebody's time is over can still be told; nothing here opens anything.
        wraps << QJsonObject{{u"kind"_s, QString(personKind)}, {u"who"_s, wrap[u"who"_s]}, {u"expires"_s, wrap[u"expires"_s]}, {u"over"_s, true}};
    }
    if (ended == 0)
        return 0;
    QJsonObject content = m_content;
    content[u"wraps"_s] = wraps;
    if (const Result<Done> written = write(content); !written)
        return written.refusal();
    return ended;
}

Result<Done> Keyring::wipe()
{
    const Result<Done> copy = destroySecret(copyOf(m_options.file));
    const Result<Done> first = destroySecret(m_options.file);
    m_content = {};
    forgetKey(m_key);
    return !first ? first : copy;
}

} // namespace office
