// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/phone.h"

#include "domain/identity/numbertext.h"

#include <QRegularExpression>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

/// Half width; every kind of dash and 转 (extension) as one hyphen; without spaces and brackets.
QString uniform(QStringView typed)
{
    const QString half = halfWidth(typed);
    QString result;
    for (const QChar c : half) {
        if (c.category() == QChar::Punctuation_Dash || c == u'\u2212' || c == u'转' || c == u')')
            result += u'-';
        else if (!c.isSpace() && c != u'(' && c.category() != QChar::Other_Format && c != u'\u00B7')
            result += c;
    }
    while (result.startsWith(u'-'))
        result.remove(0, 1);
    return result.replace(u"--"_s, u"-"_s);
}

QString withoutCountry(const QString &number)
{
    static const QRegularExpression country(u"^(?:\\+86|0086|86(?=-?1[0-9]{10}$))-?"_s);
    return QString(number).remove(country);
}

std::optional<Refusal> otherThanDigits(QStringView number)
{
    for (qsizetype i = 0; i < number.size(); ++i)
        if (!isAsciiDigit(number[i]))
            return refuse(u"phone.character", {{u"position"_s, i + 1}, {u"character"_s, QString(number[i])}});
    return std::nullopt;
}

Refusal notContact(QStringView prefix)
{
    return refuse(u"phone.not-contact", {{u"prefix"_s, prefix.toString()}});
}

/// `number` without separators.
Result<QString> mobile(const QString &number)
{
    if (auto wrong = otherThanDigits(number))
        return *wrong;
    if (number.size() == 13 && (number.startsWith(u"106"_s) || number.startsWith(u"14"_s)))
        return notContact(QStringView(number).first(5)); // machines' numbers
    if (number.size() != 11)
        return refuse(u"phone.length", {{u"length"_s, number.size()}, {u"expected"_s, u"11"_s}});
    if (number[0] != u'1' || number[1] < u'3')
        return refuse(u"phone.not-mobile", {{u"prefix"_s, number.first(2)}});
    if (number.startsWith(u"1349"_s))
        return notContact(u"1349"); // satellite
    if (number.startsWith(u"174"_s))
        return notContact(u"174"); // satellite
    return number;
}

/// Area code and number are split by the rule of the numbering plan: 010 and 02x have three digits, all others four.
Result<QString> landline(const QString &number)
{
    static const QRegularExpression form(u"^(010|02[0-9]|0[3-9][0-9]{2})-?([2-8][0-9]{6,7})(?:-([0-9]{1,6}))?$"_s);
    const auto match = form.match(number);
    if (!match.hasMatch())
        return refuse(u"phone.landline", {{u"text"_s, number}});
    const QString extension = match.captured(3);
    const QString line = match.captured(1) + u'-' + match.captured(2);
    return extension.isEmpty() ? line : QString(line + u'-' + extension);
}

} // namespace

Result<QString> parseMobile(QStringView typed)
{
    QString number = withoutCountry(uniform(typed)).remove(u'-');
    if (number.isEmpty())
        return refuse(u"phone.empty");
    return mobile(number);
}

Result<QString> parsePhone(QStringView typed)
{
    static const QRegularExpression abroad(u"^(?:\\+|00)([1-9][0-9]{6,14})$"_s);
    static const QRegularExpression withoutArea(u"^[2-8][0-9]{6,7}(?:-[0-9]{1,6})?$"_s);
    const QString number = withoutCountry(uniform(typed));
    const QString bare = QString(number).remove(u'-');
    if (bare.isEmpty())
        return refuse(u"phone.empty");
    if (const auto match = abroad.match(bare); match.hasMatch())
        return QString(u'+' + match.captured(1));
    if (number.startsWith(u'0'))
        return landline(number);
    if (withoutArea.match(number).hasMatch())
        return refuse(u"phone.area-code-missing");
    return mobile(bare);
}

} // namespace domain
