// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>
#include <QString>

namespace domain {

/// The check character of ISO 7064 MOD 37,36 over digits and capital letters, itself a digit or capital letter. It
/// finds every single wrong character, every exchange of characters that stand two apart and 999 of 1,000 exchanges of
/// neighbours (MOD 11,10, all digits, misses every ninth of the former). A letter in most numbers also keeps
/// them apart from citizen ID numbers, which have 18 characters too and may begin with the same division code.
/// `text` must hold nothing but digits and capital letters.
QChar checkCharacterOf(QStringView text);

/// The number on a receipt: "610116-2026-0000017-1" is series (division and year), serial, check character. A number
/// given out while no leased number was left is provisional: "T-9F3C-0012-K", the series names the device.
struct ReceiptNumber
{
    QString series; ///< "610116-2026"; provisional: "T-9F3C"
    qint64 serial = 0;

    bool isProvisional() const { return series.startsWith(u'T'); }
    /// As it is printed and stored.
    QString text() const;
    bool operator==(const ReceiptNumber &) const = default;
};

/// Highest serial of a series, seven digits.
constexpr qint64 receiptSerialMax = 9'999'999;

/// Writes number `serial` (1 … receiptSerialMax) of a series: six digits, dash, four digits; or "T-" and four
/// hexadecimal capitals.
QString formatReceiptNumber(QStringView series, qint64 serial);
/// Writes a provisional number; `device` is four hexadecimal capitals.
QString formatProvisionalNumber(QStringView device, qint64 serial);
/// Reads what a clerk types, pastes or scans: spaces, missing or odd dashes, full-width and small letters are
/// understood, and O for 0, I or L for 1 where only a digit can stand. Refuses with number.malformed, or number.check
/// when a character is wrong.
Result<ReceiptNumber> parseReceiptNumber(QStringView text);

/// A block of serials the centre has lent to one device, so that it can number receipts off line. Two devices never
/// hold the same serial; a serial is used once or reported unused, never given out again.
struct NumberLease
{
    QString id;
    QString series;
    qint64 from = 0;   ///< first serial of the block
    qint64 to = 0;     ///< last serial of the block
    qint64 next = 0;   ///< the next to be taken; to + 1 when none is left
    QDateTime expires; ///< UTC; not used afterwards, the centre writes the rest off; invalid: never

    qint64 size() const { return to - from + 1; }
    qint64 remaining() const { return to - next + 1; }
    /// Half of the block is used up: time to ask for another.
    bool needsRefill() const { return remaining() * 2 <= size(); }
    bool isExpired(const QDateTime &now) const { return expires.isValid() && now >= expires; }
    /// Takes the next serial. Refuses with lease.exhausted or lease.expired {lease, series}; then nothing is taken.
    Result<qint64> take(const QDateTime &now);

    /// {id, series, from, to, next, expires?}
    QJsonObject toJson() const;
    /// Reads what toJson wrote; without `next` the block is untouched. Refuses with lease.malformed {member}.
    static Result<NumberLease> fromJson(const QJsonObject &json);
    bool operator==(const NumberLease &) const = default;
};

} // namespace domain
