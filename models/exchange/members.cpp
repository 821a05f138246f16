// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/members.h"
#include <QJsonDocument>

namespace exchange {
using namespace Qt::StringLiterals;

QString Members::pathOf(QStringView name) const
{
    return m_path.isEmpty() ? name.toString() : QString(m_path + u'.' + name);
}

void Members::fail(QStringView name)
{
    fail(domain::refuse(u"wire.malformed", {{u"member"_s, pathOf(name)}}));
}

void Members::fail(const domain::Refusal &refusal)
{
    if (ok())
        m_refusal = refusal;
}

QString Members::text(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isString() || value.toString().isEmpty())
        fail(QString(name));
    return value.toString();
}

QString Members::optionalText(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isUndefined() && !value.isString())
        fail(QString(name));
    return value.toString();
}

qint64 Members::whole(QLatin1StringView name, qint64 least, qint64 most)
{
    const std::optional<qint64> number = wholeNumber(m_object.value(name));
    if (!number || *number < least || *number > most) {
        fail(QString(name));
        return least;
    }
    return *number;
}

qint64 Members::optionalWhole(QLatin1StringView name, qint64 otherwise, qint64 least, qint64 most)
{
    return has(name) ? whole(name, least, most) : otherwise;
}

bool Members::truth(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isBool())
        fail(QString(name));
    return value.toBool();
}

bool Members::optionalTruth(QLatin1StringView name)
{
    return has(name) && truth(name);
}

QJsonObject Members::object(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isObject())
        fail(QString(name));
    return value.toObject();
}

QJsonObject Members::optionalObject(QLatin1StringView name)
{
    return has(name) ? object(name) : QJsonObject();
}

QJsonArray Members::array(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isArray())
        fail(QString(name));
    return value.toArray();
}

QJsonArray Members::optionalArray(QLatin1StringView name)
{
    return has(name) ? array(name) : QJsonArray();
}

QStringList Members::texts(QLatin1StringView name)
{
    QStringList list;
    const QJsonArray values = array(name);
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!values[i].isString() || values[i].toString().isEmpty())
            fail(at(QString(name), i));
        list.append(values[i].toString());
    }
    return list;
}

QStringList Members::optionalTexts(QLatin1StringView name)
{
    return has(name) ? texts(name) : QStringList();
}

QDateTime Members::instant(QLatin1StringView name)
{
    const QDateTime time = QDateTime::fromString(text(name), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        fail(QString(name));
    return time.toUTC();
}

QDateTime Members::optionalInstant(QLatin1StringView name)
{
    return has(name) ? instant(name) : QDateTime();
}

QByteArray Members::optionalBytes(QLatin1StringView name, qsizetype size)
{
    const QByteArray text = optionalText(name).toLatin1();
    const auto bytes = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || (!text.isEmpty() && bytes.decoded.size() != size)) {
        fail(QString(name));
        return {};
    }
    return bytes.decoded;
}

std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    // A fraction or another type gives the default: both of them.
    const qint64 number = value.toInteger(0);
    return number == value.toInteger(1) ? std::optional(number) : std::nullopt;
}

QString at(QStringView list, qsizetype index)
{
    return list + u'[' + QString::number(index) + u']';
}

domain::Result<QJsonObject> parseObject(QByteArrayView text)
{
    const QByteArray bytes = QByteArray::fromRawData(text.data(), text.size());
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return domain::refuse(u"wire.not-json", {{u"html"_s, text.trimmed().startsWith('<')}});
    return document.object();
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString instantText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

void putText(QJsonObject &json, QLatin1StringView name, const QString &text)
{
    if (!text.isEmpty())
        json[name] = text;
}

} // namespace exchange
