// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/proof.h"
#include <QByteArrayList>
#include <QCryptographicHash>

namespace exchange {

namespace {

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors;
constexpr qsizetype signatureBytes = 64, headerBytesMax = 200;

QByteArray hexHash(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

std::optional<QByteArray> bytesOf(const QByteArray &text, qsizetype size)
{
    const auto bytes = QByteArray::fromBase64Encoding(text, base64);
    // One spelling each: what is compared as text must not have two.
    return bytes && bytes.decoded.size() == size && bytes.decoded.toBase64(base64) == text ? std::optional(bytes.decoded) : std::nullopt;
}

} // namespace

QByteArray proofMessage(const QByteArray &method, const QByteArray &target, const QByteArray &body, const QByteArray &token, qint64 atMs, const QByteArray &nonce)
{
    return QByteArrayList{method, target, hexHash(body), hexHash(token), QByteArray::number(atMs), nonce}.join('\n');
}

QByteArray encode(const Proof &proof)
{
    return "v1." + QByteArray::number(proof.atMs) + '.' + proof.nonce + '.' + proof.signature.toBase64(base64);
}

std::optional<Proof> decodeProof(QByteArrayView header)
{
    if (header.size() > headerBytesMax)
        return std::nullopt;
    const QByteArrayList parts = header.trimmed().toByteArray().split('.');
    if (parts.size() != 4 || parts[0] != "v1")
        return std::nullopt;
    bool isNumber = false;
    const qint64 atMs = parts[1].toLongLong(&isNumber);
    const auto nonce = bytesOf(parts[2], proofNonceBytes), signature = bytesOf(parts[3], signatureBytes);
    if (!isNumber || atMs < 0 || QByteArray::number(atMs) != parts[1] || !nonce || !signature)
        return std::nullopt;
    return Proof{atMs, parts[2], *signature};
}

QByteArray proofFor(const QByteArray &method, const QByteArray &target, const QByteArray &body, const QByteArray &token, qint64 atMs, const QByteArray &random,
                    const std::function<QByteArray(const QByteArray &)> &sign)
{
    Q_ASSERT(random.size() == proofNonceBytes);
    const QByteArray nonce = random.toBase64(base64);
    return encode(Proof{atMs, nonce, sign(proofMessage(method, target, body, token, atMs, nonce))});
}

} // namespace exchange
