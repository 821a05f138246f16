// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/totp.h"
#include <QMessageAuthenticationCode>
#include <QUrl>
#include <QtEndian>

namespace domain {
using namespace Qt::StringLiterals;

namespace {
constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// As long for a code that is wrong in its first digit as for one that is wrong in its last.
bool isSame(const QString &a, const QString &b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= unsigned(a[i].unicode() ^ b[i].unicode());
    return difference == 0;
}
} // namespace

QString Totp::code(const QByteArray &secret, qint64 step, int digits, QCryptographicHash::Algorithm hash)
{
    QByteArray counter(8, '\0');
    qToBigEndian(step, counter.data());
    const QByteArray mac = QMessageAuthenticationCode::hash(counter, secret, hash);
    const int offset = mac.back() & 0xf;
    quint32 number = qFromBigEndian<quint32>(mac.constData() + offset) & 0x7fffffff;
    QString text;
    for (int i = 0; i < digits; ++i, number /= 10)
        text.prepend(QChar(u'0' + char16_t(number % 10)));
    return text;
}

std::optional<qint64> Totp::match(const QByteArray &secret, const QString &code, const QDateTime &now, qint64 lastUsed)
{
    QString typed = code;
    typed.remove(u' ');
    const qint64 present = stepAt(now);
    for (qint64 step : {present, present - 1, present + 1}) {
        if (step > lastUsed && isSame(Totp::code(secret, step), typed))
            return step;
    }
    return {};
}

QString Totp::uri(const QByteArray &secret, const QString &issuer, const QString &account)
{
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    return QString(u"otpauth://totp/"_s + encoded(issuer) + u':' + encoded(account) + u"?secret="_s + base32(secret) + u"&issuer="_s + encoded(issuer)
                   + u"&algorithm=SHA1&digits=6&period=30"_s);
}

QString Totp::base32(const QByteArray &bytes)
{
    QString text;
    quint32 pool = 0;
    int bits = 0;
    for (const char byte : bytes) {
        pool = (pool << 8) | quint8(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            text += QLatin1Char(alphabet[(pool >> (bits - 5)) & 31]);
    }
    if (bits > 0)
        text += QLatin1Char(alphabet[(pool << (5 - bits)) & 31]);
    return text;
}

std::optional<QByteArray> Totp::fromBase32(const QString &text)
{
    QByteArray bytes;
    quint32 pool = 0;
    int bits = 0;
    for (const QChar sign : text) {
        if (sign == u' ' || sign == u'=' || sign == u'-')
            continue;
        const char *found = sign.unicode() < 128 && sign.isLetterOrNumber() ? std::strchr(alphabet, sign.toUpper().toLatin1()) : nullptr;
        if (!found)
            return {};
        pool = (pool << 5) | quint32(found - alphabet);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += char(pool >> bits);
        }
    }
    return bytes;
}

} // namespace domain
