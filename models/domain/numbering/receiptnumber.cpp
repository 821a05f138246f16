// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/numbering/receiptnumber.h"
#include "domain/numbering/papernumber.h"
#include <QJsonObject>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace domain {

namespace {

constexpr QStringView alphabet = u"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr int divisionDigits = 6;
constexpr int yearDigits = 4;
constexpr int serialDigits = 7;
constexpr int deviceChars = 4;
constexpr int provisionalDigitsMin = 4;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}
bool isHexCapital(QChar c)
{
    return isDigit(c) || (c >= u'A' && c <= u'F');
}
bool allDigits(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isDigit);
}

bool isDash(QChar c)
{
    constexpr QStringView dashes = u"-_\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC\u4E00\uFE63";
    return dashes.contains(c);
}

/// Half-width capitals without spaces and dashes; nothing if anything else is in it.
std::optional<QString> compacted(QStringView typed)
{
    QString compact;
    for (QChar c : typed) {
        if (c.unicode() >= 0xFF01 && c.unicode() <= 0xFF5E)
            c = QChar(c.unicode() - 0xFEE0);
        if (c.isSpace() || c.category() == QChar::Other_Format || isDash(c))
            continue;
        c = c.toUpper();
        if (!alphabet.contains(c))
            return std::nullopt;
        compact += c;
    }
    return compact;
}

/// A letter where only a digit can stand is the digit it looks like.
QString asDigits(QStringView text)
{
    QString digits = text.toString();
    for (QChar &c : digits) {
        if (c == u'O')
            c = u'0';
        else if (c == u'I' || c == u'L')
            c = u'1';
    }
    return digits;
}

bool isRegularSeries(QStringView series)
{
    return series.size() == divisionDigits + 1 + yearDigits && allDigits(series.first(divisionDigits)) &&
           series[divisionDigits] == u'-' && allDigits(series.last(yearDigits));
}

bool isProvisionalSeries(QStringView series)
{
    return series.size() == 2 + deviceChars && series.startsWith(u"T-") &&
           std::ranges::all_of(series.sliced(2), isHexCapital);
}

Result<ReceiptNumber> checked(QString series, QStringView serial, QChar check)
{
    if (!allDigits(serial))
        return refuse(u"number.malformed");
    const ReceiptNumber number{std::move(series), serial.toLongLong()};
    if (number.serial < 1 || number.serial > receiptSerialMax)
        return refuse(u"number.malformed");
    // Here an O is not taken for a 0: both are check characters, and a wrong digit may be all that lies between them.
    if (check != number.text().back())
        return refuse(u"number.check");
    return number;
}

} // namespace

QChar checkCharacterOf(QStringView text)
{
    constexpr int modulus = 36;
    int product = modulus;
    for (const QChar c : text) {
        const qsizetype value = alphabet.indexOf(c);
        Q_ASSERT(value >= 0);
        const int sum = (product + int(value)) % modulus;
        product = (sum == 0 ? modulus : sum) * 2 % (modulus + 1);
    }
    return alphabet[(modulus + 1 - product) % modulus];
}

QString ReceiptNumber::text() const
{
    const QString digits =
        QString::number(serial).rightJustified(isProvisional() ? provisionalDigitsMin : serialDigits, u'0');
    QString checkedText = series + digits;
    checkedText.remove(u'-');
    return series + u'-' + digits + u'-' + checkCharacterOf(checkedText);
}

QString formatReceiptNumber(QStringView series, qint64 serial)
{
    Q_ASSERT(isRegularSeries(series) || isProvisionalSeries(series));
    Q_ASSERT(serial >= 1 && serial <= receiptSerialMax);
    return ReceiptNumber{series.toString(), serial}.text();
}

QString formatProvisionalNumber(QStringView device, qint64 serial)
{
    return formatReceiptNumber(QString(u"T-" + device), serial);
}

Result<ReceiptNumber> parseReceiptNumber(QStringView text)
{
    const auto compact = compacted(text);
    if (!compact || compact->isEmpty())
        return refuse(u"number.malformed");
    const QStringView body = QStringView(*compact).chopped(1);
    const QChar check = compact->back();

    if (body.startsWith(u'T')) {
        if (body.size() < 1 + deviceChars + provisionalDigitsMin)
            return refuse(u"number.malformed");
        const QString series = u"T-" + asDigits(body.sliced(1, deviceChars));
        return isProvisionalSeries(series) ? checked(series, asDigits(body.sliced(1 + deviceChars)), check)
                                           : Result<ReceiptNumber>(refuse(u"number.malformed"));
    }
    const QString digits = asDigits(body);
    if (digits.size() != divisionDigits + yearDigits + serialDigits || !allDigits(digits))
        return refuse(u"number.malformed");
    const QString series = digits.first(divisionDigits) + u'-' + digits.sliced(divisionDigits, yearDigits);
    return checked(series, QStringView(digits).last(serialDigits), check);
}

Result<qint64> NumberLease::take(const QDateTime &now)
{
    if (isExpired(now))
        return refuse(u"lease.expired", {{u"lease"_s, id}, {u"series"_s, series}});
    if (remaining() <= 0)
        return refuse(u"lease.exhausted", {{u"lease"_s, id}, {u"series"_s, series}});
    return next++;
}

QJsonObject NumberLease::toJson() const
{
    QJsonObject json{{u"id"_s, id}, {u"series"_s, series}, {u"from"_s, from}, {u"to"_s, to}, {u"next"_s, next}};
    if (expires.isValid())
        json[u"expires"] = expires.toUTC().toString(Qt::ISODateWithMs);
    return json;
}

Result<NumberLease> NumberLease::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QLatin1StringView member) { return refuse(u"lease.malformed", {{u"member"_s, member}}); };
    NumberLease lease;
    lease.id = json[u"id"].toString();
    if (lease.id.isEmpty())
        return malformed("id"_L1);
    lease.series = json[u"series"].toString();
    if (!isRegularSeries(lease.series) && !isProvisionalSeries(lease.series) && !isPaperSeries(lease.series))
        return malformed("series"_L1);
    lease.from = json[u"from"].toInteger();
    if (lease.from < 1)
        return malformed("from"_L1);
    lease.to = json[u"to"].toInteger();
    if (lease.to < lease.from || lease.to > receiptSerialMax)
        return malformed("to"_L1);
    lease.next = json.contains(u"next") ? json[u"next"].toInteger() : lease.from;
    if (lease.next < lease.from || lease.next > lease.to + 1)
        return malformed("next"_L1);
    if (json.contains(u"expires")) {
        lease.expires = QDateTime::fromString(json[u"expires"].toString(), Qt::ISODateWithMs);
        if (!lease.expires.isValid() || lease.expires.timeSpec() == Qt::LocalTime)
            return malformed("expires"_L1);
        lease.expires = lease.expires.toUTC();
    }
    return lease;
}

} // namespace domain
