// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/deviceidentity.h"
#include "domain/operation/operation.h"
#include "domain/jsontime.h"
#include "office/secretfile.h"
#include <QFile>
#include <QJsonDocument>
#include <QUuid>
#include <sodium.h>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

constexpr int formNow = 1;
constexpr qsizetype secretBytes = crypto_secretbox_KEYBYTES, nonceBytes = crypto_secretbox_NONCEBYTES, tagBytes = crypto_secretbox_MACBYTES;

const unsigned char *in(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

QByteArray newSeed()
{
    QByteArray seed(crypto_sign_SEEDBYTES, '\0');
    randombytes_buf(seed.data(), size_t(seed.size()));
    return seed;
}

QDateTime instant(const QJsonValue &text)
{
    return QDateTime::fromString(text.toString(), Qt::ISODateWithMs).toUTC();
}

} // namespace

Result<std::shared_ptr<DeviceIdentity>> DeviceIdentity::open(const Options &options, const QDateTime &now, const FormerIdentity &former)
{
    [[maybe_unused]] const bool ready = sodium_init() >= 0;
    Q_ASSERT(ready && (options.deskSecret.isEmpty() || options.deskSecret.size() == secretBytes));
    std::shared_ptr<DeviceIdentity> identity(new DeviceIdentity(options));
    if (const auto text = readSecret(options.file)) {
        if (const Result<Done> read = identity->read(*text); !read)
            return read.refusal();
        return identity;
    }
    if (QFile::exists(options.file))
        return refuse(u"device.damaged");
    identity->m_id = former.isValid() ? former.device : domain::newId(now);
    identity->m_stream = former.isValid() && !former.stream.isEmpty() ? former.stream : domain::newId(now);
    identity->m_seed = former.isValid() ? former.seed : newSeed();
    identity->m_since = now.toUTC();
    identity->m_key = DeviceKey::fromSeed(identity->m_seed);
    if (const Result<Done> written = identity->write(); !written)
        return written.refusal();
    return identity;
}

DeviceIdentity::~DeviceIdentity()
{
    forgetKey(m_seed);
    forgetKey(m_nextSeed);
}

Result<Done> DeviceIdentity::read(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    const bool isSealed = json[u"desk"_s].toBool();
    if (isSealed && m_options.deskSecret.isEmpty())
        return refuse(u"device.desk-locked");
    m_id = json[u"id"_s].toString();
    m_stream = json[u"stream"_s].toString();
    m_since = instant(json[u"since"_s]);
    m_seed = unsealed(json[u"seed"_s].toString(), isSealed);
    m_nextSeed = unsealed(json[u"next"_s].toString(), isSealed);
    m_nextSince = instant(json[u"nextSince"_s]);
    const bool isWhole = json[u"form"_s].toInt() == formNow && !QUuid(m_id).isNull() && m_seed.size() == crypto_sign_SEEDBYTES;
    if (!isWhole)
        return refuse(u"device.damaged");
    m_key = DeviceKey::fromSeed(m_seed);
    // A desktop that keeps a secret now seals what stood open before.
    return !isSealed && !m_options.deskSecret.isEmpty() ? write() : Result<Done>(Done{});
}

Result<Done> DeviceIdentity::write() const
{
    QJsonObject json{{u"form"_s, formNow}, {u"id"_s, m_id}, {u"stream"_s, m_stream}, {u"since"_s, domain::instantText(m_since)}, {u"seed"_s, sealed(m_seed)}};
    if (!m_nextSeed.isEmpty()) {
        json[u"next"_s] = sealed(m_nextSeed);
        json[u"nextSince"_s] = domain::instantText(m_nextSince);
    }
    if (!m_options.deskSecret.isEmpty())
        json[u"desk"_s] = true;
    return writeSecret(m_options.file, QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString DeviceIdentity::sealed(const QByteArray &seed) const
{
    if (m_options.deskSecret.isEmpty())
        return QString::fromLatin1(seed.toBase64());
    QByteArray box(nonceBytes + tagBytes + seed.size(), '\0');
    randombytes_buf(box.data(), size_t(nonceBytes));
    crypto_secretbox_easy(out(box) + nonceBytes, in(seed), size_t(seed.size()), in(box), in(m_options.deskSecret));
    return QString::fromLatin1(box.toBase64());
}

QByteArray DeviceIdentity::unsealed(const QString &text, bool isSealed) const
{
    const QByteArray bytes = QByteArray::fromBase64(text.toLatin1());
    if (!isSealed)
        return bytes;
    if (bytes.size() < nonceBytes + tagBytes)
        return {};
    QByteArray seed(bytes.size() - nonceBytes - tagBytes, '\0');
    const bool fits = crypto_secretbox_open_easy(out(seed), in(bytes) + nonceBytes, size_t(bytes.size() - nonceBytes), in(bytes), in(m_options.deskSecret)) == 0;
    return fits ? seed : QByteArray();
}

Result<QByteArray> DeviceIdentity::nextKey(const QDateTime &now)
{
    if (m_nextSeed.isEmpty()) {
        m_nextSeed = newSeed();
        m_nextSince = now.toUTC();
        if (const Result<Done> written = write(); !written) {
            forgetKey(m_nextSeed);
            return written.refusal();
        }
    }
    return DeviceKey::fromSeed(m_nextSeed)->publicKey();
}

Result<Done> DeviceIdentity::takeNextKey()
{
    Q_ASSERT(hasNextKey());
    std::swap(m_seed, m_nextSeed);
    std::swap(m_since, m_nextSince);
    QByteArray former = std::exchange(m_nextSeed, {});
    m_key = DeviceKey::fromSeed(m_seed);
    const Result<Done> written = write();
    forgetKey(former);
    return written; // refused: the file still has both, and the next start asks by the former one first
}

Result<Done> DeviceIdentity::wipe()
{
    forgetKey(m_seed);
    forgetKey(m_nextSeed);
    return destroySecret(m_options.file);
}

} // namespace office
