// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/numbering/receiptseal.h"
#include "domain/identity/numbertext.h"
#include <QCborMap>
#include <QCborValue>
#include <QMessageAuthenticationCode>
#include <QUuid>
#include <optional>

using namespace Qt::StringLiterals;

namespace domain {

namespace {

constexpr QStringView prefix = u"OW1:";
constexpr int signatureBytes = 64;
constexpr int digestBytes = 12;
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// The members of the CBOR map. Numbers, because every character makes the printed squares smaller.
enum Key {
    CaseId = 1,
    Number,
    ItemId,
    ItemVersion,
    Place,
    Counter,
    AcceptedAt,
    Outcome,
    Answers,
    Materials,
    Applicant,
    DeviceId
};

QCborValue packed(const QString &id)
{
    const QUuid uuid(id);
    if (!uuid.isNull() && uuid.toString(QUuid::WithoutBraces) == id)
        return uuid.toRfc4122();
    return id;
}

QString unpacked(const QCborValue &id)
{
    if (id.isByteArray() && id.toByteArray().size() == 16)
        return QUuid::fromRfc4122(id.toByteArray()).toString(QUuid::WithoutBraces);
    return id.toString();
}

bool isStateLetter(QChar c)
{
    return c >= u'a' && c <= u'z';
}

/// "idcardr leaset": key and letter of each, in the order of the list.
QString packedMaterials(const QList<SealedMaterial> &materials)
{
    QString text;
    for (const SealedMaterial &material : materials) {
        Q_ASSERT(!material.key.isEmpty() && !material.key.contains(u' ') && isStateLetter(material.state));
        if (!text.isEmpty())
            text += u' ';
        text += material.key + material.state;
    }
    return text;
}

std::optional<QList<SealedMaterial>> unpackedMaterials(const QString &text)
{
    QList<SealedMaterial> materials;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (word.size() < 2 || !isStateLetter(word.back()))
            return std::nullopt;
        materials.append({word.chopped(1), word.back()});
    }
    return materials;
}

QCborMap toCbor(const ReceiptSeal &seal)
{
    return {{CaseId, packed(seal.caseId)},
            {Number, seal.number},
            {ItemId, seal.itemId},
            {ItemVersion, seal.itemVersion},
            {Place, seal.place},
            {Counter, seal.counter},
            {AcceptedAt, seal.acceptedAt.toSecsSinceEpoch()},
            {Outcome, seal.outcome},
            {Answers, QCborMap::fromJsonObject(seal.answers)},
            {Materials, packedMaterials(seal.materials)},
            {Applicant, seal.applicantDigest},
            {DeviceId, packed(seal.deviceId)}};
}

Result<ReceiptSeal> fromCbor(const QCborMap &map)
{
    const auto materials = unpackedMaterials(map[Materials].toString());
    const bool wellFormed = materials && map[Number].isString() && map[ItemId].isString() &&
                            map[ItemVersion].isInteger() && map[AcceptedAt].isInteger() && map[Outcome].isString() &&
                            map[Answers].isMap() && map[Applicant].isByteArray();
    ReceiptSeal seal;
    seal.caseId = unpacked(map[CaseId]);
    if (!wellFormed || seal.caseId.isEmpty())
        return refuse(u"seal.malformed");
    seal.number = map[Number].toString();
    seal.itemId = map[ItemId].toString();
    seal.itemVersion = int(map[ItemVersion].toInteger());
    seal.place = map[Place].toString();
    seal.counter = map[Counter].toString();
    seal.acceptedAt = QDateTime::fromSecsSinceEpoch(map[AcceptedAt].toInteger(), Qt::UTC);
    seal.outcome = map[Outcome].toString();
    seal.answers = map[Answers].toMap().toJsonObject();
    seal.materials = *materials;
    seal.applicantDigest = map[Applicant].toByteArray();
    seal.deviceId = unpacked(map[DeviceId]);
    return seal;
}

std::optional<QByteArray> fromBase64(QStringView text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toLatin1(), base64 | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

/// The version a payload states, "OW7:…" is 7; nothing if it is no receipt's at all.
std::optional<int> versionOf(QStringView text)
{
    const qsizetype colon = text.left(8).indexOf(u':');
    if (!text.startsWith(u"OW") || colon < 3)
        return std::nullopt;
    bool isNumber = false;
    const int version = text.sliced(2, colon - 2).toInt(&isNumber);
    return isNumber ? std::optional(version) : std::nullopt;
}

} // namespace

Result<QString> ReceiptSeal::encode(const SealSigner &sign) const
{
    const QString message = prefix + QString::fromLatin1(QCborValue(toCbor(*this)).toCbor().toBase64(base64));
    const QByteArray signature = sign(message.toLatin1());
    if (signature.size() != signatureBytes)
        return refuse(u"seal.signature", {{u"device"_s, deviceId}});
    const QString text = message + u'.' + QString::fromLatin1(signature.toBase64(base64));
    if (text.size() > sealCharsMax)
        return refuse(u"seal.too-long", {{u"chars"_s, text.size()}, {u"charsMax"_s, sealCharsMax}});
    return text;
}

Result<ReceiptSeal> ReceiptSeal::decode(QStringView text, const SealVerifier &verify)
{
    text = text.trimmed();
    const auto version = versionOf(text);
    if (!version)
        return refuse(u"seal.malformed");
    if (!text.startsWith(prefix))
        return refuse(u"seal.version", {{u"version"_s, *version}});
    const qsizetype dot = text.indexOf(u'.');
    if (text.size() > sealCharsMax || dot < 0)
        return refuse(u"seal.malformed");
    const auto body = fromBase64(text.sliced(prefix.size(), dot - prefix.size()));
    const auto signature = fromBase64(text.sliced(dot + 1));
    if (!body || !signature || signature->size() != signatureBytes)
        return refuse(u"seal.malformed");

    QCborParserError error;
    const QCborValue content = QCborValue::fromCbor(*body, &error);
    if (error.error != QCborError::NoError || error.offset != body->size() || !content.isMap())
        return refuse(u"seal.malformed");
    const QString device = unpacked(content[DeviceId]);
    if (device.isEmpty())
        return refuse(u"seal.malformed");
    switch (verify(device, text.first(dot).toLatin1(), *signature)) {
    case SealVerdict::Valid:
        return fromCbor(content.toMap());
    case SealVerdict::Forged:
        return refuse(u"seal.signature", {{u"device"_s, device}});
    case SealVerdict::UnknownDevice:
        return refuse(u"seal.unknown-device", {{u"device"_s, device}});
    }
    Q_UNREACHABLE();
}

QByteArray ReceiptSeal::digestOf(QStringView caseId, QStringView identityNumber, const QByteArray &districtKey)
{
    const QByteArray message = caseId.toUtf8() + '\n' + normaliseNumber(identityNumber).toUtf8();
    return QMessageAuthenticationCode::hash(message, districtKey, QCryptographicHash::Sha256).first(digestBytes);
}

} // namespace domain
