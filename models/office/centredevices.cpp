// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centredevices.h"
#include "domain/jsontime.h"
#include "office/centre.h"
#include "office/devicekey.h"
#include "office/store.h"
#include <QCryptographicHash>
#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QUuid>
#include <sodium.h>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

const Actor centreActor{u"centre"_s, {}, {u"centre"_s}, {}, {}};
constexpr qsizetype codeLength = 12, keyBytes = 32;

QString randomCode()
{
    static const QString letters = u"23456789ABCDEFGHJKMNPQRSTUVWXYZ"_s; // without 0 O 1 I L
    QString code;
    while (code.size() < codeLength)
        code += letters[qsizetype(randombytes_uniform(quint32(letters.size())))];
    return code;
}

/// Sixty bits chosen by chance need no slow hash.
QString hashOf(const QString &code)
{
    return QString::fromLatin1(QCryptographicHash::hash(code.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString grouped(const QString &code)
{
    return QString(code.left(4) + u'-' + code.mid(4, 4) + u'-' + code.mid(8));
}

QString unlockName(const QString &device)
{
    return QString(u"unlock/"_s + device);
}

/// The key all servers of this database seal by. Whoever has the database has it too: what it keeps is of no use without the device.
QByteArray sealingKey(const Centre &centre)
{
    return QMessageAuthenticationCode::hash("onewindow unlock keys", centre.tokenKey(), QCryptographicHash::Sha256);
}

const unsigned char *in(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

} // namespace

Result<CentreDevices::Code> CentreDevices::makeCode(const QString &place, const QString &madeBy)
{
    constexpr int hoursValid = 24;
    if (!m_office.rules()->place(place))
        return refuse(u"place.unknown");
    return m_office.guarded<Code>([&]() -> Result<Code> {
        const QString code = randomCode();
        const QDateTime now = m_office.now(), expires = now.addSecs(hoursValid * 3600);
        m_office.store().enrolments.put({hashOf(code), place, madeBy, now, expires, {}});
        return Code{grouped(code), expires};
    });
}

Result<CentreDevices::Enrolled> CentreDevices::enrol(const Newcomer &newcomer)
{
    if (QUuid(newcomer.device).isNull() || newcomer.publicKey.size() != keyBytes || (!newcomer.stream.isEmpty() && QUuid(newcomer.stream).isNull()))
        return refuse(u"device.malformed");
    bool published = false;
    const auto enrolled = m_office.retried<Enrolled>([&]() -> Result<Enrolled> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        const auto code = store.enrolments.byHash(hashOf(newcomer.code));
        if (!code || code->expires <= m_office.now() || (!code->device.isEmpty() && code->device != newcomer.device))
            return refuse(u"enrolment.code");
        const Device *known = m_office.rules()->device(newcomer.device);
        if (known && known->publicKey != newcomer.publicKey)
            return refuse(u"device.other-key");
        if (code->device.isEmpty() && !store.enrolments.use(code->codeHash, newcomer.device))
            return refuse(u"enrolment.code");
        const QString stream = newcomer.stream.isEmpty() ? domain::newId(m_office.now()) : newcomer.stream;
        const auto state = store.streams.byId(stream);
        if (state && state->device != newcomer.device)
            return refuse(u"device.other-stream");
        if (!state)
            store.streams.put({stream, newcomer.device, 0, {}});
        if (!known || known->revoked) {
            const domain::Place *place = m_office.rules()->place(code->place);
            const auto before = store.documents.base(newcomer.device);
            QJsonObject body = before ? before->body : QJsonObject();
            body.remove(u"revoked"_s);
            body[u"publicKey"_s] = QString::fromLatin1(newcomer.publicKey.toBase64());
            body[u"keySince"_s] = domain::instantText(m_office.now());
            body[u"name"_s] = !newcomer.name.isEmpty() ? newcomer.name : place ? place->name : QString();
            body[u"place"_s] = code->place;
            body[u"invitedBy"_s] = code->madeBy; // the journal tells who let it in
            const auto done = m_office.submit({u"device.enrol"_s, newcomer.device, body, centreActor});
            if (!done)
                return done.refusal();
            published = true;
        }
        transaction.commit();
        return Enrolled{stream, code->place};
    });
    if (enrolled && published) {
        m_office.renewRules({newcomer.device});
        m_centre.noteMoved({domain::referenceScope.toString()});
    }
    return enrolled;
}

Result<Done> CentreDevices::rotate(const QString &device, const QByteArray &newKey, const QByteArray &message, const QByteArray &signature)
{
    const Device *known = m_office.rules()->device(device);
    if (!known)
        return refuse(u"device.unknown");
    if (known->revoked)
        return refuse(u"device.revoked");
    if (newKey.size() != keyBytes)
        return refuse(u"device.malformed");
    if (known->publicKey == newKey)
        return known->hasSigned(message, signature, {}) ? Result<Done>(Done{}) : Result<Done>(refuse(u"operation.signature"));
    if (!DeviceKey::verify(known->publicKey, message, signature))
        return refuse(u"operation.signature");
    const auto done = m_office.submit({u"device.rotate"_s, device, {{u"publicKey"_s, QString::fromLatin1(newKey.toBase64())}}, centreActor});
    if (!done)
        return done.refusal();
    m_centre.noteMoved({domain::referenceScope.toString()});
    return Done{};
}

Result<Done> CentreDevices::keepUnlockKey(const QString &device, const QByteArray &unlockKey)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        const QByteArray key = sealingKey(m_centre);
        QByteArray box(qsizetype(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) + unlockKey.size(), '\0');
        randombytes_buf(box.data(), crypto_secretbox_NONCEBYTES);
        crypto_secretbox_easy(out(box) + crypto_secretbox_NONCEBYTES, in(unlockKey), size_t(unlockKey.size()), in(box), in(key));
        m_office.store().settings.set(unlockName(device), QString::fromLatin1(box.toBase64()));
        return Done{};
    });
}

Result<QByteArray> CentreDevices::unlockKey(const QString &device, const domain::Staff &staff) const
{
    return m_office.guarded<QByteArray>([&]() -> Result<QByteArray> {
        const auto district = [this](const QString &place) {
            const domain::Place *known = m_office.rules()->place(place);
            return known ? known->district : QString();
        };
        const auto document = m_office.store().documents.base(device);
        const QString place = document ? document->body[u"place"_s].toString() : QString();
        if (!place.isEmpty() && district(place) != district(staff.place))
            return QByteArray();
        const QByteArray box = QByteArray::fromBase64(m_office.store().settings.text(unlockName(device)).toLatin1()), key = sealingKey(m_centre);
        constexpr qsizetype aroundBytes = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
        if (box.size() <= aroundBytes)
            return QByteArray();
        QByteArray plain(box.size() - aroundBytes, '\0');
        const bool fits = crypto_secretbox_open_easy(out(plain), in(box) + crypto_secretbox_NONCEBYTES, size_t(box.size()) - crypto_secretbox_NONCEBYTES, in(box), in(key)) == 0;
        return fits ? plain : QByteArray();
    });
}

Result<Done> CentreDevices::noteWiped(const QString &device)
{
    const auto document = m_office.read<std::optional<domain::Document>>([&] { return m_office.store().documents.base(device); });
    if (!document)
        return refuse(u"device.unknown");
    if (!document->body[u"revoked"_s][u"wiped"_s].toString().isEmpty())
        return Done{};
    const auto done = m_office.submit({u"device.wiped"_s, device, {}, centreActor});
    if (!done)
        return done.refusal();
    m_centre.noteMoved({domain::referenceScope.toString()});
    return m_office.guarded<Done>([&]() -> Result<Done> {
        m_office.store().settings.set(unlockName(device), u""_s);
        return Done{};
    });
}

} // namespace office
