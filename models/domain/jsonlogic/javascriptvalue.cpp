// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsonlogic/javascriptvalue.h"

#include <QJsonArray>
#include <QLocale>
#include <QStringList>
#include <charconv>
#include <cmath>
#include <limits>

namespace domain::javascript {

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

bool isContainer(const QJsonValue &value)
{
    return value.isArray() || value.isObject();
}

bool isNothing(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined();
}

bool isSpace(QChar c)
{
    return c == QChar(0xFEFF) || (c.isSpace() && c != QChar(0x85));
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

QStringView withoutOuterSpace(QStringView text)
{
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text = text.chopped(1);
    return text;
}

qsizetype digitsFrom(QStringView text, qsizetype from)
{
    qsizetype at = from;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at - from;
}

/// Length of the decimal literal the text begins with (sign, digits, point, exponent); 0 when there is none.
qsizetype decimalLength(QStringView text)
{
    qsizetype at = (text.startsWith(u'+') || text.startsWith(u'-')) ? 1 : 0;
    if (text.sliced(at).startsWith(u"Infinity"))
        return at + 8;
    const qsizetype whole = digitsFrom(text, at);
    at += whole;
    qsizetype fraction = 0;
    if (at < text.size() && text[at] == u'.') {
        fraction = digitsFrom(text, at + 1);
        if (whole + fraction > 0)
            at += 1 + fraction;
    }
    if (whole + fraction == 0)
        return 0;
    if (at < text.size() && (text[at] == u'e' || text[at] == u'E')) {
        qsizetype exponent = at + 1;
        if (exponent < text.size() && (text[exponent] == u'+' || text[exponent] == u'-'))
            ++exponent;
        if (const qsizetype digits = digitsFrom(text, exponent); digits > 0)
            at = exponent + digits;
    }
    return at;
}

double decimalValue(QStringView literal)
{
    const bool negative = literal.startsWith(u'-');
    if (literal.endsWith(u"Infinity"))
        return negative ? -infinity : infinity;
    // Of Qt's readers only QLocale gives infinity, not zero, where the exponent is too large.
    return QLocale::c().toDouble(literal);
}

double radixValue(QStringView digits, int radix)
{
    if (digits.isEmpty())
        return notANumber;
    double value = 0;
    for (const QChar c : digits) {
        int digit = -1;
        if (isDigit(c))
            digit = c.unicode() - u'0';
        else if (const char16_t lower = c.unicode() | 0x20; lower >= u'a' && lower <= u'f')
            digit = lower - u'a' + 10;
        if (digit < 0 || digit >= radix)
            return notANumber;
        value = value * radix + digit;
    }
    return value;
}

} // namespace

QString numberText(double number)
{
    if (std::isnan(number))
        return QStringLiteral("NaN");
    if (std::isinf(number))
        return number < 0 ? QStringLiteral("-Infinity") : QStringLiteral("Infinity");
    if (number == 0)
        return QStringLiteral("0");

    // The shortest digits that read back as the same number, as "d.ddde±xx".
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::abs(number), std::chars_format::scientific).ptr;
    const QString shortest = QString::fromLatin1(buffer, end - buffer);
    const qsizetype e = shortest.indexOf(u'e');
    QString digits = shortest.left(e);
    digits.remove(u'.');
    const int point = shortest.sliced(e + 1).toInt() + 1; // where the decimal point stands, counted in digits
    const int count = int(digits.size());

    QString result;
    if (count <= point && point <= 21)
        result = digits + QString(point - count, u'0');
    else if (0 < point && point <= 21)
        result = digits.left(point) + u'.' + digits.sliced(point);
    else if (-6 < point && point <= 0)
        result = u"0." + QString(-point, u'0') + digits;
    else {
        result = digits.left(1);
        if (count > 1)
            result += u'.' + digits.sliced(1);
        result += (point > 0 ? u"e+" : u"e-") + QString::number(std::abs(point - 1));
    }
    return number < 0 ? QString(u'-' + result) : result;
}

QString text(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return numberText(value.toDouble());
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array: {
        QStringList parts;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &element : array)
            parts.append(isNothing(element) ? QString() : text(element));
        return parts.join(u',');
    }
    case QJsonValue::Object:
        return QStringLiteral("[object Object]");
    case QJsonValue::Undefined:
        return QStringLiteral("undefined");
    }
    Q_UNREACHABLE();
}

double textNumber(QStringView text)
{
    text = withoutOuterSpace(text);
    if (text.isEmpty())
        return 0;
    if (text.size() > 2 && text[0] == u'0') {
        switch (text[1].unicode() | 0x20) {
        case u'x':
            return radixValue(text.sliced(2), 16);
        case u'o':
            return radixValue(text.sliced(2), 8);
        case u'b':
            return radixValue(text.sliced(2), 2);
        default:
            break;
        }
    }
    const qsizetype length = decimalLength(text);
    return length > 0 && length == text.size() ? decimalValue(text) : notANumber;
}

double number(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return 0;
    case QJsonValue::Bool:
        return value.toBool() ? 1 : 0;
    case QJsonValue::Double:
        return value.toDouble();
    case QJsonValue::String:
        return textNumber(value.toString());
    case QJsonValue::Array:
        return textNumber(text(value));
    case QJsonValue::Object:
    case QJsonValue::Undefined:
        return notANumber;
    }
    Q_UNREACHABLE();
}

double leadingNumber(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble();
    const QString content = text(value);
    const QStringView trimmed = withoutOuterSpace(content);
    const qsizetype length = decimalLength(trimmed);
    return length > 0 ? decimalValue(trimmed.first(length)) : notANumber;
}

bool strictlyEqual(const QJsonValue &value, const QJsonValue &other)
{
    if (value.type() != other.type() || isContainer(value))
        return false;
    if (value.isDouble())
        return value.toDouble() == other.toDouble();
    return value == other;
}

bool looselyEqual(const QJsonValue &value, const QJsonValue &other)
{
    if (isNothing(value) || isNothing(other))
        return isNothing(value) && isNothing(other);
    if (value.type() == other.type())
        return strictlyEqual(value, other);
    if (isContainer(value) && isContainer(other))
        return false;
    // Of a container and a plain value the container becomes its text; then equal types compare as they are.
    if (isContainer(value))
        return looselyEqual(text(value), other);
    if (isContainer(other))
        return looselyEqual(value, text(other));
    return number(value) == number(other);
}

std::partial_ordering compare(const QJsonValue &value, const QJsonValue &other)
{
    const auto comparesAsText = [](const QJsonValue &v) { return v.isString() || isContainer(v); };
    if (comparesAsText(value) && comparesAsText(other))
        return text(value).compare(text(other)) <=> 0;
    return number(value) <=> number(other);
}

} // namespace domain::javascript
