// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/devices.h"
#include "exchange/decode.h"

namespace exchange {
using namespace Qt::StringLiterals;
using domain::Result;

namespace {
constexpr qsizetype keyBytes = 32, signatureBytes = 64;

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytes(Members &members, QLatin1StringView name, qsizetype size)
{
    const QByteArray found = members.optionalBytes(name, size);
    if (found.isEmpty())
        members.fail(QString(name));
    return found;
}
} // namespace

QByteArray encode(const EnrolRequest &request)
{
    QJsonObject json{{u"code"_s, request.code}, {u"device"_s, request.device}, {u"device_key"_s, base64(request.devicePublicKey)}, {u"proof"_s, base64(request.proof)}};
    putText(json, "stream"_L1, request.stream);
    putText(json, "name"_L1, request.name);
    return compact(json);
}

Result<EnrolRequest> decodeEnrolRequest(QByteArrayView text)
{
    return decode<EnrolRequest>(text, [](Members &members) {
        return EnrolRequest{.code = members.text("code"_L1),
                            .device = members.text("device"_L1),
                            .devicePublicKey = bytes(members, "device_key"_L1, keyBytes),
                            .stream = members.optionalText("stream"_L1),
                            .name = members.optionalText("name"_L1),
                            .proof = bytes(members, "proof"_L1, signatureBytes)};
    });
}

QByteArray encode(const EnrolAnswer &answer)
{
    return compact({{u"device"_s, answer.device}, {u"stream"_s, answer.stream}, {u"place"_s, answer.place}, {u"epoch"_s, answer.epoch}});
}

Result<EnrolAnswer> decodeEnrolAnswer(QByteArrayView text)
{
    return decode<EnrolAnswer>(text, [](Members &members) {
        return EnrolAnswer{members.text("device"_L1), members.text("stream"_L1), members.text("place"_L1), members.text("epoch"_L1)};
    });
}

QByteArray encode(const KeyRotation &rotation)
{
    return compact({{u"device_key"_s, base64(rotation.devicePublicKey)}, {u"signature"_s, base64(rotation.signature)}});
}

Result<KeyRotation> decodeKeyRotation(QByteArrayView text)
{
    return decode<KeyRotation>(text, [](Members &members) {
        return KeyRotation{bytes(members, "device_key"_L1, keyBytes), bytes(members, "signature"_L1, signatureBytes)};
    });
}

QByteArray encode(const UnlockKey &deposit)
{
    return compact({{u"key"_s, base64(deposit.key)}});
}

Result<UnlockKey> decodeUnlockKey(QByteArrayView text)
{
    return decode<UnlockKey>(text, [](Members &members) { return UnlockKey{bytes(members, "key"_L1, keyBytes)}; });
}

QByteArray encode(const EnrolmentCodeRequest &request)
{
    return compact({{u"place"_s, request.place}});
}

Result<EnrolmentCodeRequest> decodeEnrolmentCodeRequest(QByteArrayView text)
{
    return decode<EnrolmentCodeRequest>(text, [](Members &members) { return EnrolmentCodeRequest{members.text("place"_L1)}; });
}

QByteArray encode(const EnrolmentCode &code)
{
    return compact({{u"code"_s, code.code}, {u"expires"_s, instantText(code.expires)}});
}

Result<EnrolmentCode> decodeEnrolmentCode(QByteArrayView text)
{
    return decode<EnrolmentCode>(text, [](Members &members) { return EnrolmentCode{members.text("code"_L1), members.instant("expires"_L1)}; });
}

QString normalisedCode(QStringView typed)
{
    QString code;
    for (const QChar letter : typed.toString().normalized(QString::NormalizationForm_KC).toUpper()) {
        if (letter == u'O')
            code += u'0';
        else if (letter == u'I' || letter == u'L')
            code += u'1';
        else if (letter.isLetterOrNumber())
            code += letter;
    }
    return code;
}

QByteArray enrolmentProof(QStringView code, const QString &device)
{
    return "onewindow-enrol\n" + normalisedCode(code).toUtf8() + '\n' + device.toUtf8();
}

QByteArray rotationProof(const QString &device, const QByteArray &newKey)
{
    return "onewindow-rotate\n" + device.toUtf8() + '\n' + newKey.toBase64();
}

} // namespace exchange
